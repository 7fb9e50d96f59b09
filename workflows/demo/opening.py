"""Before the year begins: organisations, people, the register, the lists, the taxonomies."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import editions, organisations, people, risk_entries, risks, site_facts
from workflows.demo import sites
from workflows.demo.cast import DEMO_PASSWORD, MEMBERS, OTHERS, PLAYERS, Player
from workflows.models import Organisation, Person, Site, SiteIdentifier
from workflows.states import OrganisationKind

SOURCE = "Verzonnen, voor de demonstratie"


def add_organisations(session: Session) -> None:
    """The companies, the other parties, the supporters, the experts and the secretariat."""
    for member in MEMBERS:
        organisations.add(session, member.name, OrganisationKind.COMPANY)
    for name, kind in OTHERS:
        organisations.add(session, name, kind)


def add_people(session: Session, on: date) -> None:
    """Everybody whose role has begun on the day ``on``, all with the demo's password.

    One hash serves all accounts: making forty would take most of the time that loading takes.
    """
    names = {o.name: o for o in session.scalars(select(Organisation))}
    added = [_add(session, player, names) for player in PLAYERS if player.since == on]
    known = session.scalars(select(Person.password_hash).where(Person.password_hash.is_not(None)))
    shared = known.first()
    for person in added:
        if person.password_hash is not None:
            continue
        if shared is None:
            token = people.new_link(session, person)
            shared = people.set_password(session, token, DEMO_PASSWORD).password_hash
        person.password_hash = shared
    session.flush()


def _add(session: Session, player: Player, names: dict[str, Organisation]) -> Person:
    organisation = names[player.organisation]
    person = people.add(session, player.email, player.role, organisation, name=player.name)
    person.language = player.language
    return person


def import_register(session: Session, day: date) -> None:
    """The edition of the register of that day, and with the first one the other kinds of site."""
    first = day == sites.FIRST_EDITION
    entries = sites.first_edition() if first else sites.SMELTERS
    editions.import_edition(session, entries, name=sites.REGISTER, valid_from=day, actor=None)
    if not first:
        return
    for kind, others in sites.OTHER_SITES.items():
        editions.import_edition(
            session, others, name=sites.REGISTER, valid_from=day, actor=None, kind=kind
        )
    for one, other, kind_of_tie in sites.LINKS:
        site_facts.tie(session, _site(session, one), _site(session, other), kind_of_tie, actor=None)


def state_statuses(session: Session, after: date, until: date) -> None:
    """What schemes say of smelters from a day after ``after`` up to and with ``until``."""
    for said in sites.STATUSES:
        if after < said.since <= until:
            site_facts.state_status(
                session,
                _site(session, said.site),
                scheme=said.scheme,
                status=said.status,
                basis=said.basis,
                from_date=said.since,
                to_date=said.until,
                source=SOURCE,
                actor=None,
            )


def import_risk_list(session: Session, day: date) -> None:
    """The edition of the invented risk list that holds from ``day``."""
    rows = dict(sites.RISK_EDITIONS)[day]
    countries = [risks.ListedCountry(code, note) for code, note in rows]
    risks.import_list(
        session, countries, name=sites.RISK_LIST, valid_from=day, source=SOURCE, actor=None
    )


def import_entity_list(session: Session) -> None:
    """The one edition of the invented list of companies and smelters."""
    risk_entries.import_list(
        session,
        sites.LISTED,
        name=sites.ENTITY_LIST,
        valid_from=sites.ENTITY_DAY,
        source=SOURCE,
        actor=None,
    )


def _site(session: Session, identifier: str) -> Site:
    query = select(Site).join(SiteIdentifier).where(SiteIdentifier.value == identifier)
    return session.scalars(query).one()
