"""Read a document in a child process behind walls: it can cost only the time and memory granted.

What comes back is checked and rebuilt here; a bad document is an answer, never an exception.
"""

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from extraction import hearing, recognising, verdict
from extraction.lanes import ALONE, Spare
from extraction.limits import DEFAULT, Limits
from extraction.plain import to_plain
from extraction.records import Extraction, Outcome, Refusal, Register


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
    task = hearing.Task(order, data, digest, limits, on_page, spare, model)
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
    started, limits, digest = time.monotonic(), task.limits, task.digest
    passed_over = dict(passed_over)
    best = hearing.Attempt(started)
    granted = limits
    for death in range(limits.deaths + 1):
        if death == limits.deaths:  # so many pages kill that the last reader stops before the next
            granted = replace(limits, pages=max(0, max(passed_over) - 1))
        attempt = hearing.attempt(replace(task, limits=granted), passed_over, started)
        if attempt.found is not None or attempt.refusal is not None:
            return _concluded(digest, attempt, started), attempt.scans
        best = max(best, attempt, key=lambda one: len(one.pages))
        code = verdict.cause(attempt.ending)
        if attempt.turned is None:
            refusal = Refusal(verdict.of_document(code))
            seconds = time.monotonic() - started
            return verdict.refused(digest, attempt.version, refusal, seconds), []
        late = time.monotonic() > hearing.deadline(attempt, limits)
        if attempt.turned == hearing.BEYOND or attempt.turned in passed_over:
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


def _concluded(digest: str, attempt: hearing.Attempt, started: float) -> Extraction:
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
