"""Tables of two columns without rules between them: told from prose by the headers they have."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extraction.entities import countries
from extraction.entities.columns import Column, column_of
from extraction.readers.columns import GUTTER, NEXT, Chunk, Line, row_of
from extraction.readers.rules import edges
from extraction.readers.tables import Table, around
from extraction.records import Box

_HEADER_LINES = 3
_OF_NAMES = {Column.SMELTER, Column.NAME}
_LEVEL = 1.0  # points within which words are meant to begin at one place
_APART = 0.8  # of a line's height: lines nearer than this stand beside each other
_SOLID = 1.5  # of a line's height: lines of one cell are hardly further apart
_WIDER = 1.2  # times as far apart as the lines of one row: that is where the next row begins
_FULL = 0.6  # of the rows, those that fill both columns


@dataclass(slots=True)
class _Columns:
    """How far the first column of some lines reaches, and where the second one begins.

    ``lines`` holds what each line has in either.
    """

    left: float
    reach: float
    second: float
    lines: list[tuple[Chunk, Chunk]] = field(default_factory=list)

    def take(self, line: Line) -> bool:
        """Take the next line in, unless it runs through both columns."""
        found = self._parted(line)
        if found is None:
            return False
        first, second = found
        reach = max([self.reach, *(word.box[2] for word in first)])
        begins = min([self.second, *(word.box[0] for word in second)])
        if begins - reach < GUTTER:
            return False
        self.reach, self.second = reach, begins
        self.lines.append((first, second))
        return True

    def _parted(self, line: Line) -> tuple[Chunk, Chunk] | None:
        if len(line) > 2:
            return None
        if len(line) == 2:
            return line[0], line[1]
        (only,) = line
        for place, word in enumerate(only):
            if abs(word.box[0] - self.second) < _LEVEL:
                return only[:place], only[place:]
        x = only[0].box[0]
        beside = x > self.reach and x - self.left > abs(self.second - x)
        return ([], only) if beside else (only, [])


def headed_tables(page: int, lines: Sequence[Line], rules: Sequence[Box]) -> Iterator[Table]:
    """The tables of two columns among lines, top to bottom. A table has a header that we know."""
    place = 0
    while place < len(lines):
        header = _header(lines[place : place + _HEADER_LINES])
        if not header:
            place += 1
            continue
        taken = _taken(lines[place:], header)
        table = _table(page, taken, header, rules)
        if table is None:
            place += 1
        else:
            yield table
            place += len(taken)


def _begun(line: Line) -> _Columns:
    """The columns that a header's first line shows, it not taken in yet."""
    first, second = line
    return _Columns(first[0].box[0], first[0].box[2], second[0].box[0])


def _kinds(lines: Sequence[tuple[Chunk, Chunk]]) -> list[Column | None]:
    """What two columns hold by what these lines say, taken together."""
    return [
        column_of(" ".join(word.text for line in lines for word in line[place]))
        for place in range(2)
    ]


def _header(lines: Sequence[Line]) -> int:
    """How many of the lines are the header of two columns that we know; 0 for none."""
    if len(lines[0]) != 2:
        return 0
    found = _begun(lines[0])
    known = 0
    for number, line in enumerate(lines, start=1):
        if not found.take(line):
            break
        kinds = _kinds(found.lines)
        if number == 1 and kinds == [None, None]:
            break
        if None not in kinds and len(set(kinds)) == 2 and not _OF_NAMES.isdisjoint(kinds):
            known = number
    return known


def _taken(lines: Sequence[Line], header: int) -> list[tuple[Chunk, Chunk]]:
    """What the lines of a table hold in each column, its header's too."""
    found = _begun(lines[0])
    for number, line in enumerate(lines):
        if number >= header and found.lines:
            apart = line[0][0].box[1] - _bottom(found.lines[-1])
            if apart > NEXT * _height(line[0]) or _header([line]):
                break
        if not found.take(line):
            break
    return found.lines


