"""Reports: freeze the figures, make the Word file from them, walk the report to publication."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, cast

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from report_templates.data import Language, ReportData
from report_templates.render import render_report
from workflows import (
    aggregates,
    clearances,
    clock,
    lengths,
    member_content,
    member_counting,
    performing,
    report_changes,
    report_content,
    report_errata,
    report_files,
    report_freezing,
    report_goals,
    report_guards,
    report_numbers,
    report_telling,
    report_texts,
    word_templates,
    years,
)
from workflows.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from workflows.machine import Transition
from workflows.marking import N_
from workflows.material import Period
from workflows.models import MemberYear, Report, ReportText
from workflows.performing import ONLY, Option
from workflows.permissions import SUBMITTERS, Actor, Who
from workflows.report_audiences import AUDIENCES, ReportAudience
from workflows.report_kinds import CHAPTERS, OF_A_YEAR, ReportKind
from workflows.states import GIVEN_OUT, READABLE, ReportAction, ReportState, Role
from workflows.transitions import REPORTS

NOT_FOUND = N_("There is no such report.")
NOT_TRANSLATED = N_(
    "Say it in the other language too: this report has texts of your own in both languages."
)
_ASKS = (ReportAction.ASK_RETRACTION, ReportAction.HIDE)
PERIOD = N_("Give the period as 2025-2026 (1 July to 30 June), 2026, or 2026-01-01..2026-06-30.")


def period_named(text: str) -> Period:
    """``2025-2026`` is the agreement's year, 1 July to 30 June; a year; or two days with ``..``."""
    try:
        if ".." in text:
            first, last = (date.fromisoformat(part) for part in text.strip().split("..", 1))
        elif "-" in text:
            begins, ends = (int(part) for part in text.split("-", 1))
            if ends != begins + 1:
                raise ValueError(text)
            first, last = date(begins, 7, 1), date(ends, 6, 30)
        else:
            first, last = date(int(text), 1, 1), date(int(text), 12, 31)
    except ValueError:
        raise Invalid(PERIOD) from None
    if last < first:
        raise Invalid(N_("The period ends before it begins."))
    return Period(first, last)


def create(
    session: Session,
    period: Period,
    language: str,
    actor: Actor,
    *,
    correcting: report_freezing.Correcting | None = None,
) -> Report:
    """Freeze the figures of a period as they stand now, and open a draft report on them.

    Asked for twice in a moment, by a double click say, it gives the draft that there is already.
    """
    if not actor.is_secretariat:
        raise NotAllowed(ONLY[Who.SECRETARIAT])
    _in_a_language(language)
    frozen, book = aggregates.snapshot(session, period)
    freeze = report_freezing.Frozen(ReportKind.PROGRESS, period, language, frozen, book.records)
    return report_freezing.keep(session, freeze, actor, correcting=correcting)


def create_of_year(
    session: Session,
    year: MemberYear,
    kind: ReportKind,
    language: str,
    actor: Actor,
    *,
    correcting: report_freezing.Correcting | None = None,
) -> Report:
    """Freeze what a company's year says as it stands now, and open a draft report on it.

    Only the company makes one, of its own records alone.
    """
    years.may_write(year, actor)
    if kind not in OF_A_YEAR:
        raise Invalid(N_("Choose what the report is about."))
    _in_a_language(language)
    frozen, records = member_counting.snapshot(session, year, kind, language)
    period = member_counting.period(year)
    freeze = report_freezing.Frozen(kind, period, language, frozen, records, year)
    return report_freezing.keep(session, freeze, actor, correcting=correcting)


def _in_a_language(language: str) -> Language:
    if language not in report_texts.LANGUAGES:
        raise Invalid(N_("Choose Dutch or English."))
    return cast(Language, language)


def correct(
    session: Session,
    report: Report,
    reason: str,
    actor: Actor,
    *,
    translated: str = "",
    counted: bool = True,
) -> Report:
    """Open the next edition of a final report, with an erratum, its texts kept.

    ``translated``: the reason in the other language; asked for where people wrote in both.
    ``counted``: anew; else with the figures of this edition, so that it hides nothing more.
    """
    if report.state not in GIVEN_OUT:
        raise NotAllowed(N_("Only a final report is corrected; a draft is changed."))
    why = lengths.within(reason, lengths.REASON)
    if not why:
        raise Invalid(performing.SAY_WHY)
    also = lengths.within(translated, lengths.REASON, field="translated")
    if not also and report_texts.in_both(session, report):
        raise Invalid(NOT_TRANSLATED, field="translated")
    if later(session, report, actor) is not None:
        raise Conflict(N_("A correction of this report was begun already."))
    again = report_freezing.Correcting(report, why, also)
    if not counted:
        may_write(report, actor)
        frozen = report_freezing.as_in(session, report)
        made = report_freezing.keep(session, frozen, actor, correcting=again)
    elif report.year is None:
        period = Period(report.period_from, report.period_to)
        made = create(session, period, report.language, actor, correcting=again)
    else:
        kind, language = ReportKind(report.kind), report.language
        made = create_of_year(session, report.year, kind, language, actor, correcting=again)
    carry_texts(session, report, made, actor)
    return made


