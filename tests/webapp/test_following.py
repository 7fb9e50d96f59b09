"""Signals on their pages: decided for all or for some, taken back; rules are switched."""

import html
from datetime import timedelta

import pytest
from flask import Flask

from tests.cast import a_certificate, a_document, a_reading
from tests.webapp.browsing import HERE, token
from tests.webapp.conftest import Moment
from tests.webapp.desk import Desk
from workflows import deciding, items
from workflows.following import running
from workflows.models import Cause, Finding, Person, Proposal
from workflows.permissions import Actor
from workflows.states import FindingState, ItemAction, ProposalState
from workflows.verdicts import Verdict


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def cause(desk: Desk, moment: Moment) -> str:
    """The address of a certificate that ends soon, in the papers of two companies."""
    world = desk.world
    sides = ((world.company, world.submitter), (world.rival, world.competitor))
    with desk.working() as session:
        last = (moment.at + timedelta(days=100)).date()
        for company, sender in sides:
            reading = a_reading(certificates=[a_certificate(last.isoformat())])
            document = a_document(session, desk.store, company, sender, reading)
            (item,) = items.of_document(session, document)
            deciding.decide(session, item, Verdict(ItemAction.APPROVE), world.reader)
    moment.passes(days=20)
    with desk.working() as session:
        running.run(session)
        return f"/engine/causes/{session.query(Cause).one().public_id}"


def seen(desk: Desk, address: str, who: Actor | None = None) -> str:
    browser = desk.browser(who or desk.world.secretary)
    return html.unescape(browser.get(address).text)


def sent(desk: Desk, address: str, **fields: object) -> tuple[int, str]:
    """The status and the page that follow on a form of the secretary."""
    browser = desk.browser(desk.world.secretary)
    fields = {"csrf_token": token(browser, "/work"), **fields}
    answer = browser.post(address, data=fields, headers=HERE, follow_redirects=True)
    return answer.status_code, html.unescape(answer.text)


def states(desk: Desk) -> list[ProposalState]:
    with desk.working() as session:
        return [row.state for row in session.query(Proposal).order_by(Proposal.id)]


def test_without_any_signal_the_page_says_so(desk: Desk) -> None:
    assert "Er wacht niets op een beslissing" in seen(desk, "/engine")
    assert "De regels hebben nog niets gezien" in seen(desk, "/engine?show=all")


def test_the_list_tells_what_happened_and_for_how_many(desk: Desk, cause: str) -> None:
    page = seen(desk, "/engine")
    assert "Het certificaat ISO 14001:2015, nummer VB-1, loopt af op" in page
    assert cause in page
    assert "Signalen" in page


def test_what_is_to_be_decided_stands_on_my_work_of_the_office_alone(
    desk: Desk, cause: str
) -> None:
    page = seen(desk, "/work")
    assert "Signalen: elders gebeurde iets, beslis wat dat voor bedrijven betekent" in page
    assert "2 voorstellen" in page
    assert cause in page
    assert "Signalen" not in seen(desk, "/work", desk.world.submitter)
    sent(desk, cause, action="accept", which="all")
    assert cause not in seen(desk, "/work")


def test_all_are_accepted_at_once_and_findings_tell_why(desk: Desk, cause: str) -> None:
    status, page = sent(desk, cause, action="accept", which="all", note="Nagekeken.")
    assert status == 200
    assert "2 voorstellen aangenomen." in page
    assert states(desk) == [ProposalState.ACCEPTED] * 2
    with desk.working() as session:
        finding = session.query(Finding).filter_by(organisation_id=desk.world.company.id).one()
    page = seen(desk, f"/findings/{finding.public_id}")
    for words in ("Regel die dit voorstelde", "Een certificaat loopt af", "Nagekeken."):
        assert words in page
    assert "Er wacht niets op een beslissing" in seen(desk, "/engine")


def test_the_company_reads_why_and_nothing_of_others(desk: Desk, cause: str) -> None:
    sent(desk, cause, action="accept", which="all")
    world = desk.world
    with desk.working() as session:
        finding = session.query(Finding).filter_by(organisation_id=world.company.id).one()
    page = seen(desk, f"/findings/{finding.public_id}", world.submitter)
    assert "Een certificaat loopt af" in page
    assert world.rival.name not in page
    assert "/engine" not in page


def test_some_are_refused_with_a_reason(desk: Desk, cause: str) -> None:
    with desk.working() as session:
        first = session.query(Proposal).order_by(Proposal.id).first()
        assert first is not None
        chosen = first.public_id
    status, page = sent(desk, cause, action="refuse", which="some", proposal=chosen)
    assert status == 400
    assert "Zeg waarom" in page
    assert states(desk) == [ProposalState.PROPOSED] * 2
    sent(desk, cause, action="refuse", which="some", proposal=chosen, note="Er komt een nieuwe.")
    assert states(desk) == [ProposalState.REFUSED, ProposalState.PROPOSED]
    assert "Er komt een nieuwe." in seen(desk, cause)


