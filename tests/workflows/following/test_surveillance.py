"""Audits in between the years of a certificate: before, on and after the day of each."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from extraction.records import Scheme
from tests.cast import a_certificate, a_document, a_reading, a_value
from workflows import documents, facts, items
from workflows.following import proposals
from workflows.following.surveillance import GRACE
from workflows.models import Cause, Proposal
from workflows.states import DocumentAction, FindingState

ISSUED, ENDS = date(2025, 6, 16), date(2028, 6, 15)
FIRST = date(2026, 3, 2)
DUE = date(2026, 6, 15)  # of the first of its two audits by ISO
OPENS, REOPENS = [("open", "surveillance_due", "proposed")], "reopen"


@pytest.fixture
def send(session, store, world):
    """Send in a paper of a supplier."""

    def sent(reading, supplier="Draadhuis", kind=None):
        paper = a_document(session, store, world.company, world.submitter, reading)
        facts.describe(session, paper, world.submitter, supplier=supplier, kind=kind)
        return paper

    return sent


@pytest.fixture
def certificate(session, send, approve):
    """An approved certificate of a supplier, of three years."""

    def made(scheme=Scheme.ISO, issued=ISSUED, ends=ENDS, supplier="Draadhuis", number="VB-1"):
        one = replace(a_certificate(str(ends), number=number), scheme=scheme)
        one = replace(one, issued=a_value(str(issued)) if issued else None)
        paper = send(a_reading(certificates=[one]), supplier)
        approve(*items.of_document(session, paper))
        return paper

    return made


@pytest.fixture
def an_audit(send):
    """An audit report of a supplier comes in."""
    return lambda supplier="Draadhuis": send(a_reading(), supplier, kind="audit_report")


@pytest.fixture
def on(clock, look):
    """Look on a day."""

    def day(when):
        clock.forward(days=(when - clock().date()).days)
        return look()

    return day


def test_a_year_on_an_audit_is_asked_for_and_a_month_later_it_is_missed(session, certificate, on):
    certificate()
    clear = DUE + GRACE
    assert [on(FIRST), on(DUE), on(clear)] == [[], [], []]
    late = clear + timedelta(days=1)
    assert [on(late), on(late)] == [OPENS, OPENS]
    assert session.scalars(select(Cause)).one().facts["due"] == str(DUE)


def test_an_audit_of_the_same_supplier_about_the_day_is_the_one_asked_for(
    an_audit, certificate, on
):
    certificate()
    on(DUE - timedelta(days=60))
    an_audit("Staalhuis")
    an_audit()
    assert ("open", "surveillance_due", "proposed") not in on(DUE + timedelta(days=200))


def test_an_audit_that_comes_late_lets_the_proposal_lapse(certificate, an_audit, on):
    certificate()
    day = DUE + timedelta(days=40)
    assert on(day) == OPENS
    an_audit()
    assert on(day) == [("open", "surveillance_due", "lapsed")]


def test_an_audit_that_was_withdrawn_was_not_shown(session, world, certificate, an_audit, on):
    certificate()
    on(DUE)
    given = {"note": "Van een ander."}
    documents.act(session, an_audit(), DocumentAction.WITHDRAW, world.submitter, **given)
    assert on(DUE + timedelta(days=40)) == OPENS


@pytest.mark.parametrize(
    ("scheme", "due"),
    [
        (Scheme.ISO, date(2026, 6, 15)),
        (Scheme.SA8000, date(2026, 12, 15)),
        (Scheme.ASI, date(2026, 12, 15)),
        (Scheme.RESPONSIBLESTEEL, date(2026, 12, 15)),
        (Scheme.RMAP, None),
    ],
)
def test_each_scheme_has_its_own_days(session, certificate, on, scheme, due):
    certificate(scheme)
    on(date(2027, 2, 1))
    told = [row.facts["due"] for row in session.scalars(select(Proposal))]
    assert told == ([str(due)] if due else [])


@pytest.mark.parametrize(
    "more",
    [{"issued": None}, {"issued": date(2026, 3, 1)}, {"issued": date(2020, 1, 1)}]
    + [{"supplier": ""}, {"ends": date(2026, 7, 1), "issued": date(2023, 7, 2)}],
)
def test_without_a_cycle_a_supplier_or_days_to_come_nothing_is_asked(certificate, on, more):
    """No first day, a certificate of one year or of seven, nobody known, or it ended itself."""
    certificate(**more)
    assert [row for row in on(date(2026, 8, 15)) if row[1] == "surveillance_due"] == []


def test_a_newer_certificate_of_the_holder_begins_a_cycle_of_its_own(certificate, on):
    certificate()
    certificate(number="VB-2", issued=date(2026, 2, 1), ends=date(2029, 1, 31))
    assert on(date(2027, 2, 20)) == []
    assert on(date(2028, 3, 2)) == OPENS  # of two days that passed the last one is asked for


def test_what_was_settled_is_reopened_by_the_day_of_the_next_year(
    session, world, certificate, on, there, do_to
):
    certificate()
    assert on(date(2026, 8, 1)) == OPENS
    (proposal,) = session.scalars(select(Proposal))
    proposals.accept(session, proposal, world.secretary)
    (finding,) = there()
    do_to(finding)
    assert finding.state is FindingState.CLOSED
    assert on(date(2027, 6, 15)) == [("open", "surveillance_due", "accepted")]
    assert on(date(2027, 8, 1))[1] == (REOPENS, "surveillance_due", "proposed")


def test_a_day_that_a_month_does_not_have_is_its_last(session, certificate, on):
    certificate(Scheme.SA8000, issued=date(2024, 9, 1), ends=date(2027, 8, 31))
    on(date(2027, 4, 15))
    (proposal,) = session.scalars(select(Proposal))
    assert proposal.facts["due"] == "2027-02-28"
