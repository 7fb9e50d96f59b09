"""Findings: from assessment through measures and verification to closing, and back when it must.

The OECD due-diligence step of each state: 2 identify and assess, 3 cease, prevent and mitigate,
4 track, 5 communicate (rows of their own, beside these states), 6 remedy.
"""

from workflows.machine import Machine, Transition
from workflows.marking import N_
from workflows.permissions import Who
from workflows.states import FindingAction as A
from workflows.states import FindingState as S

_SECRETARIAT = frozenset({Who.SECRETARIAT})
_JUDGES = frozenset({Who.SECRETARIAT, Who.REVIEWER})
_OWN = frozenset({Who.OWN})
_BOTH = frozenset({Who.OWN, Who.SECRETARIAT})
_SYSTEM = frozenset({Who.SYSTEM})

_REVIEWER = frozenset({Who.REVIEWER})
_STEERING = frozenset({Who.STEERING})
_ALL = _OWN | _JUDGES
_CONTESTED = (S.CONTESTED, S.CONTESTED_OFFICE, S.CONTESTED_STEERING)
_AT_WORK = (S.ASSESSED, S.PLANNED, S.REMEDIATION, S.REMEDY, S.VERIFICATION, S.MONITORED)


def _assigning() -> tuple[Transition, ...]:
    stay = (S.IN_REVIEW, S.NEEDS_INFORMATION, *_AT_WORK, *_CONTESTED)
    return (
        Transition(S.OPEN, A.ASSIGN, S.IN_REVIEW, _SECRETARIAT, needs=("person",), tells=_JUDGES),
        *(Transition(s, A.ASSIGN, s, _SECRETARIAT, needs=("person",), tells=_JUDGES) for s in stay),
    )


def _communicating() -> tuple[Transition, ...]:
    steps: list[Transition] = []
    for state in (*_AT_WORK, S.CLOSED):
        steps += (
            Transition(state, A.DRAFT, state, _JUDGES, needs=("audience", "text")),
            Transition(
                state,
                A.CLEAR,
                state,
                _JUDGES,
                needs=("audience",),
                guards=("another_clears", "checked"),
            ),
            Transition(
                state,
                A.COMMUNICATE,
                state,
                _JUDGES,
                needs=("audience",),
                guards=("cleared", "published"),
                tells=_OWN,
            ),
            Transition(state, A.WITHHOLD, state, _SECRETARIAT, needs=("audience", "note")),
        )
    return tuple(steps)


def _evidence() -> tuple[Transition, ...]:
    states = (S.NEEDS_INFORMATION, S.PLANNED, S.REMEDIATION, S.REMEDY, *_CONTESTED)
    return tuple(Transition(s, A.ADD_EVIDENCE, s, _BOTH, needs=("note",)) for s in states)


# Each rung of the ladder: its state, who judges there, and what lets the company come to it.
_LADDER = (
    (S.CONTESTED, _REVIEWER, "first_contest"),
    (S.CONTESTED_OFFICE, _SECRETARIAT, "upheld_by_reviewer"),
    (S.CONTESTED_STEERING, _STEERING, "upheld_by_office"),
)


def _contesting() -> tuple[Transition, ...]:
    """The text is frozen meanwhile: nothing is assessed, planned or communicated."""
    states = (S.ASSESSED, S.PLANNED, S.REMEDIATION, S.REMEDY)
    judging = ("has_not_judged",)
    return (
        *(
            Transition(
                s,
                A.CONTEST,
                rung,
                _OWN,
                needs=("note",),
                guards=(guard,),
                tells=judges | _SECRETARIAT,
            )
            for s in states
            for rung, judges, guard in _LADDER
        ),
        *(
            Transition(
                rung,
                A.UPHOLD,
                s,
                judges,
                needs=("note",),
                guards=(*judging, f"back_to_{s}"),
                tells=_ALL,
            )
            for rung, judges, _guard in _LADDER
            for s in states
        ),
        *(
            Transition(
                rung,
                A.WITHDRAW,
                S.WITHDRAWN,
                judges,
                needs=("note",),
                guards=judging,
                tells=_ALL,
            )
            for rung, judges, _guard in _LADDER
        ),
        # Nobody judged in time, or there is nobody who may.
        *(
            Transition(rung, A.HAND_UP, after, _SYSTEM, tells=_OWN | _SECRETARIAT | judges)
            for (rung, *_), (after, judges, _guard) in zip(_LADDER, _LADDER[1:], strict=False)
        ),
        Transition(
            S.CONTESTED_STEERING,
            A.OVERRUN,
            S.CONTESTED_STEERING,
            _SYSTEM,
            tells=_OWN | _SECRETARIAT | _STEERING,
        ),
    )


