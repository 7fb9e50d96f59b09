"""Ready for the report? What to mend first, of what weight, and where it is mended.

Only what blocks is refused by the machine; the rest is for whoever makes the report to judge.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import (
    aggregates,
    clearances,
    clock,
    ledger,
    member_counting,
    plain_text,
    remarks,
    report_claims,
    report_differences,
    report_freezing,
    report_goals,
    report_guards,
    report_numbers,
    report_persons,
    report_record_checks,
    report_recounts,
    report_texts,
    reports,
    rounds,
    unagreed,
)
from workflows.marking import N_
from workflows.material import Period
from workflows.models import MemberYear, Report, ReportText
from workflows.report_kinds import ReportKind
from workflows.report_naming import FIGURES
from workflows.report_points import PLACES, Check, InChapter, Kind, Part, Severity
from workflows.report_words import Words
from workflows.states import GIVEN_OUT, ReportState

NAMED = 8  # names in a sentence
OLD = timedelta(days=365)


def of(session: Session, report: Report) -> list[Check]:
    """Everything to know before the report goes on; what is only of use in a draft, in a draft."""
    found = [*_texts(session, report), *_figures(session, report)]
    if report.state in (ReportState.DRAFT, ReportState.CHECKED):
        found += _unfinished(report)
        found += _goals(session, report)
        found += _uncorrected(session, report)
        found += _persons(session, report)
    if report.state is ReportState.FINAL and report.year is None:
        found += _to_publish(session, report)
    if report.year is not None:
        found += _of_year(session, report, report.year)
    elif report.state in (ReportState.DRAFT, ReportState.CHECKED):
        found += _others(session, report)
        found += _remarks(session, report)
        found += _cleared(session, report)
        found += _unagreed(session, report)
        if not report_freezing.keeps_figures(report):
            period = Period(report.period_from, report.period_to)
            found += report_record_checks.of(session, period)
    order = list(Kind)
    return sorted(
        found, key=lambda one: (list(Severity).index(one.severity), order.index(one.kind))
    )


def _remarks(session: Session, report: Report) -> Iterator[Check]:
    """What the parties said of the draft, and was not answered."""
    running = rounds.running(session, report)
    if running is not None:
        message = N_("A round of comments on this draft is open until %(day)s.")
        yield Check(Kind.REMARKS, Severity.BLOCKING, message, {"day": running.due}, (running,))
    waiting = remarks.unanswered(session, report)
    if waiting:
        message = N_("Remarks on this draft that are not answered yet: %(count)s.")
        places = tuple(dict.fromkeys(one.round for one in waiting))
        yield Check(Kind.REMARKS, Severity.BLOCKING, message, {"count": len(waiting)}, places)


def _unfinished(report: Report) -> Iterator[Check]:
    """A period that was not over when it was counted."""
    counted = clock.day(report.cutoff)
    if report_freezing.ran_on(report):
        message = N_(
            "The period was not over when its figures were frozen: it ends on %(day)s. What comes "
            "after %(counted)s is not counted."
        )
        values = {"day": report.period_to, "counted": counted}
        who = N_("Make the report again when the period is over, or leave it: its cover says so.")
        yield Check(Kind.FIGURES, Severity.WARNING, message, values, who=who)


def _cleared(session: Session, report: Report) -> Iterator[Check]:
    """Passages that name somebody."""
    rows = clearances.standing(session, report)
    theirs = [one for one, how in rows if how is clearances.Stands.WAITING]
    ours = [one for one in clearances.not_cleared(session, report) if one not in theirs]
    answered = N_("Passages that name somebody, answered and not cleared: %(count)s.")
    asked = N_("Passages that name somebody and are not cleared: %(count)s.")
    do = N_("It is your turn: take the other words over, change the passage, or ask again.")
    wait = N_("Whoever is named answers. You can also take the name out.")
    for message, waiting, who in ((answered, ours, do), (asked, theirs, wait)):
        if waiting:
            places, values = tuple(waiting[:PLACES]), {"count": len(waiting)}
            more = len(waiting) - len(places)
            yield Check(Kind.TEXTS, Severity.BLOCKING, message, values, places, more, who=who)


def _unagreed(session: Session, report: Report) -> Iterator[Check]:
    """Who is named and did not agree to what is said; and words that may be somebody's name."""
    found = unagreed.stopping(session, report)
    for sort, message in unagreed.STOPS.items():
        if mine := [one for one in found if one.sort is sort]:
            values = {"names": unagreed.names(mine)}
            places = (report, *dict.fromkeys(one.row for one in mine))
            yield Check(Kind.TEXTS, Severity.BLOCKING, message, values, places)
    for row, words, name in unagreed.guesses(session, report):
        message = N_(
            "You write “%(words)s”. Is %(name)s meant? Then ask first, or leave it out. Else say "
            "so: nobody asks again."
        )
        places, values = (report, row), {"words": words, "name": name}
        yield Check(Kind.TEXTS, Severity.WARNING, message, values, places)


