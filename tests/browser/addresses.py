"""Every page that there is, by the application's own list of routes, with objects that one sees."""

from collections.abc import Callable, Iterator, Mapping

from flask import Flask
from sqlalchemy import Select, select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from webapp import db
from workflows import documents, findings, membership, people, register, reports
from workflows.models import Document, Finding, Item, Organisation, Person, Report, Site
from workflows.permissions import Actor

# What answers with a file, with JSON or for a machine: there is no page to look at.
NO_PAGES = frozenset(
    {
        "static", "assets.font", "home.health", "home.ready", "documents.original",
        "documents.picture", "documents.reading", "documents.result", "findings.evidence",
        "findings.export", "log.export", "organisations.export", "reports.word", "review.search",
        "shared.export", "smelters.export",
    }
)  # fmt: skip
# A page that only exists for a moment: its own test walks there.
OF_A_MOMENT = frozenset({"smelters.preview"})


def of(app: Flask, email: str) -> list[str]:
    """The addresses of every page, with the objects of each state that the person sees."""
    with app.test_request_context(), db.sessions(app)() as session:
        actor = people.acting_as(session, email)
        seen = {name: list(find(session, actor)) for name, find in _OBJECTS.items()}
    found: list[str] = []
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.endpoint not in NO_PAGES | OF_A_MOMENT:
            found += _filled(rule, seen)
    return sorted(found)


def _filled(rule: Rule, seen: Mapping[str, list[str]]) -> Iterator[str]:
    if not rule.arguments:
        yield rule.rule
        return
    (name,) = rule.arguments  # a page with two is a page that this list must learn of
    for value in seen[name]:
        yield rule.rule.replace(f"<{name}>", value)


def _documents(session: Session, actor: Actor) -> Iterator[str]:
    yield from _one_a_state(session, documents.visible(actor), Document)


def _findings(session: Session, actor: Actor) -> Iterator[str]:
    yield from _one_a_state(session, findings.visible(actor), Finding)


def _one_a_state(session: Session, query: Select, row: type) -> Iterator[str]:
    known = set()
    for one in session.scalars(query.order_by(None).order_by(row.id)):
        if one.state not in known:
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


def _reports(session: Session, actor: Actor) -> Iterator[str]:
    yield from _one_a_state(session, reports.visible(actor), Report)


def _settings(session: Session, actor: Actor) -> Iterator[str]:
    yield "review.sample"


def _tokens(session: Session, actor: Actor) -> Iterator[str]:
    yield "none"


_OBJECTS: Mapping[str, Callable[[Session, Actor], Iterator[str]]] = {
    "document_id": _documents,
    "finding_id": _findings,
    "site_id": _sites,
    "organisation_id": _organisations,
    "person_id": _people,
    "report_id": _reports,
    "name": _settings,
    "token": _tokens,
}
