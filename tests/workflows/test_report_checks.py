"""What to mend before a report goes on, and where."""

import pytest

from tests.cast import (
    a_company,
    a_document,
    a_person,
    a_reading,
    a_record,
    an_audit_finding,
)
from workflows import deciding, items, report_checks, report_goals, report_record_checks, reports
from workflows.errors import Invalid, NotAllowed, Stale
from workflows.models import Finding, Supplier
from workflows.report_points import Kind, Part, Severity
from workflows.states import ItemAction, ReportAction, Role
from workflows.verdicts import Verdict


@pytest.fixture
def draft(session, world):
    return reports.create(session, reports.period_named("2025-2026"), "nl", world.secretary)


def found(session, report, kind):
    return [one for one in report_checks.of(session, report) if one.kind is kind]


def test_a_place_left_open_blocks_clearing_and_the_final(session, world, draft):
    reports.write(session, draft, "foreword", "Aan [naam van de voorzitter].", world.secretary)
    (check,) = [c for c in report_checks.of(session, draft) if c.severity is Severity.BLOCKING]
    assert (check.kind, [row.chapter for row in check.places]) == (Kind.TEXTS, ["foreword"])
    assert "[naam van de voorzitter]" in check.message % check.values
    with pytest.raises(Invalid, match="naam van de voorzitter"):
        reports.act(session, draft, ReportAction.CHECK, world.other_secretary)
    reports.write(session, draft, "foreword", "Aan allen.", world.secretary)
    reports.act(session, draft, ReportAction.CHECK, world.other_secretary)
    reports.act(session, draft, ReportAction.FINALISE, world.secretary)
    session.commit()


def test_a_text_that_tells_what_a_hidden_figure_counts_holds_the_report_up(
    session, store, world, draft
):
    a_document(session, store, world.company, world.submitter, a_reading(a_record("Elders")))
    draft = reports.create(
        session, reports.period_named("2026-01-01..2099-12-31"), "nl", world.secretary
    )
    severities = {}
    for number in ("1", "één", "7"):
        text = f"Er zijn {number} documenten ontvangen."
        reports.write(session, draft, "foreword", text, world.secretary)
        (check,) = [one for one in found(session, draft, Kind.FIGURES) if "number" in one.values]
        assert check.values["number"] == number
        severities[number] = check.severity
    assert severities == {
        "1": Severity.BLOCKING,
        "één": Severity.BLOCKING,
        "7": Severity.WARNING,
    }
    reports.write(session, draft, "foreword", "Er zijn één documenten ontvangen.", world.secretary)
    with pytest.raises(Invalid, match="hidden figure"):
        reports.act(session, draft, ReportAction.CHECK, world.other_secretary)
    reports.write(session, draft, "foreword", "Aan allen.", world.secretary)
    reports.act(session, draft, ReportAction.CHECK, world.other_secretary)
    session.commit()


def test_what_can_still_be_mended_is_named_with_its_places(session, store, world):
    company = a_company(session, "Verzonnen Metaal B.V.")
    sender = a_person(session, "inkoop@metaal.example", Role.SUBMITTER, company)
    reading = a_reading(a_record("Merapi Tin Works"), findings=[an_audit_finding()])
    paper = a_document(session, store, company, sender, reading)
    for item in items.of_document(session, paper):
        deciding.decide(session, item, Verdict(ItemAction.APPROVE), world.reader)
    draft = reports.create(session, reports.period_named("2025-2026"), "nl", world.secretary)
    seconds = [i for i in items.of_document(session, paper) if i.state.value == "second"]
    assert seconds
    (reading_check,) = found(session, draft, Kind.READING)
    assert reading_check.places == (Part.QUEUE, paper)
    first, left = report_record_checks.second(session, paper)
    assert [one.id for one in first] == [world.reader.person_id]
    assert [one.id for one in left] == [world.other_reader.person_id]
    # Who works for the company by now is not waited for.
    a_person(session, world.other_reader.email, Role.SUBMITTER, company)
    session.expire_all()
    assert report_record_checks.second(session, paper)[1] == []
    ownerless = session.query(Finding).all()
    assert ownerless
    (finding_check,) = found(session, draft, Kind.FINDINGS)
    assert set(finding_check.places) == set(ownerless)
    (members,) = found(session, draft, Kind.MEMBERS)
    assert company not in members.places
    assert {world.company, world.rival} <= set(members.places)
    assert members.places[0] is Part.LETTER
    assert "write to them" in members.who
    session.commit()


def test_hidden_figures_are_told_and_lead_to_themselves(session, store, world):
    a_document(session, store, world.company, world.submitter, a_reading(a_record("X")))
    draft = reports.create(session, reports.period_named("2025-2026"), "nl", world.secretary)
    check = next(c for c in found(session, draft, Kind.FIGURES) if c.severity is Severity.INFO)
    assert "F201" in check.places
    session.commit()


def test_a_number_that_no_figure_of_its_noun_says_is_a_question_and_stops_nothing(
    session, world, draft
):
    reports.write(session, draft, "foreword", "Dit jaar: 12 smelters.", world.secretary)
    (check,) = [one for one in found(session, draft, Kind.FIGURES) if "words" in one.values]
    assert (check.severity, check.values["words"]) == (Severity.INFO, "12 smelters")
    assert [check.places[0].chapter, check.places[1]] == ["foreword", "F205"]
    reports.act(session, draft, ReportAction.CHECK, world.other_secretary)
    session.commit()


