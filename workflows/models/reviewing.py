"""The work of reviewing: who reads what, who gave it back, what is asked and said, kept views."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflows.models.declarative import Base, new_public_id
from workflows.models.documents import Document
from workflows.models.items import Item
from workflows.models.people import Person
from workflows.states import QuestionState


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


class Question(Base):
    """What a reviewer asks the company about an item, and what the company answers.

    The item waits for the answer until ``due``; a question is overdue when that day has passed.
    """

    __tablename__ = "question"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    state: Mapped[QuestionState] = mapped_column(index=True)
    version: Mapped[int] = mapped_column()
    text: Mapped[str]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    due: Mapped[date]
    answer: Mapped[str] = mapped_column(default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))  # sent as an answer

    item: Mapped[Item] = relationship()
    asked_by: Mapped[Person] = relationship(foreign_keys=[asked_by_id])
    answered_by: Mapped[Person | None] = relationship(foreign_keys=[answered_by_id])
    document: Mapped[Document | None] = relationship()

    __mapper_args__ = {"version_id_col": version}


class ItemComment(Base):
    """What somebody says of an item: among the reviewers and the secretariat, or to the company."""

    __tablename__ = "item_comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    text: Mapped[str]
    is_shared: Mapped[bool]  # the company reads it too
    edited_at: Mapped[datetime | None]

    item: Mapped[Item] = relationship()
    person: Mapped[Person] = relationship()
