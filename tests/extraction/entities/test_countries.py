"""Countries: what a cell stands for, and which words of a text name one."""

import pytest

from extraction.entities import countries


def named(text: str, language: str | None = "en") -> list[str]:
    return [text[span.start : span.end] for span in countries.search(text, language=language)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Germany", "DE"),
        ("Duitsland", "DE"),
        ("Allemagne", "DE"),
        ("DEUTSCHLAND", "DE"),
        ("DE", "DE"),
        ("DEU", "DE"),
        ("Germany (DE)", "DE"),
        ("DE - Germany", "DE"),
        ("U.S.A.", "US"),
        ("KOREA, REPUBLIC OF", "KR"),
        ("CONGO, DEMOCRATIC REPUBLIC OF THE", "CD"),
        ("R.D. Congo", "CD"),
        ("Viet Nam", "VN"),
        ("Cote d’Ivoire", "CI"),
        ("Taiwan, Province of China", "TW"),
        ("P.R. China", "CN"),
        ("中国", "CN"),
        ("Burma", "MM"),
        ("Kosovo", "XK"),
        ("The Netherlands", "NL"),
        ("VS", "US"),
    ],
)
def test_a_name_or_code_gives_its_country(text: str, code: str) -> None:
    assert countries.country_of(text).code == code


@pytest.mark.parametrize("text", ["Congo", "Korea", "Guinea", "Corée", "KONGO"])
def test_an_ambiguous_name_gives_no_code_but_its_choices(text: str) -> None:
    reading = countries.country_of(text)
    assert reading.known
    assert reading.code is None
    assert len(reading.choices) > 1


@pytest.mark.parametrize("text", ["USSR", "West Germany", "Joegoslavië", "DDR"])
def test_a_state_that_is_no_more_is_known_and_has_no_code(text: str) -> None:
    assert countries.country_of(text) == countries.CountryReading(None)


@pytest.mark.parametrize("text", ["Tin", "de", "vs", "Smelter-ID", "Inner Mongolia", "", "12"])
def test_other_words_are_no_country(text: str) -> None:
    assert not countries.country_of(text).known


def test_names_are_found_across_line_ends_and_in_attributes() -> None:
    assert named("from the Republic\n  of the  Congo, by India-import") == [
        "Republic\n  of the  Congo",
        "India",
    ]


def test_the_longest_name_wins() -> None:
    assert named("in Papua New Guinea and South Sudan") == ["Papua New Guinea", "South Sudan"]


def test_abbreviations_count_in_capitals_only() -> None:
    assert named("Sales vs costs: contact us. In de VS en de DRC.", "nl") == ["VS", "DRC"]


@pytest.mark.parametrize(
    "text",
    [
        "Norvik China Smelting Co., Ltd.",
        "the Development Bank of Japan",
        "Norvik America, Inc.",
        "Norvik (USA) LLC",
        "Peru Zinc said",
        "https://example.org/china",
        "info@japan.example",
        "paid in U.S. Dollar",
        "the Bolivian and South African mines",
        "Inner Mongolia",
    ],
)
def test_parts_of_names_addresses_currencies_and_adjectives_are_left_out(text: str) -> None:
    assert named(text) == []


def test_a_word_of_one_language_counts_in_that_language() -> None:
    assert named("Terminal Island", "en") == []
    assert named("Island und Norwegen", "de") == ["Island", "Norwegen"]


@pytest.mark.parametrize("word", ["Bolivian", "Chinese", "Zuid", "Maleisische", "Dutch"])
def test_adjectives_of_countries_are_known(word: str) -> None:
    assert countries.is_adjective(word)
