"""Rules that open findings from approved items, and rules that ask for a second reader.

A rule states a fact with its date; it accuses nobody. What it finds is assessed by a person.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import clock, register, risk_matches, risks, settings, subjects
from workflows.marking import N_
from workflows.models import Item, RiskList, RiskListCountry, Site
from workflows.once import once
from workflows.risk_matches import OnList
from workflows.states import ItemAction, ItemKind, ListKind, SiteState

TITLES = {
    "smelter_unknown": N_("Smelter not in the register: %(smelter)s"),
    "smelter_closed": N_("Smelter closed according to the register: %(smelter)s"),
    "smelter_not_conformant": N_("Smelter not conformant under %(scheme)s: %(smelter)s"),
    "country_listed": N_("Smelter in a listed country: %(smelter)s (%(country)s)"),
    "entity_listed": N_("Smelter on the list “%(list)s”: %(smelter)s"),
    "certificate_expired": N_("Certificate expired: %(standard)s"),
    "certificate_expiring": N_("Certificate expires soon: %(standard)s"),
    "audit_finding": N_("Audit finding: %(statement)s"),
    # These no approval opens: workflows.following proposes them.
    "smelter_removed": N_("Smelter no longer in the register: %(smelter)s"),
    "smelter_renamed": N_("Smelter renamed in the register: %(former_name)s is now %(smelter)s"),
    "smelter_status_changed": N_("Another status under %(scheme)s: %(smelter)s"),
    "smelter_dropped": N_("Smelter no longer on the supplier's list: %(smelter)s"),
    "clause_repeated": N_("An audit finds the same again: clause %(clause)s"),
    "surveillance_due": N_("Surveillance audit not shown: %(standard)s"),
}
"""The title of a finding by the rule that opened it."""

SECOND_REASONS = {
    "new_smelter": N_("The smelter is not in the register yet."),
    "typed": N_("A reader added this: the program had not read it."),
    "changed": N_("The first reader changed a field."),
    "weak_link": N_("The match with the register is weak, or another candidate was chosen."),
    "listed": N_("The country is on a risk list."),
    "entity_listed": N_("The smelter is on a risk list."),
    "certain_rejected": N_("The reader was certain, and the item was rejected."),
    "split": N_("A reader split the name."),
    "parted": N_("A reader parted this mention from others."),
    "merged": N_("A reader merged items into this one."),
    "differs": N_("Two readers gave another verdict on it."),
    "flagged": N_("Somebody asked for a second look."),
    "sample": N_("This item is in the sample that two people read."),
}
"""Why a second reader is asked for, in the reader's words."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule met by an item: what it is about and the facts that its title and text show."""

    rule: str
    subject: str
    facts: dict[str, object] = field(default_factory=dict)
    site: Site | None = None
    language: str | None = None  # of the document that the facts quote


def hits(session: Session, item: Item, *, site: Site | None = None) -> list[Hit]:
    """The rules that an approved item meets today; ``site`` in the place of the item's own."""
    if item.kind is ItemKind.SMELTER:
        return _smelter(session, item, site or item.site)
    if item.kind is ItemKind.CERTIFICATE:
        return _certificate(session, item)
    return [_audit_finding(item)]


def listed(session: Session, country: str | None) -> RiskList | None:
    """The edition in force today of a risk list that names the country."""
    if country is None:
        return None
    held = {edition.id: edition for edition in risks.in_force(session, ListKind.COUNTRIES)}
    by_editions: dict[frozenset[int], dict[str, RiskList]] = once(session, RiskListCountry, dict)
    key = frozenset(held)
    if key not in by_editions:
        by_editions[key] = _listed_by(session, held)
    return by_editions[key].get(country)


def _listed_by(session: Session, held: Mapping[int, RiskList]) -> dict[str, RiskList]:
    """The countries that these editions name, each with the first of those that name it."""
    query = select(RiskListCountry.country, RiskListCountry.risk_list_id)
    found: dict[str, RiskList] = {}
    for country, edition in session.execute(
        query.where(RiskListCountry.risk_list_id.in_(held)).order_by(RiskListCountry.id)
    ):
        found.setdefault(country, held[edition])
    return found


def on_lists(session: Session, item: Item, site: Site | None) -> list[OnList]:
    """The lists of companies in force today on which the smelter stands, or a namesake of it."""
    if site is None or item.kind is not ItemKind.SMELTER:
        return []
    smelter = risk_matches.known(
        site,
        item.document.organisation_id,
        country=value(item, "country"),
        name=printed(item, "smelter"),
        identifier=value(item, "smelter_id"),
    )
    return risk_matches.standings(session, smelter, site)


