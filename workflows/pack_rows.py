"""The rows of a company's pack: what its own pages show, and nothing beside it.

Everything is asked for as the company itself would ask, whoever takes the pack: what the office or
a reader sees beyond that stays out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from workflows import (
    clock,
    comments,
    documents,
    events,
    items,
    name_rules,
    parts,
    questions,
    register,
)
from workflows.models import (
    Decision,
    Document,
    Event,
    EventPayload,
    Item,
    Mandate,
    NameRule,
    Organisation,
    OrganisationStanding,
    Question,
    Site,
    SiteName,
    Supplier,
    WithdrawalRequest,
)
from workflows.permissions import Actor
from workflows.states import DocumentAction, ItemState, QuestionState

Row = dict[str, object]
AT_ONCE = 200  # rows in memory
UNSENT = frozenset({"draft", "clear", "withhold"})
"""What happens to a message before it is sent: the company reads it when it is."""
_LOGGED = (
    "document",
    "finding",
    "question",
    "name_rule",
    "organisation",
    "step",
    "year",
    "report",
)
_OF_DOCUMENTS = frozenset({"receive", "describe", "due", *DocumentAction})
"""Not who reads it, which is the business of those who read."""
_GIVEN: Mapping[str, tuple[str, ...]] = {
    "finding": (
        "severity", "likelihood", "harm", "kind", "owner", "due", "audience", "text", "note",
    ),
    "step": ("due", "note"),
}  # fmt: skip
"""By noun, what was given with a deed and stands on the company's own pages."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the rows are made from: the company as who asks, and the places of its files."""

    session: Session
    organisation: Organisation
    company: Actor
    paths: Mapping[int, str]  # by the number of the upload
    people: frozenset[int]  # who has ever had a role for the company
    sites: frozenset[int]  # of the register, as far as the company knows it

    def side(self, person_id: int | None) -> str:
        """Whose deed it was, without a name."""
        if person_id is None:
            return "system"
        return "company" if person_id in self.people else "agreement"

    def site(self, site: Site | None) -> Row:
        """A site of the register, when the company may know it."""
        known = site if site is not None and site.id in self.sites else None
        return {
            "site": known.public_id if known else None,
            "site_name": known.name if known else None,
        }


def ground(
    session: Session, organisation: Organisation, company: Actor, paths: Mapping[int, str]
) -> Ground:
    """Look up what all the tables need."""
    people = select(Mandate.person_id).where(Mandate.organisation_id == organisation.id)
    sites = register.seen(company).order_by(None).with_only_columns(Site.id)
    return Ground(
        session,
        organisation,
        company,
        paths,
        frozenset(session.scalars(people)),
        frozenset(session.scalars(sites)),
    )


def each(at: Ground, query: Select[Any]) -> Iterator[Any]:
    """The rows of a question, the oldest first; few of them in memory."""
    return iter(at.session.scalars(query.execution_options(yield_per=AT_ONCE)))


def own_standings(at: Ground) -> Iterator[Row]:
    query = select(OrganisationStanding).where(
        OrganisationStanding.organisation_id == at.organisation.id
    )
    for row in each(at, query.order_by(OrganisationStanding.id)):
        yield {
            "standing": row.standing.value,
            "first_day": row.from_date,
            "ended_on": row.to_date,
        }


def own_suppliers(at: Ground) -> Iterator[Row]:
    query = select(Supplier).where(Supplier.organisation_id == at.organisation.id)
    for row in each(at, query.order_by(Supplier.id)):
        yield {"id": row.public_id, "name": row.name}


def _documents_of(at: Ground) -> Iterator[Document]:
    yield from each(at, documents.visible(at.company).order_by(None).order_by(Document.id))


