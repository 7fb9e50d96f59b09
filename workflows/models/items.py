"""Items to review, their fields, their candidates in the register, and every decision on them."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, literal_column
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflows.models.declarative import Base, new_public_id
from workflows.models.documents import Document, DocumentVersion
from workflows.models.people import Person
from workflows.models.register import Site, SiteName
from workflows.states import ItemAction, ItemKind, ItemState, RejectReason


class Item(Base):
    """One thing read from a document that a person decides on."""

    __tablename__ = "item"
    __table_args__ = (
        Index(None, "document_id", "state"),
        # All that the queue asks of an item: whether, and for whom, it waits.
        Index(
            "ix__item__waiting",
            "version_id",
            "state",
            "proposed_by_id",
            "certainty",
            "awaits",
            "asked",
            "answer",
            "id",
        ),
        Index(None, "site_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("document_version.id"))
    kind: Mapped[ItemKind]
    position: Mapped[int]  # order on the page, from 1
    state: Mapped[ItemState]
    version: Mapped[int] = mapped_column()
    page: Mapped[int]
    quote: Mapped[str]
    certainty: Mapped[str]
    reasons: Mapped[list[object]] = mapped_column(default=list)  # codes of extraction.wording
    origin: Mapped[str] = mapped_column(default="read")  # read | words | typed
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"))
    proposed: Mapped[ItemAction | None]  # the verdict that a second reader must confirm
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    second_reason: Mapped[str | None]  # why a second reader is asked for
    awaits: Mapped[str | None]  # reader | answer | answered: what an item in doubt waits for
    flagged_at: Mapped[datetime | None]  # somebody wants a second look: two readers, always
    one_reader: Mapped[str | None]  # why two should have read what the secretariat let one read
    regrouped: Mapped[str | None]  # split | parted | merged by a person: two readers, always
    # The item of an earlier version whose verdict was taken over.
    taken_from_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"), index=True)

    # What the company said of its own paper; it is no reading, and never one of two.
    asked: Mapped[bool] = mapped_column(default=False)  # the company is, before any reviewer
    answer: Mapped[ItemAction | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    document: Mapped[Document] = relationship()
    document_version: Mapped[DocumentVersion] = relationship()
    site: Mapped[Site | None] = relationship()
    proposed_by: Mapped[Person | None] = relationship(foreign_keys=[proposed_by_id])
    answered_by: Mapped[Person | None] = relationship(foreign_keys=[answered_by_id])
    taken_from: Mapped["Item | None"] = relationship(remote_side=[id])
    fields: Mapped[list["ItemField"]] = relationship(order_by="ItemField.id")
    candidates: Mapped[list["ItemCandidate"]] = relationship(order_by="ItemCandidate.rank")
    places: Mapped[list["ItemPlace"]] = relationship(order_by="ItemPlace.id")
    decisions: Mapped[list["Decision"]] = relationship(
        order_by="Decision.id", back_populates="item", foreign_keys="Decision.item_id"
    )

    __mapper_args__ = {"version_id_col": version}


class ItemField(Base):
    """One field: what the document says, what a person made of it, and where it stands."""

    __tablename__ = "item_field"
    __table_args__ = (
        # An item is asked for what was said before of the same name.
        Index(
            "ix__item_field__smelter",
            "text",
            "item_id",
            sqlite_where=literal_column("name = 'smelter'"),
            postgresql_where=literal_column("name = 'smelter'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    name: Mapped[str]
    text: Mapped[str]  # as printed
    value: Mapped[str | None]  # as normalised by the reader
    corrected: Mapped[str | None]  # as corrected by a person
    page: Mapped[int]
    box: Mapped[list[object] | None]
    quote: Mapped[str]
    rule: Mapped[str]
    cell: Mapped[str | None]
    # Where a person found the name instead: page, box, quote, and "words" or "typed".
    corrected_place: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True))

    @property
    def current(self) -> str | None:
        """The value that counts: a person's correction, else the reader's, else as printed."""
        if self.corrected is not None:
            return self.corrected or None
        return self.value


class ItemPlace(Base):
    """A further place in the document where the very name of an item stands."""

    __tablename__ = "item_place"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    text: Mapped[str]  # as printed there
    page: Mapped[int]
    box: Mapped[list[object] | None]
    quote: Mapped[str]
    cell: Mapped[str | None]


class ItemCandidate(Base):
    """A register entry that the item may stand for."""

    __tablename__ = "item_candidate"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    rank: Mapped[int]
    score: Mapped[float]
    reasons: Mapped[list[object]]

    site: Mapped[Site] = relationship()


class Decision(Base):
    """A verdict of one reader, with what they saw and what it was before."""

    __tablename__ = "decision"
    __table_args__ = (Index(None, "person_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    action: Mapped[ItemAction]
    reason: Mapped[RejectReason | None]
    note: Mapped[str] = mapped_column(default="")
    before: Mapped[dict[str, object]]  # what an undo restores
    seen: Mapped[dict[str, object]]  # snapshot: text, box, values, link, register edition
    undone_at: Mapped[datetime | None]
    # The verdict that this one was given with: they are taken back together.
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), index=True)
    # The item of the same paper that this one doubles.
    duplicate_of_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"), index=True)

    item: Mapped[Item] = relationship(back_populates="decisions", foreign_keys=[item_id])
    duplicate_of: Mapped[Item | None] = relationship(foreign_keys=[duplicate_of_id])
    person: Mapped[Person] = relationship()


class NameLesson(Base):
    """A decision that taught another name of a site: this item's text is that site."""

    __tablename__ = "name_lesson"
    __table_args__ = (UniqueConstraint("name_id", "item_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name_id: Mapped[int] = mapped_column(ForeignKey("site_name.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)

    name: Mapped[SiteName] = relationship()
    item: Mapped[Item] = relationship()
