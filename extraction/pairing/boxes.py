"""One-column grids that are no list: the boxes of a certificate or a form, one above the other."""

import re

from extraction.entities import dates, standards
from extraction.pairing.columns import Role, role_of
from extraction.pairing.grids import Grid

_LABELLED = re.compile(r"[^:：]{2,40}[:：]\s*\S")
_FACTS = (Role.OTHER, Role.COUNTRY, Role.IDENTIFIER, Role.TRADER)  # never a smelter's own name
_ENOUGH = 2
_SHARE = 0.3


def is_form(grid: Grid) -> bool:
    """Whether a grid of one column holds labels, dates and norms instead of names."""
    cells = [cell.text for row in grid.rows for cell in row if cell]
    if any(sum(cell is not None for cell in row) > 1 for row in grid.rows):
        return False
    facts = sum(_is_fact(text) for text in cells)
    return facts >= _ENOUGH and facts >= _SHARE * len(cells)


def _is_fact(text: str) -> bool:
    return bool(
        _LABELLED.match(text)
        or role_of(text) in _FACTS
        or dates.find(text)
        or standards.standard_of(text)
    )
