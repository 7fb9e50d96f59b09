"""The text of a page with the line of an item marked in it, for pages that have no picture."""

import re
from dataclasses import dataclass

_MOST_WORDS = 400  # of a quote that is looked for; the beginning of a longer one is enough


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a page's text. ``is_name``: the very name, within the line it stands in."""

    text: str
    is_marked: bool = False
    is_name: bool = False


def marked(text: str, quote: str, name: str) -> tuple[Passage, ...]:
    """The text in stretches; the line that ``quote`` quotes is marked, and ``name`` in it.

    A quote has single blanks, and bars between the cells of a row. Where it is not found the name
    is looked for alone; where neither is, nothing is marked.
    """
    line = _found(quote, text) or _found(name, text)
    if line is None:
        return (Passage(text),)
    start, end = line.span()
    inside = _found(name, text, start, end)
    first, last = inside.span() if inside else (end, end)
    found = (
        Passage(text[:start]),
        Passage(text[start:first], is_marked=True),
        Passage(text[first:last], is_marked=True, is_name=True),
        Passage(text[last:end], is_marked=True),
        Passage(text[end:]),
    )
    return tuple(passage for passage in found if passage.text)


def _found(words: str, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
    parts = re.split(r"[\s|]+", words.strip("\t\n |"))[:_MOST_WORDS]
    if not any(parts):
        return None
    pattern = re.compile(r"[\s|]+".join(map(re.escape, parts)))
    return pattern.search(text, start, len(text) if end is None else end)
