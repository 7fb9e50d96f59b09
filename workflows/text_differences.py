"""People's own words in two versions of a report held against each other. Pure.

Chapters are compared by paragraph, a changed paragraph by sentence or by word.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from report_templates.printable import lines

Kind = Literal["added", "removed", "changed"]
Mark = Literal["same", "removed", "added"]
_ALIKE = 0.4  # of 1: below it two paragraphs are not each other's
_MOST_PAIRED = 400  # pairs of paragraphs that are held against each other one by one
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_WORD = re.compile(r"\s*\S+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph before and after; empty where it does not stand."""

    chapter: str
    was: str
    now: str

    @property
    def kind(self) -> Kind:
        """What became of it."""
        return "added" if not self.was else "removed" if not self.now else "changed"

    @property
    def sentences(self) -> tuple[str, str]:
        """What differs, in whole sentences: those that only one of the two has."""
        was, now = (_SENTENCE.split(text) for text in (self.was, self.now))
        gone = " ".join(one for one in was if one not in now)
        new = " ".join(one for one in now if one not in was)
        # The same sentences in another order: all of it is what changed.
        return (gone, new) if gone or new else (self.was, self.now)

    @property
    def pieces(self) -> tuple[tuple[Mark, str], ...]:
        """The paragraph word by word: what stayed, what went, what came, in reading order."""
        was, now = _WORD.findall(self.was), _WORD.findall(self.now)
        found: list[tuple[Mark, str]] = []
        for what, i, to_i, j, to_j in SequenceMatcher(None, was, now).get_opcodes():
            if what == "equal":
                found.append(("same", "".join(now[j:to_j])))
                continue
            if i < to_i:
                found.append(("removed", "".join(was[i:to_i])))
            if j < to_j:
                found.append(("added", "".join(now[j:to_j])))
        return tuple(found)


def between(before: Mapping[str, str], after: Mapping[str, str]) -> list[Passage]:
    """The paragraphs that differ, by chapter in the order of ``after`` and then of ``before``."""
    found: list[Passage] = []
    for chapter in dict.fromkeys((*after, *before)):
        was, now = lines(before.get(chapter, "")), lines(after.get(chapter, ""))
        for what, i, to_i, j, to_j in SequenceMatcher(None, was, now).get_opcodes():
            if what != "equal":
                found.extend(_paired(chapter, was[i:to_i], list(now[j:to_j])))
    return found


def _paired(chapter: str, was: tuple[str, ...], now: list[str]) -> list[Passage]:
    """Each old paragraph with the new one that is about the same, and then what is new."""
    found = []
    looked_at = len(was) * len(now) <= _MOST_PAIRED
    for old in was:
        match = _closest(old, now) if looked_at else None
        if match is not None:
            now.remove(match)
        found.append(Passage(chapter, old, match or ""))
    return [*found, *(Passage(chapter, "", new) for new in now)]


def _closest(old: str, others: list[str]) -> str | None:
    matcher = SequenceMatcher(b=old.split())
    best, score = None, _ALIKE
    for other in others:
        matcher.set_seq1(other.split())
        if (ratio := matcher.ratio()) > score:
            best, score = other, ratio
    return best
