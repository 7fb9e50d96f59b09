"""What changed in the register from one edition to another: of one's own smelters, or of all.

A member reads what became of the smelters that their own documents name. Who works with the whole
register reads all of it; no change tells whose documents name a smelter.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workflows import clock, register, site_lists
from workflows.errors import Invalid, NotFound
from workflows.marking import N_
from workflows.models import Document, Edition, EditionChange, Item, Site, SiteStatus
from workflows.permissions import SUBMITTERS, Actor
from workflows.states import Role

NOT_FOUND = N_("There is no such edition.")
NEW = timedelta(days=30)  # how long an edition is news


@dataclass(frozen=True, slots=True)
class Said:
    """What one scheme said of a site, on one ground, in both editions; empty for nothing."""

    scheme: str
    basis: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one site: ``what`` is added, removed, renamed, changed or status."""

    site: Site
    what: str
    fields: Mapping[str, tuple[str, str]]  # before and after, as a person reads them
    statuses: tuple[Said, ...]


WHAT = ("removed", "renamed", "changed", "status", "added")
"""The kinds of change, in the order in which they matter to who uses a smelter."""


def only_own(actor: Actor) -> bool:
    """Whether the actor reads about the smelters of their own documents alone."""
    return not actor.has(Role.SECRETARIAT, Role.REVIEWER, Role.MEMBER)


def edition(session: Session, public_id: str, actor: Actor) -> Edition:
    """One edition, for who reads the register."""
    row = session.scalars(select(Edition).where(Edition.public_id == public_id)).one_or_none()
    if row is None or not register.reads(actor):
        raise NotFound(NOT_FOUND)
    return row


def before(session: Session, newer: Edition) -> Edition | None:
    """The edition of the same source that this one followed."""
    query = select(Edition).where(Edition.name == newer.name, Edition.id < newer.id)
    return session.scalars(query.order_by(Edition.id.desc()).limit(1)).one_or_none()


def between(session: Session, older: Edition, newer: Edition, actor: Actor | None) -> list[Change]:
    """What changed from one edition to a later one of the same source, the most pressing first.

    For the operator (None) over all sites that everybody may see.
    """
    if older.name != newer.name or older.id >= newer.id:
        raise Invalid(N_("Choose two editions of one source, the older one first."))
    sites = _within(session, actor)
    done = _composed(_rows(session, older, newer), session, sites)
    found = []
    for site_id, site in sites.items():
        what, fields = done.get(site_id, ("status", {}))
        statuses = _statuses(session, site, older, newer)
        if site_id in done or statuses:
            found.append(Change(site, what, fields, statuses))
    found.sort(key=lambda change: (WHAT.index(change.what), change.site.name.casefold()))
    return found


def news(session: Session, actor: Actor) -> list[tuple[Edition, int]]:
    """New editions that touch smelters of the actor's own documents, and how many each."""
    since: datetime = clock.now(session) - NEW
    query = select(Edition).where(Edition.imported_at >= since).order_by(Edition.id.desc())
    found = []
    for newer in session.scalars(query):
        older = before(session, newer)
        changed = between(session, older, newer, actor) if older is not None else []
        if changed:
            found.append((newer, len(changed)))
    return found


def _within(session: Session, actor: Actor | None) -> dict[int, Site]:
    query = register.public()
    if actor is not None and not register.reads(actor):
        raise NotFound(NOT_FOUND)
    if actor is not None and only_own(actor):
        query = query.where(Site.id.in_(own(session, actor)))
    return {site.id: site for site in session.scalars(query.options(selectinload(Site.statuses)))}


def own(session: Session, actor: Actor) -> set[int]:
    """The ids of the sites that the actor's own organisations' documents name."""
    query = (
        site_lists.naming(actor)
        .join(Document, Document.id == Item.document_id)
        .where(Document.organisation_id.in_(actor.organisations(*SUBMITTERS)))
        .order_by(None)
        .with_only_columns(Item.site_id)
        .distinct()
    )
    return {site_id for site_id in session.scalars(query) if site_id is not None}


def _rows(session: Session, older: Edition, newer: Edition) -> list[EditionChange]:
    query = (
        select(EditionChange)
        .join(Edition, Edition.id == EditionChange.edition_id)
        .where(Edition.name == newer.name, Edition.id > older.id, Edition.id <= newer.id)
        .order_by(EditionChange.edition_id, EditionChange.id)
        .options(selectinload(EditionChange.site))
    )
    return list(session.scalars(query))


def _composed(
    rows: Iterable[EditionChange], session: Session, sites: Mapping[int, Site]
) -> dict[int, tuple[str, dict[str, tuple[str, str]]]]:
    """By site, what the editions did to it together: what the first found, what the last left."""
    steps: dict[int, list[EditionChange]] = {}
    for row in rows:
        site = row.site if row.site_id in sites else register.current(session, row.site)
        if site.id in sites:
            steps.setdefault(site.id, []).append(row)
    found = {}
    for site_id, changes in steps.items():
        fields = _fields(changes)
        what = _what([change.what for change in changes], fields)
        if what:
            found[site_id] = (what, fields)
    return found


def _fields(changes: Iterable[EditionChange]) -> dict[str, tuple[str, str]]:
    fields: dict[str, tuple[str, str]] = {}
    for change in changes:
        for name, pair in change.fields.items():
            first, last = pair if isinstance(pair, list) else ("", "")
            fields[name] = (fields[name][0] if name in fields else str(first), str(last))
    return {name: pair for name, pair in fields.items() if pair[0] != pair[1]}


def _what(steps: list[str], fields: Mapping[str, object]) -> str:
    """The kind of change; empty where the last edition left it as the first found it."""
    if steps[-1] == "removed":
        return "" if steps[0] == "added" else "removed"
    if steps[0] == "added":
        return "added"
    if "name" in fields:
        return "renamed"
    return "changed" if fields else ""


def _statuses(session: Session, site: Site, older: Edition, newer: Edition) -> tuple[Said, ...]:
    was = _said(register.status_on(session, site, older.valid_from))
    now = _said(register.status_on(session, site, newer.valid_from))
    return tuple(
        Said(scheme, basis, was.get((scheme, basis), ""), now.get((scheme, basis), ""))
        for scheme, basis in sorted(was | now)
        if was.get((scheme, basis)) != now.get((scheme, basis))
    )


def _said(rows: Iterable[SiteStatus]) -> dict[tuple[str, str], str]:
    return {(row.scheme, row.basis): row.status for row in rows}
