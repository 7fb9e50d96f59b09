"""Answers to maturity questions in a table of another tool: which line asks what, and says what.

Pure. A table has a question on each line; one that has them side by side is turned. A question is
known by its lasting name, its words in any of our languages, words much like them, or its number.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from workflows.errors import Invalid
from workflows.instruments import HIGHEST
from workflows.marking import N_

MOST_LINES = 500
MOST_VALUES = 40  # different answers that one says the meaning of
NOT_APPLICABLE = HIGHEST + 1  # beside the levels: the question is not for the company
_ALIKE = 0.6  # the part of the words of two questions that stands in both
_FEWEST = 4  # words of a question that is known by being like one of ours
_NUMBER = re.compile(r"\D{0,10}?([1-6])\s*[.\-]\s*([1-9]\d?)\b")
_BEFORE = re.compile(r"^\W*(?:[1-6]\s*[.\-]\s*)?\d{1,2}\s*[.):]?\s+")
_WORD = re.compile(r"\w+")

Cells = Sequence[str]


class By(StrEnum):
    """What a question was known by, the surest first."""

    PERSON = "person"
    NAME = "name"
    WORDS = "words"
    ALIKE = "alike"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the edition: its lasting name, where it stands, its words by language."""

    key: str
    step: int
    place: int  # within the step, from 1
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns say what, from 0; None: none does."""

    question: int | None = None
    answer: int | None = None
    note: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a question on each line, and the names of its columns."""

    heads: tuple[str, ...]
    lines: tuple[tuple[int, tuple[str, ...]], ...]  # with the number of each in the file

    def cell(self, line: Cells, column: int | None) -> str:
        """What stands in a column; nothing where there is none."""
        return line[column] if column is not None and column < len(line) else ""


