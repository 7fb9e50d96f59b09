"""Training texts: where the sentences come from, and that the places of smelters are right."""

from pathlib import Path
from random import Random

import pytest

from extraction.entities.tokens import tokens
from extraction.training import texts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "nl.txt").write_text("# uitleg\n{S} smelt {m}.\n\n", encoding="utf-8")
    (tmp_path / "nl_nieuws.txt").write_text("Regel een:\\n{S}, {c}.\n", encoding="utf-8")
    (tmp_path / "de.txt").write_text("{S} liefert {m}.\n", encoding="utf-8")
    return tmp_path


def test_templates_come_from_every_file_of_the_language(folder: Path) -> None:
    assert texts.templates("nl", folder=folder) == ("{S} smelt {m}.", "Regel een:\n{S}, {c}.")


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_template_of_the_house_fills_to_a_text_without_slots(language: str) -> None:
    rng = Random(1)  # noqa: S311 - chance for texts
    for template in texts.templates(language):
        made = texts.Text()
        texts.fill(made, template, language, rng)
        assert not set("{}[]\\") & set(made.text), template
        edges = tokens(made.text)
        assert {start for start, _ in made.smelters} <= {token.start for token in edges}, template
        assert {end for _, end in made.smelters} <= {token.end for token in edges}, template


def test_a_company_that_only_sounds_like_a_works_is_not_marked() -> None:
    made, rng = texts.Text(), Random(1)  # noqa: S311 - chance for texts
    texts.fill(made, "{f} trekt draad van {m}; het komt uit de ovens van {S}.", "nl", rng)
    (place,) = made.smelters
    assert made.text[: place[0]].endswith("uit de ovens van ")


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_ordinary_words_take_the_place_of_any_but_those_of_smelting(language: str) -> None:
    rng = Random(2)  # noqa: S311
    made = texts.Text()
    for _ in range(60):
        texts.fill(made, "niemand wundert smelter", language, rng)
        made.add("\n")
    lines = made.text.splitlines()
    assert all(line.endswith(" smelter") for line in lines)
    assert 0 < sum(line != "niemand wundert smelter" for line in lines) < 30
    assert set(made.text.casefold().split()) <= texts.known_words() | {"niemand", "wundert"}


def _filled(template: str, seed: int) -> texts.Text:
    made = texts.Text()
    texts.fill(made, template, "en", Random(seed))  # noqa: S311 - chance for texts
    return made


@pytest.mark.parametrize("slot", ["k", "t", "a", "b", "q", "e", "f", "j"])
def test_a_company_that_is_no_smelter_is_named_again_and_never_labelled(slot: str) -> None:
    for seed in range(60):
        made = _filled(f"{{{slot}}} = {{r}}", seed)
        first, again = made.text.split(" = ")
        assert again in first
        assert not made.smelters


def test_a_short_name_is_the_word_that_belongs_to_the_works_alone() -> None:
    for seed in range(200):
        made = _filled("{S} poured. {R} stopped.", seed)
        first, again = (made.text[slice(*place)] for place in made.smelters)
        assert again in first
        assert again.casefold() not in {"compagnie", "hüttenwerk", "royal", "empresa"}


def test_an_amount_of_money_has_a_currency_and_a_figure() -> None:
    for seed in range(50):
        made = _filled("= {w}", seed)
        assert any(sign in made.text for sign in ("$", "€", "£", "EUR", "USD", "CHF")), made.text
        assert any(sign.isdigit() for sign in made.text), made.text
