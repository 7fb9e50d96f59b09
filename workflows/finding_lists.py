"""Lists of findings: filtered and sorted, and what a finding's page shows beside the finding.

Everything starts from what the actor may see.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from workflows import clock, contesting, documents, events, findings, items, people
from workflows.models import (
    Communication,
    Finding,
    FindingSource,
    Item,
    Measure,
    Organisation,
    Person,
    RiskCode,
)
from workflows.once import once
from workflows.paging import Page, page
from workflows.permissions import SUBMITTERS, Actor, Who
from workflows.states import CommunicationState, FindingState, Role

RUNNING = "running"  # every state that is not an end
ENDED = "ended"
SOON = timedelta(days=30)
# Nothing has to be done by the due date any more.
SETTLED = (*findings.ENDED, FindingState.MONITORED)


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; an empty text leaves that out."""

    state: str = ""  # a FindingState, RUNNING or ENDED
    severity: str = ""
    rule: str = ""
    organisation: str = ""  # public id
    owner: str = ""  # me | nobody
    due: str = ""  # overdue | soon | without
    sort: str = ""  # due; else the newest first


def listing(session: Session, actor: Actor, wanted: Filter, number: int = 1) -> Page[Finding]:
    """One page of the findings that the actor may see."""
    return page(session, _query(session, actor, wanted), number)


def everything(session: Session, actor: Actor, wanted: Filter) -> list[Finding]:
    """All of them, for an export."""
    return list(session.scalars(_query(session, actor, wanted)))


def _query(session: Session, actor: Actor, wanted: Filter) -> Select[Finding]:
    query = findings.visible(actor).options(
        selectinload(Finding.organisation),
        selectinload(Finding.owner),
        selectinload(Finding.site),
        selectinload(Finding.contests),
    )
    query = _by_state(query, wanted.state)
    if wanted.severity:
        query = query.where(Finding.severity == wanted.severity)
    if wanted.rule:
        query = query.where(Finding.rule == wanted.rule)
    if wanted.organisation:
        whose = select(Organisation.id).where(Organisation.public_id == wanted.organisation)
        query = query.where(Finding.organisation_id.in_(whose))
    if wanted.owner:
        mine = Finding.owner_id == actor.person_id
        query = query.where(mine if wanted.owner == "me" else Finding.owner_id.is_(None))
    query = _by_due(session, query, wanted.due)
    if wanted.sort == "due":
        query = query.order_by(None).order_by(contesting.DUE.is_(None), contesting.DUE, Finding.id)
    return query


def _by_state(query: Select[Finding], state: str) -> Select[Finding]:
    if state == RUNNING:
        return query.where(Finding.state.not_in(findings.ENDED))
    if state == ENDED:
        return query.where(Finding.state.in_(findings.ENDED))
    return query.where(Finding.state == FindingState(state)) if state else query


def _by_due(session: Session, query: Select[Finding], due: str) -> Select[Finding]:
    today, day = clock.today(session), contesting.DUE
    running = Finding.state.not_in(SETTLED)
    if due == "overdue":
        return query.where(day < today, running)
    if due == "soon":
        return query.where(day >= today, day <= today + SOON, running)
    return query.where(day.is_(None)) if due == "without" else query


def overdue(session: Session, finding: Finding) -> bool:
    """Whether the finding should have been settled by now."""
    day = None if finding.state in SETTLED else contesting.due(finding)
    return day is not None and day < clock.today(session)


def late(session: Session, measure: Measure) -> bool:
    """Whether the measure should have been done by now."""
    return measure.done_at is None and measure.due < clock.today(session)


def companies(session: Session, actor: Actor) -> list[Organisation]:
    """The organisations of the findings that the actor may see, by name."""
    whose = findings.visible(actor).order_by(None).with_only_columns(Finding.organisation_id)
    query = select(Organisation).where(Organisation.id.in_(whose)).order_by(Organisation.name)
    return list(session.scalars(query))


def sources(session: Session, finding: Finding, actor: Actor) -> list[Item]:
    """The items that the finding rests on, in documents that the actor may see."""
    ids = select(FindingSource.item_id).where(FindingSource.finding_id == finding.id)
    query = items.visible(actor).where(Item.id.in_(ids)).options(selectinload(Item.document))
    return list(session.scalars(query))


def communications(session: Session, finding: Finding, actor: Actor) -> list[Communication]:
    """What is said of the finding. The company reads what was sent, not what is being drafted."""
    if writes(session, finding, actor):
        return list(finding.communications)
    sent = CommunicationState.COMMUNICATED
    return [said for said in finding.communications if said.state is sent]


def writes(session: Session, finding: Finding, actor: Actor) -> bool:
    """Whether the actor works on what is said of the finding."""
    at = findings.standing(session, actor, finding)
    return bool(at & {Who.SECRETARIAT, Who.REVIEWER})


def question(session: Session, finding: Finding) -> str:
    """What the company was asked and has not answered yet; empty when nothing."""
    if finding.state is not FindingState.NEEDS_INFORMATION:
        return ""
    asked = [e for e in events.history(session, "finding", finding.public_id) if e.action == "ask"]
    return str(events.payload(session, asked[-1]).get("given_note", "")) if asked else ""


def possible_owners(session: Session, finding: Finding) -> list[Person]:
    """Who the finding can be given to: its reviewers, the secretariat, the company's people."""
    found = {person.id: person for person in people.with_role(session, Role.SECRETARIAT)}
    for document in findings.documents_of(finding):
        found |= {a.person_id: a.person for a in document.assignments if a.person.active}
    whose = finding.organisation_id
    for person in people.with_role(session, *SUBMITTERS, organisation_id=whose):
        found[person.id] = person
    able = [p for p in found.values() if _sees(session, finding, p)]
    return sorted(able, key=lambda person: (person.name.casefold(), person.email))


def _sees(session: Session, finding: Finding, person: Person) -> bool:
    return bool(findings.standing(session, people.actor_for(session, person), finding))


def risk_codes(session: Session) -> list[RiskCode]:
    """Every risk that a finding can carry, by taxonomy and edition."""
    query = select(RiskCode).order_by(RiskCode.taxonomy, RiskCode.edition, RiskCode.id)
    return once(session, RiskCode, lambda: list(session.scalars(query)))


def may_review(session: Session, item: Item, actor: Actor) -> bool:
    """Whether the actor opens the item on the review page."""
    return Who.REVIEWER in documents.standing(session, actor, item.document)


def count(session: Session, actor: Actor, wanted: Filter) -> int:
    """How many findings fit."""
    query = _query(session, actor, wanted).order_by(None)
    return session.scalar(select(func.count()).select_from(query.subquery())) or 0
