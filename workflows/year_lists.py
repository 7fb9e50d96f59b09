"""The years of all companies, for the secretariat: how far each is, what waits, what is late."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workflows import clock, steps, years
from workflows.errors import NotFound
from workflows.instruments import Score
from workflows.models import MemberYear, Organisation, YearStep
from workflows.permissions import Actor
from workflows.states import StepState

TO_ASSESS, LATE, RETURNED = "to_assess", "late", "returned"
NOT_BEGUN, ACCEPTED = "not_begun", "accepted"


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list is narrowed to; an empty text leaves that out."""

    starts: int
    waits: str = ""  # TO_ASSESS, LATE, RETURNED, NOT_BEGUN, ACCEPTED
    text: str = ""  # in the name of the company


@dataclass(frozen=True, slots=True)
class Row:
    """A company with its year, if it was opened, and what can be said of it."""

    organisation: Organisation
    year: MemberYear | None
    states: Counter[StepState]
    late: int
    score: Score | None

    def is_so(self, waits: str) -> bool:
        """Whether this is one that somebody looks for."""
        return {
            "": True,
            TO_ASSESS: self.states[StepState.SENT] > 0,
            LATE: self.late > 0,
            RETURNED: self.states[StepState.RETURNED] > 0,
            NOT_BEGUN: self.states[StepState.NOT_STARTED] == sum(self.states.values()),
            ACCEPTED: self.year is not None
            and self.states[StepState.ACCEPTED] == sum(self.states.values()),
        }[waits]


@dataclass(frozen=True, slots=True)
class Listing:
    """The rows that fit, and of how many companies each thing is so."""

    rows: list[Row]
    counts: Counter[str]
    total: int


def late(step: YearStep, today: date) -> bool:
    """Whether the step should have been sent in by now."""
    return step.state in steps.WRITABLE and step.due < today


def known(session: Session, actor: Actor) -> list[int]:
    """The years that there are, the newest first; the running one is always among them."""
    allowed = years.visible(actor).order_by(None).with_only_columns(MemberYear.starts).distinct()
    found = set(session.scalars(allowed.options()))
    return sorted(found | {years.current(session)}, reverse=True)


def listing(session: Session, actor: Actor, wanted: Filter) -> Listing:
    """The companies with their year; for the secretariat alone."""
    if not actor.is_secretariat:
        raise NotFound(years.NOT_FOUND)
    query = (
        select(MemberYear)
        .where(MemberYear.starts == wanted.starts)
        .options(
            selectinload(MemberYear.organisation),
            selectinload(MemberYear.steps).selectinload(YearStep.answers),
        )
    )
    opened = {year.organisation_id: year for year in session.scalars(query)}
    members = {one.id: one for one in years.companies(session, actor)}
    members |= {year.organisation_id: year.organisation for year in opened.values()}
    today, part = clock.today(session), wanted.text.strip().casefold()
    rows = [
        _row(one, opened.get(one.id), today)
        for one in sorted(members.values(), key=lambda one: one.name.casefold())
        if part in one.name.casefold()
    ]
    kinds = (TO_ASSESS, LATE, RETURNED, NOT_BEGUN, ACCEPTED)
    counts = Counter(kind for row in rows for kind in kinds if row.is_so(kind))
    return Listing([row for row in rows if row.is_so(wanted.waits)], counts, len(rows))


def _row(organisation: Organisation, year: MemberYear | None, today: date) -> Row:
    rows = year.steps if year is not None else []
    return Row(
        organisation,
        year,
        Counter(step.state for step in rows),
        sum(late(step, today) for step in rows),
        steps.score(rows),
    )
