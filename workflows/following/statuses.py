"""A scheme says less of a smelter than before: from the day on which that holds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from workflows import clock, subjects
from workflows.following import ground
from workflows.following.ground import Approved, KnownFindings, Place
from workflows.following.looks import Look, Seen, Wanted
from workflows.models import SiteStatus
from workflows.states import ItemKind

NOT_CONFORMANT, CHANGED = "smelter_not_conformant", "smelter_status_changed"
BEST, WORST = "conformant", "non_conformant"
NEWS = timedelta(days=30)  # how long a change is looked at


@dataclass(frozen=True, slots=True)
class Turn:
    """From a day on a scheme says something else of a site; empty for nothing any more."""

    site_id: int
    scheme: str
    day: date
    source: str
    before: str
    after: str


def look(session: Session, day: date) -> Seen:
    """What schemes said less of smelters in the last days; a cause is a scheme, day and source."""
    turns = [turn for turn in _turns(session, day) if _is_worse(turn)]
    if not turns:
        return Seen()
    touched = {turn.site_id for turn in turns}
    sites = ground.sites(session, touched)
    named: dict[int, list[Approved]] = defaultdict(list)
    for item in ground.approved(session, ItemKind.SMELTER, ("smelter", "metal"), sites=touched):
        named[item.site_id or 0].append(item)
    there = ground.known(session, (NOT_CONFORMANT, CHANGED))
    found: dict[tuple[str, date, str], list[Wanted]] = defaultdict(list)
    for turn in turns:
        wanted = _wanted(turn, sites[turn.site_id], named.get(turn.site_id, ()), there)
        found[turn.scheme, turn.day, turn.source] += wanted
    return Seen([_cause(*key, wanted) for key, wanted in found.items() if wanted])


def _turns(session: Session, day: date) -> Iterator[Turn]:
    news = day - NEWS
    moved = select(SiteStatus.site_id).where(
        or_(
            (SiteStatus.from_date > news) & (SiteStatus.from_date <= day),
            (SiteStatus.to_date > news) & (SiteStatus.to_date <= day),
        )
    )
    query = select(SiteStatus).where(SiteStatus.site_id.in_(moved))
    told: dict[tuple[int, str, str], list[SiteStatus]] = defaultdict(list)
    for row in session.scalars(query.order_by(SiteStatus.from_date, SiteStatus.id)):
        told[row.site_id, row.scheme, row.basis].append(row)
    for (site_id, scheme, _basis), rows in told.items():
        days = {row.from_date: row.source for row in rows}
        days = {row.to_date: row.source for row in rows if row.to_date is not None} | days
        for when, source in sorted(days.items()):
            if news < when <= day:
                before, after = _said(rows, when - timedelta(days=1)), _said(rows, when)
                yield Turn(site_id, scheme, when, source, before, after)


def _said(rows: Iterable[SiteStatus], day: date) -> str:
    """The last thing that was said of a day, as ``register.status_on`` reads it."""
    found = ""
    for row in rows:
        if row.from_date <= day and (row.to_date is None or day < row.to_date):
            found = row.status
    return found


def _is_worse(turn: Turn) -> bool:
    if turn.before == turn.after or turn.after == BEST:
        return False
    return turn.after == WORST or turn.before == BEST


def _wanted(
    turn: Turn, site: Place, items: Sequence[Approved], there: KnownFindings
) -> Iterator[Wanted]:
    rule = NOT_CONFORMANT if turn.after == WORST else CHANGED
    subject = subjects.of_site(site.public_id)
    since = datetime.combine(turn.day, time.min, clock.ZONE)
    asked = set()
    for item in items:
        if item.organisation_id in asked:
            continue
        asked.add(item.organisation_id)
        known = there.get((item.organisation_id, subject), ())
        one = ground.wanted(
            [one for one in known if one.rule == rule],
            item,
            rule,
            subject,
            _facts(turn, site, item),
            since=since,
            stage=turn.scheme,
            site_id=site.id,
        )
        if one is not None:
            yield one


def _facts(turn: Turn, site: Place, item: Approved) -> Mapping[str, object]:
    return {
        "smelter": site.name,
        "metal": item.value("metal"),
        "scheme": turn.scheme,
        "former_status": turn.before,
        "status": turn.after,
        "since": turn.day.isoformat(),
    }


def _cause(scheme: str, day: date, source: str, wanted: Sequence[Wanted]) -> Look:
    facts = {"scheme": scheme, "since": day.isoformat(), "source": source}
    return Look(f"status:{scheme}:{day}:{source}", day, facts, wanted)
