"""Risk lists on the pages: read, previewed with what is new and gone, imported."""

import io
import re
from datetime import date

import pytest
from flask import Flask

from tests.cast import a_risk_list, a_site, an_entity_list
from tests.webapp.browsing import HERE, send, token
from tests.webapp.desk import Desk
from workflows.risk_entries import ListedEntity

LIST = b"Land;Toelichting\nCongo-Kinshasa;oost\nMali;\nAtlantis;\n"


@pytest.fixture
def desk(app: Flask) -> Desk:
    desk = Desk(app)
    with desk.working() as session:
        a_site(session, country="CD")
        a_risk_list(session, "ML", "BO", valid_from=date(2025, 1, 1))
    return desk


def choose(desk, who=None, data=LIST, **given):
    client = desk.browser(who or desk.world.secretary)
    fields = {
        "csrf_token": token(client, "/profile"),
        "name": "Verzonnen lijst",
        "source": "Verzonnen uitgever",
        "valid_from": "2026-11-01",
        "file": (io.BytesIO(data), "lijst.csv"),
        **given,
    }
    return client.post(
        "/risks/import", data=fields, headers=HERE, content_type="multipart/form-data"
    )


def test_a_list_is_previewed_with_what_is_new_and_gone_and_then_imported(desk):
    office = desk.browser(desk.world.secretary)
    chosen = choose(desk)
    assert chosen.status_code == 303
    preview = office.get(chosen.headers["Location"]).text
    assert "1 nieuw, 1 van de lijst gehaald, 0 met andere gebieden, 1 zoals eerst." in preview
    new, gone = preview.split("Nieuw op de lijst (1)")[1].split("Van de lijst gehaald (1)")
    assert "Congo-Kinshasa" in new
    assert "oost" in new
    assert '<a href="/smelters?country=CD">1</a>' in new
    assert "Bolivia" in gone
    assert "Rij 4: Wij kennen “Atlantis” niet" in preview
    assert "1 november 2026" not in office.get("/risks").text
    fields = dict(
        re.findall(r'type="hidden" name="(kind|name|source|valid_from)" value="([^"]*)"', preview)
    )
    address = chosen.headers["Location"].split("?")[0]
    done = send(office, address, fields, page="/profile")
    assert done.status_code == 303
    page = office.get(done.headers["Location"]).text
    assert "Congo-Kinshasa" in page
    assert "1 januari 2025" in page
    assert "1 november 2026" in office.get("/risks").text
    again = send(office, address, fields, page="/profile")
    assert again.status_code == 400
    assert "uitgave van die dag" in again.text


@pytest.mark.parametrize("name", ["name", "source", "valid_from"])
def test_what_is_missing_is_named(desk, name):
    answer = choose(desk, **{name: ""})
    assert answer.status_code == 400
    assert f'href="#{name}"' in answer.text


def test_a_file_that_is_no_list_is_refused_in_words(desk):
    answer = choose(desk, data=b"%PDF-1.4 no list")
    assert answer.status_code == 400
    assert "Sla het op als CSV, XLSX of JSON." in answer.text


def test_a_list_without_countries_offers_nothing_to_import(desk):
    office = desk.browser(desk.world.secretary)
    preview = office.get(choose(desk, data=b"Land\nAtlantis\n").headers["Location"]).text
    assert "Deze lijst importeren" not in preview
    assert "Het bestand bevat geen landen." in preview


ENTITIES = (
    "naam;andere namen;land;identificatie;risico's;vindplaats\n"
    "Merapi Tin;;Indonesië;;dwangarbeid;bladzijde 3\n"
    "Merapi Tin Works;;Maleisië;;;\n"
    "Blijft {{ 7*7 }} <b>;Bl;;;;\n"
    ";;MM;;;\n"
).encode()


def test_a_list_of_companies_is_previewed_with_who_they_are_in_the_register(desk):
    with desk.working() as session:
        site = a_site(session, "PT Merapi Tin Tbk", country="ID").public_id
        a_site(session, "Merapi Tin Works", country="ID")
        old = ListedEntity("Merapi Tin", (), "ID"), ListedEntity("Gaat weg")
        an_entity_list(session, *old, valid_from=date(2025, 1, 1), name="Verzonnen bedrijven")
    office = desk.browser(desk.world.secretary)
    chosen = choose(desk, data=ENTITIES, kind="entities", name="Verzonnen bedrijven")
    preview = office.get(chosen.headers["Location"]).text
    assert "2 nieuw, 1 van de lijst gehaald, 1 gewijzigd, 0 zoals eerst." in preview
    assert "Rij 5: In deze rij staat geen naam." in preview
    assert "naamgenoot: dezelfde naam in een ander land" in preview
    assert "Blijft {{ 7*7 }} &lt;b&gt;" in preview
    changed = preview.split("Gewijzigd (1)")[1]
    assert "dwangarbeid" in changed
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', preview))
    done = send(office, chosen.headers["Location"].split("?")[0], fields, page="/profile")
    page = office.get(done.headers["Location"]).text
    assert f'<a href="/smelters/{site}">PT Merapi Tin Tbk</a>' in page
    assert "dezelfde naam in hetzelfde land" in page
    assert "bladzijde 3" in page
    index = office.get("/risks").text
    assert "Bedrijven en smelters" in index
    assert "Een naamgenoot geeft geen bevinding" in index


def test_the_form_begins_with_the_only_list_and_names_them_where_there_are_more(desk):
    office = desk.browser(desk.world.secretary)
    assert 'value="Verzonnen lijst"' in office.get("/risks/import").text
    with desk.working() as session:
        an_entity_list(session, ListedEntity("Kuil"), valid_from=date(2025, 1, 1), name="Bedrijven")
    page = office.get("/risks/import").text
    assert 'value="Verzonnen lijst"' not in page
    assert "Er zijn nu: Bedrijven; Verzonnen lijst." in page


def test_a_file_of_another_shape_says_what_its_first_row_must_hold(desk):
    office = desk.browser(desk.world.secretary)
    chosen = choose(desk, data=b"Merapi Tin;ID\n", kind="entities")
    preview = office.get(chosen.headers["Location"]).text
    assert "Rij 1: De eerste rij noemt de kolommen niet. Zet daar: naam" in preview
    assert "Het bestand bevat geen bedrijven of smelters." in preview
    assert "Deze lijst importeren" not in preview


def test_a_list_of_countries_does_not_become_one_of_companies(desk):
    office = desk.browser(desk.world.secretary)
    chosen = choose(desk, data=ENTITIES, kind="entities")
    preview = office.get(chosen.headers["Location"]).text
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', preview))
    done = send(office, chosen.headers["Location"].split("?")[0], fields, page="/profile")
    assert done.status_code == 400
    assert "Geef deze lijst een andere naam, of kies wat erop staat." in done.text


def test_nobody_but_the_secretariat_finds_the_lists(desk):
    for who in (desk.world.reader, desk.world.contact, desk.world.administrator):
        assert desk.browser(who).get("/risks").status_code == 404
        assert choose(desk, who).status_code == 404
        assert 'href="/risks"' not in desk.browser(who).get("/help").text
