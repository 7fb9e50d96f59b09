"""The page of one site: as it was on a day, who says what, where documents name it, its history."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select, update

from extraction.records import RegisterEntry
from tests.cast import a_site
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from workflows import editions, register, site_facts
from workflows.models import Document, Item
from workflows.states import DocumentState, ItemState


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def section(page, name):
    return page.text.split(f'id="{name}"')[1].split("</section>")[0]


def a_word(desk, site_id, scheme, status, basis, since):
    with desk.working() as session:
        site = register.get(session, site_id, desk.world.secretary)
        site_facts.state_status(
            session, site, scheme=scheme, status=status, basis=basis,
            from_date=since, source="Verzonnen lijst", actor=None,
        )  # fmt: skip


def settle(desk, site_id, who=None, **given):
    form = {"state": "closed", "since": "2026-03-01", "state-reason": "Krant", **given}
    browser = desk.browser(who or desk.world.secretary)
    return send(browser, f"/smelters/{site_id}/state", form, page="/profile")


def test_what_a_scheme_assessed_and_what_it_recognised_stand_apart(desk):
    site = desk.public_site()
    a_word(desk, site, "rmap", "conformant", "cross_recognised", date(2026, 1, 1))
    a_word(desk, site, "lbma", "active", "assessed", date(2026, 1, 1))
    said = section(desk.browser(desk.world.member).get(f"/smelters/{site}"), "schemes")
    assessed, recognised = said.split('id="recognised"')
    assert "Beoordeling loopt" in assessed
    assert "Voldoet" not in assessed
    assert "Voldoet" in recognised


def test_a_status_is_shown_as_it_was_on_the_day_in_the_address(desk):
    site = desk.public_site()
    a_word(desk, site, "rmap", "active", "assessed", date(2026, 1, 1))
    a_word(desk, site, "rmap", "conformant", "assessed", date(2026, 6, 1))
    browser = desk.browser(desk.world.member)

    def says(query):
        page = section(browser.get(f"/smelters/{site}{query}"), "schemes")
        now, _mark, other = page.partition("<details>")
        return [word in now for word in ("Beoordeling loopt", "Voldoet")], "vanaf" in other

    assert says("") == ([False, True], True)
    assert says("?on=2026-05-31") == ([True, False], True)
    assert says("?on=2025-12-31") == ([False, False], True)
    wrong = browser.get(f"/smelters/{site}?on=gisteren")
    assert 'href="#on"' in wrong.text
    assert "stond deze smelter nog niet" in browser.get(f"/smelters/{site}?on=2020-01-01").text


def test_the_secretariat_closes_a_site_and_opens_it_again(desk):
    site = desk.public_site()
    refused = settle(desk, site, **{"state-reason": ""})
    assert refused.status_code == 400
    assert 'href="#state-reason"' in refused.text
    assert 'href="#since"' in settle(desk, site, since="2030-01-01").text
    assert settle(desk, site).status_code == 303
    member = desk.browser(desk.world.member)
    assert "Gesloten" in section(member.get(f"/smelters/{site}"), "about")
    assert "Gesloten" not in section(member.get(f"/smelters/{site}?on=2026-02-01"), "about")
    assert settle(desk, site, state="active", since="2026-04-01").status_code == 303
    assert "Gesloten" not in section(member.get(f"/smelters/{site}"), "about")
    assert settle(desk, site, who=desk.world.reader).status_code == 404


def test_where_a_document_names_it_leads_to_the_page_with_the_line(desk):
    site = desk.public_site()
    reader = section(desk.browser(desk.world.reader).get(f"/smelters/{site}"), "found")
    assert '<a href="/review/items/' in reader
    assert "<q>tin | Merapi Tin Works | ID</q>" in reader
    member = section(desk.browser(desk.world.contact).get(f"/smelters/{site}"), "found")
    assert "/review/" not in member
    assert "1 van de documenten die u kunt zien noemt deze smelter" in member


def test_only_the_secretariat_reads_how_many_companies_name_it(desk):
    site = desk.public_site()
    for who, reads in ((desk.world.secretary, True), (desk.world.contact, False)):
        page = desk.browser(who).get(f"/smelters/{site}").text
        assert ("Aantal bedrijven: 1" in page) is reads


def test_the_history_tells_editions_names_and_statuses_without_who_did_it(desk):
    with desk.working() as session:
        for name in ("Merapi Tin", "Merapi Baru"):
            found = [RegisterEntry("XID000901", name, ("XID000901",), (), "ID", ("tin",))]
            day = date(2026, 1, 1)
            editions.import_edition(session, found, name="Lijst", valid_from=day, actor=None)
        (site,) = register.search(session, "Merapi Baru", desk.world.secretary)
        site_id = site.public_id
    a_word(desk, site_id, "rmap", "conformant", "assessed", date(2026, 6, 1))
    settle(desk, site_id)
    past = section(desk.browser(desk.world.member).get(f"/smelters/{site_id}"), "past")
    for words in ("Merapi Tin → Merapi Baru", "Voldoet (beoordeeld)", "Gesloten", "1 maart 2026"):
        assert words in past
    assert "Krant" not in past
    assert desk.world.secretary.name not in past
    told = section(desk.browser(desk.world.secretary).get(f"/smelters/{site_id}"), "past")
    assert "Krant" in told


def test_a_name_is_added_by_hand_with_its_source(desk):
    with desk.working() as session:
        site = a_site(session).public_id
    office = desk.browser(desk.world.secretary)

    def add(**form):
        return send(office, f"/smelters/{site}/name", form, page="/profile")

    assert 'href="#new-name"' in add(**{"new-name": ""}).text
    assert 'href="#new-source"' in add(**{"new-name": "Merapi"}).text
    assert add(**{"new-name": "Merapi", "new-source": "Jaarverslag"}).status_code == 303
    names = section(desk.browser(desk.world.member).get(f"/smelters/{site}"), "names")
    assert "Merapi" in names
    assert "uit: het secretariaat" in names


def test_a_document_that_was_withdrawn_and_an_item_set_aside_count_no_more(desk):
    site = desk.public_site()
    browser, address = desk.browser(desk.world.contact), f"/smelters/{site}"
    assert "1 van de documenten" in browser.get(address).text
    for change in ({"state": ItemState.SET_ASIDE}, {"state": ItemState.REJECTED}):
        with desk.working() as session:
            before = session.scalars(select(Item)).one().state
            session.execute(update(Item).values(change))
        assert "/documents/" not in section(browser.get(address), "found")
        with desk.working() as session:
            session.execute(update(Item).values(state=before))
    with desk.working() as session:
        session.execute(update(Document).values(state=DocumentState.WITHDRAWN))
    assert "/documents/" not in section(browser.get(address), "found")


def note(desk, site_id, who=None, **given):
    form = {"scheme": "rmap", "said": "active", "basis": "assessed", "said-from": "2026-03-01",
            "said-source": "https://lijst.example/rmap", "said-note": "Gezien in de lijst",
            **given}  # fmt: skip
    browser = desk.browser(who or desk.world.secretary)
    return send(browser, f"/smelters/{site_id}/status", form, page="/profile")


def test_the_secretariat_notes_what_a_scheme_says_and_a_newer_word_takes_its_place(desk):
    site = desk.public_site()
    form = section(desk.browser(desk.world.secretary).get(f"/smelters/{site}"), "schemes")
    assert f'action="/smelters/{site}/status"' in form
    assert note(desk, site).status_code == 303
    member = desk.browser(desk.world.member)
    said = section(member.get(f"/smelters/{site}"), "schemes")
    assert "Beoordeling loopt" in said
    assert "https://lijst.example/rmap" in said
    assert "<form" not in said
    assert note(desk, site, said="conformant").status_code == 303
    said = section(member.get(f"/smelters/{site}"), "schemes")
    assert "Voldoet" in said
    assert "Beoordeling loopt" not in said
    assert note(desk, site, said="nothing").status_code == 303
    assert "Voldoet" not in section(member.get(f"/smelters/{site}"), "schemes")
    past = section(desk.browser(desk.world.secretary).get(f"/smelters/{site}"), "past")
    assert past.count("Gezien in de lijst") == 3
    assert "Gezien in de lijst" not in member.get(f"/smelters/{site}").text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"scheme": ""}, "scheme"),
        ({"said": ""}, "said"),
        ({"said-source": " "}, "said-source"),
        ({"said-from": "2030-01-01"}, "said-from"),
        ({"said-until": "2026-02-01"}, "said-until"),
        ({"said-note": "x" * 3000}, "said-note"),
        ({"said": "nothing"}, "said-from"),  # there is nothing to take back
    ],
)
def test_a_word_of_a_scheme_that_cannot_be_is_refused_at_its_field(desk, wrong, field):
    refused = note(desk, desk.public_site(), **wrong)
    assert refused.status_code == 400
    assert f'href="#{field}"' in refused.text
    assert f'id="{field}"' in refused.text


def test_only_the_secretariat_notes_what_a_scheme_says(desk):
    for who in (desk.world.reader, desk.world.contact):
        assert note(desk, desk.public_site(), who=who).status_code == 404
