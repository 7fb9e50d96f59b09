import pytest

from workflows import events, reader_models, soundness
from workflows.engine import make_sessions
from workflows.errors import Conflict, NotFound


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def made(session, store):
    """Write down a model that consists of one file; its row."""

    def make():
        number = reader_models.next_number(session)
        folder = reader_models.folder(store, number)
        folder.mkdir(parents=True)
        (folder / "weights").write_bytes(b"weights %d" % number)
        return reader_models.record(session, number, reader_models.digest(folder), {"seed": 1})

    return make


def test_the_shipped_model_reads_until_another_is_promoted(session, store, made):
    assert reader_models.for_reading(session, store) == ("shipped", None)
    row = made()
    assert reader_models.for_reading(session, store) == ("shipped", None)
    reader_models.put_in_use(session, row)
    assert reader_models.for_reading(session, store) == ("1", reader_models.folder(store, 1))


def test_one_model_reads_at_a_time_and_one_can_go_back(session, made):
    first, second = made(), made()
    for row in (first, second, first, None):
        reader_models.put_in_use(session, row)
        assert reader_models.in_use(session) is row
        with pytest.raises(Conflict, match="in use already"):
            reader_models.put_in_use(session, row)
    assert [row.number for row in reader_models.everything(session)] == [1, 2]
    said = [event.action for event in events.history(session, "model", "1")]
    assert said == ["train", "promote", "promote"]
    assert [e.action for e in events.history(session, "model", "shipped")] == ["promote"]


def test_two_that_train_at_once_get_numbers_of_their_own(session, store, made):
    made()
    assert [reader_models.claim(session, store) for _ in range(2)] == [2, 3]
    reader_models.half_made(reader_models.folder(store, 2)).rmdir()
    assert reader_models.claim(session, store) == 2


def test_a_number_whose_files_were_never_written_down_is_not_given_again(session, store):
    reader_models.folder(store, 1).mkdir(parents=True)
    assert reader_models.claim(session, store) == 2


def test_of_two_that_were_promoted_at_once_one_reads_and_both_can_go(session, clock, made):
    first, second = made(), made()
    first.promoted_at = second.promoted_at = clock()
    session.flush()
    assert reader_models.in_use(session) is second
    reader_models.put_in_use(session, None)
    assert reader_models.in_use(session) is None


def test_a_model_whose_files_were_altered_does_not_read_and_is_told_of(session, store, made):
    row = made()
    reader_models.put_in_use(session, row)
    (reader_models.folder(store, 1) / "weights").write_bytes(b"others")
    assert reader_models.for_reading(session, store) == ("shipped", None)
    assert soundness.missing_files(session, store) == [
        "model 1: its files are missing or altered; the shipped one reads instead"
    ]


def test_there_is_no_model_that_was_not_made(session):
    with pytest.raises(NotFound):
        reader_models.get(session, 7)
