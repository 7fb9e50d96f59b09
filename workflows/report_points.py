"""What one looks at before a report goes on: of what weight, about what, and where it is mended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

PLACES = 200  # places to mend that are led to one by one


class Severity(StrEnum):
    """How much it weighs."""

    BLOCKING = "blocking"
    WARNING = "warning"
    INFO = "info"


class Kind(StrEnum):
    """What it is about, in the order in which it is shown."""

    TEXTS = "texts"
    REMARKS = "remarks"
    READING = "reading"
    FINDINGS = "findings"
    MEMBERS = "members"
    REGISTER = "register"
    FIGURES = "figures"


class Part(StrEnum):
    """A place that is no row: of the page of the report, of the company's year, elsewhere."""

    AGAIN = "again"
    GOALS = "goals"
    ANSWERS = "answers"
    PLAN = "plan"
    RISKS = "risks"
    QUEUE = "queue"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class InChapter:
    """A chapter in which people write, by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to mend: a sentence with its values, and the first of the places.

    ``places`` are a chapter's name, a figure's code, a part, or a row; of a text, which says its
    language. ``settled``: it is put aside by saving those texts as they are. ``who``: a sentence,
    where it is not whoever makes the report that mends it there.
    """

    kind: Kind
    severity: Severity
    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    places: tuple[Any, ...] = ()
    more: int = 0
    settled: bool = False
    who: str = ""
