"""Who changed a draft does not clear it, until somebody else offers it to them."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.cast import a_person, a_world, an_organisation
from tests.yearly import a_year
from workflows import report_changes, report_goals, reports
from workflows.engine import make_sessions
from workflows.errors import NotAllowed, Stale, WorkflowError
from workflows.report_kinds import ReportKind
from workflows.states import OrganisationKind, ReportAction, Role

YEAR = "2025-2026"


@pytest.fixture
def draft(session, world):
    return reports.create(session, reports.period_named(YEAR), "nl", world.secretary)


def clear(session, report, who):
    return reports.act(session, report, ReportAction.CHECK, who)


def offer(session, report, who):
    return reports.act(session, report, ReportAction.OFFER, who)


def test_who_wrote_in_an_offered_draft_clears_it_once_it_is_offered_again(session, world, draft):
    anne = world.other_secretary
    offer(session, draft, world.secretary)
    reports.write(session, draft, "foreword", "Van een ander.", anne)
    with pytest.raises(NotAllowed, match="offers it to you again"):
        clear(session, draft, anne)
    offer(session, draft, world.secretary)
    assert clear(session, draft, anne).checked_by_id == anne.person_id


def test_taking_an_offer_back_and_sending_a_draft_back_change_nothing_of_it(session, world, draft):
    anne = world.other_secretary
    offer(session, draft, world.secretary)
    reports.write(session, draft, "foreword", "Van een ander.", anne)
    reports.act(session, draft, ReportAction.REJECT, anne, note="Lees het nog eens.")
    with pytest.raises(NotAllowed, match="You changed this draft"):
        clear(session, draft, anne)


def test_nobody_clears_words_that_were_saved_after_they_read_the_draft(session, world, draft):
    offer(session, draft, world.secretary)
    read = report_changes.newest(session, draft)
    reports.write(session, draft, "foreword", "Nog gauw dit.", world.secretary)
    session.commit()
    with pytest.raises(Stale, match="Read it again first"):
        reports.act(session, draft, ReportAction.CHECK, world.other_secretary, read=read)
    session.rollback()
    read = report_changes.newest(session, draft)
    reports.act(session, draft, ReportAction.CHECK, world.other_secretary, read=read)
    assert draft.checked_by_id == world.other_secretary.person_id


def test_who_changed_a_draft_that_was_never_offered_does_not_clear_it(session, world, draft):
    report_goals.keep(session, draft, {"F102": "40"}, world.other_secretary)
    with pytest.raises(NotAllowed, match="offers it to you first"):
        clear(session, draft, world.other_secretary)


def test_what_is_saved_as_it_was_is_no_change(session, world, draft):
    reports.write(session, draft, "foreword", "Zo is het.", world.secretary)
    report_goals.keep(session, draft, {"F102": "40"}, world.secretary)
    offer(session, draft, world.secretary)
    reports.write(session, draft, "foreword", "Zo is het.", world.other_secretary)
    report_goals.keep(session, draft, {"F102": "40%"}, world.other_secretary)
    assert report_changes.since_offered(session, draft) == []
    clear(session, draft, world.other_secretary)


def test_a_change_of_the_maker_stands_in_nobodys_way_and_is_told(session, world, draft):
    offer(session, draft, world.secretary)
    reports.write(session, draft, "foreword", "Nog iets.", world.secretary)
    (change,) = report_changes.since_offered(session, draft)
    assert (change.by.id, change.chapter) == (world.secretary.person_id, "foreword")
    clear(session, draft, world.other_secretary)


def test_a_company_clears_its_own_report_with_two_people_too(session, world):
    year = a_year(session, world.submitter)
    report = reports.create_of_year(session, year, ReportKind.MEMBER, "nl", world.submitter)
    offer(session, report, world.submitter)
    reports.write(session, report, "foreword", "Van een ander.", world.contact)
    with pytest.raises(NotAllowed, match="You changed this draft"):
        clear(session, report, world.contact)
    offer(session, report, world.submitter)
    clear(session, report, world.contact)


DEEDS = ("write", "write", "offer", "take_back", "reject", "check")


def take(session, report, deed, who, number):
    if deed == "write":
        reports.write(session, report, "foreword", f"Zin {number}.", who)
    else:
        reports.act(session, report, ReportAction(deed), who, note="Daarom.")


@settings(
    max_examples=20,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(walk=st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 2)), min_size=5, max_size=25))
def test_whatever_is_done_nobody_clears_what_only_they_stand_for(shared_engine, clock, walk):
    with make_sessions(shared_engine, clock)() as session:
        world = a_world(session)
        bureau = an_organisation(session, "Bureau Drie", OrganisationKind.SECRETARIAT)
        third = a_person(session, "third@voorbeeld.example", Role.SECRETARIAT, bureau)
        office = (world.secretary, world.other_secretary, third)
        report = reports.create(session, reports.period_named(YEAR), "nl", world.secretary)
        done = []
        for number, (deed, one) in enumerate(walk):
            savepoint = session.begin_nested()
            try:
                take(session, report, deed, office[one], number)
                savepoint.commit()
            except WorkflowError:
                savepoint.rollback()
                continue
            done.append((deed, one))
            if deed == "check":
                own = [at for at, what in enumerate(done) if what == ("write", one)]
                vouched = done[own[-1] + 1 :] if own else [("offer", None)]
                assert one != 0
                assert any(what == "offer" and who != one for what, who in vouched)
        session.rollback()
