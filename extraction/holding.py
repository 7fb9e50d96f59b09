"""What is read of a document held in little memory: a little as it is, much of it packed."""

import json
import zlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

from extraction.plain import from_plain, to_plain
from extraction.records import Page

Record = TypeVar("Record")
_FEW = 2_000  # mentions, or records: as many as a document of 50 pages has
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


def _pack(value: object) -> bytes:
    told = json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(told.encode(), 1)


class Listed(Sequence[Record], Generic[Record]):
    """Values of one class in their order, come in pieces; many are held as the pieces came.

    Such a piece is packed, and opened each time that a value of it is asked for.
    """

    def __init__(self, kind: type[Record]) -> None:
        self._kind = kind
        self._open: list[Record] = []
        self._packed: list[bytes] = []
        self._ends: list[int] = []  # of each piece, counted in values

    def add(self, told: Any) -> None:
        """Hold the values of one piece more, told in their plain form. Raises NotPlain."""
        self._take(self._values(told))

    def extend(self, others: "Listed[Record]") -> None:
        """Hold those of another reader after these."""
        self._take(others._open)
        for place, piece in enumerate(others._packed):
            self._pack_open()
            length = others._ends[place] - (others._ends[place - 1] if place else 0)
            self._put(piece, length)

    def kept(self) -> Sequence[Record]:
        """The values for good: plainly a tuple when none is packed."""
        return self if self._packed else tuple(self._open)

    def __len__(self) -> int:
        return (self._ends[-1] if self._ends else 0) + len(self._open)

    def __iter__(self) -> Iterator[Record]:
        for piece in self._packed:
            yield from self._opened(piece)
        yield from self._open

    @overload
    def __getitem__(self, place: int) -> Record: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Record]: ...
    def __getitem__(self, place: int | slice) -> Record | Sequence[Record]:
        if isinstance(place, slice):
            return list(self)[place]
        if place < 0:
            place += len(self)
        if not 0 <= place < len(self):
            raise IndexError(place)
        piece = bisect_right(self._ends, place)
        before = self._ends[piece - 1] if piece else 0
        inside = self._open if piece == len(self._packed) else self._opened(self._packed[piece])
        return inside[place - before]

    def _take(self, values: Sequence[Record]) -> None:
        self._open += values
        if self._packed or len(self._open) > _FEW:
            self._pack_open()

    def _pack_open(self) -> None:
        if self._open:
            self._put(_pack(tuple(self._open)), len(self._open))
            self._open = []

    def _put(self, piece: bytes, length: int) -> None:
        self._ends.append((self._ends[-1] if self._ends else 0) + length)
        self._packed.append(piece)

    def _opened(self, piece: bytes) -> Sequence[Record]:
        return self._values(json.loads(zlib.decompress(piece)))

    def _values(self, told: Any) -> tuple[Record, ...]:
        kind: Any = tuple[self._kind, ...]  # type: ignore[name-defined]
        values: tuple[Record, ...] = from_plain(kind, told)
        return values
