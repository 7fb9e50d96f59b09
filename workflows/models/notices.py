"""What people are told: one notice a person and occasion, and the mails that carry them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflows.models.declarative import Base
from workflows.models.people import Person
from workflows.states import MailRhythm, MailState


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
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("mail.id"), index=True)

    actor: Mapped[Person | None] = relationship(foreign_keys=[actor_id])


class Mail(Base):
    """One message to one person. Its name is fixed before it is sent, for when it is sent twice."""

    __tablename__ = "mail"
    __table_args__ = (Index(None, "state", "run_after"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    rhythm: Mapped[MailRhythm]
    name: Mapped[str] = mapped_column(unique=True)  # of the message, before the @
    state: Mapped[MailState]
    attempts: Mapped[int] = mapped_column(default=0)
    run_after: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    error: Mapped[str | None]  # what the server said last
