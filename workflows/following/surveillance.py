"""A certificate of three years asks for audits in between; the day of one passed without any."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from extraction.records import Kind, Scheme
from workflows import clock, subjects
from workflows.following import certificates, ground
from workflows.following.ground import Approved
from workflows.following.looks import Look, Seen, Wanted
from workflows.models import Document, DocumentVersion
from workflows.states import DocumentState, ItemKind

RULE = "surveillance_due"
GRACE = timedelta(days=30)  # an audit takes place about its day, and its report takes weeks
CYCLE = timedelta(days=900), timedelta(days=1200)  # about three years, as certificates print it
MONTHS: Mapping[str, int] = {
    Scheme.ISO: 12,  # ISO/IEC 17021-1, 9.1.3.3: at least once a calendar year
    Scheme.SA8000: 6,  # twice a year, as its certifiers say
    Scheme.RESPONSIBLESTEEL: 18,  # half way: responsiblesteel.org/certification
    Scheme.ASI: 18,  # half way: aluminium-stewardship.org, how to become certified
}
"""Months between two audits, by scheme; other schemes ask for none, or do not print a cycle."""
_FIELDS = ("standard", "scheme", "number", "holder", "issued", "expires")


def look(session: Session, day: date) -> Seen:
    """The certificates of which the last audit in between is missing on ``day``.

    Where nobody said from which supplier a certificate comes, no audit can be held against it.
    """
    found = ground.approved(
        session, ItemKind.CERTIFICATE, _FIELDS, which=Document.supplier_id.is_not(None)
    )
    asked = [
        (item, due)
        for item, last in certificates.newest(found)
        if (due := _missed(item, last, day)) is not None
    ]
    audits = _audits(session, {item.supplier_id or 0 for item, _due in asked})
    without = [
        (item, due)
        for item, due in asked
        if audits.get(item.supplier_id or 0, date.min) < due - _early(item)
    ]
    there = ground.known(session, (RULE,), {_subject(item) for item, _due in without})
    looks = []
    for item, due in without:
        facts = {
            "standard": certificates.standard(item),
            "number": item.said("number"),
            "due": due.isoformat(),
        }
        about = there.get((item.organisation_id, _subject(item)), ())
        wanted = ground.wanted(
            about,
            item,
            RULE,
            _subject(item),
            {**facts, "holder": item.said("holder")},
            since=datetime.combine(due, time.min, clock.ZONE),
        )
        if wanted is not None:
            looks.append((f"{_subject(item)}:{due}", due, facts, wanted))
    return Seen(_gathered(looks))


def _gathered(found: Iterable[tuple[str, date, dict[str, str], Wanted]]) -> list[Look]:
    """One cause a certificate and day, also where several companies sent it in."""
    looks: dict[str, Look] = {}
    for key, due, facts, wanted in found:
        before = looks[key].wanted if key in looks else ()
        looks[key] = Look(key, due, facts, [*before, wanted])
    return list(looks.values())


def _missed(item: Approved, last: date, day: date) -> date | None:
    """The last day in the certificate's cycle by which an audit was to be shown; None for none."""
    issued, months = (
        certificates.printed_day(item.value("issued")),
        MONTHS.get(item.value("scheme") or ""),
    )
    if issued is None or months is None or day > last:
        return None
    if not CYCLE[0] <= last - issued <= CYCLE[1]:
        return None
    passed = [
        due
        for count in range(1, 36 // months)
        if issued < (due := _months_before(last, count * months)) and due + GRACE < day
    ]
    return max(passed, default=None)


def _months_before(last: date, months: int) -> date:
    """So many months before the last day; the end of the month where it has no such day."""
    year, month = divmod(last.year * 12 + last.month - 1 - months, 12)
    return date(year, month + 1, min(last.day, monthrange(year, month + 1)[1]))


def _early(item: Approved) -> timedelta:
    """How long before its day an audit still counts for it: half the time between two."""
    return timedelta(days=MONTHS[item.value("scheme") or ""] * 15)


def _audits(session: Session, suppliers: Iterable[int]) -> dict[int, date]:
    """Of each supplier the day on which its last audit report came in."""
    found: dict[int, date] = {}
    kind = func.coalesce(Document.kind, DocumentVersion.kind)
    for some in ground.batches(suppliers):
        query = (
            select(func.coalesce(Document.supplier_id, 0), func.max(Document.received_at))
            .join(DocumentVersion, DocumentVersion.document_id == Document.id)
            .where(
                Document.supplier_id.in_(some),
                kind == Kind.AUDIT_REPORT.value,
                Document.state != DocumentState.WITHDRAWN,
            )
            .group_by(Document.supplier_id)
        )
        for supplier, received in session.execute(query):
            found[supplier] = clock.day(received)
    return found


def _subject(item: Approved) -> str:
    return subjects.of_surveillance(item.said("number"), item.public_id)
