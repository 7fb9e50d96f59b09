"""The risks in a company's chains, by year: which metal, from where, what, how severe, how likely.

They belong to a year; who sees it sees them, and only the company writes them.
"""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from extraction.entities.metal_names import NAMES
from workflows import years
from workflows.errors import Invalid, NotFound
from workflows.finding_actions import LIKELIHOODS, SEVERITIES
from workflows.marking import N_
from workflows.models import ChainRisk, Document, Item, ItemField, MemberYear, RiskCode, Supplier
from workflows.permissions import Actor
from workflows.states import ItemState
from workflows.taxonomies import THEMES

NOT_FOUND = N_("There is no such risk.")
LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody fills in for a risk; the country is its two letters, or empty."""

    material: str
    risk: str
    severity: str
    likelihood: str
    country: str = ""
    supplier: str = ""  # public id
    note: str = ""


def of(session: Session, year: MemberYear) -> list[ChainRisk]:
    """The risks of a year, the gravest first; whose asks must be allowed to see the year."""
    rows = session.scalars(select(ChainRisk).where(ChainRisk.year_id == year.id))
    return sorted(
        rows,
        key=lambda row: (
            SEVERITIES.index(row.severity),
            LIKELIHOODS.index(row.likelihood),
            row.material,
            row.id,
        ),
    )


def get(session: Session, public_id: str, actor: Actor) -> ChainRisk:
    """One risk of a year that the actor may see."""
    row = session.scalars(select(ChainRisk).where(ChainRisk.public_id == public_id)).one_or_none()
    if row is None or not years.standing(actor, row.year):
        raise NotFound(NOT_FOUND)
    return row


def themes(session: Session) -> list[RiskCode]:
    """The risks to choose from: the agreement's themes, of their newest edition."""
    query = select(RiskCode).where(RiskCode.taxonomy == THEMES[0])
    rows = list(session.scalars(query.order_by(RiskCode.edition, RiskCode.id)))
    newest = max((row.edition for row in rows), default="")
    return [row for row in rows if row.edition == newest]


def suppliers(session: Session, year: MemberYear) -> list[Supplier]:
    """The company's own suppliers, by name."""
    query = select(Supplier).where(Supplier.organisation_id == year.organisation_id)
    return list(session.scalars(query.order_by(Supplier.name)))


def metals(session: Session, year: MemberYear) -> list[str]:
    """The metals that approved items of the company's documents name."""
    query = (
        select(ItemField.value)
        .join(Item, Item.id == ItemField.item_id)
        .join(Document, Document.id == Item.document_id)
        .where(
            Document.organisation_id == year.organisation_id,
            Item.state.in_((ItemState.APPROVED, ItemState.CONFIRMED)),
            ItemField.name == "metal",
        )
        .distinct()
    )
    return sorted(value for value in session.scalars(query) if value in NAMES)


def grid(rows: list[ChainRisk]) -> dict[tuple[str, str], list[int]]:
    """By severity and likelihood the numbers of the rows, as the list counts them from 1."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, row in enumerate(rows, 1):
        found[row.severity, row.likelihood].append(number)
    return found


def add(session: Session, year: MemberYear, given: Given, actor: Actor) -> ChainRisk:
    """Put a risk on the list of a year."""
    years.may_write(year, actor)
    row = ChainRisk(year=year)
    _write(session, row, given)
    session.add(row)
    session.flush()
    _tell_log(session, row, "add_risk", actor)
    return row


def change(
    session: Session, row: ChainRisk, given: Given, actor: Actor, *, seen: int | None = None
) -> None:
    """Write a risk anew."""
    years.may_change(row, actor, seen)
    _write(session, row, given)
    session.flush()
    _tell_log(session, row, "change_risk", actor)


def remove(session: Session, row: ChainRisk, actor: Actor) -> None:
    """Take a risk off the list."""
    years.may_write(row.year, actor)
    _tell_log(session, row, "remove_risk", actor)
    session.delete(row)
    session.flush()


def _write(session: Session, row: ChainRisk, given: Given) -> None:
    year = row.year
    if given.material not in NAMES:
        raise Invalid(N_("Choose a raw material."))
    if given.risk not in {one.code for one in themes(session)}:
        raise Invalid(N_("Choose a risk."))
    if given.severity not in SEVERITIES:
        raise Invalid(N_("Choose a severity."))
    if given.likelihood not in LIKELIHOODS:
        raise Invalid(N_("Choose a likelihood."))
    if len(given.note) > LONGEST:
        raise Invalid(N_("Use at most %(most)s characters."), most=LONGEST)
    if given.country and not (len(given.country) == 2 and given.country.isupper()):
        raise Invalid(N_("Choose a country of the list."))
    supplier = next(
        (one for one in suppliers(session, year) if one.public_id == given.supplier), None
    )
    if given.supplier and supplier is None:
        raise Invalid(N_("Choose a supplier of your own company."))
    row.material, row.risk, row.country = given.material, given.risk, given.country or None
    row.severity, row.likelihood, row.note = given.severity, given.likelihood, given.note.strip()
    row.supplier = supplier


def _tell_log(session: Session, row: ChainRisk, what: str, actor: Actor) -> None:
    years.log(
        session,
        row.year,
        what,
        actor,
        chain_risk=row.public_id,
        material=row.material,
        risk=row.risk,
        severity=row.severity,
        likelihood=row.likelihood,
    )
