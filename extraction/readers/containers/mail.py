"""E-mails as they travel (.eml): header, text and attachments of any nesting, however broken."""

import binascii
import email
import email.policy
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message

from extraction.errors import Damaged, NeedsPassword, Unsupported
from extraction.readers.characters import visible
from extraction.readers.containers import hypertext, trifles
from extraction.records import Page, Part, Warning

_SHOWN = ("Subject", "From", "To", "Cc", "Date")
_LONGEST_HEADER = 1_000  # code points; an address list may be endless
_SEALED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_PACKED = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_BROKEN = (MessageError, ValueError, LookupError, TypeError, AttributeError, binascii.Error)


def opened(data: bytes) -> tuple[Page, Iterator[Part | Warning]]:
    """The mail's own text as page 1, and what hangs on it.

    Raises NeedsPassword when it is encrypted, Unsupported when it is sealed in a signature,
    Damaged when it is nested beyond reading.
    """
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        leaves = list(_leaves(message))
    except RecursionError as error:
        raise Damaged("a mail nested without end") from error
    _refuse_sealed(leaves)
    texts = [leaf for leaf in leaves if _is_text(leaf)]
    body = _body(message, texts)
    said = [f"{name}: {value}" for name in _SHOWN if (value := _header(message, name))]
    page = page_of("\n".join(said), body)
    spoken = set(map(id, texts))
    return page, _inside([leaf for leaf in leaves if id(leaf) not in spoken])


def page_of(head: str, body: str) -> Page:
    """The page of a mail: its header lines, then its text."""
    text = f"{head}\n\n{body.strip()}".strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Page(1, 0.0, 0.0, visible(text), has_ink=bool(text))


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something, in order; an attached mail is one, and stays closed."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        attached = part.get_content_maintype() == "message" and part is not message
        if part.is_multipart() and not attached:
            inside = part.get_payload()
            waiting.extend(reversed([one for one in inside if isinstance(one, Message)]))
        else:
            yield part


def _refuse_sealed(leaves: list[Message]) -> None:
    for leaf in leaves:
        kind = leaf.get_content_type()
        if kind in _SEALED:
            if str(leaf.get_param("smime-type", "")).casefold() == "signed-data":
                raise Unsupported("a mail sealed in its signature")
            raise NeedsPassword("encrypted mail")
        if kind == "application/pgp-encrypted":
            raise NeedsPassword("encrypted mail")


def _is_text(leaf: Message) -> bool:
    kind = leaf.get_content_type()
    return (
        kind in ("text/plain", "text/html", "text/enriched")
        and leaf.get_content_disposition() != "attachment"
        and not _filename(leaf)
    )


def _body(message: Message, texts: list[Message]) -> str:
    """The plain texts; what was written in HTML alone is brought back to its words."""
    plain = [_text(leaf) for leaf in texts if leaf.get_content_type() != "text/html"]
    if any(text.strip() for text in plain):
        return "\n\n".join(text.strip() for text in plain if text.strip())
    rich = [_text(leaf) for leaf in texts if leaf.get_content_type() == "text/html"]
    return "\n\n".join(hypertext.text_of(text) for text in rich)


def _text(leaf: Message) -> str:
    data = _bytes(leaf) or b""
    try:
        return data.decode(leaf.get_content_charset() or "utf-8")
    except (LookupError, ValueError):
        pass
    try:
        return data.decode("utf-8")
    except ValueError:
        return data.decode("cp1252", "replace")


def _bytes(leaf: Message) -> bytes | None:
    try:
        payload = leaf.get_payload(decode=True)
    except _BROKEN:
        return None
    return payload if isinstance(payload, bytes) else None


def _says_something(leaf: Message) -> bool:
    try:
        return bool(leaf.get_payload())
    except _BROKEN:  # a name of an encoding that no codec can have
        return True


def _header(message: Message, name: str) -> str:
    return " ".join(_decoded(message.get(name)).split())[:_LONGEST_HEADER]


def _decoded(value: object) -> str:
    if value is None:
        return ""
    raw = str(value)[: 10 * _LONGEST_HEADER]
    try:
        return str(make_header(decode_header(raw)))
    except _BROKEN:
        return raw


def _filename(leaf: Message) -> str:
    try:
        return _decoded(leaf.get_filename())
    except _BROKEN:
        return ""


def _inside(leaves: list[Message]) -> Iterator[Part | Warning]:
    left_out = 0
    for leaf in leaves:
        kind, name = leaf.get_content_type(), _filename(leaf)
        if kind in _PACKED or name.casefold() == "winmail.dat":
            yield Warning("winmail_unread", detail=name)
            continue
        if kind == "message/rfc822":
            yield _attached_mail(leaf, name)
            continue
        data = _bytes(leaf)
        if data is None or (not data and _says_something(leaf)):
            yield Warning("part_unreadable", detail=name)
            continue
        inline = leaf.get_content_disposition() == "inline" or "Content-ID" in leaf
        if trifles.of_a_mail(name, kind, data, inline=inline):
            left_out += 1
        elif data or name:
            yield Part(name or _nameless(kind), data)
    if left_out:
        yield Warning("parts_left_out", detail=str(left_out))


def _attached_mail(leaf: Message, name: str) -> Part | Warning:
    payload = leaf.get_payload()
    inner = payload[0] if isinstance(payload, list) and payload else None
    if not isinstance(inner, Message):
        return Warning("part_unreadable", detail=name)
    name = name or f"{_header(inner, 'Subject') or 'mail'}.eml"
    try:
        return Part(name, inner.as_bytes())
    except (*_BROKEN, RecursionError):
        return Warning("part_unreadable", detail=name)


def _nameless(kind: str) -> str:
    endings = {"application/pdf": "pdf", "application/zip": "zip", "text/html": "html"}
    return f"unnamed.{endings[kind]}" if kind in endings else "unnamed"
