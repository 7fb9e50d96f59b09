"""What the watcher over a reading sets and hears: limits, pages to pass over, progress.

It travels in a context variable, not through every signature between, because a document is read
the same way whether or not a parent process watches for pages that kill their reader.
"""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from time import monotonic

from extraction.limits import DEFAULT, Limits
from extraction.readers.scanned import Scanner
from extraction.readers.tables import Reading

CROSS_CHECK = 0  # stands for the second opinion on the whole document, where pages count from 1


def _unheard(number: int) -> None:
    """Nobody listens."""


def _unknown(number: int) -> Reading | None:
    """Nothing was read before."""
    return None


@dataclass(frozen=True, slots=True)
class Course:
    """How a reading is to run.

    ``started`` is when the document's time began (time.monotonic). ``passed_over`` maps a page to
    the code of its warning: an earlier reader died on it. ``opened`` hears the number of pages,
    ``turned_to`` each page before it is read. ``scan`` reads pictures of pages; where there is
    none, ``scan_wanted`` hears of each page that it might have read. ``only`` these pages are read,
    each for itself, in rising order; none: all. Else it begins at page ``first``: ``words`` were
    read before it, and ``sound`` is whether a page could be. ``known`` gives a page that was read
    before.
    """

    limits: Limits = DEFAULT
    started: float = field(default_factory=monotonic)
    passed_over: Mapping[int, str] = field(default_factory=dict)
    opened: Callable[[int], None] = _unheard
    turned_to: Callable[[int], None] = _unheard
    scan: Scanner | None = None
    scan_wanted: Callable[[int], None] = _unheard
    first: int = 1
    words: int = 0
    sound: bool = False
    only: tuple[int, ...] = ()
    known: Callable[[int], Reading | None] = _unknown


COURSE: ContextVar[Course | None] = ContextVar("course", default=None)


def course() -> Course:
    """The course that is set, or one that starts now."""
    return COURSE.get() or Course()
