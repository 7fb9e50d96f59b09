"""How long what people write may be, wherever they write it: on a page, in a command, in a file.

One paste of a whole book would make a page, a report or a mail that nobody can open.
"""

from workflows.errors import Invalid
from workflows.marking import N_

REASON = 2_000
"""Why something is done: it stands in a list, or on the cover of a report."""
MESSAGE = 4_000
"""A question, an answer, a decision: some paragraphs that are read at once."""
LETTER = 20_000
"""What a step of the workflow carries at most, such as the words for an audience."""
CHAPTER = 50_000
"""People's own words in a chapter of a report: some 15 pages."""
TOO_LONG = N_("Use at most %(most)s characters: these are %(count)s.")


def within(text: str, most: int, *, field: str = "") -> str:
    """The text without what stands around it; Invalid where that is longer, about a ``field``.

    A line's end is one character, as whoever writes sees it.
    """
    tidy = text.replace("\r\n", "\n").strip()
    if len(tidy) > most:
        raise Invalid(TOO_LONG, most=most, count=len(tidy), field=field)
    return tidy
