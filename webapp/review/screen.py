"""The screen: the page and the item beside each other."""

from collections.abc import Mapping
from types import MappingProxyType

from flask import render_template, request
from flask.typing import ResponseReturnValue

from extraction.records import Kind
from webapp import crops, db, labels
from webapp.auth import actor
from webapp.review import carrying, doubts, locking, marks, prefilling
from webapp.review.pages import blueprint
from workflows import (
    approving,
    blind,
    clock,
    deciding,
    documents,
    duplicates,
    earlier,
    explaining,
    facts,
    findings,
    hanging,
    item_lists,
    items,
    likenesses,
    locks,
    naming,
    pages,
    queue_filters,
    reopening,
    rule_effects,
    rule_making,
    rules,
    summaries,
    team_papers,
    undoing,
)
from workflows.errors import NotAllowed, NotFound
from workflows.models import Document, DocumentVersion, Item
from workflows.performing import ONLY, Option
from workflows.permissions import Actor, Who
from workflows.states import DocumentAction, DocumentState, ItemKind, ItemState, NameRuleState
from workflows.verdicts import FIELDS_OF, REASONS, suggested

NOTHING: Mapping[str, str] = MappingProxyType({})
_OF_PAPERS: Mapping[str, ItemKind] = {
    Kind.CERTIFICATE: ItemKind.CERTIFICATE,
    Kind.AUDIT_REPORT: ItemKind.AUDIT_FINDING,
}


@blueprint.get("/<document_id>")
def screen(document_id: str) -> ResponseReturnValue:
    """The page and the item beside each other."""
    me, session = actor(), db.session()
    document = documents.get(session, document_id, me)
    allow(document, me)
    version = documents.current(document)
    item = _wanted(document, version)
    if item is None and "page" not in request.args:
        item = locking.first(document, version, me)
    mention, number = (request.args.get(name, type=int) for name in ("mention", "page"))
    answer = shown(document, item, me, number=number, mention=mention or 1)
    db.commit()  # the lock of this reading
    return answer


def _wanted(document: Document, version: DocumentVersion) -> Item | None:
    session, wanted = db.session(), request.args.get("item", "")
    if not wanted:
        return None
    return item_lists.one(session, version, wanted) or items.set_aside(session, document, wanted)


def allow(document: Document, me: Actor) -> None:
    """Refuse who has no business on the screen, whatever they asked or sent."""
    if not items.actor_reviews(db.session(), document, me) and not me.is_secretariat:
        raise NotAllowed(ONLY[Who.REVIEWER])


