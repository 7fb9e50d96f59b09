"""Documents: the file as sent, the document in it, its versions, and what was read on each page."""

from datetime import date, datetime

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflows.models.declarative import Base, new_public_id
from workflows.models.people import Organisation, Person
from workflows.states import DocumentState


class Supplier(Base):
    """Who a member's papers come from. Two members' suppliers are never linked."""

    __tablename__ = "supplier"
    __table_args__ = (UniqueConstraint("organisation_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str]


class Upload(Base):
    """A file as it was sent: bytes on disk under the organisation's own key."""

    __tablename__ = "upload"
    __table_args__ = (UniqueConstraint("organisation_id", "blob"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    blob: Mapped[str]  # keyed digest: the file's name in the store
    size: Mapped[int]
    filename: Mapped[str]  # as the sender called it; for showing only
    uploaded_at: Mapped[datetime]

    uploaded_by: Mapped[Person] = relationship()


class Document(Base):
    """One paper of one organisation. Only ``machine.perform`` writes ``state``."""

    __tablename__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    supplier_id: Mapped[int | None] = mapped_column(ForeignKey("supplier.id"))
    title: Mapped[str]
    state: Mapped[DocumentState] = mapped_column(index=True)
    version: Mapped[int] = mapped_column()
    received_at: Mapped[datetime] = mapped_column(index=True)
    period_from: Mapped[date | None]
    period_to: Mapped[date | None]
    due: Mapped[date | None] = mapped_column(index=True)  # the day before which its sender hears
    review_first: Mapped[str] = mapped_column(default="reviewers")  # or member: who answers first
    kind: Mapped[str | None]  # as a person says; what the reader says is the version's
    valid_until: Mapped[date | None]
    confirmed_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    withdrawn_from: Mapped[DocumentState | None]  # where it stood; it goes back there

    organisation: Mapped[Organisation] = relationship()
    supplier: Mapped[Supplier | None] = relationship()
    confirmed_by: Mapped[Person | None] = relationship()
    versions: Mapped[list["DocumentVersion"]] = relationship(
        order_by="DocumentVersion.number", back_populates="document"
    )
    assignments: Mapped[list["Assignment"]] = relationship(
        order_by="Assignment.id", back_populates="document"
    )

    __mapper_args__ = {"version_id_col": version}


class DocumentVersion(Base):
    """One reading of one upload: outcome, kind, language, warnings, text."""

    __tablename__ = "document_version"
    __table_args__ = (UniqueConstraint("document_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    upload_id: Mapped[int] = mapped_column(ForeignKey("upload.id"), index=True)
    part: Mapped[str] = mapped_column(default="")  # name inside a mail or archive
    number: Mapped[int]
    extractor: Mapped[str | None]
    model: Mapped[str | None]  # the number of the network that read it, or ``shipped``
    outcome: Mapped[str | None]
    error: Mapped[str | None]  # code of extraction.wording
    error_detail: Mapped[str] = mapped_column(default="")
    kind: Mapped[str | None]
    language: Mapped[str | None]
    page_count: Mapped[int] = mapped_column(default=0)
    seconds: Mapped[float] = mapped_column(default=0.0)
    warnings: Mapped[list[object]] = mapped_column(default=list)  # [{code, page, detail}]
    # Of a reporting template, without what is of persons; as extraction.jsonform gives it.
    declaration: Mapped[dict[str, object] | None]
    remarks: Mapped[list[object] | None]  # [{rule, severity, cell, values}]
    facts: Mapped[dict[str, object] | None]  # of the document: {name: {value, page, quote, cell}}
    read_at: Mapped[datetime | None]
    cause: Mapped[str | None]  # why it was added: sent | reread; nothing for the first one
    since: Mapped[datetime | None]  # when it was added; for the first one, see the document
    sketch: Mapped[list[object] | None] = mapped_column(JSON(none_as_null=True))  # of its text
    metals: Mapped[str] = mapped_column(default="")  # of its items, |each|between bars|

    document: Mapped[Document] = relationship(back_populates="versions")
    upload: Mapped[Upload] = relationship()
    pages: Mapped[list["DocumentPage"]] = relationship(
        order_by="DocumentPage.number", back_populates="version"
    )


class DocumentPage(Base):
    """A page as a reader sees it: size in points, text, the words' boxes, its picture."""

    __tablename__ = "document_page"
    __table_args__ = (UniqueConstraint("version_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("document_version.id"), index=True)
    number: Mapped[int]
    width: Mapped[float]
    height: Mapped[float]
    text: Mapped[str]
    words: Mapped[list[object]]  # [[x0, top, x1, bottom, start, end], ...]
    picture: Mapped[str | None]  # keyed digest of the PNG

    version: Mapped[DocumentVersion] = relationship(back_populates="pages")


class Mention(Base):
    """A name found on a page, whether or not it became part of an item."""

    __tablename__ = "mention"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("document_version.id"), index=True)
    label: Mapped[str]
    text: Mapped[str]
    page: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    box: Mapped[list[object] | None]
    rule: Mapped[str]


class Part(Base):
    """What hung on a mail or lay in an archive: its place there, and the document it became."""

    __tablename__ = "part"
    __table_args__ = (UniqueConstraint("container_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    container_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    position: Mapped[int]  # from 1
    name: Mapped[str]  # as the sender called it; for showing only
    known: Mapped[bool]  # the organisation had sent these bytes before: the document was there

    container: Mapped[Document] = relationship(foreign_keys=[container_id])
    document: Mapped[Document] = relationship(foreign_keys=[document_id])


class Assignment(Base):
    """A reviewer who may see and decide on a document."""

    __tablename__ = "assignment"
    __table_args__ = (UniqueConstraint("document_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    assigned_at: Mapped[datetime]

    document: Mapped[Document] = relationship(back_populates="assignments")
    person: Mapped[Person] = relationship()


class TextBand(Base):
    """A part of the sketch of a version's text: who shares one may have much text in common."""

    __tablename__ = "text_band"
    __table_args__ = (Index(None, "organisation_id", "band", "value"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("document_version.id"), primary_key=True)
    band: Mapped[int] = mapped_column(primary_key=True)
    # Members are never compared with each other: whose it is stands in the index itself.
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    value: Mapped[int] = mapped_column(BigInteger)


class Likeness(Base):
    """Two documents of one member with much the same text: the later one, and one from before.

    A person may say that they are two papers nevertheless; that stays when they are read again.
    """

    __tablename__ = "likeness"
    __table_args__ = (UniqueConstraint("document_id", "other_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    other_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    share: Mapped[float]  # of the text of both together, about
    apart_at: Mapped[datetime | None]
    apart_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    document: Mapped[Document] = relationship(foreign_keys=[document_id])
    other: Mapped[Document] = relationship(foreign_keys=[other_id])
    apart_by: Mapped[Person | None] = relationship()


class WithdrawalRequest(Base):
    """A company asks to withdraw a document whose review has begun; the secretariat answers."""

    __tablename__ = "withdrawal_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    reason: Mapped[str]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]
    accepted: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(default="")

    document: Mapped[Document] = relationship()
    asked_by: Mapped[Person] = relationship(foreign_keys=[asked_by_id])
    answered_by: Mapped[Person | None] = relationship(foreign_keys=[answered_by_id])
