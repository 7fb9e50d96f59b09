"""Proof that a Word file's figures are those of its frozen snapshot, or what was altered.

What is compared, from the inside out: the snapshot in the database with its hash, that hash with
the log, the file's figures by their code, and then every other number by the line it stands in.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from report_templates import lines, package, snapshot
from report_templates.data import ReportData
from report_templates.render import render_report, shipped_template
from workflows import (
    events,
    ledger,
    report_freezing,
    report_goals,
    report_texts,
    reports,
    word_templates,
)
from workflows.models import Event, EventPayload, Report

_AT_MOST = 100  # altered lines are named; the file of another report differs everywhere
ALTERED = "The snapshot itself was altered after it was frozen."
REHASHED = "The snapshot in the database and its hash were altered: the log has {frozen}."
OTHER_PICTURE = "picture: is not the map that was drawn"
OTHER_TEMPLATE = (
    "The file was made with another Word template. Its figures and charts were compared, the "
    "other numbers in its text were not: give that template too."
)


@dataclass(frozen=True, slots=True)
class Proof:
    """The outcome: which report the file says it is, and what does not agree with it.

    ``notes`` say what could not be looked at.
    """

    report: Report | None
    hash: str | None
    problems: tuple[str, ...]
    notes: tuple[str, ...] = ()


def verify(session: Session, docx: bytes, template: bytes | None = None) -> Proof:
    """Compare every number that the file shows with the frozen snapshot it names.

    ``template``: the Word template that the file was made with, when it is not the shipped one.
    Raises :class:`report_templates.errors.ReportError` when the file is no Word document.
    """
    named = snapshot.embedded(docx)
    if named is None:
        return Proof(
            None, None, ("The file carries no snapshot: it is not a report of this kind.",)
        )
    report = reports.find_by_hash(session, named.hash, named.language)
    report = report or _frozen_as(session, named.hash)
    if report is None:
        return Proof(None, named.hash, ("There is no report with this snapshot here.",))
    language = report_texts.LANGUAGES.get(named.language, report.language)
    data = reports.content(session, report, language)
    data = replace(data, snapshot_hash=named.hash)
    if named.status == "draft":  # a draft is verified too after the report became final
        data = replace(data, status="draft", number=None)
    problems = list(_database(session, report))
    now = snapshot.of(data)
    if problems:
        problems += _altered_database(now, named)
    problems += _altered_file(named if problems else now, docx)
    made_with = snapshot.template_of(docx)
    used = template or word_templates.with_digest(session, made_with)
    used = used or shipped_template(data.language, data.kind)
    if made_with != snapshot.template_digest(used):
        return Proof(report, named.hash, tuple(problems), (OTHER_TEMPLATE,))
    problems += _altered_lines(session, report, data, used, docx)
    return Proof(report, named.hash, tuple(dict.fromkeys(problems)))


def _database(session: Session, report: Report) -> Iterator[str]:
    """Whether the row is still as it was frozen: by its own hash, and by the one in the log."""
    if not report_freezing.intact(report):
        yield ALTERED
    if not ledger.intact(session, report):
        yield ledger.ALTERED
    for event in _creations(session, Event.object_id == report.public_id):
        frozen = events.payload(session, event).get("hash")
        if frozen is not None and frozen != report.snapshot_hash:
            yield REHASHED.format(frozen=frozen)


def _frozen_as(session: Session, snapshot_hash: str) -> Report | None:
    """The report that the log says was frozen with this hash, though its row has another now."""
    said = EventPayload.body.contains(f'"hash":"{snapshot_hash}"', autoescape=True)
    for event in _creations(session, said):
        found = select(Report).where(Report.public_id == event.object_id)
        return session.scalars(found).one_or_none()
    return None


def _creations(session: Session, which: ColumnElement[bool]) -> list[Event]:
    query = (
        select(Event)
        .join(EventPayload, EventPayload.seq == Event.seq)
        .where(Event.noun == "report", Event.action == "create", which)
    )
    return list(session.scalars(query.order_by(Event.seq)))


def _altered_database(now: snapshot.Snapshot, named: snapshot.Snapshot) -> Iterator[str]:
    """What the database says now and did not say when the file was made."""
    for difference in snapshot.between(named, now):
        yield _said("database", difference.code, difference.found, difference.expected)


def _altered_file(expected: snapshot.Snapshot, docx: bytes) -> Iterator[str]:
    """Figures and charts by their code; of an altered database the file's own snapshot counts."""
    for d in snapshot.compare(expected, docx):
        yield _said(d.place, d.code, d.found, d.expected)


def _altered_lines(
    session: Session, report: Report, data: ReportData, template: bytes, docx: bytes
) -> Iterator[str]:
    """Numbers that carry no code: in tables, captions, annexes and people's own words."""
    final = data.status == "final"
    if not final:  # what people write themselves is not frozen before it is final
        kept = reports.worded(report, {}, report_goals.of(session, report), data.language)
        data = replace(kept, status="draft", number=None, snapshot_hash=data.snapshot_hash)
    again = render_report(data, template)
    for _picture in (package.pictures(again) - package.pictures(docx)).elements():
        yield OTHER_PICTURE
    for number, line in enumerate(lines.altered(again, docx, complete=final)):
        if number == _AT_MOST:
            yield f"More than {_AT_MOST} lines differ."
            return
        yield _said(line.place, "", line.found, line.expected)


def _said(place: str, code: str, found: str | None, expected: str | None) -> str:
    what = f"{place} {code}".strip()
    if found is None:
        return f"{what}: is not there, was {expected!r}"
    if expected is None:
        return f"{what}: {found!r} was added"
    return f"{what}: is {found!r}, was {expected!r}"
