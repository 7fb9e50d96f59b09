"""Mails and archives sent in: each document inside is the same member's, read by itself, once."""

import pytest
from sqlalchemy import func, select

from extraction import limits
from extraction.records import Extraction, Kind, Outcome, Page, Part
from tests import mails, papers
from tests.cast import a_document, a_reading, a_record, a_world
from workflows import document_lists, documents, jobs, parts, readings, unpacking, worker
from workflows.documents import act
from workflows.models import Document, Event
from workflows.models import Part as Row
from workflows.states import DocumentAction, DocumentState

LETTER = b"Our tin comes from the smelter Merapi Tin Works in Indonesia (XID000101)."


def held(*inside: tuple[str, bytes], text: str | None = None) -> Extraction:
    """What reading a mail (with a text) or an archive (without) yields."""
    return Extraction(
        sha256="0" * 64,
        extractor="test",
        outcome=Outcome.READ,
        kind=Kind.CONTAINER,
        pages=() if text is None else (Page(1, 0.0, 0.0, text),),
        page_count=0 if text is None else 1,
        parts=tuple(Part(name, data) for name, data in inside),
    )


@pytest.fixture
def unpack(session, store, world):
    """Send an archive and record its reading; gives its document."""

    def send(*inside, data=None, text=None, actor=None):
        actor = actor or world.submitter
        organisation = world.company if actor is world.submitter else world.rival
        document = a_document(session, store, organisation, actor, data=data)
        _record(session, store, document, held(*inside, text=text))
        return document

    return send


def _record(session, store, document, reading):
    version = documents.current(document)
    reading = unpacking.granted(session, version, reading)
    unpacking.take_apart(session, store, version, reading)
    readings.record(session, version, reading, {})


def test_each_document_inside_is_the_members_and_waits_to_be_read(session, world, unpack):
    archive = unpack(("map/een.pdf", b"one"), ("twee.txt", b"two"))
    assert archive.state is DocumentState.UNPACKED
    assert [part.name for part in parts.of(session, archive)] == ["map/een.pdf", "twee.txt"]
    for part, title in zip(parts.of(session, archive), ("een.pdf", "twee.txt"), strict=True):
        inside = part.document
        assert (inside.title, inside.organisation) == (title, world.company)
        assert inside.state is DocumentState.RECEIVED
        job = jobs.last(session, documents.READ, documents.current(inside).id)
        assert job is not None and job.priority < 0
        assert document_lists.came_with(session, inside, world.submitter) is archive


def test_the_text_of_a_mail_is_reviewed_as_a_paper(session, unpack):
    mail = unpack(("een.pdf", b"one"), text="See the attached declaration.")
    assert mail.state is DocumentState.TO_REVIEW


def test_who_reviews_the_archive_reviews_what_was_in_it(session, unpack):
    archive = unpack(("een.pdf", b"one"))
    (part,) = parts.of(session, archive)
    reviewers = {one.person_id for one in archive.assignments}
    assert {one.person_id for one in part.document.assignments} == reviewers
    assert len(reviewers) == 2


def test_recorded_twice_it_is_taken_apart_once(session, store, unpack):
    archive = unpack(("een.pdf", b"one"))
    _record(session, store, archive, held(("een.pdf", b"one")))
    assert session.scalar(select(func.count()).select_from(Row)) == 1
    deeds = select(Event.action).where(Event.action.in_(("unpack", "take_apart")))
    assert sorted(session.scalars(deeds)) == ["take_apart", "unpack"]


def test_a_document_sent_before_is_named_not_read_again(session, store, world, unpack):
    known = a_document(session, store, world.company, world.submitter, a_reading(), data=b"one")
    archive = unpack(("een.pdf", b"one"), ("nogmaals.pdf", b"one"))
    assert [(part.document, part.known) for part in parts.of(session, archive)] == [
        (known, True),
        (known, True),
    ]
    assert document_lists.came_with(session, known, world.submitter) is None


def test_what_a_rival_sent_before_is_a_document_of_ones_own(session, world, unpack):
    theirs = unpack(("een.pdf", b"one"), actor=world.competitor)
    mine = unpack(("een.pdf", b"one"))
    (part,) = parts.of(session, mine)
    assert part.known is False
    assert part.document.organisation is world.company
    assert document_lists.inside(session, theirs, world.submitter) == []
    assert document_lists.came_with(session, part.document, world.competitor) is None


