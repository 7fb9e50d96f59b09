"""Who is named with an @ in a remark: of those who may read it, and of nobody else. Pure."""

import re
from collections.abc import Iterable
from typing import Protocol, TypeVar


class Named(Protocol):
    """Somebody with a name."""

    @property
    def name(self) -> str: ...


Somebody = TypeVar("Somebody", bound=Named)


def of(text: str, readers: Iterable[Somebody]) -> list[Somebody]:
    """Those among the readers that the text names: ``@`` with a full name, or a first name.

    A first name counts where one reader alone has it.
    """
    people = list(readers)
    firsts = [_first(one.name) for one in people]
    return [
        one
        for one, first in zip(people, firsts, strict=True)
        if _names(text, one.name) or (firsts.count(first) == 1 and _names(text, first))
    ]


def _first(name: str) -> str:
    return (name.split() or [""])[0].casefold()


def _names(text: str, name: str) -> bool:
    if not name.strip():
        return False
    words = r"\s+".join(re.escape(word) for word in name.split())
    return re.search(rf"(?<!\w)@{words}(?!\w)", text, re.IGNORECASE) is not None
