"""The demo year's reports: one of all that is published, one to clear, a company's own draft."""

from sqlalchemy.orm import Session

from workflows import (
    clock,
    organisations,
    people,
    remark_answers,
    remarks,
    report_goals,
    reports,
    round_drafts,
    rounds,
    years,
)
from workflows.demo import cast
from workflows.models import Report
from workflows.permissions import Actor
from workflows.remark_states import RemarkAction
from workflows.remarks import Said
from workflows.report_kinds import ReportKind
from workflows.states import ReportAction

TEXTS = {
    "foreword": "Dit rapport is een voorbeeld. Alle bedrijven, smelters en cijfers zijn verzonnen.",
    "1": "Alle deelnemers hebben hun beleid voor verantwoord inkopen dit jaar opnieuw bekeken.",
    "2": "De meeste tijd ging zitten in het opvragen van ontbrekende gegevens bij leveranciers.",
    "outlook": "Volgend jaar volgen wij vooral of maatregelen op tijd klaar zijn.",
}

IN_ENGLISH = {
    "foreword": "This report is an example. All companies, smelters and figures are made up.",
    "1": "All participants looked again this year at their policy on responsible sourcing.",
    "2": "Most of the time went into asking suppliers for data that were missing.",
    "outlook": "Next year we will follow above all whether measures are ready in time.",
}

LATELY = "2026-07-01..2026-10-31"
OFFERED = {
    "foreword": "Dit is de tussenstand na vier maanden. Alles is verzonnen.",
    "outlook": "In het voorjaar vragen wij vooral naar maatregelen die over hun datum zijn.",
}
OFFERED_IN_ENGLISH = "This is where we stand after four months. Everything is made up."

YEAR = 2025
ASKED = (cast.MEMBERS[4], cast.MEMBERS[7])  # of whom one can look through their eyes
QUESTION = "Herkent u wat hier staat? Wat moet anders?"
REMARK = "Ook de leveranciers zelf waren er veel tijd aan kwijt."
PROPOSED = (
    "De meeste tijd ging zitten in het opvragen van ontbrekende gegevens bij leveranciers, "
    "ook voor de leveranciers zelf."
)
ANSWER = "Dank u, wij nemen het over."
OWN_FOREWORD = "Dit verslag vertelt wat wij dit jaar deden voor een verantwoorde keten."


def make(session: Session, maker: Actor, checker: Actor) -> None:
    """The progress report of 2025-2026, from draft to published."""
    report = reports.create(session, reports.period_named("2025-2026"), "nl", maker)
    for chapter, text in TEXTS.items():
        reports.write(session, report, chapter, text, maker)
        reports.write(session, report, chapter, IN_ENGLISH[chapter], maker, language="en")
    report_goals.keep(session, report, {"F203": "80", "F301": "75"}, maker)
    _comment(session, report, maker)
    reports.act(session, report, ReportAction.CHECK, checker)
    reports.act(session, report, ReportAction.FINALISE, maker)
    reports.act(session, report, ReportAction.PUBLISH, checker, audience="public")
    _of_a_company(session)


def offer(session: Session, _checker: Actor, maker: Actor) -> None:
    """The draft of the first months of the running year, which waits for who did not make it."""
    report = reports.create(session, reports.period_named(LATELY), "nl", maker)
    for chapter, text in OFFERED.items():
        reports.write(session, report, chapter, text, maker)
    reports.write(session, report, "foreword", OFFERED_IN_ENGLISH, maker, language="en")
    reports.act(session, report, ReportAction.OFFER, maker)


def _comment(session: Session, report: Report, maker: Actor) -> None:
    """Two companies are asked; one proposes other words, which are taken over."""
    row = rounds.start(
        session,
        report,
        maker,
        parties=[organisations.named(session, one.name).public_id for one in ASKED],
        steering=False,
        due=clock.today(session),
        message=QUESTION,
    )
    said = Said(round_drafts.spot(row, "2-own-0"), REMARK, PROPOSED)
    contact = people.acting_as(session, ASKED[0].contact)
    (remark,) = remarks.add(session, row, [said], contact)
    remark_answers.act(session, remark, RemarkAction.TAKE, maker, note=ANSWER)
    rounds.close(session, row, maker)


def _of_a_company(session: Session) -> None:
    """A company writes at the report of its own year, and has not finished."""
    member = cast.MEMBERS[0]
    contact = people.acting_as(session, member.contact)
    rows = years.of(session, organisations.named(session, member.name))
    (year,) = [one for one in rows if one.starts == YEAR]
    report = reports.create_of_year(session, year, ReportKind.MEMBER, "nl", contact)
    reports.write(session, report, "foreword", OWN_FOREWORD, contact)
