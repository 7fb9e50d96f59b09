"""The reading process: a keeper, warm and trusted, that forks one child for each document.

The keeper never opens a document. Each child puts itself behind the walls, does one job, writes
its answers into a pipe of its own and ends. ``extraction.keepers`` is the other side.
"""

import contextlib
import gc
import json
import os
import select
import signal
import socket
import struct
import sys
import traceback
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from extraction import attempts, pipeline, readers, walls
from extraction.errors import Damaged, ExtractionError, TooBig
from extraction.known import known_pdf
from extraction.limits import Limits
from extraction.plain import from_plain, to_plain
from extraction.readers import drawing
from extraction.readers.course import COURSE, Course, course
from extraction.readers.scanned import Scanner
from extraction.readers.tables import Reading, Table
from extraction.records import Extraction, Page, Part, Register, Warning

HEADER = struct.Struct(">IQ")  # length of the order, length of the document
FRAME = struct.Struct(">cI")  # kind of answer, its length
NUMBER = struct.Struct(">I")
_PIECE = 4 * 1024 * 1024  # bytes of a document inside a container, told at a time
_TOGETHER = 1_000  # mentions, or records, told at a time
BEYOND = 0xFFFFFFFF  # stands for the work between and after the pages
OUT = 3  # the descriptor a child answers on
_YOUNG = 20_000
_DESCRIPTORS = 65_536  # none of a keeper lies beyond
_WARMING = b"Smelter: Merapi Tin Works, Indonesia (tin). Wij kopen geen goud uit deze smelterij."

Order = dict[str, Any]


