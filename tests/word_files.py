"""Word documents made up by tests: what people write, and what Word and crooks hide in it."""

import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO

from docx import Document
from docx.document import Document as Written
from docx.table import Table
from PIL import Image

from tests import papers

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document(write: Callable[[Written], object] = lambda made: None) -> bytes:
    """A document that ``write`` filled."""
    made = Document()
    write(made)
    return saved(made)


def saved(made: Written) -> bytes:
    """The bytes of a document."""
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def table(made: Written, rows: Sequence[Sequence[str]]) -> Table:
    """A table of these rows at the end of a document."""
    grid = made.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = text
    return grid


def smelter_table(count: int, *, language: str = "en") -> bytes:
    """The declaration of a supplier, as :func:`tests.papers.smelter_table` prints it."""

    def write(made: Written) -> None:
        made.add_heading("Conflict minerals declaration", 1)
        made.add_paragraph("Supplier: Voorbeeld Draad B.V.")
        rows = [smelter.cells for smelter in papers.smelters(count)]
        table(made, [papers.HEADERS[language], *rows])

    return document(write)


def of_body(body: str, *, parts: Mapping[str, str] | None = None) -> bytes:
    """A document of this very body, written in Word's own XML with the prefix ``w``.

    ``parts`` are further ones by kind: ``footnotes``, ``header``, ...; each the inside of its root.
    """
    parts = parts or {}
    related = "".join(
        f'<Relationship Id="r{kind}" Type="http://example.org/{kind}" Target="{kind}.xml"/>'
        for kind in parts
    )
    names = "http://schemas.openxmlformats.org/package/2006/relationships"
    files = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:mc="urn:mc" xmlns:v="urn:v">'
        f"<w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{names}">{related}</Relationships>',
        **{
            f"word/{kind}.xml": f'<w:{kind} xmlns:w="{W}">{inside}</w:{kind}>'
            for kind, inside in parts.items()
        },
    }
    return packed({name: text.encode() for name, text in files.items()})


def packed(files: Mapping[str, bytes]) -> bytes:
    """The file of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return out.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a file."""
    with zipfile.ZipFile(BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def changed(data: bytes, pattern: bytes, by: bytes) -> bytes:
    """The same file with its body's XML changed in one place."""
    files = unpacked(data)
    body, times = re.subn(pattern, lambda _: by, files["word/document.xml"], count=1)
    assert times == 1
    return packed({**files, "word/document.xml": body})


def paragraph(*texts: str) -> str:
    """A paragraph in XML, a run for each text."""
    runs = "".join(f"<w:r><w:t>{text}</w:t></w:r>" for text in texts)
    return f"<w:p>{runs}</w:p>"


def pictures() -> bytes:
    """A document of a picture alone."""
    noise = Image.effect_noise((400, 300), 80)
    out = BytesIO()
    noise.save(out, "PNG")
    return document(lambda made: made.add_picture(out))
