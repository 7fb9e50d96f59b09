"""Organisations and people: added and ended by the secretariat or the administrator.

Nothing of what an organisation sent in stands on these pages.
"""

from flask import Blueprint, Flask, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from report_templates.printable import printable
from webapp import addresses, db, exports, i18n, labels, params, shapes, timeline
from webapp.auth import actor
from workflows import mail_stops, membership
from workflows.errors import Conflict, Invalid, NotAllowed, NotFound, WorkflowError
from workflows.membership import Filter
from workflows.models import Organisation, Person
from workflows.people import LINK_HOURS
from workflows.states import OrganisationKind, Role, Standing

blueprint = Blueprint("organisations", __name__, url_prefix="/organisations")

Problems = list[tuple[str, str]]


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """The organisations, by name."""
    session = db.session()
    wanted = _wanted()
    listing = membership.listing(session, actor(), wanted, addresses.page_number())
    return render_template(
        "organisations/index.html",
        listing=listing,
        wanted=wanted,
        people=membership.counts(session),
        stands={row.id: membership.standing(session, row) for row in listing.rows},
        kinds=[(kind.value, labels.organisation_kind(kind)) for kind in OrganisationKind],
        standings=[(one.value, labels.standing(one)) for one in Standing],
        chips=addresses.chips(
            (
                ("q", f"“{printable(wanted.text)}”" if wanted.text else ""),
                ("kind", labels.organisation_kind(wanted.kind)),
                ("standing", labels.standing(wanted.standing)),
            )
        ),
    )


@blueprint.get("/export.<kind>")
def export(kind: str) -> Response:
    """The list as it is filtered, as a file."""
    session = db.session()
    rows = membership.everything(session, actor(), _wanted())
    people = membership.counts(session)
    header = (gettext("Name"), gettext("Kind"), gettext("Standing"), gettext("People"))
    return exports.answer(
        kind,
        "organisations",
        lambda: exports.Table(
            gettext("Organisations"),
            (*header, gettext("Code")),
            (
                (
                    row.name,
                    labels.organisation_kind(row.kind),
                    _stands(row),
                    people.get(row.id, 0),
                    row.public_id,
                )
                for row in rows
            ),
        ),
        lambda: (shapes.organisation(row) for row in rows),
    )


