"""How sure a record is, in three words with reasons; what is called certain must be right.

Without a register: certain is a row under a header of smelters with a well-formed identifier or
a clear country. With one: the register has that very name and nothing of the row contradicts it.
"""

from dataclasses import dataclass

from extraction import matching
from extraction.entities import identifiers
from extraction.pairing import names, settling
from extraction.pairing.drafts import Draft, Layout
from extraction.pairing.merging import Joined
from extraction.records import Candidate, Certainty, SmelterRecord

_UNCLEAR = frozenset(
    ("identifier_odd", "country_unclear", "country_several", "country_past", "metal_unclear")
)
_DOUBTS = frozenset({"two_names_in_row", "line_break", "unheaded_column", "odd_name"})


@dataclass(frozen=True, slots=True)
class _Match:
    """What the register says of a draft."""

    candidates: tuple[Candidate, ...]
    reasons: tuple[str, ...]
    is_good: bool  # the very name, and nothing contradicts
    is_bad: bool  # something contradicts


def grade(joined: Joined, register: matching.Index | None) -> SmelterRecord:
    """The record of a draft, with its candidates when there is a register to look in."""
    draft = joined.draft
    own = _own_reasons(joined)
    match = _match(draft, register) if register is not None and register.entries else None
    reasons = (draft.layout.value, *draft.notes, *own, *(match.reasons if match else ()))
    return SmelterRecord(
        smelter=draft.smelter,
        country=draft.country,
        metal=draft.metal,
        smelter_id=draft.smelter_id,
        quote=draft.quote,
        certainty=_certainty(draft, set(reasons), match),
        reasons=tuple(dict.fromkeys(reasons)),
        candidates=match.candidates if match else (),
    )


def _own_reasons(joined: Joined) -> list[str]:
    draft = joined.draft
    found: list[str] = []
    if names.is_odd(draft.smelter.text):
        found.append("odd_name")
    if draft.smelter_id is None:
        found.append("identifier_missing")
    elif draft.smelter_id.value is None:
        found.append("identifier_odd")
    if draft.country is None:
        found.append("country_missing")
    elif draft.country.value is None:
        found.append(settling.why_open(draft.country.text))
    if draft.metal is None:
        found.append("metal_missing")
    elif draft.metal.value is None:
        found.append("metal_unclear")
    if draft.layout is Layout.SENTENCE and joined.times == 1:
        found.append("single_mention")
    return found


def _match(draft: Draft, register: matching.Index) -> _Match:
    found = matching.candidates(
        register,
        draft.smelter.text,
        country=draft.country.value if draft.country else None,
        metal=draft.metal.value if draft.metal else None,
        identifier=_identifier(draft),
    )
    reasons: list[str] = []
    best = found[0].reasons if found else ()
    if draft.smelter_id is not None:
        if "identifier_equal" in best:
            reasons.append("identifier_in_register")
        elif matching.identifier_key(_identifier(draft) or "") not in register.by_identifier:
            reasons.append("identifier_unknown")
    exact = bool({"exact_name", "alias", "decided_before"} & set(best))
    reasons.append(
        "name_in_register"
        if exact
        else "name_similar"
        if "similar_name" in best
        else "name_unknown"
    )
    if "identifier_equal" in best and "name_differs" in best:
        reasons[-1] = "identifier_differs"
    if "country_differs" in best:
        reasons.append("country_not_register")
    if "metal_differs" in best:
        reasons.append("metal_not_register")
    clear = matching.is_clear(found)
    if found and found[0].score >= matching.SURE and not clear:
        reasons.append("several_candidates")
    bad = {"country_differs", "metal_differs", "name_differs"} & set(best)
    known = "identifier_equal" in best or (draft.smelter_id is None and "country_same" in best)
    return _Match(found, tuple(reasons), exact and clear and known and not bad, bool(bad))


def _identifier(draft: Draft) -> str | None:
    """The identifier to look up: normal, or as it is printed where it has an odd form."""
    if draft.smelter_id is None:
        return None
    found = identifiers.identifier_of(draft.smelter_id.text)
    return draft.smelter_id.value or (found.id if found else draft.smelter_id.text)


def _certainty(draft: Draft, reasons: set[str], match: _Match | None) -> Certainty:
    doubts = _DOUBTS & reasons
    if match is not None and match.is_good:
        solid = draft.layout is not Layout.SENTENCE or draft.smelter_id is not None
        return Certainty.CERTAIN if solid and not doubts - {"unheaded_column"} else Certainty.CHECK
    if draft.layout is Layout.SENTENCE:
        bare = {"country_missing", "identifier_missing"} <= reasons
        return Certainty.UNSURE if bare or doubts else Certainty.CHECK
    if {"odd_name", "two_names_in_row"} & doubts:
        return Certainty.UNSURE
    if match is not None or draft.layout is not Layout.ROW:
        return Certainty.CHECK
    unclear = _UNCLEAR & reasons
    if doubts:  # without a header only a row that is whole speaks for itself
        whole = draft.smelter_id and draft.country and draft.metal and not unclear
        return Certainty.CERTAIN if whole and doubts == {"unheaded_column"} else Certainty.CHECK
    anchored = draft.smelter_id is not None or draft.country is not None
    return Certainty.CERTAIN if anchored and not unclear else Certainty.CHECK