def main(control: int, *, scans: bool = False, model: str = "") -> None:
    """Keep house: warm up, then fork a child for each order until the other side hangs up.

    With ``scans`` the children can also read pages that are pictures. ``model`` is the folder of
    the network that they use: loaded here, so that no child needs to reach it.
    """
    for paper in (_WARMING, known_pdf()):  # what is loaded once is loaded for all children
        pipeline.read(paper, "warming", model=Path(model) if model else None)
    scan = _scanner() if scans else None
    line = socket.socket(fileno=control)
    wake, woken = os.pipe()
    os.set_blocking(woken, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(woken, warn_on_full_buffer=False)
    walls.readable()
    settle()
    with contextlib.suppress(ConnectionError):  # who asked was killed: there is nobody to tell
        _keep(line, wake, scan)


def settle() -> None:
    """Look no more for circles in what is loaded, and seldom in what a document adds.

    A page is thousands of small objects, none of them in a circle.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG)


def _scanner() -> Scanner:
    """The reader of pictures, warm. Loaded here alone: it is large, and few documents need it."""
    from extraction.readers.scan import engine, reading

    engine.prepare()
    return reading.read


def _keep(line: socket.socket, wake: int, scan: Scanner | None) -> None:
    _tell(line, {"version": pipeline.VERSION})
    while (job := _receive(line)) is not None:
        child = _fork(*job, scan)
        os.close(job[2])
        report = _watch(line, wake, child)
        if report is None:
            return
        _tell(line, report)


def _tell(line: socket.socket, what: Order) -> None:
    told = json.dumps(what).encode()
    line.sendall(NUMBER.pack(len(told)) + told)


def _receive(line: socket.socket) -> tuple[Order, bytes, int] | None:
    header, descriptors, _, _ = socket.recv_fds(line, HEADER.size, 1)
    if len(header) < HEADER.size or not descriptors:
        return None
    order, document = HEADER.unpack(header)
    return json.loads(_exactly(line, order)), _exactly(line, document), descriptors[0]


def _exactly(line: socket.socket, length: int) -> bytes:
    parts = bytearray(length)
    view = memoryview(parts)
    while view:
        got = line.recv_into(view)
        if got == 0:
            raise SystemExit(0)
        view = view[got:]
    return bytes(parts)


def _fork(order: Order, data: bytes, out: int, scan: Scanner | None) -> int:
    child = os.fork()
    if child == 0:
        code = 1
        try:
            _enclosed(order, data, out, scan)
            code = 0
        finally:
            os._exit(code)
    return child


def _watch(line: socket.socket, wake: int, child: int) -> Order | None:
    """Wait until the child ends, or end it when told to. None when the other side hung up."""
    dismissed = False
    while True:
        ended, status, usage = os.wait4(child, os.WNOHANG)
        if ended:
            break
        watched: list[int | socket.socket] = [wake] if dismissed else [wake, line]
        ready, _, _ = select.select(watched, [], [])
        if wake in ready:
            os.read(wake, 4096)
        if line in ready:
            dismissed = True
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            if not line.recv(1):
                return None
    if not dismissed and not line.recv(1):
        return None
    return {"status": status, "peak": usage.ru_maxrss * 1024}


def _enclosed(order: Order, data: bytes, out: int, scan: Scanner | None) -> None:
    """What a child does: close all it could reach, raise the walls, work, answer."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(out, OUT)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    os.closerange(OUT + 1, _DESCRIPTORS)
    limits = Limits(**order["limits"])
    COURSE.set(Course(limits=limits, scan=scan))
    try:
        _send(b"W", json.dumps(walls.enter(limits)).encode())
        _JOBS[order["job"]](order, data, limits)
    except ExtractionError as error:
        _refuse(error.code, error.detail)
    except MemoryError:
        _refuse("too_big", "memory")
    except Exception as error:  # a fault of ours: say where, so that it can be mended
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        _refuse("internal", f"{type(error).__name__} at {where}")


def _send(kind: bytes, payload: bytes) -> None:
    left = memoryview(FRAME.pack(kind, len(payload)) + payload)
    while left:
        left = left[os.write(OUT, left) :]


def _refuse(code: str, detail: str) -> None:
    _send(b"X", json.dumps([code, detail[:500]]).encode("utf-8", "replace"))


def _read(order: Order, data: bytes, limits: Limits) -> None:
    passed_over = {int(page): code for page, code in order["passed_over"].items()}
    told = order.get("known", {})

    def known(number: int) -> Reading | None:
        text = told.get(str(number))
        return (
            None
            if text is None
            else from_plain(tuple[Page, tuple[Table, ...], tuple[Warning, ...]], json.loads(text))
        )

    COURSE.set(
        replace(
            course(),
            passed_over=passed_over,
            known=known,
            started=order["started"],
            opened=lambda count: _send(b"O", NUMBER.pack(count)),
            turned_to=_at_page,
            scan_wanted=lambda number: _send(b"S", NUMBER.pack(number)),
        )
    )
    register = None if order["register"] is None else from_plain(Register, order["register"])

    def on_page(page: Page) -> None:
        _send(b"P", _packed(page))
        _send(b"T", NUMBER.pack(BEYOND))

    found = pipeline.read(
        data,
        order["name"],
        register=register,
        model=Path(order["model"]) if order["model"] else None,
        on_page=on_page,
        on_part=_send_part,
        keep_pages=False,
    )
    _send_found(found)


def _at_page(number: int) -> None:
    _send(b"T", NUMBER.pack(number))


def _send_found(found: Extraction) -> None:
    """What grows with the pages in pieces, so that neither side holds all of it twice."""
    for kind, values in ((b"M", found.mentions), (b"L", found.records)):
        for start in range(0, len(values), _TOGETHER):
            _send(kind, _packed(values[start : start + _TOGETHER]))
    _send(b"E", _packed(replace(found, mentions=(), records=())))


def _send_part(part: Part) -> None:
    _send(b"N", json.dumps(part.name).encode())
    for start in range(0, len(part.data), _PIECE):
        _send(b"B", part.data[start : start + _PIECE])


def _packed(value: object) -> bytes:
    text = json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def _recognise(order: Order, data: bytes, limits: Limits) -> None:
    heard = replace(course(), only=tuple(order["pages"]), turned_to=_at_page)
    COURSE.set(heard)
    for reading in readers.open_document(data, order["name"]):
        _send(b"G", _packed(reading))


def _draw(order: Order, data: bytes, limits: Limits) -> None:
    with drawing.opened(data) as (count, draw):
        _send(b"O", NUMBER.pack(count))
        for number in order["pages"]:
            _send(b"T", NUMBER.pack(number))
            with contextlib.suppress(Damaged, TooBig, MemoryError):  # this page is left out
                _send(b"R", NUMBER.pack(number) + draw(number, order["width"]))


def _attempt(order: Order, data: bytes, limits: Limits) -> None:
    outcome = attempts.run(order, data, limits)
    _send(b"A", json.dumps([asdict(attempt) for attempt in outcome]).encode())


_JOBS: dict[str, Callable[[Order, bytes, Limits], None]] = {
    "read": _read,
    "recognise": _recognise,
    "draw": _draw,
    "attempt": _attempt,
}

if __name__ == "__main__":
    main(int(sys.argv[1]))
