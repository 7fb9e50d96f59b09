"""Items: one reader decides; where a rule asks for it, a second one confirms or differs.

In ``second`` the verdict of the first reader is proposed. Somebody else who gives the same verdict
makes it final; a different verdict becomes the new proposal, which again somebody else confirms.
What chance picked is read blind: the second reader does not see the first verdict before their own.
Where there is no second reader, the secretariat may let one be enough, with a reason; that is told.

Items are split, taken apart and merged before they are decided on. What stays, or is new, is open
and read by two people; what other items took the place of is set aside, with its history.

Where the agreement has the company answer first, it confirms, corrects or denies what was read of
its own paper. That is no reading: what a rule or chance picks stays open for the reviewers, who
read it as if nobody had. Only the rest ends as confirmed by the company, which is not approved.
"""

from workflows.machine import Machine, Transition
from workflows.marking import N_
from workflows.permissions import Who
from workflows.states import ItemAction as A
from workflows.states import ItemState as S

_REVIEWER = frozenset({Who.REVIEWER})
_READERS = frozenset({Who.REVIEWER, Who.SECRETARIAT})
_OWN = frozenset({Who.OWN})
_ENDS = (S.APPROVED, S.REJECTED)
_FIRST = ("document_stands", "newest_version", "no_conflict", "not_taken", "company_answered")
_COMPANY = ("document_stands", "newest_version", "company_asked")
_SECOND = (*_FIRST, "another_reader")


def _first(source: S) -> tuple[Transition, ...]:
    return (
        Transition(
            source, A.APPROVE, S.APPROVED, _REVIEWER, guards=(*_FIRST, "one_reader_is_enough")
        ),
        Transition(source, A.APPROVE, S.SECOND, _REVIEWER, guards=(*_FIRST, "two_readers_needed")),
        Transition(source, A.CHANGE, S.SECOND, _REVIEWER, guards=_FIRST),
        Transition(
            source,
            A.REJECT,
            S.REJECTED,
            _REVIEWER,
            needs=("reason",),
            guards=(*_FIRST, "one_reader_is_enough"),
        ),
        Transition(
            source,
            A.REJECT,
            S.SECOND,
            _REVIEWER,
            needs=("reason",),
            guards=(*_FIRST, "two_readers_needed"),
        ),
    )


def _company() -> tuple[Transition, ...]:
    return (
        Transition(S.OPEN, A.CONFIRM, S.CONFIRMED, _OWN, guards=(*_COMPANY, "no_reader_needed")),
        Transition(S.OPEN, A.CONFIRM, S.OPEN, _OWN, guards=(*_COMPANY, "reader_needed")),
        Transition(S.OPEN, A.CORRECT, S.OPEN, _OWN, guards=_COMPANY),
        Transition(S.OPEN, A.DENY, S.OPEN, _OWN, needs=("reason",), guards=_COMPANY),
        Transition(
            S.CONFIRMED,
            A.UNDO,
            S.OPEN,
            _OWN,
            guards=("document_stands", "newest_version", "own_last_decision", "was_open"),
        ),
        Transition(S.CONFIRMED, A.REOPEN, S.OPEN, _READERS, needs=("note",), guards=_FIRST),
    )


def _regrouping(source: S) -> tuple[Transition, ...]:
    return (
        Transition(source, A.SPLIT, S.SET_ASIDE, _REVIEWER, guards=(*_FIRST, "can_be_split")),
        Transition(source, A.TAKE_OUT, S.OPEN, _REVIEWER, guards=(*_FIRST, "has_mentions")),
        Transition(source, A.MERGE, S.OPEN, _REVIEWER, guards=(*_FIRST, "is_a_smelter")),
        Transition(source, A.JOIN, S.SET_ASIDE, _REVIEWER, guards=(*_FIRST, "is_a_smelter")),
    )


def _undo() -> tuple[Transition, ...]:
    # An item that was added goes back to where it was before: nowhere. One that a company's answer
    # left open is where that company can take it back; one that is judged again, whoever may ask
    # for that.
    back = (S.OPEN, S.DOUBT, S.SECOND)
    ways = [
        (source, target) for source in (S.DOUBT, S.SECOND, *_ENDS, S.SET_ASIDE) for target in back
    ]
    ways += [(S.OPEN, target) for target in (*back, S.SET_ASIDE, *_ENDS, S.CONFIRMED)]
    return tuple(
        Transition(
            source,
            A.UNDO,
            target,
            (_READERS if source is S.OPEN else _REVIEWER)
            | (_OWN if source is target is S.OPEN else frozenset()),
            guards=("document_stands", "newest_version", "own_last_decision", f"was_{target}"),
        )
        for source, target in ways
    )


