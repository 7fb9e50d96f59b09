"""Looking, once a day: what the rules see is written down once, and what a rule may do is done."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, insert, select
from sqlalchemy.orm import Session

from workflows import clock, contesting, events, people
from workflows.errors import WorkflowError
from workflows.events import Deed
from workflows.following import ground, nearing, proposals, switches
from workflows.following.looks import Look, Rule, Step, Wanted
from workflows.following.rulebook import RULES
from workflows.models import Cause, Finding, Notice, Organisation, Proposal, new_public_id
from workflows.states import ProposalDoes, ProposalState, Role, RuleMode
from workflows.transitions import PROPOSALS

FIRST = 10  # proposals that a preview names


Place = tuple[int, int, str]  # of a proposal: its cause, company and key


@dataclass(frozen=True, slots=True)
class _Cause:
    """A cause that is written down."""

    id: int
    public_id: str


@dataclass(frozen=True, slots=True)
class _Known:
    """A proposal that is written down."""

    id: int
    state: ProposalState
    facts: Mapping[str, object]
    decided_at: datetime | None


@dataclass(slots=True)
class Outcome:
    """What one look over all rules did."""

    causes: int = 0
    proposed: int = 0
    accepted: int = 0
    lapsed: int = 0
    moved: int = 0  # findings that went on with the days


@dataclass(frozen=True, slots=True)
class Preview:
    """What a rule would do today: counts, by company, and the first ones."""

    causes: int
    opened: int
    reopened: int
    escalated: int
    companies: Sequence[tuple[str, int]]
    first: Sequence[tuple[str, Wanted]]  # by the name of the company


def run(session: Session, day: date | None = None) -> Outcome:
    """Look at everything as it is on ``day``, today when none is given.

    Looking again on the same day, or after days without, writes down nothing twice.
    """
    day, done = day or clock.today(session), Outcome()
    for name, mode in switches.modes(session).items():
        if mode is not RuleMode.OFF:
            _apply(session, RULES[name], mode, day, done)
    for proposal in session.scalars(proposals.stale()).all():
        proposals.lapse(session, proposal)
        done.lapsed += 1
    return done


def preview(session: Session, name: str, mode: RuleMode, day: date | None = None) -> Preview:
    """What the rule would propose or do today, were it switched so; nothing is written."""
    looks: Sequence[Look] = ()
    if mode is not RuleMode.OFF:
        looks = RULES[name].look(session, day or clock.today(session)).looks
    causes = _causes(session, name, looks)
    known = _proposals(session, causes.values())
    found = []
    for look in looks:
        number = causes[look.key].id if look.key in causes else 0
        for one in look.wanted:
            if _would(known.get((number, *one.key)), mode):
                found.append((look.key, one))
    wanted = [one for _key, one in found]
    names = _names(session, {one.organisation_id for one in wanted})
    counts = Counter(names[one.organisation_id] for one in wanted)
    does = Counter(one.does for one in wanted)
    return Preview(
        causes=len({key for key, _one in found}),
        opened=does[ProposalDoes.OPEN],
        reopened=does[ProposalDoes.REOPEN],
        escalated=does[ProposalDoes.ESCALATE],
        companies=sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])),
        first=[(names[one.organisation_id], one) for one in wanted[:FIRST]],
    )


def _would(there: _Known | None, mode: RuleMode) -> bool:
    if there is None:
        return True
    # What somebody took back stays theirs to decide, also where the rule acts.
    undecided = there.state is ProposalState.PROPOSED and there.decided_at is None
    return mode is RuleMode.ACTS and undecided


def _names(session: Session, ids: Iterable[int]) -> dict[int, str]:
    query = select(Organisation.id, Organisation.name).where(Organisation.id.in_(list(ids)))
    return {row.id: row.name for row in session.execute(query)}


def _apply(session: Session, rule: Rule, mode: RuleMode, day: date, done: Outcome) -> None:
    seen = rule.look(session, day)
    done.moved += _move(session, seen.steps)
    causes = _causes(session, rule.name, seen.looks)
    known = _proposals(session, causes.values())
    new = [look for look in seen.looks if look.key not in causes]
    causes |= _begin(session, rule, new)
    done.causes += len(new)
    met: set[Place] = set()
    proposed = []
    for look in seen.looks:
        cause = causes[look.key]
        for wanted in look.wanted:
            place = (cause.id, *wanted.key)
            met.add(place)
            there = known.get(place)
            if there is None:
                proposed.append((cause, wanted))
            elif there.state is ProposalState.PROPOSED and there.facts != wanted.facts:
                session.get_one(Proposal, there.id).facts = dict(wanted.facts)
    _write(session, rule, proposed)
    if mode is RuleMode.PROPOSES:
        _tell_office(session, [causes[look.key] for look in new if look.wanted])
    done.proposed += len(proposed)
    if rule.lapses:
        done.lapsed += _lapse(session, rule, met)
    if mode is RuleMode.ACTS:
        done.accepted += _accept(session, rule)


def _lapse(session: Session, rule: Rule, met: Container[Place]) -> int:
    """End what the rule proposed and no longer sees."""
    gone = [
        one
        for one in session.scalars(_open(rule))
        if (one.cause_id, one.organisation_id, one.key) not in met
    ]
    for proposal in gone:
        proposals.lapse(session, proposal)
    return len(gone)


def _accept(session: Session, rule: Rule) -> int:
    """Do what the rule proposes; what somebody took back stays theirs to decide."""
    accepted = 0
    for proposal in session.scalars(_open(rule).where(Proposal.decided_at.is_(None))).all():
        try:
            with session.begin_nested():
                proposals.accept(session, proposal, None)
        except WorkflowError:
            # Somebody works on the finding at this very moment: tomorrow is another day.
            continue
        accepted += proposal.state is ProposalState.ACCEPTED
    return accepted


def _open(rule: Rule) -> Select[Proposal]:
    return (
        select(Proposal)
        .join(Cause, Cause.id == Proposal.cause_id)
        .where(Cause.rule == rule.name, Proposal.state == ProposalState.PROPOSED)
        .order_by(Proposal.id)
    )


def _causes(session: Session, rule: str, looks: Iterable[Look]) -> dict[str, _Cause]:
    """The causes that are written down already, by key."""
    found: dict[str, _Cause] = {}
    for keys in ground.batches(look.key for look in looks):
        query = select(Cause.key, Cause.id, Cause.public_id)
        for row in session.execute(query.where(Cause.rule == rule, Cause.key.in_(keys))):
            found[row.key] = _Cause(row.id, row.public_id)
    return found


def _proposals(session: Session, causes: Iterable[_Cause]) -> dict[Place, _Known]:
    """The proposals under these causes, as plain values."""
    found: dict[Place, _Known] = {}
    for ids in ground.batches(cause.id for cause in causes):
        query = select(
            Proposal.cause_id,
            Proposal.organisation_id,
            Proposal.key,
            Proposal.id,
            Proposal.state,
            Proposal.facts,
            Proposal.decided_at,
        )
        for row in session.execute(query.where(Proposal.cause_id.in_(ids))):
            place = (row.cause_id, row.organisation_id, row.key)
            found[place] = _Known(row.id, row.state, row.facts, row.decided_at)
    return found


def _begin(session: Session, rule: Rule, looks: Sequence[Look]) -> dict[str, _Cause]:
    rows = [
        {
            "public_id": new_public_id(),
            "rule": rule.name,
            "key": look.key,
            "day": look.day,
            "facts": dict(look.facts),
            "found_at": clock.now(session),
        }
        for look in looks
    ]
    if rows:
        session.execute(insert(Cause), rows)
    return _causes(session, rule.name, looks)


def _write(session: Session, rule: Rule, proposed: Sequence[tuple[_Cause, Wanted]]) -> None:
    """Write new proposals and their first events: one edition may bring thousands at once."""
    if not proposed:
        return
    rows = [
        {
            "public_id": new_public_id(),
            "cause_id": cause.id,
            "organisation_id": wanted.organisation_id,
            "key": wanted.key[1],
            "state": PROPOSALS.initial,
            "version": 1,
            "does": wanted.does,
            "rule": wanted.rule,
            "subject": wanted.subject,
            "facts": dict(wanted.facts),
            "site_id": wanted.site_id,
            "item_id": wanted.item_id,
            "finding_id": wanted.finding_id,
            "note": "",
        }
        for cause, wanted in proposed
    ]
    session.execute(insert(Proposal), rows)
    deeds = [
        Deed(
            str(row["public_id"]),
            "propose",
            wanted.organisation_id,
            {
                "target": PROPOSALS.initial,
                "rule": rule.name,
                "cause": cause.public_id,
                "does": wanted.does,
            },
        )
        for row, (cause, wanted) in zip(rows, proposed, strict=True)
    ]
    events.append_all(session, None, "proposal", deeds)


def _tell_office(session: Session, causes: Sequence[_Cause]) -> None:
    """It is the turn of the secretariat: a notice for each of them and each cause."""
    office = people.with_role(session, Role.SECRETARIAT) if causes else []
    rows = [
        {
            "person_id": person.id,
            "key": f"cause:{cause.public_id}",
            "noun": "cause",
            "object_id": cause.public_id,
            "action": "propose",
            "made_at": clock.now(session),
        }
        for person in office
        for cause in causes
    ]
    if rows:
        session.execute(insert(Notice), rows)


def _move(session: Session, steps: Sequence[Step]) -> int:
    """Let findings go on with the days: the facts of their titles, a line in their history, and a
    notice to whom they concern.
    """
    by_id = {step.finding_id: step for step in steps}
    moved = 0
    for ids in ground.batches(by_id):
        # What is contested keeps its words until somebody has judged it.
        rows = select(Finding).where(Finding.id.in_(ids), Finding.state.not_in(contesting.STATES))
        for finding in session.scalars(rows):
            step = by_id[finding.id]
            finding.rule, finding.facts = step.rule, dict(step.facts)
            session.flush()
            events.append(
                session,
                None,
                "finding",
                finding.public_id,
                step.what,
                organisation_id=finding.organisation_id,
                expires=step.facts.get("expires"),
                within=step.facts.get("within"),
            )
            nearing.tell(session, finding, step.what)
            moved += 1
    return moved
