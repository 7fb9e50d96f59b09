"""The pack of a company: all that is its own as one ZIP of open formats, for itself or its leaver.

The company's people take it at any time; when it has ended its part, the secretariat hands it over.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import IO

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from report_templates import datapackage
from report_templates.datapackage import File
from workflows import clock, documents, events, findings, pack_rows, pack_tables, pack_words
from workflows import organisations as parties
from workflows.models import (
    Communication,
    Document,
    DocumentVersion,
    Event,
    Evidence,
    Finding,
    Item,
    MemberYear,
    Organisation,
    Upload,
    YearImport,
)
from workflows.permissions import Actor, Held
from workflows.states import CommunicationState, ItemState, Role
from workflows.storage import FileStore

FOLDER = "files"
TAKEN = "take_pack"
_NOBODY = 0  # no person has this number: what is asked is what the company itself may see


@dataclass(frozen=True, slots=True)
class Size:
    """How much is in a pack: the files with their bytes, what was made of them, and the years."""

    years: int
    documents: int
    findings: int
    items: int
    files: int
    bytes: int

    @property
    def is_empty(self) -> bool:
        """Whether the company has sent and answered nothing, and nothing was found."""
        return not (self.documents or self.findings or self.years)


def company_of(organisation: Organisation) -> Actor:
    """The company as one who asks: a pack holds the same whoever takes it."""
    held = Held(Role.CONTACT, organisation.id, organisation.name, organisation.kind)
    return Actor(_NOBODY, "", "", organisation.name, "nl", (held,))


def size(session: Session, organisation: Organisation) -> Size:
    """How much there is, counted by the database."""
    company = company_of(organisation)
    seen = documents.visible(company).order_by(None).with_only_columns(Document.id)
    found = findings.visible(company).order_by(None).with_only_columns(Finding.id)
    kept = _uploads(organisation, company).order_by(None).subquery()
    files, total = session.execute(
        select(func.count(), func.coalesce(func.sum(kept.c.size), 0)).select_from(kept)
    ).one()

    def count(query: Select[int]) -> int:
        return session.scalar(select(func.count()).select_from(query.subquery())) or 0

    own = select(Item.id).where(Item.document_id.in_(seen), Item.state != ItemState.SET_ASIDE)
    opened = select(MemberYear.id).where(MemberYear.organisation_id == organisation.id)
    return Size(count(opened), count(seen), count(found), count(own), files, int(total))


def last_taken(session: Session, organisation: Organisation) -> datetime | None:
    """When the pack was taken last."""
    query = select(func.max(Event.at)).where(
        Event.noun == "organisation",
        Event.object_id == organisation.public_id,
        Event.action == TAKEN,
    )
    return session.scalar(query)


def write(
    session: Session, store: FileStore, organisation: Organisation, stream: IO[bytes]
) -> None:
    """Write the pack; ``stream`` can be a file of any length. That it was taken is said apart."""
    company = company_of(organisation)
    paths = {
        # The row's own number would tell how many files others sent.
        row.id: datapackage.path_of(FOLDER, number, row.filename)
        for number, row in enumerate(_each(session, organisation, company), 1)
    }
    at, shelf = clock.now(session), parties.shelf(organisation)
    datapackage.write(
        stream,
        title=organisation.name,
        at=at,
        tables=pack_tables.of(pack_rows.ground(session, organisation, company, paths)),
        files=(
            File(paths[row.id], partial(store.opened, shelf, row.blob))
            for row in _each(session, organisation, company)
        ),
        texts=pack_words.readme(organisation.name, clock.day(at).isoformat()),
    )


def taken(session: Session, organisation: Organisation, actor: Actor, stream: IO[bytes]) -> None:
    """Log who took the pack, and which one: ``stream`` holds it, and is left at its beginning."""
    digest = hashlib.sha256()
    stream.seek(0)
    while part := stream.read(1 << 20):
        digest.update(part)
    stream.seek(0)
    events.append(
        session,
        actor,
        "organisation",
        organisation.public_id,
        TAKEN,
        organisation_id=organisation.id,
        sha256=digest.hexdigest(),
    )


def filename(session: Session, organisation: Organisation) -> str:
    """What the ZIP is called."""
    return f"ketenzicht-{organisation.name}-{clock.today(session).isoformat()}.zip"


def _uploads(organisation: Organisation, company: Actor) -> Select[Upload]:
    """The files of documents, of evidence, of what was published and of answers, each once."""
    seen = documents.visible(company).order_by(None).with_only_columns(Document.id)
    found = findings.visible(company).order_by(None).with_only_columns(Finding.id)
    sent = select(DocumentVersion.upload_id).where(DocumentVersion.document_id.in_(seen))
    shown = select(Evidence.upload_id).where(
        Evidence.finding_id.in_(found), Evidence.upload_id.is_not(None)
    )
    # The copy of what was published; before that it is none of the company's.
    published = select(Communication.copy_id).where(
        Communication.finding_id.in_(found),
        Communication.state == CommunicationState.COMMUNICATED,
        Communication.copy_id.is_not(None),
    )
    taken = (
        select(YearImport.upload_id)
        .join(YearImport.year)
        .where(MemberYear.organisation_id == organisation.id)
    )
    kept = or_(*(Upload.id.in_(one) for one in (sent, shown, published, taken)))
    return select(Upload).where(kept).order_by(Upload.id)


def _each(session: Session, organisation: Organisation, company: Actor) -> Iterator[Upload]:
    query = _uploads(organisation, company)
    return iter(session.scalars(query.execution_options(yield_per=200)))
