"""Smelters in running text: what rules and network propose, and what is chosen of it."""

from bisect import bisect_left
from collections.abc import Container, Sequence
from pathlib import Path
from typing import NamedTuple

from extraction.entities import (
    choosing,
    gazetteer,
    network,
    proposals,
    recurring,
    runs,
    signs,
    smelters,
    supplied,
    weighing,
)
from extraction.entities.choosing import Choice, Name
from extraction.entities.inference import Guess
from extraction.entities.sheet import Sheet, any_in
from extraction.entities.signs import UNREAD, Paper, Seen
from extraction.entities.spans import Span
from extraction.entities.tokens import Token, key
from extraction.records import Label

_LEAST = -6.0  # the lowest score of the network with which something may still be a name


class Piece(NamedTuple):
    """What the network reads at a time: the number of its sheet, its words, and if it is a row."""

    sheet: int
    words: tuple[Token, ...]
    is_row: bool


def smelters_of(
    sheets: Sequence[Sheet],
    language: str | None,
    model: Path | None = None,
    choose: Choice | None = None,
) -> list[list[Span]]:
    """Smelters of running text, a list for each page; the network reads only what may hold one.

    ``choose`` stands in for the learned choice of names.
    """
    worth = any(_worth_reading(sheet) for sheet in sheets)
    placed = [proposals.before_countries(sheet, sure=not worth) for sheet in sheets]
    if not worth and not any(placed) and not any(sheet.metals for sheet in sheets):
        return [[] for _ in sheets]
    ruled, others = _proposed(sheets, model)
    for number, sheet in enumerate(sheets):
        ruled += [Seen(number, one) for one in (*proposals.spoken_of(sheet), *placed[number])]
    text = "\n".join(sheet.page.text for sheet in sheets)
    weighed = weighing.weigh([seen.one for seen in ruled], text=text, language=language)
    kept = {id(one) for one in weighed} - proposals.joint(weighed)
    names = _names(_paper(sheets, text, language, ruled, kept), [*ruled, *others])
    known = choosing.weights() if choose is None else {}
    spans: list[list[Span]] = [[] for _ in sheets]
    for name in choosing.chosen(names, known) if choose is None else choose(names):
        for seen in name.seen:
            if id(seen.one) in kept or not name.kept:
                spans[seen.page].append(Span(*seen.one.place, Label.SMELTER, seen.one.rule))
    for seen in ruled:
        if seen.row and id(seen.one) in kept:
            spans[seen.page].append(Span(*seen.one.place, Label.SMELTER, seen.one.rule))
    for sheet, found in zip(sheets, spans, strict=True):
        found += proposals.listed_with(sheet, found)
    return _everywhere(sheets, spans)


def _paper(
    sheets: Sequence[Sheet],
    text: str,
    language: str | None,
    ruled: Sequence[Seen],
    kept: Container[int],
) -> Paper:
    stand = [seen for seen in ruled if id(seen.one) in kept]
    return Paper(
        sheets,
        language,
        weighing.is_strict(text, language),
        any(_worth_reading(sheet) for sheet in sheets),
        frozenset(weighing.name_of(seen.one) for seen in stand),
        weighing.words_of(text)[0],
        weighing.lines_addressed(text),
        frozenset((seen.page, *seen.one.place) for seen in stand),
    )


def _names(paper: Paper, seen: Sequence[Seen]) -> list[Name]:
    """The names of running text with their places; what a row shows is left to the rules."""
    places: dict[str, list[Seen]] = {}
    for each in seen:
        if not each.row and smelters.is_proper(each.one.found):
            places.setdefault(weighing.name_of(each.one), []).append(each)
    return [
        Name(name, tuple(own), signs.of_name(name, own, paper), name in paper.kept)
        for name, own in places.items()
    ]


