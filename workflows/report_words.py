"""What a progress report says in its own words, in Dutch and in English, by code."""

from typing import NamedTuple


class Words(NamedTuple):
    """A sentence in both languages."""

    nl: str
    en: str

    def said(self, language: str) -> str:
        """The sentence in one language."""
        return self.nl if language == "nl" else self.en


class Defined(NamedTuple):
    """A figure's name and how it is counted."""

    label: Words
    definition: Words


SECTIONS: dict[str, Words] = {
    "foreword": Words("Voorwoord", "Foreword"),
    "outlook": Words("Vooruitblik", "Outlook"),
    "article7": Words(
        "Over artikel 7 van Verordening (EU) 2017/821",
        "On article 7 of Regulation (EU) 2017/821",
    ),
}
"""Chapters of people's own words."""

TITLE = Words(
    "Voortgangsrapport voor de algemene vergadering",
    "Progress report for the general assembly",
)
AUDIENCE = Words("Algemene vergadering", "General assembly")
PREPARED = Words("Secretariaat", "Secretariat")
CHECKED = Words("Een tweede medewerker van het secretariaat", "A second member of the secretariat")
OTHERS = Words("Overige", "Other")
UNKNOWN = Words("Niet bekend", "Not known")

FIGURES: dict[str, Defined] = {
    "F101": Defined(
        Words("Deelnemende bedrijven", "Participating companies"),
        Words(
            "Bedrijven die in de periode partij waren, ook als zij later instapten of eerder "
            "uitstapten.",
            "Companies that were a party in the period, also when they joined later or left "
            "earlier.",
        ),
    ),
    "F102": Defined(
        Words("Bedrijven die documenten stuurden", "Companies that sent documents"),
        Words(
            "Bedrijven met ten minste één document dat in de periode is ontvangen en niet is "
            "ingetrokken.",
            "Companies with at least one document received in the period and not withdrawn.",
        ),
    ),
    "F201": Defined(
        Words("Ontvangen documenten", "Documents received"),
        Words(
            "Documenten die in de periode zijn ontvangen; ingetrokken documenten tellen niet mee.",
            "Documents received in the period; withdrawn ones are not counted.",
        ),
    ),
    "F202": Defined(
        Words("Gelezen documenten", "Documents read"),
        Words(
            "Ontvangen documenten waarvan de tekst is gelezen of met de hand is ingevoerd.",
            "Documents received whose text was read or entered by hand.",
        ),
    ),
    "F203": Defined(
        Words("Beoordeelde documenten", "Documents reviewed"),
        Words(
            "Ontvangen documenten waarvan ieder item een besluit heeft. Apart gelegde documenten, "
            "zoals materiaalcertificaten, hebben geen beoordeling nodig: zij tellen niet mee, ook "
            "niet in het totaal.",
            "Documents received of which every item has a verdict. Parked documents, such as mill "
            "certificates, need no review: they are not counted, nor are they in the total.",
        ),
    ),
    "F204": Defined(
        Words("Goedgekeurde items", "Approved items"),
        Words(
            "Smelters, certificaten en auditbevindingen die een beoordelaar heeft goedgekeurd, "
            "waar nodig na een tweede lezing.",
            "Smelters, certificates and audit findings that a reviewer approved, after a second "
            "reading where one was needed.",
        ),
    ),
    "F205": Defined(
        Words("Verschillende smelters in beeld", "Different smelters identified"),
        Words(
            "Verschillende smelters in goedgekeurde items; dezelfde smelter bij meer bedrijven "
            "telt één keer.",
            "Different smelters in approved items; the same smelter at several companies counts "
            "once.",
        ),
    ),
    "F207": Defined(
        Words("Door bedrijven bevestigde items", "Items confirmed by companies"),
        Words(
            "Items waarvan alleen het bedrijf zelf zegt dat ze kloppen; geen beoordelaar las ze. "
            "Ze tellen niet als goedgekeurd.",
            "Items of which the company alone says that they are right; no reviewer read them. "
            "They do not count as approved.",
        ),
    ),
    "F208": Defined(
        Words("Door één persoon gelezen items", "Items read by one person"),
        Words(
            "Items waarvoor een regel twee lezers vraagt en het secretariaat er met een reden één "
            "genoeg vond.",
            "Items for which a rule asks two readers and the secretariat found one enough, with a "
            "reason.",
        ),
    ),
    "F206": Defined(
        Words("Geopende bevindingen", "Findings opened"),
        Words(
            "Bevindingen uit de periode; ingetrokken bevindingen tellen niet mee.",
            "Findings opened in the period; withdrawn ones are not counted.",
        ),
    ),
    "F301": Defined(
        Words("Bevindingen met een maatregel", "Findings with a measure"),
        Words(
            "Geopende bevindingen waarvoor ten minste één maatregel is gepland.",
            "Findings opened for which at least one measure is planned.",
        ),
    ),
    "F302": Defined(
        Words("Geplande maatregelen", "Measures planned"),
        Words(
            "Maatregelen bij de geopende bevindingen: stoppen, voorkomen, beperken of herstellen.",
            "Measures at the findings opened: to cease, prevent, mitigate or remedy.",
        ),
    ),
    "F303": Defined(
        Words("Uitgevoerde maatregelen", "Measures carried out"),
        Words(
            "Geplande maatregelen die bij de verificatie als uitgevoerd zijn vastgesteld.",
            "Planned measures that verification found carried out.",
        ),
    ),
    "F401": Defined(
        Words("Geverifieerde bevindingen", "Findings verified"),
        Words(
            "Geopende bevindingen waarvan een ander dan de indiener het bewijs heeft geverifieerd.",
            "Findings opened whose evidence was verified by somebody other than who gave it.",
        ),
    ),
    "F501": Defined(
        Words("Gecommuniceerde bevindingen", "Findings communicated"),
        Words(
            "Geopende bevindingen die aan ten minste één doelgroep zijn gecommuniceerd.",
            "Findings opened that were communicated to at least one audience.",
        ),
    ),
    "F502": Defined(
        Words("Bevindingen die niet worden gecommuniceerd", "Findings not communicated"),
        Words(
            "Geopende bevindingen waarvan communicatie met opgave van reden achterwege blijft.",
            "Findings opened whose communication is withheld, with a reason on record.",
        ),
    ),
    "F601": Defined(
        Words("Bevindingen met feitelijke schade", "Findings with actual harm"),
        Words(
            "Geopende bevindingen waarbij de beoordeling feitelijke schade vaststelde.",
            "Findings opened whose assessment found actual harm.",
        ),
    ),
    "F602": Defined(
        Words("Bevindingen met herstel", "Findings with remedy"),
        Words(
            "Bevindingen met feitelijke schade waarvan een bedrijf opschreef wat er voor de "
            "getroffen mensen is gedaan. Herstel dat niet bij een bevinding hoort, telt niet mee.",
            "Findings with actual harm of which a company wrote down what was done for the people "
            "harmed. Remedy that belongs to no finding is not counted.",
        ),
    ),
    "F603": Defined(
        Words(
            "Bevindingen waarbij getroffen mensen is gevraagd wat zij ervan vinden",
            "Findings where the people harmed were asked",
        ),
        Words(
            "Bevindingen met herstel waarbij de getroffen mensen, of wie voor hen spreekt, is "
            "gevraagd of zij tevreden zijn; van alle bevindingen met feitelijke schade.",
            "Findings with remedy where the people harmed, or who speaks for them, were asked "
            "whether they are content; of all findings with actual harm.",
        ),
    ),
}

