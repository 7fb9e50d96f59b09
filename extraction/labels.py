"""Printed labels of a form's fields in eight languages, and the value beside or below each."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extraction.entities import layout
from extraction.records import Page

_LONGEST = 240  # characters of a line that are looked at; what lies beyond is no label
_TAIL = r"(?:\s*[/|(]\s*[^:\n]{2,50}?\)?)?"  # the same label in another language
_BEFORE = r"^\W*(?:\d{1,2}[.)]\s*)?(?:(?:the|de|het|die|der|das|la|le|il|el|of)\s+)?"


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled value: the offsets of the value in the page's text."""

    name: str
    start: int
    end: int
    line: int


def compiled(labels: Mapping[str, Sequence[str]]) -> dict[str, re.Pattern[str]]:
    """Patterns for labels by field: a label ends with a colon, a wide gap, or the line."""
    return {
        name: re.compile(
            rf"{_BEFORE}(?:{'|'.join(words)}){_TAIL}\s*(?P<mark>[:：]|$|\.{{2,}})", re.I
        )
        for name, words in labels.items()
    }


def find(page: Page, patterns: Mapping[str, re.Pattern[str]]) -> Iterator[Field]:
    """The labelled values of a page, top to bottom; a label without a value gives none."""
    lines = [line for line in layout.lines(page.text, page.words) if line.cells]
    for number, line in enumerate(lines):
        for place, cell in enumerate(line.cells):
            for name, pattern in patterns.items():
                match = pattern.match(cell.text[:_LONGEST])
                if not match:
                    continue
                span = _value(lines, number, place, match.end("mark"), patterns)
                if span:
                    yield Field(name, *span, number)
                break


def _value(
    lines: Sequence[layout.Line],
    number: int,
    place: int,
    label_end: int,
    patterns: Mapping[str, re.Pattern[str]],
) -> tuple[int, int] | None:
    line = lines[number]
    cell = line.cells[place]
    rest = cell.text[label_end:]
    if rest.strip():
        start = cell.start + label_end + len(rest) - len(rest.lstrip())
        return start, cell.end
    if place + 1 < len(line.cells) and not is_label(line.cells[place + 1].text, patterns):
        following = line.cells[place + 1]
        return following.start, following.end
    if number + 1 == len(lines):
        return None
    below = _below(lines[number + 1], line, place)
    if below is None or is_label(below.text, patterns):
        return None
    return below.start, below.end


def _below(line: layout.Line, above: layout.Line, place: int) -> layout.Cell | None:
    if len(above.cells) == 1:
        return line.cells[0]
    if len(line.cells) == len(above.cells):
        return line.cells[place]
    return None


def is_label(text: str, patterns: Mapping[str, re.Pattern[str]]) -> bool:
    """Whether a text begins with one of the labels."""
    return any(pattern.match(text[:_LONGEST]) for pattern in patterns.values())


def block(page: Page, field: Field, patterns: Mapping[str, re.Pattern[str]], most: int) -> int:
    """Where a value of several lines ends: at a blank line, a label, or after ``most`` lines.

    A label ends it also without its colon, when figures follow (``Certificate no. 12``).
    """
    end = field.end
    at = page.text.find("\n", end)
    for _ in range(most - 1):
        if at < 0:
            break
        following = page.text.find("\n", at + 1)
        line = page.text[at + 1 : following if following >= 0 else len(page.text)]
        if not line.strip() or is_label(_unfigured(line), patterns):
            break
        end = at + 1 + len(line.rstrip())
        at = following
    return end


def _unfigured(line: str) -> str:
    """A line up to its first word with a figure."""
    return re.sub(r"\s\S*\d.*$", "", line.strip())
