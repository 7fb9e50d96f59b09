"""The reviewers' part in the demo year: first readings, second readings, what stays undone."""

from sqlalchemy.orm import Session

from workflows import documents, items, people, rules
from workflows.demo.papers import Course, Paper
from workflows.demo.story import StoryClock
from workflows.models import Document, Item
from workflows.permissions import Actor
from workflows.states import DocumentAction, DocumentState, ItemAction, ItemState, RejectReason
from workflows.verdicts import Verdict

_READABLE = (DocumentState.TO_REVIEW, DocumentState.IN_REVIEW)


def readers(session: Session, document: Document) -> list[Actor]:
    """The reviewers of a document who may decide on it today, in the order they were assigned."""
    actors = [people.actor_for(session, a.person) for a in document.assignments]
    return [actor for actor in actors if documents.conflict(document, actor) is None]


def first_reading(session: Session, clock: StoryClock, paper: Paper, document: Document) -> None:
    """The first reader decides, as far as the paper's course goes."""
    if document.state not in _READABLE:
        return
    actor = readers(session, document)[0]
    found = items.of_document(session, document)
    if not found:
        documents.act(session, document, DocumentAction.FINISH, actor)
        return
    until = len(found) // 2 if paper.course is Course.HALF else len(found)
    for item in found[:until]:
        clock.pass_by(seconds=75)
        items.decide(session, item, _verdict(paper, item), actor)
    for item in found[until : until + 1]:
        clock.pass_by(seconds=75)
        doubt = Verdict(ItemAction.DOUBT, note="Staat deze smelter twee keer op de lijst?")
        items.decide(session, item, doubt, actor)


def second_reading(session: Session, clock: StoryClock, document: Document) -> None:
    """The second reader confirms what waits for it."""
    if document.state not in _READABLE:
        return
    for item in items.of_document(session, document):
        if item.state is not ItemState.SECOND:
            continue
        others = [a for a in readers(session, document) if a.person_id != item.proposed_by_id]
        clock.pass_by(seconds=75)
        if item.proposed is ItemAction.REJECT:
            verdict = Verdict(ItemAction.REJECT, RejectReason.DUPLICATE)
        else:
            verdict = Verdict(ItemAction.APPROVE)
        items.decide(session, item, verdict, others[0])


def _verdict(paper: Paper, item: Item) -> Verdict:
    name = rules.printed(item, "smelter")
    if name in paper.rejected:
        return Verdict(ItemAction.REJECT, RejectReason.DUPLICATE, "Staat al in een andere opgave.")
    if name in paper.changed:
        return Verdict(ItemAction.CHANGE, changes=paper.changed[name])
    return Verdict(ItemAction.APPROVE)