def _table(
    page: int, lines: Sequence[tuple[Chunk, Chunk]], header: int, rules: Sequence[Box]
) -> Table | None:
    body = lines[header:]
    if not any(first and second for first, second in body):
        return None
    kinds = _kinds(lines[:header])
    land = kinds.index(Column.COUNTRY) if Column.COUNTRY in kinds else None
    rows = _best(list(_ways(lines, header, rules)), land)
    while rows and not (rows[-1][0] and rows[-1][1]):  # a remark below the table
        rows.pop()
    if sum(bool(first and second) for first, second in rows) < _FULL * len(rows) or not rows:
        return None
    every = [_joined(lines[:header]), *rows]
    words = [word for row in every for cell in row for word in cell]
    return Table(page, tuple(row_of(list(row)) for row in every), around(words), ruled=False)


Rows = list[tuple[Chunk, Chunk]]


def _ways(
    lines: Sequence[tuple[Chunk, Chunk]], header: int, rules: Sequence[Box]
) -> Iterator[Rows]:
    """The ways to put the lines below a header together to rows, the likeliest first."""
    body = lines[header:]
    parted = _by_rules(body, rules)
    if len(parted) > 1:
        yield parted
        return
    steps = [_top(low) - _top(high) for high, low in pairwise(lines[header - 1 :])]
    height = _height(body[0][0] or body[0][1])
    inside = sorted(step for step in steps[1:] if step >= _APART * height)
    breaks = [(more / less, less) for less, more in pairwise(inside)]
    ratio, nearer = max(breaks, default=(1.0, 0.0))

    def begins(at: int) -> bool:
        return bool(body[at][0] and body[at][1]) or steps[at] > _SOLID * height

    by_line = _grouped(body, begins)
    by_step = _grouped(body, lambda at: steps[at] > nearer * _WIDER**0.5)
    wraps = any(not (first and second) for first, second in body)
    if ratio < _WIDER or nearer > _SOLID * height:
        yield by_line
    else:
        yield from [by_step, by_line] if wraps else [by_line, by_step]
    last = max(steps[1:], default=steps[0])
    if steps[0] > _WIDER * last and last <= _SOLID * height:
        yield _grouped(body, lambda at: False)


def _best(ways: Sequence[Rows], land: int | None) -> Rows:
    """The first way, or that in which most rows name a country where their column says so."""

    def named(rows: Rows) -> float:
        texts = [" ".join(word.text for word in row[land or 0]) for row in rows]
        return sum(countries.country_of(text).known for text in texts) / len(texts)

    return max(ways, key=named) if land is not None and len(ways) > 1 else ways[0]


def _by_rules(body: Sequence[tuple[Chunk, Chunk]], rules: Sequence[Box]) -> Rows:
    """The rows between the rules that are drawn below each."""
    left = min(word.box[0] for line in body for cell in line for word in cell)
    level, _ = edges(rules)
    first, last = _middle(body[0]), _middle(body[-1])
    drawn = [y for y, x0, x1 in level if x0 < left + _LEVEL < x1 and first < y < last]
    return _grouped(
        body, lambda at: any(_middle(body[at - 1]) < y < _middle(body[at]) for y in drawn)
    )


def _grouped(body: Sequence[tuple[Chunk, Chunk]], begins: Callable[[int], bool]) -> Rows:
    """Lines put together to rows; ``begins`` tells of a line but the first whether a row does."""
    starts = [0, *(at for at in range(1, len(body)) if begins(at)), len(body)]
    return [_joined(body[one:other]) for one, other in pairwise(starts)]


def _joined(lines: Sequence[tuple[Chunk, Chunk]]) -> tuple[Chunk, Chunk]:
    first = [word for line in lines for word in line[0]]
    return first, [word for line in lines for word in line[1]]


def _top(line: tuple[Chunk, Chunk]) -> float:
    return (line[0] or line[1])[0].box[1]


def _bottom(line: tuple[Chunk, Chunk]) -> float:
    return (line[0] or line[1])[0].box[3]


def _middle(line: tuple[Chunk, Chunk]) -> float:
    return (_top(line) + _bottom(line)) / 2


def _height(chunk: Chunk) -> float:
    return max(chunk[0].box[3] - chunk[0].box[1], 1.0)
