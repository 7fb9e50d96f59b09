"""What can still change the figures of a new report: reading, findings, members, the register."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from workflows import clock, documents, people
from workflows.marking import N_
from workflows.material import NOT_COUNTED, Period
from workflows.models import (
    Document,
    Finding,
    Item,
    Organisation,
    OrganisationStanding,
    Person,
    Site,
    SiteStatus,
)
from workflows.report_points import PLACES, Check, Kind, Part, Severity
from workflows.states import FindingState, ItemKind, ItemState, OrganisationKind, Standing

_ENDED = (FindingState.CLOSED, FindingState.DISMISSED, FindingState.WITHDRAWN)


def of(session: Session, period: Period) -> Iterator[Check]:
    """What can still change the figures of a new report: it needs a new draft."""
    received = Document.received_at.between(period.start, period.end)
    counted = Document.state.not_in(NOT_COUNTED)
    looks = (
        select(Document)
        .where(received, counted)
        .where(select(Item.id).where(_of(Item.state == ItemState.SECOND)).exists())
        .order_by(Document.received_at, Document.id)
    )
    message = N_("Documents in which items wait for a second look: %(count)s.")
    who = N_(
        "A reviewer who did not read them first does this. Where nobody has them, choose the "
        "documents under “Review” and give them to one."
    )
    yield from _some(session, Kind.READING, message, looks, who, Part.QUEUE)
    ownerless = select(Finding).where(
        Finding.opened_at.between(period.start, period.end),
        Finding.owner_id.is_(None),
        Finding.state.not_in(_ENDED),
    )
    message = N_("Findings without an owner: %(count)s.")
    yield from _some(session, Kind.FINDINGS, message, ownerless.order_by(Finding.opened_at))
    party = select(OrganisationStanding.organisation_id).where(
        OrganisationStanding.standing == Standing.PARTY,
        OrganisationStanding.from_date <= period.last,
        func.coalesce(OrganisationStanding.to_date, period.last) >= period.last,
    )
    sent = select(Document.organisation_id).where(received, counted)
    silent = select(Organisation).where(
        Organisation.kind == OrganisationKind.COMPANY,
        Organisation.id.in_(party),
        Organisation.id.not_in(sent),
    )
    message = N_("Members that sent no documents in this period: %(count)s.")
    who = N_("They send them in themselves: write to them.")
    if period.last < clock.today(session):
        who = N_(
            "The period is over: what they send in now counts in the next report. Write to them "
            "for that one."
        )
    part = Part.LETTER
    yield from _some(session, Kind.MEMBERS, message, silent.order_by(Organisation.name), who, part)
    named = (
        select(Item.site_id)
        .join(Document, Document.id == Item.document_id)
        .where(received, Item.state == ItemState.APPROVED, Item.kind == ItemKind.SMELTER)
    )
    unchecked = select(Site).where(Site.id.in_(named), Site.id.not_in(select(SiteStatus.site_id)))
    message = N_("Smelters in this report of which no scheme says anything: %(count)s.")
    who = N_(
        "Look in the lists of the schemes, and note on the page of the smelter what one says: it "
        "counts when you count again. Where none says anything, ask the company from its document."
    )
    yield from _some(session, Kind.REGISTER, message, unchecked.order_by(Site.name), who)


def second(session: Session, document: Document) -> tuple[list[Person], list[Person]]:
    """Who read what waits for a second look, and who has the document and can; by name.

    Whom a conflict of interest bars has it from before it did, and is not waited for.
    """
    proposed = select(Item.proposed_by_id).where(
        Item.document_id == document.id, Item.state == ItemState.SECOND
    )
    query = select(Person).where(Person.id.in_(proposed)).order_by(Person.name)
    first = list(session.scalars(query))
    given = {
        one.person
        for one in document.assignments
        if one.person.active
        and documents.conflict(document, people.actor_for(session, one.person)) is None
    }
    return first, sorted(given.difference(first), key=lambda person: person.name)


def _of(condition: Any) -> Any:
    return (Item.document_id == Document.id) & condition


def _some(
    session: Session, kind: Kind, message: str, query: Select[Any], who: str = "", *parts: Part
) -> Iterator[Check]:
    count = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    if count:
        rows = tuple(session.scalars(query.limit(PLACES)))
        values, more = {"count": count}, count - len(rows)
        yield Check(kind, Severity.WARNING, message, values, (*parts, *rows), more, who=who)
