"""Reports: made, checked by somebody else, final with a number, published."""

from workflows.machine import Machine, Transition
from workflows.marking import N_
from workflows.permissions import Who
from workflows.states import ReportAction as A
from workflows.states import ReportState as S

_SECRETARIAT = frozenset({Who.SECRETARIAT})

REPORTS = Machine(
    noun="report",
    initial=S.DRAFT,
    transitions=(
        Transition(
            S.DRAFT,
            A.CHECK,
            S.CHECKED,
            _SECRETARIAT,
            guards=("another_checks", "nothing_left_open"),
        ),
        Transition(S.CHECKED, A.REJECT, S.DRAFT, _SECRETARIAT, needs=("note",)),
        Transition(S.CHECKED, A.FINALISE, S.FINAL, _SECRETARIAT, guards=("nothing_left_open",)),
        Transition(S.FINAL, A.PUBLISH, S.PUBLISHED, _SECRETARIAT, needs=("audience",)),
        Transition(S.DRAFT, A.WITHDRAW, S.WITHDRAWN, _SECRETARIAT),
        Transition(S.CHECKED, A.WITHDRAW, S.WITHDRAWN, _SECRETARIAT),
    ),
    state_titles={
        S.DRAFT: N_("Draft"),
        S.CHECKED: N_("Checked"),
        S.FINAL: N_("Final"),
        S.PUBLISHED: N_("Published"),
        S.WITHDRAWN: N_("Withdrawn"),
    },
    action_titles={
        A.CHECK: N_("Clear the report"),
        A.REJECT: N_("Back to draft"),
        A.FINALISE: N_("Make final"),
        A.PUBLISH: N_("Publish"),
        A.WITHDRAW: N_("Withdraw"),
    },
    steps=dict.fromkeys(S, 5),
)
