"""Candidates for smelters in running text, weighed: kept is what other evidence speaks for too."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extraction.entities import paper_words
from extraction.entities.organisations import LEGAL_FORMS, WORKS, is_capital
from extraction.entities.smelters import (
    CUE,
    SAYS_NOTHING,
    is_proper,
    speaks_of_them,
)
from extraction.entities.tokens import Token, key, token_texts, word_keys

# Turns that only instructions and forms have; beside them a lone capitalised word is no name.
_FORM = re.compile(
    r"smelter not (?:yet )?(?:listed|identified)|look-?up list|smelter look-?up|declaration scope"
    r"|drop-?down|authorizer|instructions for completing|fill in this column|geben sie|wahlen sie"
    r"|selectionnez|indiquez|vul (?:hier|in)|this column|diese spalte|deze kolom|cette colonne"
)
# Who a paper is written to or for: a customer of the chain, not one who melts for it.
_ADDRESSED = re.compile(
    r"^[ \t]*(?:to|att(?:n|ention)|customer|client|buyer|aan|ter attentie van|t\.?a\.?v\.?|klant"
    r"|afnemer|an|kunde|zu h[aä]nden|[aà]|[aà] l['’]attention de|destinataire)[ \t]*:[ \t]*(\S.*)$",
    re.IGNORECASE | re.MULTILINE,
)
TURN = "turn of phrase"  # a candidate's rule
TRAINED = ("en", "nl", "de", "fr")  # the languages of the training texts
_LEADS = re.compile(r"(?:hutten?|schmelzen?|raffinerien?|konzern|produzent|hersteller)$")
_METALS = word_keys(  # in the name of a works as good as beside it
    """tin copper zinc nickel cobalt tungsten tantalum aluminium aluminum titanium antimony wolfram
    kupfer zink zinn cuivre zinc etain cobre estanho estano timah"""
)
_SCHEME = re.compile(r"\b(?:RMAP|CFSP|CMRT|EMRT|CID|Good Delivery)\b")
_OF_METAL = re.compile(  # in a name: what it does
    r"(?<!\w)(?:tin|timah)(?!\w)|stann|wolfr|tungst|tantal|zin[ckn]|[ck]obal|copper|kupfer|cuivr|cobre"
    r"|koper|nickel|nikkel|alumin|titan|gold|silver|metal|refin|raffin|smelt|estan|etain|antimon|lithi"
    r"|platin|minera|bullion|hydromet|volfram|vol.fram|(?<!\w)tin[a-z]*(?:indo)(?!\w)|hutte?|affin|fundi|fonderie|schmelz"
)
_CASTS = re.compile(r"(?<!\w)(?:moulage|usinage|laiton|bronze|coulee)(?!\w)")
_GERMAN_LEAD = word_keys(
    """schmelze hutte raffinerie scheideanstalt schmelzhutte affinerie firma bei von durch schmelzen
    raffinerien hersteller betreiber"""
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible smelter in a page's text: its tokens, and what stands around it."""

    found: tuple[Token, ...]
    sentence: str
    before: str = ""  # the key of the token before it in its sentence
    loose: bool = False  # capitals say nothing here: first in its sentence, or all in capitals
    given: bool = False  # an identifier or a turn of phrase names it
    rule: str = "model"
    backed: bool = False  # a country, a metal or an identifier stands in its sentence
    sole: bool = False  # it stands before its country, and that alone brought it up
    supplied: bool = False  # its sentence says that a metal comes from it
    other: bool = False  # a word beside it says that it is something else: a trader, a person

    @property
    def place(self) -> tuple[int, int]:
        """Offsets in the page's text."""
        return self.found[0].start, self.found[-1].end


def weigh(candidates: Iterable[Candidate], *, text: str, language: str | None) -> list[Candidate]:
    """The candidates that something besides the network speaks for.

    That is a cue word in the name or its sentence, an identifier, a country or a metal beside a
    whole name in a document that speaks of smelters, or the same name elsewhere with such evidence.
    ``text`` is the document's: words that it also prints without a capital are no
    names, and on forms and in languages that the network was not trained on a name must have a
    legal form or a word of a works.
    """
    ordinary, inside = words_of(text)
    proper_nouns = inside if language != "de" else frozenset()
    strict = is_strict(text, language)
    proper = [one for one in candidates if is_proper(one.found)]
    speaks = speaks_of_them(text)
    names = {
        name_of(one)
        for one in proper
        if (
            CUE.search(key(one.sentence))
            or one.given
            or one.supplied
            or is_backed(one, speaks=speaks)
        )
        and _convinces(one, ordinary, proper_nouns, strict, language)
    }
    names -= _others(proper)
    addressed = lines_addressed(text)
    proposed = {name_of(one) for one in proper if not one.sole}
    names -= {
        name_of(one) for one in proper if one.sole and not _OF_METAL.search(key(name_of(one)))
    } - proposed
    return [one for one in proper if name_of(one) in names and f" {name_of(one)} " not in addressed]


