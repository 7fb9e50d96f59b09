"""The time, injected: whoever opens a session says which clock it reads."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

Clock = Callable[[], datetime]

# Days begin and end where the agreement lives, whatever zone the server runs in.
ZONE = ZoneInfo("Europe/Amsterdam")


def system_clock() -> datetime:
    """The real time; handed over by the edge, never called by a rule."""
    return datetime.now(UTC)


def now(session: Session) -> datetime:
    """The moment it is for this session, aware, in UTC."""
    clock: Clock = session.info["clock"]
    return clock()


def today(session: Session) -> date:
    """The day it is in the Netherlands for this session."""
    return day(now(session))


def day(moment: datetime) -> date:
    """The day in the Netherlands on which this moment falls."""
    return moment.astimezone(ZONE).date()


def working_day(day: date, count: int) -> date:
    """The day that is ``count`` working days (Monday to Friday) after ``day``."""
    while count > 0:
        day += timedelta(days=1)
        if day.weekday() < 5:
            count -= 1
    return day
