"""The trusted side of the reading processes: starting them, asking one, watching it, ending it."""

import atexit
import contextlib
import json
import os
import select
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from extraction.errors import Internal
from extraction.limits import Limits

_HEADER = struct.Struct(">IQ")
_FRAME = struct.Struct(">cI")
_NUMBER = struct.Struct(">I")
_START_SECONDS = 120.0
_END_SECONDS = 15.0
_LONGEST_REPORT = 10_000
_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[2]); "
    "from extraction import child; "
    "child.main(int(sys.argv[1]), scans=sys.argv[3] == 'scans', model=sys.argv[4])"
)
_KEPT = ("LD_LIBRARY_PATH", "TZ")  # nothing else of our environment reaches a reader

Frame = tuple[bytes, bytes]  # kind, payload; kinds are those of extraction.child


@dataclass(frozen=True, slots=True)
class Keeper:
    """A warm process that forks a reader for each document; ``scans`` tells of which sort.

    Those that also read pictures of pages are started when the first such page comes. ``model`` is
    the folder of the network that it holds; None: the one that comes with the program.
    """

    process: subprocess.Popen[bytes]
    line: socket.socket
    version: str
    scans: bool
    model: Path | None


@dataclass(frozen=True, slots=True)
class Ending:
    """How a reader ended: with a code, by a signal (0: none), out of time, with too much to say."""

    code: int
    signal: int
    peak: int  # bytes
    timed_out: bool
    overflowed: bool


_idle: list[Keeper] = []
_lock = threading.Lock()


@contextmanager
def borrowed(
    *, scans: bool = False, model: Path | None = None, any_model: bool = False
) -> Iterator[Keeper]:
    """A keeper for one job; it goes back warm, or is ended when it was lost on the way.

    ``scans`` asks for one that reads pictures of pages, too; ``model`` for one that holds the
    network of this folder; ``any_model`` for whichever there is: drawing asks no network.

    Raises Internal when none can be started.
    """
    with _lock:
        keeper = next(
            (
                one
                for one in reversed(_idle)
                if one.scans is scans and (any_model or one.model == model)
            ),
            None,
        )
        if keeper is not None:
            _idle.remove(keeper)
    if keeper is not None and keeper.process.poll() is not None:
        _stop(keeper)
        keeper = None
    if keeper is None:
        keeper = _start(scans, model)
    try:
        yield keeper
    except GeneratorExit:  # the caller wants no more pictures; the keeper is as good as before
        _give_back(keeper)
        raise
    except BaseException:
        _stop(keeper)
        raise
    _give_back(keeper)


def warm(model: Path | None = None) -> None:
    """Have a keeper ready, so that the next document does not wait for one to start.

    Raises Internal when none can be started.
    """
    with borrowed(model=model):
        pass


def _give_back(keeper: Keeper) -> None:
    with _lock:
        alike = sum(one.scans is keeper.scans and one.model == keeper.model for one in _idle)
        kept = alike < max(2, os.cpu_count() or 1)
        if kept:
            _idle.append(keeper)
    if not kept:
        _stop(keeper)


def idle() -> tuple[int, ...]:
    """The process numbers of the keepers that wait for work."""
    with _lock:
        return tuple(keeper.process.pid for keeper in _idle)


def close() -> None:
    """End all idle keepers; the next document starts one again."""
    with _lock:
        ended, _idle[:] = list(_idle), []
    for keeper in ended:
        _stop(keeper)


def _forget() -> None:
    """A forked process has keepers of its own: two that ask one would hear each other's answers."""
    global _lock
    _lock = threading.Lock()
    _idle.clear()


atexit.register(close)
os.register_at_fork(after_in_child=_forget)


def _retire(model: Path | None) -> None:
    """End the idle keepers of other networks: each takes the memory of a whole reader."""
    with _lock:
        ended = [keeper for keeper in _idle if keeper.model != model]
        _idle[:] = [keeper for keeper in _idle if keeper.model == model]
    for keeper in ended:
        _stop(keeper)


