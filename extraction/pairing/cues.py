"""Words that show what a country or a metal beside a smelter's name has to do with it."""

import re
from collections.abc import Iterator
from functools import lru_cache

_CLASSES = {
    "works": r"smelter\w*|refiner\w*|refinery|refineries|plants?|works|factory|\w*fabriek\w*"
    r"|\w*smelterij\w*|raffinaderij\w*|raffinadeur\w*|\w*hütten?|\w*schmelze\w*|raffinerie\w*"
    r"|scheideanstalt\w*|fonderies?|affineurs?|usines?|werk|furnace|oven|ofen|potlines?|processors?"
    r"|producers?|producent\w*|produzent\w*|roaster|locat\w+|base[ds]?|gevestigd|situé\w*|stands?"
    r"|staat|steht",
    "owner": r"own(?:er|ed|s|ers)|parent|groups?|holding|belongs?|unit|subsidiary|moeder\w*"
    r"|eigen(?:aar|dom|tümer\w*)|dochter\w*|groep|\w*konzern\w*|concern|mutter\w*|tochter\w*"
    r"|propri[ée]taire|filiale|groupe|d[ée]tien\w*|shareholder\w*|bought|buy|koper|investors?",
    "mine": r"mines?|miners?|ores?|erts\w*|mijn\w*|bergwerk\w*|erz\w*|minerai\w*|\w*concentraat"
    r"|concentrates?|\w*konzentrat\w*|concentr[ée]s?|doré|scrap|schrot+|feed|pits?|feedstock|slag"
    r"|grondstof\w*|rohstoff\w*|alumina|bauxi\w+|hydroxide|matte|diggers?|cassiterite|\w*mine[ns]?",
    "trade": r"trad(?:ers?|ing)|handela\w+|händler\w*|n[ée]gociants?|export\w*|import\w*|customers?"
    r"|klant\w*|kund\w+|clients?|buyers?|sells?|sold|verkauf\w*|verkoop\w*|verkocht|consum\w+"
    r"|market|shipments?|shipped|ships?|auditor\w*|bank|ministry|minister\w*|government|regering"
    r"|regierung|gouvernement|exchange|beurs|börse|warehouse\w*|sanctions?|prices?|prijs|prijzen"
    r"|preise?",
    "rival": r"rivals?|competitors?|concurrent\w*|konkurrent\w*|others?|another|ander\w*|autres?"
    r"|sister\w*|zuster\w*|schwester\w*|elsewhere|elders|also|ook|auch|aussi|too|second|third"
    r"|smaller|bigger",
    "but": r"while|whereas|but|maar|terwijl|während|aber|tandis|mais|instead|statt|until|tot|bis"
    r"|previously|formerly|früher|vroeger|unlike|dagegen",
    "both": r"both|beide[n]?|all|alle|tous|toutes|deux|respectively",
}
_PATTERNS = {
    name: re.compile(rf"(?<![\w-])(?:{words})(?!\w)", re.I) for name, words in _CLASSES.items()
}
_PREPOSITIONS = {
    word: name
    for name, words in (
        ("in", "in en im au aux dans te"),
        ("of", "of van von de du des d"),
        ("from", "from uit aus out ex"),
        ("to", "to into naar nach vers zur zum pour"),
        ("outside", "outside buiten außerhalb hors without behalve besides except"),
        ("by", "by door durch par bij bei chez near"),
        ("with", "with met mit avec and und et"),
    )
    for word in words.split()
}
_LEADS = frozenset(  # between a preposition and a country
    ("the", "het", "der", "die", "den", "dem", "la", "le", "les", "l", "northern", "southern")
    + ("eastern", "western", "north", "south", "east", "west", "central", "noorden", "zuiden")
    + ("oosten", "westen", "neighbouring", "nearby", "noord", "zuid", "nord", "sud", "ouest")
)
_PEOPLE = {
    "CN": r"chinese|chinees|chinesische?[rnms]?|chinois",
    "RU": r"russian|russisch|russische[rnms]?|russe",
    "DE": r"german|duitse?|deutsche[rnms]?|allemande?",
    "BE": r"belgian|belgisch|belgische[rnms]?|belge|vlaamse",
    "NL": r"dutch|nederlandse?|niederl\w+dische[rnms]?|n[ée]erlandaise?",
    "FR": r"french|franse?|franz\w+sische[rnms]?|fran[çc]aise?",
    "CH": r"swiss|zwitserse?|schweizer|suisse",
    "NO": r"norwegian|noorse?|norwegische[rnms]?|norv[ée]gien(?:ne)?",
    "SE": r"swedish|zweedse?|schwedische[rnms]?|su[ée]dois",
    "FI": r"finnish|finse?|finnische[rnms]?|finlandais",
    "PL": r"polish|poolse?|polnische[rnms]?|polonais",
    "BG": r"bulgarian|bulgaarse?|bulgarische[rnms]?|bulgare",
    "ID": r"indonesian|indonesisch|indonesische[rnms]?|indon[ée]sien",
    "MY": r"malaysian|maleisische?|malaysische[rnms]?|malaisien",
    "TH": r"thai|thaise|thail\w+dische[rnms]?|tha[ïi]landais",
    "JP": r"japanese|japanse?|japanische[rnms]?|japonaise?",
    "KR": r"(?:south )?korean|koreaanse?|koreanische[rnms]?|cor[ée]en",
    "PE": r"peruvian|peruaanse?|peruanische[rnms]?|p[ée]ruvien",
    "BO": r"bolivian|boliviaanse?|bolivianische[rnms]?|bolivien",
    "BR": r"brazilian|braziliaanse?|brasilianische[rnms]?|br[ée]silien",
    "CL": r"chilean|chileense?|chilenische[rnms]?|chilien",
    "AU": r"australian|australische?[rnms]?|australien",
    "CA": r"canadian|canadese?|kanadische[rnms]?|canadien",
    "US": r"american|amerikaanse?|amerikanische[rnms]?|am[ée]ricain",
    "GB": r"british|britse?|britische[rnms]?|britannique",
    "IN": r"indian|indiase?|indische[rnms]?|indien",
    "ZA": r"south african|zuid-afrikaanse?|s\w+dafrikanische[rnms]?|sud-africain",
    "AT": r"austrian|oostenrijkse?|\w+sterreichische[rnms]?|autrichien",
    "ES": r"spanish|spaanse?|spanische[rnms]?|espagnole?",
    "IT": r"italian|italiaanse?|italienische[rnms]?|italien",
    "KZ": r"kazakh|kazachse?|kasachische[rnms]?",
    "UZ": r"uzbek",
    "TR": r"turkish|turkse?|t\w+rkische[rnms]?|turc",
    "RW": r"rwandan|rwandese",
    "CD": r"congolese|kongolesische[rnms]?|congolais",
}
_NATIONAL = re.compile(
    r"(?:" + "|".join(f"(?P<{code}>{words})" for code, words in _PEOPLE.items()) + ")", re.I
)
_IN_TWO_PARTS = re.compile("south |zuid-|sud-", re.I)
_ADJECTIVE = re.compile(r"\b(south |zuid-|sud-)?\w+", re.I)  # what is in two parts begins so
_WORD = re.compile(r"\w+")
_SAME_LAND = re.compile(
    r"\b(?:(?:same|that|this) country|(?:hetzelfde|dat|dit|im selben|in diesem) land"
    r"|(?:m[êe]me|ce) pays|there|daar|dort)\b",
    re.I,
)
THE_LAND = re.compile(r"\bthe country\b|\bhet land\b|\bdas land\b|\ble pays\b", re.I)
THE_WORKS = re.compile(  # how a sentence begins that goes on about the works of the one before
    r"\W*(?:the|its|de|het|die|der|das|le|la|l['’]|deze|this|that|zijn|sa|son)\s*"
    r"(?:[\w'’-]+\s+){0,3}?(?:\w*smelter|refinery|plant|works|refiner|producer|company|firm|site"
    r"|\w*smelterij|\w*fabriek|\w*raffinaderij|raffinadeur|bedrijf|\w*hütte|\w*schmelze|raffinerie"
    r"|unternehmen|firma|werk|usine|affineur|affinerie|fonderie|société|entreprise)\b"
    r"|\W*(?:it|elle|il|hij|zij|es|sie|there|daar|dort)\b",
    re.I,
)
# A metal inside a word: "zinkfabriek", "Kupferhütte", "koperprijs".
_COMPOUND = re.compile(
    r"\b(tin|tantaal|wolfraam|goud|kobalt|koper|nikkel|zink|lood|zilver|platina|lithium|zinn|tantal"
    r"|wolfram|gold|kupfer|nickel|blei|silber|platin|aluminium|titan|antimon|antimoon|magnesium"
    r"|germanium|chroom|chrom|mangaan|mangan)-?(smelters?|smelterij|raffinaderij|fabriek|producent"
    r"|concentraat|konzentrat|erts|erz|hütten?|schmelzen?|raffinerie|produzent|konzern|preis|prijs"
    r"|markt|werk|prijzen|preise|mijn|mine|raffinadeur|export|exporte|staven|barren|kathoden|oven"
    r"|ofen|poeder|pulver|industrie|bedrijf)(?:en|n|s|e)?\b",
    re.I,
)
_MAYBE_COMPOUND = re.compile(r"[\w-]{6,}")
ABOUT_PRICE = ("pr", "mark", "exp")  # how the second half of a compound begins
ABOUT_ORE = ("erz", "erts", "kon", "conc", "mi")


