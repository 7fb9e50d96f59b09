"""Handing out: who reads a document, and by when its sender hears."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from report_templates.printable import printable
from webapp import db, formats, params
from webapp.auth import actor
from webapp.review.pages import blueprint
from workflows import assigning, documents, due, people
from workflows.errors import Invalid
from workflows.marking import N_
from workflows.models import Person

CHOOSE = N_("Choose a person.")


@blueprint.post("/<document_id>/due")
def promise(document_id: str) -> ResponseReturnValue:
    """Promise the sender another day, with the reason."""
    me, session = actor(), db.session()
    document = documents.get(session, document_id, me)
    until = params.a_date(request.form.get("due", ""))
    due.change(session, document, until, me, note=request.form.get("note", ""))
    flash(gettext("The company hears before %(day)s.", day=formats.day(document.due)), "success")
    answer = redirect(url_for("documents.detail", document_id=document_id), 303)
    db.commit()
    return answer


@blueprint.post("/<document_id>/unassign")
def unassign(document_id: str) -> ResponseReturnValue:
    """Take the document from a reviewer."""
    me, session = actor(), db.session()
    document = documents.get(session, document_id, me)
    documents.may_assign(me)
    person = people.find(session, request.form.get("reviewer", ""))
    if person is None:
        raise Invalid(CHOOSE)
    assigning.unassign(session, document, person, me)
    flash(gettext("%(name)s reads it no more.", name=person.name), "success")
    answer = redirect(url_for("documents.detail", document_id=document_id), 303)
    db.commit()
    return answer


@blueprint.post("/<document_id>/give-back")
def give_back(document_id: str) -> ResponseReturnValue:
    """The reviewer gives the document back, with the reason."""
    me, session = actor(), db.session()
    document = documents.get(session, document_id, me)
    instead = assigning.give_back(session, document, me, note=request.form.get("note", ""))
    return _gone(instead)


@blueprint.post("/<document_id>/cannot-read")
def cannot_read(document_id: str) -> ResponseReturnValue:
    """The reviewer does not read the language of the document."""
    me, session = actor(), db.session()
    document = documents.get(session, document_id, me)
    return _gone(assigning.cannot_read(session, document, me))


def _gone(instead: Person | None) -> ResponseReturnValue:
    if instead is not None:
        flash(gettext("Given back. Somebody else reads it now. Your verdicts are kept."), "success")
    else:
        flash(gettext("Given back. The secretariat looks for a reader."), "success")
    answer = redirect(url_for(".index"), 303)
    db.commit()
    return answer


@blueprint.post("/claim")
def claim() -> ResponseReturnValue:
    """Ask for one more document to read."""
    document = assigning.claim(db.session(), actor())
    if document is None:
        flash(gettext("No document waits for another reader."), "info")
        return redirect(url_for(".index"), 303)
    flash(gettext("“%(title)s” is yours to read.", title=printable(document.title)), "success")
    answer = redirect(url_for(".screen", document_id=document.public_id), 303)
    db.commit()
    return answer
