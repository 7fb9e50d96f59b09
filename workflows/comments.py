"""Comments on an item: among its reviewers and the secretariat, or shared with the company."""

from sqlalchemy import ColumnElement, Select, case, exists, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from workflows import calling, clock, documents, events, people, telling
from workflows.errors import Invalid, NotAllowed, NotFound, WorkflowError
from workflows.marking import N_
from workflows.models import Assignment, Document, Item, ItemComment, Mandate, Person
from workflows.permissions import SUBMITTERS, Actor, Who
from workflows.states import Role

MOST = 2000  # characters
NOT_FOUND = N_("There is no such comment.")


def visible(actor: Actor) -> Select[ItemComment]:
    """The comments that the actor may read, the oldest first.

    Who only belongs to the company reads what was shared with it, and never the rest; nor does a
    reviewer who has to do with the company.
    """
    query = (
        select(ItemComment)
        .join(Item)
        .where(documents.sees(actor, Item.document_id))
        .order_by(ItemComment.id)
        .options(joinedload(ItemComment.person))
    )
    if actor.is_secretariat:
        return query
    return query.where(or_(ItemComment.is_shared, _reads(actor)))


def _reads(actor: Actor) -> ColumnElement[bool]:
    """Items of a document that the actor reviews, and that is of no organisation of theirs."""
    return exists().where(
        Assignment.document_id == Item.document_id,
        Assignment.person_id == actor.person_id,
        _READ.id == Item.document_id,
        _READ.organisation_id.not_in(actor.organisations()),
    )


_READ = aliased(Document)


def of_item(session: Session, item: Item, actor: Actor) -> list[ItemComment]:
    """What the actor may read of what was said about an item."""
    return list(session.scalars(visible(actor).where(ItemComment.item_id == item.id)))


def shared(session: Session, document: Document, actor: Actor) -> list[ItemComment]:
    """What was said to the company about the items of a document."""
    query = visible(actor).where(Item.document_id == document.id, ItemComment.is_shared)
    return list(session.scalars(query.options(joinedload(ItemComment.item))))


def get(session: Session, public_id: str, actor: Actor) -> ItemComment:
    """One comment that the actor may read."""
    query = visible(actor).where(ItemComment.public_id == public_id)
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def add(
    session: Session, item: Item, actor: Actor, text: str, *, is_shared: bool = False
) -> ItemComment:
    """Say something of an item; the company reads it only when it is shared."""
    refused = refusal(session, item.document, actor)
    if refused is not None:
        raise refused
    comment = ItemComment(
        item=item,
        person_id=actor.person_id,
        at=clock.now(session),
        text=checked(text),
        is_shared=is_shared,
    )
    session.add(comment)
    session.flush()
    _log(session, comment, actor, "add")
    _tell(session, comment, actor, before="")
    return comment


def offered(session: Session, document: Document, actor: Actor) -> list[str]:
    """Whom the actor can name with an @ in a comment: who reads the paper, and the office."""
    if refusal(session, document, actor) is not None:
        return []
    return [
        person.name
        for person in _readers(session, document)
        if person.id != actor.person_id
        # Who has to do with the company reads what the company reads.
        and documents.conflict(document, people.actor_for(session, person)) is None
    ]


def _readers(session: Session, document: Document) -> list[Person]:
    given = select(Assignment.person_id).where(Assignment.document_id == document.id)
    reads = Person.id.in_(given)
    # With their roles, which tell whom a conflict of interest bars.
    roles = joinedload(Person.mandates).joinedload(Mandate.organisation)
    query = (
        select(Person)
        .where(Person.active, reads | Person.id.in_(people.holding(session, Role.SECRETARIAT)))
        .order_by(case((reads, 0), else_=1), Person.name)
        .options(roles)
    )
    return list(session.scalars(query).unique())


def _tell(session: Session, comment: ItemComment, actor: Actor, *, before: str) -> None:
    """Tell who is named and may read it, but not who was named in it before."""
    document = comment.item.document
    pool = _readers(session, document)
    if comment.is_shared:
        own = people.with_role(session, *SUBMITTERS, organisation_id=document.organisation_id)
        pool = list({person.id: person for person in (*pool, *own)}.values())
    known = {person.id for person in calling.of(before, pool)}
    named = [one for one in calling.of(comment.text, pool) if one.id not in known]
    hearers = [one for one in named if _may_read(session, comment, one)]
    telling.these(session, hearers, "comment", comment.public_id, "mention", actor)


def _may_read(session: Session, comment: ItemComment, person: Person) -> bool:
    query = visible(people.actor_for(session, person)).where(ItemComment.id == comment.id)
    return session.scalars(query).first() is not None


def refusal(session: Session, document: Document, actor: Actor) -> WorkflowError | None:
    """Why the actor may not comment on items of the document, nor flag them; None: they may."""
    at = documents.standing(session, actor, document)
    if not at & {Who.REVIEWER, Who.SECRETARIAT}:
        return NotAllowed(
            N_("Only the reviewers of this document and the secretariat can do this.")
        )
    return documents.conflict(document, actor)


def edit(session: Session, comment: ItemComment, actor: Actor, text: str) -> None:
    """Change the words of one's own comment; that it was changed stays visible."""
    own(comment.person_id, actor)
    words = checked(text)
    if words == comment.text:
        return
    before = comment.text
    comment.text, comment.edited_at = words, clock.now(session)
    session.flush()
    _log(session, comment, actor, "edit")
    _tell(session, comment, actor, before=before)


def delete(session: Session, comment: ItemComment, actor: Actor) -> None:
    """Take one's own comment away; the log keeps that there was one, not what it said."""
    own(comment.person_id, actor)
    _log(session, comment, actor, "delete")
    session.delete(comment)
    session.flush()


def own(person_id: int, actor: Actor) -> None:
    """Refuse whoever did not write a comment."""
    if person_id != actor.person_id:
        raise NotAllowed(N_("You can only change your own comments."))


def checked(text: str) -> str:
    """What somebody wrote, without the white space around it; refused when empty or too long."""
    words = text.strip()
    if not words:
        raise Invalid(N_("Write the comment."))
    if len(words) > MOST:
        raise Invalid(N_("A comment has at most %(most)s characters."), most=MOST)
    return words


def _log(session: Session, comment: ItemComment, actor: Actor, action: str) -> None:
    # Without the words: a comment that was deleted must not live on in the log.
    events.append(
        session,
        actor,
        "comment",
        comment.public_id,
        action,
        organisation_id=comment.item.document.organisation_id,
        item=comment.item.public_id,
        shared=comment.is_shared,
    )
