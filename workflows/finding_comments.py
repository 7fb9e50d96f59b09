"""Comments on a finding: among those who work on it, or shared with the company, which answers.

What the company says is always shared. Who has to do with the company reads what it reads.
"""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from workflows import calling, clock, comments, events, findings, people, telling
from workflows.errors import NotAllowed, NotFound, WorkflowError
from workflows.marking import N_
from workflows.models import Finding, FindingComment, Person
from workflows.permissions import SUBMITTERS, Actor, Who
from workflows.states import Role

NOUN = "finding_comment"
_INSIDE = frozenset({Who.REVIEWER, Who.SECRETARIAT})


def visible(actor: Actor) -> Select[FindingComment]:
    """The comments that the actor may read, the oldest first."""
    seen = findings.visible(actor).order_by(None).with_only_columns(Finding.id)
    query = (
        select(FindingComment)
        .join(Finding)
        .where(FindingComment.finding_id.in_(seen))
        .order_by(FindingComment.id)
        .options(joinedload(FindingComment.person))
    )
    foreign: ColumnElement[bool] = Finding.organisation_id.not_in(actor.organisations())
    if not actor.is_secretariat:
        foreign = and_(foreign, Finding.id.in_(findings.assigned(actor)))
    return query.where(or_(FindingComment.is_shared, foreign))


def of_finding(session: Session, finding: Finding, actor: Actor) -> list[FindingComment]:
    """What the actor may read of what was said about a finding."""
    query = visible(actor).where(FindingComment.finding_id == finding.id)
    return list(session.scalars(query))


def get(session: Session, public_id: str, actor: Actor) -> FindingComment:
    """One comment that the actor may read."""
    query = visible(actor).where(FindingComment.public_id == public_id)
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound(comments.NOT_FOUND)
    return found


def inside(session: Session, finding: Finding, actor: Actor) -> bool:
    """Whether the actor is one of those who work on the finding and are not of the company."""
    return bool(findings.standing(session, actor, finding) & _INSIDE)


def refusal(session: Session, finding: Finding, actor: Actor) -> WorkflowError | None:
    """Why the actor cannot comment on a finding; None: they can."""
    if not findings.standing(session, actor, finding) & (_INSIDE | {Who.OWN}):
        return NotAllowed(
            N_("Only the company, the reviewers of its papers and the secretariat can do this.")
        )
    return None


def add(
    session: Session, finding: Finding, actor: Actor, text: str, *, is_shared: bool = False
) -> FindingComment:
    """Say something of a finding; what the company says it shares with all who work on it."""
    refused = refusal(session, finding, actor)
    if refused is not None:
        raise refused
    by_company = not inside(session, finding, actor)
    comment = FindingComment(
        finding=finding,
        person_id=actor.person_id,
        at=clock.now(session),
        text=comments.checked(text),
        is_shared=is_shared or by_company,
    )
    session.add(comment)
    session.flush()
    _log(session, comment, actor, "add")
    named = _tell_named(session, comment, actor, before="")
    if comment.is_shared:
        hearers = _across(session, finding, by_company=by_company)
        others = [person for person in hearers if person.id not in named]
        telling.unless_unread(session, others, "finding", finding.public_id, "comment", actor)
    return comment


def edit(session: Session, comment: FindingComment, actor: Actor, text: str) -> None:
    """Change the words of one's own comment; that it was changed stays visible."""
    comments.own(comment.person_id, actor)
    words = comments.checked(text)
    if words == comment.text:
        return
    before = comment.text
    comment.text, comment.edited_at = words, clock.now(session)
    session.flush()
    _log(session, comment, actor, "edit")
    _tell_named(session, comment, actor, before=before)


def delete(session: Session, comment: FindingComment, actor: Actor) -> None:
    """Take one's own comment away; the log keeps that there was one, not what it said."""
    comments.own(comment.person_id, actor)
    _log(session, comment, actor, "delete")
    session.delete(comment)
    session.flush()


def offered(session: Session, finding: Finding, actor: Actor) -> list[str]:
    """Whom the actor can name with an @: their colleagues in this, and whose turn it is."""
    if refusal(session, finding, actor) is not None:
        return []
    pool = _workers(session, finding)
    if not inside(session, finding, actor):
        # To the company its page names who has the finding in hand, and no other reviewer.
        pool = [*_company(session, finding), *_in_hand(session, finding)]
    known = {person.id: person for person in pool}
    return [person.name for person in known.values() if person.id != actor.person_id]


def _workers(session: Session, finding: Finding) -> list[Person]:
    """The reviewers of its papers and the secretariat, without who has to do with the company."""
    given = {a.person_id for paper in findings.documents_of(finding) for a in paper.assignments}
    query = select(Person).where(Person.active, Person.id.in_(given)).order_by(Person.name)
    rows = [*session.scalars(query), *people.with_role(session, Role.SECRETARIAT)]
    found = {person.id: person for person in rows}
    return [
        person
        for person in found.values()
        if inside(session, finding, people.actor_for(session, person))
    ]


def _company(session: Session, finding: Finding) -> list[Person]:
    return people.with_role(session, *SUBMITTERS, organisation_id=finding.organisation_id)


def _in_hand(session: Session, finding: Finding) -> list[Person]:
    """Who has the finding in hand; while nobody has, the secretariat."""
    workers = _workers(session, finding)
    owner = [person for person in workers if person.id == finding.owner_id]
    office = {person.id for person in people.with_role(session, Role.SECRETARIAT)}
    return owner or [person for person in workers if person.id in office]


def _across(session: Session, finding: Finding, *, by_company: bool) -> Iterable[Person]:
    """Those on the other side, who are told of what is said to them."""
    return _in_hand(session, finding) if by_company else _company(session, finding)


def _tell_named(
    session: Session, comment: FindingComment, actor: Actor, *, before: str
) -> set[int]:
    """Tell who is named and may read it, but not who was named in it before; who that is."""
    pool = _workers(session, comment.finding)
    if comment.is_shared:
        pool += _company(session, comment.finding)
    known = {person.id for person in calling.of(before, pool)}
    named = [one for one in calling.of(comment.text, pool) if one.id not in known]
    telling.these(session, named, NOUN, comment.public_id, "mention", actor)
    return {person.id for person in named}


def _log(session: Session, comment: FindingComment, actor: Actor, action: str) -> None:
    # Without the words: a comment that was deleted must not live on in the log.
    events.append(
        session,
        actor,
        NOUN,
        comment.public_id,
        action,
        organisation_id=comment.finding.organisation_id,
        finding=comment.finding.public_id,
        shared=comment.is_shared,
    )
