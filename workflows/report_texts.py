"""The words that people write in a report, by chapter and language; whose they may be is not here.

A report is written in its own language first; its edition in the other one says what is missing.
"""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from report_templates.data import Language
from workflows import clock, events, report_changes
from workflows.errors import Stale
from workflows.marking import N_
from workflows.models import Report, ReportText
from workflows.permissions import Actor
from workflows.report_words import NOT_TRANSLATED

LANGUAGES: Mapping[str, Language] = {"nl": "nl", "en": "en"}
OTHER: Mapping[str, Language] = {"nl": "en", "en": "nl"}
"""The language of a report's other edition."""


def asked(text: str) -> str:
    """The language of the edition that is asked for by name; nothing for any other word."""
    return LANGUAGES.get(text, "")


def every(session: Session, report: Report) -> list[ReportText]:
    """All that people wrote, in both languages, the first written first."""
    query = select(ReportText).where(ReportText.report_id == report.id).order_by(ReportText.id)
    return list(session.scalars(query))


def said(session: Session, report: Report, language: str) -> dict[str, str]:
    """What an edition says by chapter: where only the other one has words, that it has."""
    rows = every(session, report)
    own = {row.chapter: row.text for row in rows if row.language == language}
    missing = {row.chapter for row in rows if row.text.strip()} - {c for c, t in own.items() if t}
    return own | dict.fromkeys(missing, NOT_TRANSLATED.said(language))


def untranslated(session: Session, report: Report) -> list[str]:
    """Chapters with words in one language only: the edition in the other one is given out too."""
    rows = [row for row in every(session, report) if row.text.strip()]
    chapters = {language: {r.chapter for r in rows if r.language == language} for language in OTHER}
    missing = chapters["nl"] ^ chapters["en"]
    return [row.chapter for row in rows if row.chapter in missing]


def in_both(session: Session, report: Report) -> bool:
    """Whether people wrote in both languages."""
    return {row.language for row in every(session, report) if row.text.strip()} == set(OTHER)


def keep(
    session: Session,
    report: Report,
    chapter: str,
    language: str,
    text: str,
    actor: Actor,
    *,
    seen: str | None = None,
) -> None:
    """Keep a chapter's words in a language, and log whether they became others.

    Raises Stale where they are not ``seen`` any more. Whoever saves them, changed or not, has
    looked at them beside those in the other language.
    """
    query = select(ReportText).where(
        ReportText.report_id == report.id, ReportText.chapter == chapter
    )
    rows = {row.language: row for row in session.scalars(query.with_for_update())}
    row, other = rows.get(language), rows.get(OTHER[language])
    was = row.text if row is not None else ""
    if seen is not None and _plain(seen) != was:
        raise Stale(N_("Somebody else changed this chapter after you opened it."))
    now = clock.now(session)
    if row is None:
        row = ReportText(report_id=report.id, chapter=chapter, language=language)
        session.add(row)
    row.text, row.written_by_id, row.written_at = _plain(text), actor.person_id, now
    if other is not None and other.ahead_since is not None:
        other.ahead_since = None
    elif other is not None and other.text.strip() and was.strip() and row.text != was:
        row.ahead_since = now
    session.flush()
    same: dict[str, object] = {"same": True} if row.text == was else {}
    events.append(
        session,
        actor,
        "report",
        report.public_id,
        report_changes.WRITE,
        organisation_id=report.year.organisation_id if report.year is not None else None,
        chapter=chapter,
        language=language,
        **same,
    )


def carry_ahead(session: Session, before: Report, report: Report) -> None:
    """What was ahead of the other language in one report is so in the one that begins with it."""
    ahead = {(row.chapter, row.language): row.ahead_since for row in every(session, before)}
    for row in every(session, report):
        row.ahead_since = ahead.get((row.chapter, row.language))
    session.flush()


def behind(session: Session, report: Report) -> list[ReportText]:
    """Texts that nobody looked at since those in the other language were changed."""
    rows = [row for row in every(session, report) if row.text.strip()]
    ahead = {(row.chapter, OTHER[row.language]) for row in rows if row.ahead_since is not None}
    return [row for row in rows if (row.chapter, row.language) in ahead]


def _plain(text: str) -> str:
    """A browser sends a line's end as two signs."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
