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
    names = [of_kind(version.document.kind or version.kind)]
    for item in items:
        if item.kind is ItemKind.CERTIFICATE and item.state is not ItemState.REJECTED:
            scheme, standard = rules.value(item, "scheme"), rules.printed(item, "standard")
            names.append(of_certificate(scheme, standard))
    return combined(names)


def combined(names: Iterable[str]) -> Coverage | None:
    """What sorts of evidence cover together: of each subject the best that one of them does.

    An empty name is no sort; None when there is none at all.
    """
    sorts = tuple(SORTS[name] for name in dict.fromkeys(names) if name)
    return _coverage(sorts) if sorts else None


def of_nothing() -> Coverage:
    """What no evidence at all covers: it is silent about everything."""
    return _coverage(())


def _coverage(sorts: tuple[Sort, ...]) -> Coverage:
    return Coverage(sorts, {code: _level(code, sorts) for code in (*STEPS, *ANNEX, *SUBJECTS)})


def _level(code: str, sorts: tuple[Sort, ...]) -> tuple[Level, tuple[Sort, ...]]:
    whole = tuple(sort for sort in sorts if code in sort.looks_at)
    if whole:
        return Level.LOOKS_AT, whole
    some = tuple(sort for sort in sorts if code in sort.partly)
    return (Level.PARTLY, some) if some else (Level.SILENT, ())


def of_kind(kind: str | None) -> str:
    """The sort that a kind of document is, certificates aside; empty for one that tells nothing."""
    return _KINDS[Kind(kind)] if kind in _KINDS else ""


def of_certificate(scheme: str | None, standard: str) -> str:
    """The sort that a certificate is, by its scheme and its standard as printed."""
    if (scheme or Scheme.OTHER) != Scheme.ISO:
        return str(scheme) if scheme in SORTS else ""
    return next((f"iso_{number}" for number in _ISO if number in standard), "iso")
