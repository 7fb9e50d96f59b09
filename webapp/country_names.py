"""The countries of the world in a reader's language, from the locale data that comes with Babel."""

from functools import cache

from babel import Locale

# Territories of the locale data that are no countries.
_REGIONS = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "DG", "EA", "IC", "TA"})


@cache
def countries(language: str) -> tuple[tuple[str, str], ...]:
    """Every country as (two letters, its name in this language), by name."""
    every = Locale.parse(language).territories.items()
    found = [(code, str(name)) for code, name in every if len(code) == 2 and code not in _REGIONS]
    return tuple(sorted(found, key=lambda pair: pair[1].casefold()))
