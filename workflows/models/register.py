"""The register of sites: smelters first, and mines, processors, mills, traders, scrap yards."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflows.models.declarative import Base, new_public_id
from workflows.models.people import Person
from workflows.states import SiteKind, SiteState


class Edition(Base):
    """One import of the register: where it came from and when."""

    __tablename__ = "edition"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    name: Mapped[str]
    imported_at: Mapped[datetime]
    valid_from: Mapped[date]
    added: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    removed: Mapped[int] = mapped_column(default=0)


class Site(Base):
    """A place where metal is won, made or traded.

    ``organisation_id`` names the member whose document alone taught of it; such a site is shown to
    that member and the reviewers only, until the secretariat clears it (the column is then empty).
    """

    __tablename__ = "site"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    kind: Mapped[SiteKind]
    name: Mapped[str] = mapped_column(index=True)
    country: Mapped[str | None]  # ISO 3166-1 alpha-2
    state: Mapped[SiteState]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    edition_id: Mapped[int | None] = mapped_column(ForeignKey("edition.id"))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]

    names: Mapped[list["SiteName"]] = relationship(order_by="SiteName.id")
    identifiers: Mapped[list["SiteIdentifier"]] = relationship(order_by="SiteIdentifier.id")
    metals: Mapped[list["SiteMetal"]] = relationship(order_by="SiteMetal.id")
    statuses: Mapped[list["SiteStatus"]] = relationship(order_by="SiteStatus.from_date")


class SiteName(Base):
    """Another name of a site; scoped to the member whose document taught it, if any."""

    __tablename__ = "site_name"
    __table_args__ = (UniqueConstraint("site_id", "name", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    name: Mapped[str] = mapped_column(index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    source: Mapped[str]  # edition | document | person


class SiteIdentifier(Base):
    """An identifier of a site in one scheme; one that another replaced is still known by."""

    __tablename__ = "site_identifier"
    __table_args__ = (UniqueConstraint("scheme", "value"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    scheme: Mapped[str]
    value: Mapped[str] = mapped_column(index=True)
    ended: Mapped[date | None]  # from which day another identifier of the scheme holds


class SiteMetal(Base):
    """A metal that a site makes, by its English name in lower case."""

    __tablename__ = "site_metal"
    __table_args__ = (UniqueConstraint("site_id", "metal"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    metal: Mapped[str]


class SiteStatus(Base):
    """What one scheme says of a site between two dates, and on which ground."""

    __tablename__ = "site_status"

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    scheme: Mapped[str]
    status: Mapped[str]  # conformant | active | non_conformant | ...
    basis: Mapped[str]  # assessed | cross_recognised
    from_date: Mapped[date]
    to_date: Mapped[date | None]
    source: Mapped[str]
    edition_id: Mapped[int | None] = mapped_column(ForeignKey("edition.id"))


class SiteLink(Base):
    """A tie between two sites: one supplies or owns the other."""

    __tablename__ = "site_link"
    __table_args__ = (UniqueConstraint("from_site_id", "to_site_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    from_site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    to_site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    kind: Mapped[str]  # supplies | owns


class EditionChange(Base):
    """What one edition did to one site: with the fields of a change, before and after."""

    __tablename__ = "edition_change"
    __table_args__ = (UniqueConstraint("edition_id", "site_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    what: Mapped[str]  # added | changed | removed
    fields: Mapped[dict[str, object]]  # name: [before, after]

    edition: Mapped[Edition] = relationship()
    site: Mapped[Site] = relationship()


class SiteStateChange(Base):
    """From which day on a site is open, closed or neither is known, and who says so."""

    __tablename__ = "site_state_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    state: Mapped[SiteState]
    from_date: Mapped[date]
    source: Mapped[str]  # edition | person
    reason: Mapped[str]


class SiteMerge(Base):
    """Two entries that are one site: the one that was kept, the one that is gone, what moved.

    While it is not undone, whoever looks for the one that is gone finds the one that was kept.
    """

    __tablename__ = "site_merge"
    __table_args__ = (
        Index(
            "uq__site_merge__gone_id",
            "gone_id",
            unique=True,
            sqlite_where=text("undone_at IS NULL"),
            postgresql_where=text("undone_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    kept_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    gone_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str]
    moved: Mapped[dict[str, object]]  # what an undo restores
    undone_at: Mapped[datetime | None]

    kept: Mapped[Site] = relationship(foreign_keys=[kept_id])
    gone: Mapped[Site] = relationship(foreign_keys=[gone_id])
    by: Mapped[Person] = relationship()
