"""The text of a mail that was written in HTML: nothing is fetched, run or shown."""

import re
from html.parser import HTMLParser

_UNSEEN = frozenset({"head", "noscript", "script", "style", "svg", "template", "title"})
_BLOCKS = frozenset({"address", "article", "blockquote", "br", "center", "dd", "div", "dl", "dt"})
_BLOCKS |= {"footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p"}
_BLOCKS |= {"pre", "section", "table", "tbody", "tfoot", "thead", "ul"}
_CELLS = frozenset({"td", "th"})
_DEEPEST = 50  # rows within cells within rows; what is deeper becomes text of the cell round it


def text_of(html: str) -> str:
    """The words as a reader sees them, a line a block, the cells of a row joined with `` | ``."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text()


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    """Collects text in the innermost cell of the rows that are open; the outermost is the page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._rows: list[list[list[str]]] = [[[]]]  # of each open row its cells, of a cell its text
        self._unseen = 0

    def text(self) -> str:
        """All that was told; rows left open are closed."""
        while len(self._rows) > 1:
            self._end_row()
        return _tidy("".join(self._rows[0][0]))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self._unseen = 0
        elif tag in _UNSEEN:
            self._unseen += 1
        elif tag == "tr" and len(self._rows) < _DEEPEST:
            self._rows.append([[]])
        elif tag in _CELLS and len(self._rows) > 1:
            self._rows[-1].append([])
        elif tag in _BLOCKS:
            self._tell("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag == "tr" and len(self._rows) > 1:
            self._end_row()
        elif tag in _BLOCKS:
            self._tell("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._tell(data.replace("\r", " ").replace("\n", " "))

    def _tell(self, text: str) -> None:
        self._rows[-1][-1].append(text)

    def _end_row(self) -> None:
        cells = [_tidy("".join(cell)) for cell in self._rows.pop()]
        cells = [cell for cell in cells if cell]
        if len(cells) > 1:  # a table; with one cell it is the frame of a page, and keeps its lines
            cells = [" | ".join(cell.replace("\n", " ") for cell in cells)]
        self._tell("\n" + "".join(cells) + "\n")
