"""Read a document in a child process behind walls: it can cost only the time and memory granted.

What comes back is checked and rebuilt here; a bad document is an answer, never an exception.
"""

import hashlib
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from extraction import hearing, recognising, stretches, verdict
from extraction.dying import Deaths, outlived
from extraction.hearing import Attempt
from extraction.lanes import ALONE, Spare
from extraction.limits import DEFAULT, Limits
from extraction.plain import to_plain
from extraction.records import Extraction, Mention, Outcome, Page, Refusal, Register
from extraction.stretches import Read


def extract_isolated(
    data: bytes,
    name: str,
    *,
    register: Register | None = None,
    model: Path | None = None,
    limits: Limits = DEFAULT,
    on_page: Callable[[int, int], None] | None = None,
    spare: Spare = ALONE,
) -> Extraction:
    """Everything that is read of a document. Never raises because of what is in it.

    ``name`` is for messages, ``register`` the sites that names are matched with, ``model`` the
    folder of another network than the one that comes with the program; ``on_page`` hears the
    number of each page that is done and how many there are; ``spare`` lends cores that have nothing
    else to do. A page that kills its reader is passed
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
    # Readers of PDFs forgive some bytes before the mark.
    granted = limits if b"%PDF-" in data[:1024] else limits.for_lists(len(data))
    task = hearing.Task(order, data, digest, granted, on_page, spare, model)
    found, scans = _read(task, {})
    if not scans:
        return found
    seen = recognising.read(task, scans)
    if not seen.known and not seen.passed_over:
        return found
    # Its pictures known, the whole is read again; where that fails, the first reading holds.
    again, _ = _read(replace(task, order=order | {"known": seen.known}), seen.passed_over)
    if again.outcome is Outcome.REFUSED and found.outcome is not Outcome.REFUSED:
        return found
    return replace(again, seconds=round(time.monotonic() - started, 3))


def _read(task: hearing.Task, passed_over: Mapping[int, str]) -> tuple[Extraction, list[int]]:
    """All that is read of a document, and the pages that wait for a reader that knows pictures."""
    started, digest = time.monotonic(), task.digest
    deaths = Deaths(dict(passed_over))

    def once(granted: Limits, passed_over: Mapping[int, str]) -> Attempt:
        return hearing.attempt(replace(task, limits=granted), passed_over, started)

    first = outlived(task.limits, deaths, once)
    if not first.is_whole and first.turned is None:
        refusal = Refusal(verdict.of_document(verdict.cause(first.ending)))
        return _refused(task, first, refusal), []
    if first.course is not None:
        read = stretches.rest(task, first, deaths)
    else:
        read = Read([first] if first.is_whole else [], broken=None if first.is_whole else first)
    attempts = [*read.attempts, *([read.broken] if read.broken else [])]
    scans = [page for attempt in attempts for page in attempt.scans]
    last = attempts[-1]
    if read.broken is None and last.course is not None:
        last = _concluding(task, read)
    if last.refusal is not None:
        return _refused(task, last, last.refusal), scans
    if last.found is not None:
        return _found(digest, last.found, attempts, last, started), scans
    pages = _pages(attempts)
    seconds = time.monotonic() - started
    kept = verdict.salvaged(digest, first.version, pages, first.count, deaths.passed_over, seconds)
    return replace(kept, kind=first.inside.kind(), parts=first.inside.whole()), scans


def _concluding(task: hearing.Task, read: Read) -> Attempt:
    """Have put together what the stretches gathered."""
    first = read.attempts[0]
    order = {
        "job": "conclude",
        "register": task.order["register"],
        "head": json.loads(first.head),
    }
    gathered = b"\n".join(piece for attempt in read.attempts for piece in attempt.gathered)
    for attempt in read.attempts:
        attempt.gathered.clear()
    whole = replace(task, order=order, data=gathered)
    return hearing.attempt(whole, {}, first.started, count=first.count)


def _pages(attempts: Sequence[Attempt]) -> Sequence[Page]:
    pages = attempts[0].pages
    for attempt in attempts[1:]:
        pages.extend(attempt.pages)
    return pages.kept()


def _mentions(attempts: Sequence[Attempt]) -> Sequence[Mention]:
    mentions = attempts[0].mentions
    for attempt in attempts[1:]:
        mentions.extend(attempt.mentions)
    return mentions.kept()


def _refused(task: hearing.Task, attempt: Attempt, refusal: Refusal) -> Extraction:
    seconds = time.monotonic() - attempt.started
    return verdict.refused(task.digest, attempt.version, refusal, seconds)


def _found(
    digest: str,
    found: Extraction,
    attempts: Sequence[Attempt],
    last: Attempt,
    started: float,
) -> Extraction:
    first = attempts[0]
    if found.outcome is Outcome.REFUSED:  # by the reader itself: nothing of it is kept
        refusal = found.error or Refusal("internal")
        return verdict.refused(digest, first.version, refusal, time.monotonic() - started)
    return replace(
        found,
        sha256=digest,
        extractor=first.version,
        seconds=round(time.monotonic() - started, 3),
        pages=_pages(attempts),
        page_count=first.count,
        mentions=_mentions(attempts),
        records=last.records.kept(),
        parts=first.inside.whole(),
    )
