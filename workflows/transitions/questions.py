"""Questions: asked about an item, answered by the company, or withdrawn when nobody needs it."""

from workflows.machine import Machine, Transition
from workflows.marking import N_
from workflows.permissions import Who
from workflows.states import QuestionAction as A
from workflows.states import QuestionState as S

_OWN = frozenset({Who.OWN})
_READERS = frozenset({Who.REVIEWER, Who.SECRETARIAT})

QUESTIONS = Machine(
    noun="question",
    initial=S.OPEN,
    transitions=(
        Transition(
            S.OPEN,
            A.ANSWER,
            S.ANSWERED,
            _OWN,
            guards=("says_something",),
            tells=frozenset({Who.REVIEWER}),
        ),
        Transition(S.OPEN, A.WITHDRAW, S.WITHDRAWN, _READERS, guards=("no_conflict",), tells=_OWN),
    ),
    state_titles={
        S.OPEN: N_("Open"),
        S.ANSWERED: N_("Answered"),
        S.WITHDRAWN: N_("Withdrawn"),
    },
    action_titles={A.ANSWER: N_("Answer"), A.WITHDRAW: N_("Withdraw the question")},
    steps=dict.fromkeys(S, 2),
)
