"""Organisations, people, sites, readings and documents for tests; every name is invented."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from extraction.records import (
    AuditFinding,
    Candidate,
    Certainty,
    Certificate,
    Extraction,
    Kind,
    Outcome,
    Page,
    Refusal,
    Scheme,
    Severity,
    SmelterRecord,
    Source,
    Value,
)
from workflows import documents, organisations, people, readings, risk_entries, settings
from workflows.models import (
    Document,
    Organisation,
    RiskList,
    RiskListCountry,
    Site,
    SiteIdentifier,
    SiteMetal,
    SiteStatus,
)
from workflows.permissions import Actor
from workflows.risk_entries import ListedEntity
from workflows.states import OrganisationKind, Role, SiteKind, SiteState

_numbers = itertools.count(1)
COMPANY = "Voorbeeld Draad B.V."
BOX = (72.0, 140.0, 160.0, 151.0)


@dataclass(frozen=True)
class World:
    """Two rival companies, and everybody who has to do with their papers."""

    company: Organisation
    rival: Organisation
    submitter: Actor
    contact: Actor
    competitor: Actor
    reader: Actor
    other_reader: Actor
    secretary: Actor
    other_secretary: Actor
    administrator: Actor
    member: Actor
    expert: Actor
    supporter: Actor
    chair: Actor

    @property
    def everybody(self) -> dict[str, Actor]:
        """The actors by what they are called here."""
        return {name: who for name, who in vars(self).items() if isinstance(who, Actor)}


KNOWN: dict[str, World] = {}  # worlds in databases that are copied, by the company's public id


def a_world(session) -> World:
    """A world in which nothing is drawn at random: the sample for a second reader is empty.

    In a copy of a database that had one already it is that one, which costs next to nothing.
    """
    told = session.scalars(select(Organisation).where(Organisation.name == COMPANY)).one_or_none()
    if told is not None and told.public_id in KNOWN:
        known = KNOWN[told.public_id]
        return replace(known, company=told, rival=session.get_one(Organisation, known.rival.id))
    return _a_new_world(session)


def _a_new_world(session) -> World:
    settings.put(session, "review.sample", "0", None)
    company = a_company(session, COMPANY)
    rival = a_company(session, "Verzonnen Staal N.V.")
    office = an_organisation(session, "Secretariaat Verzinsel", OrganisationKind.SECRETARIAT)
    ngo = an_organisation(session, "Stichting Denkbeeld", OrganisationKind.NGO)
    institute = an_organisation(session, "Instituut Fantasie", OrganisationKind.EXPERT)
    friends = an_organisation(session, "Vrienden van Niets", OrganisationKind.SUPPORTER)

    def person(name: str, role: Role, organisation: Organisation) -> Actor:
        return a_person(session, f"{name}@voorbeeld.example", role, organisation)

    return World(
        company=company,
        rival=rival,
        submitter=person("submitter", Role.SUBMITTER, company),
        contact=person("contact", Role.CONTACT, company),
        competitor=person("competitor", Role.SUBMITTER, rival),
        reader=person("reader", Role.REVIEWER, office),
        other_reader=person("other.reader", Role.REVIEWER, office),
        secretary=person("secretary", Role.SECRETARIAT, office),
        other_secretary=person("other.secretary", Role.SECRETARIAT, office),
        administrator=person("administrator", Role.ADMINISTRATOR, office),
        member=person("member", Role.MEMBER, ngo),
        expert=person("expert", Role.EXPERT, institute),
        supporter=person("supporter", Role.SUPPORTER, friends),
        chair=person("chair", Role.CHAIR, office),
    )


def an_organisation(session, name: str, kind: OrganisationKind) -> Organisation:
    """An organisation of any kind."""
    return organisations.add(session, name, kind)


def a_company(session, name: str = "Bedacht Metaal B.V.") -> Organisation:
    """A company that takes part."""
    return an_organisation(session, name, OrganisationKind.COMPANY)


def a_person(session, email: str, role: Role, organisation: Organisation) -> Actor:
    """Somebody with one role, or with one more when they exist already."""
    return people.actor_for(session, people.add(session, email, role, organisation))


def a_site(
    session,
    name: str = "Merapi Tin Works",
    *,
    country: str = "ID",
    metal: str = "tin",
    identifier: str | None = None,
    organisation: Organisation | None = None,
    state: SiteState = SiteState.ACTIVE,
    status: tuple[str, str, date] | None = None,
) -> Site:
    """A site of the register; of one member alone when ``organisation`` is given.

    ``status`` is a scheme, what it says, and since when.
    """
    identifier = identifier or f"XID{next(_numbers):06d}"
    site = Site(
        kind=SiteKind.SMELTER,
        name=name,
        country=country,
        state=state,
        organisation_id=organisation.id if organisation else None,
        valid_from=date(2025, 1, 1),
        identifiers=[SiteIdentifier(scheme="XID", value=identifier)],
        metals=[SiteMetal(metal=metal)],
    )
    if status is not None:
        scheme, said, since = status
        site.statuses.append(
            SiteStatus(
                scheme=scheme, status=said, basis="assessed", from_date=since, source="invented"
            )
        )
    session.add(site)
    session.flush()
    return site


def a_risk_list(session, *countries: str, valid_from: date, name: str = "Verzonnen lijst"):
    """An edition of a list of countries at risk."""
    edition = RiskList(name=name, valid_from=valid_from, source="invented")
    edition.countries = [RiskListCountry(country=country) for country in countries]
    session.add(edition)
    session.flush()
    return edition


def an_entity_list(
    session, *entities: ListedEntity, valid_from: date, name: str = "Verzonnen bedrijvenlijst"
) -> RiskList:
    """An edition of a list of companies and smelters."""
    return risk_entries.import_list(
        session, entities, name=name, valid_from=valid_from, source="invented", actor=None
    )


def a_value(text: str, value: str | None = None, *, page: int = 1) -> Value:
    """A field as read, with its place."""
    return Value(text, value if value is not None else text, Source(page, BOX, text, "made_up"))


def a_candidate(site: Site, score: float = 0.97) -> Candidate:
    """A site as what a name may stand for."""
    return Candidate(site.public_id, None, site.name, site.country, None, score)


def a_record(
    smelter: str = "Merapi Tin Works",
    *,
    country: str | None = "ID",
    metal: str | None = "tin",
    identifier: str | None = None,
    certainty: Certainty = Certainty.CHECK,
    candidates: Iterable[Candidate] = (),
) -> SmelterRecord:
    """A smelter as a table row of a paper names it."""
    return SmelterRecord(
        smelter=a_value(smelter),
        country=a_value(country) if country else None,
        metal=a_value(metal) if metal else None,
        smelter_id=a_value(identifier) if identifier else None,
        quote=" | ".join(filter(None, (metal, smelter, country))),
        certainty=certainty,
        reasons=(),
        candidates=tuple(candidates),
    )


def a_certificate(expires: str | None = "2027-06-06", *, number: str = "VB-1") -> Certificate:
    """A certificate of an invented body."""
    return Certificate(
        scheme=Scheme.ISO,
        standard=a_value("ISO 14001:2015"),
        number=a_value(number),
        holder=a_value("Verzonnen Gieterij GmbH"),
        sites=(a_value("Hal 1"), a_value("Hal 2")),
        expires=a_value(expires) if expires else None,
    )


def an_audit_finding(statement: str = "No list of the emergency exits was kept.") -> AuditFinding:
    """A major non-conformity."""
    source = Source(1, BOX, statement, "made_up")
    return AuditFinding(a_value("7.2"), Severity.MAJOR, statement, source)


def a_reading(
    *records: SmelterRecord,
    certificates: Iterable[Certificate] = (),
    findings: Iterable[AuditFinding] = (),
    refused: str | None = None,
) -> Extraction:
    """What reading a paper of one page yields; refused for a reason when one is given."""
    if refused is not None:
        return Extraction("0" * 64, "test", Outcome.REFUSED, error=Refusal(refused))
    return Extraction(
        sha256="0" * 64,
        extractor="test",
        outcome=Outcome.READ,
        kind=Kind.SMELTER_DECLARATION,
        language="en",
        pages=(Page(1, 595.0, 842.0, "Smelters of Voorbeeld Draad B.V."),),
        page_count=1,
        records=records,
        certificates=tuple(certificates),
        findings=tuple(findings),
    )


def some_bytes() -> bytes:
    """The bytes of a paper that nobody sent before."""
    return b"%%PDF-1.4 invented paper %d" % next(_numbers)


def a_document(
    session,
    store,
    organisation: Organisation,
    actor: Actor,
    reading: Extraction | None = None,
    *,
    data: bytes | None = None,
) -> Document:
    """A paper sent in by ``actor``; read as ``reading`` says, or still waiting when None."""
    received = documents.receive(
        session, store, organisation, "opgave.pdf", data or some_bytes(), actor
    )
    if reading is not None:
        readings.record(session, documents.current(received.document), reading, {})
    return received.document
