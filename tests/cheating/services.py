"""What people do through the services: the functions of the rules, each as the edges call it."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from workflows import (
    adding,
    approving,
    assigning,
    bounds,
    comments,
    deciding,
    documents,
    doubting,
    findings,
    items,
    locks,
    people,
    questions,
    regrouping,
    versions,
)
from workflows.doubting import Doubt
from workflows.errors import NotFound
from workflows.models import Finding
from workflows.permissions import Actor
from workflows.states import DocumentAction, FindingAction, ItemAction, RejectReason
from workflows.storage import FileStore
from workflows.verdicts import Verdict


def _decide(session: Session, actor: Actor, target: str, more: Mapping[str, Any]) -> None:
    item, given = items.get(session, target, actor), dict(more)
    seen, place = given.pop("seen", None), given.pop("place", None)
    reason = given.pop("reason", None)
    verdict = Verdict(
        ItemAction(given.pop("action")),
        RejectReason(reason) if reason else None,
        given.pop("note", ""),
        given.pop("changes", {}),
        given.pop("candidate", None),
        {"smelter": bounds.Place(1, place)} if place else {},
    )
    deciding.decide(session, item, verdict, actor, seen=seen)


def _doubt(session: Session, actor: Actor, target: str, more: Mapping[str, Any]) -> None:
    item = items.get(session, target, actor)
    text, seen = more.get("text", ""), more.get("seen")
    doubting.doubt(session, item, Doubt(more["how"]), actor, text=text, seen=seen)


def _split(session: Session, actor: Actor, target: str, more: Mapping[str, Any]) -> None:
    regrouping.split(session, items.get(session, target, actor), actor, **more)


def _take_out(session: Session, actor: Actor, target: str, more: Mapping[str, Any]) -> None:
    regrouping.take_out(session, items.get(session, target, actor), actor, **more)


def _merge(session: Session, actor: Actor, target: str, more: Mapping[str, Any]) -> None:
    document = documents.get(session, target, actor)
    rows = [items.get(session, one, actor) for one in more["items"]]
    regrouping.merge(session, document, rows, actor, seen=more["seen"])


def _add(session: Session, actor: Actor, target: str, more: Mapping[str, Any]) -> None:
    document = documents.get(session, target, actor)
    values = {"smelter": more["name"]}
    adding.add(session, document, actor, page=1, values=values, box=None, typed=True)


def _approve(session: Session, actor: Actor, target: str, more: Mapping[str, Any]) -> None:
    document = documents.get(session, target, actor)
    approving.approve(session, document, actor, page=1, seen=more["seen"])


def _undo(session: Session, actor: Actor, target: str, more: Mapping[str, Any]) -> None:
    deciding.undo(session, items.get(session, target, actor), actor, seen=more.get("seen"))


def _flag(session: Session, actor: Actor, target: str, more: Mapping[str, Any]) -> None:
    doubting.flag(session, items.get(session, target, actor), actor, seen=more.get("seen"))


def _comment(session: Session, actor: Actor, target: str, more: Mapping[str, Any]) -> None:
    item = items.get(session, target, actor)
    comments.add(session, item, actor, "Wie weet dit?", is_shared=more["shared"])


def _withdraw_question(session: Session, actor: Actor, target: str, _more: object) -> None:
    questions.withdraw(session, questions.get(session, target, actor), actor)


def _take_over(session: Session, actor: Actor, target: str, more: Mapping[str, Any]) -> None:
    locks.take_over(session, documents.get(session, target, actor), more["reading"], actor)


def _open(session: Session, actor: Actor, target: str, more: Mapping[str, Any]) -> None:
    document = documents.get(session, target, actor)
    refused = locks.enter(session, document, more["reading"], actor)
    if refused is not None:
        raise refused


def _give_back(session: Session, actor: Actor, target: str, _more: object) -> None:
    assigning.give_back(session, documents.get(session, target, actor), actor, note="Te druk.")


def _claim(session: Session, actor: Actor, _target: str, _more: object) -> None:
    if assigning.claim(session, actor) is None:
        raise NotFound("No document waits for another reader.")


def _assign(session: Session, actor: Actor, target: str, more: Mapping[str, Any]) -> None:
    document = documents.get(session, target, actor)
    documents.may_assign(actor)
    person = people.find(session, more["reviewer"])
    assert person is not None
    step = documents.assign if more["give"] else assigning.unassign
    step(session, document, person, actor)


def _act(session: Session, actor: Actor, target: str, more: Mapping[str, Any]) -> None:
    document = documents.get(session, target, actor)
    documents.act(session, document, DocumentAction(more["action"]), actor, note="Het is zo.")


def _reread(session: Session, actor: Actor, target: str, _more: object) -> None:
    versions.reread(session, documents.get(session, target, actor), actor)


def _take_up_finding(session: Session, actor: Actor, target: str, more: Mapping[str, Any]) -> None:
    document = documents.get(session, target, actor)
    rows = session.scalars(
        findings.visible(actor).where(Finding.organisation_id == document.organisation_id)
    ).all()
    if not rows:
        raise NotFound("There is no finding.")
    given = {"person": more["person"], "severity": "major", "likelihood": "likely"}
    for action in (FindingAction.ASSIGN, FindingAction.ASSESS):
        findings.act(session, rows[0], action, actor, given)


SERVICES: Mapping[str, Callable[[Session, Actor, str, Mapping[str, Any]], None]] = {
    "decide": _decide,
    "doubt": _doubt,
    "split": _split,
    "take out": _take_out,
    "merge": _merge,
    "add": _add,
    "approve together": _approve,
    "undo": _undo,
    "flag": _flag,
    "comment": _comment,
    "withdraw question": _withdraw_question,
    "take over": _take_over,
    "open": _open,
    "give back": _give_back,
    "claim": _claim,
    "assign": _assign,
    "act": _act,
    "reread": _reread,
    "take up finding": _take_up_finding,
}


def serve(
    session: Session,
    store: FileStore,
    actor: Actor,
    name: str,
    target: str,
    more: Mapping[str, Any],
) -> None:
    """Do it, with what is found as the edges find it: by what one may see."""
    if name == "renew":
        document = documents.get(session, target, actor)
        versions.add(session, store, document, "opgave-2.pdf", more["data"], actor)
    elif name == "answer":
        question = questions.get(session, target, actor)
        questions.answer(session, store, question, actor, text="Een handelaar.")
    else:
        SERVICES[name](session, actor, target, more)
