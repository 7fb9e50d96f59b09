"""What people send in forms and addresses, turned into values or refused in words."""

from collections.abc import Container
from datetime import date
from enum import StrEnum
from typing import TypeVar

from workflows.errors import Invalid
from workflows.marking import N_

_NO_SUCH = N_("This page does not know that choice. Open it again and choose.")
Choice = TypeVar("Choice", bound=StrEnum)


def one_of(choices: type[Choice], text: str) -> Choice:
    """The choice of this name."""
    try:
        return choices(text)
    except ValueError:
        raise Invalid(_NO_SUCH) from None


def known(words: Container[str], text: str) -> str:
    """The same text, if it is one of the names of a word list; empty when nothing was chosen."""
    if text and text not in words:
        raise Invalid(_NO_SUCH)
    return text


def several_lines(text: str) -> str:
    """What was typed in a field of several lines, its lines ended as here."""
    return text.replace("\r\n", "\n")


def a_date(text: str) -> date | None:
    """A day as a browser sends it, or None for an empty field."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Invalid(N_("“%(text)s” is not a date, such as 2026-06-30."), text=text) from None
