"""Passages that name somebody: asked, answered, and in the way of the report until cleared."""

import re
from datetime import timedelta

import pytest

from tests.cast import an_organisation
from tests.yearly import a_year
from workflows import (
    clearances,
    clearing,
    clock,
    deadlines,
    notices,
    report_checks,
    reports,
    round_drafts,
    rounds,
    unagreed,
    work,
)
from workflows.clearances import Stands
from workflows.errors import Conflict, Invalid, NotAllowed, NotFound
from workflows.report_kinds import ReportKind
from workflows.report_points import Severity
from workflows.states import OrganisationKind, ReportAction

NAMES = "Voorbeeld Draad ging voorop."


@pytest.fixture
def draft(session, world):
    made = reports.create(session, reports.period_named("2025-2026"), "nl", world.secretary)
    reports.write(session, made, "foreword", f"Wij deden veel.\n{NAMES}", world.secretary)
    return made


def ask(session, world, draft, text=NAMES, *, days=7, whose=None, actor=None):
    due = clock.today(session) + timedelta(days=days)
    whose = (whose or world.company).public_id
    return clearances.ask(session, draft, "foreword", text, whose, due, actor or world.secretary)


def stands(session, draft):
    return [how for _row, how in clearances.standing(session, draft)]


def write(session, world, draft, text):
    reports.write(session, draft, "foreword", text, world.secretary)


def told(session, who):
    found = notices.listing(session, who).rows
    return [one.notice.action for one in found if one.notice.noun == "clearance"]


def test_who_speaks_for_the_company_is_told_and_sees_the_passage_alone(session, world, draft):
    row = ask(session, world, draft)
    assert told(session, world.contact) == ["ask"]
    assert "clearances" in {one.name for one in work.buckets(session, world.contact)}
    due = [one.due for one in deadlines.of(session, world.contact)]
    assert due == [row.due]
    assert clearances.get(session, row.public_id, world.contact) is row
    for who in (world.submitter, world.competitor, world.member, world.chair):
        with pytest.raises(NotFound):
            clearances.get(session, row.public_id, who)
        assert told(session, who) == []
    with pytest.raises(NotFound):
        reports.get(session, draft.public_id, world.contact)


TWO = "Voorbeeld Draad en Verzonnen Staal gingen voorop, Voorbeeld Draad het verst."
HIDDEN = "Voorbeeld Draad en [ander bedrijf] gingen voorop, Voorbeeld Draad het verst."


def test_who_is_asked_does_not_read_which_other_company_is_named(session, world, draft):
    write(session, world, draft, TWO)
    row = ask(session, world, draft, TWO)
    assert clearances.read(session, row, world.contact) == (HIDDEN, "")
    assert clearances.read(session, row, world.secretary) == (TWO, "")
    words = "[ander bedrijf] en Voorbeeld Draad gingen voorop."
    clearances.answer(session, row, True, world.contact, wording=words)
    meant = "Verzonnen Staal en Voorbeeld Draad gingen voorop."
    assert clearances.read(session, row, world.secretary) == (TWO, meant)
    assert clearances.read(session, row, world.contact) == (HIDDEN, words)
    # The same words with the marker in them are no other words.
    clearances.answer(session, row, True, world.contact, wording=HIDDEN)
    assert row.wording == ""


def test_two_other_companies_are_told_apart(session, world, draft):
    an_organisation(session, "Denkbeeldig Zink B.V.", OrganisationKind.COMPANY)
    passage = "Denkbeeldig Zink, Voorbeeld Draad en Verzonnen Staal N.V. gingen voorop."
    write(session, world, draft, passage)
    row = ask(session, world, draft, passage)
    shown, _words = clearances.read(session, row, world.contact)
    assert "Zink" not in shown
    assert "Staal" not in shown
    assert {"[ander bedrijf 1]", "[ander bedrijf 2]"} <= set(re.findall(r"\[.*?\]", shown))
    clearances.answer(session, row, True, world.contact, wording=f"Ook {shown}")
    assert clearances.meant(session, row) == f"Ook {passage}"
    clearing.take_over(session, row, world.secretary)
    assert reports.texts(session, draft)["foreword"] == f"Ook {passage}"
    assert stands(session, draft) == [Stands.CLEARED]


