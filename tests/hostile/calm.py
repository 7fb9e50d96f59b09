"""Pages and files read back as a browser and an office program read them: what they say and run."""

import re
from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZipFile

import openpyxl

from report_templates.printable import printable


class _Reader(HTMLParser):
    """Everything that a page shows or puts into a form, and what in it could run."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.runs: list[str] = []
        self.typed = False  # inside a field that holds what was typed, as it was typed

    def handle_starttag(self, tag, attributes) -> None:
        given = dict(attributes)
        self.typed = tag == "textarea"
        if tag == "script" and not (given.get("src") or "").startswith("/static/"):
            self.runs.append("a script of its own")
        for name, value in attributes:
            value = value or ""
            address = value.strip().lower()
            if name.startswith("on") or name in ("style", "srcdoc", "formaction"):
                self.runs.append(f"{tag} {name}")
            if name in ("src", "href", "action") and not re.match(r"/|#|\?|mailto:", address):
                self.runs.append(f"{tag} {name}={value}")
            self._say(value, typed=(tag, name) == ("input", "value"))

    def handle_endtag(self, tag: str) -> None:
        self.typed = False

    def handle_data(self, data: str) -> None:
        self._say(data, typed=self.typed)

    def _say(self, text: str, *, typed: bool) -> None:
        self.said.append(text)
        if not typed and printable(text) != text:
            self.runs.append(f"a control character in {text!r}")


def shown(page: str) -> str:
    """What a page says, its white space made one; it must hold nothing that could run."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert not reader.runs, reader.runs
    return one_line(" ".join(reader.said))


def one_line(text: str) -> str:
    """The text with its white space made one, as a page shows it."""
    return " ".join(text.split())


def cells(workbook: bytes) -> list[str]:
    """The texts of a workbook; it must hold no formula and no link."""
    with ZipFile(BytesIO(workbook)) as parts:
        for name in parts.namelist():
            content = parts.read(name)
            assert b"<f>" not in content and b"<f " not in content, name
            assert b"hyperlink" not in content or not name.startswith("xl/worksheets/"), name
    book = openpyxl.load_workbook(BytesIO(workbook))
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in found} <= {"s", "n", "inlineStr", "d"}
    return [str(cell.value) for cell in found if cell.value is not None]
