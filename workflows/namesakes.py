"""Items that are printed with the same name of a smelter, whatever its capitals are."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, literal_column

from workflows import naming, rules
from workflows.models import Item, ItemField


def texts(item: Item) -> set[str]:
    """The names that an item has: as it stands, and as it was read."""
    return {rules.printed(item, "smelter"), *(f.text for f in item.fields if f.name == "smelter")}


def named(names: Iterable[str]) -> ColumnElement[bool]:
    """Whether a field of an item is the name of a smelter and one of these."""
    return and_(
        ItemField.name == literal_column("'smelter'"),  # as its index has it
        ItemField.text.in_({one for name in names for one in naming.written(name)}),
        ItemField.text != "",
    )