def test_a_text_older_than_twelve_months_is_asked_about(session, world, draft, clock):
    for language, text in (("nl", "Volgend jaar meer."), ("en", "More next year.")):
        reports.write(session, draft, "outlook", text, world.secretary, language=language)
    assert not found(session, draft, Kind.TEXTS)
    clock.forward(days=366)
    (check,) = found(session, draft, Kind.TEXTS)
    assert [row.chapter for row in check.places] == ["outlook", "outlook"]
    session.commit()


def test_nobody_writes_over_what_another_one_saved(session, world, draft):
    reports.write(session, draft, "foreword", "Van mij.\r\nTwee.", world.secretary, seen="")
    with pytest.raises(Stale):
        reports.write(session, draft, "foreword", "Blind.", world.other_secretary, seen="")
    seen = "Van mij.\r\nTwee."  # as a browser sends it back
    reports.write(session, draft, "foreword", "Van ons.", world.other_secretary, seen=seen)
    assert reports.texts(session, draft) == {"foreword": "Van ons."}
    session.commit()


def test_a_second_report_of_the_same_days_is_warned_of(session, world, draft):
    assert not [c for c in report_checks.of(session, draft) if "numbers" in c.values]
    reports.act(session, draft, ReportAction.CHECK, world.other_secretary)
    reports.act(session, draft, ReportAction.FINALISE, world.secretary)
    period = reports.period_named("2026-01-01..2026-12-31")
    again = reports.create(session, period, "nl", world.secretary)
    (check,) = [c for c in report_checks.of(session, again) if "numbers" in c.values]
    assert check.severity is Severity.WARNING
    assert check.values["numbers"].said("nl") == draft.number
    assert check.places == (draft,)
    corrected = reports.correct(session, draft, "Een cijfer was fout.", world.secretary)
    assert not [c for c in report_checks.of(session, corrected) if "numbers" in c.values]


def test_a_supplier_in_a_text_stops_the_report_whosever_it_is(session, world, draft):
    session.add(Supplier(organisation_id=world.rival.id, name="Alto Wolfram B.V."))
    reports.write(session, draft, "2", "De meeste vragen gingen over een smelter.", world.secretary)
    assert not [c for c in found(session, draft, Kind.TEXTS) if "names" in c.values]
    reports.write(session, draft, "2", "Alto Wolfram vroeg de meeste tijd.", world.secretary)
    (check,) = [c for c in found(session, draft, Kind.TEXTS) if "names" in c.values]
    assert (check.severity, check.values["names"]) == (Severity.BLOCKING, "Alto Wolfram")
    passages, row = check.places
    assert (passages, row.chapter) == (draft, "2")
    with pytest.raises(NotAllowed, match="suppliers"):
        reports.act(session, draft, ReportAction.CHECK, world.other_secretary)


def test_a_goal_whose_result_is_hidden_is_asked_about(session, store, world):
    company = a_company(session, "Verzonnen Metaal B.V.")
    sender = a_person(session, "inkoop@metaal.example", Role.SUBMITTER, company)
    a_document(session, store, company, sender, a_reading(a_record("Merapi Tin Works")))
    report = reports.create(session, reports.period_named("2025-2026"), "nl", world.secretary)
    report_goals.keep(session, report, {"F203": "80"}, world.secretary)
    (check,) = [c for c in found(session, report, Kind.FIGURES) if c.places == (Part.GOALS, "F203")]
    assert check.severity is Severity.WARNING


def test_a_number_that_a_figure_does_not_bear_out_leads_to_both(session, world, draft):
    reports.write(session, draft, "1", "Er deden 99 deelnemende bedrijven mee.", world.secretary)
    (check,) = [c for c in found(session, draft, Kind.FIGURES) if "number" in c.values]
    row, code = check.places
    assert (row.chapter, code, check.values["number"]) == ("1", "F101", "99")
    assert check.values["figure"].said("nl") == "Deelnemende bedrijven"
    assert check.values["value"]["value"] == 2
    session.commit()


def test_a_corrected_edition_in_which_nothing_is_different_says_so(session, world, draft):
    reports.write(session, draft, "2", "Goed gedaan.", world.secretary)
    reports.act(session, draft, ReportAction.CHECK, world.other_secretary)
    reports.act(session, draft, ReportAction.FINALISE, world.secretary)
    again = reports.correct(session, draft, "Een fout.", world.secretary, counted=False)
    same = "Nothing is different yet from version %(number)s."
    (check,) = [one for one in report_checks.of(session, again) if one.message == same]
    assert (check.severity, check.values, check.places) == (
        Severity.WARNING,
        {"number": 1},
        (draft,),
    )
    reports.write(session, again, "2", "Beter gedaan.", world.secretary)
    assert same not in [one.message for one in report_checks.of(session, again)]
    reports.write(session, again, "2", "Goed gedaan.", world.secretary)
    report_goals.keep(session, again, {"F203": "80"}, world.secretary)
    assert same not in [one.message for one in report_checks.of(session, again)]