@dataclass(frozen=True, slots=True)
class Meant:
    """What people say of a table: whose question a line is, what an answer means; "" for none."""

    questions: Mapping[int, str] = field(default_factory=dict)  # by line
    levels: Mapping[str, int | None] = field(default_factory=dict)  # by answer


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was understood. ``level`` is None where the answer was not."""

    number: int
    question: str  # as it stands there
    answer: str
    note: str
    key: str | None
    by: By | None
    level: int | None  # or NOT_APPLICABLE


def table(cells: Sequence[Cells], asked: Sequence[Asked]) -> Table:
    """The table in these cells, turned when the questions stand side by side in its first one."""
    filled = [(number, [*map(_typed, row)]) for number, row in enumerate(cells, 1) if any(row)]
    if len(filled) < 2 or len(filled) > MOST_LINES:
        raise Invalid(
            N_("Use a file with a line for each question, %(most)s at most."), most=MOST_LINES
        )
    wide = max(len(row) for _number, row in filled)
    rows = [(number, [*row, *[""] * (wide - len(row))]) for number, row in filled]
    head, body = rows[0][1], rows[1:]
    # A bare number is an answer as well.
    across = sum(not _is_bare(cell) and _known(cell, asked) is not None for cell in head)
    down = [sum(_known(row[one], asked) is not None for _n, row in body) for one in range(wide)]
    if across > max(1, *down):
        turned = tuple((one + 1, tuple(row[one] for _n, row in rows)) for one in range(wide))
        return Table(("", *(f"{number}" for number, _row in body)), turned)
    if _known(head[down.index(max(down))], asked) is not None:  # there is no row of names
        return Table(("",) * wide, tuple((number, tuple(row)) for number, row in rows))
    return Table(tuple(head), tuple((number, tuple(row)) for number, row in body))


def columns(of: Table, asked: Sequence[Asked], words: Mapping[str, int]) -> Columns:
    """The columns that most likely hold the questions, the answers and the notes."""
    wide = range(max(len(line) for _number, line in of.lines))
    sure: Counter[int] = Counter()
    for column in wide:
        for _number, line in of.lines:
            if (found := _known(of.cell(line, column), asked)) is not None:
                sure[column] += len(By) - list(By).index(found[1])
    question = max(sure, key=lambda one: (sure[one], -one), default=None)
    told: Counter[int] = Counter()
    for column in wide:
        values = {of.cell(line, column) for _number, line in of.lines} - {""}
        if column != question and values:
            counted = _numbers(values)
            told[column] = sum(_level(one, counted, words) is not None for one in values)
    answer = max(
        (one for one in told if told[one]), key=lambda one: (told[one], -one), default=None
    )
    if answer is None and question is not None and len(wide) > question + 1:
        answer = question + 1
    notes = (one for one in wide if of.heads and _plain(_head(of, one)) in _NOTES)
    return Columns(question, answer, next(notes, None))


def _head(of: Table, column: int) -> str:
    return of.heads[column] if column < len(of.heads) else ""


def values(of: Table, where: Columns) -> list[str]:
    """The different answers, in the order in which they come."""
    found = (of.cell(line, where.answer) for _number, line in of.lines)
    return list(dict.fromkeys(one for one in found if one))


def meanings(found: Iterable[str], words: Mapping[str, int], meant: Meant) -> dict[str, int | None]:
    """What each answer is taken for; None for one that is not understood."""
    known = list(found)
    counted = _numbers(known)
    return {
        one: meant.levels[one] if one in meant.levels else _level(one, counted, words)
        for one in known
    }


def lines(
    of: Table, where: Columns, asked: Sequence[Asked], words: Mapping[str, int], meant: Meant
) -> list[Line]:
    """Every line as it is understood."""
    levels = meanings(values(of, where), words, meant)
    found = []
    for number, line in of.lines:
        question, answer = of.cell(line, where.question), of.cell(line, where.answer)
        known = _known(question, asked)
        key, by = known if known is not None else (None, None)
        if number in meant.questions:
            key, by = meant.questions[number] or None, By.PERSON
        if not (question or answer):
            continue
        note = of.cell(line, where.note)
        found.append(Line(number, question, answer, note, key, by, levels.get(answer)))
    return found


_NOTES = frozenset(
    ("note", "notes", "explanation", "comment", "comments", "remark", "remarks", "evidence")
    + ("toelichting", "opmerking", "opmerkingen", "uitleg", "bewijs")
)


def _typed(cell: str) -> str:
    """What was typed: a spreadsheet of ours has an apostrophe before what could run."""
    text = cell.strip()
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text


def _known(cell: str, asked: Sequence[Asked]) -> tuple[str, By] | None:
    """The question that a cell asks, and what it was known by."""
    plain = _plain(cell)
    if not plain:
        return None
    for one in asked:
        if plain == one.key.replace("_", " "):
            return one.key, By.NAME
    bare = _plain(_BEFORE.sub("", cell))
    for one in asked:
        if bare in [_plain(text) for text in one.texts]:
            return one.key, By.WORDS
    return _alike(bare, asked) or _by_number(cell, asked)


def _alike(bare: str, asked: Sequence[Asked]) -> tuple[str, By] | None:
    theirs = set(_WORD.findall(bare))
    if len(theirs) < _FEWEST:
        return None
    shares = {
        one.key: max(_share(theirs, set(_plain(text).split())) for text in one.texts)
        for one in asked
    }
    best = max(shares, key=lambda key: shares[key])
    again = [key for key, share in shares.items() if share == shares[best]]
    return (best, By.ALIKE) if shares[best] >= _ALIKE and len(again) == 1 else None


def _share(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other)


def _by_number(cell: str, asked: Sequence[Asked]) -> tuple[str, By] | None:
    """1.3: the third question of the first step; 7: the seventh of all."""
    text = cell.strip()
    if found := _NUMBER.match(text):
        where = int(found[1]), int(found[2])
        same = [one.key for one in asked if (one.step, one.place) == where]
        return (same[0], By.NUMBER) if same else None
    if _is_bare(text) and 0 < int(text[:4]) <= len(asked):
        return asked[int(text[:4]) - 1].key, By.NUMBER
    return None


def _is_bare(text: str) -> bool:
    return text.isascii() and text.isdigit()


@lru_cache(maxsize=4_096)  # the same questions are held against every cell
def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold().replace("_", " ")))


def _number(value: str) -> float | None:
    text = value.replace(",", ".")
    return float(text) if re.fullmatch(r"\d{1,3}(\.\d{1,2})?", text) else None


def _numbers(found: Iterable[str]) -> bool:
    """Whether the numbers among these answers are our levels: another scale must be said."""
    numbers = [number for one in found if (number := _number(one)) is not None]
    return all(number <= HIGHEST and number == int(number) for number in numbers)


def _level(value: str, counted: bool, words: Mapping[str, int]) -> int | None:
    number = _number(value)
    if number is not None:
        return int(number) if counted else None
    return words.get(_plain(value))


def word(text: str) -> str:
    """An answer in words as ``words`` holds it."""
    return _plain(text)
