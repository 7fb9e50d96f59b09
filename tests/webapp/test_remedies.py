"""The pages of remedy: the list of a year, one record, and what a finding says of it."""

from html import unescape

import pytest
from flask import Flask
from sqlalchemy import select

from tests.cast import a_document, a_reading, an_audit_finding
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from tests.yearly import a_year
from workflows import deciding, findings, items, remedies, years
from workflows.models import Finding
from workflows.states import FindingAction, ItemAction
from workflows.verdicts import Verdict

PAID = {
    "harmed": "Arbeiders van de nachtploeg",
    "people": "12",
    "involvement": "linked",
    "text": "De uren zijn alsnog betaald.",
    "form": "compensation",
    "provided_on": "2026-03-01",
    "consulted": "De vakbond",
    "satisfied": "partly",
    "said": "Het kwam laat.",
}


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def year(desk: Desk) -> str:
    with desk.working() as session:
        return a_year(session, desk.world.submitter).public_id


@pytest.fixture
def harm(desk: Desk) -> str:
    """The public id of a finding of the company with harm that has happened."""
    world = desk.world
    with desk.working() as session:
        reading = a_reading(findings=[an_audit_finding()])
        paper = a_document(session, desk.store, world.company, world.submitter, reading)
        (item,) = items.of_document(session, paper)
        deciding.decide(session, item, Verdict(ItemAction.APPROVE), world.reader)
        finding = session.scalars(select(Finding)).one()
        given = {"severity": "major", "likelihood": "likely", "harm": "actual"}
        for action, said in (
            (FindingAction.ASSIGN, {"person": world.secretary.email}),
            (FindingAction.ASSESS, given),
        ):
            findings.act(session, finding, action, world.secretary, said)
        return finding.public_id


def page(desk: Desk, who, address: str) -> str:
    return unescape(desk.browser(who).get(address).text)


def test_a_company_writes_down_what_was_done_and_the_office_reads_it(
    desk: Desk, year: str, harm: str
) -> None:
    world, address = desk.world, f"/years/{year}/remedy"
    assert "Schade waarover nog niets is gezegd" in page(desk, world.secretary, address)
    chosen = page(desk, world.submitter, f"{address}?finding={harm}")
    assert f'value="{harm}" selected' in chosen
    fields = PAID | {"finding": harm}
    answer = send(desk.browser(world.submitter), address, fields, page=address)
    assert answer.status_code == 303
    listed = page(desk, world.secretary, address)
    assert "Schade waarover nog niets is gezegd" not in listed
    assert "Arbeiders van de nachtploeg" in listed
    assert "Schrijf op wat er voor mensen is gedaan" not in listed
    at_finding = page(desk, world.secretary, f"/findings/{harm}")
    assert "De uren zijn alsnog betaald." in at_finding
    assert "Zij zijn deels tevreden" in at_finding


def test_a_finding_with_harm_leads_its_company_there(desk: Desk, year: str, harm: str) -> None:
    world = desk.world
    there = f"/years/{year}/remedy?finding={harm}#add"
    own = page(desk, world.submitter, f"/findings/{harm}")
    assert "Nog niet is gezegd wat er voor hen is gedaan" in own
    assert there in own
    assert there not in page(desk, world.secretary, f"/findings/{harm}")


def test_what_is_missing_is_said_beside_its_field(desk: Desk, year: str) -> None:
    address = f"/years/{year}/remedy"
    browser = desk.browser(desk.world.submitter)
    for name, wrong in (
        ("harmed", ""), ("consulted", ""), ("satisfied", ""), ("people", "veel"),
        ("provided_on", "morgen"), ("text", "x" * 2_001),
    ):  # fmt: skip
        answer = send(browser, address, PAID | {name: wrong}, page=address)
        assert answer.status_code == 400, name
        assert f'href="#{name}"' in answer.text, name
        kept = "De vakbond" if name == "harmed" else "Arbeiders van de nachtploeg"
        assert kept in unescape(answer.text)


def test_a_record_is_changed_and_taken_away(desk: Desk, year: str) -> None:
    world = desk.world
    with desk.working() as session:
        given = remedies.Given("Arbeiders", "Sorry.", "De vakbond", "caused", "apology", "no")
        opened = years.get(session, year, world.submitter)
        row = remedies.add(session, opened, given, world.submitter)
        address, seen = f"/years/remedy/{row.public_id}", row.version
    browser = desk.browser(world.submitter)
    send(browser, address, PAID | {"seen": seen}, page=address)
    assert "De uren zijn alsnog betaald." in page(desk, world.secretary, address)
    stale = send(browser, address, PAID | {"seen": seen}, page=address)
    assert stale.status_code == 409
    answer = send(browser, address, {"do": "remove"}, page=address)
    assert (answer.status_code, answer.location) == (303, f"/years/{year}/remedy")
    assert browser.get(address).status_code == 404
