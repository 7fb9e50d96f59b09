"""Who there is in an invented agreement, what is on their plates, and what they will do."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from benchmarks.bulk import Bulk
from benchmarks.year.reckoning import Due, Late, Term
from workflows.states import OrganisationKind, Role, Standing

BEGAN = datetime(2025, 9, 1, 6, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Company:
    """A company that takes part, and who speaks for it."""

    id: int
    people: tuple[str, str]
    submitter: int
    key: str


@dataclass(frozen=True, slots=True)
class Deed:
    """What people do with a finding, or with a certificate, on a day of the year."""

    day: date
    what: str  # answer | finish | renew
    code: str  # of what it is done with
    company: Company
    readers: tuple[str, ...] = ()


@dataclass
class World:
    """Who there is, what is on their plates, and what they will do in so many days."""

    days: int
    companies: list[Company] = field(default_factory=list)
    readers: list[tuple[str, int]] = field(default_factory=list)
    office: tuple[str, ...] = ()
    office_ids: tuple[int, ...] = ()
    weekly: set[str] = field(default_factory=set)
    dues: list[Due] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    lates: list[Late] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)
    findings: dict[str, str] = field(default_factory=dict)  # public id by code


def people(bulk: Bulk, world: World, members: int) -> None:
    office = _organisation(bulk, "Secretariaat Voorbeeldjaar", OrganisationKind.SECRETARIAT)[0]
    made = [_person(bulk, world, f"bureau.{n}", Role.SECRETARIAT, office) for n in range(2)]
    world.office = tuple(email for email, _id in made)
    world.office_ids = tuple(number for _email, number in made)
    for number in range(max(3, members // 5)):
        world.readers.append(_person(bulk, world, f"lezer.{number}", Role.REVIEWER, office))
    for number in range(members):
        name = f"Bedacht Jaarmetaal {number} B.V."
        company, key = _organisation(bulk, name, OrganisationKind.COMPANY)
        begin = {"standing": Standing.PARTY, "from_date": date(2025, 1, 1), "to_date": None}
        bulk.add("organisation_standing", organisation_id=company, **begin)
        sender = _person(bulk, world, f"indiener.{number}", Role.SUBMITTER, company)
        contact = _person(bulk, world, f"contact.{number}", Role.CONTACT, company)
        world.companies.append(Company(company, (sender[0], contact[0]), sender[1], key))


def _organisation(bulk: Bulk, name: str, kind: OrganisationKind) -> tuple[int, str]:
    public_id, key = bulk.public_id(), f"{bulk.random.getrandbits(256):064x}"
    made = {"public_id": public_id, "name": name, "kind": kind, "blob_key": key}
    found = bulk.add("organisation", **made, created_at=BEGAN)
    bulk.log("organisation", public_id, "add", organisation=found)
    return found, key


def _person(bulk: Bulk, world: World, name: str, role: Role, organisation: int) -> tuple[str, int]:
    """Their address and number. One in six is mailed once a week, one in six at once."""
    email, draw = f"{name}@voorbeeld.example", bulk.random.random()
    rhythm = "weekly" if draw < 1 / 6 else "at_once" if draw < 1 / 3 else ""
    if rhythm == "weekly":
        world.weekly.add(email)
    kinds = ("document", "question", "finding", "name_rule", "step", "deadline")
    public_id = bulk.public_id()
    found = bulk.add(
        "person",
        public_id=public_id,
        email=email,
        name=name.replace(".", " ").title(),
        language="en",  # the verdict reads the mails
        password_hash=None,
        stamp=bulk.public_id(),
        active=True,
        created_at=BEGAN,
        preferences={"mails": dict.fromkeys(kinds, rhythm)} if rhythm else {},
    )
    held = {"role": role, "from_date": BEGAN.date(), "to_date": None}
    bulk.add("mandate", person_id=found, organisation_id=organisation, **held)
    bulk.log("person", public_id, "add", organisation=organisation, role=role.value)
    return email, found
