"""The smelters of the register that an item may stand for, as the review shows them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext
from rapidfuzz import fuzz

from report_templates.printable import printable
from webapp import db, formats, labels
from workflows import register, rules, site_states
from workflows.clock import today
from workflows.marking import N_
from workflows.models import Item, ItemCandidate, Site
from workflows.states import SiteState

SHOWN = 3
# From which score on a match is called what. None of them approves anything by itself.
BANDS = (
    (0.9, N_("Strong match")),
    (0.8, N_("Good match")),
    (0.5, N_("Possible match")),
    (0.0, N_("Weak match")),
)
# Said by the marks of country, metal and state.
_MARKED = frozenset({"country_same", "country_differs", "metal_same", "metal_differs", "closed"})
_CLEARLY = 0.1  # so much more must another name look like the printed one


@dataclass(frozen=True)
class Mark:
    """A value of the register beside the document's: the same, another, or nothing to compare."""

    words: str
    same: bool | None


@dataclass(frozen=True)
class Shown:
    """One candidate: how well it matches, what speaks for it and against it."""

    site: Site
    score: str
    band: str
    marks: list[Mark]
    facts: list[str]


def shown(item: Item) -> list[Shown]:
    """The best candidates of an item, each smelter once."""
    best: dict[int, ItemCandidate] = {}
    for candidate in item.candidates:
        best.setdefault(candidate.site_id, candidate)
    return [_shown(item, candidate) for candidate in list(best.values())[:SHOWN]]


def band(score: float) -> str:
    """How well a name matches, in words."""
    return str(gettext(next(words for least, words in BANDS if score >= least)))


def _shown(item: Item, candidate: ItemCandidate) -> Shown:
    site = candidate.site
    return Shown(
        site=site,
        score=formats.percent(candidate.score),
        band=band(candidate.score),
        marks=list(_marks(item, site)),
        facts=[fact for fact in _facts(item, candidate) if fact],
    )


def _marks(item: Item, site: Site) -> Iterator[Mark]:
    country, metal = rules.value(item, "country"), rules.value(item, "metal")
    if site.country:
        same = None if country is None else country == site.country
        yield Mark(labels.country(site.country), same)
    metals = [one.metal for one in site.metals]
    if metals:
        same = None if metal is None else metal in metals
        yield Mark(", ".join(labels.metal(one) for one in metals), same)


def _facts(item: Item, candidate: ItemCandidate) -> Iterator[str]:
    site, session = candidate.site, db.session()
    yield ", ".join(printable(one.value) for one in site.identifiers)
    alias = _alias(item, site)
    yield gettext("also called “%(name)s”", name=printable(alias)) if alias else ""
    if site.state is SiteState.CLOSED:
        since = site_states.on(session, site, today(session)).since
        yield (
            gettext("closed since %(day)s", day=formats.day(since))
            if since
            else labels.site_state(site.state)
        )
    for said in register.status_on(session, site):
        yield f"{labels.scheme(said.scheme)}: {labels.status(said.status)}"
    for code in candidate.reasons:
        if code not in _MARKED:
            yield labels.reading_message(str(code)).rstrip(".")


def _alias(item: Item, site: Site) -> str | None:
    """The other name that the printed one matches, where it matches better than the name."""
    printed = _folded(rules.printed(item, "smelter"))
    scopes = (None, item.document.organisation_id)
    names = [row.name for row in site.names if row.organisation_id in scopes]
    likest = max(names, key=lambda name: _likeness(printed, name), default=None)
    if likest is None:
        return None
    gain = _likeness(printed, likest) - _likeness(printed, site.name)
    return likest if gain >= _CLEARLY else None


def _likeness(printed: str, name: str) -> float:
    return fuzz.ratio(printed, _folded(name)) / 100


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()
