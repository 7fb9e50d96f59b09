"""Years of companies: opened once each, with their six steps; who sees one.

A year is seen by the people who send in for its company and by the secretariat: by nobody else.
"""

from datetime import date

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload

from workflows import clock, events, instruments, people, settings
from workflows.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from workflows.marking import N_
from workflows.models import (
    ChainRisk,
    MemberYear,
    Organisation,
    OrganisationStanding,
    Person,
    PlanAction,
    Remedy,
    YearAnswer,
    YearEvidence,
    YearStep,
)
from workflows.performing import ONLY, STALE
from workflows.permissions import SUBMITTERS, Actor, Who
from workflows.states import AnswerOrigin, OrganisationKind, Role, Standing
from workflows.transitions import STEPS

FIRST_MONTH = 7  # of a year of the agreement
NUMBERS = range(1, 7)

NOT_FOUND = N_("There is no such year.")


def current(session: Session) -> int:
    """The calendar year in which the running year of the agreement began."""
    today = clock.today(session)
    return today.year if today.month >= FIRST_MONTH else today.year - 1


def visible(actor: Actor) -> Select[MemberYear]:
    """The years that the actor may see, the newest first."""
    query = (
        select(MemberYear)
        .order_by(MemberYear.starts.desc(), MemberYear.id)
        .options(selectinload(MemberYear.steps).selectinload(YearStep.answers))
    )
    if actor.is_secretariat:
        return query
    return query.where(MemberYear.organisation_id.in_(actor.organisations(*SUBMITTERS)))


def get(session: Session, public_id: str, actor: Actor) -> MemberYear:
    """One year that the actor may see."""
    query = visible(actor).where(MemberYear.public_id == public_id)
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def of(session: Session, organisation: Organisation) -> list[MemberYear]:
    """The years of a company, the newest first; whose asks must be allowed to see them."""
    query = select(MemberYear).where(MemberYear.organisation_id == organisation.id)
    return list(session.scalars(query.order_by(MemberYear.starts.desc())))


def before(session: Session, year: MemberYear) -> MemberYear | None:
    """The company's last year before this one."""
    return next((one for one in of(session, year.organisation) if one.starts < year.starts), None)


def companies(session: Session, actor: Actor) -> list[Organisation]:
    """Those whose years the actor may see: all that take part for the secretariat, by name."""
    own = Organisation.id.in_(actor.organisations(*SUBMITTERS))
    query = select(Organisation).where(
        Organisation.kind == OrganisationKind.COMPANY,
        or_(own, _taking_part(session)) if actor.is_secretariat else own,
    )
    return list(session.scalars(query.order_by(Organisation.name)))


def standing(actor: Actor, year: MemberYear) -> frozenset[Who]:
    """How the actor stands to a year and its steps."""
    if year.organisation_id in actor.organisations():
        # Whoever also works for the company does not judge it, whatever else they are.
        own = year.organisation_id in actor.organisations(*SUBMITTERS)
        return frozenset({Who.OWN}) if own else frozenset()
    return frozenset({Who.SECRETARIAT}) if actor.is_secretariat else frozenset()


def writes(year: MemberYear, actor: Actor) -> bool:
    """Whether the actor writes what stands in a year beside its steps: it is the company's own."""
    return Who.OWN in standing(actor, year)


def may_write(year: MemberYear, actor: Actor) -> None:
    """Refuse who does not write in the year."""
    if not writes(year, actor):
        raise NotAllowed(ONLY[Who.OWN])


def may_change(row: ChainRisk | PlanAction | Remedy, actor: Actor, seen: int | None) -> None:
    """Refuse who does not write in the row's year, or began with another version of the row."""
    may_write(row.year, actor)
    if seen is not None and seen != row.version:
        raise Stale(STALE)


def log(session: Session, year: MemberYear, what: str, actor: Actor, **said: object) -> None:
    """Note in the log what was done in a year."""
    owner = year.organisation_id
    events.append(session, actor, "year", year.public_id, what, organisation_id=owner, **said)


def begin(session: Session, company_id: str, actor: Actor) -> MemberYear:
    """Open the running year of a company, by public id, for who may see it."""
    found = [one for one in companies(session, actor) if one.public_id == company_id]
    if not found:
        raise NotFound(NOT_FOUND)
    starts = current(session)
    if any(year.starts == starts for year in of(session, found[0])):
        raise Conflict(N_("This year has been opened already."))
    return _open(session, found[0], starts, actor)


def open_all(session: Session) -> None:
    """Open the running year of every company that takes part and has none yet."""
    starts = current(session)
    opened = select(MemberYear.organisation_id).where(MemberYear.starts == starts)
    query = select(Organisation).where(
        Organisation.kind == OrganisationKind.COMPANY,
        _taking_part(session),
        Organisation.id.not_in(opened),
    )
    for organisation in session.scalars(query.order_by(Organisation.id)).all():
        _open(session, organisation, starts, None)


