"""What the general assembly decided on a final report: adopted it, with which changes.

Kept in the log, as the report itself is final: a line that was wrong is followed by another.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from workflows import clock, events, lengths, reports
from workflows.errors import Invalid, NotAllowed
from workflows.marking import N_
from workflows.models import Report
from workflows.permissions import Actor
from workflows.states import GIVEN_OUT
from workflows.transitions import REPORTS

_ACTION = "decided"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, on which day."""

    day: date
    text: str


def note(session: Session, report: Report, day: date | None, text: str, actor: Actor) -> None:
    """Keep what was decided; Invalid without a day that has come, without words, or
    with more than :data:`lengths.MESSAGE`."""
    reports.may_write(report, actor)
    if not open_to(report):
        raise NotAllowed(N_("The assembly decides on a final report of the agreement."))
    if day is None or day > clock.today(session):
        raise Invalid(N_("Give the day of the assembly: today or earlier."))
    words = lengths.within(text, lengths.MESSAGE, field="text")
    if not words:
        raise Invalid(N_("Write what the assembly decided."), field="text")
    events.append(
        session,
        actor,
        REPORTS.noun,
        report.public_id,
        _ACTION,
        organisation_id=None,
        day=day.isoformat(),
        text=words,
    )


def open_to(report: Report) -> bool:
    """Whether the assembly can decide on it: a company's own report is no business of theirs."""
    return report.year_id is None and report.state in GIVEN_OUT


def of(session: Session, report: Report) -> list[Decision]:
    """What was decided on a report, the newest line first; whose asks must be allowed to see it."""
    said = [
        events.payload(session, event)
        for event in events.history(session, REPORTS.noun, report.public_id)
        if event.action == _ACTION
    ]
    return [
        Decision(date.fromisoformat(str(one["day"])), str(one["text"]))
        for one in reversed(said)
        if one  # nothing is left of one that was erased
    ]
