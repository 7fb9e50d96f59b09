"""The labelled fields of a certificate: in tables, beside their labels, behind or below them."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from extraction import pieces
from extraction.entities import dates
from extraction.pieces import Piece, Sheet
from extraction.readers.tables import Cell, Table
from extraction.records import Page

Span = tuple[int, int]

_LONGEST = 240  # characters of a piece that are looked at; what lies beyond is no label
_LINES = {"scope": 12, "sites": 50, "address": 5, "holder": 3, "issuer": 2}  # at most
_DATED = frozenset({"issued", "from", "decided", "dated", "first", "expires", "period"})
_BEFORE = (  # a number, the same label in another language, an article
    r"^\W*(?:\d{1,2}[.)]\s*)?(?:[^:/|\d]{2,40}[/|]\s*)?"
    r"(?:(?:the|this|de|het|die|der|das|la|le|il|el|of)\s+)?"
)
_TAIL = r"(?:\s*[/|(]\s*[^:\n]{2,50}?\)?)?"  # the same label in another language
_OF = r"(?:\s(?:of|van|von|der|des|de|del|della|di|du)\s[^:\d]{2,30})?"  # the scope of what
_MARK = r"\s*(?P<mark>[:：;]|$|\.{2,})"
_NUMBER = re.compile(r"(?:[A-Z]{1,6}[ ./-]{0,2})?[\w./-]{0,12}\d")
_NAME = re.compile(r"[A-ZÀ-Þ0-9]")
_LABEL_LIKE = re.compile(r"[^\W\d][^\d:]{1,40}[:：]$")
_BOUNDARY = re.compile(
    r"\W*(?:(?:has|have) (?:been|established|implemented)|(?:is|are) (?:fulfilled|met)|an audit"
    r"|(?:this|dit|dieses|ce|este|(?:il )?presente|questo|questa) "
    r"(?:certificat|zertifikat|certificad|certificaz|approv)"
    r"|een .{0,40}systeem|ein .{0,40}system|(?:door|durch) (?:een|ein) audit|(?:has|heeft|hat) "
    r"|a mis en place|ha (?:implantado|introdotto|sido)|(?:un|mediante) audit|voldoe[nt]|erf[üu]ll"
    r"|(?:complies|conforms|meets|according|in accordance)\b|wordt voldaan|sont satisfaites"
    r"|(?:hereby |hierbij |hiermee )?(?:certif|verklaart|verklaard|bescheinigt|attest|atteste))",
    re.IGNORECASE,
)
_WORDS = tomllib.loads((Path(__file__).parent / "labels.toml").read_text("utf-8"))


def _loose(word: str) -> str:
    """A pattern whose blanks may be missing, as on scans."""
    return word.replace("] ", "]\\s{0,2}").replace(" ", r"\s{0,2}")


def _any(words: Sequence[str]) -> str:
    return "|".join(map(_loose, words))


_LABELS: Mapping[str, re.Pattern[str]] = {
    name: re.compile(
        rf"{_BEFORE}(?:{_any(words)}){_OF if name == 'scope' else ''}{_TAIL}{_MARK}", re.IGNORECASE
    )
    for name, words in _WORDS["labels"].items()
}
_OPEN: Mapping[str, re.Pattern[str]] = {  # a label without a mark, told by what follows
    name: re.compile(rf"{_BEFORE}(?:{_any(_WORDS['labels'][name])})[\s.,]{{1,6}}", re.IGNORECASE)
    for name in ("number", "issuer", *sorted(_DATED - {"dated"}))
}
_ANYWHERE: Mapping[str, re.Pattern[str]] = {
    name: re.compile(
        rf"\b(?:{_any(words)})(?:\s(?:of|van|der|des|de)\s[^:\d]{{3,30}})?\s*(?P<mark>[:：]|$)",
        re.IGNORECASE,
    )
    for name, words in _WORDS["anywhere"].items()
}


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled value: its stretches of the page's text, and its label as printed.

    ``sure``: the label has a mark, several words, or a cell of its own.
    """

    name: str
    spans: tuple[Span, ...]
    label: str
    sure: bool = True

    @property
    def start(self) -> int:
        """Where the value begins."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where its last stretch ends."""
        return self.spans[-1][1]


@dataclass(frozen=True, slots=True)
class Form:
    """A page, or a stretch of one, with its pieces and its labelled fields."""

    page: Page
    tables: Sequence[Table]
    sheet: Sheet
    fields: Sequence[Field]


def form(page: Page, tables: Sequence[Table]) -> Form:
    """A page taken apart; the fields of its tables first, then those from top to bottom."""
    sheet = pieces.of(page)
    found = [field for table in tables for field in _of_table(table)]
    for piece in sheet.pieces:
        found.extend(_of_piece(sheet, piece))
    return Form(page, tables, sheet, found)


def label_of(text: str) -> tuple[str, int] | None:
    """The field that a text begins with the label of, and where the label ends."""
    return _label_of(text[:_LONGEST])


@lru_cache(maxsize=10_000)  # a piece is asked about again by each piece above and beside it
def _label_of(beginning: str) -> tuple[str, int] | None:
    if not any(map(str.isalpha, beginning)):
        return None
    for name, pattern in _LABELS.items():
        if match := pattern.match(beginning):
            return name, match.end("mark")
    return None


