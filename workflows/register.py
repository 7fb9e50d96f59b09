"""The register of sites: what somebody may see of it, a value to match names with, new sites."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, selectinload

from extraction.records import Register, RegisterEntry
from workflows import clock, events, lengths
from workflows.errors import Conflict, Invalid, NotFound
from workflows.marking import N_
from workflows.models import (
    Organisation,
    Site,
    SiteIdentifier,
    SiteMerge,
    SiteMetal,
    SiteName,
    SiteStatus,
)
from workflows.models.declarative import lowered
from workflows.once import once
from workflows.permissions import SUBMITTERS, Actor
from workflows.states import Role, SiteKind, SiteState

NOT_FOUND = N_("There is no such smelter.")


def visible(actor: Actor) -> Select[Site]:
    """The sites that the actor may see: public ones, and those their own documents taught of.

    One that was merged into another is not among them: the other is.
    """
    return seen(actor).where(Site.id.not_in(_merged()))


def seen(actor: Actor) -> Select[Site]:
    """The same, with those that were merged into another: what the actor may know of."""
    query = select(Site).order_by(func.lower(Site.name), Site.id)
    if actor.has(Role.SECRETARIAT, Role.REVIEWER):
        return query
    if not reads(actor):
        return query.where(Site.id.is_(None))
    own = actor.organisations(*SUBMITTERS)
    return query.where(or_(Site.organisation_id.is_(None), Site.organisation_id.in_(own)))


def reads(actor: Actor) -> bool:
    """Whether the actor reads the register: companies, parties, reviewers and the secretariat."""
    return actor.has(*SUBMITTERS, Role.MEMBER, Role.REVIEWER, Role.SECRETARIAT)


def names(session: Session, site: Site, actor: Actor) -> list[SiteName]:
    """The other names of a site that the actor may see."""
    return names_of(session, [site], actor)[site.id]


def names_of(session: Session, sites: Iterable[Site], actor: Actor) -> dict[int, list[SiteName]]:
    """The other names that the actor may see, by the id of each of these sites."""
    found: dict[int, list[SiteName]] = {site.id: [] for site in sites}
    query = select(SiteName).where(SiteName.site_id.in_(found), names_seen(actor))
    for name in session.scalars(query.order_by(SiteName.id)):
        found[name.site_id].append(name)
    return found


def get(session: Session, public_id: str, actor: Actor) -> Site:
    """One site that the actor may see; by an old id, the one that it was merged into."""
    site = session.scalars(seen(actor).where(Site.public_id == public_id)).one_or_none()
    if site is None:
        raise NotFound(NOT_FOUND)
    return current(session, site)


def current(session: Session, site: Site) -> Site:
    """The site itself, or the one that it was merged into."""
    return line(session, site)[-1]


def line(session: Session, site: Site) -> list[Site]:
    """The site, the one that it was merged into, and so on to the one that there is now."""
    found, merged = [site], once(session, SiteMerge, lambda: _kept(session))
    while (further := merged.get(found[-1].id)) is not None:
        found.append(session.get_one(Site, further))
    return found


def _kept(session: Session) -> dict[int, int]:
    """What was merged, each with what it was merged into: few, and a page asks of many sites."""
    query = select(SiteMerge.gone_id, SiteMerge.kept_id).where(SiteMerge.undone_at.is_(None))
    return dict(session.execute(query).all())


def _merged() -> Select[int]:
    return select(SiteMerge.gone_id).where(SiteMerge.undone_at.is_(None))


def search(session: Session, text: str, actor: Actor, *, limit: int = 50) -> list[Site]:
    """The sites whose name, alias or identifier contains ``text``, within what one may see."""
    query = visible(actor).where(containing(text, names_seen(actor)))
    shown = (selectinload(Site.identifiers), selectinload(Site.metals))
    return list(session.scalars(query.limit(limit).options(*shown)))


def names_seen(actor: Actor) -> ColumnElement[bool]:
    """Which of the other names the actor may see."""
    if actor.has(Role.SECRETARIAT, Role.REVIEWER):
        return SiteName.id.is_not(None)
    return or_(SiteName.organisation_id.is_(None), SiteName.organisation_id.in_(_own(actor)))


def public() -> Select[Site]:
    """The sites that everybody may see who reads the register."""
    return select(Site).where(Site.organisation_id.is_(None), Site.id.not_in(_merged()))


def search_public(session: Session, text: str, *, limit: int = 50) -> list[Site]:
    """The same over what everybody may see, for the operator's command."""
    query = public().order_by(func.lower(Site.name))
    query = query.where(containing(text, SiteName.organisation_id.is_(None)))
    return list(session.scalars(query.limit(limit)))


def public_one(session: Session, which: str) -> Site:
    """A public site by its id, an old id, or an identifier; for the operator's command."""
    named = or_(Site.public_id == which, Site.id.in_(_with_identifier(which)))
    query = select(Site).where(Site.organisation_id.is_(None), named)
    found = {current(session, site).id: current(session, site) for site in session.scalars(query)}
    if len(found) != 1:
        raise NotFound(NOT_FOUND)
    return found.popitem()[1]


def _with_identifier(value: str) -> Select[int]:
    return select(SiteIdentifier.site_id).where(SiteIdentifier.value == value)


def public_names(session: Session, site: Site) -> list[SiteName]:
    """The other names of a site that no single member taught."""
    query = select(SiteName).where(SiteName.site_id == site.id, SiteName.organisation_id.is_(None))
    return list(session.scalars(query.order_by(SiteName.id)))


