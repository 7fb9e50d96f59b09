"""The page of what a company's documents cover together: on screen, by supplier, as a file."""

import json
from dataclasses import replace
from html import unescape

import pytest
from flask import Flask

from extraction.records import Kind, Scheme
from tests.cast import a_certificate, a_document, a_reading, a_value
from tests.webapp.desk import Desk
from workflows import facts
from workflows.permissions import Actor

SUPPLIER = "Verzonnen Buis B.V."


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def document(desk: Desk) -> str:
    """A social certificate from a supplier of the company."""
    world = desk.world
    given = replace(a_certificate(), scheme=Scheme.SA8000, standard=a_value("SA8000"))
    reading = replace(a_reading(certificates=[given]), kind=Kind.CERTIFICATE)
    with desk.working() as session:
        row = a_document(session, desk.store, world.company, world.submitter, reading)
        facts.describe(session, row, world.submitter, supplier=SUPPLIER)
        return row.public_id


def page(desk: Desk, who: Actor, address: str) -> str:
    return unescape(desk.browser(who).get(address).text)


def test_a_company_reads_what_its_documents_cover_and_by_supplier(
    desk: Desk, document: str
) -> None:
    world = desk.world
    shown = page(desk, world.submitter, "/coverage")
    assert "Een certificaat is geen due diligence" in shown
    assert "SA8000, werk" in shown
    assert SUPPLIER in shown
    assert "zegt niet waarvan het bewijs is" not in shown
    detail = page(desk, world.submitter, f"/documents/{document}")
    link = f"/coverage/{world.company.public_id}?supplier="
    assert link in detail
    address = detail.partition(link)[2].partition('"')[0]
    one = page(desk, world.submitter, link + address)
    assert f"<h1>Wat de documenten dekken: {SUPPLIER}" in one


def test_the_secretariat_finds_every_company_in_a_list(desk: Desk, document: str) -> None:
    world = desk.world
    shown = page(desk, world.secretary, "/coverage")
    assert world.rival.name in shown
    assert f"/coverage/{world.company.public_id}" in shown
    assert SUPPLIER in page(desk, world.secretary, f"/coverage/{world.company.public_id}")


def test_a_company_without_documents_is_told_what_to_do(desk: Desk) -> None:
    shown = page(desk, desk.world.submitter, "/coverage")
    assert "Er is nog geen document gelezen." in shown
    assert "/documents/upload" in shown


def test_a_supplier_of_another_company_is_none_here(desk: Desk, document: str) -> None:
    own = f"/coverage/{desk.world.company.public_id}"
    address = f"{own}?supplier=bcdfghjkmnpq"
    assert desk.browser(desk.world.submitter).get(address).status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_all_of_it_is_downloaded(desk: Desk, document: str, kind: str) -> None:
    address = f"/coverage/{desk.world.company.public_id}/export.{kind}"
    answer = desk.browser(desk.world.submitter).get(address)
    assert answer.status_code == 200
    if kind == "csv":
        assert f"{SUPPLIER},Thema's van de overeenkomst,Dwangarbeid bij bedrijven" in answer.text
    if kind == "json":
        everything, supplier = json.loads(answer.data)
        assert everything["subjects"] == supplier["subjects"]
        assert supplier["subjects"]["T02"]["level"] == "looks_at"
        assert supplier["periods"] == []
