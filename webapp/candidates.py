"""The smelters of the register that an item may stand for, as the review shows them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask_babel import gettext, ngettext
from rapidfuzz import fuzz

from extraction import matching
from report_templates.printable import printable
from webapp import db, formats, labels
from workflows import register, rules, site_states
from workflows.clock import today
from workflows.marking import N_
from workflows.models import Decision, Item, ItemCandidate, Site
from workflows.states import ItemAction, ItemKind, ItemState, SiteState
from workflows.verdicts import NEW

SHOWN = 3
NAMES = 4  # other names that are said of one that was looked for
# From which score on a match is called what. None of them approves anything by itself.
BANDS = (
    (0.9, N_("Strong match")),
    (0.8, N_("Good match")),
    (0.5, N_("Possible match")),
    (0.0, N_("Weak match")),
)
# Said by the marks of country, metal and state.
_MARKED = frozenset({"country_same", "country_differs", "metal_same", "metal_differs", "closed"})
_NAME_NOT_KNOWN = frozenset({"name_similar", "name_unknown"})
_CLEARLY = 0.1  # so much more must another name look like the printed one


@dataclass(frozen=True)
class Mark:
    """A value of the register beside the document's (``read``): the same, another, or nothing to
    compare.
    """

    words: str
    same: bool | None
    read: str


@dataclass(frozen=True)
class Shown:
    """One smelter to choose: how well it matches, what speaks for it and against it.

    ``score`` and ``band`` are empty for one that a person found. ``named`` is what the bar says of
    it, as the document has it, ``asks`` what it asks where the document says otherwise.
    """

    site: Site
    score: str
    band: str
    marks: list[Mark]
    facts: list[str]
    named: str
    asks: str


def shown(item: Item, *others: Site | None) -> list[Shown]:
    """The best candidates of an item and the others that are chosen for it, each smelter once."""
    best: dict[int, ItemCandidate] = {}
    for candidate in item.candidates:
        best.setdefault(candidate.site_id, candidate)
    found = list(best.values())[:SHOWN]
    further = {site.id: site for site in others if site is not None}
    for candidate in found:
        further.pop(candidate.site_id, None)
    return [
        *(_shown(item, candidate.site, candidate) for candidate in found),
        *(_shown(item, site, best.get(site.id)) for site in further.values()),
    ]


def why_sure(item: Item) -> list[str]:
    """The codes of why the reader is that sure, without what it did not know yet of the name.

    A smelter of that very name may have been offered since.
    """
    codes = [str(code) for code in item.reasons]
    if not any("exact_name" in candidate.reasons for candidate in item.candidates):
        return codes
    return [code for code in codes if code not in _NAME_NOT_KNOWN]


def asks_as_new(item: Item) -> str:
    """What to think of before a new smelter is proposed: that one of this very name is known."""
    known = next((c.site for c in item.candidates if "exact_name" in c.reasons), None)
    if known is None:
        return ""
    name = printable(known.name)
    return str(gettext("“%(name)s” is known already. Is this really another one?", name=name))


def looked_up(item: Item, sites: Iterable[Site]) -> list[Shown]:
    """Smelters that a person looked for, with all that tells them apart."""
    return [_shown(item, site, None) for site in sites]


def given(item: Item, public_id: str | None) -> Site | None:
    """The smelter that a form was sent with, when the item may stand for it."""
    if not public_id or public_id == NEW:
        return None
    site = register.by_public_ids(db.session(), [public_id]).get(public_id)
    return site if site is not None and site.organisation_id in _scopes(item) else None


def approved_as(item: Item) -> str:
    """What an item was approved as, or is proposed to be; nothing for what is no smelter."""
    approved = item.state is ItemState.APPROVED or item.proposed is ItemAction.APPROVE
    if item.kind is not ItemKind.SMELTER or not approved:
        return ""
    if item.site is not None:
        return printable(item.site.name)
    return _new(item)


def said_as(decision: Decision) -> str:
    """What a verdict approved its item as, while that is how the item stands."""
    item = decision.item
    link = item.site.public_id if item.site is not None else None
    approved = decision.action in (ItemAction.APPROVE, ItemAction.CHANGE)
    proposed = decision.seen["site"] is None and item.state is ItemState.APPROVED
    return approved_as(item) if approved and (proposed or decision.seen["site"] == link) else ""


def band(score: float) -> str:
    """How well a name matches, in words."""
    return str(gettext(next(words for least, words in BANDS if score >= least)))


def _shown(item: Item, site: Site, candidate: ItemCandidate | None) -> Shown:
    marks = list(_marks(item, site))
    return Shown(
        site=site,
        score=formats.percent(candidate.score) if candidate else "",
        band=band(candidate.score) if candidate else "",
        marks=marks,
        facts=[fact for fact in _facts(item, site, candidate) if fact],
        named=named_as(item, printable(site.name)),
        asks=_asks([mark for mark in marks if mark.same is False]),
    )


def named_as(item: Item, name: str) -> str:
    """A smelter by its name, with the country, metal and number that the document tells of it."""
    country, metal = rules.value(item, "country"), rules.value(item, "metal")
    told = [
        labels.country(country) if country else printable(rules.printed(item, "country")),
        labels.metal(metal) if metal else printable(rules.printed(item, "metal")),
        printable(rules.printed(item, "smelter_id")),
    ]
    return ", ".join(filter(None, [name, *told]))


def named_as_new(item: Item) -> str:
    """The same of the smelter that an approval proposes."""
    return named_as(item, _new(item))


def _new(item: Item) -> str:
    return str(gettext("new smelter “%(name)s”", name=printable(rules.printed(item, "smelter"))))


def _marks(item: Item, site: Site) -> Iterator[Mark]:
    country, metal = rules.value(item, "country"), rules.value(item, "metal")
    if site.country:
        same = None if country is None else country == site.country
        yield Mark(labels.country(site.country), same, labels.country(country))
    metals = [one.metal for one in site.metals]
    if metals:
        same = None if metal is None else metal in metals
        words = ", ".join(labels.metal(one) for one in metals)
        yield Mark(words, same, labels.metal(metal))
    known = [one.value for one in site.identifiers]
    if known:
        read = rules.printed(item, "smelter_id")
        yield Mark(", ".join(map(printable, known)), _same_number(read, known), printable(read))


def _same_number(read: str, known: Iterable[str]) -> bool | None:
    """Whether an identifier is one of those that are known; None for one of another scheme."""
    keys = {matching.identifier_key(one) for one in known}
    key = matching.identifier_key(read)
    if not key or key in keys:
        return bool(key) or None
    return False if _scheme(key) in map(_scheme, keys) else None


def _scheme(key: str) -> str:
    return key.rstrip("0123456789")


def _asks(others: list[Mark]) -> str:
    """What is asked where the document says otherwise; it may be the register that is wrong."""
    if not others:
        return ""
    return str(
        gettext(
            "The document says %(read)s, the register %(known)s. Is it the same smelter?",
            read=", ".join(mark.read for mark in others),
            known=", ".join(mark.words for mark in others),
        )
    )


def _facts(item: Item, site: Site, candidate: ItemCandidate | None) -> Iterator[str]:
    session = db.session()
    if site.organisation_id is not None:
        yield gettext("of this company, not in the shared register yet")
    yield _also_called(item, site) if candidate else _known_as(item, site)
    if site.state is SiteState.CLOSED:
        since = site_states.on(session, site, today(session)).since
        yield (
            gettext("closed since %(day)s", day=formats.day(since))
            if since
            else labels.site_state(site.state)
        )
    for said in register.status_on(session, site):
        yield f"{labels.scheme(said.scheme)}: {labels.status(said.status)}"
    for code in candidate.reasons if candidate else ():
        if code not in _MARKED:
            yield labels.reading_message(str(code)).rstrip(".")


def _also_called(item: Item, site: Site) -> str:
    alias = _alias(item, site)
    return gettext("also called “%(name)s”", name=printable(alias)) if alias else ""


def _known_as(item: Item, site: Site) -> str:
    """All the names of one that was looked for; of many the first."""
    names = _names(item, site)
    if not names:
        return ""
    said = ", ".join(f"“{printable(name)}”" for name in names[:NAMES])
    told = gettext("also called %(names)s", names=said)
    left = len(names) - NAMES
    # On a line of its own: texts are not collected from within an f-string.
    more = ngettext("and %(num)s other name", "and %(num)s other names", left) if left > 0 else ""
    return f"{told} {more}".rstrip()


def _alias(item: Item, site: Site) -> str | None:
    """The other name that the printed one matches, where it matches better than the name."""
    printed = _folded(rules.printed(item, "smelter"))
    likest = max(_names(item, site), key=lambda name: _likeness(printed, name), default=None)
    if likest is None:
        return None
    gain = _likeness(printed, likest) - _likeness(printed, site.name)
    return likest if gain >= _CLEARLY else None


def _names(item: Item, site: Site) -> list[str]:
    """The other names of a smelter, without what other members' papers taught."""
    scopes = _scopes(item)
    names = [row.name for row in site.names if row.organisation_id in scopes]
    return list(dict.fromkeys(names))


def _scopes(item: Item) -> tuple[int | None, ...]:
    """Whose entries and names an item may be linked by: everybody's, and its member's own."""
    return None, item.document.organisation_id


def _likeness(printed: str, name: str) -> float:
    return fuzz.ratio(printed, _folded(name)) / 100


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()