def _without_ground() -> tuple[Transition, ...]:
    # A new version of the document no longer says it: a person lets it stand, or looks again.
    gone = ("ground_gone",)
    return (
        *(
            Transition(s, A.STAND, s, _JUDGES, needs=("note",), guards=gone)
            for s in (S.OPEN, S.IN_REVIEW, S.NEEDS_INFORMATION, *_CONTESTED, *_AT_WORK)
        ),
        *(
            Transition(s, A.REOPEN, S.IN_REVIEW, _JUDGES, needs=("note",), guards=gone, tells=_OWN)
            for s in (S.NEEDS_INFORMATION, *_AT_WORK)
            if s is not S.MONITORED
        ),
    )


FINDINGS = Machine(
    noun="finding",
    initial=S.OPEN,
    transitions=(
        *_assigning(),
        Transition(S.OPEN, A.DISMISS, S.DISMISSED, _SECRETARIAT, needs=("note",)),
        Transition(S.OPEN, A.WITHDRAW, S.WITHDRAWN, _SYSTEM),
        Transition(S.IN_REVIEW, A.WITHDRAW, S.WITHDRAWN, _SYSTEM),
        Transition(
            S.IN_REVIEW, A.ASK, S.NEEDS_INFORMATION, _JUDGES, needs=("note", "due"), tells=_OWN
        ),
        Transition(
            S.NEEDS_INFORMATION, A.ANSWER, S.IN_REVIEW, _OWN, needs=("note",), tells=_JUDGES
        ),
        Transition(
            S.IN_REVIEW, A.ASSESS, S.ASSESSED, _JUDGES, needs=("severity", "likelihood"), tells=_OWN
        ),
        Transition(S.IN_REVIEW, A.DISMISS, S.DISMISSED, _JUDGES, needs=("note",)),
        *_contesting(),
        *(
            Transition(
                source,
                A.PLAN,
                target,
                _BOTH,
                needs=("text", "owner", "due"),
                guards=("answers_in_time",),
                tells=_JUDGES if source is S.ASSESSED else frozenset(),
            )
            for source, target in (
                (S.ASSESSED, S.PLANNED),
                (S.PLANNED, S.PLANNED),
                (S.REMEDIATION, S.REMEDIATION),
                (S.REMEDY, S.REMEDY),
            )
        ),
        Transition(S.PLANNED, A.START, S.REMEDIATION, _BOTH),
        Transition(S.PLANNED, A.START_REMEDY, S.REMEDY, _BOTH, guards=("harm_is_actual",)),
        Transition(S.REMEDIATION, A.START_REMEDY, S.REMEDY, _BOTH, guards=("harm_is_actual",)),
        *_evidence(),
        Transition(
            S.REMEDIATION, A.SUBMIT, S.VERIFICATION, _BOTH, guards=("has_evidence",), tells=_JUDGES
        ),
        Transition(
            S.REMEDY, A.SUBMIT, S.VERIFICATION, _BOTH, guards=("has_evidence",), tells=_JUDGES
        ),
        Transition(
            S.VERIFICATION, A.VERIFY, S.MONITORED, _JUDGES, guards=("another_verifies",), tells=_OWN
        ),
        Transition(
            S.VERIFICATION,
            A.RETURN,
            S.REMEDIATION,
            _JUDGES,
            needs=("note",),
            guards=("another_verifies",),
            tells=_OWN,
        ),
        *_communicating(),
        *_without_ground(),
        Transition(
            S.MONITORED,
            A.CLOSE,
            S.CLOSED,
            _SECRETARIAT,
            guards=("another_closes", "communication_settled"),
            tells=_OWN,
        ),
        *(
            Transition(s, A.REOPEN, S.IN_REVIEW, _JUDGES | _SYSTEM, needs=("note",), tells=_OWN)
            for s in (S.MONITORED, S.CLOSED, S.DISMISSED, S.WITHDRAWN)
        ),
        *(
            Transition(
                s,
                A.ESCALATE,
                s,
                _SECRETARIAT | _SYSTEM,
                needs=("note",),
                tells=_OWN | _SECRETARIAT,
            )
            for s in (S.ASSESSED, S.PLANNED, S.REMEDIATION, S.REMEDY)
        ),
        # A reopening that a rule proposed and that was accepted too soon.
        *(
            Transition(S.IN_REVIEW, A.TAKE_BACK, s, _SYSTEM, guards=(f"back_to_{s}",))
            for s in (S.MONITORED, S.CLOSED)
        ),
    ),
    state_titles={
        S.OPEN: N_("New"),
        S.IN_REVIEW: N_("Being assessed"),
        S.NEEDS_INFORMATION: N_("Waiting for an answer"),
        S.ASSESSED: N_("Assessed"),
        S.CONTESTED: N_("Contested"),
        S.CONTESTED_OFFICE: N_("Contested, with the secretariat"),
        S.CONTESTED_STEERING: N_("Contested, with the steering committee"),
        S.PLANNED: N_("Measures planned"),
        S.REMEDIATION: N_("Measures under way"),
        S.REMEDY: N_("Remedy under way"),
        S.VERIFICATION: N_("Being verified"),
        S.MONITORED: N_("Being followed"),
        S.CLOSED: N_("Closed"),
        S.DISMISSED: N_("Dismissed"),
        S.WITHDRAWN: N_("Withdrawn"),
    },
    action_titles={
        A.ASSIGN: N_("Assign"),
        A.ASK: N_("Ask the company"),
        A.ANSWER: N_("Answer"),
        A.ASSESS: N_("Assess"),
        A.DISMISS: N_("Dismiss"),
        A.CONTEST: N_("Contest"),
        A.UPHOLD: N_("Uphold"),
        A.HAND_UP: N_("Pass on to the next rung"),
        A.OVERRUN: N_("Say that the days have passed"),
        A.STAND: N_("Let it stand"),
        A.WITHDRAW: N_("Withdraw"),
        A.PLAN: N_("Plan a measure"),
        A.START: N_("Start the measures"),
        A.START_REMEDY: N_("Start remedy"),
        A.ADD_EVIDENCE: N_("Add evidence"),
        A.SUBMIT: N_("Ask for verification"),
        A.VERIFY: N_("Verify"),
        A.RETURN: N_("Send back"),
        A.DRAFT: N_("Draft a message"),
        A.CLEAR: N_("Clear the message"),
        A.COMMUNICATE: N_("Communicate"),
        A.WITHHOLD: N_("Do not communicate"),
        A.CLOSE: N_("Close"),
        A.REOPEN: N_("Reopen"),
        A.ESCALATE: N_("Escalate"),
        A.TAKE_BACK: N_("Take back the reopening"),
    },
    steps={
        S.OPEN: 2,
        S.IN_REVIEW: 2,
        S.NEEDS_INFORMATION: 2,
        S.ASSESSED: 2,
        S.CONTESTED: 2,
        S.CONTESTED_OFFICE: 2,
        S.CONTESTED_STEERING: 2,
        S.PLANNED: 3,
        S.REMEDIATION: 3,
        S.REMEDY: 6,
        S.VERIFICATION: 4,
        S.MONITORED: 4,
        S.CLOSED: 5,
        S.DISMISSED: 2,
        S.WITHDRAWN: 2,
    },
)
