"""E-mails and archives: their own text as a page, and the documents inside as parts, unopened.

A part's name is words for a person, never a path. What is inside a part is its own reading's
business: nothing is opened here but the container itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from extraction.errors import TooBig
from extraction.limits import ARCHIVE_UNPACKED, PARTS
from extraction.readers.containers import archive, mail, outlook
from extraction.readers.containers.naming import Names
from extraction.readers.sniff import OLE, Format
from extraction.records import Page, Part, Warning

FORMATS = frozenset({Format.MAIL, Format.ARCHIVE})


@dataclass(frozen=True, slots=True)
class Container:
    """An opened container. ``inside`` gives its parts in order, and warnings, once."""

    page: Page | None  # a mail's own text; an archive has none
    inside: Iterator[Part | Warning]


def open_container(data: bytes, kind: Format) -> Container:
    """Open a mail or an archive.

    Raises an ExtractionError: Empty, NeedsPassword, Damaged, Unsupported or TooBig.
    """
    if kind is Format.ARCHIVE:
        return Container(None, bounded(archive.inside(data)))
    page, inside = outlook.opened(data) if data.startswith(OLE) else mail.opened(data)
    return Container(page, bounded(inside))


def bounded(inside: Iterator[Part | Warning]) -> Iterator[Part | Warning]:
    """The same with plain names, each one once, and not more of them than is granted."""
    names, taken, total, left_out = Names(), 0, 0, 0
    for one in inside:
        if isinstance(one, Warning):
            yield replace(one, detail=names.plain(one.detail) if one.detail else "")
            continue
        total += len(one.data)
        if total > ARCHIVE_UNPACKED:
            raise TooBig(f"more than {ARCHIVE_UNPACKED} bytes inside")
        if taken == PARTS:
            left_out += 1
            continue
        taken += 1
        yield Part(names.unique(one.name), one.data)
    if left_out:
        yield Warning("parts_too_many", detail=str(left_out))
