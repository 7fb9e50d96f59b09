"""Pictures of a document's pages, drawn in a child process behind walls."""

import struct
import time
from collections.abc import Iterator, Sequence
from contextlib import closing

from extraction import hearing, keepers
from extraction.errors import Internal, TooSlow
from extraction.limits import DEFAULT, PIXELS, Limits
from extraction.plain import NotPlain, from_plain
from extraction.records import Refusal

_NUMBER = struct.Struct(">I")
_PNG = b"\x89PNG\r\n\x1a\n"


def render_isolated(
    data: bytes, pages: Sequence[int], *, width_px: int, limits: Limits = DEFAULT
) -> Iterator[tuple[int, bytes]]:
    """Pictures of pages (from 1) as PNG, drawn in a child process, each with its number.

    A page that cannot be drawn within the limits is left out. Raises an ExtractionError when the
    document cannot be opened at all.
    """
    left = list(pages)
    for _ in range(limits.deaths):
        if not left:
            return
        turned: int | None = None
        for number, picture in _drawn(data, left, width_px, limits):
            turned = number
            if picture is not None:
                yield number, picture
                left = left[left.index(number) + 1 :]
        if turned is None:
            raise TooSlow("drawing")
        if left:  # it died on a page: go on after it
            left = left[left.index(turned) + 1 :] if turned in left else left[1:]


def _drawn(
    data: bytes, pages: list[int], width_px: int, limits: Limits
) -> Iterator[tuple[int, bytes | None]]:
    """The number of each page as drawing begins, and again with its picture when it is done."""
    since = time.monotonic()
    order = {"job": "draw", "pages": pages, "width": width_px}
    with (
        keepers.borrowed(any_model=True) as keeper,
        closing(
            keepers.ask(keeper, order, data, limits, lambda: since + limits.page_seconds)
        ) as answers,
    ):
        for kind, payload in answers:
            since = time.monotonic()
            if kind == b"T":
                yield _asked_for(hearing.number(payload), pages), None
            elif kind == b"R":
                number = _asked_for(hearing.number(payload[: _NUMBER.size]), pages)
                yield number, _picture(payload[_NUMBER.size :])
            elif kind == b"X":
                refusal = from_plain(Refusal, hearing.unpacked(payload))
                raise hearing.ERRORS.get(refusal.code, Internal)(refusal.detail)
            since = time.monotonic()


def _asked_for(number: int, pages: list[int]) -> int:
    if number not in pages:
        raise NotPlain("a page nobody asked for")
    return number


def _picture(png: bytes) -> bytes:
    """The picture, once its head says that it is one and not too large."""
    if len(png) < 33 or not png.startswith(_PNG) or png[12:16] != b"IHDR":
        raise NotPlain("not a picture")
    width, height = struct.unpack_from(">II", png, 16)
    if not 0 < width * height <= PIXELS:
        raise NotPlain("a picture too large")
    return png
