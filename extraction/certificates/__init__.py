"""Certificates and letters of conformance: number, holder, norm, scope, sites, issuer, dates.

The fields are those that ISO/IEC 17021-1, 8.2.2, has a certification document show.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extraction import pieces
from extraction.certificates import norms, numbers, parties, parting, period, sites
from extraction.certificates.labelled import Form
from extraction.certificates.plausibility import doubts, ended
from extraction.entities import dates
from extraction.readers.tables import Table
from extraction.records import Certificate, Page, Scheme, Value

__all__ = ["doubts", "ended", "read", "tells"]

_SHORT = 4  # pages
_FIELDS = ("standard", "number", "holder", "country", "scope", "issuer", "issued", "expires")


def read(
    pages: Sequence[Page], tables: Mapping[int, Sequence[Table]] | None = None
) -> tuple[Certificate, ...]:
    """The certificates of a document; a field that is not found is None.

    ``tables`` holds the tables by page number.
    """
    order = dates.order_of(page.text for page in pages)
    found: list[Certificate] = []
    for group in parting.groups(pages, tables or {}):
        certificate = Certificate(Scheme.OTHER)
        for form in group:
            certificate = _filled(certificate, _read(form, order))
        if certificate.number or certificate.holder or certificate.expires:
            found.append(certificate)
    return tuple(found)


def tells(pages: Sequence[Page], tables: Mapping[int, Sequence[Table]]) -> bool:
    """Whether a short paper shows a certificate's number, norm and expiry under any title."""
    if len(pages) > _SHORT or not any(norms.named(page.text) for page in pages):
        return False
    return any(one.number and one.standard and one.expires for one in read(pages, tables))


def _filled(one: Certificate, other: Certificate) -> Certificate:
    """The first page's fields, gaps filled from a later page."""
    gaps = {name: getattr(other, name) for name in _FIELDS if getattr(one, name) is None}
    scheme = other.scheme if one.standard is None else one.scheme
    return replace(one, scheme=scheme, sites=one.sites or other.sites, **gaps)


def _read(form: Form, order: dates.Order | None) -> Certificate:
    page, fields = form.page, form.fields
    scheme, standard = norms.read(page, fields)
    issued, expires = period.read(page, fields, order)
    holder = parties.holder(form.sheet, fields)
    return Certificate(
        scheme=scheme,
        standard=standard,
        number=numbers.read(page, fields),
        holder=holder,
        country=parties.country(page, fields, holder),
        sites=sites.read(page, form.tables, next((f for f in fields if f.name == "sites"), None)),
        scope=_scope(form),
        issuer=parties.issuer(form.sheet, fields, holder),
        issued=issued,
        expires=expires,
    )


def _scope(form: Form) -> Value | None:
    field = next((one for one in form.fields if one.name == "scope"), None)
    return pieces.value(form.page, field.spans, None, "label") if field else None
