"""Handing documents out: taken from a reviewer, given back, claimed, spread evenly over a team.

Nobody is handed a document of their own organisation, or one that they sent in themselves.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, true
from sqlalchemy.orm import Session

from workflows import clock, documents, due, events, lengths, performing, reading_languages, teams
from workflows.errors import Invalid, NotAllowed
from workflows.marking import N_
from workflows.models import (
    Assignment,
    Document,
    DocumentVersion,
    GivenBack,
    Person,
    ReadingLock,
    Team,
    TeamMember,
    TeamPaper,
    Upload,
)
from workflows.once import forget
from workflows.permissions import Actor, Who
from workflows.states import DocumentState, Role

LANGUAGE, OTHER = "language", "other"
IN_REVIEW = (DocumentState.TO_REVIEW, DocumentState.IN_REVIEW)


@dataclass(frozen=True, slots=True)
class Share:
    """A document, and the reviewer whom it would be handed to."""

    document: Document
    person: Person


def suited(session: Session, document: Document) -> list[Person]:
    """Who may be handed a document besides its readers: those with the least to read come first.

    They read its language and did not give it back; who says so of the language goes before who
    says nothing.
    """
    language = documents.current(document).language
    back = set(
        session.scalars(select(GivenBack.person_id).where(GivenBack.document_id == document.id))
    )
    taken = back | {a.person_id for a in document.assignments}
    able = [
        person
        for person in documents.able(session, document)
        if person.id not in taken and reading_languages.reads(person, language)
    ]
    return sorted(able, key=lambda person: not reading_languages.says(person))


def suit(session: Session, document: Document) -> None:
    """Now that the language is known: from who does not read it, to somebody who does."""
    language = documents.current(document).language
    for one in list(document.assignments):
        if reading_languages.reads(one.person, language):
            continue
        others = suited(session, document)
        if others:
            let_go(session, document, one.person, None, cause=LANGUAGE)
            documents.assign(session, document, others[0], None)
    if teams.waits(session, document):
        _somebody_of_team(session, document)


def of_team(session: Session, document: Document, team: Team) -> list[Person]:
    """Who of a team may be handed a document: everybody in it is asked for like anybody else."""
    inside = {person.id for person in teams.members(session, team)}
    return [person for person in suited(session, document) if person.id in inside]


def unassign(session: Session, document: Document, person: Person, actor: Actor) -> None:
    """Take a document from a reviewer; their verdicts stay."""
    documents.may_assign(actor)
    let_go(session, document, person, actor)


def give_back(
    session: Session, document: Document, actor: Actor, *, note: str, cause: str = OTHER
) -> Person | None:
    """Give a document back, with the reason; who reads it instead, if there is somebody.

    What was taken for a team waits for the others of it again.
    """
    _only_a_reader(session, document, actor)
    if not lengths.within(note, lengths.REASON) and cause == OTHER:
        raise Invalid(performing.SAY_WHY)
    person = session.get_one(Person, actor.person_id)
    to_team = let_go(session, document, person, actor, cause=cause, note=note.strip())
    session.add(
        GivenBack(
            document_id=document.id,
            person_id=person.id,
            at=clock.now(session),
            cause=cause,
            note=note.strip(),
        )
    )
    session.flush()
    if to_team and _somebody_of_team(session, document):
        return None
    others = suited(session, document)
    if not others or len(document.assignments) >= documents.REVIEWERS_PER_DOCUMENT:
        return None
    documents.assign(session, document, others[0], None)
    return others[0]


def cannot_read(session: Session, document: Document, actor: Actor) -> Person | None:
    """The reviewer does not read this language: to somebody who does, if there is one."""
    _only_a_reader(session, document, actor)
    language = documents.current(document).language
    if language is None:
        raise Invalid(N_("The language of this document is not known. Give it back with a reason."))
    instead = give_back(session, document, actor, note="", cause=LANGUAGE)
    reading_languages.forget(session, session.get_one(Person, actor.person_id), language)
    return instead


def claim(session: Session, actor: Actor) -> Document | None:
    """The first document that lacks a reader, for a reviewer who asks for more, if there is one.

    What it is stays unseen until it is theirs.
    """
    if not actor.has(Role.REVIEWER):
        raise NotAllowed(performing.ONLY[Who.REVIEWER])
    query = (
        select(Document)
        .where(
            Document.state.in_(IN_REVIEW),
            lacks_readers(),
            ~_waits_for_team(),
            free_for(session, actor),
        )
        .order_by(*due.FIRST)
        .limit(1)
    )
    document = session.scalars(query).one_or_none()
    if document is not None:
        person = session.get_one(Person, actor.person_id)
        documents.assign(session, document, person, None, asks=True)
    return document


def free_for(session: Session, actor: Actor) -> ColumnElement[bool]:
    """Documents that the actor may be handed: asked of each person alone, in a team or not.

    Of another organisation, sent in by somebody else, in a language of theirs, not read by them
    already, and not given back.
    """
    person = session.get_one(Person, actor.person_id)
    return and_(
        Document.organisation_id.not_in(actor.organisations()),
        ~exists().where(Assignment.document_id == Document.id, Assignment.person_id == person.id),
        ~exists().where(GivenBack.document_id == Document.id, GivenBack.person_id == person.id),
        ~exists().where(
            DocumentVersion.document_id == Document.id,
            DocumentVersion.upload_id == Upload.id,
            Upload.uploaded_by_id == person.id,
        ),
        _in_language_of(person) if reading_languages.says(person) else true(),
    )


def lacks_readers() -> ColumnElement[bool]:
    """Documents that fewer people read than should."""
    count = (
        select(func.count())
        .where(Assignment.document_id == Document.id)
        .correlate(Document)
        .scalar_subquery()
    )
    return count < documents.REVIEWERS_PER_DOCUMENT


def needs_somebody() -> ColumnElement[bool]:
    """Documents in review for which nobody was found: no reader at all, or one who gave it back."""
    unread = ~exists().where(Assignment.document_id == Document.id)
    back = exists().where(GivenBack.document_id == Document.id) & lacks_readers()
    return Document.state.in_(IN_REVIEW) & or_(unread, back) & ~_waits_for_team()


def _waits_for_team() -> ColumnElement[bool]:
    """Documents that wait for a team, of whom somebody did not give them back."""
    gave_back = exists().where(
        GivenBack.document_id == TeamPaper.document_id, GivenBack.person_id == TeamMember.person_id
    )
    # Few documents wait for a team: they are found once, and not asked of each document there is.
    waiting = (
        select(TeamPaper.document_id)
        .join(TeamMember, TeamMember.team_id == TeamPaper.team_id)
        .where(TeamPaper.person_id.is_(None), ~gave_back)
    )
    return Document.id.in_(waiting)


def proposal(
    session: Session, rows: Iterable[Document], team: Sequence[Person] = ()
) -> list[Share]:
    """How these documents would be spread evenly, so that each has its readers.

    ``team`` are the reviewers among whom they are spread; all of them when it is empty.
    """
    load = documents.plates(session)
    among = {person.id for person in team}
    shares = []
    for document in rows:
        if document.state in (DocumentState.REVIEWED, DocumentState.WITHDRAWN):
            continue
        lack = documents.REVIEWERS_PER_DOCUMENT - len(document.assignments)
        able = [p for p in suited(session, document) if not among or p.id in among]
        able.sort(key=lambda person: (load.get(person.id, 0), person.id))
        for person in able[: max(lack, 0)]:
            load[person.id] = load.get(person.id, 0) + 1
            shares.append(Share(document, person))
    return shares


def _somebody_of_team(session: Session, document: Document) -> bool:
    """Whether somebody of the team that a document waits for may read it; else it waits no more."""
    paper = session.get_one(TeamPaper, document.id)
    if of_team(session, document, paper.team):
        return True
    session.delete(paper)
    session.flush()
    teams.left(session, document, paper.team, None)
    return False


def _only_a_reader(session: Session, document: Document, actor: Actor) -> None:
    if Who.REVIEWER not in documents.standing(session, actor, document):
        raise NotAllowed(performing.ONLY[Who.REVIEWER])


def _in_language_of(person: Person) -> ColumnElement[bool]:
    language = (
        select(DocumentVersion.language)
        .where(DocumentVersion.document_id == Document.id)
        .order_by(DocumentVersion.number.desc())
        .limit(1)
        .correlate(Document)
        .scalar_subquery()
    )
    return or_(language.is_(None), language.in_(reading_languages.of(person)))


def let_go(
    session: Session,
    document: Document,
    person: Person,
    actor: Actor | None,
    *,
    cause: str = "",
    note: str = "",
) -> bool:
    """End somebody's reading of a document, once it is known that they may: back to their team?"""
    found = next((a for a in document.assignments if a.person_id == person.id), None)
    if found is None:
        raise Invalid(N_("%(email)s does not read this document."), email=person.email)
    session.delete(found)
    session.execute(
        delete(ReadingLock).where(
            ReadingLock.document_id == document.id, ReadingLock.person_id == person.id
        )
    )
    forget(session, ReadingLock)
    session.flush()
    session.expire(document, ["assignments"])
    events.append(
        session,
        actor,
        "document",
        document.public_id,
        "unassign",
        organisation_id=document.organisation_id,
        reviewer=person.public_id,
        **{name: words for name, words in (("cause", cause), ("note", note)) if words},
    )
    return teams.let_go(session, document, person)
