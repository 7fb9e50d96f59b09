"""What is made of a document's pages, a stretch at a time; and, at its end, of all together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extraction import (
    about,
    audits,
    certificates,
    classify,
    declarants,
    known_names,
    language,
    legibility,
    matching,
    pairing,
    readers,
)
from extraction.entities import pipeline as entities
from extraction.pairing import lists
from extraction.pairing.drafts import Draft
from extraction.readers.tables import Table
from extraction.readers.workbook import Sheet
from extraction.records import (
    About,
    AuditFinding,
    Box,
    Certificate,
    Declaration,
    Extraction,
    Kind,
    Mention,
    Outcome,
    Page,
    Part,
    Register,
    Remark,
    Value,
    Warning,
)


@dataclass(frozen=True, slots=True)
class Head:
    """What a document says of itself at its beginning, and holds for all of it."""

    kind: Kind
    language: str | None
    declarant: Value | None
    about: About


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a stretch has told that is made sense of only at the end, with that of the others."""

    drafts: tuple[Draft, ...] = ()
    short_names: tuple[tuple[str, str], ...] = ()
    unclear: tuple[tuple[int, tuple[Box, ...]], ...] = ()
    warnings: tuple[Warning, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    findings: tuple[AuditFinding, ...] = ()


@dataclass(slots=True)
class Reading:
    """What a document has told so far; made sense of by stretches, so that memory stays flat.

    ``on_head`` hears what the document is as soon as its first stretch is read. ``course_before``
    waits for where pairing stood at the end of the stretch before, which another reader may hold.
    """

    register: Register | None = None
    index: matching.Index | None = None
    model: Path | None = None
    kind: Kind | None = None  # until the first stretch is read
    language: str | None = None
    declarant: Value | None = None
    about: About = About()
    course: pairing.Course = field(default_factory=pairing.Course)
    drafts: list[Draft] = field(default_factory=list)
    short_names: dict[str, str] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)
    unclear: dict[int, tuple[Box, ...]] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    certificates: list[Certificate] = field(default_factory=list)
    findings: list[AuditFinding] = field(default_factory=list)
    declaration: Declaration | None = None
    lint: tuple[Remark, ...] = ()
    on_head: Callable[[Head], None] | None = None
    course_before: Callable[[], pairing.Course] | None = None

    def gathered(self) -> Gathered:
        """What must wait for the end, but the mentions, of which nothing more is asked."""
        return Gathered(
            tuple(self.drafts),
            tuple(self.short_names.items()),
            tuple(self.unclear.items()),
            tuple(self.warnings),
            tuple(self.certificates),
            tuple(self.findings),
        )

    def add(self, gathered: Gathered) -> None:
        """Take in what another reader gathered from the next stretch."""
        self.drafts += gathered.drafts
        self.short_names |= dict(gathered.short_names)
        self.unclear |= dict(gathered.unclear)
        self.warnings += gathered.warnings
        self.certificates += gathered.certificates
        self.findings += gathered.findings


def make_of(
    reading: Reading,
    pages: Sequence[Page],
    sheets: Mapping[int, Sheet],
    tables: Mapping[int, tuple[Table, ...]],
) -> None:
    """Make sense of the next stretch of a document, and add it to what was read."""
    if reading.kind is None:
        _begin(reading, pages, tables)
    elif reading.kind is Kind.CONTAINER:
        reading.language = language.of_pages(pages)
    reading.unclear |= legibility.unclear_words(pages)
    mentions = entities.find(pages, language=reading.language, model=reading.model)
    if reading.register is not None:
        mentions = known_names.add(pages, mentions, reading.register)
    if reading.kind not in pairing.WITHOUT_SMELTERS:
        listed, mentions, left = lists.read(pages, sheets, mentions)
        if reading.course_before is not None:
            reading.course = reading.course_before()
        drafts, reading.course = pairing.drafted(left, tables, mentions, reading.course)
        reading.drafts += [*listed, *drafts]
        reading.short_names |= pairing.short_names(pages, mentions)
    reading.mentions += mentions
    if reading.kind is Kind.CERTIFICATE:
        reading.certificates += certificates.read(pages, tables)
        reading.warnings += certificates.ended(pages)
    if reading.kind is Kind.AUDIT_REPORT:
        reading.findings += audits.read(pages, tables)


def _begin(
    reading: Reading, pages: Sequence[Page], tables: Mapping[int, tuple[Table, ...]]
) -> None:
    """A document says at its beginning what it is."""
    reading.language = language.of_pages(pages)
    reading.kind = classify.of_pages(pages)
    if reading.kind is Kind.OTHER and certificates.tells(pages, tables):
        reading.kind = Kind.CERTIFICATE
    reading.declarant = declarants.read(pages, reading.kind)
    reading.about = about.read(pages, reading.kind)
    if reading.on_head is not None:
        reading.on_head(Head(reading.kind, reading.language, reading.declarant, reading.about))


def concluded(reading: Reading) -> Extraction:
    """All that a document says, but how many pages it has, by whom it was read and in what time."""
    certs = tuple(reading.certificates)
    records = pairing.concluded(reading.drafts, reading.short_names, register=reading.index)
    warnings = (*reading.warnings, *certificates.doubts(certs))
    partly = any(warning.code in readers.PARTLY for warning in warnings)
    return Extraction(
        sha256="",
        extractor="",
        outcome=Outcome.PARTLY if partly else Outcome.READ,
        kind=reading.kind or Kind.OTHER,
        language=reading.language,
        declarant=reading.declarant,
        about=reading.about,
        pages=tuple(reading.pages),
        warnings=warnings,
        mentions=tuple(reading.mentions),
        records=legibility.doubted(records, reading.unclear),
        certificates=certs,
        findings=tuple(reading.findings),
        declaration=reading.declaration,
        lint=reading.lint,
        parts=tuple(reading.parts),
    )
