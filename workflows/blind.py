"""The blind second reading: what chance picked is judged before the first verdict is shown."""

from sqlalchemy import ColumnElement

from workflows.models import Item
from workflows.permissions import Actor
from workflows.states import ItemState


def hides(item: Item, actor: Actor) -> bool:
    """Whether the first verdict on the item is kept from the actor until they gave their own."""
    chance = item.state is ItemState.SECOND and item.second_reason == "sample"
    return chance and item.proposed_by_id != actor.person_id


def hidden(actor: Actor) -> ColumnElement[bool]:
    """The same as a question to the database: of these items the link too would tell it."""
    chance = (Item.state == ItemState.SECOND) & Item.second_reason.is_not_distinct_from("sample")
    return chance & Item.proposed_by_id.is_distinct_from(actor.person_id)
