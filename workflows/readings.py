"""What reading yields, written down: pages, mentions, items with fields and candidates."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from extraction.records import (
    AuditFinding,
    Candidate,
    Certificate,
    Extraction,
    Kind,
    Outcome,
    Page,
    SmelterRecord,
    Source,
    Value,
)
from workflows import (
    answering,
    assigning,
    carrying,
    clock,
    declarations,
    documents,
    events,
    facts,
    grouping,
    likenesses,
    reader_models,
    register,
    search_index,
)
from workflows.models import (
    Document,
    DocumentPage,
    DocumentVersion,
    Item,
    ItemCandidate,
    ItemField,
    ItemPlace,
    Mention,
    Site,
)
from workflows.states import DocumentAction, DocumentState, ItemKind
from workflows.transitions import ITEMS
from workflows.verdicts import CERTIFICATE_FIELDS

_PAGES_AT_ONCE = 100  # thousands of pages would not fit in memory as rows


def record(
    session: Session,
    version: DocumentVersion,
    reading: Extraction,
    pictures: Mapping[int, str],
    *,
    model: str = reader_models.SHIPPED,
) -> None:
    """Write down a reading of a version, once, and move its document on.

    ``pictures`` maps a page number to the stored name of its picture; ``model`` names the network
    that read it. A second call for the same version (a job done twice) changes nothing.
    """
    document = version.document
    if document.state is not DocumentState.RECEIVED or version is not documents.current(document):
        return
    version.model = model
    _describe(session, version, reading)
    if reading.outcome is Outcome.REFUSED:
        documents.act(session, document, DocumentAction.REFUSE, None, note=version.error or "")
        return
    for first in range(0, len(reading.pages), _PAGES_AT_ONCE):
        part = reading.pages[first : first + _PAGES_AT_ONCE]
        session.execute(insert(DocumentPage), [_page(version, page, pictures) for page in part])
    pages = select(DocumentPage.id).where(DocumentPage.version_id == version.id)
    search_index.touch(session, search_index.Kind.PAGE, session.scalars(pages))
    likenesses.compare(session, version, (page.text for page in reading.pages))
    session.add_all(_mentions(version, reading))
    _items(session, document, version, reading)
    action = _next(reading)
    if carrying.carry(session, document, version) and action is DocumentAction.RECORD:
        action = DocumentAction.KEEP
    documents.act(session, document, action, None)
    assigning.suit(session, document)


def _next(reading: Extraction) -> DocumentAction:
    """What becomes of a document that was read."""
    if reading.kind is Kind.CONTAINER and not reading.pages:  # an archive has no words of its own
        return DocumentAction.UNPACK
    found = reading.records or reading.certificates or reading.findings
    whole = reading.outcome is Outcome.READ
    # EN 10204: it proves a heat and who made it, and says nothing of due diligence.
    if reading.kind is Kind.MILL_CERTIFICATE and whole and not found:
        return DocumentAction.PARK
    return DocumentAction.RECORD


def _page(version: DocumentVersion, page: Page, pictures: Mapping[int, str]) -> dict[str, object]:
    return {
        "version_id": version.id,
        "number": page.number,
        "width": page.width,
        "height": page.height,
        "text": page.text,
        "words": [[*word.box, word.start, word.end] for word in page.words],
        "picture": pictures.get(page.number),
    }


def _describe(session: Session, version: DocumentVersion, reading: Extraction) -> None:
    version.extractor = reading.extractor
    version.outcome = reading.outcome.value
    version.kind = reading.kind.value
    version.language = reading.language
    version.page_count = reading.page_count
    version.seconds = reading.seconds
    version.warnings = [
        {"code": w.code, "page": w.page, "detail": w.detail} for w in reading.warnings
    ]
    declarations.write(version, reading)
    version.read_at = clock.now(session)
    # A second try forgets why the first one was refused.
    version.error = reading.error.code if reading.error is not None else None
    version.error_detail = reading.error.detail if reading.error is not None else ""
    if reading.outcome is not Outcome.REFUSED:
        facts.fill_in(session, version, reading)
    session.flush()


def _mentions(version: DocumentVersion, reading: Extraction) -> Iterator[Mention]:
    for m in reading.mentions:
        yield Mention(
            version_id=version.id,
            label=m.label.value,
            text=m.text,
            page=m.page,
            start=m.start,
            end=m.end,
            box=list(m.box) if m.box else None,
            rule=m.rule,
        )


def _items(
    session: Session, document: Document, version: DocumentVersion, reading: Extraction
) -> None:
    keys = {c.key for r in reading.records for c in r.candidates}
    # Another member's own site is never offered, whatever the reader was given.
    sites = {
        key: site
        for key, site in register.by_public_ids(session, keys).items()
        if site.organisation_id in (None, document.organisation_id)
    }
    items = [
        *(_smelter(version, group, sites) for group in grouping.grouped(reading.records)),
        *(_certificate(version, c) for c in reading.certificates if _says_something(c)),
        *(_audit_finding(version, f) for f in reading.findings),
    ]
    if len({item.kind for item in items}) > 1:
        # What is read of one kind is in order; several kinds are put together by where they stand.
        items.sort(key=_stands)
    for position, item in enumerate(items, start=1):
        item.position = position
        item.asked = document.review_first == answering.MEMBER
        session.add(item)
    session.flush()
    for item in items:
        events.append(
            session,
            None,
            "item",
            item.public_id,
            "read",
            organisation_id=document.organisation_id,
            target=ITEMS.initial,
        )


def _stands(item: Item) -> tuple[int, float]:
    """The page of an item, and how far down its first field stands, in points."""
    edges = [field.box[1] for field in item.fields if field.box and field.page == item.page]
    return item.page or 0, min((float(str(edge)) for edge in edges), default=0.0)


def _smelter(
    version: DocumentVersion, group: Sequence[SmelterRecord], sites: Mapping[str, Site]
) -> Item:
    """One item of the records that say the same: the first of them, and where the others stand."""
    first = group[0]
    item = _item(
        version,
        ItemKind.SMELTER,
        first.smelter.source,
        (
            ("smelter", first.smelter),
            ("country", first.country),
            ("metal", first.metal),
            ("smelter_id", first.smelter_id),
        ),
        quote=first.quote,
        certainty=first.certainty.value,
        reasons=first.reasons,
        linked=candidates(first.candidates, sites),
    )
    item.places = [_place(record) for record in group[1:]]
    return item


def _place(record: SmelterRecord) -> ItemPlace:
    source = record.smelter.source
    return ItemPlace(
        text=record.smelter.text,
        page=source.page,
        box=list(source.box) if source.box else None,
        quote=record.quote or source.quote,
        cell=source.cell,
    )


def _item(
    version: DocumentVersion,
    kind: ItemKind,
    source: Source,
    fields: Iterable[tuple[str, Value | None]],
    *,
    quote: str = "",
    certainty: str = "check",
    reasons: Iterable[str] = (),
    linked: Iterable[ItemCandidate] = (),
) -> Item:
    item = Item(
        document_id=version.document_id,
        version_id=version.id,
        kind=kind,
        position=0,
        state=ITEMS.initial,
        page=source.page,
        quote=quote or source.quote,
        certainty=certainty,
        reasons=list(reasons),
        origin="read",
    )
    item.fields = [_field(name, value) for name, value in fields if value is not None]
    item.candidates = list(linked)
    return item


def _field(name: str, value: Value) -> ItemField:
    source = value.source
    return ItemField(
        name=name,
        text=value.text,
        value=value.value,
        page=source.page,
        box=list(source.box) if source.box else None,
        quote=source.quote,
        rule=source.rule,
        cell=source.cell,
    )


def candidates(found: Iterable[Candidate], sites: Mapping[str, Site]) -> Iterator[ItemCandidate]:
    """Register entries that a name may stand for as rows, best first; unknown ones left out."""
    known = (candidate for candidate in found if candidate.key in sites)
    for rank, candidate in enumerate(known, start=1):
        yield ItemCandidate(
            site_id=sites[candidate.key].id,
            rank=rank,
            score=candidate.score,
            reasons=list(candidate.reasons),
        )


def _says_something(certificate: Certificate) -> bool:
    return any(getattr(certificate, name) is not None for name in CERTIFICATE_FIELDS)


def _certificate(version: DocumentVersion, certificate: Certificate) -> Item:
    values = [(name, getattr(certificate, name)) for name in CERTIFICATE_FIELDS]
    first = next(value for _name, value in values if value is not None)
    scheme = Value(certificate.scheme.value, certificate.scheme.value, first.source)
    fields = [("scheme", scheme), *values, *(("site", site) for site in certificate.sites)]
    return _item(version, ItemKind.CERTIFICATE, first.source, fields)


def _audit_finding(version: DocumentVersion, finding: AuditFinding) -> Item:
    severity = finding.severity.value if finding.severity else None
    fields = (
        ("statement", Value(finding.statement, finding.statement, finding.source)),
        ("clause", finding.clause),
        ("severity", Value(severity, severity, finding.source) if severity else None),
        ("due", finding.due),
    )
    return _item(version, ItemKind.AUDIT_FINDING, finding.source, fields)
