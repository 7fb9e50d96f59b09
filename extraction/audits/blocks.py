"""Findings in text: under heads, in labelled parts, in lists under a severity, in sentences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extraction.audits import statements, words
from extraction.audits.rows import says_something
from extraction.audits.units import Unit, is_head
from extraction.audits.words import severity_of, severity_of_cell
from extraction.entities import dates, layout
from extraction.records import AuditFinding, Severity, Source, Value

_RULE = "finding block"
_ONCE = frozenset({"statement", "severity", "clause"})  # parts of which a finding has one
_LONGEST_SECTION = 80  # characters of a severity's heading
_HEADING = 50  # characters of a line that may end a list of findings
_NEAR_START = 45  # characters in which an item of a list names its clause
_ITEM = re.compile(r"\s*(?:[-•*·▪–]\s|\(?\d{1,2}[.)]\s|\[\d)")
_CLOSED = re.compile(
    r"\b(?:previous|last|earlier|vorige|letzte[ns]?|vorherige|pr[ée]c[ée]dent|anterior|precedente)\b"
    r".{0,120}\b(?:closed|resolved|afgesloten|opgelost|geschlossen|behoben|cl[ôo]tur|sold[ée]e?|lev[ée]e"
    r"|cerrad[ao]|chius[ao])",
    re.IGNORECASE,
)


@dataclass
class _Block:
    """What has been read of one finding so far."""

    severity: Severity | None = None
    head: Unit | None = None
    numbered: bool = False
    parts: dict[str, Unit] = field(default_factory=dict)
    dues: list[Unit] = field(default_factory=list)
    statement: Unit | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, and whether more than a weight before a colon says that it is one."""

    finding: AuditFinding
    strong: bool


@dataclass(slots=True)
class Course:
    """Where the reading of a report stands; findings may run over the end of a page."""

    order: dates.Order | None
    section: Severity | None = None
    defining: bool = False
    block: _Block | None = None


def read(units: Sequence[Unit], course: Course) -> Iterator[Found]:
    """The findings that end in these units; ``course`` goes on from one page to the next."""
    for unit in units:
        for one in _parted(unit):
            if _closes(one, course):
                yield from flush(course)
            _step(one, course)


def flush(course: Course) -> Iterator[Found]:
    """The finding that was being read, when it is one."""
    block, course.block = course.block, None
    if block is not None and (found := _finding(block, course.order)):
        yield found


def _closes(unit: Unit, course: Course) -> bool:
    """Whether the finding that is being read ends before this unit."""
    block, text = course.block, unit.text
    if block is None:
        return False
    if unit.part:
        return unit.part == "number" or (unit.part in _ONCE and unit.part in block.parts)
    if _is_heading(text) or _head(text) or (course.section and _is_item(text)):
        return True
    if _graded(text) and not course.defining:
        return True
    return not _wants(block, unit) and _ends_list(text)


def _step(unit: Unit, course: Course) -> None:
    text = unit.text
    if unit.part:
        _label(unit, course)
    elif words.DEFINITIONS.match(text[:300]):
        course.defining, course.section = True, None
    elif _is_section(text):
        course.section, course.defining = severity_of(text), False
    elif head := _head(text):
        _begin(unit, head, course)
    elif course.section and _is_item(text):
        if not words.NOTHING.fullmatch(text):
            course.block = _Block(course.section, statement=unit)
    elif (weight := _graded(text)) and not course.defining:
        course.block = _Block(weight, statement=unit)
    elif course.block and _wants(course.block, unit):
        course.block.statement = unit
    elif _ends_list(text):
        course.section = None


def _is_heading(text: str) -> bool:
    return bool(words.DEFINITIONS.match(text[:300])) or _is_section(text)


def _is_section(text: str) -> bool:
    """A severity's heading, which is no count: ``Major: 2``."""
    short = len(text) <= _LONGEST_SECTION and not words.COUNTS.search(text)
    return short and bool(words.SECTION.fullmatch(text))


def _ends_list(text: str) -> bool:
    return len(text) <= _HEADING and text[-1:] not in ".:;,"


def _wants(block: _Block, unit: Unit) -> bool:
    """Whether a finding that has only a head or labels as yet takes this as its statement."""
    if block.statement is not None or "statement" in block.parts:
        return False
    own = statements.of_head(block.head.text) if block.head else ""
    return not any(map(str.isalpha, own)) and says_something(unit.text)


def _label(unit: Unit, course: Course) -> None:
    part = unit.part or ""
    if course.block is None:
        course.block = _Block(severity=course.section)
    if part == "number":
        course.block.numbered = True
    if part == "due":
        course.block.dues.append(unit)
    course.block.parts.setdefault(part, unit)


