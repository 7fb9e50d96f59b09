"""What a person should look at in a certificate: questions, never accusations."""

from collections.abc import Iterator, Sequence
from datetime import date

from extraction.records import Certificate, Warning

_LONGEST = 3 * 366 + 31  # days; a month's grace: renewals keep the old cycle's day
# Editions whose certificates had to be replaced by the end of a transition (IAF, SAAS).
_WITHDRAWN = frozenset(
    ("ISO 14001:1996", "ISO 14001:2004", "ISO 9001:1994", "ISO 9001:2000", "ISO 9001:2008")
    + ("ISO 50001:2011", "OHSAS 18001", "OHSAS 18001:1999", "OHSAS 18001:2007")
    + ("SA8000:2001", "SA8000:2004", "SA8000:2008", "ISO 27001:2005", "ISO 27001:2013")
)


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
