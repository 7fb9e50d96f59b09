"""What is checked before a finding is told outside, by step 5 of the OECD guidance. Pure.

The points follow what the guidance asks of public reports: how the risk is dealt with, in words
that its readers can use, and without suppliers, prices or people who spoke up.
"""

from collections.abc import Iterable

from workflows.states import Audience

# Who may hear without a second person clearing the words: they see the finding itself anyway.
INSIDE = (Audience.MEMBER, Audience.SECRETARIAT)

CHECKLIST = ("suppliers", "prices", "people", "sources", "measures", "plain")
"""What whoever clears the words for an outside audience has looked at."""


def unchecked(audience: str, ticked: str) -> list[str]:
    """The points of the list that are still to be looked at for this audience."""
    if audience in INSIDE:
        return []
    done = {code.strip() for code in ticked.split(",")}
    return [code for code in CHECKLIST if code not in done]


def points(ticked: Iterable[str]) -> list[str]:
    """Those of these points that are on the list, in its order."""
    known = {code.strip() for code in ticked}
    return [code for code in CHECKLIST if code in known]


def is_address(text: str) -> bool:
    """Whether this can be the address of a page."""
    words = text.strip()
    return words.startswith(("https://", "http://")) and " " not in words and len(words) > 11
