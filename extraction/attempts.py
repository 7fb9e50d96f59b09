"""What a hostile document's reader would try, tried from inside the walls, harmlessly."""

import codecs
import ctypes
import errno
import os
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extraction.limits import MIB, Limits
from extraction.readers import open_document


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt and how it ended. ``held`` is what should be: refused, or for reading, done."""

    name: str
    held: bool
    detail: str


_libc = ctypes.CDLL(None, use_errno=True)
_UNSHARE_USER = 0x10000000


def run(order: dict[str, Any], data: bytes, limits: Limits) -> tuple[Attempt, ...]:
    """Try all. ``order`` names the parent and a folder with a file; ``data`` is a sound PDF."""
    folder, parent = str(order["folder"]), int(order["parent"])
    refused: tuple[tuple[str, Callable[[], object]], ...] = (
        ("socket", lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM)),
        ("local socket", lambda: socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)),
        ("read the data folder", lambda: _open(f"{folder}/secret", os.O_RDONLY)),
        ("list the data folder", lambda: list(Path(folder).iterdir())),
        ("read /etc/passwd", lambda: _open("/etc/passwd", os.O_RDONLY)),
        ("read the parent's environment", lambda: _open(f"/proc/{parent}/environ", os.O_RDONLY)),
        ("read the parent's memory", lambda: _open(f"/proc/{parent}/mem", os.O_RDONLY)),
        ("list processes", lambda: list(Path("/proc").iterdir())),
        ("write in the data folder", lambda: _open(f"{folder}/new", os.O_WRONLY | os.O_CREAT)),
        ("write in /tmp", lambda: _open("/tmp/new", os.O_WRONLY | os.O_CREAT)),  # noqa: S108
        ("write in shared memory", lambda: _open("/dev/shm/new", os.O_RDWR | os.O_CREAT)),  # noqa: S108
        ("delete a file", lambda: Path(folder, "secret").unlink()),
        ("rename a file", lambda: Path(folder, "secret").rename(f"{folder}/other")),
        ("open a device", lambda: _open("/dev/kmsg", os.O_RDONLY)),
        ("run a program", lambda: os.execv("/bin/true", ["true"])),  # noqa: S606
        ("fork", _forked),
        ("signal the parent", lambda: os.kill(parent, 0)),
        ("signal everybody", lambda: os.kill(-1, 0)),
        ("trace the parent", lambda: _called("ptrace", 16, parent, None, None)),
        ("become root", lambda: os.setuid(0)),
        ("mount", lambda: _called("mount", b"none", b"/mnt", b"tmpfs", 0, None)),
        ("new namespace", lambda: _called("unshare", _UNSHARE_USER)),
        ("set the clock", lambda: time.clock_settime(time.CLOCK_REALTIME, time.time())),
        ("take 10 GB", lambda: bytearray(10_000 * MIB)),
        ("open 1,000 files", _many_files),
    )
    tried = tuple(_tried(name, attempt) for name, attempt in refused)
    return (*tried, _reads(data))


def _tried(name: str, attempt: Callable[[], object]) -> Attempt:
    try:
        attempt()
    except MemoryError:
        return Attempt(name, True, "no memory")
    except OSError as error:
        missing = error.errno in (errno.ENOENT, errno.ESRCH)
        return Attempt(name, not missing, errno.errorcode.get(error.errno or 0, "?"))
    return Attempt(name, False, "done")


def _open(path: str, flags: int) -> None:
    os.close(os.open(path, flags, 0o600))


def _called(name: str, *arguments: object) -> None:
    if getattr(_libc, name)(*arguments) < 0:
        raise OSError(ctypes.get_errno(), name)


def _forked() -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def _many_files() -> None:
    opened = []
    try:
        for _ in range(1_000):
            opened.append(os.dup(2))
    finally:
        for descriptor in opened:
            os.close(descriptor)


def _reads(data: bytes) -> Attempt:
    """Walls that keep out the reader's own parts are no good either."""
    name = "read a good document"
    try:
        codecs.lookup("utf-16-le")
        codecs.lookup("cp1252")
        pages = list(open_document(data, "known.pdf"))
    except Exception as error:  # whatever it is, the report must name it
        return Attempt(name, False, f"{type(error).__name__}: {error}"[:200])
    words = sum(len(page.words) for page, _, _ in pages)
    return Attempt(name, bool(words), f"{words} words")
