"""Read a document in a child process behind walls: it can cost only the time and memory granted.

What comes back is checked and rebuilt here; a bad document is an answer, never an exception.
"""

import hashlib
import json
import struct
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import islice
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
from extraction.holding import Pages
from extraction.limits import DEFAULT, PIXELS, Limits
from extraction.plain import NotPlain, from_plain, to_plain
from extraction.records import (
    Extraction,
    Mention,
    Outcome,
    Page,
    Part,
    Refusal,
    Register,
    SmelterRecord,
)

_NUMBER = struct.Struct(">I")
_ERRORS: dict[str, type[ExtractionError]] = {
    kind.code: kind for kind in (NeedsPassword, Damaged, Empty, Unsupported, TooBig, TooSlow)
}
_BEYOND = 0xFFFFFFFF  # a reader is past a page: at the next in a moment, or making sense of all
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(slots=True)
class _Attempt:
    """What one reading process has told so far; filled in as its answers come."""

    started: float  # of the document
    version: str = ""
    count: int = 0
    turned: int | None = None  # the page it is at; None while the file is being opened
    since: float = 0.0
    pages: Pages = field(default_factory=Pages)
    inside: parts.Parts = field(default_factory=parts.Parts)
    last: int = 0  # the number of the last page
    scans: bool = False  # some pages wait for a reader that knows pictures
    mentions: list[Mention] = field(default_factory=list)
    records: list[SmelterRecord] = field(default_factory=list)
    found: Extraction | None = None
    refusal: Refusal | None = None
    ending: keepers.Ending | None = None


def extract_isolated(
    data: bytes,
    name: str,
    *,
    register: Register | None = None,
    model: Path | None = None,
    limits: Limits = DEFAULT,
    on_page: Callable[[int, int], None] | None = None,
) -> Extraction:
    """Everything that is read of a document. Never raises because of what is in it.

    ``name`` is for messages, ``register`` the sites that names are matched with, ``model`` the
    folder of another network than the one that comes with the program; ``on_page`` hears the
    number of each page that is done and how many there are. A page that kills its reader is passed
    over by the next one, up to ``limits.deaths`` times; the pages that were read are kept, and
    warnings name the others. Of a mail, an archive or a PDF with attachments the ``parts`` come
    unread: each is a document for another call.
    """
    digest = hashlib.sha256(data).hexdigest()
    started = time.monotonic()
    if len(data) > limits.bytes:
        return verdict.refused(digest, "", Refusal("too_big", f"{len(data)} bytes"), 0.0)
    order = {
        "job": "read",
        "name": name,
        "register": None if register is None else to_plain(register),
        "model": str(model or ""),
    }
    task = _Task(order, data, digest, limits, on_page, model=model)
    found, scans = _read(task)
    if not scans:
        return found
    # A reader that knows pictures reads the whole again; where that fails, the first reading holds.
    again, _ = _read(replace(task, limits=limits.for_scans(), scans=True))
    if again.outcome is Outcome.REFUSED and found.outcome is not Outcome.REFUSED:
        return found
    return replace(again, seconds=round(time.monotonic() - started, 3))


@dataclass(frozen=True, slots=True)
class _Task:
    """A document to be read, and how."""

    order: dict[str, Any]
    data: bytes
    digest: str
    limits: Limits
    on_page: Callable[[int, int], None] | None
    scans: bool = False  # by a reader that knows pictures, too
    model: Path | None = None


def _read(task: _Task) -> tuple[Extraction, bool]:
    """All that is read of a document, and whether pages wait for a reader that knows pictures."""
    started, limits, digest = time.monotonic(), task.limits, task.digest
    passed_over: dict[int, str] = {}
    best = _Attempt(started)
    granted = limits
    for death in range(limits.deaths + 1):
        if death == limits.deaths:  # so many pages kill that the last reader stops before the next
            granted = replace(limits, pages=max(0, max(passed_over) - 1))
        attempt = _attempt(replace(task, limits=granted), passed_over, started)
        if attempt.found is not None or attempt.refusal is not None:
            return _concluded(digest, attempt, started), attempt.scans
        best = max(best, attempt, key=lambda one: len(one.pages))
        code = verdict.cause(attempt.ending)
        if attempt.turned is None:
            refusal = Refusal(verdict.of_document(code))
            seconds = time.monotonic() - started
            return verdict.refused(digest, attempt.version, refusal, seconds), False
        late = time.monotonic() > _deadline(attempt, limits)
        if attempt.turned == _BEYOND or attempt.turned in passed_over:
            break
        passed_over[attempt.turned] = code
        if late:
            break
        if attempt.count and all(page in passed_over for page in range(1, attempt.count + 1)):
            break
    seconds = time.monotonic() - started
    pages = best.pages.kept()
    kept = verdict.salvaged(digest, best.version, pages, best.count, passed_over, seconds)
    return replace(kept, kind=best.inside.kind(), parts=best.inside.whole()), best.scans


