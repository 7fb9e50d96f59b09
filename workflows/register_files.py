"""Files of the register that the secretariat sends in: kept from the preview to the import."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import editions, organisations, uploads
from workflows.errors import Invalid, NotFound
from workflows.marking import N_
from workflows.models import Organisation, Upload
from workflows.permissions import Actor
from workflows.states import Role
from workflows.storage import FileStore

NOT_FOUND = N_("There is no such file.")


def keep(session: Session, store: FileStore, name: str, data: bytes, actor: Actor) -> Upload:
    """Keep a file, so that what is imported is what was previewed, and can be looked at later."""
    editions.may_import(actor)
    organisation = session.get_one(Organisation, min(actor.organisations(Role.SECRETARIAT)))
    return keep_for(session, store, organisation, name, data, actor)


def keep_for(
    session: Session,
    store: FileStore,
    organisation: Organisation,
    name: str,
    data: bytes,
    actor: Actor,
) -> Upload:
    """Keep a file on the shelf of an organisation; whose asks must be allowed to."""
    if not data:
        raise Invalid(N_("The file is empty. Choose another one."))
    if len(data) > uploads.LIMIT:
        raise Invalid(N_("The file is too large."))
    return uploads.keep(session, store, organisation, name, data, actor)


def get(session: Session, store: FileStore, public_id: str, actor: Actor) -> tuple[Upload, bytes]:
    """A file that was kept, and its bytes."""
    own = actor.organisations(Role.SECRETARIAT)
    query = select(Upload).where(Upload.public_id == public_id, Upload.organisation_id.in_(own))
    upload = session.scalars(query).one_or_none()
    if upload is None:
        raise NotFound(NOT_FOUND)
    organisation = session.get_one(Organisation, upload.organisation_id)
    return upload, store.get(organisations.shelf(organisation), upload.blob)
