"""Which pages, and which parts of a page, are one certificate."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from extraction.certificates import labelled, numbers
from extraction.certificates.labelled import Form
from extraction.entities import standards
from extraction.readers.tables import Table
from extraction.records import Page

_ANNEX = re.compile(
    r"\b(?:annex|appendix|schedule|bijlage|anhang|anlage|annexe|allegato|anexo|addendum)\b", re.I
)
_HEAD = 300  # characters in which a page says that it is an annex
_TITLE = re.compile(
    r"^[^\S\n]*(?:certificate|certificaat|zertifikat|certificat|certificato|certificado|sertifika)"
    r"[^\n:\d]{0,40}$",
    re.IGNORECASE | re.MULTILINE,
)


def groups(pages: Sequence[Page], tables: Mapping[int, Sequence[Table]]) -> Iterator[list[Form]]:
    """Pages by certificate: a part with another number begins the next one, an annex does not."""
    group: list[Form] = []
    number, norm = "", ""
    for form in _parts(pages, tables):
        page = form.page
        own = numbers.read(page, form.fields)
        own_norm = next((n.name for n in standards.find_norms(page.text) if n.norm.family), "")
        another = bool(own and number and own.text != number)
        unnumbered = not own and bool(own_norm and norm) and own_norm != norm
        unnumbered = unnumbered and bool(_TITLE.search(page.text))
        if group and (another or unnumbered) and not _ANNEX.search(page.text[:_HEAD]):
            yield group
            group, number, norm = [], "", ""
        group.append(form)
        number = number or (own.text if own else "")
        norm = norm or own_norm
    if group:
        yield group


def _parts(pages: Sequence[Page], tables: Mapping[int, Sequence[Table]]) -> Iterator[Form]:
    for page in pages:
        whole = labelled.form(page, tables.get(page.number, ()))
        cuts = _cuts(whole)
        if not cuts:
            yield whole
        for start, end in zip([0, *cuts], [*cuts, len(page.text)], strict=True) if cuts else ():
            yield labelled.form(part_of(page, start, end), ())


def _cuts(form: Form) -> list[int]:
    """Where on a page the second certificate begins, and the ones after it."""
    page, fields = form.page, form.fields
    seen: dict[str, tuple[int, str]] = {}
    for value, label in numbers.of_fields(page, fields):
        at = page.text.find(value.text)
        seen.setdefault(value.text, (at, label))
    places = sorted(seen.values())
    labels = {label for _, label in places}
    if len(places) < 2 or len(labels) > 1:
        return []
    cuts: list[int] = []
    for (before, _), (at, _) in zip(places, places[1:], strict=False):
        titles = [m.start() for m in _TITLE.finditer(page.text, before, at)]
        cuts.append(titles[0] if titles else page.text.rfind("\n", 0, at) + 1)
    return cuts


def part_of(page: Page, start: int, end: int) -> Page:
    """A stretch of a page as a page of its own; boxes stay where they are."""
    words = tuple(
        word._replace(start=word.start - start, end=word.end - start)
        for word in page.words
        if start <= word.start < end
    )
    return replace(page, text=page.text[start:end], words=words)
