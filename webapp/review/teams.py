"""Teams of reviewers, as the secretariat keeps them; and taking what waits for one's own team."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from report_templates.printable import printable
from webapp import db, i18n, timeline
from webapp.auth import actor
from webapp.review.pages import blueprint
from workflows import documents, people, queue_filters, team_papers
from workflows import teams as kept
from workflows.errors import Conflict, Invalid, NotFound
from workflows.models import Person, Team
from workflows.states import Role

Problems = list[tuple[str, str]]


@blueprint.get("/teams")
def teams() -> ResponseReturnValue:
    """The teams, who is in each, and what waits for it."""
    kept.may_manage(actor())
    return _list([])


@blueprint.post("/teams")
def make_team() -> ResponseReturnValue:
    """Make a team; the people come after it."""
    session = db.session()
    try:
        team = kept.make(session, request.form.get("name", ""), actor())
    except (Invalid, Conflict) as mistake:
        db.rollback()
        return _list([("name", i18n.sentence(mistake))]), _status(mistake)
    flash(gettext("The team is there. Put people into it."), "success")
    answer = redirect(url_for(".team", team_id=team.public_id), 303)
    db.commit()
    return answer


@blueprint.get("/teams/<team_id>")
def team(team_id: str) -> ResponseReturnValue:
    """One team: its people, what waits for it, its name, its end."""
    return _page(kept.get(db.session(), team_id, actor()), [])


@blueprint.post("/teams/<team_id>")
def change_team(team_id: str) -> ResponseReturnValue:
    """Rename a team, put somebody into it or out of it, or end it."""
    session = db.session()
    team = kept.get(session, team_id, actor())
    action = request.form.get("action", "")
    try:
        said = _changed(team, action)
    except (Invalid, Conflict) as mistake:
        db.rollback()
        about = {"rename": "name", "join": "person"}.get(action, "")
        team = kept.get(session, team_id, actor())
        return _page(team, [(about, i18n.sentence(mistake))]), _status(mistake)
    flash(said, "success")
    address = url_for(".teams") if action == "end" else url_for(".team", team_id=team_id)
    answer = redirect(address, 303)
    db.commit()
    return answer


def _changed(team: Team, action: str) -> str:
    """Do what the form says, and say so."""
    session, me, form = db.session(), actor(), request.form
    if action == "rename":
        kept.rename(session, team, form.get("name", ""), me)
        return str(gettext("The team is now called “%(name)s”.", name=printable(team.name)))
    if action == "end":
        back = kept.end(session, team, me)
        ended = gettext("The team has ended.")
        went = ngettext(
            "%(num)s document that waited for it is back in the queue.",
            "%(num)s documents that waited for it are back in the queue.",
            back,
        )
        return f"{ended} {went}"
    person = _person(form.get("person", ""))
    if action == "join":
        kept.join(session, team, person, me)
        return str(gettext("%(name)s is in the team.", name=person.name))
    if action == "leave":
        kept.leave(session, team, person, me)
        return str(gettext("%(name)s has left the team.", name=person.name))
    raise NotFound(kept.NOT_FOUND)


def _person(email: str) -> Person:
    person = people.find(db.session(), email)
    if person is None:
        raise Invalid("Choose a person.")
    return person


def _status(mistake: Invalid | Conflict) -> int:
    return 409 if isinstance(mistake, Conflict) else 400


def _list(problems: Problems) -> str:
    session = db.session()
    rows = kept.running(session)
    return render_template(
        "review/teams.html",
        teams=rows,
        members=kept.rosters(session, rows),
        waiting=kept.waiting(session),
        given=request.form,
        problems=problems,
        mistakes=dict(problems),
    )


def _page(team: Team, problems: Problems) -> str:
    session = db.session()
    members = kept.members(session, team)
    inside = {one.id for one in members}
    reviewers = people.with_role(session, Role.REVIEWER)
    return render_template(
        "review/team.html",
        team=team,
        members=members,
        others=[(one.email, one.name) for one in reviewers if one.id not in inside],
        waiting=kept.waiting(session).get(team.id, 0),
        given=request.form,
        problems=problems,
        mistakes=dict(problems),
        history=timeline.of(session, "team", team.public_id, timeline.TEAM),
    )


@blueprint.post("/<document_id>/take")
def take(document_id: str) -> ResponseReturnValue:
    """Become the one of one's team who reads a document."""
    me, session = actor(), db.session()
    document = team_papers.get(session, document_id, me)
    team_papers.take(session, document, me)
    flash(gettext("“%(title)s” is yours to read.", title=printable(document.title)), "success")
    answer = redirect(url_for(".screen", document_id=document_id), 303)
    db.commit()
    return answer


@blueprint.post("/<document_id>/put-back")
def put_back(document_id: str) -> ResponseReturnValue:
    """Undo the taking: the document waits for the team again."""
    me, session = actor(), db.session()
    document = documents.get(session, document_id, me)
    team_papers.put_back(session, document, me)
    flash(gettext("It waits for your team again."), "success")
    answer = redirect(url_for(".index", bucket=queue_filters.TEAM), 303)
    db.commit()
    return answer
