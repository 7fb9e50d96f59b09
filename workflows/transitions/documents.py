"""Documents: received, read, reviewed; or unpacked, parked, refused with a reason, withdrawn.

A document is reviewed when reviewers read every item; where the company alone answers for some, it
is confirmed by the company, which is another word everywhere.
"""

from workflows.machine import Machine, Transition
from workflows.marking import N_
from workflows.permissions import Who
from workflows.states import DocumentAction as A
from workflows.states import DocumentState as S

_SYSTEM = frozenset({Who.SYSTEM})
_REVIEWER = frozenset({Who.REVIEWER})
_OWNER = frozenset({Who.OWN, Who.SECRETARIAT})
_READERS = frozenset({Who.REVIEWER, Who.SECRETARIAT})
_OWN = frozenset({Who.OWN})
_REPLACED = (S.PARKED, S.REFUSED, S.FAILED, S.TO_REVIEW, S.IN_REVIEW, S.REVIEWED, S.CONFIRMED)

DOCUMENTS = Machine(
    noun="document",
    initial=S.RECEIVED,
    transitions=(
        Transition(S.RECEIVED, A.RECORD, S.TO_REVIEW, _SYSTEM, tells=_REVIEWER),
        # A new version that says nothing else than the one before, all of which was decided.
        Transition(S.RECEIVED, A.KEEP, S.REVIEWED, _SYSTEM),
        Transition(S.RECEIVED, A.UNPACK, S.UNPACKED, _SYSTEM),
        # A paper of another sort, such as a mill certificate: kept, and nobody's work.
        Transition(S.RECEIVED, A.PARK, S.PARKED, _SYSTEM),
        Transition(S.PARKED, A.TAKE_UP, S.TO_REVIEW, _OWNER | _REVIEWER, tells=_REVIEWER),
        Transition(S.PARKED, A.WITHDRAW, S.WITHDRAWN, _OWNER),
        Transition(S.RECEIVED, A.REFUSE, S.REFUSED, _SYSTEM, tells=_OWN),
        Transition(S.RECEIVED, A.FAIL, S.FAILED, _SYSTEM, tells=frozenset({Who.SECRETARIAT})),
        Transition(S.RECEIVED, A.WITHDRAW, S.WITHDRAWN, _OWNER),
        Transition(S.REFUSED, A.RETRY, S.RECEIVED, _OWNER),
        Transition(S.FAILED, A.RETRY, S.RECEIVED, _OWNER | _SYSTEM),
        Transition(S.REFUSED, A.BY_HAND, S.TO_REVIEW, _OWNER, tells=_REVIEWER),
        Transition(S.FAILED, A.BY_HAND, S.TO_REVIEW, _OWNER, tells=_REVIEWER),
        Transition(S.REFUSED, A.WITHDRAW, S.WITHDRAWN, _OWNER),
        Transition(S.FAILED, A.WITHDRAW, S.WITHDRAWN, _OWNER),
        Transition(S.TO_REVIEW, A.WITHDRAW, S.WITHDRAWN, _OWNER),
        Transition(S.UNPACKED, A.WITHDRAW, S.WITHDRAWN, _OWNER),
        Transition(S.TO_REVIEW, A.BEGIN, S.IN_REVIEW, _REVIEWER, guards=("no_conflict",)),
        Transition(
            S.TO_REVIEW,
            A.FINISH,
            S.REVIEWED,
            _REVIEWER,
            guards=("no_conflict", "nothing_open", "none_confirmed"),
        ),
        Transition(
            S.IN_REVIEW,
            A.FINISH,
            S.REVIEWED,
            _REVIEWER | _SYSTEM,
            guards=("no_conflict", "nothing_open", "none_confirmed"),
            tells=_OWN,
        ),
        *(
            Transition(
                source,
                A.CONFIRM,
                S.CONFIRMED,
                _SYSTEM,
                guards=("nothing_open", "some_confirmed"),
                tells=_OWN,
            )
            for source in (S.TO_REVIEW, S.IN_REVIEW)
        ),
        Transition(S.REVIEWED, A.REOPEN, S.IN_REVIEW, _READERS, guards=("no_conflict",)),
        Transition(S.CONFIRMED, A.REOPEN, S.IN_REVIEW, _READERS | _SYSTEM, guards=("no_conflict",)),
        *(Transition(s, A.RENEW, S.RECEIVED, _OWNER) for s in _REPLACED),
    ),
    state_titles={
        S.RECEIVED: N_("Received"),
        S.REFUSED: N_("Not read"),
        S.FAILED: N_("Not read yet"),
        S.TO_REVIEW: N_("To review"),
        S.IN_REVIEW: N_("In review"),
        S.REVIEWED: N_("Reviewed"),
        S.CONFIRMED: N_("Confirmed by the company"),
        S.UNPACKED: N_("Unpacked"),
        S.PARKED: N_("Parked"),
        S.WITHDRAWN: N_("Withdrawn"),
    },
    action_titles={
        A.RECORD: N_("Read"),
        A.KEEP: N_("Keep as it was"),
        A.UNPACK: N_("Unpack"),
        A.PARK: N_("Park"),
        A.TAKE_UP: N_("Have it reviewed all the same"),
        A.REFUSE: N_("Refuse"),
        A.FAIL: N_("Fail"),
        A.RETRY: N_("Read again"),
        A.BY_HAND: N_("Enter by hand"),
        A.RENEW: N_("Add a new version"),
        A.BEGIN: N_("Begin the review"),
        A.FINISH: N_("Finish the document"),
        A.CONFIRM: N_("Rest on the company's word"),
        A.REOPEN: N_("Reopen"),
        A.WITHDRAW: N_("Withdraw"),
    },
    steps=dict.fromkeys(S, 2),
)
