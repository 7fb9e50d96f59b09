"""Entering a site by hand: the secretariat adds one, a reviewer proposes one."""

import re

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp import db, i18n, labels, params
from webapp.auth import actor
from webapp.smelters.pages import blueprint
from webapp.smelters.site import page
from workflows import register, site_entries
from workflows.errors import Invalid, NotFound
from workflows.site_entries import Given
from workflows.states import SiteKind, SiteState


@blueprint.route("/new", methods=["GET", "POST"])
def enter() -> ResponseReturnValue:
    """The form, and what it sends."""
    me, session = actor(), db.session()
    if not site_entries.may_enter(me):
        raise NotFound(register.NOT_FOUND)
    if request.method == "GET":
        return _form([])
    try:
        site = site_entries.enter(session, _given(), me, source=request.form.get("source", ""))
    except Invalid as mistake:
        db.rollback()
        return _form([(_about(), i18n.sentence(mistake))]), 400
    public = site.organisation_id is None
    done = gettext("The smelter has been added.")
    flash(done if public else gettext("The secretariat sees your proposal."), "success")
    answer = redirect(url_for(".detail", site_id=site.public_id), 303)
    db.commit()
    return answer


@blueprint.post("/<site_id>/decline")
def decline(site_id: str) -> ResponseReturnValue:
    """End a reviewer's proposal."""
    me, session = actor(), db.session()
    site = register.get(session, site_id, me)
    try:
        site_entries.decline(session, site, me, reason=request.form.get("decline-reason", ""))
    except Invalid as mistake:
        db.rollback()
        site = register.get(session, site_id, me)
        return page(site, [("decline-reason", i18n.sentence(mistake))]), 400
    flash(gettext("The proposal has been declined."), "success")
    answer = redirect(url_for(".detail", site_id=site.public_id), 303)
    db.commit()
    return answer


def _given() -> Given:
    form = request.form
    return Given(
        name=form.get("name", ""),
        country=form.get("country", ""),
        metals=form.getlist("metal"),
        identifiers=_parts(form.get("identifiers", "")),
        names=_parts(form.get("names", "")),
        kind=params.one_of(SiteKind, form.get("kind", "")),
        state=params.one_of(SiteState, form.get("state", "")),
    )


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[|;\n]", text) if part.strip()]


def _about() -> str:
    """The field that a mistake is most likely about."""
    form = request.form
    empty = next((name for name in ("name", "source") if not form.get(name, "").strip()), None)
    return empty or ("identifiers" if form.get("identifiers", "").strip() else "name")


def _form(problems: list[tuple[str, str]]) -> str:
    return render_template(
        "smelters/new.html",
        problems=problems,
        mistakes=dict(problems),
        given=request.form,
        chosen=request.form.getlist("metal"),
        countries=labels.country_choices(),
        metals=[(code, words, "") for code, words in labels.metal_choices()],
        kinds=[(kind.value, labels.site_kind(kind)) for kind in SiteKind],
        states=[(state.value, labels.site_state(state)) for state in SiteState],
    )
