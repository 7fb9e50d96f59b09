"""All names on all pages of a document: the finders run in order, overlaps settled, boxes added."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from extraction import places
from extraction.entities import (
    columns,
    countries,
    identifiers,
    items,
    layout,
    metals,
    running_text,
    smelter_lists,
    smelter_tables,
    standards,
    unspaced,
)
from extraction.entities.choosing import Choice
from extraction.entities.layout import Line, Zone
from extraction.entities.sheet import Sheet
from extraction.entities.spans import Span, settle
from extraction.entities.tokens import Token
from extraction.records import Label, Mention, Page


def find(
    pages: Sequence[Page],
    *,
    language: str | None = None,
    model: Path | None = None,
    choose: Choice | None = None,
) -> tuple[Mention, ...]:
    """The mentions of a document, in order of page and place, none overlapping another.

    ``language`` (ISO 639-1) lets in the words that are names in that language only. Offsets are in
    each page's text; the box is the union of the words covered, None on pages without words.
    ``model`` is the folder of the network to ask; None: the one that comes with the program.
    ``choose`` stands in for the learned choice of names.
    """
    sheets = [_sheet(page, language) for page in pages]
    prose = running_text.smelters_of(sheets, language, model, choose)
    mentions: list[Mention] = []
    for sheet, smelter_spans in zip(sheets, prose, strict=True):
        spans = settle([sheet.fixed, smelter_spans, sheet.words])
        mentions += [_mention(sheet.page, span) for span in spans]
    return tuple(mentions)


def _sheet(page: Page, language: str | None) -> Sheet:
    lines = layout.lines(page.text, page.words)
    above = smelter_tables.headers(lines)
    zones = layout.zones(lines)
    listed = smelter_lists.spans(page.text, lines, items.of(page.text, page.words))
    shown = [*smelter_tables.spans(lines, above), *listed]
    fixed = settle([identifiers.find(page.text), shown, standards.find(page.text)])
    sentences = tuple(_sentences(page.text, lines, zones))
    ids = tuple(span.start for span in fixed if span.label is Label.SMELTER_ID)
    sheet = Sheet(page, lines, above, zones, {}, {}, sentences, ids, tuple(fixed), (), (), ())
    words = tuple(sorted(_words(sheet, language), key=lambda span: span.start))
    backing = tuple(sorted((*ids, *(span.start for span in words))))
    named = tuple(sorted(span.start for span in words if span.label is Label.METAL))
    return replace(sheet, words=words, backing=backing, metals=named)


def _words(sheet: Sheet, language: str | None) -> list[Span]:
    spans: list[Span] = []
    text = sheet.page.text
    everywhere = unspaced.written(text)
    for number, zone in enumerate(sheet.zones):
        keys = sheet.keys(number)
        whole = zone.cell is not None
        found: tuple[Token, ...] = ()
        named: list[Span] = []
        if everywhere or not _beginnings().isdisjoint(keys):
            found = sheet.tokens(number)
            named = countries.find(text, found, keys, language=language, whole=whole)
        if not named and zone.cell is not None and (header := sheet.headers[zone.line]):
            line = sheet.lines[zone.line]
            cell = line.cells[zone.cell]
            if header.kind_over(cell, zone.cell, line) is columns.Column.COUNTRY:
                named = countries.find_code(Token(cell.text, cell.start, cell.end))
        spans += named
        if found:
            spans += metals.find(text, found, keys, language=language, whole=whole)
    return spans


@cache
def _beginnings() -> frozenset[str]:
    """The keys of words without which there is neither a country nor a metal."""
    return countries.beginnings() | metals.beginnings()


def _sentences(text: str, lines: Sequence[Line], of: Sequence[Zone]) -> list[tuple[int, int]]:
    """The sentences of running text and the rows of tables, in order of place."""
    found: list[tuple[int, int]] = []
    for zone in of:
        if zone.cell is None:
            found += layout.sentences(text, zone.start, zone.end)
        elif not found or found[-1][0] != lines[zone.line].start:
            found.append((lines[zone.line].start, lines[zone.line].end))
    return found


def _mention(page: Page, span: Span) -> Mention:
    text = page.text[span.start : span.end]
    box = places.box_of(page, span.start, span.end)
    return Mention(span.label, text, page.number, span.start, span.end, box, span.rule)
