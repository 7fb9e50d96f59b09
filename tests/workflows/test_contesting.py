"""The ladder of a contest: who judges on each rung, by when, and what happens when nobody does."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.cast import a_company, a_person, an_organisation
from tests.walking import walk_to
from workflows import (
    assigning,
    contest_terms,
    contesting,
    documents,
    events,
    findings,
    people,
    reminding,
    settings,
    soundness,
)
from workflows.contest_states import ContestOutcome, Rung
from workflows.engine import make_sessions
from workflows.errors import NotAllowed
from workflows.models import Contest, Finding, Notice
from workflows.states import FindingAction as A
from workflows.states import FindingState as S
from workflows.states import (
    OrganisationKind,
    Role,
)

FROZEN = (A.ASSESS, A.PLAN, A.DRAFT, A.CLEAR, A.COMMUNICATE, A.WITHHOLD, A.START, A.SUBMIT)


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def contested(do, finding):
    """The finding on its first rung: the reader assessed it and read what it rests on."""
    walk_to(do, S.ASSESSED)
    do("contact", A.CONTEST, note="We buy nothing there.")
    return finding


def climb(do, *judges):
    """Each of these upholds, and the company goes on."""
    for judge in judges:
        do(judge, A.UPHOLD)
        do("contact", A.CONTEST, note="It is still not so.")


def rungs(finding):
    return [(row.rung, row.outcome) for row in finding.contests]


def test_a_contest_climbs_from_another_reviewer_to_the_committee_and_no_further(do, contested):
    climb(do, "other_reader", "secretary")
    assert contested.state is S.CONTESTED_STEERING
    do("chair", A.UPHOLD, note="The paper says it.")
    assert contested.state is S.ASSESSED
    assert rungs(contested) == [
        (Rung.REVIEWER, ContestOutcome.UPHELD),
        (Rung.OFFICE, ContestOutcome.UPHELD),
        (Rung.STEERING, ContestOutcome.UPHELD),
    ]
    assert contested.contests[-1].note == "The paper says it."
    with pytest.raises(NotAllowed, match="no higher rung"):
        do("contact", A.CONTEST)


@pytest.mark.parametrize("state", contesting.STATES)
def test_the_text_is_frozen_on_every_rung(session, do, contested, state):
    climb(do, *("other_reader", "secretary")[: contesting.STATES.index(state)])
    assert contested.state is state
    for action in FROZEN:
        for who in ("contact", "other_reader", "secretary", "chair"):
            with pytest.raises(NotAllowed, match="This cannot be done now"):
                do(who, action)


def test_who_assessed_it_does_not_judge_it(do, contested):
    with pytest.raises(NotAllowed, match="you judged it before"):
        do("reader", A.UPHOLD)
    with pytest.raises(NotAllowed, match="you judged it before"):
        do("reader", A.WITHDRAW)
    do("other_reader", A.WITHDRAW)
    assert contested.state is S.WITHDRAWN
    assert rungs(contested) == [(Rung.REVIEWER, ContestOutcome.WITHDRAWN)]


def test_who_read_what_it_rests_on_does_not_judge_it(session, do, finding):
    third = a_person(session, "third@voorbeeld.example", Role.REVIEWER, a_company(session))
    person = people.find(session, third.email)
    documents.assign(session, findings.documents_of(finding)[0], person, None)
    do("secretary", A.ASSIGN)
    do("other_reader", A.ASSESS)
    do("contact", A.CONTEST)
    for who in ("reader", "other_reader"):  # the one approved the item, the other assessed it
        with pytest.raises(NotAllowed, match="you judged it before"):
            do(who, A.UPHOLD)


def test_a_verdict_on_a_lower_rung_keeps_one_from_judging_on_a_higher(session, world, do, finding):
    walk_to(do, S.IN_REVIEW)
    do("secretary", A.ASSESS)
    do("contact", A.CONTEST)
    climb(do, "other_reader")
    with pytest.raises(NotAllowed, match="you judged it before"):
        do("secretary", A.UPHOLD)
    do("other_secretary", A.UPHOLD)


def test_a_reviewer_is_looked_for_when_the_readers_of_the_paper_have_judged(
    session, world, do, finding
):
    paper = findings.documents_of(finding)[0]
    person = people.find(session, world.other_reader.email)
    assigning.unassign(session, paper, person, world.secretary)
    fresh = a_person(session, "fresh@voorbeeld.example", Role.REVIEWER, a_company(session))
    people.deactivate(session, people.find(session, "other.reader@voorbeeld.example"), actor=None)
    walk_to(do, S.ASSESSED)
    do("contact", A.CONTEST)
    assert finding.state is S.CONTESTED
    assert fresh.person_id in {one.person_id for one in paper.assignments}


def test_where_no_reviewer_can_judge_the_office_does_at_once(session, do, finding):
    people.deactivate(session, people.find(session, "other.reader@voorbeeld.example"), actor=None)
    walk_to(do, S.ASSESSED)
    do("contact", A.CONTEST, note="We buy nothing there.")
    assert finding.state is S.CONTESTED_OFFICE
    assert rungs(finding) == [(Rung.REVIEWER, ContestOutcome.PASSED_ON), (Rung.OFFICE, None)]
    assert {row.grounds for row in finding.contests} == {"We buy nothing there."}


def test_what_nobody_judges_in_time_is_passed_on_once_a_rung(session, do, contested, clock):
    for state in (S.CONTESTED_OFFICE, S.CONTESTED_STEERING):
        clock.at += timedelta(days=14)  # the last day itself
        contest_terms.run(session)
        assert contested.state is not state
        clock.forward(days=1)
        contest_terms.run(session)
        contest_terms.run(session)
        assert contested.state is state
    assert [row.outcome for row in contested.contests] == [
        *(ContestOutcome.PASSED_ON, ContestOutcome.PASSED_ON),
        None,
    ]


def test_a_contest_keeps_the_day_of_the_company_wherever_it_is_passed_on(
    session, do, contested, clock
):
    said = clock()
    clock.forward(days=15)
    contest_terms.run(session)
    first, second = contested.contests
    assert second.begun_at == clock()
    assert [contesting.contested_on(row) for row in (first, second)] == [said, said]
    do("secretary", A.UPHOLD)
    clock.forward(days=1)
    do("contact", A.CONTEST)
    assert contesting.contested_on(contested.contests[-1]) == clock()


def test_what_is_asked_of_a_finding_is_due_as_the_database_says_it(session, do, contested):
    def asked():
        return session.scalar(select(contesting.DUE).where(Finding.id == contested.id))

    assert contesting.due(contested) == asked() == contested.contests[-1].due
    do("other_reader", A.UPHOLD)
    assert contesting.due(contested) == asked() == contested.due


def test_the_committee_that_is_late_is_told_once_and_judges_all_the_same(
    session, world, do, contested, clock
):
    climb(do, "other_reader", "secretary")
    clock.forward(days=43)
    contest_terms.run(session)
    contest_terms.run(session)
    assert contested.state is S.CONTESTED_STEERING
    assert contested.escalated_at == clock()
    told = select(Notice.person_id).where(Notice.action == "overrun")
    names = {who.person_id: name for name, who in world.everybody.items()}
    heard = sorted(names[number] for number in session.scalars(told))
    assert heard == ["chair", "contact", "other_secretary", "secretary", "submitter"]
    do("chair", A.UPHOLD)
    assert contested.escalated_at is None


def test_who_lets_the_days_pass_cannot_go_on_and_the_log_says_so(session, do, contested, clock):
    do("other_reader", A.UPHOLD)
    assert contested.contests[0].appeal_until == clock().date() + timedelta(days=14)
    clock.forward(days=14)
    contest_terms.run(session)
    assert not contested.contests[0].is_final
    clock.forward(days=1)
    contest_terms.run(session)
    contest_terms.run(session)
    with pytest.raises(NotAllowed, match="The last day to go on with this was"):
        do("contact", A.CONTEST)
    said = [e.action for e in events.history(session, "finding", contested.public_id)]
    assert said.count("contest_final") == 1


def test_who_went_on_in_time_loses_nothing_by_the_days(session, do, contested, clock):
    climb(do, "other_reader")
    clock.forward(days=10)
    do("secretary", A.UPHOLD)
    clock.forward(days=10)  # the days after the first verdict have passed, not those of the second
    contest_terms.run(session)
    do("contact", A.CONTEST)
    assert contested.state is S.CONTESTED_STEERING


def test_the_days_of_each_rung_are_a_setting(session, do, finding, clock):
    settings.put(session, "contest.reviewer_days", "3", None)
    walk_to(do, S.ASSESSED)
    do("contact", A.CONTEST)
    assert finding.contests[0].due == clock().date() + timedelta(days=3)


def test_a_new_assessment_begins_the_ladder_again(session, do, contested):
    do("other_reader", A.UPHOLD)
    for source in contested.sources:
        source.ended_at = contested.opened_at
    do("secretary", A.REOPEN)
    do("secretary", A.ASSESS)
    do("contact", A.CONTEST)
    assert contested.state in (S.CONTESTED, S.CONTESTED_OFFICE)
    assert contesting.last(contested) is not contested.contests[0]
    assert contested.contests[0].is_past


def seen(session, actor):
    return session.scalars(findings.visible(actor)).all()


def test_the_committee_sees_it_while_it_judges_and_no_longer(session, world, do, contested):
    assert seen(session, world.chair) == []
    climb(do, "other_reader", "secretary")
    assert seen(session, world.chair) == [contested]
    do("chair", A.UPHOLD)
    assert seen(session, world.chair) == []


@pytest.mark.parametrize("kind", [OrganisationKind.COMPANY, OrganisationKind.ASSOCIATION])
def test_nobody_with_ties_to_companies_judges_or_sees_it(session, world, do, contested, kind):
    other = an_organisation(session, "Verbonden Verzinsels", kind)
    tied = a_person(session, "tied@voorbeeld.example", Role.STEERING, other)
    ngo = an_organisation(session, "Stichting Vrij", OrganisationKind.NGO)
    also = a_person(session, "also@voorbeeld.example", Role.STEERING, ngo)
    a_person(session, also.email, Role.MEMBER, other)
    climb(do, "other_reader", "secretary")
    for actor in (tied, people.acting_as(session, also.email)):
        assert seen(session, actor) == []
        assert findings.standing(session, actor, contested) == frozenset()


def test_judges_are_reminded_of_the_last_day_and_the_company_of_its_own(
    session, world, do, contested, clock
):
    names = {who.person_id: name for name, who in world.everybody.items()}

    def reminded(what):
        rows = session.scalars(select(Notice).where(Notice.action == what))
        return sorted((names[row.person_id], row.key.rpartition(":")[2]) for row in rows)

    for days in (7, 6):
        clock.forward(days=days)
        reminding.remind(session, None)
    assert reminded("judge") == [("other_reader", "1"), ("other_reader", "7")]
    do("other_reader", A.UPHOLD)
    for days in (7, 6):
        clock.forward(days=days)
        reminding.remind(session, None)
    assert reminded("appeal") == [
        *(("contact", "1"), ("contact", "7"), ("submitter", "1"), ("submitter", "7")),
    ]


def test_a_contest_that_does_not_fit_the_state_is_not_sound(session, do, contested):
    with session.begin_nested() as inner:
        contested.contests[0].rung = Rung.OFFICE
        session.flush()
        assert any("its contest stands at office" in said for said in soundness.problems(session))
        inner.rollback()
    with session.begin_nested() as inner:
        session.delete(session.scalars(select(Contest)).one())
        session.flush()
        assert any("no rung" in said for said in soundness.problems(session))
        inner.rollback()
