"""The page of the pack: what is in it and how big, and the ZIP for whose it is and the office."""

import zipfile
from html import unescape
from io import BytesIO

import pytest
from flask import Flask

from tests.cast import a_certificate, a_document, a_reading
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from workflows import membership, organisations
from workflows.models import Event, Organisation

PAPER = b"%PDF-1.4 a paper to take along"


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def sent(desk: Desk) -> str:
    """A paper of the company; the public id of the company."""
    world = desk.world
    with desk.working() as session:
        reading = a_reading(certificates=[a_certificate()])
        a_document(session, desk.store, world.company, world.submitter, reading, data=PAPER)
    return world.company.public_id


def address(company: str) -> str:
    return f"/pack/{company}"


def test_a_company_sees_how_big_its_pack_is_and_takes_it(desk: Desk, sent: str) -> None:
    browser = desk.browser(desk.world.submitter)
    page = unescape(browser.get("/pack").text)
    assert "Pakket van Voorbeeld Draad B.V." in page
    assert "1, samen 30\xa0bytes" in page
    assert "nooit" in page
    answer = send(browser, address(sent), page="/pack")
    assert answer.status_code == 200
    assert answer.mimetype == "application/zip"
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert "ketenzicht-Voorbeeld Draad B.V.-2026-11-22.zip" in answer.headers["Content-Disposition"]
    archive = zipfile.ZipFile(BytesIO(answer.data))
    assert PAPER in [archive.read(n) for n in archive.namelist() if n.startswith("files/")]
    assert "nooit" not in unescape(browser.get("/pack").text)


def test_the_documents_lead_there_and_the_organisation_does_for_the_office(
    desk: Desk, sent: str
) -> None:
    world = desk.world
    assert 'href="/pack"' in desk.browser(world.contact).get("/documents").text
    office = desk.browser(world.secretary)
    assert f'href="{address(sent)}"' in office.get(f"/organisations/{sent}").text
    assert world.rival.name in unescape(office.get("/pack").text)
    technical = desk.browser(world.administrator)
    assert "/pack/" not in technical.get(f"/organisations/{sent}").text


def test_the_office_hands_it_over_after_the_company_has_left(desk: Desk, sent: str) -> None:
    world = desk.world
    with desk.working() as session:
        company = session.get_one(Organisation, world.company.id)
        membership.end_organisation(session, company, world.secretary, note="opgezegd")
    assert desk.browser(world.submitter).get(address(sent)).status_code == 404
    office = desk.browser(world.secretary)
    answer = send(office, address(sent), page=address(sent))
    assert PAPER in [
        zipfile.ZipFile(BytesIO(answer.data)).read(name)
        for name in zipfile.ZipFile(BytesIO(answer.data)).namelist()
    ]
    assert "Het pakket is meegenomen" in unescape(office.get(f"/organisations/{sent}").text)


def test_that_it_was_taken_is_logged_once(desk: Desk, sent: str) -> None:
    send(desk.browser(desk.world.contact), address(sent), page="/pack")
    with desk.working() as session:
        (event,) = session.query(Event).filter_by(action="take_pack").all()
        assert event.actor_id == desk.world.contact.person_id


def test_a_company_without_papers_is_told_how_to_begin(desk: Desk) -> None:
    page = unescape(desk.browser(desk.world.submitter).get("/pack").text)
    assert "Er is nog niets om mee te nemen" in page
    assert "/documents/upload" in page
    assert "Neem het pakket mee (ZIP)" not in page


def test_a_file_that_is_gone_is_no_pack_with_a_hole(desk: Desk, sent: str) -> None:
    with desk.working() as session:
        company = session.get_one(Organisation, desk.world.company.id)
        shelf = organisations.shelf(company)
    for owner, name in list(desk.store.everything()):
        assert owner == shelf.owner
        desk.store.path(shelf, name).unlink()
    answer = send(desk.browser(desk.world.submitter), address(sent), page="/pack")
    assert answer.status_code == 404
    with desk.working() as session:
        assert session.query(Event).filter_by(action="take_pack").count() == 0
