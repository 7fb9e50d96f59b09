from datetime import date

import pytest

from extraction.records import RegisterEntry
from tests.cast import a_candidate, a_record, a_site
from workflows import deciding, editions, events, rules, site_states
from workflows.errors import Invalid, NotFound
from workflows.states import ItemAction, SiteState
from workflows.verdicts import Verdict

CLOSED, ACTIVE = SiteState.CLOSED, SiteState.ACTIVE
WHY = "Het bedrijf meldt het op de eigen site."


def settle(session, site, state, who, *since):
    site_states.settle(session, site, state, who, since=date(*since), reason=WHY)


def test_a_site_is_closed_since_a_day_and_opened_again(session, world):
    site = a_site(session)
    settle(session, site, CLOSED, world.secretary, 2025, 3, 1)
    assert site.state is CLOSED
    settle(session, site, ACTIVE, world.secretary, 2025, 9, 1)
    assert site.state is ACTIVE
    on = {
        day: site_states.on(session, site, day)
        for day in (date(2025, 2, 28), date(2025, 3, 1), date(2025, 8, 31), date(2025, 9, 1))
    }
    assert [standing.state for standing in on.values()] == [ACTIVE, CLOSED, CLOSED, ACTIVE]
    assert on[date(2025, 3, 1)].since == date(2025, 3, 1)
    assert on[date(2025, 3, 1)].reason == WHY
    said = events.history(session, "site", site.public_id)
    assert [event.action for event in said] == ["settle_state", "settle_state"]


def test_before_anybody_said_anything_of_a_day_it_is_not_known(session, world):
    site = a_site(session)
    settle(session, site, CLOSED, world.secretary, 2025, 3, 1)
    before = site_states.on(session, site, date(2020, 1, 1))
    assert (before.state, before.since) == (SiteState.UNKNOWN, None)


@pytest.mark.parametrize(
    ("state", "since", "reason", "words"),
    [
        (CLOSED, date(2025, 3, 1), " ", "reason is required"),
        (CLOSED, date(2030, 1, 1), WHY, "not come yet"),
        (ACTIVE, date(2025, 3, 1), WHY, "stands already"),
    ],
)
def test_what_cannot_be_is_refused(session, world, state, since, reason, words):
    site = a_site(session)
    with pytest.raises(Invalid, match=words):
        site_states.settle(session, site, state, world.secretary, since=since, reason=reason)


def test_what_is_newer_is_not_contradicted_by_what_is_older(session, world):
    site = a_site(session)
    settle(session, site, CLOSED, world.secretary, 2025, 3, 1)
    with pytest.raises(Invalid, match="newer"):
        settle(session, site, ACTIVE, world.secretary, 2025, 2, 1)


def test_only_the_secretariat_says_whether_a_site_works(session, world):
    site = a_site(session, organisation=world.company)
    for who in (world.reader, world.submitter, world.administrator):
        with pytest.raises(NotFound):
            settle(session, site, CLOSED, who, 2025, 3, 1)


def entry(name, *, active=True):
    return RegisterEntry("XID000301", name, ("XID000301",), (), "ID", ("tin",), active=active)


def load(session, found, day):
    editions.import_edition(session, [found], name="Verzonnen", valid_from=day, actor=None)


def test_an_edition_does_not_open_what_a_person_closed(session, world):
    load(session, entry("Merapi"), date(2025, 1, 1))
    site = editions.preview(session, [entry("Merapi")], name="Verzonnen").unchanged[0]
    settle(session, site, CLOSED, world.secretary, 2025, 3, 1)
    diff = editions.preview(session, [entry("Merapi")], name="Verzonnen")
    assert diff.unchanged == (site,)
    load(session, entry("Merapi Baru"), date(2025, 4, 1))
    assert (site.name, site.state) == ("Merapi Baru", CLOSED)


def test_an_edition_that_closes_a_site_says_since_when(session, world):
    load(session, entry("Merapi"), date(2025, 1, 1))
    load(session, entry("Merapi", active=False), date(2025, 4, 1))
    site = editions.preview(session, [entry("Merapi")], name="Verzonnen").changed[0].site
    assert site_states.on(session, site, date(2025, 3, 31)).state is ACTIVE
    assert site_states.on(session, site, date(2025, 4, 1)).since == date(2025, 4, 1)


def test_a_paper_that_names_a_closed_site_raises_a_finding(session, world, paper):
    site = a_site(session)
    settle(session, site, CLOSED, world.secretary, 2025, 3, 1)
    (item,) = paper(a_record("Merapi Tin Works", candidates=[a_candidate(site)]))
    deciding.decide(session, item, Verdict(ItemAction.APPROVE), world.reader)
    assert "smelter_closed" in {hit.rule for hit in rules.hits(session, item)}
