"""Findings: the list, one finding from start to communication, and the table of the workflow."""

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp import (
    addresses,
    db,
    exports,
    files,
    finding_details,
    finding_forms,
    i18n,
    labels,
    params,
    saved_views,
    shapes,
)
from webapp.auth import actor
from webapp.finding_details import Kept
from webapp.finding_forms import Typed
from workflows import contesting, finding_comments, finding_lists, findings, organisations, rules
from workflows.errors import Invalid, Stale
from workflows.finding_actions import SEVERITIES
from workflows.finding_lists import ENDED, RUNNING, Filter
from workflows.models import Finding, Organisation
from workflows.states import FindingAction, FindingState, Role
from workflows.transitions import FINDINGS

blueprint = Blueprint("findings", __name__, url_prefix="/findings")

DUE = ("overdue", "soon", "without")
OWNERS = ("me", "nobody")


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """The findings that one may see."""
    default = saved_views.landing("findings")
    if default is not None:
        return default
    me, session = actor(), db.session()
    wanted = _wanted()
    companies = finding_lists.companies(session, me)
    whose = me.has(Role.REVIEWER, Role.SECRETARIAT) or len(companies) > 1
    listing = finding_lists.listing(session, me, wanted, addresses.page_number())
    return render_template(
        "findings/index.html",
        listing=listing,
        wanted=wanted,
        whose=whose,
        due_of=contesting.due,
        overdue={row.id for row in listing.rows if finding_lists.overdue(session, row)},
        choices=_choices(companies if whose else []),
        chips=_chips(wanted, {c.public_id: c.name for c in companies}),
    )


@blueprint.get("/export.<kind>")
def export(kind: str) -> Response:
    """The list as it is filtered, as a file."""
    session, me = db.session(), actor()
    rows = finding_lists.everything(session, me, _wanted())
    return exports.answer(
        kind,
        "findings",
        lambda: _table(rows),
        lambda: (shapes.finding(session, row, me) for row in rows),
    )


@blueprint.get("/workflow")
def workflow() -> ResponseReturnValue:
    """The states of a finding and every step between them, out of the table itself."""
    return render_template("findings/workflow.html", machine=FINDINGS)


@blueprint.get("/<finding_id>")
def detail(finding_id: str) -> ResponseReturnValue:
    """One finding: where it stands, what it rests on, what was done, what can be done."""
    return finding_details.page(findings.get(db.session(), finding_id, actor()), Typed())


@blueprint.post("/<finding_id>/act")
def act(finding_id: str) -> ResponseReturnValue:
    """Do one thing of the workflow's table. What was typed stays when it is refused."""
    session, me = db.session(), actor()
    finding = findings.get(session, finding_id, me)
    action = params.one_of(FindingAction, request.form.get("action", ""))
    try:
        findings.act(
            session,
            finding,
            action,
            me,
            finding_forms.given(),
            seen=request.form.get("seen", type=int),
            file=finding_forms.file() if "file" in finding_forms.FIELDS.get(action, ()) else None,
            store=files.store(),
        )
    except (Invalid, Stale) as mistake:
        db.rollback()
        finding = findings.get(session, finding_id, me)
        typed = finding_forms.refused(action, mistake, _form_of(finding, action))
        return finding_details.page(finding, typed), 409 if isinstance(mistake, Stale) else 400
    flash(_done(finding, action), "success")
    answer = redirect(url_for(".detail", finding_id=finding_id), 303)
    db.commit()
    return answer


@blueprint.post("/<finding_id>/comments")
def comment(finding_id: str) -> ResponseReturnValue:
    """Say something of a finding, among those who work on it or to the company."""
    session, me = db.session(), actor()
    finding = findings.get(session, finding_id, me)
    audience, text = request.form.get("audience", ""), _text()
    try:
        made = finding_comments.add(session, finding, me, text, is_shared=audience == "company")
    except Invalid as mistake:
        return _refused(finding_id, Kept("new", text, audience, i18n.sentence(mistake)))
    return _said(finding_id, f"comment-at-{made.public_id}", gettext("The comment has been added."))


@blueprint.post("/comments/<comment_id>")
def change_comment(comment_id: str) -> ResponseReturnValue:
    """Change or delete one's own comment."""
    session, me, text = db.session(), actor(), _text()
    found = finding_comments.get(session, comment_id, me)
    finding_id = found.finding.public_id
    if request.form.get("action") == "delete":
        finding_comments.delete(session, found, me)
        return _said(finding_id, "comments", gettext("The comment has been deleted."))
    try:
        finding_comments.edit(session, found, me, text)
    except Invalid as mistake:
        return _refused(finding_id, Kept(comment_id, text, mistake=i18n.sentence(mistake)))
    where = f"comment-at-{comment_id}"
    return _said(finding_id, where, gettext("The comment has been changed."))


