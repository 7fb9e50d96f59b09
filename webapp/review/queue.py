"""The queue: what waits, first what was promised first; narrowed down in the address."""

from collections.abc import Mapping, Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from report_templates.printable import printable
from webapp import addresses, db, formats, hand_to, labels, saved_views
from webapp.auth import actor
from webapp.review import carrying, screen
from webapp.review.pages import blueprint
from workflows import (
    document_lists,
    due,
    facts,
    people,
    queue,
    queue_filters,
    queue_pages,
    summaries,
    teams,
)
from workflows.errors import NotAllowed
from workflows.marking import N_
from workflows.models import Organisation, Team
from workflows.performing import ONLY
from workflows.permissions import Actor, Who
from workflows.queue_filters import Wanted
from workflows.states import Role

BUCKETS = {
    queue_filters.MINE: N_("For me"),
    queue_filters.TEAM: N_("For my team"),
    queue_filters.UNSURE: N_("Uncertain"),
    queue_filters.SECOND: N_("Second reading"),
    queue_filters.ELSEWHERE: N_("Others go on"),
    queue_filters.ALL: N_("All"),
    queue_filters.LACKING: N_("Without a reader"),
}
DUE = {queue_filters.OVERDUE: N_("Overdue"), queue_filters.WEEK: N_("Within 7 days")}


@blueprint.get("")
def index() -> ResponseReturnValue:
    """What waits for this reviewer; the secretariat also sees who has what, and hands it out."""
    me, session = actor(), db.session()
    if not me.has(Role.REVIEWER, Role.SECRETARIAT):
        raise NotAllowed(ONLY[Who.REVIEWER])
    default = saved_views.landing("queue")
    if default is not None:
        return default
    wanted = carrying.wanted(request.args)
    found = queue_pages.look(session, me, wanted, addresses.page_number())
    listing, counts = found.listing, found.counts
    companies = queue_filters.companies(session, me)
    known = teams.known(session, me)
    parts = _buckets(me, wanted, counts)
    return render_template(
        "review/index.html",
        listing=listing,
        wanted=wanted,
        buckets=[part[1:] for part in parts],
        to_take=any(current for name, *_, current in parts if name == queue_filters.TEAM),
        choices=_choices(me, companies, known),
        chips=_chips(wanted, companies, known),
        with_team=teams.holding(session, listing.rows) if known else {},
        plates=queue.plates(session, listing.rows, me),
        nothing=queue.Plate(),
        progress=document_lists.progress(session, listing.rows),
        readers=queue_filters.readers(session, listing.rows) if me.is_secretariat else {},
        late={row.id for row in listing.rows if due.is_overdue(session, row)},
        left=queue_filters.left(session, me, wanted, counted=counts)
        if me.has(Role.REVIEWER)
        else 0,
        is_reviewer=me.has(Role.REVIEWER),
        week=0 if listing.total else summaries.reviewed_this_week(session, me),
        now=saved_views.filters_now(),
    )


@blueprint.get("/next")
def following() -> ResponseReturnValue:
    """To the document that is best read next, out of the filters that one came from."""
    me, session = actor(), db.session()
    if not me.has(Role.REVIEWER):
        raise NotAllowed(ONLY[Who.REVIEWER])
    document = queue_filters.next_best(session, me, carrying.carried())
    before = screen.came_from()
    open_facts = before is not None and facts.asks(session, before, me)
    if before is not None and open_facts:
        title = printable(before.title)
        flash(gettext("Nobody confirmed yet what “%(title)s” itself is.", title=title), "info")
    if document is None:
        if not open_facts:
            flash(gettext("Nothing is left here that you could read now."), "info")
        return redirect(url_for(".index"), 303)
    came = before.public_id if before is not None and open_facts else None
    return redirect(url_for(".screen", document_id=document.public_id, came=came), 303)


def _buckets(
    me: Actor, wanted: Wanted, counts: Mapping[str, int]
) -> list[tuple[str, str, str, bool]]:
    """Every bucket: its name, address, words with its count, and whether it is shown."""
    known = queue_filters.buckets(db.session(), me)
    here = queue_filters.shown(db.session(), me, wanted)
    return [
        (
            name,
            addresses.changed(bucket=name),
            f"{gettext(BUCKETS[name])} ({counts[name]})",
            name == here,
        )
        for name in known
    ]


def _choices(
    me: Actor, companies: Sequence[Organisation], known: Sequence[Team]
) -> dict[str, list[tuple[str, str]]]:
    session = db.session()
    kinds, languages = queue_filters.sorts(session, me)
    everybody = [("", gettext("All"))]
    readers = people.with_role(session, Role.REVIEWER) if me.is_secretariat else []
    nobody = [(queue_filters.NOBODY, gettext("Nobody yet"))]
    return {
        "company": everybody + [(row.public_id, row.name) for row in companies],
        "kind": everybody + [(kind, labels.document_kind(kind)) for kind in kinds],
        "language": everybody + [(code, formats.language(code)) for code in languages],
        "metal": everybody + list(labels.metal_choices()),
        "certainty": everybody
        + [(code, labels.certainty(code)) for code in ("unsure", "check", "certain")],
        "due": everybody + [(code, gettext(words)) for code, words in DUE.items()],
        "reader": everybody + nobody + [(one.email, one.name) for one in readers],
        "team": everybody + [(one.public_id, printable(one.name)) for one in known],
        "hand_to": hand_to.choices(readers) if me.is_secretariat else [],
    }


def _chips(
    wanted: Wanted, companies: Sequence[Organisation], known: Sequence[Team]
) -> list[tuple[str, str]]:
    names = {row.public_id: row.name for row in companies}
    called = {row.public_id: hand_to.words(row) for row in known}
    return addresses.chips(
        [
            ("company", names.get(wanted.company, "")),
            ("kind", labels.document_kind(wanted.kind) if wanted.kind else ""),
            ("language", formats.language(wanted.language) if wanted.language else ""),
            ("metal", labels.metal(wanted.metal) if wanted.metal else ""),
            ("certainty", labels.certainty(wanted.certainty) if wanted.certainty else ""),
            ("reader", printable(wanted.reader)),
            ("team", called.get(wanted.team, "")),
            ("due", gettext(DUE[wanted.due]) if wanted.due in DUE else ""),
            ("q", f"“{printable(wanted.text)}”" if wanted.text.strip() else ""),
        ]
    )


@blueprint.get("/guide")
def guide() -> ResponseReturnValue:
    """How to judge an item, as a page."""
    return render_template("review/guide.html")