def own_documents(at: Ground) -> Iterator[Row]:
    for row in _documents_of(at):
        came = parts.origin(at.session, row)
        yield {
            "id": row.public_id,
            "title": row.title,
            "state": row.state.value,
            "kind": row.kind or documents.current(row).kind,
            "supplier": row.supplier.public_id if row.supplier else None,
            "received": row.received_at,
            "period_from": row.period_from,
            "period_to": row.period_to,
            "due": row.due,
            "valid_until": row.valid_until,
            "confirmed": row.confirmed_at,
            "came_with": came.container.public_id if came else None,
            "position": came.position if came else None,
        }


def own_versions(at: Ground) -> Iterator[Row]:
    for document in _documents_of(at):
        for row in document.versions:
            yield {
                "document": document.public_id,
                "number": row.number,
                "file": at.paths[row.upload_id],
                "filename": row.upload.filename,
                "part": row.part,
                "cause": row.cause,
                "since": row.since or document.received_at,
                "read": row.read_at,
                "reader": row.extractor,
                "outcome": row.outcome,
                "error": row.error,
                "language": row.language,
                "pages": row.page_count,
                "warnings": row.warnings,
                "declaration": row.declaration,
                "remarks": row.remarks,
                "facts": row.facts,
            }


def _items_of(at: Ground, *loaded: Any) -> Iterator[Item]:
    query = items.visible(at.company).where(items.IN_LISTS).order_by(None).order_by(Item.id)
    yield from each(at, query.options(*loaded))


def own_items(at: Ground) -> Iterator[Row]:
    with_site = selectinload(Item.site).selectinload(Site.identifiers)
    for row in _items_of(at, with_site, selectinload(Item.document)):
        # Who reads a second time does not hear what the first one said, nor does the company.
        site = row.site if row.state is ItemState.APPROVED else None
        named = at.site(site)
        yield {
            "id": row.public_id,
            "document": row.document.public_id,
            "version": row.document_version.number,
            "kind": row.kind.value,
            "position": row.position,
            "state": row.state.value,
            "page": row.page,
            "quote": row.quote,
            "certainty": row.certainty,
            "reasons": row.reasons,
            "answer": row.answer.value if row.answer else None,
            "taken_from": row.taken_from.public_id if row.taken_from else None,
            **named,
            "identifiers": [one.value for one in site.identifiers]
            if site is not None and named["site"]
            else [],
        }


def own_fields(at: Ground) -> Iterator[Row]:
    for item in _items_of(at, selectinload(Item.fields)):
        for row in item.fields:
            yield {
                "item": item.public_id,
                "name": row.name,
                "text": row.text,
                "value": row.value,
                "corrected": row.corrected,
                "page": row.page,
                "box": row.box,
                "quote": row.quote,
                "cell": row.cell,
                "rule": row.rule,
                "corrected_place": row.corrected_place,
            }


def own_places(at: Ground) -> Iterator[Row]:
    for item in _items_of(at, selectinload(Item.places)):
        for row in items.places(item):
            yield {
                "item": item.public_id,
                "text": row.text,
                "page": row.page,
                "box": row.box,
                "quote": row.quote,
                "cell": row.cell,
            }


def own_verdicts(at: Ground) -> Iterator[Row]:
    for item in _items_of(at, selectinload(Item.decisions).joinedload(Decision.duplicate_of)):
        for row in item.decisions:
            if shows(item, row):
                yield {
                    "item": item.public_id,
                    "day": clock.day(row.at),
                    "action": row.action.value,
                    "duplicate_of": row.duplicate_of.public_id if row.duplicate_of else None,
                }


def shows(item: Item, decision: Decision) -> bool:
    """Whether the company reads this verdict on the page of its document's version."""
    return item.state is not ItemState.SECOND and decision.undone_at is None


def own_questions(at: Ground) -> Iterator[Row]:
    query = questions.visible(at.company).where(Question.state != QuestionState.WITHDRAWN)
    for row in each(at, query.order_by(None).order_by(Question.id)):
        yield {
            "id": row.public_id,
            "item": row.item.public_id,
            "state": row.state.value,
            "text": row.text,
            "asked": row.asked_at,
            "due": row.due,
            "answer": row.answer,
            "answered": row.answered_at,
            "document": row.document.public_id if row.document else None,
        }


