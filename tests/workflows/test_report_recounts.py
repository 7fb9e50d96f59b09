"""A draft counted again, with what people wrote in it."""

import pytest

from tests.cast import a_document, a_reading, a_record
from workflows import clearances, report_goals, report_recounts, reports, rounds
from workflows import clock as now
from workflows.errors import NotAllowed
from workflows.states import ReportAction, ReportState


@pytest.fixture
def draft(session, world):
    report = reports.create(session, reports.period_named("2025-2026"), "nl", world.secretary)
    reports.write(session, report, "foreword", "Een jaar.", world.secretary)
    reports.write(session, report, "foreword", "A year.", world.secretary, language="en")
    report_goals.keep(session, report, {"F203": "80"}, world.secretary)
    return report


def test_a_new_draft_takes_its_place_with_its_texts_and_goals(session, store, world, draft):
    a_document(session, store, world.company, world.submitter, a_reading(a_record("X")))
    made = report_recounts.again(session, draft, world.secretary)
    assert (draft.state, made.state) == (ReportState.WITHDRAWN, ReportState.DRAFT)
    assert (made.period_from, made.period_to) == (draft.period_from, draft.period_to)
    assert made.snapshot_hash != draft.snapshot_hash
    assert reports.texts(session, made) == {"foreword": "Een jaar."}
    assert reports.texts(session, made, "en") == {"foreword": "A year."}
    assert report_goals.of(session, made) == {"F203": 80}
    session.commit()


def test_a_corrected_version_stays_one(session, world, draft):
    reports.act(session, draft, ReportAction.CHECK, world.other_secretary)
    reports.act(session, draft, ReportAction.FINALISE, world.secretary)
    second = reports.correct(session, draft, "Een fout.", world.secretary, translated="A slip.")
    third = report_recounts.again(session, second, world.secretary)
    assert (third.edition, third.corrects, third.correction) == (2, draft, "Een fout.")
    session.commit()


def test_what_others_were_asked_about_is_not_counted_again(session, world, draft):
    rounds.start(
        session,
        draft,
        world.secretary,
        parties=[world.company.public_id],
        steering=False,
        due=now.today(session),
        message="Klopt dit?",
    )
    with pytest.raises(NotAllowed, match="asked about this draft"):
        report_recounts.again(session, draft, world.secretary)
    session.commit()


def test_only_a_draft_that_does_not_wait_is_counted_again_by_who_makes_it(session, world, draft):
    with pytest.raises(NotAllowed):
        report_recounts.again(session, draft, world.chair)
    reports.act(session, draft, ReportAction.OFFER, world.secretary)
    with pytest.raises(NotAllowed, match="Take the offer back"):
        report_recounts.again(session, draft, world.secretary)
    reports.act(session, draft, ReportAction.CHECK, world.other_secretary)
    with pytest.raises(NotAllowed, match="Only a draft"):
        report_recounts.again(session, draft, world.secretary)
    session.commit()


def test_what_was_worked_on_since_it_was_counted_is_told_until_others_are_asked(
    session, store, world, draft, clock
):
    nothing = report_recounts.Uncounted(documents=0, findings=0)
    assert report_recounts.uncounted(session, draft) == nothing
    clock.forward(hours=1)
    a_document(session, store, world.company, world.submitter, a_reading(a_record("X")))
    one = report_recounts.uncounted(session, draft)
    assert (one.documents, one.findings) == (1, 0)
    ask(session, world, draft)
    assert report_recounts.uncounted(session, draft) is None


def test_a_question_that_nobody_answered_is_taken_back_to_count_again(session, world, draft):
    asked = ask(session, world, draft)
    with pytest.raises(NotAllowed, match="take the questions back"):
        report_recounts.again(session, draft, world.secretary)
    clearances.withdraw(session, asked, world.secretary)
    assert report_recounts.refusal(session, draft) is None
    again = ask(session, world, draft)
    clearances.answer(session, again, True, world.contact)
    with pytest.raises(NotAllowed, match="what they say is of its figures"):
        report_recounts.again(session, draft, world.secretary)
    session.commit()


def ask(session, world, draft):
    whose, due = world.company.public_id, now.today(session)
    return clearances.ask(session, draft, "foreword", "Een jaar.", whose, due, world.secretary)