@lru_cache(maxsize=20_000)
def classes(text: str) -> tuple[str, ...]:
    """The classes of the cues in a stretch of text, in a fixed order."""
    return tuple(name for name, pattern in _PATTERNS.items() if pattern.search(text))


@lru_cache(maxsize=64)  # of one sentence several countries and names ask
def says_same_land(text: str, start: int, end: int) -> bool:
    """Whether a stretch of text has words for a country that was named before."""
    return _SAME_LAND.search(text, start, end) is not None


def compounds(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Metals inside words: where the word stands, the metal and the rest, in small letters."""
    for word in _MAYBE_COMPOUND.finditer(text):
        for start, end, kind, rest in _compounds(word[0]):
            yield word.start() + start, word.start() + end, kind, rest


@lru_cache(maxsize=20_000)
def _compounds(word: str) -> tuple[tuple[int, int, str, str], ...]:
    return tuple(
        (*found.span(), found[1].casefold(), found[2].casefold())
        for found in _COMPOUND.finditer(word)
    )


def nationalities(text: str) -> list[tuple[int, str]]:
    """Where adjectives of countries ("Belgian") stand in a text, with their countries' codes."""
    found: list[tuple[int, str]] = []
    if not any(map(_land, set(_WORD.findall(text)))) and not _IN_TWO_PARTS.search(text):
        return found
    for match in _ADJECTIVE.finditer(text):
        land, start = _land(match[0]), match.start()
        if not land and match[1]:
            land, start = _land(match[0][len(match[1]) :]), match.end(1)
        if land:
            found.append((start, land))
    return found


@lru_cache(maxsize=20_000)
def _land(word: str) -> str:
    """The code of the country that an adjective is of; nothing for another word."""
    match = _NATIONAL.fullmatch(word)
    return str(match.lastgroup) if match else ""


def preposition(before: str) -> tuple[str, str]:
    """What stands before a country: the kind of its preposition, and the three words before that.

    The kind is also ``(``, ``,``, ``none`` at a beginning, or ``word``.
    """
    words = re.findall(r"[\w'’]+|[(),:;\"–-]", before)
    while len(words) > 1 and words[-1].lower().rstrip("'’") in _LEADS:
        words.pop()
    last = words[-1].lower() if words else ""
    kind = last if last in ("(", ",") else _PREPOSITIONS.get(last, "word" if last else "none")
    return kind, " ".join(words[-4:-1])
