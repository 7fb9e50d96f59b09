"""The later stretches of a long document, each read by a process of its own, several at a time.

What comes of it does not depend on how many there are: a stretch is read ahead as if nothing went
wrong before it; where that was not so, or where its own reader died, it is read again in its turn.
"""

import json
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from extraction import hearing, lanes, ranges
from extraction.dying import Deaths, outlived
from extraction.hearing import Attempt, Task
from extraction.limits import Limits


@dataclass(slots=True)
class Read:
    """The stretches that were read, in their order; ``broken`` is an attempt that ended it."""

    attempts: list[Attempt]
    words: int = 0
    said: int = 0
    broken: Attempt | None = None

    def add(self, attempt: Attempt) -> None:
        """Take the next stretch."""
        self.attempts.append(attempt)
        self.words += attempt.words
        self.said += attempt.said

    @property
    def is_sound(self) -> bool:
        """Whether any page could be read."""
        return self.words > 0


class _Turns:
    """Whose turn it is: all stretches before it are done. Or it is over, and nobody's."""

    def __init__(self) -> None:
        self.over = False
        self._done = 1
        self._changed = threading.Condition()

    def came(self, place: int, until: float) -> bool:
        """Wait for a stretch's turn; False when it does not come."""
        with self._changed:
            left = max(0.0, until - time.monotonic())
            came = self._changed.wait_for(lambda: self.over or self._done >= place, left)
            return came and not self.over

    def has_come(self, place: int) -> bool:
        """The same without waiting."""
        return self.came(place, 0.0)

    def end(self, *, over: bool) -> None:
        """The stretch whose turn it was is done; ``over``: the others are not needed."""
        with self._changed:
            self._done += 1
            self.over = self.over or over
            self._changed.notify_all()


@dataclass(slots=True)
class _Document:
    """What all stretches of one document share."""

    task: Task
    places: Sequence[tuple[int, int]]
    deaths: Deaths
    read: Read
    turns: _Turns = field(default_factory=_Turns)

    @property
    def until(self) -> float:
        return hearing.deadline(self.read.attempts[0], self.task.limits)


def rest(task: Task, first: Attempt, deaths: Deaths) -> Read:
    """Read the stretches after the first one, which told what the document is."""
    read = Read([])
    read.add(first)
    places = ranges.of(min(first.count, task.limits.pages))
    if first.last < places[0][1]:  # it ran out of time, of words or of readers
        return read
    order = task.order | {"head": json.loads(first.head)}
    on_page = _counting(task, first.last)
    document = _Document(replace(task, order=order, on_page=on_page), places, deaths, read)
    lanes.run([partial(_stretch, document, place) for place in range(1, len(places))], task.spare)
    return read


def _counting(task: Task, done: int) -> hearing.OnPage | None:
    """Pages that are done come from several readers, and some twice: they are counted."""
    if task.on_page is None:
        return None
    tell, counted = task.on_page, {done}
    lock = threading.Lock()

    def on_page(number: int, count: int) -> None:
        with lock:
            counted.add(number)
            tell(done + len(counted) - 1, count)

    return on_page


def _stretch(document: _Document, place: int) -> None:
    turns, read, task = document.turns, document.read, document.task
    if turns.over:
        return
    try:
        ahead = None
        if not turns.has_come(place):
            once = partial(_attempt, document, place, sound=True, words=0)
            ahead = once(task.limits, dict(document.deaths.passed_over))
        if not turns.came(place, document.until):
            turns.end(over=True)
            return
        if ahead is not None and _holds(ahead, document):
            ended = ahead
        else:
            once = partial(_attempt, document, place, sound=read.is_sound, words=read.words)
            ended = outlived(task.limits, document.deaths, once)
    except BaseException:
        turns.end(over=True)
        raise
    if ended.course is None or read.said + ended.said > task.limits.answers:
        read.broken = ended
    else:
        read.add(ended)
    turns.end(over=read.broken is not None or ended.last < document.places[place][1])


def _holds(ahead: Attempt, document: _Document) -> bool:
    """Whether a stretch that was read ahead is what it would be, had it been read in its turn."""
    words = document.read.words + ahead.words
    return (
        ahead.course is not None and document.read.is_sound and words <= document.task.limits.words
    )


def _attempt(
    document: _Document,
    place: int,
    limits: Limits,
    passed_over: Mapping[int, str],
    *,
    sound: bool,
    words: int,
) -> Attempt:
    first, last = document.places[place]
    task = document.task
    order = task.order | {"stretch": [first, last], "sound": sound, "words": words}
    known = task.order.get("known", {})
    order["known"] = {number: told for number, told in known.items() if first <= number <= last}
    whole = document.read.attempts[0]

    def course_before(until: float) -> bytes | None:
        came = document.turns.came(place, until)
        return document.read.attempts[-1].course if came else None

    return hearing.attempt(
        replace(task, order=order, limits=limits),
        passed_over,
        whole.started,
        after=first - 1,
        count=whole.count,
        course_before=course_before,
    )
