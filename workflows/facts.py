"""What is said about a document itself: its title, the supplier it comes from, its period."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflows import documents, events, performing
from workflows.errors import Invalid, NotAllowed
from workflows.marking import N_
from workflows.models import Document, Supplier
from workflows.models.declarative import lowered
from workflows.permissions import Actor, Who


def describe(
    session: Session,
    document: Document,
    actor: Actor,
    *,
    title: str | None = None,
    supplier: str | None = None,
    period_from: date | None = None,
    period_to: date | None = None,
) -> None:
    """Correct what is said about a document: its title, its supplier, its period."""
    if not documents.standing(session, actor, document) & {Who.OWN, Who.SECRETARIAT}:
        raise NotAllowed(performing.ONLY[Who.OWN])
    if period_from and period_to and period_to < period_from:
        raise Invalid(N_("The period ends before it begins."))
    if title is not None:
        if not title.strip():
            raise Invalid(N_("Give the document a title."))
        document.title = title.strip()
    if supplier is not None:
        document.supplier = supplier_named(session, document.organisation_id, supplier)
    document.period_from, document.period_to = period_from, period_to
    session.flush()
    events.append(
        session,
        actor,
        "document",
        document.public_id,
        "describe",
        organisation_id=document.organisation_id,
        title=document.title,
        supplier=supplier,
        period_from=period_from,
        period_to=period_to,
    )


def supplier_named(session: Session, organisation_id: int, name: str) -> Supplier | None:
    """The organisation's supplier of this name, made when it is new; None for an empty name."""
    name = name.strip()
    if not name:
        return None
    query = select(Supplier).where(
        Supplier.organisation_id == organisation_id,
        func.lower(Supplier.name) == lowered(name),
    )
    supplier = session.scalars(query).one_or_none()
    if supplier is None:
        supplier = Supplier(organisation_id=organisation_id, name=name)
        session.add(supplier)
        session.flush()
    return supplier
