import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from workflows import events
from workflows.models import ChainHead, Event, EventPayload


def append(session, count=3):
    for number in range(count):
        events.append(session, None, "thing", f"t{number}", "made", number=number)
    session.commit()


def test_events_form_a_chain_from_zero(session):
    append(session)
    rows = list(session.scalars(select(Event).order_by(Event.seq)))
    assert [row.seq for row in rows] == [1, 2, 3]
    assert rows[0].previous == events.GENESIS
    assert [row.previous for row in rows[1:]] == [row.hash for row in rows[:-1]]
    assert events.problems(session) == []


def test_the_payload_is_read_back_without_its_salt(session):
    append(session, 1)
    event = session.scalars(select(Event)).one()
    assert events.payload(session, event) == {"number": 0}


@pytest.mark.parametrize(
    "statement",
    [
        update(Event).values(action="unmade"),
        delete(Event),
        update(EventPayload).values(body="{}"),
    ],
    ids=["update an event", "delete an event", "update a payload"],
)
def test_the_database_itself_refuses_to_alter_the_log(session, statement):
    append(session, 1)
    with pytest.raises(DBAPIError, match="only ever added"):
        session.execute(statement)
    session.rollback()


def test_an_erased_payload_leaves_the_chain_whole(session):
    append(session)
    session.execute(delete(EventPayload).where(EventPayload.seq == 2))
    assert events.problems(session) == []
    event = session.get(Event, 2)
    assert events.payload(session, event) == {}


def without_triggers(session):
    if session.bind.dialect.name == "postgresql":
        session.execute(text("SET LOCAL session_replication_role = replica"))
        return
    for name in ("event_update", "event_delete", "event_payload_update"):
        session.execute(text(f"DROP TRIGGER {name}_refused"))


@pytest.mark.parametrize(
    ("tampering", "problem"),
    [
        (update(Event).where(Event.seq == 2).values(action="unmade"), "event 2 was altered"),
        (
            update(EventPayload).where(EventPayload.seq == 2).values(body="{}"),
            "the payload of event 2 was altered",
        ),
        (update(ChainHead).values(seq=2), "the last events are missing"),
    ],
    ids=["an event", "a payload", "the head"],
)
def test_tampering_behind_the_databases_back_is_found(session, tampering, problem):
    append(session)
    without_triggers(session)
    session.execute(tampering)
    assert problem in events.problems(session)
    session.rollback()


def test_a_cut_tail_is_found(session):
    append(session)
    without_triggers(session)
    session.execute(delete(EventPayload).where(EventPayload.seq == 3))
    session.execute(delete(Event).where(Event.seq == 3))
    assert "the last events are missing" in events.problems(session)
    session.rollback()
