"""A new edition of a list of countries at risk: smelters where a country or region is new on it."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from workflows import clock, risks, subjects
from workflows.following import ground
from workflows.following.ground import Approved, KnownFindings
from workflows.following.looks import Facts, Look, Seen, Wanted
from workflows.models import Item, ItemField, RiskList, Site
from workflows.risks import ListDelta
from workflows.states import ItemKind, ListKind

RULE = "country_listed"
NEWS = timedelta(days=30)  # how long an edition is looked at


def look(session: Session, day: date) -> Seen:
    """The editions that began to hold in the last days, with what each adds and takes off."""
    query = (
        select(RiskList)
        .where(
            RiskList.kind == ListKind.COUNTRIES,
            RiskList.valid_from <= day,
            RiskList.valid_from > day - NEWS,
        )
        .options(selectinload(RiskList.countries))
        .order_by(RiskList.valid_from, RiskList.id)
    )
    editions = list(session.scalars(query))
    if not editions:
        return Seen()
    deltas = [(edition, _delta(session, edition)) for edition in editions]
    items = _placed(session, {code for _edition, delta in deltas for code in _news(delta)})
    there = ground.known(session, (RULE,), {subject for _item, subject, _country in items})
    return Seen([one for pair in deltas for one in _of(*pair, items, there)])


def _delta(session: Session, edition: RiskList) -> ListDelta:
    return risks.delta(risks.before(session, edition.name, edition.valid_from), edition)


def _news(delta: ListDelta) -> set[str]:
    """The countries to look at again: new on the list, or with other regions on it."""
    return {*delta.added, *delta.changed}


def _of(
    edition: RiskList,
    delta: ListDelta,
    items: Iterable[tuple[Approved, str, str]],
    there: KnownFindings,
) -> Iterator[Look]:
    news = _news(delta)
    if not news and not delta.removed:
        return
    facts = {
        "list": edition.name,
        "edition": edition.valid_from.isoformat(),
        "added": list(delta.added),
        "removed": list(delta.removed),
        "changed": list(delta.changed),
    }
    wanted: dict[tuple[int, str], Wanted] = {}
    since = datetime.combine(edition.valid_from, time.min, clock.ZONE)
    for item, subject, country in items:
        about = there.get((item.organisation_id, subject), ())
        if country not in news or (item.organisation_id, subject) in wanted:
            continue
        said = _facts(item, edition, country)
        one = ground.wanted(about, item, RULE, subject, said, since=since, site_id=item.site_id)
        if one is not None:
            wanted[item.organisation_id, subject] = one
    yield Look(f"risk_list:{edition.public_id}", edition.valid_from, facts, list(wanted.values()))


def _facts(item: Approved, edition: RiskList, country: str) -> Facts:
    return {
        "smelter": item.said("smelter"),
        "metal": item.value("metal"),
        "country": country,
        "list": edition.name,
        "edition": edition.valid_from.isoformat(),
    }


def _placed(session: Session, countries: Collection[str]) -> list[tuple[Approved, str, str]]:
    """The approved smelters in these countries with their subjects, and the country that paper or
    register says.
    """
    if not countries:
        return []
    said = func.coalesce(ItemField.corrected, ItemField.value).in_(countries)
    in_paper = select(ItemField.item_id).where(ItemField.name == "country", said)
    in_register = select(Site.id).where(Site.country.in_(countries))
    items = ground.approved(
        session,
        ItemKind.SMELTER,
        ("smelter", "metal", "country"),
        which=Item.id.in_(in_paper) | Item.site_id.in_(in_register),
    )
    sites = ground.sites(session, {item.site_id for item in items if item.site_id is not None})
    found = []
    for item in items:
        site = sites.get(item.site_id or 0)
        country = item.value("country") or (site.country if site is not None else None)
        if site is not None and country:
            found.append((item, subjects.of_site(site.public_id), country))
    return found
