"""Risk lists in editions, what a list of countries holds, and the taxonomies of risk codes."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pycountry
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from extraction.entities.countries import country_of
from workflows import clock, events, register
from workflows.errors import Conflict, Invalid, NotAllowed, NotFound
from workflows.marking import N_
from workflows.models import RiskCode, RiskList, RiskListCountry, RiskListEntry, Site
from workflows.once import once
from workflows.permissions import Actor
from workflows.states import ListKind
from workflows.taxonomies import CODES

_HEADS = ("country", "country code", "code", "iso", "land", "landcode")
_NOTES = ("note", "notes", "toelichting", "opmerking", "region", "regions", "regio", "gebied")
_PARTED = "; "  # the notes of one country

NOT_A_COUNTRY = N_("“%(text)s” is no country that we know by its name or its two letters.")
NOT_FOUND = N_("There is no such list.")
LISTED_TWICE = N_("“%(text)s” is on the list twice.")
OF_ANOTHER_KIND = N_(
    "A list of this name holds something else: countries, or companies and smelters. Give this "
    "list another name, or choose what is on it."
)


@dataclass(frozen=True, slots=True)
class ListedCountry:
    """A country of a list: its two letters (ISO 3166-1, or XK), and what the list adds to it, as
    its regions.
    """

    code: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row of the file (from 1) that is left out, and why."""

    row: int
    message: str
    text: str


