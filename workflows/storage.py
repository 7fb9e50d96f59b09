"""Files on disk, one folder an organisation, named by a hash under that organisation's own key.

The same bytes from two organisations have two names that nobody can compare, so that nothing shows
that another one sent them too.
"""

import errno
import fcntl
import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from workflows.errors import NotFound, Unavailable
from workflows.marking import N_

FULL = N_("There is no room left to keep the file. Nothing was lost; try again later.")
GONE = N_("The file is not in the store.")
UNWRITABLE = N_("The server cannot write its data folder. The technical administrator must look.")


@dataclass(frozen=True, slots=True)
class Shelf:
    """Whose files: the organisation's public id (its folder) and its key (hex)."""

    owner: str
    key: str


class FileStore:
    """The store under one root folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def name(self, shelf: Shelf, data: bytes) -> str:
        """The name that these bytes have for this organisation."""
        return hmac.new(bytes.fromhex(shelf.key), data, hashlib.sha256).hexdigest()

    def put(self, shelf: Shelf, data: bytes) -> str:
        """Write the bytes and sync them, file and folder; return their name.

        Raises :class:`Unavailable` when the disk is full or cannot be written.
        """
        name = self.name(shelf, data)
        path = self.path(shelf, name)
        try:
            self._keep(path, data)
        except OSError as error:
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            raise Unavailable(FULL if full else UNWRITABLE) from error
        return name

    def put_named(self, owner: str, name: str, data: bytes) -> None:
        """Put back a file of a backup under the name it had."""
        path = self.path(Shelf(owner, ""), name)
        self._keep(path, data)

    def get(self, shelf: Shelf, name: str) -> bytes:
        """The bytes under a name."""
        try:
            return self.path(shelf, name).read_bytes()
        except FileNotFoundError:
            raise NotFound(GONE) from None

    def opened(self, shelf: Shelf, name: str) -> IO[bytes]:
        """The bytes under a name, to be read bit by bit; the caller closes it."""
        try:
            return self.path(shelf, name).open("rb")
        except FileNotFoundError:
            raise NotFound(GONE) from None

    def path(self, shelf: Shelf, name: str) -> Path:
        """Where a name lives; refuses anything that is not a digest."""
        if not re.fullmatch("[0-9a-f]{64}", name) or not re.fullmatch("[a-z0-9]+", shelf.owner):
            raise ValueError("not the name of a stored file")
        return self.root / shelf.owner / name[:2] / name

    def _keep(self, path: Path, data: bytes) -> None:
        if not path.exists() or path.read_bytes() != data:
            _write(path, data)
        # Also when the file was there: whoever wrote it may have died before this.
        for folder in (path.parent, path.parent.parent, self.root, self.root.parent):
            _sync(folder)

    def intact(self, shelf: Shelf, name: str) -> bool:
        """Whether the bytes are there and are still the ones that were put."""
        path = self.path(shelf, name)
        return path.is_file() and self.name(shelf, path.read_bytes()) == name

    def abandoned(self) -> tuple[Path, ...]:
        """Files that a process was writing when it was ended: nobody holds them any more."""
        return tuple(part for part in sorted(self.root.glob("*/??/.*.part")) if _is_abandoned(part))

    def sweep(self) -> int:
        """Remove the abandoned files; return how many there were.

        Safe while others write: whoever writes holds the file, and begins anew when it was swept
        in the moment before.
        """
        found = self.abandoned()
        for part in found:
            part.unlink(missing_ok=True)
        return len(found)

    def everything(self) -> Iterator[tuple[str, str]]:
        """(owner, name) of every file in the store, for comparing with the rows."""
        for path in sorted(self.root.glob("*/??/*")):
            if re.fullmatch("[0-9a-f]{64}", path.name):
                yield path.parent.parent.name, path.name


def _is_abandoned(part: Path) -> bool:
    try:
        with part.open("rb") as file:
            return _lock(file)
    except OSError:  # it is whole now, or gone
        return False


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    while not _written(path, data):
        pass


def _written(path: Path, data: bytes) -> bool:
    """Whether the file is there now; False when its beginning was swept before it was locked."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as file:
            _lock(file)
            if os.fstat(file.fileno()).st_nlink == 0:
                return False
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    return True


def _lock(file: IO[bytes]) -> bool:
    """Hold a file while this process lives. False when another does, or when none can."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
