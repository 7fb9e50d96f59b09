"""Sessions: what they leave behind when they end, and what the database keeps for the next."""

import pytest
from sqlalchemy import event, func, literal_column, select, text, update
from sqlalchemy.exc import DataError, IntegrityError, OperationalError

from workflows import engine, organisations
from workflows.models import Organisation
from workflows.states import OrganisationKind


@pytest.fixture(autouse=True)
def there(sessions):
    """An organisation, committed."""
    with sessions.begin() as session:
        organisations.add(session, "Bedacht Metaal", OrganisationKind.COMPANY)


def names(sessions):
    with sessions() as session:
        return set(session.scalars(select(Organisation.name)))


def adds(session):
    session.add(Organisation(name="Bedacht Draad", kind=OrganisationKind.COMPANY))


def flushes(session):
    organisations.add(session, "Bedacht Draad", OrganisationKind.COMPANY)
    session.flush()


def changes(session):
    session.scalars(select(Organisation)).first().name = "Bedacht Draad"


def deletes(session):
    session.delete(session.scalars(select(Organisation)).first())


def updates(session):
    session.execute(update(Organisation).values(name=Organisation.name + " Draad"))


def types(session):
    session.execute(text("UPDATE organisation SET name = 'Bedacht Draad'"))


def flushes_in_a_savepoint(session):
    with session.begin_nested():
        flushes(session)


@pytest.mark.parametrize(
    "writes", [adds, flushes, changes, deletes, updates, types, flushes_in_a_savepoint]
)
def test_what_was_not_committed_is_not_written(sessions, writes):
    session = sessions()
    session.scalars(select(Organisation)).all()
    writes(session)
    engine.end(session)
    assert names(sessions) == {"Bedacht Metaal"}


def ended(sessions, *deeds):
    """How the transaction of a session ended that did this."""
    session, told = sessions(), []
    bind = session.get_bind()
    listen = [
        (bind, word, lambda _c, word=word: told.append(word)) for word in ("commit", "rollback")
    ]
    for one in listen:
        event.listen(*one)
    for deed in deeds:
        deed(session)
    engine.end(session)
    for one in listen:
        event.remove(*one)
    return told


def reads(session):
    session.scalars(select(Organisation)).all()


def commits(session):
    session.commit()


def test_a_session_that_only_read_does_not_roll_back(sessions):
    assert ended(sessions, reads) == ["commit"]
    assert ended(sessions, flushes) == ["rollback"]
    assert ended(sessions, reads, flushes, commits, reads) == ["commit", "commit"]
    assert ended(sessions) == []


def test_a_session_whose_writing_failed_is_closed(sessions):
    session = sessions()
    session.add(Organisation(name=None, kind=OrganisationKind.COMPANY))
    with pytest.raises(IntegrityError):
        session.flush()
    engine.end(session)
    assert names(sessions) == {"Bedacht Metaal"}


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_postgresql_keeps_what_was_prepared_for_the_next_session(sessions):
    prepared = text(
        "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%organisation%'"
    )
    for _ in range(7):
        session = sessions()
        reads(session)
        engine.end(session)
    with sessions() as session:
        assert session.scalar(prepared) == 1


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("notices", [True, False])
def test_a_session_whose_connection_is_lost_ends(sessions, notices):
    session = sessions()
    mine = session.scalar(select(func.pg_backend_pid()))
    with sessions() as other:
        other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": mine})
    if notices:
        with pytest.raises(OperationalError):
            reads(session)
    engine.end(session)
    assert names(sessions) == {"Bedacht Metaal"}


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_session_that_asked_something_wrong_ends(sessions):
    session = sessions()
    with pytest.raises(DataError):
        session.scalar(select(literal_column("1 / 0")))
    engine.end(session)
    assert names(sessions) == {"Bedacht Metaal"}
