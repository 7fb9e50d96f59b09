"""Remedy by year: who was harmed, what was done, who was asked and who is content."""

from dataclasses import replace
from datetime import date

import pytest

from tests.walking import walk_to
from tests.yearly import a_year
from workflows import events, material, remedies
from workflows.errors import Invalid, NotAllowed, NotFound, Stale
from workflows.models import Remedy
from workflows.remedies import Given
from workflows.states import FindingAction, FindingState

PAID = Given(
    harmed="Workers of the night shift",
    text="The hours were paid after all.",
    consulted="The union of the works",
    involvement="linked",
    form="compensation",
    satisfied="partly",
    people=12,
    provided_on=date(2026, 3, 1),
    said="It came late.",
)


@pytest.fixture
def year(session, world):
    return a_year(session, world.submitter)


@pytest.fixture
def harm(do, finding):
    """A finding of the company with harm that has happened."""
    walk_to(do, FindingState.ASSESSED)
    finding.harm = remedies.ACTUAL
    return finding


def test_what_was_done_stands_in_the_year_and_at_the_finding(session, world, year, harm):
    given = replace(PAID, finding=harm.public_id)
    row = remedies.add(session, year, given, world.submitter)
    assert remedies.of(session, year) == [row]
    assert remedies.for_finding(session, harm) == [row]
    assert (row.harmed, row.people, row.form, row.satisfied, row.provided_on) == (
        PAID.harmed, 12, "compensation", "partly", date(2026, 3, 1),
    )  # fmt: skip


def test_harm_of_which_nothing_is_said_is_told(session, world, year, harm):
    assert remedies.without(session, year, world.submitter) == [harm]
    assert remedies.without(session, year, world.secretary) == [harm]
    remedies.add(session, year, PAID, world.submitter)
    assert remedies.without(session, year, world.submitter) == [harm]
    remedies.add(session, year, replace(PAID, finding=harm.public_id), world.submitter)
    assert remedies.without(session, year, world.submitter) == []


def test_potential_harm_asks_for_no_remedy(session, world, year, finding):
    assert remedies.harms(session, year, world.submitter) == []
    with pytest.raises(Invalid, match="actual harm"):
        remedies.add(session, year, replace(PAID, finding=finding.public_id), world.submitter)


def test_a_dismissed_finding_is_no_harm(session, world, do, year, finding):
    do("secretary", FindingAction.ASSIGN)
    finding.harm = remedies.ACTUAL
    assert remedies.harms(session, year, world.submitter) == [finding]
    do("reader", FindingAction.DISMISS)
    assert remedies.harms(session, year, world.submitter) == []


def test_another_ones_harm_is_not_taken_for_ones_own(session, world, harm):
    theirs = a_year(session, world.competitor)
    with pytest.raises(Invalid, match="actual harm"):
        remedies.add(session, theirs, replace(PAID, finding=harm.public_id), world.competitor)


@pytest.mark.parametrize(
    "wrong",
    [
        {"harmed": " "}, {"text": ""}, {"consulted": ""}, {"involvement": ""}, {"form": "gift"},
        {"satisfied": ""}, {"people": 0}, {"people": -1}, {"people": 10_000_001},
        {"said": "x" * 2_001},
    ],
)  # fmt: skip
def test_what_must_be_said_is_asked_for(session, world, year, wrong):
    with pytest.raises(Invalid):
        remedies.add(session, year, replace(PAID, **wrong), world.submitter)
    session.expunge_all()
    assert session.query(Remedy).count() == 0


def test_a_record_is_changed_and_taken_away(session, world, year):
    row = remedies.add(session, year, PAID, world.submitter)
    seen = row.version
    content = replace(PAID, satisfied="yes")
    remedies.change(session, row, content, world.contact, seen=seen)
    assert row.satisfied == "yes"
    with pytest.raises(Stale):
        remedies.change(session, row, PAID, world.submitter, seen=seen)
    remedies.remove(session, row, world.submitter)
    assert remedies.of(session, year) == []
    told = [event.action for event in events.history(session, "year", year.public_id)]
    assert told == ["add_remedy", "change_remedy", "remove_remedy"]


def test_the_company_writes_and_the_secretariat_reads(session, world, year):
    row = remedies.add(session, year, PAID, world.submitter)
    for name, actor in world.everybody.items():
        if name in ("submitter", "contact", "secretary", "other_secretary"):
            assert remedies.get(session, row.public_id, actor) is row
        else:
            with pytest.raises(NotFound):
                remedies.get(session, row.public_id, actor)
        if name not in ("submitter", "contact"):
            with pytest.raises(NotAllowed):
                remedies.add(session, year, PAID, actor)
            with pytest.raises(NotAllowed):
                remedies.change(session, row, PAID, actor)
            with pytest.raises(NotAllowed):
                remedies.remove(session, row, actor)


def test_a_report_counts_what_was_done_and_whether_they_were_asked(session, world, year, harm):
    def counted():
        days = material.Period(date(2025, 7, 1), date(2026, 6, 30))
        (case,) = material.gather(session, days).findings
        return case.made_good, case.consulted

    assert counted() == (False, False)
    remedies.add(session, year, PAID, world.submitter)  # of no finding
    assert counted() == (False, False)
    unasked = replace(PAID, finding=harm.public_id, satisfied="not_asked")
    remedies.add(session, year, unasked, world.submitter)
    assert counted() == (True, False)
    remedies.add(session, year, replace(PAID, finding=harm.public_id), world.submitter)
    assert counted() == (True, True)


def test_actual_harm_is_verified_once_its_remedy_is_told_or_why_there_is_none(
    session, world, year, finding, do
):
    walk_to(do, FindingState.VERIFICATION)
    with pytest.raises(Invalid, match="nothing is written down"):
        do("reader", FindingAction.VERIFY, note=" ")
    remedies.add(session, year, replace(PAID, finding=finding.public_id), world.submitter)
    do("reader", FindingAction.VERIFY, note="")
    assert finding.state is FindingState.MONITORED


def test_potential_harm_is_verified_without_a_word_on_remedy(finding, do):
    walk_to(do, FindingState.VERIFICATION)
    finding.harm = "potential"
    do("reader", FindingAction.VERIFY, note="")
    assert finding.state is FindingState.MONITORED
