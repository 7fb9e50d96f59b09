"""Looking, once a day: what the rules see is written down once, and what a rule may do is done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from workflows import clock, events
from workflows.errors import WorkflowError
from workflows.events import Deed
from workflows.following import ground, proposals, switches
from workflows.following.looks import Look, Rule, Step, Wanted
from workflows.following.rulebook import RULES
from workflows.models import Cause, Finding, Organisation, Proposal
from workflows.states import ProposalDoes, ProposalState, RuleMode
from workflows.transitions import PROPOSALS

FIRST = 10  # proposals that a preview names


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
    known = _known(session, name, looks)
    found = []
    for look in looks:
        there = known.get(look.key, (None, {}))[1]
        found += [(look.key, one) for one in look.wanted if _would(there.get(one.key), mode)]
    wanted = [one for _key, one in found]
    names = _names(session, {one.organisation_id for one in wanted})
    counts: dict[str, int] = {}
    for one in wanted:
        company = names[one.organisation_id]
        counts[company] = counts.get(company, 0) + 1
    return Preview(
        causes=len({key for key, _one in found}),
        opened=sum(one.does is ProposalDoes.OPEN for one in wanted),
        reopened=sum(one.does is ProposalDoes.REOPEN for one in wanted),
        escalated=sum(one.does is ProposalDoes.ESCALATE for one in wanted),
        companies=sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])),
        first=[(names[one.organisation_id], one) for one in wanted[:FIRST]],
    )


def _would(there: Proposal | None, mode: RuleMode) -> bool:
    if there is None:
        return True
    return mode is RuleMode.ACTS and _undecided(there)


def _undecided(proposal: Proposal) -> bool:
    # What somebody took back stays theirs to decide, also where the rule acts.
    return proposal.state is ProposalState.PROPOSED and proposal.decided_at is None


def _names(session: Session, ids: Iterable[int]) -> dict[int, str]:
    query = select(Organisation.id, Organisation.name).where(Organisation.id.in_(list(ids)))
    return {row.id: row.name for row in session.execute(query)}


def _apply(session: Session, rule: Rule, mode: RuleMode, day: date, done: Outcome) -> None:
    seen = rule.look(session, day)
    done.moved += _move(session, seen.steps)
    known = _known(session, rule.name, seen.looks)
    new = [_begin(session, rule, look) for look in seen.looks if look.key not in known]
    session.add_all(new)
    session.flush()
    done.causes += len(new)
    known |= {row.key: (row, {}) for row in new}
    met, proposed = set(), []
    for look in seen.looks:
        row, there = known[look.key]
        for wanted in look.wanted:
            proposal = there.get(wanted.key)
            if proposal is None:
                proposed.append((row, _proposal(row, wanted)))
                continue
            if proposal.state is ProposalState.PROPOSED and proposal.facts != wanted.facts:
                proposal.facts = dict(wanted.facts)
            met.add(proposal.id)
    _write(session, proposed)
    done.proposed += len(proposed)
    met |= {proposal.id for _cause, proposal in proposed}
    open_now = list(session.scalars(_open(rule)))
    if rule.lapses:
        for proposal in [one for one in open_now if one.id not in met]:
            proposals.lapse(session, proposal)
            done.lapsed += 1
    if mode is RuleMode.ACTS:
        done.accepted += _accept(session, [one for one in open_now if _undecided(one)])


def _accept(session: Session, rows: Iterable[Proposal]) -> int:
    accepted = 0
    for proposal in rows:
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


def _known(
    session: Session, rule: str, looks: Sequence[Look]
) -> dict[str, tuple[Cause, dict[tuple[int, str], Proposal]]]:
    """The causes that are written down already, each with its proposals."""
    found: dict[str, tuple[Cause, dict[tuple[int, str], Proposal]]] = {}
    for keys in ground.batches(look.key for look in looks):
        causes = select(Cause).where(Cause.rule == rule, Cause.key.in_(keys))
        by_id = {row.id: row for row in session.scalars(causes)}
        found |= {row.key: (row, {}) for row in by_id.values()}
        for proposal in session.scalars(select(Proposal).where(Proposal.cause_id.in_(by_id))):
            there = found[by_id[proposal.cause_id].key][1]
            there[proposal.organisation_id, proposal.key] = proposal
    return found


def _begin(session: Session, rule: Rule, look: Look) -> Cause:
    return Cause(
        rule=rule.name,
        key=look.key,
        day=look.day,
        facts=dict(look.facts),
        found_at=clock.now(session),
    )


def _proposal(cause: Cause, wanted: Wanted) -> Proposal:
    return Proposal(
        cause_id=cause.id,
        organisation_id=wanted.organisation_id,
        key=wanted.key[1],
        state=PROPOSALS.initial,
        does=wanted.does,
        rule=wanted.rule,
        subject=wanted.subject,
        facts=dict(wanted.facts),
        site_id=wanted.site_id,
        item_id=wanted.item_id,
        finding_id=wanted.finding_id,
    )


def _write(session: Session, proposed: Sequence[tuple[Cause, Proposal]]) -> None:
    """Write new proposals and their first events: one edition may bring thousands at once."""
    if not proposed:
        return
    session.add_all(proposal for _cause, proposal in proposed)
    session.flush()
    deeds = [
        Deed(
            proposal.public_id,
            "propose",
            proposal.organisation_id,
            {
                "target": PROPOSALS.initial,
                "rule": cause.rule,
                "cause": cause.public_id,
                "does": proposal.does,
            },
        )
        for cause, proposal in proposed
    ]
    events.append_all(session, None, "proposal", deeds)


def _move(session: Session, steps: Sequence[Step]) -> int:
    """Let findings go on with the days: the facts of their titles, and a line in their history."""
    by_id = {step.finding_id: step for step in steps}
    moved = 0
    for ids in ground.batches(by_id):
        for finding in session.scalars(select(Finding).where(Finding.id.in_(ids))):
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
            moved += 1
    return moved
