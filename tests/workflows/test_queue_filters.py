from dataclasses import replace

import pytest

from extraction.records import Certainty, Kind
from tests.cast import a_document, a_reading, a_record
from workflows import (
    assigning,
    deciding,
    doubting,
    items,
    locks,
    queue_filters,
    queue_pages,
    reading_languages,
    work,
)
from workflows.doubting import Doubt
from workflows.engine import make_sessions
from workflows.models import Person
from workflows.queue_filters import Wanted
from workflows.states import ItemAction, RejectReason
from workflows.verdicts import Verdict

APPROVE = Verdict(ItemAction.APPROVE)
MISREAD = Verdict(ItemAction.REJECT, RejectReason.MISREAD)
ANYTHING = Wanted()


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def sent(session, store, world, clock):
    """Send in a paper that names a new smelter, a minute after the one before it."""

    def send(name="Merapi Tin Works", *, rival=False, certainty=Certainty.CHECK, **more):
        clock.forward(minutes=1)
        owner, sender = (
            (world.rival, world.competitor) if rival else (world.company, world.submitter)
        )
        metal = more.pop("metal", "tin")
        reading = a_reading(a_record(name, metal=metal, certainty=certainty))
        return a_document(session, store, owner, sender, replace(reading, **more))

    return send


def found(session, actor, **wanted):
    return queue_pages.look(session, actor, Wanted(**wanted)).listing.rows


def decide(session, document, verdict, actor):
    for item in items.of_document(session, document):
        deciding.decide(session, item, verdict, actor)


def test_what_was_promised_first_comes_first_then_the_oldest(session, world, sent):
    first, second, third = sent(), sent(), sent()
    third.due = first.due.replace(day=first.due.day - 1)
    session.flush()
    assert found(session, world.reader) == [third, first, second]


def test_each_filter_narrows_the_queue(session, world, sent, clock):
    tin = sent(language="nl", certainty=Certainty.UNSURE)
    gold = sent("Alto Goud", metal="gold", rival=True, kind=Kind.AUDIT_REPORT)
    tin.title, tin.due = "Opgave van tin.pdf", clock().date()
    session.flush()
    for wanted, expected in (
        ({"company": world.rival.public_id}, [gold]),
        ({"kind": "audit_report"}, [gold]),
        ({"language": "nl"}, [tin]),
        ({"metal": "gold"}, [gold]),
        ({"certainty": "unsure"}, [tin]),
        ({"due": "overdue"}, [tin]),
        ({"due": "week"}, [tin]),
        ({"text": "van TIN"}, [tin]),
        ({"company": "nothing-of-the-kind"}, []),
        ({}, [tin, gold]),
    ):
        assert found(session, world.reader, **wanted) == expected, wanted


def test_buckets_hold_what_is_uncertain_what_to_confirm_and_what_others_do(session, world, sent):
    unsure, proposed = sent(certainty=Certainty.UNSURE), sent()
    decide(session, proposed, APPROVE, world.reader)
    assert found(session, world.reader) == [unsure]
    assert found(session, world.reader, bucket="unsure") == [unsure]
    assert found(session, world.reader, bucket="elsewhere") == [proposed]
    assert found(session, world.other_reader, bucket="second") == [proposed]
    assert queue_pages.look(session, world.reader, ANYTHING).counts == {
        "mine": 1,
        "unsure": 1,
        "second": 0,
        "elsewhere": 1,
    }


def test_nobody_counts_or_filters_what_they_may_not_see(session, world, sent):
    paper = sent()
    for one in list(paper.assignments):
        if one.person_id == world.reader.person_id:
            assigning.unassign(session, paper, one.person, world.secretary)
    assert queue_pages.look(session, world.reader, ANYTHING).counts["mine"] == 0
    assert found(session, world.reader, bucket="all") == []
    assert found(session, world.reader, bucket="lacking") == []
    assert queue_filters.companies(session, world.reader) == []
    assert queue_filters.sorts(session, world.reader) == ([], [])
    assert queue_pages.look(session, world.secretary, ANYTHING).counts == {"all": 1, "lacking": 0}


