"""Deciding on items: a verdict, its undoing, what follows from it. Four eyes are kept here."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from workflows import (
    aliases,
    clock,
    documents,
    findings,
    items,
    locks,
    performing,
    register,
    rules,
)
from workflows.errors import NotAllowed, WorkflowError
from workflows.machine import Transition
from workflows.marking import N_
from workflows.models import Decision, Item, Site
from workflows.performing import Guard, Option
from workflows.permissions import Actor
from workflows.states import DocumentAction, DocumentState, ItemAction, ItemKind, ItemState
from workflows.transitions import ITEMS
from workflows.verdicts import Verdict, checked, chosen, correct, suggested

OWN_PROPOSAL = N_("Somebody else must read this a second time: the first verdict is yours.")
NOT_YOURS = N_("You can only undo your own last verdict, while nobody has decided after you.")


def options(session: Session, item: Item, actor: Actor) -> tuple[Option, ...]:
    """What the actor can do with the item as shown, and why not where they cannot."""
    at = documents.standing(session, actor, item.document)
    verdict = Verdict(ItemAction.APPROVE)
    guards = _guards(session, item, actor, verdict, suggested(item))
    return performing.options(ITEMS, item, at, guards)


def decide(
    session: Session, item: Item, verdict: Verdict, actor: Actor, *, seen: int | None = None
) -> Item:
    """Give a verdict, in the first reading or the second; what must be confirmed waits for it."""
    if verdict.action is ItemAction.UNDO:
        return undo(session, item, actor, seen=seen)
    changes = checked(item, verdict)
    site = chosen(session, item, verdict, actor)
    before = _before(item)
    guards = _guards(session, item, actor, verdict, site)

    def apply(transition: Transition) -> None:
        for name, text in changes.items():
            correct(item, name, text)
        _settle(session, item, transition, verdict, site, actor)

    performing.perform(
        session,
        ITEMS,
        item,
        verdict.action,
        actor,
        standing=documents.standing(session, actor, item.document),
        guards=guards,
        organisation_id=item.document.organisation_id,
        seen=seen,
        given={"reason": verdict.reason, "note": verdict.note},
        apply=apply,
        note=verdict.note,
        reason=verdict.reason,
        changes=dict(changes),
        site=item.site.public_id if item.site else None,
    )
    _remember(session, item, verdict, actor, before)
    follow_up(session, item, actor)
    return item


def undo(session: Session, item: Item, actor: Actor, *, seen: int | None = None) -> Item:
    """Take back one's own last verdict, as long as nothing was built on it."""
    last = items.last_decision(item)

    def apply(_transition: Transition) -> None:
        if last is not None:
            findings.retract(session, item)
            _restore(session, item, last)
            last.undone_at = clock.now(session)

    performing.perform(
        session,
        ITEMS,
        item,
        ItemAction.UNDO,
        actor,
        standing=documents.standing(session, actor, item.document),
        guards=_guards(session, item, actor, Verdict(ItemAction.UNDO), None),
        organisation_id=item.document.organisation_id,
        seen=seen,
        apply=apply,
    )
    follow_up(session, item, actor)
    return item


def _guards(
    session: Session, item: Item, actor: Actor, verdict: Verdict, site: Site | None
) -> Mapping[str, Guard]:
    document = item.document
    second = _second_reason(session, item, verdict, site)
    last = items.last_decision(item)
    taken = locks.refusal(session, document, locks.reading_of(item), actor)

    def when(holds: bool, refusal: WorkflowError) -> Guard:
        return lambda: None if holds else refusal

    same = verdict.action is item.proposed and (
        verdict.action is ItemAction.REJECT or site is item.site
    )
    standing = document.state is not DocumentState.WITHDRAWN
    waiting = NotAllowed(N_("A second reader must see this verdict first."))
    mine = last is not None and last.person_id == actor.person_id
    before = str(last.before["state"]) if last is not None else None
    return {
        "document_stands": when(standing, NotAllowed(N_("The document was withdrawn."))),
        "no_conflict": lambda: documents.conflict(document, actor),
        "not_taken": lambda: taken,
        "another_reader": when(item.proposed_by_id != actor.person_id, NotAllowed(OWN_PROPOSAL)),
        "one_reader_is_enough": when(second is None, waiting),
        "two_readers_needed": when(second is not None, waiting),
        "same_verdict": when(same, waiting),
        "another_verdict": when(not same, waiting),
        "own_last_decision": when(mine, NotAllowed(NOT_YOURS)),
        **{
            f"was_{state}": when(before == state.value, NotAllowed(NOT_YOURS))
            for state in (ItemState.OPEN, ItemState.DOUBT, ItemState.SECOND)
        },
    }


