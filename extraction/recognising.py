"""The pages of a document that are pictures, recognised before it is read: in several lanes.

Recognising takes seconds a page, and a page is recognised without a look at any other.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial

from extraction import hearing, keepers, lanes, verdict
from extraction.errors import Internal
from extraction.limits import Limits
from extraction.plain import NotPlain

_SHARE = 0.8  # of the document's time; what is not recognised by then stays unread
_TOGETHER = 2  # pages for one reader: it costs a fraction of a second, and a core is soon free
_FEW = 8  # pages that are recognised one by one, so that none waits for another


@dataclass(slots=True)
class Recognised:
    """What the pictures say: a page's reading by its number, as the JSON that its reader sent.

    ``passed_over`` are the pages on which a reader died, with the codes of their warnings.
    """

    known: dict[int, str] = field(default_factory=dict)
    passed_over: dict[int, str] = field(default_factory=dict)
    size: int = 0  # bytes

    def take(self, page: int, payload: bytes, limits: Limits) -> None:
        """What was told of a page. Raises ValueError when all is more than one document may say."""
        self.size += len(payload)
        if self.size > limits.answers:
            raise NotPlain("too much is told of the pictures")
        self.known[page] = payload.decode()


@dataclass(slots=True)
class _Listening:
    """Where one reader is."""

    turned: int | None = None
    since: float = field(default_factory=time.monotonic)


def read(task: hearing.Task, pages: Sequence[int]) -> Recognised:
    """Recognise these pages, each once. Of one that cannot be had in time nothing is known."""
    limits = task.limits.for_scans()
    until = time.monotonic() + _SHARE * limits.document_seconds(len(pages))
    seen = Recognised()
    size = 1 if len(pages) <= _FEW else _TOGETHER
    some = [list(pages[start : start + size]) for start in range(0, len(pages), size)]

    def heard() -> None:
        if task.on_page is not None:
            task.on_page(len(seen.known), len(pages))

    lanes.run([partial(_some, task, one, seen, until, heard) for one in some], task.spare)
    return seen


def _some(
    task: hearing.Task,
    pages: Sequence[int],
    seen: Recognised,
    until: float,
    heard: Callable[[], None],
) -> None:
    """A few pages; a reader that dies on one costs that page, and another goes on after it."""
    left = list(pages)
    while left and time.monotonic() < until and len(seen.passed_over) < task.limits.deaths:
        at = _Listening()
        try:
            ending = _listen(task, left, seen, at, until, heard)
        except (OSError, ValueError, Internal):  # the pages stay unread, and are said to be
            return
        left, dead = [page for page in left if page not in seen.known], at.turned
        if dead is None or dead not in left or time.monotonic() > until:
            return
        seen.passed_over[dead] = verdict.cause(ending)
        left.remove(dead)


def _listen(
    task: hearing.Task,
    pages: Sequence[int],
    seen: Recognised,
    at: _Listening,
    until: float,
    heard: Callable[[], None],
) -> keepers.Ending | None:
    limits = task.limits.for_scans()
    order = {"job": "recognise", "name": task.order["name"], "pages": pages}

    def patience() -> float:
        return min(until, at.since + limits.page_seconds)

    with (
        keepers.borrowed(scans=True, model=task.model, any_model=True) as keeper,
        closing(keepers.ask(keeper, order, task.data, limits, patience)) as answers,
    ):
        while True:
            try:
                kind, payload = next(answers)
            except StopIteration as stop:
                ending: keepers.Ending | None = stop.value
                return ending
            at.since = time.monotonic()
            if kind == b"T":
                at.turned = hearing.number(payload)
            elif kind == b"G":
                seen.take(_asked_for(at.turned, pages), payload, limits)
                heard()


def _asked_for(page: int | None, pages: Sequence[int]) -> int:
    if page is None or page not in pages:
        raise NotPlain("a page nobody asked for")
    return page
