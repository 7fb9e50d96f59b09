"""Soundness: every state follows from its history, and every file is where it should be."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from workflows import contesting, events, ledger, reader_models, report_freezing
from workflows.machine import Machine
from workflows.models import (
    Contest,
    Document,
    DocumentPage,
    DocumentVersion,
    Event,
    Finding,
    Item,
    NameLesson,
    NameRule,
    Organisation,
    Proposal,
    Question,
    Report,
    RoundRemark,
    SiteName,
    Upload,
    YearStep,
)
from workflows.organisations import shelf
from workflows.states import ItemState
from workflows.storage import FileStore
from workflows.transitions import (
    DOCUMENTS,
    FINDINGS,
    ITEMS,
    NAME_RULES,
    PROPOSALS,
    QUESTIONS,
    REMARKS,
    REPORTS,
    STEPS,
)

_MACHINES: tuple[tuple[Machine, Any], ...] = (
    (DOCUMENTS, Document),
    (ITEMS, Item),
    (QUESTIONS, Question),
    (NAME_RULES, NameRule),
    (FINDINGS, Finding),
    (PROPOSALS, Proposal),
    (REPORTS, Report),
    (REMARKS, RoundRemark),
    (STEPS, YearStep),
)


def problems(session: Session) -> list[str]:
    """Rows whose state and history disagree, names whose lesson was taken back; none when sound."""
    return (
        [problem for machine, table in _MACHINES for problem in _histories(session, machine, table)]
        + [
            f"name {name!r}: the item {item} that taught it is not approved"
            for name, item in session.execute(
                select(SiteName.name, Item.public_id)
                .join(NameLesson, NameLesson.name_id == SiteName.id)
                .join(Item, Item.id == NameLesson.item_id)
                .where(Item.state != ItemState.APPROVED)
            )
        ]
        + list(_frozen(session))
        + [
            f"finding {finding}: {state}, but its contest stands at {rung}"
            for finding, state, rung in _contests(session)
        ]
    )


def _frozen(session: Session) -> Iterator[str]:
    for report in session.scalars(select(Report).order_by(Report.id)):
        if not report_freezing.intact(report):
            yield f"report {report.public_id}: its frozen figures were altered"
        elif not ledger.intact(session, report):
            yield f"report {report.public_id}: the records behind its figures were altered"


def _contests(session: Session) -> Iterator[tuple[str, str, str]]:
    """Findings of which the state and the rung that is to be judged do not agree."""
    query = (
        select(Finding.public_id, Finding.state, Contest.rung)
        .outerjoin(Contest, (Contest.finding_id == Finding.id) & Contest.outcome.is_(None))
        .where(or_(Contest.id.is_not(None), Finding.state.in_(contesting.STATES)))
    )
    for finding, state, rung in session.execute(query):
        if rung is None or contesting.LADDER[rung].state is not state:
            yield finding, state, rung or "no rung"


def missing_files(session: Session, store: FileStore) -> list[str]:
    """Uploads, and pictures of pages, whose bytes are gone or were altered."""
    uploads = select(Upload, Organisation).join(
        Organisation, Organisation.id == Upload.organisation_id
    )
    pictures = (
        select(Document.public_id, DocumentPage.number, DocumentPage.picture, Organisation)
        .join(DocumentVersion, DocumentVersion.id == DocumentPage.version_id)
        .join(Document, Document.id == DocumentVersion.document_id)
        .join(Organisation, Organisation.id == Document.organisation_id)
        .where(DocumentPage.picture.is_not(None))  # a page that could not be drawn has its text
    )
    return (
        [
            f"upload {upload.public_id}: its file is missing or altered"
            for upload, organisation in session.execute(uploads)
            if not store.intact(shelf(organisation), upload.blob)
        ]
        + [
            f"model {row.number}: its files are missing or altered; the shipped one reads instead"
            for row in [reader_models.in_use(session)]
            if row is not None and not reader_models.intact(store, row)
        ]
        + [
            f"document {document}: the picture of page {number} is missing or altered"
            for document, number, picture, organisation in session.execute(pictures)
            if picture is not None and not store.intact(shelf(organisation), picture)
        ]
    )


def left_behind(store: FileStore) -> list[str]:
    """What is no fault, and can go: files half written when a process was killed."""
    count = len(store.abandoned())
    return [f"{count} half-written files of a process that was ended"] if count else []


def _histories(session: Session, machine: Machine, table: Any) -> Iterator[str]:
    states: dict[str, str] = {}
    query = select(Event).where(Event.noun == machine.noun).order_by(Event.seq)
    for event in session.scalars(query):
        body = events.payload(session, event)
        target = body.get("target")
        if target is None:
            continue
        source, name = body.get("source"), f"{machine.noun} {event.object_id}"
        if source is None:
            if event.object_id in states or target != machine.initial:
                yield f"{name}: event {event.seq} opens it a second time or in the wrong state"
        elif source != states.get(event.object_id):
            yield f"{name}: event {event.seq} does not follow"
        elif not machine.legal(str(source), event.action, str(target)):
            yield f"{name}: event {event.seq} is not in the table"
        states[event.object_id] = str(target)
    for public_id, state in session.execute(select(table.public_id, table.state)):
        if states.get(public_id) != state:
            said = states.get(public_id)
            yield f"{machine.noun} {public_id}: {state}, but its history says {said}"
