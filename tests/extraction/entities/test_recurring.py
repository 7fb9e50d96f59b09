"""How a document prints a name once more."""

import pytest

from extraction.entities import recurring
from extraction.entities.tokens import tokens


def test_a_name_has_forms_without_brackets_and_legal_form() -> None:
    assert recurring.other_forms("Andara Smelting Co., Ltd. (ASC)") == (
        "Andara Smelting Co., Ltd. (ASC)",
        "Andara Smelting Co., Ltd.",
        "Andara Smelting",
    )


@pytest.mark.parametrize(
    ("name", "heads"),
    [
        ("Thanh Andara Tungsten Chemicals", ("Thanh Andara", "Thanh")),
        ("Norvik Metals", ("Norvik",)),
        ("Norvik", ()),
        ("Zinc Norvik", ()),
    ],
)
def test_the_words_before_those_of_a_works_are_a_short_form(
    name: str, heads: tuple[str, ...]
) -> None:
    assert recurring.heads(name) == heads


@pytest.mark.parametrize(
    ("text", "at", "alone"),
    [
        ("Then Norvik said", 1, False),
        ("said Norvik today", 1, True),
        ("on Norvik island", 1, False),
        ("the Norvik Bank", 1, False),
    ],
)
def test_a_short_form_stands_alone_and_for_no_place(text: str, at: int, alone: bool) -> None:
    assert recurring.stands_alone(tokens(text), at, at + 1) is alone
