"""Uploads: the bytes that an organisation sent in, kept once, on its own shelf."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import clock, organisations
from workflows.models import Organisation, Upload
from workflows.permissions import Actor
from workflows.storage import FileStore

LIMIT = 100_000_000  # bytes


def keep(
    session: Session,
    store: FileStore,
    organisation: Organisation,
    name: str,
    data: bytes,
    actor: Actor,
) -> Upload:
    """The organisation's upload of these bytes, on disk and synced; made when it is new.

    Whoever calls this has asked whether the actor may.
    """
    blob = store.put(organisations.shelf(organisation), data)
    # One at a time in an organisation: the same bytes sent twice at once become one upload.
    one = select(Organisation.id).where(Organisation.id == organisation.id)
    session.execute(one.with_for_update(key_share=True))
    query = select(Upload).where(Upload.organisation_id == organisation.id, Upload.blob == blob)
    upload = session.scalars(query).one_or_none()
    if upload is None:
        upload = Upload(
            organisation_id=organisation.id,
            uploaded_by_id=actor.person_id,
            blob=blob,
            size=len(data),
            filename=name,
            uploaded_at=clock.now(session),
        )
        session.add(upload)
        session.flush()
    return upload
