"""Organisations and people: added, ended, given a link; by whom, and never one's own account."""

import re

import pytest
from flask import Flask

from tests.webapp.browsing import PASSWORD, log_in, send
from tests.webapp.desk import Desk
from workflows import people
from workflows.models import Organisation


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture(params=["secretary", "administrator"])
def manager(request, desk):
    return desk.browser(getattr(desk.world, request.param))


def company(desk):
    return f"/organisations/{desk.world.company.public_id}"


def account(actor):
    return f"/organisations/people/{actor.public_id}"


def test_an_organisation_and_its_first_person_are_added(desk, manager):
    fields = {"name": "Nieuw & Anders <B.V.>", "kind": "company"}
    made = send(manager, "/organisations/new", fields, page="/organisations/new")
    assert made.status_code == 303
    page = made.headers["Location"]
    assert "Nieuw &amp; Anders &lt;B.V.&gt;" in manager.get(page).text
    who = {"email": "Eerste@Nieuw.example", "name": "Eerste", "role": "contact"}
    added = send(manager, f"{page}/people", who, page=page)
    assert added.status_code == 303
    assert "eerste@nieuw.example" in manager.get(added.headers["Location"]).text
    again = send(manager, f"{page}/people", who, page=page)
    assert again.status_code == 409
    assert 'href="#email"' in again.text


def test_a_name_that_is_taken_is_refused_beside_the_field(desk, manager):
    fields = {"name": "voorbeeld draad b.v.", "kind": "company"}
    answer = send(manager, "/organisations/new", fields, page="/organisations/new")
    assert answer.status_code == 409
    assert 'href="#name"' in answer.text


def test_a_role_must_fit_the_organisation(desk, manager):
    page = company(desk)
    who = {"email": "iemand@draad.example", "role": "secretariat"}
    answer = send(manager, f"{page}/people", who, page=page)
    assert answer.status_code == 400
    assert 'value="secretariat"' not in manager.get(page).text


def test_the_link_is_shown_once_and_sets_the_password(desk, manager):
    page = account(desk.world.contact)
    shown = send(manager, f"{page}/link", page=page)
    assert shown.status_code == 200
    assert shown.headers["Cache-Control"] == "no-store"
    link = re.search(r"http://localhost(/password/[^<\s]+)", shown.text)
    assert link
    assert link[1] not in manager.get(page).text
    browser = desk.app.test_client()
    assert send(browser, link[1], {"password": PASSWORD}, page=link[1]).status_code == 303
    assert log_in(browser, desk.world.contact.email).status_code == 303
    assert browser.get(link[1]).status_code == 404


def test_a_removed_account_is_out_at_once(desk, manager):
    theirs = desk.browser(desk.world.contact)
    page = account(desk.world.contact)
    assert send(manager, f"{page}/remove", page=page).status_code == 303
    assert theirs.get("/work").status_code == 303
    assert send(manager, f"{page}/remove", page="/profile").status_code == 409
    assert send(manager, f"{page}/link", page="/profile").status_code == 409


def test_a_role_that_ends_takes_its_sight_along(desk, manager):
    finding = desk.finding()
    theirs = desk.browser(desk.world.contact)
    assert theirs.get(f"/findings/{finding}").status_code == 200
    page = account(desk.world.contact)
    fields = {"role": "contact", "organisation": desk.world.company.public_id}
    assert send(manager, f"{page}/end-role", fields, page=page).status_code == 303
    assert theirs.get(f"/findings/{finding}").status_code == 404
    assert send(manager, f"{page}/end-role", fields, page="/profile").status_code == 409


def test_nobody_changes_their_own_account(desk):
    me = desk.world.administrator
    client = desk.browser(me)
    office = next(h.organisation_id for h in me.held)
    with desk.working() as session:
        where = session.get_one(Organisation, office).public_id
    grant = {"email": me.email, "role": "secretariat"}
    answer = send(client, f"/organisations/{where}/people", grant, page="/profile")
    assert answer.status_code == 403
    end = {"role": "administrator", "organisation": where}
    assert send(client, f"{account(me)}/end-role", end, page="/profile").status_code == 403
    assert send(client, f"{account(me)}/remove", page="/profile").status_code == 403
    ended = send(client, f"/organisations/{where}/end", {"note": "x"}, page="/profile")
    assert ended.status_code == 403


def test_an_organisation_ends_with_a_reason_and_its_people_lose_their_roles(desk, manager):
    page = company(desk)
    refused = send(manager, f"{page}/end", {"note": ""}, page=page)
    assert refused.status_code == 400
    assert 'href="#note"' in refused.text
    assert send(manager, f"{page}/end", {"note": "Opgezegd"}, page=page).status_code == 303
    with desk.working() as session:
        assert people.acting_as(session, desk.world.contact.email).held == ()
    assert send(manager, f"{page}/end", {"note": "Opgezegd"}, page="/profile").status_code == 409


def test_to_others_there_is_no_such_page(desk):
    for who in (desk.world.contact, desk.world.reader, desk.world.member, desk.world.chair):
        client = desk.browser(who)
        for address in ("/organisations", "/organisations/new", company(desk)):
            assert client.get(address).status_code == 404
        assert client.get(account(desk.world.contact)).status_code == 404
        refused = send(client, f"{account(desk.world.contact)}/link", page="/profile")
        assert refused.status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [("q=draad", True), ("q=contact@", True), ("kind=ngo", False), ("standing=former", False)],
)
def test_the_list_is_filtered(desk, query, found):
    page = desk.browser(desk.world.secretary).get(f"/organisations?{query}").text
    assert ("Voorbeeld Draad B.V." in page) is found


def test_the_pages_show_nothing_of_what_an_organisation_sent_in(desk):
    desk.finding()
    desk.private_site()
    client = desk.browser(desk.world.administrator)
    for address in (company(desk), account(desk.world.submitter), "/organisations/export.json"):
        text = client.get(address).text
        assert "opgave.pdf" not in text
        assert "Kraaiennest" not in text
        assert "emergency" not in text