def _start(scans: bool, model: Path | None) -> Keeper:
    _retire(model)
    ours, theirs = socket.socketpair()
    root = str(Path(__file__).resolve().parent.parent)
    paths = [root, *(path for path in sys.path if path and path != root)]
    command = [sys.executable, "-I", "-c", _PROGRAM, str(theirs.fileno()), json.dumps(paths)]
    command += ["scans" if scans else "texts", str(model or "")]
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    environment |= {"MALLOC_ARENA_MAX": "1", "LC_ALL": "C.UTF-8"}
    with theirs:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and program
            command,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env=environment,
            cwd="/",
            start_new_session=True,
        )
    ours.settimeout(_START_SECONDS)
    try:
        version = str(_heard(ours)["version"])
    except (OSError, ValueError, KeyError) as error:
        ours.close()
        process.kill()
        process.wait()
        raise Internal("the reading process does not start") from error
    ours.settimeout(_END_SECONDS)
    return Keeper(process, ours, version, scans, model)


def _stop(keeper: Keeper) -> None:
    keeper.line.close()
    with contextlib.suppress(subprocess.TimeoutExpired):
        keeper.process.wait(2)
        return
    keeper.process.kill()
    keeper.process.wait()


def _heard(line: socket.socket) -> dict[str, Any]:
    (length,) = _NUMBER.unpack(_exactly(line, _NUMBER.size))
    if length > _LONGEST_REPORT:
        raise ValueError("report too long")
    report = json.loads(_exactly(line, length))
    if not isinstance(report, dict):
        raise ValueError("no report")
    return report


def _exactly(line: socket.socket, length: int) -> bytes:
    parts = b""
    while len(parts) < length:
        part = line.recv(length - len(parts))
        if not part:
            raise ConnectionError("the reading process is gone")
        parts += part
    return parts


def ask(
    keeper: Keeper,
    order: dict[str, Any],
    data: bytes,
    limits: Limits,
    until: Callable[[], float],
) -> Generator[Frame, bytes | None, Ending]:
    """Give an order, yield the answers as they come, and return how it ended.

    What is sent into the generator is told to the reader, which must have asked for it.

    ``until`` tells the moment (time.monotonic) to stop waiting for the next answer; it is asked
    anew after each. What comes back is bounded by ``limits``. Raises OSError or ValueError when
    the keeper itself is lost.
    """
    told = json.dumps(order | {"limits": asdict(limits)}).encode()
    answers, write = os.pipe()
    read, into = os.pipe()
    try:
        try:
            socket.send_fds(keeper.line, [_HEADER.pack(len(told), len(data))], [write, read])
        finally:
            os.close(write)
            os.close(read)
        keeper.line.sendall(told)
        keeper.line.sendall(data)
        timed_out, overflowed = yield from _answers(answers, into, limits, until)
    except GeneratorExit:
        _dismiss(keeper)
        raise
    finally:
        os.close(answers)
        os.close(into)
    report = _dismiss(keeper)
    status = int(report["status"])
    signal = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else 0
    return Ending(code, signal, int(report["peak"]), timed_out, overflowed)


def _dismiss(keeper: Keeper) -> dict[str, Any]:
    keeper.line.sendall(b"K")
    return _heard(keeper.line)


def _answers(
    answers: int, into: int, limits: Limits, until: Callable[[], float]
) -> Generator[Frame, bytes | None, tuple[bool, bool]]:
    poll = select.poll()
    poll.register(answers, select.POLLIN)
    buffer = bytearray()
    total = 0
    while True:
        left = until() - time.monotonic()
        if not poll.poll(max(0.0, left) * 1000):
            return True, False
        chunk = os.read(answers, 1 << 20)
        if not chunk:
            return False, False
        buffer += chunk
        total += len(chunk)
        while len(buffer) >= _FRAME.size:
            kind, length = _FRAME.unpack_from(buffer)
            if length > limits.message or total > limits.answers:
                return False, True
            if len(buffer) < _FRAME.size + length:
                break
            payload = bytes(buffer[_FRAME.size : _FRAME.size + length])
            del buffer[: _FRAME.size + length]
            told = yield kind, payload
            if told is not None and not _tell(into, told, until):
                return True, False


def _tell(into: int, what: bytes, until: Callable[[], float]) -> bool:
    """Tell a reader what it waits for; False when it does not listen in time."""
    os.set_blocking(into, False)
    poll = select.poll()
    poll.register(into, select.POLLOUT)
    left = memoryview(_NUMBER.pack(len(what)) + what)
    while left:
        if not poll.poll(max(0.0, until() - time.monotonic()) * 1000):
            return False
        try:
            left = left[os.write(into, left) :]
        except BlockingIOError:  # there was room for less than was to be written
            continue
        except BrokenPipeError:  # it has ended; what it said last tells why
            return True
    return True
