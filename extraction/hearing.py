"""One reading process, to its end: what it tells is checked here, and kept."""

import json
import struct
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extraction import keepers, parts, verdict
from extraction.errors import (
    Damaged,
    Empty,
    ExtractionError,
    Internal,
    NeedsPassword,
    TooBig,
    TooSlow,
    Unsupported,
)
from extraction.holding import Listed, Pages
from extraction.lanes import Spare
from extraction.limits import Limits
from extraction.plain import NotPlain, from_plain
from extraction.records import Extraction, Mention, Page, Refusal, SmelterRecord

_NUMBER = struct.Struct(">I")
ERRORS: dict[str, type[ExtractionError]] = {
    kind.code: kind for kind in (NeedsPassword, Damaged, Empty, Unsupported, TooBig, TooSlow)
}
_STRETCH = (b"H", b"G", b"C")
OnPage = Callable[[int, int], None]
CourseBefore = Callable[[float], bytes | None]
BEYOND = 0xFFFFFFFF  # a reader is past a page: at the next in a moment, or making sense of all


@dataclass(slots=True)
class Attempt:
    """What one reading process has told so far; filled in as its answers come."""

    started: float  # of the document
    version: str = ""
    count: int = 0
    turned: int | None = None  # the page it is at; None while the file is being opened
    since: float = 0.0
    pages: Pages = field(default_factory=Pages)
    inside: parts.Parts = field(default_factory=parts.Parts)
    last: int = 0  # the number of the last page
    words: int = 0
    said: int = 0  # bytes, in all
    head: bytes = b""  # of a document of several stretches: what it is
    gathered: list[bytes] = field(default_factory=list)  # for the end, from one of its stretches
    course: bytes | None = None  # where pairing stood at the end of it
    scans: list[int] = field(default_factory=list)  # pages that wait for one who knows pictures
    mentions: Listed[Mention] = field(default_factory=lambda: Listed(Mention))
    records: Listed[SmelterRecord] = field(default_factory=lambda: Listed(SmelterRecord))
    found: Extraction | None = None
    refusal: Refusal | None = None
    ending: keepers.Ending | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it came to its end: with a reading, a refusal, or all of a stretch."""
        return self.found is not None or self.refusal is not None or self.course is not None


@dataclass(frozen=True, slots=True)
class Task:
    """A document to be read, and how."""

    order: dict[str, Any]
    data: bytes
    digest: str
    limits: Limits
    on_page: OnPage | None
    spare: Spare
    model: Path | None = None


def deadline(attempt: Attempt, limits: Limits) -> float:
    """When the time of the whole document is over."""
    return attempt.started + limits.document_seconds(attempt.count)


def attempt(
    task: Task,
    passed_over: Mapping[int, str],
    started: float,
    *,
    after: int = 0,
    count: int = 0,
    course_before: CourseBefore | None = None,
) -> Attempt:
    """One reading process, to its end. A lost keeper is tried once more, then it is our fault.

    Of a stretch ``after`` is the page before it, ``count`` how many pages the document has, and
    ``course_before`` waits until a moment for where the stretch before ended.
    """
    order = task.order | {"passed_over": passed_over, "started": started}
    for again in (True, False):
        attempt = Attempt(started, since=time.monotonic(), last=after, count=count)
        try:
            with keepers.borrowed(model=task.model) as keeper:
                attempt.version = keeper.version
                _listen(keeper, order, task, attempt, course_before)
            return attempt
        except NotPlain as error:
            attempt.refusal = Refusal("internal", f"the reader's answer is not sound: {error}")
            return attempt
        except (OSError, ValueError, Internal) as error:
            if not again:
                attempt.refusal = Refusal("internal", str(error))
    return attempt


def _listen(
    keeper: keepers.Keeper,
    order: dict[str, Any],
    task: Task,
    attempt: Attempt,
    course_before: CourseBefore | None,
) -> None:
    limits, on_page = task.limits, task.on_page

    def until() -> float:
        document = deadline(attempt, limits)
        if attempt.turned not in (None, BEYOND):
            return min(document, attempt.since + limits.page_seconds)
        return document

    with closing(keepers.ask(keeper, order, task.data, limits, until)) as answers:
        told: bytes | None = None
        while True:
            try:
                kind, payload = answers.send(told)
            except StopIteration as stop:
                attempt.ending = stop.value
                return
            told = None
            _take(attempt, kind, payload, limits)
            if kind == b"Q" and course_before is not None:
                told = course_before(until())
                if told is None:  # nobody needs this stretch any more
                    return
            if kind == b"P" and on_page is not None:
                on_page(attempt.last, attempt.count)


def _take(attempt: Attempt, kind: bytes, payload: bytes, limits: Limits) -> None:
    if kind == b"O":
        attempt.count = number(payload)
    elif kind == b"T":
        attempt.turned, attempt.since = number(payload), time.monotonic()
    elif kind == b"S":
        attempt.scans.append(number(payload))
    elif kind == b"P":
        page = from_plain(Page, unpacked(payload))
        verdict.check_page(page, attempt.last, limits)
        attempt.pages.append(page)
        attempt.last = page.number
        attempt.words += len(page.words)
        attempt.since = time.monotonic()
    elif kind == b"N":
        attempt.inside.begin(unpacked(payload))
    elif kind == b"B":
        attempt.inside.add(payload)
    elif kind == b"M":
        attempt.mentions.add(unpacked(payload))
    elif kind == b"L":
        attempt.records.add(unpacked(payload))
    elif kind in _STRETCH:
        _take_stretch(attempt, kind, payload)
    elif kind == b"E":
        attempt.found = from_plain(Extraction, unpacked(payload))
    elif kind == b"X":
        told = from_plain(Refusal, unpacked(payload))
        attempt.refusal = told if told.code in ERRORS else Refusal("internal", told.detail)


def _take_stretch(attempt: Attempt, kind: bytes, payload: bytes) -> None:
    """What only readers make sense of is not unpacked here; they check it when they get it."""
    attempt.said += len(payload)
    if b"\n" in payload or b"\r" in payload:
        raise NotPlain("a piece is one line")
    if kind == b"H":
        attempt.head = payload
    elif kind == b"G":
        attempt.gathered.append(payload)
    else:
        attempt.course = payload
        attempt.pages.pack()


def number(payload: bytes) -> int:
    """The number that is told. Raises NotPlain."""
    if len(payload) != _NUMBER.size:
        raise NotPlain("a number was expected")
    (number,) = _NUMBER.unpack(payload)
    return int(number)


def unpacked(payload: bytes) -> Any:
    """The plain form that is told. Raises NotPlain."""
    try:
        return json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise NotPlain("it cannot be decoded") from error
