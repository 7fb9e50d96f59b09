"""Remedy (step 6): who was harmed, what was done for them, who was asked, who is content.

A record belongs to a year; who sees that sees it, and so does who sees the finding with the harm.
Only the company writes. The forms are those of principle 25 of the UN Guiding Principles.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import findings, years
from workflows.errors import Invalid, NotFound
from workflows.marking import N_
from workflows.models import Finding, MemberYear, Remedy
from workflows.permissions import Actor
from workflows.states import FindingState

NOT_FOUND = N_("There is no such record.")
LONGEST = 2_000
MOST_PEOPLE = 10_000_000
INVOLVEMENTS = ("caused", "contributed", "linked")
FORMS = ("apology", "restitution", "rehabilitation", "compensation", "prevention", "other")
SATISFIED = ("yes", "partly", "no", "not_asked")
ACTUAL = "actual"  # harm that has happened


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody fills in; ``finding`` is a public id, or empty."""

    harmed: str
    text: str
    consulted: str
    involvement: str
    form: str
    satisfied: str
    finding: str = ""
    people: int | None = None
    provided_on: date | None = None
    said: str = ""


def of(session: Session, year: MemberYear) -> list[Remedy]:
    """The records of a year; whose asks must be allowed to see it."""
    query = select(Remedy).where(Remedy.year_id == year.id).order_by(Remedy.id)
    return list(session.scalars(query))


def for_finding(session: Session, finding: Finding) -> list[Remedy]:
    """What was done about the harm of a finding; whose asks must be allowed to see that."""
    query = select(Remedy).where(Remedy.finding_id == finding.id).order_by(Remedy.id)
    return list(session.scalars(query))


def get(session: Session, public_id: str, actor: Actor) -> Remedy:
    """One record of a year that the actor may see."""
    row = session.scalars(select(Remedy).where(Remedy.public_id == public_id)).one_or_none()
    if row is None or not years.standing(actor, row.year):
        raise NotFound(NOT_FOUND)
    return row


def harms(session: Session, year: MemberYear, actor: Actor) -> list[Finding]:
    """The findings of the company with actual harm that the actor sees, the newest first."""
    query = findings.visible(actor).where(
        Finding.organisation_id == year.organisation_id,
        Finding.harm == ACTUAL,
        Finding.state.not_in((FindingState.DISMISSED, FindingState.WITHDRAWN)),
    )
    return list(session.scalars(query))


def without(session: Session, year: MemberYear, actor: Actor) -> list[Finding]:
    """Those of them of which no year says what was done."""
    told = set(session.scalars(select(Remedy.finding_id).where(Remedy.finding_id.is_not(None))))
    return [one for one in harms(session, year, actor) if one.id not in told]


def add(session: Session, year: MemberYear, given: Given, actor: Actor) -> Remedy:
    """Write down what was done for people who were harmed."""
    years.may_write(year, actor)
    row = Remedy(year=year)
    _write(session, row, given, actor)
    session.add(row)
    session.flush()
    _tell_log(session, row, "add_remedy", actor)
    return row


def change(
    session: Session, row: Remedy, given: Given, actor: Actor, *, seen: int | None = None
) -> None:
    """Write a record anew."""
    years.may_change(row, actor, seen)
    _write(session, row, given, actor)
    session.flush()
    _tell_log(session, row, "change_remedy", actor)


def remove(session: Session, row: Remedy, actor: Actor) -> None:
    """Take a record away."""
    years.may_write(row.year, actor)
    _tell_log(session, row, "remove_remedy", actor)
    session.delete(row)
    session.flush()


def _write(session: Session, row: Remedy, given: Given, actor: Actor) -> None:
    for words, refusal in (
        (given.harmed, N_("Say who was harmed, without names.")),
        (given.text, N_("Say what was done.")),
        (given.consulted, N_("Say who was asked, or why nobody was.")),
    ):
        if not words.strip():
            raise Invalid(refusal)
    if any(len(one) > LONGEST for one in (given.harmed, given.text, given.consulted, given.said)):
        raise Invalid(N_("Use at most %(most)s characters."), most=LONGEST)
    for chosen, allowed in (
        (given.involvement, INVOLVEMENTS),
        (given.form, FORMS),
        (given.satisfied, SATISFIED),
    ):
        if chosen not in allowed:
            raise Invalid(N_("This page does not know that choice. Open it again and choose."))
    if given.people is not None and not 0 < given.people <= MOST_PEOPLE:
        raise Invalid(N_("Give a number of people, or leave it empty."))
    found = [one for one in harms(session, row.year, actor) if one.public_id == given.finding]
    if given.finding and not found:
        raise Invalid(N_("Choose a finding of your own company with actual harm."))
    row.finding = found[0] if found else None
    row.harmed, row.people, row.text = given.harmed.strip(), given.people, given.text.strip()
    row.involvement, row.form, row.provided_on = given.involvement, given.form, given.provided_on
    row.consulted, row.satisfied = given.consulted.strip(), given.satisfied
    row.said = given.said.strip()


def _tell_log(session: Session, row: Remedy, what: str, actor: Actor) -> None:
    years.log(
        session,
        row.year,
        what,
        actor,
        remedy=row.public_id,
        finding=row.finding.public_id if row.finding is not None else None,
        satisfied=row.satisfied,
    )
