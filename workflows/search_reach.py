"""How far a search reaches, by kind: which rows the actor may see, and whose words those are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload

from workflows import documents, findings, items, register
from workflows.models import (
    Document,
    DocumentPage,
    DocumentVersion,
    Finding,
    Item,
    Site,
    SiteName,
)
from workflows.permissions import Actor
from workflows.search_index import Kind

Owners = Callable[[Actor], Select[Any] | None]  # None: of nobody, for this actor


@dataclass(frozen=True, slots=True)
class Reach:
    """Of one kind: its key, which rows the actor may see, whose words those are, how to load them.

    ``visible`` and ``scopes`` rest on the same functions as every list and every page. Of a row
    that ``is_shared`` several owners know something, each for themselves.
    """

    key: InstrumentedAttribute[int]
    visible: Callable[[Actor], Select[Any]]
    scopes: tuple[Owners, ...]
    load: Select[Any]
    is_shared: bool = False


def _documents_of(actor: Actor) -> Select[Any]:
    seen = documents.visible(actor).order_by(None)
    return seen.with_only_columns(Document.organisation_id).distinct()


def _judged_by(actor: Actor) -> Select[Any] | None:
    # A finding rests on papers of its company, and is seen with them; a committee sees no paper.
    if not actor.steers:
        return None
    seen = findings.visible(actor).order_by(None)
    return seen.with_only_columns(Finding.organisation_id).distinct()


def _pages(actor: Actor) -> Select[Any]:
    seen = documents.visible(actor).order_by(None).with_only_columns(Document.id)
    return (
        select(DocumentPage)
        .join(DocumentVersion, DocumentVersion.id == DocumentPage.version_id)
        .where(DocumentVersion.document_id.in_(seen))
    )


def _sites_of(actor: Actor) -> Select[Any]:
    seen = register.visible(actor).order_by(None)
    return seen.with_only_columns(Site.organisation_id).distinct()


def _names_of(actor: Actor) -> Select[Any]:
    ids = register.visible(actor).order_by(None).with_only_columns(Site.id)
    return (
        select(SiteName.organisation_id)
        .where(register.names_seen(actor), SiteName.site_id.in_(ids))
        .distinct()
    )


REACH: Mapping[Kind, Reach] = {
    Kind.DOCUMENT: Reach(
        Document.id,
        documents.visible,
        (_documents_of,),
        select(Document).options(joinedload(Document.supplier)),
    ),
    Kind.PAGE: Reach(
        DocumentPage.id,
        _pages,
        (_documents_of,),
        select(DocumentPage).options(
            joinedload(DocumentPage.version)
            .joinedload(DocumentVersion.document)
            .selectinload(Document.assignments)
        ),
    ),
    Kind.ITEM: Reach(
        Item.id,
        items.visible,
        (_documents_of,),
        select(Item).options(
            selectinload(Item.fields),
            selectinload(Item.places),
            joinedload(Item.document).selectinload(Document.assignments),
        ),
    ),
    Kind.SITE: Reach(
        Site.id,
        register.visible,
        (_sites_of, _names_of),
        select(Site).options(selectinload(Site.identifiers), selectinload(Site.metals)),
        is_shared=True,
    ),
    Kind.FINDING: Reach(
        Finding.id,
        partial(findings.visible, few=True),
        (_documents_of, _judged_by),
        select(Finding).options(joinedload(Finding.organisation), joinedload(Finding.site)),
    ),
}
