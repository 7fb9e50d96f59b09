"""How well certificates and audit reports are read, on generated papers with their truth.

    PYTHONPATH=. python benchmarks/certificates.py [--papers N] [--half HALF] [--scans]
    PYTHONPATH=. python benchmarks/certificates.py --half tuned --errors
    PYTHONPATH=. python benchmarks/certificates.py --gold GOLD_FOLDER

Truths of None are not counted. Names and scopes count as right when equal without case, marks and
white space; a site when its words are found; a finding when clause and severity are right and it
quotes the words. ``--scans`` turns each page into a tilted, noisy picture first.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from io import BytesIO
from pathlib import Path
from random import Random

import numpy
import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from benchmarks.papers import held_out, tuned, unseen
from benchmarks.papers.facts import Certificate, Finding, Paper
from extraction import isolated, pipeline
from extraction.records import Certificate as Read
from extraction.records import Extraction

HALVES = {"tuned": tuned.papers, "held_out": held_out.papers, "unseen": unseen.papers}
FIELDS = tuple(field.name for field in fields(Certificate) if field.name != "sites")
DATES = ("issued", "expires", "country")


def plain(words: str) -> str:
    """Without case, marks and white space."""
    return re.sub(r"[\W_]+", "", words).casefold()


def field_of(read: Read, name: str) -> str | None:
    """A field of a certificate as text."""
    if name == "scheme":
        return read.scheme.value
    value = getattr(read, name)
    return (value.value if name in (*DATES, "standard") else value.text) if value else None


def is_right(name: str, found: str | None, truth: str) -> bool:
    """Whether a field is right."""
    if found is None:
        return False
    if name == "standard":
        return plain(found).startswith(plain(truth))
    return found == truth if name in DATES else plain(found) == plain(truth)


def certificates(paper: Paper, reading: Extraction) -> Iterator[tuple[str, bool, str, str | None]]:
    """For each field of the truth: its name, whether it is right, the truth and what was read."""
    left = list(reading.certificates)
    for truth in paper.certificates:
        own = max(left, key=lambda read: _likeness(read, truth), default=None)
        if own is not None:
            left.remove(own)
        for name in FIELDS:
            real = getattr(truth, name)
            if real is not None:
                found = field_of(own, name) if own else None
                yield name, is_right(name, found, real), real, found
        sites = " ".join(site.text for site in own.sites) if own else ""
        for site in truth.sites:
            yield "sites", plain(site) in plain(sites), site, sites
    yield (
        "certificates",
        len(reading.certificates) == len(paper.certificates),
        str(len(paper.certificates)),
        str(len(reading.certificates)),
    )


def _likeness(read: Read, truth: Certificate) -> int:
    names = [name for name in FIELDS if getattr(truth, name) is not None]
    return sum(is_right(name, field_of(read, name), getattr(truth, name)) for name in names)


def findings(paper: Paper, reading: Extraction) -> tuple[list[Finding], list[Finding], int, int]:
    """Findings found whole, findings missed, due dates right, and findings that are none."""
    left = list(reading.findings)
    whole: list[Finding] = []
    missed: list[Finding] = []
    due = 0
    for truth in paper.findings:
        own = next((f for f in left if plain(truth.statement) in plain(f.statement)), None)
        if own is None:
            missed.append(truth)
            continue
        left.remove(own)
        clause = own.clause.text if own.clause else ""
        right = plain(clause) == plain(truth.clause) and own.severity == truth.severity
        (whole if right else missed).append(truth)
        due += bool(truth.due and own.due and own.due.value == truth.due)
    return whole, missed, due, len(left)


def scanned(data: bytes, random: Random) -> bytes:
    """The pages as pictures: a little turned, blurred and noisy, at 200 dots an inch."""
    out = BytesIO()
    canvas = Canvas(out)
    noise = numpy.random.default_rng(random.randrange(2**32))
    document = pypdfium2.PdfDocument(data)
    for page in document:
        width, height = page.get_size()
        picture = page.render(scale=200 / 72).to_pil().convert("L")
        picture = picture.rotate(
            random.uniform(-0.8, 0.8), fillcolor=255, resample=Image.Resampling.BICUBIC
        )
        grey = numpy.asarray(picture.filter(ImageFilter.GaussianBlur(0.6)), dtype=float)
        grey = numpy.clip(grey + noise.normal(0, 8, grey.shape), 0, 255).astype("uint8")
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(Image.fromarray(grey)), 0, 0, width, height)
        canvas.showPage()
    document.close()
    canvas.save()
    return out.getvalue()


def measure(papers: Iterator[Paper], *, scans: bool, errors: bool) -> None:
    """Print the tables of one half."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    tally: Counter[str] = Counter()
    random = Random(99)  # noqa: S311
    for paper in papers:
        data = scanned(paper.data, random) if scans else paper.data
        name = f"{paper.name}.pdf"
        reading = isolated.extract_isolated(data, name) if scans else pipeline.read(data, name)
        tally["papers"] += 1
        right["kind"] += reading.kind.value == paper.kind
        total["kind"] += 1
        tally["smelters"] += len(reading.records)
        if errors and reading.kind.value != paper.kind:
            print(f"{paper.name}: kind {reading.kind.value}")
        for name, fine, truth, found in certificates(paper, reading):
            right[name] += fine
            total[name] += 1
            if errors and not fine:
                print(f"{paper.name}: {name}: {truth!r} read as {found!r}")
        whole, missed, due, more = findings(paper, reading)
        tally.update(whole=len(whole), missed=len(missed), due=due, more=more)
        tally["with due"] += sum(1 for f in paper.findings if f.due)
        if errors:
            _show(paper, missed, more, reading)
    _report(right, total, tally)