def _carrying() -> tuple[Transition, ...]:
    # A newer version of the document says the same: the item stands where its forerunner stood.
    return tuple(
        Transition(S.OPEN, A.CARRY, target, frozenset({Who.SYSTEM}), guards=(f"stood_{target}",))
        for target in (S.DOUBT, S.SECOND, S.APPROVED, S.REJECTED, S.SET_ASIDE)
    )


ITEMS = Machine(
    noun="item",
    initial=S.OPEN,
    transitions=(
        *_first(S.OPEN),
        Transition(S.OPEN, A.DOUBT, S.DOUBT, _REVIEWER, guards=_FIRST),
        *_first(S.DOUBT),
        # Something else is done about the doubt: the company is asked, another reader looks.
        Transition(S.DOUBT, A.DOUBT, S.DOUBT, _REVIEWER, guards=_FIRST),
        Transition(S.SECOND, A.APPROVE, S.APPROVED, _REVIEWER, guards=(*_SECOND, "same_verdict")),
        Transition(S.SECOND, A.APPROVE, S.SECOND, _REVIEWER, guards=(*_SECOND, "another_verdict")),
        Transition(
            S.SECOND,
            A.REJECT,
            S.REJECTED,
            _REVIEWER,
            needs=("reason",),
            guards=(*_SECOND, "same_verdict"),
        ),
        Transition(
            S.SECOND,
            A.REJECT,
            S.SECOND,
            _REVIEWER,
            needs=("reason",),
            guards=(*_SECOND, "another_verdict"),
        ),
        Transition(S.SECOND, A.CHANGE, S.SECOND, _REVIEWER, guards=_SECOND),
        Transition(S.SECOND, A.DOUBT, S.DOUBT, _REVIEWER, guards=_SECOND),
        *(
            Transition(
                S.SECOND,
                A.SETTLE,
                target,
                frozenset({Who.SECRETARIAT}),
                needs=("note",),
                guards=(
                    *("document_stands", "newest_version", "no_conflict", "another_reader"),
                    proposed,
                ),
            )
            for target, proposed in (
                (S.APPROVED, "approval_proposed"),
                (S.REJECTED, "rejection_proposed"),
            )
        ),
        *(t for source in (S.OPEN, S.DOUBT, S.SECOND) for t in _regrouping(source)),
        Transition(S.OPEN, A.ADD, S.OPEN, _REVIEWER, guards=_FIRST),
        *_undo(),
        *_company(),
        *_carrying(),
        Transition(S.APPROVED, A.REOPEN, S.OPEN, _READERS, needs=("note",), guards=_FIRST),
        Transition(S.REJECTED, A.REOPEN, S.OPEN, _READERS, needs=("note",), guards=_FIRST),
    ),
    state_titles={
        S.OPEN: N_("Open"),
        S.DOUBT: N_("In doubt"),
        S.SECOND: N_("Second reading"),
        S.APPROVED: N_("Approved"),
        S.REJECTED: N_("Rejected"),
        S.CONFIRMED: N_("Confirmed by the company"),
        S.SET_ASIDE: N_("Set aside"),
    },
    action_titles={
        A.APPROVE: N_("Approve"),
        A.CHANGE: N_("Change"),
        A.REJECT: N_("Reject"),
        A.DOUBT: N_("Doubt"),
        A.UNDO: N_("Undo"),
        A.REOPEN: N_("Review again"),
        A.SETTLE: N_("One reader is enough"),
        A.CONFIRM: N_("Confirm as the company"),
        A.CORRECT: N_("Correct as the company"),
        A.DENY: N_("Deny as the company"),
        A.ADD: N_("Add"),
        A.SPLIT: N_("Split"),
        A.TAKE_OUT: N_("Make an item of one mention"),
        A.MERGE: N_("Merge"),
        A.JOIN: N_("Merge into another item"),
        A.CARRY: N_("Take over"),
    },
    steps=dict.fromkeys(S, 2),
)
