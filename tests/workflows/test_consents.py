"""Consent to a hidden figure: of everybody behind it, for just these shares, until published."""

import pytest

from tests.cast import a_company, a_document, a_person, a_reading, a_record
from workflows import consents, reports
from workflows.errors import Invalid, NotAllowed, NotFound
from workflows.models import ReportConsent
from workflows.states import ReportAction, Role

YEAR = reports.period_named("2025-2026")


@pytest.fixture
def contacts(session, store, world):
    """The contact persons of two companies that sent a paper each."""
    found = []
    for number in range(2):
        company = a_company(session, f"Bedacht Metaal {number} B.V.")
        sender = a_person(session, f"in{number}@metaal.example", Role.SUBMITTER, company)
        found.append(a_person(session, f"lead{number}@metaal.example", Role.CONTACT, company))
        reading = a_reading(a_record("Merapi Tin Works"))
        a_document(session, store, company, sender, reading)
    return found


def a_draft(session, world):
    return reports.create(session, YEAR, "nl", world.secretary)


def figure(report, code="F201"):
    return next(one for one in reports.figures(report) if one["code"] == code)


def asked_of(session, who):
    return session.scalars(consents.visible(who)).all()


def all_consent(session, world, contacts):
    draft = a_draft(session, world)
    consents.ask(session, draft, "F201", world.secretary)
    for who in contacts:
        (row,) = asked_of(session, who)
        consents.answer(session, row, True, who)
    # Another person makes the next one: not the same draft of the same minute.
    return reports.create(session, YEAR, "nl", world.other_secretary)


def test_what_everybody_behind_it_consents_to_is_shown_without_places_or_lists(
    session, world, contacts
):
    assert figure(a_draft(session, world))["hidden"]
    shown = all_consent(session, world, contacts)
    assert (figure(shown)["value"], figure(shown)["agreed"]) == (2, True)
    assert figure(shown)["sources"] == []
    assert shown.snapshot["documents"] == []
    assert figure(shown, "F202")["hidden"]


def test_one_that_does_not_answer_keeps_it_hidden(session, world, contacts):
    consents.ask(session, a_draft(session, world), "F201", world.secretary)
    (row,) = asked_of(session, contacts[0])
    consents.answer(session, row, True, contacts[0])
    again = reports.create(session, YEAR, "nl", world.other_secretary)
    assert figure(again)["hidden"]
    assert "agreed" not in figure(again)


def test_consent_is_to_these_shares_and_no_others(session, store, world, contacts):
    all_consent(session, world, contacts)
    company = asked_of(session, contacts[0])[0].organisation
    sender = a_person(session, "meer@metaal.example", Role.SUBMITTER, company)
    a_document(session, store, company, sender, a_reading())
    assert figure(a_draft(session, world))["hidden"]


def test_what_is_taken_back_stops_the_report_until_it_was_published(session, world, contacts):
    report = all_consent(session, world, contacts)
    (row,) = asked_of(session, contacts[1])
    consents.answer(session, row, False, contacts[1])
    with pytest.raises(NotAllowed, match="consent"):
        reports.act(session, report, ReportAction.CHECK, world.secretary)
    consents.answer(session, row, True, contacts[1])
    for action in (ReportAction.CHECK, ReportAction.FINALISE, ReportAction.PUBLISH):
        reports.act(session, report, action, world.secretary, audience="public")
    with pytest.raises(NotAllowed, match="published"):
        consents.answer(session, row, False, contacts[1])


def test_a_company_learns_nothing_of_the_others_by_being_asked(session, world, contacts):
    consents.ask(session, a_draft(session, world), "F201", world.secretary)
    (row,) = asked_of(session, contacts[0])
    assert (row.share, row.alone) == (1, False)
    (other,) = asked_of(session, contacts[1])
    with pytest.raises(NotFound):
        consents.get(session, other.public_id, contacts[0])
    with pytest.raises(NotAllowed):
        consents.answer(session, other, True, contacts[0])
    assert asked_of(session, world.contact) == []


def test_only_a_hidden_figure_of_a_draft_is_asked_for_once_and_by_the_office(
    session, world, contacts
):
    draft = a_draft(session, world)
    with pytest.raises(NotAllowed):
        consents.ask(session, draft, "F201", world.chair)
    with pytest.raises(NotAllowed):
        consents.ask(session, draft, "F101", world.secretary)
    with pytest.raises(NotAllowed):
        consents.ask(session, draft, "metals.tin", world.secretary)
    assert len(consents.ask(session, draft, "F201", world.secretary)) == 2
    with pytest.raises(Invalid):
        consents.ask(session, draft, "F201", world.secretary)
    assert session.query(ReportConsent).count() == 2
    assert len(consents.of_figure(session, draft, "F201", world.secretary)) == 2
    for who in (world.chair, contacts[0]):
        assert consents.of_figure(session, draft, "F201", who) == []
