"""Draw the demo's papers as PDF: the same call gives the same bytes, every time."""

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import font_source_sans_pro
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

PLAIN = "Helvetica"  # Western European letters only
WIDE = "SourceSans"  # every Latin letter
CHINESE = "STSong-Light"

FOOTERS = {
    "nl": "Dit document is verzonnen voor een demonstratie.",
    "en": "This document was invented for a demonstration.",
    "de": "Dieses Dokument wurde für eine Vorführung erfunden.",
    "fr": "Ce document a été inventé pour une démonstration.",
}

Flow = list[Any]


@cache
def _fonts() -> None:
    folder = Path(font_source_sans_pro.__file__).parent / "files"
    pdfmetrics.registerFont(TTFont(WIDE, str(folder / "SourceSansPro-Regular.ttf")))
    pdfmetrics.registerFont(UnicodeCIDFont(CHINESE))


_MARGIN, _GAP = 18 * mm, 8 * mm


def _frames(width: float, height: float, columns: int) -> list[Any]:
    each = (width - 2 * _MARGIN - (columns - 1) * _GAP) / columns
    lefts = [_MARGIN + n * (each + _GAP) for n in range(columns)]
    return [Frame(x, _MARGIN, each, height - 2 * _MARGIN, 0, 0, 0, 0) for x in lefts]


def build(
    flow: Flow,
    *,
    title: str,
    columns: int = 1,
    turned: bool = False,
    crop: tuple[float, float, float, float] | None = None,
    size: tuple[float, float] = A4,
    password: str | None = None,
    language: str = "en",
) -> bytes:
    """The flow as a PDF: A4 upright unless ``size`` (points) says otherwise, in ``columns``.

    A ``turned`` page is stored on its side and turned back when shown; ``crop`` is in points from
    the bottom left.
    """
    _fonts()
    buffer = io.BytesIO()
    encryption = None if password is None else StandardEncryption(password, strength=128)
    document = BaseDocTemplate(
        buffer,
        pagesize=size,
        rotation=90 if turned else 0,
        title=title,
        author="Demo",
        invariant=1,
        encrypt=encryption,
    )

    def decorate(canvas: Any, _document: Any) -> None:
        if turned:
            canvas.transform(0, 1, -1, 0, size[1], 0)
        canvas.setFont(PLAIN, 7)
        canvas.drawString(_MARGIN, 10 * mm, FOOTERS[language])

    template = PageTemplate(frames=_frames(*size, columns), onPage=decorate, cropBox=crop)
    document.addPageTemplates(template)
    document.build(list(flow))
    return buffer.getvalue()


def text(words: str, *, size: float = 10, font: str = PLAIN, bold: bool = False) -> Flow:
    """A paragraph; ``words`` is plain text and never markup."""
    face = "Helvetica-Bold" if bold and font == PLAIN else font
    style = ParagraphStyle("text", fontName=face, fontSize=size, leading=size * 1.35)
    return [Paragraph(escape(words), style), Spacer(1, size * 0.6)]


def texts(*paragraphs: str, font: str = PLAIN) -> Flow:
    """Several paragraphs."""
    return [part for words in paragraphs for part in text(words, font=font)]


def heading(words: str, *, font: str = PLAIN) -> Flow:
    """A heading."""
    return text(words, size=14, font=font, bold=True)


def letterhead(sender: str, *lines: str) -> Flow:
    """Who the paper comes from."""
    return [
        *text(sender, size=16, bold=True),
        *text("PO Box 0, 0000 AA", size=8),
        *(part for line in lines for part in text(line, size=10)),
        Spacer(1, 6 * mm),
    ]


def ruled(rows: Sequence[Sequence[str]], *, font: str = PLAIN, size: float = 8.5) -> Flow:
    """A table with lines round every cell; its first row is the header, repeated on each page."""
    _fonts()
    style = [
        ("FONT", (0, 0), (-1, -1), font, size),
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    table = Table([list(row) for row in rows], repeatRows=1, hAlign="LEFT")
    table.setStyle(TableStyle(style))
    return [table, Spacer(1, 5 * mm)]


def unruled(rows: Sequence[Sequence[str]], *, font: str = PLAIN, size: float = 9) -> Flow:
    """The same without a single line: only where the words stand tells the columns."""
    _fonts()
    table = Table([list(row) for row in rows], hAlign="LEFT")
    table.setStyle(TableStyle([("FONT", (0, 0), (-1, -1), font, size)]))
    return [table, Spacer(1, 5 * mm)]


def wrapped(rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Flow:
    """A ruled table whose cells wrap; ``widths`` in millimetres."""
    style = ParagraphStyle("cell", fontName=PLAIN, fontSize=8.5, leading=11)
    cells = [[Paragraph(escape(cell), style) for cell in row] for row in rows]
    table = Table(cells, colWidths=[w * mm for w in widths], repeatRows=1, hAlign="LEFT")
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    return [table, Spacer(1, 5 * mm)]


def page_break() -> Flow:
    """The next thing begins on a new page."""
    return [PageBreak()]
