"""The lock of a reading on the screen: taken by opening an item, taken over by a button."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp import db
from webapp.auth import actor
from webapp.review.pages import blueprint
from workflows import item_lists, items, locks
from workflows.errors import WorkflowError
from workflows.models import Document, DocumentVersion, Item
from workflows.permissions import Actor
from workflows.states import ItemState


def entered(document: Document, item: Item | None, me: Actor) -> WorkflowError | None:
    """Take the reading that the item is in, or say who has it; only readers of it are asked."""
    session = db.session()
    if item is None or locks.may_read(session, document, me) is not None:
        return None
    return locks.enter(session, document, locks.reading_of(item), me)


def first(document: Document, version: DocumentVersion, me: Actor) -> Item | None:
    """The item to begin with: one to confirm, while somebody else has the first reading."""
    session = db.session()
    item = item_lists.first(session, version, me)
    if item is None or locks.refusal(session, document, locks.reading_of(item), me) is None:
        return item
    other = locks.FIRST if locks.reading_of(item) == locks.SECOND else locks.SECOND
    if locks.refusal(session, document, other, me) is not None:
        return item
    again = Item.state == ItemState.SECOND
    free = again if other == locks.SECOND else ~again
    return item_lists.first(session, version, me, which=free) or item


@blueprint.post("/items/<item_id>/take-over")
def take_over(item_id: str) -> ResponseReturnValue:
    """Go on reading what somebody else has open."""
    me, session = actor(), db.session()
    item = items.get(session, item_id, me)
    document = item.document
    locks.take_over(session, document, locks.reading_of(item), me)
    flash(gettext("You read this document now."), "success")
    target = url_for(".screen", document_id=document.public_id, item=item_id)
    db.commit()
    return redirect(target, 303)
