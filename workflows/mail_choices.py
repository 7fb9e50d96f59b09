"""What somebody is mailed, and when: at once, every day, every week or never, for each kind."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from workflows.errors import Invalid
from workflows.marking import N_
from workflows.models import Notice, Person
from workflows.states import MailRhythm

DEADLINE = "deadline"
KINDS = (
    "document",
    "question",
    "finding",
    "name_rule",
    "step",
    "cause",
    "report",
    "mention",
    DEADLINE,
)
_OF_NOUN = {"team": "document", "round": "report", "clearance": "report"}
"""By noun the kind, where it is not called like the noun."""
USUAL = MailRhythm.DAILY
_PREFERENCE = "mails"


def kind(notice: Notice) -> str:
    """The kind that a notice is of: what it is about, or a day that nears."""
    if notice.due is not None:
        return DEADLINE
    if notice.action == "mention":
        return notice.action
    return _OF_NOUN.get(notice.noun, notice.noun)


def of(person: Person) -> dict[str, MailRhythm]:
    """When somebody is mailed each kind."""
    kept = person.preferences.get(_PREFERENCE)
    said = kept if isinstance(kept, dict) else {}
    return {one: MailRhythm(said.get(one, USUAL)) for one in KINDS}


def keep(session: Session, person: Person, given: Mapping[str, str]) -> None:
    """Keep what was chosen; a kind that is not named stays as it was."""
    chosen = of(person)
    for one in KINDS:
        if one in given:
            try:
                chosen[one] = MailRhythm(given[one])
            except ValueError:
                raise Invalid(N_("Choose when you get these mails.")) from None
    kept = {one: rhythm.value for one, rhythm in chosen.items() if rhythm is not USUAL}
    others = {name: value for name, value in person.preferences.items() if name != _PREFERENCE}
    person.preferences = {**others, _PREFERENCE: kept} if kept else others
    session.flush()


def end(session: Session, person: Person) -> None:
    """No mails of any kind: the notices stay on their page."""
    keep(session, person, dict.fromkeys(KINDS, MailRhythm.NEVER.value))