def test_the_secretariat_finds_documents_by_their_reader(session, world, sent):
    paper, unread = sent(), sent()
    for one in list(unread.assignments):
        assigning.unassign(session, unread, one.person, world.secretary)
    assert found(session, world.secretary, reader=world.reader.email) == [paper]
    assert found(session, world.secretary, reader="nobody") == [unread]
    assert found(session, world.secretary, bucket="lacking") == [unread]
    assert found(session, world.reader, reader=world.other_reader.email) == [paper]  # no filter
    readers = queue_filters.readers(session, [paper, unread])
    assert {p.name for p in readers[paper.id]} == {"reader", "other.reader"}
    assert unread.id not in readers


def test_the_next_document_is_the_first_of_the_queue_and_of_my_work(session, world, sent):
    certain, unsure, late = sent(), sent(certainty=Certainty.UNSURE), sent()
    late.due = late.due.replace(day=late.due.day - 1)
    session.flush()
    listed = queue_pages.look(session, world.reader, ANYTHING).listing.rows
    (mine,) = (one for one in work.buckets(session, world.reader) if one.name == "first_reading")
    assert listed == [task.document for task in mine.tasks] == [late, certain, unsure]
    assert queue_filters.next_best(session, world.reader, ANYTHING) is late
    assert queue_filters.next_best(session, world.reader, ANYTHING, besides=late) is certain
    assert queue_filters.left(session, world.reader, ANYTHING, besides=late) == 2
    for document in (certain, unsure, late):
        decide(session, document, MISREAD, world.reader)
    assert queue_filters.next_best(session, world.reader, ANYTHING) is None


def test_the_next_document_follows_the_filter_that_one_came_from(session, world, sent):
    sent(certainty=Certainty.UNSURE)
    gold = sent("Alto Goud", metal="gold")
    assert queue_filters.next_best(session, world.reader, Wanted(metal="gold")) is gold
    assert queue_filters.left(session, world.reader, Wanted(metal="gold"), besides=gold) == 0


def test_what_somebody_else_reads_now_is_not_next_unless_there_is_something_to_confirm(
    session, world, sent, clock
):
    paper, other = sent(), sent()
    locks.enter(session, paper, locks.FIRST, world.other_reader)
    assert queue_filters.next_best(session, world.reader, ANYTHING) is other
    clock.forward(minutes=15)
    assert queue_filters.next_best(session, world.reader, ANYTHING) is paper
    decide(session, paper, APPROVE, world.other_reader)
    locks.enter(session, paper, locks.FIRST, world.other_reader)
    assert queue_filters.next_best(session, world.reader, ANYTHING) is paper


def test_the_next_document_is_in_a_language_that_one_reads(session, world, sent):
    sent(language="de")
    dutch = sent(language="nl")
    person = session.get_one(Person, world.reader.person_id)
    reading_languages.keep(session, person, ["nl"])
    assert queue_filters.next_best(session, world.reader, ANYTHING) is dutch


def test_who_reviews_nothing_has_no_next_document(session, world, sent):
    sent()
    for who in (world.secretary, world.submitter):
        assert queue_filters.next_best(session, who, ANYTHING) is None
        assert queue_filters.left(session, who, ANYTHING) == 0


def test_papers_of_which_only_what_was_put_off_is_left_come_last(session, world, sent):
    put_off, later = sent(), sent("Kelana Tin Works")
    put_off.due = later.due.replace(day=later.due.day - 1)
    session.flush()
    (item,) = items.of_document(session, put_off)
    doubting.doubt(session, item, Doubt.LATER, world.reader)
    assert queue_filters.next_best(session, world.reader, ANYTHING) is later
    assert queue_filters.left(session, world.reader, ANYTHING) == 2
    decide(session, later, MISREAD, world.reader)
    assert queue_filters.next_best(session, world.reader, ANYTHING) is put_off
    session.rollback()
