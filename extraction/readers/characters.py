"""Characters as they are kept: one for one, so that offsets hold; controls are made visible."""

# Control characters become their pictures (NUL is shown as U+2400): databases, Word and
# spreadsheets cannot hold them, and the same sign must stand for them everywhere.
_PICTURES = {code: 0x2400 + code for code in range(32) if code not in (9, 10, 13)}
_PICTURES[0x7F] = 0x2421
_NOT_A_CHARACTER = {
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
    **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD),
    0xFFFE: 0xFFFD,
    0xFFFF: 0xFFFD,
}
_TABLE = _PICTURES | _NOT_A_CHARACTER


def visible(text: str) -> str:
    """The text with every control character shown by a sign, each by exactly one."""
    return text.translate(_TABLE)


def letters(text: str) -> int:
    """How many letters and digits it has: the measure of whether a page could be read."""
    return sum(map(str.isalnum, text))
