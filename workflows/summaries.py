"""What a reviewer did in a document, and this week: told to nobody but themselves."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise
from statistics import median

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflows import clock, documents
from workflows.models import Decision, Document, Item
from workflows.permissions import Actor
from workflows.states import DocumentState, ItemAction

PAUSE = timedelta(minutes=2)  # a longer stay between two verdicts was spent on something else
FEWEST = 3  # verdicts in a row, before they say anything about a pace


@dataclass(frozen=True, slots=True)
class Summary:
    """One's own verdicts that stand in a document, and the usual seconds between two of them."""

    approved: int = 0  # as it was read
    changed: int = 0
    rejected: int = 0
    doubted: int = 0
    seconds: int | None = None

    @property
    def total(self) -> int:
        """How many verdicts there are."""
        return self.approved + self.changed + self.rejected + self.doubted


def of_document(session: Session, document: Document, actor: Actor) -> Summary:
    """What the actor decided in the newest version of a document."""
    query = (
        select(Decision.item_id, Decision.action)
        .join(Item, Item.id == Decision.item_id)
        .where(
            Item.version_id == documents.current(document).id,
            Decision.person_id == actor.person_id,
            Decision.undone_at.is_(None),
        )
        .order_by(Decision.id)
    )
    rows = session.execute(query).all()
    last = {row[0]: row[1] for row in rows}  # of several verdicts on an item the last one counts
    kinds = list(last.values())
    return Summary(
        approved=kinds.count(ItemAction.APPROVE),
        changed=kinds.count(ItemAction.CHANGE),
        rejected=kinds.count(ItemAction.REJECT),
        doubted=kinds.count(ItemAction.DOUBT),
        seconds=_pace(session, documents.current(document).id, actor),
    )


def reviewed_this_week(session: Session, actor: Actor) -> int:
    """How many documents that the actor decided in since Monday have been reviewed."""
    today = clock.today(session)
    monday = today - timedelta(days=today.weekday())
    query = (
        select(func.count(Item.document_id.distinct()))
        .select_from(Decision)
        .join(Item, Item.id == Decision.item_id)
        .join(Document, Document.id == Item.document_id)
        .where(
            Decision.person_id == actor.person_id,
            Decision.at >= datetime.combine(monday, time(), clock.ZONE),
            Document.state == DocumentState.REVIEWED,
        )
    )
    return session.scalar(query) or 0


def _pace(session: Session, version_id: int, actor: Actor) -> int | None:
    """The usual seconds between two verdicts in a row, none of them in another paper."""
    mine = Decision.person_id == actor.person_id
    here = (
        select(Decision.at)
        .join(Decision.item)
        .where(Item.version_id == version_id, mine)
        .subquery()
    )
    first, last = (select(end(here.c.at)).scalar_subquery() for end in (func.min, func.max))
    query = (
        select(Decision.at, Item.version_id)
        .join(Item, Item.id == Decision.item_id)
        .where(mine, Decision.at.between(first, last))
        .order_by(Decision.at, Decision.id)
    )
    rows = session.execute(query).all()
    gaps = [
        later - earlier
        for (earlier, one), (later, other) in pairwise((at, number) for at, number in rows)
        if one == other == version_id
    ]
    short = [gap.total_seconds() for gap in gaps if gap <= PAUSE]
    return round(median(short)) if len(short) >= FEWEST - 1 else None
