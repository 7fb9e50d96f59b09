"""A new edition of the register: a smelter of somebody's papers was left out, renamed or closed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from workflows import clock, subjects
from workflows.following import ground
from workflows.following.ground import Approved, KnownFindings, Place
from workflows.following.looks import Look, Seen, Wanted
from workflows.models import Edition, EditionChange
from workflows.states import ItemKind, SiteState

REMOVED, RENAMED, CLOSED = "smelter_removed", "smelter_renamed", "smelter_closed"
NEWS = timedelta(days=30)  # how long an edition is looked at

Changes = Sequence[tuple[int, str, Mapping[str, object]]]  # site, what was done, its fields


def look(session: Session, day: date) -> Seen:
    """The editions that were imported in the last days, and what they did to known smelters."""
    editions = _editions(session, day)
    if not editions:
        return Seen()
    changes = _changes(session, [edition.id for edition in editions])
    touched = {site for rows in changes.values() for site, _what, _fields in rows}
    sites = ground.sites(session, touched)
    named: dict[int, list[Approved]] = defaultdict(list)
    for item in ground.approved(session, ItemKind.SMELTER, ("smelter", "metal"), sites=touched):
        named[item.site_id or 0].append(item)
    there = ground.known(session, (REMOVED, RENAMED, CLOSED))
    looks = []
    for edition in editions:
        wanted = list(_wanted(edition, changes.get(edition.id, ()), sites, named, there))
        if wanted:
            facts = {"source": edition.name, "edition": edition.valid_from.isoformat()}
            key = f"edition:{edition.public_id}"
            looks.append(Look(key, edition.valid_from, facts, wanted))
    return Seen(looks)


def _editions(session: Session, day: date) -> list[Edition]:
    """The editions of the last days that followed an earlier one: the first changes nothing."""
    begins = datetime.combine(day - NEWS + timedelta(days=1), time.min, clock.ZONE)
    ends = datetime.combine(day + timedelta(days=1), time.min, clock.ZONE)
    older = aliased(Edition)
    followed = exists().where(older.name == Edition.name, older.id < Edition.id)
    query = (
        select(Edition)
        .where(Edition.imported_at >= begins, Edition.imported_at < ends, followed)
        .order_by(Edition.id)
    )
    return list(session.scalars(query))


def _changes(session: Session, editions: Iterable[int]) -> dict[int, Changes]:
    query = (
        select(
            EditionChange.edition_id,
            EditionChange.site_id,
            EditionChange.what,
            EditionChange.fields,
        )
        .where(EditionChange.edition_id.in_(list(editions)), EditionChange.what != "added")
        .order_by(EditionChange.id)
    )
    found: dict[int, list[tuple[int, str, Mapping[str, object]]]] = defaultdict(list)
    for edition, site, what, fields in session.execute(query):
        found[edition].append((site, what, fields))
    return dict(found)


def _wanted(
    edition: Edition,
    changes: Changes,
    sites: Mapping[int, Place],
    named: Mapping[int, Sequence[Approved]],
    there: KnownFindings,
) -> Iterator[Wanted]:
    """One proposal a company and smelter, however many of its papers name it."""
    for site_id, what, fields in changes:
        site, asked = sites[site_id], set()
        for item in named.get(site_id, ()):
            # What came in later was read with this edition at hand.
            if item.organisation_id in asked or item.received_at > edition.imported_at:
                continue
            asked.add(item.organisation_id)
            for rule, more in _met(what, fields):
                facts = _facts(site, item, edition) | more
                subject = subjects.of_site(site.public_id)
                known = [
                    one
                    for one in there.get((item.organisation_id, subject), ())
                    if one.rule == rule
                ]
                one = ground.wanted(
                    known,
                    item,
                    rule,
                    subject,
                    facts,
                    since=edition.imported_at,
                    site_id=site.id,
                )
                if one is not None:
                    yield one


def _met(what: str, fields: Mapping[str, object]) -> Iterator[tuple[str, dict[str, object]]]:
    """The rules that a change meets, with the facts that each adds."""
    if what == "removed":
        yield REMOVED, {}
    before, _after = _pair(fields.get("name"))
    if before:
        yield RENAMED, {"former_name": before}
    if _pair(fields.get("state"))[1] == SiteState.CLOSED.value:
        yield CLOSED, {}


def _pair(field: object) -> tuple[str, str]:
    return (str(field[0]), str(field[1])) if isinstance(field, list) else ("", "")


def _facts(site: Place, item: Approved, edition: Edition) -> dict[str, object]:
    return {
        "smelter": site.name,
        "metal": item.value("metal"),
        "source": edition.name,
        "edition": edition.valid_from.isoformat(),
    }
