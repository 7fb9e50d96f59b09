"""Smelters that lists show."""

import pytest

from extraction.entities import items, layout, smelter_lists


def named(text: str) -> list[str]:
    spans = smelter_lists.spans(text, layout.lines(text), items.of(text, ()))
    return [" ".join(text[span.start : span.end].split()) for span in spans]


@pytest.mark.parametrize(
    "lead",
    [
        "Smelters of tin in our supply chain:",
        "Schmelzhütten für Zinn in unserer\nLieferkette:",
        "Onze smelters\n",
        "Fonderies dans notre chaîne:",
    ],
)
def test_items_with_a_country_below_a_line_on_smelters_are_names(lead: str) -> None:
    text = f"{lead}\n• Moravela Chemical, Peru\n• Kelana (Group) Co.,\n  Ltd. (Japan)\n"
    assert named(text) == ["Moravela Chemical", "Kelana (Group) Co., Ltd."]


@pytest.mark.parametrize(
    "lead",
    [
        "Offices:",
        "Auditors of our smelters:",
        "Smelters that we do not use:",
        "We spoke with these smelters in spring.",
        "Smelters:\nOur offices are elsewhere:",
    ],
)
def test_items_below_another_line_are_none(lead: str) -> None:
    assert named(f"{lead}\n• Moravela Chemical, Peru\n") == []


def test_an_item_without_a_country_or_without_a_name_is_none() -> None:
    assert named("Smelters:\n- Moravela Chemical\n- all others, Peru\n- Tin, Peru\n") == []
