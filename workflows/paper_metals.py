"""The metals that a version's items name, kept with the version: the queue asks papers for one.

Asked item by item, a million items take the database longer than one waits for a page. What is
kept is written with the fields that it follows from, in their transaction.
"""

from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import Connection, func, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import get_history

from workflows.models import ChainHead, Document, DocumentVersion, Item, ItemField
from workflows.states import ItemState

_FIELD = "metal"
_AT_ONCE = 500


def written(metals: Iterable[str]) -> str:
    """Metals as a version keeps them: each between bars, in order; nothing for none."""
    said = "|".join(sorted(metals))
    return f"|{said}|" if said else ""


def follow(session: Session, _context: object) -> None:
    """After a flush: keep what it made of the metals of the versions that it wrote items of."""
    touched = {row.item_id for row in _written(session) if isinstance(row, ItemField)}
    touched |= {row.id for row in _written(session) if isinstance(row, Item)}
    if not touched:
        return
    connection = session.connection()
    for some in _portions(touched):
        of = select(Item.version_id).where(Item.id.in_(some)).distinct()
        write(connection, list(connection.scalars(of)))


def _written(session: Session) -> Iterator[object]:
    """The fields that name a metal, and the items that came into lists or left them."""
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, ItemField) and row.name == _FIELD:
            yield row
        elif isinstance(row, Item):
            state = get_history(row, "state")
            if ItemState.SET_ASIDE in (*(state.added or ()), *(state.deleted or ())):
                yield row


def write(connection: Connection, versions: Collection[int]) -> None:
    """Bring what is kept of these versions up to date."""
    kept = select(DocumentVersion.id, DocumentVersion.metals).where(
        DocumentVersion.id.in_(versions)
    )
    known, said = dict(connection.execute(kept).all()), _said(connection, versions)
    if all(known[one] == said[one] for one in known):
        return
    # Another reader may correct the same paper now. Whoever writes appends to the log, so its lock
    # is one that everybody takes, and taking it a moment sooner can block nobody for ever.
    connection.execute(select(ChainHead.id).with_for_update())
    for one, metals in _said(connection, versions).items():
        these = update(DocumentVersion).where(DocumentVersion.id == one)
        connection.execute(these.values(metals=metals))


def _said(connection: Connection, versions: Collection[int]) -> dict[int, str]:
    value = func.coalesce(ItemField.corrected, ItemField.value)
    query = (
        select(Item.version_id, value)
        .join(ItemField, ItemField.item_id == Item.id)
        .where(Item.version_id.in_(versions), Item.state != ItemState.SET_ASIDE)
        .where(ItemField.name == _FIELD, value != "")
        .distinct()
    )
    found: dict[int, set[str]] = {one: set() for one in versions}
    for one, metal in connection.execute(query):
        found[one].add(metal)
    return {one: written(metals) for one, metals in found.items()}


def rebuild(connection: Connection) -> None:
    """Write what is kept of every version anew."""
    for some in _everything(connection):
        write(connection, some)


def problems(connection: Connection) -> list[str]:
    """Versions that keep other metals than their items name; none when all is sound."""
    wrong: list[str] = []
    for some in _everything(connection):
        said = _said(connection, some)
        kept = select(DocumentVersion.id, DocumentVersion.metals, Document.public_id).join(Document)
        for one, metals, document in connection.execute(kept.where(DocumentVersion.id.in_(some))):
            if metals != said[one]:
                wrong.append(f"document {document}: its metals are kept as {metals!r}")
    return wrong


def _everything(connection: Connection) -> Iterator[list[int]]:
    return _portions(connection.scalars(select(DocumentVersion.id)).all())


def _portions(ids: Iterable[int]) -> Iterator[list[int]]:
    rest = sorted(ids)
    for start in range(0, len(rest), _AT_ONCE):
        yield rest[start : start + _AT_ONCE]
