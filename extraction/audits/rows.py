"""Findings in the rows of tables: columns by their headers, and by what they hold."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extraction.audits import words
from extraction.audits.words import severity_of, severity_of_cell
from extraction.entities import dates
from extraction.pairing import grids
from extraction.pairing.grids import Cell
from extraction.records import AuditFinding, Severity, Source, Value

Row = Sequence[Cell | None]

_RULE = "finding row"
_MOST = 0.6  # of a column's filled cells that make it a column of its kind
_LONG_TEXT = 20  # characters a statement has at least, on the average of its column
_LONGEST_HEADER = 60
_LONGEST_WEIGHT = 45
_FEWEST_LETTERS = 12


def _any(*found: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(found)})", re.IGNORECASE)


_HEADERS = {
    "clause": _any(
        "(?:std\\.? )?clause|requirement|criterion|paragraaf|norm|eis\\b|kapitel|abschnitt|chapitre"
        "|exigence|provision|artikel|article|apartado|requisito|cl[áa]usula|punto|anforderung"
    ),
    "severity": _any(
        "severity|grad(?:e|ing)|class|categor|ernst|weging|zwaarte|klassifi|einstufung|bewertung"
        "|gravit|type|level|rating|clasif|gravedad|categor[íi]a|classement"
    ),
    "due": _any(
        "due|deadline|target date|action due|termijn|streefdatum|uiterlijk|afhandel|gereed|frist"
        "|termin|umsetzung|[ée]ch[ée]ance|d[ée]lai|completion|date (?:de|limite)|plazo"
        "|fecha|scadenza"
        "|entro|data|à solder"
    ),
    "statement": _any(
        "finding|non-?conform|description|statement|observation|bevinding|afwijking|omschrijving"
        "|constatering|tekortkoming|abweichung|feststellung|beschreibung|constat|[ée]cart|libell"
        "|details|hallazgo|descripci|incumplim|no conform|riliev|descrizione|non conform"
    ),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """The places of a table's columns, and how many it has."""

    width: int
    places: dict[str, int]
    german: bool = False  # HA and NA stand for Haupt- and Nebenabweichung


def read(
    rows: Sequence[Row], before: Columns | None, order: dates.Order | None
) -> tuple[list[AuditFinding], Columns | None]:
    """The findings of a table; it may go on without a header from the table ``before``."""
    body, columns = _body(rows, before)
    if columns is None:
        return [], None
    found = [_of_row(row, columns, order) for row in body]
    return [one for one in found if one], columns


def _body(rows: Sequence[Row], before: Columns | None) -> tuple[Sequence[Row], Columns | None]:
    for number, row in enumerate(rows[:3]):
        if columns := _columns(row, rows[number + 1 :]):
            return rows[number + 1 :], columns
    width = max((len(row) for row in rows), default=0)
    if before and width == before.width:
        return rows, before
    return (), None


def _columns(header: Row, body: Sequence[Row]) -> Columns | None:
    """Columns by their headers; where these say nothing, by what most of the cells are."""
    german = any("abweichung" in cell.text.lower() for cell in header if cell)
    found: dict[str, int] = {}
    for place, cell in enumerate(header):
        if cell is None or len(cell.text) > _LONGEST_HEADER or severity_of(cell.text):
            named = None
            if cell is not None and len(cell.text) <= _LONGEST_HEADER:
                named = "statement" if _HEADERS["statement"].search(cell.text) else None
        else:
            named = next((n for n, words in _HEADERS.items() if words.search(cell.text)), None)
        if named and named not in found:
            found[named] = place
    for name, place in _by_contents(body, german).items():
        if place not in found.values():
            found.setdefault(name, place)
    if "statement" not in found or not ({"severity", "clause"} & found.keys()):
        return None
    if "severity" not in found and not _HEADERS["statement"].search(_text(header, found)):
        return None
    return Columns(len(header), found, german)


def _text(header: Row, found: dict[str, int]) -> str:
    cell = header[found["statement"]]
    return cell.text if cell else ""


def _by_contents(body: Sequence[Row], german: bool) -> dict[str, int]:
    """Columns that hold severities, dates, clauses with a point, and the longest texts."""
    width = max((len(row) for row in body), default=0)
    found: dict[str, int] = {}
    longest = 0.0
    for place in range(width):
        texts = [cell.text for row in body if place < len(row) and (cell := row[place])]
        if not texts:
            continue
        if _share(texts, lambda text: _weight(text, german) is not None) >= _MOST:
            found.setdefault("severity", place)
        elif _share(texts, lambda text: bool(dates.find(text))) >= _MOST:
            found.setdefault("due", place)
        elif _share(texts, lambda text: bool(words.LEADING_CLAUSE.match(text + " x"))) >= _MOST:
            found.setdefault("clause", place)
        elif (length := sum(map(len, texts)) / len(texts)) > max(longest, _LONG_TEXT):
            longest = length
            found["statement"] = place
    return found


def _share(texts: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(1 for text in texts if holds(text)) / len(texts)


def _weight(text: str, german: bool) -> Severity | None:
    if len(text) > _LONGEST_WEIGHT:
        return None
    if german and text.strip(" .").lower() in words.ABBREVIATED:
        return words.ABBREVIATED[text.strip(" .").lower()]
    return severity_of_cell(text)


def _of_row(row: Row, columns: Columns, order: dates.Order | None) -> AuditFinding | None:
    def at(name: str) -> Cell | None:
        place = columns.places.get(name)
        return row[place] if place is not None and place < len(row) else None

    statement = at("statement")
    if statement is None or not says_something(statement.text):
        return None
    quote = grids.quote(row)
    severity_cell, clause_cell, due_cell = at("severity"), at("clause"), at("due")
    severity = (
        _weight(severity_cell.text, columns.german)
        if severity_cell
        else severity_of(statement.text)
    )
    clause = _clause(clause_cell, quote) if clause_cell else None
    if severity is None and clause is None:
        return None
    return AuditFinding(
        clause=clause,
        severity=severity,
        statement=statement.text,
        source=Source(statement.page, statement.box, quote, _RULE),
        due=_due(due_cell, quote, order) if due_cell else None,
    )


def says_something(statement: str) -> bool:
    """Whether a statement is more than an empty form, a heading or "none"."""
    letters = sum(char.isalpha() for char in statement)
    return letters >= _FEWEST_LETTERS and not words.NOTHING.fullmatch(statement)


def _clause(cell: Cell, quote: str) -> Value | None:
    match = words.CLAUSE.search(cell.text)
    text = match["value"] if match else cell.text.strip()
    if not match and not re.search(r"\d", text):
        return None
    bare = words.BARE_CLAUSE.search(text) if len(text) > 30 else None
    text = bare.group() if bare else text
    return Value(text, text, Source(cell.page, cell.box, quote, _RULE))


def _due(cell: Cell, quote: str, order: dates.Order | None) -> Value | None:
    found = dates.find(cell.text, order=order)
    if not found:
        return None
    return Value(found[0].text, found[0].value, Source(cell.page, cell.box, quote, _RULE))
