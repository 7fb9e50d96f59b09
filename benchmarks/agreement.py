"""Whether what two other engines can read is read: pages and letters beside pdfplumber and PDFium.

    PYTHONPATH=. python benchmarks/agreement.py FOLDER... [--quiet]

Each engine reads each PDF in a process of its own, with a gibibyte and twenty seconds; ours as
always. Said of a file, and counted: ``called empty`` when we refuse it as empty though an engine
finds letters; ``refused`` when we refuse it for another cause though an engine does; ``pages
missing`` and ``letters missing`` when we call it plainly read with fewer pages than an engine, or
with less than half its letters. Exits 1 when a file is called empty or something is missing
without a word.
"""

import argparse
import contextlib
import json
import os
import resource
import select
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pdfplumber
import pypdfium2

from extraction import keepers
from extraction.isolated import extract_isolated
from extraction.records import Extraction, Outcome

_SECONDS = 20.0
_MEMORY = 1024 * 1024 * 1024
_FEW = 50  # letters: with fewer the half of them says nothing
_SILENT = ("called empty", "pages missing", "letters missing")

Count = tuple[int, int]  # pages, letters


def main() -> int:
    """Compare all files, print those that differ and one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--quiet", action="store_true")
    arguments = parser.parse_args()
    paths = sorted(path for folder in arguments.folders for path in folder.rglob("*.pdf"))
    tally = Counter[str]()
    keepers.warm()
    for path in paths:
        data = path.read_bytes()
        counted = {name: _counted(engine, data) for name, engine in _ENGINES.items()}
        found = extract_isolated(data, path.name)
        tally.update(f"{name} reads" for name, count in counted.items() if count[1])
        tally["we read"] += bool(_letters(found))
        for said in _differences(found, list(counted.values())):
            tally[said] += 1
            if not arguments.quiet or said in _SILENT:
                ours = found.error.code if found.error else f"{found.page_count} pages"
                print(f"{path.name}: {said}: {counted}, ours {ours}, {_letters(found)} letters")
    keepers.close()
    print(json.dumps({"files": len(paths), **dict(tally.most_common())}))
    return 1 if any(tally[said] for said in _SILENT) else 0


def _differences(found: Extraction, engines: list[Count]) -> Iterator[str]:
    pages = max(count[0] for count in engines)
    letters = max(count[1] for count in engines)
    if found.error is not None and letters:
        yield "called empty" if found.error.code == "empty" else "refused"
    if found.outcome is Outcome.READ:
        if found.page_count < pages:
            yield "pages missing"
        if letters > _FEW and 2 * _letters(found) < letters:
            yield "letters missing"


def _letters(found: Extraction) -> int:
    return sum(_alphabetic(page.text) for page in found.pages)


def _alphabetic(text: str) -> int:
    return sum(map(str.isalpha, text))


def _pdfium(data: bytes) -> Iterator[Count]:
    with pypdfium2.PdfDocument(data) as document:
        yield len(document), 0
        for page in document:
            yield len(document), _alphabetic(page.get_textpage().get_text_range())
            page.close()


def _pdfplumber(data: bytes) -> Iterator[Count]:
    with pdfplumber.open(BytesIO(data)) as document:
        yield len(document.pages), 0
        for page in document.pages:
            yield len(document.pages), _alphabetic(page.extract_text())
            page.close()


_ENGINES: dict[str, Callable[[bytes], Iterator[Count]]] = {
    "pdfium": _pdfium,
    "pdfplumber": _pdfplumber,
}


def _counted(engine: Callable[[bytes], Iterator[Count]], data: bytes) -> Count:
    """Pages, and letters of the pages that an engine reads before it fails or its time is up."""
    answers, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(answers)
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        with contextlib.suppress(BaseException):
            for pages, letters in engine(data):
                os.write(write, f"{pages} {letters}\n".encode())
        os._exit(0)
    os.close(write)
    told = _heard(answers)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(answers)
    counts = [tuple(map(int, line.split())) for line in told.decode().splitlines()]
    return (counts[0][0], sum(letters for _, letters in counts)) if counts else (0, 0)


def _heard(answers: int) -> bytes:
    told = b""
    until = time.monotonic() + _SECONDS
    while select.select([answers], [], [], max(0.0, until - time.monotonic()))[0]:
        more = os.read(answers, 1 << 16)
        if not more:
            break
        told += more
    return told[: told.rfind(b"\n") + 1]


if __name__ == "__main__":
    sys.exit(main())