def shown(
    document: Document,
    item: Item | None,
    me: Actor,
    *,
    number: int | None = None,
    mention: int = 1,
    said: str = "",
    aside: str | None = None,
    problem: str = "",
    kept: Mapping[str, str] = NOTHING,
    tally: item_lists.Tally | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    """The screen; after a mistake ``kept`` is what was filled in, and ``problem`` what is wrong.

    ``aside`` is what of ``said`` is shown beside the last verdict, where that tells the rest.
    ``tally`` is given where the items were counted already, at this item.
    """
    session = db.session()
    taken = locking.entered(document, item, me)
    version = documents.current(document)
    if item is not None:
        items.bring_candidates(session, item)
    meant = rule_effects.for_item(session, item) if item else {}
    before = earlier.verdict(session, item, me, meant=meant) if item else None
    takes_over = before is not None and request.args.get("take") == "earlier"
    if before is not None and takes_over and not kept:
        kept = prefilling.from_earlier(before)
    places = items.mentions(item) if item else []
    mention = min(max(mention, 1), max(len(places), 1))
    if number is None:
        number = places[mention - 1].page if item else 1
    number = min(max(number, 1), max(version.page_count, 1))
    listed = item is not None and item.state is not ItemState.SET_ASIDE
    tally = tally or item_lists.tally(session, version, me, at=item if listed else None)
    is_done = item is None and tally.total and not tally.waiting
    if is_done and items.actor_reviews(session, document, me):
        locks.leave(session, document, me)  # another may begin at once
    position = tally.place
    beside = item_lists.beside(
        session, version, place=position, total=tally.total, number=number, current=item
    )
    around = item_lists.around(session, version, me, item)
    page = pages.of(session, version, number)
    recent = undoing.recent(session, me, limit=1)
    on_page = beside.on_page if page else []
    chosen = (before.site if before and takes_over else suggested(item)) if item else None
    adds = _adds(document, item, kept)
    hangs = hanging.on(session, document, item)
    twin = duplicates.of(session, item, chosen) if item and listed else None
    context = {
        "document": document,
        "version": version,
        "item": item,
        "position": position,
        "nearby": beside.nearby,
        "begin": beside.begin,
        "tally": tally,
        "around": around,
        "put_off": item is None and around[1] is not None and items.is_put_off(around[1]),
        "page": page,
        "words": pages.words(page) if page else [],
        "fields": FIELDS_OF[item.kind] if item else (),
        "days": pages.days(page)
        if page and page.picture and {adds, item.kind if item else adds} != {ItemKind.SMELTER}
        else [],
        "adds": adds,
        "add_fields": FIELDS_OF[adds],
        "facts": pages.facts(session, page) if page and page.picture else [],
        "mentions": places,
        "mention": mention,
        "passages": marks.in_text(page, places, mention),
        "number": number,
        "strip": pages.strip(tally.pages, version.page_count, number),
        "on_page": on_page,
        "marks": marks.of_page(on_page, item, number, mention, me) if page and page.picture else [],
        "options": {o.transition.action.value: o for o in deciding.options(session, item, me)}
        if item
        else {},
        "resting": findings.resting_alone(session, item)
        if item and item.state in (ItemState.APPROVED, ItemState.REJECTED)
        else [],
        "chosen": chosen,
        "asks_another": lambda site: (
            item is not None and deciding.asks_another(session, item, site, me)
        ),
        "expired": _expired(item),
        "proposed": earlier.proposed(session, item, me) if item and chosen is None else None,
        "twin": twin,
        "doubles": duplicates.said(item) if item else None,
        "doubled_by": duplicates.doubled_by(session, item) if item and hangs.doubled else [],
        "twin_place": item_lists.place(session, twin) if twin else 0,
        "before": before,
        "against": items.disagreeing(item) if item else [],
        "noted": _noted(version, item, number),
        "hides": item is not None and blind.hides(item, me),
        "takes_over": takes_over,
        "reasons": REASONS[item.kind] if item else (),
        "recent": recent,
        "explains": bool(recent)
        and recent[0].lead.item.document_id == document.id
        and explaining.refusal(session, recent[0], me) is None,
        # The last verdict, and the one that is looked at: either may become a rule.
        "rule_of": [
            one
            for one in ([recent[0].lead.item] if recent else []) + ([item] if item else [])
            if rule_making.offered(session, one, me)
        ],
        "asking": meant.get(NameRuleState.ASKS),
        "pieces": naming.pieces(rules.printed(item, "smelter")) if item else [],
        "certain": approving.hopeful(version, on_page, number),
        "listed": rules.listed(session, rules.value(item, "country")) if item else None,
        "on_lists": rules.on_lists(session, item, chosen) if item else [],
        "finish": _finish(document, me, tally),
        "empty_done": _reopen(document, me) if item is None and not tally.total else None,
        "reopened": None if tally.undecided else reopening.last(session, document),
        "taken": taken,
        "doubts": doubts.about(item, me, hangs) if item else None,
        "guesses": items.guesses(session, beside.nearby),
        "ahead": _ahead(around[1], number, version.page_count),
        "line": crops.of(page, places[mention - 1].box, width=230, height=26)
        if places and page and places[mention - 1].page == number
        else None,
        "said": said,
        "aside": said if aside is None else aside,
        "came_from": came_from(document),
        "problem": problem,
        "kept": kept,
        "unanswered": doubts.unanswered(document, me) if item is None and tally.asked else [],
        "summary": None if item else summaries.of_document(session, document, me),
        "left": 0
        if item
        else queue_filters.left(session, me, carrying.carried(), besides=document),
        "can_put_back": hangs.team and team_papers.may_put_back(session, document, me),
        "asked_back": hangs.request,
        "alike": likenesses.of(session, document, me) if hangs.alike else [],
        "can_add": items.actor_reviews(session, document, me)
        and documents.conflict(document, me) is None,
    }
    template = "review/_work.html" if is_fetch() else "review/screen.html"
    return render_template(template, **context), status


def came_from(document: Document | None = None) -> Document | None:
    """The other document that one was at, as far as one may still see it."""
    wanted = request.values.get("came", "")
    if not wanted or (document is not None and wanted == document.public_id):
        return None
    try:
        return documents.get(db.session(), wanted, actor())
    except NotFound:
        return None


def _adds(document: Document, item: Item | None, kept: Mapping[str, str]) -> ItemKind:
    """What is added as missed: what was chosen, else what one judges or the paper is about."""
    wanted = kept.get("kind", "") if kept.get("action") == "missed" else request.args.get("add", "")
    if wanted in FIELDS_OF:
        return ItemKind(wanted)
    if item is not None:
        return item.kind
    return _OF_PAPERS.get(facts.kind(document) or "", ItemKind.SMELTER)


def _finish(document: Document, me: Actor, tally: item_lists.Tally) -> Option | None:
    """How the document can be finished, or why not."""
    ends = DocumentAction.CONFIRM if tally.confirmed else DocumentAction.FINISH
    found = documents.options(db.session(), document, me, only=ends, waiting=tally.undecided)
    return next(iter(found), None)


def _reopen(document: Document, me: Actor) -> Option | None:
    """How a document without items, that was said to name no smelters, is opened again."""
    if document.state is not DocumentState.REVIEWED:
        return None
    found = documents.options(db.session(), document, me, only=DocumentAction.REOPEN)
    return next((option for option in found if not option.refusal), None)


def _expired(item: Item | None) -> bool:
    """Whether the day on which a certificate ends, as read or corrected, has passed."""
    ends = rules.value(item, "expires") if item else None
    # Days are kept as ISO writes them: in the order of the calendar.
    return bool(ends) and str(ends) < clock.today(db.session()).isoformat()


def _ahead(following: Item | None, number: int, last: int) -> int | None:
    """The page that will be looked at after this one: of the next item, or simply the next."""
    if following is not None and following.page != number:
        return following.page
    return number + 1 if number < last else None


def _noted(version: DocumentVersion, item: Item | None, number: int) -> list[str]:
    """What to know of the reading: of the page beside the item, or of all where there is none.

    What is said of the whole document is said beside its certificates: it is about them.
    """
    certificate = item is not None and item.kind is ItemKind.CERTIFICATE
    return [
        labels.reading_message(str(given["code"]), str(given["detail"] or ""))
        for given in version.warnings
        if isinstance(given, dict)
        and (item is None or given["page"] == number or (certificate and given["page"] is None))
    ]


def is_fetch() -> bool:
    return request.headers.get("X-Requested-With") == "fetch"
