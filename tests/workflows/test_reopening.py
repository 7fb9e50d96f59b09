import pytest

from tests.cast import a_candidate, a_document, a_reading, a_record, a_site
from workflows import deciding, documents, due, events, items, reopening
from workflows.engine import make_sessions
from workflows.errors import NotAllowed
from workflows.states import DocumentAction, DocumentState, ItemAction
from workflows.verdicts import Verdict


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def document(session, store, world):
    """A paper of which everything was judged."""
    reading = a_reading(a_record(candidates=[a_candidate(a_site(session))]))
    found = a_document(session, store, world.company, world.submitter, reading)
    (item,) = items.of_document(session, found)
    deciding.decide(session, item, Verdict(ItemAction.APPROVE), world.reader)
    return found


def test_who_opened_a_review_again_is_known_with_when_and_why(session, world, document, clock):
    assert reopening.last(session, document) is None
    documents.act(
        session, document, DocumentAction.REOPEN, world.reader, note="De naam klopt niet."
    )
    found = reopening.last(session, document)
    assert (found.by.email, found.note) == (world.reader.email, "De naam klopt niet.")
    documents.act(session, document, DocumentAction.FINISH, world.reader)
    assert reopening.last(session, document) is None


def test_a_review_that_is_opened_again_is_not_late_for_a_day_before_that(
    session, world, document, clock
):
    clock.forward(days=60)
    documents.act(session, document, DocumentAction.REOPEN, world.reader)
    assert due.day(document) == due.promised(session)
    assert not due.is_overdue(session, document)
    event = events.history(session, "document", document.public_id)[-1]
    assert events.payload(session, event)["due"] == due.day(document).isoformat()
    clock.forward(days=15)
    assert due.is_overdue(session, document)


def test_a_later_day_that_was_promised_stays(session, world, document, clock):
    document.due = due.promised(session).replace(year=2027)
    documents.act(session, document, DocumentAction.REOPEN, world.reader)
    assert due.day(document).year == 2027


def test_the_secretariat_ends_what_it_opened_and_no_review_before_that(
    session, store, world, document
):
    documents.act(session, document, DocumentAction.REOPEN, world.secretary)
    documents.act(session, document, DocumentAction.FINISH, world.secretary)
    assert document.state is DocumentState.REVIEWED
    empty = a_document(session, store, world.company, world.submitter, a_reading())
    documents.act(session, empty, DocumentAction.BEGIN, world.reader)
    with pytest.raises(NotAllowed, match="Only a reviewer"):
        documents.act(session, empty, DocumentAction.FINISH, world.secretary)
