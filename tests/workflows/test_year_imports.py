"""Answers of another tool: seen beside what is there, taken over, confirmed or undone."""

from datetime import timedelta

import pytest

from tests.cast import a_document
from tests.yearly import a_year, answered, signed
from workflows import answer_files, events, instruments, steps, year_imports, years
from workflows.answer_files import NOT_APPLICABLE, By, Line
from workflows.errors import Invalid, NotAllowed, NotFound
from workflows.models import YearAnswer
from workflows.states import AnswerOrigin, StepAction, StepState
from workflows.steps import Answer
from workflows.year_imports import Fate


@pytest.fixture
def year(session, world):
    return a_year(session, world.submitter)


@pytest.fixture
def upload(session, store, world, year):
    return year_imports.keep(session, store, year, "tool.csv", b"a file", world.submitter)


@pytest.fixture
def take(session, world, year, upload):
    """Take lines (question, level, note) over; ``instead`` names those that may replace."""

    def call(*told, instead=(), actor=None):
        found = year_imports.look(year, lines(*told))
        return year_imports.accept(session, year, upload, found, instead, actor or world.submitter)

    return call


def lines(*told):
    return [
        Line(number, key or "", str(level), note, key, By.NAME if key else None, level)
        for number, (key, level, note) in enumerate(told, 2)
    ]


def fates(year, *told):
    return [one.fate for one in year_imports.look(year, lines(*told))]


def given(year, key):
    (found,) = [steps.given(step)[key] for step in year.steps if key in steps.given(step)]
    return found


def test_what_is_taken_over_counts_for_nothing_until_somebody_confirms_it(
    session, world, year, take
):
    questions = steps.questions(year.steps[0])
    take(*((one.key, 3, f"shown {one.key}") for one in questions))
    step = year.steps[0]
    assert step.state is StepState.IN_PROGRESS
    assert {row.origin for row in step.answers} == {AnswerOrigin.IMPORTED}
    assert len(steps.missing(step)) == len(questions)
    with pytest.raises(NotAllowed):
        steps.act(session, step, StepAction.SIGN, world.contact, {})
    still = {one.key: Answer(3, note=f"shown {one.key}", confirmed=True) for one in questions}
    steps.fill_in(session, step, world.submitter, still)
    assert steps.missing(step) == []
    assert step.signed_at is None


def test_a_question_that_does_not_apply_is_taken_over_as_such(year, take):
    take(("policy", NOT_APPLICABLE, "We have no chain."))
    row = given(year, "policy")
    assert (row.level, row.not_applicable, row.note) == (None, True, "We have no chain.")


def test_what_becomes_of_a_line_is_said_before(session, world, year):
    steps.fill_in(session, year.steps[0], world.submitter, {"policy": Answer(2, note="a\nb")})
    signed(session, year.steps[1], world.submitter, world.contact)
    assert fates(
        year,
        ("policy", 2, "a b"),
        ("board", 1, ""),
        ("suppliers", 1, ""),
        (None, 1, ""),
        ("no_such", 1, ""),
        ("plan", None, ""),
        ("board", 2, ""),
        ("buyers", 1, "x" * 4_001),
    ) == [
        Fate.SAME, Fate.FILLS, Fate.SENT, Fate.NO_QUESTION, Fate.NO_QUESTION, Fate.NO_ANSWER,
        Fate.TWICE, Fate.LONG,
    ]  # fmt: skip
    assert fates(year, ("policy", 3, "a b")) == [Fate.DIFFERS]


def test_what_is_there_stays_unless_somebody_says_otherwise(session, store, world, year, take):
    paper = a_document(session, store, world.company, world.submitter)
    there = Answer(4, note="ours", documents=frozenset({paper.public_id}))
    steps.fill_in(session, year.steps[0], world.submitter, {"policy": there})
    take(("policy", 1, "theirs"), ("board", 2, ""))
    assert (given(year, "policy").level, given(year, "policy").origin) == (4, None)
    take(("policy", 1, "theirs"), instead={"policy"})
    row = given(year, "policy")
    assert (row.level, row.note, row.origin) == (1, "theirs", AnswerOrigin.IMPORTED)
    assert steps.saved(row).documents == {paper.public_id}


