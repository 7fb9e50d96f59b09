"""Which letters the bytes of a text stand for, where the file does not say so itself.

UTF-8 and a byte-order mark say it. Otherwise the letters beyond ASCII decide: in the right encoding
they are all letters of one language's alphabet, in a wrong one they are signs that no text has.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_MARKED = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_EVERYWHERE = "€£§°·–—‘’“”„«»…•²³®©\u00a0"
_ALPHABETS = {  # of those that agree equally well, the first is taken
    "cp1252": ("äöüßé", "éèêàçùâîôûëïœ", "áéíóúñü¿¡ªº", "ãõçáéíóúâêàô", "åäöæøé", "àèéìòù",
               "ëïéèöüáó"),
    "cp1254": ("çğıİöşüâîû",),
    "cp1250": ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áéíóöőúüű", "âăîşţ", "áäčďéíĺľňóôŕšťúýž", "čćđšž"),
}  # fmt: skip
_ENOUGH = 0.9  # of the letters beyond ASCII
_SAMPLE = 200_000  # bytes


def decoded(data: bytes) -> tuple[str, str | None] | None:
    """The text, and the encoding that was assumed; None for that one where the file is clear.

    None when the bytes are no text in any encoding that is known here.
    """
    named = next((name for mark, name in _MARKED if data.startswith(mark)), "utf-8")
    text = _strictly(data, named)
    if text is not None:
        return (text, None) if named != "utf-16" or _is_text(text) else None
    assumed = _assumed(data)
    text = _strictly(data, assumed) if assumed else None
    return None if text is None else (text, assumed)


def _is_text(text: str) -> bool:
    """Whether all signs are ones that Unicode knows: nearly any bytes can be taken for UTF-16."""
    return not any(unicodedata.category(sign) in ("Cn", "Co", "Cs") for sign in text[:_SAMPLE])


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


@lru_cache(maxsize=1)
def _assumed(data: bytes) -> str | None:
    sample = data[:_SAMPLE].rpartition(b"\n")[0] or data  # cut between two lines, not two bytes
    scores = {
        encoding: max(_share(sample, encoding, letters) for letters in alphabets)
        for encoding, alphabets in _ALPHABETS.items()
    }
    scores["gb18030"] = _chinese(sample)
    scores["cp932"] = _japanese(sample)
    best = max(scores, key=lambda encoding: scores[encoding])
    return best if scores[best] >= _ENOUGH else None


def _share(data: bytes, encoding: str, letters: str) -> float:
    """The share of the signs beyond ASCII that belong to an alphabet."""
    text = _strictly(data, encoding)
    known = frozenset(letters + letters.upper() + _EVERYWHERE)
    return 0.0 if text is None else _part(text, known)


def _part(text: str, known: Iterable[str]) -> float:
    beyond = [sign for sign in text if sign > "\x7f"]
    return sum(sign in known for sign in beyond) / max(len(beyond), 1)


def _chinese(data: bytes) -> float:
    """By the common characters, which GB 2312 put in a region of their own."""
    text = _strictly(data, "gb18030")
    if text is None:
        return 0.0
    beyond = [sign for sign in text if sign > "\x7f"]
    common = sum(len(sign.encode("gb2312", "ignore")) == 2 for sign in beyond)
    return common / max(len(beyond), 1)


def _japanese(data: bytes) -> float:
    """By the kana, without which there is no Japanese."""
    text = _strictly(data, "cp932")
    if text is None:
        return 0.0
    beyond = [sign for sign in text if sign > "\x7f"]
    kana = sum("\u3041" <= sign <= "\u30ff" for sign in beyond)
    own = sum("\u3000" <= sign <= "\u9fff" or "\uff00" <= sign <= "\uff5e" for sign in beyond)
    return own / len(beyond) + 0.01 if beyond and kana * 10 >= len(beyond) else 0.0
