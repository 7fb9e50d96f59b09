"""Remarks on a draft report: taken over, worked in, refused with a reason, noted; open again."""

from workflows.machine import Machine, Transition
from workflows.marking import N_
from workflows.permissions import Who
from workflows.remark_states import RemarkAction as A
from workflows.remark_states import RemarkState as S

_OFFICE = frozenset({Who.SECRETARIAT})

REMARKS = Machine(
    noun="remark",
    initial=S.OPEN,
    transitions=(
        Transition(S.OPEN, A.TAKE, S.TAKEN, _OFFICE, guards=("draft", "proposes", "own_words")),
        Transition(S.OPEN, A.WORK_IN, S.WORKED_IN, _OFFICE, guards=("draft", "changed")),
        Transition(S.OPEN, A.REFUSE, S.REFUSED, _OFFICE, needs=("note",), guards=("draft",)),
        Transition(S.OPEN, A.NOTE, S.NOTED, _OFFICE, guards=("draft",)),
        # What was taken over is put back, where nobody changed the chapter since.
        Transition(S.TAKEN, A.REOPEN, S.OPEN, _OFFICE, guards=("draft", "unchanged")),
        # The words stay as they are: they were written by hand.
        Transition(S.WORKED_IN, A.REOPEN, S.OPEN, _OFFICE, guards=("draft",)),
        Transition(S.REFUSED, A.REOPEN, S.OPEN, _OFFICE, guards=("draft",)),
        Transition(S.NOTED, A.REOPEN, S.OPEN, _OFFICE, guards=("draft",)),
    ),
    state_titles={
        S.OPEN: N_("Not answered"),
        S.TAKEN: N_("Taken over"),
        S.WORKED_IN: N_("Taken over in own words"),
        S.REFUSED: N_("Not taken over"),
        S.NOTED: N_("Noted"),
    },
    action_titles={
        A.TAKE: N_("Take over"),
        A.WORK_IN: N_("Done in my own words"),
        A.REFUSE: N_("Do not take over"),
        A.NOTE: N_("Note it, and change nothing"),
        A.REOPEN: N_("Undo"),
    },
    steps=dict.fromkeys(S, 5),
)
