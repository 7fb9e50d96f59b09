"""Good files of each format, made here, and the ways in which a mutant differs from one."""

import io
import random
import zipfile
import zlib
from collections.abc import Callable, Sequence
from copy import deepcopy
from email.message import EmailMessage

import pikepdf
from docx import Document
from lxml import etree
from openpyxl import Workbook

from tests import papers, word_files

Mutation = Callable[[bytes, random.Random], bytes]

_MOST = 2_000_000  # bytes of a mutant: what is larger is refused before it is opened
_ODD_NUMBERS = (0, -1, 1, 2, 255, 256, 65_535, 2**31 - 1, -(2**31), 2**32, 10**12)
_ODD_BYTES = (b"\x00", b"\xff", b"\n", b"<<", b">>", b"<", b">", b"&", b"\xc3\x28", b"endobj")


def good_files() -> dict[str, bytes]:
    """A file of each sort by its name, all fictitious."""
    table = papers.smelter_table(12)
    return {
        "table.pdf": table,
        "letter.pdf": papers.letter(
            "We buy tin from Merapi Tin Works in Indonesia.", "Second page."
        ),
        "certificate.pdf": papers.certificate(),
        "audit.pdf": papers.audit_report(),
        "list.docx": _word(),
        "letter.docx": _rich_word(),
        "list.xlsx": _workbook(),
        "mail.eml": _mail(table),
    }


def _rows() -> list[tuple[str, str, str, str]]:
    return [smelter.cells for smelter in papers.smelters(12)]


def _word() -> bytes:
    document = Document()
    document.add_heading("Smelters in our chain", 1)
    document.add_paragraph("Our supplier buys tin from Merapi Tin Works in Indonesia.")
    grid = document.add_table(rows=1, cols=4)
    for cell, title in zip(grid.rows[0].cells, papers.HEADERS["en"], strict=True):
        cell.text = title
    for row in _rows():
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = text
    return _saved(document.save)


def _rich_word() -> bytes:
    """Notes, a text box, tracked changes, merged cells and a table within a table."""
    said = word_files.paragraph
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr>{}</w:tc>'
    table = "<w:tbl>" + f"<w:tr>{cell.format(said('Tin'))}{cell.format(said('Merapi'))}</w:tr>" * 3
    table += "</w:tbl>"
    box = f"<mc:AlternateContent><mc:Choice><w:txbxContent>{said('A box')}</w:txbxContent>"
    return word_files.of_body(
        said("Our tin comes from Merapi Tin Works in Indonesia.")
        + f"<w:p><w:r>{box}</mc:Choice></mc:AlternateContent></w:r></w:p>"
        + f"<w:p><w:ins><w:r><w:t>in</w:t></w:r></w:ins></w:p>{table}"
        + f"<w:tbl><w:tr><w:tc>{said('Inside:')}{table}</w:tc></w:tr></w:tbl>",
        parts={
            "header": said("Voorbeeld Draad B.V."),
            "footnotes": f"<w:footnote>{table}</w:footnote>",
        },
    )


def _workbook() -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Metal", "Smelter", "Country", "Smelter ID"])
    for row in _rows():
        sheet.append(row)
    book.create_sheet("Totals")["A1"] = "=COUNTA(Sheet!A:A)"
    return _saved(book.save)


def _mail(attached: bytes) -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "Our smelters"
    mail["From"] = "supplier@example.com"
    mail["To"] = "member@example.com"
    mail.set_content("Please find our smelters attached. Merapi Tin Works is in Indonesia.")
    mail.add_attachment(attached, maintype="application", subtype="pdf", filename="smelters.pdf")
    return mail.as_bytes()


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    out = io.BytesIO()
    save(out)
    return out.getvalue()


def mutant(data: bytes, chance: random.Random) -> bytes:
    """One mutant of a file: one to four changes, of its bytes or of the parts inside."""
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(_ways(data))(data, chance)[:_MOST]
    return data


def _ways(data: bytes) -> Sequence[Mutation]:
    if data.startswith(b"%PDF"):
        return (*_OF_BYTES, _object_changed, _stream_changed)
    if data.startswith(b"PK"):
        return (*_OF_BYTES, *[_member_changed] * 3, *[_element_changed] * 6)
    return _OF_BYTES


def _flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 30)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut_off(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randint(0, len(data))]


def _hole(data: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:start] + bytes(end - start) + data[end:]


def _lost(data: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:start] + data[end:]


def _doubled(data: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 2, 20)) + data[end:]


