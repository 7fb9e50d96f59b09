"""My work: buckets of which the first tasks are shown, and all of them by pages."""

from dataclasses import replace
from datetime import date

import pytest

from extraction.records import Page
from tests.cast import a_document, a_reading, a_record, an_audit_finding
from workflows import (
    clock,
    deciding,
    documents,
    doubting,
    facts,
    item_lists,
    items,
    likenesses,
    settings,
    urgency,
    work,
)
from workflows.doubting import Doubt
from workflows.engine import make_sessions
from workflows.errors import NotFound
from workflows.states import FindingAction as A
from workflows.states import FindingState, ItemAction, RejectReason
from workflows.verdicts import Verdict
from workflows.work_tasks import Task

APPROVE = Verdict(ItemAction.APPROVE)
MISREAD = Verdict(ItemAction.REJECT, RejectReason.MISREAD)


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


def totals(session, actor):
    return {bucket.name: bucket.total for bucket in work.buckets(session, actor)}


@pytest.fixture
def many(session, store, world):
    """Eleven findings of one paper of the company."""
    some = [an_audit_finding(f"Exit {number} was blocked.") for number in range(11)]
    reading = a_reading(findings=some)
    document = a_document(session, store, world.company, world.submitter, reading)
    for item in items.of_document(session, document):
        deciding.decide(session, item, APPROVE, world.reader)


def test_a_bucket_counts_all_and_shows_the_first(session, world, many):
    assert totals(session, world.secretary) == {"to_assign": 11}
    assert totals(session, world.contact) == {"judged": 11, "facts": 1}
    assert totals(session, world.reader) == {"paper_itself": 1}
    (bucket,) = work.buckets(session, world.secretary, most=3)
    assert (len(bucket.tasks), bucket.total, bucket.group) == (3, 11, work.NOW)
    shown = [task.finding for task in work.tasks(session, world.secretary, "to_assign").rows]
    assert shown[:3] == [task.finding for task in bucket.tasks]
    assert len(shown) == 11


def test_what_is_due_first_comes_first(session, world, do, finding, many):
    do("secretary", A.ASSIGN, due="2026-03-20")
    assert totals(session, world.secretary) == {"to_assign": 11, "due_soon": 1}
    (soon,) = [b for b in work.buckets(session, world.other_reader) if b.name == "due_soon"]
    assert [task.finding for task in soon.tasks] == [finding]


def dated(session, world, days):
    """New findings that wait to be handed out, as many as there are days, each due then."""
    rows = [task.finding for task in work.tasks(session, world.secretary, "to_assign").rows]
    for row, day in zip(rows, days, strict=False):
        row.due = date.fromisoformat(day)
    session.flush()
    return rows


def test_what_is_late_is_apart_from_what_is_due_soon_and_later(session, world, many):
    rows = dated(session, world, ["2026-03-31", "2026-03-01", "2026-03-02", "2026-03-09"])
    found = work.by_urgency(work.buckets(session, world.secretary), date(2026, 3, 2))
    parts = {one: [bucket] for one, (bucket, *_soon) in found.items()}
    assert list(parts) == ["late", "week", "later", "undated"]
    shown = {one: [task.finding for task in bucket.tasks] for one, (bucket,) in parts.items()}
    assert shown["late"] == [rows[1]]
    assert shown["week"] == rows[2:4]
    assert shown["later"] == [rows[0]]
    assert {one: bucket.total for one, (bucket,) in parts.items()} == {
        "late": 1,
        "week": 2,
        "later": 1,
        "undated": 7,
    }
    assert {bucket.whole for (bucket,) in parts.values()} == {11}


def test_what_is_urgent_is_counted_also_where_it_is_not_among_the_first(session, world, many):
    dated(session, world, ["2026-02-01"] * 5 + ["2026-03-04"] * 2)
    found = work.by_urgency(work.buckets(session, world.secretary, most=3), date(2026, 3, 2))
    late, soon, without = (found[one][0] for one in ("late", "week", "undated"))
    assert (len(late.tasks), late.total) == (3, 5)
    assert (soon.tasks, soon.total) == ((), 2)
    assert (without.tasks, without.total) == ((), 4)


def bucket(name, *days):
    tasks = tuple(Task(due=date.fromisoformat(day) if day else None) for day in days)
    counts = urgency.counted((task.day for task in tasks), date(2026, 3, 2))
    return work.Bucket(name, tasks, len(tasks), counts)


def test_what_is_late_longest_comes_first_whatever_its_kind():
    found = [
        bucket("questions", "2026-02-27"),
        bucket("to_assess", "2026-01-05", "2026-03-12"),
        bucket("steps_due", "2026-02-01", "2026-03-20"),
    ]
    parts = work.by_urgency(found, date(2026, 3, 2))
    assert [one.name for one in parts["late"]] == ["to_assess", "steps_due", "questions"]
    assert [one.name for one in parts["later"]] == ["to_assess", "steps_due"]


