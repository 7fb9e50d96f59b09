"""What travels along in a mail or archive and is no document: logos, signatures, system files."""

from extraction.readers.sniff import Format, sniff_part

_SMALL_PICTURE = 20_000  # bytes; a photographed page is never that small
_INLINE_PICTURE = 100_000  # shown in the text of the mail: a banner, a portrait
_TYPES = frozenset(
    {
        "application/ics",
        "application/pgp-keys",
        "application/pgp-signature",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "message/delivery-status",
        "message/disposition-notification",
        "message/external-body",
        "text/calendar",
        "text/directory",
        "text/rfc822-headers",
        "text/vcard",
        "text/x-amp-html",
        "text/x-vcard",
    }
)
_ENDINGS = (".asc", ".ics", ".p7s", ".sig", ".vcf")
_SYSTEM_FILES = frozenset({".ds_store", "desktop.ini", "thumbs.db"})


def of_a_mail(name: str, media_type: str, data: bytes, *, inline: bool) -> bool:
    """Whether an attachment is a signature, a card, an invitation or a small picture."""
    if media_type in _TYPES or name.casefold().endswith(_ENDINGS):
        return True
    most = _INLINE_PICTURE if inline else _SMALL_PICTURE
    return len(data) < most and sniff_part(data) is Format.PICTURE


def of_a_system(name: str) -> bool:
    """Whether an entry of an archive is a leaving of the system that packed it."""
    steps = name.replace("\\", "/").casefold().split("/")
    return "__macosx" in steps or steps[-1].startswith("._") or steps[-1] in _SYSTEM_FILES