@dataclass(frozen=True, slots=True)
class ListDelta:
    """What one edition has that the one before it had not, and the other way round."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...]
    changed: tuple[str, ...] = ()  # on both, with other regions or another note


def read_rows(rows: Iterable[Sequence[str]]) -> tuple[list[ListedCountry], list[RowProblem]]:
    """The countries of a list's rows, and the rows left out.

    A row is a country and a note if there is one; a first row of names says in which columns they
    stand. A country goes by its two letters or by a name in any of our languages, old ones too. One
    that has a row for each of its regions is one country with all of them in its note.
    """
    place, note_place = 0, 1
    countries: dict[str, ListedCountry] = {}
    problems: list[RowProblem] = []
    for number, row in enumerate(rows, start=1):
        heads = [cell.strip().casefold().replace("_", " ") for cell in row]
        if number == 1 and (named := [n for n, head in enumerate(heads) if head in _HEADS]):
            place = named[0]
            note_place = next((n for n, head in enumerate(heads) if head in _NOTES), place + 1)
            continue
        printed = row[place].strip() if place < len(row) else ""
        if not printed:
            continue
        code = country_code(printed)
        if code is None:
            problems.append(RowProblem(number, NOT_A_COUNTRY, printed))
            continue
        note = row[note_place].strip() if note_place < len(row) else ""
        known = countries.get(code)
        if known is None:
            countries[code] = ListedCountry(code, note)
        elif note and note not in known.note.split(_PARTED):
            countries[code] = ListedCountry(code, _PARTED.join(filter(None, (known.note, note))))
        else:
            problems.append(RowProblem(number, LISTED_TWICE, printed))
    return list(countries.values()), problems


def country_code(printed: str) -> str | None:
    """The two letters of a country named in any of our languages or by them; None when unknown."""
    return printed.upper() if _is_country(printed.upper()) else country_of(printed).code


def import_list(
    session: Session,
    countries: Sequence[ListedCountry],
    *,
    name: str,
    valid_from: date,
    source: str,
    actor: Actor | None,
) -> RiskList:
    """Add an edition of a list of countries; only the secretariat or the operator (None) does."""
    edition = start(session, ListKind.COUNTRIES, name, valid_from, source, actor)
    if not countries:
        raise Invalid(N_("The file holds no countries."))
    wrong = next((c.code for c in countries if not _is_country(c.code)), None)
    if wrong is not None:
        raise Invalid(NOT_A_COUNTRY, text=wrong)
    unique = {country.code: country for country in countries}
    edition.countries = [RiskListCountry(country=c.code, note=c.note) for c in unique.values()]
    return keep(session, edition, actor, countries=sorted(unique))


def start(
    session: Session, kind: ListKind, name: str, valid_from: date, source: str, actor: Actor | None
) -> RiskList:
    """A new edition on which nothing stands yet; refuses one that cannot be."""
    if actor is not None and not actor.is_secretariat:
        raise NotAllowed(N_("Only the secretariat imports risk lists."))
    name = name.strip()
    if not name or not source.strip():
        raise Invalid(N_("Give the list a name and a source."))
    known = editions(session, name)
    if any(edition.kind is not kind for edition in known):
        raise Conflict(OF_ANOTHER_KIND)
    if any(edition.valid_from == valid_from for edition in known):
        raise Conflict(N_("There is already an edition of that day."))
    return RiskList(name=name, kind=kind, valid_from=valid_from, source=source.strip())


def keep(session: Session, edition: RiskList, actor: Actor | None, **holds: object) -> RiskList:
    """Store a new edition and log it, with what it ``holds``."""
    session.add(edition)
    session.flush()
    events.append(
        session,
        actor,
        "risk_list",
        edition.public_id,
        "import",
        organisation_id=None,
        name=edition.name,
        valid_from=edition.valid_from,
        source=edition.source,
        **holds,
    )
    return edition


def editions(session: Session, name: str | None = None) -> list[RiskList]:
    """The editions of one list, or of all, by name and newest first."""
    query = select(RiskList).order_by(RiskList.name, RiskList.valid_from.desc())
    if name is not None:
        query = query.where(RiskList.name == name)
    return list(session.scalars(query))


def sizes(session: Session) -> dict[int, int]:
    """How many countries or entries stand on each edition, by its number."""
    found: dict[int, int] = {}
    for on_it in (RiskListCountry, RiskListEntry):
        query = select(on_it.risk_list_id, func.count()).group_by(on_it.risk_list_id)
        found.update((edition, count) for edition, count in session.execute(query))
    return found


def in_force(session: Session, kind: ListKind | None = None) -> list[RiskList]:
    """Of each list, or of each of one kind, the edition that holds today."""
    day = clock.today(session)
    newest: dict[str, RiskList] = {}
    for edition in once(session, RiskList, lambda: editions(session)):
        if edition.valid_from <= day:
            newest.setdefault(edition.name, edition)
    return [edition for edition in newest.values() if kind in (None, edition.kind)]


def get(session: Session, public_id: str, actor: Actor) -> RiskList:
    """One edition, for the secretariat."""
    row = session.scalars(select(RiskList).where(RiskList.public_id == public_id)).one_or_none()
    if row is None or not actor.is_secretariat:
        raise NotFound(NOT_FOUND)
    return row


def sites_in(session: Session, codes: Iterable[str]) -> dict[str, int]:
    """How many public sites of the register stand in each of these countries."""
    wanted = list(codes)
    query = register.public().where(Site.country.in_(wanted), Site.valid_to.is_(None))
    found = Counter(site.country for site in session.scalars(query))
    return {code: found[code] for code in wanted}


def before(session: Session, name: str, day: date) -> RiskList | None:
    """The edition of a list that one from ``day`` replaces, or replaced."""
    older = (e for e in editions(session, name.strip()) if e.valid_from < day)
    return next(older, None)


def delta(old: RiskList | None, new: Iterable[ListedCountry] | RiskList) -> ListDelta:
    """What changed from one edition to the next; ``new`` may still have to be imported."""
    earlier = _notes(old) if old is not None else {}
    later = _notes(new) if isinstance(new, RiskList) else {c.code: _parts(c.note) for c in new}
    both = sorted(earlier.keys() & later.keys())
    return ListDelta(
        tuple(sorted(later.keys() - earlier.keys())),
        tuple(sorted(earlier.keys() - later.keys())),
        tuple(code for code in both if earlier[code] == later[code]),
        tuple(code for code in both if earlier[code] != later[code]),
    )


def _notes(edition: RiskList) -> dict[str, frozenset[str]]:
    return {one.country: _parts(one.note) for one in edition.countries}


def _parts(note: str) -> frozenset[str]:
    """What a note lists, in whatever order and spacing: an edition that is only tidied up changes
    nothing.
    """
    parts = note.replace(",", ";").split(";")
    return frozenset(filter(None, (" ".join(part.split()).casefold() for part in parts)))


def seed_taxonomies(session: Session) -> int:
    """Add the risk codes that the product ships and that are not there yet; return how many."""
    known = {(c.taxonomy, c.edition, c.code) for c in session.scalars(select(RiskCode))}
    new = [
        RiskCode(taxonomy=taxonomy, edition=edition, code=code, title_nl=dutch, title_en=english)
        for (taxonomy, edition), codes_of in CODES.items()
        for code, dutch, english in codes_of
        if (taxonomy, edition, code) not in known
    ]
    session.add_all(new)
    session.flush()
    return len(new)


def codes(session: Session, taxonomy: str | None = None) -> list[RiskCode]:
    """The risk codes of one taxonomy, or of all, in their own order."""
    query = select(RiskCode).order_by(RiskCode.taxonomy, RiskCode.edition, RiskCode.code)
    if taxonomy is not None:
        query = query.where(RiskCode.taxonomy == taxonomy)
    return list(session.scalars(query))


def _is_country(code: str) -> bool:
    return code == "XK" or (len(code) == 2 and pycountry.countries.get(alpha_2=code) is not None)
