"""Faults of a disk and of a database, one at a time, at a place that a test counts off."""

import errno
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError


@dataclass
class Place:
    """The place (from 1) where the fault is, and how many places there have been."""

    wanted: int
    passed: int = 0

    def here(self) -> bool:
        """Count a place; whether the fault is here."""
        self.passed += 1
        return self.passed == self.wanted

    @property
    def reached(self) -> bool:
        """Whether the fault has happened."""
        return self.passed >= self.wanted


class _HalfFile(io.FileIO):
    """A file of which the disk takes half of what is written."""

    cause = errno.ENOSPC

    def write(self, data) -> int:
        super().write(bytes(data)[: len(data) // 2])
        raise OSError(self.cause, os.strerror(self.cause))


@contextmanager
def disk_fault(monkeypatch: pytest.MonkeyPatch, wanted: int, cause: int) -> Iterator[Place]:
    """Let the ``wanted``-th opening for writing, write, sync, renaming or making of a folder of
    the file store fail with the error number ``cause``."""
    place = Place(wanted)

    def failing(real):
        def call(*args, **kwargs):
            if place.here():
                raise OSError(cause, os.strerror(cause))
            return real(*args, **kwargs)

        return call

    def opening(path, mode="r", *args, **kwargs):
        if "x" not in mode:
            return real_open(path, mode, *args, **kwargs)
        if place.here():
            raise OSError(cause, os.strerror(cause))
        if place.here():
            half = type("Half", (_HalfFile,), {"cause": cause})
            return half(path, "x")
        return real_open(path, mode, *args, **kwargs)

    real_open = io.open
    with monkeypatch.context() as patch:
        patch.setattr(io, "open", opening)
        for name in ("fsync", "replace", "mkdir"):
            patch.setattr(os, name, failing(getattr(os, name)))
        yield place


@contextmanager
def database_fault(engine: Engine, wanted: int, words: str) -> Iterator[Place]:
    """Let the ``wanted``-th statement or commit fail, saying ``words``."""
    place = Place(wanted)

    def at_statement(_connection, _cursor, statement, parameters, _context, _many) -> None:
        if place.here():
            raise OperationalError(statement, parameters, Exception(words))

    def at_commit(_connection) -> None:
        if place.here():
            raise OperationalError("COMMIT", {}, Exception(words))

    event.listen(engine, "before_cursor_execute", at_statement)
    event.listen(engine, "commit", at_commit)
    try:
        yield place
    finally:
        event.remove(engine, "before_cursor_execute", at_statement)
        event.remove(engine, "commit", at_commit)
