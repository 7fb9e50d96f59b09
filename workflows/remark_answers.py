"""What the secretariat does with a remark: take it over, work it in, refuse it, note it, undo."""

from collections.abc import Collection, Mapping

from sqlalchemy.orm import Session

from report_templates.printable import lines
from workflows import clock, lengths, people, performing, reports, rewording, rounds, telling
from workflows.errors import Conflict, NotAllowed, WorkflowError
from workflows.machine import Transition
from workflows.marking import N_
from workflows.models import ReportRound, RoundRemark
from workflows.performing import Guard, Option
from workflows.permissions import Actor, Who
from workflows.remark_states import RemarkAction
from workflows.states import ReportState
from workflows.transitions import REMARKS

Texts = Mapping[str, str]
"""What people wrote, by chapter."""


def options(remark: RoundRemark, texts: Texts, actor: Actor) -> tuple[Option, ...]:
    """What the actor can do with a remark, given what the draft says now."""
    return performing.options(REMARKS, remark, _standing(actor), _guards(remark, texts))


def reworded(remark: RoundRemark, texts: Texts) -> str | None:
    """The chapter as it becomes when the proposal is taken over; None where it does not fit."""
    if remark.proposed is None or not remark.is_own:
        return None
    return rewording.merged(texts.get(remark.chapter, ""), remark.quote, remark.proposed)


def written(remark: RoundRemark, texts: Texts) -> tuple[str, ...] | None:
    """The paragraphs written since the round was opened, in the remark's chapter or in any.

    Empty where some were only taken out; None where nothing was changed.
    """
    before = rounds.texts(remark.round)
    chapters = [remark.chapter] if remark.chapter else [*texts, *(before.keys() - texts.keys())]
    found: list[str] = []
    gone = False
    for chapter in chapters:
        was, now = lines(before.get(chapter, "")), lines(texts.get(chapter, ""))
        found += [line for line in now if line not in was]
        gone = gone or any(line not in now for line in was if not rounds.is_withheld(line))
    return tuple(found) if found or gone else None


def as_read(remark: RoundRemark, paragraphs: Collection[str], held: Collection[str]) -> str:
    """These paragraphs as who made the remark reads them: without those ``held`` back."""
    return rounds.without("\n".join(paragraphs), held, remark.round.report.language)


def act(
    session: Session,
    remark: RoundRemark,
    action: RemarkAction,
    actor: Actor,
    *,
    note: str = "",
    seen: int | None = None,
) -> RoundRemark:
    """Answer a remark; a proposal that is taken over is in the chapter from then on."""
    lengths.within(note, lengths.MESSAGE)
    report = remark.round.report
    texts = reports.texts(session, report)
    became, by_hand = None, ""
    if action is RemarkAction.TAKE:
        became = reworded(remark, texts)
    elif action is RemarkAction.WORK_IN:
        paragraphs = written(remark, texts) or ()
        by_hand = as_read(remark, paragraphs, rounds.held_back(session, report))
    elif remark.before is not None and action is RemarkAction.REOPEN:
        became = remark.before

    def apply(_transition: Transition) -> None:
        opened = action is RemarkAction.REOPEN
        remark.before = texts.get(remark.chapter, "") if action is RemarkAction.TAKE else None
        remark.became = by_hand
        remark.answer = "" if opened else note.strip()
        remark.answered_by_id = None if opened else actor.person_id
        remark.answered_at = None if opened else clock.now(session)

    performing.perform(
        session,
        REMARKS,
        remark,
        action,
        actor,
        standing=_standing(actor),
        guards=_guards(remark, texts),
        organisation_id=remark.organisation_id,
        seen=seen,
        given={"note": note},
        apply=apply,
        round=remark.round.public_id,
        place=remark.chapter,
        note=note,
    )
    if action is not RemarkAction.REOPEN:
        _tell(session, remark, actor)
    if became is not None:
        reports.write(session, report, remark.chapter, became, actor)
    return remark


def _tell(session: Session, remark: RoundRemark, actor: Actor) -> None:
    """Tell who made the remark, where they may still read what came of it."""
    row, author = remark.round, remark.person
    seen = rounds.visible(people.actor_for(session, author)).where(ReportRound.id == row.id)
    if author.active and session.scalars(seen).first() is not None:
        telling.unless_unread(session, [author], "round", row.public_id, "answer", actor)


def _standing(actor: Actor) -> frozenset[Who]:
    return frozenset({Who.SECRETARIAT}) if actor.is_secretariat else frozenset()


def _guards(remark: RoundRemark, texts: Texts) -> Mapping[str, Guard]:
    def draft() -> WorkflowError | None:
        if remark.round.report.state is not ReportState.DRAFT:
            return NotAllowed(N_("The report is no draft any more."))
        return None

    def proposes() -> WorkflowError | None:
        if remark.proposed is None:
            return NotAllowed(
                N_("This remark proposes no other words: change the text yourself, then say so.")
            )
        return None

    def own_words() -> WorkflowError | None:
        if not remark.is_own:
            return NotAllowed(
                N_("The figures say this by themselves: mend the records, and note the remark.")
            )
        if reworded(remark, texts) is None:
            return Conflict(N_("This paragraph was changed since. Change it by hand, then say so."))
        return None

    def unchanged() -> WorkflowError | None:
        before = {**texts, remark.chapter: remark.before or ""}
        if reworded(remark, before) != texts.get(remark.chapter, ""):
            return Conflict(N_("The chapter was changed since: change it back by hand."))
        return None

    def changed() -> WorkflowError | None:
        if written(remark, texts) is None:
            return NotAllowed(
                N_("Nothing was changed there yet. Change the text and save it, then say so here.")
            )
        return None

    return {
        "draft": draft,
        "proposes": proposes,
        "own_words": own_words,
        "changed": changed,
        "unchanged": unchanged,
    }
