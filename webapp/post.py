"""The mail server: the only place that talks SMTP, and that says which refusals last."""

import re
import smtplib
import ssl
from dataclasses import dataclass
from email.headerregistry import Address
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from webapp.config import PREFIX, ConfigurationError
from workflows.mails import Refused, Unsent

_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
_SECONDS = 30  # for each answer of the server


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed over, and as whom."""

    scheme: str
    host: str
    port: int
    user: str
    password: str

    def send(self, sender: str, address: str, message: bytes) -> None:
        """Hand over one message; raises :class:`Refused` when this address takes no mail.

        Any other fault raises :class:`Unsent`: what is wrong with this installation, or with the
        way, is nothing that the reader's address can help.
        """
        try:
            with self._connect() as connection:
                self._greet(connection)
                connection.sendmail(sender, [address], message)
        except smtplib.SMTPRecipientsRefused as refusal:
            code, words = refusal.recipients[address]
            raise _lasting(code)(_said(code, words)) from refusal
        except smtplib.SMTPDataError as refusal:
            raise _lasting(refusal.smtp_code)(
                _said(refusal.smtp_code, refusal.smtp_error)
            ) from refusal
        except smtplib.SMTPResponseException as fault:
            raise Unsent(_said(fault.smtp_code, fault.smtp_error)) from fault
        except (smtplib.SMTPException, OSError) as fault:
            raise Unsent(f"{type(fault).__name__}: {fault}") from fault

    def _connect(self) -> smtplib.SMTP:
        if self.scheme == "smtps":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(self.host, self.port, timeout=_SECONDS, context=context)
        return smtplib.SMTP(self.host, self.port, timeout=_SECONDS)

    def _greet(self, connection: smtplib.SMTP) -> None:
        if self.scheme == "smtp+starttls":
            connection.starttls(context=ssl.create_default_context())
        if self.user:
            connection.login(self.user, self.password)


def server(url: str) -> Server:
    """The server that the setting names; raises ConfigurationError for what is no such address."""
    wrong = ConfigurationError(
        f"{PREFIX}SMTP_URL must look like smtp+starttls://user:password@mail.example:587, with "
        "smtp, smtp+starttls or smtps in front."
    )
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise wrong from None
    if parts.scheme not in _PORTS or not parts.hostname or parts.path.strip("/"):
        raise wrong
    return Server(
        parts.scheme,
        parts.hostname,
        port or _PORTS[parts.scheme],
        unquote(parts.username or ""),
        unquote(parts.password or ""),
    )


def sender(text: str) -> Address:
    """Whom mails come from, as ``Ketenzicht <post@keten.example>`` or the address alone."""
    name, address = parseaddr(text)
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", address):
        raise ConfigurationError(f"{PREFIX}MAIL_FROM must hold an e-mail address, not {text!r}.")
    return Address(name or "Ketenzicht", addr_spec=address)


def _lasting(code: int) -> type[Refused] | type[Unsent]:
    return Refused if 500 <= code < 600 else Unsent


def _said(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(text.split())}"
