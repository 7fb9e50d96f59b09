"""Pages from text in which names are marked: ``{S:Merapi Tin Works} in {C:Indonesia}``."""

import re

from extraction.records import Label, Mention, Page

_LABELS = {
    "S": Label.SMELTER,
    "C": Label.COUNTRY,
    "M": Label.METAL,
    "I": Label.SMELTER_ID,
}
_MARK = re.compile(r"\{([SCMI]):(.*?)\}", re.DOTALL)


def page(marked: str, number: int = 1) -> tuple[Page, tuple[Mention, ...]]:
    """A page without geometry, and its mentions."""
    text = ""
    mentions: list[Mention] = []
    at = 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        start = len(text)
        text += mark[2]
        mentions.append(Mention(_LABELS[mark[1]], mark[2], number, start, len(text), None, "test"))
        at = mark.end()
    text += marked[at:]
    return Page(number, 0.0, 0.0, text), tuple(mentions)
