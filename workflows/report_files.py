"""The Word files of reports that are final: kept as they were made, and never made again.

A later release draws the same report otherwise. Whoever downloads one gets the bytes that were made
when it became final, was published or was withdrawn, which change what its cover says.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import clock, events, report_kinds
from workflows.models import Report, ReportFile
from workflows.permissions import Actor
from workflows.states import ReportAction

MADE_AT = (ReportAction.FINALISE, ReportAction.PUBLISH, ReportAction.RETRACT)
"""After these a report says something else of itself."""
_KEEP = "keep_file"


def keep(
    session: Session,
    report: Report,
    language: str,
    file: bytes,
    texts: Mapping[str, str],
    actor: Actor,
) -> ReportFile:
    """Keep the file of an edition, from now on the one that is downloaded.

    Its hash is logged, and that of what people wrote in it, by chapter.
    """
    row = ReportFile(
        report_id=report.id,
        language=language,
        file=file,
        digest=_digest(file),
        made_at=clock.now(session),
    )
    session.add(row)
    session.flush()
    owner = report.year.organisation_id if report.year is not None else None
    events.append(
        session,
        actor,
        "report",
        report.public_id,
        _KEEP,
        organisation_id=owner,
        language=language,
        digest=row.digest,
        texts=_of_texts(texts),
    )
    return row


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was kept, with the step after which it was made."""

    row: ReportFile
    after: ReportAction


def every(session: Session, report: Report) -> list[Made]:
    """The files of a report in both languages, those of its last step first; none is replaced."""
    query = select(ReportFile).where(ReportFile.report_id == report.id).order_by(ReportFile.id)
    rows = iter(session.scalars(query).all())
    found: list[Made] = []
    after = MADE_AT[0]
    for event in events.history(session, "report", report.public_id):
        if event.action in MADE_AT:
            after = ReportAction(event.action)
        elif event.action == _KEEP and (row := next(rows, None)) is not None:
            found.append(Made(row, after))
    return sorted(found, key=lambda one: MADE_AT.index(one.after), reverse=True)


def which(session: Session, report: Report, file: bytes) -> Made | None:
    """Of which of its files these are the very bytes, if of any."""
    digest = _digest(file)
    return next((one for one in every(session, report) if one.row.digest == digest), None)


def filename(report: Report, language: str = "") -> str:
    """What the Word file is called; without a language in the report's own."""
    language = language or report.language
    number = report.number or ("concept" if language == "nl" else "draft")
    if report.edition > 1:
        number += f"-v{report.edition}"
    return f"{report_kinds.SHORT[report.kind][language]}-{number}.docx"


def of(session: Session, report: Report, language: str) -> list[ReportFile]:
    """The files of an edition, the newest first; none of a draft, or of one made long ago."""
    query = select(ReportFile).where(
        ReportFile.report_id == report.id, ReportFile.language == language
    )
    return list(session.scalars(query.order_by(ReportFile.id.desc())))


def newest(session: Session, report: Report, language: str) -> ReportFile | None:
    """The file of an edition that is downloaded."""
    return next(iter(of(session, report, language)), None)


def intact(session: Session, report: Report) -> bool:
    """Whether every file is still as it was kept: by its own hash, and by the log."""
    rows = session.scalars(select(ReportFile).where(ReportFile.report_id == report.id)).all()
    kept = {row.digest for row in rows}
    logged = {said.get("digest") for said in _logged(session, report)}
    # Of an event whose payload was erased only the row says what was kept.
    agree = kept == logged or (None in logged and logged - {None} <= kept)
    return agree and all(_digest(row.file) == row.digest for row in rows)


def has_texts(session: Session, report: Report, language: str, texts: Mapping[str, str]) -> bool:
    """Whether people's words are still those of the newest file of an edition, by the log."""
    logged = [one for one in _logged(session, report) if one.get("language") == language]
    return not logged or logged[-1].get("texts") in (None, _of_texts(texts))


def _logged(session: Session, report: Report) -> list[Mapping[str, object]]:
    """What the log says of each file, the oldest first; nothing where that was erased."""
    return [
        events.payload(session, event)
        for event in events.history(session, "report", report.public_id)
        if event.action == _KEEP
    ]


def _of_texts(texts: Mapping[str, str]) -> str:
    said = {chapter: text for chapter, text in texts.items() if text}
    return _digest(json.dumps(said, sort_keys=True).encode())


def _digest(file: bytes) -> str:
    return hashlib.sha256(file).hexdigest()
