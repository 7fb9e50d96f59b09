"""The six steps of a year: filled in as one goes, signed, assessed; what a score is made of."""

import pytest
from sqlalchemy import select

from tests.yearly import a_year, answered, signed
from workflows import events, steps
from workflows.errors import Invalid, NotAllowed, NotFound, Stale
from workflows.models import Notice
from workflows.states import StepAction, StepState
from workflows.steps import Answer


@pytest.fixture
def step(session, world):
    """The first step of the company's year."""
    return a_year(session, world.submitter).steps[0]


def test_a_step_is_saved_as_one_goes(session, world, step):
    first = steps.questions(step)[0].key
    steps.fill_in(session, step, world.submitter, {first: Answer(3, note="Sinds mei.")})
    assert step.state is StepState.IN_PROGRESS
    assert len(steps.missing(step)) == len(steps.questions(step)) - 1
    kept = steps.given(step)[first]
    assert (kept.level, kept.note, kept.answered_by_id) == (
        3,
        "Sinds mei.",
        world.submitter.person_id,
    )


def test_an_answer_is_whole_when_it_says_why_the_question_does_not_apply(session, world, step):
    asked = [one.key for one in steps.questions(step)]
    first = asked[0]
    for note, left in (("", len(asked)), ("Wij kopen geen metaal.", len(asked) - 1)):
        answer = {first: Answer(None, not_applicable=True, note=note)}
        steps.fill_in(session, step, world.submitter, answer)
        assert len(steps.missing(step)) == left


def test_what_is_empty_is_not_kept_as_an_answer(session, world, step):
    steps.fill_in(session, step, world.submitter, {"policy": Answer()})
    assert step.answers == []


@pytest.mark.parametrize(
    "answers",
    [{"nothing": Answer(1)}, {"policy": Answer(5)}, {"policy": Answer(-1)}, {"plan": Answer(1)}],
)
def test_only_what_the_step_asks_is_answered(session, world, step, answers):
    with pytest.raises(Invalid):
        steps.fill_in(session, step, world.submitter, answers)


def test_a_note_has_a_length(session, world, step):
    with pytest.raises(Invalid, match="at most"):
        steps.fill_in(session, step, world.submitter, {"policy": Answer(1, note="x" * 4_001)})


def test_who_looked_before_a_colleague_saved_is_told(session, world, step):
    seen = step.version
    steps.fill_in(session, step, world.contact, {"policy": Answer(1)}, seen=seen)
    with pytest.raises(Stale):
        steps.fill_in(session, step, world.submitter, {"policy": Answer(4)}, seen=seen)
    assert steps.given(step)["policy"].level == 1


def test_nobody_signs_what_is_not_whole(session, world, step):
    steps.fill_in(session, step, world.submitter, {"policy": Answer(1)})
    with pytest.raises(NotAllowed, match="3 still to answer"):
        steps.act(session, step, StepAction.SIGN, world.contact, {})


def test_the_contact_person_signs_and_who_fills_in_does_not(session, world, step):
    answered(session, step, world.submitter)
    with pytest.raises(NotAllowed, match="contact person"):
        steps.act(session, step, StepAction.SIGN, world.submitter, {})
    steps.act(session, step, StepAction.SIGN, world.contact, {})
    assert step.state is StepState.SENT
    assert step.signed_by_id == world.contact.person_id
    told = select(Notice.person_id).where(Notice.noun == "step", Notice.action == "sign")
    assert set(session.scalars(told)) == {
        world.secretary.person_id,
        world.other_secretary.person_id,
    }


def test_what_was_sent_in_is_not_changed_until_it_is_taken_back(session, world, step):
    signed(session, step, world.submitter, world.contact)
    with pytest.raises(NotAllowed):
        steps.fill_in(session, step, world.submitter, {"policy": Answer(4)})
    with pytest.raises(NotAllowed, match="contact person"):
        steps.act(session, step, StepAction.TAKE_BACK, world.submitter, {})
    steps.act(session, step, StepAction.TAKE_BACK, world.contact, {})
    steps.fill_in(session, step, world.submitter, {"policy": Answer(4)})
    assert (step.state, step.signed_by_id) == (StepState.IN_PROGRESS, None)


def test_the_secretariat_accepts_or_sends_back_with_its_reason(session, world, step):
    signed(session, step, world.submitter, world.contact)
    with pytest.raises(Invalid, match="Say why"):
        steps.act(session, step, StepAction.RETURN, world.secretary, {"note": " "})
    steps.act(session, step, StepAction.RETURN, world.secretary, {"note": "Welk bestuur?"})
    assert (step.state, step.feedback) == (StepState.RETURNED, "Welk bestuur?")
    steps.fill_in(session, step, world.submitter, {"board": Answer(3, note="De directie.")})
    assert step.state is StepState.RETURNED
    steps.act(session, step, StepAction.SIGN, world.contact, {})
    steps.act(session, step, StepAction.ACCEPT, world.secretary, {"note": "Helder."})
    assert (step.state, step.feedback) == (StepState.ACCEPTED, "Helder.")
    assert step.assessed_by_id == world.secretary.person_id
    told = select(Notice.action).where(Notice.person_id == world.submitter.person_id)
    assert list(session.scalars(told)) == ["return", "accept"]


def test_what_was_accepted_is_opened_again_with_a_reason(session, world, step):
    signed(session, step, world.submitter, world.contact)
    steps.act(session, step, StepAction.ACCEPT, world.secretary, {})
    steps.act(session, step, StepAction.REOPEN, world.secretary, {"note": "Er is een signaal."})
    assert step.state is StepState.RETURNED


def test_the_company_does_not_accept_its_own_step(session, world, step):
    signed(session, step, world.submitter, world.contact)
    with pytest.raises(NotAllowed, match="secretariat"):
        steps.act(session, step, StepAction.ACCEPT, world.contact, {})


def test_nobody_else_sees_a_step(session, world, step):
    for actor in (world.competitor, world.reader, world.member, world.chair, world.administrator):
        with pytest.raises(NotFound):
            steps.get(session, step.public_id, actor)
    assert steps.get(session, step.public_id, world.submitter) is step


def test_there_is_no_score_before_every_question_is_answered(session, world, step):
    answered(session, step, world.submitter, level=2)
    assert steps.score([step]).percent == 50
    assert steps.score(step.year.steps) is None
    for other in step.year.steps[1:]:
        answered(session, other, world.submitter, level=4)
    whole = steps.score(step.year.steps)
    assert (whole.instrument, whole.percent) == ("2024", 89)


def test_the_log_says_which_answers_changed_and_no_others(session, world, step):
    steps.fill_in(session, step, world.submitter, {"policy": Answer(1), "board": Answer()})
    last = events.history(session, "step", step.public_id)[-1]
    said = events.payload(session, last)
    assert set(said["answers"]) == {"policy"}
