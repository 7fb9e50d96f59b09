"""Findings of audit reports: clause, severity, statement and due date, in tables and in text.

Words of severity are brought back to four. SA8000's time-bound counts as major; of the levels of
LBMA's guidance zero tolerance counts as critical, high risk as major, medium risk as minor and
low risk as an observation.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extraction import places
from extraction.entities import dates, layout
from extraction.pairing import grids
from extraction.pairing.grids import Cell
from extraction.readers.tables import Table
from extraction.records import AuditFinding, Page, Severity, Source, Value

_FEWEST_LETTERS = 12  # a shorter statement is an empty form or a count
_LONGEST_BLOCK = 14  # lines
_LONGEST_HEAD = 300  # characters of a line that are looked at
_LONGEST_TEXT = 3000  # characters of a block
_TABLE_RULE = "finding row"
_TEXT_RULE = "finding block"


def _any(*words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})", re.IGNORECASE)


_SEVERITIES = (
    (Severity.CRITICAL, _any("(?:business )?critical", "kritieke?", "kritische?", "critique")),
    (Severity.CRITICAL, _any("zero[- ]tolerance", "nultolerantie", "nulltoleranz")),
    (Severity.MAJOR, _any(r"major\b", "hoofdafwijking", "hauptabweichung", r"majeure?\b")),
    (Severity.MAJOR, _any("time-bound", "high[- ]risk", "grote afwijking", "wesentliche abw")),
    (Severity.MINOR, _any(r"minor\b", "nebenabweichung", r"mineure?\b", "kleine afwijking")),
    (Severity.MINOR, _any("medium[- ]risk", "geringfügig", "unwesentlich", "lichte afwijking")),
    (
        Severity.OBSERVATION,
        _any(r"observati(?:on|e)s?\b", "opportunit(?:y|ies) for impr", r"OFI\b"),
    ),
    (Severity.OBSERVATION, _any("verbeterpunt", "aandachtspunt", "opmerking", "aanbeveling")),
    (Severity.OBSERVATION, _any("hinweis", "verbesserungs", "empfehlung", "remarque", "low-risk")),
    (Severity.OBSERVATION, _any("recommendation", "piste d", "point sensible", "beobachtung")),
)
_KINDS = "|".join(
    (
        r"non-?\s?conformit(?:y|ies|és?|at)|nonconformity|non-?conformance|finding|observation|OFI",
        "opportunity for improvement|afwijking|tekortkoming|bevinding|observatie|verbeterpunt",
        "aandachtspunt|hoofdafwijking|(?:haupt|neben)?abweichung|feststellung|nichtkonformität",
        "constat|écart|non-?conformité|remarque|hinweis",
    )
)
_WEIGHTS = "|".join(
    (
        "business critical|critical|major|minor|kritieke?|kritische?|kleine|grote|wesentliche",
        "geringfügige|majeure|mineure|critique",
    )
)
_CODES = "NC|CAR|OBS|OFI|MI|MA|CAP"
_HEAD = re.compile(
    rf"^\W*(?:(?P<weight>{_WEIGHTS})\s+)?(?:(?P<kind>{_KINDS})|(?P<code>{_CODES}))\b"
    rf"(?:\s+(?P<after>{_WEIGHTS}))?\s*(?:(?:no|nr|n°|nº|number|nummer)?\.?\s*[#:.-]?\s*"
    r"(?P<number>[A-Z]{0,4}-?\d{1,4}(?:[./-]\d{1,4})*))?(?P<rest>.*)$",
    re.IGNORECASE,
)
_LEAD = re.compile(rf"^\W*\(?(?:{_WEIGHTS})?\)?[\s:–—-]*", re.IGNORECASE)
_CLAUSE = re.compile(
    r"(?:clause|paragraph|requirement|section|criterion|provision|principle|paragraaf|eis|artikel"
    r"|art\.|hoofdstuk|normelement|normpunt|kapitel|abschnitt|ziffer|punkt|chapitre|exigence"
    r"|article|§)\s*(?:no\.?|nr\.?|n°)?\s*:?\s*"
    r"(?P<value>[A-Z]?\d{1,2}(?:\.\d{1,2}){0,4}(?:\s?\(?[a-z]\)|[a-z]\b)?)",
    re.IGNORECASE,
)
_BARE_CLAUSE = re.compile(r"[A-Z]?\d{1,2}(?:\.\d{1,2}){0,4}(?:\s?\(?[a-z]\)?)?", re.IGNORECASE)
_DUE = re.compile(
    r"(?:due(?: date| by| on)?|deadline|target date|completion date|close(?:d)? (?:by|before)"
    r"|to be (?:closed|completed) (?:by|before)|before|uiterlijk|vóór|streefdatum|termijn"
    r"|gereed(?: op| voor)?|frist|termin|spätestens|bis(?: zum)?|échéance|délai|avant le"
    r"|au plus tard le)\s*[:.]?\s*$",
    re.IGNORECASE,
)
_DEFINES = re.compile(
    r"^\W*(?:is (?:an?|any|the|een|een)|are|means|wordt verstaan|betekent|houdt in"
    r"|ist (?:eine?|die)"
    r"|bedeutet|liegt vor|est (?:une?|la|l.)|refers to|occurs when|=)\b",
    re.IGNORECASE,
)
_DEFINITIONS = re.compile(
    r"^\W*(?:\d[\d.]*\s*)?(?:definition|definitie|begriff|définition|grading|legend"
    r"|classification of"
    r"|classificatie van|explanation of|toelichting op|glossary|verklarende)",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"\W*(?:none\b.{0,40}|n/?a|n\.a\.|nil|nvt|description|omschrijving|beschreibung"
    r"|no (?:\w+ ){0,3}(?:non-?conformit\w+|findings?|observations?|issues?|deviations?)\b.{0,60}"
    r"|geen (?:\w+ ){0,2}(?:afwijking|bevinding|tekortkoming|opmerking)\w*.{0,60}"
    r"|keine (?:\w+ ){0,2}(?:abweichung|feststellung|hinweis)\w*.{0,60}"
    r"|aucune? (?:\w+ ){0,2}(?:non-conformité|écart|constat|remarque).{0,60})\W*",
    re.IGNORECASE,
)
_PART = re.compile(
    r"^\W*(?:description|statement|omschrijving|beschrijving|beschreibung|constat|finding|bevinding"
    r"|feststellung|details?)\s*:\s*",
    re.IGNORECASE,
)
_OTHER_PART = re.compile(
    r"^\W*(?:root cause|corrective action|correction|(?:objective )?evidence|oorzaak|corrigerende"
    r"|correctie|bewijs|ursache|korrektur|nachweis|cause|action corrective|preuve|clause"
    r"|requirement"
    r"|severity|grade|classification|ernst|klasse|paragraaf|norm|kapitel|due|deadline|termijn|frist"
    r"|responsible|status|verantwoordelijke|verantwortlich)\b[^:]{0,30}:",
    re.IGNORECASE,
)  # fmt: skip
_COLUMNS = {
    "clause": _any("clause", "requirement", "criterion", "paragraaf", "normelement", "norm", "eis"),
    "clause2": _any("kapitel", "abschnitt", "chapitre", "exigence", "provision", "§", "artikel"),
    "severity": _any("severity", "grade", "grading", "classificat", "category", "ernst", "weging"),
    "severity2": _any("categorie", "zwaarte", "klassifi", "einstufung", "gravité", "type", "level"),
    "due": _any("due", "deadline", "target date", "termijn", "streefdatum", "frist", "termin"),
    "due2": _any("uiterlijk", "échéance", "délai", "completion date", "date de"),
    "statement": _any("finding", "non-?conform", "description", "statement", "observation"),
    "statement2": _any("bevinding", "afwijking", "omschrijving", "tekortkoming", "abweichung"),
    "statement3": _any("feststellung", "beschreibung", "constat", "écart", "details"),
}


def severity_of(text: str) -> Severity | None:
    """The severity that a text names first; None when it names none."""
    found = [(m.start(), weight) for weight, words in _SEVERITIES if (m := words.search(text))]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def read(pages: Sequence[Page], tables: Mapping[int, Sequence[Table]]) -> tuple[AuditFinding, ...]:
    """The findings of an audit report, in its order; not its definitions, counts or empty forms."""
    order = dates.order_of(page.text for page in pages)
    found: list[AuditFinding] = []
    columns: dict[str, int] = {}
    defining = False
    for page in pages:
        taken: list[tuple[int, int]] = []
        for grid in grids.of_page(page, tables.get(page.number, ())):
            rows, columns = _body(grid.rows, columns)
            for row in rows:
                if finding := _of_row(row, columns, order):
                    found.append(finding)
            if columns:
                taken.extend(grids.spans(grid))
        blocks, defining = _blocks(page, sorted(taken), defining)
        found.extend(f for block in blocks if (f := _of_block(page, block, order)))
    return tuple(_once(found))


def _once(found: Sequence[AuditFinding]) -> Iterator[AuditFinding]:
    """Without findings that the report repeats in a summary."""
    seen: set[tuple[str | None, str]] = set()
    for finding in found:
        clause = finding.clause.text if finding.clause else None
        key = (clause, re.sub(r"\W+", "", finding.statement).lower()[:80])
        if key not in seen:
            seen.add(key)
            yield finding


# Tables


def _body(
    rows: Sequence[Sequence[Cell | None]], before: dict[str, int]
) -> tuple[Sequence[Sequence[Cell | None]], dict[str, int]]:
    """The rows below a header of findings, and its columns; a table may go on without a header."""
    for number, row in enumerate(rows[:3]):
        columns = _columns(row)
        if "statement" in columns and ("severity" in columns or "clause" in columns):
            return rows[number + 1 :], columns
    width = max((len(row) for row in rows), default=0)
    if before and width == before["width"]:
        return rows, before
    return (), {}


def _columns(row: Sequence[Cell | None]) -> dict[str, int]:
    found: dict[str, int] = {"width": len(row)}
    for place, cell in enumerate(row):
        if cell is None or len(cell.text) > 60:
            continue
        for name, words in _COLUMNS.items():
            if words.search(cell.text) and name.rstrip("23") not in found:
                found[name.rstrip("23")] = place
                break
    return found


def _of_row(
    row: Sequence[Cell | None], columns: dict[str, int], order: dates.Order | None
) -> AuditFinding | None:
    def at(name: str) -> Cell | None:
        place = columns.get(name)
        return row[place] if place is not None and place < len(row) else None

    statement = at("statement")
    if statement is None or not _says_something(statement.text):
        return None
    quote = grids.quote(row)
    severity_cell, clause_cell = at("severity"), at("clause")
    severity = severity_of(severity_cell.text) if severity_cell else severity_of(statement.text)
    clause = _clause_value(clause_cell, quote) if clause_cell else None
    if severity is None and clause is None:
        return None
    due_cell = at("due")
    return AuditFinding(
        clause=clause,
        severity=severity,
        statement=statement.text,
        source=Source(statement.page, statement.box, quote, _TABLE_RULE),
        due=_due_value(due_cell, quote, order) if due_cell else None,
    )


def _clause_value(cell: Cell, quote: str) -> Value | None:
    match = _CLAUSE.search(cell.text)
    text = match["value"] if match else cell.text.strip()
    if not match and not re.search(r"\d", text):
        return None
    bare = _BARE_CLAUSE.search(text) if len(text) > 30 else None
    text = bare.group() if bare else text
    return Value(text, text, Source(cell.page, cell.box, quote, _TABLE_RULE))


def _due_value(cell: Cell, quote: str, order: dates.Order | None) -> Value | None:
    found = dates.find(cell.text, order=order)
    if not found:
        return None
    return Value(found[0].text, found[0].value, Source(cell.page, cell.box, quote, _TABLE_RULE))


# Running text


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines of one finding, and where its own words begin."""

    start: int
    end: int
    statement: int
    weight: Severity | None


