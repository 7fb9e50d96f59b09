"""Whom a certificate is for, who issued it, and in which country the holder is."""

import re
from collections.abc import Iterator, Sequence

from extraction import pieces
from extraction.certificates.labelled import Field, is_label
from extraction.entities import countries
from extraction.entities.organisations import LEGAL_FORMS
from extraction.entities.tokens import key
from extraction.pieces import Piece, Sheet
from extraction.records import Page, Value

_RULE = "label"
_MORE_FORMS = frozenset(("sau", "slu", "sasu", "eurl", "ek", "ohg", "ug", "sca", "scrl", "cvba"))
_PHRASE = "phrase"
_SAMPLE = 8_000  # characters of a page: certificates are short
_ADDRESS_LINES = 4
_CERTIFY = re.compile(
    r"\b(?:certif(?:y|ies|ied)|attests?|verklaart|verklaard|verklaren|bescheinigt|best[äa]tigt"
    r"|certifi(?:e|ons|ent)|atteste|certifica|certifier|attesta|onaylar"
    r"|hereby (?:confirms?|declares?))\b",
    re.IGNORECASE,
)
# A line that ends so opens the holder's name on the next one.
_OPENS = re.compile(
    r"(?:\b(?:of|van|von|vom|der|des|de|di|del|dell.|for|that|dat|dass|que|che|by"
    r"|(?:the |the following )?(?:company|organi[sz]ation|organi[sz]ations?|firm|site)"
    r"|(?:het |de )?(?:bedrijf|onderneming|organisatie)|(?:der |das |die )?(?:firma|unternehmen)"
    r"|organisation|(?:la )?soci[ée]t[ée]|(?:l.)?entreprise|(?:la )?empresa|(?:la )?organizaci[óo]n"
    r"|l.azienda|l.organizzazione|(?:la )?societ[àa]|sistema|system|systeem|système))\s*[:：]?$",
    re.IGNORECASE,
)
_CLAIM = (
    r"(?:has (?:been|successfully|implemented|established)|have been|is (?:certified|conformant|a )"
    r"|was (?:found|assessed)|meets|complies|conforms|fulfil|applies|operates|voldoet"
    r"|is gecertificeerd|heeft|ist|hat|erf[üu]llt|est (?:certifi|conforme)|a (?:été|mis)"
    r"|satisfait|ha sido|cumple"
    r"|[èe] (?:stat|conforme|certificat)|soddisfa|es conforme)"
)
_INLINE = re.compile(
    rf"\b(?:that|dat|dass|que|che)\s{{1,3}}(?:(?:the|de|die|la|l.)\s{{0,2}}"
    r"(?:company|refiner|smelter|firm|onderneming|firma|soci[ée]t[ée]|empresa|azienda)\s{1,3})?"
    rf"(?P<value>[A-ZÀ-Þ0-9][^:;]{{2,100}}?),?\s{{1,3}}{_CLAIM}\b"
)
_SYSTEM_OF = re.compile(
    r"\b(?:system|systeem|sistema|syst[èe]me)\b[^\n:]{0,50}?\s(?:of|van|der|des|von|de|di|at"
    r"|operated by)\s{0,3}(?:the |de |die |la )?"
    r"(?:company |firma |onderneming )?(?P<value>[A-ZÀ-Þ0-9][^\n:;]{2,90})",
    re.IGNORECASE,
)
_CLAIMS = re.compile(rf"\W*{_CLAIM}\b", re.IGNORECASE)
_ENDS = re.compile(
    r"\s{1,4}(?:complies|has |have |is |are |meets|conforms|located|voldoet|gevestigd|mit sitz"
    r"|est |sise|sis |hat |te [A-Z]|with (?:its|the)|situated|en [A-Z]|con (?:sede|domicilio))",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:on behalf of|namens|im (?:namen|auftrag) (?:der|von)|au nom de|per conto di"
    r"|(?:issued|approved|certified|assessed|audited|performed|carried out|conducted|undertaken) by"
    r"|(?:afgegeven|uitgegeven|goedgekeurd|beoordeeld|gecertificeerd|uitgevoerd) door"
    r"|(?:ausgestellt|zertifiziert|durchgef[üu]hrt) (?:von|durch)"
    r"|(?:d[ée]livr[ée]|[ée]mis|approuv[ée]|r[ée]alis[ée]e?|certifi[ée]) par|(?:emesso"
    r"|rilasciato|approvato|certificato) da"
    r"|(?:emitido|aprobado|certificado|expedido) por"
    r"|von(?= [^\n]{3,60} (?:nach|gem[äa][ßs]s?)\b)|durch)\s{1,4}(?:(?:the|de|der|la|het)\s{1,4})?"
    r"(?P<value>[A-ZÀ-Þ0-9][^\n:;]{2,80})",
)
_BY_ENDS = re.compile(
    r"\s{1,3}(?:on|op|am|le|il|el|to the|against|in accordance|according|following|volgens|nach"
    r"|gem[äa]|selon|secondo|de acuerdo|seg[úu]n|in respect|for|as)\s|,? following|\.\s"
    r"|\.$|,\s{1,3}(?=\d)",
)
_PROPERTY = re.compile(
    r"(?:property of|eigendom van|eigentum (?:der|von|des)|propri[ée]t[ée] (?:de|du)|propiedad de"
    r"|propriet[àa] di)\s{1,3}(?:the |de |la )?(?P<value>[A-ZÀ-Þ0-9][^\n,;:.]{3,60}(?:\.[A-Z]\.)?)"
    r"(?=[,.;\n]|$)",
)
_BODY = re.compile(
    r"^(?:the |de |die |l.|el |la )?(?:zertifizierungsstelle|certification body"
    r"|certificerende instelling|certificatie-?instelling"
    r"|organisme (?:de certification|certificateur)"
    r"|organismo (?:de certificaci[óo]n|di certificazione)|entidad de certificaci[óo]n"
    r"|ente di certificazione)"
    r"\s+(?:(?:of|der|des|von|van|de|di)\s+)?",
    re.IGNORECASE,
)
_NOT_ISSUER = re.compile(
    r"\b(?:this|dit|hiermit|hierbij|hiermee|we|wij|wir|nous|ceci|certificate|zertifikat|se|si|por|page"
    r"|UKAS|RvA|DAkkS|COFRAC|ENAC|ACCREDIA|ANAB|IAF|BELAC|JAS-ANZ|EA MLA)\b(?!\.)"
    r"|\baccredit|\bakkredit|\bacredit",
    re.IGNORECASE,
)
_ABOVE = re.compile(
    r"\b(?:above|bovengenoemde?|bovenstaande|oben ?genannten?|obigen?|susmentionn|ci-dessus|arriba"
    r"|susodich|suddett|sopra (?:indicat|citat)|yukar[ıi]da)",
    re.IGNORECASE,
)
_HEREBY = re.compile(
    r"\s{0,4}(?:hereby|hierbij|hiermee|hiermit|par la pr[ée]sente|por la presente)?\s{0,4}$",
    re.IGNORECASE,
)
_WEB = re.compile(r"(?:www\.|@)(?P<name>[a-z\d][a-z\d-]{4,38}[a-z\d])\.[a-z]", re.IGNORECASE)
_APART = r"[\s.&-]{0,2}"  # between the letters of a name that an address runs together
_TITLE = re.compile(
    r"^\W*(?:certificat|certificaat|zertifikat|certificad|sertifika|conformance letter|letter of)",
    re.IGNORECASE,
)


