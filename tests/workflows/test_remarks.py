"""Remarks on a draft: by whom, read by whom, and that none of them is passed over."""

import pytest

from tests.cast import a_person
from tests.rounding import a_round
from workflows import events, notices, remarks, report_checks, reports, rounds, work
from workflows.errors import Invalid, NotAllowed, NotFound
from workflows.models import Event, EventPayload
from workflows.remarks import Said, Spot
from workflows.report_points import Kind, Severity
from workflows.states import ReportAction, Role

FIRST = Spot("foreword", 0, True, "Wij deden veel.")


@pytest.fixture
def row(session, world):
    return a_round(session, world, "Wij deden veel.", parties=[_ngo(session, world)], steering=True)


def _ngo(session, world):
    (found,) = world.member.held
    return next(one.public_id for one in rounds.askable(session) if one.id == found.organisation_id)


def say(session, row, who, text="Dat klopt niet.", proposed=None, spot=FIRST):
    (made,) = remarks.add(session, row, [Said(spot, text, proposed)], who)
    return made


def test_a_party_reads_its_own_remarks_and_the_office_all(session, world, row):
    colleague = a_person(session, "collega@voorbeeld.example", Role.MEMBER, world.company)
    ours, theirs = say(session, row, world.contact), say(session, row, world.member)
    board = say(session, row, world.chair)
    for who, reads in (
        (world.contact, [ours]),
        (colleague, [ours]),
        (world.member, [theirs]),
        (world.chair, [board]),
        (world.secretary, [ours, theirs, board]),
        (world.competitor, []),
    ):
        assert remarks.of_round(session, row, who) == reads
    assert (ours.organisation_id, board.organisation_id) == (world.company.id, None)
    with pytest.raises(NotFound):
        remarks.get(session, ours.public_id, world.member)


def test_only_who_is_asked_speaks_and_only_while_the_round_is_open(session, world, row):
    for who in (world.submitter, world.competitor, world.secretary, world.expert):
        with pytest.raises(NotAllowed):
            say(session, row, who)
    made = say(session, row, world.contact)
    rounds.close(session, row, world.secretary)
    with pytest.raises(NotAllowed, match="ended"):
        say(session, row, world.contact)
    with pytest.raises(NotAllowed, match="ended"):
        remarks.take_back(session, made, world.contact)


def test_a_remark_says_something_and_not_endlessly(session, world, row):
    for text, proposed in (("  ", None), ("", "Wij deden veel."), ("x" * 20_001, None)):
        with pytest.raises(Invalid):
            say(session, row, world.contact, text, proposed)
    assert say(session, row, world.contact, "", "Wij deden iets.").proposed == "Wij deden iets."
    # Words left as they were are no proposal.
    assert say(session, row, world.contact, "Mooi", "Wij deden veel.").proposed is None


def test_ones_own_remark_is_taken_back_without_its_words_in_the_log(session, world, row):
    made = say(session, row, world.contact, "Verspreking")
    with pytest.raises(NotAllowed):
        remarks.take_back(session, made, world.secretary)
    remarks.take_back(session, made, world.contact)
    assert remarks.of_round(session, row, world.secretary) == []
    told = session.query(EventPayload).join(Event, Event.seq == EventPayload.seq)
    bodies = [str(events.said(one)) for one in told.filter(Event.noun == "remark")]
    assert len(bodies) == 2
    assert not any("Verspreking" in body for body in bodies)


def test_a_remark_that_is_not_answered_stops_the_report_and_is_work(session, world, row):
    say(session, row, world.contact)
    rounds.close(session, row, world.secretary)
    with pytest.raises(NotAllowed, match="not answered"):
        reports.act(session, row.report, ReportAction.CHECK, world.other_secretary)
    (check,) = [one for one in report_checks.of(session, row.report) if one.kind is Kind.REMARKS]
    assert (check.severity, check.places) == (Severity.BLOCKING, (row,))
    (bucket,) = [one for one in work.buckets(session, world.secretary) if one.name == "remarks"]
    assert [(task.asked, task.count) for task in bucket.tasks] == [(row, 1)]


def test_who_reads_the_remark_and_is_named_in_it_is_told(session, world, row):
    colleague = a_person(session, "collega@voorbeeld.example", Role.MEMBER, world.company)
    told = (colleague, world.secretary)
    words = ", ".join(f"@{who.name}" for who in (*told, world.member, world.chair))
    made = say(session, row, world.contact, words)
    for who in (*told, world.member, world.chair):
        found = [one.thing for one in notices.listing(session, who).rows]
        assert (made in found) is (who in told)
    names = {who.name for who in (colleague, world.secretary, world.other_secretary)}
    assert set(remarks.offered(session, row, world.contact)) == names
    assert remarks.offered(session, row, world.competitor) == []
