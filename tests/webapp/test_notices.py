"""The page of notices, and the count in the header of every page."""

import pytest
from flask import Flask

from tests.cast import a_document, a_reading
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from webapp import mail_settings, notice_words
from workflows import deadlines, mail_choices
from workflows.models import Notice
from workflows.transitions import ALL


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def test_every_deed_that_is_told_and_every_day_that_nears_has_a_sentence() -> None:
    told = {(m.noun, t.action.value) for m in ALL for t in m.transitions if t.tells}
    # These are no transition of a table.
    others = {("document", "assign"), ("question", "ask"), ("team", "wait")}
    others |= {("finding", deed) for deed in ("open", "near", "ended", "comment")}
    others |= {("cause", "propose")} | {("round", deed) for deed in ("open", "end", "answer")}
    reports = ("offer", "check", "reject", "publish", "retract", "ask_retraction", "hide", "keep")
    others |= {("report", deed) for deed in reports}
    others |= {(noun, "mention") for noun in ("comment", "remark", "finding_comment")}
    others |= {("clearance", "ask"), ("clearance", "answer"), ("clearance", "decline")}
    others |= {("clearance", "remind"), ("round", "remind")}
    assert set(notice_words.DONE) == told | others
    known = vars(deadlines).items()
    every = {value for name, value in known if name.isupper() and isinstance(value, str)}
    assert set(notice_words.DUE) == every


def test_whatever_is_told_is_of_a_kind_that_one_can_be_mailed() -> None:
    told = [Notice(noun=noun, action=deed) for noun, deed in notice_words.DONE]
    kinds = {mail_choices.kind(notice) for notice in told} | {mail_choices.DEADLINE}
    assert kinds == set(mail_choices.KINDS) == set(mail_settings.KINDS)


def test_the_header_counts_what_is_new_until_it_is_read(desk: Desk) -> None:
    client = desk.browser(desk.world.contact)
    assert "nieuwe meldingen" not in client.get("/notices").text
    public_id = desk.finding(desk.assigned(), desk.assessed())
    page = client.get("/notices").text
    assert "2 nieuwe meldingen" in page
    assert "2 ongelezen van 2" in page
    assert "De beoordeling van uw document is klaar." in page
    assert "Een bevinding over uw bedrijf is beoordeeld." in page
    assert f"/findings/{public_id}" in page
    newest = page.split('name="upto" value="')[1].split('"')[0]
    send(client, "/notices/read", {"upto": newest}, page="/notices")
    page = client.get("/notices").text
    assert "nieuwe meldingen" not in page
    assert "2 meldingen, alle gelezen" in page


def test_what_is_told_alike_on_one_day_stands_together(desk: Desk) -> None:
    with desk.working() as session:
        for _number in range(5):
            refused = a_reading(refused="needs_password")
            a_document(session, desk.store, desk.world.company, desk.world.submitter, refused)
    said = "Een document dat u instuurde, kon niet worden gelezen."
    page = desk.browser(desk.world.submitter).get("/notices").text
    assert page.count(said) == 1
    assert f"{said} (5)" in page
    shown, folded = page.split("<details><summary>en nog 2</summary>")
    assert [part.count(">opgave.pdf</a>") for part in (shown, folded)] == [3, 2]


def test_a_rival_and_a_party_read_nothing_of_it(desk: Desk) -> None:
    desk.finding(desk.assigned(), desk.assessed())
    for who in (desk.world.competitor, desk.world.member):
        assert "Er zijn nog geen meldingen." in desk.browser(who).get("/notices").text


def test_notices_are_in_the_language_of_the_reader(desk: Desk) -> None:
    client = desk.browser(desk.world.contact)
    send(client, "/profile/language", {"language": "en"}, page="/profile")
    desk.finding(desk.assigned(), desk.assessed())
    assert "A finding about your company has been assessed." in client.get("/notices").text


@pytest.mark.parametrize("upto", ["", "x", "-1", "9" * 40])
def test_a_strange_number_marks_nothing_that_it_should_not(desk: Desk, upto: str) -> None:
    client = desk.browser(desk.world.contact)
    assert send(client, "/notices/read", {"upto": upto}, page="/profile").status_code == 303
