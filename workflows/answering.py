"""Who answers for what was read: the company first, where the agreement says so; what goes on.

A company's word on its own paper is no review. Reviewers still read what is uncertain, new or of
risk, and a share of the rest by chance; what is left is confirmed by the company, and never counts
as reviewed.
"""

from sqlalchemy.orm import Session

from workflows import rules
from workflows.models import Item, Site
from workflows.states import ItemAction, ItemKind, ItemState

MEMBER = "member"
ANSWERS = frozenset({ItemAction.CONFIRM, ItemAction.CORRECT, ItemAction.DENY})


def awaited(item: Item) -> bool:
    """Whether the reviewers wait for the company's answer."""
    return item.state is ItemState.OPEN and item.asked and item.answer is None


def reader_needed(session: Session, item: Item, site: Site | None, second: str | None) -> bool:
    """Whether a reviewer must read what the company confirms.

    ``second`` is why two readers would be needed if a reviewer approved it, or None.
    """
    if item.certainty == "unsure" or item.kind is ItemKind.AUDIT_FINDING:
        return True
    if second not in (None, "sample") or rules.hits(session, item, site=site):
        return True
    return rules.sampled(session, item, "company")
