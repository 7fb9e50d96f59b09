"""The networks that the reader may use: the one shipped, and those trained here from decisions."""

import hashlib
import logging
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflows import clock, events
from workflows.errors import Conflict, NotFound
from workflows.marking import N_
from workflows.models import ReaderModel
from workflows.storage import FileStore

log = logging.getLogger(__name__)

SHIPPED = "shipped"
NOT_FOUND = N_("There is no model %(number)s.")


def folder(store: FileStore, number: int) -> Path:
    """Where the files of a model lie: under the data folder, beside the files of documents."""
    return store.root.parent / "models" / str(number)


def everything(session: Session) -> list[ReaderModel]:
    """All models that were trained here, oldest first."""
    return list(session.scalars(select(ReaderModel).order_by(ReaderModel.number)))


def get(session: Session, number: int) -> ReaderModel:
    """One of them."""
    row = session.get(ReaderModel, number)
    if row is None:
        raise NotFound(NOT_FOUND, number=number)
    return row


def in_use(session: Session) -> ReaderModel | None:
    """The model that reads now; None: the shipped one."""
    return next(iter(_promoted(session)), None)


def _promoted(session: Session) -> list[ReaderModel]:
    """The newest first: were two promoted in the same moment, one of them reads all the same."""
    query = select(ReaderModel).where(
        ReaderModel.promoted_at.is_not(None), ReaderModel.retired_at.is_(None)
    )
    newest = (ReaderModel.promoted_at.desc(), ReaderModel.number.desc())
    return list(session.scalars(query.order_by(*newest)))


def for_reading(session: Session, store: FileStore) -> tuple[str, Path | None]:
    """The name of the network that reads now, and its folder (None: the shipped one).

    A model whose files are gone or were altered does not read: the shipped one takes its place.
    """
    row = in_use(session)
    if row is None:
        return SHIPPED, None
    if not intact(store, row):
        log.error("the files of model %s are missing or altered", row.number)
        return SHIPPED, None
    return str(row.number), folder(store, row.number)


def record(session: Session, number: int, digest: str, card: dict[str, object]) -> ReaderModel:
    """Write down that a model was made."""
    row = ReaderModel(number=number, made_at=clock.now(session), digest=digest, card=card)
    session.add(row)
    session.flush()
    events.append(session, None, "model", str(number), "train", digest=digest, card=card)
    return row


def next_number(session: Session) -> int:
    """The number of the next model."""
    return (session.scalar(select(func.max(ReaderModel.number))) or 0) + 1


def half_made(folder: Path) -> Path:
    """Where a model is made before it is whole."""
    return folder.with_name(f"{folder.name}.half")


def claim(session: Session, store: FileStore) -> int:
    """The number of a model that will now be made; who asks meanwhile gets another one.

    The folder in which it is made keeps the number: training takes minutes, and no transaction
    may be open that long.
    """
    number = next_number(session)
    while folder(store, number).exists() or not _made(half_made(folder(store, number))):
        number += 1
    return number


def _made(place: Path) -> bool:
    """Whether a folder was made just now, not before."""
    try:
        place.mkdir(parents=True, mode=0o700)
    except FileExistsError:
        return False
    return True


def put_in_use(session: Session, row: ReaderModel | None, *, gold: int = 0) -> None:
    """Let a model read from now on, or the shipped one (None).

    ``gold`` is the number of documents that it was measured on.
    """
    before = in_use(session)
    if before is row:
        raise Conflict(N_("This model is in use already."))
    for other in _promoted(session):
        other.retired_at = clock.now(session)
    if row is not None:
        row.promoted_at, row.retired_at = clock.now(session), None
    session.flush()
    name = SHIPPED if row is None else str(row.number)
    events.append(
        session,
        None,
        "model",
        name,
        "promote",
        before=SHIPPED if before is None else str(before.number),
        gold=gold,
    )


def intact(store: FileStore, row: ReaderModel) -> bool:
    """Whether the files of a model are those that were made."""
    return digest(folder(store, row.number)) == row.digest


def digest(folder: Path) -> str:
    """One hash over the names and bytes of a model's files; empty when there are none."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    whole = hashlib.sha256()
    for path in files:
        whole.update(path.relative_to(folder).as_posix().encode() + b"\0")
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest() if files else ""
