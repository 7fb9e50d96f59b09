"""Where a person found a field: the words of a page, or a rectangle with what they read there."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from workflows import naming, pages
from workflows.errors import Invalid
from workflows.marking import N_
from workflows.models import DocumentPage, DocumentVersion

_MARGIN = 2.0  # points that a box may stand out of its page: words at the edge do


@dataclass(frozen=True, slots=True)
class Place:
    """A place that somebody pointed at: the number of its page, and a box in points."""

    page: int
    box: naming.Box


def kept(
    session: Session, version: DocumentVersion, place: Place, said: str, *, field: str
) -> dict[str, object]:
    """A corrected place as it is kept beside the one that was read.

    ``origin`` is ``words`` where the words in the box spell what the field is said to be, or are
    read as that, such as a day; and ``typed`` where a person typed what they saw: on a scan without
    words, or where the words are not what is printed.
    """
    page = pages.of(session, version, place.page)
    if page is None:
        raise Invalid(N_("The document has no page %(page)s."), page=place.page)
    x0, top, x1, bottom = place.box
    within = -_MARGIN <= x0 < x1 <= page.width + _MARGIN
    if not within or not -_MARGIN <= top < bottom <= page.height + _MARGIN:
        raise Invalid(N_("Choose a place on the page."))
    printed, line = _read(page, place.box)
    same = _plain(printed) == _plain(said) or pages.meant(field, printed) == said
    return {
        "page": place.page,
        "box": list(place.box),
        "quote": line or said,
        "origin": "words" if _plain(printed) and same else "typed",
    }


def _read(page: DocumentPage, box: naming.Box) -> tuple[str, str]:
    """What the words in a box spell, and the line that they are on."""
    words = naming.inside(box, [word for word in page.words if isinstance(word, list)])
    if not words:
        return "", ""
    spelled = " ".join(page.text[start:end] for _box, start, end in words)
    first, last = min(word[1] for word in words), max(word[2] for word in words)
    begins = page.text.rfind("\n", 0, first) + 1
    ends = page.text.find("\n", last)
    line = page.text[begins : ends if ends >= 0 else len(page.text)]
    return spelled, " ".join(line.split())


def _plain(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())
