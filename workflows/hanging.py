"""What hangs on an item and its paper at all: asked at once, before each of it is asked for.

Most have no question, no comment, no duplicate, no team and no request to withdraw. It tells
nobody anything: what there is, is read through what its reader may see.
"""

from dataclasses import dataclass

from sqlalchemy import BindParameter, bindparam, exists, select
from sqlalchemy.orm import Session

from workflows.models import (
    Decision,
    Document,
    Item,
    ItemComment,
    Likeness,
    Question,
    TeamPaper,
    WithdrawalRequest,
)


@dataclass(frozen=True, slots=True)
class Hanging:
    """Of an item: questions, comments, and others that double it; of its document: a team, a
    request to withdraw it that waits, and earlier documents like it.
    """

    questions: bool
    comments: bool
    doubled: bool
    team: bool
    request: bool
    alike: bool


_ITEM: BindParameter[int] = bindparam("item")
_DOCUMENT: BindParameter[int] = bindparam("document")
# Made once: that takes longer than the answer.
_QUESTION = select(
    exists().where(Question.item_id == _ITEM),
    exists().where(ItemComment.item_id == _ITEM),
    exists().where(Decision.duplicate_of_id == _ITEM),
    exists().where(TeamPaper.document_id == _DOCUMENT),
    exists().where(
        WithdrawalRequest.document_id == _DOCUMENT, WithdrawalRequest.answered_at.is_(None)
    ),
    exists().where(Likeness.document_id == _DOCUMENT),
)


def on(session: Session, document: Document, item: Item | None) -> Hanging:
    """Whether there is any of it, of a document and of one of its items or none."""
    asked = {"document": document.id, "item": item.id if item is not None else None}
    return Hanging(*session.execute(_QUESTION, asked).one())
