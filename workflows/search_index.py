"""Keep what can be searched: the words of every row, in the transaction that changes the row.

Each word is kept with its kind and its owner before it (``i17xmerapi``), so that a search within
what one may see never touches the words of another; and once more for who sees those of many,
with the era of its row (``ia3xmerapi``): a common word is then read no further than is needed.
Docs: decisions/0011.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.orm.attributes import get_history

from workflows import search_words
from workflows.models import (
    Document,
    DocumentPage,
    DocumentVersion,
    Finding,
    Item,
    ItemField,
    ItemPlace,
    SearchEntry,
    Site,
    SiteIdentifier,
    SiteName,
    Supplier,
)

PUBLIC = 0
ERA = 10_000
"""Rows of a kind, by their number, whose words stand together for who sees those of many."""
_AT_ONCE = 500


class Kind(StrEnum):
    """What can be found; the first letter stands before its words."""

    DOCUMENT = "document"
    PAGE = "page"
    ITEM = "item"
    SITE = "site"
    FINDING = "finding"


@dataclass(frozen=True, slots=True)
class Texts:
    """What a row says to those of one scope."""

    subject_id: int
    scope: int
    texts: tuple[str, ...]


def term(kind: Kind, part: str, word: str) -> str:
    """How a word begins in a part of the index: that of an owner, or of an era."""
    return f"{kind[0]}{part}x{word}"


def spelled(kind: Kind, part: str, key: str) -> str:
    """How a spelling nearby is written in a part of the index."""
    return f"{kind[0]}{part}y{key}"


def of_owner(scope: int) -> str:
    """The part of the index that holds what is one owner's."""
    return str(scope)


def of_era(number: int) -> str:
    """The part of the index that holds the rows of an era, whosever they are."""
    return f"a{number}"