def test_a_reviewer_is_shown_only_what_is_assigned_to_them(session, store, world, unpack):
    known = a_document(session, store, world.company, world.submitter, a_reading(), data=b"one")
    for assignment in list(known.assignments):
        session.delete(assignment)
    session.flush()
    session.expire_all()
    archive = unpack(("een.pdf", b"one"), ("twee.pdf", b"two"))
    shown = document_lists.inside(session, archive, world.reader)
    assert [part.name for part in shown] == ["twee.pdf"]
    assert len(document_lists.inside(session, archive, world.submitter)) == 2


def test_taking_back_an_archive_takes_back_what_came_with_it(session, store, world, unpack):
    before = a_document(session, store, world.company, world.submitter, a_reading(), data=b"one")
    archive = unpack(("een.pdf", b"one"), ("twee.pdf", b"two"), ("drie.pdf", b"three"))
    _known, waiting, begun = (part.document for part in parts.of(session, archive))
    readings.record(session, documents.current(begun), a_reading(a_record()), {})
    act(session, begun, DocumentAction.BEGIN, world.reader)
    act(session, archive, DocumentAction.WITHDRAW, world.submitter, note="sent by mistake")
    assert archive.state is DocumentState.WITHDRAWN
    assert waiting.state is DocumentState.WITHDRAWN
    assert before.state is DocumentState.TO_REVIEW  # it was there by itself
    assert begun.state is DocumentState.IN_REVIEW  # somebody works on it
    act(session, archive, DocumentAction.RESTORE, world.submitter)
    assert (archive.state, waiting.state) == (DocumentState.UNPACKED, DocumentState.RECEIVED)


def test_archives_in_archives_count_together(session, store, world, unpack, monkeypatch):
    monkeypatch.setattr(unpacking, "PARTS", 3)
    outer = unpack(("inner.zip", b"zip"), ("een.pdf", b"one"))
    inner = parts.of(session, outer)[0].document
    _record(session, store, inner, held(("a.pdf", b"a"), ("b.pdf", b"b")))
    version = documents.current(inner)
    assert [part.name for part in parts.of(session, inner)] == ["a.pdf"]
    assert [given["code"] for given in version.warnings] == ["parts_too_many"]


def test_too_many_archives_in_one_another_are_refused(session, store, unpack):
    document = unpack(("0.zip", b"0"))
    for depth in range(1, limits.PARTS_DEPTH + 1):
        document = parts.of(session, document)[0].document
        _record(session, store, document, held((f"{depth}.zip", b"%d" % depth)))
    assert document.state is DocumentState.REFUSED
    assert documents.current(document).error == "too_big"
    assert parts.of(session, document) == []


def test_a_mail_goes_through_the_worker_to_its_records(sessions, store):
    with sessions.begin() as session:
        world = a_world(session)
        mail = mails.mail(("opgave.txt", LETTER), ("stukken.zip", mails.archive(("x.txt", LETTER))))
        sent = documents.receive(
            session, store, world.company, "post.eml", mail, world.submitter
        ).document
        public_id = sent.public_id
        assert parts.unread(session, public_id)
    worker.run_all(sessions, store)
    with sessions() as session:
        assert not parts.unread(session, public_id)
        rows = session.scalars(select(Document).order_by(Document.id)).all()
        assert [(row.title, row.state) for row in rows] == [
            ("post.eml", DocumentState.TO_REVIEW),
            ("opgave.txt", DocumentState.TO_REVIEW),
            ("stukken.zip", DocumentState.UNPACKED),
        ]
        (inside,) = parts.of(session, rows[2])
        assert (inside.document, inside.known) == (rows[1], True)


def test_what_is_attached_to_a_pdf_is_a_document_of_its_own(sessions, store):
    with sessions.begin() as session:
        world = a_world(session)
        letter = papers.with_attached(papers.letter(LETTER.decode()), ("opgave.txt", LETTER))
        documents.receive(session, store, world.company, "brief.pdf", letter, world.submitter)
    worker.run_all(sessions, store)
    with sessions() as session:
        rows = session.scalars(select(Document).order_by(Document.id)).all()
        assert [(row.title, row.state) for row in rows] == [
            ("brief.pdf", DocumentState.TO_REVIEW),
            ("opgave.txt", DocumentState.TO_REVIEW),
        ]
        (inside,) = parts.of(session, rows[0])
        assert inside.document == rows[1]
