"""Invented organisations, people and sites of the register, as rows in bulk."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import product

from argon2 import PasswordHasher

from benchmarks.bulk import Bulk
from workflows.states import (
    OrganisationKind,
    Role,
    SiteKind,
    SiteState,
)

BEGIN = datetime(2024, 7, 1, 6, tzinfo=UTC)
END = datetime(2026, 11, 2, 9, tzinfo=UTC)  # what the pages take for now
PASSWORD = "een lang genoeg wachtwoord"  # noqa: S105 - of invented accounts
REVIEWERS = 20
SITES = 2_000

_FIRST = ("Merapi", "Kelana", "Sungai", "Alto", "Verdan", "Norvik", "Tashi", "Oruro", "Kivuma")
_FIRST += ("Batang", "Selva", "Borealis")
_SECOND = ("Jaya", "Prima", "Sur", "Norte", "Lestari", "Huta", "Grande", "Vega", "Mulia", "Ostra")
_THIRD = ("Tin Works", "Smelting", "Refinery", "Metals", "Tungsten Plant", "Cobalt", "Gold")
_LAST = ("", " II", " Baru", " East")
_COUNTRIES = ("ID", "PE", "BO", "CN", "MY", "BR", "TH", "RW", "JP", "DE", "BE", "US", "IN", "PL")
_METALS = ("tin", "tantalum", "tungsten", "gold", "cobalt", "copper", "nickel")


@dataclass
class Place:
    """A site as the papers name it."""

    id: int
    public_id: str
    name: str
    country: str
    metal: str
    identifier: str


@dataclass
class Cast:
    """Who and what there is, by number."""

    companies: list[int] = field(default_factory=list)
    shelves: dict[int, tuple[str, str]] = field(default_factory=dict)  # public id and key
    submitters: dict[int, int] = field(default_factory=dict)
    reviewers: list[int] = field(default_factory=list)
    secretary: int = 0
    suppliers: dict[int, list[int]] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)
    approved: list[tuple[int, str, int, int, Place]] = field(default_factory=list)


def people(bulk: Bulk, cast: Cast, organisations: int) -> None:
    kinds = OrganisationKind
    office = _organisation(bulk, cast, "Secretariaat Voorbeeldovereenkomst", kinds.SECRETARIAT)
    hashed = PasswordHasher().hash(PASSWORD)

    def person(name: str, role: Role, organisation: int) -> int:
        public_id = bulk.public_id()
        found = bulk.add(
            "person",
            public_id=public_id,
            email=f"{name}@voorbeeld.example",
            name=name.replace(".", " ").title(),
            language="nl",
            password_hash=hashed,
            stamp=bulk.public_id(),
            active=True,
            created_at=BEGIN,
        )
        bulk.add(
            "mandate",
            person_id=found,
            organisation_id=organisation,
            role=role,
            from_date=BEGIN.date(),
            to_date=None,
        )
        bulk.log("person", public_id, "add", organisation=organisation, role=role.value)
        return found

    cast.reviewers = [person(f"lezer.{n}", Role.REVIEWER, office) for n in range(REVIEWERS)]
    cast.secretary = person("secretaris", Role.SECRETARIAT, office)
    person("voorzitter", Role.CHAIR, office)
    person("beheerder", Role.ADMINISTRATOR, office)
    others = (kinds.NGO, kinds.UNION, kinds.GOVERNMENT, kinds.ASSOCIATION)
    for kind in others:
        person(f"partij.{kind}", Role.MEMBER, _organisation(bulk, cast, f"Bedachte {kind}", kind))
    for number in range(organisations - len(others) - 1):
        company = _organisation(bulk, cast, f"Bedacht Metaal {number} B.V.", kinds.COMPANY)
        cast.companies.append(company)
        cast.submitters[company] = person(f"indiener.{number}", Role.SUBMITTER, company)
        person(f"contact.{number}", Role.CONTACT, company)
        cast.suppliers[company] = [
            bulk.add(
                "supplier",
                public_id=bulk.public_id(),
                organisation_id=company,
                name=f"Verzonnen Toeleverancier {number}-{one} GmbH",
            )
            for one in range(8)
        ]


def _organisation(bulk: Bulk, cast: Cast, name: str, kind: OrganisationKind) -> int:
    public_id, key = bulk.public_id(), f"{bulk.random.getrandbits(256):064x}"
    made = {"public_id": public_id, "name": name, "kind": kind, "blob_key": key}
    found = bulk.add("organisation", **made, created_at=BEGIN)
    cast.shelves[found] = (public_id, key)
    bulk.log("organisation", public_id, "add", organisation=found)
    return found


def register(bulk: Bulk, cast: Cast) -> None:
    edition = {"public_id": bulk.public_id(), "name": "Verzonnen register", "imported_at": BEGIN}
    first = bulk.add(
        "edition", **edition, valid_from=BEGIN.date(), added=SITES, changed=0, removed=0
    )
    names = [" ".join(parts) + last for *parts, last in product(_FIRST, _SECOND, _THIRD, _LAST)]
    bulk.random.shuffle(names)
    for number, name in enumerate(names[:SITES]):
        owner = cast.companies[number % len(cast.companies)] if number % 20 == 3 else None
        place = Place(
            0,
            bulk.public_id(),
            name,
            bulk.random.choice(_COUNTRIES),
            bulk.random.choice(_METALS),
            f"XID{number:06d}",
        )
        place.id = bulk.add(
            "site",
            public_id=place.public_id,
            kind=SiteKind.SMELTER,
            name=name,
            country=place.country,
            state=SiteState.CLOSED if number % 25 == 9 else SiteState.ACTIVE,
            organisation_id=owner,
            edition_id=None if owner else first,
            valid_from=BEGIN.date(),
            valid_to=None,
        )
        for other in (name.upper(), f"PT {name}", name.replace("Works", "Wks.") + " Co., Ltd."):
            alias = {"name": other, "organisation_id": owner, "source": "edition"}
            bulk.add("site_name", site_id=place.id, **alias)
        bulk.add("site_identifier", site_id=place.id, scheme="XID", value=place.identifier)
        bulk.add("site_metal", site_id=place.id, metal=place.metal)
        status = "non_conformant" if number % 17 == 5 else "conformant"
        bulk.add(
            "site_status",
            site_id=place.id,
            scheme="rmap",
            status=status,
            basis="assessed",
            from_date=BEGIN.date(),
            to_date=None,
            source="verzonnen",
            edition_id=first,
        )
        bulk.log("site", place.public_id, "add", organisation=owner, name=name)
        if owner is None:
            cast.places.append(place)


def risk_list(bulk: Bulk) -> None:
    edition = {"public_id": bulk.public_id(), "name": "Verzonnen risicolijst"}
    found = bulk.add("risk_list", **edition, valid_from=BEGIN.date(), source="verzonnen")
    for country in ("RW", "BO"):
        bulk.add("risk_list_country", risk_list_id=found, country=country, note="")
