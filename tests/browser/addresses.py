"""Every page that there is, by the application's own list of routes, with objects that one sees."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice, product

from flask import Flask
from sqlalchemy import Select, select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from webapp import db
from workflows import (
    chains,
    documents,
    findings,
    items,
    membership,
    name_rules,
    people,
    register,
    remedies,
    reports,
    rule_making,
    teams,
    years,
)
from workflows.following.rulebook import RULES
from workflows.models import (
    Cause,
    Document,
    Finding,
    Item,
    NameRule,
    Organisation,
    Person,
    Report,
    RiskList,
    Site,
)
from workflows.permissions import Actor
from workflows.states import ItemState, ListKind, Role

MOST = 2  # objects of a kind, each in a state of its own

# What answers with a file, with JSON, for a machine, or sends on: there is no page to look at.
NO_PAGES = frozenset(
    {
        "static", "assets.font", "calendars.feed", "home.health", "home.ready",
        "documents.original", "documents.picture", "documents.reading", "documents.result",
        "findings.evidence",
        "findings.export", "log.export", "organisations.export", "reports.export_figure",
        "reports.word",
        "review.at_item", "review.following", "rollup.export", "rounds.word", "rounds.export",
        "review.search", "quality.export", "shared.export", "smelters.export",
        "smelters.export_changes", "versions.original", "versions.picture",
        "word_templates.file", "word_templates.preview", "word_templates.shipped",
        "year_imports.export", "year_reports.declaration",
    }
)  # fmt: skip
# A page that only exists for a moment, or where much waits or a company answers first, or that only
# a mail leads to: its own test walks there.
OF_A_MOMENT = frozenset(
    {
        "clearances.detail", "review.confirming", "risks.preview", "rounds.answers",
        "rounds.detail", "smelters.preview", "unsubscribing.ask", "work.bucket",
        "year_imports.preview",
    }
)  # fmt: skip


def endpoints(app: Flask) -> set[str]:
    """Every endpoint that shows a page of its own."""
    routes = {r.endpoint for r in app.url_map.iter_rules() if "GET" in (r.methods or ())}
    return routes - NO_PAGES - OF_A_MOMENT


def of(app: Flask, email: str, wanted: set[str]) -> list[str]:
    """The addresses of these endpoints, with objects in different states that the person sees."""
    with app.test_request_context(), db.sessions(app)() as session:
        actor = people.acting_as(session, email)
        seen = {name: list(find(session, actor)) for name, find in _OBJECTS.items()}
    found: list[str] = []
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.endpoint in wanted:
            found += _filled(rule, seen)
    return sorted(found)


def _filled(rule: Rule, seen: Mapping[str, list[str]]) -> Iterator[str]:
    address = rule.rule.replace("<int:number>", "1")  # every document has a first version
    names = sorted(rule.arguments - {"number"})
    for values in product(*(seen[name] for name in names)):
        filled = address
        for name, value in zip(names, values, strict=True):
            filled = filled.replace(f"<{name}>", value)
        yield filled


def _documents(session: Session, actor: Actor) -> Iterator[str]:
    yield from _one_a_state(session, documents.visible(actor), Document)


def _findings(session: Session, actor: Actor) -> Iterator[str]:
    yield from _one_a_state(session, findings.visible(actor), Finding)


def _one_a_state(session: Session, query: Select, row: type) -> Iterator[str]:
    known = set()
    for one in session.scalars(query.order_by(None).order_by(row.id)):
        if one.state not in known and len(known) < MOST:
            known.add(one.state)
            yield one.public_id


def _sites(session: Session, actor: Actor) -> Iterator[str]:
    richest = select(Item.site_id).where(Item.site_id.is_not(None)).order_by(Item.id).limit(1)
    first = session.scalars(register.visible(actor).order_by(None).limit(1)).first()
    found = session.scalars(register.visible(actor).where(Site.id.in_(richest))).first()
    yield from {site.public_id for site in (first, found) if site is not None}


def _organisations(session: Session, actor: Actor) -> Iterator[str]:
    if membership.manages(actor):
        yield from session.scalars(select(Organisation.public_id).limit(1))


def _people(session: Session, actor: Actor) -> Iterator[str]:
    if membership.manages(actor):
        yield from session.scalars(select(Person.public_id).limit(1))


def _rules(session: Session, actor: Actor) -> Iterator[str]:
    yield from _one_a_state(session, name_rules.visible(actor), NameRule)


def _decided(session: Session, actor: Actor) -> Iterator[str]:
    """An item whose verdict can become a rule."""
    rows = session.scalars(items.visible(actor).where(Item.state == ItemState.APPROVED))
    yield from islice((i.public_id for i in rows if rule_making.offered(session, i, actor)), 1)


def _reports(session: Session, actor: Actor) -> Iterator[str]:
    yield from _one_a_state(session, reports.visible(session, actor), Report)


def _companies(session: Session, actor: Actor) -> Iterator[str]:
    whose = {row.organisation.public_id for row in session.scalars(documents.visible(actor))}
    yield from sorted(whose)[:1] if actor.has(Role.SUBMITTER, Role.SECRETARIAT) else ()


def _lists(session: Session, actor: Actor) -> Iterator[str]:
    for kind in ListKind:
        yield from session.scalars(select(RiskList.public_id).where(RiskList.kind == kind).limit(1))


def _causes(session: Session, actor: Actor) -> Iterator[str]:
    if actor.is_secretariat:
        yield from session.scalars(select(Cause.public_id).limit(MOST))


def _following(session: Session, actor: Actor) -> Iterator[str]:
    yield from list(RULES)[:MOST]


def _settings(session: Session, actor: Actor) -> Iterator[str]:
    yield "review.sample"


def _teams(session: Session, actor: Actor) -> Iterator[str]:
    yield from [team.public_id for team in teams.known(session, actor)][:1]


def _figures(session: Session, actor: Actor) -> Iterator[str]:
    yield from ("F203", "rules.country_listed")


def _years(session: Session, actor: Actor) -> Iterator[str]:
    rows = session.scalars(years.visible(actor))
    yield from islice((year.public_id for year in rows), MOST)


def _chain_risks(session: Session, actor: Actor) -> Iterator[str]:
    rows = [
        one for year in session.scalars(years.visible(actor)) for one in chains.of(session, year)
    ]
    yield from islice((one.public_id for one in rows), MOST)


def _remedies(session: Session, actor: Actor) -> Iterator[str]:
    rows = [
        one for year in session.scalars(years.visible(actor)) for one in remedies.of(session, year)
    ]
    yield from islice((one.public_id for one in rows), MOST)


def _actions(session: Session, actor: Actor) -> Iterator[str]:
    rows = [
        one
        for year in session.scalars(years.visible(actor))
        for one in years.plan_of(session, year)
    ]
    yield from islice((one.public_id for one in rows), MOST)


def _steps(session: Session, actor: Actor) -> Iterator[str]:
    rows = [step for year in session.scalars(years.visible(actor)) for step in year.steps]
    yield from {step.state: step.public_id for step in rows}.values()


def _tokens(session: Session, actor: Actor) -> Iterator[str]:
    yield "none"


_OBJECTS: Mapping[str, Callable[[Session, Actor], Iterator[str]]] = {
    "document_id": _documents,
    "finding_id": _findings,
    "site_id": _sites,
    "organisation_id": _organisations,
    "rule_id": _rules,
    "item_id": _decided,
    "person_id": _people,
    "report_id": _reports,
    "company_id": _companies,
    "list_id": _lists,
    "cause_id": _causes,
    "rule_name": _following,
    "name": _settings,
    "team_id": _teams,
    "code": _figures,
    "year_id": _years,
    "action_id": _actions,
    "risk_id": _chain_risks,
    "remedy_id": _remedies,
    "step_id": _steps,
    "token": _tokens,
}
