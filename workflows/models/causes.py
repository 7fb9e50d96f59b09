"""What happened outside the house, and the findings that the rules would open or reopen for it."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflows.models.declarative import Base, new_public_id
from workflows.models.findings import Finding
from workflows.models.items import Item
from workflows.models.people import Organisation, Person
from workflows.models.register import Site
from workflows.states import ProposalDoes, ProposalState


class Cause(Base):
    """One event of the world: an edition, a certificate's last day, a clause that comes back."""

    __tablename__ = "cause"
    __table_args__ = (UniqueConstraint("rule", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    rule: Mapped[str]  # which rule of workflows.following saw it
    key: Mapped[str]  # what it is: looking twice finds it once
    day: Mapped[date]
    facts: Mapped[dict[str, object]]  # what its sentence is made of
    found_at: Mapped[datetime]

    proposals: Mapped[list["Proposal"]] = relationship(
        order_by="Proposal.id", back_populates="cause"
    )


class Proposal(Base):
    """Under a cause: open this finding, or reopen that one. Only ``performing`` writes ``state``.

    It is of one company, as the finding is; whoever is of another one is not told of it.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        UniqueConstraint("cause_id", "organisation_id", "key"),
        Index(None, "state", "cause_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    cause_id: Mapped[int] = mapped_column(ForeignKey("cause.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    key: Mapped[str]  # rule, subject and stage: once a cause and company
    state: Mapped[ProposalState]
    version: Mapped[int] = mapped_column()
    does: Mapped[ProposalDoes]
    rule: Mapped[str]  # of the finding: a key of rules.TITLES
    subject: Mapped[str]
    facts: Mapped[dict[str, object]]
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"), index=True)
    # The one to reopen; after it was accepted, also the one that was opened.
    finding_id: Mapped[int | None] = mapped_column(ForeignKey("finding.id"), index=True)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(default="")
    # How the finding was before, and its version after: what undoing needs.
    remembered: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True))

    cause: Mapped[Cause] = relationship(back_populates="proposals")
    organisation: Mapped[Organisation] = relationship()
    site: Mapped[Site | None] = relationship()
    item: Mapped[Item | None] = relationship()
    finding: Mapped[Finding | None] = relationship()
    decided_by: Mapped[Person | None] = relationship()

    __mapper_args__ = {"version_id_col": version}
