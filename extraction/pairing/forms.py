"""Forms to drafts: a smelter's name by its label, and the labelled fields round it."""

import re
from collections.abc import Iterator, Sequence

from extraction import places
from extraction.pairing import columns, names
from extraction.pairing.columns import Role
from extraction.pairing.drafts import (
    Draft,
    Layout,
    country_value,
    id_value,
    metal_values,
    name_value,
)
from extraction.pairing.grids import Cell
from extraction.records import Page, Value

_LINE = re.compile(
    r"\s{0,20}(?P<label>(?:(?![.?!]\s+\S)[^:\n]){2,60}?)\s{0,9}[:：]\s{0,40}(?P<value>\S.*)"
)
_LONGEST = 240  # characters of a line
_RULE = "form field"
_NOTE = "form_field"

Filled = tuple[Role, Cell]


def read(page: Page, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int, Draft]]:
    """The drafts of a page's forms, each with the stretch of text that it takes."""
    block: list[Filled] = []
    start = 0
    for line in [*page.text.split("\n"), ""]:
        filled = None if places.inside(taken, start) else _filled(page, line, start)
        if filled:
            block.append(filled)
        elif block:
            yield from _drafts(block)
            block = []
        start += len(line) + 1


def _filled(page: Page, line: str, start: int) -> Filled | None:
    match = _LINE.fullmatch(line) if len(line) <= _LONGEST else None
    role = columns.role_of(match["label"]) if match else None
    if match is None or role is None or len(match["label"].split()) > 7:
        return None
    first, last = start + match.start("value"), start + match.start("value")
    last += len(match["value"].rstrip())
    box = places.box_of(page, first, last)
    return role, Cell(page.text[first:last], page.number, first, last, box)


def _drafts(block: Sequence[Filled]) -> Iterator[tuple[int, int, Draft]]:
    """A block's smelters; fields before the first name count for all of them."""
    starts = [n for n, (role, _) in enumerate(block) if role is Role.SMELTER]
    for number, begin in enumerate(starts):
        stop = starts[number + 1] if number + 1 < len(starts) else len(block)
        own = dict(reversed([*block[: starts[0]], *block[begin:stop]]))
        cell = own[Role.SMELTER]
        if len(block) < 2 or not names.can_be(cell.text):
            continue
        quote = " | ".join(part.text for _, part in block[begin:stop])
        country, code = own.get(Role.COUNTRY), own.get(Role.IDENTIFIER)
        metal = own.get(Role.METAL)
        kinds: Sequence[Value | None] = metal_values(metal, quote, _RULE) if metal else (None,)
        for kind in kinds:
            yield cell.start, block[stop - 1][1].end, Draft(
                smelter=name_value(cell, quote, _RULE),
                country=country_value(country, quote, _RULE) if country else None,
                metal=kind,
                smelter_id=id_value(code, quote, _RULE, headed=True) if code else None,
                quote=quote,
                layout=Layout.LINE,
                notes=(_NOTE,),
            )  # fmt: skip
