"""Findings and measures that wait: what is in each bucket, as a question to the database."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, case, false, func, or_, select, true
from sqlalchemy.orm import Session, contains_eager

from workflows import clock, contesting, finding_lists, findings
from workflows.finding_conditions import can, message_waits, stands
from workflows.models import Event, Finding, Measure
from workflows.permissions import SUBMITTERS, Actor, Who
from workflows.states import CommunicationState, FindingAction, FindingState, Role

AHEAD = timedelta(days=30)  # what counts as soon
NEAR = timedelta(days=7)  # a measure is to be done now
DUE = case((Finding.state.not_in(finding_lists.SETTLED), contesting.DUE))
"""The day by which something has to be done; none where it matters no more."""
BY_DUE = (DUE.is_(None), DUE, Finding.id)
REST = "due_soon"  # holds what no other bucket does
MESSAGES = {"to_clear": CommunicationState.DRAFT, "to_send": CommunicationState.CLEARED}
"""The state of the message that waits in a bucket."""
WITH_MESSAGES = ("to_verify", "handed")  # their rows say of the messages that wait too
_OWN = frozenset({Who.OWN})


def running(actor: Actor) -> Select[Finding]:
    """The findings that have not ended, of those that the actor may see."""
    return findings.visible(actor).where(Finding.state.not_in(findings.ENDED)).order_by(None)


def conditions(session: Session, actor: Actor) -> dict[str, ColumnElement[bool]]:
    """What is in each bucket of running findings; none where the actor has no such work."""
    if found := marks(session, actor):
        # Once on this page: what is a task already says its day there.
        elsewhere = or_(*(which for name, which in found.items() if name != REST))
        found[REST] &= ~func.coalesce(elsewhere, false())
    return found


def marks(session: Session, actor: Actor) -> dict[str, ColumnElement[bool]]:
    """The same, but that ``REST`` also has what is in another bucket."""
    if not actor.has(Role.SECRETARIAT, Role.REVIEWER, *SUBMITTERS):
        return {}
    act, state = FindingAction, FindingState
    mine = Finding.owner_id.is_(None) | (Finding.owner_id == actor.person_id)
    today = clock.today(session)
    verify = can(act.VERIFY, actor)
    # With what is to be verified the message waits too: that row says both.
    later = ~func.coalesce(verify, false())
    # What a colleague was given stands apart. Whoever takes four eyes is not who it was given to.
    here = mine if actor.is_secretariat else true()
    found = {
        "to_answer": can(act.ANSWER, actor),
        "to_assign": (Finding.state == state.OPEN) & can(act.ASSIGN, actor),
        "to_decide": can(act.UPHOLD, actor),
        "ground_gone": can(act.STAND, actor),
        "to_assess": can(act.ASSESS, actor) & mine,
        "to_verify": verify & here,
        "to_clear": message_waits(actor, MESSAGES["to_clear"]) & later,
        "to_send": message_waits(actor, MESSAGES["to_send"]) & later & here,
        "to_close": can(act.CLOSE, actor) & here,
        "asked": (Finding.state == state.NEEDS_INFORMATION) & ~can(act.ANSWER, actor),
    }
    if actor.is_secretariat:
        sends = message_waits(actor, MESSAGES["to_send"]) & later
        found["handed"] = or_(verify, sends, can(act.CLOSE, actor)) & ~mine
    if actor.has(*SUBMITTERS):
        judged = (state.OPEN, state.IN_REVIEW, state.VERIFICATION, *contesting.STATES)
        found["to_plan"] = (Finding.state == state.ASSESSED) & stands(_OWN, actor)
        found["judged"] = Finding.state.in_(judged) & stands(_OWN, actor)
    soon = DUE.between(today, today + AHEAD)
    found[REST] = func.coalesce(soon, false()) & ~_measured(session, actor)
    return found


def also(session: Session, actor: Actor, numbers: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Of these findings to verify, by key, the buckets of messages that wait with them."""
    found: dict[int, tuple[str, ...]] = {}
    for name, said in MESSAGES.items():
        waits = select(Finding.id).where(Finding.id.in_(numbers), message_waits(actor, said))
        for number in session.scalars(waits):
            found[number] = (*found.get(number, ()), name)
    return found


def moved(session: Session, actor: Actor, rows: Sequence[Finding]) -> dict[str, date]:
    """Since when findings without a day stand as they do, by public id: the last thing done.

    For the office and the reviewers: what they do meanwhile is not told to a company.
    """
    undated = [
        row.public_id
        for row in rows
        if row.state in finding_lists.SETTLED or contesting.due(row) is None
    ]
    if not undated or not actor.has(Role.SECRETARIAT, Role.REVIEWER):
        return {}
    query = select(Event.object_id, func.max(Event.at)).where(
        Event.noun == "finding", Event.object_id.in_(undated)
    )
    return {key: clock.day(at) for key, at in session.execute(query.group_by(Event.object_id))}


def _measured(session: Session, actor: Actor) -> ColumnElement[bool]:
    """Findings with a measure that the company has to do now."""
    if not (waiting := measures(session, actor)):
        return false()
    due = waiting["measures"].order_by(None).with_only_columns(Measure.finding_id)
    return Finding.id.in_(due)


def measures(session: Session, actor: Actor) -> dict[str, Select[Measure]]:
    """The company's own measures that are due, the most pressing first."""
    if not actor.has(*SUBMITTERS):
        return {}
    seen = (
        running(actor)
        .where(Finding.state.in_(findings.TAKING), stands(_OWN, actor))
        .with_only_columns(Finding.id)
    )
    query = (
        select(Measure)
        .join(Measure.finding)
        .where(
            Measure.finding_id.in_(seen),
            Measure.done_at.is_(None),
            Measure.due <= clock.today(session) + NEAR,
        )
        .order_by(Measure.due, *BY_DUE, Measure.id)
        .options(contains_eager(Measure.finding).selectinload(Finding.organisation))
    )
    return {"measures": query}
