"""What any export may show: text with everything unprintable turned into a visible sign."""

import re

# Tab and line feed are layout that Word, CSV and XLSX can all hold. The rest of C0 and C1, lone
# surrogates and noncharacters are either forbidden in XML 1.0 or invisible to a reader. What turns
# the direction of the text round makes a name look like another, and the words after it too.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
_ITEM = re.compile(r"[-–—•*][ \t]+(?=\S)")
# What neither a database nor UTF-8 can hold.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def _sign(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return f"⟨U+{code:04X}⟩"


def printable(text: str) -> str:
    """The text with control characters shown instead of held: NUL as ␀, escape as ␛, U+0085 as
    ⟨U+0085⟩. Tab and line feed stay; a carriage return becomes ␍. Text without such characters
    comes back unchanged. The result can stand in XML 1.0 and be written as UTF-8.
    """
    return _UNPRINTABLE.sub(_sign, text)


def storable(text: str) -> str:
    """The text with only what nothing can hold shown instead: NUL and lone surrogates, by the same
    signs as :func:`printable`. The result can be kept in a database and written as UTF-8.
    """
    return _UNSTORABLE.sub(_sign, text)


def item(line: str) -> str | None:
    """The words of a line that begins with a dash or a bullet: of an item of a list; else None."""
    sign = _ITEM.match(line)
    return None if sign is None else line[sign.end() :]


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text somebody typed, whatever its line ends; empty lines are left out.

    A browser sends CR LF for every line end in a form: that pair is a line end, not a character.
    """
    parts = (part.strip() for part in text.replace("\r\n", "\n").split("\n"))
    return tuple(printable(part) for part in parts if part)
