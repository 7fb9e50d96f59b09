"""What people changed in a draft, by the log: who changed it is no second pair of eyes on it.

Whoever clears reads what another stands for: who offers a draft stands for all that is in it.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflows import events
from workflows.errors import NotAllowed
from workflows.marking import N_
from workflows.models import Event, Person, Report
from workflows.permissions import Actor
from workflows.states import ReportAction
from workflows.transitions import REPORTS

CHANGED_SINCE = N_("Somebody changed this draft after you opened its page. Read it again first.")
WRITE = "write"
GOALS = "goals"
_DEEDS = (WRITE, GOALS)
"""By these a draft's file becomes another one; its figures are frozen when it is made."""


@dataclass(frozen=True, slots=True)
class Change:
    """Who changed what of a draft, and when last; no chapter: its goals, or one not known any more.

    ``language``: of the chapter.
    """

    by: Person
    at: datetime
    deed: str
    chapter: str
    language: str


def since_offered(session: Session, report: Report) -> list[Change]:
    """What was changed since the draft was offered, the newest first; nothing where it is not."""
    if report.offered_at is None:
        return []
    found: dict[tuple[object, ...], Change] = {}
    for event in reversed(events.history(session, REPORTS.noun, report.public_id)):
        if event.action == ReportAction.OFFER.value:
            break
        if event.actor_id is None or not _changes(session, event):
            continue
        said = events.payload(session, event)
        chapter, language = str(said.get("chapter", "")), str(said.get("language", ""))
        by = session.get_one(Person, event.actor_id)
        change = Change(by, event.at, event.action, chapter, language)
        found.setdefault((by.id, event.action, chapter, language), change)
    return list(found.values())


def newest(session: Session, report: Report) -> int:
    """The number of the last change in the log; 0: none. To see that none came since."""
    query = select(func.max(Event.seq)).where(
        Event.noun == REPORTS.noun, Event.object_id == report.public_id, Event.action.in_(_DEEDS)
    )
    return session.scalar(query) or 0


def partial(session: Session, report: Report) -> dict[int, int | None]:
    """Who changed the draft and was not offered it by somebody else since: they do not clear it.

    By their id the one who offered it last before that, as an id; None: nobody else ever did.
    """
    found: dict[int, int | None] = {}
    offers: list[int] = []
    for event in events.history(session, REPORTS.noun, report.public_id):
        who = event.actor_id
        if who is None:
            continue
        if event.action == ReportAction.OFFER.value:
            offers.append(who)
            found = {one: by for one, by in found.items() if one == who}
        elif who not in found and _changes(session, event):
            found[who] = next((one for one in reversed(offers) if one != who), None)
    return found


def refusal(session: Session, report: Report, actor: Actor) -> NotAllowed | None:
    """Why the actor does not clear the draft: they changed it themselves. None: they did not."""
    changed = partial(session, report)
    if actor.person_id not in changed:
        return None
    offered = changed[actor.person_id]
    if offered is None:
        return NotAllowed(
            N_(
                "You changed this draft. Somebody else clears it, or %(name)s offers it to you "
                "first."
            ),
            name=report.created_by.name,
        )
    return NotAllowed(
        N_(
            "You changed this draft after %(name)s offered it. Somebody else clears it, or "
            "%(name)s offers it to you again."
        ),
        name=session.get_one(Person, offered).name,
    )


def _changes(session: Session, event: Event) -> bool:
    """Whether something became other than it was: of an erased event it is taken to have."""
    return event.action in _DEEDS and not events.payload(session, event).get("same")
