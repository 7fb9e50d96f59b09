"""What the database says can be done is what the table of transitions allows, row by row."""

from dataclasses import replace

import pytest
from sqlalchemy import case

from tests.walking import WALK
from workflows import findings
from workflows.engine import make_sessions
from workflows.finding_conditions import can, message_waits
from workflows.permissions import Held
from workflows.states import Audience, CommunicationState, FindingState, Role
from workflows.states import FindingAction as A


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


def agree(session, actors):
    """Compare both for every finding that somebody sees, action by action; count the possible."""
    possible = 0
    for actor in actors:
        flags = [case((can(action, actor), 1), else_=0).label(action.value) for action in A]
        query = findings.visible(actor).add_columns(*flags)
        for finding, *said in session.execute(query):
            told = {action for action, flag in zip(A, said, strict=True) if flag}
            table = {
                option.transition.action
                for option in findings.options(session, finding, actor)
                if option.refusal is None
            }
            assert told == table, (actor.email, finding.state)
            possible += len(told)
    return possible


@pytest.fixture
def actors(session, world):
    """Who has to do with the company's findings, a rival, and people who hold two roles."""

    def also(who, role, organisation):
        more = Held(role, organisation.id, organisation.name, organisation.kind)
        return replace(who, held=(*who.held, more))

    return [
        world.contact,
        world.competitor,
        world.reader,
        world.other_reader,
        world.secretary,
        world.member,
        world.chair,
        also(world.chair, Role.CONTACT, world.rival),
        world.other_secretary,
        also(world.reader, Role.MEMBER, world.company),
        also(world.reader, Role.CONTACT, world.company),
        also(world.other_reader, Role.SECRETARIAT, world.rival),
        also(world.secretary, Role.REVIEWER, world.rival),
    ]


def test_at_every_step_of_a_finding_both_say_the_same(session, world, do, finding, actors):
    assert agree(session, actors)
    for who, action, _reached in WALK:
        do(who, action)
        assert agree(session, actors)


@pytest.mark.parametrize("harm", ["actual", "potential"])
def test_remedy_is_for_actual_harm_only(session, world, do, finding, actors, harm):
    for who, action, _reached in WALK[:5]:
        do(who, action, harm=harm)
    assert finding.state is FindingState.PLANNED
    assert agree(session, actors)


def test_a_contested_finding_goes_back_to_where_it_was(session, world, do, finding, actors):
    for who, action, _reached in WALK[:4]:
        do(who, action)
    do("contact", A.CONTEST)
    assert agree(session, actors)
    upheld = findings.visible(world.other_reader).where(can(A.UPHOLD, world.other_reader))
    assert session.scalars(upheld).one() is finding
    for judge in ("other_reader", "secretary"):
        do(judge, A.UPHOLD)
        assert agree(session, actors)
        do("contact", A.CONTEST)
        assert agree(session, actors)
    assert finding.state is FindingState.CONTESTED_STEERING
    judged = findings.visible(world.chair).where(can(A.UPHOLD, world.chair))
    assert session.scalars(judged).one() is finding


def test_one_closes_only_when_every_message_is_settled(session, world, do, finding, actors):
    for who, action, _reached in WALK[:10]:
        do(who, action)
    closing = findings.visible(world.secretary).where(can(A.CLOSE, world.secretary))
    assert session.scalars(closing).all() == [finding]
    do("reader", A.DRAFT, audience=Audience.PARTIES)
    assert session.scalars(closing).all() == []
    assert agree(session, actors)


def test_a_draft_waits_for_another_than_its_writer(session, world, do, finding):
    for who, action, _reached in WALK[:9]:
        do(who, action)
    do("reader", A.DRAFT, audience=Audience.PARTIES)

    def waits(who, state):
        query = findings.visible(who).where(message_waits(who, state))
        return session.scalars(query).all() == [finding]

    draft, cleared = CommunicationState.DRAFT, CommunicationState.CLEARED
    assert waits(world.secretary, draft)
    assert waits(world.other_reader, draft)
    assert not waits(world.reader, draft)
    assert not waits(world.contact, draft)
    do("secretary", A.CLEAR, audience=Audience.PARTIES)
    assert waits(world.reader, cleared)
    assert not waits(world.contact, cleared)


def test_a_finding_without_ground_is_told_apart_from_others(session, world, do, finding, actors):
    for who, action, _reached in WALK[:4]:
        do(who, action)
    assert agree(session, actors)
    standing = findings.visible(world.reader).where(can(A.STAND, world.reader))
    assert session.scalars(standing).all() == []
    for source in finding.sources:
        source.ended_at = finding.opened_at
    session.flush()
    assert session.scalars(standing).all() == [finding]
    assert agree(session, actors)
