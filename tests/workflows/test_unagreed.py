"""Who is named in a report for others without having agreed: held back, and what stops it."""

from datetime import timedelta

import pytest

from tests.cast import a_person, an_organisation
from tests.yearly import a_year
from workflows import (
    clearances,
    clearing,
    clock,
    events,
    membership,
    report_checks,
    reports,
    rounds,
    unagreed,
)
from workflows.errors import Conflict, Invalid, NotAllowed
from workflows.models import Event, Person, Site, SiteName, Supplier
from workflows.report_kinds import ReportKind
from workflows.report_points import Severity
from workflows.states import OrganisationKind, ReportAction, Role, SiteKind, SiteState
from workflows.unagreed import Sort

SUPPLIED = "Alto Wolfram vroeg de meeste tijd."
PERSON = "Jan de Vries ging voorop."


@pytest.fixture
def draft(session, world):
    session.get_one(Person, world.contact.person_id).name = "Jan de Vries"
    return reports.create(session, reports.period_named("2025-2026"), "nl", world.secretary)


def write(session, world, draft, text):
    reports.write(session, draft, "foreword", text, world.secretary)


def supplier(session, whose):
    session.add(Supplier(organisation_id=whose.id, name="Alto Wolfram B.V."))
    session.flush()


def ask(session, world, draft, text, whose):
    due = clock.today(session) + timedelta(days=7)
    return clearances.ask(session, draft, "foreword", text, whose.public_id, due, world.secretary)


def found(session, draft):
    return [(one.sort, one.name, one.asked) for one in unagreed.of(session, draft)]


def refused(session, world, draft, match):
    for action, who in (
        (ReportAction.OFFER, world.secretary),
        (ReportAction.CHECK, world.other_secretary),
    ):
        with pytest.raises(NotAllowed, match=match):
            reports.act(session, draft, action, who)


@pytest.mark.parametrize(
    "text",
    [
        "Voorbeeld  Draad ging voorop.",
        "Voorbeeld\u00a0Draad ging voorop.",
        "Voorbeeld\tDraad ging voorop.",
        "Voorbeeld-Draad ging voorop.",
        "Voor\u00adbeeld Draad\u2019s plan ging voorop.",
        "Voorbeeld\u200bDraad ging voorop.",
    ],
)
def test_a_company_is_asked_however_its_name_is_typed(session, world, draft, text):
    write(session, world, draft, text)
    assert found(session, draft) == [(Sort.COMPANY, world.company.name, world.company)]
    assert len(unagreed.held_back(session, draft)) == 1
    refused(session, world, draft, "not agreed")
    row = ask(session, world, draft, *unagreed.held_back(session, draft), world.company)
    clearances.answer(session, row, True, world.contact)
    assert unagreed.held_back(session, draft) == set()
    reports.act(session, draft, ReportAction.OFFER, world.secretary)


def test_a_name_over_two_lines_holds_both_back(session, world, draft):
    write(session, world, draft, "Wij zagen Voorbeeld\nDraad groeien.\nTot slot.")
    assert unagreed.held_back(session, draft) == {"Wij zagen Voorbeeld", "Draad groeien."}
    due = clock.today(session) + timedelta(days=5)
    row = rounds.start(session, draft, world.secretary, parties=(), steering=True, due=due)
    sign = rounds.WITHHELD["nl"]
    assert rounds.texts(row)["foreword"] == f"{sign}\n{sign}\nTot slot."


def test_another_company_is_hidden_from_who_is_asked_however_it_is_typed(session, world, draft):
    text = "Voorbeeld Draad en Verzonnen\u00a0Staal gingen voorop."
    write(session, world, draft, text)
    row = ask(session, world, draft, text, world.company)
    shown, _words = clearances.read(session, row, world.contact)
    assert shown == "Voorbeeld Draad en [ander bedrijf] gingen voorop."


def test_a_supplier_is_the_secret_of_each_company_that_buys_there(session, world, draft):
    supplier(session, world.rival)
    supplier(session, world.company)
    write(session, world, draft, SUPPLIED)
    assert {one.asked for one in unagreed.of(session, draft)} == {world.company, world.rival}
    assert unagreed.held_back(session, draft) == {SUPPLIED}
    refused(session, world, draft, "suppliers")
    with pytest.raises(Invalid):
        clearing.let_stand(session, draft, "foreword", SUPPLIED, world.secretary)
    clearances.answer(
        session, ask(session, world, draft, SUPPLIED, world.company), True, world.contact
    )
    assert [one.asked for one in unagreed.of(session, draft)] == [world.rival]
    speaker = a_person(session, "contact@rival.example", Role.CONTACT, world.rival)
    clearances.answer(session, ask(session, world, draft, SUPPLIED, world.rival), True, speaker)
    assert found(session, draft) == []
    reports.act(session, draft, ReportAction.OFFER, world.secretary)


