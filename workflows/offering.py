"""Smelters that a decision made known, offered for the same name where it still waits.

Reading offers what the register knows at that moment. What a reviewer decides later is offered to
the member's other open items of that very name as well, as if they were read now: in this paper
and in others. Nothing is decided by it.
"""

from collections.abc import Iterable

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, contains_eager, selectinload

from extraction import matching
from extraction.records import Candidate, Register
from workflows import namesakes, register, rules, versions
from workflows.models import Document, Item, ItemCandidate, ItemField, Site
from workflows.states import ItemKind, ItemState

MOST = 200  # items that wait with the same name; a member with more has other things to mend


def offer(session: Session, item: Item) -> None:
    """Offer the smelter that an item was approved as wherever its name waits for a verdict."""
    if item.site is not None:
        _bring(session, item, item.site)


def take_back(session: Session, item: Item, sites: Iterable[Site]) -> None:
    """Offer these smelters as far as the register still knows them by the item's name."""
    for site in sites:
        _bring(session, item, site)


def _bring(session: Session, item: Item, site: Site) -> None:
    organisation_id = item.document.organisation_id
    known = matching.index(Register((register.entry(site, organisation_id),)))
    for other in session.scalars(_waiting(item)):
        found = matching.candidates(
            known,
            rules.printed(other, "smelter"),
            country=rules.value(other, "country"),
            metal=rules.value(other, "metal"),
            identifier=rules.printed(other, "smelter_id") or None,
        )
        _put(session, other, site, found[0] if found else None)
    session.flush()


def _waiting(item: Item) -> Select[Item]:
    """The member's items of this name that nobody gave a verdict on."""
    return (
        select(Item)
        .join(Item.document)
        .join(ItemField, ItemField.item_id == Item.id)
        .where(
            Document.organisation_id == item.document.organisation_id,
            Item.id != item.id,
            Item.kind == ItemKind.SMELTER,
            Item.state.in_((ItemState.OPEN, ItemState.DOUBT)),
            versions.newest(),
            namesakes.named(namesakes.texts(item)),
        )
        .order_by(Item.id.desc())
        .limit(MOST)
        .options(
            contains_eager(Item.document), selectinload(Item.fields), selectinload(Item.candidates)
        )
    )


def _put(session: Session, item: Item, site: Site, found: Candidate | None) -> None:
    """Let this be what is said of the smelter among the item's candidates, the best first."""
    rows = [row for row in item.candidates if row.site_id != site.id]
    before = next((row for row in item.candidates if row.site_id == site.id), None)
    if found is not None:
        row = before or ItemCandidate(site_id=site.id)
        row.score, row.reasons = found.score, list(found.reasons)
        rows.append(row)
    elif before is not None:
        session.delete(before)
    rows.sort(key=lambda row: -row.score)
    for rank, row in enumerate(rows, start=1):
        row.rank = rank
    item.candidates = rows
