"""Certificates and letters of conformance: number, holder, norm, scope, sites, issuer, dates.

The fields are those that ISO/IEC 17021-1, 8.2.2, has a certification document show.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from extraction import labels, places
from extraction.entities import countries, dates, standards
from extraction.labels import Field
from extraction.records import Certificate, Page, Scheme, Value, Warning

_RULE = "label"
_PHRASE = "phrase"
_LONGEST_SCOPE = 12  # lines
_MOST_SITES = 50
_SAMPLE = 8_000  # characters of a page: certificates are short
_FIELDS = ("standard", "number", "holder", "country", "scope", "issuer", "issued", "expires")
_WORDS = tomllib.loads((Path(__file__).parent / "certificate_labels.toml").read_text("utf-8"))
_LABELS = labels.compiled(_WORDS)
_BEFORE_DATE = {
    name: re.compile(
        rf"(?:{'|'.join(_WORDS[name])})\s{{0,9}}[:.]?\s{{0,9}}(?:(?:the|le|am|op|el|il|vom)\s)?$",
        re.I,
    )
    for name in ("issued", "expires", "first")
}
_NUMBER = re.compile(r"[A-Z0-9][\w./-]{0,40}(?: [\w./-]{0,20}\d[\w./-]{0,20}){0,4}", re.IGNORECASE)
_INLINE_NUMBER = re.compile(
    r"(?:certificate|certificaat|zertifikats?|certificat|certificato|certificado|sertifika"
    r"|certification|registration)[ -]{0,2}(?:registrier-?)?"
    r"(?:no|nr|number|nummer|id|n°|nº|n)\b\.?\s{0,4}:?\s{0,4}"
    r"(?P<value>[A-Z]{0,6}[-./ ]?\d[\w./-]*)",
    re.IGNORECASE,
)
_CERTIFIES = re.compile(
    r"(?P<issuer>[^\n:]{3,80}?)?\s{0,3}(?:hereby\s{1,3})?"
    r"(?:this is to certify|certif(?:y|ies)|verklaart(?: hierbij)?|bescheinigt(?: hiermit)?"
    r"|bestätigt(?: hiermit)?|certifie|attesta|certifica|attests)"
    r"\s{0,4},?\s{0,4}(?:that|dat|dass|que|che)\s{0,4}:?\s{0,4}"
    r"(?:(?:the|het|das|le|il|el)\s{1,4}[\w -]{0,60}?(?:system|systeem|systems|sistema|système)"
    r"[\w' -]{0,40}?\s(?:of|van|der|des|de|di|operated by)\s{0,4}:?\s{0,4})?"
    r"(?:(?:the|de|het|die|das|la|le)\s{1,4}(?:company|organi[sz]ation|bedrijf|onderneming|firma"
    r"|unternehmen|société|refiner|smelter)\s{0,4}:?\s{0,4})?(?P<holder>[^\n,;]{3,90})",
    re.IGNORECASE,
)
_HOLDER_ENDS = re.compile(
    r"\s{1,4}(?:complies|has |have |is |are |meets|conforms|located|voldoet|een? |ein |gevestigd"
    r"|mit sitz|anwendet|est |sise|aan de|hat |in |te |applies|for the|with )|\s{0,4}[(<]",
    re.IGNORECASE,
)
_BEHALF = re.compile(
    r"(?:on behalf of|namens|im (?:namen|auftrag) (?:der|von)|au nom de|per conto di|issued by"
    r"|afgegeven door|ausgestellt (?:von|durch)|délivré par|emesso da|emitido por)\s{1,4}"
    r"(?:(?:the|de|der|la)\s{1,4})?(?P<value>[A-Z0-9][^\n,;:]{2,80})",
    re.IGNORECASE,
)
_NOT_ISSUER = re.compile(
    r"\b(?:this|dit|hiermit|hierbij|we|wij|wir|nous|certificate|zertifikat)\b", re.I
)
_UP_TO = re.compile(
    r"\s*(?:[-–—]|to|until|till|tot(?: en met)?|t/m|bis(?: zum)?|au|al|hasta)\s*", re.I
)
_BODY = re.compile(
    r"^(?:(?:die |the |de )?(?:zertifizierungsstelle (?:der|des)|certification body(?: of)?"
    r"|certificerende instelling)\s+)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"^[^\S\n]*(?:certificate|certificaat|zertifikat|certificat|certificato|certificado|sertifika)"
    r"[^\n]{0,30}$",
    re.IGNORECASE | re.MULTILINE,
)
_BULLET = re.compile(r"^\s*(?:[-•*·▪–]|\d{1,2}[.)])\s*")


def read(pages: Sequence[Page]) -> tuple[Certificate, ...]:
    """The certificates of a document; a field that is not found is None."""
    order = dates.order_of(page.text for page in pages)
    found: list[Certificate] = []
    for group in _groups(pages):
        certificate = _read(group, order)
        if certificate.number or certificate.holder or certificate.expires:
            found.append(certificate)
    return tuple(found)


def doubts(found: Sequence[Certificate]) -> Iterator[Warning]:
    """What a person should look at: several certificates, dates that are odd."""
    if len(found) > 1:
        yield Warning("several_certificates", detail=str(len(found)))
    for certificate in found:
        if not (certificate.issued and certificate.expires):
            continue
        first, last = certificate.issued.value, certificate.expires.value
        if first is None or last is None:
            continue
        days = (date.fromisoformat(last) - date.fromisoformat(first)).days
        if days < 0:
            yield Warning("dates_reversed", certificate.expires.source.page)
        elif days > 3 * 366 + 31:  # a month's grace: renewals keep the old cycle's day
            yield Warning("long_validity", certificate.expires.source.page)


def _groups(pages: Sequence[Page]) -> list[list[Page]]:
    """Pages by certificate: a page with another number begins the next one."""
    groups: list[list[Page]] = []
    current = ""
    for page in pages:
        number = _number(page)
        if not groups or (number and current and number.text != current):
            groups.append([])
        groups[-1].append(page)
        current = number.text if number else current
    return groups


def _read(pages: Sequence[Page], order: dates.Order | None) -> Certificate:
    found = Certificate(Scheme.OTHER)
    for page in pages:
        found = _filled(found, _read_page(page, order))
    return found


def _filled(one: Certificate, other: Certificate) -> Certificate:
    """The first page's fields, gaps filled from a later page."""
    gaps = {
        name: getattr(other, name)
        for name in (
            "standard",
            "number",
            "holder",
            "country",
            "scope",
            "issuer",
            "issued",
            "expires",
        )
        if getattr(one, name) is None
    }
    scheme = other.scheme if one.standard is None else one.scheme
    return replace(one, scheme=scheme, sites=one.sites or other.sites, **gaps)


