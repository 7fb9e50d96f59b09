import zipfile

import pytest
from sqlalchemy import select

from workflows import backup, documents, events
from workflows.engine import make_sessions
from workflows.errors import Conflict, Invalid, NotFound
from workflows.models import Document
from workflows.states import OrganisationKind, Role
from workflows.storage import FileStore

from tests.cast import a_company, a_document, a_person  # isort: skip

REVISION = "0003"


@pytest.fixture
def kept(sessions, store, tmp_path):
    """A backup of an installation with one document that was read."""
    with sessions.begin() as session:
        company = a_company(session, "Voorbeeld Draad B.V.")
        sender = a_person(session, "inkoop@draad.example", Role.SUBMITTER, company)
        a_document(session, store, company, sender)
    path = tmp_path / "backup.zip"
    backup.write(sessions.kw["bind"], store, path, REVISION)
    return path


def emptied(engine):
    from workflows.models import Base

    Base.metadata.drop_all(engine)
    Base.metadata.create_all(engine)


def test_a_backup_restores_every_row_and_every_file(kept, sessions, clock, tmp_path):
    engine = sessions.kw["bind"]
    emptied(engine)
    elsewhere = FileStore(tmp_path / "elsewhere")
    held = backup.restore(engine, elsewhere, kept, REVISION)
    assert held["files"] == len(list(elsewhere.everything())) > 0
    with make_sessions(engine, clock)() as session:
        assert events.problems(session) == []
        assert session.scalars(select(Document)).one().organisation.kind is OrganisationKind.COMPANY


def test_after_a_restore_new_rows_get_new_keys(kept, sessions, clock, store, tmp_path):
    engine = sessions.kw["bind"]
    emptied(engine)
    backup.restore(engine, FileStore(tmp_path / "elsewhere"), kept, REVISION)
    with make_sessions(engine, clock).begin() as session:
        company = a_company(session, "Verzonnen Zink B.V.")
        sender = a_person(session, "inkoop@zink.example", Role.SUBMITTER, company)
        document = a_document(session, store, company, sender)
        assert documents.get(session, document.public_id, sender) is document


def test_a_backup_is_restored_into_an_empty_installation_only(kept, sessions, store):
    with pytest.raises(Conflict, match="not empty"):
        backup.restore(sessions.kw["bind"], store, kept, REVISION)


def test_a_backup_of_another_version_is_refused(kept, sessions, store):
    with pytest.raises(Invalid, match="another version"):
        backup.restore(sessions.kw["bind"], store, kept, "9999")


def test_a_file_that_is_no_backup_is_refused_in_words(sessions, store, tmp_path):
    path = tmp_path / "photo.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("photo.txt", "not a backup")
    with pytest.raises(NotFound, match="not a backup"):
        backup.restore(sessions.kw["bind"], store, path, REVISION)


def test_a_backup_never_writes_over_an_older_one(kept, sessions, store):
    before = kept.read_bytes()
    with pytest.raises(Conflict, match="there already"):
        backup.write(sessions.kw["bind"], store, kept, REVISION)
    assert kept.read_bytes() == before