def _deadline(attempt: _Attempt, limits: Limits) -> float:
    return attempt.started + limits.document_seconds(attempt.count)


def _attempt(task: _Task, passed_over: dict[int, str], started: float) -> _Attempt:
    """One reading process, to its end. A lost keeper is tried once more, then it is our fault."""
    order = task.order | {"passed_over": passed_over, "started": started}
    for again in (True, False):
        attempt = _Attempt(started, since=time.monotonic())
        try:
            with keepers.borrowed(scans=task.scans, model=task.model) as keeper:
                attempt.version = keeper.version
                _listen(keeper, order, task, attempt)
            return attempt
        except NotPlain as error:
            attempt.refusal = Refusal("internal", f"the reader's answer is not sound: {error}")
            return attempt
        except (OSError, ValueError, Internal) as error:
            if not again:
                attempt.refusal = Refusal("internal", str(error))
    return attempt


def _listen(keeper: keepers.Keeper, order: dict[str, Any], task: _Task, attempt: _Attempt) -> None:
    limits, on_page = task.limits, task.on_page

    def until() -> float:
        document = _deadline(attempt, limits)
        if attempt.turned not in (None, _BEYOND):
            return min(document, attempt.since + limits.page_seconds)
        return document

    with closing(keepers.ask(keeper, order, task.data, limits, until)) as answers:
        while True:
            try:
                kind, payload = next(answers)
            except StopIteration as stop:
                attempt.ending = stop.value
                return
            _take(attempt, kind, payload, limits)
            if kind == b"P" and on_page is not None:
                on_page(attempt.last, attempt.count)


def _take(attempt: _Attempt, kind: bytes, payload: bytes, limits: Limits) -> None:
    if kind == b"O":
        attempt.count = _number(payload)
    elif kind == b"T":
        attempt.turned, attempt.since = _number(payload), time.monotonic()
    elif kind == b"S":
        attempt.scans = True
    elif kind == b"P":
        page = from_plain(Page, _unpacked(payload))
        verdict.check_page(page, attempt.last, limits)
        attempt.pages.append(page)
        attempt.last = page.number
        attempt.since = time.monotonic()
    elif kind == b"N":
        attempt.inside.begin(_unpacked(payload))
    elif kind == b"B":
        attempt.inside.add(payload)
    elif kind == b"M":
        attempt.mentions += from_plain(tuple[Mention, ...], _unpacked(payload))
    elif kind == b"L":
        attempt.records += from_plain(tuple[SmelterRecord, ...], _unpacked(payload))
    elif kind == b"E":
        attempt.found = from_plain(Extraction, _unpacked(payload))
    elif kind == b"X":
        told = from_plain(Refusal, _unpacked(payload))
        attempt.refusal = told if told.code in _ERRORS else Refusal("internal", told.detail)


def _number(payload: bytes) -> int:
    if len(payload) != _NUMBER.size:
        raise NotPlain("a number was expected")
    (number,) = _NUMBER.unpack(payload)
    return int(number)


def _unpacked(payload: bytes) -> Any:
    try:
        return json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise NotPlain("it cannot be decoded") from error


def _concluded(digest: str, attempt: _Attempt, started: float) -> Extraction:
    seconds = time.monotonic() - started
    if attempt.refusal is not None:
        return verdict.refused(digest, attempt.version, attempt.refusal, seconds)
    found = attempt.found
    if found is None:
        raise TypeError("an attempt without its end")
    if found.outcome is Outcome.REFUSED:  # by the reader itself: nothing of it is kept
        return verdict.refused(digest, attempt.version, found.error or Refusal("internal"), seconds)
    return replace(
        found,
        sha256=digest,
        extractor=attempt.version,
        seconds=round(seconds, 3),
        pages=attempt.pages.kept(),
        page_count=attempt.count,
        mentions=tuple(attempt.mentions),
        records=tuple(attempt.records),
        parts=attempt.inside.whole(),
    )