def containing(text: str, scope: ColumnElement[bool]) -> ColumnElement[bool]:
    """Sites whose name, other name within ``scope``, or identifier contains ``text``."""
    pattern = lowered("%" + _escaped(text.strip()) + "%")
    alias = select(SiteName.site_id).where(
        func.lower(SiteName.name).like(pattern, escape="\\"), scope
    )
    identifier = select(SiteIdentifier.site_id).where(
        func.lower(SiteIdentifier.value).like(pattern, escape="\\")
    )
    return or_(
        func.lower(Site.name).like(pattern, escape="\\"),
        Site.id.in_(alias),
        Site.id.in_(identifier),
    )


def for_reading(session: Session, organisation_id: int) -> Register:
    """The register as a value for the reader: public sites and names, and the member's own."""
    mine = or_(Site.organisation_id.is_(None), Site.organisation_id == organisation_id)
    query = (
        select(Site)
        .where(mine, Site.valid_to.is_(None), Site.id.not_in(_merged()))
        .options(
            selectinload(Site.names), selectinload(Site.identifiers), selectinload(Site.metals)
        )
        .order_by(Site.id)
    )
    return Register(tuple(entry(site, organisation_id) for site in session.scalars(query)))


def by_public_ids(session: Session, ids: Iterable[str]) -> dict[str, Site]:
    """Sites by their public ids; under an old id, the one that it was merged into."""
    gone = Site.id.in_(_merged())
    rows = session.execute(select(Site, gone).where(Site.public_id.in_(list(ids)))).all()
    return {site.public_id: current(session, site) if merged else site for site, merged in rows}


def propose(
    session: Session,
    organisation: Organisation,
    name: str,
    *,
    country: str | None,
    metal: str | None,
    actor: Actor,
) -> Site:
    """The member's own site of this name and country; made when it is new.

    Nobody but the member and the reviewers sees it until the secretariat clears it.
    """
    if not name.strip():
        raise Invalid(N_("Give the smelter a name."))
    query = select(Site).where(
        Site.organisation_id == organisation.id,
        func.lower(Site.name) == lowered(name.strip()),
        Site.country.is_(None) if country is None else Site.country == country,
    )
    site = session.scalars(query).first()
    if site is None:
        site = Site(
            kind=SiteKind.SMELTER,
            name=name.strip(),
            country=country,
            state=SiteState.UNKNOWN,
            organisation_id=organisation.id,
            valid_from=clock.today(session),
        )
        session.add(site)
        session.flush()
        events.append(
            session,
            actor,
            "site",
            site.public_id,
            "propose",
            organisation_id=organisation.id,
            name=site.name,
        )
    if metal is not None and metal not in {m.metal for m in site.metals}:
        site.metals.append(SiteMetal(metal=metal))
        session.flush()
    return site


# Sources of names: a decision on a member's paper, an entry that was merged, the secretariat.
LEARNED, MERGED, BY_HAND = "document", "merge", "person"


def learn_name(
    session: Session, site: Site, name: str, organisation_id: int
) -> tuple[SiteName | None, bool]:
    """The member's own row of this name for the site, and whether it is new.

    None where everybody knows the site by this name already.
    """
    name = name.strip()
    query = select(SiteName).where(
        SiteName.site_id == site.id,
        or_(SiteName.organisation_id.is_(None), SiteName.organisation_id == organisation_id),
    )
    known = {row.name.casefold(): row for row in session.scalars(query)}
    row = known.get(name.casefold())
    if not name or name.casefold() == site.name.casefold():
        return None, False
    if row is not None:
        return (row if row.organisation_id is not None else None), False
    row = SiteName(site_id=site.id, name=name, organisation_id=organisation_id, source=LEARNED)
    session.add(row)
    session.flush()
    session.expire(site, ["names"])
    return row, True


def clear(session: Session, site: Site, actor: Actor, *, note: str) -> None:
    """Make a member's site public: the secretariat found a public source for it."""
    if not actor.is_secretariat:
        raise NotFound(NOT_FOUND)
    if site.organisation_id is None:
        raise Conflict(N_("Everybody can see this smelter already."))
    if not lengths.within(note, lengths.REASON):
        raise Invalid(N_("Name the public source."))
    owner, site.organisation_id = site.organisation_id, None
    # What was entered with it is as public as it is; what papers taught is cleared name by name.
    for row in site.names:
        if row.organisation_id == owner and row.source == BY_HAND:
            row.organisation_id = None
    session.flush()
    events.append(session, actor, "site", site.public_id, "clear", organisation_id=owner, note=note)


def status_on(session: Session, site: Site, day: date | None = None) -> list[SiteStatus]:
    """What the schemes say of the site on a day; today when none is given."""
    day = day or clock.today(session)
    return [
        status
        for status in site.statuses
        if status.from_date <= day and (status.to_date is None or day < status.to_date)
    ]


def _own(actor: Actor) -> frozenset[int]:
    return actor.organisations(*SUBMITTERS)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def entry(site: Site, organisation_id: int) -> RegisterEntry:
    """A site as a value for the reader, with the names that this member's papers may meet."""
    known = [n for n in site.names if n.organisation_id in (None, organisation_id)]
    return RegisterEntry(
        key=site.public_id,
        name=site.name,
        identifiers=tuple(i.value for i in site.identifiers),
        aliases=tuple(n.name for n in known),
        decided=tuple(
            n.name for n in known if n.organisation_id is not None and n.source == LEARNED
        ),
        country=site.country,
        metals=tuple(m.metal for m in site.metals),
        active=site.state is not SiteState.CLOSED,
    )
