"""Reminders by hand: whoever was asked about a draft and said nothing, once a day each."""

from datetime import timedelta

import pytest

from tests.cast import a_person
from workflows import clearances, notices, prompting, remarks, reports, rounds
from workflows import clock as clocks
from workflows.errors import Conflict, NotAllowed
from workflows.models import Event
from workflows.remarks import Said, Spot
from workflows.states import Role

NAMES = "Voorbeeld Draad ging voorop."


@pytest.fixture
def draft(session, world):
    made = reports.create(session, reports.period_named("2025-2026"), "nl", world.secretary)
    reports.write(session, made, "foreword", f"Wij deden veel.\n{NAMES}", world.secretary)
    return made


@pytest.fixture
def asked(session, world, draft):
    """A round in which two parties and the committee are asked."""
    a_person(session, "contact@rival.example", Role.CONTACT, world.rival)
    parties = [world.company.public_id, world.rival.public_id]
    due = clocks.today(session) + timedelta(days=7)
    return rounds.start(session, draft, world.secretary, parties=parties, steering=True, due=due)


def names(told):
    return {one.email for one in told}


def heard(session, who):
    return [one.notice.action for one in notices.listing(session, who).rows]


def test_who_said_nothing_in_a_round_is_reminded_once_a_day(session, world, asked, clock):
    spot = Spot("foreword", 0, True, "Wij deden veel.")
    remarks.add(session, asked, [Said(spot, "Goed.", None)], world.contact)
    told = prompting.of_round(session, asked, world.secretary)
    assert "contact@rival.example" in names(told)
    assert world.contact.person_id not in {one.id for one in told}
    assert world.chair.person_id in {one.id for one in told}
    assert heard(session, world.chair)[0] == "remind"
    last = session.query(Event).order_by(Event.seq.desc()).first()
    assert (last.noun, last.action, last.actor_id) == (
        "round",
        "remind",
        world.secretary.person_id,
    )
    assert set(prompting.last(session, "round", asked.public_id)) == {one.id for one in told}
    with pytest.raises(Conflict, match="tomorrow"):
        prompting.of_round(session, asked, world.secretary)
    clock.forward(days=1)
    assert names(prompting.of_round(session, asked, world.secretary)) == names(told)


def test_only_the_secretariat_reminds_and_only_while_the_round_is_open(session, world, asked):
    with pytest.raises(NotAllowed):
        prompting.of_round(session, asked, world.contact)
    rounds.close(session, asked, world.secretary)
    with pytest.raises(NotAllowed, match="ended"):
        prompting.of_round(session, asked, world.secretary)


def test_who_is_asked_about_a_passage_is_reminded_until_they_answer(session, world, draft):
    due = clocks.today(session) + timedelta(days=7)
    whose = world.company.public_id
    row = clearances.ask(session, draft, "foreword", NAMES, whose, due, world.secretary)
    told = prompting.of_passage(session, row, world.secretary)
    assert world.contact.person_id in {one.id for one in told}
    assert heard(session, world.contact) == ["remind", "ask"]
    with pytest.raises(Conflict, match="tomorrow"):
        prompting.of_passage(session, row, world.secretary)
    with pytest.raises(NotAllowed):
        prompting.of_passage(session, row, world.contact)
    clearances.answer(session, row, True, world.contact)
    with pytest.raises(Conflict, match="answered"):
        prompting.of_passage(session, row, world.secretary)
