"""Lists and sentences to drafts: what stands beside a smelter's name in running text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extraction import places
from extraction.entities import identifiers, items, layout, metals
from extraction.pairing import columns, drafts, rows, sentences
from extraction.pairing.drafts import Draft, Layout
from extraction.pairing.grids import Cell
from extraction.pairing.sentences import Sentence
from extraction.pairing.sheet import Sheet
from extraction.records import Label, Mention, Page

_LONGEST_ITEM = 200
_SEPARATOR = re.compile(r"\s+[–—-]\s+|\s*[;|•·]\s*|\t+|(?<!\s)[^\S\n]{3,}")
_CHAIN = re.compile(r"\s(?:->|→|=>)\s")  # from hand to hand, and no cells of one row
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_FULL = 60  # characters of a line that its paragraph filled


def read(sheet: Sheet) -> Iterator[Draft]:
    """The drafts of a page's lists and sentences, in order of place."""
    found: list[tuple[int, Draft]] = []
    listed: list[tuple[int, int]] = []
    names = [
        m
        for m in sheet.mentions
        if m.label in (Label.SMELTER, Label.SMELTER_ID) and not places.inside(sheet.taken, m.start)
    ]
    for start, end, draft in _of_lists(sheet, names) if names else ():
        listed.append((start, end))
        found.append((start, draft))
    for start, draft in _of_sentences(sheet, listed):
        found.append((start, draft))
    yield from (draft for _, draft in sorted(found, key=lambda pair: pair[0]))


def _of_lists(sheet: Sheet, names: Sequence[Mention]) -> Iterator[tuple[int, int, Draft]]:
    """The drafts of a page's list items and of other lines that list, with what each line takes."""
    page = sheet.page
    by_line = {number: item for item in items.of(page.text, page.words) for number in item.lines}
    before: layout.Line | None = None
    for number, line in enumerate(layout.lines(page.text, page.words)):
        above, before = before, line
        item = by_line.get(number)
        if item is not None and number > item.lines.start:
            continue
        end = item.end if item else line.end
        inside = places.mentions_in(names, line.start, end)
        if not inside or (item is None and _wraps(line, above, inside)):
            continue
        for draft in _of_item(sheet, line, item):
            yield line.start, end, draft


def _of_sentences(sheet: Sheet, listed: list[tuple[int, int]]) -> Iterator[tuple[int, Draft]]:
    last: Sentence | None = None
    for start, end in layout.sentences(sheet.page.text):
        inside = [
            m
            for m in places.mentions_in(sheet.mentions, start, end)
            if not places.inside(sheet.taken, m.start) and not places.inside(listed, m.start)
        ]
        whole = sentences.sentence(sheet, start, end, inside)
        if last is not None:
            between = sheet.page.text[last.end : start]
            if _BLANK_LINE.search(sheet.page.text, last.end, start):
                last = None
            else:
                adjoins = not between.strip()
                yield from ((start, one) for one in sentences.goes_on(whole, last, adjoins=adjoins))
        yield from ((start, draft) for draft in sentences.read(whole))
        last = whole if whole.smelters else last


def _wraps(line: layout.Line, above: layout.Line | None, inside: Sequence[Mention]) -> bool:
    """Whether a line is one of a paragraph's, and no entry of a list."""
    text = line.text.strip()
    if line.is_row:
        return False
    if inside[-1].end > line.end or sum(m.label is Label.SMELTER for m in inside) > 1:
        return True
    full = above is not None and not above.is_row and len(above.text.strip()) >= _FULL
    goes_on = full and above is not None and above.text.rstrip()[-1] not in ".:;"
    return text[0].islower() or text[0] in "()" or goes_on


def _of_item(sheet: Sheet, line: layout.Line, item: items.Item | None) -> Iterator[Draft]:
    start, end = (item.start, item.end) if item else (line.start, line.end)
    if end - line.start > _LONGEST_ITEM or _CHAIN.search(sheet.page.text, start, end):
        return
    stretches = [(start, end)]
    if end == line.end:
        stretches = [(max(cell.start, start), cell.end) for cell in line.cells if cell.end > start]
    cells = [cell for stretch in stretches for cell in _cells(sheet.page, *stretch)]
    setting = sheet.setting(line.start)
    if len(cells) < 2 or columns.speaks_of_traders(setting.heading):
        return
    if setting.metal is None and (nearby := sheet.only_metal(line.start)):
        setting = replace(setting, metal=nearby, metal_note="metal_from_text")
    yield from rows.of_cells(cells, setting, Layout.LINE, ())


def _cells(page: Page, start: int, end: int) -> Iterator[Cell]:
    """The parts of a list's line: between separators, brackets, and commas before a known part."""
    at = start
    for cut in [*_SEPARATOR.finditer(page.text, start, end), None]:
        stop = cut.start() if cut else end
        yield from _peeled(page, at, stop)
        at = cut.end() if cut else end


def _peeled(page: Page, start: int, end: int) -> Iterator[Cell]:
    text = page.text[start:end]
    lead = re.match(r"\s*([^:]{2,30}):\s+", text)
    if lead and (metals.metals_of(lead[1]) or metals.metals_of(lead[1].split()[0])):
        first = len(lead[1]) if metals.metals_of(lead[1]) else len(lead[1].split()[0])
        yield _cell(page, start + lead.start(1), start + lead.start(1) + first)
        yield from _peeled(page, start + lead.end(), end)
        return
    if placed := items.placed(text):
        yield from _peeled(page, start, start + placed.name[1])
        yield _cell(page, start + placed.country[0], start + placed.country[1])
        return
    tail = re.search(r"\s*[,(\[]\s*([^,()\[\]]+)[)\].]?\s*$", text)
    if tail and tail.start() > 0 and _tells_itself(tail[1]):
        yield from _peeled(page, start, start + tail.start())
        yield _cell(page, start + tail.start(1), start + tail.start(1) + len(tail[1].rstrip(" .")))
    elif text.strip(" .,"):
        lead_blanks = len(text) - len(text.lstrip())
        yield _cell(page, start + lead_blanks, start + len(text.rstrip(" ,")))


def _tells_itself(text: str) -> bool:
    return bool(
        drafts.is_country(text) or identifiers.identifier_of(text) or metals.metals_of(text)
    )


def _cell(page: Page, start: int, end: int) -> Cell:
    text = page.text[start:end].replace("\n", " ")
    return Cell(text, page.number, start, end, places.box_of(page, start, end))
