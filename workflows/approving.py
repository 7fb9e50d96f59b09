"""Approving together what is certain on one page: the only verdict on more than one item."""

from collections.abc import Iterable, Mapping

from sqlalchemy.orm import Session

from workflows import deciding, documents, item_lists, items, locks, rules
from workflows.errors import Invalid, Stale
from workflows.marking import N_
from workflows.models import Document, DocumentVersion, Item
from workflows.performing import STALE
from workflows.permissions import Actor
from workflows.states import ItemAction, ItemState
from workflows.verdicts import Verdict

SCAN = "read_by_ocr"  # the warning of a page whose text was recognised in a picture


def hopeful(version: DocumentVersion, rows: Iterable[Item], page: int) -> list[Item]:
    """The items of a page that may be among them, without asking any rule: enough to offer it.

    None of a scan: what was recognised in a picture is compared with it one by one.
    """
    if any(told.get("code") == SCAN and told.get("page") == page for told in _warnings(version)):
        return []
    return [
        row
        for row in rows
        if row.page == page and row.state is ItemState.OPEN and row.certainty == "certain"
    ]


def _warnings(version: DocumentVersion) -> list[dict[str, object]]:
    return [given for given in version.warnings if isinstance(given, dict)]


def certain(session: Session, document: Document, actor: Actor, *, page: int) -> list[Item]:
    """The items of a page that the actor can approve alone, and of which the reader is certain."""
    version = documents.current(document)
    rows = hopeful(version, item_lists.on_page(session, version, page), page)
    return [row for row in rows if _needs_one(session, row, actor)]


def _needs_one(session: Session, row: Item, actor: Actor) -> bool:
    return any(
        option.refusal is None and option.transition.target is ItemState.APPROVED
        for option in deciding.options(session, row, actor)
        if option.transition.action is ItemAction.APPROVE
    )


def approve(
    session: Session, document: Document, actor: Actor, *, page: int, seen: Mapping[str, int]
) -> list[Item]:
    """Approve the certain items of a page as shown, as one verdict that is undone as one.

    ``seen`` holds the version of each item that the reader ticked as looked at, by public id: one
    that was not, or that changed, refuses the whole.
    """
    refused = locks.may_read(session, document, actor) or documents.not_in_review(document)
    if refused is not None:
        raise refused
    rows = certain(session, document, actor, page=page)
    unseen = [row for row in rows if row.public_id not in seen]
    if set(seen) - {row.public_id for row in rows}:
        raise Stale(STALE)
    if not rows:
        raise Invalid(N_("There is nothing on this page to approve together."))
    if unseen:
        names = ", ".join(rules.printed(row, items.main(row)) for row in unseen)
        raise Invalid(N_("Look at each of them first. Not seen yet: %(names)s."), names=names)
    lead = None
    for row in rows:
        verdict = Verdict(ItemAction.APPROVE)
        deciding.decide(session, row, verdict, actor, seen=seen[row.public_id], lead=lead)
        lead = lead or items.last_decision(row)
    return rows