def holder(of: Sheet, fields: Sequence[Field]) -> Value | None:
    """The holder: by its label, on the line that a sentence opens, or inside a sentence."""
    named = [_name(of.page, _lines_of(of.page, one)) for one in fields if one.name == "holder"]
    sure = [one.sure and one.label != "to" for one in fields if one.name == "holder"]
    labelled = [(value, safe) for value, safe in zip(named, sure, strict=True) if value]
    return (
        next((value for value, safe in labelled if safe), None)
        or _opened(of)
        or _in_sentence(of.page)
        or _before_claim(of)
        or next((value for value, _ in labelled if _is_name(value.text)), None)
        or _over_address(of)
    )


def _over_address(of: Sheet) -> Value | None:
    """A name with a legal form that stands by itself, below the title, over an address."""
    titled = bool(_ABOVE.search(of.page.text[:_SAMPLE]))
    for piece in of.pieces:
        titled = titled or bool(_TITLE.match(piece.text))
        if not titled or not _has_form(piece.text) or is_label(piece.text):
            continue
        if _CERTIFY.search(piece.text):
            continue
        under = pieces.below(of, piece)
        if under is None or is_label(under.text) or _CERTIFY.search(under.text):
            continue
        if _in_address(of.page, piece.end):
            return _name(of.page, [(piece.start, piece.end)], "over its address")
    return None


def _lines_of(page: Page, field: Field) -> list[tuple[int, int]]:
    """The stretches that are the name: the first, and more while no legal form ended it."""
    kept = [field.spans[0]]
    for span in field.spans[1:]:
        before = page.text[kept[-1][0] : kept[-1][1]]
        after = page.text[span[0] : span[1]]
        if (_has_form(before) and not _form_next(after)) or _is_address(after):
            break
        kept.append(span)
    return kept


def _has_form(text: str) -> bool:
    words = re.split(r"[\s(),]+", text)
    return any(_is_form(word) for word in words[1:])


def _is_form(word: str) -> bool:
    return key(word.replace(".", "")) in LEGAL_FORMS | _MORE_FORMS


