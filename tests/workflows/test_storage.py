import errno
import fcntl
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cast import a_document
from workflows import documents, organisations, soundness, storage
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


def a_killed_writer(folder, *, alive):
    """A half-written file, of a process that was killed or that still writes."""
    folder.mkdir(parents=True)
    part = folder / f".{'a' * 64}.0badcafe.part"
    file = part.open("xb")
    fcntl.flock(file, fcntl.LOCK_EX)
    file.write(b"half")
    file.flush()
    if not alive:
        file.close()
    return part, file


def test_what_a_killed_process_left_half_written_is_swept(store):
    name = store.put(MINE, b"paper")
    part, _ = a_killed_writer(store.root / "mine" / "zz", alive=False)
    assert store.abandoned() == (part,)
    assert soundness.left_behind(store) == ["1 half-written files of a process that was ended"]
    assert store.sweep() == 1
    assert files_under(store) == [store.path(MINE, name)]
    assert not soundness.left_behind(store)


def test_what_somebody_is_writing_is_not_swept(store):
    part, file = a_killed_writer(store.root / "mine" / "zz", alive=True)
    with file:
        assert store.sweep() == 0
    assert part.exists()


def test_a_file_swept_in_the_moment_before_it_was_held_is_written_again(store, monkeypatch):
    real = storage._lock
    swept = []

    def late(file):
        if not swept:
            swept.append(0)  # the sweeping locks too
            swept[0] = store.sweep()
        return real(file)

    monkeypatch.setattr(storage, "_lock", late)
    name = store.put(MINE, b"paper")
    assert swept == [1]
    assert store.get(MINE, name) == b"paper"
    assert files_under(store) == [store.path(MINE, name)]