def _show(paper: Paper, missed: list[Finding], more: int, reading: Extraction) -> None:
    for finding in missed:
        print(f"{paper.name}: missed {finding}")
    if missed or more:
        for read in reading.findings:
            clause = read.clause.text if read.clause else None
            print(f"    read {clause} {read.severity} {read.statement!r}")


def _report(right: Counter[str], total: Counter[str], tally: Counter[str]) -> None:
    print("| field | right | of | share |\n|---|---|---|---|")
    for name in ("kind", "certificates", *FIELDS, "sites"):
        if total[name]:
            print(f"| {name} | {right[name]} | {total[name]} | {right[name] / total[name]:.3f} |")
    own = [name for name in (*FIELDS, "sites") if total[name]]
    hits, there = sum(right[name] for name in own), sum(total[name] for name in own)
    print(f"| **all fields** | {hits} | {there} | **{hits / max(there, 1):.3f}** |")
    truth = tally["whole"] + tally["missed"]
    found = tally["whole"] + tally["more"]
    for name, good, of in (
        ("findings with clause and severity", tally["whole"], truth),
        ("of those read, findings", tally["whole"], found),
        ("due dates", tally["due"], tally["with due"]),
    ):
        print(f"| {name} | {good} | {of} | {good / max(of, 1):.3f} |")
    print(f"\nSmelters: {tally['smelters']}. Papers: {tally['papers']}.")


GOLD = {
    "standard": "standard",
    "certificate_id": "number",
    "company": "holder",
    "issuing_body": "issuer",
    "issued": "issued",
    "expires": "expires",
    "scope": "scope",
}


def gold(folder: Path) -> None:
    """Print how the real scans are read, field by field."""
    for line in (folder / "certificates.jsonl").read_text("utf-8").splitlines():
        truth = json.loads(line)
        path = folder.parent / truth["file"]
        reading = isolated.extract_isolated(path.read_bytes(), path.name)
        own = reading.certificates[0] if reading.certificates else None
        print(f"\n{path.name}: {reading.kind.value}, {len(reading.certificates)} certificates")
        for key, name in GOLD.items():
            found = field_of(own, name) if own else None
            print(
                f"  {'right' if is_right(name, found, truth[key]) else 'WRONG'} {name}: {found!r}"
            )


def main() -> int:
    """Measure one half, both, or the real scans."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=144)
    parser.add_argument("--half", choices=sorted(HALVES))
    parser.add_argument("--scans", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--gold", type=Path)
    options = parser.parse_args()
    if options.gold:
        gold(options.gold)
        return 0
    if options.errors and options.half not in ("tuned", "unseen"):
        parser.error("errors of the held-out half are not shown")
    for half in [options.half] if options.half else sorted(HALVES):
        print(f"\n### {half}{', scanned' if options.scans else ''}\n")
        measure(HALVES[half](options.papers), scans=options.scans, errors=options.errors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
