"""Names of smelters and refiners in running text: where they begin and end, and what is none."""

import re
from collections.abc import Sequence
from functools import lru_cache

from extraction.entities import countries, metals, paper_words
from extraction.entities.organisations import (
    BODIES,
    CONNECTORS,
    INITIALS,
    LEGAL_FORMS,
    WORKS,
    is_capital,
)
from extraction.entities.tokens import Token, key, tokens, word_keys

# A word of smelting or refining, in a sentence or in a name.
CUE = re.compile(
    r"smelt|refin(?!anc)|raffin|metallurg|(?<!\w)[a-z]*schmelz|(?<!\w)[a-z]*hutten?(?:werke?)?(?!\w)"
    r"|scheideanstalt|edelmetal|fonderie|affin(?:ee?s?(?!\w)|eu|er|ag)|erschmolz|geschmolz|schmilzt"
    r"|schmolz|smolt|fundici|fundidora|fundica|izabe|rafineri|peleburan|verhutt|metaalfabriek"
    r"|zinkfabriek|usine de (?:zinc|plomb|cuivre|nickel)|fond(?:ait|ent)? (?:le |du |des )?minerai"
    r"|(?:kupfer|zink|blei|zinn|nickel|wolfram|tantal|aluminium)(?:konzern|produzent|werke?(?!\w))"
    r"|(?:koper|zink|lood|tin|nikkel|kobalt|aluminium)producent|gesmolten|fondue?s?\s(?:par|chez)"
    r"|(?<!\w)(?:tin|copper|zinc|lead|nickel|cobalt|tungsten|tantalum|gold|silver|antimony|magnesium"
    r"|titanium|alumini?um)\sworks(?!\w)"
)
# Words of the trade in smelters' metals: a paper with one speaks of smelters, by whatever word.
_TRADE = re.compile(
    r"(?<!\w)(?:rmap|cmrt|emrt|amrt|cids?|good delivery|dore|bullion|concentra(?:te|at|ten)s?"
    r"|concentres?|konzentrate?|konzentrats|treatment charges?|cathodes?|kathoden?)(?!\w)"
)


@lru_cache(maxsize=16)  # a page is asked about by itself, with its neighbours, and once more whole
def speaks_of_them(text: str) -> bool:
    """Whether a text speaks of smelters, in a word for them or one of their trade."""
    keyed = key(text)
    return says_a_cue(keyed) or bool(_TRADE.search(keyed))


def says_a_cue(keyed: str) -> bool:
    """Whether a cue is in a text, given as its key: in a long one without any soon told."""
    may = any(part in keyed for part in _PARTS_OF_CUES)
    may = may or ("works" in keyed and _WORKS_BELOW.search(keyed) is not None)
    return may and CUE.search(keyed) is not None


# One of these is in every cue.
_PARTS_OF_CUES = (
    *("smelt", "refin", "raffin", "rafin", "metallurg", "schm", "hutte", "scheideanstalt"),
    *("edelmetal", "fonderie", "affin", "smolt", "fundi", "izabe", "peleburan", "verhutt"),
    *("fabriek", "usine", "minerai", "konzern", "produzent", "producent", "werk", "fondu"),
    *("tin works", "copper works", "zinc works", "lead works", "nickel works", "cobalt works"),
    *("tungsten works", "tantalum works", "gold works", "silver works", "antimony works"),
    *("magnesium works", "titanium works", "aluminium works", "aluminum works"),
)
_WORKS_BELOW = re.compile(r"[^\S ]works")  # behind the end of a line, or a blank of another kind


_METAL_NAMED = re.compile(
    r"[A-ZÀ-Þ]\w+[ \n](?:Tin|Zinc|Copper|Nickel|Cobalt|Tungsten|Tantalum|Antimony|Titanium"
    r"|Alumini?um|Zink|Zinn|Kupfer|Wolfram|Tantal|Kobalt|Cuivre|Tantale|Étain|Timah|Estanho|Estaño|Koper)\b"
)


def names_a_metal(text: str) -> bool:
    """Whether a text has a name that holds a metal's ("Norvik Zinc")."""
    return bool(_METAL_NAMED.search(text))


