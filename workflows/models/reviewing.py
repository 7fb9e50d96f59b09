"""The work of reviewing: who is reading what, who gave a document back, views that people keep."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflows.models.declarative import Base, new_public_id
from workflows.models.documents import Document
from workflows.models.people import Person


class ReadingLock(Base):
    """Who reads a document now, for the first or the second time, and from whom they took it.

    It frees itself: after ``until`` it says nothing any more.
    """

    __tablename__ = "reading_lock"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    reading: Mapped[str] = mapped_column(primary_key=True)  # first | second
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    since: Mapped[datetime]
    until: Mapped[datetime]
    before_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    before_since: Mapped[datetime | None]

    person: Mapped[Person] = relationship(foreign_keys=[person_id])


class GivenBack(Base):
    """A reviewer gave a document back, and why; it is not handed to them again by itself."""

    __tablename__ = "given_back"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    cause: Mapped[str]  # language | other
    note: Mapped[str]

    document: Mapped[Document] = relationship()
    person: Mapped[Person] = relationship()


class SavedView(Base):
    """Filters of a list that somebody keeps under a name; the default one opens with the list."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("person_id", "place", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    place: Mapped[str]  # queue | documents | findings
    name: Mapped[str]
    query: Mapped[str]  # as in the address
    is_default: Mapped[bool]
