"""Many documents read at a time, each behind its walls; those inside a mail or archive, too."""

import hashlib
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from extraction import parts, verdict
from extraction.isolated import extract_isolated
from extraction.lanes import Slots
from extraction.limits import DEFAULT, Limits
from extraction.records import Extraction, Part, Refusal, Register


def extract_many(
    paths: Sequence[Path],
    *,
    jobs: int = 1,
    register: Register | None = None,
    limits: Limits = DEFAULT,
) -> Iterator[tuple[Path, Extraction]]:
    """Every file read, ``jobs`` at a time, in the order given. A file that is gone is refused.

    A mail or archive is followed by each document inside, as ``outer.eml!inner.pdf``. What the
    documents leave free of ``jobs`` helps with those that take long.
    """
    slots = Slots(jobs)

    def extract(data: bytes, name: str) -> Extraction:
        with slots.held():
            return extract_isolated(data, name, register=register, limits=limits, spare=slots)

    def read(path: Path) -> Extraction:
        data = _bytes_of(path, limits)
        if isinstance(data, Extraction):
            return data
        return extract(data, path.name)

    def read_part(part: Part, until: float) -> Extraction:
        if time.monotonic() > until:
            digest = hashlib.sha256(part.data).hexdigest()
            return verdict.refused(digest, "", Refusal("too_slow", "all documents together"), 0.0)
        return extract(part.data, part.name)

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