def _blocks(page: Page, taken: list[tuple[int, int]], defining: bool) -> tuple[list[_Block], bool]:
    """The blocks that begin with a finding's head, and whether the page ends among definitions."""
    found: list[_Block] = []
    lines = [line for line in layout.lines(page.text) if line.end > line.start]
    for number, line in enumerate(lines):
        if _DEFINITIONS.match(line.text[:_LONGEST_HEAD]):
            defining = True
        head = _HEAD.match(line.text[:_LONGEST_HEAD])
        if not head or not _is_head(head) or places.inside(taken, line.start):
            continue
        if _DEFINES.match(head["rest"]) or (defining and not head["number"]):
            continue
        defining = False
        end = _block_end(page, lines, number)
        said = " ".join(filter(None, (head["weight"], head["kind"], head["code"], head["after"])))
        named = severity_of(said)
        weight = severity_of(f"{said} {head['rest'][:60]}") if _is_plain(named) else named
        found.append(_Block(line.start, end, line.start + head.start("rest"), weight))
    return found, defining


def _is_plain(named: Severity | None) -> bool:
    return named is None or named is Severity.OBSERVATION


def _is_head(head: re.Match[str]) -> bool:
    """A head has a number, or a weight and then a colon or dash; a code has a number."""
    if head["number"]:
        return True
    weighed = head["weight"] or head["after"] or severity_of(head["rest"][:25])
    return bool(
        head["kind"] and weighed and re.match(r"\s*(?:\(.{3,25}\))?\s*[:–—-]", head["rest"])
    )


