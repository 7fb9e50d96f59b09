"""Metals: what a cell stands for, and which words and symbols of a text name one."""

import pytest

from extraction.entities import metals
from extraction.entities.tokens import key, tokens


def named(text: str, language: str | None = "en", *, whole: bool = False) -> list[str]:
    found = tokens(text)
    keys = [key(token.text) for token in found]
    spans = metals.find(text, found, keys, language=language, whole=whole)
    return [text[s.start : s.end] for s in sorted(spans, key=lambda s: s.start)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tin", ("tin",)),
        ("Zinn", ("tin",)),
        ("étain", ("tin",)),
        ("Tin (Sn)", ("tin",)),
        ("Au", ("gold",)),
        ("Sn/Ta", ("tin", "tantalum")),
        ("Tin, Tantalum and Gold", ("tin", "tantalum", "gold")),
        ("3TG", ("tantalum", "tin", "tungsten", "gold")),
        ("Graphite (natural)", ("graphite",)),
        ("wolfraam", ("tungsten",)),
        ("Tin cans", ()),
        ("Merapi", ()),
    ],
)
def test_a_cell_gives_its_metals(text: str, expected: tuple[str, ...]) -> None:
    assert metals.metals_of(text) == expected


def test_lead_is_a_metal_only_where_the_words_around_it_say_so() -> None:
    assert named("could lead to refined lead, lead-zinc ore and lead auditors") == [
        "lead",
        "lead",
        "zinc",
    ]


def test_metals_in_names_are_left_out() -> None:
    assert named("The Norvik Tin Council met at Andara Platinum Holdings.") == []


def test_headlines_in_capitals_still_name_metals() -> None:
    assert named("NORVIK COPPER SMELTER FACES DELAYS") == ["COPPER"]


def test_german_nouns_name_metals_and_compounds_do_not() -> None:
    assert named("Wolfram-Elektroden, Zinn und Wolframelektroden", "de") == ["Wolfram", "Zinn"]


def test_symbols_count_in_cells_lists_brackets_and_compounds() -> None:
    assert named("W", whole=True) == ["W"]
    assert named("Zn/Pb-concentraat", "nl") == ["Zn", "Pb"]
    assert named("Gold (Au) and W-bearing scrap, W powder") == ["Gold", "Au", "W", "W"]
    assert named("Mr W. Co said in Al Norvik") == []


def test_french_or_is_gold_only_behind_its_article() -> None:
    assert named("l'or ou l'argent liquide, or le tungstène", "fr") == ["or", "tungstène"]


def test_french_argent_is_silver_beside_another_metal() -> None:
    assert named("l'or et l'argent des affineurs", "fr") == ["or", "argent"]
    assert named("du temps et l'argent", "fr") == []


def test_a_metal_alone_on_its_line_is_no_part_of_the_name_below_it() -> None:
    assert named("Gold\nNorvik Refining Inc. in Gold\nNorvik") == ["Gold"]


def test_symbols_may_end_a_sentence() -> None:
    assert named("Soldeer: Zn en Sn. Niets meer.", "nl") == ["Zn", "Sn"]


@pytest.mark.parametrize(
    ("text", "expected", "language"),
    [
        ("The plant recycles lead from batteries.", ["lead"], "en"),
        ("L'argent est affiné à Lyon.", ["argent"], "fr"),
        ("L'argent est à la banque.", [], "fr"),
        ("Or : inconnu. Étain : Pérou.", ["Or", "Étain"], "fr"),
        ("3% Ag, see below", ["Ag"], "en"),
        ("Andara Orient (Ta, China)", ["Ta"], "en"),
    ],
)
def test_words_around_a_doubtful_word_or_symbol_show_that_it_is_a_metal(
    text: str, expected: list[str], language: str
) -> None:
    assert named(text, language) == expected
