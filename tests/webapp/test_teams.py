"""Teams on the pages: made and filled, handed documents to, taken from, put back; no script."""

import re
from html import unescape

import pytest
from flask import Flask

from tests.cast import a_document, a_person, a_reading, a_record
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from tests.webapp.test_statements import questions
from workflows import assigning, documents, organisations, people, team_papers
from workflows import teams as kept
from workflows.permissions import Actor
from workflows.states import Role


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def paper(desk: Desk) -> str:
    """A paper with the two readers that there were when it came."""
    with desk.working() as session:
        world, reading = desk.world, a_reading(a_record())
        return a_document(session, desk.store, world.company, world.submitter, reading).public_id


@pytest.fixture
def third(desk: Desk, paper: str) -> Actor:
    """A reviewer who came after it."""
    with desk.working() as session:
        office = organisations.named(session, "Secretariaat Verzinsel")
        return a_person(session, "third@voorbeeld.example", Role.REVIEWER, office)


@pytest.fixture
def team(desk: Desk, third: Actor) -> str:
    """The address of a team with that reviewer in it, made on its pages."""
    said = do(desk, desk.world.secretary, "/review/teams", name="Noord")
    assert "Het team is er." in said
    (address,) = set(re.findall(r'action="(/review/teams/[a-z0-9]+)"', said))
    said = do(desk, desk.world.secretary, address, action="join", person=third.email)
    assert "third zit in het team." in said
    return address


def do(desk, who, address, **fields):
    answer = send(desk.browser(who), address, fields, page="/profile")
    assert answer.status_code == 303, unescape(answer.text)
    return unescape(desk.browser(who).get(answer.location).text)


def shown(desk, who, address):
    return unescape(desk.browser(who).get(address).text)


def readers(desk, paper):
    with desk.working() as session:
        document = documents.get(session, paper, desk.world.secretary)
        return {one.person.name for one in document.assignments}


def value(team):
    return f"team:{team.rpartition('/')[2]}"


def hand(desk, team, *papers):
    fields = {"document": list(papers), "reviewer": value(team), "action": "assign"}
    return do(desk, desk.world.secretary, "/review/hand-out", **fields)


def test_without_a_team_the_page_says_so_and_a_mistake_stays_beside_its_field(desk, paper):
    office = desk.world.secretary
    assert "Er is nog geen team." in shown(desk, office, "/review/teams")
    assert 'href="/review/teams"' in shown(desk, office, "/review")
    assert 'href="/review/teams"' not in shown(desk, desk.world.reader, "/review")
    answer = send(desk.browser(office), "/review/teams", {"name": " "}, page="/profile")
    assert answer.status_code == 400
    assert "Geef het team een naam." in unescape(answer.text)
    assert 'aria-invalid="true"' in answer.text


def test_a_team_is_renamed_emptied_and_ended(desk, team, third):
    office = desk.world.secretary
    assert "Het team heet nu “Zuid”." in do(desk, office, team, action="rename", name="Zuid")
    again = send(
        desk.browser(office), team, {"action": "join", "person": third.email}, page="/profile"
    )
    assert again.status_code == 409
    said = do(desk, office, team, action="leave", person=third.email)
    assert "third zit niet meer in het team." in said
    assert "Iemand ging uit het team" in said
    assert "Er is nog geen team." in do(desk, office, team, action="end")
    assert desk.browser(office).get(team).status_code == 404


def test_documents_are_handed_to_a_team_taken_and_put_back(desk, paper, team, third):
    hand(desk, team, paper)
    page = shown(desk, third, "/review?bucket=team")
    assert "Voor mijn team (1)" in page
    assert 'Nemen<span class="unseen">: opgave.pdf</span>' in page
    assert f'href="/review/{paper}' not in page
    assert desk.browser(third).get(f"/review/{paper}").status_code == 404
    assert "Documenten die op uw team wachten" in shown(desk, third, "/work")
    said = do(desk, third, f"/review/{paper}/take")
    assert "U mag “opgave.pdf” lezen." in said
    assert "Ongedaan maken: terug naar het team" in said
    assert "third" in readers(desk, paper)
    said = do(desk, third, f"/review/{paper}/put-back")
    assert "Het wacht weer op uw team." in said
    assert "Voor mijn team (1)" in said
    assert "third" not in readers(desk, paper)


def test_who_is_in_no_team_meets_none(desk, paper, team):
    hand(desk, team, paper)
    assert "Voor mijn team" not in shown(desk, desk.world.reader, "/review")
    browser = desk.browser(desk.world.reader)
    assert send(browser, f"/review/{paper}/take", page="/profile").status_code == 404


