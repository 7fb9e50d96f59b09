"""The secretariat's own Word templates of reports, every version kept."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflows.models.declarative import Base, new_public_id
from workflows.models.people import Person


class WordTemplate(Base):
    """One version of a template for a kind of report in a language; the file never changes."""

    __tablename__ = "word_template"
    __table_args__ = (UniqueConstraint("kind", "language", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    kind: Mapped[str]
    language: Mapped[str]
    number: Mapped[int]  # from 1 within its kind and language
    filename: Mapped[str]
    file: Mapped[bytes]
    digest: Mapped[str] = mapped_column(index=True)
    in_use: Mapped[bool] = mapped_column(default=False)  # one of a kind and language at most
    added_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[datetime]
    switched_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    switched_at: Mapped[datetime | None]

    added_by: Mapped[Person] = relationship(foreign_keys=[added_by_id])
    switched_by: Mapped[Person | None] = relationship(foreign_keys=[switched_by_id])
