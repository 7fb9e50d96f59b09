"""A verdict filled in beforehand, as the form keeps it: what a person may give, or change first."""

from collections.abc import Mapping

from workflows.earlier import Earlier
from workflows.states import ItemAction


def from_earlier(found: Earlier) -> Mapping[str, str]:
    """An earlier verdict on the same text: its smelter, its corrections or its reason."""
    filled = {"action": found.action.value}
    if found.action is ItemAction.REJECT:
        return {**filled, "reason": found.reason or "", "note": found.note}
    if found.site is not None:
        filled["candidate"] = found.site.public_id
    return {**filled, **{f"field-{name}": text for name, text in found.changes.items()}}