# Words that say nothing about which plant is meant.
GENERIC = word_keys(
    """the a an of and or for in to by this that our your each all any no name names list lists
    program programme process standard standards definition definitions section question country
    street city state province location identification number column input look up lookup
    reference standard company companies supplier suppliers supply chain customer contact source
    sources conflict free mineral minerals metal metals ore ores primary secondary smelter
    smelters smelting refinery refineries refiner refiners refining refined recycled scrap
    recycling crude fine report reports reporting template policy responsible sourcing
    initiative assurance protocol audit audits assessment team engagement not listed yet
    identified new plant works facility facilities operator owner smelterij smelterijen
    raffinaderij raffinaderijen raffinage schmelze schmelzen schmelzhutte raffinerie raffinerien
    hutte hutten scheideanstalt fonderie fonderies affineur affineurs affinerie raffineries die
    der das ein eine de het een le la les un une des du und en et oder ou land pays metaal
    metall naam nom product products tier annex appendix table page note precious base rare
    nonferrous non ferrous conformant active eligible production capacity output price prices
    market industry industries trade group world largest total management system due diligence
    ceo director manager mr mrs ms dr sir monday tuesday wednesday thursday friday saturday
    sunday january february march april may june july august september october november december
    january he she it they we you i its his her their at on from with as but if when where while
    after before however also some other others both former one two three first second last
    smelter's firma firmen firm bedrijf bedrijven fabriek societe unternehmen raffinadeur
    raffinadeurs select which what who whose welche welcher welches welke wie quel quelle quels
    quelles qui warum waarom pourquoi"""
)
FORMS_AND_LINKS = LEGAL_FORMS | CONNECTORS
SAYS_NOTHING = GENERIC | FORMS_AND_LINKS
_OF_OTHERS = BODIES | paper_words.WORDS


@lru_cache(maxsize=20_000)
def is_own(word: str) -> bool:
    """Whether a word may be a plant's own: without one nothing is a name."""
    return (
        word.isalpha()
        and word[0].isupper()
        and len(word) > 1
        and key(word) not in SAYS_NOTHING
        and not metals.metal_of(word)
        and not countries.is_adjective(word)
        and not CUE.search(key(word))
    )


def is_proper(found: Sequence[Token]) -> bool:
    """Whether tokens can be a plant's own name: a capital, and a word that is not a general one."""
    return _is_proper(tuple(token.text for token in found))


@lru_cache(maxsize=4_000)  # wherever a name stands it is asked about, and more than once
def _is_proper(found: tuple[str, ...]) -> bool:
    own = [word for word in found if is_own(word)]
    if not own or all(key(word) in INITIALS for word in own):
        return False
    if len(found) > 2 and key(found[-1]) in _ENDS and metals.metal_of(found[-2]):
        return True  # "Siam Tin Works"
    return not countries.country_of(" ".join(own)).known and not any(
        key(word) in _OF_OTHERS for word in found
    )


_ENDS = word_keys("works smelting refining refinery")


def only_general(text: str) -> bool:
    """Whether a cell says no more than a kind of works, a metal or a country ("China-smelters")."""
    bare = re.sub(r"\(.*?\)", " ", text)
    words = [token.text for token in tokens(bare) if token.text.isalpha()]
    if len(words) > 1 and not CUE.search(key(bare)):
        return False
    return all(
        key(word) in GENERIC or metals.metal_of(word) or countries.country_of(word).known
        for word in words
    )


def trimmed(found: Sequence[Token]) -> tuple[Token, ...]:
    """Tokens without articles, marks and joining words at either end, and not "Last year X"."""
    first, last = 0, len(found)
    if last > 2 and key(found[0].text) in _WHICH and key(found[1].text) in _TIME:
        first = 2
    while first + 1 < last and (
        key(found[first].text) in _LEADS or _KIND_OF_FIRM.search(key(found[first].text))
    ):
        first += 1
    if last - first > 3 and key(found[first + 2].text) in _BASED and found[first + 1].text == "-":
        first += 3
    if last - first > 1 and _only_describes(found[first], found[first + 1 : last]):
        first += 1
    while first < last and _is_edge(found[first]) and found[first].text != "(":
        first += 1
    while last > first and _is_edge(found[last - 1]) and found[last - 1].text not in (".", ")"):
        last -= 1
    kept = list(found[first:last])
    if kept and kept[-1].text == "." and not _abbreviated(kept):
        kept.pop()
    if kept and [token.text for token in kept].count(")") != [t.text for t in kept].count("("):
        kept = (
            [token for token in kept if token.text not in "()"] if kept[-1].text in "()" else kept
        )
    return tuple(kept)


