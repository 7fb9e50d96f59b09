"""The six steps of a year: filled in as one goes, signed, assessed; what a score is made of."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from tests.cast import a_document
from tests.yearly import a_year, answered, signed
from workflows import deadlines, documents, events, steps, years
from workflows.errors import Invalid, NotAllowed, NotFound, Stale
from workflows.models import Notice
from workflows.states import AnswerOrigin, DocumentAction, StepAction, StepState
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


def test_a_document_of_the_company_shows_an_answer_and_no_other_does(session, world, store, step):
    own = a_document(session, store, world.company, world.submitter)
    foreign = a_document(session, store, world.rival, world.competitor)
    answer = Answer(3, documents=frozenset({own.public_id}))
    steps.fill_in(session, step, world.submitter, {"policy": answer})
    kept = steps.given(step)["policy"]
    assert [one.document for one in kept.evidence] == [own]
    with pytest.raises(Invalid, match="your own company"):
        theirs = Answer(3, documents=frozenset({foreign.public_id}))
        steps.fill_in(session, step, world.submitter, {"policy": theirs})
    steps.fill_in(session, step, world.submitter, {"policy": Answer(3)})
    assert kept.evidence == []


def test_what_a_page_offers_as_evidence_is_the_companys_own(session, world, store, step):
    own = a_document(session, store, world.company, world.submitter)
    gone = a_document(session, store, world.company, world.submitter)
    documents.act(session, gone, DocumentAction.WITHDRAW, world.submitter)
    a_document(session, store, world.rival, world.competitor)
    assert steps.papers(session, step, world.submitter) == [own]


@pytest.fixture
def second_year(session, world, clock, store, step):
    """The first step a year later, when the one before had two answers, one with a document."""
    paper = a_document(session, store, world.company, world.submitter)
    whole = {
        "policy": Answer(3, note="Sinds mei.", documents=frozenset({paper.public_id})),
        "board": Answer(None, not_applicable=True, note="Een eigenaar."),
    }
    steps.fill_in(session, step, world.submitter, whole)
    clock.at = datetime(2026, 9, 1, 9, tzinfo=UTC)
    return a_year(session, world.contact).steps[0]


def test_last_years_answers_are_taken_over_and_count_for_nothing_yet(session, world, second_year):
    kept = steps.given(second_year)
    assert {key: one.origin for key, one in kept.items()} == dict.fromkeys(
        ("policy", "board"), AnswerOrigin.CARRIED
    )
    assert (kept["policy"].level, kept["policy"].note) == (3, "Sinds mei.")
    assert len(kept["policy"].evidence) == 1
    assert second_year.state is StepState.NOT_STARTED
    assert len(steps.missing(second_year)) == len(steps.questions(second_year))


def test_an_answer_that_was_taken_over_counts_when_somebody_says_that_it_holds(
    session, world, second_year
):
    same = steps.saved(steps.given(second_year)["policy"])
    left = len(steps.questions(second_year))
    steps.fill_in(session, second_year, world.submitter, {"policy": same})
    assert len(steps.missing(second_year)) == left  # saved along with the page, not looked at
    steps.fill_in(session, second_year, world.submitter, {"policy": replace(same, confirmed=True)})
    assert len(steps.missing(second_year)) == left - 1
    assert len(steps.given(second_year)["policy"].evidence) == 1


def test_an_answer_that_was_taken_over_counts_when_somebody_changes_it(session, world, second_year):
    steps.fill_in(session, second_year, world.submitter, {"board": Answer(1)})
    assert steps.given(second_year)["board"].origin is None


def test_last_year_is_as_it_was_when_this_year_changes(session, world, step, second_year):
    steps.fill_in(session, second_year, world.submitter, {"policy": Answer(0)})
    assert steps.given(step)["policy"].level == 3
    assert len(steps.given(step)["policy"].evidence) == 1


def test_an_answer_that_nobody_confirmed_is_not_taken_over_a_second_time(
    session, world, clock, second_year
):
    steps.fill_in(session, second_year, world.submitter, {"board": Answer(1)})
    clock.at = datetime(2027, 9, 1, 9, tzinfo=UTC)
    third = a_year(session, world.submitter).steps[0]
    assert set(steps.given(third)) == {"board"}


def test_more_time_is_asked_for_with_a_reason_and_given(session, world, step):
    wanted = {"due": "2026-01-31", "note": "De directie is ziek."}
    steps.act(session, step, StepAction.ASK_TIME, world.submitter, wanted)
    assert (step.asked_due, step.asked_why) == (date(2026, 1, 31), "De directie is ziek.")
    assert step.due == date(2025, 12, 31)
    given = {"due": "2026-01-15", "note": "Twee weken."}
    steps.act(session, step, StepAction.EXTEND, world.secretary, given)
    assert (step.due, step.asked_due, step.state) == (date(2026, 1, 15), None, "not_started")


def test_more_time_can_be_refused_and_only_when_it_was_asked_for(session, world, step):
    with pytest.raises(NotAllowed, match="did not ask"):
        steps.act(session, step, StepAction.REFUSE_TIME, world.secretary, {"note": "Nee."})
    wanted = {"due": "2026-01-31", "note": "De directie is ziek."}
    steps.act(session, step, StepAction.ASK_TIME, world.submitter, wanted)
    steps.act(session, step, StepAction.REFUSE_TIME, world.secretary, {"note": "Nee."})
    assert (step.due, step.asked_due) == (date(2025, 12, 31), None)


@pytest.mark.parametrize("day", ["2025-12-31", "2025-01-01", "morgen"])
def test_more_time_is_a_later_day(session, world, step, day):
    for who, action in ((world.submitter, "ask_time"), (world.secretary, "extend")):
        with pytest.raises(Invalid):
            steps.act(session, step, StepAction(action), who, {"due": day, "note": "Zo."})


def test_a_stand_in_signs_up_to_the_last_day(session, world, clock, step):
    year, last = step.year, clock.at.date()
    years.name_stand_in(session, year, world.submitter.email, last, world.contact)
    assert steps.signs(session, year, world.submitter)
    clock.forward(days=1)
    assert not steps.signs(session, year, world.submitter)
    assert steps.signs(session, year, world.contact)


def test_a_stand_in_who_left_the_company_does_not_sign(session, world, clock, step):
    years.name_stand_in(session, step.year, world.submitter.email, date(2030, 1, 1), world.contact)
    gone = replace(world.submitter, held=())
    assert not steps.signs(session, step.year, gone)


def test_only_a_contact_person_names_a_stand_in_and_only_a_colleague(session, world, step):
    day = date(2030, 1, 1)
    for who in (world.submitter, world.secretary, world.competitor):
        with pytest.raises(NotAllowed):
            years.name_stand_in(session, step.year, world.submitter.email, day, who)
    for email in (world.competitor.email, world.contact.email, "niemand@voorbeeld.example"):
        with pytest.raises(Invalid):
            years.name_stand_in(session, step.year, email, day, world.contact)
    for until in (None, date(2020, 1, 1)):
        with pytest.raises(Invalid):
            years.name_stand_in(session, step.year, world.submitter.email, until, world.contact)
    years.name_stand_in(session, step.year, world.submitter.email, day, world.contact)
    years.name_stand_in(session, step.year, "", None, world.contact)
    assert step.year.stand_in is None


def test_the_people_of_the_company_have_its_steps_on_their_plate_until_they_are_sent_in(
    session, world, step
):
    def plate(who):
        return [one.own for one in deadlines.of(session, who) if one.what == deadlines.STEP]

    assert len(plate(world.submitter)) == len(plate(world.contact)) == 6
    signed(session, step, world.submitter, world.contact)
    assert step.public_id not in plate(world.submitter)
    assert len(plate(world.submitter)) == 5
    assert plate(world.competitor) == plate(world.secretary) == []