def test_who_ticks_some_means_those_alone(desk: Desk, cause: str) -> None:
    with desk.working() as session:
        first = session.query(Proposal).order_by(Proposal.id).first()
        assert first is not None
        chosen = first.public_id
    sent(desk, cause, action="accept", which="all", proposal=chosen)
    assert states(desk) == [ProposalState.ACCEPTED, ProposalState.PROPOSED]


def test_choosing_none_is_told(desk: Desk, cause: str) -> None:
    status, page = sent(desk, cause, action="accept", which="some")
    assert status == 400
    assert "Kies ten minste één voorstel" in page


def test_a_decision_is_taken_back_until_somebody_works_on_the_finding(
    desk: Desk, cause: str
) -> None:
    sent(desk, cause, action="accept", which="all")
    with desk.working() as session:
        (first, second) = session.query(Proposal).order_by(Proposal.id)
        ids = first.public_id, second.public_id
        assert second.finding is not None
        finding_id = second.finding.public_id
    assert sent(desk, f"/engine/proposals/{ids[0]}/undo")[0] == 200
    assert states(desk) == [ProposalState.PROPOSED, ProposalState.ACCEPTED]
    person = desk.world.reader.email
    sent(desk, f"/findings/{finding_id}/act", action="assign", person=person)
    status, page = sent(desk, f"/engine/proposals/{ids[1]}/undo")
    assert status == 403
    assert "iemand werkte sindsdien aan de bevinding" in page
    assert "iemand werkte sindsdien aan de bevinding" in seen(desk, cause)


def test_a_rule_is_switched_after_its_preview(desk: Desk, cause: str) -> None:
    address = "/engine/rules/certificate_ends"
    assert "Een certificaat loopt af" in seen(desk, "/engine/rules")
    page = seen(desk, f"{address}?mode=acts")
    assert "2 bevindingen zouden worden geopend" in page
    assert desk.world.rival.name in page
    assert states(desk) == [ProposalState.PROPOSED] * 2
    assert sent(desk, address, mode="acts")[0] == 400
    assert "Doet het zelf" in sent(desk, address, mode="acts", note="Het gaat altijd goed.")[1]
    assert "Het gaat altijd goed." in seen(desk, address)
    assert states(desk) == [ProposalState.PROPOSED] * 2
    with desk.working() as session:
        assert running.run(session).accepted == 2


@pytest.mark.parametrize("address", ["/engine", "/engine/rules", "/engine/rules/certificate_ends"])
def test_in_english_too(desk: Desk, cause: str, address: str) -> None:
    with desk.working() as session:
        session.get_one(Person, desk.world.secretary.person_id).language = "en"
    page = seen(desk, address)
    assert "The rules" in page
    assert "Signals" in page


def test_an_unknown_rule_is_not_there(desk: Desk) -> None:
    browser = desk.browser(desk.world.secretary)
    assert browser.get("/engine/rules/nothing").status_code == 404


def test_what_is_to_be_decided_leads_to_the_finding_that_it_is_about(
    desk: Desk, cause: str
) -> None:
    with desk.working() as session:
        proposals = session.query(Proposal).order_by(Proposal.id).all()
        finding = Finding(
            organisation_id=proposals[0].organisation_id,
            rule="certificate_expiring",
            subject="certificate",
            facts={},
            state=FindingState.OPEN,
            opened_at=proposals[0].cause.found_at,
        )
        session.add(finding)
        session.flush()
        proposals[0].finding = finding
        address = f"/findings/{finding.public_id}"
    assert address in seen(desk, cause)


def test_signals_on_my_work_stand_in_the_order_of_their_days(desk: Desk, cause: str) -> None:
    def copied(row: Cause | Proposal, **other: object) -> dict[str, object]:
        fields = {c.key: getattr(row, c.key) for c in row.__table__.columns}
        return {k: v for k, v in fields.items() if k not in ("id", "public_id")} | other

    with desk.working() as session:
        first = session.query(Cause).one()
        earlier = first.day - timedelta(days=400)
        older = Cause(**copied(first, key="another", day=earlier))
        session.add(older)
        session.flush()
        (proposal, *_rest) = first.proposals
        session.add(Proposal(**copied(proposal, cause_id=older.id)))
        session.flush()
        addresses = [f"/engine/causes/{one.public_id}" for one in (older, first)]
    page = seen(desk, "/work")
    assert page.index(addresses[0]) < page.index(addresses[1])
