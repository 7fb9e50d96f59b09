"""The demo's awkward papers: turned, cropped, shifted, scanned, locked, packed, empty, long."""

import io
import zipfile

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFArray
from reportlab.pdfgen.canvas import Canvas

from workflows.demo import drawing, lists
from workflows.demo.cast import Member

EMPTY = b""
PASSWORD = "geheim"  # noqa: S105 - nobody in the demo was given it; the reader must say so
LONG_PAGES = 120


def _list(member: Member, numbers: tuple[int, ...], *extra: lists.Row) -> drawing.Flow:
    return [
        *drawing.letterhead(member.supplier, f"To: {member.name}"),
        *drawing.heading("Smelter list"),
        *drawing.ruled([*lists.rows(numbers, "en"), *extra]),
    ]


def rotated(member: Member, numbers: tuple[int, ...]) -> bytes:
    """A page that is stored on its side and turned when shown."""
    flow = [*_list(member, numbers), *drawing.texts("Read me turned by a quarter.")]
    return drawing.build(flow, title="Smelter list", turned=True, size=landscape(A4))


def cropped(member: Member, numbers: tuple[int, ...]) -> bytes:
    """A page that shows only its inner part: a printer's sheet with marks cut off."""
    width, height = A4
    crop = (30, 40, width - 30, height - 20)
    return drawing.build(_list(member, numbers), title="Smelter list", crop=crop)


def shifted(member: Member, numbers: tuple[int, ...]) -> bytes:
    """A page whose origin lies far outside its corner."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.setTitle("Smelter list")
    canvas.translate(200, -300)
    canvas.setFont(drawing.PLAIN, 14)
    canvas.drawString(60, 760, member.supplier)
    canvas.setFont(drawing.PLAIN, 10)
    canvas.drawString(60, 735, f"Smelter list for {member.name}")
    rows = [*lists.rows(numbers, "en"), lists.unknown(member, "tin", "MY", "en")]
    for number, row in enumerate(rows):
        for left, cell in zip((60, 130, 330, 460), row, strict=True):
            canvas.drawString(left, 700 - 16 * number, cell)
    canvas.showPage()
    width, height = A4
    page = canvas._doc.Pages.pages[-1]
    page.MediaBox = PDFArray([200, -300, 200 + width, height - 300])
    canvas.save()
    return buffer.getvalue()


def scan(member: Member, numbers: tuple[int, ...]) -> bytes:
    """A picture of a page, a little askew, without one letter of text in the file."""
    picture = Image.new("L", (1240, 1754), 255)
    pen = ImageDraw.Draw(picture)
    pen.text((120, 120), member.supplier, fill=0, font=ImageFont.load_default(44))
    pen.text((120, 210), f"Smelter list for {member.name}", fill=0, font=ImageFont.load_default(30))
    font = ImageFont.load_default(26)
    for number, row in enumerate(lists.rows(numbers, "en")):
        for left, cell in zip((120, 280, 640, 960), row, strict=True):
            pen.text((left, 330 + 60 * number), cell, fill=0, font=font)
    askew = picture.rotate(0.6, fillcolor=255, resample=Image.Resampling.BICUBIC)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.setTitle("Scan")
    canvas.drawImage(ImageReader(askew), 0, 0, *A4)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def locked(member: Member, numbers: tuple[int, ...]) -> bytes:
    """A list that asks for a password."""
    return drawing.build(_list(member, numbers), title="Smelter list", password=PASSWORD)


def long_report(member: Member) -> bytes:
    """A report of 120 pages with two short smelter tables deep inside."""
    flow: drawing.Flow = [
        *drawing.letterhead(member.supplier, f"Prepared for {member.name}"),
        *drawing.heading("Annual due diligence report 2025"),
    ]
    for number in range(2, LONG_PAGES + 1):
        flow += [*drawing.page_break(), *drawing.heading(f"Chapter {number - 1}")]
        flow += drawing.texts(
            *(
                f"Paragraph {part} of chapter {number - 1}. We looked at how we buy, whom we "
                "asked, and what we were told. We noted what we did not know, and whom to ask next."
                for part in range(1, 5)
            )
        )
        if number == 61:
            flow += drawing.ruled(lists.rows((129, 130, 131), "en"))
        if number == 97:
            extra = lists.unknown(member, "copper", "ZM", "en")
            flow += drawing.ruled([*lists.rows((134, 135), "en"), extra])
    return drawing.build(flow, title="Annual due diligence report")


def archive(name: str, data: bytes) -> bytes:
    """A ZIP archive in which a paper is sent."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(zipfile.ZipInfo(name, (2026, 1, 5, 9, 0, 0)), data)
    return buffer.getvalue()
