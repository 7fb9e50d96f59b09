"""The work on one document in several lanes: its own, and more while cores have nothing to do."""

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol, TypeVar

Result = TypeVar("Result")


class Spare(Protocol):
    """Who knows whether a core is free. What was taken is given back, at once when done."""

    def take(self) -> bool:
        """Take a core for a moment, if one is free and no document waits for it."""

    def give_back(self) -> None:
        """Give back a core that was taken."""


class _Alone:
    def take(self) -> bool:
        return False

    def give_back(self) -> None:
        """Nothing was taken."""


ALONE: Spare = _Alone()


class Slots:
    """So many documents at a time; what they leave free is spare. A waiting document goes first."""

    def __init__(self, count: int) -> None:
        self._free = count
        self._waiting = 0
        self._changed = threading.Condition()

    @contextmanager
    def held(self) -> Iterator[None]:
        """One slot for a document, waited for."""
        with self._changed:
            self._waiting += 1
            self._changed.wait_for(lambda: self._free > 0)
            self._waiting -= 1
            self._free -= 1
        try:
            yield
        finally:
            self.give_back()

    def take(self) -> bool:
        """Take a slot for a moment, if one is free and no document waits for it."""
        with self._changed:
            if self._waiting or self._free <= 0:
                return False
            self._free -= 1
            return True

    def give_back(self) -> None:
        """Give back a slot that was taken."""
        with self._changed:
            self._free += 1
            self._changed.notify()


def run(work: Sequence[Callable[[], Result]], spare: Spare) -> list[Result]:
    """What each piece of work gives, in its order. They are begun in order, too.

    Raises the first error of any of them, once those that were begun have ended.
    """
    left = deque(range(len(work)))
    done: dict[int, Result] = {}
    errors: list[BaseException] = []
    lanes: list[threading.Thread] = []

    def next_one() -> None:
        try:
            place = left.popleft()
        except IndexError:  # another lane was quicker
            return
        done[place] = work[place]()

    def lane() -> None:
        try:
            while True:
                try:
                    next_one()
                finally:
                    spare.give_back()
                if not left or not spare.take():
                    return
        except BaseException as error:  # raised in the thread that waits for this one
            left.clear()
            errors.append(error)

    try:
        while left:
            while len(left) > 1 and spare.take():
                lanes.append(threading.Thread(target=lane))
                lanes[-1].start()
            next_one()
    finally:
        left.clear()
        for one in lanes:
            one.join()
    if errors:
        raise errors[0]
    return [done[place] for place in range(len(work))]
