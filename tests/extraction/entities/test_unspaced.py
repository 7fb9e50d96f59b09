"""Names in scripts without blanks: found where they end, and not within longer names."""

import pytest

from extraction.entities import countries


def named(text: str, language: str) -> list[str]:
    return [text[span.start : span.end] for span in countries.search(text, language=language)]


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("位于印度尼西亚的冶炼厂，中国、秘鲁。", "zh", ["印度尼西亚", "中国", "秘鲁"]),
        ("來自中國的錫", "zh", ["中國"]),
        ("インドネシアのスズ製錬所、日本の金", "ja", ["インドネシア", "日本"]),
        ("인도네시아에서 주석을, 한국의 금", "ko", ["인도네시아", "한국"]),
    ],
)
def test_countries_in_running_text(text: str, language: str, names: list[str]) -> None:
    assert named(text, language) == names


@pytest.mark.parametrize(
    "text", ["中国虚构集团公司", "日本架空株式会社", "タイトル", "南アジア", "東南非洲", "한국가공"]
)
def test_parts_of_longer_names_and_words_are_left_out(text: str) -> None:
    assert named(text, "zh") == []


def test_the_longest_name_wins() -> None:
    assert named("巴布亚新几内亚的金", "zh") == ["巴布亚新几内亚"]
