"""A certificate nears its last day, or is past it, and none that is newer was sent in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from extraction import matching
from workflows import clock, settings, subjects
from workflows.following import ground, nearing
from workflows.following.ground import Approved, Known
from workflows.following.looks import Look, Seen, Step, Wanted
from workflows.states import ItemKind

EXPIRING, EXPIRED = "certificate_expiring", "certificate_expired"
NEAR = (1, 7, 30)  # days before the last one; the first warning is a setting
_FIELDS = ("standard", "scheme", "number", "holder", "expires")

Place = tuple[str, date]  # a certificate by its subject, and its last day


def look(session: Session, day: date) -> Seen:
    """The certificates that end soon or have ended on ``day``."""
    first = round(settings.number(session, "certificate.warn_days"))
    there = ground.known(session, (EXPIRING, EXPIRED))
    steps: list[Step] = []
    found: dict[Place, list[tuple[Approved, Wanted]]] = defaultdict(list)
    for item, last in newest(ground.approved(session, ItemKind.CERTIFICATE, _FIELDS)):
        left = (last - day).days
        if left > first:
            continue
        about = there.get((item.organisation_id, _subject(item)), ())
        steps += _steps(about, last, left)
        proposal = _wanted(item, last, left, first, about)
        if proposal is not None:
            found[_subject(item), last].append((item, proposal))
    return Seen([_cause(place, pairs) for place, pairs in found.items()], steps)


def newest(items: Iterable[Approved]) -> Iterator[tuple[Approved, date]]:
    """Of each company, holder and standard the certificate that holds longest."""
    longest: dict[tuple[int, str, str], tuple[Approved, date]] = {}
    for item in items:
        last = printed_day(item.value("expires"))
        if last is None:
            continue
        holder = item.said("holder")
        key = (
            item.organisation_id,
            matching.name_key(holder) or item.public_id,
            standard(item).casefold(),
        )
        if key not in longest or last >= longest[key][1]:
            longest[key] = item, last
    yield from longest.values()


def _wanted(
    item: Approved, last: date, left: int, first: int, there: Sequence[Known]
) -> Wanted | None:
    facts = {
        "standard": standard(item),
        "holder": item.said("holder"),
        "number": item.said("number"),
        "expires": last.isoformat(),
    }
    # Of an earlier term of the same certificate nothing is reopened.
    of_this_term = [one for one in there if one.facts.get("expires") == last.isoformat()]
    if left >= 0:
        if of_this_term or any(one.runs for one in there):
            return None
        within = str(_within(left, first))
        more = facts | {"within": within}
        return ground.wanted((), item, EXPIRING, _subject(item), more, since=_end(last))
    running = [one for one in there if one.runs]
    about = [*running, *of_this_term]
    return ground.wanted(about, item, EXPIRED, _subject(item), facts, since=_end(last))


def _steps(there: Iterable[Known], last: date, left: int) -> Iterator[Step]:
    """Findings that run on this certificate: nearer to its last day, or past it."""
    for one in there:
        if not one.runs or one.facts.get("expires") != last.isoformat():
            continue
        if left < 0:
            if one.rule != EXPIRED:
                facts = {name: said for name, said in one.facts.items() if name != "within"}
                yield Step(one.id, EXPIRED, facts, nearing.ENDED)
        elif left <= max(NEAR):
            within = str(_within(left, max(NEAR)))
            if one.facts.get("within") != within:
                yield Step(one.id, EXPIRING, {**one.facts, "within": within}, nearing.NEAR)


def _cause(place: Place, pairs: Sequence[tuple[Approved, Wanted]]) -> Look:
    subject, last = place
    known = pairs[0][1].facts
    facts = {name: known[name] for name in ("standard", "number", "expires")}
    return Look(f"{subject}:{last}", last, facts, [one for _item, one in pairs])


def _subject(item: Approved) -> str:
    return subjects.of_certificate(item.said("number"), item.public_id)


def standard(item: Approved) -> str:
    """What a certificate is of: its standard, or its scheme where it names none."""
    return item.said("standard") or item.said("scheme")


def _within(left: int, first: int) -> int:
    return next((days for days in NEAR if left <= days), first)


def printed_day(text: str | None) -> date | None:
    """The day that a field of a certificate holds; None when it holds none."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _end(last: date) -> datetime:
    """The moment at which the certificate no longer holds."""
    return datetime.combine(last + timedelta(days=1), time.min, clock.ZONE)
