"""What a reading leaves behind, once, also after a second try."""

from sqlalchemy import func, select

from tests.cast import a_document, a_reading, a_record, a_world
from workflows import documents, items, readings
from workflows.models import Item
from workflows.states import DocumentAction, DocumentState


def test_a_second_try_after_a_refusal_is_written_down(session, store):
    world = a_world(session)
    document = a_document(
        session, store, world.company, world.submitter, a_reading(refused="damaged")
    )
    assert document.state is DocumentState.REFUSED
    documents.act(session, document, DocumentAction.RETRY, world.submitter)
    readings.record(session, documents.current(document), a_reading(a_record()), {})
    assert document.state is DocumentState.TO_REVIEW
    assert documents.current(document).error is None
    assert len(items.of_document(session, document)) == 1
    session.commit()


def test_the_same_reading_written_down_twice_leaves_one(session, store):
    world = a_world(session)
    document = a_document(session, store, world.company, world.submitter, a_reading(a_record()))
    readings.record(session, documents.current(document), a_reading(a_record()), {})
    assert session.scalar(select(func.count()).select_from(Item)) == 1
    session.commit()
