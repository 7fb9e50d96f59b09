"""Editions of the register: what an import would change, the import itself, and the export.

A public site belongs to the source (the edition's name) that first listed it. That source's next
editions change it, and end its validity when they leave it out; nothing is ever deleted. Another
source that lists it too adds names, identifiers and metals, and changes nothing else.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from extraction.records import RegisterEntry
from workflows import asking_again, clock, events, register, site_states
from workflows.edition_diff import (
    SEPARATOR,
    EditionDiff,
    identifiers,
    metals_after,
    new_names,
    owned,
    preview,
    public_names,
    state,
    state_after,
)
from workflows.errors import Invalid, NotAllowed
from workflows.marking import N_
from workflows.models import Edition, EditionChange, Site, SiteIdentifier, SiteMetal, SiteName
from workflows.permissions import Actor
from workflows.states import SiteKind, SiteState

__all__ = [
    "EXPORTED",
    "EditionDiff",
    "editions",
    "export_rows",
    "import_edition",
    "may_import",
    "preview",
]

ONLY_SECRETARIAT = N_("Only the secretariat imports editions of the register.")


def may_import(actor: Actor | None) -> None:
    """Refuse who may not import: all but the secretariat and the operator's command (None)."""
    if actor is not None and not actor.is_secretariat:
        raise NotAllowed(ONLY_SECRETARIAT)


def import_edition(
    session: Session,
    entries: Sequence[RegisterEntry],
    *,
    name: str,
    valid_from: date,
    actor: Actor | None,
    kind: SiteKind = SiteKind.SMELTER,
) -> Edition:
    """Take over an edition, as :func:`preview` shows it; entries with a problem are left out."""
    may_import(actor)
    name = name.strip()
    _check(session, entries, name, valid_from)
    diff = preview(session, entries, name=name, kind=kind)
    edition = Edition(
        name=name,
        imported_at=clock.now(session),
        valid_from=valid_from,
        added=len(diff.added),
        changed=len(diff.changed),
        removed=len(diff.removed),
    )
    session.add(edition)
    session.flush()
    _carry_out(session, diff, edition, kind, actor)
    asking_again.after_edition(session, edition, actor)
    events.append(
        session,
        actor,
        "edition",
        edition.public_id,
        "import",
        name=name,
        valid_from=valid_from,
        added=edition.added,
        changed=edition.changed,
        removed=edition.removed,
        left_out=len(diff.problems),
    )
    return edition


def _carry_out(
    session: Session, diff: EditionDiff, edition: Edition, kind: SiteKind, actor: Actor | None
) -> None:
    sources = {e.id: e.name for e in session.scalars(select(Edition))}
    settled = site_states.settled(session)
    for entry in diff.added:
        site = _new_site(session, entry, kind, edition)
        _log(session, actor, site, "add", edition, {})
    for change in diff.changed:
        keeper = edition if owned(change.site, sources, diff.name) else None
        _apply(session, change.site, change.entry, keeper)
        if keeper is not None:
            after = state_after(change.site, change.entry, settled)
            _restate(session, change.site, after, edition)
        fields = {f.name: [f.before, f.after] for f in change.fields}
        _log(session, actor, change.site, "change", edition, fields)
    for site in diff.unchanged:
        if owned(site, sources, diff.name):
            site.edition_id = edition.id
    for site in diff.removed:
        site.valid_to = edition.valid_from
        ended = {"valid_to": ["", edition.valid_from.isoformat()]}
        _log(session, actor, site, "end", edition, ended)
    session.flush()


def editions(session: Session) -> list[Edition]:
    """All editions, newest first."""
    return list(session.scalars(select(Edition).order_by(Edition.id.desc())))


DONE = {"add": "added", "change": "changed", "end": "removed"}
"""By action in the log: what an edition did to a site."""

