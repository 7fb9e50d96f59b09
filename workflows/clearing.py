"""Other words that an organisation cleared: taken over into their chapter, or declined."""

from sqlalchemy.orm import Session

from workflows import clearances, lengths, people, reports, rewording, telling
from workflows.clearances import Stands
from workflows.errors import Conflict, Invalid, NotAllowed
from workflows.marking import N_
from workflows.models import ReportClearance
from workflows.performing import ONLY
from workflows.permissions import Actor, Who
from workflows.report_audiences import SPEAKERS


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
    row.declined = ""
    session.flush()


def decline(session: Session, row: ReportClearance, reason: str, actor: Actor) -> None:
    """Say why other words are not taken over; whoever cleared them is told, and can answer anew.

    The passage is not cleared by it. The words can still be taken over.
    """
    if not actor.is_secretariat:
        raise NotAllowed(ONLY[Who.SECRETARIAT])
    stands = {one.id: how for one, how in clearances.standing(session, row.report)}
    if stands[row.id] is not Stands.REWORD or not clearances.is_open(row):
        raise Conflict(N_("There are no other words to decide on."))
    why = lengths.within(reason, lengths.MESSAGE)
    if not why:
        raise Invalid(N_("Say why the words are not taken over."))
    row.declined = why
    session.flush()
    clearances.log(session, row, "decline", actor)
    hearers = people.with_role(session, *SPEAKERS, organisation_id=row.organisation_id)
    telling.these(session, hearers, "clearance", row.public_id, "decline", actor)