def _taking_part(session: Session) -> ColumnElement[bool]:
    today = clock.today(session)
    return Organisation.standings.any(
        OrganisationStanding.standing.in_((Standing.PARTY, Standing.APPLICANT))
        & (OrganisationStanding.from_date <= today)
        & or_(OrganisationStanding.to_date.is_(None), OrganisationStanding.to_date > today)
    )


def _open(
    session: Session, organisation: Organisation, starts: int, actor: Actor | None
) -> MemberYear:
    year = MemberYear(
        organisation=organisation,
        starts=starts,
        instrument=instruments.for_year(starts).name,
        opened_at=clock.now(session),
        steps=[
            YearStep(number=number, state=STEPS.initial, due=_due(session, starts))
            for number in NUMBERS
        ],
    )
    try:
        with session.begin_nested():
            session.add(year)
            session.flush()
    except IntegrityError as error:  # somebody else opened it in the same moment
        raise Conflict(N_("This year has been opened already.")) from error
    _carry_over(session, year)
    deeds = [
        events.Deed(
            step.public_id,
            "open",
            organisation.id,
            {"target": step.state.value, "year": starts, "number": step.number, "due": step.due},
        )
        for step in year.steps
    ]
    events.append_all(session, actor, STEPS.noun, deeds)
    return year


def _carry_over(session: Session, year: MemberYear) -> None:
    """Take last year's answers to the same questions, each until somebody confirms it, what
    its plan left undone, and the risks of its chains.
    """
    earlier = before(session, year)
    if earlier is None:
        return
    asked = {one.key for one in instruments.edition(year.instrument).questions}
    for old, new in zip(earlier.steps, year.steps, strict=True):
        new.answers = [
            YearAnswer(
                question=one.question,
                level=one.level,
                not_applicable=one.not_applicable,
                note=one.note,
                answered_by_id=one.answered_by_id,
                answered_at=one.answered_at,
                origin=AnswerOrigin.CARRIED,
                evidence=[YearEvidence(document=paper.document) for paper in one.evidence],
            )
            for one in old.answers
            if one.question in asked and one.origin is None
        ]
    for action in plan_of(session, earlier):
        if action.done_at is None:
            session.add(
                PlanAction(
                    year=year,
                    step=action.step,
                    question=action.question,
                    finding_id=action.finding_id,
                    text=action.text,
                    owner=action.owner,
                    due=action.due,
                    result="",
                    earlier_id=action.id,
                )
            )
    for risk in session.scalars(select(ChainRisk).where(ChainRisk.year_id == earlier.id)).all():
        session.add(
            ChainRisk(
                year=year,
                material=risk.material,
                country=risk.country,
                supplier_id=risk.supplier_id,
                risk=risk.risk,
                severity=risk.severity,
                likelihood=risk.likelihood,
                note=risk.note,
            )
        )
    session.flush()


def plan_of(session: Session, year: MemberYear) -> list[PlanAction]:
    """What stands in the plan of a year, by step; whose asks must be allowed to see the year."""
    query = select(PlanAction).where(PlanAction.year_id == year.id)
    return list(session.scalars(query.order_by(PlanAction.step, PlanAction.id)))


def names_stand_in(year: MemberYear, actor: Actor) -> bool:
    """Whether the actor is a contact person, who can let a colleague sign."""
    return year.organisation_id in actor.organisations(Role.CONTACT)


def name_stand_in(
    session: Session, year: MemberYear, email: str, until: date | None, actor: Actor
) -> None:
    """Let a colleague sign for the contact person up to a day; an empty address ends that."""
    if not names_stand_in(year, actor):
        raise NotAllowed(N_("Only a contact person of the company can do this."))
    if not email:
        year.stand_in, year.stand_in_until = None, None
    else:
        colleagues = people.with_role(session, *SUBMITTERS, organisation_id=year.organisation_id)
        found = next((one for one in colleagues if one.email == email), None)
        if found is None or found.id == actor.person_id:
            raise Invalid(N_("Choose a colleague who sends in for the company."))
        if until is None or until < clock.today(session):
            raise Invalid(N_("Give the last day on which they sign: today or later."))
        year.stand_in, year.stand_in_until = found, until
    session.flush()
    log(
        session,
        year,
        "name_stand_in" if email else "end_stand_in",
        actor,
        given_person=email,
        given_due=until if email else None,
    )


def colleagues(session: Session, year: MemberYear, actor: Actor) -> list[Person]:
    """Whom the actor can let sign in their place."""
    if not names_stand_in(year, actor):
        return []
    found = people.with_role(session, *SUBMITTERS, organisation_id=year.organisation_id)
    return [one for one in found if one.id != actor.person_id]


def _due(session: Session, starts: int) -> date:
    """The last day to send in: so many months after the year's first day."""
    months = FIRST_MONTH - 1 + round(settings.number(session, "years.months"))
    return date.fromordinal(date(starts + months // 12, months % 12 + 1, 1).toordinal() - 1)
