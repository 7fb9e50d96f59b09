"""Comments on an item: what is internal never reaches the company, whoever asks for it."""

import pytest

from tests.cast import a_person, a_record
from workflows import comments, events, notices
from workflows.engine import make_sessions
from workflows.errors import Invalid, NotAllowed, NotFound
from workflows.states import Role

INTERNAL, SHARED = "plant-7c1 looks like a trader", "plant-9d4: which plant is it?"
READERS = {"reader", "other_reader", "secretary", "other_secretary"}
COMPANY = {"submitter", "contact"}


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def item(paper):
    return paper(a_record())[0]


def test_each_reads_what_is_meant_for_them_and_nothing_else(session, world, item):
    inside = comments.add(session, item, world.reader, INTERNAL)
    comments.add(session, item, world.secretary, SHARED, is_shared=True)
    for name, actor in world.everybody.items():
        said = [comment.text for comment in comments.of_item(session, item, actor)]
        told = [comment.text for comment in comments.shared(session, item.document, actor)]
        if name in READERS:
            assert (said, told) == ([INTERNAL, SHARED], [SHARED])
        elif name in COMPANY:
            assert (said, told) == ([SHARED], [SHARED])
        else:
            assert (said, told) == ([], [])
        if name not in READERS:
            with pytest.raises(NotFound):
                comments.get(session, inside.public_id, actor)


def test_a_reviewer_who_has_to_do_with_the_company_reads_what_the_company_reads(
    session, world, item
):
    comments.add(session, item, world.reader, INTERNAL)
    comments.add(session, item, world.reader, SHARED, is_shared=True)
    adviser = a_person(session, world.other_reader.email, Role.EXPERT, world.company)
    assert [one.text for one in comments.of_item(session, item, adviser)] == [SHARED]
    with pytest.raises(NotAllowed):
        comments.add(session, item, adviser, "Hello")


def test_a_changed_comment_says_so(session, world, item, clock):
    comment = comments.add(session, item, world.reader, INTERNAL)
    comments.edit(session, comment, world.reader, INTERNAL)
    assert comment.edited_at is None
    clock.forward(minutes=5)
    comments.edit(session, comment, world.reader, " Somebody knows it. ")
    assert (comment.text, comment.edited_at) == ("Somebody knows it.", clock())


def test_only_ones_own_comment_is_changed_or_deleted(session, world, item):
    comment = comments.add(session, item, world.reader, INTERNAL)
    for actor in (world.other_reader, world.secretary):
        with pytest.raises(NotAllowed):
            comments.edit(session, comment, actor, "Not mine.")
        with pytest.raises(NotAllowed):
            comments.delete(session, comment, actor)
    comments.delete(session, comment, world.reader)
    assert comments.of_item(session, item, world.reader) == []


def test_the_words_of_a_deleted_comment_are_not_in_the_log(session, world, item):
    comment = comments.add(session, item, world.reader, INTERNAL)
    name = comment.public_id
    comments.delete(session, comment, world.reader)
    history = events.history(session, "comment", name)
    assert [event.action for event in history] == ["add", "delete"]
    assert "plant-7c1" not in str([events.payload(session, event) for event in history])


@pytest.mark.parametrize("text", ["", "  ", "x" * (comments.MOST + 1)])
def test_nothing_and_far_too_much_are_refused(session, world, item, text):
    with pytest.raises(Invalid):
        comments.add(session, item, world.reader, text)


@pytest.mark.parametrize("name", ["submitter", "competitor", "member", "administrator"])
def test_only_reviewers_and_the_secretariat_comment(session, world, item, name):
    with pytest.raises(NotAllowed):
        comments.add(session, item, getattr(world, name), "Hello", is_shared=True)


def called(session, who):
    found = notices.listing(session, who).rows
    return [one.thing for one in found if one.notice.action == "mention"]


def test_who_is_named_and_may_read_it_is_told_once(session, world, item):
    reader, other = world.reader, world.other_reader
    said = comments.add(session, item, reader, f"@{other.name}, zie jij dit ook?")
    assert called(session, other) == [said]
    assert called(session, reader) == called(session, world.secretary) == []
    comments.edit(session, said, reader, f"@{other.name} en @{world.secretary.name}, zien jullie?")
    assert called(session, other) == called(session, world.secretary) == [said]


def test_who_may_not_read_it_is_neither_told_nor_offered(session, world, item):
    for who in (world.submitter, world.competitor, world.member):
        comments.add(session, item, world.reader, f"@{who.name} hoort hier niets van")
        assert called(session, who) == []
    shared = comments.add(
        session, item, world.reader, f"@{world.submitter.name}, klopt dit?", is_shared=True
    )
    assert called(session, world.submitter) == [shared]
    names = {who.name for who in (world.other_reader, world.secretary, world.other_secretary)}
    assert set(comments.offered(session, item.document, world.reader)) == names
    assert comments.offered(session, item.document, world.submitter) == []


def test_a_reader_who_has_to_do_with_the_company_is_not_offered(session, world, item):
    a_person(session, world.other_reader.email, Role.EXPERT, world.company)
    name = world.other_reader.name
    comments.add(session, item, world.reader, f"@{name}, wat denk je?")
    assert called(session, world.other_reader) == []
    assert name not in comments.offered(session, item.document, world.reader)
