"""What the secretariat notes that a scheme says of a site, and what a newer word does to it."""

from datetime import date

import pytest

from tests.cast import a_site
from workflows import events, site_facts
from workflows.errors import Invalid, NotFound


def say(session, site, who, status, *first, until=None, scheme="rmap", basis="assessed"):
    return site_facts.say(
        session, site, who, scheme=scheme, status=status, basis=basis, from_date=date(*first),
        to_date=until, source="De lijst van het keurmerk",
    )  # fmt: skip


def told(site):
    return [(one.status, one.from_date, one.to_date) for one in site.statuses]


def test_a_later_word_ends_the_earlier_one_on_its_day(session, world):
    site, office = a_site(session), world.secretary
    say(session, site, office, "active", 2025, 1, 1)
    say(session, site, office, "conformant", 2025, 6, 1)
    day = date(2025, 6, 1)
    assert told(site) == [("active", date(2025, 1, 1), day), ("conformant", day, None)]


def test_a_word_of_the_same_days_takes_the_place_of_the_earlier_one_and_the_log_keeps_it(
    session, world
):
    site, office = a_site(session), world.secretary
    say(session, site, office, "non_conformant", 2025, 1, 1)
    say(session, site, office, "conformant", 2025, 1, 1)
    assert told(site) == [("conformant", date(2025, 1, 1), None)]
    row = events.history(session, "site", site.public_id)[-1]
    assert events.payload(session, row)["replaced"] == ["non_conformant 2025-01-01"]


def test_another_scheme_another_ground_and_other_days_are_left(session, world):
    site, office = a_site(session), world.secretary
    say(session, site, office, "active", 2025, 1, 1, until=date(2025, 2, 1))
    say(session, site, office, "active", 2025, 1, 1, scheme="lbma")
    say(session, site, office, "active", 2025, 1, 1, until=date(2025, 9, 1),
        basis="cross_recognised")  # fmt: skip
    say(session, site, office, "conformant", 2025, 3, 1)
    say(session, site, office, "removed", 2025, 2, 1, until=date(2025, 3, 1))
    assert len(site.statuses) == 5


def test_nothing_takes_a_word_back_and_there_must_be_one(session, world):
    site, office = a_site(session), world.secretary
    say(session, site, office, "conformant", 2025, 1, 1)
    assert say(session, site, office, "nothing", 2025, 1, 1) is None
    assert told(site) == []
    with pytest.raises(Invalid):
        say(session, site, office, "nothing", 2025, 1, 1)


def test_only_the_secretariat_says_it_and_of_no_day_to_come(session, world):
    site = a_site(session)
    with pytest.raises(NotFound):
        say(session, site, world.reader, "active", 2025, 1, 1)
    with pytest.raises(Invalid):
        say(session, site, world.secretary, "active", 2099, 1, 1)
    with pytest.raises(Invalid):
        say(session, site, world.secretary, "marvellous", 2025, 1, 1)
