"""A company's year: the six steps of due diligence, and its answers to the maturity questions."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflows.models.declarative import Base, new_public_id
from workflows.models.documents import Document, Supplier, Upload
from workflows.models.findings import Finding
from workflows.models.people import Organisation, Person
from workflows.states import AnswerOrigin, StepState


class MemberYear(Base):
    """One year of the agreement, from 1 July on, of one company."""

    __tablename__ = "member_year"
    __table_args__ = (UniqueConstraint("organisation_id", "starts"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    starts: Mapped[int]  # the calendar year of its first day
    instrument: Mapped[str]  # the edition of the questions, as long as the year lasts
    opened_at: Mapped[datetime]
    stand_in_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    stand_in_until: Mapped[date | None]  # the last day on which they sign

    organisation: Mapped[Organisation] = relationship()
    stand_in: Mapped[Person | None] = relationship()
    steps: Mapped[list["YearStep"]] = relationship(
        order_by="YearStep.number", back_populates="year"
    )


class YearStep(Base):
    """One of the six steps in a year. Only ``performing`` writes ``state``."""

    __tablename__ = "year_step"
    __table_args__ = (UniqueConstraint("year_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    year_id: Mapped[int] = mapped_column(ForeignKey("member_year.id"))
    number: Mapped[int]  # 1 to 6, as the guidance counts them
    state: Mapped[StepState]
    version: Mapped[int] = mapped_column()
    due: Mapped[date]
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    signed_at: Mapped[datetime | None]
    assessed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    assessed_at: Mapped[datetime | None]
    feedback: Mapped[str] = mapped_column(default="")  # of who assessed it last
    asked_due: Mapped[date | None]  # the later day that the company asked for, with its reason
    asked_why: Mapped[str] = mapped_column(default="")

    year: Mapped[MemberYear] = relationship(back_populates="steps")
    signed_by: Mapped[Person | None] = relationship(foreign_keys=[signed_by_id])
    assessed_by: Mapped[Person | None] = relationship(foreign_keys=[assessed_by_id])
    answers: Mapped[list["YearAnswer"]] = relationship(
        order_by="YearAnswer.id", back_populates="step"
    )

    __mapper_args__ = {"version_id_col": version}


class YearAnswer(Base):
    """What a company answers to one question: a level, or why the question is not for them."""

    __tablename__ = "year_answer"
    __table_args__ = (UniqueConstraint("step_id", "question"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    step_id: Mapped[int] = mapped_column(ForeignKey("year_step.id"))
    question: Mapped[str]  # its key in the edition
    level: Mapped[int | None]  # 0 to 4
    not_applicable: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")
    answered_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime]
    # Where it came from, until somebody confirms it: it counts for nothing before.
    origin: Mapped[AnswerOrigin | None]

    step: Mapped[YearStep] = relationship(back_populates="answers")
    answered_by: Mapped[Person] = relationship()
    evidence: Mapped[list["YearEvidence"]] = relationship(
        order_by="YearEvidence.id", cascade="all, delete-orphan"
    )


class YearEvidence(Base):
    """A document of the company itself that shows an answer."""

    __tablename__ = "year_evidence"
    __table_args__ = (UniqueConstraint("answer_id", "document_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("year_answer.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)

    document: Mapped[Document] = relationship()


class YearImport(Base):
    """Answers that were taken out of a file of another tool, and what undoing that restores."""

    __tablename__ = "year_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    year_id: Mapped[int] = mapped_column(ForeignKey("member_year.id"), index=True)
    upload_id: Mapped[int] = mapped_column(ForeignKey("upload.id"))
    imported_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    imported_at: Mapped[datetime]
    taken: Mapped[dict[str, object]]  # the answers by question
    before: Mapped[dict[str, object]]  # those that were there, with who gave them and when
    undone_at: Mapped[datetime | None]

    year: Mapped[MemberYear] = relationship()
    upload: Mapped[Upload] = relationship()
    imported_by: Mapped[Person] = relationship()


class PlanAction(Base):
    """What a company will do in a year to get further, by whom and by when."""

    __tablename__ = "plan_action"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    year_id: Mapped[int] = mapped_column(ForeignKey("member_year.id"), index=True)
    step: Mapped[int]  # 1 to 6
    # What it was made of: an answer, a finding, or neither, where somebody thought of it.
    question: Mapped[str | None]
    finding_id: Mapped[int | None] = mapped_column(ForeignKey("finding.id"), index=True)
    text: Mapped[str]
    owner: Mapped[str]  # who will do it, by name
    due: Mapped[date | None]
    done_at: Mapped[datetime | None]
    result: Mapped[str]  # what came of it
    earlier_id: Mapped[int | None] = mapped_column(ForeignKey("plan_action.id"))
    version: Mapped[int] = mapped_column()

    year: Mapped[MemberYear] = relationship()
    finding: Mapped[Finding | None] = relationship()

    __mapper_args__ = {"version_id_col": version}


class ChainRisk(Base):
    """A risk in a chain of the company's: of which metal, from where, how severe, how likely."""

    __tablename__ = "chain_risk"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    year_id: Mapped[int] = mapped_column(ForeignKey("member_year.id"), index=True)
    material: Mapped[str]  # a metal by its lower-case English name
    country: Mapped[str | None]
    supplier_id: Mapped[int | None] = mapped_column(ForeignKey("supplier.id"))
    risk: Mapped[str]  # a code of the agreement's themes
    severity: Mapped[str]  # critical | major | minor | observation
    likelihood: Mapped[str]  # likely | possible | unlikely
    note: Mapped[str]
    version: Mapped[int] = mapped_column()

    year: Mapped[MemberYear] = relationship()
    supplier: Mapped[Supplier | None] = relationship()

    __mapper_args__ = {"version_id_col": version}


class Remedy(Base):
    """What was done for people who were harmed: who they are, who was asked, who is content.

    Without names: who spoke up must not be known by it.
    """

    __tablename__ = "remedy"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    year_id: Mapped[int] = mapped_column(ForeignKey("member_year.id"), index=True)
    # The harm, where it was found; none where it came to light in another way.
    finding_id: Mapped[int | None] = mapped_column(ForeignKey("finding.id"), index=True)
    harmed: Mapped[str]  # which people
    people: Mapped[int | None]  # how many, about
    involvement: Mapped[str]  # caused | contributed | linked
    form: Mapped[str]  # of remedies.FORMS
    text: Mapped[str]  # what was done
    provided_on: Mapped[date | None]  # the day from which there is remedy
    consulted: Mapped[str]  # who was asked about it, or why nobody was
    satisfied: Mapped[str]  # yes | partly | no | not_asked
    said: Mapped[str]  # what they said of it
    version: Mapped[int] = mapped_column()

    year: Mapped[MemberYear] = relationship()
    finding: Mapped[Finding | None] = relationship()

    __mapper_args__ = {"version_id_col": version}
