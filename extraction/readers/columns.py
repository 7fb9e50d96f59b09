"""Tables without rules: lines that fall apart into the same three or more columns."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from extraction.readers.tables import Row, Table, around, cell_of
from extraction.records import Word

Chunk = list[Word]
Line = list[Chunk]

_GAP = 0.75  # of the line's height: a wider gap parts two columns
GUTTER = 4.0  # points that stay empty between two columns all the way down
_NARROW = 1.0  # the same, before words that stand right below each other
_STRAIGHT = 0.3  # of the line's height: how far the words at a column's left edge stand apart
_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 3
NEXT = 2.6  # of the line's height: a line further down begins something new
_CLOSE = 0.75  # of the distance between rows: a line nearer than that goes on with the row above
_SIGHT = 6  # lines above and below that show where columns begin
_LONGEST = 60  # letters in a cell, on average; prose in columns has longer ones


def lines_of(words: Iterable[Word]) -> list[Line]:
    """The lines that words stand in, from the top, each in the chunks that wide gaps part."""
    return [_chunks(line) for line in _lines(words)]


def aligned_tables(page: int, lines: Sequence[Line]) -> tuple[Table, ...]:
    """Tables made by alignment alone among lines that lie in no ruled table, top to bottom."""
    found = (_table(page, block) for block in _blocks(_parted(lines)))
    return tuple(table for table in found if table is not None)


def _height(word: Word) -> float:
    return max(word.box[3] - word.box[1], 1.0)


def _lines(words: Iterable[Word]) -> list[list[Word]]:
    """Words on the same height, left to right; the lines from the top."""
    lines: list[list[Word]] = []
    middle = first = 0.0
    for word in sorted(words, key=_from_the_top):
        _, top, _, bottom = word.box
        here = (top + bottom) / 2
        if lines and here - middle <= 0.4 * first and here - middle <= 0.4 * _height(word):
            lines[-1].append(word)
        else:
            lines.append([word])
            middle, first = here, _height(word)
    return [sorted(line, key=_left) for line in lines]


def _from_the_top(word: Word) -> tuple[float, float]:
    left, top, _, bottom = word.box
    return top + bottom, left


def _left(word: Word) -> float:
    return word.box[0]


def _chunks(line: list[Word]) -> Line:
    chunks: Line = []
    end = last = float("-inf")
    for word in line:
        left, top, right, bottom = word.box
        height = bottom - top if bottom - top > 1.0 else 1.0
        if left - end > _GAP * height and left - end > _GAP * last:
            chunks.append([word])
        else:
            chunks[-1].append(word)
        end, last = right, height
    return chunks


def _parted(lines: Sequence[Line]) -> list[Line]:
    """The lines, where a full cell only a blank away from the next is parted from it.

    The lines above and below show where the next column begins: two of them begin a chunk there.
    A line of one piece is a heading, and stays whole.
    """
    parted: list[Line] = []
    for number, line in enumerate(lines):
        if len(line) == 1:
            parted.append(line)
            continue
        near = [one for one in lines[max(number - _SIGHT, 0) : number + _SIGHT + 1] if one != line]
        fuller = [one for one in near if len(one) > max(len(line), _FEWEST_COLUMNS - 1)]
        parted.append([part for chunk in line for part in _cut(chunk, _edges(fuller))])
    return parted


def _edges(lines: Sequence[Line]) -> list[float]:
    """Where at least two of the lines begin a chunk, from the left."""
    starts = sorted((chunk[0].box[0], _height(chunk[0])) for line in lines for chunk in line)
    return [
        (start + following) / 2
        for (start, height), (following, _) in itertools.pairwise(starts)
        if following - start <= _STRAIGHT * height
    ]


def _is_edge(start: float, lines: Sequence[Line]) -> bool:
    return any(abs(start - edge) <= GUTTER for edge in _edges(lines))


def _cut(chunk: Chunk, edges: Sequence[float]) -> Iterator[Chunk]:
    """The pieces of a chunk, which begin where words stand at the edges."""
    begun = 0
    for number, word in enumerate(chunk):
        if number and any(abs(word.box[0] - at) <= _STRAIGHT * _height(word) for at in edges):
            yield chunk[begun:number]
            begun = number
    yield chunk[begun:]


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines near to each other that fall apart into columns, or continue such a line."""
    block: list[Line] = []
    for line in lines:
        if block and (not _follows(block, line) or not _gutters([*block, line])):
            yield block
            block = []
        if block or len(line) >= _FEWEST_COLUMNS:
            block.append(line)
    if block:
        yield block


def _follows(block: list[Line], line: Line) -> bool:
    last, first = block[-1][0][0], line[0][0]
    return first.box[1] - last.box[3] <= NEXT * min(_height(first), _height(last))


