"""Mails that came back: what a delivery status notification (RFC 3464) says of one of ours."""

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, message_from_string, policy
from email.message import Message

LARGEST = 5_000_000  # bytes: some servers send the whole mail back


@dataclass(frozen=True, slots=True)
class Bounce:
    """A mail that will never arrive: the name of the message where it is told, to whom, and why."""

    name: str
    address: str
    why: str


def read(data: bytes) -> Bounce | None:
    """What came back for good; None for another mail, or for one that is only late."""
    mail = message_from_bytes(data[:LARGEST], policy=policy.compat32)
    if mail.get_content_type() != "multipart/report":
        return None
    if str(mail.get_param("report-type", "")).lower() != "delivery-status":
        return None
    for part in mail.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for about in _blocks(part):
            if _field(about, "Action").lower() == "failed" and _field(about, "Status")[:1] == "5":
                address = _typed(about, "Original-Recipient") or _typed(about, "Final-Recipient")
                why = _typed(about, "Diagnostic-Code") or _field(about, "Status")
                return Bounce(_original(mail), address, why)
    return None


def _blocks(part: Message) -> Iterator[Message]:
    """What is said of the message, and of each of its receivers."""
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (one for one in payload if isinstance(one, Message))


def _original(mail: Message) -> str:
    """The name of the message that came back, before its @; empty when that was left out."""
    for part in mail.walk():
        kind = part.get_content_type()
        if kind == "text/rfc822-headers":
            part = message_from_string(str(part.get_payload()))
        elif kind != "message/rfc822":
            continue
        for one in part.walk():
            if found := _field(one, "Message-ID"):
                return found.strip("<>").partition("@")[0]
    return ""


def _field(about: Message, name: str) -> str:
    return " ".join(str(about.get(name, "")).split())


def _typed(about: Message, name: str) -> str:
    """A field behind its type, as in ``rfc822; somebody@post.example``."""
    return _field(about, name).partition(";")[2].strip().strip("<>")
