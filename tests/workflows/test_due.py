from datetime import date

import pytest

from tests.cast import a_document, a_reading, a_record
from workflows import clock, documents, due, events, settings
from workflows.engine import make_sessions
from workflows.errors import Invalid, NotAllowed
from workflows.states import DocumentAction

SOON = date(2026, 3, 20)


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def document(session, store, world):
    return a_document(session, store, world.company, world.submitter, a_reading(a_record()))


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        (date(2026, 3, 2), 1, date(2026, 3, 3)),
        (date(2026, 3, 6), 1, date(2026, 3, 9)),  # from Friday to Monday
        (date(2026, 3, 7), 10, date(2026, 3, 20)),  # from a Saturday
        (date(2026, 3, 2), 10, date(2026, 3, 16)),
    ],
)
def test_weekends_are_no_working_days(day, count, then):
    assert clock.working_day(day, count) == then


def test_a_document_is_promised_within_the_days_of_the_setting(session, store, world, document):
    assert due.day(document) == date(2026, 3, 16)
    settings.put(session, "review.days", "1", None)
    another = a_document(session, store, world.company, world.submitter)
    assert due.day(another) == date(2026, 3, 3)


def test_on_the_promised_day_it_is_late(session, document, clock):
    clock.forward(days=13)
    assert not due.is_overdue(session, document)
    clock.forward(days=1)
    assert due.is_overdue(session, document)


def test_what_was_withdrawn_is_promised_nothing(session, world, document, clock):
    documents.act(session, document, DocumentAction.WITHDRAW, world.submitter)
    clock.forward(days=30)
    assert due.day(document) is None
    assert not due.is_overdue(session, document)


def test_the_secretariat_promises_another_day_with_a_reason(session, world, document):
    due.change(session, document, SOON, world.secretary, note=" Wacht op de lijst. ")
    assert due.day(document) == SOON
    last = events.history(session, "document", document.public_id)[-1]
    said = events.payload(session, last)
    assert (last.action, said["note"], said["before"]) == (
        "due",
        "Wacht op de lijst.",
        "2026-03-16",
    )


def test_nobody_else_promises_anything(session, world, document):
    for who in (world.reader, world.submitter, world.chair):
        with pytest.raises(NotAllowed):
            due.change(session, document, SOON, who, note="Graag eerder.")


@pytest.mark.parametrize(("until", "note"), [(None, "x"), (date(2026, 3, 2), "x"), (SOON, " ")])
def test_a_promise_needs_a_day_to_come_and_a_reason(session, world, document, until, note):
    with pytest.raises(Invalid):
        due.change(session, document, until, world.secretary, note=note)
    assert due.day(document) == date(2026, 3, 16)
