"""Pages a second of this reader, of a naive one and of PDFium alone, over the same files.

    PYTHONPATH=. python benchmarks/speed.py [FOLDER ...] [--rounds N] [--spacy MODEL]

Without a folder the papers are made: a mix such as members send in (``mix.py``). The naive reader
is what one would write first: pdfplumber's words and tables, and a spaCy pipeline over the text;
``--spacy MODEL`` takes that model, once it is installed, where else a blank one only parts
sentences. PDFium alone gives words and boxes, character by character, and nothing else. Ours is the
pages with boxes and tables, and then everything up to the records. All these run in this process,
in turn, on one core and with memory kept as in our readers, and are measured in its own processor
time, the best of the rounds for each file, so that what else the machine does counts less. The
walled child, as documents are really read, one at a time and as many as there are cores, goes by
the clock. Files that cannot be read are left out.
"""

import argparse
import ctypes
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy is loaded: one core, as for our readers

import pdfplumber
import pypdfium2
import pypdfium2.raw as pdfium
import spacy
from spacy.language import Language

from benchmarks import mix
from extraction import child, pipeline, readers
from extraction.isolated import extract_isolated
from extraction.many import extract_many
from extraction.records import Outcome

_BLANKS = {0, 9, 10, 13, 32, 160}
_Files = list[tuple[Path, bytes]]


def main() -> int:
    """Measure, print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--spacy", help="the naive reader's model; a blank one without")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folders = arguments.folders or [_made(Path(folder))]
        told = _measured(folders, arguments.rounds, _model(arguments.spacy))
    print(json.dumps(told))
    return 0


def _made(folder: Path) -> Path:
    for name, data in mix.made():
        (folder / name).write_bytes(data)
    return folder


def _measured(folders: Sequence[Path], rounds: int, model: Language) -> dict[str, object]:
    paths = sorted(path for folder in folders for path in folder.rglob("*.pdf"))
    files = [(path, path.read_bytes()) for path in paths]
    files = [(path, data) for path, data in files if _readable(data)]
    pages = sum(readers.open_document(data).page_count for _, data in files)
    ways: dict[str, Callable[[Path, bytes], object]] = {
        "naive": lambda path, _: _naive(path, model),
        "pdfium_alone": lambda _, data: _alone(data),
        "pages_and_tables": lambda _, data: list(readers.open_document(data)),
        "records": lambda path, data: pipeline.read(data, path.name),
    }
    best = {name: [float("inf")] * len(files) for name in ways}
    for way in ways.values():
        way(*files[0])  # what is loaded once is not counted
    child.settle()  # for all alike
    for _ in range(rounds):
        for name, way in ways.items():
            for number, file in enumerate(files):
                best[name][number] = min(best[name][number], _processor_time(way, *file))
    seconds = {name: sum(spent) for name, spent in best.items()}
    cores = os.cpu_count() or 1
    for jobs in sorted({1, cores}):
        seconds[f"isolated_{jobs}"] = min(_by_the_clock(files, jobs) for _ in range(rounds))
    speeds = {name: round(pages / spent, 1) for name, spent in seconds.items()}
    return {
        "files": len(files),
        "pages": pages,
        "naive_model": model.meta["name"] or "blank",
        "pages_a_second": speeds,
        "times_naive": round(seconds["naive"] / seconds["records"], 1),
        "share_of_pdfium_alone": round(seconds["pdfium_alone"] / seconds["records"], 2),
        f"times_one_with_{cores}": round(seconds["isolated_1"] / seconds[f"isolated_{cores}"], 2),
    }


def _model(name: str | None) -> Language:
    if name:
        return spacy.load(name)
    blank = spacy.blank("xx")
    blank.add_pipe("sentencizer")
    return blank


def _readable(data: bytes) -> bool:
    return extract_isolated(data, "file.pdf").outcome is Outcome.READ


def _processor_time(way: Callable[[Path, bytes], object], path: Path, data: bytes) -> float:
    began = time.process_time()
    way(path, data)
    return time.process_time() - began


def _by_the_clock(files: _Files, jobs: int) -> float:
    paths = [path for path, _ in files] * 4
    began = time.perf_counter()
    for _ in extract_many(paths, jobs=jobs):
        pass
    return (time.perf_counter() - began) / 4


def _naive(path: Path, model: Language) -> int:
    found = 0
    with pdfplumber.open(path) as opened:
        for page in opened.pages:
            words = page.extract_words()
            found += len(page.extract_tables())
            found += len(list(model(" ".join(word["text"] for word in words)).sents))
            page.close()
    return found


def _alone(data: bytes) -> int:
    """Words and their boxes, as simply as PDFium's interface allows."""
    found = 0
    sides = [ctypes.c_double() for _ in range(4)]
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            text = page.get_textpage()
            words: list[tuple[str, list[float]]] = []
            open_word = False
            for place in range(pdfium.FPDFText_CountChars(text)):
                code = pdfium.FPDFText_GetUnicode(text, place)
                if code in _BLANKS:
                    open_word = False
                    continue
                pdfium.FPDFText_GetCharBox(text, place, *sides)
                left, right, low, high = (side.value for side in sides)
                if open_word:
                    letters, box = words[-1]
                    words[-1] = (letters + chr(code), box)
                    box[:] = min(box[0], left), min(box[1], low), max(box[2], right), high
                else:
                    words.append((chr(code), [left, low, right, high]))
                    open_word = True
            found += len(words)
            text.close()
            page.close()
    return found


if __name__ == "__main__":
    sys.exit(main())
