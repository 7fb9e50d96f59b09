"""A finding's own words: its text without the words that only grade and number it."""

import re

from extraction.audits import words
from extraction.entities import layout

_FEWEST_LETTERS = 12
_LEAD = re.compile(r"^[\s)\]:;,.–—|-]+")
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{1,90})[)\]]")
_BULLET = re.compile(r"^\s*(?:[-•*·▪–]\s+|\(?\d{1,2}[.)]\s+)")
_LAST_DATE = re.compile(r"\s+(?:\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})\s*$")
_TAIL = re.compile(
    r"\s*(?:frist|deadline|due(?: date)?|uiterlijk|termijn|[ée]ch[ée]ance|plazo|scadenza"
    r"|root cause|oorzaak|ursache|cause|corrective action)\b[^:]{0,20}:.*$",
    re.IGNORECASE,
)


def of_head(text: str) -> str:
    """The statement behind a head such as ``Major nonconformity 2, clause 8.1:``."""
    head = words.CODE.match(text) or words.HEAD.match(text)
    plain = _TAIL.sub("", " ".join((head["rest"] if head else text).split()))
    plain = _unbracketed(plain)
    for _ in range(4):
        plain = _LEAD.sub("", plain)
        plain = _without(re.compile(rf"\W*{words.GRADED.pattern}", re.I), plain)
        plain = _without(words.CLAUSE, plain)
        plain = _without(words.NEAR_CLAUSE, plain)
        weight = re.match(r"\W*(\w+(?: \w+)?)\W*[:–—-]\s", plain)
        if weight and words.severity_of(weight[1]) and len(weight[1]) < 25:
            plain = plain[weight.end() :]
    return _LEAD.sub("", plain).strip()


def _without(pattern: re.Pattern[str], text: str) -> str:
    """A text without what it begins with, when a sign parts that from the rest."""
    match = pattern.match(text)
    if match and (mark := re.match(r"\s*[)\]]?\s*(?:[:–—,]|-\s|\.\s)\s*", text[match.end() :])):
        return text[match.end() + mark.end() :]
    return text


def _unbracketed(text: str) -> str:
    """Without brackets that only grade, or name a clause."""

    def drop(match: re.Match[str]) -> str:
        inside = match[1]
        only = words.GRADED.search(inside) or words.CLAUSE.search(inside)
        bare = words.NEAR_CLAUSE.fullmatch(inside.strip()) or words.SECTION.fullmatch(inside)
        return "" if only or bare else match.group()

    return _BRACKETS.sub(drop, text)


def of_sentence(text: str) -> str:
    """The statement in an item or a paragraph that also grades it."""
    plain = _BULLET.sub("", _unbracketed(" ".join(text.split())))
    clause = words.LEADING_CLAUSE.match(plain)
    plain = plain[clause.end() :] if clause else _without(words.CLAUSE, plain)
    plain = _LEAD.sub("", plain)
    graded = words.GRADED.match(plain)
    if graded and re.match(r".{0,40}?[:–—]\s", plain[graded.end() :]):
        return of_head(plain)
    if graded and re.match(r"\s+[A-ZÀ-Þ]", plain[graded.end() :]):
        return _LAST_DATE.sub("", plain[graded.end() :]).strip()
    kept = [
        plain[start:end]
        for start, end in layout.sentences(plain)
        if not words.GRADED.search(plain[start:end])
    ]
    rest = " ".join(kept)
    return rest if sum(map(str.isalpha, rest)) >= _FEWEST_LETTERS else plain.strip()
