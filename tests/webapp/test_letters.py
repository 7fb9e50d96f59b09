"""Mails as a mail program reads them: what they say, in both languages, and what they never say."""

from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from flask import Flask

from tests.cast import a_document, a_reading, a_record, a_site
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from webapp import db, letters
from webapp.letters import Office
from workflows import assigning, doubting, items, mail_stops, mails, reminding
from workflows.doubting import Doubt
from workflows.models import Document, Person
from workflows.states import MailRhythm

SETTINGS = {
    "URL": "https://keten.example",
    "SMTP_URL": "smtp://127.0.0.1:2525",
    "MAIL_FROM": "Ketenzicht <post@keten.example>",
}


class Drawer:
    """Writes as the office does, and keeps what is written."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.mails: dict[str, EmailMessage] = {}

    def write(self, letter: mails.Letter) -> bytes:
        return self.office.write(letter)

    def send(self, address: str, message: bytes) -> None:
        read = message_from_bytes(message, policy=policy.default)
        assert isinstance(read, EmailMessage)
        self.mails[address.partition("@")[0]] = read


@pytest.fixture
def desk(app: Flask) -> Desk:
    app.config.update(SETTINGS)
    return Desk(app)


@pytest.fixture
def mailed(desk: Desk) -> Callable[[], dict[str, EmailMessage]]:
    """What everybody is mailed of what they were told so far."""

    def gathered() -> dict[str, EmailMessage]:
        office = letters.office(desk.app)
        assert office is not None
        drawer = Drawer(office)
        with desk.working() as session:
            mails.gather(session, MailRhythm.DAILY)
        mails.send_due(db.sessions(desk.app), drawer)
        return drawer.mails

    return gathered


def text_of(mail: EmailMessage) -> str:
    return str(mail.get_content()).replace("\r\n", "\n")


def in_english(desk: Desk, *who: str) -> None:
    with desk.working() as session:
        for name in who:
            person = session.get_one(Person, getattr(desk.world, name).person_id)
            person.language = "en"


def test_one_notice_links_to_what_it_is_about(desk: Desk, mailed) -> None:
    public_id = desk.finding(desk.assigned())
    mail = mailed()["other.secretary"]
    assert mail["Subject"] == "Ketenzicht: 1 melding voor u"
    assert text_of(mail).split("-- \n")[0] == (
        "Beste other.secretary,\n"
        "\n"
        "- Een bevinding is aan iemand gegeven om te beoordelen. Door secretary.\n"
        "  Auditbevinding: No list of the emergency exits was kept.\n"
        "\n"
        f"https://keten.example/findings/{public_id}\n"
        "\n"
    )


def test_several_notices_stand_in_one_mail_with_one_link(desk: Desk, mailed) -> None:
    world = desk.world
    planned = {"text": "Vrijmaken.", "owner": "Hoofd", "due": "2026-11-29"}
    desk.finding(desk.assigned(), desk.assessed(), ("plan", world.contact, planned))
    with desk.working() as session:
        papers = a_reading(a_record("Merapi Tin Works"), a_record("Ombak Tin"))
        paper = a_document(session, desk.store, world.company, world.submitter, papers)
        item = items.of_document(session, paper)[0]
        doubting.doubt(session, item, Doubt.ASK, world.reader, text="Is it yours?")
        reminding.remind(session, None)
    in_english(desk, "contact")
    mail = mailed()["contact"]
    assert mail["Subject"] == "Ketenzicht: 4 notices for you"
    assert text_of(mail).split("-- \n")[0] == (
        "Dear contact,\n"
        "\n"
        "- The review of your document is done.\n"
        "  opgave.pdf\n"
        "\n"
        "- A finding about your company has been assessed. By reader.\n"
        "  Audit finding: No list of the emergency exits was kept.\n"
        "\n"
        "- There is a question for your company about a document.\n"
        "  opgave.pdf\n"
        "\n"
        "- A measure for a finding is to be done. It is due on 29 November 2026.\n"
        "  Audit finding: No list of the emergency exits was kept.\n"
        "\n"
        "https://keten.example/notices\n"
        "\n"
    )


def test_a_mail_says_what_programs_need_to_know(desk: Desk, mailed) -> None:
    desk.finding(desk.assigned())
    mail = mailed()["reader"]
    assert mail["From"] == "Ketenzicht <post@keten.example>"
    assert mail["To"] == desk.world.reader.email
    assert mail["Date"].datetime == desk.app.config["CLOCK"]()
    assert mail["Message-ID"].endswith("@keten.example>")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    out = mail["List-Unsubscribe"].strip("<>")
    assert f"Geen e-mails meer: {out}\n" in text_of(mail)
    answer = desk.app.test_client().post(out.removeprefix("https://keten.example"))
    assert answer.status_code == 200


def test_no_subject_names_anybody_and_no_rival_gets_a_mail(desk: Desk, mailed) -> None:
    with desk.working() as session:
        site = a_site(session, "Kraaiennest Smelter")
        reading = a_reading(a_record("Kraaiennest Smelter"), refused=None)
        world = desk.world
        a_document(session, desk.store, world.company, world.submitter, reading)
        assert site.name
    desk.finding(desk.assigned(), desk.assessed())
    sent = mailed()
    assert set(sent) <= {
        *("submitter", "contact", "reader", "other.reader", "secretary", "other.secretary")
    }
    for mail in sent.values():
        for name in ("Kraaiennest", "Voorbeeld", "opgave", desk.world.reader.name):
            assert name not in mail["Subject"]


def test_a_title_cannot_begin_a_line_of_its_own_nor_a_header(desk: Desk, mailed) -> None:
    with desk.working() as session:
        world = desk.world
        paper = a_document(
            session, desk.store, world.company, world.submitter, a_reading(a_record())
        )
        session.get_one(Document, paper.id).title = "a\r\n\r\nBcc: x@y.example\n-- \nhttps://kwaad"
    lines = text_of(mailed()["reader"]).splitlines()
    assert "  a␍ ␍ Bcc: x@y.example -- https://kwaad" in lines


def test_what_was_taken_from_a_reader_is_not_in_the_mail(desk: Desk, mailed) -> None:
    with desk.working() as session:
        world = desk.world
        papers = [
            a_document(session, desk.store, world.company, world.submitter, a_reading(a_record()))
            for _ in range(2)
        ]
        person = session.get_one(Person, world.reader.person_id)
        assigning.unassign(session, papers[0], person, world.secretary)
        kept = papers[1].public_id
    assert f"https://keten.example/documents/{kept}\n" in text_of(mailed()["reader"])


def test_who_was_refused_reads_it_after_the_log_in_and_has_mail_sent_again(desk: Desk) -> None:
    with desk.working() as session:
        person = session.get_one(Person, desk.world.contact.person_id)
        mail_stops.stop(session, person, "550 no such mailbox")
    client = desk.browser(desk.world.contact)
    assert "omdat uw adres er een weigerde" in client.get("/notices").text
    assert "550 no such mailbox" in client.get("/profile").text
    send(client, "/profile/mails/again", page="/profile")
    assert "550 no such mailbox" not in client.get("/profile").text


def test_the_office_sees_a_refused_address_and_clears_it(desk: Desk) -> None:
    with desk.working() as session:
        person = session.get_one(Person, desk.world.contact.person_id)
        mail_stops.stop(session, person, "550 no such mailbox")
    client = desk.browser(desk.world.secretary)
    address = f"/organisations/people/{desk.world.contact.public_id}"
    assert "550 no such mailbox" in client.get(address).text
    send(client, f"{address}/mails", page=address)
    page = client.get(address).text
    assert "550 no such mailbox" not in page
    assert "Er gaan weer e-mails naar het adres" in page


@pytest.mark.parametrize("missing", ["URL", "SMTP_URL", "MAIL_FROM"])
def test_without_all_three_settings_no_mail_is_sent_and_that_is_said(
    desk: Desk, missing: str
) -> None:
    client = desk.browser(desk.world.administrator)
    assert "verstuurt geen e-mail" not in client.get("/operations").text
    desk.app.config[missing] = ""
    assert letters.office(desk.app) is None
    assert "verstuurt geen e-mail" in client.get("/operations").text
