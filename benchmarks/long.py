"""A document of thousands of pages, and the first document of a fresh worker.

    PYTHONPATH=. python benchmarks/long.py [--pages 3000]

The paper is made: prose on each page, a table of smelters on every tenth. Memory is what a process
holds at its highest, seen five times a second: of the trusted side, and of the child that reads. A
tenth of the document is read first, to see what grows with the pages. The worker is a real process
on a database of its own: the seconds from its saying that it is ready until a certificate, uploaded
beforehand, is read and written down.
"""

import argparse
import io
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extraction import keepers
from extraction.isolated import extract_isolated
from tests import papers

_LINE = (
    "the supplier delivers tin and copper from a works near the river that was visited by the"
    " auditors in spring and all of the papers were found in order by them"
)


def main() -> int:
    """Measure, print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=3000)
    pages = parser.parse_args().pages
    keepers.warm()
    told = [_long(count) for count in (pages // 10, pages)]
    keepers.close()
    print(json.dumps({"documents": told, "first_document_seconds": _first_document()}))
    return 0


def _long(pages: int) -> dict[str, object]:
    data = _paper(pages)
    highest = {"trusted": 0, "child": 0}
    done = threading.Event()
    watch = threading.Thread(target=_watch, args=(highest, done))
    watch.start()
    began = time.perf_counter()
    found = extract_isolated(data, "long.pdf")
    seconds = time.perf_counter() - began
    done.set()
    watch.join()
    return {
        "pages": len(found.pages),
        "outcome": found.outcome,
        "records": len(found.records),
        "seconds": round(seconds, 1),
        "pages_a_second": round(pages / seconds, 1),
        "trusted_mb": highest["trusted"] >> 20,
        "child_mb": highest["child"] >> 20,
    }


def _watch(highest: dict[str, int], done: threading.Event) -> None:
    while not done.wait(0.2):
        highest["trusted"] = max(highest["trusted"], _held(os.getpid()))
        for keeper in _children(os.getpid()):
            for child in _children(keeper):
                highest["child"] = max(highest["child"], _held(child))


def _children(process: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found += [int(number) for number in task.read_text(encoding="ascii").split()]
        except OSError:  # it has just ended
            continue
    return found


def _held(process: int) -> int:
    """Bytes in memory, what it shares with others included."""
    try:
        pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _paper(pages: int) -> bytes:
    chance = random.Random(5)  # noqa: S311 - repeatable, not secret
    out = io.BytesIO()
    words = _LINE.split()
    canvas = Canvas(out, pagesize=A4, pageCompression=1)
    for number in range(pages):
        canvas.setFont("Helvetica", 9)
        for line in range(40):
            canvas.drawString(50, 800 - 11 * line, " ".join(chance.choices(words, k=12)))
        for row in range(20 if number % 10 == 0 else 0):
            y = 340 - 12 * row
            canvas.drawString(50, y, f"XID{number * 20 + row:06}")
            canvas.drawString(150, y, f"Zevenhuizen Tin Works {number // 10}-{row}")
            canvas.drawString(350, y, "Indonesia")
            canvas.drawString(450, y, "Tin")
            canvas.line(45, y - 2, 520, y - 2)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _first_document() -> float:
    with tempfile.TemporaryDirectory() as folder:
        paper = Path(folder) / "certificate.pdf"
        paper.write_bytes(papers.certificate())
        surroundings = os.environ | {"KETENZICHT_DATA": str(Path(folder) / "data")}

        def run(*words: str) -> bytes:
            command = [sys.executable, "-m", "webapp", *words]
            made = subprocess.run(command, env=surroundings, check=True, capture_output=True)
            return made.stdout

        company = ("--organisation", "Voorbeeld Draad B.V.")
        sender = "inkoop@draad.example"
        run("organisations", "add", company[1], "--kind", "company")
        run("people", "add", sender, "--role", "submitter", *company)
        added = run("documents", "add", str(paper), *company, "--as", sender, "--json")
        document = json.loads(added)["id"]
        command = [sys.executable, "-m", "webapp", "worker"]
        with subprocess.Popen(command, env=surroundings, stderr=subprocess.PIPE) as worker:
            try:
                seconds = _from_ready_to_read(worker, Path(folder) / "data", document)
            finally:
                worker.terminate()
        return round(seconds, 2)


def _from_ready_to_read(worker: subprocess.Popen[bytes], data: Path, document: str) -> float:
    if worker.stderr is None:
        raise RuntimeError("the worker cannot be heard")
    while b"the worker is ready" not in worker.stderr.readline():
        if worker.poll() is not None:
            raise RuntimeError("the worker never came up")
    ready = time.perf_counter()
    asked = "SELECT state FROM document WHERE public_id = ?"
    with closing(sqlite3.connect(data / "ketenzicht.sqlite3")) as database:
        while database.execute(asked, [document]).fetchone() == ("received",):
            time.sleep(0.01)
    return time.perf_counter() - ready


if __name__ == "__main__":
    sys.exit(main())
