"""Comments on a finding: the company answers what is shared, and never meets what is internal."""

import pytest
from sqlalchemy import select

from tests.cast import a_person
from tests.walking import WALK
from workflows import assigning, events, finding_comments, notices
from workflows.engine import make_sessions
from workflows.errors import Invalid, NotAllowed, NotFound
from workflows.finding_comments import add, of_finding, offered
from workflows.models import Notice, Person
from workflows.states import FindingAction, Role

INTERNAL, SHARED = "plant-2b7 looks like a trader", "plant-5e3: which plant is it?"
WORKERS = {"reader", "other_reader", "secretary", "other_secretary"}
COMPANY = {"submitter", "contact"}


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def told(session, world):
    """Who was told what since this was last asked."""
    names = {who.person_id: name for name, who in world.everybody.items()}
    asked = [0]

    def since():
        rows = session.scalars(select(Notice).where(Notice.id > asked[0])).all()
        asked[0] = max([asked[0], *(row.id for row in rows)])
        return {(row.action, names[row.person_id]) for row in rows}

    return since


def test_each_reads_what_is_meant_for_them_and_nothing_else(session, world, finding):
    inside = add(session, finding, world.reader, INTERNAL)
    shared = add(session, finding, world.secretary, SHARED, is_shared=True)
    for name, actor in world.everybody.items():
        reads = [INTERNAL, SHARED] if name in WORKERS else [SHARED] if name in COMPANY else []
        assert [one.text for one in of_finding(session, finding, actor)] == reads
        for comment, words in ((inside, INTERNAL), (shared, SHARED)):
            if words not in reads:
                with pytest.raises(NotFound):
                    finding_comments.get(session, comment.public_id, actor)


def test_what_the_company_says_is_always_shared(session, world, finding):
    assert add(session, finding, world.contact, "It is the old one.", is_shared=False).is_shared
    assert of_finding(session, finding, world.reader)


def test_who_has_to_do_with_the_company_reads_what_it_reads_and_says_nothing(
    session, world, finding
):
    add(session, finding, world.reader, INTERNAL)
    add(session, finding, world.reader, SHARED, is_shared=True)
    for who in (world.other_reader, world.other_secretary):
        adviser = a_person(session, who.email, Role.EXPERT, world.company)
        assert [one.text for one in of_finding(session, finding, adviser)] == [SHARED]
        assert who.name not in offered(session, finding, world.reader)
        with pytest.raises(NotAllowed):
            add(session, finding, adviser, "Hello")


def test_who_lost_the_papers_lost_the_thread(session, world, finding):
    add(session, finding, world.reader, INTERNAL)
    person = session.get_one(Person, world.other_reader.person_id)
    assigning.unassign(session, finding.sources[0].item.document, person, world.secretary)
    assert of_finding(session, finding, world.other_reader) == []


def test_who_judges_a_contest_reads_what_was_said_to_the_company_alone(session, world, finding, do):
    add(session, finding, world.reader, INTERNAL)
    add(session, finding, world.reader, SHARED, is_shared=True)
    for who, action, _ in WALK[:4]:
        do(who, action)
    for rung in ("other_reader", "secretary"):
        do("contact", FindingAction.CONTEST)
        do(rung, FindingAction.UPHOLD)
    do("contact", FindingAction.CONTEST)
    assert [one.text for one in of_finding(session, finding, world.chair)] == [SHARED]
    with pytest.raises(NotAllowed):
        add(session, finding, world.chair, "Hello")


@pytest.mark.parametrize("name", ["competitor", "member", "expert", "supporter", "chair"])
def test_others_say_nothing(session, world, finding, name):
    with pytest.raises(NotAllowed):
        add(session, finding, getattr(world, name), "Hello")
    assert offered(session, finding, getattr(world, name)) == []


def test_what_is_shared_is_told_across_once_until_it_is_read(session, world, finding, do, told):
    told()
    add(session, finding, world.reader, INTERNAL)
    assert told() == set()
    add(session, finding, world.reader, SHARED, is_shared=True)
    add(session, finding, world.reader, SHARED, is_shared=True)
    assert told() == {("comment", who) for who in COMPANY}
    notices.mark_read(session, world.contact, 10_000)
    add(session, finding, world.reader, SHARED, is_shared=True)
    assert told() == {("comment", "contact")}
    add(session, finding, world.submitter, "It is the old one.")
    assert told() == {("comment", "secretary"), ("comment", "other_secretary")}
    do("secretary", FindingAction.ASSIGN, person=world.reader.email)
    told()
    add(session, finding, world.submitter, "Or the new one.")
    assert told() == {("comment", "reader")}


def test_who_is_named_and_may_read_it_is_told_so_and_nobody_else(session, world, finding, told):
    told()
    words = " ".join(f"@{who.name}" for who in (world.contact, world.competitor, world.member))
    add(session, finding, world.reader, f"{words} @{world.other_reader.name}, wat is dit?")
    assert told() == {("mention", "other_reader")}
    add(session, finding, world.reader, f"{words}, wat is dit?", is_shared=True)
    assert told() == {("mention", "contact"), ("comment", "submitter")}


def test_the_company_is_offered_who_has_the_finding_in_hand_and_no_other_reader(
    session, world, finding, do
):
    office = {world.secretary.name, world.other_secretary.name}
    assert set(offered(session, finding, world.submitter)) == {world.contact.name, *office}
    do("secretary", FindingAction.ASSIGN, person=world.reader.email)
    names = {world.contact.name, world.reader.name}
    assert set(offered(session, finding, world.submitter)) == names
    assert set(offered(session, finding, world.reader)) == {world.other_reader.name, *office}


def test_ones_own_comment_is_changed_and_deleted_without_its_words_in_the_log(
    session, world, finding, clock
):
    comment = add(session, finding, world.reader, INTERNAL)
    for actor in (world.other_reader, world.secretary):
        with pytest.raises(NotAllowed):
            finding_comments.edit(session, comment, actor, "Not mine.")
        with pytest.raises(NotAllowed):
            finding_comments.delete(session, comment, actor)
    clock.forward(minutes=5)
    finding_comments.edit(session, comment, world.reader, INTERNAL)
    assert comment.edited_at is None
    finding_comments.edit(session, comment, world.reader, f" @{world.secretary.name}? ")
    assert comment.edited_at == clock()
    finding_comments.delete(session, comment, world.reader)
    history = events.history(session, finding_comments.NOUN, comment.public_id)
    assert [event.action for event in history] == ["add", "edit", "delete"]
    assert "plant-2b7" not in str([events.payload(session, event) for event in history])


@pytest.mark.parametrize("text", ["", "  ", "x" * 2001])
def test_nothing_and_far_too_much_are_refused(session, world, finding, text):
    with pytest.raises(Invalid):
        add(session, finding, world.reader, text)
