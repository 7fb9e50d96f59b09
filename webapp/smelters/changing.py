"""What the secretariat does with one site: make it public, settle its names, open or close it."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp import db, i18n, params, wordlists
from webapp.auth import actor
from webapp.smelters.pages import blueprint
from webapp.smelters.site import page
from workflows import aliases, clock, register, site_facts, site_states
from workflows.errors import Invalid
from workflows.states import SiteState


@blueprint.post("/<site_id>/clear")
def clear(site_id: str) -> ResponseReturnValue:
    """Make a site public that one member's documents taught of."""
    session, me = db.session(), actor()
    site = register.get(session, site_id, me)
    note = request.form.get("note", "")
    try:
        register.clear(session, site, me, note=note)
    except Invalid as mistake:
        db.rollback()
        site = register.get(session, site_id, me)
        return page(site, [("note", i18n.sentence(mistake))]), 400
    flash(gettext("Everybody who reads the register can see this smelter now."), "success")
    answer = redirect(url_for(".detail", site_id=site.public_id), 303)
    db.commit()
    return answer


@blueprint.post("/<site_id>/names")
def settle_name(site_id: str) -> ResponseReturnValue:
    """Make a name public that a member's papers taught, or take it off the site."""
    session, me = db.session(), actor()
    site = register.get(session, site_id, me)
    given = request.form
    public = given.get("what") == "clear"
    settle = aliases.clear if public else aliases.remove
    try:
        settle(session, site, given.get("learned", ""), me, note=given.get("name-note", ""))
    except Invalid as mistake:
        db.rollback()
        site = register.get(session, site_id, me)
        about = "name-note" if given.get("learned") else "learned"
        return page(site, [(about, i18n.sentence(mistake))]), 400
    done = gettext("Everybody who reads the register can see this name now.")
    flash(done if public else gettext("The name has been removed."), "success")
    answer = redirect(url_for(".detail", site_id=site.public_id), 303)
    db.commit()
    return answer


@blueprint.post("/<site_id>/name")
def add_name(site_id: str) -> ResponseReturnValue:
    """Add another name by hand, with its public source."""
    session, me, form = db.session(), actor(), request.form
    site = register.get(session, site_id, me)
    try:
        aliases.add(session, site, form.get("new-name", ""), me, note=form.get("new-source", ""))
    except Invalid as mistake:
        db.rollback()
        about = "new-source" if form.get("new-name", "").strip() else "new-name"
        site = register.get(session, site_id, me)
        return page(site, [(about, i18n.sentence(mistake))]), 400
    flash(gettext("The name has been added."), "success")
    answer = redirect(url_for(".detail", site_id=site.public_id), 303)
    db.commit()
    return answer


@blueprint.post("/<site_id>/state")
def settle_state(site_id: str) -> ResponseReturnValue:
    """Say that a site is closed, is open again, or that nobody knows."""
    session, me, form = db.session(), actor(), request.form
    site = register.get(session, site_id, me)
    try:
        state = params.one_of(SiteState, form.get("state", ""))
        since = params.a_date(form.get("since", "")) or clock.today(session)
        reason = form.get("state-reason", "")
        site_states.settle(session, site, state, me, since=since, reason=reason)
    except Invalid as mistake:
        db.rollback()
        site = register.get(session, site_id, me)
        wanting = not form.get("state-reason", "").strip()
        about = "state-reason" if wanting or "field" in mistake.params else "since"
        return page(site, [(about, i18n.sentence(mistake))]), 400
    flash(gettext("The status has been changed."), "success")
    answer = redirect(url_for(".detail", site_id=site.public_id), 303)
    db.commit()
    return answer


@blueprint.post("/<site_id>/status")
def say(site_id: str) -> ResponseReturnValue:
    """Note what a scheme says of a site, or that it says nothing of it any more."""
    session, me, form = db.session(), actor(), request.form
    site = register.get(session, site_id, me)
    try:
        site_facts.say(
            session,
            site,
            me,
            scheme=params.known(wordlists.SCHEMES, form.get("scheme", "")),
            status=params.known(wordlists.STATUSES, form.get("said", "")),
            basis=params.known(wordlists.BASES, form.get("basis", "")),
            from_date=params.a_date(form.get("said-from", "")) or clock.today(session),
            to_date=params.a_date(form.get("said-until", "")),
            source=form.get("said-source", ""),
            note=form.get("said-note", ""),
        )
    except Invalid as mistake:
        db.rollback()
        site = register.get(session, site_id, me)
        return page(site, [(_about_status(mistake), i18n.sentence(mistake))]), 400
    if form.get("said") == site_facts.NOTHING:
        flash(gettext("It has been taken back. The timeline keeps what was said."), "success")
    else:
        flash(gettext("It has been noted. A newer statement takes its place."), "success")
    answer = redirect(url_for(".detail", site_id=site.public_id, _anchor="schemes"), 303)
    db.commit()
    return answer


def _about_status(mistake: Invalid) -> str:
    """The field of the form on schemes that a mistake is about."""
    named = {"source": "said-source", "note": "said-note", "from_date": "said-from"}
    if (field := str(mistake.params.get("field", ""))) in named:
        return named[field]
    for name in ("scheme", "said"):
        if not request.form.get(name, ""):
            return name
    if not request.form.get("said-source", "").strip():
        return "said-source"
    return "said-until" if request.form.get("said-until", "").strip() else "said-from"
