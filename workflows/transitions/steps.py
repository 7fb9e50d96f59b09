"""Steps of a year: filled in and signed by the company, then accepted or sent back by the office.

The OECD step of each row is its own number: it does not follow from the state.
"""

from workflows.machine import Machine, Transition
from workflows.marking import N_
from workflows.permissions import Who
from workflows.states import StepAction as A
from workflows.states import StepState as S

_OWN = frozenset({Who.OWN})
_SECRETARIAT = frozenset({Who.SECRETARIAT})
_SIGNER = ("may_sign",)

_WRITABLE = (S.NOT_STARTED, S.IN_PROGRESS, S.RETURNED)


def _more_time() -> tuple[Transition, ...]:
    asked = ("time_asked",)
    return (
        *(
            Transition(s, A.ASK_TIME, s, _OWN, needs=("due", "note"), tells=_SECRETARIAT)
            for s in _WRITABLE
        ),
        *(
            Transition(s, A.EXTEND, s, _SECRETARIAT, needs=("due", "note"), tells=_OWN)
            for s in _WRITABLE
        ),
        *(
            Transition(s, A.REFUSE_TIME, s, _SECRETARIAT, needs=("note",), guards=asked, tells=_OWN)
            for s in _WRITABLE
        ),
    )


STEPS = Machine(
    noun="step",
    initial=S.NOT_STARTED,
    transitions=(
        Transition(S.NOT_STARTED, A.FILL_IN, S.IN_PROGRESS, _OWN),
        Transition(S.IN_PROGRESS, A.FILL_IN, S.IN_PROGRESS, _OWN),
        Transition(S.RETURNED, A.FILL_IN, S.RETURNED, _OWN),
        *(
            Transition(
                s,
                A.SIGN,
                S.SENT,
                _OWN,
                guards=("all_answered", "may_sign"),
                tells=_SECRETARIAT,
            )
            for s in (S.IN_PROGRESS, S.RETURNED)
        ),
        *_more_time(),
        Transition(S.SENT, A.TAKE_BACK, S.IN_PROGRESS, _OWN, guards=_SIGNER, tells=_SECRETARIAT),
        Transition(S.SENT, A.ACCEPT, S.ACCEPTED, _SECRETARIAT, tells=_OWN),
        Transition(S.SENT, A.RETURN, S.RETURNED, _SECRETARIAT, needs=("note",), tells=_OWN),
        Transition(S.ACCEPTED, A.REOPEN, S.RETURNED, _SECRETARIAT, needs=("note",), tells=_OWN),
    ),
    state_titles={
        S.NOT_STARTED: N_("Not begun"),
        S.IN_PROGRESS: N_("Being filled in"),
        S.SENT: N_("Sent in"),
        S.RETURNED: N_("Sent back"),
        S.ACCEPTED: N_("Accepted"),
    },
    action_titles={
        A.FILL_IN: N_("Save"),
        A.SIGN: N_("Sign and send in"),
        A.TAKE_BACK: N_("Take back"),
        A.ACCEPT: N_("Accept"),
        A.RETURN: N_("Send back"),
        A.REOPEN: N_("Open again"),
        A.ASK_TIME: N_("Ask for more time"),
        A.EXTEND: N_("Give more time"),
        A.REFUSE_TIME: N_("Keep the day"),
    },
)
