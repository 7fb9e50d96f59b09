"""The calendar feed: read back by the letter of RFC 5545; it names nobody and asks no log-in."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from tests.cast import a_document, a_reading, a_record
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from webapp import icalendar
from workflows import documents, doubting, due, items, people
from workflows.doubting import Doubt
from workflows.models import Person
from workflows.permissions import Actor

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
ONCE = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "URL", "CLASS", "TRANSP"}


def parsed(data: bytes) -> list[dict[str, str]]:
    """The calendar itself and its events, read as strictly as the standard allows."""
    assert data.endswith(b"\r\n")
    lines = data.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    for line in lines:
        line.decode()  # no sign is cut in two
    unfolded = data.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    assert (unfolded[0], unfolded[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    found: list[dict[str, str]] = [{}]
    for line in unfolded[1:-1]:
        match = re.fullmatch(r"([A-Z-]+)((?:;[A-Z]+=[A-Z]+)*):(.*)", line)
        assert match, line
        name, parameters, value = match.groups()
        if (name, value) == ("BEGIN", "VEVENT"):
            found.append({})
        elif (name, value) == ("END", "VEVENT"):
            assert set(found[-1]) == ONCE
        else:
            assert name not in found[-1], "said twice"
            if name in ("DTSTART", "DTEND"):
                assert parameters == ";VALUE=DATE"
            found[-1][name] = value if name == "URL" else unescaped(value)
    assert found[0]["VERSION"] == "2.0"
    assert found[0]["PRODID"]
    return found


def unescaped(value: str) -> str:
    assert not re.search(r"(?<!\\)(?:\\\\)*[,;]", value), value
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)


@pytest.mark.parametrize(
    "title", ["a, b; c\\d", "regel\neen\r\ntwee", "é" * 200, "x" * 74, "😀" * 40, "END:VEVENT", ""]
)
def test_any_title_is_read_back_as_it_was(title: str) -> None:
    day = icalendar.Day("een-1@keten.example", date(2026, 12, 31), title, "https://keten.example/a")
    _, event = parsed(icalendar.written("Wat, en wanneer", [day], AT).encode())
    assert event["SUMMARY"].splitlines() == title.splitlines()
    assert (event["DTSTART"], event["DTEND"]) == ("20261231", "20270101")
    assert event["DTSTAMP"] == "20261122T120000Z"


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def address_for(desk: Desk, who: Actor) -> str:
    """Make the address on the profile, as its page shows it once."""
    page = send(desk.browser(who), "/profile/calendar", page="/profile").text
    found = re.search(r"http://localhost(/calendar/[^<]+\.ics)", page)
    assert found
    return found[1]


def events_at(desk: Desk, address: str) -> list[dict[str, str]]:
    """What a calendar program, which is not logged in, finds there."""
    answer = desk.app.test_client().get(address)
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    return parsed(answer.data)[1:]


@pytest.fixture
def asked(desk: Desk) -> str:
    """The company is asked about a paper; the public id of the paper."""
    with desk.working() as session:
        world = desk.world
        papers = a_reading(a_record("Kraaiennest Tin"), a_record("Ombak Tin"))
        paper = a_document(session, desk.store, world.company, world.submitter, papers)
        item = items.of_document(session, paper)[0]
        doubting.doubt(session, item, Doubt.ASK, world.reader, text="Is Kraaiennest yours?")
        return paper.public_id


def test_the_calendar_holds_what_is_on_ones_own_plate_and_names_nobody(
    desk: Desk, asked: str
) -> None:
    (event,) = events_at(desk, address_for(desk, desk.world.contact))
    assert event["SUMMARY"] == "Een vraag wacht op een antwoord van uw bedrijf."
    assert event["DTSTART"] == "20261204"
    answer = desk.browser(desk.world.contact).get(event["URL"], follow_redirects=True)
    assert answer.status_code == 200
    assert f"/documents/{asked}" in answer.request.path
    data = desk.app.test_client().get(address_for(desk, desk.world.reader)).text
    for name in ("Kraaiennest", "Voorbeeld", "opgave", desk.world.submitter.name):
        assert name not in data
    assert events_at(desk, address_for(desk, desk.world.competitor)) == []


def test_it_speaks_the_language_of_its_owner(desk: Desk, asked: str) -> None:
    address = address_for(desk, desk.world.contact)
    with desk.working() as session:
        session.get_one(Person, desk.world.contact.person_id).language = "en"
    (event,) = events_at(desk, address)
    assert event["SUMMARY"] == "A question waits for an answer of your company."


def test_a_day_that_moves_is_the_same_event(desk: Desk, asked: str) -> None:
    address = address_for(desk, desk.world.reader)
    (before,) = events_at(desk, address)
    with desk.working() as session:
        paper = documents.get(session, asked, desk.world.secretary)
        later = date(2026, 12, 4) + timedelta(days=7)
        due.change(session, paper, later, desk.world.secretary, note="Uitstel.")
    (after,) = events_at(desk, address)
    assert before["UID"] == after["UID"]
    assert after["DTSTART"] == "20261211"


def test_a_withdrawn_or_replaced_address_and_one_never_given_are_the_same_to_a_stranger(
    desk: Desk, asked: str
) -> None:
    stranger, world = desk.app.test_client(), desk.world
    first = address_for(desk, world.contact)
    second = address_for(desk, world.contact)
    assert stranger.get(first).status_code == 404
    assert stranger.get(second).status_code == 200
    send(desk.browser(world.contact), "/profile/calendar/withdraw", page="/profile")
    never = "/calendar/" + "x" * 32 + ".ics"
    answers = [stranger.get(address) for address in (first, second, never)]
    assert {answer.status_code for answer in answers} == {404}


def test_who_was_removed_has_no_calendar(desk: Desk, asked: str) -> None:
    address = address_for(desk, desk.world.contact)
    with desk.working() as session:
        people.deactivate(session, session.get_one(Person, desk.world.contact.person_id))
    assert desk.app.test_client().get(address).status_code == 404


def test_the_address_is_kept_nowhere(desk: Desk) -> None:
    token = address_for(desk, desk.world.contact).split("/")[-1].removesuffix(".ics")
    with desk.working() as session:
        person = session.get_one(Person, desk.world.contact.person_id)
        assert person.calendar_digest
        assert token not in person.calendar_digest
    assert token not in desk.browser(desk.world.contact).get("/profile").text
