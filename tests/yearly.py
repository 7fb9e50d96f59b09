"""Years of companies for tests: opened, answered, signed."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from tests.cast import World, a_document, a_reading, a_record
from workflows import chains, deciding, items, plans, steps, years
from workflows.models import Document, MemberYear, RiskCode, YearStep
from workflows.permissions import Actor
from workflows.risks import seed_taxonomies
from workflows.states import ItemAction, ItemState, StepAction
from workflows.steps import Answer
from workflows.verdicts import Verdict

LATER = date(2026, 6, 1)


def a_year(session, actor: Actor) -> MemberYear:
    """The running year of the company that the actor sends in for."""
    (company,) = years.companies(session, actor)
    return years.begin(session, company.public_id, actor)


def answered(session, step: YearStep, actor: Actor, level: int = 2) -> YearStep:
    """The step with every question at this level."""
    whole = {one.key: Answer(level) for one in steps.questions(step)}
    return steps.fill_in(session, step, actor, whole)


def signed(session, step: YearStep, submitter: Actor, contact: Actor, level: int = 2) -> YearStep:
    """The step as it lies before the secretariat."""
    answered(session, step, submitter, level)
    return steps.act(session, step, StepAction.SIGN, contact, {})


def company_sends(
    session, store, company, sender: Actor, world: World, *records, kind=None, **more
) -> Document:
    """A paper of a company of which both readers approved every item."""
    reading = a_reading(*records, **more)
    document = a_document(
        session, store, company, sender, replace(reading, kind=kind) if kind else reading
    )
    for reader in (world.reader, world.other_reader):
        for item in items.of_document(session, document):
            if item.state in (ItemState.OPEN, ItemState.SECOND):
                deciding.decide(session, item, Verdict(ItemAction.APPROVE), reader)
    return document


def a_told_year(session, store, world: World) -> MemberYear:
    """A year of which there is something to tell: an answered step, a risk, a plan, a paper."""
    if not session.scalars(select(RiskCode)).first():
        seed_taxonomies(session)
    year = a_year(session, world.submitter)
    signed(session, year.steps[0], world.submitter, world.contact)
    seen = chains.Given("tin", "T04", "major", "likely", "ID")
    chains.add(session, year, seen, world.submitter)
    policy = plans.Given("Beleid herschrijven", owner="Inkoop", done=True, result="Vastgesteld")
    plans.add(session, year, 1, policy, world.submitter)
    asked = plans.Given("Alto Wolfram vragen om een audit", owner="Kwaliteit", due=LATER)
    plans.add(session, year, 3, asked, world.submitter)
    records = (a_record("Merapi Tin Works"), a_record("Gele Oven", country="BO", metal="gold"))
    company_sends(session, store, world.company, world.submitter, world, *records)
    return year
