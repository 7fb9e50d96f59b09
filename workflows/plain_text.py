"""What somebody still meant to fill in, in their own text; and what makes a text hard to read.

The first stops a report from becoming final. The second is advice only, for level B1: short
sentences that say who does what.
"""

import re
from dataclasses import dataclass

MOST_WORDS = 20  # in a sentence that most people read in one go
_OPEN = re.compile(
    r"\[(?![\d\s,;–-]*\])[^\[\]\n]{1,80}\]"  # [name of the chair], and not the note [3]
    r"|\{[^{}\n]{0,80}\}"
    r"|<[^\W\d_][^<>\n]{0,78}>"
    r"|_{3,}|\?{3,}"
    r"|(?<!\w)(?:X{3,}|TODO|TBD|TBC|FIXME|NTB|N\.T\.B\.)(?!\w)"
    r"|lorem ipsum",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_WORD = re.compile(r"[\w’'-]+")
_PASSIVE = {
    "nl": re.compile(
        r"\b(?:word|wordt|worden|werd|werden)\b(?:\W+\w+){0,8}?\W+"
        r"(?<!\bte )(?:\w{0,8}ge\w{2,}(?:d|t|en)|(?:be|ver|ont|her)\w{3,}(?:d|t|en))\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:is|are|was|were|been|being|be)\b(?:\W+\w+ly)?\W+"
        r"(?:\w{2,}ed|made|done|given|taken|found|shown|known|seen|sent|held|kept|told)\b",
        re.IGNORECASE,
    ),
}


@dataclass(frozen=True, slots=True)
class Hint:
    """A sentence that could be easier: ``long`` (with its number of words) or ``passive``."""

    kind: str
    sentence: str
    words: int


def left_open(text: str) -> list[str]:
    """The places that are still to be filled in, each once, in reading order."""
    return list(dict.fromkeys(match.group(0).strip() for match in _OPEN.finditer(text)))


def hints(text: str, language: str) -> list[Hint]:
    """What could be said more plainly, sentence by sentence."""
    found = []
    for match in _SENTENCE.finditer(text):
        sentence = " ".join(match.group(0).split())
        words = len(_WORD.findall(sentence))
        if words > MOST_WORDS:
            found.append(Hint("long", sentence, words))
        if _PASSIVE[language].search(sentence):
            found.append(Hint("passive", sentence, words))
    return found
