"""What the inspector shows of doubt: what was asked and said of an item, and what can be."""

from dataclasses import dataclass

from flask_babel import force_locale, gettext

from report_templates.printable import printable
from webapp import db, filters
from workflows import clock, comments, doubting, questions, settings
from workflows.hanging import Hanging
from workflows.marking import N_
from workflows.models import Document, Item, ItemComment, Person, Question
from workflows.permissions import Actor
from workflows.states import ItemKind

_ASKS = {
    ItemKind.SMELTER: N_(
        "On page %(page)s of “%(title)s” we read “%(name)s”. Is this the plant that makes "
        "the metal? If it is not: which plant is it, and in which country does it stand?"
    ),
    ItemKind.CERTIFICATE: N_(
        "On page %(page)s of “%(title)s” we read a certificate: “%(name)s”. Is what stands there "
        "right, and does it hold now? If it does not: can you send us the certificate that does?"
    ),
    ItemKind.AUDIT_FINDING: N_(
        "On page %(page)s of “%(title)s” we read what an audit found: “%(name)s”. Is this what the "
        "audit found at your supplier? And what has been done about it since?"
    ),
}
"""What the company is asked first of all, by what was read."""


@dataclass(frozen=True)
class Doubts:
    """Beside an item: its questions and comments, the words to begin a question with."""

    questions: list[Question]
    late: frozenset[int]  # ids of questions
    comments: list[ItemComment]
    asks: str
    due: object  # the day that a question of today is answered before
    another_reader: bool
    may_comment: bool
    offered: list[str]  # who can be named in a comment
    may_flag: bool


def about(item: Item, me: Actor, hangs: Hanging) -> Doubts:
    """All that the actor may see of it."""
    session = db.session()
    asked = questions.of_item(session, item, me) if hangs.questions else []
    refused = comments.refusal(session, item.document, me)
    days = round(settings.number(session, "review.question_days"))
    return Doubts(
        asked,
        frozenset(row.id for row in asked if questions.is_overdue(session, row)),
        comments.of_item(session, item, me) if hangs.comments else [],
        _words(item),
        clock.working_day(clock.today(session), days),
        doubting.has_another_reader(session, item, me),
        refused is None,
        comments.offered(session, item.document, me) if refused is None else [],
        doubting.flag_refusal(session, item, me) is None,
    )


def unanswered(document: Document, me: Actor) -> list[tuple[Question, bool]]:
    """The questions about a document that wait for an answer, and whether it is late."""
    session = db.session()
    rows = questions.open_of(session, document, me)
    return [(row, questions.is_overdue(session, row)) for row in rows]


def _words(item: Item) -> str:
    """A question to begin with, in the language of who sent the document in."""
    sender = item.document.versions[-1].upload.uploaded_by_id
    person = db.session().get(Person, sender)
    with force_locale(person.language if person is not None else "nl"):
        return str(
            gettext(
                _ASKS[item.kind],
                page=item.page,
                title=printable(item.document.title),
                name=filters.item_name(item),
            )
        )
