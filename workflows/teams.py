"""Teams of reviewers: made, named, filled and ended by the secretariat.

A team decides on nothing: it is a list of people, and each of them is asked for what they may.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session, joinedload

from workflows import clock, events, people
from workflows.errors import Conflict, Invalid, NotFound
from workflows.marking import N_
from workflows.models import Document, Person, Team, TeamMember, TeamPaper
from workflows.models.declarative import lowered
from workflows.once import forget, once
from workflows.permissions import Actor
from workflows.states import Role

LONGEST_NAME = 60
NOT_FOUND = N_("There is no such team.")


def running(session: Session) -> list[Team]:
    """The teams that there are, by name."""
    query = select(Team).where(Team.ended_at.is_(None))
    ordered = query.order_by(func.lower(Team.name), Team.id)
    return list(once(session, Team, lambda: list(session.scalars(ordered))))


def known(session: Session, actor: Actor) -> list[Team]:
    """The teams that the actor knows of: all for the secretariat, their own for a reviewer."""
    if actor.is_secretariat:
        return running(session)
    return of(session, actor)


def of(session: Session, actor: Actor) -> list[Team]:
    """The teams that the actor reads for."""
    if not actor.has(Role.REVIEWER):
        return []
    # Every part of the queue asks it.
    known: dict[int, list[Team]] = once(session, TeamMember, dict)
    if actor.person_id not in known:
        query = (
            select(Team)
            .join(TeamMember)
            .where(TeamMember.person_id == actor.person_id, Team.ended_at.is_(None))
        )
        rows = session.scalars(query.order_by(func.lower(Team.name), Team.id))
        known[actor.person_id] = list(rows)
    return list(known[actor.person_id])


def may_manage(actor: Actor) -> None:
    """Refuse who does not make teams: for them there is none."""
    if not actor.is_secretariat:
        raise NotFound(NOT_FOUND)


def get(session: Session, public_id: str, actor: Actor) -> Team:
    """One team, for the secretariat."""
    may_manage(actor)
    return _one(session, Team.public_id == public_id)


def of_mine(session: Session, public_id: str, actor: Actor) -> Team:
    """One of the teams that the actor reads for."""
    team = next((one for one in of(session, actor) if one.public_id == public_id), None)
    if team is None:
        raise NotFound(NOT_FOUND)
    return team


def named(session: Session, name: str, actor: Actor) -> Team:
    """The team of this name, for the secretariat."""
    may_manage(actor)
    return _one(session, func.lower(Team.name) == lowered(_tidy(name)))


def _one(session: Session, which: ColumnElement[bool]) -> Team:
    query = select(Team).where(which, Team.ended_at.is_(None)).order_by(Team.id)
    team = session.scalars(query.limit(1)).one_or_none()
    if team is None:
        raise NotFound(NOT_FOUND)
    return team


def members(session: Session, team: Team) -> list[Person]:
    """Who reads for the team today, by address; whose role has ended reads for nobody."""
    return rosters(session, [team])[team.id]


def rosters(session: Session, rows: Sequence[Team]) -> dict[int, list[Person]]:
    """Who reads for each of these teams today."""
    query = select(TeamMember.team_id, TeamMember.person_id)
    query = query.where(TeamMember.team_id.in_([row.id for row in rows]))
    inside = {(team, person) for team, person in session.execute(query)}
    reviewers = people.with_role(session, Role.REVIEWER)
    return {row.id: [one for one in reviewers if (row.id, one.id) in inside] for row in rows}


def make(session: Session, name: str, actor: Actor) -> Team:
    """Make a team with nobody in it yet."""
    may_manage(actor)
    team = Team(name=_free(session, name), made_at=clock.now(session))
    session.add(team)
    session.flush()
    events.append(session, actor, "team", team.public_id, "create", name=team.name)
    return team


def rename(session: Session, team: Team, name: str, actor: Actor) -> None:
    """Give a team another name."""
    may_manage(actor)
    before, team.name = team.name, _free(session, name, besides=team)
    session.flush()
    if team.name != before:
        events.append(
            session, actor, "team", team.public_id, "rename", before=before, after=team.name
        )


def join(session: Session, team: Team, person: Person, actor: Actor) -> None:
    """Put a reviewer into a team; papers that wait for it are theirs to take from now on."""
    may_manage(actor)
    if not people.actor_for(session, person).has(Role.REVIEWER):
        raise Invalid(N_("%(email)s is not a reviewer."), email=person.email)
    if session.get(TeamMember, (team.id, person.id)) is not None:
        raise Conflict(N_("%(email)s is in this team already."), email=person.email)
    session.add(TeamMember(team_id=team.id, person_id=person.id, since=clock.now(session)))
    session.flush()
    events.append(session, actor, "team", team.public_id, "join", given_person=person.email)


def leave(session: Session, team: Team, person: Person, actor: Actor) -> None:
    """Take a reviewer out of a team: what waits for it is no longer theirs, what they took is."""
    may_manage(actor)
    row = session.get(TeamMember, (team.id, person.id))
    if row is None:
        raise Invalid(N_("%(email)s is not in this team."), email=person.email)
    session.delete(row)
    session.flush()
    events.append(session, actor, "team", team.public_id, "leave", given_person=person.email)


def end(session: Session, team: Team, actor: Actor) -> int:
    """End a team; how many papers that nobody had taken are back in the queue without it."""
    may_manage(actor)
    papers = select(Document).join(TeamPaper).where(TeamPaper.team_id == team.id)
    back = list(session.scalars(papers.where(TeamPaper.person_id.is_(None)).order_by(Document.id)))
    session.execute(delete(TeamPaper).where(TeamPaper.team_id == team.id))
    session.execute(delete(TeamMember).where(TeamMember.team_id == team.id))
    forget(session, TeamMember)
    team.ended_at = clock.now(session)
    session.flush()
    for row in back:
        left(session, row, team, actor)
    events.append(session, actor, "team", team.public_id, "end", documents=len(back))
    return len(back)


def left(session: Session, document: Document, team: Team, actor: Actor | None) -> None:
    """Write down that a document stands with a team no more."""
    events.append(
        session,
        actor,
        "document",
        document.public_id,
        "unassign",
        organisation_id=document.organisation_id,
        team=team.public_id,
    )


def waiting(session: Session) -> dict[int, int]:
    """How many papers wait for each team."""
    query = select(TeamPaper.team_id, func.count()).where(TeamPaper.person_id.is_(None))
    return dict(session.execute(query.group_by(TeamPaper.team_id)).all())


def waits(session: Session, document: Document) -> bool:
    """Whether a document waits for a team."""
    paper = session.get(TeamPaper, document.id)
    return paper is not None and paper.person_id is None


def holding(session: Session, rows: Iterable[Document]) -> dict[int, TeamPaper]:
    """By document: with which team it stands, and who of it took it."""
    query = select(TeamPaper).where(TeamPaper.document_id.in_([row.id for row in rows]))
    query = query.options(joinedload(TeamPaper.team))
    return {paper.document_id: paper for paper in session.scalars(query)}


def taken(session: Session, document: Document, person: Person) -> bool:
    """Note that somebody of the team reads its document now; False when none of it was to.

    One of two who take it at the same moment is told that they came second.
    """
    inside = select(TeamMember.team_id).where(TeamMember.person_id == person.id)
    change = update(TeamPaper).where(
        TeamPaper.document_id == document.id,
        TeamPaper.person_id.is_(None),
        TeamPaper.team_id.in_(inside),
    )
    done = session.execute(change.values(person_id=person.id))
    return getattr(done, "rowcount", 0) == 1


def let_go(session: Session, document: Document, person: Person) -> bool:
    """Note that who took a document for its team reads it no more: whether it waits there again."""
    change = update(TeamPaper).where(
        TeamPaper.document_id == document.id, TeamPaper.person_id == person.id
    )
    done = session.execute(change.values(person_id=None))
    return getattr(done, "rowcount", 0) == 1


def _free(session: Session, name: str, *, besides: Team | None = None) -> str:
    name = _tidy(name)
    if not name:
        raise Invalid(N_("Give the team a name."))
    if len(name) > LONGEST_NAME:
        raise Invalid(N_("A name has at most %(most)s characters."), most=LONGEST_NAME)
    same = (one for one in running(session) if one.name.lower() == name.lower())
    if any(one is not besides for one in same):
        raise Conflict(N_("There is a team “%(name)s” already."), name=name)
    return name


def _tidy(name: str) -> str:
    return " ".join(name.split())
