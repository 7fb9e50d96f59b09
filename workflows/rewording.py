"""Other words for a paragraph, put into a text that may have changed a little since. Pure."""

from difflib import get_close_matches
from os.path import commonprefix

ALIKE = 0.6  # of 1: from here on a paragraph is the same one, changed a little
NEAR = (24, 12, 6)
"""How many characters on both sides a place is known again by; the most first."""


def merged(text: str, before: str, after: str) -> str | None:
    """The text with one of its paragraphs reworded; None where the place is not found in it.

    A paragraph that is still as it was is replaced whole; without one the words come at the end.
    Of one in which something else was changed since, only what differs between ``before`` and
    ``after`` is.
    """
    if not before:
        return f"{text.rstrip()}\n{after}".strip()
    lines = text.split("\n")
    same = [number for number, line in enumerate(lines) if line.strip() == before]
    if len(same) > 1:
        return None
    if same:
        (number,) = same
        reworded: str | None = after
    elif after and (close := get_close_matches(before, lines, 1, ALIKE)):
        number = lines.index(close[0])
        reworded = _changed(close[0], before, after)
    else:
        return None
    if reworded is None:
        return None
    return "\n".join([*lines[:number], *([reworded] if reworded else []), *lines[number + 1 :]])


def _changed(line: str, before: str, after: str) -> str | None:
    """The line with the one difference made in it, where there is one place for it."""
    head = len(commonprefix([before, after]))
    tail = len(commonprefix([before[head:][::-1], after[head:][::-1]]))
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    for near in NEAR:
        left, right = before[max(0, head - near) : head], before[len(before) - tail :][:near]
        if line.count(left + old + right) == 1:
            return line.replace(left + old + right, left + new + right)
    return None
