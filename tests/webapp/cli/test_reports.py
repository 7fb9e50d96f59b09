"""``ketenzicht reports``: a company makes and proves the reports of its own year."""

import json
import os
from datetime import UTC, datetime

import pytest

from tests.yearly import a_year
from workflows import people
from workflows.engine import make_engine, make_sessions

COMPANY, SENDER, OFFICE = "Voorbeeld Draad B.V.", "inkoop@draad.example", "sec@bureau.example"


@pytest.fixture
def period(run):
    """The running year of a company, as the command line is given it."""
    run("organisations", "add", COMPANY, "--kind", "company")
    run("organisations", "add", "Bureau Verzinsel", "--kind", "secretariat")
    run("people", "add", SENDER, "--role", "submitter", "--organisation", COMPANY)
    run("people", "add", OFFICE, "--role", "secretariat", "--organisation", "Bureau Verzinsel")
    engine = make_engine(f"sqlite:///{os.environ['KETENZICHT_DATA']}/ketenzicht.sqlite3")
    with make_sessions(engine, lambda: datetime.now(UTC))() as session:
        year = a_year(session, people.acting_as(session, SENDER))
        starts = year.starts
        session.commit()
    engine.dispose()
    return f"{starts}-{starts + 1}"


@pytest.mark.parametrize("kind", ["member", "plan"])
def test_a_report_of_a_year_is_built_by_its_company_and_proves_itself(run, period, tmp_path, kind):
    target = tmp_path / "report.docx"
    words = ("reports", "build", "--kind", kind, "--period", period, "-o", target, "--as")
    told = json.loads(run(*words, SENDER, "--json").stdout)
    assert (told["kind"], told["company"], told["state"]) == (kind, COMPANY, "draft")
    assert json.loads(run("reports", "verify", target, "--json").stdout)["sound"] is True
    assert "Only the company itself" in run(*words, OFFICE, code=1).output


def test_the_template_of_each_kind_is_given_and_can_be_used(run, tmp_path):
    for kind in ("progress", "member", "plan"):
        target = tmp_path / f"{kind}.docx"
        run("reports", "template", "--kind", kind, "-o", target)
        assert "can be used" in run("reports", "check-template", target).output
