"""Landlock: a process may only read below some folders. Numbers from linux/landlock.h."""

import ctypes
import os
import stat
import struct
from collections.abc import Iterable
from pathlib import Path

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # the same on every architecture
_VERSION = 1  # flag: tell the version, make nothing
_BENEATH = 1
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_ACCESS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1}
_ACCESS_NOW = (1 << 16) - 1  # since version 5
_NET = 0b11  # bind and connect over TCP, since version 4
_SCOPE = 0b11  # abstract sockets and signals to the outside, since version 6

_libc = ctypes.CDLL(None, use_errno=True)


def version() -> int:
    """The kernel's version of Landlock; 0 where there is none."""
    return max(0, int(_libc.syscall(_CREATE, None, ctypes.c_size_t(0), _VERSION)))


def read_only(paths: Iterable[Path]) -> bool:
    """Refuse this process every file but those below ``paths``, and those only for reading.

    True when the wall stands; False when the kernel has no Landlock. no_new_privileges must be set.
    """
    known = version()
    if known == 0:
        return False
    ruleset = _ruleset(known)
    if ruleset < 0:
        return False
    try:
        for path in paths:
            _allow(ruleset, path)
        return int(_libc.syscall(_RESTRICT, ruleset, 0)) == 0
    finally:
        os.close(ruleset)


def _ruleset(known: int) -> int:
    handled = _ACCESS.get(known, _ACCESS_NOW)
    attributes = struct.pack("=Q", handled)
    if known >= 4:
        attributes += struct.pack("=Q", _NET)
    if known >= 6:
        attributes += struct.pack("=Q", _SCOPE)
    return int(_libc.syscall(_CREATE, attributes, ctypes.c_size_t(len(attributes)), 0))


def _allow(ruleset: int, path: Path) -> None:
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        folder = stat.S_ISDIR(os.fstat(opened).st_mode)
        access = _READ_FILE | _READ_DIR if folder else _READ_FILE
        _libc.syscall(_ADD, ruleset, _BENEATH, struct.pack("=Qi", access, opened), 0)
    finally:
        os.close(opened)
