"""Invented passages of running text with their truth, in thirteen sets.

``tuned.txt``, ``usual.txt`` and ``newer.txt`` (mostly news) may be looked at. ``held_out.txt`` was
written before the reader was worked on, but the training texts were extended by the same hand after
it; ``unseen.txt`` was written after the last training text of its day and has been looked at since;
``fresh.txt`` when the reader was done, and ``later.txt`` after that by a hand that had seen neither
the reader nor its training texts: nothing is tuned on these two. ``latest.txt`` are
mostly news, written before the weights of the pairing were learned; ``paired.txt`` is what these
were learned from. ``newest.txt`` was written before the reader with a learned choice of names had
read it. Of ``held_out.txt``, ``fresh.txt``, ``later.txt``, ``latest.txt`` and ``newest.txt`` only
totals are printed.

A passage begins with ``=== id | group | language``. Marks: ``{S:smelter}``, ``{O:operator}``,
``{L:a place that stands for a plant}``, ``{C:country}``, ``{M:metal}``, ``{I:identifier}``,
``{N:norm}``. Below ``--- records`` stands a record a line, ``name | country | metal | identifier``,
with ``-`` for what the passage does not say. ``?name`` is an operator, a site or a former name:
neither asked for nor a mistake. ``plain.txt`` holds policies, forms and certificates without any
smelter, which may be looked at; so does ``unnamed.txt``, to learn the choice of names from.
``nameless.txt`` holds some that nothing is learned from; of these only totals are printed.
Countries and metals are not marked in these three.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SETS = ("tuned", "usual", "newer", "held_out", "unseen", "fresh", "later", "latest", "newest")
PLAIN = "plain"  # papers that name no smelter
UNNAMED = "unnamed"  # more of them, to learn names from
NAMELESS = "nameless"  # some that nothing is learned from
WITHOUT = (PLAIN, UNNAMED, NAMELESS)
PAIRED = "paired"  # what the pairing of country and metal is learned from
OPEN = ("tuned", "usual", "newer", PAIRED, PLAIN, UNNAMED)  # whose mistakes may be looked at
_LABELS = {
    "S": ("SMELTER", "name"),
    "O": ("SMELTER", "operator"),
    "L": ("SMELTER", "site"),
    "C": ("COUNTRY", None),
    "M": ("METAL", None),
    "I": ("SMELTER_ID", None),
    "N": ("STANDARD", None),
}
_MARK = re.compile(r"\{([SOLCMIN]):(.*?)\}", re.DOTALL)

Row = tuple[str, str | None, str | None, str | None]  # name, country, metal, identifier


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage: its text, the names in it (as accuracy.py takes them) and its records."""

    name: str
    group: str
    language: str
    text: str
    spans: list[dict[str, Any]]
    records: tuple[Row, ...]
    idle: frozenset[str]  # names of records that neither count nor cost


def read(name: str) -> list[Passage]:
    """The passages of a set, in order."""
    written = (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8")
    return [_passage(one) for one in written.split("=== ")[1:]]


def _passage(written: str) -> Passage:
    head, _, rest = written.partition("\n")
    name, group, language = head.split(" | ")
    marked, _, listed = rest.partition("\n--- records\n")
    text = ""
    spans: list[dict[str, Any]] = []
    at = 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        label, sub = _LABELS[mark[1]]
        spans.append(
            {"start": len(text), "end": len(text) + len(mark[2]), "label": label, "sub": sub}
        )
        text += mark[2]
        at = mark.end()
    rows = [line for line in listed.splitlines() if line]
    return Passage(
        name,
        group,
        language,
        text + marked[at:],
        spans,
        tuple(_row(line) for line in rows if not line.startswith("?")),
        frozenset(line[1:] for line in rows if line.startswith("?")),
    )


def _row(line: str) -> Row:
    name, country, metal, number = line.split(" | ")
    return name, *(None if part == "-" else part for part in (country, metal, number))  # type: ignore[return-value]
