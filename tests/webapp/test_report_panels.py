"""The tables on the page of a report: what leads to which records."""

import re

import pytest
from flask import Flask

from tests.webapp.desk import Desk
from tests.webapp.drafts import draft
from workflows import reports
from workflows.models import Report


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def test_a_cell_of_a_table_leads_to_its_records_also_where_word_has_a_chart(desk: Desk) -> None:
    address = draft(desk)
    with desk.working() as session:
        report = reports.get(session, address.rpartition("/")[2], desk.world.secretary)
        rows = [
            {"key": key, "value": value, "hidden": not value, "reason": "", "by": {}}
            for key, value in (("assessment", None), ("measures", 3), ("tracking", 3))
        ]
        tables = {**report.snapshot["tables"], "phases": rows}
        report.snapshot = {**report.snapshot, "tables": tables}
    page = desk.browser(desk.world.secretary).get(address).text
    rows = dict(re.findall(rf'<a href="{address}/figures/(phases[^"]+)">([^<]+)</a>', page))
    assert rows == {
        "phases.assessment": "Ernst wordt bepaald",
        "phases.measures": "Maatregel gepland of bezig",
        "phases.tracking": "Wordt gevolgd",
    }


def test_several_hidden_rows_lead_each_to_its_records_for_who_makes_the_report(desk: Desk) -> None:
    address = draft(desk)
    with desk.working() as session:
        report = reports.get(session, address.rpartition("/")[2], desk.world.secretary)
        rows = [
            {"key": key, "value": None, "hidden": True, "reason": "few", "by": {}}
            for key in ("assessment", "measures")
        ]
        shown = {"key": "tracking", "value": 3, "hidden": False, "reason": "", "by": {}}
        tables = {**report.snapshot["tables"], "phases": [*rows, shown]}
        report.snapshot = {**report.snapshot, "tables": tables}
    page = desk.browser(desk.world.secretary).get(address).text
    row = re.search(r'<th scope="row">(Nog 2 andere<ul.*?)</th>', page)
    assert row is not None
    assert re.findall(r"figures/([^\"]+)", row[1]) == ["phases.assessment", "phases.measures"]


def test_a_table_of_which_nothing_may_be_told_is_a_sentence_that_leads_to_its_records(
    desk: Desk,
) -> None:
    address = draft(desk)
    with desk.working() as session:
        report = session.query(Report).one()
        row = {"key": "tin", "value": None, "over": None, "hidden": True, "reason": "few"}
        tables = report.snapshot["tables"] | {"metals": [row]}
        report.snapshot = report.snapshot | {"tables": tables}
    shown = desk.browser(desk.world.secretary).get(address).text
    assert "Geen van deze cijfers kan worden getoond" in shown
    assert f'href="{address}/figures/metals.tin"' in shown
    assert "Geen van deze cijfers" in desk.browser(desk.world.secretary).get(f"{address}/read").text
