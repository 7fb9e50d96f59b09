"""What speaks for and against a name being a smelter's: evidence, by name.

The names are those of the weights (``choice.json``): what stands before and after the name, near
it and in it, what the rules of ``weighing`` say of it, and how sure the network is. A country, a
metal, a figure and a name beside it are told as such, whichever they are.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extraction.entities import countries, metals, paper_words, smelters, weighing
from extraction.entities.organisations import BODIES, LEGAL_FORMS, WORKS
from extraction.entities.sheet import Sheet
from extraction.entities.spans import Span
from extraction.entities.tokens import Token, key, tokens
from extraction.entities.weighing import Candidate
from extraction.records import Label

UNREAD = -9.0  # the score of what the network was not asked about, or did not see at all
_AROUND = 90  # characters to either side of a name whose words are looked at
_CLOSE = 35  # of these, where a word of smelting counts
_MOST = 6  # places of a name that are looked at
_WORDS = 6  # to either side
_LIMITS = (6.0, 4.0, 2.5, 1.0, 0.0, -1.0, -2.5, -4.0, -6.0)
_STEPS = (4, 15, 40)  # characters to the nearest country or metal


@dataclass(frozen=True, slots=True)
class Seen:
    """A place where a name stands: its page, what was found there, and the network's score.

    The score is that of the beginning of a name against none; above 0 the network says that it is
    one.
    """

    page: int  # its number among the sheets
    one: Candidate
    score: float = UNREAD
    row: bool = False  # it stands in a row of a table


@dataclass(frozen=True, slots=True)
class Paper:
    """What is known of a whole document when its names are chosen."""

    sheets: Sequence[Sheet]
    language: str | None
    strict: bool  # a form, or in a language in which nothing was learned
    speaks: bool  # of smelters
    kept: frozenset[str]  # the names that the rules keep
    ordinary: frozenset[str]  # words that it also prints without a capital
    addressed: str  # the lines that say who it is written to
    taken: frozenset[tuple[int, int, int]]  # page, start and end of what the rules keep


def of_name(name: str, seen: Sequence[Seen], paper: Paper) -> frozenset[str]:
    """The evidence for a name: what any of its places shows, and the document."""
    found: set[str] = set()
    for page, start, end in {(place.page, *place.one.place) for place in seen[:_MOST]}:
        found.update(_around(paper.sheets[page], start, end))
    for place in seen[:_MOST]:
        found.update(_of_candidate(place))
    found.update(_of_words(max((place.one for place in seen), key=lambda one: len(one.found))))
    verdict = "kept" if name in paper.kept else "dropped"
    sure = _sure(max(place.score for place in seen))
    found |= {verdict, f"net.{sure}", f"{verdict}.net.{sure}"}
    found.add(f"often{min(len({(one.page, *one.one.place) for one in seen}), 3)}")
    found |= {f"doc.kept{min(len(paper.kept), 3)}", f"{verdict}.doc.kept{min(len(paper.kept), 3)}"}
    found |= {f"lang.{paper.language}", f"doc.speaks{int(paper.speaks)}"}
    if "words1" in found:
        found.add(f"words1.{verdict}")
    if paper.strict:
        found.add("doc.strict")
    if all(place.one.loose for place in seen):
        found.add("all.loose")
    if f" {name} " in paper.addressed:
        found.add("addressed")
    own = [word for word in name.split() if word not in smelters.FORMS_AND_LINKS]
    if own and all(word in paper.ordinary or word in WORKS for word in own):
        found.add("common")
    if verdict == "dropped" and any(_meets(place, paper.taken) for place in seen):
        found.add("over.kept")
    return frozenset(found)


def _sure(score: float) -> str:
    return next((f"{limit:g}" for limit in _LIMITS if score > limit), "none")


def _meets(seen: Seen, taken: frozenset[tuple[int, int, int]]) -> bool:
    start, end = seen.one.place
    return any(page == seen.page and first < end and start < last for page, first, last in taken)


def _of_candidate(seen: Seen) -> Iterator[str]:
    one = seen.one
    if seen.score > 0 or one.rule not in ("model", "capitals"):
        yield f"rule.{one.rule}"
    for sign in ("given", "backed", "supplied", "other", "sole", "loose"):
        if getattr(one, sign):
            yield f"is.{sign}"
    if weighing.is_backed(one, speaks=True):
        yield "whole.backed"


def _of_words(one: Candidate) -> Iterator[str]:
    """What the words of a name show."""
    letters = [token.text for token in one.found if token.text.isalpha()]
    words = [key(word) for word in letters]
    own = [word for word in words if word not in smelters.FORMS_AND_LINKS]
    yield f"words{min(len(own), 4)}"
    yield from (f"own.{word}" for word in own)
    if own:
        yield f"last.{own[-1]}"
        yield f"ends.{own[-1][-3:]}"
    if not LEGAL_FORMS.isdisjoint(words[1:]):
        yield "legal"
    if not WORKS.isdisjoint(words):
        yield "works"
    if any(metals.metal_of(word) for word in letters):
        yield "has.metal"
    if any(smelters.CUE.search(word) for word in words):
        yield "has.cue"
    if any(countries.is_adjective(word) for word in letters):
        yield "has.adjective"
    if all(word.isupper() for word in letters):
        yield "shouted"
    if any(token.text == "-" for token in one.found):
        yield "dash"
    if any(token.text.isdigit() for token in one.found):
        yield "digit"


def _around(sheet: Sheet, start: int, end: int) -> Iterator[str]:
    """What the words beside a name in its sentence show."""
    text = sheet.page.text
    first, last = sheet.sentence(start) if sheet.sentences else (0, len(text))
    if not first <= start < last:  # a name across two sentences, as in a broken line
        first, last = start - _AROUND, end + _AROUND
    left, right = max(0, first, start - _AROUND), min(len(text), last, end + _AROUND)
    before = _told(sheet, tokens(text, left, start))
    after = _told(sheet, tokens(text, end, right))
    before = ["^", "^", *before] if left == first else ["^", *before]
    after = [*after, "$", "$"] if right == last else [*after, "$"]
    yield f"before.{before[-1]}"
    yield f"after.{after[0]}"
    yield f"before2.{before[-2:][0]}"
    yield f"after2.{after[:2][-1]}"
    yield f"before12.{' '.join(before[-2:])}"
    yield f"after12.{' '.join(after[:2])}"
    yield from (f"left.{word}" for word in before[-_WORDS:])
    yield from (f"right.{word}" for word in after[:_WORDS])
    if smelters.CUE.search(key(text[max(left, start - _CLOSE) : start])):
        yield "cue.left"
    if smelters.CUE.search(key(text[end : min(right, end + _CLOSE)])):
        yield "cue.right"
    if _has_cue(text[max(0, first) : last][: 8 * _AROUND]):
        yield "cue.sentence"
    yield from _nearest(sheet.words, (start, end), (first, last))


@lru_cache(maxsize=64)  # of one sentence many names ask
def _has_cue(sentence: str) -> bool:
    return smelters.says_a_cue(key(sentence))


def _nearest(
    words: Sequence[Span], name: tuple[int, int], sentence: tuple[int, int]
) -> Iterator[str]:
    """Where the nearest metal and the nearest country of the sentence stand from a name."""
    place = bisect_left(words, name[0], key=_start)
    for label, what in ((Label.METAL, "metal"), (Label.COUNTRY, "land")):
        near: list[tuple[int, str]] = []
        for number in range(place - 1, -1, -1):
            if words[number].start < sentence[0]:
                break
            if words[number].label is label:
                near.append((name[0] - words[number].end, "left"))
                break
        for number in range(place, len(words)):
            if words[number].start >= sentence[1]:
                break
            if words[number].label is label and words[number].start >= name[1]:
                near.append((words[number].start - name[1], "right"))
                break
        if not near:
            yield f"{what}.none"
            continue
        far, side = min(near)
        yield f"{what}.{side}{sum(far >= step for step in _STEPS)}"


def _told(sheet: Sheet, found: Sequence[Token]) -> list[str]:
    """Words by what they are: LAND, METAL, a figure 0, a Name however long, else the word's key."""
    told: list[str] = []
    until = -1
    for token in found:
        if token.start < until:
            continue
        place = bisect_left(sheet.words, token.start, key=_start)
        if place < len(sheet.words) and sheet.words[place].start == token.start:
            until = sheet.words[place].end
            told.append("LAND" if sheet.words[place].label is Label.COUNTRY else "METAL")
            continue
        word = _kind(token.text)
        if word != "Name" or told[-1:] != ["Name"]:
            told.append(word)
    return told


def _start(span: Span) -> int:
    return span.start


@lru_cache(maxsize=20_000)
def _kind(word: str) -> str:
    if word[0].isdigit():
        return "0"
    low = key(word)
    if not (word.isalpha() and len(word) > 1 and word[0].isupper()):
        return low
    if low in smelters.GENERIC or low in paper_words.WORDS or low in BODIES:
        return low
    if smelters.CUE.search(low):
        return low
    return "Adjective" if countries.is_adjective(word) else "Name"
