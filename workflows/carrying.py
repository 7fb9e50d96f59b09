"""Verdicts taken over from the version before: on what the new reading says word for word again.

Nobody decides here. An item that stands unchanged keeps what people made of it, with the way back
to who decided what; what changed or is new is open; a finding whose ground is gone says so.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import clock, events, performing, remembering, version_diff
from workflows.errors import NotAllowed
from workflows.marking import N_
from workflows.models import (
    Decision,
    Document,
    DocumentPage,
    DocumentVersion,
    Finding,
    FindingSource,
    Item,
    ItemCandidate,
    ItemField,
    ItemPlace,
    NameLesson,
)
from workflows.performing import Guard
from workflows.permissions import Who
from workflows.states import FindingState, ItemAction, ItemState
from workflows.transitions import ITEMS

CARRIED = (ItemState.DOUBT, ItemState.SECOND, ItemState.APPROVED, ItemState.REJECTED)
DECIDED = (ItemState.APPROVED, ItemState.REJECTED)
_OVER = (FindingState.CLOSED, FindingState.DISMISSED, FindingState.WITHDRAWN)
_NOT_THAT = N_("There is no earlier verdict to take over.")


def guards(item: Item) -> Mapping[str, Guard]:
    """By state: whether that is where the item of the version before stands."""
    taken = item.taken_from.state if item.taken_from is not None else None

    def when(state: ItemState) -> Guard:
        return lambda: None if taken is state else NotAllowed(_NOT_THAT)

    return {f"stood_{state}": when(state) for state in (*CARRIED, ItemState.SET_ASIDE)}


def carry(session: Session, document: Document, version: DocumentVersion) -> bool:
    """Take over what stands unchanged since the version before.

    Return whether nothing is left for a person: all is as it was, and all was decided.
    """
    before = version_diff.earlier(document, version)
    if before is None:
        return False
    old, new = _of(session, before), _of(session, version)
    alike = _pages_alike(session, before, version)
    made = [i for i in old if _by_person(i) and i.state is not ItemState.SET_ASIDE]
    read = [i for i in old if not _by_person(i)]
    same = [
        (pair.before, pair.after)
        for pair in version_diff.pairs(read, new)
        if pair.before is not None and pair.after is not None and pair.same
    ]
    followed: dict[int, Item] = {}
    later = {one.id: item for item in old for one in (item, *_forerunners(item))}
    # What took the place of others comes first: without it the others are open again.
    same.sort(key=lambda pair: pair[0].state is ItemState.SET_ASIDE)
    for was, now in same:
        if _stands(session, was, later, followed, alike):
            _take_over(session, document, was, now, alike)
            followed[was.id] = now
    place = max((item.position for item in new), default=0)
    for item in made:
        if item.page in alike:
            place += 1
            followed[item.id] = _again(session, document, version, item, alike[item.page], place)
    lost = [i for i in old if i.id not in followed and i.state is not ItemState.SET_ASIDE]
    _follow(session, followed)
    end(session, document, lost)
    return _nothing_to_do(old, new, followed, lost)


def _stands(
    session: Session,
    item: Item,
    later: Mapping[int, Item],
    followed: Mapping[int, Item],
    alike: Mapping[int, int],
) -> bool:
    """Whether what people made of the item holds in the newer version.

    Of what they regrouped only with its very pages; of what others took the place of only with
    those others. ``later`` has for every item of an earlier version what it became since.
    """
    if item.state is not ItemState.SET_ASIDE:
        return item.regrouped is None or all(place.page in alike for place in item.places)
    if item.page not in alike:
        return False
    return all(
        _goes_on(session, later.get(taker.id), later, followed, alike)
        for taker in _takers(session, item)
    )


def _goes_on(
    session: Session,
    taker: Item | None,
    later: Mapping[int, Item],
    followed: Mapping[int, Item],
    alike: Mapping[int, int],
) -> bool:
    """Whether what took the place of an item is in the newer version too."""
    if taker is None:
        return False
    if taker.state is ItemState.SET_ASIDE:
        return _stands(session, taker, later, followed, alike)
    return taker.page in alike if _by_person(taker) else taker.id in followed


def _takers(session: Session, item: Item) -> list[Item]:
    """The items that took the place of this one, in the version in which somebody did that."""
    for one in (item, *_forerunners(item)):
        for decision in reversed(one.decisions):
            if decision.undone_at is not None:
                continue
            if decision.action is ItemAction.JOIN:
                return [session.get_one(Decision, decision.lead_id).item]
            halves = select(Item).join(Item.decisions).where(Decision.lead_id == decision.id)
            return list(session.scalars(halves))
    return []


def _forerunners(item: Item) -> list[Item]:
    """The items of earlier versions that this one was taken over from."""
    found = []
    while (before := item.taken_from) is not None:
        found.append(before)
        item = before
    return found


def _nothing_to_do(
    old: list[Item], new: list[Item], followed: Mapping[int, Item], lost: list[Item]
) -> bool:
    taken = {item.id for item in followed.values()}
    settled = all(
        item.state in (*DECIDED, ItemState.SET_ASIDE) for item in (*old, *followed.values())
    )
    return bool(followed) and not lost and settled and all(item.id in taken for item in new)


def _of(session: Session, version: DocumentVersion) -> list[Item]:
    query = select(Item).where(Item.version_id == version.id)
    return list(session.scalars(query.order_by(Item.position, Item.id)))


def _by_person(item: Item) -> bool:
    """Whether the item was added or cut by a person: the reader knows of no such thing."""
    if item.origin != "read" or item.regrouped == "split":
        return True
    return item.regrouped == "parted" and not any(version_diff.is_read(f) for f in item.fields)


def _pages_alike(
    session: Session, before: DocumentVersion, after: DocumentVersion
) -> dict[int, int]:
    """Pages of the older version whose very text stands in the newer one, and where."""
    if before.upload_id == after.upload_id:
        return {number: number for number in range(after.page_count + 1)}

    def texts(version: DocumentVersion) -> list[tuple[int, str]]:
        query = select(DocumentPage.number, DocumentPage.text)
        query = query.where(DocumentPage.version_id == version.id)
        return [(n, text) for n, text in session.execute(query.order_by(DocumentPage.number))]

    places: dict[str, int] = {}
    for number, text in texts(after):
        places.setdefault(text, number)
    return {number: places[text] for number, text in texts(before) if text in places}


def _take_over(
    session: Session, document: Document, old: Item, new: Item, alike: Mapping[int, int]
) -> None:
    """Give the new item what people made of the old one."""
    new.taken_from, new.flagged_at = old, old.flagged_at
    if old.regrouped is not None:
        new.regrouped = old.regrouped
        places = [
            {**place, "page": alike[int(str(place["page"]))]}
            for place in remembering.kept(old.places)
        ]
        remembering.put_places(session, new, places)
    # A company's word was about the paper that it had then: it is asked again.
    if old.state not in (*CARRIED, ItemState.SET_ASIDE):
        return
    _perform(session, document, new, alike)


def _perform(session: Session, document: Document, new: Item, alike: Mapping[int, int]) -> None:
    old = new.taken_from
    if old is None:
        return

    def apply(_transition: object) -> None:
        _copy_corrections(old, new, alike)
        new.site_id, new.proposed = old.site_id, old.proposed
        new.proposed_by_id, new.second_reason = old.proposed_by_id, old.second_reason
        new.one_reader = old.one_reader
        new.asked, new.answer, new.answered_by_id = old.asked, old.answer, old.answered_by_id
        # A question was put of the older version: a reader looks at what came of it.
        new.awaits = "reader" if old.awaits else None

    performing.perform(
        session,
        ITEMS,
        new,
        ItemAction.CARRY,
        None,
        standing=frozenset({Who.SYSTEM}),
        guards=guards(new),
        organisation_id=document.organisation_id,
        apply=apply,
        taken_from=old.public_id,
    )


def _copy_corrections(old: Item, new: Item, alike: Mapping[int, int]) -> None:
    fields = {f.name: f for f in reversed(new.fields)}
    for field in old.fields:
        if field.corrected is None:
            continue
        mine = fields.get(field.name)
        if mine is None:
            mine = ItemField(
                name=field.name, text="", value=None, page=new.page, box=None,
                quote=new.quote, rule=version_diff.BY_PERSON,
            )  # fmt: skip
            new.fields.append(mine)
        mine.corrected = field.corrected
        mine.corrected_place = field.corrected_place if alike.get(old.page) == old.page else None


def _again(
    session: Session,
    document: Document,
    version: DocumentVersion,
    old: Item,
    page: int,
    position: int,
) -> Item:
    """An item that a person added or cut, on a page that is still the same."""
    new = Item(
        document_id=document.id,
        version_id=version.id,
        kind=old.kind,
        position=position,
        state=ITEMS.initial,
        page=page,
        quote=old.quote,
        certainty=old.certainty,
        reasons=list(old.reasons),
        origin=old.origin,
        regrouped=old.regrouped,
        taken_from=old,
    )
    for f in old.fields:
        new.fields.append(
            ItemField(
                name=f.name, text=f.text, value=f.value, corrected=f.corrected, page=page,
                box=f.box, quote=f.quote, rule=f.rule, cell=f.cell,
                corrected_place=f.corrected_place,
            )
        )  # fmt: skip
    new.candidates = [
        ItemCandidate(site_id=c.site_id, rank=c.rank, score=c.score, reasons=list(c.reasons))
        for c in old.candidates
    ]
    new.places = [
        ItemPlace(text=p.text, page=p.page, box=p.box, quote=p.quote, cell=p.cell)
        for p in old.places
    ]
    session.add(new)
    session.flush()
    events.append(
        session,
        None,
        "item",
        new.public_id,
        "read",
        organisation_id=document.organisation_id,
        target=ITEMS.initial,
    )
    if old.state in CARRIED:
        _perform(session, document, new, {})
    return new


def _follow(session: Session, followed: Mapping[int, Item]) -> None:
    """Let findings and learned names rest on the items of the new version."""
    for source in session.scalars(
        select(FindingSource).where(FindingSource.item_id.in_(followed))
    ).all():
        source.item = item = followed[source.item_id]
        source.document_id = item.document_id
    for lesson in session.scalars(select(NameLesson).where(NameLesson.item_id.in_(followed))).all():
        lesson.item = followed[lesson.item_id]
    session.flush()


def in_force(session: Session, document: Document) -> list[Item]:
    """The items of the newest version that was read."""
    read = [v for v in document.versions if v.read_at and not v.error]
    return _of(session, read[-1]) if read else []


def revive(session: Session, document: Document) -> None:
    """Give what rests on the document its ground again: it is in force once more."""
    ids = [item.id for item in in_force(session, document)]
    for source in session.scalars(select(FindingSource).where(FindingSource.item_id.in_(ids))):
        source.ended_at = None
    session.flush()


def end(session: Session, document: Document, lost: Iterable[Item]) -> None:
    """Say at each finding that its ground in this document is gone; a person decides what now."""
    ids = [item.id for item in lost]
    query = select(FindingSource).where(
        FindingSource.item_id.in_(ids), FindingSource.ended_at.is_(None)
    )
    touched: dict[int, None] = {}
    for source in session.scalars(query).all():
        source.ended_at = clock.now(session)
        touched[source.finding_id] = None
    session.flush()
    for finding_id in touched:
        finding = session.get_one(Finding, finding_id)
        if finding.state in _OVER or any(source.ended_at is None for source in finding.sources):
            continue
        events.append(
            session,
            None,
            "finding",
            finding.public_id,
            "evidence_ended",
            organisation_id=finding.organisation_id,
            document=document.public_id,
        )
