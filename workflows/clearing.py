"""What the secretariat does about passages: asks, takes over, declines, lets a person stand."""

from datetime import date

from sqlalchemy.orm import Session

from workflows import (
    clearances,
    clock,
    events,
    lengths,
    people,
    performing,
    reports,
    rewording,
    telling,
    unagreed,
)
from workflows.clearances import Stands
from workflows.errors import Conflict, Invalid, NotAllowed
from workflows.marking import N_
from workflows.models import Report, ReportClearance
from workflows.performing import ONLY
from workflows.permissions import Actor, Who
from workflows.report_audiences import SPEAKERS
from workflows.states import ReportState, Role
from workflows.transitions import REPORTS


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


def ask_all(
    session: Session, report: Report, organisation_id: str, due: date | None, actor: Actor
) -> list[ReportClearance]:
    """Ask an organisation about every passage that names it and was not asked, in each language."""
    clearances.may_ask(report, actor)
    found = dict.fromkeys(
        (one.row.chapter, one.paragraph)
        for one in unagreed.of(session, report)
        if one.asked is not None and one.asked.public_id == organisation_id
    )
    if not found:
        raise Invalid(N_("No passage names them that they were not asked about."))
    return [
        clearances.ask(session, report, chapter, text, organisation_id, due, actor)
        for chapter, text in found
    ]


def let_stand(
    session: Session, report: Report, chapter: str, text: str, actor: Actor, *, reason: str = ""
) -> ReportClearance:
    """Say for the secretariat that a paragraph may name the persons whom it names.

    Or a company that agreed to it and left the agreement since, and whom nobody can ask. It speaks
    for no other company and no supplier in it: those still agree themselves. It stands among the
    passages, with who said so, when and why, and can be taken back until the report is published.
    Of a final report, in which nobody can change the name, ``reason`` is required.
    """
    clearances.may_ask(report, actor)
    why = lengths.within(reason, lengths.REASON, field="reason")
    row = next(
        (
            one.row
            for one in unagreed.of(session, report)
            if (one.row.chapter, one.paragraph) == (chapter, text)
            and one.sort in unagreed.LET_STAND
        ),
        None,
    )
    if row is None:
        raise Invalid(N_("This passage names no person. Others who are named agree themselves."))
    if not why and report.state is ReportState.FINAL:
        raise Invalid(performing.SAY_WHY, field="reason")
    now = clock.now(session)
    made = ReportClearance(
        report=report,
        organisation_id=min(actor.organisations(Role.SECRETARIAT)),
        chapter=chapter,
        language=row.language,
        text=text,
        due=clock.today(session),
        asked_by_id=actor.person_id,
        asked_at=now,
        given=True,
        answered_by_id=actor.person_id,
        answered_at=now,
        wording="",
        reason=why,
        declined="",
    )
    session.add(made)
    session.flush()
    clearances.log(session, made, "let_stand", actor, reason=why)
    return made


def say_not_meant(session: Session, report: Report, words: str, name: str, actor: Actor) -> None:
    """Say that a name is not meant by words that are a part of it: nobody asks about it again."""
    clearances.may_ask(report, actor)
    if (words, name) not in {
        (told, whose) for _row, told, whose in unagreed.guesses(session, report)
    }:
        raise Conflict(N_("These words do not stand in the report any more."))
    _log(session, report, unagreed.NOT_MEANT, words, name, actor)


def take_not_meant_back(
    session: Session, report: Report, words: str, name: str, actor: Actor
) -> None:
    """Take that back: it is asked again."""
    clearances.may_ask(report, actor)
    if (words, name) not in {(one.words, one.name) for one in unagreed.not_meant(session, report)}:
        raise Conflict(N_("Nobody said this of these words."))
    _log(session, report, unagreed.MEANT, words, name, actor)


def _log(session: Session, report: Report, what: str, words: str, name: str, actor: Actor) -> None:
    events.append(
        session,
        actor,
        REPORTS.noun,
        report.public_id,
        what,
        organisation_id=None,
        words=words,
        name=name,
    )
