"""On the page of a document: what its company was asked about items, and told of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from webapp import crops
from workflows import comments, items, pages, questions
from workflows.models import Document, ItemComment, Question
from workflows.permissions import Actor


@dataclass(frozen=True)
class Asked:
    """A question with the picture of its place; ``may_answer``: by who looks at it now."""

    question: Question
    crop: crops.Crop | None
    is_late: bool
    may_answer: bool


def shown(session: Session, document: Document, me: Actor) -> Sequence[Asked]:
    """The questions about a document, the open ones first."""
    return [_asked(session, row, me) for row in questions.of_document(session, document, me)]


def told(session: Session, document: Document, me: Actor) -> Sequence[ItemComment]:
    """The comments that the company reads too."""
    return comments.shared(session, document, me)


def _asked(session: Session, question: Question, me: Actor) -> Asked:
    item = question.item
    place = items.mentions(item)[0]
    page = pages.of(session, item.document_version, place.page)
    return Asked(
        question,
        crops.of(page, place.box, width=420, height=90),
        questions.is_overdue(session, question),
        any(
            option.transition.action == "answer" and option.refusal is None
            for option in questions.options(session, question, me)
        ),
    )