def test_of_what_has_no_day_what_waits_longest_comes_first():
    def waiting(name, *days):
        tasks = tuple(Task(begun=date.fromisoformat(day)) for day in days)
        return work.Bucket(name, tasks, len(tasks), {"undated": len(tasks)})

    found = [
        bucket("to_assign", None),
        waiting("not_read", "2026-02-20", "2026-02-25"),
        waiting("steps_to_assess", "2026-02-01", "2026-02-28"),
    ]
    (rows,) = work.by_urgency(found, date(2026, 3, 2)).values()
    assert [one.name for one in rows] == ["steps_to_assess", "not_read", "to_assign"]


def test_the_office_reads_since_when_a_finding_without_a_day_waits(session, world, many):
    (task, *_rest) = work.tasks(session, world.secretary, "to_assign").rows
    assert (task.day, task.since) == (None, clock.today(session))
    (theirs, *_rest) = work.tasks(session, world.contact, "judged").rows
    assert theirs.since is None


def test_reports_that_wait_come_before_all_else_of_now():
    names = ("to_assign", "not_read", "reports_to_clear", "passages", "my_reports")
    late = bucket("questions", "2026-02-27")
    parts = work.by_urgency([late, *(bucket(name, None) for name in names)], date(2026, 3, 2))
    shown = {one: [row.name for row in rows] for one, rows in parts.items()}
    assert list(shown) == ["reports", "late", "undated"]
    assert shown["reports"] == ["reports_to_clear", "passages"]
    assert shown["undated"] == ["to_assign", "not_read", "my_reports"]


def test_what_a_colleague_was_given_stands_apart_for_the_secretariat(session, world, do, finding):
    for who, action in (
        ("secretary", A.ASSIGN),
        ("reader", A.ASSESS),
        ("contact", A.PLAN),
        ("contact", A.START),
        ("contact", A.ADD_EVIDENCE),
        ("contact", A.SUBMIT),
    ):
        do(who, action)

    def places(actor):
        return [one.name for one in work.buckets(session, actor) if one.group != work.SOON]

    finding.owner_id = world.reader.person_id
    session.flush()
    assert "handed" in places(world.secretary)
    assert "to_verify" not in places(world.secretary)
    assert [one.finding for one in work.tasks(session, world.secretary, "handed").rows] == [finding]
    assert "to_verify" in places(world.reader)
    for owner in (world.secretary.person_id, None):
        finding.owner_id = owner
        session.flush()
        assert "to_verify" in places(world.secretary)
        assert "handed" not in places(world.secretary)


def test_a_message_waits_with_the_measures_to_verify_and_not_beside_them(session, world, do):
    for who, action, given in (
        ("secretary", A.ASSIGN, {}),
        ("reader", A.ASSESS, {}),
        ("reader", A.DRAFT, {"audience": "parties"}),
        ("contact", A.PLAN, {}),
        ("contact", A.START, {}),
        ("contact", A.ADD_EVIDENCE, {}),
        ("contact", A.SUBMIT, {}),
    ):
        do(who, action, **given)
    assert totals(session, world.other_reader).get("to_clear") is None
    (task,) = work.tasks(session, world.secretary, "handed").rows
    assert task.also == ("to_clear",)
    do("secretary", A.CLEAR, audience="parties")
    (shown,) = [one for one in work.buckets(session, world.secretary) if one.name == "handed"]
    assert [one.also for one in shown.tasks] == [("to_send",)]
    assert work.tasks(session, world.secretary, "to_send").rows == []
    do("secretary", A.VERIFY)
    (task,) = work.tasks(session, world.other_reader, "to_send").rows
    assert task.also == ()


def test_the_day_of_a_finding_that_is_only_followed_presses_nobody(session, world, many):
    (row, *_others) = dated(session, world, ["2026-02-01"])
    assert Task(finding=row, due=row.due).day == row.due
    row.state = FindingState.MONITORED
    assert Task(finding=row, due=row.due).day is None
    session.rollback()


def test_a_finding_that_is_a_task_is_not_there_again_because_its_day_is_near(
    session, world, do, finding
):
    do("secretary", A.ASSIGN, person=world.reader.email, due="2026-03-20")
    facts.confirm(session, finding.sources[0].item.document, world.reader)
    (bucket,) = work.buckets(session, world.reader)
    (task,) = bucket.tasks
    assert (bucket.name, task.finding, str(task.due)) == ("to_assess", finding, "2026-03-20")
    do("reader", A.ASSESS, due="2026-03-20")
    do("contact", A.PLAN, due="2026-03-06")
    do("contact", A.PLAN, due="2026-03-20")
    do("contact", A.START)
    assert totals(session, world.reader) == {"due_soon": 1}
    assert totals(session, world.contact) == {"measures": 1}
    (task,) = work.tasks(session, world.contact, "measures").rows
    assert [str(day) for day in (task.due, task.finding.due)] == ["2026-03-06", "2026-03-20"]
    assert work.tasks(session, world.contact, "due_soon").rows == []


