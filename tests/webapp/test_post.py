"""Handing mail to a server on loopback: what is taken, what is refused for good, what is not."""

import shutil
import ssl
import subprocess

import pytest

from tests.smtp import listening
from webapp import post
from webapp.config import ConfigurationError
from workflows.mails import Refused, Unsent

FROM, TO = "post@keten.example", "lezer@draad.example"
MESSAGE = b"Subject: Een melding\r\n\r\nRegel\r\n.punt vooraan\r\n"


@pytest.fixture
def box():
    with listening() as box:
        yield box


@pytest.fixture
def hand_over(box):
    def send(message=MESSAGE):
        post.server(f"smtp://127.0.0.1:{box.port}").send(FROM, TO, message)

    return send


def test_a_message_arrives_as_it_was_written(box, hand_over):
    hand_over()
    assert box.raw == [(FROM, TO, MESSAGE)]


@pytest.mark.parametrize(
    ("verb", "answer", "fault"),
    [
        (TO, "550 5.1.1 no such mailbox", Refused),
        (TO, "452 4.2.2 mailbox is full", Unsent),
        ("DATA", "554 5.7.1 we do not want this", Refused),
        ("DATA", "451 4.3.0 not now", Unsent),
        # What is wrong with us is nothing that the reader's address can help.
        ("MAIL", "553 5.1.8 who are you?", Unsent),
    ],
)
def test_only_what_lasts_and_is_about_the_reader_is_a_refusal(box, hand_over, verb, answer, fault):
    box.answers[verb] = answer
    with pytest.raises(fault) as said:
        hand_over()
    assert str(said.value) == answer
    assert box.raw == []


def test_a_server_that_is_away_is_tried_later():
    with listening() as box:
        port = box.port
    with pytest.raises(Unsent, match="refused"):
        post.server(f"smtp://127.0.0.1:{port}").send(FROM, TO, MESSAGE)


def test_user_and_password_come_out_of_the_address():
    with listening(offers=("AUTH PLAIN",)) as box:
        server = post.server(f"smtp://keten:ge%40heim@127.0.0.1:{box.port}")
        server.send(FROM, TO, MESSAGE)
        assert box.logins == ["keten ge@heim"]
        box.answers["AUTH"] = "535 5.7.8 wrong"
        with pytest.raises(Unsent, match="535"):
            server.send(FROM, TO, MESSAGE)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for localhost that nobody signed but itself, and its key."""
    folder = tmp_path_factory.mktemp("certificate")
    made = [folder / "cert.pem", folder / "key.pem"]
    openssl = shutil.which("openssl")
    assert openssl is not None
    command = [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    command += ["-nodes", "-days", "2", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=DNS:localhost", "-out", made[0], "-keyout", made[1]]
    subprocess.run(command, check=True, capture_output=True)
    return made


@pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])
def test_an_encrypted_way_is_taken_to_a_server_that_shows_who_it_is(
    certificate, monkeypatch, scheme
):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    with listening(context, at_once=scheme == "smtps", offers=("STARTTLS",)) as box:
        server = post.server(f"{scheme}://localhost:{box.port}")
        with pytest.raises(Unsent, match="certificate verify failed"):
            server.send(FROM, TO, MESSAGE)
        assert box.raw == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
        server.send(FROM, TO, MESSAGE)
        assert [to for _, to, _ in box.raw] == [TO]


def test_without_encryption_no_password_is_sent_where_it_was_asked_for():
    with listening() as box, pytest.raises(Unsent, match="STARTTLS"):
        post.server(f"smtp+starttls://keten:geheim@127.0.0.1:{box.port}").send(FROM, TO, MESSAGE)
    assert box.logins == []


@pytest.mark.parametrize(
    "url", ["mail.example", "http://mail.example", "smtp://", "smtp://mail.example:x", "smtp://h/p"]
)
def test_what_is_no_address_of_a_server_stops_the_start_and_shows_no_password(url):
    with pytest.raises(ConfigurationError, match="SMTP_URL must look like"):
        post.server(url)


def test_a_sender_has_an_address_and_a_name_if_it_was_given():
    assert str(post.sender("post@keten.example")) == "Ketenzicht <post@keten.example>"
    assert str(post.sender("De keten <post@keten.example>")) == "De keten <post@keten.example>"
    with pytest.raises(ConfigurationError, match="MAIL_FROM"):
        post.sender("nobody")