def _gutters(block: Sequence[Line]) -> list[float]:
    """The middles of the strips, at least two, that no line of the block crosses; else none."""
    spans = sorted((chunk[0].box[0], chunk[-1].box[2]) for line in block for chunk in line)
    rows = [line for line in block if len(line) >= _FEWEST_COLUMNS]
    middles: list[float] = []
    reach = spans[0][1]
    for start, end in spans[1:]:
        empty = start - reach
        if empty >= GUTTER or (empty >= _NARROW and _is_edge(start, rows)):
            middles.append((start + reach) / 2)
        reach = max(reach, end)
    return middles if len(middles) >= _FEWEST_COLUMNS - 1 else []


def _table(page: int, block: list[Line]) -> Table | None:
    # A heading or a remark over several columns does not make one column of them.
    rows_alone = [line for line in block if len(line) > 1]
    gutters = max(_gutters(block), _gutters(rows_alone) if rows_alone else [], key=len)
    if not gutters:
        return None
    while _crosses(block[-1], gutters):
        block = block[:-1]
    grid: list[list[list[Word]]] = []
    before = 0.0
    pitch = _pitch(block)
    for line in block:
        cells: list[list[Word]] = [[] for _ in range(len(gutters) + 1)]
        for chunk in line:
            cells[sum(chunk[0].box[0] > gutter for gutter in gutters)].extend(chunk)
        level = line[0][0].box[1]
        if grid and _continues(cells, grid[-1], close=level - before <= _CLOSE * pitch):
            for cell, more in zip(grid[-1], cells, strict=True):
                cell.extend(more)
        else:
            grid.append(cells)
        before = level
    full = [row for row in grid if sum(map(bool, row)) >= _FEWEST_COLUMNS or all(row[1:])]
    if len(full) < _FEWEST_ROWS or len(full) * 5 < len(grid) * 3 or _wordy(full):
        return None
    rows = tuple(row_of(cells) for cells in grid)
    every = [word for cells in grid for cell in cells for word in cell]
    return Table(page, rows, around(every), ruled=False)


def _crosses(line: Line, gutters: Sequence[float]) -> bool:
    """Whether a line is one piece that goes on over what is empty between two columns."""
    start, end = line[0][0].box[0], line[0][-1].box[2]
    return len(line) == 1 and any(start < gutter < end for gutter in gutters)


def _pitch(block: list[Line]) -> float:
    """How far apart rows begin: the middle of the distances between lines that both fill columns.

    0 when there are no such lines.
    """
    apart = [
        line[0][0].box[1] - above[0][0].box[1]
        for above, line in zip(block, block[1:], strict=False)
        if len(line) >= _FEWEST_COLUMNS and len(above) >= _FEWEST_COLUMNS
    ]
    return median(apart) if apart else 0.0


def _continues(cells: list[list[Word]], above: list[list[Word]], *, close: bool) -> bool:
    """Whether a line only carries on cells of the row above.

    Few cells do, and not the first; any but all when it is much closer to that row than rows are.
    """
    used = [index for index, cell in enumerate(cells) if cell]
    if not all(above[index] for index in used):
        return False
    if close and len(used) < sum(map(bool, above)):
        return True
    first = next(index for index, cell in enumerate(above) if cell)
    return used[0] > first and (len(used) < _FEWEST_COLUMNS - 1 and _near(cells[used[0]][0], above))


def falls_apart(table: Table) -> bool:
    """Whether a ruled table of one column is no table: its lines fall apart into columns.

    Shaded rows draw such boxes; the columns show once they are forgotten.
    """
    cells = [row.cells[0] for row in table.rows if row.cells[0] and row.cells[0].words]
    if len(table.rows[0].cells) > 1 or not cells:
        return False
    return all(
        max(len(_chunks(line)) for line in _lines(cell.words)) >= _FEWEST_COLUMNS for cell in cells
    )


def _near(word: Word, above: list[list[Word]]) -> bool:
    bottom = max(other.box[3] for cell in above for other in cell)
    return word.box[1] - bottom <= 0.5 * _height(word)


def _wordy(rows: list[list[list[Word]]]) -> bool:
    cells = [cell for row in rows for cell in row if cell]
    letters = sum(len(word.text) + 1 for cell in cells for word in cell)
    return letters > _LONGEST * len(cells)


def row_of(cells: Sequence[list[Word]]) -> Row:
    """The row that has these words in its cells, of which one at least is filled."""
    every = [word for cell in cells for word in cell]
    left, top, _, bottom = around(every)
    return Row(
        tuple(cell_of(cell, around(cell) if cell else (left, top, left, bottom)) for cell in cells),
        around(every),
    )
