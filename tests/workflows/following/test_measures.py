"""A measure is late: on its day, the day after, a month after, and when it was done."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.cast import an_audit_finding
from tests.walking import SENTENCES, WALK
from workflows import findings
from workflows.errors import NotAllowed
from workflows.following import proposals
from workflows.models import Cause, Proposal
from workflows.states import FindingAction, FindingState

LATE = ("escalate", "audit_finding", "proposed")


@pytest.fixture
def act(session, world, paper, approve, there):
    """Do something with the one finding there is, as somebody."""
    approve(*paper(findings=[an_audit_finding()]))
    (finding,) = there()

    def done(who, action, **given):
        words = SENTENCES | {"person": world.reader.email, "due": "2026-03-12"} | given
        return findings.act(session, finding, action, getattr(world, who), words)

    return done


@pytest.fixture
def finding(act, there):
    """A finding whose measure is to be done in ten days."""
    for who, action, _reached in WALK[:5]:
        act(who, action)
    (finding,) = there()
    assert finding.measures[0].due == date(2026, 3, 12)
    return finding


def test_on_its_day_a_measure_is_not_late_and_the_day_after_it_is(finding, look, clock):
    clock.forward(days=10)
    assert look() == []
    clock.forward(days=1)
    assert look() == [LATE]
    clock.forward(days=1)
    assert look() == [LATE]


def test_accepting_escalates_and_leaves_the_finding_where_it_is(
    session, world, finding, look, clock
):
    clock.forward(days=11)
    look()
    (proposal,) = session.scalars(select(Proposal))
    proposals.accept(session, proposal, world.secretary)
    assert (finding.state, finding.escalated_at) == (FindingState.PLANNED, clock())
    with pytest.raises(NotAllowed, match="told"):
        proposals.undo(session, proposal, world.secretary)
    clock.forward(days=28)
    assert [state for *_rest, state in look()] == ["accepted"]
    clock.forward(days=1)
    assert [state for *_rest, state in look()] == ["accepted", "proposed"]
    assert len(session.scalars(select(Cause)).all()) == 1


def test_what_nobody_decided_on_in_a_month_is_asked_once_more(finding, look, clock):
    clock.forward(days=11)
    look()
    clock.forward(days=29)
    assert [state for *_rest, state in look()] == ["lapsed", "proposed"]


def test_a_measure_that_is_done_is_late_no_more(session, world, finding, act, look, clock):
    clock.forward(days=11)
    look()
    (proposal,) = session.scalars(select(Proposal))
    proposals.accept(session, proposal, world.secretary)
    for who, action, _reached in WALK[5:8]:
        act(who, action)
    assert finding.escalated_at is None
    assert len(look()) == 1


def test_a_finding_that_is_verified_meanwhile_needs_no_escalation(
    session, world, finding, act, look, clock
):
    clock.forward(days=11)
    look()
    for who, action, _reached in WALK[5:8]:
        act(who, action)
    (proposal,) = session.scalars(select(Proposal))
    proposals.accept(session, proposal, world.secretary)
    assert proposal.state.value == "lapsed"


def test_a_new_plan_ends_the_escalation_and_may_be_late_itself(
    session, world, finding, act, look, clock
):
    clock.forward(days=11)
    act("secretary", FindingAction.ESCALATE)
    assert finding.escalated_at is not None
    act("contact", FindingAction.PLAN, due="2026-04-01")
    assert finding.escalated_at is None


def test_the_company_does_not_escalate_its_own_finding(finding, act):
    with pytest.raises(NotAllowed):
        act("contact", FindingAction.ESCALATE)
