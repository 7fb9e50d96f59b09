"""Lists and sentences to drafts: what stands beside a smelter's name in running text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extraction import places
from extraction.entities import countries, identifiers, layout, metals
from extraction.pairing import columns, drafts, headings, rows
from extraction.pairing.drafts import Draft, Layout
from extraction.pairing.grids import Cell
from extraction.pairing.headings import Heading
from extraction.records import Label, Mention, Page, Source, Value

_LONGEST_ITEM = 200
_BULLET = re.compile(r"\s*(?:[-•*·▪–]|\d{1,3}[.)]|[a-z]\))\s+")
_SEPARATOR = re.compile(r"\s+[–—-]\s+|\s*[;|•·]\s*|\t+|\s{3,}")
_LIST_OF_NAMES = re.compile(r"[\s,;/&]*(?:\b(?:and|en|und|et|y|e|or|of|oder|ou)\b)?[\s,;/&]*")
_COLON = re.compile(r"[*_\s]{0,4}:")
_NEAR = 60  # characters between a name and what is said of it


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with its mentions and headings, and the offsets that tables have already taken."""

    page: Page
    mentions: tuple[Mention, ...]
    headings: tuple[Heading, ...]
    taken: list[tuple[int, int]]
    title_metal: Value | None
    smelters: tuple[Mention, ...] = ()  # of the mentions

    def setting(self, at: int) -> rows.Setting:
        """What the headings lend to the text at an offset."""
        heading = headings.above(self.headings, at)
        metal, note = (heading.metal, "metal_from_heading") if heading else (None, "")
        if metal is None and self.title_metal is not None:
            metal, note = self.title_metal, "metal_from_title"
        country = heading.country if heading else None
        return rows.Setting(heading.text if heading else "", metal, note, country, self.smelters)


def read(sheet: Sheet) -> Iterator[Draft]:
    """The drafts of a page's lists and sentences, in order of place."""
    found: list[tuple[int, Draft]] = []
    listed: list[tuple[int, int]] = []
    names = [
        m
        for m in sheet.mentions
        if m.label in (Label.SMELTER, Label.SMELTER_ID) and not places.inside(sheet.taken, m.start)
    ]
    for line in layout.lines(sheet.page.text, sheet.page.words) if names else ():
        if not places.mentions_in(names, line.start, line.end):
            continue
        items = list(_of_line(sheet, line))
        if items:
            listed.append((line.start, line.end))
            found.extend((line.start, draft) for draft in items)
    for start, end in layout.sentences(sheet.page.text):
        found.extend((start, draft) for draft in _of_sentence(sheet, start, end, listed))
    yield from (draft for _, draft in sorted(found, key=lambda pair: pair[0]))


def _of_line(sheet: Sheet, line: layout.Line) -> Iterator[Draft]:
    if len(line.text) > _LONGEST_ITEM:
        return
    bullet = _BULLET.match(line.text)
    start = line.start + (bullet.end() if bullet else 0)
    stretches = [(max(cell.start, start), cell.end) for cell in line.cells if cell.end > start]
    cells = [cell for stretch in stretches for cell in _cells(sheet.page, *stretch)]
    setting = sheet.setting(line.start)
    if len(cells) < 2 or columns.speaks_of_traders(setting.heading):
        return
    yield from rows.of_cells(cells, setting, Layout.LINE, ())


def _cells(page: Page, start: int, end: int) -> Iterator[Cell]:
    """The parts of a list's line: between separators, brackets, and commas before a known part."""
    at = start
    for cut in [*_SEPARATOR.finditer(page.text, start, end), None]:
        stop = cut.start() if cut else end
        yield from _peeled(page, at, stop)
        at = cut.end() if cut else end


def _peeled(page: Page, start: int, end: int) -> Iterator[Cell]:
    text = page.text[start:end]
    lead = re.match(r"\s*([^:]{2,30}):\s+", text)
    if lead and metals.metals_of(lead[1]):
        yield _cell(page, start + lead.start(1), start + lead.end(1))
        yield from _peeled(page, start + lead.end(), end)
        return
    tail = re.search(r"\s*[,(\[]\s*([^,()\[\]]+)[)\].]?\s*$", text)
    if tail and tail.start() > 0 and _tells_itself(tail[1]):
        yield from _peeled(page, start, start + tail.start())
        yield _cell(page, start + tail.start(1), start + tail.start(1) + len(tail[1].rstrip(" .")))
    elif text.strip(" .,"):
        lead_blanks = len(text) - len(text.lstrip())
        yield _cell(page, start + lead_blanks, start + len(text.rstrip(" ,")))


def _tells_itself(text: str) -> bool:
    return bool(
        drafts.is_country(text) or identifiers.identifier_of(text) or metals.metals_of(text)
    )


