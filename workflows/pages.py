"""Pages of a document as the review shows them: one page, and how many items stand on each."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from extraction.entities import countries, dates, identifiers, metals
from extraction.records import Label
from workflows.errors import NotFound
from workflows.marking import N_
from workflows.models import DocumentPage, DocumentVersion, Mention

MOST_PAGES = 40
_LONGEST_COUNTRY = 4  # words

NOT_FOUND = N_("There is no such document.")


def of(session: Session, version: DocumentVersion, number: int) -> DocumentPage | None:
    """One page of a version; None for one that was not read."""
    query = select(DocumentPage).where(
        DocumentPage.version_id == version.id, DocumentPage.number == number
    )
    return session.scalars(query).one_or_none()


def picture_name(session: Session, version: DocumentVersion, number: int) -> str:
    """The stored name of a page's picture."""
    page = of(session, version, number)
    if page is None or page.picture is None:
        raise NotFound(NOT_FOUND)
    return page.picture


def words(page: DocumentPage) -> list[list[object]]:
    """The words of a page as [x0, top, x1, bottom, start, end, text], in reading order."""
    found: list[list[object]] = []
    for word in page.words:
        if isinstance(word, list) and len(word) == 6:
            found.append([*word, page.text[int(word[4]) : int(word[5])]])
    return found


def _identifier(text: str) -> str | None:
    found = identifiers.identifier_of(text)
    return found.id if found is not None else None


_READ: Mapping[str, tuple[str, Callable[[str], str | None]]] = {
    Label.COUNTRY.value: ("country", lambda text: countries.country_of(text).code),
    Label.METAL.value: ("metal", metals.metal_of),
    Label.SMELTER_ID.value: ("smelter_id", _identifier),
}


def facts(session: Session, page: DocumentPage) -> list[list[object]]:
    """What a page says beside names: [x0, top, x1, bottom, field of an item, its value].

    A name that the reader missed mostly stands in a row with these.
    """
    query = select(Mention.label, Mention.text, Mention.box, Mention.start, Mention.end).where(
        Mention.version_id == page.version_id,
        Mention.page == page.number,
        Mention.label.in_((*_READ, Label.SMELTER.value)),
    )
    found: list[list[object]] = []
    for label, text, box, start, end in session.execute(query.order_by(Mention.start)):
        if label == Label.SMELTER:
            found += _country_after(page, start, end)
            continue
        name, value_of = _READ[label]
        value = value_of(text)
        if value is not None and box is not None:
            found.append([*box, name, value])
    return found


def days(page: DocumentPage) -> list[list[object]]:
    """The days that a page tells: [x0, top, x1, bottom, the day in ISO 8601], in reading order.

    A day that could be two, as 03/04/2024 alone, is left out.
    """
    found: list[list[object]] = []
    for one in dates.find(page.text):
        words = [
            w for w in page.words if isinstance(w, list) and w[4] < one.end and w[5] > one.start
        ]
        if one.value is not None and words:
            found.append([*_around(words), one.value])
    return found


def _around(words: Sequence[Sequence[object]]) -> tuple[float, float, float, float]:
    """The box of words, each with its edges first."""
    x0, top, x1, bottom = ([float(str(word[edge])) for word in words] for edge in range(4))
    return min(x0), min(top), max(x1), max(bottom)


def told_days(page: DocumentPage) -> tuple[date, ...]:
    """The days that the text of a page tells, each once, in reading order; see :func:`days`."""
    told = (one.value for one in dates.find(page.text) if one.value is not None)
    return tuple(dict.fromkeys(map(date.fromisoformat, told)))


def meant(field: str, printed: str) -> str | None:
    """What printed words mean as this field of an item: a country, a day; None for other fields."""
    if field in {"issued", "expires", "due"}:
        found = dates.find(printed)
        return found[0].value if len(found) == 1 else None
    return countries.country_of(printed).code if field == "country" else None


def _country_after(page: DocumentPage, start: int, end: int) -> list[list[object]]:
    """The country that a name was read together with, where its cell stands close to it."""
    row = [word for word in words(page) if start <= int(str(word[4])) < end]
    for count in range(min(len(row) - 1, _LONGEST_COUNTRY), 0, -1):
        last = row[-count:]
        printed = " ".join(str(word[6]) for word in last)
        # Two or three letters are rather a legal form, as AG.
        code = countries.country_of(printed).code if len(printed) > 3 else None
        if code is not None:
            return [[*_around(last), "country", code]]
    return []


def beside(
    session: Session, version: DocumentVersion, number: int, box: tuple[float, float, float, float]
) -> dict[tuple[str, str], list[object]]:
    """The box of each value that stands in the row of a name, by field and value.

    As the page's script fills them in: at least half of a line shared, and not in the name itself.
    """
    left, top, right, bottom = box
    found: dict[tuple[str, str], list[object]] = {}
    page = of(session, version, number)
    for x0, y0, x1, y1, name, value in facts(session, page) if page else ():
        edges = [float(str(edge)) for edge in (x0, y0, x1, y1)]
        shared = min(bottom, edges[3]) - max(top, edges[1])
        same_line = shared > min(bottom - top, edges[3] - edges[1]) / 2
        if same_line and (edges[2] <= left or edges[0] >= right):
            found.setdefault((str(name), str(value)), [x0, y0, x1, y1])
    return found


def strip(waiting: Mapping[int, int], page_count: int, number: int) -> list[tuple[int, int]]:
    """The pages to choose from with what waits on each: all, or of many those round ``number``.

    Of many pages it is the nearest ones on which something waits that are left, so that the list
    stays as long as a person can look through.
    """
    every = sorted({*range(1, page_count + 1), *waiting})
    if len(every) > MOST_PAGES:
        before = [one for one in every if one < number and waiting.get(one)]
        after = [one for one in every if one > number and waiting.get(one)]
        half = MOST_PAGES // 2
        every = [*before[-half:], number, *after[:half]]
    return [(one, waiting.get(one, 0)) for one in every]
