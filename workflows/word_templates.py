"""The secretariat's own Word templates: kept by version, one switched on by somebody else.

Without one that is switched on, reports are made with the template that comes with the product.
A report that is final keeps the template it became final with.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from report_templates.render import shipped_template
from report_templates.snapshot import template_digest
from workflows import clock, events, report_texts
from workflows.errors import Conflict, Invalid, NotAllowed, NotFound
from workflows.marking import N_
from workflows.models import Report, WordTemplate
from workflows.performing import ONLY
from workflows.permissions import Actor, Who
from workflows.report_kinds import ReportKind

NOT_FOUND = N_("There is no such template.")
NOTHING_TO_SHOW = N_("There is no report of this kind yet to show it with.")
NOT_USABLE = N_("This template cannot be used with that report.")
SHIPPED = ""
"""What stands in a report for the template that comes with the product."""


def everything(session: Session, actor: Actor) -> list[WordTemplate]:
    """All versions, those of a kind and language together, the newest first."""
    _only_secretariat(actor)
    order = WordTemplate.kind, WordTemplate.language.desc(), WordTemplate.number.desc()
    return list(session.scalars(select(WordTemplate).order_by(*order)))


def get(session: Session, public_id: str, actor: Actor) -> WordTemplate:
    """One version; for who makes no reports there is none."""
    query = select(WordTemplate).where(WordTemplate.public_id == public_id)
    row = session.scalars(query).one_or_none()
    if row is None or not actor.is_secretariat:
        raise NotFound(NOT_FOUND)
    return row


def add(
    session: Session, kind: ReportKind, language: str, filename: str, file: bytes, actor: Actor
) -> WordTemplate:
    """Keep a template that was checked and found right; it is not used before it is switched on."""
    _only_secretariat(actor)
    if language not in report_texts.LANGUAGES:
        raise Invalid(N_("Choose Dutch or English."))
    versions = _of(session, kind.value, language)
    digest = template_digest(file)
    if any(row.digest == digest for row in versions):
        raise Conflict(N_("This file is there already."))
    row = WordTemplate(
        kind=kind.value,
        language=language,
        number=max((row.number for row in versions), default=0) + 1,
        filename=filename,
        file=file,
        digest=digest,
        added_by_id=actor.person_id,
        added_at=clock.now(session),
    )
    session.add(row)
    session.flush()
    _tell_log(session, row, "add", actor)
    return row


def switch_on(session: Session, row: WordTemplate, actor: Actor) -> None:
    """Make new reports with it. Two people: who added a template does not switch it on."""
    _only_secretariat(actor)
    if row.added_by_id == actor.person_id:
        raise NotAllowed(N_("Somebody else must switch this template on: you added it."))
    for other in _of(session, row.kind, row.language):
        if other.in_use and other is not row:
            _switch(session, other, False, actor)
    _switch(session, row, True, actor)


def switch_off(session: Session, row: WordTemplate, actor: Actor) -> None:
    """Back to the template that comes with the product."""
    _only_secretariat(actor)
    _switch(session, row, False, actor)


def in_use(session: Session, kind: str, language: str) -> WordTemplate | None:
    """The one that is switched on."""
    return next((row for row in _of(session, kind, language, lock=False) if row.in_use), None)


def fix(session: Session, report: Report) -> None:
    """Keep with a report that becomes final what its editions are made with."""
    used = {language: in_use(session, report.kind, language) for language in report_texts.LANGUAGES}
    report.templates = {
        language: row.public_id if row is not None else SHIPPED for language, row in used.items()
    }


def of_report(session: Session, report: Report, language: str) -> WordTemplate | None:
    """What an edition of a report is made with; None: the template that comes with the product."""
    kept = report.templates.get(language)
    if kept is None:
        return in_use(session, report.kind, language) if report.number is None else None
    query = select(WordTemplate).where(WordTemplate.public_id == kept)
    return session.scalars(query).one_or_none()


def with_digest(session: Session, digest: str | None) -> bytes | None:
    """The file of the template that a Word file says it was made with, where it is one of ours."""
    query = select(WordTemplate).where(WordTemplate.digest == digest).limit(1)
    row = session.scalars(query).one_or_none()
    return None if row is None else row.file


def shipped(kind: ReportKind, language: str) -> bytes:
    """The template that comes with the product, to be edited in Word."""
    if language not in report_texts.LANGUAGES:
        raise Invalid(N_("Choose Dutch or English."))
    return shipped_template(report_texts.LANGUAGES[language], kind.value)


def _of(session: Session, kind: str, language: str, *, lock: bool = True) -> Sequence[WordTemplate]:
    query = select(WordTemplate).where(WordTemplate.kind == kind, WordTemplate.language == language)
    # Of two that are switched on at once the second finds the first.
    return session.scalars(query.with_for_update() if lock else query).all()


def _switch(session: Session, row: WordTemplate, on: bool, actor: Actor) -> None:
    if row.in_use is on:
        return
    row.in_use = on
    row.switched_by_id, row.switched_at = actor.person_id, clock.now(session)
    session.flush()
    _tell_log(session, row, "switch_on" if on else "switch_off", actor)


def _tell_log(session: Session, row: WordTemplate, action: str, actor: Actor) -> None:
    events.append(
        session,
        actor,
        "word_template",
        row.public_id,
        action,
        kind=row.kind,
        language=row.language,
        number=row.number,
        digest=row.digest,
    )


def _only_secretariat(actor: Actor) -> None:
    if not actor.is_secretariat:
        raise NotAllowed(ONLY[Who.SECRETARIAT])
