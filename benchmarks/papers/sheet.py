"""Flowables to a PDF: the few shapes that certificates and reports are printed in."""

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=13)
SMALL = ParagraphStyle("small", parent=BODY, fontSize=7.5, leading=9)
BOLD = ParagraphStyle("bold", parent=BODY, fontName="Helvetica-Bold")
CENTRED = ParagraphStyle("centred", parent=BODY, alignment=TA_CENTER)
BIG = ParagraphStyle("big", parent=CENTRED, fontName="Helvetica-Bold", fontSize=15, leading=20)
TITLE = ParagraphStyle("title", parent=BIG, fontSize=24, leading=34)
CELL = ParagraphStyle("cell", parent=BODY, fontSize=8.5, leading=10.5)


def text(words: str, style: ParagraphStyle = BODY) -> Flowable:
    """A paragraph; line ends are kept."""
    plain = words.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br/>")
    return Paragraph(plain, style)


def gap(height: float = 10) -> Flowable:
    """White space."""
    return Spacer(1, height)


def page() -> Flowable:
    """A page's end."""
    return PageBreak()


def table(
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    *,
    ruled: bool = True,
    style: ParagraphStyle = CELL,
    header: bool = False,
) -> Flowable:
    """Rows of cells, their words wrapped."""
    cells = [[text(cell, style) for cell in row] for row in rows]
    made = Table(cells, colWidths=list(widths), repeatRows=1 if header else 0)
    look = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    if ruled:
        look.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))  # type: ignore[arg-type]
    made.setStyle(TableStyle(look))
    return made


def pdf(flow: Sequence[Flowable], *, footer: str = "") -> bytes:
    """The file; ``footer`` stands at the foot of each page, with its number where it says {page}."""
    out = BytesIO()

    def foot(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont("Helvetica", 7)
        for line, words in enumerate(
            reversed(footer.replace("{page}", str(document.page)).split("\n"))
        ):
            canvas.drawString(56, 30 + 9 * line, words)

    document = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=56, rightMargin=56, topMargin=50, bottomMargin=64
    )
    document.build(list(flow), onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()
