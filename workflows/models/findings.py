"""Findings and what is done about them: sources, measures, evidence, communication."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflows.contest_states import ContestOutcome, Rung
from workflows.models.declarative import Base, new_public_id, text_enum
from workflows.models.documents import Upload
from workflows.models.items import Item
from workflows.models.people import Organisation, Person
from workflows.models.register import Site
from workflows.states import Audience, CommunicationState, FindingState


class Finding(Base):
    """A risk or harm at one member's chain. Only ``machine.perform`` writes ``state``."""

    __tablename__ = "finding"
    __table_args__ = (Index(None, "organisation_id", "rule", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    rule: Mapped[str]  # what opened it
    subject: Mapped[str]  # what it is about: one open finding a rule and subject
    facts: Mapped[dict[str, object]]  # what the title is made of: smelter, country, list, date
    language: Mapped[str | None]  # of what its facts quote, ISO 639-1; none where it is unknown
    state: Mapped[FindingState] = mapped_column(index=True)
    version: Mapped[int] = mapped_column()
    opened_at: Mapped[datetime]
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"))
    severity: Mapped[str | None]  # critical | major | minor | observation
    likelihood: Mapped[str | None]  # likely | possible | unlikely
    harm: Mapped[str | None]  # potential | actual
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    due: Mapped[date | None]
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    verified_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    resume: Mapped[FindingState | None]  # where an answer or a decision on a contest leads back to
    closed_at: Mapped[datetime | None]
    respond_by: Mapped[date | None]  # its risks ask for an answer by then; see responses
    escalated_at: Mapped[datetime | None]  # a measure is late; until a new plan, or it is done

    organisation: Mapped[Organisation] = relationship()
    site: Mapped[Site | None] = relationship()
    owner: Mapped[Person | None] = relationship(foreign_keys=[owner_id])
    risks: Mapped[list["FindingRisk"]] = relationship(
        order_by="FindingRisk.id", cascade="all, delete-orphan"
    )
    sources: Mapped[list["FindingSource"]] = relationship(
        order_by="FindingSource.id", cascade="all, delete-orphan"
    )
    measures: Mapped[list["Measure"]] = relationship(
        order_by="Measure.id", back_populates="finding"
    )
    evidence: Mapped[list["Evidence"]] = relationship(order_by="Evidence.id")
    communications: Mapped[list["Communication"]] = relationship(order_by="Communication.id")
    contests: Mapped[list["Contest"]] = relationship(
        order_by="Contest.id", back_populates="finding"
    )

    __mapper_args__ = {"version_id_col": version}


class FindingRisk(Base):
    """A risk code of a taxonomy edition that the finding carries."""

    __tablename__ = "finding_risk"
    __table_args__ = (UniqueConstraint("finding_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), index=True)
    code: Mapped[str]


class FindingSource(Base):
    """An approved item that the finding rests on: the way back to the page."""

    __tablename__ = "finding_source"
    __table_args__ = (
        UniqueConstraint("finding_id", "item_id"),
        Index(None, "document_id", "finding_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    # The item's: who reads it sees the finding, and every list of a reader's findings asks.
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    ended_at: Mapped[datetime | None]  # the document says it no more, or was withdrawn

    item: Mapped[Item] = relationship()


class Measure(Base):
    """What will be done: to cease, prevent, mitigate or remedy; by whom and by when."""

    __tablename__ = "measure"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), index=True)
    kind: Mapped[str]  # cease | prevent | mitigate | remedy
    text: Mapped[str]
    owner: Mapped[str]
    due: Mapped[date]
    done_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")  # why it takes longer than its risks ask

    finding: Mapped[Finding] = relationship(back_populates="measures")


class Evidence(Base):
    """What shows that a measure was taken: a note, a file, or both."""

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), index=True)
    added_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[datetime]
    note: Mapped[str]
    upload_id: Mapped[int | None] = mapped_column(ForeignKey("upload.id"))

    added_by: Mapped[Person] = relationship()
    upload: Mapped[Upload | None] = relationship()


class Communication(Base):
    """The finding told to one audience, or the reason why it is not (OECD step 5)."""

    __tablename__ = "communication"
    __table_args__ = (UniqueConstraint("finding_id", "audience"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), index=True)
    audience: Mapped[Audience]
    state: Mapped[CommunicationState]
    text: Mapped[str]
    drafted_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    cleared_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    communicated_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")  # why it is withheld
    checks: Mapped[list[object]] = mapped_column(default=list)  # codes of telling_rules.CHECKLIST
    address: Mapped[str] = mapped_column(default="")  # where it was published
    copy_id: Mapped[int | None] = mapped_column(ForeignKey("upload.id"))  # of that page
    copy_hash: Mapped[str | None]  # SHA-256 of the copy

    finding: Mapped[Finding] = relationship(back_populates="communications")
    copy: Mapped[Upload | None] = relationship()


class Contest(Base):
    """One rung of a contest: what the company says against the finding, and who judged it."""

    __tablename__ = "contest"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), index=True)
    rung: Mapped[Rung] = mapped_column(text_enum(Rung))
    grounds: Mapped[str]
    contested_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    begun_at: Mapped[datetime]
    due: Mapped[date]  # the last day to judge
    late_at: Mapped[datetime | None]  # when that was said of the last rung
    outcome: Mapped[ContestOutcome | None] = mapped_column(text_enum(ContestOutcome))
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(default="")
    appeal_until: Mapped[date | None]  # the last day to go on to the next rung
    is_final: Mapped[bool] = mapped_column(default=False)  # that day has passed
    is_past: Mapped[bool] = mapped_column(default=False)  # assessed anew: the ladder begins again

    finding: Mapped[Finding] = relationship(back_populates="contests")
    contested_by: Mapped[Person | None] = relationship(foreign_keys=[contested_by_id])
    decided_by: Mapped[Person | None] = relationship(foreign_keys=[decided_by_id])


class FindingComment(Base):
    """What somebody says of a finding: among those who work on it, or shared with the company."""

    __tablename__ = "finding_comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    text: Mapped[str]
    is_shared: Mapped[bool]  # the company reads it too
    edited_at: Mapped[datetime | None]

    finding: Mapped[Finding] = relationship()
    person: Mapped[Person] = relationship()
