"""The company answers first where the agreement says so; its word is never a review."""

from datetime import date

import pytest
from sqlalchemy import select

from extraction.records import Certainty
from tests.cast import (
    a_candidate,
    a_certificate,
    a_record,
    a_risk_list,
    a_site,
    an_audit_finding,
)
from workflows import deciding, items, settings
from workflows.deciding import decide
from workflows.engine import make_sessions
from workflows.errors import Invalid, NotAllowed
from workflows.models import Finding, Item, NameLesson
from workflows.states import DocumentState, ItemAction, ItemState, RejectReason
from workflows.verdicts import Verdict

APPROVE = Verdict(ItemAction.APPROVE)
CONFIRM = Verdict(ItemAction.CONFIRM)
UNDO = Verdict(ItemAction.UNDO)
DENY = Verdict(ItemAction.DENY, RejectReason.NOT_A_SMELTER)
CORRECT = Verdict(ItemAction.CORRECT, changes={"country": "MY"})


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def asked(session, world, paper):
    """Make a paper about which the company is asked first."""
    settings.put(session, "review.first", "member", None)
    return paper


def waits(session, item, who):
    """Whether the item waits for this reader."""
    query = select(Item.id).where(Item.id == item.id, items.waits_for(who))
    return session.scalar(query) is not None


@pytest.fixture
def plain(session, asked):
    """An item that nothing speaks against."""
    (item,) = asked(a_record(candidates=[a_candidate(a_site(session))]))
    return item


def test_what_nothing_speaks_against_ends_as_confirmed_by_the_company(session, world, plain):
    decide(session, plain, CONFIRM, world.submitter)
    assert plain.state is ItemState.CONFIRMED
    assert plain.site.name == "Merapi Tin Works"
    assert plain.document.state is DocumentState.CONFIRMED


def test_a_confirmation_opens_no_finding_and_teaches_no_name(session, world, plain):
    decide(session, plain, CONFIRM, world.submitter)
    assert session.query(Finding).count() == session.query(NameLesson).count() == 0


def test_the_reviewers_wait_for_the_company(session, world, plain):
    assert not waits(session, plain, world.reader)
    with pytest.raises(NotAllowed, match="The company answers first"):
        decide(session, plain, APPROVE, world.reader)


@pytest.mark.parametrize(
    "record",
    [
        lambda session: {"records": [a_record()]},
        lambda session: {
            "records": [a_record(candidates=[a_candidate(a_site(session), score=0.7)])]
        },
        lambda session: {
            "records": [
                a_record(candidates=[a_candidate(a_site(session))], certainty=Certainty.UNSURE)
            ]
        },
        lambda session: {
            "records": [
                a_record(
                    candidates=[
                        a_candidate(
                            a_site(session, status=("rmap", "non_conformant", date(2026, 1, 1)))
                        )
                    ]
                )
            ]
        },
        lambda session: {"certificates": [a_certificate("2025-01-01")]},
        lambda session: {"findings": [an_audit_finding()]},
    ],
    ids=["new", "weak", "unsure", "not conformant", "expired", "audit finding"],
)
def test_what_is_uncertain_new_or_of_risk_goes_on_to_the_reviewers(session, world, asked, record):
    given = record(session)
    (item,) = asked(*given.pop("records", []), **given)
    decide(session, item, CONFIRM, world.submitter)
    assert (item.state, item.answer) == (ItemState.OPEN, ItemAction.CONFIRM)
    assert waits(session, item, world.reader)
    assert item.site is None


def test_a_listed_country_goes_on_to_the_reviewers(session, world, plain):
    a_risk_list(session, "ID", valid_from=date(2026, 1, 1))
    decide(session, plain, CONFIRM, world.submitter)
    assert plain.state is ItemState.OPEN


def test_chance_picks_some_of_the_rest(session, world, asked):
    settings.put(session, "review.sample", "0.5", None)
    site = a_site(session)
    rows = asked(*(a_record(f"Merapi {n}", candidates=[a_candidate(site)]) for n in range(24)))
    for item in rows:
        decide(session, item, CONFIRM, world.submitter)
    assert {item.state for item in rows} == {ItemState.CONFIRMED, ItemState.OPEN}