def _proposed(sheets: Sequence[Sheet], model: Path | None) -> tuple[list[Seen], list[Seen]]:
    """What network and rules propose, and what else may be a name.

    The network is slow. It reads what has a cue, and the text of pages that name a metal; then
    what holds a name of these. Of the rest only the learned choice is asked.
    """
    pieces = [
        Piece(number, words, _is_row(words))
        for number, sheet in enumerate(sheets)
        for words in _pieces(sheet)
    ]
    sources = [_names_sources(sheet) for sheet in sheets]
    tells = [_has_cue(sheets[one.sheet], one.words, sources=sources[one.sheet]) for one in pieces]
    wide = [bool(sheets[one.sheet].metals) and not one.is_row for one in pieces]
    first = [place for place, told in enumerate(tells) if told or wide[place]]
    read = _read(pieces, first, model)
    ruled = [
        seen
        for place, guesses in read.items()
        if tells[place]
        for seen in _named(sheets, pieces[place], guesses)
    ]
    names = {f" {weighing.name_of(seen.one)} " for seen in ruled}
    again = [
        place
        for place, told in enumerate(tells)
        if not told
        and any(name in words for words in [_spelled(pieces[place].words)] for name in names)
    ]
    read |= _read(pieces, [place for place in again if place not in read], model)
    ruled += [seen for place in again for seen in _named(sheets, pieces[place], read[place])]
    weighed = {place for place, told in enumerate(tells) if told} | set(again)
    others = [
        seen
        for place, guesses in read.items()
        if not pieces[place].is_row
        for seen in _unnamed(sheets, pieces[place], guesses, weighed=place in weighed)
    ]
    return ruled, others


def _read(
    pieces: Sequence[Piece], places: Sequence[int], model: Path | None
) -> dict[int, list[Guess]]:
    answers = network.guesses(
        (pieces[place].words for place in places), _LEAST, model, smelters.is_own
    )
    return dict(zip(places, answers, strict=True))


def _named(sheets: Sequence[Sheet], of: Piece, guesses: Sequence[Guess]) -> list[Seen]:
    """What the network calls a name in a piece, and what a word of a works makes one."""
    number, piece, row = of
    works = smelters.formal_names(piece) + smelters.named_works(piece)
    named = [(first, last, score, "model") for first, last, score in guesses if score > 0]
    named += [(*place, _score(guesses, *place), "name of a works") for place in works]
    return [
        Seen(number, one, score, row)
        for first, last, score, rule in named
        for one in proposals.around(sheets[number], piece, first, last, rule)
    ]


def _unnamed(
    sheets: Sequence[Sheet], of: Piece, guesses: Sequence[Guess], *, weighed: bool
) -> list[Seen]:
    """What else may be a name: what the network half believes in, whole runs of capitals first.

    ``weighed``: what the network calls a name is a candidate of the rules already.
    """
    number, piece, _ = of
    capitals = (
        [run for run in runs.runs(piece) if _score(guesses, *run) > UNREAD] if guesses else []
    )
    half = [
        guess
        for guess in guesses
        if guess[2] > 0 or not any(guess[0] < last and first < guess[1] for first, last in capitals)
    ]
    known = {(first, last) for first, last, _ in half}
    may = [(*guess, "model") for guess in half if guess[2] <= 0 or not weighed]
    may += [(*run, _score(guesses, *run), "capitals") for run in capitals if run not in known]
    return [
        Seen(number, one, score)
        for first, last, score, rule in may
        for one in proposals.around(sheets[number], piece, first, last, rule)
    ]


def _score(guesses: Sequence[Guess], first: int, last: int) -> float:
    """The network's score for words, the highest of what it sees in them."""
    met = [score for begin, end, score in guesses if begin < last and first < end]
    return max(met, default=UNREAD)


def _is_row(piece: Sequence[Token]) -> bool:
    return any(token.text == proposals.BAR for token in piece)


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
            keys = sheet.keys(number) if zone.cell is None else ()
            if known.lengths.keys().isdisjoint(keys):
                continue
            parts = sheet.tokens(number)
            for match in gazetteer.matches(known, parts, keys):
                if match.meaning and not recurring.stands_alone(parts, match.first, match.last):
                    continue
                first, last = parts[match.first], recurring.legal_end(parts, match.last)
                if first.text[0].isupper():
                    found.append(Span(first.start, last.end, Label.SMELTER, "name seen before"))
    return spans
