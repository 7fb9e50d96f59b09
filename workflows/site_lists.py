"""Lists of sites: filtered and paged, and where the documents that one may see name a site."""

from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from workflows import blind, clock, items, register, versions
from workflows.models import (
    Document,
    Item,
    NameLesson,
    Organisation,
    Site,
    SiteMetal,
    SiteName,
    SiteStatus,
)
from workflows.paging import Page, page
from workflows.permissions import Actor
from workflows.states import DocumentState, ItemState, Role, SiteState


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; an empty text leaves that out."""

    text: str = ""  # in a name, another name or an identifier
    metal: str = ""
    country: str = ""
    state: str = ""
    status: str = ""  # what a scheme says today
    scope: str = ""  # private: learned from one member's documents


def listing(session: Session, actor: Actor, wanted: Filter, number: int = 1) -> Page[Site]:
    """One page of the sites that the actor may see, by name."""
    return page(session, _query(session, actor, wanted), number)


def everything(session: Session, actor: Actor, wanted: Filter) -> list[Site]:
    """All of them, for an export."""
    return list(session.scalars(_query(session, actor, wanted)))


def public(session: Session, wanted: Filter) -> list[Site]:
    """The sites that everybody may see, by name; for the operator's command."""
    query = register.public().order_by(func.lower(Site.name), Site.id)
    if wanted.text.strip():
        query = query.where(register.containing(wanted.text, SiteName.organisation_id.is_(None)))
    query = query.options(selectinload(Site.names))
    return list(session.scalars(_narrowed(session, query, wanted)))


def _query(session: Session, actor: Actor, wanted: Filter) -> Select[Site]:
    query = register.visible(actor)
    if wanted.text.strip():
        query = query.where(register.containing(wanted.text, register.names_seen(actor)))
    return _narrowed(session, query, wanted)


def _narrowed(session: Session, query: Select[Site], wanted: Filter) -> Select[Site]:
    query = query.options(
        selectinload(Site.identifiers), selectinload(Site.metals), selectinload(Site.statuses)
    )
    if wanted.metal:
        made = select(SiteMetal.site_id).where(SiteMetal.metal == wanted.metal)
        query = query.where(Site.id.in_(made))
    if wanted.country:
        query = query.where(Site.country == wanted.country)
    if wanted.state:
        query = query.where(Site.state == SiteState(wanted.state))
    if wanted.status:
        query = query.where(Site.id.in_(_said_today(session, wanted.status)))
    if wanted.scope == "private":
        query = query.where(Site.organisation_id.is_not(None))
    return query


def _said_today(session: Session, status: str) -> Select[int]:
    day = clock.today(session)
    return select(SiteStatus.site_id).where(
        SiteStatus.status == status,
        SiteStatus.from_date <= day,
        or_(SiteStatus.to_date.is_(None), SiteStatus.to_date > day),
    )


def countries(session: Session, actor: Actor) -> list[str]:
    """The countries of the sites that the actor may see."""
    query = register.visible(actor).order_by(None).with_only_columns(Site.country).distinct()
    return [code for code in session.scalars(query) if code]


def metals(session: Session, actor: Actor) -> list[str]:
    """The metals of the sites that the actor may see."""
    seen = register.visible(actor).order_by(None).with_only_columns(Site.id)
    query = select(SiteMetal.metal).where(SiteMetal.site_id.in_(seen)).distinct()
    return sorted(session.scalars(query.order_by(SiteMetal.metal)))


def statuses(session: Session, actor: Actor) -> list[str]:
    """What schemes say of the sites that the actor may see."""
    seen = register.visible(actor).order_by(None).with_only_columns(Site.id)
    query = select(SiteStatus.status).where(SiteStatus.site_id.in_(seen)).distinct()
    return list(session.scalars(query.order_by(SiteStatus.status)))


def naming(actor: Actor) -> Select[Item]:
    """The items that stand for a site, in the documents that the actor may see and that stand.

    What a blind second reader must not know yet is not among them.
    """
    withdrawn = select(Document.id).where(Document.state == DocumentState.WITHDRAWN)
    return items.visible(actor).where(
        Item.site_id.is_not(None),
        Item.state != ItemState.REJECTED,
        items.IN_LISTS,
        ~blind.hidden(actor),
        versions.newest(),
        Item.document_id.not_in(withdrawn),
    )


def found_in(session: Session, site: Site, actor: Actor, *, limit: int = 50) -> list[Item]:
    """The items that stand for the site, in the documents that the actor may see, newest first."""
    query = (
        naming(actor)
        .where(Item.site_id == site.id)
        .order_by(None)
        .order_by(Item.id.desc())
        .options(
            joinedload(Item.document).joinedload(Document.organisation), selectinload(Item.fields)
        )
    )
    return list(session.scalars(query.limit(limit)))


@dataclass(frozen=True, slots=True)
class Use:
    """How much a site is used, as far as the actor may know."""

    documents: int
    companies: int | None  # how many members name it: for the secretariat alone


def use(session: Session, site: Site, actor: Actor) -> Use:
    """In how many documents that the actor may see an item stands for the site."""
    rows = (
        naming(actor)
        .where(Item.site_id == site.id)
        .order_by(None)
        .with_only_columns(Item.document_id)
        .distinct()
    )
    ids = list(session.scalars(rows))
    if not actor.is_secretariat:
        return Use(len(ids), None)
    owners = select(Document.organisation_id).where(Document.id.in_(rows)).distinct()
    return Use(len(ids), len(list(session.scalars(owners))))


def learned_from(session: Session, site: Site, actor: Actor) -> Organisation | None:
    """The member whose document alone taught of the site; only who sees such sites reads it."""
    if site.organisation_id is None:
        return None
    own = site.organisation_id in actor.organisations()
    if not own and not actor.has(Role.SECRETARIAT, Role.REVIEWER):
        return None
    return session.get(Organisation, site.organisation_id)


def taught_by(session: Session, site: Site, actor: Actor) -> dict[int, list[Item]]:
    """By other name of the site: the decided items that taught it, of documents one may see."""
    query = (
        select(NameLesson)
        .join(SiteName, SiteName.id == NameLesson.name_id)
        .join(Item, Item.id == NameLesson.item_id)
        .where(SiteName.site_id == site.id, items.seen(actor))
        .options(joinedload(NameLesson.item).joinedload(Item.document))
        .order_by(NameLesson.id)
    )
    found: dict[int, list[Item]] = {}
    for lesson in session.scalars(query):
        found.setdefault(lesson.name_id, []).append(lesson.item)
    return found