def later(session: Session, report: Report, actor: Actor) -> Report | None:
    """The edition that corrects this one, where the actor may see it."""
    query = visible(session, actor).where(
        Report.corrects_id == report.id, Report.state != ReportState.WITHDRAWN
    )
    return session.scalars(query).first()


def visible(session: Session, actor: Actor) -> Select[Report]:
    """The reports that the actor may see: all for the secretariat, final ones for the board.

    A company sees its own. Others see a report that was published to them, from the day after which
    it is no secret.
    """
    query = select(Report).order_by(Report.id.desc())
    if actor.is_secretariat:
        return query
    told = [audience for audience, roles in AUDIENCES.items() if actor.has(*roles)]
    free = or_(Report.embargo.is_(None), Report.embargo <= clock.today(session))
    own = MemberYear.organisation_id.in_(actor.organisations(*SUBMITTERS))
    ways = [
        and_(Report.state.in_(READABLE), Report.audience.in_(told), free),
        Report.year_id.in_(select(MemberYear.id).where(own)),
    ]
    if actor.has(Role.CHAIR, Role.STEERING):
        ways.append(and_(Report.state.in_(GIVEN_OUT), Report.year_id.is_(None)))
    return query.where(or_(*ways))


def of_year(session: Session, year: MemberYear) -> list[Report]:
    """The reports of a company's year, the newest first; whose asks must be allowed to see it."""
    query = select(Report).where(Report.year_id == year.id).order_by(Report.id.desc())
    return list(session.scalars(query))


def get(session: Session, public_id: str, actor: Actor) -> Report:
    """One report that the actor may see."""
    report = session.scalars(
        visible(session, actor).where(Report.public_id == public_id)
    ).one_or_none()
    if report is None:
        raise NotFound(NOT_FOUND)
    return report


def options(session: Session, report: Report, actor: Actor) -> tuple[Option, ...]:
    """What the actor can do with the report, and why not where they cannot."""
    return performing.options(
        REPORTS, report, standing(report, actor), report_guards.of(session, report, actor)
    )


def act(
    session: Session,
    report: Report,
    action: ReportAction,
    actor: Actor,
    *,
    note: str = "",
    audience: str = "",
    embargo: date | None = None,
    seen: int | None = None,
    read: int | None = None,
) -> Report:
    """Clear a report, make it final, publish it. Two people: who made it does not clear it.

    ``read``: the newest change of the draft when the actor read it. Raises Stale where one came
    since: nobody stands for words that they did not see.
    """
    may_write(report, actor)
    if audience and audience not in set(ReportAudience):
        raise Invalid(N_("Choose an audience."))
    lengths.within(note, lengths.REASON, field="note")

    def apply(_transition: Transition) -> None:
        report.offered_by_id, report.offered_at = None, None
        if action is ReportAction.OFFER:
            report.offered_by_id, report.offered_at = actor.person_id, clock.now(session)
        elif action is ReportAction.CHECK:
            report.checked_by_id = actor.person_id
        elif action is ReportAction.REJECT:
            report.checked_by_id = None
        elif action is ReportAction.FINALISE:
            report.number = report_numbers.following(session, report)
            word_templates.fix(session, report)
            clearances.take_unanswered_back(session, report, actor)
        elif action is ReportAction.PUBLISH:
            report.published_at = clock.now(session)
            report.audience, report.embargo = ReportAudience(audience), embargo
        elif action in _ASKS:
            report.retraction, report.retraction_by_id = note.strip(), actor.person_id
        elif action is ReportAction.KEEP:
            report.retraction, report.retraction_by_id = "", None

    performing.perform(
        session,
        REPORTS,
        report,
        action,
        actor,
        standing=standing(report, actor),
        guards=report_guards.of(session, report, actor),
        organisation_id=report.year.organisation_id if report.year is not None else None,
        seen=seen,
        given={"note": note, "audience": audience},
        apply=apply,
        note=note,
    )
    # After the deed stands in the log, which one at a time writes: no change can come in between.
    if read is not None and report_changes.newest(session, report) != read:
        raise Stale(report_changes.CHANGED_SINCE)
    if action in report_files.MADE_AT:
        for language in report_texts.LANGUAGES:
            made, own = _made(session, report, language), texts(session, report, language)
            report_files.keep(session, report, language, made, own, actor)
    report_telling.done(session, report, action, actor)
    return report