def test_readings_are_counted_by_paper(session, store, world):
    reading = a_reading(*(a_record(f"Smelterij {number}") for number in range(3)))
    document = a_document(session, store, world.company, world.submitter, reading)
    first, second, third = items.of_document(session, document)
    for item in (first, second):
        deciding.decide(session, item, APPROVE, world.reader)
    found = {bucket.name: bucket.tasks for bucket in work.buckets(session, world.reader)}
    assert {name: tasks[0].count for name, tasks in found.items()} == {
        "first_reading": 1,
        "my_proposals": 2,
    }
    # All that waits for one reader in a paper stands together, as the queue has it.
    (task,) = work.tasks(session, world.other_reader, "first_reading").rows
    assert (task.document, task.count, task.promised) == (document, 3, document.due)
    assert work.tasks(session, world.other_reader, "second_reading").rows == []
    deciding.decide(session, third, APPROVE, world.reader)
    (task,) = work.tasks(session, world.other_reader, "second_reading").rows
    assert (task.document, task.count) == (document, 3)


def test_what_one_handed_to_another_reader_waits_as_the_screen_counts_it(session, store, world):
    reading = a_reading(*(a_record(f"Smelterij {number}") for number in range(3)))
    document = a_document(session, store, world.company, world.submitter, reading)
    first, second, third = items.of_document(session, document)
    doubting.doubt(session, first, Doubt.READER, world.reader)
    assert [t.count for t in work.tasks(session, world.reader, "my_proposals").rows] == [1]
    deciding.decide(session, second, APPROVE, world.reader)
    deciding.decide(session, third, APPROVE, world.reader)
    (task,) = work.tasks(session, world.reader, "my_proposals").rows
    tally = item_lists.tally(session, documents.current(document), world.reader)
    assert task.count == tally.with_others == 3
    assert (tally.waiting, tally.judged, tally.decided) == (0, 3, 0)
    assert work.tasks(session, world.other_reader, "my_proposals").rows == []
    # Whoever decides on it has it now: it is no longer with somebody else for who doubted.
    deciding.decide(session, first, APPROVE, world.other_reader)
    (task,) = work.tasks(session, world.reader, "my_proposals").rows
    assert task.count == 2


def test_the_company_is_asked_what_may_be_a_new_version_until_it_says_so(session, store, world):
    def sent(words):
        reading = replace(a_reading(a_record()), pages=(Page(1, 595.0, 842.0, " ".join(words)),))
        return a_document(session, store, world.company, world.submitter, reading)

    words = [f"word{number}" for number in range(100)]
    earlier, later = sent(words), sent([*words[:90], "new"])
    (task,) = work.tasks(session, world.submitter, "versions").rows
    assert task.document is later
    assert "versions" not in totals(session, world.secretary)
    assert "versions" not in totals(session, world.competitor)
    likenesses.keep_apart(session, later, earlier, world.submitter)
    assert "versions" not in totals(session, world.submitter)


def test_the_company_sees_of_which_papers_nobody_confirmed_the_facts(session, store, world):
    document = a_document(session, store, world.company, world.submitter, a_reading(a_record()))
    (task,) = work.tasks(session, world.submitter, "facts").rows
    assert task.document is document
    facts.confirm(session, document, world.submitter)
    assert "facts" not in totals(session, world.submitter)


def test_whoever_read_a_paper_confirms_what_it_is_once_its_items_are_done(session, store, world):
    read = a_reading(a_record("Merapi Tin Works"), a_record("Ombak Tin"))
    document = a_document(session, store, world.company, world.submitter, read)
    first, second = items.of_document(session, document)
    deciding.decide(session, first, MISREAD, world.reader)
    assert "paper_itself" not in totals(session, world.reader)
    deciding.decide(session, second, MISREAD, world.reader)
    (task,) = work.tasks(session, world.reader, "paper_itself").rows
    assert task.document is document
    for who in (world.competitor, world.secretary):
        assert "paper_itself" not in totals(session, who)
    facts.confirm(session, document, world.reader)
    assert "paper_itself" not in totals(session, world.reader)


def test_a_company_that_answers_first_has_its_paper_to_do_until_it_answered(session, store, world):
    settings.put(session, "review.first", "member", None)
    read = a_reading(a_record("Bedachte Smelterij", candidates=[]))
    document = a_document(session, store, world.company, world.submitter, read)
    (item,) = items.of_document(session, document)
    assert totals(session, world.submitter) == {"to_confirm": 1, "facts": 1}
    deciding.decide(session, item, Verdict(ItemAction.CONFIRM), world.submitter)
    assert totals(session, world.submitter) == {"in_review": 1, "facts": 1}


def test_there_is_no_page_of_a_bucket_that_somebody_does_not_have(session, world):
    for who, name in ((world.contact, "first_reading"), (world.member, "to_assign")):
        with pytest.raises(NotFound):
            work.tasks(session, who, name)
