"""How well documents are read, as the verdicts of reviewers tell it: numbers alone, no names.

Of what was read: right when approved as it was, wrong when changed or rejected as misread. Of what
stands in the documents: missed when a person had to add it. What nobody decided on is not counted,
and what a reviewer overlooked too is not known.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflows.errors import NotFound
from workflows.marking import N_
from workflows.models import Decision, Document, DocumentVersion, Item, ItemField
from workflows.permissions import Actor
from workflows.reader_models import SHIPPED
from workflows.states import DocumentState, ItemKind, ItemState, RejectReason, Role

FEW = 20  # below so many, a percentage says more than is known
_NO_FAULT = (RejectReason.OUTSIDE_PERIOD, RejectReason.OTHER_METAL)  # read well, and not wanted


@dataclass(slots=True)
class Count:
    """Values by what became of them; ``missed`` were not read, or read wrongly."""

    right: int = 0
    changed: int = 0
    rejected: int = 0
    missed: int = 0

    @property
    def read(self) -> int:
        """All that was read and decided on."""
        return self.right + self.changed + self.rejected

    @property
    def there(self) -> int:
        """All that stands in the documents, as far as people said."""
        return self.right + self.missed


@dataclass(slots=True)
class Quality:
    """The counts: of each field; and of whole items by model, kind of document and language."""

    fields: dict[tuple[ItemKind, str], Count] = field(default_factory=dict)
    models: dict[tuple[str, str], Count] = field(default_factory=dict)  # extractor, model
    kinds: dict[str, Count] = field(default_factory=dict)
    languages: dict[str, Count] = field(default_factory=dict)


class _Row(NamedTuple):
    """A field of a decided item, with what read it and from what."""

    item: int
    item_kind: ItemKind
    state: ItemState
    origin: str
    reason: RejectReason | None
    name: str
    rule: str
    value: str | None
    corrected: str | None
    extractor: str
    model: str
    kind: str
    language: str


def counts(session: Session, actor: Actor) -> Quality:
    """All counts of today, for the secretariat and the technical administrator."""
    if not actor.has(Role.SECRETARIAT, Role.ADMINISTRATOR):
        raise NotFound(N_("There is no such page."))
    fields: dict[tuple[ItemKind, str], Count] = defaultdict(Count)
    models: dict[tuple[str, str], Count] = defaultdict(Count)
    kinds: dict[str, Count] = defaultdict(Count)
    languages: dict[str, Count] = defaultdict(Count)
    for rows in _items(session):
        first = rows[0]
        whole = Count()
        for row in rows:
            _count(fields[row.item_kind, row.name], row)
            _count(whole, row)
        for total in (
            models[first.extractor, first.model],
            kinds[first.kind],
            languages[first.language],
        ):
            _add(total, first, whole)
    known = {key: count for key, count in fields.items() if count.read + count.there}
    return Quality(
        dict(
            sorted(known.items(), key=lambda pair: (list(ItemKind).index(pair[0][0]), pair[0][1]))
        ),
        dict(sorted(models.items())),
        dict(sorted(kinds.items())),
        dict(sorted(languages.items())),
    )


def _count(count: Count, row: _Row) -> None:
    """Count one field."""
    read = row.origin == "read" and row.rule != "person"
    if row.state is ItemState.REJECTED:
        count.rejected += read and row.reason not in _NO_FAULT
    elif not read:
        count.missed += bool(row.corrected if row.corrected is not None else row.value)
    elif row.corrected is None or row.corrected == row.value:
        count.right += 1
    else:
        count.changed += 1
        count.missed += bool(row.corrected)


def _add(total: Count, first: _Row, whole: Count) -> None:
    """Count an item as a whole: right when all its fields are."""
    if first.state is ItemState.REJECTED:
        total.rejected += bool(whole.rejected)
    elif first.origin != "read":
        total.missed += 1
    elif whole.changed or whole.missed:
        total.changed += 1
        total.missed += 1
    else:
        total.right += 1


def _items(session: Session) -> Iterator[list[_Row]]:
    """The fields of each decided item together."""
    last = (
        select(func.max(Decision.id).label("id"))
        .where(Decision.undone_at.is_(None))
        .group_by(Decision.item_id)
        .subquery()
    )
    query = (
        select(
            Item.id, Item.kind, Item.state, Item.origin, Decision.reason,
            ItemField.name, ItemField.rule, ItemField.value, ItemField.corrected,
            func.coalesce(DocumentVersion.extractor, ""),
            func.coalesce(DocumentVersion.model, SHIPPED),
            func.coalesce(DocumentVersion.kind, "other"),
            func.coalesce(DocumentVersion.language, ""),
        )
        .join(ItemField, ItemField.item_id == Item.id)
        .join(DocumentVersion, DocumentVersion.id == Item.version_id)
        .join(Document, Document.id == Item.document_id)
        .join(Decision, Decision.item_id == Item.id)
        .join(last, last.c.id == Decision.id)
        .where(
            Item.state.in_((ItemState.APPROVED, ItemState.REJECTED)),
            Document.state != DocumentState.WITHDRAWN,
        )
        .order_by(Item.id, ItemField.id)
    )  # fmt: skip
    rows: list[_Row] = []
    for found in session.execute(query):
        row = _Row._make(found)
        if rows and rows[0].item != row.item:
            yield rows
            rows = []
        rows.append(row)
    if rows:
        yield rows
