"""What a person should look at in a certificate: questions, never accusations."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from extraction.records import Certificate, Page, Value, Warning

_LONGEST = 3 * 366 + 31  # days; a month's grace: renewals keep the old cycle's day
# Editions whose certificates had to be replaced by the end of a transition (IAF, SAAS).
_WITHDRAWN = frozenset(
    ("ISO 14001:1996", "ISO 14001:2004", "ISO 9001:1994", "ISO 9001:2000", "ISO 9001:2008")
    + ("ISO 50001:2011", "OHSAS 18001", "OHSAS 18001:1999", "OHSAS 18001:2007")
    + ("SA8000:2001", "SA8000:2004", "SA8000:2008", "ISO 27001:2005", "ISO 27001:2013")
)

# Said of this certificate; that one may be suspended one day is said on nearly all of them.
_ENDED = re.compile(
    r"(?:\bstatus\s{0,3}:\s{0,3}|\b(?:has been|have been|is|was|werd|wurde|est|a été"
    r"|[èe] stat[oa]|ha sido"
    r"|est[áa])\s{1,3})(?:suspended|withdrawn|revoked|cancelled|geschorst|ingetrokken|ausgesetzt"
    r"|entzogen|zur[üu]ckgezogen|suspendue?|retir[ée]e?|sospes[oa]|revocat[oa]|ritirat[oa]"
    r"|suspendid[oa]|retirad[oa])\b",
    re.IGNORECASE,
)
_UNLESS = re.compile(
    r"\b(?:if|unless|until|in case|when|indien|tenzij|als|wenn|falls|sofern|si|sauf"
    r"|se|salvo|cuando)\b"
    r"[^.]{0,160}$",
    re.IGNORECASE,
)
_MOST = 20_000  # characters of a page that are looked at


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a certificate that was seen before. Dates are ISO 8601."""

    number: str
    holder: str | None
    issued: str | None
    expires: str | None


def doubts(found: Sequence[Certificate]) -> Iterator[Warning]:
    """Several certificates, dates that are odd, and a norm's edition that was withdrawn."""
    if len(found) > 1:
        yield Warning("several_certificates", detail=str(len(found)))
    for certificate in found:
        norm = certificate.standard
        if norm is not None and norm.value in _WITHDRAWN:
            yield Warning("withdrawn_edition", norm.source.page, norm.value)
        yield from _odd_dates(certificate)


def _odd_dates(certificate: Certificate) -> Iterator[Warning]:
    if not (certificate.issued and certificate.expires):
        return
    first, last = certificate.issued.value, certificate.expires.value
    if first is None or last is None:
        return
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days
    if days < 0:
        yield Warning("dates_reversed", certificate.expires.source.page)
    elif days > _LONGEST:
        yield Warning("long_validity", certificate.expires.source.page)


def ended(pages: Sequence[Page]) -> Iterator[Warning]:
    """Where a paper says of itself that it was suspended or withdrawn."""
    for page in pages:
        for match in _ENDED.finditer(page.text, 0, _MOST):
            if not _UNLESS.search(page.text, max(0, match.start() - 200), match.start()):
                yield Warning("certificate_ended", page.number, match.group())
                break


def seen_otherwise(certificate: Certificate, before: Sequence[Known]) -> Iterator[Warning]:
    """Certificates of the same number that were seen before with other dates or another holder.

    A later period is no doubt: renewals often keep the number.
    """
    if certificate.number is None:
        return
    number = _plain(certificate.number.text)
    for known in before:
        if _plain(known.number) != number:
            continue
        issued, expires = _date(certificate.issued), _date(certificate.expires)
        other_end = bool(expires and known.expires and expires != known.expires)
        renewed = bool(issued and known.issued and issued > known.issued)
        page = certificate.number.source.page
        if other_end and not renewed:
            yield Warning("number_with_other_dates", page, certificate.number.text)
        holder = certificate.holder.text if certificate.holder else None
        if holder and known.holder and _plain(holder) != _plain(known.holder):
            yield Warning("number_with_other_holder", page, known.holder)


def elsewhere(certificate: Certificate, smelter_country: str | None) -> Iterator[Warning]:
    """Whether a certificate's holder is in another country than the smelter it is to speak for.

    ``smelter_country``: ISO 3166-1 alpha-2.
    """
    found = certificate.country
    if found and found.value and smelter_country and found.value != smelter_country:
        yield Warning("holder_elsewhere", found.source.page, found.text)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _date(value: Value | None) -> str | None:
    return value.value if value else None
