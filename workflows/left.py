"""What is left in a document: items without a verdict, and items that no reviewer read."""

from collections.abc import Callable, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflows.errors import NotAllowed, WorkflowError
from workflows.marking import N_
from workflows.models import Document, Item
from workflows.states import ItemState

_ENDED = (ItemState.APPROVED, ItemState.REJECTED, ItemState.CONFIRMED, ItemState.SET_ASIDE)


def open_items(session: Session, document: Document) -> int:
    """How many items of the newest version still wait for a decision."""
    newest = document.versions[-1]
    query = select(func.count()).where(Item.version_id == newest.id, Item.state.not_in(_ENDED))
    return session.scalar(query) or 0


def confirmed_items(session: Session, document: Document) -> int:
    """How many items of the newest version the company answers for, unread by reviewers."""
    newest = document.versions[-1]
    query = select(func.count()).where(
        Item.version_id == newest.id, Item.state == ItemState.CONFIRMED
    )
    return session.scalar(query) or 0


def guards(
    session: Session, document: Document, waiting: int | None = None
) -> Mapping[str, Callable[[], WorkflowError | None]]:
    """The conditions of the document table about its items, ready to be asked.

    ``waiting`` is how many items are open, where that was counted already.
    """

    def nothing_open() -> WorkflowError | None:
        left = open_items(session, document) if waiting is None else waiting
        return (
            NotAllowed(N_("Still waiting for a decision: %(left)s."), left=left) if left else None
        )

    def some_confirmed() -> WorkflowError | None:
        if confirmed_items(session, document):
            return None
        return NotAllowed(N_("Reviewers read every item of this document."))

    def none_confirmed() -> WorkflowError | None:
        if not confirmed_items(session, document):
            return None
        return NotAllowed(N_("The company confirmed items that no reviewer read."))

    return {
        "nothing_open": nothing_open,
        "some_confirmed": some_confirmed,
        "none_confirmed": none_confirmed,
    }
