"""Pages a second of this reader and of a naive one, over the same files in the same run.

    python benchmarks/speed.py FOLDER [--rounds N]

The naive reader is what one would write first: pdfplumber's words and tables, and a blank spaCy
pipeline over the text. Ours is the pages with boxes and tables, and then everything up to the
records. All these run in this process and are measured in its own processor time, so that what
else the machine does counts less; the walled child, as documents are really read, by the clock.
Files that cannot be read are left out.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import spacy

from extraction import pipeline, readers
from extraction.isolated import extract_isolated
from extraction.records import Outcome

_BY_THE_CLOCK = {"records_isolated"}


def main() -> int:
    """Measure, print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=1)
    arguments = parser.parse_args()
    blank = spacy.blank("xx")
    blank.add_pipe("sentencizer")
    files = [(path, path.read_bytes()) for path in sorted(arguments.folder.rglob("*.pdf"))]
    wanted = [(path, data) for path, data in files if _readable(data)]
    pages = sum(_count(data) for _, data in wanted)
    ways: dict[str, Callable[[Path, bytes], object]] = {
        "naive_words": lambda path, _: _naive(path, blank, tables=False),
        "naive_words_tables": lambda path, _: _naive(path, blank, tables=True),
        "pages_and_tables": lambda _, data: list(readers.open_document(data)),
        "records": lambda path, data: pipeline.read(data, path.name),
        "records_isolated": lambda path, data: extract_isolated(data, path.name),
    }
    speeds = {}
    for name, way in ways.items():
        way(*wanted[0])  # what is loaded once is not counted
        clock = time.perf_counter if name in _BY_THE_CLOCK else time.process_time
        began = clock()
        for _ in range(arguments.rounds):
            for path, data in wanted:
                way(path, data)
        speeds[name] = round(arguments.rounds * pages / (clock() - began), 1)
    ratio = speeds["records"] / speeds["naive_words_tables"]
    reading = speeds["pages_and_tables"] / speeds["naive_words_tables"]
    told = {"files": len(wanted), "pages": pages, "pages_a_second": speeds}
    print(json.dumps(told | {"ratio": round(ratio, 1), "ratio_reading": round(reading, 1)}))
    return 0


def _readable(data: bytes) -> bool:
    return extract_isolated(data, "file.pdf").outcome is not Outcome.REFUSED


def _count(data: bytes) -> int:
    return readers.open_document(data).page_count


def _naive(path: Path, blank: spacy.Language, *, tables: bool) -> int:
    found = 0
    with pdfplumber.open(path) as opened:
        for page in opened.pages:
            words = page.extract_words()
            found += len(page.extract_tables()) if tables else 0
            found += len(list(blank(" ".join(word["text"] for word in words)).sents))
            page.close()
    return found


if __name__ == "__main__":
    sys.exit(main())