RULES: dict[str, Words] = {
    "smelter_unknown": Words(
        "Een smelter staat niet in het register.", "A smelter is not in the register."
    ),
    "smelter_closed": Words(
        "Een smelter is volgens het register gesloten.",
        "A smelter is closed according to the register.",
    ),
    "smelter_not_conformant": Words(
        "Een smelter voldoet niet aan een keurmerk.",
        "A smelter is not conformant under a scheme.",
    ),
    "country_listed": Words(
        "Een smelter staat in een land op de risicolijst.",
        "A smelter is in a country on the risk list.",
    ),
    "entity_listed": Words("Een smelter staat op een risicolijst.", "A smelter is on a risk list."),
    "certificate_expired": Words("Een certificaat is verlopen.", "A certificate has expired."),
    "certificate_expiring": Words(
        "Een certificaat verloopt binnenkort.", "A certificate expires soon."
    ),
    "audit_finding": Words(
        "Een audit stelde een afwijking vast.", "An audit found a non-conformity."
    ),
    "smelter_removed": Words(
        "Een smelter staat niet meer in het register.", "A smelter is no longer in the register."
    ),
    "smelter_renamed": Words(
        "Een smelter heet anders in het register.", "A smelter was renamed in the register."
    ),
    "smelter_status_changed": Words(
        "Een keurmerk zegt minder van een smelter dan voorheen.",
        "A scheme says less of a smelter than before.",
    ),
    "smelter_dropped": Words(
        "Een smelter staat niet meer op de lijst van een leverancier.",
        "A smelter is no longer on the list of a supplier.",
    ),
    "clause_repeated": Words(
        "Een audit stelde dezelfde afwijking opnieuw vast.",
        "An audit found the same non-conformity again.",
    ),
    "surveillance_due": Words(
        "Een tussentijdse audit van een certificaat is niet getoond.",
        "An audit that a certificate asks for in between was not shown.",
    ),
}
"""What a finding says where neither company nor smelter may be named."""

