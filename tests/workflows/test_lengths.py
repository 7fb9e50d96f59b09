"""How long what people write may be: one limit for a page, a command and what is kept."""

from datetime import date

import pytest

from workflows import lengths, report_decisions, report_recounts, report_texts, reports, rounds
from workflows.errors import Invalid
from workflows.states import ReportAction

YEAR = reports.period_named("2025-2026")


@pytest.fixture
def draft(session, world):
    return reports.create(session, YEAR, "nl", world.secretary)


def finish(session, world, report):
    reports.act(session, report, ReportAction.CHECK, world.other_secretary)
    reports.act(session, report, ReportAction.FINALISE, world.secretary)
    return report


def test_what_is_as_long_as_it_may_be_is_taken_and_the_ends_of_lines_count_once():
    assert lengths.within("  één\r\ntwee ", 8) == "één\ntwee"
    with pytest.raises(Invalid, match="at most 7 characters: these are 8") as refused:
        lengths.within("één\ntwee", 7, field="note")
    assert refused.value.params["field"] == "note"


def test_a_chapter_of_a_report_has_an_end(session, world, draft):
    reports.write(session, draft, "foreword", "é" * lengths.CHAPTER, world.secretary)
    with pytest.raises(Invalid, match="50000"):
        reports.write(session, draft, "foreword", "é" * (lengths.CHAPTER + 1), world.secretary)
    assert len(reports.texts(session, draft)["foreword"]) == lengths.CHAPTER


def test_a_chapter_that_is_longer_already_goes_along_into_the_next_version(session, world, draft):
    long = "é" * (lengths.CHAPTER + 1)
    report_texts.keep(session, draft, "outlook", "nl", long, world.secretary, seen=None)
    again = report_recounts.again(session, draft, world.secretary)
    second = reports.correct(
        session, finish(session, world, again), "Een fout.", world.secretary, counted=False
    )
    assert reports.texts(session, second)["outlook"] == long


def test_what_the_assembly_decided_and_why_a_report_is_corrected_have_an_end(session, world, draft):
    final = finish(session, world, draft)
    for text, taken in (("é" * lengths.MESSAGE, True), ("é" * (lengths.MESSAGE + 1), False)):
        if taken:
            report_decisions.note(session, final, date(2026, 1, 1), text, world.secretary)
        else:
            with pytest.raises(Invalid, match="at most"):
                report_decisions.note(session, final, date(2026, 1, 1), text, world.secretary)
    assert len(report_decisions.of(session, final)) == 1
    with pytest.raises(Invalid, match="at most"):
        reports.correct(session, final, "é" * (lengths.REASON + 1), world.secretary)


def test_why_a_draft_goes_back_and_what_a_round_asks_have_an_end(session, world, draft):
    reports.act(session, draft, ReportAction.OFFER, world.secretary)
    with pytest.raises(Invalid, match="at most"):
        note = "é" * (lengths.REASON + 1)
        reports.act(session, draft, ReportAction.REJECT, world.other_secretary, note=note)
    with pytest.raises(Invalid, match="at most") as refused:
        rounds.start(
            session,
            draft,
            world.secretary,
            parties=[],
            steering=True,
            due=date(2030, 1, 1),
            message="é" * (lengths.MESSAGE + 1),
        )
    assert refused.value.params["field"] == "message"


def test_no_step_of_the_workflow_takes_more_than_a_long_letter(do, finding):
    with pytest.raises(Invalid, match="at most") as refused:
        do("secretary", "assign", note="é" * (lengths.LETTER + 1))
    assert refused.value.params["field"] == "note"
