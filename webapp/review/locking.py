"""The lock of a reading on the screen: taken by opening an item, taken over by a button."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp import db
from webapp.auth import actor
from webapp.review.pages import blueprint
from workflows import items, locks
from workflows.errors import WorkflowError
from workflows.models import Document, Item
from workflows.permissions import Actor


def entered(document: Document, item: Item | None, me: Actor) -> WorkflowError | None:
    """Take the reading that the item is in, or say who has it; only readers of it are asked."""
    session = db.session()
    if item is None or locks.may_read(session, document, me) is not None:
        return None
    return locks.enter(session, document, locks.reading_of(item), me)


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
