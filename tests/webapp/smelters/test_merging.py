"""Merging on the pages: found, shown first, done with a reason, undone; old addresses lead on."""

import re

import pytest
from flask import Flask

from tests.cast import a_site
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from workflows.models import SiteIdentifier


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def two(desk):
    """The kept one, and the one to be merged, which a paper of the company names."""
    with desk.working() as session:
        kept = a_site(session, "Merapi Smelting", identifier="XID000801")
        kept_id = kept.public_id
    gone_id = desk.public_site("Merapi Tin Works", identifier="XID000802")
    with desk.working() as session:
        session.query(SiteIdentifier).update({"scheme": "demo"})
    return kept_id, gone_id


def merge(desk, kept, gone, **more):
    office = desk.browser(desk.world.secretary)
    form = {"with": gone, "reason": "Hetzelfde adres.", **more}
    return send(office, f"/smelters/{kept}/merge", form, page="/profile")


def test_the_other_one_is_found_by_its_name_and_its_effect_is_shown(desk, two):
    kept, gone = two
    office = desk.browser(desk.world.secretary)
    choice = office.get(f"/smelters/{kept}/merge").text
    assert f"/smelters/{kept}/merge?with={gone}" in choice
    assert f"with={kept}" not in choice
    shown = office.get(f"/smelters/{kept}/merge?with={gone}").text
    assert "1 item uit een document hoort daarna bij de smelter die blijft" in shown
    assert "Welke identificatie geldt?" in shown
    assert f"/smelters/{gone}/merge?with={kept}" in shown
    assert office.get(f"/smelters/{gone}").status_code == 200


def test_two_that_differ_in_country_or_metal_are_doubted_before_they_are_merged(desk, two):
    kept, gone = two
    with desk.working() as session:
        same = a_site(session, "Kelana Smelting").public_id
        away = a_site(session, "Kelana Works", country="MY").public_id
        other = a_site(session, "Kelana Copper", country="MY", metal="copper").public_id
    office = desk.browser(desk.world.secretary)

    def doubted(with_this: str) -> str:
        page = office.get(f"/smelters/{kept}/merge?with={with_this}").text
        return page.partition("Is dit echt één fabriek?")[2].partition("</div>")[0]

    assert doubted(same) == ""
    assert "in verschillende landen." in doubted(away)
    assert "in verschillende landen en maken andere metalen." in doubted(other)


def test_a_merge_is_done_with_a_reason_and_the_old_address_leads_on(desk, two):
    kept, gone = two
    refused = merge(desk, kept, gone, reason=" ")
    assert refused.status_code == 400
    assert 'href="#reason"' in refused.text
    done = merge(desk, kept, gone, **{"holds-1": "XID000802"})
    assert (done.status_code, done.headers["Location"]) == (303, f"/smelters/{kept}")
    for who in (desk.world.secretary, desk.world.competitor):
        led = desk.browser(who).get(f"/smelters/{gone}")
        assert (led.status_code, led.headers["Location"]) == (302, f"/smelters/{kept}")
    page = desk.browser(desk.world.submitter).get(f"/smelters/{kept}").text
    assert "Merapi Tin Works" in page.split('id="found"')[1]


def test_a_merge_is_undone_from_the_page_of_the_kept_one(desk, two):
    kept, gone = two
    merge(desk, kept, gone)
    office = desk.browser(desk.world.secretary)
    page = office.get(f"/smelters/{kept}").text
    address, key = re.search(r'action="(/smelters/merges/(\w+)/undo)"', page).groups()
    refused = send(office, address, {}, page="/profile")
    assert refused.status_code == 400
    assert f'href="#why-{key}"' in refused.text
    undone = send(office, address, {f"why-{key}": "Toch twee."}, page="/profile")
    assert (undone.status_code, undone.headers["Location"]) == (303, f"/smelters/{gone}")
    assert office.get(f"/smelters/{gone}").status_code == 200
    assert send(office, address, {f"why-{key}": "Nog eens."}, page="/profile").status_code == 409


def test_what_a_merge_of_a_members_own_site_tells_is_for_that_member(desk):
    with desk.working() as session:
        kept = a_site(session, "Merapi Smelting").public_id
    own = desk.private_site()
    told = desk.browser(desk.world.secretary).get(f"/smelters/{kept}/merge?with={own}").text
    assert "Niemand anders merkt hier iets van." in told
    before = desk.browser(desk.world.competitor).get(f"/smelters/{kept}").text
    assert merge(desk, kept, own).status_code == 303
    rival = desk.browser(desk.world.competitor)
    token = re.compile(r'name="csrf_token" value="[^"]+"')
    assert token.sub("", rival.get(f"/smelters/{kept}").text) == token.sub("", before)
    absent = rival.get("/smelters/222222222222")
    assert rival.get(f"/smelters/{own}").data == absent.data
    page = desk.browser(desk.world.submitter).get(f"/smelters/{kept}").text
    assert "Kraaiennest" in page.split('id="merged"')[1]
    assert "Hetzelfde adres." not in page


def test_a_public_one_is_not_merged_into_a_members_own(desk):
    with desk.working() as session:
        public = a_site(session, "Merapi Smelting").public_id
    own = desk.private_site()
    shown = desk.browser(desk.world.secretary).get(f"/smelters/{own}/merge?with={public}").text
    assert "Laat de smelter blijven die iedereen kan zien." in shown
    assert 'name="reason"' not in shown
    assert merge(desk, own, public).status_code == 400
