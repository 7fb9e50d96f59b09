"""Deciding on proposals: accepted, refused, undone while nothing rests on it, by the office."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.cast import a_certificate
from workflows import deciding, events, findings
from workflows.errors import Invalid, NotAllowed, NotFound
from workflows.following import proposals, running
from workflows.models import Cause, Proposal
from workflows.permissions import Held
from workflows.states import (
    FindingAction,
    FindingState,
    ItemAction,
    ProposalState,
    Role,
)
from workflows.verdicts import Verdict

LAST = date(2026, 3, 2) + timedelta(days=95)


@pytest.fixture
def items_of(paper, approve, clock):
    """Two approved certificates that end in 95 days; ten of them have passed."""
    found = paper(
        certificates=[a_certificate(str(LAST)), a_certificate(str(LAST), number="VB-2")],
    )
    for number, item in enumerate(found):
        next(f for f in item.fields if f.name == "holder").text = f"Verzonnen Gieterij {number}"
    approve(*found)
    clock.forward(days=10)
    return found


@pytest.fixture
def two(session, items_of):
    """The proposals to open a finding for each."""
    running.run(session)
    return list(session.scalars(select(Proposal).order_by(Proposal.id)))


def test_accepting_opens_the_finding_in_the_name_of_who_accepted(session, world, two, there):
    proposals.accept(session, two[0], world.secretary, note="Dat is zo.")
    (finding,) = there()
    assert (finding.rule, finding.state) == ("certificate_expiring", FindingState.OPEN)
    assert two[0].finding is finding
    assert [source.item_id for source in finding.sources] == [two[0].item_id]
    assert [source.document_id for source in finding.sources] == [
        finding.sources[0].item.document_id
    ]
    (opened,) = events.history(session, "finding", finding.public_id)
    assert opened.actor_id == world.secretary.person_id
    said = events.payload(session, opened)
    assert said["follows"] == "certificate_ends"
    assert said["cause"] == two[0].cause.public_id
    assert said["cause_facts"]["expires"] == str(LAST)
    assert said["note"] == "Dat is zo."


def test_accepting_twice_is_refused(session, world, two, there):
    proposals.accept(session, two[0], world.secretary)
    with pytest.raises(NotAllowed):
        proposals.accept(session, two[0], world.secretary)
    assert len(there()) == 1


def test_refusing_needs_a_reason_and_is_not_proposed_again(session, world, two, there, look):
    with pytest.raises(Invalid):
        proposals.refuse(session, two[0], world.secretary, note=" ")
    session.refresh(two[0])
    proposals.refuse(session, two[0], world.secretary, note="Er komt een nieuwe.")
    assert [state for *_rest, state in look()] == ["refused", "proposed"]
    assert there() == []


def test_what_was_accepted_is_undone_while_nobody_worked_on_it(session, world, two, there, look):
    proposals.accept(session, two[0], world.secretary)
    (finding,) = there()
    proposals.undo(session, two[0], world.other_secretary)
    assert finding.state is FindingState.WITHDRAWN
    assert [state for *_rest, state in look()] == ["proposed", "proposed"]
    proposals.accept(session, two[0], world.secretary)
    assert [row.state for row in there()] == [FindingState.WITHDRAWN, FindingState.OPEN]


def test_what_somebody_works_on_is_not_undone(session, world, two, there):
    proposals.accept(session, two[0], world.secretary)
    (finding,) = there()
    given = {"person": world.reader.email}
    findings.act(session, finding, FindingAction.ASSIGN, world.secretary, given)
    with pytest.raises(NotAllowed, match="worked on"):
        proposals.undo(session, two[0], world.secretary)
    assert finding.state is FindingState.IN_REVIEW


def test_a_refusal_is_undone(session, world, two):
    proposals.refuse(session, two[0], world.secretary, note="Er komt een nieuwe.")
    proposals.undo(session, two[0], world.secretary)
    assert (two[0].state, two[0].note) == (ProposalState.PROPOSED, "")


@pytest.fixture
def settled(session, world, two, there):
    """A finding that a proposal opened, as it was closed later; and its paper's other proposal."""
    proposals.accept(session, two[0], world.secretary)
    (finding,) = there()
    finding.closed_at = session.info["clock"]()
    finding.verified_by_id = world.reader.person_id
    return finding