def write(
    session: Session,
    report: Report,
    chapter: str,
    text: str,
    actor: Actor,
    *,
    language: str = "",
    seen: str | None = None,
) -> None:
    """Keep what those who make it write themselves for a chapter of a draft.

    ``language``: of which edition; without one, the report's own.
    ``seen``: the text that the writer began with. Raises Stale when it is another one by now, so
    that nobody's words are lost under somebody else's.
    """
    may_write(report, actor)
    if report.state is not ReportState.DRAFT:
        raise NotAllowed(report_goals.ONLY_A_DRAFT)
    if chapter not in CHAPTERS[report.kind]:
        raise Invalid(N_("There is no such chapter."))
    lengths.within(text, lengths.CHAPTER)
    language = _in_a_language(language or report.language)
    report_texts.keep(session, report, chapter, language, text, actor, seen=seen)


def carry_texts(session: Session, before: Report, report: Report, actor: Actor) -> None:
    """Begin a draft with what people wrote in another, also where it is longer than one may now."""
    for row in report_texts.every(session, before):
        if row.text:
            report_texts.keep(session, report, row.chapter, row.language, row.text, actor)
    report_texts.carry_ahead(session, before, report)


def texts(session: Session, report: Report, language: str = "") -> dict[str, str]:
    """What people wrote themselves, by chapter; without a language, in the report's own."""
    return {chapter: row.text for chapter, row in written(session, report, language).items()}


def written(session: Session, report: Report, language: str = "") -> dict[str, ReportText]:
    """The same with who wrote it, and when."""
    wanted = language or report.language
    return {
        row.chapter: row for row in report_texts.every(session, report) if row.language == wanted
    }


def content(session: Session, report: Report, language: str = "") -> ReportData:
    """All that the report says, in its own language or in its edition in the other one."""
    wanted = _in_a_language(language or report.language)
    own = report_texts.said(session, report, wanted)
    before = report_errata.before(session, report, own, wanted)
    return worded(report, own, report_goals.of(session, report), wanted, before=before)


def worded(
    report: Report,
    own: Mapping[str, str],
    goals: Mapping[str, int],
    language: Language,
    *,
    before: report_errata.Before | None = None,
) -> ReportData:
    """What a report says in a language with these words of people, and these goals.

    ``before``: what the edition that it corrects said, for its erratum; None: left out of it.
    """
    if report.year_id is not None:
        return member_content.of(report, own, language, before=before)
    return report_content.of(report, own, goals, language, before=before)


def render(
    session: Session,
    report: Report,
    *,
    language: str = "",
    template: bytes | None = None,
    address: str = "",
) -> bytes:
    """The report as a Word file: a draft with its sources as comments, a final without.

    Of a final one that was kept, without another template, these very bytes. ``address``: where the
    records behind its figures are listed, for the comments.
    """
    kept = report_files.newest(session, report, language or report.language)
    if kept is not None and template is None:
        return kept.file
    return _made(session, report, language, template=template, address=address)


def _made(
    session: Session,
    report: Report,
    language: str,
    *,
    template: bytes | None = None,
    address: str = "",
) -> bytes:
    data = replace(content(session, report, language), address=address)
    own = word_templates.of_report(session, report, data.language) if template is None else None
    return render_report(data, own.file if own is not None else template)


def figures(report: Report) -> list[dict[str, Any]]:
    """The frozen figures, for a page."""
    found = report.snapshot.get("figures")
    return cast("list[dict[str, Any]]", found) if isinstance(found, list) else []


def standing(report: Report, actor: Actor) -> frozenset[Who]:
    """How the actor stands to a report: one of a company's year is that company's alone."""
    if report.year is not None:
        return years.standing(actor, report.year) & {Who.OWN}
    return frozenset({Who.SECRETARIAT}) if actor.is_secretariat else frozenset()


def may_write(report: Report, actor: Actor) -> None:
    """Refuse who does not make this report."""
    if not standing(report, actor):
        raise NotAllowed(ONLY[Who.SECRETARIAT if report.year is None else Who.OWN])
