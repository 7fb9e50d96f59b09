"""The fields of each action on a finding, what was typed in them, and where a mistake belongs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from flask import request
from sqlalchemy.orm import Session

from webapp import finding_words, i18n
from workflows import clock, finding_guards, finding_lists, findings, settings, telling_rules
from workflows.errors import WorkflowError
from workflows.finding_actions import asks_remedy, communication
from workflows.models import Finding
from workflows.performing import Option
from workflows.permissions import Actor
from workflows.states import Audience, CommunicationState, FindingState
from workflows.states import FindingAction as A

FIELDS: Mapping[A, tuple[str, ...]] = {
    A.ASSIGN: ("person", "due"),
    A.ASK: ("note", "due"),
    A.ANSWER: ("note",),
    A.ASSESS: ("severity", "likelihood", "harm", "risks", "due"),
    A.DISMISS: ("note",),
    A.CONTEST: ("note",),
    A.UPHOLD: ("note",),
    A.WITHDRAW: ("note",),
    A.PLAN: ("text", "kind", "owner", "due", "reason"),
    A.ADD_EVIDENCE: ("note", "file"),
    A.VERIFY: ("note",),
    A.RETURN: ("note",),
    A.DRAFT: ("audience", "text"),
    A.CLEAR: ("audience", "checks"),
    A.COMMUNICATE: ("audience", "text", "address", "file"),
    A.WITHHOLD: ("audience", "note"),
    A.REOPEN: ("note",),
    A.STAND: ("note",),
    A.ESCALATE: ("note",),
}
"""What each form asks; an action that is not named here is a button alone."""

TELLING = (A.DRAFT, A.CLEAR, A.COMMUNICATE, A.WITHHOLD)
STEERING = (A.ASSIGN, A.REOPEN, A.ESCALATE)
LEADING = (
    A.ASSIGN,
    A.ANSWER,
    A.ASSESS,
    A.UPHOLD,
    A.STAND,
    A.SUBMIT,
    A.VERIFY,
    A.CLOSE,
    A.START,
    A.ADD_EVIDENCE,
    A.PLAN,
    A.START_REMEDY,
    A.ASK,
    A.RETURN,
    A.CONTEST,
    A.WITHDRAW,
    A.DISMISS,
)
"""What one most likely came for, first; the first that is allowed stands open."""
_IN_PREPARATION = (CommunicationState.DRAFT, CommunicationState.CLEARED)


@dataclass(frozen=True)
class Typed:
    """What came back: the action, its fields, and what is wrong with one of them."""

    action: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[tuple[str, str], ...] = ()  # (id of the field, message)

    def mistake(self, action: str, name: str) -> str | None:
        """What is wrong with this field."""
        return next((text for id, text in self.problems if id == f"{action}-{name}"), None)


@dataclass(frozen=True)
class Form:
    """An action as the page offers it."""

    action: A
    fields: tuple[str, ...]
    needs: tuple[str, ...]
    audiences: tuple[Audience, ...]
    why_not: str | None
    hint: str = ""


def given() -> dict[str, str]:
    """What was sent, as the workflow takes it: several risks in one text."""
    names = {name for names in FIELDS.values() for name in names} - {"file", "risks", "checks"}
    values = {name: request.form.get(name, "") for name in names if name in request.form}
    if "checks" in request.form:
        values["checks"] = ",".join(request.form.getlist("checks"))
    if "risks" in request.form or "severity" in request.form:
        values["risks"] = ",".join(request.form.getlist("risks"))
    return values


def file() -> tuple[str, bytes] | None:
    """The name and the bytes of the file that was sent along, if any."""
    sent = request.files.get("file")
    return (sent.filename, sent.stream.read()) if sent is not None and sent.filename else None


def refused(action: A, error: WorkflowError, form: Form | None) -> Typed:
    """What was typed and the mistake, beside the field that it is about."""
    values = given()
    needs = form.needs if form is not None else ()
    about = next((name for name in needs if not values.get(name, "").strip()), None)
    if about is None and error.params.keys() & {"text", "email", "choices", "code", "field"}:
        about = _about(action, error, values)
    target = f"{action}-{about}" if about else f"do-{action}"
    return Typed(action, values, ((target, i18n.sentence(error)),))


def _about(action: A, error: WorkflowError, values: Mapping[str, str]) -> str | None:
    """The field that holds what the message quotes."""
    if "field" in error.params:
        return str(error.params["field"])
    if "code" in error.params:
        return "risks"
    quoted = {str(value) for value in error.params.values()}
    return next(
        (n for n in FIELDS.get(action, ()) if n != "text" and values.get(n) in quoted), None
    )


def forms(session: Session, finding: Finding, actor: Actor) -> dict[str, list[Form]]:
    """What the actor can do, in three groups: moving it on, telling about it, steering."""
    found: dict[str, list[Form]] = {"move": [], "tell": [], "steer": []}
    writes = finding_lists.writes(session, finding, actor)
    for option in findings.options(session, finding, actor):
        if "ground_gone" in option.transition.guards and not finding_guards.ground_gone(finding):
            continue  # no use for a button that says why it does nothing on every page
        form = _form(session, finding, option)
        if form.action in TELLING:
            # Who does not write the messages has no use for four buttons that say so.
            if writes and (form.audiences or form.why_not):
                found["tell"].append(form)
        else:
            handing_out = form.action is A.ASSIGN and finding.state is FindingState.OPEN
            steers = form.action in STEERING and not handing_out
            found["steer" if steers else "move"].append(form)
    for group in found.values():
        group.sort(key=_place)
    return found


def _place(form: Form) -> tuple[bool, int]:
    place = LEADING.index(form.action) if form.action in LEADING else len(LEADING)
    return form.why_not is not None, place


def _form(session: Session, finding: Finding, option: Option) -> Form:
    action = A(option.transition.action)
    fields = FIELDS.get(action, ())
    if action is A.VERIFY and not asks_remedy(session, finding):
        fields = ()  # a button alone: there is nothing to explain
    why_not = i18n.sentence(option.refusal) if option.refusal is not None else None
    return Form(
        action,
        fields,
        option.transition.needs,
        _audiences(finding, action) if action in TELLING else (),
        why_not,
        finding_words.hint(option.transition) if option.refusal is None else "",
    )


def _audiences(finding: Finding, action: A) -> tuple[Audience, ...]:
    """The audiences that the action makes sense for now."""

    def fits(audience: Audience) -> bool:
        said = communication(finding, audience)
        if said is None:
            inside = audience in telling_rules.INSIDE
            return action in (A.DRAFT, A.WITHHOLD) or (action is A.COMMUNICATE and inside)
        if said.state is CommunicationState.COMMUNICATED:
            return False
        if action is A.CLEAR:
            return said.state is CommunicationState.DRAFT
        if action is A.COMMUNICATE:
            return said.state in _IN_PREPARATION
        return True

    return tuple(audience for audience in Audience if fits(audience))


def defaults(session: Session, finding: Finding) -> dict[str, dict[str, str]]:
    """What a form holds before anybody typed: what is known, and dates that make sense."""
    due = finding.due.isoformat() if finding.due else ""
    days = timedelta(days=settings.number(session, "question.days"))
    return {
        A.ASSIGN: {"person": finding.owner.email if finding.owner else "", "due": due},
        A.ASK: {"due": (clock.today(session) + days).isoformat()},
        A.ASSESS: {
            "severity": finding.severity or "",
            "likelihood": finding.likelihood or "",
            "harm": finding.harm or "potential",
            "risks": ",".join(risk.code for risk in finding.risks),
            "due": due,
        },
        A.PLAN: {"kind": "mitigate"},
    }
