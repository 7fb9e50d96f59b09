"""The reviewers' part in the demo year: first readings, second readings, what stays undone."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import deciding, documents, facts, items, people, regrouping, rules
from workflows.demo import answers
from workflows.demo.papers import Course, Paper
from workflows.demo.story import StoryClock
from workflows.models import Document, Item, Site
from workflows.permissions import Actor
from workflows.states import (
    DocumentAction,
    DocumentState,
    ItemAction,
    ItemKind,
    ItemState,
    RejectReason,
)
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
    met: set[str] = set()
    for item in found[:until]:
        clock.pass_by(seconds=75)
        deciding.decide(session, item, _verdict(session, paper, item, met), actor)
    for item in found[until : until + 1]:
        clock.pass_by(seconds=75)
        doubt = Verdict(ItemAction.DOUBT, note="Staat deze smelter twee keer op de lijst?")
        deciding.decide(session, item, doubt, actor)
    alike = [row for row in found if rules.printed(row, "smelter") in paper.merged]
    if alike:
        clock.pass_by(seconds=75)
        regrouping.merge(session, document, alike, actor)
    if paper.course is not Course.HALF:
        clock.pass_by(seconds=40)
        facts.confirm(session, document, actor)


def second_reading(session: Session, clock: StoryClock, document: Document) -> None:
    """The second reader confirms what waits for it."""
    if document.state not in _READABLE:
        return
    for item in items.of_document(session, document):
        if item.state is not ItemState.SECOND:
            continue
        others = [a for a in readers(session, document) if a.person_id != item.proposed_by_id]
        clock.pass_by(seconds=75)
        verdict = _confirmation(item)
        deciding.decide(session, item, verdict, others[0])


def _verdict(session: Session, paper: Paper, item: Item, met: set[str]) -> Verdict:
    if item.kind is not ItemKind.SMELTER:
        return Verdict(ItemAction.APPROVE)
    found = answers.answer(paper.member, item)
    if found is None:
        return Verdict(ItemAction.REJECT, RejectReason.NOT_A_SMELTER)
    if found.smelter in met or found.smelter in paper.rejected:
        return Verdict(ItemAction.REJECT, RejectReason.DUPLICATE, "Staat al in een andere opgave.")
    met.add(found.smelter)
    changes = {**found.changes, **paper.changed.get(found.smelter, {})}
    link = answers.candidate(found, item, _own_site(session, item, found.smelter))
    action = ItemAction.CHANGE if changes else ItemAction.APPROVE
    return Verdict(action, changes=changes, candidate=link)


def _confirmation(item: Item) -> Verdict:
    """The same verdict once more, by somebody else."""
    last = items.last_decision(item)
    if item.proposed is ItemAction.REJECT and last is not None:
        return Verdict(ItemAction.REJECT, last.reason)
    return Verdict(ItemAction.APPROVE)


def _own_site(session: Session, item: Item, name: str) -> str | None:
    query = select(Site.public_id).where(
        Site.organisation_id == item.document.organisation_id, Site.name == name
    )
    return session.scalars(query.limit(1)).one_or_none()
