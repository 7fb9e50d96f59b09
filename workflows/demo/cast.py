"""Who plays in the demo year: invented organisations, invented people, and their canaries."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workflows.marking import N_
from workflows.states import OrganisationKind as Kind
from workflows.states import Role

DEMO_PASSWORD = "voorbeeld-keten-2026"  # noqa: S105 - printed on the demo's own log-in page

SECRETARIAT = "Secretariaat Voorbeeldovereenkomst"


@dataclass(frozen=True, slots=True)
class Member:
    """A company of the demo.

    ``supplier`` and ``secret`` are its canaries: a supplier and a smelter that only its own papers
    name, the supplier also in their file names. Whoever finds one on a page of somebody else has
    found a leak.
    """

    key: str
    name: str
    supplier: str
    secret: str

    @property
    def canaries(self) -> tuple[str, str, str]:
        """The words that nobody but this company, its reviewers and the secretariat may meet."""
        return self.supplier, self.secret, self.slug

    @property
    def slug(self) -> str:
        """How the supplier is written in the names of files."""
        return self.supplier.lower().replace(" ", "-")

    @property
    def submitter(self) -> str:
        """The address of the one who uploads."""
        return f"indiener@{self.key}.example"

    @property
    def contact(self) -> str:
        """The address of the one who answers for the company."""
        return f"contact@{self.key}.example"


MEMBERS = (
    Member("draad", "Voorbeeld Draad B.V.", "Zilvermeeuw Handel 01", "Kraaiennest Steel Works"),
    Member(
        "staal",
        "Fictief Staal Waterkant B.V.",
        "Roodborst Staalhandel 02",
        "Fonteinkruid Steelworks",
    ),
    Member(
        "aluminium",
        "Denkbeeldig Aluminium B.V.",
        "Kwartelkoning Import 03",
        "Vlasbekje Aluminium Smelter",
    ),
    Member(
        "profiel",
        "Proefmodel Aluprofiel B.V.",
        "Visarend Metaalhandel 04",
        "Duizendblad Aluminium Smelter",
    ),
    Member("zink", "Verzonnen Zink B.V.", "Waterhoen Handel 05", "Zonnedauw Zinc Smelter"),
    Member(
        "soldeer", "Voorbeeld Soldeer en Tin B.V.", "IJsvogel Trading 06", "Korenbloem Tin Smelting"
    ),
    Member("koper", "Bedacht Koper B.V.", "Grutto Supply 07", "Parnassia Copper Refinery"),
    Member(
        "kabel", "Fictief Kabelwerk B.V.", "Kievit Kabelhandel 08", "Moerasvaren Copper Smelter"
    ),
    Member(
        "schroot", "Verzonnen Schroot B.V.", "Scholekster Inkoop 09", "Heidestruik Metal Refining"
    ),
    Member(
        "recycling",
        "Voorbeeld Metaalrecycling B.V.",
        "Boerenzwaluw Handel 10",
        "Gagelstruik Lead Smelter",
    ),
    Member(
        "elektronica",
        "Denkbeeldige Elektronica B.V.",
        "Nachtzwaluw Components 11",
        "Kattenstaart Tantalum Refinery",
    ),
    Member(
        "printplaten",
        "Proefbank Printplaten B.V.",
        "Wielewaal Trading 12",
        "Struisgras Gold Refinery",
    ),
)

OTHERS: tuple[tuple[str, Kind], ...] = (
    (SECRETARIAT, Kind.SECRETARIAT),
    ("Branchevereniging Voorbeeldmetaal", Kind.ASSOCIATION),
    ("Stichting Fictief Mensenrecht", Kind.NGO),
    ("Stichting Denkbeeldig Milieu", Kind.NGO),
    ("Vakbond Voorbeeld", Kind.UNION),
    ("Vakcentrale Fictief", Kind.UNION),
    ("Ministerie van Voorbeeldzaken", Kind.GOVERNMENT),
    ("Ministerie van Verzonnen Handel", Kind.GOVERNMENT),
    ("Tininstituut Voorbeeld", Kind.SUPPORTER),
    ("Zinkgilde Fictief", Kind.SUPPORTER),
    ("Kring Denkbeeldige Recyclers", Kind.SUPPORTER),
    ("Expertbureau Voorbeeld", Kind.EXPERT),
    ("Kenniscentrum Verzonnen", Kind.EXPERT),
)


@dataclass(frozen=True, slots=True)
class Player:
    """A person of the demo, with one role on behalf of one organisation, from a day on."""

    email: str
    name: str
    role: Role
    organisation: str
    since: date = date(2025, 6, 16)
    language: str = "nl"


CHAIR = "voorzitter@overeenkomst.example"
ANNE = "anne@secretariaat.example"
BRAM = "bram@secretariaat.example"
REVIEWERS = (
    "fenna@beoordelaars.example",
    "gijs@beoordelaars.example",
    "hedda@beoordelaars.example",
)
# From this day Hedda advises a member, and may no longer decide on its papers.
CONFLICT_REVIEWER, CONFLICT_MEMBER, CONFLICT_SINCE = REVIEWERS[2], MEMBERS[11], date(2026, 2, 2)

_SUBMITTERS = (
    "Sanne Proefdraad", "Tim Fictiestaal", "Yara Denkelman", "Ruben Modelaar",
    "Lotte Verzinker", "Daan Soldeerman", "Iris Bedachter", "Joris Kabelaar",
    "Noor Verzonschot", "Stijn Kringloper", "Eva Denkbeeld", "Milan Proefbanker",
)  # fmt: skip
_CONTACTS = (
    "Wouter Voorbeeldsma", "Karin Fictieveld", "Piet Denkstra", "Marga Modelhuis",
    "Henk Verzinsel", "Trees Tinnegieter", "Otto Bedenksel", "Riet Kabeltouw",
    "Ger Schrootema", "Ans Kringelaar", "Bas Printema", "Toos Proefstra",
)  # fmt: skip
_PARTY_MEMBERS = (
    ("lid@branche.example", "Carla Branchema"),
    ("lid@mensenrecht.example", "Dewi Mensema"),
    ("lid@milieu.example", "Frits Groenema"),
    ("lid@vakbond.example", "Gonnie Bondsma"),
    ("lid@vakcentrale.example", "Harm Centraal"),
    ("lid@voorbeeldzaken.example", "Ineke Rijksma"),
    ("lid@verzonnenhandel.example", "Jaap Handelstra"),
)
_SUPPORTERS = (
    ("contact@tininstituut.example", "Kees Tinstra"),
    ("contact@zinkgilde.example", "Lia Gildema"),
    ("contact@kring.example", "Mees Kringstra"),
)
_EXPERTS = (
    ("expert@expertbureau.example", "Nel Kundig"),
    ("expert@kenniscentrum.example", "Olaf Weetal"),
)


def _players() -> Iterator[Player]:
    yield Player(ANNE, "Anne Regelaar", Role.SECRETARIAT, SECRETARIAT)
    yield Player(BRAM, "Bram Sluitstra", Role.SECRETARIAT, SECRETARIAT)
    names = ("Fenna Lezer", "Gijs Nakijker", "Hedda Keurder")
    for email, name in zip(REVIEWERS, names, strict=True):
        yield Player(email, name, Role.REVIEWER, SECRETARIAT)
    yield Player(
        CONFLICT_REVIEWER, names[2], Role.EXPERT, CONFLICT_MEMBER.name, since=CONFLICT_SINCE
    )
    yield Player(CHAIR, "Vera Voorzit", Role.CHAIR, SECRETARIAT)
    yield Player("beheer@techniek.example", "Zeno Knoppers", Role.ADMINISTRATOR, SECRETARIAT)
    for member, submitter, contact in zip(MEMBERS, _SUBMITTERS, _CONTACTS, strict=True):
        yield Player(member.submitter, submitter, Role.SUBMITTER, member.name)
        yield Player(member.contact, contact, Role.CONTACT, member.name)
        yield Player(member.contact, contact, Role.MEMBER, member.name)
    parties = [name for name, _kind in OTHERS[1:8]]
    for (email, name), party in zip(_PARTY_MEMBERS, parties, strict=True):
        yield Player(email, name, Role.MEMBER, party)
    yield Player("lid@branche.example", "Carla Branchema", Role.STEERING, parties[0])
    yield Player("lid@vakbond.example", "Gonnie Bondsma", Role.STEERING, parties[3])
    supporters = [name for name, kind in OTHERS if kind is Kind.SUPPORTER]
    for (email, name), supporter in zip(_SUPPORTERS, supporters, strict=True):
        yield Player(email, name, Role.SUPPORTER, supporter, language="en")
    experts = [name for name, kind in OTHERS if kind is Kind.EXPERT]
    for (email, name), expert in zip(_EXPERTS, experts, strict=True):
        yield Player(email, name, Role.EXPERT, expert)


PLAYERS = tuple(_players())


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody whom a visitor of the demo can be; ``shows`` is for translation."""

    email: str
    name: str
    role: Role
    organisation: str
    shows: str


