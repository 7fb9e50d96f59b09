"""Countries: what a cell stands for, and which words of a text name one."""

import pycountry
import pytest
from babel import Locale

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
        ("Ｇｅｒｍａｎｙ", "DE"),
        ("中国（台湾）", "TW"),
        ("刚果（金）", "CD"),
        ("中國", "CN"),
        ("コンゴ民主共和国", "CD"),
        ("R. P. China", "CN"),
        ("EE.UU.", "US"),
        ("República Checa", "CZ"),
        ("Stati Uniti", "US"),
        ("Irã", "IR"),
        ("Wielka Brytania", "GB"),
        ("Niemczech", "DE"),
        ("DR Konga", "CD"),
        ("A.B.D.", "US"),
        ("Güney Kore", "KR"),
        ("대한민국", "KR"),
        ("США", "US"),
        ("Deutschlands", "DE"),
        ("Swaziland", "SZ"),
        ("Siam", "TH"),
        ("Upper Volta", "BF"),
        ("Nederlands-Indië", "ID"),
        ("Guinea-Conakry", "GN"),
        ("ZAR", "CD"),
        ("GER", "DE"),
        ("Niger", "NE"),
        ("Nigeria", "NG"),
        ("Papua New Guinea", "PG"),
        ("Equatorial Guinea", "GQ"),
    ],
)
def test_a_name_or_code_gives_its_country(text: str, code: str) -> None:
    assert countries.country_of(text).code == code


@pytest.mark.parametrize(
    "text", ["Congo", "Korea", "Guinea", "Corée", "KONGO", "Kore", "Gwinea", "刚果", "コンゴ"]
)
def test_an_ambiguous_name_gives_no_code_but_its_choices(text: str) -> None:
    reading = countries.country_of(text)
    assert reading.known
    assert reading.code is None
    assert len(reading.choices) > 1


@pytest.mark.parametrize(
    "text", ["USSR", "West Germany", "Joegoslavië", "DDR", "ZSRR", "苏联", "Checoslovaquia"]
)
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


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("cyna z Niemiec i z DR Konga", "pl", ["Niemiec", "DR Konga"]),
        ("Endonezya'daki kalay, ABD'den altın", "tr", ["Endonezya", "ABD"]),
        ("estaño de la República Democrática del Congo", "es", ["República Democrática del Congo"]),
        ("Zinn aus Boliviens Bergen", "de", ["Boliviens"]),
    ],
)
def test_inflected_names_count_in_their_language(
    text: str, language: str, names: list[str]
) -> None:
    assert named(text, language) == names


def test_georgia_is_no_country_behind_an_american_town() -> None:
    assert named("Savannah, Georgia and Georgia, USA") == []
    assert named("Tbilisi, Georgia and from Georgia") == ["Georgia", "Georgia"]


def test_every_name_and_code_of_iso_3166_and_cldr_is_read() -> None:
    """All of them, as printed and in capitals; a name that is shared has its country among two."""
    languages = ("nl", "en", "de", "fr", "es", "pt", "it", "pl", "tr", "ko", "ru", "ja", "zh")
    languages += ("zh_Hant",)
    territories = [Locale.parse(language).territories for language in languages]
    wrong: list[tuple[str, str]] = []
    for country in pycountry.countries:
        code = country.alpha_2
        names = {country.name, country.alpha_3, code, *(one[code] for one in territories)}
        names |= {getattr(country, kind, country.name) for kind in ("official_name", "common_name")}
        for name in names | {name.upper() for name in names}:
            reading = countries.country_of(name)
            if code not in (reading.code, *reading.choices):
                wrong.append((code, name))
    assert wrong == []


def test_every_listed_name_is_read_as_it_is_listed() -> None:
    """A name that two lists give to different countries would be read as only one of them."""
    for section in countries._lists():
        for name, reading in countries._listed(section).items():
            assert countries.country_of(name) == reading, (section, name)


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


@pytest.mark.parametrize(
    "word", ["Bolivian", "Norwegian", "Canadese", "Chinese", "Zuid", "Maleisische", "Dutch"]
)
def test_adjectives_of_countries_are_known(word: str) -> None:
    assert countries.is_adjective(word)


@pytest.mark.parametrize("word", ["Thaisori", "Norvik", "Chinalko"])
def test_names_that_begin_like_a_country_are_no_adjectives(word: str) -> None:
    assert not countries.is_adjective(word)
