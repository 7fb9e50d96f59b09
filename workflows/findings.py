"""Findings: opened by a rule, assessed, acted on, verified, communicated, closed; and reopened."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, aliased

from workflows import (
    clock,
    contesting,
    documents,
    finding_guards,
    finding_opening,
    people,
    performing,
    telling,
    uploads,
)
from workflows.contest_states import ContestOutcome
from workflows.errors import Invalid, NotAllowed, NotFound, WorkflowError
from workflows.finding_actions import EFFECTS, communication
from workflows.machine import Transition
from workflows.marking import N_
from workflows.models import (
    Assignment,
    Communication,
    Document,
    Evidence,
    Finding,
    FindingSource,
    Item,
    Upload,
)
from workflows.performing import Option
from workflows.permissions import SUBMITTERS, Actor, Who
from workflows.rules import Hit
from workflows.states import (
    Audience,
    CommunicationState,
    FindingAction,
    FindingState,
    Role,
)
from workflows.storage import FileStore
from workflows.transitions import FINDINGS

ENDED = finding_opening.ENDED
OF_FILES = ("file", "hash")  # what is told of a file is of the file that was sent
TAKING = (FindingState.PLANNED, FindingState.REMEDIATION, FindingState.REMEDY)  # measures

NOT_FOUND = N_("There is no such finding.")
IN_HAND = N_("This cannot be undone: the finding made of it is being worked on.")


def open_from(session: Session, item: Item, hit: Hit) -> Finding:
    """The finding of this rule about this subject; opened when there is none that still runs."""
    organisation_id = item.document.organisation_id
    finding = finding_opening.running(session, organisation_id, hit.rule, hit.subject)
    if finding is None:
        quoted = replace(hit, language=item.document_version.language)
        finding = finding_opening.opened(
            session, organisation_id, quoted, None, item=item.public_id
        )
    if all(source.item_id != item.id for source in finding.sources):
        finding.sources.append(FindingSource(item_id=item.id, document_id=item.document_id))
        session.flush()
    return finding


def retract(session: Session, item: Item, *, strict: bool = True) -> None:
    """Withdraw the findings that rest on this item alone.

    One that is being worked on stays; when ``strict``, that refuses the whole.
    """
    if strict and (refusal := in_hand(session, item)) is not None:
        raise refusal
    for finding, others in _resting_on(session, item):
        if others:
            finding.sources = others
        elif finding.state in (FindingState.OPEN, FindingState.IN_REVIEW):
            by_system(session, finding, FindingAction.WITHDRAW)
    session.flush()


def in_hand(session: Session, item: Item) -> WorkflowError | None:
    """Why the item's verdict must stand: a finding that rests on it alone is being worked on."""
    return NotAllowed(IN_HAND) if held(session, [item.id]) else None


_OTHER = aliased(FindingSource)


def held(session: Session, items: Iterable[int]) -> set[int]:
    """Those of the items, by number, on which alone a finding rests that is being worked on."""
    free = (FindingState.OPEN, FindingState.IN_REVIEW, FindingState.WITHDRAWN)
    others = select(_OTHER.id).where(
        _OTHER.finding_id == FindingSource.finding_id, _OTHER.item_id != FindingSource.item_id
    )
    query = (
        select(FindingSource.item_id)
        .join(Finding, Finding.id == FindingSource.finding_id)
        .where(FindingSource.item_id.in_(list(items)), Finding.state.not_in(free), ~others.exists())
    )
    return set(session.scalars(query))


def resting_alone(session: Session, item: Item) -> list[Finding]:
    """The findings that rest on this item alone; what happens to them when it is judged again is
    for the ones that are open or in review: they are withdrawn. The others stay.
    """
    return [
        finding
        for finding, others in _resting_on(session, item)
        if not others and finding.state is not FindingState.WITHDRAWN
    ]


def _resting_on(session: Session, item: Item) -> list[tuple[Finding, list[FindingSource]]]:
    """The findings made of an item, each with its other sources."""
    query = select(Finding).join(FindingSource).where(FindingSource.item_id == item.id)
    return [
        (finding, [source for source in finding.sources if source.item_id != item.id])
        for finding in session.scalars(query).all()
    ]


def visible(actor: Actor, *, few: bool = False) -> Select[Finding]:
    """The findings that the actor may see, newest first.

    ``few`` where the question leaves few of them: they are asked one by one then, and not gathered.
    """
    query = select(Finding).order_by(Finding.id.desc())
    if actor.is_secretariat:
        return query
    own = Finding.organisation_id.in_(actor.organisations(*SUBMITTERS))
    ways: list[ColumnElement[bool]] = [own]
    if actor.has(Role.REVIEWER):
        ways.append(_read_by(actor) if few else Finding.id.in_(assigned(actor)))
    if actor.steers:  # while they are to judge it, and no longer
        foreign = Finding.organisation_id.not_in(actor.organisations())
        ways.append(and_(Finding.state == FindingState.CONTESTED_STEERING, foreign))
    return query.where(or_(*ways))