def _second_reason(session: Session, item: Item, verdict: Verdict, site: Site | None) -> str | None:
    score = next((c.score for c in item.candidates if site and c.site_id == site.id), None)
    first = item.candidates[0].site_id if item.candidates else None
    if site is not None and site.id != first:
        score = None  # another one than the first was chosen
    return rules.second_reader(
        session,
        item,
        verdict.action,
        site=site,
        changed=verdict.action is ItemAction.CHANGE
        or any(f.corrected is not None for f in item.fields),
        score=score,
    )


def _settle(
    session: Session,
    item: Item,
    transition: Transition,
    verdict: Verdict,
    site: Site | None,
    actor: Actor,
) -> None:
    if verdict.action in (ItemAction.APPROVE, ItemAction.CHANGE):
        item.site = site
    if transition.target is ItemState.SECOND:
        proposal = verdict.action
        item.second_reason = _second_reason(session, item, verdict, site) or item.second_reason
        item.proposed = ItemAction.APPROVE if proposal is ItemAction.CHANGE else proposal
        item.proposed_by_id = actor.person_id
        return
    item.proposed = item.proposed_by_id = item.second_reason = None
    approved = transition.target is ItemState.APPROVED and item.kind is ItemKind.SMELTER
    if approved and item.site is None:
        item.site = register.propose(
            session,
            item.document.organisation,
            rules.printed(item, "smelter"),
            country=rules.value(item, "country"),
            metal=rules.value(item, "metal"),
            actor=actor,
        )


def _before(item: Item) -> dict[str, object]:
    return {
        "state": item.state.value,
        "site_id": item.site_id,
        "proposed": item.proposed.value if item.proposed else None,
        "proposed_by_id": item.proposed_by_id,
        "second_reason": item.second_reason,
        "corrected": {str(f.id): f.corrected for f in item.fields},
    }


def _restore(session: Session, item: Item, decision: Decision) -> None:
    before = decision.before
    proposed, site_id, by = before["proposed"], before["site_id"], before["proposed_by_id"]
    reason, corrected = before["second_reason"], before["corrected"]
    item.proposed = ItemAction(str(proposed)) if proposed else None
    earlier = session.get(Site, site_id) if site_id is not None else None
    item.site = register.current(session, earlier) if earlier is not None else None
    item.proposed_by_id = int(str(by)) if by is not None else None
    item.second_reason = str(reason) if reason else None
    values = corrected if isinstance(corrected, dict) else {}
    for found in list(item.fields):
        if str(found.id) not in values:  # a field that the verdict added
            item.fields.remove(found)
            session.delete(found)
            continue
        text = values[str(found.id)]
        found.corrected = str(text) if text is not None else None


def _remember(
    session: Session, item: Item, verdict: Verdict, actor: Actor, before: dict[str, object]
) -> None:
    seen = {
        "quote": item.quote,
        "values": {f.name: f.current for f in item.fields},
        "box": next((f.box for f in item.fields if f.name == "smelter"), None),
        "site": item.site.public_id if item.site else None,
        "edition": item.site.edition_id if item.site else None,
    }
    item.decisions.append(
        Decision(
            person_id=actor.person_id,
            at=clock.now(session),
            action=verdict.action,
            reason=verdict.reason,
            note=verdict.note,
            before=before,
            seen=seen,
        )
    )
    session.flush()


def follow_up(session: Session, item: Item, actor: Actor) -> None:
    """Open findings from what is approved, and keep the document's state in step."""
    if item.state is ItemState.APPROVED:
        aliases.teach(session, item, actor)
        for hit in rules.hits(session, item):
            findings.open_from(session, item, hit)
    else:
        aliases.take_back(session, item, actor)
        findings.retract(session, item, strict=False)
    document = item.document
    # Somebody may have moved it on by deciding on another item; the log's lock orders the two.
    session.refresh(document, ["state", "version"])
    if document.state is DocumentState.TO_REVIEW:
        documents.act(session, document, DocumentAction.BEGIN, actor)
    left = documents.open_items(session, document)
    if document.state is DocumentState.IN_REVIEW and not left:
        documents.act(session, document, DocumentAction.FINISH, actor)
    elif document.state is DocumentState.REVIEWED and left:
        documents.act(session, document, DocumentAction.REOPEN, actor)
