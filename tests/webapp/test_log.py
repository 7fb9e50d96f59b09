"""The log: read by the secretariat alone, filtered, exported, and loud when it is broken."""

import json

import pytest
from flask import Flask
from sqlalchemy import text

from tests.webapp.desk import Desk
from webapp import db


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def test_the_secretariat_reads_who_did_what(desk):
    finding = desk.finding(desk.assigned())
    page = desk.browser(desk.world.secretary).get("/log?noun=finding&action=assign").text
    assert "(1)" in page
    assert f'href="/findings/{finding}"' in page
    assert "Voorbeeld Draad B.V." in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("begin=2026-11-22&end=2026-11-22", True),
        ("begin=2026-11-23", False),
        ("end=2026-11-21", False),
        ("noun=setting", False),
        ("object={finding}", True),
        ("object=222222222222", False),
        ("action=nonsense", True),
    ],
)
def test_the_entries_are_filtered(desk, query, found):
    finding = desk.finding()
    client = desk.browser(desk.world.secretary)
    page = client.get("/log?" + query.format(finding=finding)).text
    assert (f'href="/findings/{finding}"' in page) is found


def test_a_date_that_is_none_is_named(desk):
    answer = desk.browser(desk.world.secretary).get("/log?begin=morgen")
    assert answer.status_code == 400
    assert 'href="#begin"' in answer.text


def test_a_whole_chain_is_said_to_be_whole(desk):
    answer = desk.browser(desk.world.secretary).get("/log/verification")
    assert "Het logboek klopt" in answer.text


def test_a_broken_chain_is_a_red_page_with_the_first_bad_entry(desk):
    with db.engine_of(desk.app).begin() as connection:
        # As somebody would who has the file: the database itself refuses to change a line.
        connection.execute(text("DROP TRIGGER event_update_refused"))
        connection.execute(text("UPDATE event SET action = 'forged' WHERE seq = 2"))
        connection.execute(text("UPDATE event SET action = 'forged' WHERE seq = 4"))
    page = desk.browser(desk.world.secretary).get("/log/verification").text
    assert 'class="alarm' in page
    assert page.index("Regel 2 is veranderd.") < page.index("Regel 4 is veranderd.")


def test_the_export_holds_what_the_filter_leaves(desk):
    finding = desk.finding(desk.assigned())
    client = desk.browser(desk.world.secretary)
    rows = json.loads(client.get("/log/export.json?noun=finding").data)
    assert {row["object"] for row in rows} == {finding}
    assert rows[0]["actor"] == desk.world.secretary.email
    assert "Toegewezen" in client.get("/log/export.csv?action=assign").data.decode("utf-8-sig")


def test_to_others_there_is_no_log(desk):
    for who in (desk.world.contact, desk.world.reader, desk.world.administrator, desk.world.chair):
        for address in ("/log", "/log/verification", "/log/export.csv", "/log/export.json"):
            assert desk.browser(who).get(address).status_code == 404
