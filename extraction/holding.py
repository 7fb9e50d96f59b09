"""The pages of a document held in little memory: a few as they are, many packed."""

import json
import zlib
from collections.abc import Sequence
from typing import overload

from extraction.plain import from_plain, to_plain
from extraction.records import Page

_OPEN = 250  # most documents have no more; a page of print is fifty times as large open as packed


class Pages(Sequence[Page]):
    """Pages in order, all open or all packed; a packed one is opened each time it is asked for."""

    def __init__(self) -> None:
        self._open: list[Page] = []
        self._packed: list[bytes] = []

    def append(self, page: Page) -> None:
        """Hold one page more."""
        self._open.append(page)
        if self._packed or len(self._open) > _OPEN:
            self.pack()

    def pack(self) -> None:
        """Take no more room than must be: many are to come from others."""
        self._packed += map(_pack, self._open)
        self._open.clear()

    def extend(self, others: "Pages") -> None:
        """Hold those of another reader after these."""
        self.pack()
        others.pack()
        self._packed += others._packed

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
        if self._open:
            return self._open[place]
        return from_plain(Page, json.loads(zlib.decompress(self._packed[place])))


def _pack(page: Page) -> bytes:
    told = json.dumps(to_plain(page), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(told.encode(), 1)
