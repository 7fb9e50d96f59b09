"""The self-test of the walls: what a hostile document would try is tried in a real child."""

import json
import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from extraction import keepers
from extraction.attempts import Attempt
from extraction.errors import Internal
from extraction.known import known_pdf
from extraction.limits import DEFAULT, Limits

_SECONDS = 60.0
READS = "read a good document"  # the one attempt that must succeed


@dataclass(frozen=True, slots=True)
class SandboxReport:
    """Which walls stand, and how each attempt from within ended.

    ``walls`` are resource limits apart: privileges, files (Landlock) and calls (seccomp); the
    kernel may lack the last two.
    """

    walls: tuple[tuple[str, bool], ...]
    attempts: tuple[Attempt, ...]

    @property
    def reads(self) -> bool:
        """Whether a known-good document is still read. Without this nothing can be read at all."""
        return any(attempt.name == READS and attempt.held for attempt in self.attempts)

    @property
    def sound(self) -> bool:
        """Whether every attempt ended as it should."""
        return bool(self.attempts) and all(attempt.held for attempt in self.attempts)

    @property
    def broken(self) -> tuple[str, ...]:
        """What a document could do that it should not."""
        return tuple(attempt.name for attempt in self.attempts if not attempt.held)


def probe(folder: Path | None = None, *, limits: Limits = DEFAULT) -> SandboxReport:
    """Try the walls. ``folder`` is where a file is put that must stay unread: the data folder.

    Raises Internal when no reading process can be started or it gives no report.
    """
    with tempfile.TemporaryDirectory(dir=folder, prefix="probe-") as made:
        secret = Path(made) / "secret"
        secret.write_text("not for documents", encoding="ascii")
        secret.chmod(0o644)
        return _report(Path(made), limits)


def _report(folder: Path, limits: Limits) -> SandboxReport:
    order = {"job": "attempt", "folder": str(folder.resolve()), "parent": os.getpid()}
    until = time.monotonic() + _SECONDS
    walls: dict[str, bool] = {}
    attempts: tuple[Attempt, ...] = ()
    with keepers.borrowed() as keeper:
        for kind, payload in keepers.ask(keeper, order, known_pdf(), limits, lambda: until):
            if kind == b"W":
                walls = json.loads(payload)
            elif kind == b"A":
                attempts = tuple(Attempt(**attempt) for attempt in json.loads(payload))
    if not attempts:
        raise Internal("the self-test of the reading process gave no report")
    return SandboxReport(tuple(walls.items()), attempts)
