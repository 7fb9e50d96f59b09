"""How the demo's time passes: a clock that is set, and an agenda of what happens when."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from workflows.clock import ZONE

BEGIN = datetime(2025, 6, 2, 9, 0, tzinfo=ZONE)
END = datetime(2026, 11, 20, 18, 0, tzinfo=ZONE)


@dataclass(slots=True)
class StoryClock:
    """A clock that only goes forward, and only when it is told to."""

    at: datetime = BEGIN

    def __call__(self) -> datetime:
        """The moment it is in the story."""
        return self.at

    def pass_by(self, **duration: float) -> None:
        """Let some time pass."""
        self.at += timedelta(**duration)

    def reach(self, moment: datetime) -> None:
        """Let it be ``moment``, unless it is later already."""
        self.at = max(self.at, moment)


@dataclass(slots=True)
class Agenda:
    """What happens when. A step may put further steps on it; what falls after the end does not."""

    clock: StoryClock
    waiting: list[tuple[datetime, int, Callable[[], None]]] = field(default_factory=list)
    count: int = 0

    def at(self, moment: datetime, do: Callable[[], None]) -> None:
        """Put a step on the agenda; steps of one moment keep the order in which they came."""
        heapq.heappush(self.waiting, (moment, self.count, do))
        self.count += 1

    def on(self, day: date, hour: int, do: Callable[[], None]) -> None:
        """The same, on a day at an hour where the agreement lives."""
        self.at(datetime.combine(day, time(hour), ZONE), do)

    def run(self) -> None:
        """Do everything up to the end of the story."""
        while self.waiting and self.waiting[0][0] <= END:
            moment, _order, do = heapq.heappop(self.waiting)
            self.clock.reach(moment)
            do()
        self.clock.reach(END)
