"""What a document covers, for its page: the subjects in groups, in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext

from webapp import i18n, labels
from workflows import coverage
from workflows.coverage import Coverage, Level
from workflows.marking import N_
from workflows.models import DocumentVersion, Item
from workflows.taxonomies import ANNEX_II, CODES, THEMES

LEVELS = {
    Level.LOOKS_AT: N_("Looks at it"),
    Level.PARTLY: N_("In part"),
    Level.SILENT: N_("Silent"),
}
_ABUSES = N_("Serious abuse of people where metal is won, moved or traded")


@dataclass(frozen=True)
class Subject:
    """One line: a step, a risk or a theme, how far it is looked at, and by which evidence."""

    title: str
    level: Level
    words: str
    by: str


@dataclass(frozen=True)
class Shown:
    """The whole table: what each sort shows and is silent about, and the subjects by group."""

    sorts: list[tuple[str, str, str]]
    groups: list[tuple[str, list[Subject]]]
    silent: int
    total: int


def shown(version: DocumentVersion, items: Sequence[Item]) -> Shown | None:
    """What the page of a document says of its coverage; None when nothing can be said."""
    found = coverage.of_document(version, items)
    return in_words(found) if found is not None else None


def in_words(found: Coverage) -> Shown:
    """A coverage in the reader's language."""
    groups = [
        (gettext("The six steps of due diligence"), coverage.STEPS),
        (gettext("Risks of Annex II of the OECD guidance on minerals"), coverage.ANNEX),
        (gettext("Themes of the agreement"), coverage.SUBJECTS),
    ]
    return Shown(
        [(gettext(s.title), gettext(s.shows), gettext(s.silent)) for s in found.sorts],
        [(title, [_subject(code, found) for code in codes]) for title, codes in groups],
        found.silent,
        len(found.levels),
    )


def _subject(code: str, found: Coverage) -> Subject:
    level, sorts = found.levels[code]
    by = "; ".join(gettext(sort.title) for sort in sorts)
    return Subject(title_of(code), level, gettext(LEVELS[level]), by)


def title_of(code: str) -> str:
    """A step, a risk of Annex II or a theme in the reader's language."""
    if code in coverage.STEPS:
        number = int(code[1:])
        return f"{number}. {labels.step(number)}"
    if code == "A1":
        return str(gettext(_ABUSES))
    language = 1 if i18n.language() == "nl" else 2
    return next(
        row[language] for list_ in (ANNEX_II, THEMES) for row in CODES[list_] if row[0] == code
    )
