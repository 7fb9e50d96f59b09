"""A process gives up what it may become: no new privileges, no capabilities."""

import contextlib
import ctypes
import struct
from pathlib import Path

_NO_NEW_PRIVILEGES, _DROP_BOUND = 38, 24  # prctl
_CAPABILITIES = 0x20080522  # version 3: two words of each set
_HIGHEST = 64

_libc = ctypes.CDLL(None, use_errno=True)


def drop() -> bool:
    """Give up every capability for ever, root's too. True when nothing can be gained any more."""
    with contextlib.suppress(OSError):  # when memory runs out, let this process go first
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    for number in range(_HIGHEST):
        _libc.prctl(_DROP_BOUND, number, 0, 0, 0)
    bare = struct.pack("=Ii", _CAPABILITIES, 0)
    dropped = _libc.capset(bare, struct.pack("=6I", *[0] * 6)) == 0
    return bool(_libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0 and dropped)
