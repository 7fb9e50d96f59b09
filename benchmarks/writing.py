"""Invented papers with their versions, pages, items, decisions and events, as rows in bulk."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from benchmarks.bulk import Bulk
from benchmarks.casting import REVIEWERS, Cast, Place
from workflows.states import (
    DocumentState,
    ItemAction,
    ItemKind,
    ItemState,
    JobState,
    RejectReason,
)

_TITLES = ("opgave smelters", "CMRT", "verklaring herkomst", "lijst leverancier", "declaration")
_STATEMENTS = (
    "No list of the emergency exits was kept.",
    "The register of grievances was not shown to the auditor.",
    "Overtime was not recorded for the night shift.",
)
_ROWS_A_PAGE = 25
_WORDS = ("Tin", "Merapi", "Kelana", "Tin", "Works", "Indonesia", "XID000101", "2026")


@dataclass
class Paper:
    """A document that is being written down."""

    id: int
    public_id: str
    version: int
    company: int
    readers: tuple[int, int]
    kind: ItemKind


def document(
    bulk: Bulk, cast: Cast, number: int, age: float, count: int, first_reader: int
) -> None:
    """A paper with its items; ``age`` goes from 0, the oldest, to 1: older ones are done with."""
    random = bulk.random
    company = random.choice(cast.companies)
    state = _state(random.random(), age, count)
    readers = (
        cast.reviewers[first_reader],
        cast.reviewers[(first_reader + 1 + number // REVIEWERS) % REVIEWERS],
    )
    if readers[0] == readers[1]:
        readers = (readers[0], cast.reviewers[(first_reader + 1) % REVIEWERS])
    kind = (
        ItemKind.SMELTER
        if count > 12
        else random.choice((ItemKind.CERTIFICATE, ItemKind.AUDIT_FINDING, ItemKind.SMELTER))
    )
    document, public_id = _received(bulk, cast, number, company, state)
    version = _version(bulk, cast, document, number, company, state, kind, count)
    bulk.log("document", public_id, "receive", organisation=company, target="received")
    for reader in readers:
        bulk.add("assignment", document_id=document, person_id=reader, assigned_at=bulk.at)
    paper = Paper(document, public_id, version, company, readers, kind)
    _walk(bulk, paper, state)
    if state not in (DocumentState.TO_REVIEW, DocumentState.IN_REVIEW, DocumentState.REVIEWED):
        return
    for position in range(1, count + 1):
        _item(bulk, cast, paper, position, state)
    if state is not DocumentState.TO_REVIEW:
        said = {"source": "to_review", "target": "in_review"}
        bulk.log("document", public_id, "begin", by=readers[0], organisation=company, **said)
    if state is DocumentState.REVIEWED:
        said = {"source": "in_review", "target": "reviewed"}
        bulk.log("document", public_id, "finish", by=readers[0], organisation=company, **said)


def _state(draw: float, age: float, count: int) -> DocumentState:
    if not count:  # not read, or nothing was found in it
        if draw < 0.4:
            return DocumentState.REFUSED
        if draw < 0.5:
            return DocumentState.RECEIVED if age > 0.9 else DocumentState.WITHDRAWN
        return DocumentState.TO_REVIEW if age > 0.8 else DocumentState.REVIEWED
    if age < 0.65 or draw < 0.1:
        return DocumentState.REVIEWED
    return DocumentState.IN_REVIEW if draw < 0.5 else DocumentState.TO_REVIEW


def _received(
    bulk: Bulk, cast: Cast, number: int, company: int, state: DocumentState
) -> tuple[int, str]:
    public_id = bulk.public_id()
    title = f"{_TITLES[number % len(_TITLES)]} {2024 + number % 3} nr {number}.pdf"
    document = bulk.add(
        "document",
        public_id=public_id,
        organisation_id=company,
        supplier_id=bulk.random.choice(cast.suppliers[company]),
        title=title,
        state=state,
        version=3,
        received_at=bulk.at,
        period_from=None,
        period_to=None,
    )
    return document, public_id


def _version(
    bulk: Bulk,
    cast: Cast,
    document: int,
    number: int,
    company: int,
    state: DocumentState,
    kind: ItemKind,
    count: int,
) -> int:
    upload = bulk.add(
        "upload",
        public_id=bulk.public_id(),
        organisation_id=company,
        uploaded_by_id=cast.submitters[company],
        blob=named(cast.shelves[company][1], bytes_of(number)),
        size=len(bytes_of(number)),
        filename=f"paper-{number}.pdf",
        uploaded_at=bulk.at,
    )
    kinds = {ItemKind.CERTIFICATE: "certificate", ItemKind.AUDIT_FINDING: "audit_report"}
    read = state not in (DocumentState.RECEIVED, DocumentState.REFUSED)
    pages = max(1, -(-count // _ROWS_A_PAGE))
    version = bulk.add(
        "document_version",
        document_id=document,
        upload_id=upload,
        part="",
        number=1,
        extractor="1.0.0" if read else None,
        model="shipped" if read else None,
        outcome="read" if read else None,
        error="needs_password" if state is DocumentState.REFUSED else None,
        error_detail="",
        kind=kinds.get(kind, "smelter_declaration") if read else None,
        language="en" if read else None,
        page_count=pages if read else 0,
        seconds=0.4,
        warnings=[],
        declaration=None,
        remarks=None,
        read_at=bulk.at if read else None,
    )
    waits = state is DocumentState.RECEIVED
    bulk.add(
        "job",
        task="read",
        subject_id=version,
        state=JobState.QUEUED if waits else JobState.DONE,
        priority=0,
        attempts=0 if waits else 1,
        run_after=bulk.at,
        lease_owner=None,
        lease_until=None,
        pages_done=0 if waits else pages,
        pages_total=0 if waits else pages,
        error=None,
        created_at=bulk.at,
        finished_at=None if waits else bulk.at,
    )
    if read:
        picture = named(cast.shelves[company][1], PICTURE)
        for page in range(1, pages + 1):
            bulk.add("document_page", version_id=version, number=page, picture=picture, **_PAGE)
    return version


PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63600000"
    "00020001e221bc330000000049454e44ae426082"
)
"""One grey point as PNG: what a page looks like is not measured."""


def bytes_of(number: int) -> bytes:
    """The bytes of a paper, no two alike."""
    return b"%%PDF-1.4 invented paper %d" % number


def named(key: str, data: bytes) -> str:
    """The name in the store that these bytes have under an organisation's key."""
    return hmac.new(bytes.fromhex(key), data, hashlib.sha256).hexdigest()


