"""A mail server on loopback that keeps what it takes, and refuses what a test tells it to."""

import base64
import socketserver
import ssl
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class Mailbox:
    """What came in, as (sender, receiver, message), and what the server answers."""

    port: int = 0
    raw: list[tuple[str, str, bytes]] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)  # by verb, or by receiver
    offers: tuple[str, ...] = ()
    context: ssl.SSLContext | None = None
    at_once: bool = False  # encrypted from the first byte, as smtps has it
    on_answer: Callable[[str], None] | None = None  # called before each answer that can be told

    @property
    def mails(self) -> list[EmailMessage]:
        """The messages, read as a mail program reads them."""
        return [message_from_bytes(data, policy=policy.default) for *_, data in self.raw]

    def to(self, address: str) -> list[EmailMessage]:
        """The messages that one reader got."""
        return [
            mail for (_, to, _), mail in zip(self.raw, self.mails, strict=True) if to == address
        ]


class _Talk(socketserver.StreamRequestHandler):
    box: Mailbox

    def handle(self) -> None:
        if self.box.at_once:
            try:
                self._encrypt()
            except ssl.SSLError:
                return
        self.say("220 mail.example ready")
        self.sender = self.receiver = ""
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "QUIT":
                self.say("221 bye")
                return
            getattr(self, f"do_{verb.lower()}", self.unknown)(line)

    def finish(self) -> None:
        super().finish()
        self.connection.close()  # the encrypted one; the server knows only what it was made of

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())

    def answer(self, verb: str, usual: str) -> None:
        if self.box.on_answer is not None:
            self.box.on_answer(verb)
        told = self.box.answers.get(verb, usual)
        self.say(told)

    def unknown(self, _line: str) -> None:
        self.say("502 what?")

    def do_ehlo(self, _line: str) -> None:
        # At once: a second packet waits until the first one is acknowledged.
        offers = "".join(f"250-{offer}\r\n" for offer in ("mail.example", *self.box.offers))
        self.say(f"{offers}250 8BITMIME")

    def do_rset(self, _line: str) -> None:
        self.say("250 ok")

    def do_star(self, _line: str) -> None:
        self.say("220 go on")
        with suppress(ssl.SSLError):
            self._encrypt()

    def _encrypt(self) -> None:
        assert self.box.context is not None
        self.connection = self.box.context.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", buffering=0)

    def do_auth(self, line: str) -> None:
        self.box.logins.append(
            base64.b64decode(line.split()[-1]).decode().replace("\0", " ").strip()
        )
        self.answer("AUTH", "235 welcome")

    def do_mail(self, line: str) -> None:
        self.sender = line.split("<")[1].split(">")[0]
        self.answer("MAIL", "250 ok")

    def do_rcpt(self, line: str) -> None:
        self.receiver = line.split("<")[1].split(">")[0]
        self.answer(self.receiver, "250 ok")

    def do_data(self, _line: str) -> None:
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        if self.box.answers.get("DATA", "250").startswith("250"):
            self.box.raw.append((self.sender, self.receiver, b"".join(lines)))
        self.answer("DATA", "250 taken")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        # Whom a test kills says no goodbye.
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def listening(
    context: ssl.SSLContext | None = None, *, at_once: bool = False, offers: tuple[str, ...] = ()
) -> Iterator[Mailbox]:
    """A server on a free port, until the block ends."""
    box = Mailbox(offers=offers, context=context, at_once=at_once)
    talk = type("Talk", (_Talk,), {"box": box})
    with _Server(("127.0.0.1", 0), talk) as server:
        box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join()
