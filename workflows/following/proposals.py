"""Causes and the proposals under them: the secretariat accepts, refuses, and undoes.

Members are told nothing of them: a proposal is a thought of the office until it is accepted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session, selectinload

from workflows import clock, performing, versions
from workflows.errors import Invalid, NotAllowed, NotFound, WorkflowError
from workflows.following import acting
from workflows.following.ground import AT_WORK, SETTLED
from workflows.machine import Transition
from workflows.marking import N_
from workflows.models import Cause, Document, Finding, Item, Proposal
from workflows.paging import Page, page
from workflows.performing import Guard, Option
from workflows.permissions import Actor, Who
from workflows.states import (
    DocumentState,
    ItemState,
    ProposalAction,
    ProposalDoes,
    ProposalState,
)
from workflows.transitions import PROPOSALS

NOT_FOUND = N_("There is no such signal.")
OWN_ORGANISATION = N_("You cannot decide on a proposal for your own organisation.")
NOTHING_CHOSEN = N_("Choose at least one proposal that is not decided yet.")
MOST = 500  # proposals in one act: nobody else can write meanwhile
_PROPOSED = Proposal.state == ProposalState.PROPOSED


@dataclass(frozen=True, slots=True)
class Counted:
    """A cause with how many proposals there are under it, for how many companies."""

    cause: Cause
    proposals: int
    open: int
    companies: int


def visible(actor: Actor) -> Select[Proposal]:
    """The proposals that the actor may know of: the secretariat all, nobody else any."""
    query = select(Proposal).order_by(Proposal.id)
    return query if actor.is_secretariat else query.where(Proposal.id.is_(None))


def listing(
    session: Session, actor: Actor, *, waiting: bool = False, number: int = 1
) -> Page[Counted]:
    """One page of the causes, the newest first; with ``waiting``, those with open proposals."""
    _office(actor)
    query = select(Cause).order_by(Cause.id.desc())
    if waiting:
        query = query.where(Cause.proposals.any(_PROPOSED))
    found = page(session, query, number)
    counts = _counts(session, [cause.id for cause in found.rows])
    return found.showing([Counted(one, *counts.get(one.id, (0, 0, 0))) for one in found.rows])


def waiting(session: Session, actor: Actor) -> list[Counted]:
    """Every cause with proposals to decide on, the newest first; none for who decides on none."""
    if not actor.is_secretariat:
        return []
    query = select(Cause).where(Cause.proposals.any(_PROPOSED)).order_by(Cause.id.desc())
    rows = list(session.scalars(query))
    counts = _counts(session, [row.id for row in rows])
    return [Counted(row, *counts[row.id]) for row in rows]


def _counts(session: Session, causes: Sequence[int]) -> dict[int, tuple[int, int, int]]:
    query = (
        select(
            Proposal.cause_id,
            func.count(),
            func.sum(case((_PROPOSED, 1), else_=0)),
            func.count(Proposal.organisation_id.distinct()),
        )
        .where(Proposal.cause_id.in_(causes), Proposal.state != ProposalState.LAPSED)
        .group_by(Proposal.cause_id)
    )
    return {row[0]: (row[1], row[2], row[3]) for row in session.execute(query)}


def cause(session: Session, public_id: str, actor: Actor) -> Cause:
    """One cause, for the secretariat."""
    _office(actor)
    row = session.scalars(select(Cause).where(Cause.public_id == public_id)).one_or_none()
    if row is None:
        raise NotFound(NOT_FOUND)
    return row


def of_cause(session: Session, of: Cause, actor: Actor, number: int = 1) -> Page[Proposal]:
    """One page of the proposals under a cause: what is to be decided first, then by company."""
    query = visible(actor).where(Proposal.cause_id == of.id)
    first = case((_PROPOSED, 0), else_=1)
    query = query.order_by(None).order_by(first, Proposal.organisation_id, Proposal.id)
    shown = (
        selectinload(Proposal.organisation),
        selectinload(Proposal.finding),
        selectinload(Proposal.site),
        selectinload(Proposal.decided_by),
    )
    return page(session, query.options(*shown), number)


def get(session: Session, public_id: str, actor: Actor) -> Proposal:
    """One proposal that the actor may know of."""
    row = session.scalars(visible(actor).where(Proposal.public_id == public_id)).one_or_none()
    if row is None:
        raise NotFound(NOT_FOUND)
    return row


def chosen(
    session: Session, of: Cause, actor: Actor, ids: Iterable[str] | None = None
) -> list[Proposal]:
    """The open proposals of a cause with these ids; when none are named, as many as one act takes.

    The rest of a cause that touches thousands stays open, and is decided after these.
    """
    query = visible(actor).where(Proposal.cause_id == of.id, _PROPOSED)
    if ids is not None:
        query = query.where(Proposal.public_id.in_(list(ids)))
    rows = list(session.scalars(query.limit(MOST)))
    if not rows:
        raise Invalid(NOTHING_CHOSEN)
    return rows


def options(proposal: Proposal, actor: Actor) -> tuple[Option, ...]:
    """What the actor can do with a proposal, and why not where they cannot."""
    return performing.options(PROPOSALS, proposal, _standing(actor), guards(proposal, actor))


def accept(session: Session, proposal: Proposal, actor: Actor | None, *, note: str = "") -> None:
    """Do what is proposed; where nothing is left to do, the proposal lapses instead.

    ``actor`` is None for a rule that acts by itself.
    """
    if moot(session, proposal):
        lapse(session, proposal)
        return

    def apply(_transition: Transition) -> None:
        acting.carry_out(session, proposal, actor, note.strip())
        _decided(session, proposal, actor, note)

    _perform(session, proposal, ProposalAction.ACCEPT, actor, apply, note=note.strip())


def refuse(session: Session, proposal: Proposal, actor: Actor, *, note: str) -> None:
    """Say why nothing is done; the same cause does not propose it again."""

    def apply(_transition: Transition) -> None:
        _decided(session, proposal, actor, note)

    _perform(session, proposal, ProposalAction.REFUSE, actor, apply, note=note.strip())


def undo(session: Session, proposal: Proposal, actor: Actor) -> None:
    """Take back a decision, and what it did, while nothing rests on it."""

    def apply(transition: Transition) -> None:
        if transition.source is ProposalState.ACCEPTED:
            acting.take_back(session, proposal, actor)
        _decided(session, proposal, actor, "")

    _perform(session, proposal, ProposalAction.UNDO, actor, apply)


def lapse(session: Session, proposal: Proposal) -> None:
    """End a proposal whose ground is gone."""
    _perform(session, proposal, ProposalAction.LAPSE, None, lambda _transition: None)


def moot(session: Session, proposal: Proposal) -> bool:
    """Whether nothing is left to do: the paper says it no more, or the finding runs already."""
    query = stale().where(Proposal.id == proposal.id)
    return session.scalars(query).one_or_none() is not None


def stale() -> Select[Proposal]:
    """The open proposals of which the ground is gone."""
    stands = (
        select(Item.id)
        .join(Document, Document.id == Item.document_id)
        .where(
            Item.id == Proposal.item_id,
            Item.state == ItemState.APPROVED,
            Document.state != DocumentState.WITHDRAWN,
            versions.newest(),
        )
    )
    about = select(Finding.id).where(Finding.id == Proposal.finding_id)
    settled, worked_on = (about.where(Finding.state.in_(some)) for some in (SETTLED, AT_WORK))
    gone = Proposal.item_id.is_not(None) & ~stands.exists()
    runs = (Proposal.does == ProposalDoes.REOPEN) & ~settled.exists()
    ended = (Proposal.does == ProposalDoes.ESCALATE) & ~worked_on.exists()
    return select(Proposal).where(_PROPOSED, gone | runs | ended).order_by(Proposal.id)


def _office(actor: Actor) -> None:
    if not actor.is_secretariat:
        raise NotFound(NOT_FOUND)


def _standing(actor: Actor | None) -> frozenset[Who]:
    if actor is None:
        return frozenset({Who.SYSTEM})
    return frozenset({Who.SECRETARIAT}) if actor.is_secretariat else frozenset()


def guards(proposal: Proposal, actor: Actor | None) -> Mapping[str, Guard]:
    """The conditions of the table, ready to be asked."""

    def no_conflict() -> WorkflowError | None:
        own = actor is not None and proposal.organisation_id in actor.organisations()
        return NotAllowed(OWN_ORGANISATION) if own else None

    return {"no_conflict": no_conflict, "nothing_rests_on_it": lambda: acting.rests(proposal)}


def _decided(session: Session, proposal: Proposal, actor: Actor | None, note: str) -> None:
    proposal.decided_by_id = actor.person_id if actor is not None else None
    proposal.decided_at, proposal.note = clock.now(session), note.strip()


def _perform(
    session: Session,
    proposal: Proposal,
    action: ProposalAction,
    actor: Actor | None,
    apply: performing.Apply,
    note: str = "",
) -> None:
    performing.perform(
        session,
        PROPOSALS,
        proposal,
        action,
        actor,
        standing=_standing(actor),
        guards=guards(proposal, actor),
        organisation_id=proposal.organisation_id,
        given={"note": note},
        apply=apply,
        note=note,
    )
