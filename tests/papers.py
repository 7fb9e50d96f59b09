"""Fictitious documents for all tests, made as PDF when a test asks. Every name is invented."""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
LEFT = 50.0

_PLACES = ("Merapi", "Kelana", "Vostra", "Andara", "Quilla", "Noordhaven", "Tamboran", "Isarberg")
_WORKS = ("Tin Works", "Refinery", "Metals", "Smelting", "Hüttenwerk")
_COUNTRIES = ("Indonesia", "Germany", "Bolivia", "Malaysia", "Netherlands", "Peru")
_METALS = ("Tin", "Tantalum", "Tungsten", "Gold")
HEADERS = {
    "en": ("Metal", "Smelter name", "Country", "Smelter ID"),
    "nl": ("Metaal", "Naam smelter", "Land", "Smelter-ID"),
    "de": ("Metall", "Name der Schmelzhütte", "Land", "Schmelz-ID"),
    "fr": ("Métal", "Nom de la fonderie", "Pays", "ID fonderie"),
}


@dataclass(frozen=True, slots=True)
class Smelter:
    """One row of a supplier's table."""

    metal: str
    name: str
    country: str
    identifier: str

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """In the order of the headers."""
        return self.metal, self.name, self.country, self.identifier


def smelters(count: int) -> tuple[Smelter, ...]:
    """So many invented smelters, each with its own name and identifier."""
    return tuple(
        Smelter(
            metal=_METALS[index % len(_METALS)],
            name=_name(index),
            country=_COUNTRIES[index % len(_COUNTRIES)],
            identifier=f"XID{101 + index:06d}",
        )
        for index in range(count)
    )


