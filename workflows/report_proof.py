"""Proof that a Word file's figures are those of its frozen snapshot, or what was altered.

What is compared, from the inside out: the snapshot in the database with its hash, that hash with
the log, the file's figures by their code, and then every other number by the line it stands in, as
in the file that was kept when the report became final.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from report_templates import lines, package, snapshot
from report_templates.data import ReportData
from report_templates.render import render_report, shipped_template
from workflows import (
    events,
    ledger,
    report_errata,
    report_files,
    report_freezing,
    report_goals,
    report_texts,
    reports,
    word_templates,
)
from workflows.models import Event, EventPayload, Report, ReportFile

_AT_MOST = 100  # altered lines are named; the file of another report differs everywhere
ALTERED = "The snapshot itself was altered after it was frozen."
FILE_ALTERED = "The Word file that was kept here was altered after it was made."
WORDS_ALTERED = "What people wrote was altered after the report became final."
REHASHED = "The snapshot in the database and its hash were altered: the log has {frozen}."
OTHER_PICTURE = "picture: is not the map that was drawn"
OTHER_TEMPLATE = (
    "The file was made with another Word template. Its figures and charts were compared, the "
    "other numbers in its text were not: give that template too."
)


@dataclass(frozen=True, slots=True)
class Proof:
    """The outcome: which report the file says it is, and what does not agree with it.

    ``notes`` say what could not be looked at. ``made``: which of the files that were kept it is, to
    the byte; None: none of them, as Word saved it again, say, or as it is a draft.
    """

    report: Report | None
    hash: str | None
    problems: tuple[str, ...]
    notes: tuple[str, ...] = ()
    made: report_files.Made | None = None


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
    report = _made_from(session, named)
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
    own = reports.texts(session, report, language)
    if not report_files.has_texts(session, report, language, own):
        problems.append(WORDS_ALTERED)
    # Of an altered database it is shown what it says now.
    kept = [] if problems else report_files.of(session, report, data.language)
    again = _as_made(session, report, data, docx, template, kept)
    if again is None:
        return Proof(report, named.hash, tuple(problems), (OTHER_TEMPLATE,))
    problems += _altered_lines(again, docx, complete=data.status == "final")
    made = report_files.which(session, report, docx)
    return Proof(report, named.hash, tuple(dict.fromkeys(problems)), made=made)


def _database(session: Session, report: Report) -> Iterator[str]:
    """Whether the row is still as it was frozen: by its own hash, and by the one in the log."""
    if not report_freezing.intact(report):
        yield ALTERED
    if not ledger.intact(session, report):
        yield ledger.ALTERED
    if not report_files.intact(session, report):
        yield FILE_ALTERED
    for event in _creations(session, Event.object_id == report.public_id):
        frozen = events.payload(session, event).get("hash")
        if frozen is not None and frozen != report.snapshot_hash:
            yield REHASHED.format(frozen=frozen)


def _made_from(session: Session, named: snapshot.Snapshot) -> Report | None:
    """The report that a file says it was made from; first one that is of the file's language."""
    query = select(Report).where(Report.snapshot_hash == named.hash)
    query = query.order_by(Report.language != named.language, Report.id)
    return session.scalars(query.limit(1)).one_or_none()


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


def _as_made(
    session: Session,
    report: Report,
    data: ReportData,
    docx: bytes,
    template: bytes | None,
    files: Sequence[ReportFile],
) -> bytes | None:
    """The file as it was made: of a final report as it was kept, else made again.

    None where the template that it was made with is not known.
    """
    made_with = snapshot.template_of(docx)
    if data.status == "final":
        made = [one.file for one in files if snapshot.template_of(one.file) == made_with]
        if made:
            return docx if docx in made else made[0]
    used = template or word_templates.with_digest(session, made_with)
    used = used or shipped_template(data.language, data.kind)
    if made_with != snapshot.template_digest(used):
        return None
    if data.status != "final":  # what people write themselves is not frozen before it is final
        goals = report_goals.of(session, report)
        before = report_errata.Before(report_goals.before(session, report))
        kept = reports.worded(report, {}, goals, data.language, before=before)
        data = replace(kept, status="draft", number=None, snapshot_hash=data.snapshot_hash)
    return render_report(data, used)


def _altered_lines(again: bytes, docx: bytes, *, complete: bool) -> Iterator[str]:
    """Numbers that carry no code: in tables, captions, annexes and people's own words."""
    for _picture in (package.pictures(again) - package.pictures(docx)).elements():
        yield OTHER_PICTURE
    for number, line in enumerate(lines.altered(again, docx, complete=complete)):
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