def test_a_reopening_is_undone_to_the_very_finding_that_was(
    session, world, settled, do_to, look, clock
):
    do_to(settled)
    was = (settled.state, settled.closed_at, settled.verified_by_id, settled.submitted_by_id)
    assert settled.state is FindingState.CLOSED
    clock.forward(days=90)
    look()
    again = session.scalars(select(Proposal).where(Proposal.finding_id == settled.id)).all()[-1]
    proposals.accept(session, again, world.secretary)
    assert (settled.state, settled.closed_at) == (FindingState.IN_REVIEW, None)
    proposals.undo(session, again, world.secretary)
    now = (settled.state, settled.closed_at, settled.verified_by_id, settled.submitted_by_id)
    assert now == was
    assert again.state is ProposalState.PROPOSED


def test_a_finding_that_runs_already_is_joined_and_stays_when_that_is_undone(
    session, world, two, there
):
    first, second = two
    second.subject = first.subject
    proposals.accept(session, first, world.secretary)
    proposals.accept(session, second, world.secretary)
    (finding,) = there()
    assert second.finding is finding
    proposals.undo(session, second, world.secretary)
    assert finding.state is FindingState.OPEN


def test_what_lost_its_ground_lapses_instead_of_being_accepted(
    session, world, two, items_of, there
):
    deciding.decide(
        session, items_of[0], Verdict(ItemAction.REOPEN, note="Nog eens."), world.reader
    )
    lost = next(row for row in two if row.item_id == items_of[0].id)
    proposals.accept(session, lost, world.secretary)
    assert lost.state is ProposalState.LAPSED
    assert there() == []


def test_members_and_reviewers_are_told_nothing(session, world, two):
    cause = session.scalars(select(Cause)).first()
    for name, actor in world.everybody.items():
        if name in ("secretary", "other_secretary"):
            assert proposals.listing(session, actor).total == 2
            continue
        for ask in (
            lambda actor=actor: proposals.listing(session, actor),
            lambda actor=actor: proposals.cause(session, cause.public_id, actor),
            lambda actor=actor: proposals.get(session, two[0].public_id, actor),
        ):
            with pytest.raises(NotFound):
                ask()
        with pytest.raises((Invalid, NotFound)):
            proposals.chosen(session, cause, actor)
        with pytest.raises(NotAllowed):
            proposals.accept(session, two[0], actor)
        session.refresh(two[0])


def test_nobody_decides_for_their_own_organisation(session, world, two):
    company = world.company
    held = Held(Role.EXPERT, company.id, company.name, company.kind)
    both = replace(world.secretary, held=(*world.secretary.held, held))
    for deed in (proposals.accept, proposals.refuse):
        with pytest.raises(NotAllowed, match="own organisation"):
            deed(session, two[0], both, note="Zo is het.")


def test_the_list_counts_what_is_open_and_leaves_out_where_all_is_decided(session, world, two):
    found = proposals.listing(session, world.secretary, waiting=True)
    assert [(one.open, one.proposals, one.companies) for one in found.rows] == [(1, 1, 1)] * 2
    proposals.accept(session, two[0], world.secretary)
    assert proposals.listing(session, world.secretary, waiting=True).total == 1
    assert proposals.listing(session, world.secretary).total == 2


def test_one_act_takes_so_many_and_the_rest_stays(session, world, two, monkeypatch):
    two[1].cause_id = two[0].cause_id
    monkeypatch.setattr(proposals, "MOST", 1)
    cause = two[0].cause
    assert proposals.chosen(session, cause, world.secretary) == [two[0]]
    proposals.accept(session, two[0], world.secretary)
    assert proposals.chosen(session, cause, world.secretary) == [two[1]]


def test_of_a_cause_all_are_chosen_or_those_that_are_named(session, world, two):
    cause = two[0].cause
    assert proposals.chosen(session, cause, world.secretary) == [two[0]]
    with pytest.raises(Invalid):
        proposals.chosen(session, cause, world.secretary, [])
    with pytest.raises(Invalid):
        proposals.chosen(session, cause, world.secretary, [two[1].public_id])
