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
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, NamedTuple

from extraction import attempts, pairing, pipeline, readers, sense, walls
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
OUT = 3  # the descriptor a child answers on ...
IN = 4  # ... and the one on which it is told what was not known when it began
_YOUNG = 20_000
_DESCRIPTORS = 65_536  # none of a keeper lies beyond
_WARMING = b"Smelter: Merapi Tin Works, Indonesia (tin). Wij kopen geen goud uit deze smelterij."

Order = dict[str, Any]


class _Job(NamedTuple):
    """An order, the document, and the pipes for answers and for what is told later."""

    order: Order
    data: bytes
    out: int
    into: int


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
        child = _fork(job, scan)
        os.close(job.out)
        os.close(job.into)
        report = _watch(line, wake, child)
        if report is None:
            return
        _tell(line, report)


def _tell(line: socket.socket, what: Order) -> None:
    told = json.dumps(what).encode()
    line.sendall(NUMBER.pack(len(told)) + told)


def _receive(line: socket.socket) -> _Job | None:
    header, descriptors, _, _ = socket.recv_fds(line, HEADER.size, 2)
    if len(header) < HEADER.size or len(descriptors) < 2:
        return None
    order, document = HEADER.unpack(header)
    return _Job(json.loads(_exactly(line, order)), _exactly(line, document), *descriptors)


def _exactly(line: socket.socket, length: int) -> bytes:
    parts = bytearray(length)
    view = memoryview(parts)
    while view:
        got = line.recv_into(view)
        if got == 0:
            raise SystemExit(0)
        view = view[got:]
    return bytes(parts)


def _fork(job: _Job, scan: Scanner | None) -> int:
    child = os.fork()
    if child == 0:
        code = 1
        try:
            _enclosed(job, scan)
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


def _enclosed(job: _Job, scan: Scanner | None) -> None:
    """What a child does: close all it could reach, raise the walls, work, answer."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(job.out, OUT)
    os.dup2(job.into, IN)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    os.closerange(IN + 1, _DESCRIPTORS)
    limits = Limits(**job.order["limits"])
    COURSE.set(Course(limits=limits, scan=scan))
    try:
        _send(b"W", json.dumps(walls.enter(limits)).encode())
        _JOBS[job.order["job"]](job.order, job.data, limits)
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
    _set_course(order)
    register = None if order["register"] is None else from_plain(Register, order["register"])
    model = Path(order["model"]) if order["model"] else None
    if "stretch" not in order:
        found = pipeline.begin(
            data,
            order["name"],
            register=register,
            model=model,
            on_page=_send_page,
            on_part=_send_part,
            on_head=lambda head: _send(b"H", _packed(head)),
        )
        if isinstance(found, Extraction):
            _send_found(found)
            return
    else:
        first, last = order["stretch"]
        head = from_plain(sense.Head, order["head"])
        known = pipeline.Stretch(first, last, head, _course_before)
        found = pipeline.go_on(
            data, order["name"], known, register=register, model=model, on_page=_send_page
        )
    _send_stretch(found)


def _set_course(order: Order) -> None:
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
            passed_over={int(page): code for page, code in order["passed_over"].items()},
            known=known,
            started=order["started"],
            opened=lambda count: _send(b"O", NUMBER.pack(count)),
            turned_to=_at_page,
            scan_wanted=lambda number: _send(b"S", NUMBER.pack(number)),
            first=order["stretch"][0] if "stretch" in order else 1,
            words=order.get("words", 0),
            sound=order.get("sound", False),
        )
    )


def _send_page(page: Page) -> None:
    _send(b"P", _packed(page))
    _send(b"T", NUMBER.pack(BEYOND))


def _course_before() -> pairing.Course:
    """Where pairing stood at the end of the stretch before; asked for, and waited for."""
    _send(b"Q", b"")
    (length,) = NUMBER.unpack(_of_input(NUMBER.size))
    return from_plain(pairing.Course, json.loads(_of_input(length)))


def _of_input(length: int) -> bytes:
    parts = bytearray()
    while len(parts) < length:
        part = os.read(IN, length - len(parts))
        if not part:
            raise SystemExit(1)  # the other side hung up
        parts += part
    return bytes(parts)


def _send_stretch(reading: sense.Reading) -> None:
    """What one stretch told, in pieces; the last is where the next begins."""
    _send_many(b"M", reading.mentions)
    gathered = reading.gathered()
    for start in range(0, len(gathered.drafts), _TOGETHER):
        piece = sense.Gathered(gathered.drafts[start : start + _TOGETHER])
        _send(b"G", _packed(piece))
    _send(b"G", _packed(replace(gathered, drafts=())))
    _send(b"C", _packed(reading.course))


def _conclude(order: Order, data: bytes, limits: Limits) -> None:
    """Put stretches together: ``data`` has what each gathered, a piece a line."""
    register = None if order["register"] is None else from_plain(Register, order["register"])
    pieces = (from_plain(sense.Gathered, json.loads(line)) for line in data.splitlines())
    _send_found(pipeline.conclude(from_plain(sense.Head, order["head"]), pieces, register))


def _at_page(number: int) -> None:
    _send(b"T", NUMBER.pack(number))


def _send_found(found: Extraction) -> None:
    """What grows with the pages in pieces, so that neither side holds all of it twice."""
    _send_many(b"M", found.mentions)
    _send_many(b"L", found.records)
    _send(b"E", _packed(replace(found, mentions=(), records=())))


def _send_many(kind: bytes, values: Sequence[object]) -> None:
    for start in range(0, len(values), _TOGETHER):
        _send(kind, _packed(tuple(values[start : start + _TOGETHER])))


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
    "conclude": _conclude,
    "draw": _draw,
    "attempt": _attempt,
}

if __name__ == "__main__":
    main(int(sys.argv[1]))