def _page() -> dict[str, Any]:
    """A page of a table: eight words a row, each with its place."""
    text, words = "", []
    for row in range(_ROWS_A_PAGE + 4):
        for column, word in enumerate(
            ["Tin", "Merapi", "Kelana", "Tin", "Works", "Indonesia", "XID000101", "2026"]
        ):
            left, top = 60.0 + 60 * column, 70.0 + 25 * row
            words.append([left, top, left + 50, top + 11, len(text), len(text) + len(word)])
            text += word + " "
        text = text[:-1] + "\n"
    return {"width": 595.0, "height": 842.0, "text": text, "words": words}


_PAGE = _page()


def _walk(bulk: Bulk, paper: Paper, state: DocumentState) -> None:
    """What the system and the company did with the paper before anybody read it."""
    deeds = {
        DocumentState.REFUSED: ("refuse", "refused"),
        DocumentState.WITHDRAWN: ("withdraw", "withdrawn"),
    }
    if state is DocumentState.RECEIVED:
        return
    action, target = deeds.get(state, ("record", "to_review"))
    said = {"source": "received", "target": target}
    bulk.log("document", paper.public_id, action, organisation=paper.company, after=5, **said)


def _item(bulk: Bulk, cast: Cast, paper: Paper, position: int, state: DocumentState) -> None:
    random = bulk.random
    page = (position - 1) // _ROWS_A_PAGE + 1
    top = 95.0 + 25 * ((position - 1) % _ROWS_A_PAGE)
    place = random.choice(cast.places)
    public_id = bulk.public_id()
    stands = _verdict(random.random(), state)
    proposed = stands is ItemState.SECOND
    values = _values(paper.kind, place, position, bulk.at.date())
    quote = " | ".join(text for _name, text in values)
    item = bulk.add(
        "item",
        public_id=public_id,
        document_id=paper.id,
        version_id=paper.version,
        kind=paper.kind,
        position=position,
        state=stands,
        version=2,
        page=page,
        quote=quote,
        certainty=random.choice(("certain", "certain", "check", "unsure")),
        reasons=["same_row"],
        origin="read",
        site_id=place.id
        if paper.kind is ItemKind.SMELTER and (proposed or stands is ItemState.APPROVED)
        else None,
        proposed=ItemAction.APPROVE if proposed else None,
        proposed_by_id=paper.readers[position % 2] if proposed else None,
        second_reason="sample" if proposed else None,
    )
    for column, (name, text) in enumerate(values):
        left = 120.0 + 110 * column
        bulk.add(
            "item_field",
            item_id=item,
            name=name,
            text=text,
            value=text,
            corrected=None,
            page=page,
            box=[left, top, left + 100, top + 11],
            quote=quote,
            rule="table",
            cell=None,
        )
    if paper.kind is ItemKind.SMELTER:
        for rank, site in enumerate((place, random.choice(cast.places))[: 1 + position % 2], 1):
            match = {"rank": rank, "score": 0.97 / rank, "reasons": ["exact_name"]}
            bulk.add("item_candidate", item_id=item, site_id=site.id, **match)
    said = {"organisation": paper.company, "after": 0.002}
    bulk.log("item", public_id, "read", target="open", **said)
    if stands is not ItemState.OPEN:
        _decision(bulk, paper, item, public_id, stands, position)
    if stands is ItemState.APPROVED and random.random() < 0.02:
        cast.approved.append((item, public_id, paper.id, paper.company, place))