def test_a_guess_at_the_other_company_is_not_told_to_be_right(session, world, draft):
    write(session, world, draft, TWO)
    row = ask(session, world, draft, TWO)
    for guess in ("Verzonnen Staal", "Denkbeeldig Zink"):
        words = HIDDEN.replace("[ander bedrijf]", guess)
        clearances.answer(session, row, True, world.contact, wording=words)
        assert clearances.read(session, row, world.contact) == (HIDDEN, words)


def test_a_round_shows_no_passage_that_names_a_company_that_was_not_asked(session, world, draft):
    draft_says = f"Wij deden veel.\n{TWO}"
    write(session, world, draft, draft_says)
    clearances.answer(session, ask(session, world, draft, TWO), True, world.contact)
    # One of the two agreed; nobody asked the other one.
    assert rounds.held_back(session, draft) == {TWO}
    due = clock.today(session) + timedelta(days=5)
    row = rounds.start(session, draft, world.secretary, parties=(), steering=True, due=due)
    assert rounds.texts(row)["foreword"] == f"Wij deden veel.\n{rounds.WITHHELD['nl']}"


def test_a_passage_that_waits_stops_the_report_until_it_is_cleared(session, world, draft):
    row = ask(session, world, draft)
    assert stands(session, draft) == [Stands.WAITING]
    with pytest.raises(NotAllowed, match="not cleared"):
        reports.act(session, draft, ReportAction.CHECK, world.other_secretary)
    (check,) = [one for one in report_checks.of(session, draft) if row in one.places]
    assert check.severity is Severity.BLOCKING
    clearances.answer(session, row, True, world.contact)
    assert stands(session, draft) == [Stands.CLEARED]
    assert told(session, world.secretary) == ["answer"]
    reports.act(session, draft, ReportAction.CHECK, world.other_secretary)


def test_what_is_refused_is_taken_out(session, world, draft):
    row = ask(session, world, draft)
    with pytest.raises(Invalid):
        clearances.answer(session, row, False, world.contact)
    clearances.answer(session, row, False, world.contact, reason="Dat waren wij niet.")
    assert stands(session, draft) == [Stands.REFUSED]
    write(session, world, draft, "Wij deden veel.")
    assert stands(session, draft) == [Stands.GONE]
    assert clearances.not_cleared(session, draft) == []


def test_other_words_that_are_cleared_are_taken_over(session, world, draft):
    row = ask(session, world, draft)
    clearances.answer(session, row, True, world.contact, wording="Een bedrijf\nging voorop.")
    assert (row.wording, stands(session, draft)) == ("Een bedrijf ging voorop.", [Stands.REWORD])
    with pytest.raises(NotAllowed):
        clearing.take_over(session, row, world.contact)
    clearing.take_over(session, row, world.secretary)
    assert reports.texts(session, draft)["foreword"].endswith("\nEen bedrijf ging voorop.")
    assert stands(session, draft) == [Stands.CLEARED]
    with pytest.raises(Conflict):
        clearing.take_over(session, row, world.secretary)


def test_other_words_are_declined_with_a_reason_and_the_passage_is_not_cleared(
    session, world, draft
):
    row = ask(session, world, draft)
    with pytest.raises(Conflict):
        clearing.decline(session, row, "Te vaag.", world.secretary)
    clearances.answer(session, row, True, world.contact, wording="Iemand ging voorop.")
    with pytest.raises(NotAllowed):
        clearing.decline(session, row, "Te vaag.", world.contact)
    with pytest.raises(Invalid):
        clearing.decline(session, row, " ", world.secretary)
    clearing.decline(session, row, " Te vaag. ", world.secretary)
    assert (row.declined, stands(session, draft)) == ("Te vaag.", [Stands.DECLINED])
    assert clearances.not_cleared(session, draft) == [row]
    assert told(session, world.contact) == ["decline", "ask"]
    # The company says something else; or the words are taken over after all.
    clearances.answer(session, row, True, world.contact, wording="Een bedrijf ging voorop.")
    assert (row.declined, stands(session, draft)) == ("", [Stands.REWORD])
    clearing.decline(session, row, "Te vaag.", world.secretary)
    clearing.take_over(session, row, world.secretary)
    assert (row.declined, stands(session, draft)) == ("", [Stands.CLEARED])


