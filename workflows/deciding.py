"""Deciding on items: a verdict, its undoing, what follows from it. Four eyes are kept here."""

from collections.abc import Callable, Mapping
from functools import cache

from sqlalchemy.orm import Session

from workflows import (
    aliases,
    answering,
    asking_again,
    bounds,
    carrying,
    clock,
    documents,
    duplicates,
    findings,
    items,
    left,
    locks,
    naming,
    offering,
    performing,
    questions,
    register,
    remembering,
    rules,
    undoing,
    versions,
)
from workflows.errors import Invalid, NotAllowed, WorkflowError
from workflows.machine import Transition
from workflows.marking import N_
from workflows.models import Decision, Document, Item, Site
from workflows.performing import Guard, Option
from workflows.permissions import Actor, Who
from workflows.states import (
    DocumentAction,
    DocumentState,
    ItemAction,
    ItemKind,
    ItemState,
)
from workflows.transitions import ITEMS
from workflows.verdicts import Verdict, checked, chosen, correct, suggested

COMPANY_FIRST = N_("The company answers first. Then it comes to the reviewers.")
NOT_ASKED = N_("The company is not asked about this, or answered it already.")
OWN_PROPOSAL = N_("Somebody else must read this a second time: the first verdict is yours.")
VERDICTS = frozenset(
    {
        ItemAction.APPROVE,
        ItemAction.CHANGE,
        ItemAction.REJECT,
        ItemAction.DOUBT,
        ItemAction.UNDO,
        ItemAction.REOPEN,
        ItemAction.SETTLE,
        *answering.ANSWERS,
    }
)
"""What one decides of an item alone; to split and to merge takes more than a word."""


def options(session: Session, item: Item, actor: Actor) -> tuple[Option, ...]:
    """What the actor can do with the item as shown, and why not where they cannot."""
    at = documents.standing(session, actor, item.document)
    verdict = Verdict(ItemAction.APPROVE)
    guards = _guards(session, item, actor, verdict, suggested(item))
    return performing.options(ITEMS, item, at, guards)


def decide(
    session: Session,
    item: Item,
    verdict: Verdict,
    actor: Actor,
    *,
    seen: int | None = None,
    lead: Decision | None = None,
) -> Item:
    """Give a verdict, in the first reading or the second; what must be confirmed waits for it.

    ``lead`` is the verdict that this one is given with.
    """
    if verdict.action not in VERDICTS:
        raise Invalid(N_("This is no verdict on an item."))
    if verdict.action is ItemAction.UNDO:
        return undo(session, item, actor, seen=seen)
    changes = checked(item, verdict)
    doubled = duplicates.chosen(session, item, verdict)
    site = chosen(session, item, verdict, actor)
    places = _places(session, item, verdict)
    was = remembering.before(item)
    guards = _guards(session, item, actor, verdict, site)

    def apply(transition: Transition) -> None:
        for name, text in changes.items():
            correct(item, name, text)
        for field in item.fields:
            field.corrected_place = places.get(field.name, field.corrected_place)
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
        places=places,
        duplicate_of=doubled.public_id if doubled else None,
        site=item.site.public_id if item.site else None,
    )
    remembering.remember(
        session,
        item,
        verdict.action,
        actor,
        was,
        reason=verdict.reason,
        note=verdict.note,
        lead=lead,
        doubled=doubled,
    )
    follow_up(session, item, actor)
    return item


def _places(session: Session, item: Item, verdict: Verdict) -> dict[str, dict[str, object]]:
    """The corrected place of each field, checked; kept beside the one that was read.

    A field that says nothing stands nowhere.
    """
    if verdict.action is not ItemAction.CHANGE:
        return {}
    said = {
        name: verdict.changes.get(name, rules.printed(item, name)).strip()
        for name in verdict.places
    }
    return {
        name: bounds.kept(session, item.document_version, place, said[name], field=name)
        for name, place in verdict.places.items()
        if said[name]
    }


