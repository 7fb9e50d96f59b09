"""One site of the register: what is known of it, and what the secretariat does with it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from report_templates.printable import printable
from webapp import db, i18n, timeline
from webapp.auth import actor
from webapp.smelters.pages import blueprint
from workflows import aliases, merging, register, site_lists
from workflows.errors import Invalid
from workflows.models import Site
from workflows.permissions import Actor
from workflows.states import Role


@blueprint.get("/<site_id>")
def detail(site_id: str) -> ResponseReturnValue:
    """One site: names, identifiers, what schemes say, where documents name it."""
    site = register.get(db.session(), site_id, actor())
    if site.public_id != site_id:  # it was merged into another one
        return redirect(url_for(".detail", site_id=site.public_id))
    return page(site)


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


def page(site: Site, problems: list[tuple[str, str]] | None = None) -> str:
    """The page of a site, with what was wrong with a form on it."""
    me, session = actor(), db.session()
    staff = me.has(Role.REVIEWER, Role.SECRETARIAT)
    today = {status.id for status in register.status_on(session, site)}
    return render_template(
        "smelters/detail.html",
        site=site,
        names=register.names(session, site, me),
        today=today,
        taught_by=site_lists.taught_by(session, site, me),
        learned=_learned(site, me),
        found=site_lists.found_in(session, site, me),
        learned_from=site_lists.learned_from(session, site, me),
        merged=merging.into(session, site, me),
        may_clear=me.is_secretariat and site.organisation_id is not None,
        problems=problems or [],
        mistakes=dict(problems or []),
        given=request.form,
        history=timeline.of(session, "site", site.public_id, timeline.SITE) if staff else [],
    )


def _learned(site: Site, me: Actor) -> list[tuple[str, str]]:
    """The names that the secretariat may make public or remove, with whose they are."""
    if not me.is_secretariat:
        return []
    return [
        (key, f"{printable(row.name)} ({printable(owner.name)})")
        for key, (row, owner) in aliases.learned(db.session(), site).items()
    ]
