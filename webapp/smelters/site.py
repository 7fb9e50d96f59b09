"""One site of the register: what is known of it on a day, and where documents name it."""

from datetime import date

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from report_templates.printable import printable
from webapp import addresses, db, i18n, labels, params, timeline, wordlists
from webapp.auth import actor
from webapp.smelters.pages import blueprint
from workflows import (
    aliases,
    clock,
    merging,
    register,
    site_entries,
    site_facts,
    site_lists,
    site_states,
)
from workflows.errors import Invalid
from workflows.models import Site
from workflows.permissions import SUBMITTERS, Actor
from workflows.states import Role, SiteState

FOUND = 50  # items of documents that the page shows


@blueprint.get("/<site_id>")
def detail(site_id: str) -> ResponseReturnValue:
    """One site: names, identifiers, what schemes say, where documents name it."""
    site = register.get(db.session(), site_id, actor())
    if site.public_id != site_id:  # it was merged into another one
        return redirect(addresses.changed(".detail", site_id=site.public_id))
    return page(site)


def page(site: Site, problems: list[tuple[str, str]] | None = None) -> str:
    """The page of a site, with what was wrong with a form on it."""
    me, session = actor(), db.session()
    today, wrong = clock.today(session), list(problems or [])
    day = _day(wrong) or today
    said = register.status_on(session, site, day)
    merged = merging.into(session, site, me)
    return render_template(
        "smelters/detail.html",
        site=site,
        day=day,
        today=today,
        standing=site_states.on(session, site, day),
        names=register.names(session, site, me),
        said={basis: [one for one in said if one.basis == basis] for basis in wordlists.BASES},
        before=[one for one in site.statuses if one not in said],
        taught_by=site_lists.taught_by(session, site, me),
        learned=_learned(site, me),
        found=site_lists.found_in(session, site, me, limit=FOUND),
        use=site_lists.use(session, site, me),
        reviews=me.has(Role.REVIEWER, Role.SECRETARIAT),
        learned_from=site_lists.learned_from(session, site, me),
        merged=merged,
        proposal=site_entries.is_proposal(session, site),
        may_clear=me.is_secretariat and site.organisation_id is not None,
        schemes=labels.scheme_choices(),
        statuses=[(code, labels.status(code), "") for code in site_facts.STATUSES],
        bases=[(code, labels.basis(code), "") for code in site_facts.BASES],
        states=[(s.value, labels.site_state(s), "") for s in SiteState if s is not site.state],
        problems=wrong,
        mistakes=dict(wrong),
        given=request.form,
        history=_history([site, *(row.gone for row in merged)], me),
    )


def _day(problems: list[tuple[str, str]]) -> date | None:
    """The day that the page is asked for, in its address."""
    try:
        return params.a_date(request.args.get("on", ""))
    except Invalid as mistake:
        problems.append(("on", i18n.sentence(mistake)))
        return None


def _history(sites: list[Site], me: Actor) -> list[timeline.Entry]:
    """What happened to a site, and to those that were merged into it before they were."""
    staff = me.has(Role.REVIEWER, Role.SECRETARIAT)
    within = None if staff else me.organisations(*SUBMITTERS)
    found: list[timeline.Entry] = []
    for site in sites:
        hidden = ("merge", "unmerge") if found else ()
        found += timeline.of(
            db.session(), "site", site.public_id, timeline.SITE, hidden=hidden, within=within
        )
    return sorted(found, key=lambda entry: entry.when, reverse=True)


def _learned(site: Site, me: Actor) -> list[tuple[str, str]]:
    """The names that the secretariat may make public or remove, with whose they are."""
    if not me.is_secretariat:
        return []
    return [
        (key, f"{printable(row.name)} ({printable(owner.name)})")
        for key, (row, owner) in aliases.learned(db.session(), site).items()
    ]
