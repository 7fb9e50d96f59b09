"""A company makes a report of its year: it writes, a colleague clears it, it is published."""

import re
from html import unescape

import pytest
from flask import Flask

from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from tests.yearly import a_told_year
from workflows.models import Supplier
from workflows.permissions import Actor


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def address(desk: Desk) -> str:
    """The reports of the company's year."""
    with desk.working() as session:
        year = a_told_year(session, desk.store, desk.world)
        session.add(Supplier(organisation_id=year.organisation_id, name="Alto Wolfram B.V."))
        return f"/years/{year.public_id}/reports"


def page(desk: Desk, who: Actor, address: str) -> str:
    return unescape(desk.browser(who).get(address).text)


def made(desk: Desk, address: str, kind: str = "member") -> str:
    """The address of a draft that the submitter made."""
    fields = {"kind": kind, "language": "nl"}
    answer = send(desk.browser(desk.world.submitter), address, fields, page=address)
    assert answer.status_code == 303
    return str(answer.location)


def act(desk: Desk, who: Actor, report: str, action: str, **fields: str) -> int:
    fields |= {"action": action}
    return send(desk.browser(who), f"{report}/act", fields, page=report).status_code


def test_from_the_list_of_reports_a_company_comes_to_the_form(desk: Desk, address: str) -> None:
    assert f'href="{address}"' in page(desk, desk.world.submitter, "/reports")
    shown = page(desk, desk.world.submitter, address)
    assert "Er is nog geen rapport van dit jaar." in shown
    assert "Due-diligencerapport" in shown and "Plan van aanpak" in shown
    assert "/reports/new" not in page(desk, desk.world.submitter, "/reports")


@pytest.mark.parametrize("kind", ["member", "plan"])
def test_a_report_is_seen_by_the_company_and_the_office_until_it_is_published(
    desk: Desk, address: str, kind: str
) -> None:
    world, report = desk.world, made(desk, address, kind)
    for who in (world.submitter, world.contact, world.secretary):
        assert desk.browser(who).get(report).status_code == 200
        assert desk.browser(who).get(f"{report}/read").status_code == 200
    for who in (world.competitor, world.chair, world.member, world.supporter):
        assert desk.browser(who).get(report).status_code == 404
    assert act(desk, world.submitter, report, "check") == 403
    assert act(desk, world.secretary, report, "check") == 403
    assert act(desk, world.contact, report, "check") == 303
    assert act(desk, world.contact, report, "finalise") == 303
    assert desk.browser(world.chair).get(report).status_code == 404
    assert act(desk, world.contact, report, "publish", audience="public") == 303
    for who in (world.competitor, world.chair, world.supporter):
        assert desk.browser(who).get(f"{report}/read").status_code == 200
        assert "Voorbeeld Draad B.V." in page(desk, who, "/reports")


def test_the_page_says_the_same_as_the_word_file(desk: Desk, address: str) -> None:
    report = made(desk, address)
    shown = page(desk, desk.world.contact, f"{report}/read")
    for words in ("Controlelijst bij stap vijf", "Verordening (EU) 2017/821, artikel 7"):
        assert words in shown
    assert "Risico’s in de ketens" in shown
    assert "×" not in shown


@pytest.mark.parametrize("code", ["M101", "M203", "M301", "F204"])
def test_behind_a_figure_stand_the_records_of_the_company(
    desk: Desk, address: str, code: str
) -> None:
    report = made(desk, address)
    shown = page(desk, desk.world.contact, f"{report}/figures/{code}")
    assert re.search(r"<tbody>.*<a href", shown, re.DOTALL)


def test_a_text_that_names_a_supplier_is_pointed_out_and_stops_the_report(
    desk: Desk, address: str
) -> None:
    report = made(desk, address)
    fields = {"chapter": "foreword", "text-foreword": "Wij kopen bij Alto Wolfram."}
    send(desk.browser(desk.world.submitter), f"{report}/write", fields, page=report)
    assert "Noemt een leverancier: Alto Wolfram." in page(desk, desk.world.contact, report)
    assert act(desk, desk.world.contact, report, "check") == 400
    fields["text-foreword"] = "Wij kopen bij drie leveranciers."
    send(desk.browser(desk.world.submitter), f"{report}/write", fields, page=report)
    assert act(desk, desk.world.contact, report, "check") == 303


def test_a_mistake_makes_a_second_version_with_the_texts_of_the_first(
    desk: Desk, address: str
) -> None:
    report = made(desk, address)
    fields = {"chapter": "2", "text-2": "Wij vroegen het na."}
    send(desk.browser(desk.world.submitter), f"{report}/write", fields, page=report)
    for action in ("check", "finalise"):
        act(desk, desk.world.contact, report, action)
    reason = {"reason": "Een getal klopte niet."}
    answer = send(desk.browser(desk.world.submitter), f"{report}/correct", reason, page=report)
    again = page(desk, desk.world.submitter, str(answer.location))
    assert "versie 2" in again and "Wij vroegen het na." in again


def test_the_smelters_of_the_year_are_taken_as_a_workbook(desk: Desk, address: str) -> None:
    listed = address.replace("/reports", "/declaration")
    shown = page(desk, desk.world.contact, address)
    assert f'href="{listed}"' in shown
    assert f'href="{listed}?form=emrt"' not in shown  # it would hold no smelter
    answer = desk.browser(desk.world.contact).get(listed)
    assert answer.data.startswith(b"PK")
    assert "smelters-cmrt-20" in answer.headers["Content-Disposition"]
    other = desk.browser(desk.world.contact).get(f"{listed}?form=amrt")
    assert "smelters-amrt-20" in other.headers["Content-Disposition"]
    assert desk.browser(desk.world.contact).get(f"{listed}?form=none").status_code == 400
    assert desk.browser(desk.world.secretary).get(listed).status_code == 403
    assert desk.browser(desk.world.competitor).get(listed).status_code == 404
