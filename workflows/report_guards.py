"""The conditions of the steps of a report: four eyes, nothing left open, nobody named unasked."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from workflows import (
    aggregates,
    consents,
    member_counting,
    plain_text,
    remarks,
    report_changes,
    report_claims,
    report_texts,
    unagreed,
)
from workflows.errors import Invalid, NotAllowed, WorkflowError
from workflows.marking import N_
from workflows.models import Report
from workflows.performing import Guard
from workflows.permissions import Actor

GIVEN_OUT_SINCE = N_(
    "Figures of these days were given out since this draft was counted. With its own they would "
    "tell of single companies. Count it again, or make a new draft."
)

TELLS = N_("A text says what a hidden figure counts: %(number)s. Take the number out.")


def of(session: Session, report: Report, actor: Actor) -> Mapping[str, Guard]:
    """By name what stands in the way of a step of a report, for the actor; None: nothing does."""

    def another_checks() -> WorkflowError | None:
        if report.created_by_id == actor.person_id:
            return NotAllowed(N_("Somebody else must clear this report: you made it."))
        return None

    def maker_offers() -> WorkflowError | None:
        if report.created_by_id != actor.person_id:
            return NotAllowed(N_("Whoever made this report offers it. You can clear it."))
        waits = report.offered_at is not None
        if waits and not report_changes.since_offered(session, report):
            return NotAllowed(N_("This report waits already for somebody to clear it."))
        return None

    def offered() -> WorkflowError | None:
        if report.offered_at is None:
            return NotAllowed(N_("This report is not offered to be cleared."))
        return None

    def own_offer() -> WorkflowError | None:
        if report.offered_by_id != actor.person_id:
            return NotAllowed(N_("Only whoever offered this report takes the offer back."))
        return None

    def another_confirms() -> WorkflowError | None:
        if report.retraction_by_id == actor.person_id:
            return NotAllowed(N_("Somebody else must confirm this: you asked for it."))
        return None

    def nothing_left_open() -> WorkflowError | None:
        figures: Any = report.snapshot["figures"]
        for row in report_texts.every(session, report):
            for hole in plain_text.left_open(row.text):
                return Invalid(N_("A text still has a place to be filled in: %(hole)s."), hole=hole)
            for claim in report_claims.unlike(row.text, figures, row.language):
                if claim.tells:
                    return Invalid(TELLS, number=claim.number)
        return None

    def no_supplier_named() -> WorkflowError | None:
        if report.year is None:  # its passages are cleared
            return None
        for row in report_texts.every(session, report):
            for name in member_counting.suppliers_in(session, report.year, row.text):
                return Invalid(N_("A text names a supplier: %(name)s. Leave it out."), name=name)
        return None

    def nothing_worked_out() -> WorkflowError | None:
        if report.year is None and not aggregates.holds(session, report):
            return NotAllowed(GIVEN_OUT_SINCE)
        return None

    def still_agreed() -> WorkflowError | None:
        if report.year is None:
            return unagreed.in_the_way_of_publishing(session, report)
        for row in report_texts.every(session, report):
            for name in member_counting.suppliers_in(session, report.year, row.text):
                return NotAllowed(
                    N_("A text names a supplier: %(name)s. Make a corrected version without it."),
                    name=name,
                )
        return None

    asked: dict[str, Guard] = {
        "nothing_worked_out": nothing_worked_out,
        "remarks_answered": lambda: remarks.in_the_way(session, report),
        "consented": lambda: consents.in_the_way(session, report),
        "passages_cleared": lambda: unagreed.in_the_way(session, report),
        "still_agreed": still_agreed,
        "another_checks": another_checks,
        "changed_by_others": lambda: report_changes.refusal(session, report, actor),
        "maker_offers": maker_offers,
        "offered": offered,
        "own_offer": own_offer,
        "another_confirms": another_confirms,
        "nothing_left_open": nothing_left_open,
        "no_supplier_named": no_supplier_named,
    }
    # A page asks most of them for two steps, each of every text and figure: once is enough.
    return {name: cache(guard) for name, guard in asked.items()}
