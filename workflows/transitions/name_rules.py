"""Rules on names: they hold, ask again when their ground moved, and are withdrawn."""

from workflows.machine import Machine, Transition
from workflows.marking import N_
from workflows.permissions import Who
from workflows.states import NameRuleAction as A
from workflows.states import NameRuleState as S

_READERS = frozenset({Who.REVIEWER, Who.SECRETARIAT})
_SYSTEM = frozenset({Who.SYSTEM})
_GUARDS = ("no_conflict", "office_for_everybody")

NAME_RULES = Machine(
    noun="name_rule",
    initial=S.ACTIVE,
    transitions=(
        Transition(S.ACTIVE, A.ASK_AGAIN, S.ASKS, _SYSTEM, tells=_READERS),
        # Another edition, or a merge, while it asks already.
        Transition(S.ASKS, A.ASK_AGAIN, S.ASKS, _SYSTEM),
        Transition(S.ASKS, A.CONFIRM, S.ACTIVE, _READERS, guards=_GUARDS),
        Transition(S.ASKS, A.WITHDRAW, S.WITHDRAWN, _READERS, needs=("note",), guards=_GUARDS),
        Transition(S.ACTIVE, A.WITHDRAW, S.WITHDRAWN, _READERS, needs=("note",), guards=_GUARDS),
    ),
    state_titles={
        S.ACTIVE: N_("Holds"),
        S.ASKS: N_("Asks again"),
        S.WITHDRAWN: N_("Withdrawn"),
    },
    action_titles={
        A.ASK_AGAIN: N_("Ask again"),
        A.CONFIRM: N_("Confirm the rule"),
        A.WITHDRAW: N_("Withdraw the rule"),
    },
    steps=dict.fromkeys(S, 2),
)
