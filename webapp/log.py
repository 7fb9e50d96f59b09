"""The log: who did what, for the secretariat; filtered, exported, and its chain verified."""

import re
from collections.abc import Iterable, Mapping

from flask import Blueprint, Flask, Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp import addresses, db, exports, labels, params, shapes
from webapp.auth import actor
from workflows import event_lists
from workflows.errors import Invalid
from workflows.event_lists import Filter
from workflows.marking import N_
from workflows.models import Event

blueprint = Blueprint("log", __name__, url_prefix="/log")

_PAGES = {
    "document": ("documents.detail", "document_id"),
    "finding": ("findings.detail", "finding_id"),
    "name_rule": ("name_rules.detail", "rule_id"),
    "site": ("smelters.detail", "site_id"),
    "organisation": ("organisations.detail", "organisation_id"),
    "person": ("organisations.person", "person_id"),
    "setting": ("settings.detail", "name"),
    "team": ("review.team", "team_id"),
    "step": ("years.step", "step_id"),
    "year": ("years.detail", "year_id"),
    "report": ("reports.detail", "report_id"),
}
_PROBLEMS = (
    (r"event (\d+) is missing", N_("Entry %(number)s is missing.")),
    (r"event (\d+) does not follow", N_("Entry %(number)s does not follow the one before it.")),
    (r"event (\d+) was altered", N_("Entry %(number)s was altered.")),
    (r"the payload of event (\d+)", N_("What entry %(number)s says was altered.")),
    (r"the last events are missing", N_("The last entries are missing.")),
    (r"payloads without", N_("There are contents without an entry.")),
)


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """The entries, the newest first."""
    me, session = actor(), db.session()
    event_lists.readable(me)
    wanted, problems = _wanted()
    choices = _choices()
    listing = event_lists.listing(session, me, wanted, addresses.page_number())
    return render_template(
        "log/index.html",
        listing=listing,
        wanted=wanted,
        problems=problems,
        people=event_lists.people_of(session, listing.rows),
        organisations=event_lists.organisations_of(session, listing.rows),
        address=_address,
        choices=choices,
        chips=_chips(wanted, dict(choices["person"])),
    ), 400 if problems else 200


@blueprint.get("/verification")
def verification() -> ResponseReturnValue:
    """Whether the chain is whole. A broken one is said out loud, with its first bad entry."""
    found = event_lists.problems(db.session(), actor())
    return render_template("log/verification.html", problems_found=[_said(text) for text in found])


@blueprint.get("/export.<kind>")
def export(kind: str) -> Response:
    """The entries as they are filtered, as a file."""
    session, me = db.session(), actor()
    event_lists.readable(me)
    rows = event_lists.everything(session, me, _wanted()[0])
    return exports.answer(kind, "log", lambda: _table(rows), lambda: _shapes(rows))


def _wanted() -> tuple[Filter, list[tuple[str, str]]]:
    problems = []
    days = {}
    for name in ("begin", "end"):
        try:
            days[name] = params.a_date(request.args.get(name, ""))
        except Invalid:
            days[name] = None
            problems.append((name, gettext("This is not a date, such as 2026-06-30.")))
    session = db.session()
    wanted = Filter(
        noun=addresses.known("noun", event_lists.nouns(session)),
        action=addresses.known("action", event_lists.actions(session)),
        object_id=request.args.get("object", ""),
        person=request.args.get("person", ""),
        organisation=request.args.get("organisation", ""),
        **days,
    )
    return wanted, problems


def _choices() -> dict[str, list[tuple[str, str]]]:
    session = db.session()
    return {
        "noun": [(noun, labels.noun(noun)) for noun in event_lists.nouns(session)],
        "action": [(name, labels.deed(name)) for name in event_lists.actions(session)],
        "person": [(one.public_id, one.name) for one in event_lists.people(session)],
    }


def _chips(wanted: Filter, names: Mapping[str, str]) -> list[tuple[str, str]]:
    return addresses.chips(
        (
            ("noun", labels.noun(wanted.noun)),
            ("action", labels.deed(wanted.action)),
            ("person", names.get(wanted.person, "")),
            ("object", wanted.object_id),
            ("begin", wanted.begin.isoformat() if wanted.begin else ""),
            ("end", wanted.end.isoformat() if wanted.end else ""),
        )
    )


def _address(row: Event) -> str | None:
    """The page of the object, where there is one."""
    endpoint, name = _PAGES.get(row.noun, ("", ""))
    if endpoint not in current_app.view_functions:
        return None
    return str(url_for(endpoint, **{name: row.object_id}))  # type: ignore[arg-type]


def _table(rows: list[Event]) -> exports.Table:
    session = db.session()
    people = event_lists.people_of(session, rows)
    organisations = event_lists.organisations_of(session, rows)
    said = event_lists.payloads(session, rows)
    header = (
        gettext("Number"),
        gettext("When (UTC)"),
        gettext("Who"),
        gettext("What"),
        gettext("About"),
        gettext("Code"),
        gettext("Organisation"),
        gettext("Particulars"),
        gettext("Digest"),
    )
    cells = (
        (
            row.seq,
            row.at.isoformat(timespec="seconds"),
            people[row.actor_id].email if row.actor_id in people else "",
            labels.deed(row.action, row.noun),
            labels.noun(row.noun),
            row.object_id,
            organisations[row.organisation_id].name if row.organisation_id in organisations else "",
            _particulars(said.get(row.seq, {})),
            row.hash,
        )
        for row in rows
    )
    return exports.Table(gettext("Log"), header, cells)


def _particulars(said: Mapping[str, object]) -> str:
    return "; ".join(f"{name}: {value}" for name, value in said.items() if value not in (None, ""))


def _shapes(rows: list[Event]) -> Iterable[dict[str, object]]:
    people = event_lists.people_of(db.session(), rows)
    said = event_lists.payloads(db.session(), rows)
    for row in rows:
        shape = shapes.event(row, dict(said.get(row.seq, {})))
        known = people.get(row.actor_id or 0)
        yield shape | {"actor": known.email if known is not None else None}


def _said(problem: str) -> str:
    """A problem of the chain in the reader's language."""
    for pattern, words in _PROBLEMS:
        found = re.search(pattern, problem)
        if found:
            text: str = gettext(words)
            return text % {"number": found.group(1)} if found.groups() else text
    return problem
