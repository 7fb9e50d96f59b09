"""Proposals of the rules: accepted or refused by the secretariat, or lapsed with their ground."""

from workflows.machine import Machine, Transition
from workflows.marking import N_
from workflows.permissions import Who
from workflows.states import ProposalAction as A
from workflows.states import ProposalState as S

_SECRETARIAT = frozenset({Who.SECRETARIAT})
_SYSTEM = frozenset({Who.SYSTEM})
_GUARDS = ("no_conflict",)

PROPOSALS = Machine(
    noun="proposal",
    initial=S.PROPOSED,
    transitions=(
        # The system accepts what a rule proposes that was switched to act by itself.
        Transition(S.PROPOSED, A.ACCEPT, S.ACCEPTED, _SECRETARIAT | _SYSTEM, guards=_GUARDS),
        Transition(S.PROPOSED, A.REFUSE, S.REFUSED, _SECRETARIAT, needs=("note",), guards=_GUARDS),
        Transition(S.PROPOSED, A.LAPSE, S.LAPSED, _SYSTEM),
        Transition(
            S.ACCEPTED, A.UNDO, S.PROPOSED, _SECRETARIAT, guards=(*_GUARDS, "nothing_rests_on_it")
        ),
        Transition(S.REFUSED, A.UNDO, S.PROPOSED, _SECRETARIAT, guards=_GUARDS),
    ),
    state_titles={
        S.PROPOSED: N_("To decide"),
        S.ACCEPTED: N_("Accepted"),
        S.REFUSED: N_("Refused"),
        S.LAPSED: N_("No longer needed"),
    },
    action_titles={
        A.ACCEPT: N_("Accept"),
        A.REFUSE: N_("Refuse"),
        A.UNDO: N_("Undo"),
        A.LAPSE: N_("Let it lapse"),
    },
    steps=dict.fromkeys(S, 4),
)
