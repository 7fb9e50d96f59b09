"""The values that reading a document yields: frozen, JSON-ready, each with the place it was read.

Boxes are in points, origin at the top left of the page as a reader sees it (crop box and
rotation applied). Offsets count Unicode code points in the text of a page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

Box = tuple[float, float, float, float]  # x0, top, x1, bottom


class Outcome(StrEnum):
    """How reading ended; every input gets exactly one."""

    READ = "read"
    PARTLY = "partly"
    REFUSED = "refused"


class Kind(StrEnum):
    """What sort of paper a document is."""

    CERTIFICATE = "certificate"
    AUDIT_REPORT = "audit_report"
    SMELTER_DECLARATION = "smelter_declaration"
    MILL_CERTIFICATE = "mill_certificate"
    DUE_DILIGENCE_REPORT = "due_diligence_report"
    CONTAINER = "container"
    OTHER = "other"


class Label(StrEnum):
    """What a mention names."""

    SMELTER = "SMELTER"
    COUNTRY = "COUNTRY"
    METAL = "METAL"
    SMELTER_ID = "SMELTER_ID"
    STANDARD = "STANDARD"


class Certainty(StrEnum):
    """How sure the reader is of a record, in words a reviewer knows."""

    CERTAIN = "certain"
    CHECK = "check"
    UNSURE = "unsure"


class Severity(StrEnum):
    """The four weights that audit findings are brought back to."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    OBSERVATION = "observation"


class Scheme(StrEnum):
    """Certification and assurance schemes by family."""

    ISO = "iso"
    SA8000 = "sa8000"
    SMETA = "smeta"
    RMAP = "rmap"
    LBMA = "lbma"
    RJC = "rjc"
    COPPER_MARK = "copper_mark"
    RESPONSIBLESTEEL = "responsiblesteel"
    ASI = "asi"
    IRMA = "irma"
    OTHER = "other"


class Word(NamedTuple):
    """One printed word: its text, its box, and its offsets in the page's text."""  # a tuple: many

    text: str
    box: Box
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page as a reader sees it. ``words`` is empty where the format has no geometry."""

    number: int  # from 1
    width: float  # points; 0 where the format has no geometry
    height: float
    text: str
    words: tuple[Word, ...] = ()
    has_ink: bool = False  # something is drawn on the page, be it text or a picture
    scanned: bool = False  # the text was read from a picture
    unclear: tuple[int, ...] = ()  # of a scanned page: the starts of words that were hard to read


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value was read: page, box, the words as printed, and the rule that read it."""

    page: int
    box: Box | None
    quote: str
    rule: str
    cell: str | None = None  # ``Smelter List!C7`` in a workbook


@dataclass(frozen=True, slots=True)
class Value:
    """One field: as printed, as normalised (None: unknown or ambiguous), and from where."""

    text: str
    value: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class About:
    """What a document says of itself: where it says its kind, and the two ends of its period."""

    kind: Source | None = None
    first: Value | None = None
    last: Value | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name on a page. ``start`` and ``end`` are offsets in that page's text."""

    label: Label
    text: str
    page: int
    start: int
    end: int
    box: Box | None
    rule: str


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One site of a register. ``key`` is the caller's own and comes back with a candidate."""

    key: str
    name: str
    identifiers: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    country: str | None = None  # ISO 3166-1 alpha-2
    metals: tuple[str, ...] = ()  # lower-case English names
    active: bool = True
    decided: tuple[str, ...] = ()  # those of the aliases that somebody's decision taught


@dataclass(frozen=True, slots=True)
class Register:
    """The sites that names are matched against; passed in, never fetched."""

    entries: tuple[RegisterEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A register entry that a name may stand for; ``score`` runs from 0 to 1."""

    key: str
    id: str | None  # its first identifier
    name: str
    country: str | None
    metal: str | None
    score: float
    reasons: tuple[str, ...] = ()  # codes of extraction.wording


@dataclass(frozen=True, slots=True)
class SmelterRecord:
    """One smelter and metal of a document. All values are the document's, never the register's."""

    smelter: Value
    country: Value | None
    metal: Value | None
    smelter_id: Value | None
    quote: str  # the sentence as printed, or the row's cells joined with `` | ``
    certainty: Certainty
    reasons: tuple[str, ...]  # codes of extraction.wording
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate's fields, each with its source. Dates are ISO 8601 in ``Value.value``."""

    scheme: Scheme
    standard: Value | None = None
    number: Value | None = None
    holder: Value | None = None
    country: Value | None = None
    sites: tuple[Value, ...] = ()
    scope: Value | None = None
    issuer: Value | None = None
    issued: Value | None = None
    expires: Value | None = None


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """A non-conformity or observation of an audit report."""

    clause: Value | None
    severity: Severity | None
    statement: str  # the finding's own words
    source: Source
    due: Value | None = None


@dataclass(frozen=True, slots=True)
class DeclaredField:
    """A field of a reporting template's company block."""

    name: str
    text: str
    cell: str
    personal: bool = False  # of a person: shown where the document is, kept nowhere else


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in a reporting template; ``topic`` says in one word what it is about."""

    question: str  # its number or letter in the template
    topic: str
    metal: str | None  # None for a question about the company
    text: str  # in English; empty where it was left open
    comment: str
    cell: str


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a reporting template says besides its list of smelters."""

    template: str  # CMRT, EMRT or AMRT
    version: str | None
    language: str | None  # ISO 639-1: the one in which it was shown
    metals: tuple[str, ...]  # those it asks about
    company: tuple[DeclaredField, ...]
    answers: tuple[Answer, ...]


class LintSeverity(StrEnum):
    """How much a remark on a template weighs."""

    ERROR = "error"  # it cannot be used so
    WARNING = "warning"  # it contradicts itself, or leaves out what is needed
    QUESTION = "question"  # odd, and perhaps right


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to mend or to explain in a reporting template."""

    rule: str  # of extraction.lint.words
    severity: LintSeverity
    cell: str | None
    values: tuple[str, ...] = ()  # what its words name


@dataclass(frozen=True, slots=True)
class Warning:
    """Something a person should know of the reading; ``code`` is one of extraction.wording."""

    code: str
    page: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing was read; ``code`` is one of extraction.wording."""

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A document inside a mail or archive, unopened. ``name`` is text to show, never a path."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read of one document."""

    sha256: str
    extractor: str
    outcome: Outcome
    kind: Kind = Kind.OTHER
    language: str | None = None  # ISO 639-1
    declarant: Value | None = None
    about: About = About()
    pages: Sequence[Page] = ()
    page_count: int = 0
    seconds: float = 0.0
    error: Refusal | None = None
    warnings: tuple[Warning, ...] = ()
    mentions: Sequence[Mention] = ()
    records: Sequence[SmelterRecord] = ()
    certificates: tuple[Certificate, ...] = ()
    findings: tuple[AuditFinding, ...] = ()
    declaration: Declaration | None = None
    lint: tuple[Remark, ...] = ()
    parts: tuple[Part, ...] = ()  # of a container, in order; for the caller to read one by one