def _values(kind: ItemKind, place: Place, position: int, day: date) -> list[tuple[str, str]]:
    if kind is ItemKind.SMELTER:
        return [
            ("smelter", place.name),
            ("country", place.country),
            ("metal", place.metal),
            ("smelter_id", place.identifier),
        ]
    if kind is ItemKind.CERTIFICATE:
        expires = (day + timedelta(days=700)).isoformat()
        return [
            ("standard", "ISO 14001:2015"),
            ("number", f"VB-{place.id}-{position}"),
            ("holder", place.name),
            ("expires", expires),
        ]
    return [("statement", _STATEMENTS[position % 3]), ("clause", "7.2"), ("severity", "major")]


def _verdict(draw: float, state: DocumentState) -> ItemState:
    if state is DocumentState.REVIEWED:
        return ItemState.APPROVED if draw < 0.88 else ItemState.REJECTED
    if state is DocumentState.TO_REVIEW or draw < 0.4:
        return ItemState.OPEN
    if draw < 0.9:
        return ItemState.APPROVED if draw < 0.75 else ItemState.SECOND
    return ItemState.REJECTED if draw < 0.97 else ItemState.DOUBT


def _decision(
    bulk: Bulk, paper: Paper, item: int, public_id: str, stands: ItemState, position: int
) -> None:
    actions = {ItemState.REJECTED: ItemAction.REJECT, ItemState.DOUBT: ItemAction.DOUBT}
    action = actions.get(stands, ItemAction.APPROVE)
    reader = paper.readers[position % 2]
    rejected = stands is ItemState.REJECTED
    bulk.add(
        "decision",
        item_id=item,
        person_id=reader,
        at=bulk.at,
        action=action,
        reason=RejectReason.NOT_A_SMELTER if rejected else None,
        note="",
        before={"state": "open", "site_id": None, "proposed": None, "proposed_by_id": None},
        seen={"quote": "", "values": {}, "box": None, "site": None, "edition": None},
        undone_at=None,
    )
    said = {"source": "open", "target": stands.value}
    bulk.log(
        "item",
        public_id,
        action.value,
        by=reader,
        organisation=paper.company,
        after=0.5,
        **said,
    )
