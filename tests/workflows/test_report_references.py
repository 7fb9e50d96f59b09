"""D017 and B012 of a report: which record that is, for who may trace it."""

import pytest

from tests.cast import a_company, a_document, a_person, a_reading, a_record, a_world
from workflows import deciding, items, report_references, reports
from workflows.models import Document, Finding
from workflows.states import ItemAction, ReportAction, Role
from workflows.verdicts import Verdict


@pytest.fixture
def world(session, store):
    world = a_world(session)
    for number in range(4):
        company = a_company(session, f"Verzonnen Metaal {number} B.V.")
        sender = a_person(session, f"inkoop@metaal{number}.example", Role.SUBMITTER, company)
        reading = a_reading(a_record("Onbekende Smelterij", country="PE"))
        document = a_document(session, store, company, sender, reading)
        for item in items.of_document(session, document):
            for reader in (world.reader, world.other_reader):
                if item.state.value in ("open", "second"):
                    deciding.decide(session, item, Verdict(ItemAction.APPROVE), reader)
    session.commit()
    return world


@pytest.fixture
def report(session, world):
    made = reports.create(session, reports.period_named("2025-2026"), "nl", world.secretary)
    reports.act(session, made, ReportAction.CHECK, world.other_secretary)
    reports.act(session, made, ReportAction.FINALISE, world.secretary)
    return reports.act(session, made, ReportAction.PUBLISH, world.secretary, audience="public")


def test_the_secretariat_traces_every_reference_to_its_record(session, world, report):
    traced = report_references.traced(session, report, world.secretary)
    listed = {one["reference"] for one in report.snapshot["documents"]}
    findings = {one["number"] for one in report.snapshot["findings"]}
    assert listed
    assert findings
    assert set(traced) == listed | findings
    assert {type(traced[one]) for one in listed} == {Document}
    assert {type(traced[one]) for one in findings} == {Finding}


def test_nobody_else_does_though_they_read_the_report(session, world, report):
    for who in (world.submitter, world.member, world.reader, world.chair):
        assert reports.get(session, report.public_id, who) is report
        assert report_references.traced(session, report, who) == {}
        assert report_references.looked_for(session, "D001", who) == []


def test_a_reference_that_is_typed_leads_to_its_record(session, world, report):
    (found,) = report_references.looked_for(session, " d001 ", world.secretary)
    assert (found.report, found.reference) == (report, "D001")
    assert found.row is report_references.traced(session, report, world.secretary)["D001"]
    assert report_references.looked_for(session, "D999", world.secretary) == []


def test_a_report_is_found_by_its_number_or_kind_by_who_may_see_it(session, world, report):
    for typed in (report.number, "voortgangsrapport", f"progress report {report.number}"):
        (found,) = report_references.looked_for(session, typed, world.member)
        assert (found.report, found.row) == (report, None)
    assert report_references.looked_for(session, "niets hiervan", world.member) == []
    assert report_references.looked_for(session, "", world.member) == []


def test_a_draft_is_found_by_who_makes_it_alone(session, world):
    draft = reports.create(session, reports.period_named("2024-2025"), "nl", world.secretary)
    (found,) = report_references.looked_for(session, "voortgangsrapport", world.secretary)
    assert found.report is draft
    assert report_references.looked_for(session, "voortgangsrapport", world.submitter) == []