def _moved(data: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    rest = data[:start] + data[end:]
    place = chance.randint(0, len(rest))
    return rest[:place] + data[start:end] + rest[place:]


def _put_in(data: bytes, chance: random.Random) -> bytes:
    place = chance.randint(0, len(data))
    return data[:place] + chance.choice(_ODD_BYTES) * chance.choice((1, 3, 500)) + data[place:]


def _number_changed(data: bytes, chance: random.Random) -> bytes:
    """A run of figures somewhere, replaced by a number that programs stumble over."""
    places = [place for place, byte in enumerate(data[:_MOST]) if 48 <= byte <= 57]
    if not places:
        return data
    start = end = chance.choice(places)
    while end < len(data) and 48 <= data[end] <= 57:
        end += 1
    return data[:start] + str(chance.choice(_ODD_NUMBERS)).encode() + data[end:]


def _stretch(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randint(0, len(data))
    return start, min(len(data), start + int(chance.expovariate(1 / 200)))


_OF_BYTES: tuple[Mutation, ...] = (
    _flipped,
    _cut_off,
    _hole,
    _lost,
    _doubled,
    _moved,
    _put_in,
    _number_changed,
)


def _object_changed(data: bytes, chance: random.Random) -> bytes:
    """A sound PDF in which one object's entry is an odd number, another object or itself."""
    try:
        with pikepdf.open(io.BytesIO(data)) as opened:
            objects = [one for one in opened.objects if isinstance(one, pikepdf.Dictionary)]
            chosen = chance.choice(objects)
            key = chance.choice(sorted(map(str, chosen.keys())))
            chosen[key] = chance.choice(
                (chance.choice(_ODD_NUMBERS[:8]), chance.choice(objects), chosen, pikepdf.Array())
            )
            return _saved(lambda out: opened.save(out, static_id=True))
    except (pikepdf.PdfError, IndexError, ValueError, TypeError, RuntimeError):
        return _flipped(data, chance)  # an earlier change has broken it already


def _stream_changed(data: bytes, chance: random.Random) -> bytes:
    """A sound PDF in which what is drawn on a page was changed, byte by byte."""
    try:
        with pikepdf.open(io.BytesIO(data)) as opened:
            page = chance.choice(list(opened.pages))
            page.contents_coalesce()
            drawn = page.Contents.read_bytes()
            page.Contents.write(chance.choice(_OF_BYTES)(drawn, chance))
            return _saved(lambda out: opened.save(out, static_id=True))
    except (pikepdf.PdfError, IndexError, ValueError, AttributeError, TypeError, RuntimeError):
        return _flipped(data, chance)


_BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    IndexError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


def _element_changed(data: bytes, chance: random.Random) -> bytes:
    """A sound office file with an element of one part lost, repeated, nested or changed."""
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened, zipfile.ZipFile(out, "w") as made:
            members = opened.infolist()
            chosen = chance.choice([one for one in members if one.filename.endswith(".xml")])
            for member in members:
                held = opened.read(member)
                held = _otherwise(held, chance) if member is chosen else held
                made.writestr(member.filename, held, compress_type=zipfile.ZIP_DEFLATED)
    except (*_BROKEN_ARCHIVE, etree.XMLSyntaxError):  # an earlier change has broken it already
        return _flipped(data, chance)
    return out.getvalue()


def _otherwise(xml: bytes, chance: random.Random) -> bytes:
    root = etree.fromstring(xml)
    one, other = (chance.choice(list(root.iter("*"))) for _ in range(2))
    match chance.randrange(5):
        case 0 if one.getparent() is not None:
            one.getparent().remove(one)
        case 1:
            # All copies before the first is put in: it may go into the very thing that is copied.
            other.extend([deepcopy(one) for _ in range(chance.choice((1, 3, 50)))])
        case 2:
            for _ in range(chance.choice((2, 30, 230))):
                inner = etree.SubElement(one, chance.choice((one, other)).tag)
                one = inner
            inner.append(deepcopy(other))
        case 3 if one.attrib:
            one.set(chance.choice(sorted(one.attrib)), str(chance.choice(_ODD_NUMBERS)))
        case _:
            one.tag, one.text = other.tag, chance.choice(("", "\u202e", "x" * 100_000, one.text))
    return etree.tostring(root)[:_MOST]


def _member_changed(data: bytes, chance: random.Random) -> bytes:
    """A sound archive in which one member was changed, and perhaps renamed."""
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened, zipfile.ZipFile(out, "w") as made:
            members = opened.infolist()
            chosen = chance.choice(members)
            for member in members:
                held = opened.read(member)
                name = member.filename
                if member is chosen:
                    held = chance.choice(_OF_BYTES)(held, chance)[:_MOST]
                    name = name if chance.random() < 0.9 else f"../{name}"
                made.writestr(zipfile.ZipInfo(name), held, compress_type=zipfile.ZIP_DEFLATED)
    except _BROKEN_ARCHIVE:  # an earlier change has broken it already
        return _flipped(data, chance)
    return out.getvalue()
