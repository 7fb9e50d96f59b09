"""Rounds of comments on a draft report: who was asked, what they said, what was done with it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflows.models.declarative import Base, new_public_id, text_enum
from workflows.models.people import Organisation, Person
from workflows.models.reports import Report
from workflows.remark_states import RemarkState


class ReportRound(Base):
    """One round on one draft: the words of people as they stood when it was opened."""

    __tablename__ = "report_round"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    message: Mapped[str]
    due: Mapped[date]  # the last day on which one can say something
    steering: Mapped[bool]  # whether the steering committee is asked
    said: Mapped[dict[str, object]]  # the texts by chapter, and the goals
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]  # by hand, or the day after its last one

    report: Mapped[Report] = relationship()
    opened_by: Mapped[Person] = relationship()
    guests: Mapped[list["RoundGuest"]] = relationship(
        back_populates="round", order_by="RoundGuest.id"
    )


class RoundGuest(Base):
    """A party that is asked: whoever speaks for it."""

    __tablename__ = "round_guest"
    __table_args__ = (UniqueConstraint("round_id", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("report_round.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)

    round: Mapped[ReportRound] = relationship(back_populates="guests")
    organisation: Mapped[Organisation] = relationship()


class RoundRemark(Base):
    """What somebody said of a place in the draft; with other words for it, if they gave them."""

    __tablename__ = "round_remark"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    round_id: Mapped[int] = mapped_column(ForeignKey("report_round.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    # For which party; None: as one of the steering committee.
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    at: Mapped[datetime]
    chapter: Mapped[str]  # empty: elsewhere in the document
    paragraph: Mapped[int | None]  # in the chapter, from 0; None: the chapter as a whole
    is_own: Mapped[bool]  # in what people wrote, and not in what the figures say
    quote: Mapped[str]  # the paragraph as it stood in the draft
    text: Mapped[str]
    proposed: Mapped[str | None]  # the paragraph as it would become
    word_author: Mapped[str]  # as a Word file says it; empty when said on the page
    word_at: Mapped[datetime | None]
    state: Mapped[RemarkState] = mapped_column(text_enum(RemarkState), index=True)
    version: Mapped[int] = mapped_column()
    answer: Mapped[str]  # why it was refused, or what was noted
    before: Mapped[str | None]  # the chapter before the proposal was taken over
    became: Mapped[str]  # what was written for it by hand, as who made the remark reads it
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]

    round: Mapped[ReportRound] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    organisation: Mapped[Organisation | None] = relationship()

    __mapper_args__ = {"version_id_col": version}
