"""Pages of a document as the review shows them: one page, and how many items stand on each."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows.errors import NotFound
from workflows.marking import N_
from workflows.models import DocumentPage, DocumentVersion, Item

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


def counts(rows: Iterable[Item], page_count: int) -> dict[int, int]:
    """How many of these items stand on each page, from 1."""
    found = dict.fromkeys(range(1, page_count + 1), 0)
    for row in rows:
        found[row.page] = found.get(row.page, 0) + 1
    return found
