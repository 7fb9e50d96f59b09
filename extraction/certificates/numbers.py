"""The number of a certificate."""

import re
from collections.abc import Iterator, Sequence

from extraction import places
from extraction.certificates.labelled import Field
from extraction.records import Page, Value

_VALUE = re.compile(
    r"[A-Z0-9][\w./-]{0,40}(?: ?/ ?[\w.-]{1,20})?(?: [\w./-]{0,20}\d[\w./-]{0,20}){0,4}",
    re.IGNORECASE,
)
_ANOTHER = re.compile(r"reference|referenz|referentie|r[ée]f[ée]rence", re.IGNORECASE)
_SENTENCE = re.compile(
    r"\b(?:certificate|certificaat|zertifikats?|certificat|certificato|certificado|sertifika"
    r"|certification|registration|approval|your reference|reference)[ -]{0,2}(?:registrier-?)?"
    r"(?:no|nr|number|nummer|id|is|n°|nº|n)\b\.?\s{0,4}(?:is\s)?:?\s{0,4}"
    r"(?P<value>[A-Z]{0,6}[-./ ]?\d[\w./-]*(?: \d[\w./-]*){0,3})",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"^[^\w\n]{0,20}"
    r"(?:certificate|certificaat|zertifikat|certificat|certificato|certificado|sertifika)"
    r"\s{1,4}(?P<value>(?:[A-Z]{1,6}[ ./-]?)?\d[\w./-]{2,30}(?: \d[\w./-]*){0,3})(?=\s*(?:$|,))",
    re.IGNORECASE | re.MULTILINE,
)
_SAMPLE = 8_000  # characters of a page: certificates are short


def read(page: Page, fields: Sequence[Field]) -> Value | None:
    """The number behind its label, else in a sentence."""
    for value, _ in of_fields(page, fields):
        return value
    sentence = _SENTENCE.search(page.text, 0, _SAMPLE) or _UNNAMED.search(page.text, 0, _SAMPLE)
    if sentence is None:
        return None
    start, end = sentence.span("value")
    end -= len(sentence["value"]) - len(sentence["value"].rstrip(".,"))
    return places.value(page, start, end, page.text[start:end], "phrase")


def of_fields(page: Page, fields: Sequence[Field]) -> Iterator[tuple[Value, str]]:
    """The labelled numbers and their labels, references last."""
    named = [field for field in fields if field.name == "number"]
    for field in sorted(named, key=lambda field: bool(_ANOTHER.search(field.label))):
        start, end = field.spans[0]
        match = _VALUE.match(page.text, start, min(end, start + 80))
        if match and any(char.isdigit() for char in match.group()):
            text = match.group().rstrip(".,")
            yield places.value(page, start, start + len(text), text, "label"), field.label
