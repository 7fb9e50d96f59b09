"""Items: see them, decide on them, undo, add what the reader missed. Four eyes are kept here."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from workflows import aliases, clock, documents, events, findings, performing, register, rules
from workflows.errors import Invalid, NotAllowed, NotFound, WorkflowError
from workflows.machine import Transition
from workflows.marking import N_
from workflows.models import Decision, Document, DocumentPage, Item, ItemField, Site
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
from workflows.verdicts import FIELDS, Verdict, checked, chosen, correct, normal, suggested

NOT_FOUND = N_("There is no such item.")
OWN_PROPOSAL = N_("Somebody else must read this a second time: the first verdict is yours.")
NOT_YOURS = N_("You can only undo your own last verdict, while nobody has decided after you.")


def visible(actor: Actor) -> Select[Item]:
    """The items of the documents that the actor may see, in reading order."""
    allowed = documents.visible(actor).order_by(None).with_only_columns(Document.id)
    return (
        select(Item)
        .where(Item.document_id.in_(allowed))
        .order_by(Item.document_id, Item.position, Item.id)
    )


def get(session: Session, public_id: str, actor: Actor) -> Item:
    """One item that the actor may see."""
    item = session.scalars(visible(actor).where(Item.public_id == public_id)).one_or_none()
    if item is None:
        raise NotFound(NOT_FOUND)
    return item


def of_document(session: Session, document: Document) -> list[Item]:
    """The items of the newest version, in reading order."""
    version = documents.current(document)
    query = select(Item).where(Item.version_id == version.id)
    return list(session.scalars(query.order_by(Item.position, Item.id)))


_CERTAINTY = {"unsure": 0, "check": 1, "certain": 2}


def waiting(rows: Iterable[Item], actor: Actor) -> list[Item]:
    """The items that wait for this reader: the least certain first, then in reading order.

    In doubt comes last; what one proposed oneself waits for somebody else.
    """
    mine = [
        item
        for item in rows
        if item.state in (ItemState.OPEN, ItemState.DOUBT)
        or (item.state is ItemState.SECOND and item.proposed_by_id != actor.person_id)
    ]
    mine.sort(
        key=lambda item: (
            item.state is ItemState.DOUBT,
            _CERTAINTY.get(item.certainty, 1),
            item.position,
        )
    )
    return mine


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
    _follow_up(session, item, actor)
    return item


def undo(session: Session, item: Item, actor: Actor, *, seen: int | None = None) -> Item:
    """Take back one's own last verdict, as long as nothing was built on it."""
    last = last_decision(item)

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
    _follow_up(session, item, actor)
    return item


def last_decision(item: Item) -> Decision | None:
    """The newest verdict that was not taken back."""
    return next((d for d in reversed(item.decisions) if d.undone_at is None), None)


def recent(session: Session, actor: Actor, *, limit: int = 10) -> list[Decision]:
    """The actor's last verdicts that still stand, newest first."""
    query = (
        select(Decision)
        .where(Decision.person_id == actor.person_id, Decision.undone_at.is_(None))
        .order_by(Decision.id.desc())
        .limit(limit)
    )
    return list(session.scalars(query))


def add(
    session: Session,
    document: Document,
    actor: Actor,
    *,
    page: int,
    values: Mapping[str, str],
    box: tuple[float, float, float, float] | None,
    quote: str = "",
    typed: bool,
) -> Item:
    """Add a smelter that the reader missed: words chosen on the page, or typed beside a rectangle.

    It is open like any other item, and two people always read it.
    """
    refused = documents.conflict(document, actor) or documents.not_in_review(document)
    if refused is not None:
        raise refused
    if not actor_reviews(session, document, actor):
        raise NotAllowed(performing.ONLY[Who.REVIEWER])
    version = documents.current(document)
    if not 1 <= page <= max(version.page_count, 1):
        raise Invalid(N_("The document has no page %(page)s."), page=page)
    name = values.get("smelter", "").strip()
    if not name:
        raise Invalid(N_("Give the smelter a name."))
    existing = of_document(session, document)
    item = Item(
        document_id=document.id,
        version_id=version.id,
        kind=ItemKind.SMELTER,
        position=max((i.position for i in existing), default=0) + 1,
        state=ITEMS.initial,
        page=page,
        quote=quote or name,
        certainty="check",
        reasons=["added_by_hand"],
        origin="typed" if typed else "words",
    )
    place = list(box) if box is not None else None
    for field_name in FIELDS:
        text = values.get(field_name, "").strip()
        if text:
            item.fields.append(
                ItemField(
                    name=field_name,
                    text=text,
                    value=normal(field_name, text),
                    page=page,
                    box=place if field_name == "smelter" else None,
                    quote=quote or text,
                    rule="person",
                )
            )
    session.add(item)
    session.flush()
    events.append(
        session,
        actor,
        "item",
        item.public_id,
        "add",
        organisation_id=document.organisation_id,
        target=ITEMS.initial,
    )
    _follow_up(session, item, actor)
    return item


def actor_reviews(session: Session, document: Document, actor: Actor) -> bool:
    """Whether the actor is a reviewer of this document."""
    return Who.REVIEWER in documents.standing(session, actor, document)


def page_of(session: Session, item: Item) -> DocumentPage | None:
    """The page that the item stands on."""
    query = select(DocumentPage).where(
        DocumentPage.version_id == item.version_id, DocumentPage.number == item.page
    )
    return session.scalars(query).one_or_none()


def _guards(
    session: Session, item: Item, actor: Actor, verdict: Verdict, site: Site | None
) -> Mapping[str, Guard]:
    document = item.document
    second = _second_reason(session, item, verdict, site)
    last = last_decision(item)

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
    item.site = session.get(Site, site_id) if site_id is not None else None
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


def _follow_up(session: Session, item: Item, actor: Actor) -> None:
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
