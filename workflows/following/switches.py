"""Whether a rule is off, proposes, or acts by itself: a row only where it does not propose."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import events
from workflows.errors import Invalid, NotFound
from workflows.following.rulebook import RULES
from workflows.marking import N_
from workflows.models import Setting
from workflows.performing import SAY_WHY
from workflows.permissions import Actor
from workflows.states import RuleMode

NOT_FOUND = N_("There is no such rule.")
_PREFIX = "following."


def modes(session: Session) -> dict[str, RuleMode]:
    """What every rule does with what it sees."""
    query = select(Setting).where(Setting.name.startswith(_PREFIX))
    kept = {row.name.removeprefix(_PREFIX): RuleMode(row.value) for row in session.scalars(query)}
    return {name: kept.get(name, RuleMode.PROPOSES) for name in RULES}


def listing(session: Session, actor: Actor) -> dict[str, RuleMode]:
    """The same, for the secretariat."""
    if not actor.is_secretariat:
        raise NotFound(NOT_FOUND)
    return modes(session)


def switch(session: Session, name: str, mode: RuleMode, actor: Actor, *, note: str) -> None:
    """Change what a rule does with what it sees: by the secretariat, with a reason."""
    if not actor.is_secretariat or name not in RULES:
        raise NotFound(NOT_FOUND)
    before = modes(session)[name]
    if mode is before:
        raise Invalid(N_("The rule does so already."))
    if not note.strip():
        raise Invalid(SAY_WHY)
    row = session.get(Setting, _PREFIX + name)
    if row is None:
        session.add(Setting(name=_PREFIX + name, value=mode.value))
    else:
        row.value = mode.value
    session.flush()
    events.append(
        session,
        actor,
        "following",
        name,
        "switch",
        before=before.value,
        after=mode.value,
        note=note.strip(),
    )