def _read_page(page: Page, order: dates.Order | None) -> Certificate:
    fields: dict[str, Field] = {}
    for field in labels.find(page, _LABELS):
        fields.setdefault(field.name, field)
    scheme, standard = _norm(page)
    issued, expires = _period(page, fields, order)
    holder = _holder(page, fields)
    return Certificate(
        scheme=scheme,
        standard=standard,
        number=_number(page, fields.get("number")),
        holder=holder,
        country=_country(page, fields, holder),
        sites=_sites(page, fields.get("sites")),
        scope=_scope(page, fields.get("scope")),
        issuer=_issuer(page, fields),
        issued=issued,
        expires=expires,
    )


def _norm(page: Page) -> tuple[Scheme, Value | None]:
    found = [norm for norm in standards.find_norms(page.text) if norm.norm.family]
    if not found:
        return Scheme.OTHER, None
    best = next((norm for norm in found if ":" in norm.name), found[0])
    family = best.norm.family or Scheme.OTHER
    return family, places.value(page, best.start, best.end, best.name, "norm")


def _number(page: Page, field: Field | None = None) -> Value | None:
    if field is None:
        field = next((f for f in labels.find(page, _LABELS) if f.name == "number"), None)
    if field is not None:
        match = _NUMBER.match(page.text, field.start, min(field.end, field.start + 80))
        if match and any(char.isdigit() for char in match.group()):
            return places.value(page, match.start(), match.end(), match.group(), _RULE)
    inline = _INLINE_NUMBER.search(page.text, 0, _SAMPLE)
    if inline is None:
        return None
    start, end = inline.span("value")
    end -= len(inline["value"]) - len(inline["value"].rstrip("."))
    return places.value(page, start, end, page.text[start:end], _PHRASE)


def _holder(page: Page, fields: dict[str, Field]) -> Value | None:
    if field := fields.get("holder"):
        return places.value(page, field.start, field.end, _text(page, field), _RULE)
    for match in _CERTIFIES.finditer(page.text, 0, _SAMPLE):
        start, end = match.span("holder")
        cut = _HOLDER_ENDS.search(page.text, start, end)
        end = cut.start() if cut else end
        name = page.text[start:end].strip(" :*")
        if len(name) > 2 and (name[0].isupper() or name[0].isdigit()):
            start = page.text.index(name, start)
            return places.value(page, start, start + len(name), name, _PHRASE)
    return None


def _text(page: Page, field: Field) -> str:
    return " ".join(page.text[field.start : field.end].split())