def assigned(actor: Actor) -> Select[int]:
    """The numbers of the findings that rest on a document which the actor is to read."""
    theirs = select(Assignment.document_id).where(Assignment.person_id == actor.person_id)
    return select(FindingSource.finding_id).where(FindingSource.document_id.in_(theirs))


def _read_by(actor: Actor) -> ColumnElement[bool]:
    theirs = (
        select(FindingSource.id)
        .join(Assignment, Assignment.document_id == FindingSource.document_id)
        .where(FindingSource.finding_id == Finding.id, Assignment.person_id == actor.person_id)
        .correlate(Finding)
    )
    # As EXISTS, PostgreSQL may go through every item of every paper that the actor reads instead.
    return theirs.limit(1).scalar_subquery().is_not(None)


def get(session: Session, public_id: str, actor: Actor) -> Finding:
    """One finding that the actor may see."""
    query = visible(actor).where(Finding.public_id == public_id)
    finding = session.scalars(query).one_or_none()
    if finding is None:
        raise NotFound(NOT_FOUND)
    return finding


def shared(actor: Actor) -> Select[Communication]:
    """What was communicated to an audience that the actor belongs to, newest first."""
    audiences = [Audience.PUBLIC]
    if actor.has(Role.MEMBER, Role.SECRETARIAT, Role.CHAIR, Role.STEERING):
        audiences.append(Audience.PARTIES)
    return (
        select(Communication)
        .where(
            Communication.state == CommunicationState.COMMUNICATED,
            Communication.audience.in_(audiences),
        )
        .order_by(Communication.communicated_at.desc())
    )


def standing(session: Session, actor: Actor, finding: Finding) -> frozenset[Who]:
    """How the actor stands to the finding."""
    if finding.organisation_id in actor.organisations():
        # Whoever also works for the company does not judge it, whatever else they are.
        own = finding.organisation_id in actor.organisations(*SUBMITTERS)
        return frozenset({Who.OWN}) if own else frozenset()
    found: set[Who] = set()
    if actor.is_secretariat:
        found.add(Who.SECRETARIAT)
    if any(
        Who.REVIEWER in documents.standing(session, actor, source.item.document)
        for source in finding.sources
    ):
        found.add(Who.REVIEWER)
    if actor.steers and finding.state is FindingState.CONTESTED_STEERING:
        found.add(Who.STEERING)
    return frozenset(found)


def options(session: Session, finding: Finding, actor: Actor) -> tuple[Option, ...]:
    """What the actor can do with the finding, and why not where they cannot."""
    at = standing(session, actor, finding)
    return performing.options(
        FINDINGS, finding, at, finding_guards.guards(session, finding, actor, {})
    )


def act(
    session: Session,
    finding: Finding,
    action: FindingAction,
    actor: Actor,
    given: Mapping[str, str],
    *,
    seen: int | None = None,
    file: tuple[str, bytes] | None = None,
    store: FileStore | None = None,
) -> Finding:
    """Do one thing of the table with the finding.

    ``given`` holds what the actor filled in, by name (note, severity, likelihood, person, text,
    owner, due, kind, audience); ``file`` is a name and bytes of evidence, kept in ``store``.
    """
    upload, given = None, {name: text for name, text in given.items() if name not in OF_FILES}
    if file is not None and store is not None:
        upload = _keep(session, finding, file, actor, store)
        given |= {"file": upload.filename, "hash": hashlib.sha256(file[1]).hexdigest()}
    if action is FindingAction.COMMUNICATE and _needs_drafting(finding, given):
        # One step does for an inside audience: the words are drafted on the way.
        _perform(session, finding, FindingAction.DRAFT, actor, given, seen)
        seen = None
    _perform(session, finding, action, actor, given, seen, upload)
    if finding.state is FindingState.CONTESTED and not contesting.has_reader(session, finding):
        by_system(session, finding, FindingAction.HAND_UP)  # there is nobody to judge it
    return finding


def by_system(session: Session, finding: Finding, action: FindingAction, *, note: str = "") -> None:
    """Do what the table leaves to the system."""
    _perform(session, finding, action, None, {"note": note}, None)


