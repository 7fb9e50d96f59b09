"""Mails that came back: read from the notification, told to who works here, and no more sent."""

import pytest
from click.testing import CliRunner

from tests.cast import a_world
from webapp import bounces
from webapp.cli import main
from webapp.installation import open_installation
from workflows import events
from workflows.models import Mail, Person
from workflows.states import MailRhythm, MailState

NAME = "0123456789abcdef"
RETURNED = """\
From: MAILER-DAEMON@post.example
To: post@keten.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=grens"

--=grens
Content-Type: text/plain

Deze mail kon niet worden bezorgd.

--=grens
Content-Type: message/delivery-status

Reporting-MTA: dns; post.example

Original-Recipient: rfc822; contact@voorbeeld.example
Final-Recipient: rfc822; postbus-7@elders.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 no such
  mailbox

--=grens
Content-Type: {kind}

Message-ID: <{name}@keten.example>
Subject: Ketenzicht

--=grens--
"""


def returned(action="failed", status="5.1.1", name=NAME, kind="text/rfc822-headers"):
    text = RETURNED.format(action=action, status=status, name=name, kind=kind)
    return text.replace("\n", "\r\n").encode()


@pytest.mark.parametrize("kind", ["text/rfc822-headers", "message/rfc822"])
def test_what_came_back_for_good_is_read_with_the_reason(kind):
    found = bounces.read(returned(kind=kind))
    assert found == bounces.Bounce(NAME, "contact@voorbeeld.example", "550 5.1.1 no such mailbox")


@pytest.mark.parametrize(
    "data",
    [
        returned(action="delayed", status="4.4.1"),
        returned(action="delivered", status="2.0.0"),
        returned(action="failed", status="4.4.7"),
        b"Subject: Ik ben op vakantie\r\n\r\nTot maandag.\r\n",
        b"",
        b"\x00\xff" * 50,
        returned()[:400],
    ],
)
def test_what_is_only_late_or_something_else_is_no_bounce(data):
    assert bounces.read(data) is None


@pytest.fixture
def run(migrated):
    """The command, on an installation with one mail that was sent."""
    installation = open_installation()
    with installation.sessions.begin() as session:
        contact = a_world(session).contact
        at = session.info["clock"]()
        mail = Mail(person_id=contact.person_id, rhythm=MailRhythm.DAILY, name=NAME)
        mail.state, mail.run_after, mail.made_at = MailState.SENT, at, at
        session.add(mail)

    def invoke(data, *words):
        answer = CliRunner().invoke(main, ["notices", "bounce", "-", *words], input=data)
        with installation.sessions() as session:
            person = session.get_one(Person, contact.person_id)
            return (
                answer,
                person,
                session.query(Mail).one(),
                events.history(session, "person", person.public_id),
            )

    yield invoke
    installation.engine.dispose()


def test_the_command_stops_mails_to_that_address(run):
    answer, person, mail, history = run(returned())
    assert answer.exit_code == 0, answer.output
    assert person.mail_stopped_why == "550 5.1.1 no such mailbox"
    assert mail.state is MailState.REFUSED
    assert history[-1].action == "mail_stopped"


def test_without_the_name_of_the_message_the_address_tells(run):
    _, person, mail, _ = run(returned(name=""))
    assert person.mail_stopped_at is not None
    assert mail.state is MailState.SENT


def test_a_dry_run_and_another_mail_change_nothing(run):
    answer, person, _, _ = run(returned(), "--dry-run")
    assert (answer.exit_code, person.mail_stopped_at) == (0, None)
    answer, person, _, _ = run(b"Subject: Hallo\r\n\r\nDag.\r\n")
    assert (answer.exit_code, person.mail_stopped_at) == (1, None)


def test_a_mail_of_another_installation_is_refused(run):
    data = returned(name="vreemd").replace(b"contact@", b"niemand@")
    answer, *_ = run(data)
    assert answer.exit_code == 1
    assert "not sent by this installation" in answer.output
