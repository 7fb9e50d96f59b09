"""All names on all pages of a document: the finders run in order, overlaps settled, boxes added."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from extraction import places
from extraction.entities import (
    columns,
    countries,
    gazetteer,
    identifiers,
    items,
    layout,
    metals,
    network,
    proposals,
    recurring,
    smelter_lists,
    smelter_tables,
    smelters,
    standards,
    supplied,
    unspaced,
    weighing,
)
from extraction.entities.layout import Line, Zone
from extraction.entities.sheet import Sheet, any_in
from extraction.entities.spans import Span, settle
from extraction.entities.tokens import Token, key, token_texts
from extraction.entities.weighing import Candidate
from extraction.records import Label, Mention, Page


def find(
    pages: Sequence[Page], *, language: str | None = None, model: Path | None = None
) -> tuple[Mention, ...]:
    """The mentions of a document, in order of page and place, none overlapping another.

    ``language`` (ISO 639-1) lets in the words that are names in that language only. Offsets are in
    each page's text; the box is the union of the words covered, None on pages without words.
    ``model`` is the folder of the network to ask; None: the one that comes with the program.
    """
    sheets = [_sheet(page, language) for page in pages]
    prose = _in_prose(sheets, language, model)
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
    sheet = Sheet(page, lines, above, zones, {}, sentences, ids, tuple(fixed), (), (), ())
    words = tuple(_words(sheet, language))
    backing = tuple(sorted((*ids, *(span.start for span in words))))
    named = tuple(sorted(span.start for span in words if span.label is Label.METAL))
    return replace(sheet, words=words, backing=backing, metals=named)


def _words(sheet: Sheet, language: str | None) -> list[Span]:
    spans: list[Span] = []
    text = sheet.page.text
    everywhere = unspaced.written(text)
    for number, zone in enumerate(sheet.zones):
        keys = [key(word) for word in token_texts(text, zone.start, zone.end)]
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


def _in_prose(
    sheets: Sequence[Sheet], language: str | None, model: Path | None
) -> list[list[Span]]:
    """Smelters of running text, a list for each page; the network reads only what may hold one."""
    worth = any(_worth_reading(sheet) for sheet in sheets)
    placed = [proposals.before_countries(sheet, sure=not worth) for sheet in sheets]
    if not worth and not any(placed):
        return [[] for _ in sheets]
    pieces: list[tuple[int, tuple[Token, ...]]] = []
    for number, sheet in enumerate(sheets):
        pieces += [(number, piece) for piece in _pieces(sheet)]
    candidates = [
        (number, one)
        for (number, _), found in zip(pieces, _found(sheets, pieces, model), strict=True)
        for one in found
    ]
    for number, sheet in enumerate(sheets):
        candidates += [(number, one) for one in (*proposals.spoken_of(sheet), *placed[number])]
    text = "\n".join(sheet.page.text for sheet in sheets)
    weighed = weighing.weigh([one for _, one in candidates], text=text, language=language)
    kept = {id(one) for one in weighed} - proposals.joint(weighed)
    spans: list[list[Span]] = [[] for _ in sheets]
    for number, one in candidates:
        if id(one) in kept:
            spans[number].append(Span(*one.place, Label.SMELTER, one.rule))
    for sheet, named in zip(sheets, spans, strict=True):
        named += proposals.listed_with(sheet, named)
    return _everywhere(sheets, spans)


def _found(
    sheets: Sequence[Sheet],
    pieces: Sequence[tuple[int, tuple[Token, ...]]],
    model: Path | None,
) -> list[list[Candidate]]:
    """The candidates in each piece.

    The network is slow, and a name counts only where a cue is near or where it is one that has a
    cue elsewhere: first the pieces with a cue are read, then those that hold a name of these.
    """
    found: list[list[Candidate]] = [[] for _ in pieces]

    def read(places: Sequence[int]) -> None:
        answers = network.names((pieces[place][1] for place in places), model)
        for place, answer in zip(places, answers, strict=True):
            number, piece = pieces[place]
            works = smelters.formal_names(piece) + smelters.named_works(piece)
            named = (("model", answer), ("name of a works", works))
            for rule, spans in named:
                for first, last in spans:
                    found[place] += proposals.around(sheets[number], piece, first, last, rule)

    sources = [_names_sources(sheet) for sheet in sheets]
    telling = [_has_cue(sheets[number], piece, sources=sources[number]) for number, piece in pieces]
    read([place for place, tells in enumerate(telling) if tells])
    names = {f" {weighing.name_of(one)} " for candidates in found for one in candidates}
    spelled = (
        (place, _spelled(pieces[place][1])) for place, tells in enumerate(telling) if not tells
    )
    read([place for place, words in spelled if any(name in words for name in names)])
    return found


def _has_cue(sheet: Sheet, piece: Sequence[Token], *, sources: bool) -> bool:
    """Whether a cue or an identifier is in the sentence of any name that a piece may hold.

    ``sources``: the page says somewhere where a metal comes from.
    """
    start, end = max(0, piece[0].start - proposals.REACH), piece[-1].end + proposals.REACH
    around = sheet.page.text[start:end]
    return (
        any_in(sheet.identifiers, start, end)
        or smelters.speaks_of_them(around)
        or (sources and (supplied.speaks(around) or smelters.names_a_metal(around)))
    )


def _names_sources(sheet: Sheet) -> bool:
    text = sheet.page.text
    return bool(sheet.metals) and (supplied.speaks(text) or smelters.names_a_metal(text))


def _spelled(piece: Sequence[Token]) -> str:
    return f" {' '.join(key(token.text) for token in piece if token.text.isalnum())} "


def _worth_reading(sheet: Sheet) -> bool:
    return (
        smelters.speaks_of_them(sheet.page.text)
        or _names_sources(sheet)
        or any(span.label in (Label.SMELTER_ID, Label.SMELTER) for span in sheet.fixed)
    )


def _pieces(sheet: Sheet) -> list[tuple[Token, ...]]:
    """What the network reads: paragraphs, and rows in which the layout shows no smelter."""
    shown = sorted(span.start for span in sheet.fixed if span.label is Label.SMELTER)
    rows: dict[int, list[Token]] = {}
    pieces: list[tuple[Token, ...]] = []
    for number, zone in enumerate(sheet.zones):
        found = sheet.tokens(number)
        if not any(token.text[0].isupper() for token in found):
            continue
        if zone.cell is None:
            pieces += _split(found)
            continue
        line = sheet.lines[zone.line]
        if bisect_left(shown, line.start) < bisect_left(shown, line.end):
            continue
        row = rows.setdefault(zone.line, [])
        if row:
            row.append(Token(proposals.BAR, row[-1].end, row[-1].end))
        row += found
    return pieces + [tuple(row) for row in rows.values()]


_LONGEST = 400  # tokens in one piece: enough context, and an even load


def _split(found: tuple[Token, ...]) -> list[tuple[Token, ...]]:
    pieces: list[tuple[Token, ...]] = []
    start = 0
    while start < len(found):
        stop = min(start + _LONGEST, len(found))
        ends = [n for n in range(start + 1, stop) if found[n].text in ".;:" and n > start + 100]
        stop = ends[-1] + 1 if ends and stop < len(found) else stop
        if any(token.text[0].isupper() for token in found[start:stop]):
            pieces.append(found[start:stop])
        start = stop
    return pieces


def _sentences(text: str, lines: Sequence[Line], of: Sequence[Zone]) -> list[tuple[int, int]]:
    """The sentences of running text and the rows of tables, in order of place."""
    found: list[tuple[int, int]] = []
    for zone in of:
        if zone.cell is None:
            found += layout.sentences(text, zone.start, zone.end)
        elif not found or found[-1][0] != lines[zone.line].start:
            found.append((lines[zone.line].start, lines[zone.line].end))
    return found


def _everywhere(sheets: Sequence[Sheet], spans: list[list[Span]]) -> list[list[Span]]:
    """The names found, wherever else the document prints them in running text."""
    listed = {
        sheet.page.text[span.start : span.end]
        for sheet in sheets
        for span in sheet.fixed
        if span.label is Label.SMELTER
    }
    told = {
        sheet.page.text[span.start : span.end]
        for sheet, found in zip(sheets, spans, strict=True)
        for span in found
    }
    forms = {form: False for text in listed | told for form in recurring.other_forms(text)}
    if not forms:
        return spans
    heads = {form: True for text in told for form in recurring.heads(text)}
    known = gazetteer.build(heads | forms)
    for sheet, found in zip(sheets, spans, strict=True):
        for number, zone in enumerate(sheet.zones):
            parts = sheet.tokens(number)
            keys = [key(token.text) for token in parts]
            for match in gazetteer.matches(known, parts, keys):
                if match.meaning and not recurring.stands_alone(parts, match.first, match.last):
                    continue
                first, last = parts[match.first], recurring.legal_end(parts, match.last)
                if first.text[0].isupper() and zone.cell is None:
                    found.append(Span(first.start, last.end, Label.SMELTER, "name seen before"))
    return spans


def _mention(page: Page, span: Span) -> Mention:
    text = page.text[span.start : span.end]
    box = places.box_of(page, span.start, span.end)
    return Mention(span.label, text, page.number, span.start, span.end, box, span.rule)
