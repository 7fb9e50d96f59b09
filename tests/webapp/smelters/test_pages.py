"""The register: what one may see of it, making a site public, importing an edition."""

import io
import json
import re

import pytest
from flask import Flask
from sqlalchemy import select

from tests.cast import a_candidate, a_document, a_reading, a_record, a_site
from tests.webapp.browsing import HERE, send, token
from tests.webapp.desk import Desk
from webapp import register_reading
from workflows import deciding, items
from workflows.models import Site
from workflows.states import ItemAction
from workflows.verdicts import Verdict

LIST = b"id,name,aliases,country,metal\nXID000901,Fantasia Tin,=cmd()|Tin F,Birma,tin\n"


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def choose(desk, who, data=LIST, **given):
    client = desk.browser(who)
    fields = {
        "csrf_token": token(client, "/profile"),
        "name": "Verzonnen register",
        "valid_from": "2026-11-01",
        "file": (io.BytesIO(data), "register.csv"),
        **given,
    }
    return client.post(
        "/smelters/import", data=fields, headers=HERE, content_type="multipart/form-data"
    )


def test_a_site_of_one_member_is_nowhere_for_another(desk):
    site = desk.private_site()
    world = desk.world
    for who, sees in ((world.contact, True), (world.reader, True), (world.competitor, False)):
        client = desk.browser(who)
        assert ("Kraaiennest" in client.get("/smelters?q=kraaien").text) is sees
        assert client.get(f"/smelters/{site}").status_code == (200 if sees else 404)
        assert ("Kraaiennest" in client.get("/smelters/export.csv").text) is sees
    absent = desk.browser(world.competitor).get("/smelters/222222222222")
    assert desk.browser(world.competitor).get(f"/smelters/{site}").data == absent.data


def test_a_site_shows_only_the_documents_that_one_may_see(desk):
    site = desk.public_site()
    own = desk.browser(desk.world.contact).get(f"/smelters/{site}").text
    rival = desk.browser(desk.world.competitor).get(f"/smelters/{site}").text
    assert "/documents/" in own.split("<main")[1]
    assert "/documents/" not in rival.split("<main")[1]
    assert "Voorbeeld Draad" not in rival


@pytest.mark.parametrize(
    ("query", "found"),
    [("q=merapi", 1), ("q=XID000777", 1), ("q=%25", 0), ("metal=gold", 0), ("country=ID", 1)],
)
def test_the_register_is_searched_and_filtered(desk, query, found):
    desk.public_site(identifier="XID000777")
    page = desk.browser(desk.world.member).get(f"/smelters?{query}").text
    assert ("Merapi Tin Works" in page) is bool(found)


def test_the_secretariat_makes_a_site_public_with_a_source(desk):
    site = desk.private_site()
    secretary = desk.browser(desk.world.secretary)
    page = f"/smelters/{site}"
    refused = send(secretary, f"{page}/clear", {"note": " "}, page=page)
    assert refused.status_code == 400
    assert 'href="#note"' in refused.text
    assert send(secretary, f"{page}/clear", {"note": "Jaarverslag"}, page=page).status_code == 303
    assert desk.browser(desk.world.competitor).get(page).status_code == 200
    again = send(secretary, f"{page}/clear", {"note": "Nog eens"}, page="/profile")
    assert again.status_code == 409


def learned(desk, name="Merapi Huttenwerk"):
    """A public site that a decision on the company's paper taught another name."""
    with desk.working() as session:
        world, site = desk.world, a_site(session)
        reading = a_reading(a_record(name, candidates=[a_candidate(site)]))
        paper = a_document(
            session, desk.store, session.merge(world.company), world.submitter, reading
        )
        (item,) = items.of_document(session, paper)
        deciding.decide(session, item, Verdict(ItemAction.APPROVE), world.reader)
        return f"/smelters/{site.public_id}", f"/documents/{paper.public_id}"


def test_a_learned_name_stands_on_the_page_with_where_it_was_decided(desk):
    page, paper = learned(desk)
    for who in (desk.world.submitter, desk.world.reader, desk.world.secretary):
        names = desk.browser(who).get(page).text.split('id="names"')[1].split("</ul>")[0]
        assert "Merapi Huttenwerk" in names
        assert "niet openbaar</span>" in names
        assert "Besloten op pagina 1 van <a" in names
        assert paper in names
    for who in (desk.world.competitor, desk.world.member):
        assert "Huttenwerk" not in desk.browser(who).get(page).text


