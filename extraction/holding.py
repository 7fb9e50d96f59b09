"""The pages of a document held in little memory: the first as they are, those after them packed."""

import json
import zlib
from collections.abc import Sequence
from typing import overload

from extraction.plain import from_plain, to_plain
from extraction.records import Page

_OPEN = 250  # most documents have no more; a page of print is fifty times as large open as packed


class Pages(Sequence[Page]):
    """Pages in order; one that is packed is opened each time it is asked for."""

    def __init__(self) -> None:
        self._open: list[Page] = []
        self._packed: list[bytes] = []

    def append(self, page: Page) -> None:
        """Hold one page more."""
        if len(self._open) < _OPEN:
            self._open.append(page)
        else:
            told = json.dumps(to_plain(page), ensure_ascii=False, separators=(",", ":"))
            self._packed.append(zlib.compress(told.encode(), 1))

    def kept(self) -> Sequence[Page]:
        """The pages for good: plainly a tuple when none is packed."""
        return self if self._packed else tuple(self._open)

    def __len__(self) -> int:
        return len(self._open) + len(self._packed)

    @overload
    def __getitem__(self, place: int) -> Page: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Page]: ...
    def __getitem__(self, place: int | slice) -> Page | Sequence[Page]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        if place < 0:
            place += len(self)
        if not 0 <= place < len(self):
            raise IndexError(place)
        if place < _OPEN:
            return self._open[place]
        return from_plain(Page, json.loads(zlib.decompress(self._packed[place - _OPEN])))
