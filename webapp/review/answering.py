"""How the screen answers what was sent: with the next item, or with what is wrong, all kept."""

from collections.abc import Mapping

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp import db, formats, i18n, labels
from webapp.auth import actor
from webapp.review import screen
from workflows import blind, documents, items
from workflows.errors import Invalid, Stale
from workflows.item_lists import Tally
from workflows.models import Document, Item


def done(
    document: Document,
    following: Item | None,
    said: str,
    tally: Tally | None = None,
    *,
    came: str = "",
    aside: str | None = None,
) -> ResponseReturnValue:
    """What was sent is done: the item to go on with, by the script or as a page of its own.

    ``came`` is the public id of the document in which it was sent, where that is another one;
    ``aside`` what of ``said`` the last verdict does not tell.
    """
    elsewhere = came if came != document.public_id else ""
    if screen.is_fetch() and elsewhere:
        # The script opens the other document as a page: what is said goes along.
        flash(said, "success")
        said = ""
    if screen.is_fetch():
        answer = screen.shown(
            document, following, actor(), said=said, aside=aside if said else None, tally=tally
        )
        db.commit()
        return answer
    flash(said, "success")
    target = url_for(
        ".screen",
        document_id=document.public_id,
        item=following.public_id if following else None,
        came=elsewhere or None,
    )
    db.commit()
    return redirect(target, 303)


def refused(
    document_id: str,
    item_id: str | None,
    mistake: Invalid | Stale,
    kept: Mapping[str, str],
    *,
    number: int | None = None,
) -> ResponseReturnValue:
    """What was sent is wrong, or came too late: nothing of it stays but what was filled in.

    Who came too late sees the item as it is now and what was done with it, and can send again.
    """
    me, session = actor(), db.session()
    session.rollback()
    document = documents.get(session, document_id, me)
    screen.allow(document, me)
    item = items.get(session, item_id, me) if item_id else None
    problem = i18n.sentence(mistake)
    if isinstance(mistake, Stale) and item is not None:
        told = "" if blind.hides(item, me) else _last(item)
        problem = f"{problem} {told}".rstrip()
    status = 409 if isinstance(mistake, Stale) else 400
    return screen.shown(
        document, item, me, number=number, problem=problem, kept=kept, status=status
    )


def _last(item: Item) -> str:
    """What was done with an item last, and by whom."""
    if not item.decisions:
        return ""
    newest = max(item.decisions, key=lambda decision: decision.undone_at or decision.at)
    verdict = labels.item_verdict("undo" if newest.undone_at else newest.action)
    when = formats.moment(newest.undone_at or newest.at)
    return str(
        gettext(
            "%(name)s, %(when)s: %(verdict)s.",
            name=newest.person.name,
            when=when,
            verdict=verdict,
        )
    )
