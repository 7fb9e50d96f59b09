"""iCalendar (RFC 5545) as calendar programs read it: days on which something is due."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_LINE = 75  # octets, the line's end left out


@dataclass(frozen=True, slots=True)
class Day:
    """Something on one day: a name that stays the same when it moves, a title, where to look."""

    uid: str
    day: date
    title: str
    address: str


def written(name: str, days: Iterable[Day], at: datetime) -> str:
    """A calendar of these days, as it stands at a moment."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Ketenzicht//Deadlines//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(name)}",
        *(line for day in days for line in _event(day, at)),
        "END:VCALENDAR",
    ]
    return "".join(part + "\r\n" for line in lines for part in _folded(line))


def _event(day: Day, at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(day.uid)}"
    yield f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{day.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(day.title)}"
    yield f"DESCRIPTION:{_escaped(day.address)}"
    yield f"URL:{day.address}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"  # the day stays free for appointments
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, "\\" + sign)
    return "\\n".join(text.splitlines())


def _folded(line: str) -> Iterator[str]:
    """The line in pieces that are not too long in UTF-8; all but the first begin with a space."""
    piece = ""
    for sign in line:
        if len((piece + sign).encode()) > _LINE:
            yield piece
            piece = " "
        piece += sign
    yield piece
