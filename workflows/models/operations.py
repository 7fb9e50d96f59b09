"""What keeps the house running: jobs, duties, the log, settings, risk lists, taxonomies, models."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflows.models.declarative import Base, new_public_id
from workflows.states import JobState, ListKind


class Job(Base):
    """Work to be done once, in effect; written in the transaction of its cause."""

    __tablename__ = "job"
    __table_args__ = (Index(None, "state", "priority", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    task: Mapped[str]
    subject_id: Mapped[int] = mapped_column(index=True)  # row the task is about
    state: Mapped[JobState]
    priority: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    run_after: Mapped[datetime]
    lease_owner: Mapped[str | None]
    lease_until: Mapped[datetime | None]
    pages_done: Mapped[int] = mapped_column(default=0)
    pages_total: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class Duty(Base):
    """Something to be done again and again: when it was last done, and how the last try went."""

    __tablename__ = "duty"

    name: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]  # another worker that saw an older one does nothing
    ran_at: Mapped[datetime | None]  # last done
    tried_at: Mapped[datetime]
    failures: Mapped[int]  # since it was last done
    error: Mapped[str | None]


class Event(Base):
    """Who did what to what, and when. Rows are only added; each carries the hash before it."""

    __tablename__ = "event"
    __table_args__ = (
        Index(None, "object_id", "noun"),
        Index(None, "noun", "seq"),
        Index(None, "action", "seq"),
        Index(None, "actor_id", "seq"),
        Index(None, "organisation_id", "seq"),
        Index(None, "at"),
    )

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    noun: Mapped[str]
    object_id: Mapped[str]  # public id
    action: Mapped[str]
    payload_hash: Mapped[str]
    previous: Mapped[str]
    hash: Mapped[str] = mapped_column(unique=True)


class EventPayload(Base):
    """What an event says. It can be erased under the retention rules; the chain holds."""

    __tablename__ = "event_payload"

    seq: Mapped[int] = mapped_column(ForeignKey("event.seq"), primary_key=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    body: Mapped[str]  # canonical JSON, with a salt


class ChainHead(Base):
    """The last link of the log; its row lock lets one writer at a time append."""

    __tablename__ = "chain_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int]
    hash: Mapped[str]


class Setting(Base):
    """A setting that differs from its documented default."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class RiskList(Base):
    """One edition of a list of countries at risk, or of companies and sites."""

    __tablename__ = "risk_list"
    __table_args__ = (UniqueConstraint("name", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    name: Mapped[str]
    kind: Mapped[ListKind] = mapped_column(default=ListKind.COUNTRIES)
    valid_from: Mapped[date]
    source: Mapped[str]

    countries: Mapped[list["RiskListCountry"]] = relationship(order_by="RiskListCountry.country")
    entries: Mapped[list["RiskListEntry"]] = relationship(
        order_by="RiskListEntry.id", back_populates="edition"
    )


class RiskListCountry(Base):
    """A country on an edition of a risk list."""

    __tablename__ = "risk_list_country"
    __table_args__ = (UniqueConstraint("risk_list_id", "country"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    risk_list_id: Mapped[int] = mapped_column(ForeignKey("risk_list.id"), index=True)
    country: Mapped[str]
    note: Mapped[str] = mapped_column(default="")


class RiskListEntry(Base):
    """A company or a site on an edition of a risk list, as the list gives it."""

    __tablename__ = "risk_list_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    risk_list_id: Mapped[int] = mapped_column(ForeignKey("risk_list.id"), index=True)
    name: Mapped[str]
    aliases: Mapped[str]  # its other names, parted by " | "
    country: Mapped[str | None]  # ISO 3166-1 alpha-2
    identifier: Mapped[str]  # as printed; empty when the list gives none
    risks: Mapped[str]  # in the words of the list
    place: Mapped[str]  # where the list says it

    edition: Mapped[RiskList] = relationship(back_populates="entries")
    keys: Mapped[list["RiskListKey"]] = relationship(order_by="RiskListKey.id")


class RiskListKey(Base):
    """What an entry of a risk list is looked up by: each name and the identifier, made plain."""

    __tablename__ = "risk_list_key"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("risk_list_entry.id"), index=True)
    key: Mapped[str] = mapped_column(index=True)


class RiskCode(Base):
    """A risk of a taxonomy edition: OECD Annex II, the agreement's themes, own ones."""

    __tablename__ = "risk_code"
    __table_args__ = (UniqueConstraint("taxonomy", "edition", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    taxonomy: Mapped[str]
    edition: Mapped[str]
    code: Mapped[str]
    title_nl: Mapped[str]
    title_en: Mapped[str]


class ReaderModel(Base):
    """A network trained here for the reader; its files lie in the data folder by its number.

    The one in use was promoted and not retired; while there is none, the shipped one reads.
    """

    __tablename__ = "reader_model"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    made_at: Mapped[datetime]
    digest: Mapped[str]  # of its files
    card: Mapped[dict[str, object]]  # how it was made: counts, seed, extractor
    promoted_at: Mapped[datetime | None]
    retired_at: Mapped[datetime | None]