PHASES: dict[str, Words] = {
    "assessment": Words("Ernst wordt bepaald", "Being assessed"),
    "measures": Words("Maatregel gepland of bezig", "Measures planned or under way"),
    "tracking": Words("Wordt gevolgd", "Being followed"),
    "closed": Words("Afgerond", "Closed"),
    "dismissed": Words("Vervallen", "Dismissed"),
}

SEVERITIES: dict[str, Words] = {
    "critical": Words("Kritiek", "Critical"),
    "major": Words("Ernstig", "Major"),
    "minor": Words("Licht", "Minor"),
    "observation": Words("Waarneming", "Observation"),
    "": Words("Nog niet bepaald", "Not assessed yet"),
}

MEASURES: dict[str, Words] = {
    "cease": Words("De oorzaak stoppen", "Stop the cause"),
    "prevent": Words("Voorkomen", "Prevent"),
    "mitigate": Words("Beperken", "Reduce"),
    "remedy": Words("Herstellen", "Make good"),
}

KINDS: dict[str, Words] = {
    "certificate": Words("Certificaat", "Certificate"),
    "audit_report": Words("Auditrapport", "Audit report"),
    "smelter_declaration": Words("Smelterverklaring", "Smelter declaration"),
    "mill_certificate": Words("Materiaalcertificaat", "Mill certificate"),
    "due_diligence_report": Words("Due-diligencerapport", "Due-diligence report"),
    "container": Words("Meerdere documenten in één bestand", "Several documents in one file"),
    "other": Words("Ander document", "Other document"),
}

TABLES: dict[str, tuple[int, Words, Words, Words]] = {
    "metals": (
        2,
        Words("Goedgekeurde smeltervermeldingen per metaal", "Approved smelter items by metal"),
        Words("Metaal", "Metal"),
        Words("Vermeldingen", "Items"),
    ),
    "countries": (
        2,
        Words("Goedgekeurde smeltervermeldingen per land", "Approved smelter items by country"),
        Words("Land", "Country"),
        Words("Vermeldingen", "Items"),
    ),
    "rules": (
        2,
        Words("Bevindingen per aanleiding", "Findings by cause"),
        Words("Aanleiding", "Cause"),
        Words("Bevindingen", "Findings"),
    ),
    "severities": (
        2,
        Words("Bevindingen per ernst", "Findings by severity"),
        Words("Ernst", "Severity"),
        Words("Bevindingen", "Findings"),
    ),
    "phases": (
        4,
        Words("Stand van de bevindingen", "Where the findings stand"),
        Words("Stand", "State"),
        Words("Bevindingen", "Findings"),
    ),
}
"""A table's step, caption and two column titles."""

