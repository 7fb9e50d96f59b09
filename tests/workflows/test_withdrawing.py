"""Withdrawing: at once before the review, on request after it, and back where a document stood."""

import pytest
from sqlalchemy import select

from tests.cast import a_document, a_reading, a_record, an_audit_finding, some_bytes
from workflows import (
    documents,
    finding_guards,
    items,
    material,
    questions,
    queue,
    readings,
    undoing,
    versions,
    withdrawing,
    work,
)
from workflows.deciding import decide
from workflows.doubting import Doubt, doubt
from workflows.engine import make_sessions
from workflows.errors import Invalid, NotAllowed
from workflows.models import Finding, Job
from workflows.states import DocumentAction, DocumentState, ItemAction, JobState, RejectReason
from workflows.verdicts import Verdict

A, S = DocumentAction, DocumentState
APPROVE = Verdict(ItemAction.APPROVE)
REJECT = Verdict(ItemAction.REJECT, reason=RejectReason.NOT_A_SMELTER)


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def document(session, store, world):
    """A read paper with two items, on which nobody decided yet."""
    reading = a_reading(a_record(), a_record("Kelana Smelting"))
    return a_document(session, store, world.company, world.submitter, reading)


@pytest.fixture
def begun(session, world, document):
    """The same, its review begun."""
    decide(session, items.of_document(session, document)[0], REJECT, world.reader)
    assert document.state is S.IN_REVIEW
    return document


@pytest.fixture
def act(session):
    """Act on a document; refused as at the edge, nothing of it stays."""

    def act_on(document, action, actor, note=""):
        with session.begin_nested():
            documents.act(session, document, action, actor, note=note)

    return act_on


@pytest.mark.parametrize("who", ["submitter", "contact", "secretary"])
def test_before_the_review_a_document_is_withdrawn_at_once_and_put_back(world, document, act, who):
    act(document, A.WITHDRAW, getattr(world, who))
    assert document.state is S.WITHDRAWN
    act(document, A.RESTORE, world.submitter)
    assert document.state is S.TO_REVIEW


def test_once_somebody_decided_it_is_asked_for_with_a_reason(world, begun, act):
    with pytest.raises(NotAllowed, match="In review"):
        act(begun, A.WITHDRAW, world.submitter)
    with pytest.raises(Invalid, match="note is required"):
        act(begun, A.ASK_TO_WITHDRAW, world.submitter)
    act(begun, A.ASK_TO_WITHDRAW, world.submitter, "It is of another company.")
    assert begun.state is S.IN_REVIEW
    with pytest.raises(NotAllowed, match="asked for already"):
        act(begun, A.ASK_TO_WITHDRAW, world.contact, "Once more.")


def test_before_the_review_nobody_needs_to_ask(world, document, act):
    with pytest.raises(NotAllowed, match="withdrawn at once"):
        act(document, A.ASK_TO_WITHDRAW, world.submitter, "Why not?")


def test_what_was_decided_on_an_older_version_counts_as_begun(session, store, world, begun, act):
    version = versions.add(session, store, begun, "b.pdf", some_bytes(), world.submitter)
    with pytest.raises(NotAllowed, match="review has begun"):
        act(begun, A.WITHDRAW, world.submitter)
    readings.record(session, version, a_reading(a_record("Andara Refinery")), {})
    with pytest.raises(NotAllowed, match="review has begun"):
        act(begun, A.WITHDRAW, world.submitter)
    act(begun, A.ASK_TO_WITHDRAW, world.submitter, "It is of another company.")


@pytest.mark.parametrize("who", ["secretary", "reader"])
def test_the_secretariat_or_a_reader_lets_it_be_withdrawn(session, world, begun, act, who):
    act(begun, A.ASK_TO_WITHDRAW, world.submitter, "It is of another company.")
    with pytest.raises(Invalid, match="note is required"):
        act(begun, A.GRANT_WITHDRAWAL, getattr(world, who))
    act(begun, A.GRANT_WITHDRAWAL, getattr(world, who), "So it is.")
    assert begun.state is S.WITHDRAWN
    request = withdrawing.last_request(session, begun)
    assert (request.accepted, request.answer) == (True, "So it is.")
    act(begun, A.RESTORE, world.submitter)
    assert begun.state is S.IN_REVIEW