def test_the_last_of_a_team_that_gives_it_back_leaves_it_to_the_secretariat(
    desk, paper, team, third
):
    hand(desk, team, paper)
    do(desk, third, f"/review/{paper}/take")
    said = do(desk, third, f"/review/{paper}/give-back", note="Ik ken hen.")
    assert "Het secretariaat zoekt een lezer." in said
    assert "Voor mijn team (0)" in said
    assert "Er wacht niets op uw team" in shown(desk, third, "/review?bucket=team")


def test_the_page_of_a_document_hands_it_to_a_team_and_takes_it_away(desk, paper, team, third):
    office, address = desk.world.secretary, f"/documents/{paper}"
    assert f'<option value="{value(team)}">Team Noord</option>' in shown(desk, office, address)
    said = do(desk, office, f"{address}/assign", reviewer=value(team))
    assert "wacht op iemand van het team" in said
    do(desk, third, f"/review/{paper}/take")
    assert "genomen door third" in shown(desk, office, address)
    said = do(desk, office, f"/review/{paper}/unassign", reviewer=value(team))
    assert "Het staat niet meer bij het team." in said
    assert "third" in readers(desk, paper)


def test_the_queue_is_narrowed_to_a_team_in_the_address_and_in_a_kept_view(desk, paper, team):
    office, public_id = desk.world.secretary, team.rpartition("/")[2]
    hand(desk, team, paper)
    address = f"/review?bucket=all&team={public_id}"
    page = shown(desk, office, address)
    assert page.count("opgave.pdf</a>") == 1
    assert "Team Noord" in page.partition("Gekozen filters")[2].partition("</ul>")[0]
    kept = {"place": "queue", "name": "Van noord", "query": f"bucket=all&team={public_id}"}
    send(desk.browser(office), "/views", kept, page="/profile")
    assert f'href="{address}">Van noord' in shown(desk, office, "/review?bucket=all")
    do(desk, office, "/review/hand-out", document=paper, reviewer=value(team), action="unassign")
    assert "opgave.pdf</a>" not in shown(desk, office, address)


def test_what_a_team_cannot_read_is_said_and_the_rest_goes_on(desk, paper, team, third):
    with desk.working() as session:
        world, reading = desk.world, a_reading(a_record("Alto Tin"))
        a_person(session, third.email, Role.EXPERT, world.company)
        other = a_document(session, desk.store, world.rival, world.competitor, reading).public_id
        one = documents.get(session, other, world.secretary)
        for assigned in list(one.assignments):
            session.delete(assigned)
    said = hand(desk, team, paper, other)
    assert "1 document is gegeven." in said or "1 document" in said
    assert "Niemand anders in het team “Noord” mag dit lezen." in said


def test_spreading_begins_with_the_people_of_a_team(desk, paper, team, third):
    office = desk.world.secretary
    for who in (desk.world.reader, desk.world.other_reader):
        given = {"document": paper, "reviewer": who.email, "action": "unassign"}
        do(desk, office, "/review/hand-out", **given)
    given = {"document": paper, "reviewer": value(team), "action": "spread"}
    preview = send(desk.browser(office), "/review/hand-out", given, page="/profile").text
    assert len(re.findall('name="share"', preview)) == 1
    assert len(re.findall(r'name="team" value="[^"]+" checked', preview)) == 1
    started = {"document": paper, "start": value(team), "action": "spread"}
    again = send(desk.browser(office), "/review/hand-out", started, page="/profile").text
    assert len(re.findall('name="share"', again)) == 1


def test_much_that_waits_takes_as_many_questions_as_a_little(desk, team, third):
    def wait(count):
        with desk.working() as session:
            world, session_team = desk.world, kept.running(session)[0]
            for _ in range(count):
                reading = a_reading(a_record())
                sent = a_document(session, desk.store, world.company, world.submitter, reading)
                for one in list(sent.assignments):
                    assigning.unassign(session, sent, one.person, world.secretary)
                team_papers.hand(session, sent, session_team, world.secretary)

    office, address = desk.world.secretary, "/review?bucket=all"
    pages = ((third, "/review?bucket=team"), (office, address), (office, "/review/teams"))
    wait(2)
    few = [questions(desk, *page) for page in pages]
    with desk.working() as session:
        another = kept.make(session, "Zuid", office)
        kept.join(session, another, people.find(session, third.email), office)
    wait(8)
    assert [questions(desk, *page) for page in pages] == few
