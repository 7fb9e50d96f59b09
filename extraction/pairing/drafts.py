"""What pairing finds before it is graded: a smelter with what stands beside it, and why."""

import re
from dataclasses import dataclass
from enum import StrEnum

from extraction.entities import countries, identifiers, metals
from extraction.pairing.grids import Cell
from extraction.records import Source, Value

_SHORT_CODE = re.compile(r"[A-Z0-9][A-Z0-9 ._/-]{2,19}")
_CODE_AND_MORE = re.compile(r"[A-Z]{2,3}\s?[-–]\s?[A-Z][a-z].*\(")

_BESIDE = re.compile(r"([^()（）]+?)\s*[(（]([^()（）]+)[)）]")
_SORT_OF_STATE = re.compile(r"republic|\bstates?\b|kingdom", re.IGNORECASE)


class Layout(StrEnum):
    """What holds the parts of a record together."""

    ROW = "same_row"
    LINE = "same_line"
    SENTENCE = "same_sentence"


@dataclass(frozen=True, slots=True)
class Draft:
    """One smelter and at most one metal, not yet compared with a register."""

    smelter: Value
    country: Value | None
    metal: Value | None
    smelter_id: Value | None
    quote: str
    layout: Layout
    notes: tuple[str, ...] = ()  # codes of extraction.wording


def is_country(text: str) -> bool:
    """Whether a whole cell names a country: ``Italy (IT)``, not ``Alto Wolfram (Italy)``."""
    if not countries.country_of(text).known or _CODE_AND_MORE.match(text):
        return False
    beside = _BESIDE.fullmatch(text.strip())
    return beside is None or all(_names_land(part) for part in beside.groups())


def _names_land(part: str) -> bool:
    known = countries.country_of(part).known or len(part.strip()) < 4
    return known or bool(_SORT_OF_STATE.search(part))


def name_value(cell: Cell, quote: str, rule: str) -> Value:
    """A name as the document gives it."""
    plain = " ".join(cell.text.split())
    return Value(plain, plain, _source(cell, quote, rule))


def country_value(cell: Cell, quote: str, rule: str) -> Value:
    """A country; without a value when the name is ambiguous, past or unknown."""
    text = " ".join(cell.text.split())
    return Value(text, countries.country_of(text).code, _source(cell, quote, rule))


def metal_values(cell: Cell, quote: str, rule: str) -> tuple[Value, ...]:
    """The metals of a cell, one value each; one without a value when none is known."""
    text = " ".join(cell.text.split())
    source = _source(cell, quote, rule)
    found = metals.metals_of(text)
    return tuple(Value(text, metal, source) for metal in found) or (Value(text, None, source),)


def id_value(cell: Cell, quote: str, rule: str, *, headed: bool) -> Value | None:
    """An identifier; under a header of identifiers also one of a form that no scheme knows."""
    text = " ".join(cell.text.split())
    found = identifiers.identifier_of(text)
    if found is None and not (headed and _looks_like_code(text)):
        return None
    return Value(
        text, found.id if found and found.well_formed else None, _source(cell, quote, rule)
    )


def _looks_like_code(text: str) -> bool:
    return bool(_SHORT_CODE.fullmatch(text)) and any(char.isdigit() for char in text)


def _source(cell: Cell, quote: str, rule: str) -> Source:
    return Source(cell.page, cell.box, quote, rule, cell.address)
