"""How dates, numbers, amounts and waiting times are written in the reader's language."""

from datetime import date, datetime
from functools import lru_cache

from babel import Locale, dates, numbers
from flask import Flask
from flask_babel import get_locale, gettext, ngettext

from workflows import clock


def init(app: Flask) -> None:
    """Offer the formats to the templates as filters."""
    app.jinja_env.filters.update(
        day=day,
        moment=moment,
        clock_time=clock_time,
        number=number,
        percent=percent,
        euros=euros,
        file_size=file_size,
    )


def language(code: str) -> str:
    """A language by its two letters."""
    locale: Locale = get_locale() or Locale("en")
    return str(locale.languages.get(code, code))


def day(value: date | None) -> str:
    """22 november 2026; a moment is given its day in the Netherlands. Nothing for None."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = clock.day(value)
    return dates.format_date(value, "d MMMM y", locale=get_locale())


def moment(value: datetime | None) -> str:
    """22 november 2026, 14:05, in Dutch time. Nothing for None."""
    return "" if value is None else f"{day(value)}, {clock_time(value)}"


def clock_time(value: datetime) -> str:
    """14:05, in Dutch time."""
    return dates.format_time(value, "HH:mm", tzinfo=clock.ZONE, locale=get_locale())


def number(value: float, decimals: int | None = None) -> str:
    """1.234,5 in Dutch and 1,234.5 in English; ``decimals`` fixes how many there are."""
    pattern = "#,##0.###" if decimals is None else "#,##0" + ("." + "0" * decimals) * (decimals > 0)
    return _decimal(value, pattern, get_locale())


@lru_cache(maxsize=4096)
def _decimal(value: float, pattern: str, locale: Locale | None) -> str:
    # The library takes the pattern apart anew for each of the numbers on a page.
    return numbers.format_decimal(value, format=pattern, locale=locale)


def typed(value: float) -> str:
    """1234,5 in Dutch and 1234.5 in English: as a person types it into a field, ungrouped."""
    return f"{value:.6g}".replace(".", numbers.get_decimal_symbol(get_locale()))


def percent(share: float) -> str:
    """0.666 as 67%: a share between 0 and 1, in whole percents."""
    return f"{number(share * 100, 0)}%"


def euros(amount: float) -> str:
    """€ 1.250 for whole euros, € 1.250,50 with cents."""
    return f"€\N{NO-BREAK SPACE}{number(amount, 0 if amount == int(amount) else 2)}"


def file_size(count: int) -> str:
    """A number of bytes in the largest unit that keeps it at 1 or more: 98 kB, 1,5 MB."""
    size = float(count)
    for unit in ("bytes", "kB", "MB"):
        if size < 1000:
            return (
                f"{number(size, 0 if size >= 10 or unit == 'bytes' else 1)}\N{NO-BREAK SPACE}{unit}"
            )
        size /= 1000
    return f"{number(size, 1)}\N{NO-BREAK SPACE}GB"


def waiting(seconds: int) -> str:
    """How long somebody has to wait: seconds below a minute, else minutes rounded up."""
    if seconds < 60:
        return str(ngettext("%(num)s second", "%(num)s seconds", seconds))
    minutes = -(-seconds // 60)
    return str(ngettext("%(num)s minute", "%(num)s minutes", minutes))


def joined(words: list[str]) -> str:
    """a, b or c: the words of a list in which one is enough."""
    if len(words) < 2:
        return "".join(words)
    return str(gettext("%(first)s or %(last)s", first=", ".join(words[:-1]), last=words[-1]))
