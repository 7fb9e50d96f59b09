"""What can be taken back: a person's last verdicts, what came with each, what is in the way."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.attributes import set_committed_value

from workflows import clock, documents, findings, items, locks, versions
from workflows.errors import NotAllowed, WorkflowError
from workflows.marking import N_
from workflows.models import Decision, Document, Item, ReadingLock
from workflows.permissions import Actor
from workflows.states import DocumentState, ItemAction, ItemState

NOT_YOURS = N_("You can only undo your own last verdict, while nobody has decided after you.")
OTHERS_SINCE = N_("Somebody else has decided on it since.")
AGAIN_SINCE = N_("You decided on it again since: undo that first.")
BEGUN = N_("Somebody else has begun the second reading.")
MOST = 10


@dataclass(frozen=True, slots=True)
class Act:
    """A verdict with those that were given with it, and why it cannot be taken back (None: it can).

    ``decisions`` are the leading one and its followers, in the order in which they were given.
    """

    decisions: tuple[Decision, ...]
    refusal: WorkflowError | None

    @property
    def lead(self) -> Decision:
        """The verdict that the others came with."""
        return self.decisions[0]

    @property
    def reopens(self) -> bool:
        """Whether its document is done, and in review again once this is taken back."""
        return any(one.item.document.state in documents.DONE for one in self.decisions)


def recent(session: Session, actor: Actor, *, limit: int = MOST) -> list[Act]:
    """The actor's last verdicts that still stand, newest first."""
    leads = (
        select(Decision.id)
        .where(
            Decision.person_id == actor.person_id,
            Decision.undone_at.is_(None),
            Decision.lead_id.is_(None),
        )
        .order_by(Decision.id.desc())
        .limit(limit)
        .subquery()
    )
    query = select(Decision).join(
        leads, or_(Decision.id == leads.c.id, Decision.lead_id == leads.c.id)
    )
    # A verdict is older than those that were given with it.
    everything = session.scalars(query.order_by(Decision.id).options(*_WHOLE)).unique().all()
    _bring_papers(session, everything)
    acts: dict[int, list[Decision]] = {}
    for decision in everything:
        acts.setdefault(decision.lead_id or decision.id, []).append(decision)
    held, read = _held(session, everything), _read_now(session, everything, actor)
    newest_first = sorted(acts.items(), reverse=True)
    return [Act(tuple(some), _refusal(some, actor, held, read)) for _lead, some in newest_first]


_ITEM = joinedload(Decision.item)
_WHOLE = (_ITEM.joinedload(Item.decisions), _ITEM.joinedload(Item.site))


def _bring_papers(session: Session, decisions: Sequence[Decision]) -> None:
    """Load the documents of decisions whole; mostly it is the one that is being read."""
    there = {one.id for one in session.identity_map.values() if isinstance(one, Document)}
    missing = {decision.item.document_id for decision in decisions} - there
    if missing:
        query = select(Document).where(Document.id.in_(missing)).options(*documents.WHOLE)
        found = {one.id: one for one in session.scalars(query).unique()}
        for item in {decision.item for decision in decisions}:
            if item.document_id in found:
                set_committed_value(item, "document", found[item.document_id])


def act(session: Session, decision: Decision, actor: Actor) -> Act:
    """All that a decision was given with, and whether the actor can take it back."""
    decisions = given_with(session, decision)
    held, read = _held(session, decisions), _read_now(session, decisions, actor)
    return Act(decisions, _refusal(decisions, actor, held, read))


def given_with(session: Session, decision: Decision) -> tuple[Decision, ...]:
    """The decisions of one act, in the order in which they were given; mostly the one alone."""
    lead = decision.lead_id or decision.id
    query = select(Decision).where(or_(Decision.id == lead, Decision.lead_id == lead))
    return tuple(session.scalars(query.order_by(Decision.id)))


def _held(session: Session, decisions: Sequence[Decision]) -> set[int]:
    return findings.held(session, [decision.item_id for decision in decisions])


def _read_now(session: Session, decisions: Sequence[Decision], actor: Actor) -> set[int]:
    """The documents that somebody else reads for the second time now, where that is in the way."""
    if all(decision.item.state is not ItemState.SECOND for decision in decisions):
        return set()
    query = select(ReadingLock.document_id).where(
        ReadingLock.reading == locks.SECOND,
        ReadingLock.until > clock.now(session),
        ReadingLock.person_id != actor.person_id,
    )
    return set(session.scalars(query))


def withdrawn(item: Item) -> WorkflowError | None:
    """Why nobody decides on the item now: its document was withdrawn."""
    if item.document.state is not DocumentState.WITHDRAWN:
        return None
    return NotAllowed(N_("The document was withdrawn."))


def _refusal(
    decisions: Sequence[Decision], actor: Actor, held: Collection[int], read: Collection[int]
) -> WorkflowError | None:
    for decision in decisions:
        last = items.last_decision(decision.item)
        if decision.person_id != actor.person_id:
            return NotAllowed(NOT_YOURS)
        if (gone := withdrawn(decision.item)) is not None:
            return gone
        if (replaced := versions.outdated(decision.item)) is not None:
            return replaced
        if last is not decision:
            mine = last is not None and last.person_id == actor.person_id
            return NotAllowed(AGAIN_SINCE if mine else OTHERS_SINCE)
        if decision.item.state is ItemState.SECOND and decision.item.document_id in read:
            return NotAllowed(BEGUN)
    # What is judged again rests on nothing yet: taking that back gives a finding its ground again.
    in_hand = any(
        decision.item_id in held and decision.action is not ItemAction.REOPEN
        for decision in decisions
    )
    return NotAllowed(findings.IN_HAND) if in_hand else None
