"""What can be done with findings, asked of the database: the table of transitions as conditions.

They hold among the findings that the actor may see. There, ``can(action, actor)`` finds the very
rows for which ``findings.options`` offers the action. A new condition of the table needs its twin
here; a test compares the two row by row.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true

from workflows import contesting, findings
from workflows.models import Communication, Evidence, Finding, FindingSource
from workflows.permissions import SUBMITTERS, Actor, Who
from workflows.states import CommunicationState, FindingAction, FindingState, Role
from workflows.transitions import FINDINGS

UNSENT = (CommunicationState.DRAFT, CommunicationState.CLEARED)


def can(action: FindingAction, actor: Actor) -> ColumnElement[bool]:
    """Findings with which the actor can do this now."""
    guards: dict[tuple[frozenset[Who], FindingState], list[tuple[str, ...]]] = {}
    for transition in FINDINGS.transitions:
        if transition.action is action:
            source = FindingState(transition.source.value)
            guards.setdefault((transition.who, source), []).append(transition.guards)
    ways: dict[tuple[frozenset[Who], tuple[tuple[str, ...], ...]], list[FindingState]] = {}
    for (who, source), one_of in guards.items():
        ways.setdefault((who, tuple(one_of)), []).append(source)
    return or_(
        false(),
        *(
            and_(Finding.state.in_(states), or_(*standing), _holding(one_of, actor))
            for (who, one_of), states in ways.items()
            if (standing := _standing(who, actor))
        ),
    )


def stands(who: frozenset[Who], actor: Actor) -> ColumnElement[bool]:
    """Findings to which the actor stands in one of these ways; see ``findings.standing``."""
    return or_(false(), *_standing(who, actor))


def _standing(who: frozenset[Who], actor: Actor) -> list[ColumnElement[bool]]:
    """The ways that the actor has at all: none is nothing to ask the database."""
    ways: list[ColumnElement[bool]] = []
    if Who.OWN in who and (own := actor.organisations(*SUBMITTERS)):
        ways.append(Finding.organisation_id.in_(own))
    # Whoever also works for the company does not judge it.
    judged = Finding.organisation_id.not_in(actor.organisations())
    office = Who.SECRETARIAT in who and actor.is_secretariat
    reads = Who.REVIEWER in who and actor.has(Role.REVIEWER)
    if office or (reads and not actor.is_secretariat):
        # What a reviewer sees of other organisations is assigned to them.
        ways.append(judged)
    elif reads:
        ways.append(and_(judged, Finding.id.in_(findings.assigned(actor))))
    if Who.STEERING in who and actor.steers:
        ways.append(and_(judged, Finding.state == FindingState.CONTESTED_STEERING))
    return ways


def _holding(one_of: Sequence[tuple[str, ...]], actor: Actor) -> ColumnElement[bool]:
    """All the guards of one way; what every way asks is asked once."""
    known = _conditions(actor.person_id)
    common = [name for name in one_of[0] if all(name in guards for guards in one_of)]
    others = [[known[name] for name in guards if name not in common] for guards in one_of]
    rest = [and_(*conditions) for conditions in others if conditions]
    # A way that asks nothing else leaves the others nothing to add.
    return and_(true(), *(known[name] for name in common), *([or_(*rest)] if all(others) else []))


# They are the same for every action, and to make them takes longer than to ask them.
@lru_cache(maxsize=256)
def _conditions(me: int) -> Mapping[str, ColumnElement[bool]]:
    mine = _evidence().where(Evidence.added_by_id == me)
    said = select(Communication.id).where(Communication.finding_id == Finding.id)
    return {
        **contesting.conditions(me),
        "harm_is_actual": Finding.harm.is_not_distinct_from("actual"),
        "has_evidence": _evidence().exists(),
        "another_verifies": and_(Finding.submitted_by_id.is_distinct_from(me), ~mine.exists()),
        "another_closes": Finding.verified_by_id.is_distinct_from(me),
        # About one audience, which the form asks for: nothing stands in the way before.
        "another_clears": true(),
        "cleared": true(),
        "checked": true(),
        "published": true(),
        "answers_in_time": true(),  # about the day that the form asks for
        "ground_gone": and_(
            Finding.sources.any(), ~Finding.sources.any(FindingSource.ended_at.is_(None))
        ),
        "communication_settled": and_(
            said.exists(), ~said.where(Communication.state.in_(UNSENT)).exists()
        ),
        **{
            f"back_to_{state}": Finding.resume.is_not_distinct_from(state) for state in FindingState
        },
    }


def _evidence() -> Select[int]:
    return select(Evidence.id).where(Evidence.finding_id == Finding.id)


def message_waits(actor: Actor, state: CommunicationState) -> ColumnElement[bool]:
    """Findings with a message in this state that the actor may take further.

    A draft waits for somebody else than its writer.
    """
    said = select(Communication.id).where(
        Communication.finding_id == Finding.id, Communication.state == state
    )
    if state is not CommunicationState.CLEARED:
        said = said.where(Communication.drafted_by_id != actor.person_id)
    return and_(stands(frozenset({Who.SECRETARIAT, Who.REVIEWER}), actor), said.exists())
