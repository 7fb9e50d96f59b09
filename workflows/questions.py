"""Questions to a company about an item: who sees them, their answer, their withdrawal.

A question is seen by the people of the company whose document it is about, by the reviewers of
that document and by the secretariat: by nobody else, whatever else they may see.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from workflows import clock, documents, events, lengths, people, performing, settings, telling
from workflows.errors import Invalid, NotFound
from workflows.machine import Transition
from workflows.marking import N_
from workflows.models import Document, Item, Question
from workflows.performing import Guard, Option
from workflows.permissions import SUBMITTERS, Actor
from workflows.states import DocumentState, QuestionAction, QuestionState
from workflows.storage import FileStore
from workflows.transitions import QUESTIONS

READER, ANSWER, ANSWERED = "reader", "answer", "answered"
"""What an item in doubt awaits: another reader, an answer, or a look at the answer."""

SAY_SOMETHING = N_("Write an answer, or send a document.")


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that is sent with an answer."""

    name: str
    data: bytes
    limit: int  # bytes


def visible(actor: Actor) -> Select[Question]:
    """The questions about the documents that the actor may see, the first due first."""
    return (
        select(Question)
        .join(Item)
        .where(documents.sees(actor, Item.document_id))
        .order_by(Question.due, Question.id)
        .options(joinedload(Question.item).joinedload(Item.document))
    )


def get(session: Session, public_id: str, actor: Actor) -> Question:
    """One question that the actor may see."""
    found = session.scalars(visible(actor).where(Question.public_id == public_id)).one_or_none()
    if found is None:
        raise NotFound(N_("There is no such question."))
    return found


def of_item(session: Session, item: Item, actor: Actor) -> list[Question]:
    """The questions that were asked about an item, the oldest first."""
    query = visible(actor).where(Question.item_id == item.id)
    return list(session.scalars(query.order_by(None).order_by(Question.id)))


def of_document(session: Session, document: Document, actor: Actor) -> list[Question]:
    """The questions about a document that were not withdrawn: the open ones first."""
    query = visible(actor).where(
        Item.document_id == document.id, Question.state != QuestionState.WITHDRAWN
    )
    rows = list(session.scalars(query))
    return sorted(rows, key=lambda row: row.state is not QuestionState.OPEN)


def open_of(session: Session, document: Document, actor: Actor) -> list[Question]:
    """The questions about a document that still wait for an answer, the first due first."""
    query = visible(actor).where(
        Item.document_id == document.id, Question.state == QuestionState.OPEN
    )
    return list(session.scalars(query))


def pending(session: Session, actor: Actor) -> list[Question]:
    """The open questions that the actor may see, the first due first; none of a withdrawn paper."""
    withdrawn = select(Document.id).where(Document.state == DocumentState.WITHDRAWN)
    query = visible(actor).where(
        Question.state == QuestionState.OPEN, Item.document_id.not_in(withdrawn)
    )
    return list(session.scalars(query))


def is_overdue(session: Session, question: Question) -> bool:
    """Whether the day by which an answer was asked for has passed without one."""
    return question.state is QuestionState.OPEN and question.due < clock.today(session)


def ask(session: Session, item: Item, text: str, actor: Actor) -> Question:
    """Ask the company about an item; whether the actor may was checked with the doubt."""
    if not lengths.within(text, lengths.MESSAGE):
        raise Invalid(N_("Write the question."))
    days = round(settings.number(session, "review.question_days"))
    question = Question(
        item=item,
        state=QUESTIONS.initial,
        text=text.strip(),
        asked_by_id=actor.person_id,
        asked_at=clock.now(session),
        due=clock.working_day(clock.today(session), days),
    )
    item.awaits = ANSWER
    session.add(question)
    session.flush()
    events.append(
        session,
        actor,
        QUESTIONS.noun,
        question.public_id,
        "ask",
        organisation_id=item.document.organisation_id,
        target=QUESTIONS.initial.value,
        item=item.public_id,
        document=item.document.public_id,
        text=question.text,
        due=question.due,
    )
    company = people.with_role(session, *SUBMITTERS, organisation_id=item.document.organisation_id)
    telling.these(session, company, QUESTIONS.noun, question.public_id, "ask", actor)
    return question


def options(session: Session, question: Question, actor: Actor) -> tuple[Option, ...]:
    """What the actor can do with a question, and why not where they cannot."""
    at = documents.standing(session, actor, question.item.document)
    return performing.options(QUESTIONS, question, at, _guards(question, actor))


def answer(
    session: Session,
    store: FileStore,
    question: Question,
    actor: Actor,
    *,
    text: str = "",
    paper: Paper | None = None,
    seen: int | None = None,
) -> Question:
    """Answer in words, with a document, or both; the item comes back to its readers."""
    item = question.item
    lengths.within(text, lengths.MESSAGE)

    def apply(_transition: Transition) -> None:
        if paper is not None:
            owner = item.document.organisation
            taken = documents.receive(
                session, store, owner, paper.name, paper.data, actor, limit=paper.limit
            )
            question.document = taken.document
        question.answer = text.strip()
        question.answered_by_id = actor.person_id
        question.answered_at = clock.now(session)
        item.awaits = ANSWERED

    _act(
        session,
        question,
        QuestionAction.ANSWER,
        actor,
        something=bool(text.strip()) or paper is not None,
        seen=seen,
        apply=apply,
        text=text.strip(),
    )
    return question


def withdraw(session: Session, question: Question, actor: Actor) -> None:
    """Take a question back: the item waits for its readers again, in doubt."""

    def apply(_transition: Transition) -> None:
        question.item.awaits = None

    _act(session, question, QuestionAction.WITHDRAW, actor, apply=apply)


def settle(session: Session, item: Item, actor: Actor) -> None:
    """Nothing is awaited of an item that is decided on: an open question about it is withdrawn."""
    if item.awaits is None:
        return
    item.awaits = None
    query = select(Question).where(
        Question.item_id == item.id, Question.state == QuestionState.OPEN
    )
    for question in session.scalars(query):
        withdraw(session, question, actor)


def back(session: Session, item: Item, actor: Actor, before: str) -> None:
    """Await what was awaited ``before`` a verdict that is undone; a question put with it goes.

    A question that the verdict ended is not put again: its company was told that it ended.
    """
    settle(session, item, actor)
    item.awaits = before if before in (ANSWERED, READER) else None


def _act(
    session: Session,
    question: Question,
    action: QuestionAction,
    actor: Actor,
    *,
    something: bool = True,
    seen: int | None = None,
    apply: Callable[[Transition], None],
    text: str = "",
) -> None:
    document = question.item.document
    done = performing.perform(
        session,
        QUESTIONS,
        question,
        action,
        actor,
        standing=documents.standing(session, actor, document),
        guards=_guards(question, actor, something=something),
        organisation_id=document.organisation_id,
        seen=seen,
        apply=apply,
        item=question.item.public_id,
        text=text,
    )
    telling.of(
        session,
        QUESTIONS,
        question,
        done,
        actor,
        organisation_id=document.organisation_id,
        readers=[one.person_id for one in document.assignments],
        standing=lambda who: documents.standing(session, who, document),
    )


def _guards(question: Question, actor: Actor, *, something: bool = True) -> Mapping[str, Guard]:
    return {
        "says_something": lambda: None if something else Invalid(SAY_SOMETHING),
        "no_conflict": lambda: documents.conflict(question.item.document, actor),
    }