def _only_describes(word: Token, rest: Sequence[Token]) -> bool:
    """Whether a word says where a firm is from ("Zweedse Norvik"), and is no part of its name."""
    own = any(key(token.text) in WORKS or metals.metal_of(token.text) for token in rest)
    inflected = key(word.text).endswith(("se", "sche", "schen", "scher"))
    return countries.is_adjective(word.text) and (inflected or not own)


_BASED = word_keys("based gevestigde ansässige basée")
_KIND_OF_FIRM = re.compile(r"\w(?:konzern|produzent|produzentin|hersteller|riese|gruppe)$")
# Words with a capital, as they open a sentence or in German, before a name.
_LEADS = word_keys(
    """ook den dem der die das auch also our onze unser unsere und and firma concurrent konkurrent
    konkurrentin concurrente wettbewerber competitor rival from bei bij chez in im en au both
    according volgens laut selon hersteller produzent producer producent betreiber operator zu
    schmelze beide not until since sinds seit depuis for voor fur pour"""
)
_WHICH = word_keys("last this next vorig dit volgend afgelopen letztes dieses nächstes")
_TIME = word_keys("year quarter month week jaar kwartaal maand Jahr Quartal")


def without_country(found: Sequence[Token]) -> tuple[Token, ...]:
    """A name without the country that it is said to lie in ("Greyfell Smelting in Malaysia").

    Nor with one that the name before it lies in ("... in Chile und Greyfell Smelting").
    """
    links = [at for at in range(1, len(found) - 1) if key(found[at].text) in _AND]
    if links and countries.country_of(" ".join(token.text for token in found[: links[0]])).known:
        found = found[links[0] + 1 :]
    for at in range(1, len(found) - 1):
        said = " ".join(token.text for token in found[at + 1 :])
        joined = found[at].text == "," or key(found[at].text) in _LIES_IN
        if joined and countries.country_of(said).known:
            return tuple(found[:at])
    return tuple(found)


_AND = word_keys("and und en et")
_LIES_IN = word_keys("in uit aus en au aux")


def without_metal(found: Sequence[Token], following: Sequence[Token]) -> Sequence[Token]:
    """A name without the metal of the works behind it ("Greyfell copper" of "... smelter")."""
    last = found[-1].text
    plain = last.islower() or last.isupper()
    if len(found) < 2 or not following or not plain or not metals.metal_of(last):
        return found
    return found[:-1] if CUE.search(key(following[0].text)) else found


def completed(piece: Sequence[Token], first: int, last: int) -> Sequence[Token]:
    """``piece[first:last]`` with the capitalised words right before it that belong to the name."""
    while first > 0 and _joins(piece, first - 1):
        first -= 1
    while first > 1 and key(piece[first - 1].text) in _OF and is_capital(piece[first - 2]):
        first -= 2
    if last + 1 < len(piece) and piece[last].text == "&" and _are_works(piece, last - 1, last + 1):
        last += 2
    return piece[first:last]


_OF = word_keys("del do da dos della")  # within names alone, in the languages read


def _are_works(piece: Sequence[Token], *places: int) -> bool:
    return all(key(piece[at].text) in WORKS and is_capital(piece[at]) for at in places)


def is_link(found: Sequence[Token], end: int | None, start: int | None) -> bool:
    """Whether a word like "and" is all of ``found`` that stands between ``end`` and ``start``."""
    between = [
        one
        for one in found
        if end is not None and start is not None and end < one.end and one.start < start
    ]
    return len(between) == 1 and key(between[0].text) in _AND


def _joins(piece: Sequence[Token], at: int) -> bool:
    token = piece[at]
    if not (token.text.isalpha() and is_capital(token) and len(token.text) > 1):
        return False
    opens = at == 0 or piece[at - 1].text in ".!?:;|"
    shouted = token.text.isupper() and piece[at + 1].text.isupper()
    describes = countries.is_adjective(token.text) or CUE.search(key(token.text))
    return not (opens or shouted or describes or key(token.text) in GENERIC)


def _is_edge(token: Token) -> bool:
    return not token.text[0].isalnum() or key(token.text) in (
        "the",
        "de",
        "het",
        "der",
        "die",
        "la",
        "le",
    )


def _abbreviated(found: Sequence[Token]) -> bool:
    before = key(found[-2].text) if len(found) > 1 else ""
    return before in LEGAL_FORMS or len(before) == 1


_INSIDE = word_keys("& - and und et y e of")  # what may join the words of one name
_NO_BEGINNING = GENERIC | _INSIDE