def eras(session: Session, kinds: Sequence[Kind]) -> dict[Kind, int]:
    """How many eras the rows of each of these kinds fill."""
    last = [
        select(func.max(SearchEntry.subject_id)).where(SearchEntry.kind == kind).scalar_subquery()
        for kind in kinds
    ]
    found = session.execute(select(*last)).one()
    return {kind: (number or 0) // ERA + 1 for kind, number in zip(kinds, found, strict=True)}


def _row(kind: Kind, given: Texts) -> dict[str, object]:
    told = [word for text in given.texts for word in search_words.words(text)]
    forms = {form for word in told for form in search_words.forms(word)}
    parts = (of_owner(given.scope), of_era(given.subject_id // ERA))
    terms = {term(kind, part, form) for form in forms for part in parts}
    if kind is not Kind.PAGE:  # a mistake is forgiven in names; a page has too many words
        near = {key for word in told for key in search_words.spellings(word)}
        terms |= {spelled(kind, part, key) for key in near for part in parts}
    return {
        "kind": kind.value,
        "subject_id": given.subject_id,
        "scope": given.scope,
        "weight": len(set(told)),
        "words": " ".join(sorted(terms)),
    }


def _documents(connection: Connection, ids: Collection[int]) -> Iterator[Texts]:
    query = select(Document.id, Document.organisation_id, Document.title, Supplier.name)
    query = query.outerjoin(Supplier, Supplier.id == Document.supplier_id)
    for one, whose, title, supplier in connection.execute(query.where(Document.id.in_(ids))):
        yield Texts(one, whose, (title, supplier or ""))


def _pages(connection: Connection, ids: Collection[int]) -> Iterator[Texts]:
    query = (
        select(DocumentPage.id, Document.organisation_id, DocumentPage.text)
        .join(DocumentVersion, DocumentVersion.id == DocumentPage.version_id)
        .join(Document, Document.id == DocumentVersion.document_id)
    )
    for one, whose, text in connection.execute(query.where(DocumentPage.id.in_(ids))):
        yield Texts(one, whose, (text,))


def _items(connection: Connection, ids: Collection[int]) -> Iterator[Texts]:
    query = select(Item.id, Document.organisation_id).join(Document)
    owners = dict(connection.execute(query.where(Item.id.in_(ids))).all())
    said: dict[int, list[str]] = {one: [] for one in owners}
    fields = select(ItemField.item_id, ItemField.text, ItemField.value, ItemField.corrected)
    for one, *texts in connection.execute(fields.where(ItemField.item_id.in_(owners))):
        said[one] += [text for text in texts if text]
    places = select(ItemPlace.item_id, ItemPlace.text).where(ItemPlace.item_id.in_(owners))
    for one, text in connection.execute(places):
        said[one].append(text)
    for one, whose in owners.items():
        yield Texts(one, whose, tuple(said[one]))


def _sites(connection: Connection, ids: Collection[int]) -> Iterator[Texts]:
    rows = connection.execute(
        select(Site.id, Site.organisation_id, Site.name).where(Site.id.in_(ids))
    ).all()
    identifiers: dict[int, list[str]] = {row.id: [] for row in rows}
    names: dict[int, list[tuple[int, str]]] = {row.id: [] for row in rows}
    known = select(SiteIdentifier.site_id, SiteIdentifier.value)
    for one, value in connection.execute(known.where(SiteIdentifier.site_id.in_(ids))):
        identifiers[one].append(value)
    others = select(SiteName.site_id, SiteName.organisation_id, SiteName.name)
    for one, whose, name in connection.execute(others.where(SiteName.site_id.in_(ids))):
        names[one].append((whose or PUBLIC, name))
    for row in rows:
        own = row.organisation_id or PUBLIC
        everybodys = [name for whose, name in names[row.id] if whose == PUBLIC]
        for scope in {own, *(whose for whose, _ in names[row.id] if whose != PUBLIC)}:
            learned = [n for whose, n in names[row.id] if whose == scope != PUBLIC]
            yield Texts(row.id, scope, (row.name, *identifiers[row.id], *everybodys, *learned))


def _findings(connection: Connection, ids: Collection[int]) -> Iterator[Texts]:
    query = select(Finding.id, Finding.organisation_id, Finding.facts)
    for one, whose, facts in connection.execute(query.where(Finding.id.in_(ids))):
        yield Texts(one, whose, tuple(str(fact) for fact in facts.values() if fact))


_READ: Mapping[Kind, Callable[[Connection, Collection[int]], Iterator[Texts]]] = {
    Kind.DOCUMENT: _documents,
    Kind.PAGE: _pages,
    Kind.ITEM: _items,
    Kind.SITE: _sites,
    Kind.FINDING: _findings,
}
_TABLES: Mapping[Kind, Any] = {
    Kind.DOCUMENT: Document,
    Kind.PAGE: DocumentPage,
    Kind.ITEM: Item,
    Kind.SITE: Site,
    Kind.FINDING: Finding,
}

# By table: the kind that its rows are words of, the column that says of which row, and the columns
# whose change is a change of those words.
_FOLLOWED: Mapping[type, tuple[Kind, str, tuple[str, ...]]] = {
    Document: (Kind.DOCUMENT, "id", ("title", "supplier_id", "organisation_id")),
    DocumentPage: (Kind.PAGE, "id", ("text",)),
    Item: (Kind.ITEM, "id", ("document_id",)),
    ItemField: (Kind.ITEM, "item_id", ("item_id", "text", "value", "corrected")),
    ItemPlace: (Kind.ITEM, "item_id", ("item_id", "text")),
    Site: (Kind.SITE, "id", ("name", "organisation_id")),
    SiteName: (Kind.SITE, "site_id", ("site_id", "name", "organisation_id")),
    SiteIdentifier: (Kind.SITE, "site_id", ("site_id", "value")),
    Finding: (Kind.FINDING, "id", ("facts", "organisation_id")),
}


def follow(session: Session, _context: object) -> None:
    """After a flush: write the words of the rows that it wrote, in the same transaction."""
    touched: dict[Kind, set[int]] = {}
    gone, fresh = session.deleted, session.new
    for row in (*fresh, *session.dirty, *gone):
        known = _FOLLOWED.get(type(row))
        if known is None:
            continue
        kind, column, watched = known
        if row in fresh or row in gone or any(_changed(row, name) for name in watched):
            touched.setdefault(kind, set()).update(_subjects(row, column))
    for row in session.dirty:
        if isinstance(row, Supplier) and _changed(row, "name"):
            theirs = select(Document.id).where(Document.supplier_id == row.id)
            found = session.connection().scalars(theirs)
            touched.setdefault(Kind.DOCUMENT, set()).update(found)
    for kind, ids in touched.items():
        write(session.connection(), kind, ids)


def _changed(row: object, name: str) -> bool:
    return bool(get_history(row, name).has_changes())


def _subjects(row: object, column: str) -> Iterator[int]:
    yield getattr(row, column)
    # What went from one row to another is a word of neither as it was.
    yield from (before for before in get_history(row, column).deleted or () if before)


def touch(session: Session, kind: Kind, ids: Iterable[int]) -> None:
    """Write the words of rows that were changed past the session, by a statement of their own."""
    write(session.connection(), kind, set(ids))


def write(connection: Connection, kind: Kind, ids: Collection[int]) -> None:
    """Bring the words of these rows up to date; of one that is gone there are none."""
    for some in _portions(ids):
        there = select(SearchEntry.subject_id, SearchEntry.scope, SearchEntry.words).where(
            SearchEntry.kind == kind, SearchEntry.subject_id.in_(some)
        )
        before = {(one, scope): words for one, scope, words in connection.execute(there)}
        rows = {(t.subject_id, t.scope): _row(kind, t) for t in _READ[kind](connection, some)}
        for one, scope in before:
            if (one, scope) not in rows or rows[one, scope]["words"] != before[one, scope]:
                connection.execute(
                    delete(SearchEntry).where(
                        SearchEntry.kind == kind,
                        SearchEntry.subject_id == one,
                        SearchEntry.scope == scope,
                    )
                )
        new = [row for key, row in rows.items() if before.get(key) != row["words"]]
        if new:
            connection.execute(insert(SearchEntry), new)


def _portions(ids: Iterable[int]) -> Iterator[list[int]]:
    rest = sorted(ids)
    for start in range(0, len(rest), _AT_ONCE):
        yield rest[start : start + _AT_ONCE]


def rebuild(connection: Connection) -> int:
    """Write all of it anew; how many rows can be found then."""
    connection.execute(delete(SearchEntry))
    count = 0
    for kind in Kind:
        for some in _everything(connection, kind):
            rows = [_row(kind, texts) for texts in _READ[kind](connection, some)]
            if rows:
                connection.execute(insert(SearchEntry), rows)
            count += len(rows)
    return count


def complete(connection: Connection) -> None:
    """Fill an index that holds nothing yet: after the migration that makes it."""
    if connection.execute(select(SearchEntry.id).limit(1)).first() is None:
        rebuild(connection)


def problems(connection: Connection) -> list[str]:
    """Rows whose words in the index are not those that they hold; none when it is sound."""
    wrong: list[str] = []
    subject = SearchEntry.subject_id
    for kind in Kind:
        known = select(subject, SearchEntry.scope, SearchEntry.words).where(
            SearchEntry.kind == kind
        )
        last = 0
        for some in chain(_everything(connection, kind), ([],)):
            # Those of a portion at a time, with what is kept between its rows and after them all.
            here = subject.between(last + 1, some[-1]) if some else subject > last
            kept = {(s, o): words for s, o, words in connection.execute(known.where(here))}
            for texts in _READ[kind](connection, some):
                if kept.pop((texts.subject_id, texts.scope), None) != _row(kind, texts)["words"]:
                    wrong.append(f"search: the words of {kind} {texts.subject_id} are not kept")
            wrong += [f"search: {kind} {number} is kept, and is gone" for number, _ in kept]
            last = some[-1] if some else last
    return wrong


def _everything(connection: Connection, kind: Kind) -> Iterator[list[int]]:
    key: InstrumentedAttribute[int] = _TABLES[kind].id
    last = 0
    while True:
        query = select(key).where(key > last).order_by(key).limit(_AT_ONCE)
        some = list(connection.scalars(query))
        if not some:
            return
        yield some
        last = some[-1]