_SHOWN: tuple[tuple[str, Role, str], ...] = (
    (MEMBERS[0].submitter, Role.SUBMITTER, N_("uploads papers and follows what became of them")),
    (MEMBERS[4].contact, Role.CONTACT, N_("plans measures for findings and shows what was done")),
    (MEMBERS[7].contact, Role.CONTACT, N_("answers a question that the secretariat asked")),
    (REVIEWERS[0], Role.REVIEWER, N_("decides on what was read, with the page beside it")),
    (REVIEWERS[1], Role.REVIEWER, N_("confirms, as the second reader")),
    (CONFLICT_REVIEWER, Role.REVIEWER, N_("has a conflict of interest with one company")),
    (ANNE, Role.SECRETARIAT, N_("assigns findings, communicates and closes them, makes reports")),
    (BRAM, Role.SECRETARIAT, N_("clears what a colleague wrote, so that four eyes saw it")),
    (CHAIR, Role.CHAIR, N_("reads what the parties are told")),
    ("lid@branche.example", Role.STEERING, N_("sits on the steering committee")),
    ("lid@mensenrecht.example", Role.MEMBER, N_("is a party, and sees no company's papers")),
    ("contact@tininstituut.example", Role.SUPPORTER, N_("supports, and sees what is published")),
    ("expert@expertbureau.example", Role.EXPERT, N_("is invited for one file at a time")),
    ("beheer@techniek.example", Role.ADMINISTRATOR, N_("manages accounts, and sees no content")),
)


def _personas() -> Iterator[Persona]:
    for email, role, shows in _SHOWN:
        player = next(p for p in PLAYERS if (p.email, p.role) == (email, role))
        yield Persona(email, player.name, role, player.organisation, shows)


PERSONAS = tuple(_personas())

CANARIES: dict[str, tuple[str, ...]] = {member.name: member.canaries for member in MEMBERS}
"""By company: the words that only its own papers hold."""
