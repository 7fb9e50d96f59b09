"""An attacker with all reports of a year finds no value of another company to within ten percent.

The longer version is ``python -m benchmarks.disclosure``.
"""

import pytest

from tests.disclosure.attacker import attack
from tests.disclosure.worlds import World, a_world, papers, tell, told_world
from workflows.disclosure import Rules

ASKED = Rules(everyone=1)
YEAR, FIRST, SECOND = range(4), range(1), range(1, 2)


def a_leaver(stop: int) -> World:
    """Three companies, of which one leaves; the two that stay sent much."""
    sent = {1: (5, 5, 5, 5), 2: (3, 4, 2, 6), 3: (4, 3, 3, 3)[:stop]}
    facts = [fact for company, counts in sent.items() for fact in papers(company, *counts)]
    return World({1: range(4), 2: range(4), 3: range(stop)}, facts)


def found(world: World) -> list[str]:
    return [str(one) for one in attack(world, ASKED)]


@pytest.mark.parametrize("seed", range(5))
def test_in_a_random_world_nobody_finds_anything(seed: int) -> None:
    world = told_world(seed, ASKED)
    assert any(not f["hidden"] for r in world.reports for f in r.snapshot["figures"])
    assert found(world) == []


def test_a_year_less_its_first_quarter_does_not_give_the_two_that_stayed() -> None:
    assert found(tell(a_leaver(1), [FIRST, YEAR], ASKED)) == []
    lost = found(tell(a_leaver(1), [FIRST, YEAR], ASKED, forgets=True))
    assert any("by=1, company=2" in one for one in lost)


def test_nor_does_a_year_less_two_quarters() -> None:
    periods = [FIRST, SECOND, YEAR]
    assert found(tell(a_leaver(2), periods, ASKED)) == []
    assert found(tell(a_leaver(2), periods, ASKED, forgets=True))


@pytest.mark.parametrize("companies", [3, 4])
def test_one_each_is_not_told_where_it_is_clear_who_they_are(companies: int) -> None:
    facts = [fact for company in (1, 2, 3) for fact in papers(company, 1)]
    stays = {company: range(4) for company in range(1, companies + 1)}
    assert found(tell(World(stays, facts), [YEAR], ASKED)) == []
    assert found(tell(World(stays, facts), [YEAR], Rules()))


@pytest.mark.parametrize("seed", range(5, 10))
def test_who_consents_gives_away_nobody_who_does_not(seed: int) -> None:
    world = told_world(seed, ASKED, consenting=frozenset({1, 2}))
    assert found(world) == []


def test_consent_of_two_tells_of_those_two_and_is_found_without_it() -> None:
    facts = [*papers(1, 3, 3), *papers(2, 4, 4)]
    stays = {1: range(4), 2: range(4), 3: range(4)}
    both = tell(World(stays, facts), [YEAR], ASKED, consenting=frozenset({1, 2}))
    (shown,) = (one for one in both.reports[0].snapshot["figures"] if one["code"] == "F201")
    assert (shown["value"], shown["agreed"]) == (14, True)
    assert found(both) == []
    one = tell(World(stays, facts), [YEAR], ASKED, consenting=frozenset({1}))
    assert all(f["hidden"] for f in one.reports[0].snapshot["figures"] if f["code"] == "F201")


def test_some_world_is_lost_when_every_report_is_counted_as_the_first() -> None:
    assert any(found(told_world(seed, Rules(), forgets=True)) for seed in (2, 3, 4))


def test_the_world_of_a_number_is_always_the_same() -> None:
    assert a_world(7) == a_world(7) != a_world(8)
