"""Facts about sites of the register: what a scheme says of one, and which ties two have."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import events
from workflows.editions import may_import
from workflows.errors import Invalid
from workflows.marking import N_
from workflows.models import Edition, Site, SiteLink, SiteStatus
from workflows.permissions import Actor

BASES = ("assessed", "cross_recognised")
TIES = ("supplies", "owns")


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
    _log(session, site, row, actor)
    return row


def _log(session: Session, site: Site, row: SiteStatus, actor: Actor | None) -> None:
    events.append(
        session,
        actor,
        "site",
        site.public_id,
        "status",
        scheme=row.scheme,
        status=row.status,
        basis=row.basis,
        from_date=row.from_date,
        to_date=row.to_date,
        source=row.source,
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
