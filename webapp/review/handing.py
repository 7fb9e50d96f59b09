"""Handing out: who reads a document, or which team, and by when its sender hears."""

from collections.abc import Callable, Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from report_templates.printable import printable
from webapp import db, formats, hand_to, i18n, params
from webapp.auth import actor
from webapp.review.pages import blueprint
from workflows import assigning, documents, due, people, saved_views, teams
from workflows.errors import Invalid
from workflows.models import Document, Person, Team
from workflows.states import Role


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
    """Take the document from a reviewer, or from a team."""
    me, session = actor(), db.session()
    document = documents.get(session, document_id, me)
    documents.may_assign(me)
    whom = hand_to.chosen(request.form.get("reviewer", ""))
    hand_to.take_away(document, whom)
    if isinstance(whom, Team):
        flash(gettext("It no longer stands with the team."), "success")
    else:
        flash(gettext("%(name)s reads it no more.", name=whom.name), "success")
    answer = redirect(url_for("documents.detail", document_id=document_id), 303)
    db.commit()
    return answer


@blueprint.post("/<document_id>/give-back")
def give_back(document_id: str) -> ResponseReturnValue:
    """The reviewer gives the document back, with the reason."""
    me, session = actor(), db.session()
    document = documents.get(session, document_id, me)
    instead = assigning.give_back(session, document, me, note=request.form.get("note", ""))
    return _gone(document, instead)


@blueprint.post("/<document_id>/cannot-read")
def cannot_read(document_id: str) -> ResponseReturnValue:
    """The reviewer does not read the language of the document."""
    me, session = actor(), db.session()
    document = documents.get(session, document_id, me)
    return _gone(document, assigning.cannot_read(session, document, me))


def _gone(document: Document, instead: Person | None) -> ResponseReturnValue:
    if teams.waits(db.session(), document):
        flash(gettext("Given back. It waits for your team again."), "success")
    elif instead is not None:
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
    """Hand the chosen documents to somebody or a team, take them away, or spread them."""
    me, session, form = actor(), db.session(), request.form
    documents.may_assign(me)
    action = form.get("action", "")
    rows = [documents.get(session, one, me) for one in form.getlist("document")[:_AT_ONCE]]
    if action == "spread":
        return _preview(rows)
    if action == "confirm":
        pairs = [_pair(text) for text in form.getlist("share")[: 2 * _AT_ONCE]]
        done = _each(pairs, hand_to.hand)
        said = ngettext(
            "%(num)s document was handed out.", "%(num)s documents were handed out.", done
        )
    else:
        whom = hand_to.chosen(form.get("reviewer", ""))
        if action not in ("assign", "unassign"):
            raise Invalid(hand_to.CHOOSE)
        step = hand_to.hand if action == "assign" else hand_to.take_away
        done = _each([(row, whom) for row in rows], step)
        said = _handed(done, printable(whom.name), given=action == "assign")
    if done:
        flash(said)
    answer = redirect(_back(), 303)
    db.commit()
    return answer


def _handed(done: int, name: str, *, given: bool) -> str:
    """How many documents went to a reader or a team; who had one already keeps it."""
    if given:
        said = ngettext(
            "%(num)s document was given to %(name)s. Who had it already keeps it.",
            "%(num)s documents were given to %(name)s. Who had them already keeps them.",
            done,
            name=name,
        )
    else:
        said = ngettext(
            "%(num)s document was taken away from %(name)s.",
            "%(num)s documents were taken away from %(name)s.",
            done,
            name=name,
        )
    return str(said)


_AT_ONCE = 50  # the documents of one page


def _each(
    pairs: Sequence[tuple[Document, Person | Team]],
    step: Callable[[Document, Person | Team], None],
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


def _pair(text: str) -> tuple[Document, Person | Team]:
    """A document and a person as the preview wrote them down."""
    document_id, _space, person_id = text.partition(" ")
    session = db.session()
    row = documents.get(session, document_id, actor())
    person = next((p for p in _reviewers() if p.public_id == person_id), None)
    if person is None:
        raise Invalid(hand_to.CHOOSE)
    return row, person


def _preview(rows: Sequence[Document]) -> str:
    session, form, reviewers = db.session(), request.form, _reviewers()
    start = hand_to.team(form.get("start") or form.get("reviewer", ""))
    if start is not None:
        chosen = {one.public_id for one in teams.members(session, start)}
    else:
        chosen = set(form.getlist("team"))
    team = [one for one in reviewers if one.public_id in chosen]
    return render_template(
        "review/spread.html",
        rows=rows,
        team=[(one.public_id, one.name, "") for one in reviewers],
        chosen=chosen if team or start is not None else {one.public_id for one in reviewers},
        starts=[(hand_to.value(one), hand_to.words(one)) for one in teams.running(session)],
        shares=assigning.proposal(session, rows, team) if team or start is None else [],
        back_address=_back(),
        back_filters=request.form.get("back", ""),
    )


def _reviewers() -> list[Person]:
    return people.with_role(db.session(), Role.REVIEWER)


def _back() -> str:
    """The queue as it was filtered."""
    filters = saved_views.cleaned(request.form.get("back", "")[: saved_views.LONGEST_QUERY])
    return f"{url_for('.index')}?{filters}" if filters else url_for(".index")
