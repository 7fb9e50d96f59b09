"""Questions about an item: asked in doubt, answered by the company, seen by nobody else."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.cast import a_candidate, a_record, a_site
from workflows import (
    deciding,
    doubting,
    events,
    items,
    questions,
    settings,
    undoing,
    versions,
    work,
)
from workflows.doubting import Doubt
from workflows.engine import make_sessions
from workflows.errors import Invalid, NotAllowed, NotFound, Stale
from workflows.models import Item, Question
from workflows.questions import Paper
from workflows.states import ItemAction, ItemState, QuestionState
from workflows.verdicts import Verdict

WORDS = "Is Merapi Tin Works the plant that melts your tin?"
INSIDE = ("submitter", "contact", "reader", "other_reader", "secretary", "other_secretary")


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def rows(paper):
    return paper(a_record("Merapi Tin Works"), a_record("Ombak Tin"), a_record("Gunung Tin"))


@pytest.fixture
def ask(session, world):
    def asked(item, text=WORDS) -> Question:
        doubting.doubt(session, item, Doubt.ASK, world.reader, text=text)
        return questions.of_item(session, item, world.reader)[-1]

    return asked


def waiting(item, session, actor):
    query = select(Item.position).where(Item.document_id == item.document_id)
    return list(session.scalars(query.where(items.waits_for(actor)).order_by(*items.ORDER)))


def test_an_item_that_was_asked_about_waits_for_the_answer_and_comes_back_first(
    session, store, world, rows, ask
):
    question = ask(rows[1])
    assert rows[1].state is ItemState.DOUBT
    assert waiting(rows[1], session, world.reader) == [1, 3]
    assert waiting(rows[1], session, world.other_reader) == [1, 3]
    questions.answer(session, store, question, world.submitter, text=" It is a trader. ")
    assert (question.state, question.answer) == (QuestionState.ANSWERED, "It is a trader.")
    assert waiting(rows[1], session, world.reader) == [2, 1, 3]


def test_an_answer_can_be_a_document(session, store, world, rows, ask):
    question = ask(rows[0])
    paper = Paper("brief.txt", b"We buy from Merapi.", limit=100)
    questions.answer(session, store, question, world.contact, paper=paper)
    assert question.document.title == "brief.txt"
    assert question.document.organisation is world.company
    assert question.answered_by.email == world.contact.email


def test_an_empty_answer_is_refused(session, store, world, rows, ask):
    question = ask(rows[0])
    with pytest.raises(Invalid, match="Write an answer"):
        questions.answer(session, store, question, world.submitter, text="  ")
    assert question.state is QuestionState.OPEN


def test_an_empty_question_is_refused(session, rows, ask):
    with pytest.raises(Invalid, match="Write the question"), session.begin_nested():
        ask(rows[0], "  ")
    assert rows[0].awaits is None


def test_an_answer_is_due_in_ten_working_days_or_what_the_setting_says(session, rows, ask, clock):
    assert ask(rows[0]).due == date(2026, 3, 16)
    settings.put(session, "review.question_days", "5", None)
    question = ask(rows[1])
    assert question.due == date(2026, 3, 9)
    clock.forward(days=7)
    assert not questions.is_overdue(session, question)
    clock.forward(days=1)
    assert questions.is_overdue(session, question)


def test_who_has_no_business_there_never_learns_of_a_question(session, world, rows, ask):
    question = ask(rows[0])
    for name, actor in world.everybody.items():
        if name in INSIDE:
            assert questions.get(session, question.public_id, actor) is question
            continue
        with pytest.raises(NotFound):
            questions.get(session, question.public_id, actor)
        assert questions.pending(session, actor) == []


@pytest.mark.parametrize("name", ["reader", "secretary"])
def test_only_the_company_answers(session, store, world, rows, ask, name):
    question = ask(rows[0])
    with pytest.raises(NotAllowed, match="Only the company itself"):
        questions.answer(session, store, question, getattr(world, name), text="Yes.")


def test_the_company_does_not_ask_or_withdraw(session, world, rows, ask):
    question = ask(rows[0])
    with pytest.raises(NotAllowed):
        questions.withdraw(session, question, world.submitter)
    with pytest.raises(NotAllowed):
        doubting.doubt(session, rows[1], Doubt.ASK, world.submitter, text=WORDS)


def test_an_answer_to_what_changed_meanwhile_is_refused(session, store, world, rows, ask):
    question = ask(rows[0])
    seen = question.version
    questions.answer(session, store, question, world.submitter, text="Yes.", seen=seen)
    with pytest.raises(Stale):
        questions.answer(session, store, question, world.contact, text="No.", seen=seen)


def test_a_withdrawn_question_gives_the_item_back_in_doubt(session, world, rows, ask):
    question = ask(rows[0])
    questions.withdraw(session, question, world.secretary)
    assert questions.of_document(session, rows[0].document, world.submitter) == []
    assert rows[0].state is ItemState.DOUBT
    assert waiting(rows[0], session, world.reader) == [2, 3, 1]


def test_a_verdict_withdraws_the_question_that_nobody_needs_any_more(session, world, rows, ask):
    question = ask(rows[0])
    deciding.decide(session, rows[0], Verdict(ItemAction.APPROVE), world.reader)
    assert question.state is QuestionState.WITHDRAWN
    assert rows[0].awaits is None


def test_undoing_the_doubt_withdraws_the_question(session, world, rows, ask):
    question = ask(rows[0])
    deciding.undo(session, rows[0], world.reader)
    assert question.state is QuestionState.WITHDRAWN
    assert waiting(rows[0], session, world.reader) == [1, 2, 3]


def test_what_is_in_doubt_already_can_still_be_asked(session, world, rows, ask):
    doubting.doubt(session, rows[0], Doubt.LATER, world.reader)
    assert waiting(rows[0], session, world.reader) == [2, 3, 1]
    assert ask(rows[0]).state is QuestionState.OPEN
    assert waiting(rows[0], session, world.reader) == [2, 3]


def test_to_undo_a_question_about_what_was_in_doubt_leaves_the_doubt(session, world, rows, ask):
    doubting.doubt(session, rows[0], Doubt.LATER, world.reader)
    question = ask(rows[0])
    lead = undoing.recent(session, world.reader)[0].lead
    assert (lead.item, lead.before["state"]) == (rows[0], "doubt")
    deciding.undo(session, rows[0], world.reader)
    assert question.state is QuestionState.WITHDRAWN
    assert (rows[0].state, rows[0].awaits) == (ItemState.DOUBT, None)
    deciding.undo(session, rows[0], world.reader)
    assert rows[0].state is ItemState.OPEN


def test_an_answer_counts_again_when_the_doubt_after_it_is_undone(session, store, world, rows, ask):
    question = ask(rows[0])
    questions.answer(session, store, question, world.submitter, text="Yes.")
    doubting.doubt(session, rows[0], Doubt.LATER, world.reader)
    assert rows[0].awaits is None
    deciding.undo(session, rows[0], world.reader)
    assert rows[0].awaits == questions.ANSWERED
    assert question.state is QuestionState.ANSWERED


def test_a_question_that_a_doubt_ended_is_not_put_again(session, world, rows, ask):
    question = ask(rows[0])
    doubting.doubt(session, rows[0], Doubt.READER, world.reader)
    deciding.undo(session, rows[0], world.reader)
    assert (rows[0].awaits, question.state) == (None, QuestionState.WITHDRAWN)


def test_another_question_takes_the_place_of_the_open_one(session, rows, ask):
    first, second = ask(rows[0]), ask(rows[0], "Who melts it?")
    assert (first.state, second.state) == (QuestionState.WITHDRAWN, QuestionState.OPEN)


def test_a_third_reader_sees_the_item_and_who_handed_it_over_does_not(session, world, rows):
    doubting.doubt(session, rows[0], Doubt.READER, world.reader)
    assert waiting(rows[0], session, world.reader) == [2, 3]
    assert waiting(rows[0], session, world.other_reader) == [1, 2, 3]


def test_without_another_reader_nothing_is_handed_over(session, world, rows):
    document = rows[0].document
    for assignment in list(document.assignments):
        if assignment.person_id != world.reader.person_id:
            session.delete(assignment)
    session.flush()
    session.expire(document, ["assignments"])
    with pytest.raises(NotAllowed, match="Nobody else reads this document"):
        doubting.doubt(session, rows[0], Doubt.READER, world.reader)
    assert rows[0].state is ItemState.OPEN


def test_a_flag_asks_for_two_readers_until_it_is_taken_back(session, world, paper):
    names = ("Merapi Tin Works", "Ombak Tin")
    first, second = paper(
        *(a_record(name, candidates=[a_candidate(a_site(session, name))]) for name in names)
    )
    doubting.flag(session, first, world.reader)
    deciding.decide(session, first, Verdict(ItemAction.APPROVE), world.reader)
    assert (first.state, first.second_reason) == (ItemState.SECOND, "flagged")
    doubting.flag(session, second, world.reader)
    doubting.flag(session, second, world.secretary)
    deciding.decide(session, second, Verdict(ItemAction.APPROVE), world.reader)
    assert second.state is ItemState.APPROVED
    with pytest.raises(NotAllowed, match="has its verdict"):
        doubting.flag(session, second, world.reader)


def test_nobody_takes_the_flag_of_somebody_else_away_to_decide_alone(session, world, rows):
    doubting.flag(session, rows[0], world.reader)
    with pytest.raises(NotAllowed, match="Somebody else asked"):
        doubting.flag(session, rows[0], world.other_reader)
    doubting.flag(session, rows[0], world.reader)
    assert rows[0].flagged_at is None


def test_nothing_is_flagged_or_doubted_of_what_was_replaced(session, store, world, rows):
    doubting.doubt(session, rows[0], Doubt.LATER, world.reader)
    versions.add(session, store, rows[0].document, "2.pdf", b"%PDF-1.4 later", world.submitter)
    with pytest.raises(NotAllowed, match="replaced"):
        doubting.flag(session, rows[1], world.reader)
    with pytest.raises(NotAllowed, match="replaced"):
        doubting.doubt(session, rows[0], Doubt.ASK, world.reader, text=WORDS)


def test_what_was_handed_to_another_reader_and_is_put_off_is_in_the_log(session, world, rows):
    doubting.doubt(session, rows[0], Doubt.READER, world.reader)
    doubting.doubt(session, rows[0], Doubt.LATER, world.other_reader)
    assert rows[0].awaits is None
    actions = [event.action for event in events.history(session, "item", rows[0].public_id)]
    assert actions[-4:] == ["doubt", "another_reader", "doubt", "later"]


def test_only_readers_and_the_secretariat_flag(session, world, rows):
    with pytest.raises(NotAllowed):
        doubting.flag(session, rows[0], world.submitter)


def test_questions_are_work_for_the_company_and_then_for_the_reader(
    session, store, world, rows, ask, clock
):
    question = ask(rows[0])

    def buckets(actor):
        return {
            (bucket.name, bucket.group): [task.question for task in bucket.tasks]
            for bucket in work.buckets(session, actor)
        }

    assert buckets(world.submitter)["questions", work.NOW] == [question]
    assert buckets(world.reader)["questions_out", work.WAITING] == [question]
    assert ("questions", work.NOW) not in buckets(world.competitor)
    clock.forward(days=30)
    assert buckets(world.reader)["questions_late", work.NOW] == [question]
    questions.answer(session, store, question, world.submitter, text="Yes.")
    assert ("questions", work.NOW) not in buckets(world.submitter)
    assert ("questions_late", work.NOW) not in buckets(world.reader)


def test_what_was_asked_and_answered_is_in_the_log(session, store, world, rows, ask):
    question = ask(rows[0])
    questions.answer(session, store, question, world.submitter, text="Yes.")
    told = [
        (event.action, events.payload(session, event)["text"])
        for event in events.history(session, "question", question.public_id)
    ]
    assert told == [("ask", WORDS), ("answer", "Yes.")]