def _is_address(text: str) -> bool:
    return any(char.isdigit() for char in text) or bool(countries.search(text))


def _name(page: Page, spans: Sequence[tuple[int, int]], rule: str = _RULE) -> Value | None:
    """The name without the address that may follow it on the same line."""
    start, end = spans[-1]
    line = page.text.find("\n", start, end)
    if line > 0 and _has_form(page.text[start:line]):
        end = line
    text = page.text[start:end]
    for comma in re.finditer(r",\s", text):
        rest = text[comma.end() :]
        if _has_form(text[: comma.start()]) and not _form_next(rest) and _is_address(rest):
            end = start + comma.start()
            break
    while end > start and page.text[end - 1] in " ,;:*\"”“«»'":
        end -= 1
    while start < end and page.text[start] in '"“”«»* ':
        start += 1
    kept = [*spans[:-1], (start, end)]
    return pieces.value(page, kept, None, rule) if end - start > 1 else None


def _form_next(rest: str) -> bool:
    """Whether a text goes on with a legal form: ``Co., Ltd.``."""
    first = re.split(r"[\s,]", rest, maxsplit=1)[0]
    return _is_form(first)


def _opened(of: Sheet) -> Value | None:
    """The line under one that ends as a sentence does before a name."""
    for piece in of.pieces:
        if not _OPENS.search(piece.text):
            continue
        if is_label(piece.text) and not _CERTIFY.search(piece.text):
            continue
        before = of.page.text[max(0, piece.start - 160) : piece.end]
        if not _CERTIFY.search(before):
            continue
        aside = pieces.beside(of, piece)
        under = aside or pieces.below(of, piece)
        if under is None or not under.text[:1].isupper() and not under.text[:1].isdigit():
            continue
        more = pieces.following(of, under, 2, _no_name)
        spans = [(under.start, under.end), *((one.start, one.end) for one in more)]
        if _has_form(under.text) or not more or more[0].height < under.height * 0.9:
            spans = spans[:1]
        ends = _ENDS.search(under.text) if len(spans) == 1 else None
        if ends:
            spans = [(under.start, under.start + ends.start())]
        return _name(of.page, spans, _PHRASE)
    return None


def _no_name(piece: Piece) -> bool:
    return _is_address(piece.text) or bool(_CLAIMS.match(piece.text)) or is_label(piece.text)


def _in_sentence(page: Page) -> Value | None:
    for match in _CERTIFY.finditer(page.text, 0, _SAMPLE):
        for pattern in (_SYSTEM_OF, _INLINE):
            found = pattern.search(page.text, match.end(), match.end() + 260)
            if found and (value := _cut(page, *found.span("value"))):
                return value
    for found in _INLINE.finditer(page.text, 0, _SAMPLE):
        if value := _cut(page, *found.span("value")):
            return value
    return None


def _cut(page: Page, start: int, end: int) -> Value | None:
    ends = _ENDS.search(page.text, start, end)
    value = _name(page, [(start, ends.start() if ends else end)], _PHRASE)
    capital = value is not None and (value.text[0].isupper() or value.text[0].isdigit())
    return value if capital else None


def _before_claim(of: Sheet) -> Value | None:
    """The line above ``has been certified against``, past the address between."""
    for number, piece in enumerate(of.pieces):
        if not _CLAIMS.match(piece.text):
            continue
        for above in reversed(of.pieces[max(0, number - _ADDRESS_LINES) : number]):
            if _has_form(above.text) or not _is_address(above.text):
                usable = not is_label(above.text) and not _TITLE.match(above.text)
                usable = usable and not _CERTIFY.search(above.text)
                return _name(of.page, [(above.start, above.end)], _PHRASE) if usable else None
    return None


def country(page: Page, fields: Sequence[Field], held: Value | None) -> Value | None:
    """By its label, in the labelled address, or in the address below the holder's name."""
    for name in ("country", "address"):
        for field in (one for one in fields if one.name == name):
            if found := _last_country(page, field.start, field.end):
                return found
    if held is None:
        return None
    name = held.text.split("\n")[0]
    for match in re.finditer(re.escape(name).replace(r"\ ", r"\s+"), page.text):
        if found := _in_address(page, match.end()):
            return found
    return None


def _in_address(page: Page, start: int) -> Value | None:
    """The last country of the first line that names one, of the few lines after ``start``."""
    at = start
    for number, line in enumerate(page.text[start:].split("\n")[: _ADDRESS_LINES + 1]):
        if number and (is_label(line) and not line.rstrip().endswith(",")):
            return None
        if number and (_CLAIMS.match(line) or _CERTIFY.search(line)):
            return None
        if found := _last_country(page, at, at + len(line)):
            return found
        at += len(line) + 1
    return None


