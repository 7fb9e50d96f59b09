"""The blind second reading: what chance picked is judged before the first verdict is shown."""

from workflows.models import Item
from workflows.permissions import Actor
from workflows.states import ItemState


def hides(item: Item, actor: Actor) -> bool:
    """Whether the first verdict on the item is kept from the actor until they gave their own."""
    chance = item.state is ItemState.SECOND and item.second_reason == "sample"
    return chance and item.proposed_by_id != actor.person_id