def undo(session: Session, item: Item, actor: Actor, *, seen: int | None = None) -> Item:
    """Take back one's own last verdict, and all that was given with it, while nothing rests on it.

    ``seen`` is the version of this item; the others are as they were left, or this is refused.
    """
    last = items.last_decision(item)
    if last is None:
        _take_back(session, item, None, actor, seen=seen)
        return item
    act = undoing.act(session, last, actor)
    if act.refusal is not None:
        raise act.refusal
    for decision in reversed(act.decisions):
        mine = decision.item is item
        _take_back(session, decision.item, decision, actor, seen=seen if mine else None)
    return item


def _take_back(
    session: Session, item: Item, decision: Decision | None, actor: Actor, *, seen: int | None
) -> None:
    def apply(_transition: Transition) -> None:
        if decision is not None:
            if decision.action is not ItemAction.REOPEN:
                findings.retract(session, item)
            questions.back(session, item, actor, str(decision.before.get("awaits") or ""))
            remembering.restore(session, item, decision)
            decision.undone_at = clock.now(session)

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


def guards(session: Session, item: Item, actor: Actor) -> Mapping[str, Guard]:
    """The conditions of the table for what is no verdict, ready to be asked."""
    return _guards(session, item, actor, Verdict(ItemAction.APPROVE), None)


def _guards(
    session: Session, item: Item, actor: Actor, verdict: Verdict, site: Site | None
) -> Mapping[str, Guard]:
    document = item.document
    last = items.last_decision(item)
    # Several conditions ask these, and most moves none of them: asked once, when one does.
    second = cache(lambda: _second_reason(session, item, verdict, site, actor))
    taken = cache(lambda: locks.refusal(session, document, locks.reading_of(item), actor))

    def when(holds: bool, refusal: WorkflowError) -> Guard:
        return lambda: None if holds else refusal

    same = verdict.action is item.proposed and (
        verdict.action is ItemAction.REJECT or site is item.site
    )
    waiting = NotAllowed(N_("A second reader must see this verdict first."))
    mine = last is not None and last.person_id == actor.person_id
    before = str(last.before["state"]) if last is not None else None
    return {
        "document_stands": lambda: undoing.withdrawn(item),
        "newest_version": lambda: versions.outdated(item),
        "no_conflict": lambda: documents.conflict(document, actor),
        "not_taken": taken,
        "another_reader": when(item.proposed_by_id != actor.person_id, NotAllowed(OWN_PROPOSAL)),
        "one_reader_is_enough": lambda: waiting if second() else None,
        "two_readers_needed": lambda: None if second() else waiting,
        "same_verdict": when(same, waiting),
        "another_verdict": when(not same, waiting),
        "own_last_decision": when(mine, NotAllowed(undoing.NOT_YOURS)),
        **{
            f"was_{state}": when(before == state.value, NotAllowed(undoing.NOT_YOURS))
            for state in ItemState
        },
        "approval_proposed": when(item.proposed is ItemAction.APPROVE, waiting),
        "rejection_proposed": when(item.proposed is ItemAction.REJECT, waiting),
        **_company_guards(session, item, site, second),
        **carrying.guards(item),
        "is_a_smelter": when(
            item.kind is ItemKind.SMELTER, NotAllowed(N_("Only smelters are split and merged."))
        ),
        "can_be_split": when(
            item.kind is ItemKind.SMELTER
            and len(naming.pieces(rules.printed(item, "smelter"))) > 1,
            NotAllowed(N_("This name is one word: there is nothing to split.")),
        ),
        "has_mentions": when(
            bool(item.places), NotAllowed(N_("The name stands in one place only."))
        ),
    }


def _company_guards(
    session: Session, item: Item, site: Site | None, second: Callable[[], str | None]
) -> Mapping[str, Guard]:
    needed = cache(lambda: item.asked and answering.reader_needed(session, item, site, second()))
    first, after = NotAllowed(COMPANY_FIRST), NotAllowed(NOT_ASKED)
    read = NotAllowed(N_("A reviewer must read this too."))
    return {
        "company_answered": lambda: first if answering.awaited(item) else None,
        "company_asked": lambda: None if answering.awaited(item) else after,
        "no_reader_needed": lambda: read if needed() else None,
        "reader_needed": lambda: None if needed() else read,
    }


