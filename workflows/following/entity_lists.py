"""A new edition of a list of companies and smelters: smelters that were not on it before."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workflows import clock, risk_entries, risk_matches, risks
from workflows.following import ground
from workflows.following.ground import Approved, KnownFindings
from workflows.following.looks import Look, Seen, Wanted
from workflows.following.risk_lists import NEWS
from workflows.models import RiskList, Site
from workflows.risk_entries import EntityDelta, ListedEntity
from workflows.risk_matches import Known, OnList
from workflows.states import ItemKind, ListKind

RULE = "entity_listed"
_FIELDS = ("smelter", "metal", "country", "smelter_id")


def look(session: Session, day: date) -> Seen:
    """The editions that began to hold in the last days, with the smelters that are new on each."""
    query = select(RiskList).where(
        RiskList.kind == ListKind.ENTITIES,
        RiskList.valid_from <= day,
        RiskList.valid_from > day - NEWS,
    )
    editions = list(session.scalars(query.order_by(RiskList.valid_from, RiskList.id)))
    if not editions:
        return Seen()
    items = ground.approved(session, ItemKind.SMELTER, _FIELDS)
    sites = _sites(session, {item.site_id for item in items if item.site_id is not None})
    placed = [(item, sites[item.site_id]) for item in items if item.site_id in sites]
    there = ground.known(session, (RULE,))
    return Seen([one for edition in editions for one in _of(session, edition, placed, there)])


def _of(
    session: Session,
    edition: RiskList,
    items: Sequence[tuple[Approved, Site]],
    there: KnownFindings,
) -> Iterator[Look]:
    earlier = risks.before(session, edition.name, edition.valid_from)
    delta = risk_entries.delta(earlier, edition)
    if not delta.added and not delta.removed and not delta.changed:
        return
    facts = {
        "list": edition.name,
        "edition": edition.valid_from.isoformat(),
        "new": len(delta.added),
        "gone": len(delta.removed),
        "changed": len(delta.changed),
    }
    news = _by_key(delta)
    wanted: dict[tuple[int, str], Wanted] = {}
    since = datetime.combine(edition.valid_from, time.min, clock.ZONE)
    for item, site in items:
        found = _new_on_it(session, edition, news, item, site)
        subject = found.subject(site.public_id) if found is not None else ""
        if found is None or (item.organisation_id, subject) in wanted:
            continue
        about = there.get((item.organisation_id, subject), ())
        said = {"smelter": item.said("smelter"), "metal": item.value("metal"), **found.facts}
        one = ground.wanted(about, item, RULE, subject, said, since=since, site_id=site.id)
        if one is not None:
            wanted[item.organisation_id, subject] = one
    yield Look(f"entity_list:{edition.public_id}", edition.valid_from, facts, list(wanted.values()))


News = Mapping[str, Sequence[tuple[ListedEntity, ListedEntity | None]]]  # and what it was before


def _by_key(delta: EntityDelta) -> News:
    """What is new on the list or says something else, by each of its keys."""
    found: dict[str, list[tuple[ListedEntity, ListedEntity | None]]] = {}
    told = [(entity, None) for entity in delta.added]
    for entity, was in (*told, *((pair.after, pair.before) for pair in delta.changed)):
        for key in risk_entries.keys(entity):
            found.setdefault(key, []).append((entity, was))
    return found


def _new_on_it(
    session: Session, edition: RiskList, news: News, item: Approved, site: Site
) -> OnList | None:
    """How the smelter stands on the edition, where it did not stand on the one before."""
    smelter = risk_matches.known(
        site,
        item.organisation_id,
        country=item.value("country"),
        name=item.said("smelter"),
        identifier=item.value("smelter_id"),
    )
    alike = {
        entity: None
        for key in sorted(smelter.identifiers | smelter.names)
        for entity, was in news.get(key, ())
        if not _stood(was, smelter)
    }
    found = risk_matches.best(session, edition, alike, smelter, site)
    return found if found is not None and found.match.proposes else None


def _stood(was: ListedEntity | None, smelter: Known) -> bool:
    match = risk_matches.compare(was, smelter) if was is not None else None
    return match is not None and match.proposes


def _sites(session: Session, ids: Collection[int]) -> dict[int, Site]:
    """The sites with all that they are known by."""
    loaded = (selectinload(Site.names), selectinload(Site.identifiers))
    found: dict[int, Site] = {}
    for some in ground.batches(ids):
        query = select(Site).where(Site.id.in_(some)).options(*loaded)
        found |= {site.id: site for site in session.scalars(query)}
    return found
