"""An audit finds what an earlier one of the same supplier found: before, with and after it."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.cast import a_document, a_reading, a_value, an_audit_finding
from workflows import facts, findings, items
from workflows.following import audits, proposals
from workflows.models import Cause, Proposal
from workflows.states import FindingAction, FindingState

REOPENS = ("reopen", "clause_repeated", "proposed")


@pytest.fixture
def audit(session, store, world, approve, clock):
    """An audit of a supplier that finds something under these clauses, approved; a day passes."""

    def made(supplier, *clauses, rival=False, title="Audit"):
        found = [
            replace(an_audit_finding(f"{title}: {one} was not met."), clause=a_value(one))
            for one in clauses
        ]
        company, sender = (
            (world.rival, world.competitor) if rival else (world.company, world.submitter)
        )
        clock.forward(hours=1)
        document = a_document(session, store, company, sender, a_reading(findings=found))
        facts.describe(session, document, sender, supplier=supplier, title=title)
        approve(*items.of_document(session, document))
        clock.forward(days=1)
        return document

    return made


def test_the_first_audit_of_a_supplier_repeats_nothing(audit, look):
    audit("Draadhuis", "7.2", "7.2", "8.1")
    assert look() == []


def test_a_closed_finding_is_reopened_by_the_next_audit_that_finds_it(
    session, world, audit, look, there, do_to
):
    audit("Draadhuis", "7.2", title="Audit een")
    (first,) = there()
    do_to(first)
    assert look() == []
    audit("Draadhuis", "Clause 7.2.", "9.9", title="Audit twee")
    assert look() == [REOPENS]
    assert look() == [REOPENS]
    (proposal,) = session.scalars(select(Proposal))
    assert (proposal.facts["earlier"], proposal.facts["document"]) == ("Audit een", "Audit twee")
    proposals.accept(session, proposal, world.secretary)
    assert first.state is FindingState.IN_REVIEW


def test_a_finding_that_runs_is_left_to_who_works_on_it(audit, look):
    audit("Draadhuis", "7.2")
    audit("Draadhuis", "7.2")
    assert look() == []


def test_what_was_closed_after_the_audit_came_in_was_closed_by_who_knew(
    audit, look, there, do_to, clock
):
    audit("Draadhuis", "7.2")
    audit("Draadhuis", "7.2")
    do_to(there()[0])
    assert look() == []


def test_what_was_dismissed_once_and_comes_back_opens_a_finding(session, world, audit, look, there):
    audit("Draadhuis", "7.2")
    given = {"note": "Een vergissing van de auditor."}
    findings.act(session, there()[0], FindingAction.DISMISS, world.secretary, given)
    audit("Draadhuis", "7.2")
    assert look() == [("open", "clause_repeated", "proposed")]


def test_another_supplier_another_company_and_no_supplier_repeat_nothing(audit, look, there, do_to):
    audit("Draadhuis", "7.2")
    do_to(there()[0])
    audit("Gieterij", "7.2")
    audit("Draadhuis", "7.2", rival=True)
    audit("", "7.2")
    audit("Draadhuis", "7.3")
    assert look() == []


def test_one_audit_is_one_cause_of_all_that_it_repeats(session, audit, look, there, do_to):
    audit("Draadhuis", "7.2", "8.1")
    for finding in there():
        do_to(finding)
    audit("Draadhuis", "7.2", "8.1", "9.9", title="Audit twee")
    assert look() == [REOPENS, REOPENS]
    (cause,) = session.scalars(select(Cause))
    assert cause.facts == {"supplier": "Draadhuis", "document": "Audit twee"}


@pytest.mark.parametrize(
    ("text", "same"),
    [("Clause 7.2.", "7.2"), ("§ 7.2", "7.2"), ("artikel 7.2 (a)", "7.2(a"), ("7.20", "7.20")],
)
def test_a_clause_is_compared_without_the_words_round_it(text, same):
    assert audits.clause(text) == same
