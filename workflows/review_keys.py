"""The keys of the review: what each does, and which ones a person chose instead."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from sqlalchemy.orm import Session

from workflows.errors import Invalid
from workflows.marking import N_
from workflows.models import Person

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "approve": N_("Approve as shown"),
        "change": N_("Change"),
        "reject": N_("Reject; then 1 to 8 for the reason"),
        "duplicate": N_("Reject as a duplicate, where it stands in the document already"),
        "doubt": N_("Doubt; then 1 to 3 for what would help"),
        "missed": N_("Add a missed name"),
        "earlier": N_("Fill in what a rule or an earlier verdict says of this text"),
        "split": N_("Split: this is two names"),
        "merge": N_("All items: go to one, or merge"),
        "search": N_("Search the register"),
        "next": N_("Next item"),
        "previous": N_("Previous item"),
        "next_mention": N_("Next mention of this name"),
        "previous_mention": N_("Previous mention of this name"),
        "page_back": N_("Previous page"),
        "page_on": N_("Next page"),
        "larger": N_("Larger"),
        "smaller": N_("Smaller"),
        "fit": N_("Fit the width"),
        "comment": N_("Comments on this item"),
        "flag": N_("Flag it for a second look; or take that back"),
        "undo": N_("Undo my last verdict"),
        "explain": N_("Note at my last verdict"),
        "recent": N_("My last ten verdicts"),
        "facts": N_("Confirm what the document itself is"),
        "done": N_("No smelters in it; or the next document"),
        "guide": N_("How do I judge this?"),
        "help": N_("These keys"),
    }
)
"""The actions that a key can be chosen for, in the order in which they are listed."""

_DEFAULTS = MappingProxyType(
    {
        "approve": "g",
        "change": "w",
        "reject": "x",
        "duplicate": "b",
        "doubt": "t",
        "missed": "m",
        "earlier": "h",
        "split": "s",
        "merge": "v",
        "search": "l",
        "next": "j",
        "previous": "k",
        "next_mention": "n",
        "previous_mention": "p",
        "page_back": "[",
        "page_on": "]",
        "larger": "+",
        "smaller": "-",
        "fit": "0",
        "comment": "o",
        "flag": "f",
        "undo": "z",
        "explain": "r",
        "recent": "u",
        "facts": "c",
        "done": "d",
        "guide": "i",
        "help": "?",
    }
)
# Keys that are no letters go with the action whatever letter was chosen for it.
FIXED: Mapping[str, str] = MappingProxyType(
    {"Enter": "approve", "ArrowDown": "next", "ArrowUp": "previous", "/": "search"}
)
TAKEN = "12345678"  # they choose a candidate or a reason
_PREFERENCE = "review_keys"


@dataclass(frozen=True, slots=True)
class Keys:
    """The key of each action, and whether keys work at all."""

    on: bool = True
    by_action: Mapping[str, str] = field(default_factory=lambda: _DEFAULTS)


class Taken(Invalid):
    """A key that another action has; ``owner`` is that action."""

    def __init__(self, key: str, owner: str) -> None:
        super().__init__(N_("“%(key)s” is already “%(action)s”."), key=key.upper(), action=owner)
        self.owner = owner


class Collisions(Invalid):
    """Keys that cannot be kept: ``problems`` has for each action what is wrong with its key."""

    def __init__(self, problems: Mapping[str, Invalid]) -> None:
        super().__init__(N_("Some keys cannot be kept."))
        self.problems = problems


def of(person: Person) -> Keys:
    """The keys that the person chose; those that were never changed are the usual ones."""
    kept = person.preferences.get(_PREFERENCE)
    if not isinstance(kept, dict):
        return Keys()
    own = kept.get("keys")
    chosen = {k: str(v) for k, v in own.items() if k in TITLES} if isinstance(own, dict) else {}
    # An action that came later has no key yet where its usual one was chosen for another.
    usual = {a: "" if k in chosen.values() else k for a, k in _DEFAULTS.items()}
    return Keys(bool(kept.get("on", True)), {**usual, **chosen})


def keep(session: Session, person: Person, keys: Keys) -> None:
    """Keep a person's own keys; raises :class:`Collisions` when two actions want the same one."""
    given = {action: keys.by_action.get(action, "").strip().lower() for action in TITLES}
    problems: dict[str, Invalid] = {}
    owners: dict[str, str] = {}
    for action, key in given.items():
        if len(key) != 1 or not key.isprintable():
            problems[action] = Invalid(N_("Give one letter or sign."))
        elif key in TAKEN:
            problems[action] = Invalid(N_("“%(key)s” chooses a candidate or a reason."), key=key)
        elif key in owners:
            problems[action] = Taken(key, owners[key])
        else:
            owners[key] = action
    if problems:
        raise Collisions(problems)
    own = {action: key for action, key in given.items() if key != _DEFAULTS[action]}
    person.preferences = {**person.preferences, _PREFERENCE: {"on": keys.on, "keys": own}}
    session.flush()


def reset(session: Session, person: Person) -> None:
    """Back to the usual keys, switched on."""
    person.preferences = {k: v for k, v in person.preferences.items() if k != _PREFERENCE}
    session.flush()