def _to_publish(session: Session, report: Report) -> Iterator[Check]:
    """Names in a final report that are not agreed to by now: nobody can change it any more."""
    if waiting := clearances.not_cleared(session, report):
        places = tuple(waiting[:PLACES])
        values, more = {"count": len(waiting)}, len(waiting) - len(places)
        yield Check(
            Kind.TEXTS, Severity.BLOCKING, unagreed.TO_PUBLISH, values, (report, *places), more
        )
    found = unagreed.of(session, report)
    for sort, message in unagreed.STOPS_PUBLISHING.items():
        if mine := [one for one in found if one.sort is sort]:
            told = {"names": unagreed.names(mine)}
            yield Check(Kind.TEXTS, Severity.BLOCKING, message, told, (report,))


def _persons(session: Session, report: Report) -> Iterator[Check]:
    """Persons in people's words, who may not want to stand there."""
    for row, names in report_persons.named(session, report):
        message = N_(
            "Names a person: %(names)s. Do they know that they stand here, and is it needed?"
        )
        values = {"names": ", ".join(names[:NAMED])}
        if report.year is not None:
            yield Check(Kind.TEXTS, Severity.WARNING, message, values, (row,))
            continue
        who = N_(
            "Before it is published their organisation agrees, or you say that the passage may "
            "stand."
        )
        yield Check(Kind.TEXTS, Severity.WARNING, message, values, (report, row), who=who)


def _others(session: Session, report: Report) -> Iterator[Check]:
    """Another report that was given out on some of these days: what differs would tell things."""
    before = [one for one in _given_out(session, report) if one.id != report.corrects_id]
    if not aggregates.holds(session, report):
        told, named = report_guards.GIVEN_OUT_SINCE, before[:PLACES]
        again = (Part.AGAIN,) if report_recounts.refusal(session, report) is None else ()
        places, more = (*again, *named), len(before) - len(named)
        yield Check(Kind.FIGURES, Severity.BLOCKING, told, places=places, more=more)
        return
    if before and report.corrects_id is None:
        message = N_(
            "There is a report on days of this period already: %(numbers)s. In a second one more "
            "numbers become ×: nobody may find a hidden one by laying the two side by side. If "
            "only words or goals of that one are wrong, make a corrected version of it that keeps "
            "its figures: that one hides no more of them than now."
        )
        said = [report_numbers.named(one) for one in before[:NAMED]]
        values = {"numbers": Words("; ".join(n.nl for n in said), "; ".join(n.en for n in said))}
        places = tuple(before[:PLACES])
        yield Check(
            Kind.FIGURES, Severity.WARNING, message, values, places, len(before) - len(places)
        )


def _given_out(session: Session, report: Report) -> list[Report]:
    """Final reports of the agreement on some of the same days, the oldest first."""
    query = (
        select(Report)
        .where(
            Report.state.in_(GIVEN_OUT),
            Report.year_id.is_(None),
            Report.id != report.id,
            Report.period_from <= report.period_to,
            Report.period_to >= report.period_from,
        )
        .order_by(Report.id)
    )
    return list(session.scalars(query))


