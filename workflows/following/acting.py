"""What accepting a proposal does with a finding, and what undoing that takes back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from workflows import clock, finding_opening, findings, performing
from workflows.errors import NotAllowed, WorkflowError
from workflows.following import certificates, nearing
from workflows.machine import Transition
from workflows.marking import N_
from workflows.models import Finding, FindingSource, Item, Proposal
from workflows.permissions import Actor, Who
from workflows.rules import Hit
from workflows.states import FindingAction, FindingState, ProposalDoes, ProposalState
from workflows.transitions import FINDINGS

RESTS = N_("This cannot be undone any more: somebody has worked on the finding since.")
TOLD = N_("An escalation is not undone: people were told of it.")
_SYSTEM = frozenset({Who.SYSTEM})


def carry_out(session: Session, proposal: Proposal, actor: Actor | None, note: str) -> None:
    """Open or reopen the finding, as somebody accepts; ``actor`` is None when a rule acts."""
    why: dict[str, object] = {
        "follows": proposal.cause.rule,
        "cause": proposal.cause.public_id,
        "cause_facts": dict(proposal.cause.facts),
        "proposed": proposal.rule,
        "proposed_facts": dict(proposal.facts),
        "note": note,
    }
    if proposal.does is ProposalDoes.OPEN:
        _open(session, proposal, actor, why)
    elif proposal.finding is not None:
        step = _reopen if proposal.does is ProposalDoes.REOPEN else _escalate
        step(session, proposal, proposal.finding, actor, why)


def _open(
    session: Session, proposal: Proposal, actor: Actor | None, why: dict[str, object]
) -> None:
    hit = Hit(proposal.rule, proposal.subject, dict(proposal.facts), proposal.site)
    there = finding_opening.running(session, proposal.organisation_id, hit.rule, hit.subject)
    if there is not None:
        # Somebody was quicker: this says no more than that one does.
        proposal.finding, proposal.remembered = there, {"joined": True}
        return
    item = session.get_one(Item, proposal.item_id) if proposal.item_id is not None else None
    if item is not None:
        hit = replace(hit, language=item.document_version.language)
    finding = finding_opening.opened(session, proposal.organisation_id, hit, actor, **why)
    if item is not None:
        finding.sources.append(FindingSource(item_id=item.id, document_id=item.document_id))
        session.flush()
    proposal.finding, proposal.remembered = finding, {"version": finding.version}
    if hit.rule in (certificates.EXPIRING, certificates.EXPIRED):
        nearing.tell(session, finding, nearing.OPENED, actor)


def _reopen(
    session: Session,
    proposal: Proposal,
    finding: Finding,
    actor: Actor | None,
    why: dict[str, object],
) -> None:
    before = {
        "closed_at": finding.closed_at.isoformat() if finding.closed_at else None,
        "submitted_by_id": finding.submitted_by_id,
        "verified_by_id": finding.verified_by_id,
        "resume": finding.resume.value if finding.resume else None,
        "rule": finding.rule,
        "facts": finding.facts,
    }

    def apply(transition: Transition) -> None:
        finding.closed_at = finding.submitted_by_id = finding.verified_by_id = None
        finding.resume = FindingState(transition.source.value)
        if proposal.rule == certificates.EXPIRED:  # its title said that it was to end
            finding.rule, finding.facts = proposal.rule, dict(proposal.facts)

    # Rule and cause say why; words of the one who accepted come on top of them.
    _perform(
        session, finding, FindingAction.REOPEN, actor, apply, given={"note": proposal.rule}, why=why
    )
    proposal.remembered = {**before, "version": finding.version}


def _escalate(
    session: Session,
    proposal: Proposal,
    finding: Finding,
    actor: Actor | None,
    why: dict[str, object],
) -> None:
    def apply(_transition: Transition) -> None:
        finding.escalated_at = clock.now(session)

    given = {"note": proposal.rule}
    _perform(session, finding, FindingAction.ESCALATE, actor, apply, given=given, why=why)


def rests(proposal: Proposal) -> WorkflowError | None:
    """Why what was accepted cannot be undone any more."""
    was, finding = proposal.remembered or {}, proposal.finding
    if proposal.does is ProposalDoes.ESCALATE and proposal.state is ProposalState.ACCEPTED:
        return NotAllowed(TOLD)
    if was.get("joined") or finding is None or finding.version == was.get("version"):
        return None
    return NotAllowed(RESTS)


def take_back(session: Session, proposal: Proposal, actor: Actor) -> None:
    """Undo what accepting did: nothing rests on it."""
    was, finding = proposal.remembered or {}, proposal.finding
    proposal.remembered = None
    if finding is None or was.get("joined"):
        return
    if proposal.does is ProposalDoes.OPEN:
        _perform(session, finding, FindingAction.WITHDRAW, actor, _ends(session, finding))
        proposal.finding = None
        return

    def apply(_transition: Transition) -> None:
        closed, resume = was.get("closed_at"), was.get("resume")
        finding.closed_at = datetime.fromisoformat(str(closed)) if closed else None
        finding.submitted_by_id = _number(was.get("submitted_by_id"))
        finding.verified_by_id = _number(was.get("verified_by_id"))
        finding.resume = FindingState(str(resume)) if resume else None
        rule, facts = was.get("rule"), was.get("facts")
        if rule and isinstance(facts, dict):
            finding.rule, finding.facts = str(rule), facts

    _perform(session, finding, FindingAction.TAKE_BACK, actor, apply)


def _ends(session: Session, finding: Finding) -> performing.Apply:
    def apply(_transition: Transition) -> None:
        finding.closed_at = clock.now(session)

    return apply


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _perform(
    session: Session,
    finding: Finding,
    action: FindingAction,
    actor: Actor | None,
    apply: performing.Apply,
    *,
    given: Mapping[str, object] | None = None,
    why: Mapping[str, object] | None = None,
) -> None:
    """Act on a finding as a rule, in the name of who accepted it."""
    elsewhere = NotAllowed(N_("It was not reopened from there."))
    back = {
        f"back_to_{state}": (lambda s=state: None if finding.resume is s else elsewhere)
        for state in FindingState
    }
    done = performing.perform(
        session,
        FINDINGS,
        finding,
        action,
        actor,
        standing=_SYSTEM,
        guards=back,
        organisation_id=finding.organisation_id,
        given=given,
        apply=apply,
        **dict[str, Any](why or {}),
    )
    findings.tell(session, finding, done, actor)
