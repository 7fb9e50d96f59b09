"""Smelters that a list shows: items below a line that speaks of smelters, each with its country."""

import re
from collections.abc import Iterator, Sequence

from extraction.entities import items, smelters
from extraction.entities.items import Item
from extraction.entities.layout import Line
from extraction.entities.smelter_tables import could_be_name
from extraction.entities.spans import Span
from extraction.entities.tokens import key, tokens
from extraction.records import Label

_RULE = "item of a list of smelters"
_LONGEST_LEAD = 170  # characters
_LONGEST_NAME = 12  # words
# Lists of others, whose lead may speak of smelters too: "Auditors of our smelters:".
_OF_OTHERS = re.compile(
    r"supplier|trader|dealer|custom|audit|assess|bank|\bports?\b|\bmines?\b|lieferant|handler\b"
    r"|kund|hafen|leverancier|handelar|klant|haven|mijn|fournisseur|negoc|client|former|closed"
    r"|not\b|geen\b|niet\b|kein|nicht\b|pas\b|aucun|sanction|proveedor|fornitor"
)


def spans(text: str, lines: Sequence[Line], found: Sequence[Item]) -> Iterator[Span]:
    """The names of the smelters that a page's lists show."""
    told = False
    before = -1
    for item in found:
        if item.lines.start != before:
            told = _speaks_of_smelters(lines, item.lines.start)
        before = item.lines.stop
        if told and (span := _named(text, item)):
            yield span


def _speaks_of_smelters(lines: Sequence[Line], at: int) -> bool:
    """Whether what stands right above a list's first line says that smelters follow."""
    above = [line.text.strip() for line in lines[max(0, at - 3) : at]]
    if above and not above[-1]:  # a blank line may stand between
        above.pop()
    if not above or not above[-1]:
        return False
    lead = above[-1]
    if lead.endswith(":") and len(above) > 1 and above[-2][-1:] not in (*".:;!?", ""):
        lead = f"{above[-2]} {lead}"
    plain = key(lead)
    if len(lead) > _LONGEST_LEAD or lead[-1] in ".,;!?" or _OF_OTHERS.search(plain):
        return False
    return bool(smelters.CUE.search(plain))


def _named(text: str, item: Item) -> Span | None:
    parts = items.placed(text[item.start : item.end])
    if parts is None:
        return None
    start, end = (item.start + offset for offset in parts.name)
    name = text[start:end]
    words = tokens(name)
    proper = len(name.split()) <= _LONGEST_NAME and smelters.is_proper(words)
    if not proper or not could_be_name(name) or name[0].islower():
        return None
    return Span(start, end, Label.SMELTER, _RULE)
