import errno
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cast import a_document
from workflows import documents, organisations, soundness
from workflows.errors import NotFound, Unavailable
from workflows.models import Document, Job
from workflows.storage import FileStore, Shelf

MINE = Shelf("mine", "11" * 32)
THEIRS = Shelf("theirs", "22" * 32)


def files_under(store):
    return [path for path in store.root.rglob("*") if path.is_file()]


def test_the_bytes_come_back_and_lie_there_once(store):
    name = store.put(MINE, b"paper")
    assert store.put(MINE, b"paper") == name
    assert store.get(MINE, name) == b"paper"
    assert files_under(store) == [store.path(MINE, name)]
    assert store.intact(MINE, name)


def test_the_same_bytes_have_a_name_per_organisation(store):
    mine, theirs = store.put(MINE, b"paper"), store.put(THEIRS, b"paper")
    assert mine != theirs
    assert sorted(store.everything()) == [("mine", mine), ("theirs", theirs)]
    with pytest.raises(NotFound):
        store.get(THEIRS, mine)


def test_what_was_altered_or_cut_off_is_noticed_and_mended(store):
    name = store.put(MINE, b"paper")
    path = store.path(MINE, name)
    path.write_bytes(b"pape")
    assert not store.intact(MINE, name)
    store.put(MINE, b"paper")
    assert store.intact(MINE, name)
    path.unlink()
    assert not store.intact(MINE, name)


@pytest.mark.parametrize("name", ["../../../etc/passwd", "", "A" * 64, "a" * 63])
def test_only_names_of_stored_files_are_looked_up(store, name):
    with pytest.raises(ValueError, match="not the name"):
        store.path(MINE, name)
    with pytest.raises(ValueError, match="not the name"):
        store.path(Shelf("../up", "11" * 32), "a" * 64)


def test_the_file_and_its_folders_are_synced_before_put_returns(store, monkeypatch):
    synced = []
    real = os.fsync

    def watching(descriptor):
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink())
        real(descriptor)

    monkeypatch.setattr(os, "fsync", watching)
    name = store.put(MINE, b"paper")
    path = store.path(MINE, name)
    assert synced[0].name.endswith(".part")
    assert synced[1:] == [path.parent, path.parent.parent, store.root, store.root.parent]
    del synced[:]
    store.put(MINE, b"paper")  # its first writer may have died before the folders were synced
    assert synced == [path.parent, path.parent.parent, store.root, store.root.parent]


def full(_descriptor):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_said_and_leaves_nothing_half_done(store, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(Unavailable, match="no room left"):
            store.put(MINE, b"paper")
    assert files_under(store) == []
    store.put(MINE, b"paper")


def test_an_upload_on_a_full_disk_is_not_taken_in(session, store, world, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(Unavailable):
            a_document(session, store, world.company, world.submitter)
    assert session.query(Document).count() == session.query(Job).count() == 0
    a_document(session, store, world.company, world.submitter)
    assert soundness.missing_files(session, store) == []


@contextmanager
def without_power_over_files():
    """As an account that may write nowhere: the tests may run as root, whom no folder refuses."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_folder_that_cannot_be_written_is_said():
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        with without_power_over_files(), pytest.raises(Unavailable, match="cannot write"):
            FileStore(Path(folder) / "files").put(MINE, b"paper")
        Path(folder).chmod(0o755)


def test_a_store_whose_folder_is_a_file_is_said(tmp_path):
    (tmp_path / "files").write_text("not a folder")
    with pytest.raises(Unavailable, match="cannot write"):
        FileStore(tmp_path / "files").put(MINE, b"paper")


def test_the_check_finds_a_file_that_is_gone(session, store, world):
    document = a_document(session, store, world.company, world.submitter)
    assert soundness.missing_files(session, store) == []
    upload = documents.current(document).upload
    store.path(organisations.shelf(world.company), upload.blob).unlink()
    (problem,) = soundness.missing_files(session, store)
    assert upload.public_id in problem