NOTE = Words(
    "× = niet getoond: alleen of samen met andere cijfers en rapporten zou het iets over één "
    "bedrijf verraden.",
    "× = not shown: alone or together with other figures and reports it would give away something "
    "about one company.",
)
NONE_SHOWN = Words(
    "Geen van deze cijfers kan worden getoond zonder dat een bedrijf herkenbaar wordt: {captions}.",
    "None of these figures can be shown without a company becoming recognisable: {captions}.",
)
ALL_OTHERS = Words(
    "{caption}: samen {count}. Elk apart staat er niet bij: dan is te zien welk bedrijf het is.",
    "{caption}: {count} together. None is shown by itself: a company could be recognised by it.",
)
"""What stands instead of a table in which nothing has a name."""
STILL_RUNS = Words(
    "{period} (stand op {day}: de periode loopt nog)",
    "{period} (as of {day}: the period is not over yet)",
)
OBJECTIVES = Words("Doelen en resultaten", "Goals and results")
OBJECTIVE = Words("Cijfer", "Figure")
GOAL = Words("Doel", "Goal")
RESULT = Words("Resultaat", "Result")
OF = Words("van", "of")
OF_NOTHING = Words("– (er was niets te tellen)", "– (there was nothing to count)")
WHY_AGAIN = Words("Waarom er een nieuwe versie is", "Why there is a new version")
IN_LANGUAGE = {"nl": Words("Nederlands", "Dutch"), "en": Words("Engels", "English")}
UNSHOWN_ON_MAP = Words(
    "Een land zonder getal heeft er geen, of staat bij Overige.",
    "A country without a number has none, or is among Other.",
)
SOURCE = Words("Bron: Ketenzicht, stand op {cutoff}.", "Source: Ketenzicht, as of {cutoff}.")
JOINED_LEFT = Words(
    "Ingestapt in de periode: {joined}. Uitgestapt: {left}.",
    "Joined in the period: {joined}. Left: {left}.",
)
SO_MANY = Words("{statement}: {count} keer.", "{statement}: {count} times.")
WITHHELD_SINGLE = Words(
    "Niet elke bevinding staat in de lijst hieronder: bij sommige is dan te zien om welk bedrijf "
    "het gaat. Wat hetzelfde is, is samen geteld.",
    "Not every finding stands in the list below: by some a company could be recognised. What is "
    "alike is counted together.",
)
NOT_TRANSLATED = Words(
    "Deze tekst is er alleen in het Engels.", "This text is there in Dutch only."
)
"""What an edition says where only the other one has words."""
SO_MANY_LISTED = Words(
    "In de lijst hieronder staan {listed} van de {total} bevindingen: bij de andere is dan te zien "
    "om welk bedrijf het gaat. Wat hetzelfde is, is samen geteld.",
    "The list below has {listed} of the {total} findings: by the others a company could be "
    "recognised. What is alike is counted together.",
)
MEASURES_HIDDEN = Words(
    "Welke maatregelen bedrijven namen, staat er niet bij. Van elke soort maatregel zijn er "
    "te weinig: dan is te zien om welk bedrijf het gaat.",
    "The list does not say which measures companies took. There are too few of each sort: a "
    "company could be recognised by them.",
)
MORE_HIDDEN = Words("Nog {count} andere", "{count} others")
KINDS_HIDDEN = Words(
    "{count} documenten; de soort is niet getoond", "{count} documents; their kind is not shown"
)
MORE_SOURCES = Words("en nog {more} andere vindplaatsen", "and {more} more places")

MOST = Words(
    "{caption}: “{name}” komt het meest voor ({value})",
    "{caption}: “{name}” is most frequent ({value})",
)
HIDDEN = Words(
    "Als × getoond, want anders is te zien om welk bedrijf het gaat: {labels}.",
    "Shown as ×, because a company could be recognised otherwise: {labels}.",
)
"""What stands for the sentences whose figures are hidden."""
