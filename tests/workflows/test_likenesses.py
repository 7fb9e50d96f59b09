"""Documents of one member with much the same text: told to who sees both, joined by nobody."""

from dataclasses import replace

import pytest
from sqlalchemy import delete, func, select

from extraction.records import Page
from tests.cast import a_certificate, a_document, a_reading, a_value, some_bytes
from workflows import documents, events, facts, likenesses, readings, versions
from workflows.engine import make_sessions
from workflows.errors import NotAllowed, NotFound
from workflows.models import Assignment, Likeness, TextBand
from workflows.states import DocumentAction

WORDS = [f"word{number}" for number in range(100)]
LATER = [*WORDS[:90], *(f"new{number}" for number in range(10))]


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


def saying(words, **more):
    return replace(a_reading(**more), pages=(Page(1, 595.0, 842.0, " ".join(words)),))


@pytest.fixture
def send(session, store, world):
    """A read paper of the company with these words in it; or of its rival."""

    def sent(words, *, rival=False, **more):
        whose = (world.rival, world.competitor) if rival else (world.company, world.submitter)
        return a_document(session, store, *whose, saying(words, **more))

    return sent


def alike(session, document, actor):
    return [one.document for one in likenesses.of(session, document, actor)]


def test_the_later_document_is_told_to_be_like_the_earlier_one(session, world, send):
    earlier, _other, later = send(WORDS), send([f"x{n}" for n in range(100)]), send(LATER)
    (found,) = likenesses.of(session, later, world.submitter)
    assert (found.document, found.is_apart) == (earlier, False)
    assert found.share == pytest.approx(0.9, abs=0.1)
    assert alike(session, earlier, world.submitter) == []


def test_documents_of_two_members_are_never_held_against_each_other(session, world, send):
    send(WORDS, rival=True)
    mine = send(WORDS)
    assert alike(session, mine, world.secretary) == []
    assert session.scalar(select(func.count()).select_from(Likeness)) == 0


def test_who_does_not_see_the_other_document_hears_of_none(session, world, send):
    earlier, later = send(WORDS), send(LATER)
    assert alike(session, later, world.reader) == [earlier]
    session.execute(delete(Assignment).where(Assignment.document_id == earlier.id))
    assert alike(session, later, world.reader) == []
    assert alike(session, later, world.submitter) == [earlier]


def test_the_paper_of_another_supplier_is_no_new_version(session, world, send):
    earlier, later = send(WORDS), send(LATER)
    for document, supplier in ((earlier, "Verzonnen Buis B.V."), (later, "Verzonnen Band B.V.")):
        facts.describe(session, document, world.submitter, supplier=supplier)
    assert alike(session, later, world.submitter) == []
    facts.describe(session, later, world.submitter, supplier="Verzonnen Buis B.V.")
    assert alike(session, later, world.submitter) == [earlier]


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({"number": a_value("VB-2"), "expires": a_value("2030-06-05")}, True),
        ({"standard": a_value("ISO 14001:2026")}, True),
        ({"standard": a_value("ISO 9001:2015")}, False),
        ({"holder": a_value("Bedachte Walserij GmbH")}, False),
    ],
)
def test_a_certificate_is_followed_by_one_of_its_holder_and_standard(
    session, world, send, changes, same
):
    earlier = send(WORDS, certificates=[a_certificate()])
    later = send(LATER, certificates=[replace(a_certificate(), **changes)])
    assert alike(session, later, world.submitter) == ([earlier] if same else [])


def test_what_a_person_keeps_apart_stays_so_until_a_person_says_otherwise(
    session, store, world, send
):
    earlier, later = send(WORDS), send(LATER)
    likenesses.keep_apart(session, later, earlier, world.submitter)
    assert [one.is_apart for one in likenesses.of(session, later, world.submitter)] == [True]
    version = versions.add(session, store, later, "b.pdf", some_bytes(), world.submitter)
    readings.record(session, version, saying(WORDS), {})
    assert [one.is_apart for one in likenesses.of(session, later, world.submitter)] == [True]
    likenesses.keep_apart(session, later, earlier, world.secretary, apart=False)
    assert [one.is_apart for one in likenesses.of(session, later, world.submitter)] == [False]
    said = [e.action for e in events.history(session, "document", later.public_id)]
    assert [action for action in said if action in ("keep_apart", "compare")] == [
        "keep_apart",
        "compare",
    ]


def test_what_is_asked_about_is_what_nobody_kept_apart(session, world, send):
    earlier, second, third = send(WORDS), send(LATER), send(LATER[:98])
    assert likenesses.asking(session, world.submitter) == [third, second]
    assert likenesses.asking(session, world.secretary) == []
    for other in (earlier, second):
        likenesses.keep_apart(session, third, other, world.submitter)
    assert likenesses.asking(session, world.submitter) == [second]


@pytest.mark.parametrize("who", ["reader", "competitor", "member", "administrator"])
def test_only_the_company_and_the_secretariat_keep_apart(session, world, send, who):
    earlier, later = send(WORDS), send(LATER)
    with pytest.raises(NotAllowed):
        likenesses.keep_apart(session, later, earlier, getattr(world, who))


def test_what_is_not_alike_is_not_kept_apart(session, world, send):
    one, other = send(WORDS), send([f"x{n}" for n in range(100)])
    with pytest.raises(NotFound):
        likenesses.keep_apart(session, other, one, world.submitter)


def test_a_withdrawn_document_is_like_none(session, world, send):
    earlier, later = send(WORDS), send(LATER)
    documents.act(session, earlier, DocumentAction.WITHDRAW, world.submitter)
    assert alike(session, later, world.submitter) == []


def test_only_the_newest_version_that_was_read_is_compared(session, store, world, send):
    earlier = send(WORDS)
    version = versions.add(session, store, earlier, "b.pdf", some_bytes(), world.submitter)
    readings.record(session, version, saying([f"x{n}" for n in range(100)]), {})
    assert alike(session, send(LATER), world.submitter) == []
    bands = select(TextBand.version_id).where(TextBand.version_id == earlier.versions[0].id)
    assert session.scalars(bands).all() == []


def test_an_earlier_document_that_changes_is_compared_again(session, store, world, send):
    earlier, later = send([f"x{n}" for n in range(100)]), send(LATER)
    version = versions.add(session, store, earlier, "b.pdf", some_bytes(), world.submitter)
    readings.record(session, version, saying(WORDS), {})
    assert alike(session, later, world.submitter) == [earlier]


def test_the_same_file_kept_twice_on_purpose_is_not_asked_about(session, world, send):
    earlier = send(WORDS)
    copy = versions.again(session, earlier, world.submitter)
    readings.record(session, documents.current(copy), saying(WORDS), {})
    assert alike(session, copy, world.submitter) == []


def test_what_was_read_before_texts_were_compared_is_compared_once(session, world, send):
    earlier, later = send(WORDS), send(LATER)
    for row in (*session.scalars(select(TextBand)), *session.scalars(select(Likeness))):
        session.delete(row)
    for document in (earlier, later):
        documents.current(document).sketch = None
    session.flush()
    with pytest.raises(NotAllowed):
        likenesses.compare_all(session, world.submitter)
    assert likenesses.compare_all(session, world.secretary) == 2
    assert alike(session, later, world.submitter) == [earlier]
    assert likenesses.compare_all(session, world.secretary) == 0
    told = list(likenesses.every(session, world.submitter))
    assert [(document, one.document) for document, one in told] == [(later, earlier)]
