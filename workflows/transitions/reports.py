"""Reports: made, checked by somebody else, final with a number, published.

The secretariat takes those of the agreement through these states, a company those of its own year:
a report is of one of the two, and the other stands nowhere to it.
"""

from workflows.machine import Machine, Transition
from workflows.marking import N_
from workflows.permissions import Who
from workflows.states import ASKED_BACK
from workflows.states import ReportAction as A
from workflows.states import ReportState as S

_MAKERS = frozenset({Who.SECRETARIAT, Who.OWN})
_READY = (
    "nothing_left_open",
    "no_supplier_named",
    "consented",
    "remarks_answered",
    "passages_cleared",
    "nothing_worked_out",
)

REPORTS = Machine(
    noun="report",
    initial=S.DRAFT,
    transitions=(
        # So that somebody else knows that it waits: only what they could clear is offered.
        Transition(S.DRAFT, A.OFFER, S.DRAFT, _MAKERS, guards=("maker_offers", *_READY)),
        Transition(S.DRAFT, A.TAKE_BACK, S.DRAFT, _MAKERS, guards=("offered", "own_offer")),
        Transition(
            S.DRAFT,
            A.CHECK,
            S.CHECKED,
            _MAKERS,
            guards=("another_checks", "changed_by_others", *_READY),
        ),
        Transition(
            S.DRAFT,
            A.REJECT,
            S.DRAFT,
            _MAKERS,
            needs=("note",),
            guards=("offered", "another_checks"),
        ),
        Transition(S.CHECKED, A.FINALISE, S.FINAL, _MAKERS, guards=_READY),
        # After the way on, as they stand on the page.
        Transition(S.CHECKED, A.REJECT, S.DRAFT, _MAKERS, needs=("note",)),
        Transition(
            S.FINAL,
            A.PUBLISH,
            S.PUBLISHED,
            _MAKERS,
            needs=("audience",),
            guards=("consented", "still_agreed"),
        ),
        # As it took two to publish it. What is urgent is out of sight at once.
        Transition(S.PUBLISHED, A.ASK_RETRACTION, S.DOUBTED, _MAKERS, needs=("note",)),
        *(
            Transition(source, A.HIDE, S.HIDDEN, _MAKERS, needs=("note",))
            for source in (S.PUBLISHED, S.DOUBTED)
        ),
        *(
            one
            for source in ASKED_BACK
            for one in (
                Transition(source, A.RETRACT, S.RETRACTED, _MAKERS, guards=("another_confirms",)),
                Transition(source, A.KEEP, S.PUBLISHED, _MAKERS, needs=("note",)),
            )
        ),
        Transition(S.DRAFT, A.WITHDRAW, S.WITHDRAWN, _MAKERS),
        Transition(S.CHECKED, A.WITHDRAW, S.WITHDRAWN, _MAKERS),
    ),
    state_titles={
        S.DRAFT: N_("Draft"),
        S.CHECKED: N_("Cleared"),
        S.FINAL: N_("Final"),
        S.PUBLISHED: N_("Published"),
        S.DOUBTED: N_("Published, withdrawal asked"),
        S.HIDDEN: N_("Hidden, withdrawal asked"),
        S.RETRACTED: N_("Withdrawn after publication"),
        S.WITHDRAWN: N_("Withdrawn"),
    },
    action_titles={
        A.OFFER: N_("Offer it to be cleared"),
        A.TAKE_BACK: N_("Take the offer back"),
        A.CHECK: N_("Clear the report"),
        A.REJECT: N_("Back to draft"),
        A.FINALISE: N_("Make final"),
        A.PUBLISH: N_("Publish"),
        A.ASK_RETRACTION: N_("Ask to withdraw the published report"),
        A.HIDE: N_("Hide the published report at once"),
        A.RETRACT: N_("Withdraw the published report"),
        A.KEEP: N_("Do not withdraw it"),
        A.WITHDRAW: N_("Withdraw"),
    },
    steps=dict.fromkeys(S, 5),
)