def _last_country(page: Page, start: int, end: int) -> Value | None:
    text = page.text[start:end]
    last = max(text.rstrip().rfind(sign) for sign in ",\n–") + 1
    whole = text[last:].strip(" .()")
    if whole and countries.country_of(whole).code:
        at = start + last + text[last:].index(whole)
        code = countries.country_of(whole).code
        return pieces.value(page, [(at, at + len(whole))], code, "address")
    for span in reversed(countries.search(text)):
        code = countries.country_of(text[span.start : span.end]).code
        if code and _ends_address(text[span.end :]):
            return pieces.value(page, [(start + span.start, start + span.end)], code, "address")
    return None


def _ends_address(rest: str) -> bool:
    """Countries end an address: what follows is no more of a name."""
    return not re.match(r"\s?[\w(]", rest) or bool(re.match(r"\s+(?:has|have|is)\b", rest))


def issuer(of: Sheet, fields: Sequence[Field], held: Value | None) -> Value | None:
    """By its label, in the sentence that certifies, by ``approved by``, or from the letterhead.

    Before the letterhead comes a name that an address of the web on the paper is made of. ``held``
    is the holder's name, which may stand in either place.
    """
    for field in (one for one in fields if one.name == "issuer"):
        value = _name(of.page, _lines_of(of.page, field))
        if value and not _NOT_ISSUER.search(value.text) and _is_name(value.text):
            return value
    for start, end, rule in (*_certifiers(of.page), *_by(of.page), *_owners(of.page)):
        name = of.page.text[start:end]
        if body := _BODY.match(name):
            start += body.end()
        value = _name(of.page, [(start, end)], rule)
        if value and not _NOT_ISSUER.search(value.text) and _is_name(value.text):
            return value
    return _behind_address(of.page, held) or _letterhead(of, held)


def _is_name(text: str) -> bool:
    return len(text) > 3 and (text[0].isupper() or text[0].isdigit())


def _certifiers(page: Page) -> Iterator[tuple[int, int, str]]:
    """What stands before ``certifies`` on its line, or alone on the line before it."""
    for match in _CERTIFY.finditer(page.text, 0, _SAMPLE):
        start = page.text.rfind("\n", 0, match.start()) + 1
        before = page.text[start : match.start()]
        plain = _HEREBY.sub("", before)
        if plain.strip():
            yield start + len(plain) - len(plain.lstrip()), start + len(plain), _PHRASE
        elif start > 1:
            above = page.text.rfind("\n", 0, start - 1) + 1
            if _BODY.match(page.text[above : start - 1]):
                yield above, start - 1, _PHRASE


def _by(page: Page) -> Iterator[tuple[int, int, str]]:
    flat = page.text[:_SAMPLE].replace("\n", " ")
    for match in _BY.finditer(flat):
        start, end = match.span("value")
        ends = _BY_ENDS.search(flat, start, end)
        end = ends.start() if ends else min(end, _line_end(page.text, start))
        yield start, _with_form(flat, start, end), _PHRASE


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def _owners(page: Page) -> Iterator[tuple[int, int, str]]:
    """Whose property the paper says it is."""
    for match in _PROPERTY.finditer(page.text, 0, _SAMPLE):
        yield *match.span("value"), _PHRASE


def _with_form(text: str, start: int, end: int) -> int:
    """A full stop that belongs to a legal form stays with it."""
    last = re.split(r"\s", text[start:end])[-1]
    return end + 1 if _is_form(last) and text[end : end + 1] == "." else end


def _letterhead(of: Sheet, held: Value | None) -> Value | None:
    """The name that stands by itself above the title: the body whose paper it is."""
    above: list[Piece] = []
    for piece in of.pieces[:8]:
        if _TITLE.match(piece.text):
            break
        above.append(piece)
    else:
        return None
    for piece in above[:3]:
        if held is not None and piece.text in held.text:
            continue
        usable = _is_name(piece.text) and len(piece.text) <= 60 and not is_label(piece.text)
        if usable and not any(map(str.isdigit, piece.text)) and not _NOT_ISSUER.search(piece.text):
            return pieces.value(of.page, [(piece.start, piece.end)], None, "letterhead")
    return None


def _behind_address(page: Page, held: Value | None) -> Value | None:
    """The words that the paper's address on the web runs together: ``Voorbeeld Keur``."""
    for address in _WEB.finditer(page.text, 0, _SAMPLE):
        letters = [re.escape(letter) for letter in address["name"] if letter.isalnum()]
        apart = re.compile(rf"(?<![\w@.]){_APART.join(letters)}(?![\w@.])", re.IGNORECASE)
        for found in apart.finditer(page.text, 0, _SAMPLE):
            if held is not None and found[0].casefold() in held.text.casefold():
                continue
            if _is_name(found[0]) and not _NOT_ISSUER.search(found[0]):
                return pieces.value(page, [found.span()], None, "address on the web")
    return None
