"""Schemes, standards, regulations, guidance and templates named in text; never organisations."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from extraction.entities.spans import Span
from extraction.records import Label, Scheme


class Sort(StrEnum):
    """What a named norm is."""

    SCHEME = "scheme"
    STANDARD = "standard"
    REGULATION = "regulation"
    GUIDANCE = "guidance"
    TEMPLATE = "template"


@dataclass(frozen=True, slots=True)
class Norm:
    """One norm: its usual name, and how papers print it. ``trigger``: without it, no search.

    Every match holds ``anchor``, where there is one, in its first ``_LEAD`` characters.
    """

    name: str
    sort: Sort
    trigger: str  # in lower case
    found: re.Pattern[str]
    family: Scheme | None = None  # of certificates
    anchor: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A norm in a text; ``name`` is normalised, with the edition where one is printed."""

    start: int
    end: int
    name: str
    norm: Norm


_BEGINS = r"(?:(?<![\w-])|(?<=\b[Nn]on-))"
_BEGINNING = re.compile(_BEGINS)


def _norms() -> tuple[Norm, ...]:
    rows = tomllib.loads((Path(__file__).parent / "norms.toml").read_text(encoding="utf-8"))
    return tuple(_norm(row, rows["parts"]) for row in rows["norm"])


def _norm(row: dict[str, str], parts: dict[str, str]) -> Norm:
    pattern = row["found"]
    for part, expression in parts.items():
        pattern = pattern.replace(f"{{{part}}}", expression)
    spaced = pattern.replace(" ", r"\s+").replace(r"\s+?", r"\s*")
    # Lines also end behind a hyphen: "Dodd-" above "Frank".
    spaced = spaced.replace(r"[-\s+]", r"(?:[-‑–]\s*|\s+)")
    return Norm(
        row["name"],
        Sort(row["sort"]),
        row["trigger"],
        re.compile(rf"{_BEGINS}(?:{spaced})(?!\w)"),
        Scheme(row["family"]) if "family" in row else None,
        re.compile(row["anchor"]) if "anchor" in row else None,
    )


NORMS: tuple[Norm, ...] = _norms()


@lru_cache(maxsize=16)  # a page is asked for several times in a row
def find_norms(text: str) -> tuple[Found, ...]:
    """The norms named in ``text``, longest first where two overlap, in order of place."""
    lowered = text.lower()
    found: list[Found] = []
    for norm in NORMS:
        if norm.trigger not in lowered:
            continue
        for match in printed(norm, text):
            groups = match.groupdict()
            number = groups.get("number") or groups.get("act")
            edition = groups.get("edition") or groups.get("bracketed")
            name = f"{norm.name} {number}" if number else norm.name
            name = f"{name}:{edition}" if edition else name
            found.append(Found(match.start(), match.end(), name, norm))
    return tuple(_longest(found))


_LEAD = 80  # characters


def printed(norm: Norm, text: str) -> Iterator[re.Match[str]]:
    """Where a norm is printed: searched for only round its anchors, as most pages have none."""
    if norm.anchor is None:
        yield from norm.found.finditer(text)
        return
    after = 0
    for anchor in norm.anchor.finditer(text):
        first = max(after, anchor.start() - _LEAD)
        for begins in _BEGINNING.finditer(text, first, anchor.start() + 1):
            start = begins.start()
            if start <= anchor.start() and (match := norm.found.match(text, start)):
                yield match
                after = match.end()
                break


def _longest(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start, f.start - f.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def find(text: str) -> list[Span]:
    """The norms named in ``text`` as spans."""
    return [
        Span(norm.start, norm.end, Label.STANDARD, f"{norm.norm.sort} name")
        for norm in find_norms(text)
    ]


def standard_of(text: str) -> str | None:
    """The normalised name of the first norm in ``text`` (``ISO 14001:2015``); None without one."""
    found = find_norms(text)
    return found[0].name if found else None
