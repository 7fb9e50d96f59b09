"""Risk lists of companies and sites: their entries, read from rows, compared and imported."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from extraction import matching
from workflows import paging, risks
from workflows.errors import Invalid
from workflows.marking import N_
from workflows.models import RiskList, RiskListEntry, RiskListKey
from workflows.paging import Page
from workflows.permissions import Actor
from workflows.risks import RowProblem
from workflows.states import ListKind

SEPARATOR = " | "
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "naam", "company", "bedrijf", "smelter", "smelter name", "entity"),
    "aliases": ("aliases", "other names", "andere namen", "aliassen"),
    "country": ("country", "country code", "land", "landcode"),
    "identifier": ("identifier", "identificatie", "smelter id", "id"),
    "risks": ("risks", "risk", "risico's", "risico"),
    "place": ("where", "place", "source", "vindplaats", "bron"),
}
_AT_ONCE = 500  # rows that one statement adds
_LONGEST = 500  # characters of a cell: more is no name and no place

NO_HEADS = N_(
    "The first row does not name the columns. Put there: name, and if there are any: other names, "
    "country, identifier, risks, where."
)
NO_NAME = N_("There is no name in this row. Give one, or take the row out.")
COUNTRY_UNKNOWN = N_(
    "“%(text)s” is no country that we know. Write its name in Dutch or English, or its two letters."
)
TOO_LONG = N_("This row has a text of more than 500 characters: “%(text)s”. Shorten it.")


@dataclass(frozen=True, slots=True)
class ListedEntity:
    """A company or site as a list gives it; ``country`` is ISO 3166-1 alpha-2, or XK."""

    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    identifier: str = ""
    risks: str = ""
    place: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that the list gives it."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class EntityChange:
    """An entry of one edition, and what the next one says of the same company or site."""

    before: ListedEntity
    after: ListedEntity

    @property
    def differences(self) -> list[tuple[str, str, str]]:
        """What is different: the field, what it was and what it is, as text."""
        was, now = as_texts(self.before), as_texts(self.after)
        return [(name, was[name], now[name]) for name in was if was[name] != now[name]]


@dataclass(frozen=True, slots=True)
class EntityDelta:
    """What one edition has that the one before it had not, the other way round, and otherwise."""

    added: tuple[ListedEntity, ...]
    removed: tuple[ListedEntity, ...]
    changed: tuple[EntityChange, ...]
    kept: tuple[ListedEntity, ...]


def read_rows(rows: Sequence[Sequence[str]]) -> tuple[list[ListedEntity], list[RowProblem]]:
    """The entries of a list's rows, and the rows left out.

    The first row names the columns, in any order; several other names in a cell are parted by |.
    A row whose country is unknown is left out: without it, namesakes elsewhere would match.
    """
    places = _places(rows[0]) if rows else {}
    if "name" not in places:
        return [], [RowProblem(1, NO_HEADS, "")]
    found: dict[tuple[str, str], ListedEntity] = {}
    problems: list[RowProblem] = []
    for number, row in enumerate(rows[1:], start=2):
        cells = {key: " ".join(row[at].split()) for key, at in places.items() if at < len(row)}
        if not any(cells.values()):
            continue
        entity = _entity(number, cells)
        if isinstance(entity, RowProblem):
            problems.append(entity)
        elif _who(entity) in found:
            text = entity.identifier or entity.name
            problems.append(RowProblem(number, risks.LISTED_TWICE, text))
        else:
            found[_who(entity)] = entity
    return list(found.values()), problems


def _places(heads: Sequence[str]) -> dict[str, int]:
    """In which column each field stands."""
    plain = [head.strip().casefold().replace("_", " ").replace("’", "'") for head in heads]
    return {
        key: plain.index(name)
        for key, names in _COLUMNS.items()
        for name in reversed(names)
        if name in plain
    }


def _entity(number: int, cells: Mapping[str, str]) -> ListedEntity | RowProblem:
    name, printed = cells.get("name", ""), cells.get("country", "")
    aliases = [alias.strip() for alias in cells.get("aliases", "").split("|")]
    texts = [*aliases, *(text for key, text in cells.items() if key != "aliases")]
    long = next((text for text in texts if len(text) > _LONGEST), None)
    if long is not None:
        return RowProblem(number, TOO_LONG, long[:40] + "…")
    if not name:
        return RowProblem(number, NO_NAME, "")
    country = risks.country_code(printed) if printed else None
    if printed and country is None:
        return RowProblem(number, COUNTRY_UNKNOWN, printed)
    return ListedEntity(
        name,
        tuple(dict.fromkeys(alias for alias in aliases if alias not in ("", name))),
        country,
        *(cells.get(key, "") for key in ("identifier", "risks", "place")),
    )


def _who(entity: ListedEntity) -> tuple[str, str]:
    """What tells one entry of an edition from the others."""
    key = matching.identifier_key(entity.identifier)
    return (key, "") if key else _named(entity)


def _named(entity: ListedEntity) -> tuple[str, str]:
    return matching.name_key(entity.name), entity.country or ""


def import_list(
    session: Session,
    entities: Sequence[ListedEntity],
    *,
    name: str,
    valid_from: date,
    source: str,
    actor: Actor | None,
) -> RiskList:
    """Add an edition of a list of companies and sites; the same people may as for countries."""
    edition = risks.start(session, ListKind.ENTITIES, name, valid_from, source, actor)
    if not entities:
        raise Invalid(N_("The file holds no companies or smelters."))
    risks.keep(session, edition, actor, entries=len(entities))
    # A list may be of tens of thousands, and the time that rows take to tell their numbers grows
    # with the square of how many there are at once.
    for start in range(0, len(entities), _AT_ONCE):
        _add(session, edition, entities[start : start + _AT_ONCE])
    return edition


def _add(session: Session, edition: RiskList, entities: Sequence[ListedEntity]) -> None:
    rows = [
        {"risk_list_id": edition.id, **as_texts(entity), "country": entity.country}
        for entity in entities
    ]
    added = insert(RiskListEntry).returning(RiskListEntry.id, sort_by_parameter_order=True)
    ids = session.scalars(added, rows).all()
    found = [
        {"entry_id": entry_id, "key": key}
        for entry_id, entity in zip(ids, entities, strict=True)
        for key in sorted(keys(entity))
    ]
    session.execute(insert(RiskListKey), found)


def keys(entity: ListedEntity) -> set[str]:
    """What the entry is looked up by: its names and its identifier, made plain."""
    found = {matching.name_key(name) for name in entity.names}
    return found | {matching.identifier_key(entity.identifier)} - {""}


def as_texts(entity: ListedEntity) -> dict[str, str]:
    """The fields of an entry as texts, several other names parted by a stroke."""
    return {
        "name": entity.name,
        "aliases": SEPARATOR.join(entity.aliases),
        "country": entity.country or "",
        "identifier": entity.identifier,
        "risks": entity.risks,
        "place": entity.place,
    }


def of_row(row: RiskListEntry) -> ListedEntity:
    """An entry of an edition as a value."""
    aliases = tuple(row.aliases.split(SEPARATOR)) if row.aliases else ()
    return ListedEntity(row.name, aliases, row.country, row.identifier, row.risks, row.place)


def delta(old: RiskList | None, new: Iterable[ListedEntity] | RiskList) -> EntityDelta:
    """What changed from one edition to the next; ``new`` may still have to be imported."""
    later = map(of_row, new.entries) if isinstance(new, RiskList) else new
    return between(map(of_row, old.entries if old else ()), later)


def between(old: Iterable[ListedEntity], new: Iterable[ListedEntity]) -> EntityDelta:
    """The difference of two editions.

    An entry is the same one by its identifier; where an edition gives it none, by its name and
    country.
    """
    before = {_who(entity): entity for entity in old}
    after = {_who(entity): entity for entity in new}
    same = {who: who for who in after if who in before}
    left = {_named(entity): who for who, entity in before.items() if who not in same}
    for who, entity in after.items():
        was = left.get(_named(entity)) if who not in same else None
        if was is not None and not (entity.identifier and before[was].identifier):
            same[who] = left.pop(_named(entity))
    pairs = [EntityChange(before[was], after[who]) for who, was in same.items()]
    gone = before.keys() - same.values()
    return EntityDelta(
        added=tuple(entity for who, entity in after.items() if who not in same),
        removed=tuple(entity for who, entity in before.items() if who in gone),
        changed=tuple(pair for pair in pairs if pair.before != pair.after),
        kept=tuple(pair.after for pair in pairs if pair.before == pair.after),
    )


def listing(session: Session, edition: RiskList, number: int) -> Page[ListedEntity]:
    """A page of what stands on an edition, by name."""
    query = (
        select(RiskListEntry)
        .where(RiskListEntry.risk_list_id == edition.id)
        .order_by(func.lower(RiskListEntry.name), RiskListEntry.id)
    )
    found = paging.page(session, query, number)
    return found.showing([of_row(row) for row in found.rows])
