"""Documents: received, read, reviewed; or unpacked, parked, refused with a reason, withdrawn.

A document is reviewed when reviewers read every item; where the company alone answers for some, it
is confirmed by the company, which is another word everywhere.

A document is withdrawn at once while nobody decided on anything in it. After that its company asks
for it, and somebody else answers: the secretariat, or a reviewer of the document. Withdrawn, it
keeps all that it had, and can be put back where it stood.
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
_AT_ONCE = (S.RECEIVED, S.REFUSED, S.FAILED, S.PARKED, S.TO_REVIEW, S.UNPACKED)
# A new version stands at the beginning again, with what was decided on the ones before.
_ON_REQUEST = (*_REPLACED, S.RECEIVED)


def _on_request(source: S) -> tuple[Transition, ...]:
    ask, asked = ("review_begun", "not_requested"), ("is_requested",)
    answer = ("no_conflict", "is_requested", "another_asked")
    return (
        Transition(
            source, A.ASK_TO_WITHDRAW, source, _OWNER, needs=("note",), guards=ask, tells=_READERS
        ),
        Transition(
            source,
            A.GRANT_WITHDRAWAL,
            S.WITHDRAWN,
            _READERS,
            needs=("note",),
            guards=answer,
            tells=_OWN,
        ),
        Transition(
            source,
            A.REFUSE_WITHDRAWAL,
            source,
            _READERS,
            needs=("note",),
            guards=answer,
            tells=_OWN,
        ),
        Transition(source, A.RETRACT_REQUEST, source, _OWNER, guards=asked),
    )


_WITHDRAWING = (
    *(
        Transition(s, A.WITHDRAW, S.WITHDRAWN, _OWNER, guards=("review_not_begun",))
        for s in _AT_ONCE
    ),
    *(transition for s in _ON_REQUEST for transition in _on_request(s)),
    *(
        Transition(S.WITHDRAWN, A.RESTORE, s, _OWNER, guards=("not_elsewhere", f"was_{s}"))
        for s in dict.fromkeys((*_AT_ONCE, *_ON_REQUEST))
    ),
)

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
        Transition(S.RECEIVED, A.REFUSE, S.REFUSED, _SYSTEM, tells=_OWN),
        Transition(S.RECEIVED, A.FAIL, S.FAILED, _SYSTEM, tells=frozenset({Who.SECRETARIAT})),
        Transition(S.REFUSED, A.RETRY, S.RECEIVED, _OWNER),
        Transition(S.FAILED, A.RETRY, S.RECEIVED, _OWNER | _SYSTEM),
        Transition(S.REFUSED, A.BY_HAND, S.TO_REVIEW, _OWNER, tells=_REVIEWER),
        Transition(S.FAILED, A.BY_HAND, S.TO_REVIEW, _OWNER, tells=_REVIEWER),
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
            _READERS | _SYSTEM,
            guards=("no_conflict", "reads_or_reopened", "nothing_open", "none_confirmed"),
            tells=_OWN,
        ),
        Transition(
            S.TO_REVIEW,
            A.CONFIRM,
            S.CONFIRMED,
            _SYSTEM,
            guards=("nothing_open", "some_confirmed"),
            tells=_OWN,
        ),
        # By people where it was opened again, and nothing was judged anew.
        Transition(
            S.IN_REVIEW,
            A.CONFIRM,
            S.CONFIRMED,
            _READERS | _SYSTEM,
            guards=("no_conflict", "reads_or_reopened", "nothing_open", "some_confirmed"),
            tells=_OWN,
        ),
        Transition(S.REVIEWED, A.REOPEN, S.IN_REVIEW, _READERS, guards=("no_conflict",)),
        Transition(S.CONFIRMED, A.REOPEN, S.IN_REVIEW, _READERS | _SYSTEM, guards=("no_conflict",)),
        *(Transition(s, A.RENEW, S.RECEIVED, _OWNER) for s in _REPLACED),
        *_WITHDRAWING,
    ),
    state_titles={
        S.RECEIVED: N_("Received"),
        S.REFUSED: N_("Cannot be read"),
        S.FAILED: N_("Reading went wrong"),
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
        A.ASK_TO_WITHDRAW: N_("Ask to withdraw it"),
        A.GRANT_WITHDRAWAL: N_("Let it be withdrawn"),
        A.REFUSE_WITHDRAWAL: N_("Keep it, with a reason"),
        A.RETRACT_REQUEST: N_("Ask no longer"),
        A.RESTORE: N_("Put it back"),
    },
    steps=dict.fromkeys(S, 2),
)