def formal_names(found: Sequence[Token]) -> list[tuple[int, int]]:
    """Runs of capitalised words with a word of smelting or refining that end in a legal form."""
    places: list[tuple[int, int]] = []
    for last, token in enumerate(found):
        if not is_capital(token) or not (end := _legal_form(found, last)):
            continue
        first = last
        while first > max(0, last - _LONG) and _runs_on(found, first - 1):
            first -= 1
        while first < last and key(found[first].text) in _NO_BEGINNING:
            if CUE.search(key(found[first].text)):
                break
            first += 1
        if any(CUE.search(key(one.text)) for one in found[first:last]):
            places.append((first, end))
    return places


# Words that make a name of the words before them, or of those behind them.
_CLOSES = word_keys("smelter smelting refinery refining refiners smelterij raffinaderij rafineri")
_OPENS = word_keys("raffinerie affinerie fonderie smelterij raffinaderij fundicion refineria hutte")
_MAKES_A_NAME = _CLOSES | _OPENS


def named_works(found: Sequence[Token]) -> list[tuple[int, int]]:
    """Runs of capitalised words in a sentence with a word of a works at the right end of them.

    "Kirkmoor Nickel Refinery" is one, "Smelter Information" and a line of titles are none.
    """
    places: list[tuple[int, int]] = []
    if _MAKES_A_NAME.isdisjoint([key(token.text) for token in found]):
        return places
    first = 0
    for at, token in enumerate([*found, None]):
        if token is not None and _in_run(token):
            continue
        if at - first > 1 and _in_sentence(found, first, at):
            places += _around_works(found, first, at)
        first = at + 1
    return places


def _around_works(found: Sequence[Token], first: int, last: int) -> list[tuple[int, int]]:
    while first < last and (not is_capital(found[first]) or key(found[first].text) in GENERIC):
        if key(found[first].text) in _OPENS:
            break
        first += 1
    if first == last:
        return []
    if key(found[first].text) in _OPENS and is_proper(found[first + 1 : last]):
        return [(first, last)]
    ends = [at for at in range(first, last) if key(found[at].text) in _CLOSES]
    return [(first, ends[-1] + 1)] if ends and is_proper(found[first : ends[0]]) else []


def _in_sentence(found: Sequence[Token], first: int, last: int) -> bool:
    """Whether words in small letters stand round a run: it is no heading."""
    around = (*found[max(0, first - 6) : first], *found[last : last + 6])
    return sum(token.text.islower() for token in around) > 2


def _legal_form(found: Sequence[Token], at: int) -> int:
    """Where the legal form that starts at ``found[at]`` ends (``Ltd``, ``S.A.``); 0 without one."""
    if key(found[at].text) in LEGAL_FORMS:
        return at + 1
    if found[at + 1 : at + 2] and found[at + 1].text != ".":
        return 0
    for length in (6, 4):  # S.p.A., S.A.
        letters = found[at : at + length : 2]
        points = found[at + 1 : at + length : 2]
        pointed = len(points) == length // 2 and all(point.text == "." for point in points)
        if pointed and key("".join(letter.text for letter in letters)) in LEGAL_FORMS:
            return at + length
    return 0


_LONG = 8  # words in a name


def _in_run(token: Token) -> bool:
    return key(token.text) in _INSIDE or (token.text.isalpha() and is_capital(token))


def _runs_on(found: Sequence[Token], at: int) -> bool:
    """The same, and a dash only within a word: "Tin - Norvik Smelting" is two things."""
    dashed = found[at].text == "-" and found[at].end < found[at + 1].start
    return _in_run(found[at]) and not dashed


def initials_behind(text: str, name: Sequence[Token], following: Sequence[Token]) -> Token | None:
    """The acronym in brackets behind a name ("... Refining Corp (MSRC)"), when its letters fit."""
    after = [token for token in following[:6] if token.text not in ">\"'”"]
    if len(after) < 3 or after[0].text != "(" or after[2].text != ")":
        return None
    letters = after[1].text
    own = "".join(token.text for token in name if token.text.isalpha()).upper()
    fits = letters.isupper() and 2 < len(letters) < 9 and _in_order(letters, own)
    return after[1] if fits else None


def _in_order(letters: str, text: str) -> bool:
    place = 0
    for letter in letters:
        place = text.find(letter, place) + 1
        if not place:
            return False
    return True
