"""Whether the text of a cell can be a smelter's name, and the names that share one cell."""

import re

from extraction.entities import metals
from extraction.pairing import drafts, grids
from extraction.pairing.grids import Cell

_LONGEST = 140
_PLACEHOLDERS = (
    "not (?:yet )?(?:listed|identified|known|available|applicable|disclosed)",
    "unknown|unidentified|none|various|n/?a|n\\.a\\.|tbd|to be determined|total|yes|no|ditto",
    "(?:nog )?niet (?:bekend|vermeld|geïdentificeerd|van toepassing)|onbekend|geen|divers|diverse",
    "nvt|n\\.v\\.t\\.|totaal|ja|nee|idem|schroot|recycled|scrap",
    "unbekannt|nicht (?:bekannt|gelistet|identifiziert)|keine?|gesamt|summe|nein|schrott",
    "desconocid[oa]|no (?:identificad[oa]|list(?:ad[oa])?|disponible)|ningun[oa]|desconhecid[oa]",
    "não (?:identificad[oa]|listad[oa]|dispon[íi]vel)|nenhum|sconosciut[oa]|non identificat[oa]",
    "nessun[oa]|totale|razem|suma|nieznan[ay]|nie (?:zidentyfikowan[ao]|dotyczy|podano)|brak",
    "tak|nie|нет|да|итого|всего|неизвестно",
    "bilinmiyor|tanımlanma(?:dı|mış)|listede yok|toplam|evet|hayır|yok",
    "未知|未识别|未識別|未列出|不明|不详|未確認|未特定|無し?|无|なし|該当(?:なし|せず)|合[计計]|[总總]计",
    "미확인|알 ?수 ?없음|없음|해당 ?없음|합계|是|否|はい|いいえ|예|아니오|同上|sí|si|não|sim|s[ìi]",
    "inconnue?|non (?:identifiée?|répertoriée?|listée?)|aucune?|oui|non",
)
_KINDS = "(?:the )?(?:smelters?|refiners?|processors?|smelterij|raffinaderij|schmelze|fonderie)"
_NOT_A_NAME = re.compile(rf"(?:{_KINDS})?\W*(?:{'|'.join(_PLACEHOLDERS)})\W*(?:yet)?", re.I)
_PLURAL = re.compile(
    r"(?:[\w-]+[\s-])??(?:smelters|refiners|refineries|smelterijen|raffinaderijen|schmelzhütten"
    r"|schmelzen|raffinerien|fonderies|affineurs|processors)\b(?:\s*\(.*\))?",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]")
_BROKEN = re.compile(r"\s/\s|(?<=[^\W\d_]{4})/(?=[A-ZÀ-Þ][^\W\d_]{3})")
_NOTE_MARK = re.compile(r"\s*(?:\*+|[¹²³⁴]|\[\d{1,2}\]|\(\d\))$")
_SENTENCE = re.compile(
    r"[.!?]\s+[A-Z].*[.!?]$|\b(?:is|are|wordt|worden|zijn|wird|werden|est|sont)\b"
)
# A clause that says where metal comes from; the name is only its end.
_CLAUSE = re.compile(
    r"\b(?:from|komt|komen|kopen|betrekken|afkomstig|stammt|stammen|beziehen|kaufen|provient"
    r"|proviennent|ach[eè]t(?:ons|e)|procede|compramos|proviene)\b"
)


def can_be(text: str) -> bool:
    """Whether a cell's text can be a name: no placeholder, number, sentence, country or metal."""
    plain = " ".join(text.split())
    if len(_LETTERS.findall(plain)) < 2 or len(plain) > _LONGEST:
        return False
    if _NOT_A_NAME.fullmatch(plain) or _PLURAL.fullmatch(plain):
        return False
    if "@" in plain or "://" in plain or plain.startswith("www."):
        return False
    if _CLAUSE.search(plain) or (_SENTENCE.search(plain) and len(plain.split()) > 6):
        return False
    return not drafts.is_country(plain) and not metals.metals_of(plain)


def is_odd(text: str) -> bool:
    """Whether a name that can be one still looks strange: all lower case, or mostly digits."""
    letters = "".join(_LETTERS.findall(text))
    digits = sum(char.isdigit() for char in text)
    return (letters.islower() and letters.isascii()) or digits > len(letters)


def in_cell(cell: Cell) -> tuple[Cell, ...]:
    """The names of a cell: most hold one, some two parted by a slash."""
    whole = _trimmed(cell, 0, len(cell.text))
    parts: list[Cell] = []
    start = 0
    for cut in _BROKEN.finditer(cell.text):
        if cell.text.count("(", 0, cut.start()) > cell.text.count(")", 0, cut.start()):
            continue
        parts.append(_trimmed(cell, start, cut.start()))
        start = cut.end()
    parts.append(_trimmed(cell, start, len(cell.text)))
    if len(parts) > 1 and all(can_be(part.text) and part.text[:1].isupper() for part in parts):
        return tuple(parts)
    return (whole,) if can_be(whole.text) else ()


def _trimmed(cell: Cell, start: int, end: int) -> Cell:
    text = cell.text[start:end]
    shorter = _NOTE_MARK.sub("", text).rstrip(" ,;")
    lead = len(shorter) - len(shorter.lstrip(" ,;•-–·"))
    if start + lead == 0 and start + len(shorter) == len(cell.text):
        return cell
    return grids.part(cell, start + lead, start + len(shorter))
