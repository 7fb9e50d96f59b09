"""What each action writes on a finding, once the table has allowed it."""

from collections.abc import Callable, Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import clock, people, responses, telling_rules
from workflows.errors import Invalid
from workflows.marking import N_
from workflows.models import Communication, Finding, FindingRisk, Measure, Remedy, RiskCode
from workflows.permissions import Actor
from workflows.states import Audience, CommunicationState, FindingAction

SEVERITIES = ("critical", "major", "minor", "observation")
LIKELIHOODS = ("likely", "possible", "unlikely")
HARMS = ("potential", "actual")
MEASURES = ("cease", "prevent", "mitigate", "remedy")

NO_REMEDY = N_(
    "People were harmed, and nothing is written down of what was done for them. Ask the company to "
    "write it down (step 6), or say why there is no remedy."
)
Effect = Callable[[Session, Finding, Actor, Mapping[str, str]], None]


def communication(finding: Finding, audience: str | None) -> Communication | None:
    """What the finding says to this audience, if anything."""
    return next((c for c in finding.communications if c.audience == audience), None)


def _drafted(finding: Finding, given: Mapping[str, str]) -> Communication:
    said = communication(finding, _audience(given["audience"]))
    if said is None:
        raise Invalid(N_("There is no draft for this audience."))
    return said


def _audience(text: str) -> Audience:
    try:
        return Audience(text)
    except ValueError:
        raise Invalid(N_("Choose an audience.")) from None


def _one_of(text: str, allowed: tuple[str, ...]) -> str:
    if text not in allowed:
        raise Invalid(N_("Choose one of: %(choices)s."), choices=", ".join(allowed))
    return text


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Invalid(N_("“%(text)s” is not a date, such as 2026-06-30."), text=text) from None


def _assign(session: Session, finding: Finding, actor: Actor, given: Mapping[str, str]) -> None:
    person = people.find(session, given["person"])
    if person is None or not person.active:
        raise Invalid(N_("There is no account for %(email)s."), email=given["person"])
    finding.owner = person
    if given.get("due"):
        finding.due = _date(given["due"])


def _assess(session: Session, finding: Finding, actor: Actor, given: Mapping[str, str]) -> None:
    finding.severity = _one_of(given["severity"], SEVERITIES)
    finding.likelihood = _one_of(given["likelihood"], LIKELIHOODS)
    finding.harm = _one_of(given.get("harm") or "potential", HARMS)
    if given.get("due"):
        finding.due = _date(given["due"])
    codes = [code.strip() for code in given.get("risks", "").split(",") if code.strip()]
    known = set(session.scalars(select(RiskCode.code)))
    for code in codes:
        if code not in known:
            raise Invalid(N_("There is no risk with the code “%(code)s”."), code=code)
    # A risk that stays keeps its row: the new rows are written before the old ones go.
    kept = {risk.code: risk for risk in finding.risks}
    finding.risks = [kept.get(code) or FindingRisk(code=code) for code in dict.fromkeys(codes)]
    finding.respond_by = responses.last_day(codes, clock.today(session))


def _ask(session: Session, finding: Finding, actor: Actor, given: Mapping[str, str]) -> None:
    finding.due = _date(given["due"])


def _plan(session: Session, finding: Finding, actor: Actor, given: Mapping[str, str]) -> None:
    due = _date(given["due"])
    finding.measures.append(
        Measure(
            kind=_one_of(given.get("kind") or "mitigate", MEASURES),
            text=given["text"].strip(),
            owner=given["owner"].strip(),
            due=due,
            reason=given.get("reason", "").strip(),
        )
    )
    finding.due = max(due, *(m.due for m in finding.measures))
    finding.escalated_at = None


def _submit(session: Session, finding: Finding, actor: Actor, given: Mapping[str, str]) -> None:
    finding.submitted_by_id, finding.escalated_at = actor.person_id, None


def asks_remedy(session: Session, finding: Finding) -> bool:
    """Whether people were harmed and nothing is written down of what was done for them."""
    told = select(Remedy.id).where(Remedy.finding_id == finding.id).limit(1)
    return finding.harm == "actual" and session.scalar(told) is None


def _verify(session: Session, finding: Finding, actor: Actor, given: Mapping[str, str]) -> None:
    if not given.get("note", "").strip() and asks_remedy(session, finding):
        raise Invalid(NO_REMEDY, field="note")
    finding.verified_by_id = actor.person_id
    for measure in finding.measures:
        measure.done_at = measure.done_at or clock.now(session)


def _draft(session: Session, finding: Finding, actor: Actor, given: Mapping[str, str]) -> None:
    audience = _audience(given["audience"])
    said = communication(finding, audience)
    if said is not None and said.state is CommunicationState.COMMUNICATED:
        raise Invalid(N_("This was already communicated to this audience."))
    if said is None:
        said = Communication(audience=audience)
        finding.communications.append(said)
    said.state, said.text = CommunicationState.DRAFT, given["text"].strip()
    said.drafted_by_id, said.cleared_by_id, said.reason = actor.person_id, None, ""
    said.checks = []


def _clear(session: Session, finding: Finding, actor: Actor, given: Mapping[str, str]) -> None:
    said = _drafted(finding, given)
    if said.state is not CommunicationState.DRAFT:
        raise Invalid(N_("There is no draft for this audience."))
    said.state, said.cleared_by_id = CommunicationState.CLEARED, actor.person_id
    said.checks = list(telling_rules.points(given.get("checks", "").split(",")))


def _communicate(
    session: Session, finding: Finding, actor: Actor, given: Mapping[str, str]
) -> None:
    said = _drafted(finding, given)
    if said.state is CommunicationState.COMMUNICATED:
        raise Invalid(N_("This was already communicated to this audience."))
    if said.state is CommunicationState.WITHHELD:
        raise Invalid(N_("There is no draft for this audience."))
    said.state, said.communicated_at = CommunicationState.COMMUNICATED, clock.now(session)
    address = given.get("address", "").strip()
    said.address = address if telling_rules.is_address(address) else ""


def _withhold(session: Session, finding: Finding, actor: Actor, given: Mapping[str, str]) -> None:
    audience = _audience(given["audience"])
    said = communication(finding, audience)
    if said is None:
        said = Communication(audience=audience, text="", drafted_by_id=actor.person_id)
        finding.communications.append(said)
    if said.state is CommunicationState.COMMUNICATED:
        raise Invalid(N_("This was already communicated to this audience."))
    said.state, said.reason = CommunicationState.WITHHELD, given["note"].strip()


EFFECTS: dict[FindingAction, Effect] = {
    FindingAction.ASSIGN: _assign,
    FindingAction.ASSESS: _assess,
    FindingAction.ASK: _ask,
    FindingAction.PLAN: _plan,
    FindingAction.SUBMIT: _submit,
    FindingAction.VERIFY: _verify,
    FindingAction.DRAFT: _draft,
    FindingAction.CLEAR: _clear,
    FindingAction.COMMUNICATE: _communicate,
    FindingAction.WITHHOLD: _withhold,
}