def test_what_was_said_is_a_task_of_the_secretariat_until_something_is_done_with_it(
    session, world, draft
):
    def waits(who):
        found = work.buckets(session, who)
        return [task.asked for one in found if one.name == "passages" for task in one.tasks]

    row = ask(session, world, draft)
    assert waits(world.secretary) == []
    clearances.answer(session, row, True, world.contact, wording="Een bedrijf ging voorop.")
    assert waits(world.secretary) == [row]
    assert waits(world.contact) == waits(world.member) == waits(world.chair) == []
    clearing.take_over(session, row, world.secretary)
    assert waits(world.secretary) == []
    write(session, world, draft, NAMES)
    clearances.answer(session, row, False, world.contact, reason="Dat waren wij niet.")
    assert waits(world.secretary) == [row]
    clearances.answer(session, row, True, world.contact)
    assert waits(world.secretary) == []


def test_a_passage_that_is_changed_after_it_was_cleared_is_asked_again(session, world, draft):
    row = ask(session, world, draft)
    clearances.answer(session, row, True, world.contact)
    changed = NAMES.replace("voorop", "ver voorop")
    write(session, world, draft, f"Wij deden veel.\n{changed}")
    assert stands(session, draft) == [Stands.CHANGED]
    again = ask(session, world, draft, changed)
    assert stands(session, draft) == [Stands.GONE, Stands.WAITING]
    clearances.answer(session, again, True, world.contact)
    assert clearances.not_cleared(session, draft) == []


def test_one_says_something_else_until_the_report_is_published(session, world, draft):
    row = ask(session, world, draft)
    with pytest.raises(NotAllowed):
        clearances.answer(session, row, True, world.secretary)
    clearances.answer(session, row, True, world.contact)
    reports.act(session, draft, ReportAction.CHECK, world.other_secretary)
    clearances.answer(session, row, False, world.contact, reason="Toch niet.")
    with pytest.raises(NotAllowed, match="not cleared"):
        reports.act(session, draft, ReportAction.FINALISE, world.secretary)
    clearances.answer(session, row, True, world.contact)
    reports.act(session, draft, ReportAction.FINALISE, world.secretary)
    clearances.answer(session, row, False, world.contact, reason="Bij nader inzien niet.")
    with pytest.raises(NotAllowed, match="not cleared"):
        publish(session, world, draft)
    assert clearances.to_work_in(session, world.secretary) == [row]
    clearances.answer(session, row, True, world.contact)
    publish(session, world, draft)
    with pytest.raises(NotAllowed, match="published"):
        clearances.answer(session, row, False, world.contact, reason="Te laat.")


def publish(session, world, report):
    reports.act(session, report, ReportAction.PUBLISH, world.secretary, audience="public")


def test_asked_again_after_a_no_the_later_answer_counts(session, world, draft):
    first = ask(session, world, draft)
    clearances.answer(session, first, False, world.contact, reason="Nee.")
    again = ask(session, world, draft)
    assert stands(session, draft) == [Stands.AGAIN, Stands.WAITING]
    clearances.answer(session, again, True, world.contact)
    reports.act(session, draft, ReportAction.CHECK, world.other_secretary)


def test_a_question_about_what_is_not_in_it_ends_when_the_report_is_final(session, world, draft):
    row = ask(session, world, draft)
    write(session, world, draft, "Wij deden veel.")
    assert list(session.scalars(clearances.waiting(world.contact))) == [row]
    reports.act(session, draft, ReportAction.CHECK, world.other_secretary)
    reports.act(session, draft, ReportAction.FINALISE, world.secretary)
    assert clearances.of_report(session, draft) == []


def test_what_a_final_report_says_is_no_work_once_it_is_being_corrected(session, world, draft):
    row = ask(session, world, draft)
    clearances.answer(session, row, True, world.contact)
    reports.act(session, draft, ReportAction.CHECK, world.other_secretary)
    reports.act(session, draft, ReportAction.FINALISE, world.secretary)
    clearances.answer(session, row, False, world.contact, reason="Toch niet.")
    assert clearances.to_work_in(session, world.secretary) == [row]
    reports.correct(session, draft, "Een naam.", world.secretary, counted=False)
    assert clearances.to_work_in(session, world.secretary) == []


