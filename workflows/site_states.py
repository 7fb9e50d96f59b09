"""Whether a site works: active, closed or unknown, since when, and who says so.

What a person says holds until a person says otherwise: editions list what they listed before, and
a list of names does not know that the works behind one has closed.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import clock, events, lengths, register
from workflows.errors import Invalid, NotFound
from workflows.marking import N_
from workflows.models import Site, SiteStateChange
from workflows.permissions import Actor
from workflows.states import SiteState

EDITION, PERSON = "edition", "person"  # who says so


@dataclass(frozen=True, slots=True)
class Standing:
    """How a site stands on a day: since when (None: nobody said), and the reason given."""

    state: SiteState
    since: date | None
    reason: str


def on(session: Session, site: Site, day: date) -> Standing:
    """How the site stood on a day, by what is known now."""
    rows = history(session, site)
    known = [row for row in rows if row.from_date <= day]
    if known:
        return Standing(known[-1].state, known[-1].from_date, known[-1].reason)
    return Standing(SiteState.UNKNOWN if rows else site.state, None, "")


def history(session: Session, site: Site) -> list[SiteStateChange]:
    """Every change of its state, in the order of the days from which they hold."""
    query = select(SiteStateChange).where(SiteStateChange.site_id == site.id)
    return list(session.scalars(query.order_by(SiteStateChange.from_date, SiteStateChange.id)))


def settle(
    session: Session, site: Site, state: SiteState, actor: Actor, *, since: date, reason: str
) -> None:
    """Say whether a site works, since a day; only the secretariat does, with a reason."""
    if not actor.is_secretariat:
        raise NotFound(register.NOT_FOUND)
    if not lengths.within(reason, lengths.REASON, field="reason"):
        raise Invalid(N_("Say how you know: the reason is required."))
    if since > clock.today(session):
        raise Invalid(N_("This day has not come yet."))
    if state is site.state:
        raise Invalid(N_("That is how it stands already."))
    last = history(session, site)[-1:]
    if last and since < last[0].from_date:
        newer = last[0].from_date.isoformat()
        raise Invalid(N_("Something newer is known already, of %(day)s."), day=newer)
    before = site.state
    record(session, site, state, since=since, source=PERSON, reason=reason.strip())
    events.append(
        session,
        actor,
        "site",
        site.public_id,
        "settle_state",
        organisation_id=site.organisation_id,
        before=before,
        after=state,
        since=since,
        note=reason.strip(),
    )


def record(
    session: Session, site: Site, state: SiteState, *, since: date, source: str, reason: str = ""
) -> None:
    """Write a change down, and with the first one what was known before it."""
    if not history(session, site) and site.valid_from < since:
        _add(session, site, site.state, site.valid_from, EDITION, "")
    _add(session, site, state, since, source, reason)
    site.state = on(session, site, clock.today(session)).state
    session.flush()


def settled(session: Session) -> frozenset[int]:
    """The ids of the sites of which a person said how they stand."""
    query = select(SiteStateChange.site_id).where(SiteStateChange.source == PERSON)
    return frozenset(session.scalars(query))


def _add(
    session: Session, site: Site, state: SiteState, since: date, source: str, reason: str
) -> None:
    session.add(
        SiteStateChange(site_id=site.id, state=state, from_date=since, source=source, reason=reason)
    )
    session.flush()