def test_who_is_asked_does_not_read_the_supplier_of_another_company(session, world, draft):
    supplier(session, world.rival)
    text = f"Voorbeeld Draad ging voorop. {SUPPLIED}"
    write(session, world, draft, text)
    row = ask(session, world, draft, text, world.company)
    shown, _words = clearances.read(session, row, world.contact)
    assert "Alto" not in shown


def test_a_supplier_that_everybody_may_know_of_is_no_secret(session, world, draft):
    supplier(session, world.rival)
    write(session, world, draft, SUPPLIED)
    an_organisation(session, "Alto-Wolfram", OrganisationKind.NGO)
    assert found(session, draft) == []


def test_a_smelter_that_one_company_told_of_is_named_when_it_is_public(session, world, draft):
    day = clock.today(session)
    site = Site(
        kind=SiteKind.SMELTER,
        name="Merapi Tin Works",
        country="ID",
        state=SiteState.ACTIVE,
        organisation_id=world.rival.id,
        valid_from=day,
        names=[SiteName(name="Merapi Smelting", organisation_id=world.rival.id, source="document")],
    )
    session.add(site)
    write(session, world, draft, "Merapi\u00a0Tin Works is gesloten.\nOok Merapi Smelting.")
    assert found(session, draft) == [
        (Sort.SMELTER, "Merapi Tin Works", None),
        (Sort.SMELTER, "Merapi Smelting", None),
    ]
    refused(session, world, draft, "not public")
    site.organisation_id = site.names[0].organisation_id = None
    session.flush()
    assert found(session, draft) == []


def test_a_person_is_held_back_from_a_round_until_the_secretariat_lets_it_stand(
    session, world, draft
):
    write(session, world, draft, f"{PERSON}\nTot slot.")
    assert found(session, draft) == [(Sort.PERSON, "Jan de Vries", None)]
    assert unagreed.held_back(session, draft) == {PERSON}
    with pytest.raises(NotAllowed):
        clearing.let_stand(session, draft, "foreword", PERSON, world.contact)
    row = clearing.let_stand(session, draft, "foreword", PERSON, world.secretary)
    assert unagreed.held_back(session, draft) == set()
    last = session.query(Event).order_by(Event.seq.desc()).first()
    assert (last.action, last.actor_id) == ("let_stand", world.secretary.person_id)
    clearances.withdraw(session, row, world.secretary)
    assert unagreed.held_back(session, draft) == {PERSON}
    # A report itself is not stopped by it: people judge whether the name is needed.
    reports.act(session, draft, ReportAction.CHECK, world.other_secretary)


def test_a_word_of_the_secretariat_is_none_of_a_company(session, world, draft):
    text = f"{PERSON[:-1]} bij Voorbeeld Draad."
    write(session, world, draft, text)
    clearing.let_stand(session, draft, "foreword", text, world.secretary)
    assert found(session, draft) == [(Sort.COMPANY, world.company.name, world.company)]
    assert unagreed.held_back(session, draft) == {text}


def test_a_part_of_a_name_is_asked_about_and_stops_nothing(session, world, draft):
    write(session, world, draft, "Draad B.V. ging voorop.")
    (check,) = [one for one in report_checks.of(session, draft) if "words" in one.values]
    assert check.severity is Severity.WARNING
    assert check.values == {"words": "Draad", "name": world.company.name}
    reports.act(session, draft, ReportAction.CHECK, world.other_secretary)


NAMES = "Voorbeeld Draad ging voorop."
LATER = "Alto Wolfram en Klaas Later ook."


@pytest.fixture
def final(session, world, draft):
    """A final report with a company that agreed, and names that nobody knew of then."""
    write(session, world, draft, f"{NAMES}\n{LATER}")
    clearances.answer(
        session, ask(session, world, draft, NAMES, world.company), True, world.contact
    )
    reports.act(session, draft, ReportAction.CHECK, world.other_secretary)
    return reports.act(session, draft, ReportAction.FINALISE, world.secretary)


def publish(session, world, report):
    return reports.act(session, report, ReportAction.PUBLISH, world.secretary, audience="public")


