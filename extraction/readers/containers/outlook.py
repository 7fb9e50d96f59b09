"""Messages as Outlook saves them (.msg). Only this module opens them."""

import struct
from collections.abc import Iterator
from typing import Any

from oxmsg import Message

from extraction.errors import Damaged
from extraction.readers.containers import hypertext, mail, trifles
from extraction.records import Page, Part, Warning

# A broken property shows itself only where it is read, and in as many ways as there are sorts.
_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
)
_HIDDEN = 0x7FFE  # PidTagAttachmentHidden (MS-OXCMSG 2.2.2.24): shown within the text
_SHORT_NAME = 0x3704  # PidTagAttachFilename: eight letters, a dot and three


def opened(data: bytes) -> tuple[Page, Iterator[Part | Warning]]:
    """The message's own text as page 1, and what hangs on it. Raises Damaged."""
    try:
        message = Message.load(data)
        attachments = message.attachments
    except _BROKEN as error:
        raise Damaged("an Outlook message whose structure is broken") from error
    said = (
        ("Subject", _told(message, "subject")),
        ("From", _told(message, "sender")),
        ("Date", _told(message, "sent_date")),
    )
    head = "\n".join(f"{name}: {' '.join(value.split())}" for name, value in said if value)
    body = _told(message, "body") or hypertext.text_of(_told(message, "html_body"))
    return mail.page_of(head, body), _inside(attachments, unread=not body.strip())


def _told(of: Any, name: str) -> str:
    try:
        value = getattr(of, name)
    except _BROKEN:
        return ""
    return "" if value is None else str(value).replace("\0", "")


def _inside(attachments: Any, *, unread: bool) -> Iterator[Part | Warning]:
    if unread:  # the text may stand in Rich Text only, which is not read
        yield Warning("mail_text_unread")
    left_out = 0
    for attachment in attachments:
        name = _told(attachment, "file_name") or _property(attachment, _SHORT_NAME)
        try:
            data = attachment.file_bytes
        except _BROKEN:
            data = None
        if data is None:  # by reference, or a message within the message
            yield Warning("part_unreadable", detail=name)
        elif name.casefold() == "winmail.dat":
            yield Warning("winmail_unread", detail=name)
        elif trifles.of_a_mail(
            name, _told(attachment, "mime_type"), data, inline=_hidden(attachment)
        ):
            left_out += 1
        else:
            yield Part(name, data)
    if left_out:
        yield Warning("parts_left_out", detail=str(left_out))


def _property(attachment: Any, pid: int) -> str:
    try:
        return str(attachment.properties.str_prop_value(pid) or "").replace("\0", "")
    except _BROKEN:
        return ""


def _hidden(attachment: Any) -> bool:
    try:
        return bool(attachment.properties.int_prop_value(_HIDDEN))
    except _BROKEN:
        return False
