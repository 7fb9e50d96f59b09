"""What people are told: one notice a person and occasion."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflows.models.declarative import Base
from workflows.models.people import Person


class Notice(Base):
    """Somebody is told of a deed, or of a day that nears. What it says is made when it is read."""

    __tablename__ = "notice"
    __table_args__ = (UniqueConstraint("person_id", "key"), Index(None, "person_id", "read_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    key: Mapped[str]  # the occasion: nobody is told twice of one
    noun: Mapped[str]
    object_id: Mapped[str]  # public id
    action: Mapped[str]  # what was done; of a day that nears, what is due
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    due: Mapped[date | None]  # the day that nears
    made_at: Mapped[datetime]
    read_at: Mapped[datetime | None]

    actor: Mapped[Person | None] = relationship(foreign_keys=[actor_id])
