"""Which register entries a name may stand for: ranked candidates, each with reasons and a score."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from extraction import latin
from extraction.records import Candidate, Register, RegisterEntry

SURE = 0.92  # from this score a best candidate may be taken for the one meant ...
MARGIN = 0.06  # ... when the next one lies at least this far behind
_FLOOR = 0.45  # below it a candidate is noise
_SHORTLIST = 15

_FORMS = """
a ab ag and aps as asa bhd bv bvba ca cia cie co coltd company corp corporation cv de dmcc
eg eirl fzco fze gesmbh gk gmbh hf inc incorporated jsc kft kg kgaa kk limitada limited llc
llp lp ltd ltda ltee mbh mfg nl nv oao ohg ojsc ooo oy oyj pao pjsc plc private pt pte pty
pvt s sa sab sac sae san sarl sas sasu sdn se spa spzoo srl sro sti tbk tic und ve yk zao
zrt
"""
# Those that are written without a blank before or behind them.
_UNSPACED_FORMS = (
    "有限责任公司", "有限責任公司", "股份有限公司", "有限公司", "集团公司", "公司", "株式会社",
    "有限会社", "合同会社", "주식회사", "유한회사",
)  # fmt: skip
_UNSPACED_FORM = re.compile("|".join(_UNSPACED_FORMS))
_SHORT_FORM = re.compile(r"[(（](?:株|有|주|유)[)）]|[㈱㈲㈜]")
_LEGAL_FORMS = frozenset(
    (*_FORMS.split(), *(re.sub("[^a-z]", "", latin.in_ascii(f).lower()) for f in _UNSPACED_FORMS))
)
_INITIALS = re.compile(r"\b(?:[^\W\d_][a-z]?\.\s?){2,}")
_APOSTROPHES = re.compile(r"['’`´]")
_NOT_ALNUM = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of an entry, prepared: folded, without its legal form, and without spaces."""

    entry: int
    full: str
    core: str
    tight: str
    exact: str  # why the very name matches, a code of extraction.wording


@dataclass(frozen=True, slots=True)
class Index:
    """A register prepared for many look-ups; build it once with :func:`index`."""

    entries: tuple[RegisterEntry, ...]
    names: tuple[_Name, ...]
    cores: tuple[str, ...]
    tights: tuple[str, ...]
    by_identifier: dict[str, tuple[int, ...]]
    weights: dict[str, float]
    default_weight: float


@lru_cache(maxsize=16_384)  # of a document's few names every rule asks
def fold(text: str) -> str:
    """Lower-case ASCII words parted by single spaces: ``Søren's S.p.A.`` gives ``sorens spa``."""
    if not text.isascii():
        text = _UNSPACED_FORM.sub(r" \g<0> ", _SHORT_FORM.sub(" ", text))
    ascii_text = latin.in_ascii(text)
    joined = _INITIALS.sub(lambda m: re.sub(r"[.\s]", "", m.group()) + " ", ascii_text)
    return _NOT_ALNUM.sub(" ", _APOSTROPHES.sub("", joined).lower()).strip()


def core(folded: str) -> str:
    """A folded name without its legal forms; the name itself when nothing else would be left."""
    kept = [word for word in folded.split() if word not in _LEGAL_FORMS]
    return " ".join(kept) or folded


def is_legal_form(word: str) -> bool:
    """Whether a word is a legal form, as ``S.p.A.`` and ``Ltd.`` are."""
    return fold(word) in _LEGAL_FORMS


@lru_cache(maxsize=16_384)  # the same few hundred names stand in every list
def name_key(text: str) -> str:
    """A name for comparing: as letters and digits, without accents, legal forms and spaces."""
    return core(fold(text)).replace(" ", "") or text


def identifier_key(text: str) -> str:
    """An identifier for comparing: capitals and digits only."""
    return re.sub(r"[^0-9A-Z]", "", text.upper())


def index(register: Register) -> Index:
    """Prepare a register. A thousand entries take some tens of milliseconds."""
    names: list[_Name] = []
    by_identifier: dict[str, list[int]] = {}
    counts: Counter[str] = Counter()
    for number, entry in enumerate(register.entries):
        for position, text in enumerate((entry.name, *entry.aliases)):
            why = _why(entry, text) if position else "exact_name"
            full = fold(text)
            if not full:
                continue
            bare = core(full)
            names.append(_Name(number, full, bare, bare.replace(" ", ""), why))
        counts.update(set(core(fold(entry.name)).split()))
        for identifier in entry.identifiers:
            by_identifier.setdefault(identifier_key(identifier), []).append(number)
    total = len(register.entries) + 1
    return Index(
        entries=register.entries,
        names=tuple(names),
        cores=tuple(name.core for name in names),
        tights=tuple(name.tight for name in names),
        by_identifier={key: tuple(rows) for key, rows in by_identifier.items()},
        weights={word: math.log(1 + total / count) for word, count in counts.items()},
        default_weight=math.log(1 + total),
    )


def _why(entry: RegisterEntry, alias: str) -> str:
    return "decided_before" if alias in entry.decided else "alias"


