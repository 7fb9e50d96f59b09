"""Coverage: what a document looks at and what it is silent about, subject by subject."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from extraction.records import Kind, Scheme
from workflows import rules
from workflows.evidence_sorts import SORTS, Sort
from workflows.models import DocumentVersion, Item
from workflows.states import ItemKind, ItemState
from workflows.taxonomies import ANNEX_II, CODES, THEMES

STEPS = tuple(f"S{number}" for number in range(1, 7))
# The five kinds of serious abuse are one line here: no scheme tells them apart.
ANNEX = tuple(dict.fromkeys(code[:2] for code, _nl, _en in CODES[ANNEX_II]))
SUBJECTS = tuple(code for code, _nl, _en in CODES[THEMES])
_ISO = ("9001", "14001", "45001")
_KINDS = {
    Kind.SMELTER_DECLARATION: "declaration",
    Kind.DUE_DILIGENCE_REPORT: "due_diligence_report",
    Kind.MILL_CERTIFICATE: "mill_certificate",
}


class Level(StrEnum):
    """How far a subject is looked at."""

    LOOKS_AT = "looks_at"
    PARTLY = "partly"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a document is evidence of: its sorts, and for each code the level and by which sorts."""

    sorts: tuple[Sort, ...]
    levels: dict[str, tuple[Level, tuple[Sort, ...]]]

    @property
    def silent(self) -> int:
        """How many subjects nothing in the document looks at."""
        return sum(level is Level.SILENT for level, _sorts in self.levels.values())


def of_document(version: DocumentVersion, items: Iterable[Item]) -> Coverage | None:
    """What a version covers by its kind and its certificates; None when neither tells.

    Rejected certificates do not count; others do from the moment they are read, since this says
    what a paper is about and not that it was found to be true.
    """
    names = [_KINDS[Kind(version.kind)]] if version.kind in _KINDS else []
    for item in items:
        if item.kind is ItemKind.CERTIFICATE and item.state is not ItemState.REJECTED:
            names.append(_of_certificate(item))
    return combined(name for name in names if name)


def combined(names: Iterable[str]) -> Coverage | None:
    """What sorts of evidence cover together: of each subject the best that one of them does."""
    sorts = tuple(SORTS[name] for name in dict.fromkeys(names))
    if not sorts:
        return None
    return Coverage(sorts, {code: _level(code, sorts) for code in (*STEPS, *ANNEX, *SUBJECTS)})


def _level(code: str, sorts: tuple[Sort, ...]) -> tuple[Level, tuple[Sort, ...]]:
    whole = tuple(sort for sort in sorts if code in sort.looks_at)
    if whole:
        return Level.LOOKS_AT, whole
    some = tuple(sort for sort in sorts if code in sort.partly)
    return (Level.PARTLY, some) if some else (Level.SILENT, ())


def _of_certificate(item: Item) -> str:
    scheme = rules.value(item, "scheme") or Scheme.OTHER
    if scheme != Scheme.ISO:
        return scheme if scheme in SORTS else ""
    standard = rules.printed(item, "standard")
    return next((f"iso_{number}" for number in _ISO if number in standard), "iso")