def _second_reason(
    session: Session, item: Item, verdict: Verdict, site: Site | None, actor: Actor
) -> str | None:
    score = next((c.score for c in item.candidates if site and c.site_id == site.id), None)
    first = item.candidates[0].site_id if item.candidates else None
    if site is not None and site.id != first:
        score = None  # another one than the first was chosen
    why = rules.second_reader(
        session,
        item,
        verdict.action,
        site=site,
        changed=verdict.action is ItemAction.CHANGE
        or any(f.corrected is not None or f.corrected_place for f in item.fields),
        score=score,
    )
    # Doubt and a new review let a verdict go; they do not let one person overrule another.
    if why in (None, "sample") and item.proposed is None:
        return "differs" if _contested(item, verdict, site, actor) else why
    return why


def asks_another(session: Session, item: Item, site: Site | None, actor: Actor) -> bool:
    """Whether a rule lets another reader look at a first approval as this smelter (None: as new).

    What chance picks is told to nobody beforehand.
    """
    if item.state not in (ItemState.OPEN, ItemState.DOUBT):
        return False
    verdict = Verdict(ItemAction.APPROVE)
    return _second_reason(session, item, verdict, site, actor) not in (None, "sample")


def _contested(item: Item, verdict: Verdict, site: Site | None, actor: Actor) -> bool:
    """Whether a verdict of somebody else says otherwise, on the item or what it was taken from."""
    return bool(
        items.contradicting(
            item,
            rejects=verdict.action is ItemAction.REJECT,
            link=site.public_id if site is not None else None,
            person_id=actor.person_id,
        )
    )


def _settle(
    session: Session,
    item: Item,
    transition: Transition,
    verdict: Verdict,
    site: Site | None,
    actor: Actor,
) -> None:
    if verdict.action in answering.ANSWERS:
        item.answer, item.answered_by_id = verdict.action, actor.person_id
        item.site = site if transition.target is ItemState.CONFIRMED else None
        return
    if verdict.action in (ItemAction.APPROVE, ItemAction.CHANGE):
        item.site = site
    if transition.target is ItemState.SECOND:
        proposal = verdict.action
        why = _second_reason(session, item, verdict, site, actor)
        # What chance picked is no surprise any more once two readers differ on it.
        differs = item.second_reason in ("sample", "differs") and why in (None, "sample")
        item.second_reason = "differs" if differs else why or item.second_reason
        item.proposed = ItemAction.APPROVE if proposal is ItemAction.CHANGE else proposal
        item.proposed_by_id = actor.person_id
        return
    item.one_reader = item.second_reason if verdict.action is ItemAction.SETTLE else None
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


def follow_up(session: Session, item: Item, actor: Actor) -> None:
    """Open findings from what is approved, and keep the document's state in step."""
    if item.state is ItemState.APPROVED:
        news = aliases.teach(session, item, actor)
        # What a member proposed itself, no reading before knew.
        if news or (item.site is not None and item.site.organisation_id is not None):
            offering.offer(session, item)
        for hit in rules.hits(session, item):
            findings.open_from(session, item, hit)
    else:
        offering.take_back(session, item, aliases.take_back(session, item, actor))
        findings.retract(session, item, strict=False)
    if item.state not in (ItemState.APPROVED, ItemState.REJECTED):
        asking_again.without_verdict(session, item, actor)
    if item.state is not ItemState.DOUBT:
        questions.settle(session, item, actor)
    _keep_in_step(session, item.document, actor)


def _keep_in_step(session: Session, document: Document, actor: Actor) -> None:
    # Somebody may have moved it on by deciding on another item; the log's lock orders the two.
    session.refresh(document, ["state", "version"])
    # A company's answer moves its document as the system does: it reviews nothing.
    standing = documents.standing(session, actor, document)
    reads = standing & {Who.REVIEWER, Who.SECRETARIAT}
    if document.state is DocumentState.TO_REVIEW and reads:
        documents.act(session, document, DocumentAction.BEGIN, actor)
    waiting = left.open_items(session, document)
    if document.state in documents.DONE and waiting:
        documents.act(session, document, DocumentAction.REOPEN, actor if reads else None)
    elif document.state in documents.BEFORE_THE_END and not waiting:
        if left.confirmed_items(session, document):
            documents.act(session, document, DocumentAction.CONFIRM, None)
        elif document.state is DocumentState.IN_REVIEW:
            reader = actor if Who.REVIEWER in standing else None
            documents.act(session, document, DocumentAction.FINISH, reader)