def candidates(
    register: Index,
    name: str,
    *,
    country: str | None = None,
    metal: str | None = None,
    identifier: str | None = None,
    limit: int = 3,
) -> tuple[Candidate, ...]:
    """The likeliest entries for a name as a document gives it, best first, one an entry.

    ``country`` is an ISO 3166-1 alpha-2 code, ``metal`` a lower-case English name.
    """
    scored = _by_name(register, name)
    by_id = register.by_identifier.get(identifier_key(identifier), ()) if identifier else ()
    for number in by_id:
        scored.setdefault(number, (_entry_score(register, number, name), "name_differs"))
    found = [
        _candidate(register.entries[number], score, reason, number in by_id, country, metal)
        for number, (score, reason) in scored.items()
    ]
    ranked = sorted(found, key=lambda c: (-c.score, c.name, c.key))
    return tuple(_distinct([c for c in ranked if c.score >= _FLOOR]))[:limit]


def is_clear(found: Sequence[Candidate]) -> bool:
    """Whether the best candidate is good enough and stands well apart from the next."""
    if not found or found[0].score < SURE:
        return False
    return len(found) == 1 or found[0].score - found[1].score >= MARGIN


def _by_name(register: Index, name: str) -> dict[int, tuple[float, str]]:
    full = fold(name)
    if not full:
        return {}
    bare = core(full)
    tight = bare.replace(" ", "")
    near: set[int] = set()
    for scorer, query, choices in (
        (fuzz.token_set_ratio, bare, register.cores),
        (fuzz.token_sort_ratio, bare, register.cores),
        (fuzz.ratio, tight, register.tights),
    ):
        hits = process.extract(query, choices, scorer=scorer, limit=_SHORTLIST, score_cutoff=50)
        near.update(place for _, _, place in hits)
    best: dict[int, tuple[float, str]] = {}
    for place in near:
        known = register.names[place]
        score, reason = _compare(register, full, bare, tight, known)
        if score > best.get(known.entry, (0.0, ""))[0]:
            best[known.entry] = (score, reason)
    return best


def _entry_score(register: Index, number: int, name: str) -> float:
    full = fold(name)
    bare = core(full)
    tight = bare.replace(" ", "")
    own = [known for known in register.names if known.entry == number]
    return max((_compare(register, full, bare, tight, known)[0] for known in own), default=0.0)


def _compare(register: Index, full: str, bare: str, tight: str, known: _Name) -> tuple[float, str]:
    if full == known.full:
        return (1.0 if known.exact == "exact_name" else 0.98), known.exact
    if tight == known.tight:
        return (0.97 if known.exact == "exact_name" else 0.96), known.exact
    letters = (
        0.45 * fuzz.token_sort_ratio(bare, known.core)
        + 0.2 * fuzz.token_set_ratio(bare, known.core)
        + 0.35 * fuzz.ratio(tight, known.tight)
    ) / 100
    words = _shared_words(register, bare.split(), known.core.split())
    return min(0.94, 0.55 * letters + 0.45 * words), "similar_name"


def _shared_words(register: Index, left: Sequence[str], right: Sequence[str]) -> float:
    """How much of two names is the same words, a rare word weighing more than a common one."""
    rest = list(right)
    shared = total = 0.0
    for word in left:
        weight = register.weights.get(word, register.default_weight)
        total += weight
        near = max(rest, key=lambda other: fuzz.ratio(word, other), default="")
        likeness = fuzz.ratio(word, near) / 100 if near else 0.0
        if likeness >= 0.8:
            rest.remove(near)
            shared += weight * likeness
    total += sum(register.weights.get(word, register.default_weight) for word in rest)
    return shared / total if total else 0.0


def _candidate(
    entry: RegisterEntry,
    score: float,
    reason: str,
    same_id: bool,
    country: str | None,
    metal: str | None,
) -> Candidate:
    reasons = [reason]
    if same_id:
        score = 0.9 + 0.1 * score if score >= 0.5 else 0.7 + 0.2 * score
        reasons.insert(0, "identifier_equal")
    if country and entry.country:
        same = country == entry.country
        reasons.append("country_same" if same else "country_differs")
        score *= 1.0 if same else 0.85
    if metal and entry.metals:
        same = metal in entry.metals
        reasons.append("metal_same" if same else "metal_differs")
        score *= 1.0 if same else 0.8
    if not entry.active:
        reasons.append("closed")
        score *= 0.97
    shown = metal if metal in entry.metals else next(iter(entry.metals), None)
    return Candidate(
        key=entry.key,
        id=next(iter(entry.identifiers), None),
        name=entry.name,
        country=entry.country,
        metal=shown,
        score=round(score, 3),
        reasons=tuple(reasons),
    )


def _distinct(ranked: Sequence[Candidate]) -> list[Candidate]:
    """Without the entries that show the reader the same thing twice."""
    seen: set[Candidate] = set()
    kept: list[Candidate] = []
    for candidate in ranked:
        shown = replace(candidate, key="", score=0.0, reasons=())
        if shown not in seen:
            seen.add(shown)
            kept.append(candidate)
    return kept
