"""Words beside a name that say it is something else than a smelter."""

import pytest

from extraction.entities import roles


def other(before: str, name: str, behind: str = "") -> bool:
    return roles.is_other(before + name + behind, len(before), len(before + name))


@pytest.mark.parametrize(
    "before",
    [
        "bought through the trader ",
        "as analysts at ",
        "writes to the broker, ",
        "Traders at Andara and ",
        "van de handelaar ",
        "volgens mevrouw ",
        "beim Händler ",
        "le négociant ",
        "We, ",
        "van kleine mijnbouwers en van ",
        "on the island of ",
    ],
)
def test_a_role_right_before_a_name(before: str) -> None:
    assert other(before, "Norvik Metals")


@pytest.mark.parametrize(
    "behind",
    [
        ", a Norwegian trading company",
        ", onze klant,",
        " (Händler)",
        ", who buys scrap",
        " is no smelter",
    ],
)
def test_a_role_behind_a_name(behind: str) -> None:
    assert other("from ", "Norvik Metals", behind)


@pytest.mark.parametrize("name", ["Supplier Norvik", "Norvik Electronics", "Mina Norvik"])
def test_a_name_that_says_itself_what_it_is(name: str) -> None:
    assert other("from ", name)
    assert roles.is_of_others(name, 0, len(name))


def test_a_part_of_a_longer_name() -> None:
    assert other("says the Alliance for ", "Fair Cobalt", " (Belgium)")


@pytest.mark.parametrize("before", ["smelted by ", "the smelter ", "ore goes to ", "traders say "])
def test_other_words_before_a_name_say_nothing(before: str) -> None:
    assert not other(before, "Norvik Metals", " (Drs Norvik)")
