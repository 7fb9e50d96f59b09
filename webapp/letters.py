"""Mails as they are written: in the reader's language, plain text, with one link and a way out.

The subject names nobody and nothing. What stands in the text is what the reader may see at the
moment of sending.
"""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from flask import Flask, g, url_for
from flask_babel import gettext, ngettext

from webapp import notice_words, post, unsubscribing
from webapp.post import Server
from workflows import clock
from workflows.mails import Letter

_WIDTH = 76
# A link is not broken off, and a header that holds one is not written in code.
_POLICY = SMTP.clone(max_line_length=500)


def office(app: Flask) -> "Office | None":
    """Who writes and sends the mails of this installation; None where it is to send none.

    Raises ConfigurationError for settings that cannot be meant so.
    """
    url, whom = str(app.config["SMTP_URL"]), str(app.config["MAIL_FROM"])
    if not (url and whom and app.config["URL"]):
        return None
    return Office(app, post.server(url), post.sender(whom))


@dataclass(frozen=True, slots=True)
class Office:
    """Writes the mails of an installation, and hands them to its server."""

    app: Flask
    server: Server
    sender: Address

    def write(self, letter: Letter) -> bytes:
        """The message, in the reader's language."""
        with self.app.test_request_context(base_url=str(self.app.config["URL"]) or None):
            g.language = letter.reader.language
            message = EmailMessage(policy=_POLICY)
            message["From"] = self.sender
            message["To"] = Address(addr_spec=letter.reader.email)
            message["Subject"] = _subject(letter)
            message["Date"] = format_datetime(letter.at)
            message["Message-ID"] = f"<{letter.name}@{self.sender.domain}>"
            message["Auto-Submitted"] = "auto-generated"
            out = unsubscribing.address(letter.reader)
            message["List-Unsubscribe"] = f"<{out}>"
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
            message.set_content("\n".join(_lines(letter, out)), cte="quoted-printable")
            return message.as_bytes()

    def send(self, address: str, message: bytes) -> None:
        """Hand the message to the server."""
        self.server.send(self.sender.addr_spec, address, message)


def _subject(letter: Letter) -> str:
    count = len(letter.told)
    return str(
        ngettext("Ketenzicht: %(num)s notice for you", "Ketenzicht: %(num)s notices for you", count)
    )


def _lines(letter: Letter, out: str) -> Iterator[str]:
    yield gettext("Dear %(name)s,", name=notice_words.plain(letter.reader.name))
    yield ""
    today = clock.day(letter.at)
    for told in letter.told:
        words = [notice_words.sentence(told), notice_words.by_when(told.notice, today)]
        if who := notice_words.who(told, letter.reader):
            words.append(gettext("By %(name)s.", name=who))
        yield _filled("- ", " ".join(filter(None, words)))
        if told.thing is not None:
            yield _filled("  ", notice_words.title(told.thing))
        yield ""
    yield _link(letter)
    yield ""
    yield "-- "
    yield textwrap.fill(gettext("Choose on your profile when you get these mails."), _WIDTH)
    yield gettext("No more mails: %(address)s", address=out)


def _filled(mark: str, text: str) -> str:
    """Lines of a mail, all behind the mark: nothing that is quoted can begin a line of its own."""
    plain = notice_words.plain(text)
    return textwrap.fill(plain, _WIDTH, initial_indent=mark, subsequent_indent="  ")


def _link(letter: Letter) -> str:
    """To what one notice is about, or to the page that lists them."""
    first = letter.told[0]
    if len(letter.told) == 1 and first.thing is not None:
        return notice_words.leads(first, absolute=True)
    return url_for("notices.index", _external=True)
