"""Teams of reviewers: who is in one, and the documents that were handed to it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflows.models.declarative import Base, new_public_id
from workflows.models.documents import Document
from workflows.models.people import Person


class Team(Base):
    """Reviewers whom a document can be handed to together. It never decides: one of them does."""

    __tablename__ = "team"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    name: Mapped[str]
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class TeamMember(Base):
    """Somebody of a team."""

    __tablename__ = "team_member"

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    since: Mapped[datetime]

    team: Mapped[Team] = relationship()
    person: Mapped[Person] = relationship()


class TeamPaper(Base):
    """A document that stands with a team, and the one of it who took it, once somebody did."""

    __tablename__ = "team_paper"
    __table_args__ = (Index(None, "team_id", "person_id"),)

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    handed_at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    document: Mapped[Document] = relationship()
    team: Mapped[Team] = relationship()
    person: Mapped[Person | None] = relationship()