def _texts(session: Session, report: Report) -> Iterator[Check]:
    written = [row for row in report_texts.every(session, report) if row.text]
    for row in written:
        if holes := plain_text.left_open(row.text):
            message = N_("Still to be filled in: %(holes)s.")
            values = {"holes": ", ".join(holes[:NAMED])}
            yield Check(Kind.TEXTS, Severity.BLOCKING, message, values, (row,))
    if once := report_texts.untranslated(session, report):
        message = N_(
            "Written in one language only; the other edition, which is given out too, says so in "
            "that place. Is that what you want?"
        )
        yield Check(Kind.TEXTS, Severity.WARNING, message, places=tuple(once))
    if behind := report_texts.behind(session, report):
        message = N_(
            "The text in the other language was changed after this one was last saved. Do both "
            "say the same?"
        )
        yield Check(Kind.TEXTS, Severity.WARNING, message, places=tuple(behind), settled=True)
    yield from _claims(report, written)
    if not written:
        message = N_("No chapter has text of your own yet.")
        yield Check(Kind.TEXTS, Severity.WARNING, message, places=("foreword",))
    before = clock.now(session) - OLD
    if aged := [row for row in written if row.written_at < before]:
        message = N_("Written more than twelve months ago. Is it still so?")
        yield Check(Kind.TEXTS, Severity.WARNING, message, places=tuple(aged))


def _claims(report: Report, written: list[ReportText]) -> Iterator[Check]:
    """Numbers in people's own words that a figure of that name does not bear out."""
    figures = reports.figures(report)
    for row in written:
        unlike = list(report_claims.unlike(row.text, figures, row.language))
        for claim in unlike:
            message = N_("You write %(number)s; “%(figure)s” is %(value)s.")
            if claim.hidden:
                message = N_("You write %(number)s; “%(figure)s” is hidden in this report.")
            if claim.tells:
                message = N_(
                    "You write %(number)s: that is what “%(figure)s” counts, which is hidden in "
                    "this report. Take the number out."
                )
            label = FIGURES[claim.code].label
            values = {"number": claim.number, "figure": label, "value": claim.figure}
            severity = Severity.BLOCKING if claim.tells else Severity.WARNING
            yield Check(Kind.FIGURES, severity, message, values, (row, claim.code))
        said = {claim.number for claim in unlike}
        for phrase, claims in report_claims.loose(row.text, figures):
            if claims[0].number not in said:
                message = N_("You write “%(words)s”; none of these figures says so. Is it right?")
                codes = tuple(claim.code for claim in claims)
                yield Check(Kind.FIGURES, Severity.INFO, message, {"words": phrase}, (row, *codes))


def _figures(session: Session, report: Report) -> Iterator[Check]:
    if not (report_freezing.intact(report) and ledger.intact(session, report)):
        message = N_("The frozen figures or the records behind them were altered.")
        who = N_("Warn the administrator. This draft cannot be mended: make a new one.")
        yield Check(Kind.FIGURES, Severity.BLOCKING, message, who=who)
    hidden = [figure["code"] for figure in reports.figures(report) if figure["hidden"]]
    tables: Any = report.snapshot.get("tables", {})
    cells = [
        ledger.cell(name, row["key"])
        for name, rows in tables.items()
        for row in rows
        if row["hidden"]
    ]
    if hidden or cells:
        message = N_(
            "Hidden, so that nobody can work out what one company did. Figures: %(figures)s; cells "
            "of tables: %(cells)s."
        )
        values = {"figures": len(hidden), "cells": len(cells)}
        yield _named(Kind.FIGURES, Severity.INFO, message, hidden + cells, values)
    if report.year_id is None and not report.snapshot.get("documents"):
        figures: Any = report.snapshot["figures"]
        if any(figure["code"] == "F201" and figure["hidden"] for figure in figures):
            message = N_("Too few companies sent documents in this period to list them.")
            who = N_("Nobody mends this: it protects them. A longer period can show more.")
        else:
            message = N_("No documents were received in this period.")
            who = N_("Companies send them in. What comes later counts in a report of those days.")
        yield Check(Kind.FIGURES, Severity.WARNING, message, who=who)


