"""Reports: a frozen snapshot of figures, and where the report made of it stands."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflows.models.declarative import Base, new_public_id, text_enum
from workflows.models.people import Organisation, Person
from workflows.models.years import MemberYear
from workflows.report_audiences import ReportAudience
from workflows.states import ReportState


class Report(Base):
    """One report. The snapshot is never written again; its hash is printed in the file."""

    __tablename__ = "report"
    __table_args__ = (UniqueConstraint("number", "edition"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    kind: Mapped[str]
    # The company's year that it is of; None: of the agreement as a whole.
    year_id: Mapped[int | None] = mapped_column(ForeignKey("member_year.id"), index=True)
    period_from: Mapped[date]
    period_to: Mapped[date]
    language: Mapped[str]
    number: Mapped[str | None]  # 2026-02; given when it is final
    edition: Mapped[int] = mapped_column(default=1)  # a correction is the next one
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("report.id"))
    correction: Mapped[str] = mapped_column(default="")  # why the edition before it is corrected
    # The same in the language of its other edition; empty: that gives it as it was written.
    correction_translated: Mapped[str] = mapped_column(default="")
    retraction: Mapped[str] = mapped_column(default="")  # why it was withdrawn once published
    retraction_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # who asked it
    # Since when a draft waits for somebody else to clear it, and who asked; None: it does not.
    offered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    offered_at: Mapped[datetime | None]
    audience: Mapped[ReportAudience | None] = mapped_column(text_enum(ReportAudience))
    embargo: Mapped[date | None]  # before this day only the board and the office see it
    state: Mapped[ReportState] = mapped_column(index=True)
    version: Mapped[int] = mapped_column()
    cutoff: Mapped[datetime]
    # By language the Word template that it became final with; nothing: the shipped one.
    templates: Mapped[dict[str, object]] = mapped_column(default=dict)
    snapshot: Mapped[dict[str, object]]
    snapshot_hash: Mapped[str]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    published_at: Mapped[datetime | None]

    created_by: Mapped[Person] = relationship(foreign_keys=[created_by_id])
    checked_by: Mapped[Person | None] = relationship(foreign_keys=[checked_by_id])
    offered_by: Mapped[Person | None] = relationship(foreign_keys=[offered_by_id])
    retraction_by: Mapped[Person | None] = relationship(foreign_keys=[retraction_by_id])
    corrects: Mapped["Report | None"] = relationship(remote_side=[id])
    year: Mapped[MemberYear | None] = relationship()

    __mapper_args__ = {"version_id_col": version}


class ReportLedger(Base):
    """Which records the figures of a report count, packed by ``ledger_book``; never rewritten."""

    __tablename__ = "report_ledger"

    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), primary_key=True)
    book: Mapped[bytes]


class ReportFile(Base):
    """The Word file of an edition of a report, as it was made; never rewritten."""

    __tablename__ = "report_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    language: Mapped[str]
    file: Mapped[bytes]
    digest: Mapped[str]  # SHA-256, hex
    made_at: Mapped[datetime]


class ReportConsent(Base):
    """What a company was asked of a figure that would be hidden, and what it said."""

    __tablename__ = "report_consent"
    __table_args__ = (UniqueConstraint("report_id", "code", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    code: Mapped[str]
    breakdown: Mapped[str]  # a digest of who makes up how much: a changed figure is another one
    share: Mapped[int]  # of this company
    alone: Mapped[bool]  # nobody else is behind the figure
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    given: Mapped[bool | None]  # None: not answered
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]

    report: Mapped[Report] = relationship()
    organisation: Mapped[Organisation] = relationship()


class ReportClearance(Base):
    """A paragraph that names somebody, and what their organisation said of it."""

    __tablename__ = "report_clearance"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    chapter: Mapped[str]
    language: Mapped[str]
    text: Mapped[str]
    due: Mapped[date]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    given: Mapped[bool | None]  # None: not answered
    wording: Mapped[str]  # the words that are consented to instead; empty: as they are
    reason: Mapped[str]  # why not
    declined: Mapped[str]  # why the other words were not taken over; empty: they were not declined
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]

    report: Mapped[Report] = relationship()
    organisation: Mapped[Organisation] = relationship()


class ReportGoal(Base):
    """An objective: the share of a figure's total, in percent, that was meant to be reached."""

    __tablename__ = "report_goal"
    __table_args__ = (UniqueConstraint("report_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    code: Mapped[str]
    percent: Mapped[int]


class ReportText(Base):
    """A passage that people wrote themselves, for one chapter in one language."""

    __tablename__ = "report_text"
    __table_args__ = (UniqueConstraint("report_id", "chapter", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    chapter: Mapped[str]
    language: Mapped[str]
    text: Mapped[str]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]
    # Since when it was changed and the text in the other language was not looked at; None: it was.
    ahead_since: Mapped[datetime | None]

    written_by: Mapped[Person] = relationship()
