"""The cores of this machine that read no document, lent to one that takes long."""

import os
import threading

from sqlalchemy.orm import Session, sessionmaker

from workflows import jobs


class IdleCores:
    """As many as there are cores, less the jobs that run on them: those of other workers, too.

    It is what ``extraction.lanes`` calls a Spare.
    """

    def __init__(self, sessions: sessionmaker[Session], count: int | None = None) -> None:
        self._sessions = sessions
        self._count = count or len(os.sched_getaffinity(0))
        self._lent = 0
        self._lock = threading.Lock()

    def take(self) -> bool:
        """Take a core for a moment, if no document is read on it."""
        with self._lock:
            if self._count < 2:
                return False
            with self._sessions() as session:
                busy = jobs.running(session)
            if busy + self._lent >= self._count:
                return False
            self._lent += 1
            return True

    def give_back(self) -> None:
        """Give back a core that was taken."""
        with self._lock:
            self._lent -= 1
