"""A company's year is begun by nobody else, and assessed by nobody who works for it."""

import pytest
from sqlalchemy import select

from tests import cast
from webapp import db
from workflows import people, steps, years
from workflows.errors import NotAllowed, NotFound
from workflows.models import Organisation, YearStep
from workflows.states import Role, StepAction

OUTSIDERS = ("competitor", "reader", "conflicted", "member", "chair", "steering", "administrator")


def test_another_ones_year_is_begun_by_nobody(ground):
    with db.sessions(ground.app)() as session:
        for name in OUTSIDERS:
            actor = people.acting_as(session, ground.emails[name])
            # Not "it has been opened already": that would tell that there is one.
            with pytest.raises(NotFound):
                years.begin(session, ground.ids["organisation"]["ours"], actor)


def test_who_works_for_a_company_does_not_assess_its_year(ground):
    with db.sessions(ground.app)() as session:
        ours = ground.ids["organisation"]["ours"]
        company = session.scalars(select(Organisation).filter_by(public_id=ours)).one()
        both = cast.a_person(session, ground.emails["secretary"], Role.EXPERT, company)
        step = session.scalars(select(YearStep).filter_by(public_id=ground.ids["step"]["ours"]))
        with pytest.raises(NotAllowed):
            steps.act(session, step.one(), StepAction.ACCEPT, both, {})
        session.rollback()