def _perform(
    session: Session,
    finding: Finding,
    action: FindingAction,
    actor: Actor | None,
    given: Mapping[str, str],
    seen: int | None,
    upload: Upload | None = None,
) -> None:
    def apply(transition: Transition) -> None:
        _apply(session, finding, transition, actor, given, upload)

    at = frozenset({Who.SYSTEM}) if actor is None else standing(session, actor, finding)
    done = performing.perform(
        session,
        FINDINGS,
        finding,
        action,
        actor,
        standing=at,
        guards=finding_guards.guards(session, finding, actor, given),
        organisation_id=finding.organisation_id,
        seen=seen,
        given=given,
        apply=apply,
        # What the system gives is a code, and no words of anybody.
        **{f"given_{name}": text for name, text in given.items() if text and actor is not None},
    )
    tell(session, finding, done, actor)


def tell(session: Session, finding: Finding, done: Transition, actor: Actor | None) -> None:
    """Tell whom the table names of what was just done with the finding."""
    telling.of(
        session,
        FINDINGS,
        finding,
        done,
        actor,
        organisation_id=finding.organisation_id,
        readers=[one.person_id for paper in documents_of(finding) for one in paper.assignments],
        standing=lambda who: standing(session, who, finding),
    )


def _apply(
    session: Session,
    finding: Finding,
    transition: Transition,
    actor: Actor | None,
    given: Mapping[str, str],
    upload: Upload | None,
) -> None:
    action = transition.action
    if action is FindingAction.ASSIGN:
        _may_be_owner(session, finding, given["person"])
    effect = EFFECTS.get(FindingAction(action.value))
    if effect is not None and actor is not None:
        effect(session, finding, actor, given)
    if action is FindingAction.COMMUNICATE and upload is not None:
        said = communication(finding, given["audience"])
        if said is not None:
            said.copy_id, said.copy_hash = upload.id, given["hash"]
    if action is FindingAction.ADD_EVIDENCE:
        _add_evidence(session, finding, actor, given, upload)
    if transition.target in ENDED:
        finding.closed_at = clock.now(session)
    if action is FindingAction.REOPEN:
        finding.closed_at = finding.submitted_by_id = finding.verified_by_id = None
    if action is FindingAction.ESCALATE:
        finding.escalated_at = clock.now(session)
    if action is FindingAction.STAND:
        for source in finding.sources:
            source.ended_at = None
    _contest(session, finding, transition, actor, given.get("note", "").strip())


def _contest(
    session: Session, finding: Finding, transition: Transition, actor: Actor | None, note: str
) -> None:
    """What a step does with the contest of a finding."""
    action, target = transition.action, FindingState(transition.target.value)
    if action is FindingAction.CONTEST and actor is not None:
        finding.resume = FindingState(transition.source.value)
        contesting.begin(session, finding, target, note, actor.person_id)
    elif action is FindingAction.HAND_UP:
        contesting.pass_on(session, finding, target)
    elif action is FindingAction.OVERRUN:
        contesting.overrun(session, finding)
    elif action is FindingAction.UPHOLD and actor is not None:
        contesting.decide(session, finding, ContestOutcome.UPHELD, actor, note)
    elif action is FindingAction.WITHDRAW and actor is not None:
        contesting.decide(session, finding, ContestOutcome.WITHDRAWN, actor, note)
    elif action is FindingAction.ASSESS:
        contesting.begin_again(finding)


def _may_be_owner(session: Session, finding: Finding, email: str) -> None:
    person = people.find(session, email)
    if person is not None and not standing(session, people.actor_for(session, person), finding):
        raise Invalid(N_("%(email)s may not see this finding."), email=person.email)


def _needs_drafting(finding: Finding, given: Mapping[str, str]) -> bool:
    """Whether words were given that are not yet the draft for this audience."""
    text = given.get("text", "").strip()
    if not text or not given.get("audience", "").strip():
        return False
    said = communication(finding, given["audience"])
    return said is None or said.text != text


def _add_evidence(
    session: Session,
    finding: Finding,
    actor: Actor | None,
    given: Mapping[str, str],
    upload: Upload | None,
) -> None:
    if actor is None:
        raise NotAllowed(N_("Evidence is added by a person."))
    finding.evidence.append(
        Evidence(
            added_by_id=actor.person_id,
            added_at=clock.now(session),
            note=given.get("note", "").strip(),
            upload_id=upload.id if upload else None,
        )
    )


def _keep(
    session: Session,
    finding: Finding,
    file: tuple[str, bytes],
    actor: Actor,
    store: FileStore,
) -> Upload:
    if not standing(session, actor, finding):
        raise NotFound(NOT_FOUND)
    name, data = file
    if len(data) > uploads.LIMIT:
        raise Invalid(N_("The file is too large."))
    return uploads.keep(session, store, finding.organisation, name, data, actor)


def documents_of(finding: Finding) -> list[Document]:
    """The documents that the finding rests on, once each."""
    return contesting.papers_of(finding)
