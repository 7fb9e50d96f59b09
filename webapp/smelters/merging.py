"""Merging two entries that are one smelter: find the other, see what happens, merge, undo."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from report_templates.printable import printable
from webapp import db, i18n
from webapp.auth import actor
from webapp.smelters import site as one_site
from webapp.smelters.pages import blueprint
from workflows import merging, register
from workflows.errors import Invalid, NotFound
from workflows.merge_effects import Effect
from workflows.models import Site

MOST = 20  # of the register, to choose the other one from


@blueprint.get("/<site_id>/merge")
def merge_choice(site_id: str) -> ResponseReturnValue:
    """Choose the other entry, or see what merging it into this one would do."""
    site = _mine(site_id)
    other = request.args.get("with", "")
    return _effect_page(site, other) if other else _choice_page(site)


@blueprint.post("/<site_id>/merge")
def merge(site_id: str) -> ResponseReturnValue:
    """Merge the other entry into this one."""
    session, me = db.session(), actor()
    site, form = _mine(site_id), request.form
    if not form.get("with"):
        return _choice_page(site), 400
    other = register.get(session, form.get("with", ""), me)
    holds = {value for name, value in form.items() if name.startswith("holds-")}
    name = printable(other.name)
    try:
        merging.merge(session, site, other, me, reason=form.get("reason", ""), holds=holds)
    except Invalid as mistake:
        db.rollback()
        problem = ("reason", i18n.sentence(mistake))
        return _effect_page(_mine(site_id), other.public_id, [problem]), 400
    flash(gettext("“%(name)s” has been merged into this one.", name=name), "success")
    answer = redirect(url_for(".detail", site_id=site.public_id), 303)
    db.commit()
    return answer


@blueprint.post("/merges/<merge_id>/undo")
def undo_merge(merge_id: str) -> ResponseReturnValue:
    """Undo a merge: both entries are there again."""
    session, me = db.session(), actor()
    row = merging.get(session, merge_id, me)
    try:
        gone = merging.undo(session, row, me, reason=request.form.get(f"why-{merge_id}", ""))
    except Invalid as mistake:
        db.rollback()
        kept = register.current(session, merging.get(session, merge_id, me).kept)
        problem = (f"why-{merge_id}", i18n.sentence(mistake))
        return one_site.page(kept, [problem]), 400
    flash(gettext("The merge has been undone. Both are in the register again."), "success")
    answer = redirect(url_for(".detail", site_id=gone.public_id), 303)
    db.commit()
    return answer


def _mine(site_id: str) -> Site:
    me = actor()
    if not me.is_secretariat:
        raise NotFound(register.NOT_FOUND)
    return register.get(db.session(), site_id, me)


def _choice_page(site: Site) -> str:
    text = request.args.get("q")
    # The first word is what two spellings of a name share most often.
    wanted = text if text is not None else (site.name.split() or [""])[0]
    found = register.search(db.session(), wanted, actor(), limit=MOST + 1) if wanted.strip() else []
    return render_template(
        "smelters/merge_choice.html",
        site=site,
        wanted=wanted,
        found=[one for one in found if one.id != site.id][:MOST],
    )


def _effect_page(site: Site, other_id: str, problems: list[tuple[str, str]] | None = None) -> str:
    session, me = db.session(), actor()
    other = register.get(session, other_id, me)
    effect: Effect | None = None
    refusal = ""
    try:
        effect = merging.preview(session, site, other, me)
    except Invalid as mistake:
        refusal = i18n.sentence(mistake)
    return render_template(
        "smelters/merge.html",
        site=site,
        other=other,
        effect=effect,
        refusal=refusal,
        problems=problems or [],
        mistakes=dict(problems or []),
        given=request.form,
    )
