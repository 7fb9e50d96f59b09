"""The conditions of the table of findings, ready to be asked; finding_conditions is their twin."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from workflows import contesting, responses, telling_rules
from workflows.errors import Invalid, NotAllowed, WorkflowError
from workflows.finding_actions import communication
from workflows.marking import N_
from workflows.models import Finding
from workflows.performing import Guard
from workflows.permissions import Actor
from workflows.states import Audience, CommunicationState, FindingState

TOO_LATE = N_("The risks of this finding ask for an answer by %(day)s. Say why it takes longer.")
UNCHECKED = N_("Look at every point of the list before the words go to this audience.")
NO_ADDRESS = N_("Give the address where it was published, beginning with https://.")
NO_COPY = N_("Add a copy of what was published, as a file.")
NOT_STOPPED = N_("The risks of this finding ask to stop the cause. Plan that, or say why not.")


def ground_gone(finding: Finding) -> bool:
    """Whether no document says any more what the finding was opened for; a person decides."""
    return bool(finding.sources) and all(one.ended_at is not None for one in finding.sources)


def guards(
    session: Session, finding: Finding, actor: Actor | None, given: Mapping[str, str]
) -> Mapping[str, Guard]:
    """What must hold for each step, asked when the table asks."""
    me = actor.person_id if actor is not None else None

    def when(holds: bool, message: str) -> Guard:
        refusal: WorkflowError = NotAllowed(message)
        return lambda: None if holds else refusal

    said = communication(finding, given.get("audience"))
    open_drafts = any(
        c.state in (CommunicationState.DRAFT, CommunicationState.CLEARED)
        for c in finding.communications
    )
    settled = bool(finding.communications) and not open_drafts
    another = said is None or said.drafted_by_id != me
    return {
        **contesting.guards(session, finding, actor),
        "harm_is_actual": when(
            finding.harm == "actual", N_("Remedy is for actual harm; this harm is potential.")
        ),
        "has_evidence": when(
            bool(finding.evidence), N_("Add evidence first: a note, a file, or both.")
        ),
        "another_verifies": when(
            finding.submitted_by_id != me and all(e.added_by_id != me for e in finding.evidence),
            N_("Somebody else must verify this: the evidence is yours."),
        ),
        "another_closes": when(
            finding.verified_by_id != me,
            N_("Somebody else must close this: you verified it."),
        ),
        "another_clears": when(another, N_("Somebody else must clear the words: they are yours.")),
        "cleared": when(
            said is None
            or said.audience in telling_rules.INSIDE
            or said.state is CommunicationState.CLEARED,
            N_("Somebody else must clear the words before they go to this audience."),
        ),
        "checked": lambda: _checked(given),
        "published": lambda: _published(given),
        "answers_in_time": lambda: _answers(finding, given),
        "ground_gone": when(
            ground_gone(finding), N_("A document that says this is still in force.")
        ),
        "communication_settled": when(
            settled,
            N_("Communicate this finding, or say why not, before you close it (OECD step 5)."),
        ),
        **{
            f"back_to_{state}": when(
                finding.resume is state, N_("It was not contested from there.")
            )
            for state in FindingState
        },
    }


def _answers(finding: Finding, given: Mapping[str, str]) -> WorkflowError | None:
    """Why a measure does not do what the risks of the finding ask, and no reason was given."""
    due = given.get("due", "").strip()
    if finding.respond_by is None or not due or given.get("reason", "").strip():
        return None
    if due > finding.respond_by.isoformat():
        return Invalid(TOO_LATE, field="reason", day=finding.respond_by)
    asks = {one.asks for one in responses.asked(risk.code for risk in finding.risks).values()}
    kinds = {given.get("kind") or "mitigate", *(measure.kind for measure in finding.measures)}
    if responses.Asks.STOP in asks and "cease" not in kinds:
        return Invalid(NOT_STOPPED, field="reason")
    return None


def _checked(given: Mapping[str, str]) -> WorkflowError | None:
    """Why words for outside are not cleared: a point of the list was not looked at."""
    audience = given.get("audience", "").strip()
    left = telling_rules.unchecked(audience, given.get("checks", "")) if audience else []
    return Invalid(UNCHECKED, field="checks") if left else None


def _published(given: Mapping[str, str]) -> WorkflowError | None:
    """Why this is not told to the public: nobody can find it, or see later what it said."""
    if given.get("audience", "").strip() != Audience.PUBLIC:
        return None
    if not telling_rules.is_address(given.get("address", "")):
        return Invalid(NO_ADDRESS, field="address")
    return None if given.get("file") else Invalid(NO_COPY, field="file")
