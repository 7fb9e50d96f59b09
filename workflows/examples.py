"""What decided documents teach the reader: passages to train with, and the gold set kept apart.

Nothing here leaves the installation. A document belongs to the gold set by a draw on its public
id: always the same answer, and training never sees it.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from extraction.records import Label, Page, Word
from extraction.training import passages
from extraction.training.passages import Passage
from workflows import documents, items, rules, versions
from workflows.models import Document, DocumentPage, Item, Mention
from workflows.states import DocumentState, ItemKind, ItemState, RejectReason

GOLD = 0.25  # the share of documents that is kept apart
_NO_SMELTER = (RejectReason.NOT_A_SMELTER, RejectReason.ADDRESS_OR_PERSON)


def is_gold(document: Document) -> bool:
    """Whether the document is kept apart for measuring."""
    drawn = hashlib.sha256(f"gold:{document.public_id}".encode()).hexdigest()[:8]
    return int(drawn, 16) / 16**8 < GOLD


def gold(session: Session) -> list[Document]:
    """The documents that models are measured on."""
    return [row for row in _decided(session) if is_gold(row)]


def for_training(session: Session) -> dict[int, list[Passage]]:
    """By organisation: the sentences and rows of its decided documents that hold a decided name."""
    found: dict[int, list[Passage]] = defaultdict(list)
    for document in _decided(session):
        if not is_gold(document):
            found[document.organisation_id].extend(of_document(session, document))
    return {organisation: rows for organisation, rows in found.items() if rows}


def of_document(session: Session, document: Document) -> Iterator[Passage]:
    """The passages of one document; one with a name that nobody decided on is left out."""
    version = documents.current(document)
    rows = [i for i in items.of_document(session, document) if i.kind is ItemKind.SMELTER]
    smelters = {name for item in rows if (name := _approved(item))}
    others = {name for item in rows if (name := _rejected(item))} - smelters
    for page in version.pages:
        undecided = select(Mention.start, Mention.end).where(
            Mention.version_id == version.id,
            Mention.page == page.number,
            Mention.label == Label.SMELTER.value,
        )
        places = [(start, end) for start, end in session.execute(undecided)]
        yield from passages.cut(_page(page), smelters, others, places)


def names(passages_of: dict[int, list[Passage]]) -> set[str]:
    """The words of the names in passages: what no file of a model may hold."""
    return {
        word
        for rows in passages_of.values()
        for passage in rows
        for start, end in (*passage.smelters, *passage.others)
        for word in passage.text[start:end].split()
    }


def _decided(session: Session) -> list[Document]:
    reviewed = select(Document).where(Document.state == DocumentState.REVIEWED)
    smelter = select(Item.document_id).where(
        Item.kind == ItemKind.SMELTER, Item.state == ItemState.APPROVED, versions.newest()
    )
    query = reviewed.where(Document.id.in_(smelter)).order_by(Document.id)
    return list(session.scalars(query))


def _approved(item: Item) -> str:
    return rules.printed(item, "smelter") if item.state is ItemState.APPROVED else ""


def _rejected(item: Item) -> str:
    last = items.verdict(item)
    refused = item.state is ItemState.REJECTED and last is not None and last.reason in _NO_SMELTER
    return rules.printed(item, "smelter") if refused else ""


def _page(row: DocumentPage) -> Page:
    kept = cast(list[tuple[float, float, float, float, int, int]], row.words)
    words = (
        Word(row.text[start:end], (x0, top, x1, bottom), start, end)
        for x0, top, x1, bottom, start, end in kept
    )
    return Page(row.number, row.width, row.height, row.text, tuple(words))
