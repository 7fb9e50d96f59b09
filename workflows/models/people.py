"""Organisations and people: who takes part, as what, and from when to when."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflows.models.declarative import Base, new_public_id
from workflows.states import OrganisationKind, Role, Standing


class Organisation(Base):
    """A company, an association, an NGO, a union, a government, the secretariat."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[OrganisationKind]
    blob_key: Mapped[str]  # hex; the key under which this organisation's files are named
    created_at: Mapped[datetime]

    standings: Mapped[list["OrganisationStanding"]] = relationship(
        order_by="OrganisationStanding.from_date", back_populates="organisation"
    )


class OrganisationStanding(Base):
    """How an organisation stands to the agreement between two dates (the last one open)."""

    __tablename__ = "organisation_standing"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    standing: Mapped[Standing]
    from_date: Mapped[date]
    to_date: Mapped[date | None]

    organisation: Mapped[Organisation] = relationship(back_populates="standings")


class Person(Base):
    """Somebody who logs in. ``stamp`` changes to end every session of theirs."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    email: Mapped[str] = mapped_column(unique=True)  # lower case
    name: Mapped[str]
    language: Mapped[str] = mapped_column(default="nl")
    password_hash: Mapped[str | None]
    stamp: Mapped[str] = mapped_column(default=new_public_id)
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]
    preferences: Mapped[dict[str, object]] = mapped_column(default=dict, server_default="{}")
    mail_stopped_at: Mapped[datetime | None]  # the address refused a mail: no more are sent
    mail_stopped_why: Mapped[str | None]
    calendar_digest: Mapped[str | None] = mapped_column(unique=True)  # of its secret address

    mandates: Mapped[list["Mandate"]] = relationship(order_by="Mandate.id", back_populates="person")


class Mandate(Base):
    """A role of a person on behalf of an organisation, between two dates."""

    __tablename__ = "mandate"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    role: Mapped[Role]
    from_date: Mapped[date]
    to_date: Mapped[date | None]

    person: Mapped[Person] = relationship(back_populates="mandates")
    organisation: Mapped[Organisation] = relationship()


class PasswordLink(Base):
    """A link that sets a password once. Only the digest of its token is kept."""

    __tablename__ = "password_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    token_digest: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class LoginFailure(Base):
    """A failed log-in, kept to slow guessing down, also after a restart."""

    __tablename__ = "login_failure"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(index=True)  # digest of the address typed, or of the peer
    at: Mapped[datetime] = mapped_column(index=True)
