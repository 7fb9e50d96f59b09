"""A task of somebody's work: what it is about, and by when it has to be done."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from workflows import clock, finding_lists, steps
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

    ``promised`` is the day before which the sender of a document hears; ``begun`` the day from
    which it waits, where what it is about does not say so. ``also`` names the buckets
    of what is to be done with the same finding besides: they leave it out, so that nothing stands
    twice without one seeing what comes first.
    """

    document: Document | None = None
    finding: Finding | None = None
    count: int = 0
    due: date | None = None
    promised: date | None = None
    begun: date | None = None
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
        """The day from which it waits, such as that on which a step was sent in; None: unknown."""
        if self.begun is not None:
            return self.begun
        if self.site is not None:
            return self.site.valid_from
        moment = self._moment()
        return None if moment is None else clock.day(moment)

    def _moment(self) -> datetime | None:
        if isinstance(self.asked, Report):
            drafted = self.asked.state is ReportState.DRAFT
            return self.asked.offered_at or self.asked.created_at if drafted else None
        if isinstance(self.asked, ReportClearance):
            return self.asked.answered_at
        if self.signal is not None:
            return self.signal.cause.found_at
        sent = self.step is not None and self.step.state is StepState.SENT
        return self.step.signed_at if sent and self.step is not None else None
