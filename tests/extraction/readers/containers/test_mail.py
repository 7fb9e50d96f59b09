"""Mails: their own text as a page, their attachments in order."""

from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart

import pytest

from extraction import pipeline
from extraction.records import Kind, Outcome
from tests import mails, papers

PAPER = papers.letter("Merapi Tin Works smelts tin.")


def read(data):
    return pipeline.read(data, "mail.eml")


def codes(found):
    return [(warning.code, warning.detail) for warning in found.warnings]


def test_a_mail_is_a_container_with_its_text_and_attachments_in_order():
    found = read(mails.mail(("b.pdf", PAPER), ("a.txt", b"Tin")))
    assert (found.kind, found.outcome, found.page_count) == (Kind.CONTAINER, Outcome.READ, 1)
    assert [(part.name, part.data) for part in found.parts] == [("b.pdf", PAPER), ("a.txt", b"Tin")]
    text = found.pages[0].text
    assert text.startswith("Subject: Verklaring over 2025\nFrom: Jo Verzonnen <jo@voor")
    assert text.endswith("Beste lezer,\n\nZie de bijlagen.")
    assert found.language == "nl"


def test_a_text_in_html_alone_becomes_words_with_its_rows_whole():
    message = EmailMessage()
    message["From"] = "jo@voorbeeld.example"
    message.set_content(
        "<html><head><title>x</title><style>p {}</style></head><body><p>Our&nbsp;list &amp; more:"
        "<table><tr><td><p>Tin</p></td><td><p>Merapi Tin Works</p></td></tr></table>"
        "<script>alert(1)</script><table><tr><td>One<br>Two</td></tr></table></body></html>",
        subtype="html",
    )
    text = read(message.as_bytes()).pages[0].text
    assert "Our list & more:" in text
    assert "Tin | Merapi Tin Works" in text
    assert "One\nTwo" in text
    assert "alert" not in text
    assert "style" not in text


def test_logos_cards_and_signatures_are_left_out_and_counted():
    message = EmailMessage()
    message.set_content("Hello")
    logo = b"\x89PNG\r\n\x1a\n" + b"\0" * 500
    message.add_attachment(logo, maintype="image", subtype="png", filename="logo.png")
    message.add_attachment("BEGIN:VCARD", subtype="vcard", filename="jo.vcf")
    message.add_attachment(
        logo + b"\0" * 200_000, maintype="image", subtype="png", filename="p.png"
    )
    found = read(message.as_bytes())
    assert [part.name for part in found.parts] == ["p.png"]
    assert codes(found) == [("parts_left_out", "2")]


def test_a_mail_attached_to_a_mail_stays_closed():
    inner = mails.mail(("a.pdf", PAPER))
    outer = EmailMessage()
    outer.set_content("See below")
    message = EmailMessage()
    message["Subject"] = "Binnenste"
    message["Message-ID"] = "<1@voorbeeld.example>"
    message.set_content("Hello")
    message.add_attachment(PAPER, maintype="application", subtype="pdf", filename="a.pdf")
    outer.add_attachment(message)
    found = read(outer.as_bytes())
    assert [part.name for part in found.parts] == ["Binnenste.eml"]
    assert [part.name for part in read(found.parts[0].data).parts] == ["a.pdf"]
    assert [part.name for part in read(inner).parts] == ["a.pdf"]


def test_names_of_attachments_lead_nowhere():
    names = [
        "../../etc/passwd",
        "C:\\Windows\\a.pdf",
        "/root/a.pdf",
        "x\u202efdp.exe",
        "",
        "a!b.pdf",
    ]
    found = read(mails.archive(*((name or "n", b"x") for name in names), packed=False))
    told = [part.name for part in found.parts]
    assert told == ["etc/passwd", "Windows/a.pdf", "root/a.pdf", "xfdp.exe", "n", "a_b.pdf"]


def test_winmail_is_said_and_not_dropped():
    found = read(mails.mail(("winmail.dat", b"\x78\x9f\x3e\x22")))
    assert codes(found) == [("winmail_unread", "winmail.dat")]
    assert found.outcome is Outcome.PARTLY


def test_an_encrypted_mail_is_refused():
    message = EmailMessage()
    message["From"] = "jo@voorbeeld.example"
    message.set_content(b"\x30\x80", maintype="application", subtype="pkcs7-mime")
    assert read(message.as_bytes()).error.code == "needs_password"


@pytest.mark.parametrize(
    "data",
    [
        b"Message-ID: <1>\nContent-Type: text/plain; charset=nonsense\n\nTin \xff\xfe",
        b"Message-ID: <1>\nContent-Type: application/pdf; name=a.pdf\n"
        b"Content-Transfer-Encoding: base64\n\n!!!not base64 at all=\xff",
        b"Message-ID: <1>\nSubject: =?utf-8?b?////?= =?x?q?=00=01?=\n\nHi",
        b"Message-ID: <1>\nSubject: a\rb\x00c\x1bd\n\nHi",
        b"Message-ID: <1>\nContent-Type: multipart/mixed; boundary=b\n\n--b\n",
        b"Message-ID: <1>\nContent-Type: multipart/mixed\n\nno boundary",
        b"From nobody\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n",
    ],
)
def test_a_broken_mail_still_gives_what_it_holds(data):
    found = read(data)
    assert found.kind is Kind.CONTAINER
    assert found.outcome in (Outcome.READ, Outcome.PARTLY)
    assert not any(c < " " and c not in "\t\n" for page in found.pages for c in page.text)


def test_a_mail_nested_without_end_is_refused():
    message = MIMEMultipart()
    for _ in range(90):
        outer = MIMEMultipart()
        outer.attach(message)
        message = outer
    assert read(message.as_bytes()).outcome is not Outcome.REFUSED
    lines = [b"MIME-Version: 1.0"]
    for depth in range(3_000):
        lines += [b'Content-Type: multipart/mixed; boundary="%d"' % depth, b"", b"--%d" % depth]
    assert read(b"\n".join(lines)).error.code == "damaged"


def test_a_name_of_an_encoding_that_no_codec_can_have_is_read_past():
    head = b"MIME-Version: 1.0\nSubject: Tin\nContent-Type: text/plain; charset=utf\x00\xff-8\n"
    found = read(head + b"\nOur tin: Merapi \xff\n")
    assert found.outcome is Outcome.READ
    assert "Merapi" in found.pages[0].text


def test_an_outlook_message_gives_its_text_and_attachments():
    found = pipeline.read(mails.outlook(("lijst.pdf", PAPER), ("é.txt", b"Tin")), "mail.msg")
    assert found.kind is Kind.CONTAINER
    assert found.pages[0].text == (
        'Subject: Verklaring over 2025\nFrom: "Jo Verzonnen" <jo@voorbeeld.example>\n'
        "Date: 2025-01-06 09:00:00+00:00\n\nZie de bijlagen."
    )
    assert [(part.name, part.data) for part in found.parts] == [
        ("lijst.pdf", PAPER),
        ("é.txt", b"Tin"),
    ]


def test_a_broken_outlook_message_is_refused_or_partly_read():
    whole = mails.outlook(("lijst.pdf", PAPER))
    for cut in (600, 1_500, len(whole) // 2, len(whole) - 600):
        found = pipeline.read(whole[:cut], "mail.msg")
        assert found.outcome is not Outcome.READ, cut