def _text() -> str:
    return params.several_lines(request.form.get("text", ""))


def _said(finding_id: str, where: str, words: str) -> ResponseReturnValue:
    flash(words, "success")
    answer = redirect(url_for(".detail", finding_id=finding_id, _anchor=where), 303)
    db.commit()
    return answer


def _refused(finding_id: str, kept: Kept) -> ResponseReturnValue:
    """The finding again, with the comment that was typed and what is wrong with it."""
    db.rollback()
    finding = findings.get(db.session(), finding_id, actor())
    return finding_details.page(finding, Typed(), kept), 400


@blueprint.get("/<finding_id>/evidence/<evidence_id>")
def evidence(finding_id: str, evidence_id: str) -> Response:
    """A file of evidence, or the copy of what was published, to be saved."""
    finding = findings.get(db.session(), finding_id, actor())
    found = next((e.upload for e in finding.evidence if e.public_id == evidence_id), None)
    for said in finding_lists.communications(db.session(), finding, actor()):
        if said.public_id == evidence_id:
            found = said.copy
    if found is None:
        abort(404)
    shelf = organisations.shelf(finding.organisation)
    return files.download(files.store().get(shelf, found.blob), found.filename)


def _form_of(finding: Finding, action: FindingAction) -> finding_forms.Form | None:
    groups = finding_forms.forms(db.session(), finding, actor())
    return next((f for group in groups.values() for f in group if f.action is action), None)


def _done(finding: Finding, action: FindingAction) -> str:
    """What was done, and where the finding stands now."""
    return str(
        gettext(
            "%(action)s: done. The finding is now: %(state)s.",
            action=labels.finding_action(action),
            state=labels.finding_state(finding.state),
        )
    )


def _wanted() -> Filter:
    known = addresses.known
    return Filter(
        state=known("state", (RUNNING, ENDED, *FindingState)),
        severity=known("severity", SEVERITIES),
        rule=known("rule", rules.TITLES),
        organisation=request.args.get("organisation", ""),
        owner=known("owner", OWNERS),
        due=known("due", DUE),
        sort=known("sort", ("due",)),
    )


def _choices(companies: list[Organisation]) -> dict[str, list[tuple[str, str]]]:
    """What the filters offer: (value, words)."""
    return {
        "state": [
            (RUNNING, gettext("Not ended")),
            *((s.value, labels.finding_state(s)) for s in FindingState),
        ],
        "severity": [(code, labels.severity(code)) for code in SEVERITIES],
        "rule": [(name, labels.rule_name(name)) for name in rules.TITLES],
        "owner": [("me", gettext("Given to me")), ("nobody", gettext("Given to nobody"))],
        "due": [(name, labels.due(name)) for name in DUE],
        "organisation": [(one.public_id, one.name) for one in companies],
    }


def _chips(wanted: Filter, names: dict[str, str]) -> list[tuple[str, str]]:
    state = {RUNNING: gettext("Not ended"), ENDED: gettext("Ended")}.get(wanted.state)
    owner = {"me": gettext("Given to me"), "nobody": gettext("Given to nobody")}
    return addresses.chips(
        (
            ("state", state or labels.finding_state(wanted.state)),
            ("severity", labels.severity(wanted.severity)),
            ("rule", labels.rule_name(wanted.rule)),
            ("owner", owner.get(wanted.owner, "")),
            ("due", labels.due(wanted.due)),
            ("organisation", names.get(wanted.organisation, "")),
        )
    )


def _table(rows: list[Finding]) -> exports.Table:
    header = (
        gettext("Finding"),
        gettext("Company"),
        gettext("Status"),
        gettext("OECD step"),
        gettext("Severity"),
        gettext("Likelihood"),
        gettext("Risks"),
        gettext("Given to"),
        gettext("Due date"),
        gettext("Opened"),
        gettext("Code"),
    )
    cells = (
        (
            labels.finding_title(row),
            row.organisation.name,
            labels.finding_state(row.state),
            FINDINGS.steps[row.state],
            labels.severity(row.severity),
            labels.likelihood(row.likelihood),
            ", ".join(risk.code for risk in row.risks),
            row.owner.name if row.owner else "",
            row.due,
            row.opened_at.date(),
            row.public_id,
        )
        for row in rows
    )
    return exports.Table(gettext("Findings"), header, cells)
