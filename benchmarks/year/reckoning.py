"""What a year owes its people, reckoned from the plan of the world alone, without the product.

A line is what one person is to find in one mail, on one day: of what sort, about which thing (each
has a code in its title), due on which day. What is owed is a multiset of lines.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MARKS = (30, 7, 1, -1)  # days before something is due; the last one is the day after
NEAR = (30, 7, 1)  # days before a certificate ends
WARNED = 90  # days before a certificate ends
LATE = (1, 30)  # days after a measure was to be done
MONDAY = 0
NEVER = date.max


@dataclass(frozen=True, slots=True)
class Line:
    """What one person finds in a mail of one day."""

    to: str
    what: str
    code: str
    due: date | None
    day: date


@dataclass(frozen=True, slots=True)
class Due:
    """Something on the plate of some people, until it is done or for ever."""

    code: str
    what: str
    day: date
    people: tuple[str, ...]
    until: date = NEVER  # from that day on it is done
    since: date = date.min


@dataclass(frozen=True, slots=True)
class Term:
    """A certificate with its last day, and how a finding on it stands when the year begins."""

    code: str
    expires: date
    company: tuple[str, ...]
    finding: str = ""  # closed | running; none yet
    owner: str = ""
    renewed: date = NEVER  # a newer one is approved that day


@dataclass(frozen=True, slots=True)
class Late:
    """A finding that is escalated when its day has passed."""

    code: str
    day: date
    people: tuple[str, ...]  # the company and the office
    again: bool  # a measure is told of once more; an answer that a risk asks for is not
    until: date = NEVER


@dataclass(frozen=True, slots=True)
class Year:
    """The days that are played, and who is mailed on Mondays only."""

    first: date  # a Monday
    days: int
    weekly: frozenset[str]

    @property
    def last(self) -> date:
        """The last day that is played."""
        return self.first + timedelta(days=self.days - 1)

    def has(self, day: date) -> bool:
        """Whether it is played."""
        return self.first <= day <= self.last

    def mailed(self, to: str, day: date) -> date:
        """The day on which somebody is mailed what they were told on a day."""
        wait = -day.weekday() % 7 if to in self.weekly else 0
        return day + timedelta(days=wait)


Plan = tuple[list[Due], list[Term], list[Late]]


def owed(year: Year, plan: Plan) -> Counter[Line]:
    """Every line that somebody is to find in their mail."""
    dues, terms, lates = plan
    found: Counter[Line] = Counter()
    for due in dues:
        found.update(_reminders(year, due))
    for term in terms:
        found.update(_of_term(year, term))
    for late in lates:
        found.update(_escalations(year, late))
    return found


def _lines(year: Year, people: tuple[str, ...], what: str, code: str, day: date) -> Iterator[Line]:
    for to in people:
        mailed = year.mailed(to, day)
        if year.has(mailed):
            yield Line(to, what, code, None, mailed)


def _reminders(year: Year, due: Due) -> Iterator[Line]:
    for mark in MARKS:
        day = due.day - timedelta(days=mark)
        if not year.has(day) or day <= due.since:
            continue
        for to in due.people:
            mailed = year.mailed(to, day)
            # What is done before the mail goes is no longer told.
            if year.has(mailed) and mailed < due.until:
                yield Line(to, due.what, due.code, due.day, mailed)


def _of_term(year: Year, term: Term) -> Iterator[Line]:
    def alive(day: date) -> bool:
        return year.has(day) and day < term.renewed

    both = (*term.company, term.owner) if term.owner else term.company
    after = term.expires + timedelta(days=1)
    if term.finding == "closed":
        if alive(after):
            yield from _lines(year, term.company, "reopen", term.code, after)
        return
    opened = date.min
    if not term.finding:
        opened = max(year.first, term.expires - timedelta(days=WARNED))
        if not alive(opened):
            return
        yield from _lines(year, term.company, "open", term.code, opened)
    for days in NEAR:
        day = term.expires - timedelta(days=days)
        if opened < day and alive(day):
            yield from _lines(year, both, "near", term.code, day)
    if alive(after):
        yield from _lines(year, both, "ended", term.code, after)


def _escalations(year: Year, late: Late) -> Iterator[Line]:
    seen = max(year.first, late.day + timedelta(days=LATE[0]))
    again = late.day + timedelta(days=LATE[1])
    days = {seen, max(seen, again)} if late.again else {seen}
    for day in days:
        if year.has(day) and day < late.until:
            yield from _lines(year, late.people, "escalate", late.code, day)