def test_only_a_passage_of_a_draft_is_asked_once_by_the_office_of_who_has_a_speaker(
    session, world, draft
):
    for mistake in ({"text": "Staat er niet."}, {"days": -1}, {"whose": world.rival}):
        with pytest.raises(Invalid):
            ask(session, world, draft, **mistake)
    with pytest.raises(NotAllowed):
        ask(session, world, draft, actor=world.chair)
    row = ask(session, world, draft)
    with pytest.raises(Invalid, match="already"):
        ask(session, world, draft)
    with pytest.raises(NotAllowed):
        clearances.withdraw(session, row, world.contact)
    clearances.withdraw(session, row, world.secretary)
    assert clearances.of_report(session, draft) == []
    row = ask(session, world, draft)
    clearances.answer(session, row, True, world.contact)
    with pytest.raises(NotAllowed):
        clearances.withdraw(session, row, world.secretary)


def test_a_round_does_not_show_what_was_not_cleared(session, world, draft):
    row = ask(session, world, draft)
    due = clock.today(session) + timedelta(days=7)
    asked = {"parties": (), "steering": True, "due": due}
    first = rounds.start(session, draft, world.secretary, **asked)
    assert NAMES not in {one.quote for one in round_drafts.spots(first)}
    assert "Wij deden veel." in {one.quote for one in round_drafts.spots(first)}
    rounds.close(session, first, world.secretary)
    clearances.answer(session, row, True, world.contact)
    second = rounds.start(session, draft, world.secretary, **asked)
    assert NAMES in {one.quote for one in round_drafts.spots(second)}


def test_a_company_that_is_named_and_was_not_asked_is_pointed_out(session, world, draft):
    assert [(one.paragraph, one.asked) for one in unagreed.of(session, draft)] == [
        (NAMES, world.company)
    ]
    (check,) = [one for one in report_checks.of(session, draft) if draft in one.places]
    assert (check.severity, check.values["names"]) == (Severity.BLOCKING, world.company.name)
    ask(session, world, draft)
    assert unagreed.of(session, draft) == []


def test_a_company_that_is_named_unasked_stops_the_report_until_it_agrees_or_is_taken_out(
    session, world, draft
):
    with pytest.raises(NotAllowed, match=rf"not agreed to it \({world.company.name}\)"):
        reports.act(session, draft, ReportAction.OFFER, world.secretary)
    with pytest.raises(NotAllowed, match="take the name out"):
        reports.act(session, draft, ReportAction.CHECK, world.other_secretary)
    # In the other edition it is another passage.
    in_english = "Voorbeeld Draad led the way."
    reports.write(session, draft, "foreword", in_english, world.secretary, language="en")
    clearances.answer(session, ask(session, world, draft), True, world.contact)
    with pytest.raises(NotAllowed, match="not agreed"):
        reports.act(session, draft, ReportAction.OFFER, world.secretary)
    reports.write(session, draft, "foreword", "We did much.", world.secretary, language="en")
    reports.act(session, draft, ReportAction.OFFER, world.secretary)
    reports.act(session, draft, ReportAction.CHECK, world.other_secretary)
    reports.act(session, draft, ReportAction.FINALISE, world.secretary)


def test_what_was_refused_in_a_chapter_may_not_stand_in_another_one(session, world, draft):
    row = ask(session, world, draft)
    clearances.answer(session, row, False, world.contact, reason="Dat waren wij niet.")
    write(session, world, draft, "Wij deden veel.")
    reports.write(session, draft, "outlook", NAMES, world.secretary)
    assert stands(session, draft) == [Stands.GONE]
    with pytest.raises(NotAllowed, match="not agreed"):
        reports.act(session, draft, ReportAction.CHECK, world.other_secretary)


def test_a_corrected_edition_keeps_what_was_agreed_to(session, world, draft):
    clearances.answer(session, ask(session, world, draft), True, world.contact)
    reports.act(session, draft, ReportAction.CHECK, world.other_secretary)
    reports.act(session, draft, ReportAction.FINALISE, world.secretary)
    again = reports.correct(session, draft, "Een doel klopte niet.", world.secretary, counted=False)
    reports.act(session, again, ReportAction.CHECK, world.other_secretary)


def test_a_company_names_itself_in_its_own_report(session, world):
    year = a_year(session, world.submitter)
    own = reports.create_of_year(session, year, ReportKind.MEMBER, "nl", world.submitter)
    reports.write(session, own, "foreword", NAMES, world.submitter)
    reports.act(session, own, ReportAction.CHECK, world.contact)