def test_a_refusal_says_why_and_leaves_all_as_it_is(session, world, begun, act):
    act(begun, A.ASK_TO_WITHDRAW, world.submitter, "It looks bad.")
    act(begun, A.REFUSE_WITHDRAWAL, world.reader, "That is no reason.")
    assert begun.state is S.IN_REVIEW
    request = withdrawing.last_request(session, begun)
    assert (request.accepted, request.answer) == (False, "That is no reason.")
    act(begun, A.ASK_TO_WITHDRAW, world.submitter, "It is of another company.")


@pytest.mark.parametrize("action", withdrawing.ANSWERS)
def test_nobody_answers_their_own_request(world, begun, act, action):
    act(begun, A.ASK_TO_WITHDRAW, world.secretary, "The company wrote so.")
    with pytest.raises(NotAllowed, match="somebody else answers"):
        act(begun, action, world.secretary, "So it is.")
    act(begun, action, world.other_secretary, "So it is.")


@pytest.mark.parametrize("who", ["submitter", "contact", "competitor", "member", "administrator"])
def test_nobody_else_answers_a_request(world, begun, act, who):
    act(begun, A.ASK_TO_WITHDRAW, world.submitter, "It is of another company.")
    with pytest.raises(NotAllowed):
        act(begun, A.GRANT_WITHDRAWAL, getattr(world, who), "So it is.")


def test_without_a_request_there_is_nothing_to_answer(world, begun, act):
    for action in (*withdrawing.ANSWERS, A.RETRACT_REQUEST):
        who = world.submitter if action is A.RETRACT_REQUEST else world.secretary
        with pytest.raises(NotAllowed, match="Nobody asks"):
            act(begun, action, who, "So it is.")


def test_a_request_is_taken_back(session, world, begun, act):
    act(begun, A.ASK_TO_WITHDRAW, world.submitter, "It is of another company.")
    act(begun, A.RETRACT_REQUEST, world.contact)
    assert withdrawing.open_request(session, begun) is None
    assert withdrawing.last_request(session, begun).accepted is None


def waiting(session, actor):
    buckets = work.buckets(session, actor)
    return {b.name: [task.document for task in b.tasks] for b in buckets if "withdraw" in b.name}


def test_a_request_is_work_for_who_may_answer_it_and_awaited_by_who_asked(
    session, world, begun, act
):
    act(begun, A.ASK_TO_WITHDRAW, world.submitter, "It is of another company.")
    for actor in (world.secretary, world.reader, world.other_reader):
        assert waiting(session, actor) == {"withdrawals": [begun]}
    assert waiting(session, world.submitter) == {"withdrawals_asked": [begun]}
    assert waiting(session, world.competitor) == {}
    act(begun, A.REFUSE_WITHDRAWAL, world.reader, "That is no reason.")
    assert waiting(session, world.secretary) == waiting(session, world.submitter) == {}


def test_who_asked_does_not_find_the_request_among_their_work(session, world, begun, act):
    act(begun, A.ASK_TO_WITHDRAW, world.secretary, "The company wrote so.")
    assert waiting(session, world.secretary) == {}
    assert waiting(session, world.other_secretary) == {"withdrawals": [begun]}


def test_its_items_leave_the_queue_and_the_counts_and_come_back(session, world, begun, act):
    def counted():
        session.flush()
        period = material.Period(begun.received_at.date(), begun.received_at.date())
        return len(material.gather(session, period).items)

    def queued():
        return session.scalars(queue.to_read(world.reader)).all()

    assert (queued(), counted()) == ([begun], 2)
    act(begun, A.ASK_TO_WITHDRAW, world.submitter, "It is of another company.")
    assert (queued(), counted()) == ([begun], 2)
    act(begun, A.GRANT_WITHDRAWAL, world.secretary, "So it is.")
    assert (queued(), counted()) == ([], 0)
    act(begun, A.RESTORE, world.submitter)
    assert (queued(), counted()) == ([begun], 2)


