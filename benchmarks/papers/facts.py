"""What a generated paper says: the truth of a certificate and of a finding, drawn by chance."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre"
    " dicembre",
}
LAND = {  # code, and how the language of the paper prints it
    "en": (("GB", "United Kingdom"), ("ID", "Indonesia"), ("MY", "Malaysia"), ("IN", "India")),
    "nl": (("NL", "Nederland"), ("BE", "België"), ("NL", "The Netherlands")),
    "de": (("DE", "Deutschland"), ("AT", "Österreich"), ("DE", "Germany")),
    "fr": (("FR", "France"), ("BE", "Belgique"), ("MA", "Maroc")),
    "es": (("ES", "España"), ("BO", "Bolivia"), ("PE", "Perú")),
    "it": (("IT", "Italia"), ("IT", "Italy")),
}
NORMS = ("ISO 14001:2015", "ISO 45001:2018", "ISO 9001:2015", "ISO 50001:2018", "SA8000:2014")


@dataclass(frozen=True)
class Certificate:
    """The truth of one certificate; None where the paper does not print it. Dates are ISO 8601."""

    scheme: str
    standard: str
    number: str | None
    holder: str
    country: str | None
    issuer: str | None
    issued: str | None
    expires: str | None
    scope: str | None = None
    sites: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """The truth of one finding."""

    clause: str
    severity: str
    statement: str
    due: str | None = None


@dataclass(frozen=True)
class Paper:
    """A file, what it is and what should be read of it."""

    name: str
    data: bytes
    kind: str
    certificates: tuple[Certificate, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Names:
    """The names that one half may use, by language where they differ by it."""

    stems: tuple[str, ...]
    trades: dict[str, tuple[str, ...]]
    forms: dict[str, tuple[str, ...]]
    towns: tuple[str, ...]
    streets: dict[str, tuple[str, ...]]
    bodies: dict[str, tuple[str, ...]]
    scopes: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Drawn:
    """All that a layout may print of one certificate, before it decides what to leave out."""

    language: str
    holder: str
    street: str
    town: str
    country: str
    land: str
    standard: str
    number: str
    issuer: str
    scope: str
    issued: date
    expires: date
    first: date
    sites: tuple[str, ...] = ()
    style: int = 0  # of its dates
    random: Random = field(default_factory=Random)

    def day(self, when: date) -> str:
        """A date in this paper's style."""
        return printed(when, self.language, self.style)

    @property
    def address(self) -> str:
        """Street, town and country on one line."""
        return f"{self.street}, {self.town}, {self.land}"


def printed(when: date, language: str, style: int) -> str:
    """A date as papers of the language print it; style 0 to 3 can be told by every reader."""
    month = MONTHS[language].split()[when.month - 1]
    if style == 1:
        return when.isoformat()
    if style == 2:
        return when.strftime("%d.%m.%Y")
    if style == 3:
        return (
            f"{when.day:02d}-{month[:3].strip('.')}-{when.year}"
            if language == "en"
            else (when.strftime("%d.%m.%Y"))
        )
    return {
        "en": f"{month} {when.day}, {when.year}"
        if when.day % 2
        else f"{when.day} {month} {when.year}",
        "es": f"{when.day} de {month} de {when.year}",
        "de": f"{when.day}. {month} {when.year}",
        "fr": f"{when.day}{'er' if when.day == 1 else ''} {month} {when.year}",
    }.get(language, f"{when.day} {month} {when.year}")


def draw(names: Names, language: str, random: Random) -> Drawn:
    """The facts of one paper."""
    code, land = random.choice(LAND[language])
    issued = date(2022, 1, 1) + timedelta(days=random.randrange(1300))
    years = 3 if random.random() < 0.8 else 1
    expires = issued.replace(day=min(issued.day, 28), year=issued.year + years) - timedelta(days=1)
    return Drawn(
        language=language,
        holder=_company(names, language, random),
        street=_street(names, language, random),
        town=random.choice(names.towns),
        country=code,
        land=land,
        standard=random.choice(NORMS),
        number=_number(random),
        issuer=random.choice(names.bodies[language]),
        scope=random.choice(names.scopes[language]),
        issued=issued,
        expires=expires,
        first=issued.replace(day=min(issued.day, 28), year=issued.year - 6),
        sites=tuple(
            f"{_street(names, language, random)}, {town}" for town in random.sample(names.towns, 3)
        ),
        style=random.randrange(4),
        random=random,
    )


def _company(names: Names, language: str, random: Random) -> str:
    stem, trade = random.choice(names.stems), random.choice(names.trades[language])
    form = random.choice(names.forms[language])
    shape = random.random()
    if shape < 0.15:
        return f"{stem.upper()} {trade.upper()} {form.upper()}"
    if shape < 0.3:
        return f"{stem} & {random.choice(names.stems)} {trade} {form}"
    if shape < 0.4:
        return f"{stem} {trade} ({random.choice(names.towns)}) {form}"
    if shape < 0.5 and language in ("de", "en"):
        return f"{stem}, {random.choice(names.stems)} {trade} {form}"
    return f"{stem} {trade} {form}"


def _street(names: Names, language: str, random: Random) -> str:
    street, number = random.choice(names.streets[language]), random.randrange(1, 190)
    return f"{number} {street}" if language in ("en", "fr") else f"{street} {number}"


def _number(random: Random) -> str:
    figures = f"{random.randrange(10**6):06d}"
    return random.choice(
        (
            figures,
            f"EMS {figures}",
            f"{figures[:2]} {figures[2:5]} {random.randrange(1000, 9999)}",
            f"{figures[:2]}-{figures}",
            f"VB/{figures[:4]}/{random.randrange(20, 26)}",
            f"C{figures}-{random.randrange(1, 9)}",
            f"IT{figures}/UK",
            f"{random.randrange(10**9, 10**10)}",
        )
    )
