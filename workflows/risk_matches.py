"""Whether a smelter stands on a risk list: by its identifier, or by its name and country.

Only that much proposes a finding, which a person assesses. The same name in another country, a name
of three letters, or an entry with the identifier of another smelter is a namesake: it is shown to
who reads, and opens nothing. Names that are only alike are not compared: too many are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from extraction import matching
from workflows import register, risks, subjects
from workflows.models import RiskList, RiskListEntry, RiskListKey, Site, SiteIdentifier
from workflows.risk_entries import ListedEntity, keys, of_row
from workflows.states import ListKind

_FEWEST = 4  # letters of a name that tells one company from another

PROPOSE = ("identifier", "name_country", "name")
"""The sorts of match that propose a finding, the surest first."""
NAMESAKE = ("other_country", "no_country", "short", "other_identifier")
"""Those that are shown, and open nothing."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a smelter: its identifiers and names made plain, and its country."""

    identifiers: frozenset[str]
    names: frozenset[str]
    country: str | None


@dataclass(frozen=True, slots=True)
class Match:
    """How an entry of a list and a smelter go together; ``text`` is what the list calls it."""

    sort: str  # one of PROPOSE or of NAMESAKE
    text: str

    @property
    def proposes(self) -> bool:
        """Whether it proposes a finding."""
        return self.sort in PROPOSE


@dataclass(frozen=True, slots=True)
class OnList:
    """An entry of an edition on which a smelter stands, or a namesake of it."""

    edition: RiskList
    entity: ListedEntity
    match: Match

    @property
    def facts(self) -> dict[str, object]:
        """What a finding says of it."""
        return {
            "list": self.edition.name,
            "edition": self.edition.valid_from.isoformat(),
            "entry": self.entity.name,
            "match": self.match.sort,
            "matched": self.match.text if self.match.text != self.entity.name else "",
            "risks": self.entity.risks,
            "place": self.entity.place,
        }

    def subject(self, site_id: str) -> str:
        """What a finding is about: what one list says of a smelter is not what another says."""
        return subjects.of_listed_site(site_id, self.edition.name)


def known(
    site: Site,
    organisation_id: int | None,
    *,
    country: str | None = None,
    name: str = "",
    identifier: str | None = None,
) -> Known:
    """What the register and a paper of one member know of a site.

    ``country``, ``name`` and ``identifier`` are what the paper says; an identifier counts where
    the register knows none. What other members' papers taught does not count; with no member,
    neither does what any of them taught.
    """
    names = [row.name for row in site.names if row.organisation_id in (None, organisation_id)]
    values = [one.value for one in site.identifiers] or [identifier or ""]
    return Known(
        frozenset(matching.identifier_key(one) for one in values) - {""},
        frozenset(matching.name_key(one) for one in (site.name, *names, name) if one),
        country or site.country,
    )


def compare(entity: ListedEntity, smelter: Known) -> Match | None:
    """How an entry and a smelter go together, or None when nothing is the same."""
    if matching.identifier_key(entity.identifier) in smelter.identifiers:
        return Match("identifier", entity.identifier)
    same = [name for name in entity.names if matching.name_key(name) in smelter.names]
    if not same:
        return None
    telling = [name for name in same if len(matching.name_key(name)) >= _FEWEST]
    text = (telling or same)[0]
    if entity.country is None:
        sort = "name"
    elif smelter.country is None:
        sort = "no_country"
    else:
        sort = "name_country" if entity.country == smelter.country else "other_country"
    return Match(sort if telling or sort not in PROPOSE else "short", text)


def standings(session: Session, smelter: Known, site: Site) -> list[OnList]:
    """Of each list that holds today the entry that goes best with a smelter, namesakes too."""
    editions = {one.id: one for one in risks.in_force(session, ListKind.ENTITIES)}
    if not editions:
        return []
    alike = select(RiskListKey.entry_id).where(
        RiskListKey.key.in_(smelter.identifiers | smelter.names)
    )
    query = select(RiskListEntry).where(
        RiskListEntry.risk_list_id.in_(editions), RiskListEntry.id.in_(alike)
    )
    alike_on: dict[int, list[ListedEntity]] = {}
    for row in session.scalars(query.order_by(RiskListEntry.id)):
        alike_on.setdefault(row.risk_list_id, []).append(of_row(row))
    found = (best(session, editions[at], some, smelter, site) for at, some in alike_on.items())
    return [one for one in found if one is not None]


def best(
    session: Session,
    edition: RiskList,
    entities: Iterable[ListedEntity],
    smelter: Known,
    site: Site,
) -> OnList | None:
    """Of some entries of an edition the one that goes best with a smelter, or its namesake."""
    found: OnList | None = None
    for entity in entities:
        match = compare(entity, smelter)
        if match is None:
            continue
        if match.sort != "identifier" and _is_another(session, entity, site):
            match = Match("other_identifier", match.text)
        if found is None or _rank(match) < _rank(found.match):
            found = OnList(edition, entity, match)
    return found


def _rank(match: Match) -> int:
    return (*PROPOSE, *NAMESAKE).index(match.sort)


def _is_another(session: Session, entity: ListedEntity, site: Site) -> bool:
    """Whether the register gives the identifier of the entry to another site."""
    if not entity.identifier:
        return False
    printed = {entity.identifier, matching.identifier_key(entity.identifier)}
    query = register.public().where(Site.identifiers.any(SiteIdentifier.value.in_(printed)))
    return any(other.id != site.id for other in session.scalars(query))


def in_register(
    session: Session, entities: Iterable[ListedEntity]
) -> Mapping[ListedEntity, Sequence[tuple[Site, Match]]]:
    """The public smelters that stand on a list by each of its entries, and their namesakes."""
    query = register.public().where(Site.valid_to.is_(None)).order_by(Site.id)
    loaded = (selectinload(Site.names), selectinload(Site.identifiers))
    sites = list(session.scalars(query.options(*loaded)))
    smelters = {site.id: known(site, None) for site in sites}
    by_key: dict[str, list[Site]] = {}
    for site in sites:
        for key in smelters[site.id].identifiers | smelters[site.id].names:
            by_key.setdefault(key, []).append(site)
    found = {}
    for entity in entities:
        alike = {site.id: site for key in keys(entity) for site in by_key.get(key, ())}
        matches = [(site, compare(entity, smelters[site.id])) for site in alike.values()]
        told = [(site, match) for site, match in matches if match is not None]
        if any(match.sort == "identifier" for _site, match in told):
            told = [
                (s, m if m.sort == "identifier" else Match("other_identifier", m.text))
                for s, m in told
            ]
        found[entity] = sorted(told, key=lambda one: (_rank(one[1]), one[0].id))
    return found
