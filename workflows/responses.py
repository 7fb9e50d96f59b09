"""What the risks of Annex II of the OECD guidance ask of a company, and within how many days. Pure.

Serious abuses and support to armed groups: stop at once. Abuses by guards, bribery, a false origin,
money laundering and taxes: reduce them measurably within six months, else stop. The guidance gives
“at once” no number of days; a week is what the product allows for it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Asks(StrEnum):
    """What is to be done about a risk."""

    STOP = "stop"  # suspend or end buying from there
    REDUCE = "reduce"


@dataclass(frozen=True, slots=True)
class Response:
    """What a risk asks, and within how many days of its assessment."""

    asks: Asks
    days: int


AT_ONCE, SIX_MONTHS = Response(Asks.STOP, 7), Response(Asks.REDUCE, 183)

BY_CODE: Mapping[str, Response] = {
    "A1a": AT_ONCE,
    "A1b": AT_ONCE,
    "A1c": AT_ONCE,
    "A1d": AT_ONCE,
    "A1e": AT_ONCE,
    "A2": AT_ONCE,
    "A3": SIX_MONTHS,
    "A4": SIX_MONTHS,
    "A5": SIX_MONTHS,
    "A6": SIX_MONTHS,
}
"""By risk code of Annex II; other taxonomies ask no particular answer."""


def asked(codes: Iterable[str]) -> dict[str, Response]:
    """What these risks ask, by code."""
    return {code: BY_CODE[code] for code in codes if code in BY_CODE}


def last_day(codes: Iterable[str], assessed: date) -> date | None:
    """The last day on which all that is asked is to be done; nothing where nothing is asked."""
    days = [one.days for one in asked(codes).values()]
    return assessed + timedelta(days=min(days)) if days else None
