"""A company's report of its year counts its own records alone, and names no supplier."""

from datetime import date

import pytest

from extraction.records import Kind
from tests.cast import a_certificate, a_record
from tests.yearly import a_told_year, company_sends, signed
from workflows import ledger, member_counting, plans, reports, steps
from workflows.models import Site, SiteStatus, Supplier
from workflows.report_kinds import ReportKind


def figures(report):
    return {one["code"]: one for one in reports.figures(report)}


def a_report(session, year, who, kind=ReportKind.MEMBER):
    return reports.create_of_year(session, year, kind, "nl", who)


def test_what_other_companies_sent_is_in_no_figure(session, store, world):
    year = a_told_year(session, store, world)
    before = figures(a_report(session, year, world.submitter))
    company_sends(session, store, world.rival, world.competitor, world, a_record("Verre Oven"))
    after = figures(a_report(session, year, world.contact))
    assert {code: one["value"] for code, one in before.items()} == {
        code: one["value"] for code, one in after.items()
    }
    assert (after["F201"]["value"], after["F204"]["value"], after["F205"]["value"]) == (1, 2, 2)
    assert not any(one["hidden"] for one in after.values())


def test_answers_risks_and_plan_are_counted_with_the_records_behind_them(session, store, world):
    year = a_told_year(session, store, world)
    report = a_report(session, year, world.submitter)
    shown = figures(report)
    assert 0 < shown["M101"]["value"] < shown["M101"]["over"]
    assert "M102" not in shown
    assert (shown["M203"]["value"], shown["M301"]["value"]) == (1, 2)
    assert (shown["M302"]["value"], shown["M302"]["over"]) == (1, 2)
    for code in ("M101", "M203", "M301", "M302"):
        account = ledger.account(session, report, code, world.submitter)
        assert account.total == shown[code]["value"], code
    rest = ledger.account(session, report, "M302", world.contact, "rest")
    assert [record.row.text for record in rest.records] == ["Alto Wolfram vragen om een audit"]
    assert ledger.account(session, report, "M301", world.competitor).records == ()
    assert ledger.intact(session, report)


def test_points_are_given_once_every_question_is_answered(session, store, world):
    year = a_told_year(session, store, world)
    for step in year.steps[1:]:
        signed(session, step, world.submitter, world.contact, level=3)
    shown = figures(a_report(session, year, world.submitter))
    first, *others = (len(steps.questions(step)) for step in year.steps)
    assert shown["M102"]["value"] == 2 * first + 3 * sum(others)
    assert shown["M102"]["over"] == 4 * (first + sum(others))


@pytest.mark.parametrize(
    ("scheme", "basis", "until", "recognised"),
    [
        ("rmap", "assessed", None, 1),
        ("rmap", "cross_recognised", None, 0),
        ("lbma", "assessed", None, 0),
        ("rmap", "assessed", date(2025, 12, 31), 0),
    ],
)
def test_only_an_own_assessment_under_a_recognised_scheme_counts_for_the_eu(
    session, store, world, scheme, basis, until, recognised
):
    year = a_told_year(session, store, world)
    site = session.query(Site).filter(Site.name == "Merapi Tin Works").one()
    session.add(
        SiteStatus(
            site_id=site.id,
            scheme=scheme,
            status="conformant",
            basis=basis,
            from_date=date(2025, 1, 1),
            to_date=until,
            source="verzonnen",
        )
    )
    shown = figures(a_report(session, year, world.submitter))["M202"]
    assert (shown["value"], shown["over"]) == (recognised, 2)


def test_suppliers_are_not_named_in_what_is_frozen(session, store, world):
    year = a_told_year(session, store, world)
    supplier = Supplier(organisation_id=year.organisation_id, name="Alto Wolfram B.V.")
    session.add(supplier)
    session.flush()
    for kind in (ReportKind.MEMBER, ReportKind.PLAN):
        report = a_report(session, year, world.submitter, kind)
        told = [one["text"] for one in report.snapshot["actions"]]
        assert told == ["Beleid herschrijven", "[een leverancier] vragen om een audit"]
    assert member_counting.suppliers_in(session, year, "Wij spraken ALTO wolfram, en Alt.") == [
        "ALTO wolfram"
    ]
    assert member_counting.suppliers_in(session, None, "Alto Wolfram") == ["Alto Wolfram"]


def test_a_certificate_tells_who_gave_it_and_not_whose_it_is(session, store, world):
    year = a_told_year(session, store, world)
    company_sends(
        session,
        store,
        world.company,
        world.submitter,
        world,
        certificates=[a_certificate("2027-06-06")],
        kind=Kind.CERTIFICATE,
    )
    report = a_report(session, year, world.submitter)
    (audit,) = report.snapshot["audits"]
    assert audit["standard"] == "ISO 14001:2015"
    assert audit["expires"] == "2027-06-06"
    assert "Gieterij" not in str(report.snapshot["audits"])


def test_a_plan_counts_what_is_done_by_step(session, store, world):
    year = a_told_year(session, store, world)
    report = a_report(session, year, world.submitter, ReportKind.PLAN)
    assert {code: (one["value"], one["over"]) for code, one in figures(report).items()} == {
        "M190": (1, 1),
        "M390": (0, 1),
    }
    rest = ledger.account(session, report, "M390", world.submitter, "rest")
    assert rest.total == 1
    action = rest.records[0].row
    plans.change(session, action, plans.Given(action.text, done=True), world.submitter)
    assert figures(report)["M390"]["value"] == 0
