"""Sorts of evidence and what each looks at: steps of due diligence, risks, themes.

What a sort "looks at" is what its own norm has the holder show or its auditor examine, at the place
that it names; it says nothing of what was found there. The judgement is ours, from the published
scope of each scheme; where a scheme looks at the management of a subject only, or at a part of
it, it is "partly". A certificate is never due diligence of the company that holds it in its drawer.
"""

from dataclasses import dataclass

from workflows.marking import N_

_ALL_ANNEX = ("A1", "A2", "A3", "A4", "A5", "A6")
_WORK = ("T02", "T04", "T05", "T06")  # forced labour, child labour, labour rights, unions
_NATURE = ("T07", "T09", "T10")  # pollution, nature, water


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of evidence: what it shows and what it is silent about, and the codes it looks at.

    ``S1`` to ``S6`` are the six steps, ``A1`` to ``A6`` the risks of Annex II, ``T01`` and on
    the themes of the agreement.
    """

    title: str
    shows: str
    silent: str
    looks_at: frozenset[str] = frozenset()
    partly: frozenset[str] = frozenset()


def _sort(
    title: str,
    shows: str,
    silent: str,
    looks_at: tuple[str, ...] = (),
    partly: tuple[str, ...] = (),
) -> Sort:
    return Sort(title, shows, silent, frozenset(looks_at), frozenset(partly))


SORTS: dict[str, Sort] = {
    "iso_9001": _sort(
        N_("ISO 9001, quality"),
        N_("The named sites have a system for the quality of their products."),
        N_("Nothing about people, nature or where metal comes from."),
    ),
    "iso_14001": _sort(
        N_("ISO 14001, environment"),
        N_("The named sites have a system to manage their own effects on the environment."),
        N_("Nothing about people, suppliers or the origin of metal; and not how well they do."),
        partly=("S1", "S2", "S3", "S4", "T07", "T08", "T09", "T10"),
    ),
    "iso_45001": _sort(
        N_("ISO 45001, health and safety"),
        N_("The named sites have a system for the health and safety of who works there."),
        N_("Nothing about suppliers, the origin of metal, pay, unions or nature."),
        partly=("S1", "S2", "S3", "S4", "T05"),
    ),
    "iso": _sort(
        N_("Another ISO standard"),
        N_("The named sites have a system for the subject of that standard."),
        N_("Nothing about where metal comes from, unless the standard itself says so."),
    ),
    "sa8000": _sort(
        N_("SA8000, work"),
        N_(
            "An auditor looked at the work in the named sites: forced and child labour, pay, hours."
        ),
        N_("Nothing about the mines and smelters behind them, and nothing about nature."),
        looks_at=_WORK,
        partly=("S1", "S2", "S3", "S4", "S6", "A1", "T01"),
    ),
    "smeta": _sort(
        N_("SMETA audit"),
        N_("An auditor looked at work and safety in one site; with four pillars also at nature."),
        N_(
            "It is one visit, no certificate; nothing about the mines and smelters behind the site."
        ),
        looks_at=_WORK,
        partly=("S2", "S3", "S4", "A1", "T01", "T07", "T10", "T12"),
    ),
    "rmap": _sort(
        N_("RMAP assessment of a smelter"),
        N_("An assessor looked at how the smelter knows its origins and answers to risks there."),
        N_("It looks back, proves no single delivery, and says little about the plant itself."),
        looks_at=("S1", "S2", "S3", "S5", *_ALL_ANNEX),
        partly=("S4", "T02", "T04", "T12"),
    ),
    "lbma": _sort(
        N_("LBMA responsible sourcing"),
        N_("An assurer looked at how the refiner of gold or silver knows its origins, each year."),
        N_("Nothing about other metals, and little about the plant itself."),
        looks_at=("S1", "S2", "S3", "S5", *_ALL_ANNEX),
        partly=("S4", "T02", "T04", "T12"),
    ),
    "rjc": _sort(
        N_("RJC, jewellery"),
        N_("An auditor looked at how the member does business: work, nature, bribery, sourcing."),
        N_("The certificate itself says nothing about where the material comes from."),
        looks_at=(*_WORK, "T12"),
        partly=("S1", "S2", "S3", "S4", "S5", *_ALL_ANNEX, "T01", *_NATURE, "T13"),
    ),
    "copper_mark": _sort(
        N_("Copper Mark and its sister marks"),
        N_("An assessor looked at one site against some thirty subjects, sourcing among them."),
        N_("A criterion that is met in part may still be open: read the plan that goes with it."),
        looks_at=("T01", *_WORK, "T07", "T08", "T09", "T10", "T12"),
        partly=("S1", "S2", "S3", "S4", "S5", "S6", *_ALL_ANNEX, "T03", "T11", "T13"),
    ),
    "responsiblesteel": _sort(
        N_("ResponsibleSteel"),
        N_("An auditor looked at one steel site: people, nature, climate, how it is led."),
        N_("Where ore and scrap come from counts at the higher levels only."),
        looks_at=("T01", *_WORK, "T07", "T09", "T10", "T12"),
        partly=("S1", "S2", "S3", "S4", "S5", "S6", *_ALL_ANNEX, "T03", "T08", "T11", "T13"),
    ),
    "asi": _sort(
        N_("ASI, aluminium"),
        N_(
            "An auditor looked at the certified part of the company: people, nature, how it is led."
        ),
        N_("Only the performance standard does; chain of custody follows material, not harm."),
        looks_at=(*_WORK, "T07", "T09", "T12"),
        partly=("S1", "S2", "S3", "S4", "S5", "S6", *_ALL_ANNEX, "T01", "T08", "T10", "T13"),
    ),
    "irma": _sort(
        N_("IRMA, mines"),
        N_("An auditor scored one mine on people, nature, safety and how it is led."),
        N_("It is about the mine, not about the smelter or the road between them."),
        looks_at=("T01", *_WORK, "T07", "T08", "T09", "T10", "T11", "T12", "T13"),
        partly=("S1", "S2", "S3", "S4", "S5", "S6", *_ALL_ANNEX, "T03"),
    ),
    "declaration": _sort(
        N_("List of smelters by a supplier"),
        N_("The supplier says which smelters its metal comes from."),
        N_("It is the supplier's own word; nothing about how these smelters work."),
        partly=("S2",),
    ),
    "due_diligence_report": _sort(
        N_("A company's report on its due diligence"),
        N_("The company tells in its own words which steps it took."),
        N_("Nobody independent looked at it, unless it says who did."),
        partly=("S1", "S2", "S3", "S4", "S5", "S6"),
    ),
    "mill_certificate": _sort(
        N_("Mill certificate"),
        N_("Which mill made this heat of metal."),
        N_("Nothing about due diligence: not where the ore comes from, not people, not nature."),
    ),
}
"""By scheme, or by the kind of paper for what is no certificate."""