def second_reader(
    session: Session,
    item: Item,
    action: ItemAction,
    *,
    site: Site | None,
    changed: bool,
    score: float | None,
) -> str | None:
    """Why this verdict needs a second reader (a key of SECOND_REASONS), or None.

    Rules of the review design: always for a new smelter, typed text, a changed field, a weak link,
    a listed country or smelter and the rejection of a certain item, and for any verdict on what a
    person entered, regrouped or flagged; else a random sample.
    """
    # Whoever regroups items decides on them with that: rejecting what came of it is no way round.
    if item.regrouped is not None:
        return item.regrouped
    if item.flagged_at is not None:
        return "flagged"
    if item.origin != "read":
        return "typed"
    if action is ItemAction.REJECT:
        if item.certainty == "certain":
            return "certain_rejected"
        # Or whoever reads a sample knows that its first verdict was an approval.
        return "sample" if sampled(session, item) else None
    if changed:
        return "changed"
    if item.kind is ItemKind.SMELTER:
        if site is None:
            return "new_smelter"
        if score is None or score < settings.number(session, "review.link_score"):
            return "weak_link"
        if listed(session, value(item, "country") or site.country):
            return "listed"
        if any(one.match.proposes for one in on_lists(session, item, site)):
            return "entity_listed"
    return "sample" if sampled(session, item) else None


def value(item: Item, name: str) -> str | None:
    """The value that counts of a field, or None."""
    return next((f.current for f in item.fields if f.name == name), None)


def printed(item: Item, name: str) -> str:
    """A field as a person reads it: corrected, else as printed; empty when there is none."""
    found = next((f for f in item.fields if f.name == name), None)
    if found is None:
        return ""
    return found.corrected if found.corrected is not None else found.text


def sampled(session: Session, item: Item, of: str = "sample") -> bool:
    """Whether chance picks the item; ``of`` names the draw, each is one of its own."""
    # A stable draw: asking twice gives the same answer, and nobody can predict it from the page.
    draw = int(hashlib.sha256(f"{of}:{item.public_id}".encode()).hexdigest()[:8], 16) / 16**8
    return draw < settings.number(session, "review.sample")


def _smelter(session: Session, item: Item, site: Site | None) -> list[Hit]:
    name = printed(item, "smelter")
    facts: dict[str, object] = {"smelter": name, "metal": value(item, "metal")}
    if site is None:
        return []
    subject = subjects.of_site(site.public_id)
    found = []
    if site.organisation_id is not None:
        found.append(Hit("smelter_unknown", subject, facts, site))
    if site.state is SiteState.CLOSED:
        found.append(Hit("smelter_closed", subject, facts, site))
    for status in register.status_on(session, site):
        if status.status == "non_conformant":
            more = {"scheme": status.scheme, "since": status.from_date.isoformat()}
            found.append(Hit("smelter_not_conformant", subject, facts | more, site))
    country = value(item, "country") or site.country
    edition = listed(session, country)
    if edition is not None:
        more = {
            "country": str(country),
            "list": edition.name,
            "edition": edition.valid_from.isoformat(),
        }
        found.append(Hit("country_listed", subject, facts | more, site))
    return [*found, *_on_lists(session, item, site, facts)]


def _on_lists(
    session: Session, item: Item, site: Site, facts: Mapping[str, object]
) -> Iterator[Hit]:
    """A finding for each list on which the smelter stands."""
    for one in on_lists(session, item, site):
        if one.match.proposes:
            subject = one.subject(site.public_id)
            yield Hit("entity_listed", subject, {**facts, **one.facts}, site)


def _certificate(session: Session, item: Item) -> list[Hit]:
    expires = value(item, "expires")
    if expires is None:
        return []
    day = date.fromisoformat(expires)
    today = clock.today(session)
    facts: dict[str, object] = {
        "standard": printed(item, "standard") or printed(item, "scheme"),
        "holder": printed(item, "holder"),
        "number": printed(item, "number"),
        "expires": expires,
    }
    subject = subjects.of_certificate(printed(item, "number"), item.public_id)
    if day < today:
        return [Hit("certificate_expired", subject, facts)]
    if day - today <= timedelta(days=settings.number(session, "certificate.warn_days")):
        return [Hit("certificate_expiring", subject, facts)]
    return []


def _audit_finding(item: Item) -> Hit:
    facts: dict[str, object] = {
        "statement": printed(item, "statement")[:160],
        "clause": printed(item, "clause"),
        "severity": value(item, "severity"),
        "due": value(item, "due"),
    }
    return Hit("audit_finding", subjects.of_item(item.public_id), facts)
