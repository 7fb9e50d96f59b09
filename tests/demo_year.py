"""The demo year, loaded once for a whole run of the tests; each user works on a copy of it."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def loaded(factory: pytest.TempPathFactory) -> Path:
    """The data folder of an installation with the demo year; not to be written in.

    Loading takes about a minute, so that the workers of one run share it: whoever comes first
    loads, the others wait for the lock. Who runs these tests often names a folder, loaded before
    with this code, in KETENZICHT_TEST_DEMO.
    """
    if kept := os.environ.get("KETENZICHT_TEST_DEMO"):
        return Path(kept)
    shared = factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    folder = shared / "demo-year"
    with (shared / "demo-year.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            _load(shared / "demo-year-loading", folder)
    return folder


def copy(factory: pytest.TempPathFactory) -> Path:
    """A data folder of one's own with the demo year in it."""
    target = factory.mktemp("demo") / "data"
    shutil.copytree(loaded(factory), target)
    return target


def _load(unfinished: Path, folder: Path) -> None:
    shutil.rmtree(unfinished, ignore_errors=True)
    done = subprocess.run(
        [sys.executable, "-m", "webapp", "demo", "load"],
        env={**os.environ, "KETENZICHT_DATA": str(unfinished)},
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    unfinished.rename(folder)
