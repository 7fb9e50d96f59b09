"""Risk lists of countries in editions, and the taxonomies of risk codes."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pycountry
from sqlalchemy import select
from sqlalchemy.orm import Session

from extraction.entities.countries import country_of
from workflows import clock, events, register
from workflows.errors import Conflict, Invalid, NotAllowed, NotFound
from workflows.marking import N_
from workflows.models import RiskCode, RiskList, RiskListCountry, Site
from workflows.permissions import Actor
from workflows.taxonomies import CODES

_HEADS = ("country", "country code", "code", "iso", "land", "landcode")
_NOTES = ("note", "notes", "toelichting", "opmerking")

NOT_A_COUNTRY = N_("“%(text)s” is no country that we know by its name or its two letters.")
NOT_FOUND = N_("There is no such list.")
LISTED_TWICE = N_("“%(text)s” is on the list twice.")


@dataclass(frozen=True, slots=True)
class ListedCountry:
    """A country of a list: its two letters (ISO 3166-1, or XK), and what the list adds to it."""

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


def read_rows(rows: Iterable[Sequence[str]]) -> tuple[list[ListedCountry], list[RowProblem]]:
    """The countries of a list's rows, and the rows left out.

    A row is a country and a note if there is one; a first row of names says in which columns they
    stand. A country goes by its two letters or by a name in any of our languages, old ones too.
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
        code = _code(printed)
        if code is None:
            problems.append(RowProblem(number, NOT_A_COUNTRY, printed))
        elif code in countries:
            problems.append(RowProblem(number, LISTED_TWICE, printed))
        else:
            note = row[note_place].strip() if note_place < len(row) else ""
            countries[code] = ListedCountry(code, note)
    return list(countries.values()), problems


def _code(printed: str) -> str | None:
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
    """Add an edition of a list; only the secretariat or the operator's command (None) does."""
    if actor is not None and not actor.is_secretariat:
        raise NotAllowed(N_("Only the secretariat imports risk lists."))
    name = name.strip()
    if not name or not source.strip():
        raise Invalid(N_("Give the list a name and a source."))
    if not countries:
        raise Invalid(N_("The file holds no countries."))
    wrong = next((c.code for c in countries if not _is_country(c.code)), None)
    if wrong is not None:
        raise Invalid(NOT_A_COUNTRY, text=wrong)
    if any(e.valid_from == valid_from for e in editions(session, name)):
        raise Conflict(N_("There is already an edition of that day."))
    edition = RiskList(name=name, valid_from=valid_from, source=source.strip())
    unique = {country.code: country for country in countries}
    edition.countries = [RiskListCountry(country=c.code, note=c.note) for c in unique.values()]
    session.add(edition)
    session.flush()
    events.append(
        session,
        actor,
        "risk_list",
        edition.public_id,
        "import",
        name=name,
        valid_from=valid_from,
        source=edition.source,
        countries=sorted(unique),
    )
    return edition


def editions(session: Session, name: str | None = None) -> list[RiskList]:
    """The editions of one list, or of all, by name and newest first."""
    query = select(RiskList).order_by(RiskList.name, RiskList.valid_from.desc())
    if name is not None:
        query = query.where(RiskList.name == name)
    return list(session.scalars(query))


def in_force(session: Session) -> list[RiskList]:
    """Of each list the edition that holds today."""
    day = clock.today(session)
    newest: dict[str, RiskList] = {}
    for edition in editions(session):
        if edition.valid_from <= day:
            newest.setdefault(edition.name, edition)
    return list(newest.values())


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


def before(session: Session, edition: RiskList) -> RiskList | None:
    """The edition of the same list that this one replaced."""
    older = (e for e in editions(session, edition.name) if e.valid_from < edition.valid_from)
    return next(older, None)


def delta(old: RiskList | None, new: Iterable[ListedCountry] | RiskList) -> ListDelta:
    """What changed from one edition to the next; ``new`` may still have to be imported."""
    earlier = {c.country for c in old.countries} if old is not None else set()
    if isinstance(new, RiskList):
        later = {c.country for c in new.countries}
    else:
        later = {c.code for c in new}
    return ListDelta(
        tuple(sorted(later - earlier)),
        tuple(sorted(earlier - later)),
        tuple(sorted(earlier & later)),
    )


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
