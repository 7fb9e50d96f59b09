"""Documents that stand with a team: handed to it, taken by one of it, put back.

A team opens nothing and decides on nothing. Each of it is shown what they themselves may read; who
takes a document becomes its named reader, and only that opens it.
"""

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from workflows import assigning, clock, documents, events, teams, telling
from workflows.errors import Conflict, Invalid, NotAllowed, NotFound
from workflows.marking import N_
from workflows.models import Decision, Document, Item, Person, Team, TeamPaper
from workflows.permissions import Actor

TEAM = "team"  # the cause of an end that is no giving back
TAKEN = N_("Somebody else of the team took this document a moment ago.")
DECIDED = N_("You decided on something in it already. Give it back with a reason instead.")


def hand(session: Session, document: Document, team: Team, actor: Actor) -> None:
    """Hand a document to a team; its readers keep it. From another team it goes to this one.

    Handed again to a team of which somebody took it, it waits there for another one.
    """
    documents.may_assign(actor)
    paper = session.get(TeamPaper, document.id, populate_existing=True)
    if paper is not None and (paper.team_id, paper.person_id) == (team.id, None):
        return
    able = assigning.of_team(session, document, team)
    if not able:
        raise Invalid(N_("Nobody else in the team “%(team)s” may read this."), team=team.name)
    if paper is None:
        paper = TeamPaper(document_id=document.id)
        session.add(paper)
    elif paper.team_id != team.id:
        teams.left(session, document, paper.team, actor)
    paper.team, paper.person_id, paper.handed_at = team, None, clock.now(session)
    session.flush()
    events.append(
        session,
        actor,
        "document",
        document.public_id,
        "assign",
        organisation_id=document.organisation_id,
        team=team.public_id,
    )
    if document.state in assigning.IN_REVIEW:
        # Of the team, not of the document: that is nobody's to see yet.
        telling.these(session, able, "team", team.public_id, "wait", actor)


def take_away(session: Session, document: Document, team: Team, actor: Actor) -> None:
    """Take a document from a team; who of it took it goes on reading."""
    documents.may_assign(actor)
    paper = session.get(TeamPaper, document.id, populate_existing=True)
    if paper is None or paper.team_id != team.id:
        raise Invalid(N_("This does not stand with the team “%(team)s”."), team=team.name)
    session.delete(paper)
    session.flush()
    teams.left(session, document, team, actor)


def waiting(session: Session, actor: Actor) -> Select[Document]:
    """What waits in review for a team of the actor, and the actor may be handed."""
    mine = [team.id for team in teams.of(session, actor)]
    standing = select(TeamPaper.document_id).where(
        TeamPaper.team_id.in_(mine), TeamPaper.person_id.is_(None)
    )
    return select(Document).where(
        Document.id.in_(standing),
        Document.state.in_(assigning.IN_REVIEW),
        assigning.free_for(session, actor),
    )


def get(session: Session, public_id: str, actor: Actor) -> Document:
    """One document that waits for the actor's team: what one may not take does not exist."""
    query = waiting(session, actor).where(Document.public_id == public_id)
    document = session.scalars(query).one_or_none()
    if document is None:
        raise NotFound(documents.NOT_FOUND)
    return document


def take(session: Session, document: Document, actor: Actor) -> None:
    """Become the one of the team who reads a document that :func:`get` gave."""
    person = session.get_one(Person, actor.person_id)
    if not teams.taken(session, document, person):
        raise Conflict(TAKEN)
    events.append(
        session,
        actor,
        "document",
        document.public_id,
        "take",
        organisation_id=document.organisation_id,
    )
    documents.assign(session, document, person, None, asks=True)


def may_put_back(session: Session, document: Document, actor: Actor) -> bool:
    """Whether the actor took a document for a team and decided on nothing in it yet."""
    paper = session.get(TeamPaper, document.id)
    return (
        paper is not None
        and paper.person_id == actor.person_id
        and not _decided(session, document, actor)
    )


def put_back(session: Session, document: Document, actor: Actor) -> None:
    """Undo a taking: the document waits for the team again, for the actor as for the others."""
    paper = session.get(TeamPaper, document.id, populate_existing=True)
    if paper is None or paper.person_id != actor.person_id:
        raise NotAllowed(N_("You did not take this document for a team."))
    if _decided(session, document, actor):
        raise Invalid(DECIDED)
    person = session.get_one(Person, actor.person_id)
    assigning.let_go(session, document, person, actor, cause=TEAM)


def _decided(session: Session, document: Document, actor: Actor) -> bool:
    given = exists().where(
        Decision.item_id == Item.id,
        Item.document_id == document.id,
        Decision.person_id == actor.person_id,
        Decision.undone_at.is_(None),
    )
    return bool(session.scalar(select(given)))
