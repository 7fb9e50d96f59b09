import pytest
from sqlalchemy import select, update

from tests.cast import a_candidate, a_record, a_site, an_audit_finding
from workflows import deciding, events, soundness
from workflows.engine import make_sessions
from workflows.models import Document, Finding, Item
from workflows.states import DocumentState, FindingState, ItemAction, ItemState
from workflows.verdicts import Verdict


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def item(session, world, paper):
    """An approved audit finding, with the finding that came of it."""
    (item,) = paper(findings=[an_audit_finding()])
    deciding.decide(session, item, Verdict(ItemAction.APPROVE), world.reader)
    return item


def problems_inside(session, *statements):
    """What is found after statements that are then taken back."""
    savepoint = session.begin_nested()
    for statement in statements:
        session.execute(statement)
    found = soundness.problems(session)
    savepoint.rollback()
    return found


def test_a_database_that_only_the_tables_wrote_is_sound(session, item):
    assert soundness.problems(session) == []


@pytest.mark.parametrize(
    ("table", "state", "said"),
    [
        (Document, DocumentState.WITHDRAWN, "reviewed"),
        (Item, ItemState.OPEN, "approved"),
        (Finding, FindingState.CLOSED, "open"),
    ],
)
def test_a_state_altered_behind_its_back_is_found(session, item, table, state, said):
    (problem,) = problems_inside(session, update(table).values(state=state))
    assert problem.endswith(f"{state}, but its history says {said}")


def test_a_learned_name_whose_decision_does_not_stand_is_found(session, paper, world):
    (smelter,) = paper(a_record("De Oude Hut", candidates=[a_candidate(a_site(session))]))
    deciding.decide(session, smelter, Verdict(ItemAction.APPROVE), world.reader)
    altered = update(Item).where(Item.id == smelter.id).values(state=ItemState.OPEN)
    found = problems_inside(session, altered)
    taught = f"the item {smelter.public_id} that taught it is not approved"
    assert f"name 'De Oude Hut': {taught}" in found


def test_a_row_without_a_history_is_found(session, item):
    (problem,) = problems_inside(session, update(Item).values(public_id="made-up"))
    assert problem == "item made-up: approved, but its history says None"


@pytest.mark.parametrize(
    ("source", "action", "target", "problem"),
    [
        ("open", "dismiss", "assessed", "is not in the table"),
        ("assessed", "plan", "planned", "does not follow"),
        (None, "open", "open", "opens it a second time"),
    ],
)
def test_a_history_that_the_tables_do_not_know_is_found(
    session, item, source, action, target, problem
):
    finding = session.scalars(select(Finding)).one()
    savepoint = session.begin_nested()
    step = {"target": target} | ({"source": source} if source else {})
    events.append(session, None, "finding", finding.public_id, action, **step)
    assert any(problem in found for found in soundness.problems(session))
    savepoint.rollback()
