"""What tells countries of one name apart: towns and regions, and letters in a plant's number."""

import re
from collections.abc import Sequence
from functools import cache

from extraction.entities.tokens import key

# Only of countries whose name is shared; spelled without accents where both are met.
_PLACES: dict[str, tuple[str, ...]] = {
    "CD": (
        "Kinshasa", "Lubumbashi", "Kolwezi", "Likasi", "Katanga", "Haut-Katanga", "Lualaba", "Goma",
        "Bukavu", "North Kivu", "South Kivu", "Nord-Kivu", "Sud-Kivu", "Kivu", "Maniema",
        "Tanganyika", "Fungurume", "Kambove", "Ituri", "金沙萨", "卢本巴希", "科卢韦齐",
        "加丹加", "利卡西", "キンシャサ", "コルウェジ",
    ),
    "CG": ("Brazzaville", "Pointe-Noire", "Pointe Noire", "Dolisie", "Mindouli", "布拉柴维尔"),
    "KR": (
        "Seoul", "Busan", "Incheon", "Daegu", "Ulsan", "Onsan", "Gyeonggi", "Gyeonggi-do",
        "Gyeongsang", "Gyeongsangbuk-do", "Gyeongsangnam-do", "Gimpo", "Gimhae", "Ansan",
        "Siheung", "Pohang", "Gumi", "Seokpo", "Jeolla", "Chungcheong", "Hwaseong", "Pyeongtaek",
        "Daejeon", "Gwangju", "서울", "울산", "인천", "부산", "ソウル", "首尔",
    ),
    "KP": ("Pyongyang", "Pyong-yang", "Nampo", "Munchon", "Hamhung", "평양", "平壤", "平壌"),
    "GN": ("Conakry", "Boke", "Kamsar", "Fria", "Kindia", "Siguiri", "Kankan", "科纳克里"),
    "GW": ("Bissau",),
    "GQ": ("Malabo", "Bata", "Bioko"),
    "VG": ("Road Town", "Tortola"),
    "VI": ("St. Croix", "Saint Croix", "St. Thomas", "Christiansted", "Charlotte Amalie"),
    "MF": ("Marigot",),
    "SX": ("Philipsburg",),
}  # fmt: skip
_IN_NUMBER = re.compile(r"(?<![A-Za-z0-9-])[1-4]([A-Z]{3})[ -]?\d{3}(?![A-Za-z0-9-])")
_OF_NUMBER = {"COD": "CD", "COG": "CG", "KOR": "KR", "PRK": "KP", "GIN": "GN", "GNB": "GW"}


def told_apart(choices: Sequence[str], beside: str) -> str | None:
    """The one of several countries that the text beside its name speaks of; None when open."""
    numbers = {_OF_NUMBER.get(letters) for letters in _IN_NUMBER.findall(beside)}
    found = {code for code in choices if code in numbers}
    plain = key(beside)
    found |= {code for code in choices if code in _PLACES and _places(code).search(plain)}
    return found.pop() if len(found) == 1 else None


@cache
def _places(code: str) -> re.Pattern[str]:
    names = [key(name) for name in _PLACES[code]]
    latin = "|".join(re.escape(name) for name in names if name.isascii())
    other = "|".join(re.escape(name) for name in names if not name.isascii())
    return re.compile(rf"\b(?:{latin})\b" + (f"|{other}" if other else ""))