EXPORTED = (
    "id", "kind", "name", "aliases", "identifiers", "country", "metals", "state",
    "valid_from", "valid_to", "statuses",
)  # fmt: skip
"""The columns of :func:`export_rows`, in order."""


def export_rows(session: Session, sites: Iterable[Site]) -> list[dict[str, str]]:
    """A row for each of these public sites, in codes; no name that a member's papers taught.

    Lists inside a cell are joined with `` | ``.
    """
    return [_exported(session, site) for site in sites]


def _exported(session: Session, site: Site) -> dict[str, str]:
    names = public_names(site)
    said = [f"{s.scheme}: {s.status} ({s.basis})" for s in register.status_on(session, site)]
    cells = (
        site.public_id,
        site.kind.value,
        site.name,
        SEPARATOR.join(n.name for n in names),
        SEPARATOR.join(i.value for i in site.identifiers),
        site.country or "",
        SEPARATOR.join(m.metal for m in site.metals),
        site.state.value,
        site.valid_from.isoformat(),
        site.valid_to.isoformat() if site.valid_to else "",
        SEPARATOR.join(said),
    )
    return dict(zip(EXPORTED, cells, strict=True))


def _check(session: Session, entries: Sequence[RegisterEntry], name: str, valid_from: date) -> None:
    if not name:
        raise Invalid(N_("Name the source of the edition."))
    if not entries:
        raise Invalid(N_("The file holds no smelters: an import would end every one there is."))
    if valid_from > clock.today(session):
        raise Invalid(N_("An edition is imported on or after the day from which it holds."))
    newest = select(Edition.valid_from).where(Edition.name == name)
    last = session.scalars(newest.order_by(Edition.valid_from.desc()).limit(1)).one_or_none()
    if last is not None and valid_from < last:
        raise Invalid(N_("There is a newer edition already, of %(day)s."), day=last.isoformat())


def _apply(session: Session, site: Site, entry: RegisterEntry, edition: Edition | None) -> None:
    """Write an entry on a site; ``edition`` is None when another source keeps the site."""
    ours = edition is not None
    for name in new_names(site, entry, ours):
        site.names.append(SiteName(name=name, source="edition"))
    known = {(i.scheme, i.value) for i in site.identifiers}
    for scheme, value in identifiers(entry):
        if (scheme, value) not in known:
            site.identifiers.append(SiteIdentifier(scheme=scheme, value=value))
    after = metals_after(site, entry, ours)
    gone = [m for m in site.metals if m.metal not in after]
    for metal in gone:
        session.delete(metal)
    if gone:
        session.flush()
        session.expire(site, ["metals"])
    site.metals += [SiteMetal(metal=m) for m in after if m not in {o.metal for o in site.metals}]
    if edition is not None:
        site.name = entry.name.strip()
        site.country = entry.country or site.country
        site.valid_to, site.edition_id = None, edition.id


def _restate(session: Session, site: Site, after: SiteState, edition: Edition) -> None:
    if after is not site.state:
        site_states.record(
            session, site, after, since=edition.valid_from, source=site_states.EDITION
        )


def _new_site(session: Session, entry: RegisterEntry, kind: SiteKind, edition: Edition) -> Site:
    site = Site(
        kind=kind,
        name=entry.name.strip(),
        country=entry.country,
        state=state(entry),
        edition_id=edition.id,
        valid_from=edition.valid_from,
    )
    session.add(site)
    _apply(session, site, entry, edition)
    session.flush()
    return site


def _log(
    session: Session,
    actor: Actor | None,
    site: Site,
    action: str,
    edition: Edition,
    fields: Mapping[str, object],
) -> None:
    done = EditionChange(
        edition_id=edition.id, site_id=site.id, what=DONE[action], fields=dict(fields)
    )
    session.add(done)
    session.flush()
    events.append(
        session,
        actor,
        "site",
        site.public_id,
        action,
        name=site.name,
        edition=edition.public_id,
        fields=dict(fields),
    )
