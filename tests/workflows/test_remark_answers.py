"""Answers to remarks: taken over into the chapter, worked in, refused, noted, and undone."""

import pytest

from tests.rounding import a_round
from workflows import (
    membership,
    notices,
    remark_answers,
    remarks,
    reports,
    round_drafts,
    rounds,
    soundness,
)
from workflows.errors import Conflict, Invalid, NotAllowed
from workflows.models import Notice, Person
from workflows.remark_states import RemarkAction, RemarkState
from workflows.remarks import Said
from workflows.states import Role

TAKE, WORK_IN, REFUSE, NOTE, REOPEN = RemarkAction


@pytest.fixture
def row(session, world):
    return a_round(session, world, "Wij deden veel.\n\nEn wij leerden.")


def say(session, world, row, place, text="", proposed=None):
    spot = round_drafts.spot(row, place)
    (made,) = remarks.add(session, row, [Said(spot, text, proposed)], world.contact)
    return made


def foreword(session, row):
    return reports.texts(session, row.report)["foreword"]


def answer(session, world, remark, action, **more):
    return remark_answers.act(session, remark, action, world.secretary, **more)


def can(session, world, remark):
    texts = reports.texts(session, remark.round.report)
    return {
        one.transition.action: one.refusal
        for one in remark_answers.options(remark, texts, world.secretary)
    }


def test_a_proposal_that_is_taken_over_is_in_the_chapter_and_goes_out_again(session, world, row):
    one = say(session, world, row, "foreword-own-1", proposed="En wij leerden ervan.")
    answer(session, world, one, TAKE)
    assert foreword(session, row) == "Wij deden veel.\n\nEn wij leerden ervan."
    assert (one.state, one.answered_by_id) == (RemarkState.TAKEN, world.secretary.person_id)
    answer(session, world, one, REOPEN)
    assert foreword(session, row) == "Wij deden veel.\n\nEn wij leerden."
    assert (one.state, one.answered_by_id, one.before) == (RemarkState.OPEN, None, None)
    assert soundness.problems(session) == []


def test_two_proposals_for_a_paragraph_are_both_taken_over(session, world, row):
    first = say(session, world, row, "foreword-own-1", proposed="En wij allen leerden.")
    second = say(session, world, row, "foreword-own-1", proposed="En wij leerden ervan.")
    answer(session, world, first, TAKE)
    answer(session, world, second, TAKE)
    assert foreword(session, row).endswith("En wij allen leerden ervan.")
    # The first cannot simply be put back now.
    assert isinstance(can(session, world, first)[REOPEN], Conflict)
    assert can(session, world, second)[REOPEN] is None


def test_what_was_changed_meanwhile_is_changed_by_hand(session, world, row):
    one = say(session, world, row, "foreword-own-0", proposed="Wij deden iets.")
    reports.write(session, row.report, "foreword", "Heel anders.", world.secretary)
    with pytest.raises(Conflict, match="by hand"):
        answer(session, world, one, TAKE)
    assert foreword(session, row) == "Heel anders."
    assert answer(session, world, one, NOTE, note="Verwerkt").state is RemarkState.NOTED


def test_what_was_done_in_own_words_is_read_with_what_the_text_became(session, world, row):
    one = say(session, world, row, "foreword-own-1", "Zeg ook van wie.")
    with pytest.raises(NotAllowed, match="Nothing was changed there yet"):
        answer(session, world, one, WORK_IN)
    became = "Wij deden veel.\n\nEn wij leerden.\nVan onze leveranciers."
    reports.write(session, row.report, "foreword", became, world.secretary)
    answer(session, world, one, WORK_IN, note="Dank u.")
    (read,) = remarks.of_round(session, row, world.contact)
    assert (read.state, read.answer) == (RemarkState.WORKED_IN, "Dank u.")
    assert read.became == "Van onze leveranciers."
    assert answers_told(session, world.contact) == [row]
    # What is written later is not read with it, and undoing it changes no text.
    reports.write(session, row.report, "foreword", became + "\nNog iets.", world.secretary)
    assert read.became == "Van onze leveranciers."
    answer(session, world, one, REOPEN)
    assert (one.state, one.became) == (RemarkState.OPEN, "")
    assert foreword(session, row).endswith("Nog iets.")
    assert soundness.problems(session) == []


def test_words_that_name_somebody_unasked_are_not_read_with_an_answer(session, world, row):
    one = say(session, world, row, "foreword-own-1", "Noem een voorbeeld.")
    became = f"Wij deden veel.\n\nEn wij leerden.\nVan {world.rival.name}."
    reports.write(session, row.report, "foreword", became, world.secretary)
    answer(session, world, one, WORK_IN)
    assert world.rival.name not in one.became
    assert one.became == rounds.WITHHELD["nl"]


def test_words_that_were_only_taken_out_are_an_answer_too(session, world, row):
    one = say(session, world, row, "", "Laat de tweede zin weg.")
    reports.write(session, row.report, "foreword", "Wij deden veel.", world.secretary)
    answer(session, world, one, WORK_IN)
    assert (one.state, one.became) == (RemarkState.WORKED_IN, "")


def test_what_the_figures_say_is_never_taken_over_by_a_click(session, world, row):
    one = say(session, world, row, "1-0", "Er waren er meer", proposed="Er waren 12 partijen.")
    assert isinstance(can(session, world, one)[TAKE], NotAllowed)
    with pytest.raises(NotAllowed, match="figures"):
        answer(session, world, one, TAKE)
    plain = say(session, world, row, "foreword-own-0", "Mooi")
    with pytest.raises(NotAllowed, match="no other words"):
        answer(session, world, plain, TAKE)


def test_a_refusal_says_why_and_only_the_office_answers(session, world, row):
    one = say(session, world, row, "foreword-own-0", "Mooi")
    with pytest.raises(Invalid):
        answer(session, world, one, REFUSE)
    with pytest.raises(NotAllowed):
        remark_answers.act(session, one, NOTE, world.contact)
    answer(session, world, one, REFUSE, note="Dat hoort er niet in.")
    (read,) = remarks.of_round(session, row, world.contact)
    assert (read.state, read.answer) == (RemarkState.REFUSED, "Dat hoort er niet in.")
    with pytest.raises(NotAllowed):
        remarks.take_back(session, one, world.contact)


def answers_told(session, who):
    rows = notices.listing(session, who).rows
    return [one.thing for one in rows if one.notice.action == "answer"]


def test_who_made_the_remarks_is_told_once_until_they_read_it(session, world, row):
    first, second = say(session, world, row, "1", "Mooi"), say(session, world, row, "2", "Saai")
    answer(session, world, first, NOTE)
    answer(session, world, second, REFUSE, note="Dat hoort zo.")
    assert answers_told(session, world.contact) == [row]
    notices.mark_read(session, world.contact, 10_000)
    answer(session, world, second, REOPEN)
    assert answers_told(session, world.contact) == [row]
    answer(session, world, second, NOTE)
    assert answers_told(session, world.contact) == [row, row]
    assert answers_told(session, world.chair) == []


def test_who_speaks_for_nobody_any_more_is_not_told(session, world, row):
    made = say(session, world, row, "1", "Mooi")
    person = session.get_one(Person, world.contact.person_id)
    membership.end_role(session, person, Role.CONTACT, world.company.public_id, world.secretary)
    answer(session, world, made, NOTE)
    rows = session.query(Notice).filter_by(person_id=person.id, action="answer")
    assert rows.count() == 0