def is_label(text: str) -> bool:
    """Whether a text begins with a label, known or by its looks."""
    return bool(label_of(text) or _opened(text) or _LABEL_LIKE.fullmatch(text[:_LONGEST]))


def _opened(text: str) -> tuple[str, int] | None:
    """A field whose label has no mark: a number, a date or a name in capitals follows."""
    for name, pattern in _OPEN.items():
        match = pattern.match(text[:_LONGEST])
        if match and _fits(name, text[match.end() : match.end() + 60]):
            return name, match.end()
    return None


def _fits(name: str, rest: str) -> bool:
    if name == "number":
        return bool(_NUMBER.match(rest))
    if name == "issuer":
        return bool(_NAME.match(rest))
    found = dates.find(rest)
    return bool(found) and found[0].start <= 4


def _of_piece(of: Sheet, piece: Piece) -> Iterator[Field]:
    named = label_of(piece.text) or _opened(piece.text) or _inside(piece.text)
    if named is None or named[0] == "other":
        return
    name, end = named
    rest = piece.text[end:]
    most = _LINES.get(name, 1)
    if rest.strip():
        start = piece.start + end + len(rest) - len(rest.lstrip())
        lines = [piece, *pieces.following(of, piece, most, _stops)]
        yield _field(name, piece.text[:end], lines, start)
        return
    first = _value_of(of, piece)
    if first is not None:
        aside = first.left >= piece.right - 1 and first.top < piece.bottom
        stop = _stops_beside(of, piece) if aside else _stops
        lines = [first, *pieces.following(of, first, most, stop, free=aside or name == "sites")]
        yield _field(name, piece.text, lines, first.start)


def _inside(text: str) -> tuple[str, int] | None:
    """A field that a sentence opens at its end: ``valid for the following scope:``."""
    for name, pattern in _ANYWHERE.items():
        if match := pattern.search(text[:_LONGEST]):
            return name, match.end("mark")
    return None


def _value_of(of: Sheet, piece: Piece) -> Piece | None:
    right = pieces.beside(of, piece)
    if right is not None and not is_label(right.text):
        return right
    under = pieces.below(of, piece) or pieces.next_line(of, piece)
    return under if under is not None and not is_label(under.text) else None


def _stops(piece: Piece) -> bool:
    return is_label(piece.text) or bool(_BOUNDARY.match(piece.text[:_LONGEST]))


def _stops_beside(of: Sheet, label: Piece) -> Callable[[Piece], bool]:
    """A value in a column of its own ends where something stands in the column of its label."""

    def stop(piece: Piece) -> bool:
        aside = any(
            other.left < piece.left
            and abs(other.left - label.left) < label.height * 3
            and abs(other.middle - piece.middle) > 1
            and min(other.bottom, piece.bottom) - max(other.top, piece.top) > piece.height / 2
            for other in of.pieces
        )
        return aside or _stops(piece)

    return stop


def _field(name: str, label: str, lines: Sequence[Piece], start: int) -> Field:
    first = lines[0]
    spans = [(start, first.end), *((line.start, line.end) for line in lines[1:])]
    plain = label.strip(" :.").casefold()
    return Field(name, tuple(spans), plain, ":" in label or " " in plain)


# Tables


def _of_table(table: Table) -> Iterator[Field]:
    rows = [row.cells for row in table.rows]
    for number, cells in enumerate(rows):
        named = [label_of(cell.text) if cell else None for cell in cells]
        if sum(1 for one in named if one) > 1 and all(
            one or cell is None or not cell.text for one, cell in zip(named, cells, strict=True)
        ):
            if number + 1 < len(rows) and not _is_list(rows, number):
                yield from _under_labels(cells, rows[number + 1])
            continue
        yield from _in_row(cells)


def _is_list(rows: Sequence[Sequence[Cell | None]], header: int) -> bool:
    """Whether a header has more than one row under it: a list, of sites perhaps."""
    return sum(1 for row in rows[header + 1 :] if any(cell and cell.text for cell in row)) > 1


def _under_labels(labels: Sequence[Cell | None], values: Sequence[Cell | None]) -> Iterator[Field]:
    for label, cell in zip(labels, values, strict=False):
        named = label_of(label.text) if label else None
        if named and label and cell and cell.words and named[0] != "other":
            yield Field(named[0], spans_of(cell), label.text.strip(" :.").casefold())


def _in_row(cells: Sequence[Cell | None]) -> Iterator[Field]:
    filled = [cell for cell in cells if cell and cell.words]
    for label, cell in zip(filled, filled[1:], strict=False):
        named = label_of(label.text)
        ends = named is not None and not label.text[named[1] :].strip()
        if named and ends and named[0] != "other" and not label_of(cell.text):
            yield Field(named[0], spans_of(cell), label.text.strip(" :.").casefold())


def spans_of(cell: Cell) -> tuple[Span, ...]:
    """The stretches of a cell's words, line by line."""
    found: list[Span] = []
    last = None
    for word in cell.words:
        if last is not None and word.start - found[-1][1] == 1 and abs(word.box[1] - last) < 2:
            found[-1] = (found[-1][0], word.end)
        else:
            found.append((word.start, word.end))
        last = word.box[1]
    return tuple(found)
