"""Rules that decisions on names became: what a text is taken for, whose papers it holds for."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflows.models.declarative import Base, new_public_id
from workflows.models.documents import Supplier
from workflows.models.items import Item
from workflows.models.people import Organisation, Person
from workflows.models.register import Edition, Site
from workflows.states import NameRuleState, RejectReason, RuleScope


class NameRule(Base):
    """This text is that smelter, or never one. Only ``machine.perform`` writes ``state``.

    It holds for the papers of a member, or of one supplier of that member; with neither named, for
    everybody: then nothing in the row is of one member. A paper that says another country, metal or
    identifier beside the text is not meant.
    """

    __tablename__ = "name_rule"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    state: Mapped[NameRuleState]
    version: Mapped[int] = mapped_column()
    text: Mapped[str]  # as printed in the paper
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    supplier_id: Mapped[int | None] = mapped_column(ForeignKey("supplier.id"))
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"), index=True)
    reason: Mapped[RejectReason | None]  # why it is never a smelter; then it names no site
    country: Mapped[str | None]
    metal: Mapped[str | None]
    identifier: Mapped[str | None]
    # The item whose verdict it came of; none for everybody, since it would tell whose paper.
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"), index=True)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    note: Mapped[str]  # why, or for everybody: the public source
    asks_because: Mapped[str | None]  # edition | merge | unmerge | verdict
    edition_id: Mapped[int | None] = mapped_column(ForeignKey("edition.id"))  # that made it ask

    organisation: Mapped[Organisation | None] = relationship()
    supplier: Mapped[Supplier | None] = relationship()
    site: Mapped[Site | None] = relationship()
    item: Mapped[Item | None] = relationship()
    made_by: Mapped[Person] = relationship()
    edition: Mapped[Edition | None] = relationship()

    __mapper_args__ = {"version_id_col": version}

    @property
    def scope(self) -> RuleScope:
        """Whose papers it holds for."""
        if self.supplier_id is not None:
            return RuleScope.SUPPLIER
        return RuleScope.EVERYBODY if self.organisation_id is None else RuleScope.MEMBER