def _country(page: Page, fields: dict[str, Field], holder: Value | None) -> Value | None:
    """The country by its label, or the first one in the address below the holder's name."""
    if (field := fields.get("country")) and countries.country_of(_text(page, field)).known:
        code = countries.country_of(_text(page, field)).code
        return places.value(page, field.start, field.end, code, _RULE)
    if holder is None:
        return None
    after = page.text.find(holder.text.split("\n")[0]) + len(holder.text)
    start = max(after, 0)
    end = start
    for line in page.text[start:].splitlines(keepends=True)[:5]:
        if end > start and labels.is_label(line.strip(), _LABELS):
            break
        end += len(line)
    spans = countries.search(page.text[start:end])
    if not spans:
        return None
    first = spans[0]
    code = countries.country_of(page.text[start + first.start : start + first.end]).code
    return places.value(page, start + first.start, start + first.end, code, "address")


def _scope(page: Page, field: Field | None) -> Value | None:
    if field is None:
        return None
    end = labels.block(page, field, _LABELS, _LONGEST_SCOPE)
    text = " ".join(page.text[field.start : end].split())
    return places.value(page, field.start, end, text, _RULE)


def _sites(page: Page, field: Field | None) -> tuple[Value, ...]:
    if field is None:
        return ()
    end = labels.block(page, field, _LABELS, _MOST_SITES)
    found: list[Value] = []
    at = field.start
    for line in page.text[field.start : end].split("\n"):
        text = _BULLET.sub("", line).strip()
        if text:
            start = at + line.index(text)
            found.append(places.value(page, start, start + len(text), text, _RULE))
        at += len(line) + 1
    return tuple(found)


def _issuer(page: Page, fields: dict[str, Field]) -> Value | None:
    if field := fields.get("issuer"):
        return places.value(page, field.start, field.end, _text(page, field), _RULE)
    for match in _CERTIFIES.finditer(page.text, 0, _SAMPLE):
        name = _BODY.sub("", (match["issuer"] or "").strip(" :"))
        if len(name) > 3 and name[0].isupper() and not _NOT_ISSUER.search(name):
            start = match.start("issuer") + match["issuer"].index(name)
            return places.value(page, start, start + len(name), name, _PHRASE)
    behalf = _BEHALF.search(page.text, 0, _SAMPLE)
    if behalf is None:
        return _letterhead(page)
    name = behalf["value"].strip(" .")
    return places.value(
        page, behalf.start("value"), behalf.start("value") + len(name), name, _PHRASE
    )


def _letterhead(page: Page) -> Value | None:
    """The name that stands by itself above the title: the body whose paper it is."""
    title = _TITLE.search(page.text, 0, _SAMPLE)
    above = page.text[: title.start()] if title else ""
    lines = [line.strip() for line in above.split("\n") if line.strip()]
    if not lines or len(lines) > 3 or len(lines[0]) > 60 or not lines[0][0].isupper():
        return None
    if any(char.isdigit() for char in lines[0]) or labels.is_label(lines[0], _LABELS):
        return None
    start = page.text.index(lines[0])
    return places.value(page, start, start + len(lines[0]), lines[0], "letterhead")


def _period(
    page: Page, fields: dict[str, Field], order: dates.Order | None
) -> tuple[Value | None, Value | None]:
    """Issue and expiry: each by its label, by the words before a date, or both of one period."""
    issued = _date(page, fields.get("issued"), order, 0)
    expires = _date(page, fields.get("expires"), order, 1)
    for name in ("issued", "period", "expires"):
        field = fields.get(name)
        if field and len(dates.find(page.text[field.start : field.end], order=order)) > 1:
            issued = issued or _date(page, field, order, 0)
            expires = expires or _date(page, field, order, 1)
    said = _said(page, order)
    issued = issued or said.get("issued") or _date(page, fields.get("first"), order, 0)
    return issued or said.get("first"), expires or said.get("expires")


def _said(page: Page, order: dates.Order | None) -> dict[str, Value]:
    """Dates by the words right before them: ``valid until 6 June 2027``, ``from ... to ...``."""
    found: dict[str, Value] = {}
    last = ""
    after = 0
    for each in dates.find(page.text, order=order):
        before = page.text[max(after, each.start - 60) : each.start]
        name = next((n for n, words in _BEFORE_DATE.items() if words.search(before)), "")
        if not name and last == "issued" and _UP_TO.fullmatch(before):
            name = "expires"
        if name and name not in found:
            found[name] = places.value(page, each.start, each.end, each.value, _PHRASE)
        last, after = name, each.end
    return found


def _date(page: Page, field: Field | None, order: dates.Order | None, which: int) -> Value | None:
    if field is None:
        return None
    found = dates.find(page.text[field.start : field.end], order=order)
    if not found:
        return None
    chosen = found[min(which, len(found) - 1)]
    start, end = field.start + chosen.start, field.start + chosen.end
    return places.value(page, start, end, chosen.value, _RULE)
