"""The way out of mails: a link that works without a log-in, in one click of a mail program."""

import pytest
from flask import Flask

from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from webapp import unsubscribing
from workflows import mail_choices
from workflows.models import Person
from workflows.permissions import Actor
from workflows.states import MailRhythm


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def link(desk: Desk) -> str:
    """The link in a mail to the company's contact."""
    with desk.app.test_request_context():
        return unsubscribing.address(desk.world.contact).removeprefix("http://localhost")


def rhythms(desk: Desk, who: Actor) -> set[MailRhythm]:
    with desk.working() as session:
        return set(mail_choices.of(session.get_one(Person, who.person_id)).values())


def test_opening_the_link_only_asks(desk: Desk, link: str) -> None:
    answer = desk.app.test_client().get(link)
    assert answer.status_code == 200
    assert "Stuur mij geen e-mails meer" in answer.text
    assert rhythms(desk, desk.world.contact) == {MailRhythm.DAILY}


def test_a_mail_program_ends_mails_in_one_click(desk: Desk, link: str) -> None:
    """As RFC 8058 has it: no cookie, no form token, this one field."""
    answer = desk.app.test_client().post(link, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert rhythms(desk, desk.world.contact) == {MailRhythm.NEVER}
    assert rhythms(desk, desk.world.submitter) == {MailRhythm.DAILY}


def test_a_link_made_for_somebody_else_ends_nothing(desk: Desk, link: str) -> None:
    _, _, signature = link.partition(".")
    client = desk.app.test_client()
    for token in (
        f"{desk.world.submitter.public_id}.{signature}",
        f"{desk.world.contact.public_id}.{'0' * 40}",
        desk.world.contact.public_id,
        f"{desk.world.contact.public_id}.é",
    ):
        assert client.post(f"/unsubscribe/{token}").status_code == 404
        assert client.get(f"/unsubscribe/{token}").status_code == 404
    assert rhythms(desk, desk.world.contact) == {MailRhythm.DAILY}


def test_mails_are_chosen_again_on_the_profile(desk: Desk, link: str) -> None:
    desk.app.test_client().post(link)
    client = desk.browser(desk.world.contact)
    send(client, "/profile/mails", {"finding": "at_once"}, page="/profile")
    assert rhythms(desk, desk.world.contact) == {MailRhythm.NEVER, MailRhythm.AT_ONCE}