def _block_end(page: Page, lines: Sequence[layout.Line], number: int) -> int:
    end = lines[number].end
    for following in lines[number + 1 : number + _LONGEST_BLOCK]:
        head = _HEAD.match(following.text[:_LONGEST_HEAD])
        if head and _is_head(head) or _DEFINITIONS.match(following.text[:_LONGEST_HEAD]):
            break
        if page.text[end : following.start].count("\n") > 1:
            break
        end = following.end
    return min(end, lines[number].start + _LONGEST_TEXT)


def _of_block(page: Page, block: _Block, order: dates.Order | None) -> AuditFinding | None:
    text = page.text[block.start : block.end]
    statement = _statement(page.text[block.statement : block.end])
    if not _says_something(statement):
        return None
    clause = _CLAUSE.search(text)
    weight = block.weight
    if weight is None or weight is Severity.OBSERVATION:
        weight = severity_of(text[: len(text) - len(text.lstrip()) + 400]) or weight
    if weight is None and clause is None:
        return None
    box = places.box_of(page, block.start, block.end)
    return AuditFinding(
        clause=_at(page, block.start + clause.start("value"), clause["value"]) if clause else None,
        severity=weight,
        statement=statement,
        source=Source(page.number, box, " ".join(text.split()), _TEXT_RULE),
        due=_due(page, block, order),
    )


