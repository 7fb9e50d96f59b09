"""Notices as their reader meets them."""

import pytest
from sqlalchemy import select

from tests.walking import WALK
from workflows import assigning, notices
from workflows.engine import make_sessions
from workflows.models import Notice, Person
from workflows.states import FindingAction


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def asked(do):
    """The company is asked about the finding, and answered."""
    for who, action, _ in WALK[:3]:
        do(who, action)


def told(session, actor):
    return [
        (one.notice.noun, one.notice.action, one.thing is not None)
        for one in notices.listing(session, actor).rows
    ]


def test_the_newest_stand_first_with_what_they_are_about(session, world, asked):
    assert told(session, world.reader)[:2] == [
        ("finding", "answer", True),
        ("finding", "assign", True),
    ]


def test_nobody_reads_the_notices_of_others(session, world, asked):
    assert told(session, world.competitor) == []
    every = session.scalars(select(Notice.person_id)).all()
    assert world.reader.person_id in every


def test_who_may_not_see_it_any_more_is_not_shown_what_it_was(session, world, asked, finding):
    paper = finding.sources[0].item.document
    person = session.get_one(Person, world.reader.person_id)
    assigning.unassign(session, paper, person, world.secretary)
    assert set(told(session, world.reader)) == {
        ("finding", "answer", False),
        ("finding", "assign", False),
        ("document", "record", False),
    }


def test_what_came_after_the_page_was_opened_stays_unread(session, world, asked, do):
    shown = notices.listing(session, world.reader).rows
    do("reader", FindingAction.ASSESS)
    do("contact", FindingAction.PLAN)
    assert notices.unread(session, world.reader) == len(shown) + 1
    notices.mark_read(session, world.reader, shown[0].notice.id)
    assert notices.unread(session, world.reader) == 1
    assert notices.unread(session, world.other_reader) > 1
