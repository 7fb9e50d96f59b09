"""From mentions, tables and lines to records: one per smelter and metal of a document."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from extraction import matching, places
from extraction.pairing import (
    boxes,
    columns,
    forms,
    grading,
    grids,
    headings,
    merging,
    numbering,
    prose,
    rows,
    sentences,
    settling,
    weighed,
)
from extraction.pairing.columns import Columns
from extraction.pairing.drafts import Draft
from extraction.pairing.grids import Cell, Grid
from extraction.pairing.headings import Heading
from extraction.pairing.sheet import Sheet
from extraction.readers.tables import Table
from extraction.records import Kind, Label, Mention, Page, SmelterRecord, Value

Weigh = Callable[[Sheet, Sequence[Draft]], list[Draft]]
WITHOUT_SMELTERS = frozenset({Kind.MILL_CERTIFICATE})


@dataclass(frozen=True, slots=True)
class _Before:
    """The last table with a header: it may go on, on the next page, without one."""

    columns: Columns
    page: int
    heading: rows.Setting
    metal: Cell | None  # the last in its column of metals


@dataclass(frozen=True, slots=True)
class Course:
    """Where the pairing of a long document stands between two of its parts."""

    started: bool = False
    title: Value | None = None
    before: _Before | None = None
    heading: Heading | None = None  # the last of the page before


def pair(
    pages: Sequence[Page],
    tables: Mapping[int, Sequence[Table]],
    mentions: Sequence[Mention],
    *,
    kind: Kind = Kind.OTHER,
    register: matching.Index | None = None,
) -> tuple[SmelterRecord, ...]:
    """The records of a document, in its order. ``tables`` holds the tables by page number."""
    if kind in WITHOUT_SMELTERS:
        return ()
    drafts, _ = drafted(pages, tables, mentions, Course())
    return concluded(drafts, short_names(pages, mentions), register=register)


def drafted(
    pages: Sequence[Page],
    tables: Mapping[int, Sequence[Table]],
    mentions: Sequence[Mention],
    course: Course,
    *,
    weigh: Weigh = weighed.weighed,
) -> tuple[list[Draft], Course]:
    """The drafts of a part of a document, and from where the next part goes on.

    ``weigh`` has the last word on what the sentences of a page say of its smelters.
    """
    by_page: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_page.setdefault(mention.page, []).append(mention)
    drafts: list[Draft] = []
    for page in pages:
        own = tuple(sorted(by_page.get(page.number, ()), key=attrgetter("start")))
        found, course = _of_page(page, tables.get(page.number, ()), own, course, weigh)
        drafts += found
    return drafts, course


def concluded(
    drafts: Sequence[Draft],
    short: dict[str, str],
    *,
    register: matching.Index | None = None,
) -> tuple[SmelterRecord, ...]:
    """One record for each smelter and metal of all parts' drafts; ``short``: see short_names."""
    joined = merging.join(map(settling.settled, drafts), short)
    return tuple(grading.grade(one, register) for one in joined)


def _of_page(
    page: Page,
    tables: Sequence[Table],
    own: tuple[Mention, ...],
    course: Course,
    weigh: Weigh,
) -> tuple[list[Draft], Course]:
    smelters = tuple(mention for mention in own if mention.label is Label.SMELTER)
    found_grids = [numbering.without(grid) for grid in grids.of_page(page, tables)]
    found = _headings(page, own, found_grids, course)
    title = course.title if course.started else headings.title_metal(page, found)
    sheet = Sheet(page, own, found, [], title, smelters)
    before = course.before
    drafts: list[Draft] = []
    taken: list[tuple[int, int]] = []
    for grid in found_grids:
        known, setting, before = _known(grid, sheet, before)
        listed = list(rows.read(grid, known, setting))
        drafts += listed
        if listed or known:
            taken.extend(grids.spans(grid))
    for start, end, draft in forms.read(page, _spans(taken)):
        drafts.append(draft)
        taken.append((start, end))
    drafts += prose.read(replace(sheet, taken=_spans(taken)))
    return weigh(sheet, drafts), Course(True, title, before, found[-1] if found else None)


def _headings(
    page: Page, own: tuple[Mention, ...], found: Sequence[Grid], course: Course
) -> tuple[Heading, ...]:
    """The headings of a page: no lines within rows of its tables, where a cell may wrap."""
    of_rows = [span for grid in found if columns.of_grid(grid) for span in grids.row_spans(grid)]
    within = _spans(of_rows)
    free = [one for one in headings.of_page(page, own) if not places.inside(within, one.start)]
    return headings.continued(page, free, course.heading)


def _known(
    grid: Grid, sheet: Sheet, before: _Before | None
) -> tuple[Columns | None, rows.Setting, _Before | None]:
    """A grid's columns and setting: its own, or those of the table that it continues."""
    setting = sheet.setting(grid.start)
    if boxes.is_form(grid):
        return None, setting, before
    known = columns.of_grid(grid)
    if before is not None and grid.page - before.page > 1:
        before = None
    if known is not None:
        if not setting.heading and before is not None:
            setting = replace(setting, heading=before.heading.heading)
        if before is not None and before.page < grid.page and before.columns.roles == known.roles:
            setting = replace(setting, carried=before.metal)
        return known, setting, _going_on(known, grid, setting)
    width = max((len(row) for row in grid.rows), default=0)
    if before is None or width != len(before.columns.roles):
        return None, setting, before
    known = Columns(before.columns.roles, -1)
    if setting.metal is None:
        setting = replace(before.heading, covered=setting.covered)
    setting = replace(setting, carried=before.metal)
    return known, setting, _going_on(known, grid, setting)


def _going_on(known: Columns, grid: Grid, setting: rows.Setting) -> _Before:
    """What a grid lends to the one that may continue it: not the smelters of its own page."""
    metal = rows.last_metal(grid, known) or setting.carried
    return _Before(known, grid.page, replace(setting, covered=()), metal)


def _spans(taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order and without overlaps."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(taken):
        if kept and start <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(kept[-1][1], end))
        else:
            kept.append((start, end))
    return kept


def short_names(pages: Sequence[Page], mentions: Sequence[Mention]) -> dict[str, str]:
    """Short and former names in brackets behind the full one (``... Refining Corp (ABC)``)."""
    texts = {page.number: page.text for page in pages}
    found: dict[str, str] = {}
    named = [m for m in mentions if m.label is Label.SMELTER]
    for full, short in zip(named, named[1:], strict=False):
        between = texts[full.page][full.end : short.start] if full.page == short.page else "."
        if sentences.names_again(between):
            found[merging.name_key(short.text, {})] = merging.name_key(full.text, {})
    return found