def stopped(session, world, report):
    """Why it is not published, which the list of what to look at says too."""
    with pytest.raises(NotAllowed, match="corrected version") as caught:
        publish(session, world, report)
    told = {one.message: one.values for one in report_checks.of(session, report)}
    assert told[caught.value.message] == caught.value.params
    return caught.value.params


def test_a_supplier_since_stops_a_final_report_until_the_company_agrees(session, world, final):
    supplier(session, world.company)
    assert stopped(session, world, final) == {"names": "Alto Wolfram"}
    row = ask(session, world, final, LATER, world.company)
    assert stopped(session, world, final) == {"count": 1}
    clearances.answer(session, row, True, world.contact)
    publish(session, world, final)


def test_a_word_that_is_taken_back_stops_a_final_report_until_it_is_corrected(
    session, world, final
):
    (row,) = clearances.of_report(session, final)
    clearances.answer(session, row, False, world.contact, reason="Toch niet.")
    assert stopped(session, world, final) == {"count": 1}
    again = reports.correct(session, final, "Een naam.", world.secretary, counted=False)
    write(session, world, again, LATER)
    reports.act(session, again, ReportAction.CHECK, world.other_secretary)
    publish(session, world, reports.act(session, again, ReportAction.FINALISE, world.secretary))


def test_a_person_known_since_stands_in_a_final_report_by_a_reason(session, world, final):
    session.get_one(Person, world.member.person_id).name = "Klaas Later"
    assert stopped(session, world, final) == {"names": "Klaas Later"}
    with pytest.raises(Invalid, match="why"):
        clearing.let_stand(session, final, "foreword", LATER, world.secretary)
    why = "Hij gaf dit zelf aan de krant."
    row = clearing.let_stand(session, final, "foreword", LATER, world.secretary, reason=why)
    last = session.query(Event).order_by(Event.seq.desc()).first()
    assert (last.action, events.payload(session, last)["reason"]) == ("let_stand", why)
    publish(session, world, final)
    with pytest.raises(NotAllowed, match="published"):
        clearances.withdraw(session, row, world.secretary)


def test_of_a_company_that_left_the_secretariat_says_whether_it_stands(session, world, final):
    membership.end_organisation(session, world.company, world.secretary, note="Opgezegd.")
    assert stopped(session, world, final) == {"names": world.company.name}
    assert found(session, final) == [(Sort.LEFT, world.company.name, None)]
    why = "Het was zo, en het bedrijf weet ervan."
    clearing.let_stand(session, final, "foreword", NAMES, world.secretary, reason=why)
    publish(session, world, final)


def test_a_companys_own_report_that_names_a_supplier_since_is_not_published(session, world):
    year = a_year(session, world.submitter)
    own = reports.create_of_year(session, year, ReportKind.MEMBER, "nl", world.submitter)
    reports.write(session, own, "foreword", LATER, world.submitter)
    reports.act(session, own, ReportAction.CHECK, world.contact)
    reports.act(session, own, ReportAction.FINALISE, world.contact)
    supplier(session, world.company)
    with pytest.raises(NotAllowed, match="corrected version"):
        reports.act(session, own, ReportAction.PUBLISH, world.contact, audience="public")


def test_that_a_name_is_not_meant_is_kept_until_it_is_taken_back(session, world, draft):
    name = an_organisation(session, "Hoekstra Metaal B.V.", OrganisationKind.COMPANY).name
    write(session, world, draft, "Bij Hoekstra in het dorp ging het goed.")
    words = ("Hoekstra", name)
    (guess,) = unagreed.guesses(session, draft)
    assert guess[1:] == words
    with pytest.raises(NotAllowed):
        clearing.say_not_meant(session, draft, *words, world.contact)
    with pytest.raises(Conflict):
        clearing.say_not_meant(session, draft, "Dorp", name, world.secretary)
    clearing.say_not_meant(session, draft, *words, world.secretary)
    assert unagreed.guesses(session, draft) == []
    (said,) = unagreed.not_meant(session, draft)
    assert (said.words, said.name, said.by.id) == (*words, world.secretary.person_id)
    reports.act(session, draft, ReportAction.CHECK, world.other_secretary)
    reports.act(session, draft, ReportAction.FINALISE, world.secretary)
    again = reports.correct(session, draft, "Een woord.", world.secretary, counted=False)
    assert unagreed.guesses(session, again) == []
    clearing.take_not_meant_back(session, again, *words, world.secretary)
    assert [one[1:] for one in unagreed.guesses(session, again)] == [words]
    with pytest.raises(Conflict):
        clearing.take_not_meant_back(session, again, *words, world.secretary)