def test_the_secretariat_removes_a_learned_name_or_makes_it_public(desk):
    page, _paper = learned(desk)
    office = desk.browser(desk.world.secretary)
    value = re.search(r'<option value="([^"]+ Merapi Huttenwerk)"', office.get(page).text)[1]
    form = {"learned": value, "what": "clear", "name-note": ""}
    refused = send(office, f"{page}/names", form, page=page)
    assert refused.status_code == 400
    assert 'href="#name-note"' in refused.text
    form["name-note"] = "Jaarverslag"
    assert send(office, f"{page}/names", form, page=page).status_code == 303
    assert "Huttenwerk" in desk.browser(desk.world.competitor).get(page).text
    page, _paper = learned(desk, "De Oude Hut")
    value = value.replace("Merapi Huttenwerk", "De Oude Hut")
    form = {"learned": value, "what": "remove", "name-note": "Een handelaar"}
    assert send(office, f"{page}/names", form, page=page).status_code == 303
    assert "Oude Hut" not in office.get(page).text.split('id="schemes"')[0]


def test_a_name_is_only_offered_to_all_where_its_smelter_is_public(desk):
    page, _paper = learned(desk)
    office = desk.browser(desk.world.secretary)
    assert 'value="clear"' in office.get(page).text
    with desk.working() as session:
        site = session.scalar(select(Site).where(Site.public_id == page.rsplit("/", 1)[1]))
        site.organisation_id = session.merge(desk.world.company).id
    shown = office.get(page).text
    assert 'value="remove"' in shown
    assert 'value="clear"' not in shown
    assert "als de smelter zelf openbaar is" in shown


def test_nobody_else_makes_a_site_public(desk):
    site = desk.private_site()
    client = desk.browser(desk.world.contact)
    answer = send(client, f"/smelters/{site}/clear", {"note": "Mijn bron"}, page="/profile")
    assert answer.status_code == 404
    assert desk.browser(desk.world.competitor).get(f"/smelters/{site}").status_code == 404


def test_an_import_is_previewed_and_only_then_done(desk):
    secretary = desk.browser(desk.world.secretary)
    chosen = choose(desk, desk.world.secretary)
    assert chosen.status_code == 303
    preview = secretary.get(chosen.headers["Location"])
    assert "Fantasia Tin" in preview.text
    assert "Fantasia Tin" not in secretary.get("/smelters").text
    address = chosen.headers["Location"].split("?")[0]
    fields = dict(
        re.findall(r'type="hidden" name="(name|valid_from)" value="([^"]*)"', preview.text)
    )
    done = send(secretary, address, fields, page="/profile")
    assert done.status_code == 303
    assert "Fantasia Tin" in secretary.get("/smelters").text
    rows = json.loads(secretary.get("/smelters/export.json").data)
    assert rows[0]["aliases"] == ["=cmd()", "Tin F"]
    assert "'=cmd()" in secretary.get("/smelters/export.csv").data.decode("utf-8-sig")


def test_nothing_is_offered_for_import_where_nothing_would_change(desk):
    secretary = desk.browser(desk.world.secretary)
    preview = secretary.get(choose(desk, desk.world.secretary).headers["Location"])
    assert "Deze uitgave importeren" in preview.text
    address = preview.request.path
    fields = {"name": "Verzonnen register", "valid_from": "2026-11-01"}
    send(secretary, address, fields, page="/profile")
    again = secretary.get(choose(desk, desk.world.secretary).headers["Location"]).text
    assert "er is niets te importeren" in again
    assert "Deze uitgave importeren" not in again


def test_a_file_that_is_no_register_is_refused_in_words(desk):
    answer = choose(desk, desk.world.secretary, data=b"\x00\x01 no register")
    assert answer.status_code == 400
    assert 'href="#file"' in answer.text
    assert "geen kolommen id, name, aliases, country, metal" in answer.text


def test_a_fault_of_ours_does_not_say_that_the_list_is_kept(desk, monkeypatch):
    monkeypatch.setattr(register_reading.sys, "executable", "/bin/true")
    answer = choose(desk, desk.world.secretary)
    assert answer.status_code == 400
    assert "het bestand is niet bewaard" in answer.text


def test_an_import_without_a_name_or_a_day_names_both(desk):
    answer = choose(desk, desk.world.secretary, name="", valid_from="")
    assert answer.status_code == 400
    assert 'href="#name"' in answer.text
    assert 'href="#valid_from"' in answer.text


def test_nobody_else_imports(desk):
    for who in (desk.world.contact, desk.world.reader, desk.world.administrator):
        assert desk.browser(who).get("/smelters/import").status_code == 404
        assert choose(desk, who).status_code == 404
