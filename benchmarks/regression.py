"""Every figure that must not fall, measured again; fails loudly when one has.

    PYTHONPATH=. python benchmarks/regression.py [--gold FOLDER] [--only WORD]

``floors.toml`` beside this file says which command prints a figure, in which row and column of
which of its Markdown tables (or under which name of its JSON), and what it must be at least, or at
most. A command is run once however many figures it gives. A figure that needs documents that are
not in the repository is left out, and said to be, unless ``--gold`` names their folder. Exits 1
when a figure fell or is missing.
"""

import argparse
import json
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and its bound. ``table``, ``row``: words that the title and the row hold."""

    run: tuple[str, ...]
    column: str
    table: str = ""
    row: tuple[str, ...] = ()
    least: float = float("-inf")
    most: float = float("inf")

    @property
    def name(self) -> str:
        """What the figure is called in what is printed."""
        return " · ".join(
            filter(None, (Path(self.run[0]).stem, self.table, *self.row, self.column))
        )


def main() -> int:
    """Measure, compare, print a line a figure."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--only", default="", help="figures of the commands that hold this word")
    arguments = parser.parse_args()
    floors = tomllib.loads((_HERE / "floors.toml").read_text(encoding="utf-8"))
    figures = [
        Figure(**one | {"run": tuple(one["run"]), "row": tuple(one.get("row", ()))})
        for one in floors["figure"]
    ]
    printed: dict[tuple[str, ...], str] = {}
    fallen = 0
    for figure in figures:
        if arguments.only not in " ".join(figure.run):
            continue
        if "GOLD" in figure.run and not arguments.gold:
            print(f"not measured   {figure.name}: --gold names no folder")
            continue
        if figure.run not in printed:
            printed[figure.run] = _output(figure.run, arguments.gold)
        value = _value(figure, printed[figure.run])
        sound = value is not None and figure.least <= value <= figure.most
        fallen += not sound
        bound = f">= {figure.least}" if figure.most == float("inf") else f"<= {figure.most}"
        print(f"{'holds' if sound else 'FALLEN':14} {figure.name}: {value} ({bound})", flush=True)
    return 1 if fallen else 0


def _output(run: tuple[str, ...], gold: Path | None) -> str:
    words = [str(gold) if word == "GOLD" else word for word in run]
    command = [sys.executable, "-W", "ignore", str(_HERE / words[0]), *words[1:]]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr[-2000:], file=sys.stderr)
    return done.stdout


def _value(figure: Figure, printed: str) -> float | None:
    """The figure in what a command printed; None when it is not there."""
    if printed.lstrip().startswith("{"):
        try:
            found = reduce(
                lambda held, key: held[key], figure.column.split("."), json.loads(printed)
            )
        except (KeyError, ValueError, TypeError):
            return None
        return float(found)
    title = ""
    columns: list[str] = []
    for line in printed.splitlines():
        if line.startswith("#"):
            title, columns = line, []
        cells = [cell.strip(" *") for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|"):
            columns = []
        elif not columns:
            columns = cells
        elif (
            figure.table in title
            and figure.column in columns
            and tuple(cells[: len(figure.row)]) == figure.row
        ):
            return _number(cells[columns.index(figure.column)])
    return None


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "").rstrip(" %s"))
    except ValueError:
        return None


if __name__ == "__main__":
    sys.exit(main())