def _name(index: int) -> str:
    place = _PLACES[index % len(_PLACES)]
    works = _WORKS[index // len(_PLACES) % len(_WORKS)]
    series = index // (len(_PLACES) * len(_WORKS))
    return f"{place} {works}" if series == 0 else f"{place} {works} {series + 1}"


def supplier_table(
    rows: Sequence[Sequence[str]],
    *,
    headers: Sequence[str] = HEADERS["en"],
    title: str = "Conflict minerals declaration",
    supplier: str = "Voorbeeld Draad B.V.",
    ruled: bool = True,
    row_rules: bool = True,
    per_page: int = 30,
) -> bytes:
    """A supplier's table over as many pages as it needs, the header repeated on each.

    Without ``row_rules`` only its columns, its header and its outside are ruled.
    """
    out, canvas = _canvas()
    width = (WIDTH - 2 * LEFT) / len(headers)
    for start in range(0, max(1, len(rows)), per_page):
        _heading(canvas, title, supplier)
        top = HEIGHT - 110
        shown = [tuple(headers), *map(tuple, rows[start : start + per_page])]
        for line, cells in enumerate(shown):
            base = top - 20 * line
            canvas.setFont("Helvetica-Bold" if line == 0 else "Helvetica", 9)
            for column, cell in enumerate(cells):
                canvas.drawString(LEFT + column * width + 4, base - 14, cell)
        if ruled:
            edges = [LEFT + column * width for column in range(len(headers) + 1)]
            levels = [top - 20 * line for line in range(len(shown) + 1)]
            canvas.grid(edges, levels if row_rules else [*levels[:2], levels[-1]])
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def smelter_table(count: int, *, language: str = "en", ruled: bool = True) -> bytes:
    """A supplier's table of so many of :func:`smelters`."""
    rows = [smelter.cells for smelter in smelters(count)]
    return supplier_table(rows, headers=HEADERS[language], ruled=ruled)


def letter(*pages: str, size: float = 11) -> bytes:
    """Prose, each text on its own page, line ends as given."""
    out, canvas = _canvas()
    for text in pages:
        written = canvas.beginText(LEFT, HEIGHT - 80)
        written.setFont("Helvetica", size)
        written.textLines(text)
        canvas.drawText(written)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def certificate(
    *,
    holder: str = "Voorbeeld Draad B.V.",
    standard: str = "ISO 14001:2015",
    number: str = "VB-2024-0173",
    issuer: str = "Toetsbureau Noord",
    issued: str = "7 June 2024",
    expires: str = "6 June 2027",
) -> bytes:
    """An ISO certificate of one page."""
    return letter(
        f"{issuer}\n\nCERTIFICATE\n\nThis is to certify that the management system of\n\n"
        f"{holder}\nDraadweg 12, 1234 AB Noordhaven, Netherlands\n\n"
        f"has been assessed and complies with the requirements of\n\n{standard}\n\n"
        "Scope: drawing and coating of copper wire\n\n"
        f"Certificate number: {number}\nDate of issue: {issued}\nValid until: {expires}\n"
    )


def boxed(*texts: str) -> bytes:
    """A page of ruled boxes as wide as the page, one above the other, each text in its own."""
    out, canvas = _canvas()
    top = HEIGHT - 80
    for text in texts:
        lines = text.split("\n")
        height = 14 * len(lines) + 8
        canvas.rect(LEFT, top - height, WIDTH - 2 * LEFT, height)
        for number, line in enumerate(lines):
            canvas.drawString(LEFT + 6, top - 14 - 14 * number, line)
        top -= height
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def audit_report(findings: Sequence[tuple[str, str, str]] = ()) -> bytes:
    """An audit report with findings of (clause, severity, statement)."""
    found = "\n".join(
        f"Finding {number}\nClause: {clause}\nClassification: {severity}\n{statement}\n"
        for number, (clause, severity, statement) in enumerate(findings, start=1)
    )
    return letter(
        "Audit report\n\nAuditee: Voorbeeld Draad B.V.\nStandard: ISO 14001:2015\n"
        "Audit date: 12 March 2026\nLead auditor: A. Voorbeeld\n\n"
        f"Non-conformities\n\n{found or 'No non-conformities were found.'}\n"
    )


def scan(pages: int = 1, *, header: str = "") -> bytes:
    """Pages that are only a picture of text, perhaps with a typed line above it."""
    picture = Image.new("L", (600, 800), 255)
    pen = ImageDraw.Draw(picture)
    for line in range(20):
        pen.text((40, 40 + 30 * line), "Merapi Tin Works, Indonesia, XID000101", fill=0)
    out, canvas = _canvas()
    for _ in range(pages):
        canvas.drawImage(ImageReader(picture), 20, 20, WIDTH - 40, HEIGHT - 60)
        if header:
            canvas.drawString(LEFT, HEIGHT - 30, header)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def joined(*papers: bytes) -> bytes:
    """Papers one after the other in one file."""
    with pikepdf.new() as whole:
        for paper in papers:
            with pikepdf.open(BytesIO(paper)) as opened:
                whole.pages.extend(opened.pages)
        out = BytesIO()
        whole.save(out)
    return out.getvalue()


def blank(pages: int = 1) -> bytes:
    """Pages with nothing on them."""
    out, canvas = _canvas()
    for _ in range(pages):
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def turned(data: bytes, degrees: int) -> bytes:
    """The same document with every page turned clockwise by a multiple of 90 degrees."""
    return _changed(data, lambda page: page.rotate(degrees, relative=True))


def cropped(data: bytes, left: float, bottom: float, right: float, top: float) -> bytes:
    """The same document with only a part of every page seen (points, origin at the bottom left)."""
    box = pikepdf.Array([left, bottom, right, top])

    def crop(page: pikepdf.Page) -> None:
        page.cropbox = box

    return _changed(data, crop)


def with_line(data: bytes, line: str) -> bytes:
    """The same document with a typed line on top of its first page."""
    with pikepdf.open(BytesIO(data)) as pdf:
        box = pdf.pages[0].mediabox
        wide, high = float(box[2]), float(box[3])
        out = BytesIO()
        canvas = Canvas(out, pagesize=(wide, high))
        canvas.drawString(LEFT, high - 14, line)
        canvas.save()
        with pikepdf.open(out) as typed:
            pdf.pages[0].add_overlay(typed.pages[0])
            pdf.save(laid := BytesIO())
    return laid.getvalue()


def shifted(data: bytes, x: float, y: float) -> bytes:
    """The same document, to look at no different, with the origin of every page elsewhere."""

    def shift(page: pikepdf.Page) -> None:
        page.contents_add(f"1 0 0 1 {x} {y} cm".encode(), prepend=True)
        page.mediabox = pikepdf.Array([x, y, x + WIDTH, y + HEIGHT])

    return _changed(data, shift)


def encrypted(data: bytes, *, user: str = "geheim", owner: str = "eigenaar") -> bytes:
    """The same document behind a password; with an empty ``user`` anybody may open it."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user=user, owner=owner))
    return out.getvalue()


def with_attached(data: bytes, *files: tuple[str, bytes]) -> bytes:
    """The same document with these files attached."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        for name, held in files:
            pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, held, filename=name)
        pdf.save(out)
    return out.getvalue()