def own_comments(at: Ground) -> Iterator[Row]:
    for row in each(at, comments.visible(at.company)):
        yield {
            "id": row.public_id,
            "item": row.item.public_id,
            "at": row.at,
            "by": at.side(row.person_id),
            "text": row.text,
            "edited": row.edited_at,
        }


def own_withdrawals(at: Ground) -> Iterator[Row]:
    seen = documents.visible(at.company).order_by(None).with_only_columns(Document.id)
    query = select(WithdrawalRequest).where(WithdrawalRequest.document_id.in_(seen))
    for row in each(at, query.order_by(WithdrawalRequest.id)):
        yield {
            "document": row.document.public_id,
            "asked": row.asked_at,
            "reason": row.reason,
            "accepted": row.accepted,
            "answered": row.answered_at,
            "answer": row.answer,
        }


def own_sites(at: Ground) -> Iterator[Row]:
    """What the register learned from this company alone, and nobody else sees."""
    query = select(Site).where(Site.organisation_id == at.organisation.id)
    loaded = (selectinload(Site.metals), selectinload(Site.identifiers))
    for row in each(at, query.options(*loaded).order_by(Site.id)):
        yield {
            "id": row.public_id,
            "name": row.name,
            "kind": row.kind.value,
            "country": row.country,
            "metals": [one.metal for one in row.metals],
            "identifiers": [one.value for one in row.identifiers],
            "state": row.state.value,
            "first_day": row.valid_from,
        }


def own_site_names(at: Ground) -> Iterator[Row]:
    """The names of sites that were learned from this company, and are read for it alone."""
    query = (
        select(SiteName, Site)
        .join(Site, Site.id == SiteName.site_id)
        .where(SiteName.organisation_id == at.organisation.id)
        .order_by(SiteName.id)
    )
    for row, site in at.session.execute(query.execution_options(yield_per=AT_ONCE)):
        yield {"name": row.name, **at.site(site)}


def own_name_rules(at: Ground) -> Iterator[Row]:
    query = name_rules.visible(at.company).where(NameRule.organisation_id == at.organisation.id)
    for row in each(at, query.order_by(None).order_by(NameRule.id)):
        yield {
            "id": row.public_id,
            "state": row.state.value,
            "text": row.text,
            **at.site(row.site),
            "reason": row.reason.value if row.reason else None,
            "scope": row.scope.value,
            "supplier": row.supplier.public_id if row.supplier else None,
            "country": row.country,
            "metal": row.metal,
            "identifier": row.identifier,
            "since": row.made_at,
        }


def own_events(at: Ground) -> Iterator[Row]:
    """What the log says of the company's own things, without its number: that counts others too."""
    query = (
        select(Event, EventPayload)
        .outerjoin(EventPayload, EventPayload.seq == Event.seq)
        .where(Event.organisation_id == at.organisation.id, Event.noun.in_(_LOGGED))
        .order_by(Event.seq)
    )
    for row, payload in at.session.execute(query.execution_options(yield_per=AT_ONCE)):
        if not _told(row):
            continue
        said = events.said(payload) if payload is not None else {}
        given = {
            name: said[f"given_{name}"]
            for name in _GIVEN.get(row.noun, ())
            if said.get(f"given_{name}")
        }
        yield {
            "at": row.at,
            "by": at.side(row.actor_id),
            "noun": row.noun,
            "object": row.object_id,
            "action": row.action,
            "source": said.get("source"),
            "target": said.get("target"),
            "given": given,
            "digest": row.hash,
        }


def _told(row: Event) -> bool:
    """Whether the company may know of a deed from its own pages."""
    if row.noun == "document":
        return row.action in _OF_DOCUMENTS
    return row.noun != "finding" or row.action not in UNSENT
