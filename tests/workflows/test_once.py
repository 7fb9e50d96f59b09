"""What is asked once in a transaction is asked again when it may have changed."""

from workflows.models import RiskList, Setting
from workflows.once import once


def asker():
    asked = []

    def ask():
        asked.append(None)
        return len(asked)

    return ask


def test_it_is_asked_once_in_a_transaction_for_each_table(session):
    ask = asker()
    assert [once(session, Setting, ask) for _ in range(3)] == [1, 1, 1]
    assert once(session, RiskList, ask) == 2


def test_what_is_written_is_asked_again(session):
    ask = asker()
    session.connection()
    once(session, Setting, ask)
    once(session, RiskList, ask)
    row = Setting(name="notices.hour", value="8")
    session.add(row)
    session.flush()
    assert once(session, Setting, ask) == 3
    assert once(session, RiskList, ask) == 2
    row.value = "9"
    session.flush()
    assert once(session, Setting, ask) == 4
    session.delete(row)
    session.flush()
    assert once(session, Setting, ask) == 5


def test_the_next_transaction_asks_again(session):
    ask = asker()
    session.connection()
    once(session, Setting, ask)
    session.rollback()
    session.connection()
    assert once(session, Setting, ask) == 2


def test_a_savepoint_that_is_rolled_back_takes_its_answer_along(session):
    ask = asker()
    session.connection()
    once(session, Setting, ask)
    inside = session.begin_nested()
    assert once(session, Setting, ask) == 2
    inside.rollback()
    assert once(session, Setting, ask) == 3


def test_the_question_that_begins_a_transaction_is_kept_with_it(session):
    session.rollback()
    ask = asker()
    assert once(session, Setting, lambda: session.connection() and ask()) == 1
    assert once(session, Setting, ask) == 1