def _at(page: Page, start: int, text: str) -> Value:
    return places.value(page, start, start + len(text), " ".join(text.split()), _TEXT_RULE)


def _due(page: Page, block: _Block, order: dates.Order | None) -> Value | None:
    for found in dates.find(page.text[block.start : block.end], order=order):
        start = block.start + found.start
        if _DUE.search(page.text[max(block.start, start - 40) : start]):
            return places.value(page, start, block.start + found.end, found.value, _TEXT_RULE)
    return None


def _statement(text: str) -> str:
    """The finding's own words: of its labelled parts the description, else all up to the next."""
    lines = text.split("\n")
    described = next((n for n, line in enumerate(lines) if n and _PART.match(line)), None)
    kept: list[str] = []
    for number, line in enumerate(lines[described or 0 :]):
        if number and (_OTHER_PART.match(line[:100]) or _PART.match(line[:100])):
            if kept and len(" ".join(kept)) > _FEWEST_LETTERS:
                break
            continue
        kept.append(_PART.sub("", line))
    plain = " ".join(" ".join(kept).split())
    plain = _LEAD.sub("", plain)
    clause = _CLAUSE.match(plain)
    if clause and re.match(r"\s*[:–—-]\s", plain[clause.end() :]):
        plain = plain[clause.end() :]
    return plain.strip(" -–—:")


def _says_something(statement: str) -> bool:
    letters = sum(char.isalpha() for char in statement)
    return letters >= _FEWEST_LETTERS and not _NOTHING.fullmatch(statement)