@blueprint.route("/new", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    """Add an organisation."""
    me, session = actor(), db.session()
    if not membership.manages(me):
        raise NotFound(membership.NO_ORGANISATION)
    if request.method == "GET":
        return _new_page([])
    kind = params.one_of(OrganisationKind, request.form.get("kind", ""))
    try:
        row = membership.add_organisation(session, request.form.get("name", ""), kind, me)
    except (Invalid, Conflict) as mistake:
        db.rollback()
        return _new_page([("name", i18n.sentence(mistake))]), _status(mistake)
    flash(gettext("%(name)s has been added.", name=row.name), "success")
    answer = redirect(url_for(".detail", organisation_id=row.public_id), 303)
    db.commit()
    return answer


@blueprint.get("/<organisation_id>")
def detail(organisation_id: str) -> ResponseReturnValue:
    """One organisation and its people."""
    return _page(membership.organisation(db.session(), organisation_id, actor()))


@blueprint.post("/<organisation_id>/end")
def end(organisation_id: str) -> ResponseReturnValue:
    """End its part: its people lose their roles for it today, its papers stay."""
    session, me = db.session(), actor()
    row = membership.organisation(session, organisation_id, me)
    try:
        membership.end_organisation(session, row, me, note=request.form.get("note", ""))
    except (Invalid, Conflict) as mistake:
        db.rollback()
        row = membership.organisation(session, organisation_id, me)
        return _page(row, [("note", i18n.sentence(mistake))]), _status(mistake)
    flash(gettext("%(name)s no longer takes part.", name=row.name), "success")
    answer = redirect(url_for(".detail", organisation_id=organisation_id), 303)
    db.commit()
    return answer


@blueprint.post("/<organisation_id>/people")
def grant(organisation_id: str) -> ResponseReturnValue:
    """Give somebody a role; the account is made when there is none yet."""
    session, me = db.session(), actor()
    row = membership.organisation(session, organisation_id, me)
    role = params.one_of(Role, request.form.get("role", ""))
    try:
        who = membership.grant(
            session,
            row,
            me,
            email=request.form.get("email", ""),
            name=request.form.get("name", ""),
            role=role,
        )
    except (Invalid, Conflict, NotAllowed) as mistake:
        db.rollback()
        row = membership.organisation(session, organisation_id, me)
        about = "email" if _fits(row, role) else "role"
        return _page(row, [(about, i18n.sentence(mistake))]), _status(mistake)
    flash(gettext("%(name)s has the role now.", name=who.name), "success")
    answer = redirect(url_for(".person", person_id=who.public_id), 303)
    db.commit()
    return answer


@blueprint.get("/people/<person_id>")
def person(person_id: str) -> ResponseReturnValue:
    """One account and its roles."""
    return _person_page(membership.person(db.session(), person_id, actor()))


@blueprint.post("/people/<person_id>/link")
def link(person_id: str) -> ResponseReturnValue:
    """A link that sets the password once. It stands in this answer only, and nowhere after it."""
    session, me = db.session(), actor()
    who = membership.person(session, person_id, me)
    token = membership.new_link(session, who, me)
    address = url_for("auth.choose_password", token=token, _external=True)
    page = render_template("organisations/link.html", person=who, address=address, hours=LINK_HOURS)
    db.commit()
    return page


@blueprint.post("/people/<person_id>/mails")
def mail_again(person_id: str) -> ResponseReturnValue:
    """Send mails to an address that refused one again."""
    session, me = db.session(), actor()
    mail_stops.clear(session, membership.person(session, person_id, me), me)
    flash(gettext("Mails are sent to this address again."), "success")
    answer = redirect(url_for(".person", person_id=person_id), 303)
    db.commit()
    return answer


@blueprint.post("/people/<person_id>/end-role")
def end_role(person_id: str) -> ResponseReturnValue:
    """End one role today."""
    session, me = db.session(), actor()
    who = membership.person(session, person_id, me)
    role = params.one_of(Role, request.form.get("role", ""))
    membership.end_role(session, who, role, request.form.get("organisation", ""), me)
    flash(gettext("The role has ended."), "success")
    answer = redirect(url_for(".person", person_id=person_id), 303)
    db.commit()
    return answer


@blueprint.post("/people/<person_id>/remove")
def remove(person_id: str) -> ResponseReturnValue:
    """Remove the account: it can no longer log in, from this moment."""
    session, me = db.session(), actor()
    who = membership.person(session, person_id, me)
    membership.remove(session, who, me)
    flash(gettext("The account of %(name)s has been removed.", name=who.name), "success")
    answer = redirect(url_for(".person", person_id=person_id), 303)
    db.commit()
    return answer


def _status(mistake: WorkflowError) -> int:
    if isinstance(mistake, NotAllowed):
        return 403
    return 409 if isinstance(mistake, Conflict) else 400


def _wanted() -> Filter:
    return Filter(
        text=request.args.get("q", ""),
        kind=addresses.known("kind", OrganisationKind),
        standing=addresses.known("standing", Standing),
    )


def _stands(row: Organisation) -> str:
    now = membership.standing(db.session(), row)
    return labels.standing(now.standing) if now is not None else ""


def _roles(row: Organisation) -> list[tuple[str, str]]:
    """The roles that fit the organisation, the likeliest first."""
    return [(role.value, labels.role(role)) for role in Role if _fits(row, role)]


def _fits(row: Organisation, role: Role) -> bool:
    return membership.ONLY_FOR.get(role, row.kind) is row.kind


def _new_page(problems: Problems) -> str:
    return render_template(
        "organisations/new.html",
        problems=problems,
        mistakes=dict(problems),
        given=request.form,
        kinds=[(kind.value, labels.organisation_kind(kind)) for kind in OrganisationKind],
    )


def _page(row: Organisation, problems: Problems | None = None) -> str:
    session = db.session()
    now = membership.standing(session, row)
    return render_template(
        "organisations/detail.html",
        organisation=row,
        stands=now,
        ended=now is not None and now.standing is Standing.FORMER,
        own=row.id in actor().organisations(),
        mandates=membership.mandates(session, row),
        roles=_roles(row),
        given=request.form,
        problems=problems or [],
        mistakes=dict(problems or []),
        history=timeline.of(session, "organisation", row.public_id, timeline.ORGANISATION),
    )


def _person_page(who: Person) -> str:
    session = db.session()
    return render_template(
        "organisations/person.html",
        person=who,
        own=who.id == actor().person_id,
        history=timeline.of(session, "person", who.public_id, timeline.PERSON),
    )
