"""A task of somebody's work: what it is about, and by when it has to be done."""

from dataclasses import dataclass
from datetime import date, timedelta

from workflows import finding_lists, steps
from workflows.clock import ZONE
from workflows.following.proposals import Counted
from workflows.models import (
    Document,
    Edition,
    Finding,
    NameRule,
    Question,
    Report,
    ReportClearance,
    ReportRound,
    Site,
    YearStep,
)
from workflows.states import ReportState, StepState


@dataclass(frozen=True, slots=True)
class Task:
    """One row: what it is about (a document, a finding, a step), how many, by when, detail.

    ``promised`` is the day before which the sender of a document hears. ``also`` names the buckets
    of what is to be done with the same finding besides: they leave it out, so that nothing stands
    twice without one seeing what comes first.
    """

    document: Document | None = None
    finding: Finding | None = None
    count: int = 0
    due: date | None = None
    promised: date | None = None
    detail: str = ""
    edition: Edition | None = None
    site: Site | None = None
    question: Question | None = None
    rule: NameRule | None = None
    signal: Counted | None = None
    step: YearStep | None = None
    asked: Report | ReportRound | ReportClearance | None = None
    also: tuple[str, ...] = ()

    @property
    def day(self) -> date | None:
        """By when it has to be done; none where that day matters no more."""
        if self.promised is not None:  # before that day: the last one that is in time
            return self.promised - timedelta(days=1)
        if self.step is not None and self.step.state not in steps.WRITABLE:
            return None
        settled = self.finding is not None and self.finding.state in finding_lists.SETTLED
        return None if settled else self.due

    @property
    def since(self) -> date | None:
        """The day that a step was sent in or a draft offered, for as long as it waits."""
        if isinstance(self.asked, Report) and self.asked.state is ReportState.DRAFT:
            offered = self.asked.offered_at
            return None if offered is None else offered.astimezone(ZONE).date()
        if self.step is None or self.step.state is not StepState.SENT:
            return None
        sent = self.step.signed_at
        return None if sent is None else sent.astimezone(ZONE).date()