def without_pages() -> bytes:
    """A sound file with no page in it."""
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.save(out)
    return out.getvalue()


def filled_form(value: str) -> bytes:
    """A form with one text field, filled in."""
    out, canvas = _canvas()
    canvas.drawString(LEFT, 700, "Smelter:")
    canvas.acroForm.textfield(
        name="smelter", value=value, x=120, y=694, width=300, height=18, fontName="Helvetica"
    )
    canvas.save()
    return out.getvalue()


def _canvas() -> tuple[BytesIO, Canvas]:
    out = BytesIO()
    return out, Canvas(out, pagesize=A4, invariant=1)


def _heading(canvas: Canvas, title: str, supplier: str) -> None:
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(LEFT, HEIGHT - 60, title)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(LEFT, HEIGHT - 80, f"Supplier: {supplier}")


def _changed(data: bytes, change: Callable[[pikepdf.Page], None]) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            change(page)
        pdf.save(out)
    return out.getvalue()


def bomb_among(*pages: str, bomb: int) -> bytes:
    """Pages of prose, of which number ``bomb`` unpacks to two thousand million bytes."""
    packer, million = zlib.compressobj(9), b" " * 1_000_000
    first, again = (packer.compress(million) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    packed = first + 1_999 * again + packer.flush()
    out = BytesIO()
    with pikepdf.open(BytesIO(letter(*pages))) as pdf:
        stream = pdf.make_stream(b"")
        filters = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
        stream.write(zlib.compress(packed, 9), filter=filters)
        pdf.pages[bomb - 1].obj.Contents = stream
        pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


def laborious(*pages: str, laborious: int) -> bytes:
    """Pages of prose, of which number ``laborious`` draws one letter a million times."""
    content = b"BT /F1 1 Tf 1 1 Td " + b"(A) Tj " * 1_000_000 + b"ET"
    out = BytesIO()
    with pikepdf.open(BytesIO(letter(*pages))) as pdf:
        pdf.pages[laborious - 1].obj.Contents = pdf.make_stream(content)
        pdf.save(out)
    return out.getvalue()


def unending(*before: str) -> bytes:
    """A last page on which PDFium sees nothing and pdfminer never comes to an end."""
    out = BytesIO()
    with pikepdf.open(BytesIO(letter(*before, "Merapi Tin Works"))) as pdf:
        endless = b"BT /F1 12 Tf (" + b"(" * 6_000_000 + b" Tj"
        pdf.pages[-1].obj.Contents = pdf.make_stream(endless)
        pdf.save(out)
    return out.getvalue()


def copied_page(data: bytes, *, source: int, target: int) -> bytes:
    """The same document with what is on page ``source`` on page ``target``, too."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.pages[target - 1].obj.Contents = pdf.pages[source - 1].obj.Contents
        pdf.save(out)
    return out.getvalue()
