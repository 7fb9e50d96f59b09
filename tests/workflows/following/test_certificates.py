"""A certificate nears its last day, ends, or is replaced: the day before, on, and after each."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.cast import a_certificate, a_document, a_reading
from tests.walking import WALK
from workflows import assigning, documents, events, findings, items, settings
from workflows.following import proposals, running
from workflows.models import Cause, Notice, Person, Proposal
from workflows.states import DocumentAction, FindingAction, FindingState

TODAY = date(2026, 3, 2)
OPEN, REOPEN = "open", "reopen"


@pytest.fixture
def certificate(paper, approve):
    """An approved certificate that ends so many days from the first one."""

    def ends(days, **more):
        (item,) = paper(certificates=[a_certificate(str(TODAY + timedelta(days=days)), **more)])
        approve(item)
        return item

    return ends


def within(session):
    return [row.facts.get("within") for row in session.scalars(select(Proposal))]


def test_before_the_first_day_of_warning_nothing_is_proposed(certificate, look):
    certificate(91)
    assert look() == []


def test_on_the_first_day_of_warning_one_finding_is_proposed(session, certificate, look, clock):
    certificate(91)
    clock.forward(days=1)
    assert look() == [(OPEN, "certificate_expiring", "proposed")]
    clock.forward(days=1)
    assert look() == [(OPEN, "certificate_expiring", "proposed")]
    assert session.scalars(select(Cause)).one().facts["expires"] == "2026-06-01"


@pytest.mark.parametrize(
    ("left", "said"),
    [(90, "90"), (31, "90"), (30, "30"), (29, "30"), (7, "7"), (6, "7"), (1, "1"), (0, "1")],
)
def test_the_one_proposal_moves_on_with_the_days(session, certificate, look, clock, left, said):
    certificate(95)
    clock.forward(days=5)
    look()
    clock.forward(days=90 - left)
    assert look() == [(OPEN, "certificate_expiring", "proposed")]
    assert within(session) == [said]


def test_the_first_warning_is_a_setting(session, certificate, look, clock):
    settings.put(session, "certificate.warn_days", "10", None)
    certificate(95)
    clock.forward(days=84)
    assert look() == []
    clock.forward(days=1)
    assert look() == [(OPEN, "certificate_expiring", "proposed")]


def test_after_the_last_day_the_warning_lapses_and_the_end_is_proposed(certificate, look, clock):
    certificate(95)
    clock.forward(days=95)
    assert look() == [(OPEN, "certificate_expiring", "proposed")]
    clock.forward(days=1)
    ended = [
        (OPEN, "certificate_expiring", "lapsed"),
        (OPEN, "certificate_expired", "proposed"),
    ]
    assert look() == ended
    assert look() == ended


def test_a_finding_that_runs_moves_on_and_nothing_is_proposed(
    session, certificate, look, there, clock
):
    certificate(60)  # within the days of warning: its approval opened the finding
    (finding,) = there()
    for days, rule, said in (
        (29, "certificate_expiring", None),
        (1, "certificate_expiring", "30"),
        (23, "certificate_expiring", "7"),
        (6, "certificate_expiring", "1"),
        (1, "certificate_expiring", "1"),
        (1, "certificate_expired", None),
    ):
        clock.forward(days=days)
        assert look() == []
        assert (finding.rule, finding.facts.get("within")) == (rule, said)
    assert there() == [finding]
    told = [e.action for e in events.history(session, "finding", finding.public_id)]
    assert told == ["open", "near", "near", "near", "ended"]


@pytest.fixture
def told(session, world):
    """Who was told of which of the days of certificates, since it was asked last."""
    names = {who.person_id: name for name, who in world.everybody.items()}
    asked = [0]

    def since():
        query = select(Notice).where(
            Notice.id > asked[0], Notice.action.in_(("open", "near", "ended"))
        )
        rows = list(session.scalars(query.order_by(Notice.id)))
        asked[0] = max([asked[0], *(row.id for row in rows)])
        return sorted((names[row.person_id], row.action) for row in rows)

    return since


def test_the_company_and_who_has_it_in_hand_are_told_of_each_day_once(
    session, world, certificate, look, told, there, clock
):
    certificate(60)
    (finding,) = there()
    given = {"person": world.other_reader.email}
    findings.act(session, finding, FindingAction.ASSIGN, world.secretary, given)
    for days, what in ((30, "near"), (23, "near"), (6, "near"), (2, "ended"), (1, None)):
        clock.forward(days=days)
        look()
        look()
        people = ["contact", "other_reader", "submitter"] if what else []
        assert told() == [(who, what) for who in people]


def test_who_may_not_see_the_finding_any_more_is_not_told_of_its_days(
    session, world, certificate, look, told, there, clock
):
    item = certificate(60)
    (finding,) = there()
    given = {"person": world.other_reader.email}
    findings.act(session, finding, FindingAction.ASSIGN, world.secretary, given)
    reader = session.get_one(Person, world.other_reader.person_id)
    assigning.unassign(session, item.document, reader, world.secretary)
    clock.forward(days=30)
    look()
    assert told() == [("contact", "near"), ("submitter", "near")]


def test_the_company_is_told_when_the_office_opens_a_finding_and_not_before(
    session, world, certificate, look, told, clock
):
    certificate(95)
    clock.forward(days=5)
    look()
    assert told() == []
    (proposal,) = session.scalars(select(Proposal))
    proposals.accept(session, proposal, world.secretary)
    assert told() == [("contact", "open"), ("submitter", "open")]


@pytest.fixture
def closed(session, world, certificate, there):
    """A finding on a certificate that ends in 60 days, worked on until somebody closed it."""
    certificate(60)
    (finding,) = there()
    words = {
        "person": world.reader.email, "note": "Zo was het.", "severity": "major",
        "likelihood": "likely", "harm": "actual", "audience": "member", "text": "Een nieuwe komt.",
        "owner": "Inkoop", "due": "2026-04-01",
    }  # fmt: skip
    for who, action, _reached in WALK[:11]:
        findings.act(session, finding, action, getattr(world, who), words)
    assert finding.state is FindingState.CLOSED
    return finding


def test_a_closed_finding_is_proposed_to_be_reopened_when_the_certificate_ended(
    session, world, closed, look, clock
):
    clock.forward(days=60)
    assert look() == []
    clock.forward(days=1)
    assert look() == [(REOPEN, "certificate_expired", "proposed")]
    (proposal,) = session.scalars(select(Proposal))
    proposals.accept(session, proposal, world.secretary)
    assert closed.state is FindingState.IN_REVIEW
    clock.forward(days=1)
    assert look() == [(REOPEN, "certificate_expired", "accepted")]


def test_a_reopened_finding_says_at_once_that_the_certificate_ended(
    session, world, closed, look, clock
):
    before = closed.rule, dict(closed.facts)
    clock.forward(days=61)
    look()
    (proposal,) = session.scalars(select(Proposal))
    proposals.accept(session, proposal, world.secretary)
    assert (closed.rule, closed.facts["expires"]) == ("certificate_expired", "2026-05-01")
    assert "within" not in closed.facts
    proposals.undo(session, proposal, world.secretary)
    assert (closed.rule, dict(closed.facts)) == before


def test_what_was_closed_after_the_last_day_was_closed_by_who_knew(closed, look, clock):
    closed.closed_at = clock() + timedelta(days=62)
    clock.forward(days=63)
    assert look() == []


def test_a_dismissed_warning_does_not_keep_the_end_from_being_proposed(
    session, world, certificate, there, look, clock
):
    certificate(60)
    (finding,) = there()
    given = {"note": "Er komt een nieuw certificaat."}
    findings.act(session, finding, FindingAction.DISMISS, world.secretary, given)
    assert look() == []
    clock.forward(days=61)
    assert look() == [(OPEN, "certificate_expired", "proposed")]


def test_a_newer_certificate_of_the_same_holder_takes_the_place_of_the_older(
    certificate, look, clock
):
    certificate(95)
    clock.forward(days=10)
    assert look() == [(OPEN, "certificate_expiring", "proposed")]
    certificate(400, number="VB-2")
    assert look() == [(OPEN, "certificate_expiring", "lapsed")]


def test_a_certificate_of_a_withdrawn_document_says_nothing_any_more(
    session, world, certificate, look, clock
):
    item = certificate(95)
    clock.forward(days=10)
    look()
    document = item.document
    given = {"note": "Van een ander bedrijf."}
    documents.act(session, document, DocumentAction.ASK_TO_WITHDRAW, world.submitter, **given)
    documents.act(session, document, DocumentAction.GRANT_WITHDRAWAL, world.secretary, **given)
    assert look() == [(OPEN, "certificate_expiring", "lapsed")]


def test_the_same_certificate_of_two_companies_is_one_cause(
    session, store, world, certificate, approve, clock
):
    certificate(95)
    reading = a_reading(certificates=[a_certificate(str(TODAY + timedelta(days=95)))])
    document = a_document(session, store, world.rival, world.competitor, reading)
    approve(*items.of_document(session, document))
    clock.forward(days=10)
    assert (running.run(session).causes, running.run(session).causes) == (1, 0)
    (cause,) = session.scalars(select(Cause))
    whose = {proposal.organisation_id for proposal in cause.proposals}
    assert whose == {world.company.id, world.rival.id}


def test_a_certificate_that_nobody_approved_or_without_a_last_day_is_let_be(
    paper, approve, look, clock
):
    paper(certificates=[a_certificate(str(TODAY + timedelta(days=5)))])
    approve(*paper(certificates=[a_certificate(None, number="VB-3")]))
    clock.forward(days=10)
    assert look() == []


def test_the_words_of_what_is_contested_do_not_move_on_with_the_days(
    session, world, certificate, there, look, clock
):
    certificate(60)
    (finding,) = there()
    words = {"person": world.reader.email, "severity": "minor", "likelihood": "likely"}
    for who, action in (
        (world.secretary, FindingAction.ASSIGN),
        (world.secretary, FindingAction.ASSESS),
        (world.contact, FindingAction.CONTEST),
    ):
        findings.act(session, finding, action, who, words | {"note": "It was renewed."})
    before = dict(finding.facts)
    clock.forward(days=31)
    look()
    assert finding.facts == before
    findings.act(
        session, finding, FindingAction.UPHOLD, world.other_reader, {"note": "It was not."}
    )
    look()
    assert finding.facts != before
