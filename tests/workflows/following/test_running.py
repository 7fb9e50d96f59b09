"""Looking once a day: twice is once, rules are off or act by themselves, previews write nothing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.event import listen, remove

from tests.cast import a_certificate, a_value
from workflows import events, notices
from workflows.errors import Invalid, NotFound
from workflows.following import proposals, running, switches
from workflows.models import Cause, Event, Notice, Proposal
from workflows.states import FindingState, ProposalDoes, ProposalState, RuleMode

RULE = "certificate_ends"
LAST = date(2026, 3, 2) + timedelta(days=95)


@pytest.fixture
def ending(paper, approve, clock):
    """A certificate that ends in 85 days."""
    approve(*paper(certificates=[a_certificate(str(LAST))]))
    clock.forward(days=10)


@pytest.fixture
def switch(session, world):
    """Switch the rule, as the secretariat."""
    return lambda mode: switches.switch(session, RULE, mode, world.secretary, note="Zo beter.")


def test_looking_twice_is_looking_once(session, ending):
    first, second = running.run(session), running.run(session)
    assert (first.causes, first.proposed) == (1, 1)
    assert second == running.Outcome()


def test_a_look_asks_no_more_often_for_many_certificates(session, paper, approve, clock):
    def ends(number, days):
        made = a_certificate(str(LAST + timedelta(days=days)), number=f"VB-{number}")
        return replace(made, holder=a_value(f"Verzonnen Gieterij {number}"))

    def statements(proposed):
        asked = []
        engine = session.get_bind()

        def count(*_given):
            asked.append(1)

        listen(engine, "before_cursor_execute", count)
        assert running.run(session).proposed == proposed
        remove(engine, "before_cursor_execute", count)
        return len(asked)

    approve(*paper(certificates=[ends(1, 0)]))
    clock.forward(days=10)
    few = statements(1)
    approve(*paper(certificates=[ends(number, 15) for number in range(2, 32)]))
    clock.forward(days=20)
    # What was written down already is asked for as well; nothing is asked row by row.
    assert statements(30) <= few + 5


def test_a_rule_that_is_off_looks_at_nothing(session, ending, switch, look):
    switch(RuleMode.OFF)
    assert look() == []


def test_a_rule_that_acts_opens_by_itself_in_nobodys_name(session, ending, switch, there):
    switch(RuleMode.ACTS)
    assert running.run(session).accepted == 1
    (finding,) = there()
    (opened,) = events.history(session, "finding", finding.public_id)
    assert opened.actor_id is None
    assert events.payload(session, opened)["follows"] == RULE
    assert running.run(session) == running.Outcome()


def test_what_waits_is_done_when_the_rule_may_act(session, ending, switch, there):
    running.run(session)
    switch(RuleMode.ACTS)
    assert running.run(session).accepted == 1
    assert len(there()) == 1


def test_what_somebody_undid_a_rule_does_not_do_again(session, world, ending, switch, there):
    switch(RuleMode.ACTS)
    running.run(session)
    (proposal,) = session.scalars(select(Proposal))
    proposals.undo(session, proposal, world.secretary)
    assert running.run(session).accepted == 0
    assert proposal.state is ProposalState.PROPOSED
    assert [row.state for row in there()] == [FindingState.WITHDRAWN]


def test_a_preview_says_what_would_be_done_and_writes_nothing(session, world, ending):
    count = select(func.count()).select_from(Event)
    before = session.scalar(count)
    said = running.preview(session, RULE, RuleMode.ACTS)
    assert (said.causes, said.opened, said.reopened) == (1, 1, 0)
    assert said.companies == [(world.company.name, 1)]
    assert [(company, one.does) for company, one in said.first] == [
        (world.company.name, ProposalDoes.OPEN)
    ]
    assert session.scalar(count) == before
    assert session.scalars(select(Proposal)).all() == []


def test_a_preview_counts_what_waits_only_for_a_rule_that_would_act(session, ending):
    running.run(session)
    assert running.preview(session, RULE, RuleMode.PROPOSES).opened == 0
    assert running.preview(session, RULE, RuleMode.ACTS).opened == 1
    assert running.preview(session, RULE, RuleMode.OFF).opened == 0


def test_only_the_office_switches_a_rule_and_says_why(session, world):
    for actor in (world.reader, world.submitter, world.member, world.administrator):
        with pytest.raises(NotFound):
            switches.switch(session, RULE, RuleMode.OFF, actor, note="Zo beter.")
        with pytest.raises(NotFound):
            switches.listing(session, actor)
    with pytest.raises(NotFound):
        switches.switch(session, "nothing", RuleMode.OFF, world.secretary, note="Zo beter.")
    with pytest.raises(Invalid):
        switches.switch(session, RULE, RuleMode.OFF, world.secretary, note=" ")
    with pytest.raises(Invalid, match="already"):
        switches.switch(session, RULE, RuleMode.PROPOSES, world.secretary, note="Zo beter.")
    switches.switch(session, RULE, RuleMode.OFF, world.secretary, note="Zo beter.")
    assert switches.listing(session, world.secretary)[RULE] is RuleMode.OFF
    switches.switch(session, RULE, RuleMode.ACTS, world.secretary, note="Toch wel.")
    said = [events.payload(session, e) for e in events.history(session, "following", RULE)]
    assert [(one["before"], one["after"]) for one in said] == [("proposes", "off"), ("off", "acts")]


def test_the_secretariat_alone_is_told_once_of_each_cause_that_waits_for_it(
    session, world, ending, clock
):
    running.run(session)
    clock.forward(days=1)
    running.run(session)
    told = session.scalars(select(Notice).where(Notice.noun == "cause")).all()
    office = {world.secretary.person_id, world.other_secretary.person_id}
    assert sorted(row.person_id for row in told) == sorted(office)
    (cause,) = session.scalars(select(Cause))
    assert notices.about_all(session, told, world.secretary)[0].thing is cause
    assert notices.about_all(session, told, world.contact)[0].thing is None


def test_what_a_rule_does_by_itself_waits_for_nobody(session, ending, switch):
    switch(RuleMode.ACTS)
    running.run(session)
    assert session.scalars(select(Notice).where(Notice.noun == "cause")).all() == []
