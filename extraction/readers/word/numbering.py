"""The numbers and bullets that Word puts before paragraphs, counted as Word counts them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from extraction.readers.word.package import Element, Parts, name, value

BULLET = "•"
_LEVELS = 9
_MOST = 1_000_000  # a start that is higher is no number of a paragraph
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_HIGHEST_ROMAN = 4_000


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered: ``%1.%2`` stands for its own number behind another."""

    start: int = 1
    form: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class Numbering:
    """The lists of a document by number, and where each of them stands."""

    lists: dict[str, str] = field(default_factory=dict)  # number -> the definition it follows
    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)  # by definition
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)  # by number and level
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, number: str, depth: int) -> str:
        """What stands before the next paragraph of a list; empty where nothing does."""
        known = self.lists.get(number)
        levels = self.levels.get(known or "", {})
        if known is None or depth not in levels:
            return ""
        counts = self.counts.setdefault(known, {})
        restart = self.restarts.pop((number, depth), None)
        before = counts.get(depth, levels[depth].start - 1) if restart is None else restart - 1
        counts[depth] = before + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        if levels[depth].form == "bullet":
            return BULLET
        label = levels[depth].text
        for place, level in levels.items():
            count = counts.get(place, level.start)
            label = label.replace(f"%{place + 1}", _written(count, level.form))
        return label.strip()


def of(parts: Parts) -> Numbering:
    """The numbering of a document."""
    found = Numbering()
    for part in parts.related("numbering"):
        root = parts.aside(part)
        for element in root if root is not None else ():
            if name(element) == "abstractNum":
                known = value(element, "abstractNumId") or ""
                found.levels[known] = dict(_levels(element))
            elif name(element) == "num":
                _add_list(found, element)
    return found


def _add_list(found: Numbering, element: Element) -> None:
    number = value(element, "numId") or ""
    for inner in element:
        if name(inner) == "abstractNumId":
            found.lists[number] = value(inner) or ""
        elif name(inner) == "lvlOverride":
            depth = whole(value(inner, "ilvl"))
            for one in inner:
                if name(one) == "startOverride":
                    found.restarts[number, depth] = whole(value(one), 1)


def _levels(definition: Element) -> Iterator[tuple[int, _Level]]:
    for element in definition:
        if name(element) != "lvl":
            continue
        marks = {name(one): value(one) for one in element}
        depth = whole(value(element, "ilvl"))
        if depth < _LEVELS:
            form = marks.get("numFmt") or "decimal"
            yield depth, _Level(whole(marks.get("start"), 1), form, marks.get("lvlText") or "")


def whole(text: str | None, otherwise: int = 0) -> int:
    """A number as Word writes it in an attribute."""
    if text is None or not (text.isascii() and text.isdigit() and len(text) <= len(str(_MOST))):
        return otherwise
    return int(text)


def _written(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and count > 0:
        repeated, letter = divmod(count - 1, 26)
        text = chr(ord("a") + letter) * min(repeated + 1, _LEVELS)
    elif form in ("lowerRoman", "upperRoman") and 0 < count < _HIGHEST_ROMAN:
        text = _roman(count)
    elif form == "none":
        return ""
    else:
        return f"{count:02}" if form == "decimalZero" else str(count)
    return text.upper() if form.startswith("upper") else text


def _roman(count: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        times, count = divmod(count, worth)
        text += letters * times
    return text