@pytest.mark.parametrize("answer", [DENY, CORRECT], ids=["denied", "corrected"])
def test_what_the_company_denies_or_corrects_is_always_read(session, world, plain, answer):
    decide(session, plain, answer, world.submitter)
    assert (plain.state, plain.answer) == (ItemState.OPEN, answer.action)
    assert waits(session, plain, world.reader)
    with pytest.raises(NotAllowed, match="answered it already"):
        decide(session, plain, CONFIRM, world.submitter)


def test_a_denial_needs_a_reason(session, world, plain):
    with pytest.raises(Invalid, match="reason"):
        decide(session, plain, Verdict(ItemAction.DENY), world.submitter)


def test_the_word_of_the_company_never_counts_as_one_of_two_readers(session, world, asked):
    (item,) = asked(a_record())
    decide(session, item, CONFIRM, world.submitter)
    decide(session, item, APPROVE, world.reader)
    assert (item.state, item.second_reason) == (ItemState.SECOND, "new_smelter")
    for who in (world.submitter, world.contact):
        with pytest.raises(NotAllowed):
            decide(session, item, APPROVE, who)
        with pytest.raises(NotAllowed):
            decide(session, item, CONFIRM, who)
    decide(session, item, APPROVE, world.other_reader)
    assert (item.state, item.document.state) == (ItemState.APPROVED, DocumentState.REVIEWED)


def test_nobody_else_answers_for_the_company(session, world, plain):
    for name, who in world.everybody.items():
        if name not in ("submitter", "contact"):
            with pytest.raises(NotAllowed, match="Only the company itself"):
                decide(session, plain, CONFIRM, who)


def test_a_document_with_one_item_unread_is_not_called_reviewed(session, world, asked):
    site = a_site(session)
    known, new = asked(a_record(candidates=[a_candidate(site)]), a_record("Nieuwe Smelterij"))
    decide(session, known, CONFIRM, world.submitter)
    decide(session, new, CONFIRM, world.submitter)
    assert known.document.state is DocumentState.TO_REVIEW
    decide(session, new, APPROVE, world.reader)
    decide(session, new, APPROVE, world.other_reader)
    assert known.document.state is DocumentState.CONFIRMED
    again = Verdict(ItemAction.REOPEN, note="Somebody asked.")
    decide(session, known, again, world.reader)
    assert known.document.state is DocumentState.IN_REVIEW
    decide(session, known, APPROVE, world.reader)
    assert known.document.state is DocumentState.REVIEWED


@pytest.mark.parametrize("answer", [CONFIRM, DENY, CORRECT], ids=lambda v: v.action.value)
def test_the_company_takes_its_own_answer_back(session, world, plain, answer):
    decide(session, plain, answer, world.submitter)
    with pytest.raises(NotAllowed):
        decide(session, plain, UNDO, world.contact)
    decide(session, plain, UNDO, world.submitter)
    assert (plain.state, plain.answer, plain.site) == (ItemState.OPEN, None, None)
    assert not waits(session, plain, world.reader)
    decide(session, plain, CONFIRM, world.contact)
    assert plain.state is ItemState.CONFIRMED


def test_an_answer_that_a_reviewer_built_on_stands(session, world, plain):
    decide(session, plain, DENY, world.submitter)
    decide(session, plain, APPROVE, world.reader)
    with pytest.raises(NotAllowed):
        decide(session, plain, UNDO, world.submitter)


def test_another_setting_holds_for_what_is_received_from_then_on(session, world, plain, paper):
    settings.put(session, "review.first", "reviewers", None)
    (later,) = paper(a_record(candidates=[a_candidate(plain.candidates[0].site)]))
    with pytest.raises(NotAllowed, match="not asked about this"):
        decide(session, later, CONFIRM, world.submitter)
    decide(session, later, APPROVE, world.reader)
    decide(session, plain, CONFIRM, world.submitter)
    assert (later.state, plain.state) == (ItemState.APPROVED, ItemState.CONFIRMED)


def test_who_answers_first_is_one_of_two_words(session):
    with pytest.raises(Invalid, match="reviewers, member"):
        settings.put(session, "review.first", "nobody", None)


def test_the_company_hears_what_it_can_answer(session, world, plain):
    told = {o.transition.action: o.refusal for o in deciding.options(session, plain, world.contact)}
    for action in (ItemAction.CONFIRM, ItemAction.CORRECT, ItemAction.DENY):
        assert told[action] is None
