"""A template's tables once filled: what says nothing goes, what belongs together stays so."""

from lxml import etree

from report_templates import columns
from report_templates.data import Language
from report_templates.word_xml import EMU_A_TWIP, TEXT_HEIGHT, element, qname

_REPEATED = f"{qname('w:trPr')}/{qname('w:tblHeader')}"
SHORT = 5
"""Up to so many rows, a table is kept on one page: a longer one would leave half a page empty."""
# In twentieths of a point, of the table's text: 9 points, Arial, with its space above and below.
_LINE, _ROW, _LETTER, _CELL = 220, 80, 95, 170
_AROUND_FIGURE = 1_600
"""The title above a figure and the source below it, of two lines each."""


def drop_empty_columns(body: etree._Element, language: Language) -> None:
    """Take away every column under a header of which no row says anything: only dashes, or only
    that it is not shown. The other columns share its width."""
    for table in body.iter(qname("w:tbl")):
        rows = table.findall(qname("w:tr"))
        grid = table.find(qname("w:tblGrid"))
        if grid is None or not rows or rows[0].find(_REPEATED) is None:
            continue
        cells = [row.findall(qname("w:tc")) for row in rows]
        if any(len(row) != len(grid) for row in cells):
            continue  # merged cells: whoever made them knows how they look
        said = columns.told([[_text(cell) for cell in row] for row in cells[1:]], language)
        if not all(said):
            _keep(grid, cells, said)


def keep_short_whole(body: etree._Element) -> None:
    """Keep the rows of every short table with the next one, so that it is not split over pages.

    Of a longer one the first rows stay together, below its caption, and so do the last two.
    """
    for table in body.iter(qname("w:tbl")):
        rows = table.findall(qname("w:tr"))
        kept = rows[:-1] if len(rows) <= SHORT + 1 else [*rows[:2], rows[-2]]
        for row in kept:
            _keep_next(row)


def keep_figures(body: etree._Element) -> None:
    """Keep each picture with the table of its values, as its title is kept with the picture.

    The whole table where title, picture and table go on one page together; of a longer one only
    the first rows.
    """
    for drawing in body.iter(qname("w:drawing")):
        holder = next(drawing.iterancestors(qname("w:p")), None)
        table = holder.getnext() if holder is not None else None
        if holder is None or table is None or table.tag != qname("w:tbl"):
            continue
        _keep_next(holder)
        rows = table.findall(qname("w:tr"))
        if _height(drawing) + sum(map(_row_height, rows)) + _AROUND_FIGURE <= TEXT_HEIGHT:
            for row in rows[:-1]:
                _keep_next(row)


def _height(drawing: etree._Element) -> int:
    high = sum(_length(size.get("cy")) for size in drawing.iter(qname("wp:extent")))
    return high // EMU_A_TWIP


def _length(written: str | None) -> int:
    """A length as a template has it: one in percent, or none that Word knows, is 0."""
    return int(written) if written is not None and written.isdecimal() else 0


def _row_height(row: etree._Element) -> int:
    """What a row takes at least: its text is measured by its letters, no font is at hand."""
    lines = 1
    for cell in row.iterfind(qname("w:tc")):
        size = cell.find(f"{qname('w:tcPr')}/{qname('w:tcW')}")
        width = _length(size.get(qname("w:w"))) if size is not None else 0
        lines = max(lines, -(-len(_text(cell)) * _LETTER // max(width - _CELL, 1)))
    return _ROW + _LINE * lines


def keep_notes(body: etree._Element) -> None:
    """Keep the last row of a table with the note below it, which would be lost on the next page."""
    for table in body.iter(qname("w:tbl")):
        note, rows = table.getnext(), table.findall(qname("w:tr"))
        if rows and note is not None and note.tag == qname("w:p") and _is_note(note):
            _keep_next(rows[-1])


def _is_note(holder: etree._Element) -> bool:
    style = holder.find(f"{qname('w:pPr')}/{qname('w:pStyle')}")
    return style is not None and style.get(qname("w:val")) == "Note" and bool(_text(holder))


def _keep_next(part: etree._Element) -> None:
    """Keep a paragraph, or all those of a row, on the page of what follows."""
    for holder in part.iter(qname("w:p")):
        properties = holder.find(qname("w:pPr"))
        if properties is None:
            properties = element("w:pPr")
            holder.insert(0, properties)
        if properties.find(qname("w:keepNext")) is None:
            style = properties.find(qname("w:pStyle"))
            kept = element("w:keepNext")
            properties.insert(0, kept) if style is None else style.addnext(kept)


def _text(cell: etree._Element) -> str:
    return "".join(text.text or "" for text in cell.iter(qname("w:t"))).strip()


def _keep(grid: etree._Element, rows: list[list[etree._Element]], said: list[bool]) -> None:
    width = qname("w:w")
    widths = [int(column.get(width) or "0") for column in grid]
    kept = sum(size for size, stays in zip(widths, said, strict=True) if stays) or 1
    wider = [size * sum(widths) // kept for size in widths]
    for column, size, stays in zip(list(grid), wider, said, strict=True):
        column.set(width, str(size))
        if not stays:
            grid.remove(column)
    for row in rows:
        for cell, size, stays in zip(row, wider, said, strict=True):
            for wide in cell.iterfind(f"{qname('w:tcPr')}/{qname('w:tcW')}"):
                wide.set(width, str(size))
            if not stays:
                cell.getparent().remove(cell)
