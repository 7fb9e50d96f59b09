"""The walls round a process that reads a hostile document; raised once, never lowered again."""

import resource
import sys
import sysconfig
from functools import cache
from pathlib import Path

from extraction.limits import Limits
from extraction.walls import landlock, privileges, seccomp

_FILES = 64  # open at once
_PROCESSES = 0


def enter(limits: Limits) -> dict[str, bool]:
    """Put this process behind every wall the kernel has, and say which of them stand.

    Call it after the imports, on a process with one thread. ``limits`` holds the resource limits,
    which stand everywhere; no_new_privileges, files (Landlock) and calls (seccomp) may be lacking.
    """
    _limit(limits)
    return {
        "privileges": privileges.drop(),
        "files": landlock.read_only(readable()),
        "calls": seccomp.refuse(),
    }


@cache
def readable() -> tuple[Path, ...]:
    """What the reader itself needs to read: Python, its packages, system libraries and fonts.

    Found out once in a process and those it forks, after the imports: it takes a while. Packages
    that are loaded are named one by one, wherever they were installed; a folder that only happens
    to hold them, perhaps beside the data, is not.
    """
    packages = {
        Path(folder)
        for name, module in list(sys.modules.items())
        if "." not in name
        for folder in getattr(module, "__path__", ())
    }
    named: set[str | Path] = {
        sys.prefix,
        sys.base_prefix,
        sys.exec_prefix,
        *sysconfig.get_paths().values(),
    }
    named |= {"/usr", "/lib", "/lib64", "/etc/fonts", "/etc/ld.so.cache", "/etc/localtime"}
    paths = {Path(name).resolve() for name in named | packages}
    root = Path("/")
    return tuple(sorted(path for path in paths if path != root and path.exists()))


def _limit(limits: Limits) -> None:
    seconds = int(limits.most_seconds) + 60  # a second wall: the parent's clock comes first
    for what, amount in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, _FILES),
        (resource.RLIMIT_NPROC, _PROCESSES),
        (resource.RLIMIT_CPU, seconds),
    ):
        _, hard = resource.getrlimit(what)
        granted = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        resource.setrlimit(what, (granted, granted))
