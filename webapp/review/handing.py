"""Handing out: who reads a document, and by when its sender hears."""

from collections.abc import Callable, Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from report_templates.printable import printable
from webapp import db, formats, i18n, params
from webapp.auth import actor
from webapp.review.pages import blueprint
from workflows import assigning, documents, due, people, saved_views
from workflows.errors import Invalid
from workflows.marking import N_
from workflows.models import Document, Person
from workflows.states import Role

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


@blueprint.post("/hand-out")
def hand_out() -> ResponseReturnValue:
    """Hand the chosen documents of the queue to somebody, take them away, or spread them."""
    me, session, form = actor(), db.session(), request.form
    documents.may_assign(me)
    action = form.get("action", "")
    rows = [documents.get(session, one, me) for one in form.getlist("document")[:_AT_ONCE]]
    if action == "spread":
        return _preview(rows)
    if action == "confirm":
        pairs = [_pair(text) for text in form.getlist("share")[: 2 * _AT_ONCE]]
        done = _each(pairs, lambda row, person: documents.assign(session, row, person, me))
    else:
        person = people.find(session, form.get("reviewer", ""))
        if person is None or action not in ("assign", "unassign"):
            raise Invalid(CHOOSE)
        step = documents.assign if action == "assign" else assigning.unassign
        done = _each([(row, person) for row in rows], lambda row, one: step(session, row, one, me))
    flash(ngettext("%(num)s document changed hands.", "%(num)s documents changed hands.", done))
    answer = redirect(_back(), 303)
    db.commit()
    return answer


_AT_ONCE = 50  # the documents of one page


def _each(
    pairs: Sequence[tuple[Document, Person]], step: Callable[[Document, Person], None]
) -> int:
    """Do it for each; what is refused is said, and does not stop the others."""
    session, done = db.session(), 0
    for row, person in pairs:
        try:
            with session.begin_nested():
                step(row, person)
            done += 1
        except Invalid as refused:
            session.expire(row)
            flash(f"{printable(row.title)}: {i18n.sentence(refused)}", "warning")
    return done


def _pair(text: str) -> tuple[Document, Person]:
    """A document and a person as the preview wrote them down."""
    document_id, _space, person_id = text.partition(" ")
    session = db.session()
    row = documents.get(session, document_id, actor())
    person = next((p for p in _reviewers() if p.public_id == person_id), None)
    if person is None:
        raise Invalid(CHOOSE)
    return row, person


def _preview(rows: Sequence[Document]) -> str:
    reviewers = _reviewers()
    chosen = set(request.form.getlist("team"))
    team = [one for one in reviewers if one.public_id in chosen]
    return render_template(
        "review/spread.html",
        rows=rows,
        team=[(one.public_id, one.name, "") for one in reviewers],
        chosen=chosen or {one.public_id for one in reviewers},
        shares=assigning.proposal(db.session(), rows, team),
        back_address=_back(),
        back_filters=request.form.get("back", ""),
    )


def _reviewers() -> list[Person]:
    return people.with_role(db.session(), Role.REVIEWER)


def _back() -> str:
    """The queue as it was filtered."""
    filters = saved_views.cleaned(request.form.get("back", "")[: saved_views.LONGEST_QUERY])
    return f"{url_for('.index')}?{filters}" if filters else url_for(".index")
