"""The demo year's report: made by one of the secretariat, cleared by another, published."""

from sqlalchemy.orm import Session

from workflows import report_goals, reports
from workflows.permissions import Actor
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


def make(session: Session, maker: Actor, checker: Actor) -> None:
    """The progress report of 2025-2026, from draft to published."""
    report = reports.create(session, reports.period_named("2025-2026"), "nl", maker)
    for chapter, text in TEXTS.items():
        reports.write(session, report, chapter, text, maker)
        reports.write(session, report, chapter, IN_ENGLISH[chapter], maker, language="en")
    report_goals.keep(session, report, {"F203": "80", "F301": "75"}, maker)
    reports.act(session, report, ReportAction.CHECK, checker)
    reports.act(session, report, ReportAction.FINALISE, maker)
    reports.act(session, report, ReportAction.PUBLISH, checker, audience="public")