@lru_cache(maxsize=2)  # a document is asked about twice: by rules, and by learned weights
def words_of(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words that a text prints without a capital, and those with one inside sentences only."""
    found = token_texts(text)
    ordinary = frozenset(key(word) for word in set(found) if word.islower())
    inside = {
        key(word)
        for before, word in set(zip(found, found[1:], strict=False))
        if word[0].isupper() and before.islower()
    }
    return ordinary, frozenset(inside - ordinary)


@lru_cache(maxsize=2)
def is_strict(text: str, language: str | None) -> bool:
    """Whether a text is a form, or in a language that the network was not trained on."""
    return language not in (None, *TRAINED) or len(set(_FORM.findall(key(text)))) > 1


def _others(candidates: Sequence[Candidate]) -> set[str]:
    """The names that a word beside them says are something else, and nothing calls a smelter."""
    sure = {
        name_of(one)
        for one in candidates
        if one.given or any(CUE.search(key(token.text)) for token in one.found)
    }
    return {name_of(one) for one in candidates if one.other} - sure


def lines_addressed(text: str) -> str:
    """The words of the lines that say who a document is written to or for, a blank around each."""
    lines = (token_texts(line) for line in _ADDRESSED.findall(text))
    return "\n".join(
        f" {' '.join(key(word) for word in line if word.isalnum())} " for line in lines
    )


def is_backed(one: Candidate, *, speaks: bool) -> bool:
    """Whether facts of a smelter stand beside a name that is more than a lone word.

    A metal in the name itself is one; with a country or a metal beside it also in a text that
    does not speak of smelters (``speaks``).
    """
    metal = any(key(token.text) in _METALS for token in one.found)
    told = one.backed or _SCHEME.search(one.sentence)
    enough = (told or metal) if speaks else (one.backed and metal)
    return bool(enough) and sum(is_capital(token) for token in one.found) > 1


def _convinces(
    one: Candidate,
    ordinary: frozenset[str],
    proper_nouns: frozenset[str],
    strict: bool,
    language: str | None,
) -> bool:
    words = [key(token.text) for token in one.found if token.text.isalpha()]
    own = [word for word in words if word not in SAYS_NOTHING]
    formal = any(key(token.text) in LEGAL_FORMS and is_capital(token) for token in one.found[1:])
    common = one.before in paper_words.BEFORE_COMMON or all(
        word in ordinary or word in WORKS for word in own
    )
    if _is_foundry(one):
        return False
    if formal or (own and not common and any(word in WORKS for word in words)):
        return True
    if one.given and not (strict and one.rule == TURN):
        return True
    if strict or common:
        return False
    if len(own) > 1:
        return True
    if (one.loose and not proper_nouns.issuperset(own)) or (
        one.before == "(" and one.found[0].text.isupper()
    ):
        return False
    return language != "de" or one.before in _GERMAN_LEAD or bool(_LEADS.search(one.before))


def _is_foundry(one: Candidate) -> bool:
    """Whether a French "fonderie" casts: only that word makes a works of it, and it moulds."""
    cues = [key(token.text) for token in one.found if CUE.search(key(token.text))]
    casts = bool(cues) and all(cue.startswith("fonderie") for cue in cues)
    return casts and bool(_CASTS.search(key(one.sentence)))


def name_of(candidate: Candidate) -> str:
    """A name as it is compared with others: keys without marks and without its legal form."""
    return _name_of(tuple(token.text for token in candidate.found))


@lru_cache(maxsize=4_000)  # every step asks for it
def _name_of(found: tuple[str, ...]) -> str:
    own = [key(word) for word in found if word.isalnum()]
    while len(own) > 1 and own[-1] in LEGAL_FORMS:
        own.pop()
    return " ".join(own)
