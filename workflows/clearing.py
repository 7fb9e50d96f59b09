"""Other words that an organisation cleared, taken over into the chapter that they are for."""

from sqlalchemy.orm import Session

from workflows import clearances, reports, rewording
from workflows.errors import Conflict, NotAllowed
from workflows.marking import N_
from workflows.models import ReportClearance
from workflows.performing import ONLY
from workflows.permissions import Actor, Who


def take_over(session: Session, row: ReportClearance, actor: Actor) -> None:
    """Put the words that were cleared in the place of those that were asked."""
    if not actor.is_secretariat:
        raise NotAllowed(ONLY[Who.SECRETARIAT])
    text = reports.texts(session, row.report, row.language).get(row.chapter, "")
    words = clearances.meant(session, row)
    became = rewording.merged(text, row.text, words) if words else None
    if became is None:
        raise Conflict(N_("This passage is not in the chapter as it was asked: change it by hand."))
    reports.write(session, row.report, row.chapter, became, actor, language=row.language)