def _cell(page: Page, start: int, end: int) -> Cell:
    return Cell(page.text[start:end], page.number, start, end, places.box_of(page, start, end))


def _of_sentence(
    sheet: Sheet, start: int, end: int, listed: list[tuple[int, int]]
) -> Iterator[Draft]:
    inside = [
        m
        for m in places.mentions_in(sheet.mentions, start, end)
        if not places.inside(sheet.taken, m.start) and not places.inside(listed, m.start)
    ]
    smelters = [m for m in inside if m.label is Label.SMELTER]
    if not smelters:
        return
    quote = " ".join(sheet.page.text[start:end].split())
    for number, smelter in enumerate(smelters):
        following = smelters[number + 1].start if number + 1 < len(smelters) else end
        country = _country(sheet, smelters, number, inside, end)
        code = countries.country_of(country.text).code if country else None
        place = _value(country, code, quote) if country else None
        broken = ("line_break",) if "\n" in smelter.text else ()
        for metal, note in _metals(sheet, smelter, smelters, inside, quote):
            yield Draft(
                smelter=_value(smelter, " ".join(smelter.text.split()), quote),
                country=place,
                metal=metal,
                smelter_id=_identifier(smelter, following, smelters, inside, quote),
                quote=quote,
                layout=Layout.SENTENCE,
                notes=(*((note,) if note else ()), *broken),
            )


def _country(
    sheet: Sheet, smelters: Sequence[Mention], number: int, inside: Sequence[Mention], end: int
) -> Mention | None:
    """The country said of a name: behind it, or behind the list of names that it stands in."""
    text = sheet.page.text
    named = [m for m in inside if m.label is Label.COUNTRY]
    before = [m for m in named if m.end <= smelters[number].start]
    if before and _COLON.match(text, before[-1].end):
        return before[-1]
    last = number
    while last + 1 < len(smelters) and _LIST_OF_NAMES.fullmatch(
        text, smelters[last].end, smelters[last + 1].start
    ):
        last += 1
    stop = smelters[last + 1].start if last + 1 < len(smelters) else end
    behind = [m for m in named if smelters[last].end <= m.start < stop]
    between = text[smelters[last].end : behind[0].start] if behind else ""
    own = number == last or not between.strip().startswith("(")  # brackets are the last one's own
    if behind and len(between) <= _NEAR and own:
        return behind[0]
    alone = len({countries.country_of(m.text).code for m in named}) == 1
    bracketed = bool(before) and text[: before[-1].start].rstrip().endswith("(")
    return before[-1] if before and alone and not bracketed else None


def _metals(
    sheet: Sheet,
    smelter: Mention,
    smelters: Sequence[Mention],
    inside: Sequence[Mention],
    quote: str,
) -> Iterator[tuple[Value | None, str]]:
    """The metal said of a name: the sentence's only one, else the nearest; else the heading's."""
    named = [(m, metal) for m in inside if m.label is Label.METAL if (metal := _known(m))]
    if len({metal for _, metal in named}) > 1:
        earlier = max((m.end for m in smelters if m.end <= smelter.start), default=0)
        before = [pair for pair in named if earlier <= pair[0].start < smelter.start]
        later = min((m.start for m in smelters if m.start >= smelter.end), default=1 << 60)
        named = before or [pair for pair in named if smelter.end <= pair[0].start < later]
        named = [pair for pair in named if pair is named[-1] or _joined(sheet.page, pair, named)]
    seen: set[str] = set()
    for mention, metal in named:
        if metal not in seen:
            seen.add(metal)
            yield _value(mention, metal, quote), ""
    if not named:
        setting = sheet.setting(smelter.start)
        yield setting.metal, setting.metal_note if setting.metal else ""


def _known(mention: Mention) -> str | None:
    return metals.metal_of(mention.text)


def _joined(page: Page, pair: tuple[Mention, str], named: Sequence[tuple[Mention, str]]) -> bool:
    """Whether a metal stands in one list with the next: ``tin and tantalum from``."""
    follower = named[list(named).index(pair) + 1][0]
    return bool(_LIST_OF_NAMES.fullmatch(page.text, pair[0].end, follower.start))


def _identifier(
    smelter: Mention,
    following: int,
    smelters: Sequence[Mention],
    inside: Sequence[Mention],
    quote: str,
) -> Value | None:
    ids = [m for m in inside if m.label is Label.SMELTER_ID]
    behind = [m for m in ids if smelter.end <= m.start < following]
    if not behind and len(smelters) == 1 and len(ids) == 1:
        behind = ids
    if not behind:
        return None
    found = identifiers.identifier_of(behind[0].text)
    return _value(behind[0], found.id if found and found.well_formed else None, quote)


def _value(mention: Mention, normal: str | None, quote: str) -> Value:
    source = Source(mention.page, mention.box, quote, mention.rule)
    return Value(" ".join(mention.text.split()), normal, source)