def test_nothing_is_decided_or_undone_while_it_is_withdrawn(session, world, begun, act):
    act(begun, A.ASK_TO_WITHDRAW, world.submitter, "It is of another company.")
    act(begun, A.GRANT_WITHDRAWAL, world.secretary, "So it is.")
    decided, waits = items.of_document(session, begun)
    for item, verdict in ((waits, APPROVE), (decided, Verdict(ItemAction.UNDO))):
        with pytest.raises(NotAllowed, match="was withdrawn"):
            decide(session, item, verdict, world.reader)
    assert undoing.recent(session, world.reader)[0].refusal is not None
    act(begun, A.RESTORE, world.submitter)
    decide(session, decided, Verdict(ItemAction.UNDO), world.reader)


def test_a_question_about_a_withdrawn_document_waits_for_nobody(session, world, begun, act):
    doubt(session, items.of_document(session, begun)[1], Doubt.ASK, world.reader, text="Who?")
    act(begun, A.ASK_TO_WITHDRAW, world.submitter, "It is of another company.")
    act(begun, A.GRANT_WITHDRAWAL, world.secretary, "So it is.")
    assert questions.pending(session, world.submitter) == []
    act(begun, A.RESTORE, world.submitter)
    assert len(questions.pending(session, world.submitter)) == 1


def test_a_finding_loses_its_ground_with_the_document_and_has_it_again(session, store, world, act):
    reading = a_reading(findings=[an_audit_finding()])
    document = a_document(session, store, world.company, world.submitter, reading)
    decide(session, *items.of_document(session, document), APPROVE, world.reader)
    assert document.state is S.REVIEWED
    finding = session.scalars(select(Finding)).one()
    act(document, A.ASK_TO_WITHDRAW, world.submitter, "It is of another company.")
    act(document, A.GRANT_WITHDRAWAL, world.secretary, "So it is.")
    assert finding_guards.ground_gone(finding)
    act(document, A.RESTORE, world.submitter)
    assert not finding_guards.ground_gone(finding)
    assert document.state is S.REVIEWED


@pytest.mark.parametrize("who", ["reader", "competitor", "member", "administrator"])
def test_only_the_company_and_the_secretariat_put_back(world, document, act, who):
    act(document, A.WITHDRAW, world.submitter)
    with pytest.raises(NotAllowed):
        act(document, A.RESTORE, getattr(world, who))


def test_what_was_sent_again_meanwhile_is_not_put_back(session, store, world, act):
    data = some_bytes()
    first = a_document(session, store, world.company, world.submitter, a_reading(), data=data)
    act(first, A.WITHDRAW, world.submitter)
    again = a_document(session, store, world.company, world.submitter, a_reading(), data=data)
    with pytest.raises(NotAllowed, match="sent again"):
        act(first, A.RESTORE, world.submitter)
    act(again, A.WITHDRAW, world.submitter)
    act(first, A.RESTORE, world.submitter)


def test_what_was_joined_to_another_document_is_not_put_back(session, store, world, document, act):
    other = a_document(session, store, world.company, world.submitter, a_reading())
    versions.join(session, other, document, world.submitter)
    with pytest.raises(NotAllowed, match="sent again, or joined"):
        act(other, A.RESTORE, world.submitter)


def test_what_was_not_read_yet_is_read_when_it_is_put_back(session, store, world, act):
    document = a_document(session, store, world.company, world.submitter)
    job = session.scalars(select(Job)).one()
    act(document, A.WITHDRAW, world.submitter)
    act(document, A.RESTORE, world.submitter)
    assert session.scalars(select(Job)).all() == [job]  # it waits still
    act(document, A.WITHDRAW, world.submitter)
    job.state = JobState.DONE  # it was read meanwhile, and nothing of that was kept
    act(document, A.RESTORE, world.submitter)
    assert document.state is S.RECEIVED
    assert len(session.scalars(select(Job)).all()) == 2
