"""Names in Chinese, Japanese and Korean text, which does not part its words by blanks."""

import re
from collections.abc import Iterable, Iterator

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_KATAKANA = r"\u30a1-\u30fa\u30fc"
_HANGUL = r"\uac00-\ud7af"
_ANY = re.compile(rf"[{_HAN}{_KATAKANA}{_HANGUL}]")
# What may follow a name written in Han characters: words that begin no longer name.
_AFTER_HAN = "的和与及或、在是之等境产從从由並并向至到有将将把为於于以其也"
# What may stand before a name of one character: more often than not it is a part of another word.
_BEFORE_ONE = "的和与及或、买卖含为是自"
# Particles behind a Korean name, and the end of the word.
_AFTER_HANGUL = r"(?:의|에|에서|은|는|이|가|을|를|과|와|로|으로|도|및|산|내)?"


def written(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether there is anything in these scripts."""
    if text.isascii():
        return False
    return _ANY.search(text, start, len(text) if end is None else end) is not None


def pattern(names: Iterable[str]) -> re.Pattern[str]:
    """What finds those of the names that are in these scripts, the longest of several.

    A name in Han characters ends where a blank, a sign, another script or one of few words
    follows, since more characters make it part of a longer name, and one of a single character
    begins so, too; one in katakana is bounded by other signs on both sides; one in Hangul begins a
    word and may have a particle behind it, if it has more than one syllable.
    """
    by_script: dict[str, list[str]] = {key: [] for key in ("han", "one", "katakana", "hangul")}
    for name in sorted(set(names), key=len, reverse=True):
        script = _script(name)
        if script is not None:
            by_script[script].append(re.escape(name))
    bounds = {
        "han": (r"", rf"(?![{_KATAKANA}{_HANGUL}])(?=[^{_HAN}]|[{_AFTER_HAN}]|$)"),
        "one": (
            rf"(?:(?<![{_HAN}])|(?<=[{_BEFORE_ONE}]))",
            rf"(?![{_KATAKANA}{_HANGUL}])(?=[^{_HAN}]|[{_AFTER_HAN}]|$)",
        ),
        "katakana": (rf"(?<![{_KATAKANA}])", rf"(?![{_KATAKANA}])"),
        "hangul": (rf"(?<![{_HANGUL}])", rf"(?={_AFTER_HANGUL}(?![{_HANGUL}]))"),
    }
    parts = [
        f"{before}(?:{'|'.join(words)}){after}"
        for script, words in by_script.items()
        for before, after in (bounds[script],)
        if words
    ]
    return re.compile("|".join(parts) or r"(?!)")


def _script(name: str) -> str | None:
    if re.search(f"[{_HANGUL}]", name):
        return "hangul" if len(name) > 1 else None
    if re.fullmatch(f"[{_HAN}]", name):
        return "one"
    if re.search(f"[{_HAN}]", name[-1:]):
        return "han"
    if re.search(f"[{_KATAKANA}]", name):
        return "katakana"
    return "han" if re.search(f"[{_HAN}]", name) else None


def find(names: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The offsets of the names in ``text[start:end]``."""
    for match in names.finditer(text, start, end):
        yield match.span()