def test_nothing_to_take_over_is_refused_and_leaves_nothing(session, year, take):
    take(("policy", 1, ""))
    with pytest.raises(Invalid, match="Nothing would be taken over"):
        take(("policy", 1, ""), ("board", None, ""))
    assert len(year_imports.of(session, year)) == 1


def test_an_import_is_undone_to_what_was_there_by_whom_and_when(session, world, clock, year, take):
    steps.fill_in(session, year.steps[0], world.contact, {"policy": Answer(4, note="ours")})
    before = given(year, "policy").answered_at
    clock.at += timedelta(hours=1)
    row = take(("policy", 1, "theirs"), ("board", 2, ""), instead={"policy"})
    assert year_imports.undo(session, row, world.submitter) == (2, 0)
    policy = given(year, "policy")
    assert (policy.level, policy.note, policy.origin) == (4, "ours", None)
    assert (policy.answered_by_id, policy.answered_at) == (world.contact.person_id, before)
    session.expire_all()
    assert session.query(YearAnswer).filter_by(question="board").count() == 0
    with pytest.raises(NotAllowed, match="undone already"):
        year_imports.undo(session, row, world.submitter)


def test_what_somebody_confirmed_changed_or_sent_in_since_stays(session, world, year, take):
    row = take(("policy", 1, ""), ("board", 1, ""), ("buyers", 1, ""), ("suppliers", 1, ""))
    confirmed = {"policy": Answer(1, confirmed=True), "board": Answer(3)}
    steps.fill_in(session, year.steps[0], world.submitter, confirmed)
    answered(session, year.steps[1], world.submitter)
    steps.act(session, year.steps[1], StepAction.SIGN, world.contact, {})
    assert year_imports.undo(session, row, world.submitter) == (1, 3)
    assert {one.question for one in year.steps[0].answers} == {"policy", "board"}


def test_only_the_company_takes_over_and_undoes(session, store, world, year, take):
    row = take(("policy", 1, ""))
    for name, actor in world.everybody.items():
        if name in ("submitter", "contact"):
            assert year_imports.get(session, row.public_id, actor) is row
            continue
        seen = name in ("secretary", "other_secretary")
        with pytest.raises(NotAllowed):
            take(("board", 1, ""), actor=actor)
        with pytest.raises(NotAllowed):
            year_imports.undo(session, row, actor)
        with pytest.raises(NotAllowed):
            year_imports.keep(session, store, year, "a.csv", b"x", actor)
        with pytest.raises(NotFound):
            year_imports.kept(session, store, year, row.upload.public_id, actor)
        if not seen:
            with pytest.raises(NotFound):
                year_imports.get(session, row.public_id, actor)


def test_a_kept_file_is_found_again_by_its_company_alone(session, store, world, year, upload):
    found, data = year_imports.kept(session, store, year, upload.public_id, world.contact)
    assert (found, data) == (upload, b"a file")
    theirs = a_year(session, world.competitor)
    with pytest.raises(NotFound):
        year_imports.kept(session, store, theirs, upload.public_id, world.competitor)


def test_the_log_says_what_was_taken_and_put_back(session, world, year, take):
    row = take(("policy", 1, ""), ("board", 2, ""))
    year_imports.undo(session, row, world.submitter)
    told = {
        event.action: events.payload(session, event)["questions"]
        for event in events.history(session, "year", year.public_id)
    }
    assert told == {"import_answers": ["board", "policy"], "undo_import": ["board", "policy"]}


def test_all_that_the_edition_asks_can_be_matched(session, world, year):
    texts = {"policy": ("Is er een beleid?", "Is there a policy?")}
    asked = year_imports.asked(year, texts)
    edition = instruments.edition(year.instrument)
    assert [one.key for one in asked] == [one.key for one in edition.questions]
    assert asked[0].texts == texts["policy"]
    table = answer_files.table([["1.1", "2"], ["2.1", "3"]], asked)
    where = answer_files.columns(table, asked, {})
    known = answer_files.lines(table, where, asked, {}, answer_files.Meant())
    found = year_imports.look(year, known)
    assert [(one.line.key, one.answer.level) for one in found] == [("policy", 2), ("suppliers", 3)]
    assert years.get(session, year.public_id, world.submitter) is year
