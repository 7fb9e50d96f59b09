"""Facts about sites of the register: what a scheme says of one, and which ties two have."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import clock, events, lengths, register
from workflows.editions import may_import
from workflows.errors import Invalid, NotFound
from workflows.marking import N_
from workflows.models import Edition, Site, SiteLink, SiteStatus
from workflows.permissions import Actor

BASES = ("assessed", "cross_recognised")
TIES = ("supplies", "owns")
NOTHING = "nothing"
STATUSES = ("conformant", "active", "non_conformant", "removed", "not_applicable", NOTHING)
"""What can be noted of a site; ``NOTHING`` takes back what was noted of the same days."""


def say(
    session: Session,
    site: Site,
    actor: Actor,
    *,
    scheme: str,
    status: str,
    basis: str,
    from_date: date,
    to_date: date | None = None,
    source: str,
    note: str = "",
) -> SiteStatus | None:
    """Note what a scheme says of a site, as the secretariat read it at its ``source``.

    It takes the place of what was noted of the same scheme, on the same ground, for the same days;
    the log keeps that. With ``NOTHING`` nothing comes in its place.
    """
    if not actor.is_secretariat:
        raise NotFound(register.NOT_FOUND)
    source = lengths.within(source, lengths.REASON, field="source")
    note = lengths.within(note, lengths.REASON, field="note")
    _check(scheme, status, basis, source, from_date, to_date)
    if status not in STATUSES:
        raise Invalid(N_("Choose one of: %(choices)s."), choices=", ".join(STATUSES))
    if from_date > clock.today(session):
        raise Invalid(N_("This day has not come yet."), field="from_date")
    replaced = _make_room(session, site, scheme, basis, from_date, to_date)
    if status != NOTHING:
        return state_status(
            session,
            site,
            scheme=scheme,
            status=status,
            basis=basis,
            from_date=from_date,
            to_date=to_date,
            source=source,
            note=note,
            replaced=replaced,
            actor=actor,
        )
    if not replaced:
        raise Invalid(N_("This scheme says nothing of this smelter on these days already."))
    said = SiteStatus(
        scheme=scheme,
        status=status,
        basis=basis,
        from_date=from_date,
        to_date=to_date,
        source=source,
    )
    _log(session, site, said, actor, note, replaced)
    return None


def _make_room(
    session: Session, site: Site, scheme: str, basis: str, first: date, end: date | None
) -> list[str]:
    """End or drop what was said of these days; each as it was, for the log."""
    replaced = []
    for row in site.statuses:
        same = (row.scheme, row.basis) == (scheme, basis)
        over = row.to_date is not None and row.to_date <= first
        if not same or over or (end is not None and row.from_date >= end):
            continue
        until = row.to_date.isoformat() if row.to_date else ""
        replaced.append(f"{row.status} {row.from_date.isoformat()} {until}".strip())
        if row.from_date < first:
            row.to_date = first
        else:
            session.delete(row)
    session.flush()
    session.expire(site, ["statuses"])
    return replaced


def state_status(
    session: Session,
    site: Site,
    *,
    scheme: str,
    status: str,
    basis: str,
    from_date: date,
    to_date: date | None = None,
    source: str,
    edition: Edition | None = None,
    note: str = "",
    replaced: Sequence[str] = (),
    actor: Actor | None,
) -> SiteStatus:
    """Record what a scheme says of a site from one day to another (``to_date`` not included).

    A status of the same scheme that was still open ends where this one begins.
    """
    may_import(actor)
    _check(scheme, status, basis, source, from_date, to_date)
    for earlier in site.statuses:
        if (earlier.scheme, earlier.to_date) == (scheme, None) and earlier.from_date < from_date:
            earlier.to_date = from_date
    row = SiteStatus(
        scheme=scheme.strip(),
        status=status.strip(),
        basis=basis,
        from_date=from_date,
        to_date=to_date,
        source=source.strip(),
        edition_id=edition.id if edition is not None else None,
    )
    site.statuses.append(row)
    session.flush()
    _log(session, site, row, actor, note, replaced)
    return row


def _log(
    session: Session,
    site: Site,
    row: SiteStatus,
    actor: Actor | None,
    note: str,
    replaced: Sequence[str],
) -> None:
    events.append(
        session,
        actor,
        "site",
        site.public_id,
        "status",
        organisation_id=site.organisation_id,
        scheme=row.scheme,
        status=row.status,
        basis=row.basis,
        from_date=row.from_date,
        to_date=row.to_date,
        source=row.source,
        note=note,
        replaced=list(replaced),
    )


def _check(
    scheme: str, status: str, basis: str, source: str, from_date: date, to_date: date | None
) -> None:
    if basis not in BASES:
        raise Invalid(N_("Choose one of: %(choices)s."), choices=", ".join(BASES))
    if not (scheme.strip() and status.strip() and source.strip()):
        raise Invalid(N_("Give the scheme, the status and the source."))
    if to_date is not None and to_date <= from_date:
        raise Invalid(N_("The period ends before it begins."))


def tie(session: Session, site: Site, other: Site, kind: str, *, actor: Actor | None) -> SiteLink:
    """Record that ``site`` supplies or owns ``other``; once, however often it is said."""
    may_import(actor)
    if kind not in TIES:
        raise Invalid(N_("Choose one of: %(choices)s."), choices=", ".join(TIES))
    if site.id == other.id:
        raise Invalid(N_("A site has no tie with itself."))
    query = select(SiteLink).where(
        SiteLink.from_site_id == site.id,
        SiteLink.to_site_id == other.id,
        SiteLink.kind == kind,
    )
    link = session.scalars(query).one_or_none()
    if link is None:
        link = SiteLink(from_site_id=site.id, to_site_id=other.id, kind=kind)
        session.add(link)
        session.flush()
        events.append(session, actor, "site", site.public_id, "tie", kind=kind, to=other.public_id)
    return link