def extract_many(
    paths: Sequence[Path],
    *,
    jobs: int = 1,
    register: Register | None = None,
    limits: Limits = DEFAULT,
) -> Iterator[tuple[Path, Extraction]]:
    """Every file read, ``jobs`` at a time, in the order given. A file that is gone is refused.

    A mail or archive is followed by each document inside, as ``outer.eml!inner.pdf``.
    """

    def read(path: Path) -> Extraction:
        data = _bytes_of(path, limits)
        if isinstance(data, Extraction):
            return data
        return extract_isolated(data, path.name, register=register, limits=limits)

    def read_part(part: Part, until: float) -> Extraction:
        if time.monotonic() > until:
            digest = hashlib.sha256(part.data).hexdigest()
            return verdict.refused(digest, "", Refusal("too_slow", "all documents together"), 0.0)
        return extract_isolated(part.data, part.name, register=register, limits=limits)

    left = iter(paths)
    with ThreadPoolExecutor(jobs) as pool:
        waiting: list[_Waiting] = []
        while True:
            for path in islice(left, max(0, 2 * jobs - len(waiting))):
                waiting.append(_Waiting(path, pool.submit(read, path), parts.Stock()))
            if not waiting:
                return
            one = waiting.pop(0)
            found = one.stock.take(one.found.result(), one.depth)
            waiting[:0] = [
                _Waiting(
                    Path(f"{one.path}!{part.name}"),
                    pool.submit(read_part, part, one.stock.until),
                    one.stock,
                    one.depth + 1,
                )
                for part in found.parts
            ]
            yield one.path, replace(found, parts=())


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A document that is being read: where it lies, and what its container may still yield."""

    path: Path
    found: Future[Extraction]
    stock: parts.Stock
    depth: int = 0


def _bytes_of(path: Path, limits: Limits) -> bytes | Extraction:
    """What a file holds, or why it is not even opened."""
    try:
        if path.stat().st_size > limits.bytes:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            refusal = Refusal("too_big", f"{path.stat().st_size} bytes")
            return verdict.refused(digest, "", refusal, 0.0)
        return path.read_bytes()
    except OSError as error:
        return verdict.refused("", "", Refusal("internal", error.strerror or ""), 0.0)


def render_isolated(
    data: bytes, pages: Sequence[int], *, width_px: int, limits: Limits = DEFAULT
) -> Iterator[tuple[int, bytes]]:
    """Pictures of pages (from 1) as PNG, drawn in a child process, each with its number.

    A page that cannot be drawn within the limits is left out. Raises an ExtractionError when the
    document cannot be opened at all.
    """
    left = list(pages)
    for _ in range(limits.deaths):
        if not left:
            return
        turned: int | None = None
        for number, picture in _drawn(data, left, width_px, limits):
            turned = number
            if picture is not None:
                yield number, picture
                left = left[left.index(number) + 1 :]
        if turned is None:
            raise TooSlow("drawing")
        if left:  # it died on a page: go on after it
            left = left[left.index(turned) + 1 :] if turned in left else left[1:]


def _drawn(
    data: bytes, pages: list[int], width_px: int, limits: Limits
) -> Iterator[tuple[int, bytes | None]]:
    """The number of each page as drawing begins, and again with its picture when it is done."""
    since = time.monotonic()
    order = {"job": "draw", "pages": pages, "width": width_px}
    with (
        keepers.borrowed(any_model=True) as keeper,
        closing(
            keepers.ask(keeper, order, data, limits, lambda: since + limits.page_seconds)
        ) as answers,
    ):
        for kind, payload in answers:
            since = time.monotonic()
            if kind == b"T":
                yield _asked_for(_number(payload), pages), None
            elif kind == b"R":
                number = _asked_for(_number(payload[: _NUMBER.size]), pages)
                yield number, _picture(payload[_NUMBER.size :])
            elif kind == b"X":
                refusal = from_plain(Refusal, _unpacked(payload))
                raise _ERRORS.get(refusal.code, Internal)(refusal.detail)
            since = time.monotonic()


def _asked_for(number: int, pages: list[int]) -> int:
    if number not in pages:
        raise NotPlain("a page nobody asked for")
    return number


def _picture(png: bytes) -> bytes:
    """The picture, once its head says that it is one and not too large."""
    if len(png) < 33 or not png.startswith(_PNG) or png[12:16] != b"IHDR":
        raise NotPlain("not a picture")
    width, height = struct.unpack_from(">II", png, 16)
    if not 0 < width * height <= PIXELS:
        raise NotPlain("a picture too large")
    return png
