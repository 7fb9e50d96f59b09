"""How reporting templates are read, filled in and compared, on a folder of unfilled ones.

    PYTHONPATH=. python benchmarks/templates.py FOLDER

Each template is read as it is; then with every identifier of its own look-up sheet typed in, and
with every metal and name chosen that stands for one smelter, as a library writes them: formulas
without their values. What openpyxl reads of the look-up sheet is the truth. Of editions of one
template the difference that ``ketenzicht register import`` names is held against the sheets.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import openpyxl

from extraction import pipeline
from extraction.entities import countries, metals
from extraction.pairing import merging
from extraction.records import Extraction, SmelterRecord

LOOK_UP, SMELTERS = "Smelter Look-up", "Smelter List"
FIRST = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a look-up sheet."""

    metal: str
    alias: str
    name: str
    country: str
    identifier: str

    @property
    def truth(self) -> tuple[str, str | None, str]:
        """Country, metal and identifier as a record should have them."""
        metal = metals.metals_of(self.metal)
        code = countries.country_of(self.country).code
        return code or "", metal[0] if metal else self.metal.lower(), self.identifier


def entries(data: bytes) -> list[Entry]:
    """The smelters of a look-up sheet, as another reader sees them."""
    book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
    if LOOK_UP not in book.sheetnames:
        return []
    rows = book[LOOK_UP].iter_rows(min_row=FIRST, max_col=5, values_only=True)
    found = [Entry(*(" ".join(str(cell or "").split()) for cell in row)) for row in rows]
    return [entry for entry in found if entry.identifier.startswith("CID")]


def filled(data: bytes, rows: Sequence[dict[str, str]]) -> bytes:
    """The template with these cells in its list, one row after the other."""
    book = openpyxl.load_workbook(BytesIO(data))
    book["Declaration"]["D8"] = "Voorbeeld B.V."
    for number, row in enumerate(rows, start=FIRST):
        for column, text in row.items():
            book[SMELTERS][f"{column}{number}"] = text
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def wrong(records: Sequence[SmelterRecord], wanted: Sequence[tuple[str, Entry]]) -> list[str]:
    """The smelters wanted that no record has with name, country, metal and identifier.

    Names that differ in case, marks or legal form alone are one record, by design.
    """
    read = {
        (
            merging.name_key(one.smelter.text, {}),
            (one.country and one.country.value) or "",
            one.metal and one.metal.value,
            one.smelter_id and one.smelter_id.value,
        )
        for one in records
    }
    return [
        f"{name} {entry.truth}"
        for name, entry in wanted
        if (merging.name_key(name, {}), *entry.truth) not in read
    ]


def described(path: Path, data: bytes) -> Extraction:
    """The template as it is, and a line about it."""
    started = time.perf_counter()
    found = pipeline.read(data, path.name)
    spent = time.perf_counter() - started
    said = found.declaration
    which = f"{said.template} {said.version} {said.language}" if said else "no template"
    codes = ", ".join(warning.code for warning in found.warnings) or "-"
    print(
        f"{path.name}: {found.outcome.value}, {which}, {len(found.records)} records, "
        f"warnings: {codes}, {spent:.2f} s"
    )
    for remark in found.lint:
        print(f"    {remark.severity.value} {remark.cell}: {remark.rule} {remark.values}")
    return found


def refilled(path: Path, data: bytes) -> None:
    """The template with its whole look-up sheet typed in, in both ways there are."""
    known = entries(data)
    typed = list({entry.identifier: entry for entry in known}.values())
    called: dict[tuple[str, str], dict[str, Entry]] = {}
    for entry in known:
        called.setdefault((entry.metal, entry.alias), {})[entry.identifier] = entry
    chosen = [one for some in called.values() if len(some) == 1 for one in some.values()]
    for way, some, rows, names in (
        ("identifier typed", typed, [{"A": e.identifier} for e in typed], [e.name for e in typed]),
        (
            "metal and name chosen",
            chosen,
            [{"B": e.metal, "C": e.alias} for e in chosen],
            [e.alias for e in chosen],
        ),
    ):
        if some:
            started = time.perf_counter()
            found = pipeline.read(filled(data, rows), path.name)
            spent = time.perf_counter() - started
            bad = wrong(found.records, list(zip(names, some, strict=True)))
            print(
                f"    {way}: {len(some) - len(bad)} of {len(some)} right, "
                f"{len(found.records)} records ({spent:.1f} s, writing included)"
            )
            for line in bad:
                print(f"        {line}")


def compared(older: Path, newer: Path) -> bool:
    """Whether the difference that the command names is that of the two sheets, row for row."""
    before = {entry.identifier: entry for entry in entries(older.read_bytes())}
    after = {entry.identifier: entry for entry in entries(newer.read_bytes())}
    renamed = [i for i in before.keys() & after.keys() if before[i].name != after[i].name]
    with tempfile.TemporaryDirectory() as folder:
        surroundings = {**os.environ, "KETENZICHT_DATA": folder}
        said = [
            subprocess.run(
                [sys.executable, "-m", "webapp", "register", "import", path, "--name", "template"],
                env=surroundings,
                check=True,
                capture_output=True,
                text=True,
            ).stderr
            for path in (older, newer)
        ][1]
    lines = said.splitlines()
    told = {mark: _names(lines, mark) for mark in "+-"}
    names = [line.partition(": ")[2] for line in lines if line.startswith("~")]
    told_renamed = sum(line.startswith("name:") or "; name:" in line for line in names)
    added = Counter(after[i].name for i in after.keys() - before.keys())
    removed = Counter(before[i].name for i in before.keys() - after.keys())
    same = told["+"] == added and told["-"] == removed and told_renamed == len(renamed)
    print(
        f"{older.stem} to {newer.stem}: {added.total()} added, {removed.total()} removed, "
        f"{len(renamed)} renamed; the command: {told['+'].total()}, {told['-'].total()}, "
        f"{told_renamed}: {'the same rows' if same else 'DIFFERENT'}"
    )
    for mark, wanted in (("+", added), ("-", removed)):
        for name in (told[mark] - wanted) + (wanted - told[mark]):
            print(f"    {mark} {name}")
    return same


def _names(lines: Sequence[str], mark: str) -> Counter[str]:
    return Counter(line[2:].rpartition(" (")[0] for line in lines if line.startswith(f"{mark} "))


def families(paths: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    """Editions of one template that follow each other, by the names of the files."""
    kinds: dict[str, list[tuple[float, Path]]] = {}
    for path in paths:
        kind, _, version = path.stem.rpartition("_")
        if version.replace(".", "", 1).isdigit() and entries(path.read_bytes()):
            kinds.setdefault(kind, []).append((float(version), path))
    for editions in kinds.values():
        yield from pairwise(path for _, path in sorted(editions))


def main() -> int:
    """Print the figures; 1 when one is not as it should be."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    paths = sorted(parser.parse_args().folder.glob("*.xlsx"))
    unread = 0
    for path in paths:
        data = path.read_bytes()
        found = described(path, data)
        unread += found.declaration is None
        if not found.records:
            refilled(path, data)
    same = [compared(*pair) for pair in families(paths)]
    return 0 if not unread and all(same) else 1


if __name__ == "__main__":
    sys.exit(main())
