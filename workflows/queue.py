"""The review queue: which papers wait for a reader, and for what; counted by the database.

Every question starts from what the actor may see. No item is loaded to be counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select, true
from sqlalchemy.orm import Session

from workflows import document_lists, documents, due, facts, items
from workflows.models import Assignment, Document, DocumentVersion, Item, Upload
from workflows.permissions import Actor
from workflows.states import DocumentState, ItemState, Role

IN_REVIEW = (DocumentState.TO_REVIEW, DocumentState.IN_REVIEW)


@dataclass(frozen=True, slots=True)
class Plate:
    """What waits in one paper: items for a first and a second reading, and for somebody else."""

    first: int = 0
    second: int = 0
    others: int = 0  # judged or handed over by the reader: another one looks at them

    @property
    def waiting(self) -> int:
        """Items that wait for this reader."""
        return self.first + self.second


def to_read(actor: Actor, states: Iterable[DocumentState] = IN_REVIEW) -> Select[Document]:
    """The papers in review, or in these states, that the actor reads without a conflict of
    interest, in that order.
    """
    mine = select(Assignment.document_id).where(Assignment.person_id == actor.person_id)
    sent = (
        select(DocumentVersion.id)
        .join(Upload)
        .where(DocumentVersion.document_id == Document.id, Upload.uploaded_by_id == actor.person_id)
    )
    return (
        documents.visible(actor)
        .where(
            Document.state.in_(states),
            Document.id.in_(mine) if actor.has(Role.REVIEWER) else false(),
            Document.organisation_id.not_in(actor.organisations()),
            ~sent.exists(),
        )
        .order_by(None)
        .order_by(*due.FIRST)
    )


def holding(
    which: ColumnElement[bool], number: ColumnElement[int] | None = None
) -> ColumnElement[bool]:
    """Papers of whose newest version an item is like this; of the paper with this ``number``."""
    found = (
        select(Item.id)
        .join(DocumentVersion, DocumentVersion.id == Item.version_id)
        .where(
            DocumentVersion.document_id == (Document.id if number is None else number),
            document_lists.NEWEST,
            items.IN_LISTS,
            which,
        )
    )
    # Asked paper by paper: as EXISTS, PostgreSQL may go through every item there is instead.
    return found.limit(1).scalar_subquery().is_not(None)


def waits_for(actor: Actor) -> ColumnElement[bool]:
    """Papers in which something waits for this reader; also when nothing at all was found."""
    return holding(items.waits_for(actor)) | ~holding(true())


def to_confirm(actor: Actor) -> Select[Document]:
    """The papers that the actor read, of which nobody confirmed what the paper itself is.

    While items in it still wait for the actor they come first: it is asked after them.
    """
    return to_read(actor, (*IN_REVIEW, DocumentState.REVIEWED)).where(
        facts.not_confirmed(),
        or_(Document.state == DocumentState.REVIEWED, ~waits_for(actor)),
    )


def plates(session: Session, rows: Iterable[Document], actor: Actor) -> dict[int, Plate]:
    """What waits in each of these papers, in one question; one without items is left out."""
    again = Item.state == ItemState.SECOND
    query = document_lists.by_paper(
        rows,
        _count(items.fresh_for(actor)),
        _count(and_(again, Item.proposed_by_id.is_distinct_from(actor.person_id))),
        _count(items.with_another(actor)),
    )
    return {row[0]: Plate(int(row[1]), int(row[2]), int(row[3])) for row in session.execute(query)}


def _count(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((which, 1), else_=0))