def _begin(unit: Unit, head: re.Match[str], course: Course) -> None:
    groups, rest = head.groupdict(), head["rest"]
    clause = words.CLAUSE.search(rest) or words.NEAR_CLAUSE.search(rest[:_NEAR_START])
    number = groups["number"]
    if words.DEFINES.match(rest) or (words.COUNTS.search(unit.text[:120]) and not number):
        return
    bare = not number and not clause
    if bare and (course.defining or words.DEFINITION.match(rest.lstrip(" :–—-"))):
        return
    course.defining = False
    names = ("weight", "alone", "kind", "code", "after")
    said = " ".join(groups[name] for name in names if groups.get(name))
    own = severity_of(said)
    if own in (None, Severity.OBSERVATION):
        own = severity_of(re.split(r"[:.]", rest, maxsplit=1)[0][:60]) or own
    course.block = _Block(own or course.section, head=unit, numbered=bool(number))


def _parted(unit: Unit) -> Iterator[Unit]:
    """A paragraph with several heads as one unit each."""
    if unit.part:
        yield unit
        return
    starts = [
        start
        for start, end in layout.sentences(unit.text)
        if (head := words.HEAD.match(unit.text[start:end])) and is_head(head)
    ]
    if len(starts) < 2:
        yield unit
        return
    edges = sorted({0, *starts, len(unit.text)})
    for start, end in zip(edges, edges[1:], strict=False):
        if unit.text[start:end].strip():
            yield unit.cut(start, end)


def _head(text: str) -> re.Match[str] | None:
    if code := words.CODE.match(text):
        return code
    head = words.HEAD.match(text[:600])
    return head if head and is_head(head) else None


def _is_item(text: str) -> bool:
    start = text[:_NEAR_START]
    clause = words.LEADING_CLAUSE.match(text) or words.CLAUSE.search(start)
    return bool(clause or _ITEM.match(text)) or bool(words.NOTHING.fullmatch(text))


def _graded(text: str) -> Severity | None:
    """The severity of a sentence that names a finding with its weight, and a clause."""
    if words.COUNTS.search(text[:160]) or _CLOSED.search(text):
        return None
    for match in words.GRADED.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if words.NOT_ANY.search(before[-40:]) or words.DEFINES.match(after[:60]):
            continue
        near = text[max(0, match.start() - 60) : match.end() + 60]
        if words.CLAUSE.search(text) or words.NEAR_CLAUSE.search(near):
            return severity_of(match.group())
    return None


def _finding(block: _Block, order: dates.Order | None) -> Found | None:
    unit = block.parts.get("statement") or block.statement or block.head
    if unit is None:
        return None
    graded = unit is block.statement and unit is not block.parts.get("statement")
    if unit is block.head:
        statement = statements.of_head(unit.text)
    else:
        statement = statements.of_sentence(unit.text) if graded else " ".join(unit.text.split())
    if not says_something(statement):
        return None
    weight = block.severity
    if graded_part := block.parts.get("severity"):
        label = graded_part.text.strip(" .").lower()
        weight = severity_of_cell(graded_part.text) or words.ABBREVIATED.get(label) or weight
    clause = _clause(block, unit)
    known = block.head or "statement" in block.parts or block.numbered
    if weight is None and (clause is None or not known):
        return None
    source = Source(
        unit.page.number,
        unit.value(0, len(unit.text), None, _RULE).source.box,
        " ".join(unit.text.split()),
        _RULE,
    )
    finding = AuditFinding(clause, weight, statement, source, _due(block, unit, order))
    return Found(finding, bool(clause or block.numbered or "severity" in block.parts))


def _clause(block: _Block, unit: Unit) -> Value | None:
    part = block.parts.get("clause")
    if part is not None:
        match = words.CLAUSE.search(part.text) or words.NEAR_CLAUSE.search(part.text)
        match = match or words.BARE_CLAUSE.fullmatch(part.text.strip())
        if match:
            text = match.groupdict().get("value") or match.group()
            at = part.text.index(text)
            return part.value(at, at + len(text), text, _RULE)
    for one in dict.fromkeys(filter(None, (block.head, unit, *block.parts.values()))):
        found = words.LEADING_CLAUSE.match(one.text) or words.CLAUSE.search(one.text)
        if found is None and one in (block.head, block.statement):
            found = words.NEAR_CLAUSE.search(one.text)
        if found and one.part not in ("due", "other", "number"):
            start, end = found.span("value")
            return one.value(start, end, found["value"], _RULE)
    return None


def _due(block: _Block, unit: Unit, order: dates.Order | None) -> Value | None:
    for part in block.dues:
        if found := dates.find(part.text, order=order):
            return part.value(found[0].start, found[0].end, found[0].value, _RULE)
    for one in dict.fromkeys(filter(None, (unit, block.head, *block.parts.values()))):
        for each in dates.find(one.text, order=order):
            if words.DUE_BEFORE.search(one.text[max(0, each.start - 40) : each.start]):
                return one.value(each.start, each.end, each.value, _RULE)
    return None