def _goals(session: Session, report: Report) -> Iterator[Check]:
    """Goals of which the figure says nothing, or not why it was not reached."""
    outcomes = report_goals.outcomes(report, report_goals.of(session, report))
    crossed = [one.code for one in outcomes if one.hidden]
    if crossed:
        message = N_("A goal whose result is hidden: leave the goal out, or say in words how far.")
        places = (Part.GOALS, *crossed)
        yield Check(Kind.FIGURES, Severity.WARNING, message, places=places)
    behind = [one for one in outcomes if one.reached is not None and one.reached < one.goal]
    steps = {one["code"]: str(one["step"]) for one in reports.figures(report)}
    written = report_texts.every(session, report)
    told = {row.chapter for row in written if row.text.strip()}
    untold = [
        one.code
        for one in behind
        if steps[one.code] not in told
        and not any(report_goals.is_named(one.goal, row.text) for row in written)
    ]
    if untold:
        message = N_("A goal that was not reached: say why in a text of your own.")
        who = N_("In its chapter, or in any other that names the goal in percent.")
        chapters = dict.fromkeys(InChapter(steps[code]) for code in untold)
        yield Check(Kind.FIGURES, Severity.INFO, message, places=(*chapters, *untold), who=who)


def _uncorrected(session: Session, report: Report) -> Iterator[Check]:
    """A corrected edition that says the same as the one it corrects."""
    before = report.corrects
    if before is None:
        return
    same = (
        not report_differences.between(before, report, report_texts.LANGUAGES[report.language])
        and report_goals.of(session, before) == report_goals.of(session, report)
        and _words(session, before) == _words(session, report)
    )
    if same:
        message = N_("Nothing is different yet from version %(number)s.")
        who = N_("Mend what was wrong in a text or a goal, or withdraw this draft.")
        yield Check(
            Kind.TEXTS, Severity.WARNING, message, {"number": before.edition}, (before,), who=who
        )


def _words(session: Session, report: Report) -> dict[tuple[str, str], str]:
    return {
        (row.chapter, row.language): row.text.strip()
        for row in report_texts.every(session, report)
        if row.text.strip()
    }


def _of_year(session: Session, report: Report, year: MemberYear) -> Iterator[Check]:
    """What a company looks at before it tells others of its year."""
    for row in report_texts.every(session, report):
        if named := member_counting.suppliers_in(session, year, row.text):
            message = N_("Names a supplier: %(names)s.")
            values = {"names": ", ".join(named[:NAMED])}
            yield Check(Kind.TEXTS, Severity.BLOCKING, message, values, (row,))
    figures = {one["code"]: one for one in reports.figures(report)}
    answered = figures.get("M101")
    if answered is not None and answered["value"] < answered["over"]:
        message = N_("Not every question of the year is answered.")
        yield Check(Kind.FIGURES, Severity.WARNING, message, places=(Part.ANSWERS,))
    risks = figures.get("M203")
    if risks is not None and not risks["value"]:
        message = N_("No risk stands on the list of the year.")
        yield Check(Kind.FIGURES, Severity.WARNING, message, places=(Part.RISKS,))
    if not report.snapshot.get("actions"):
        message = N_("Nothing stands in the plan yet.")
        yield Check(Kind.FIGURES, Severity.WARNING, message, places=(Part.PLAN,))
    elif report.kind == ReportKind.PLAN:
        message = N_("The plan says who does what. Name functions, no people, before you publish.")
        yield Check(Kind.TEXTS, Severity.INFO, message, places=(Part.PLAN,))


def _named(
    kind: Kind, severity: Severity, message: str, places: list[str], values: Mapping[str, object]
) -> Check:
    return Check(
        kind, severity, message, values, tuple(places[:PLACES]), max(0, len(places) - PLACES)
    )
