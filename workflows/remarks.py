"""Remarks on a draft report in a round of comments: on a paragraph, a chapter, or the whole.

A remark is read by who made it, by who speaks for the same party, and by the secretariat: what
one party says of the draft is not told to the others.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from workflows import calling, clock, events, lengths, people, rounds, telling
from workflows.errors import Invalid, NotAllowed, NotFound
from workflows.marking import N_
from workflows.models import Person, Report, ReportRound, RoundRemark
from workflows.permissions import STEERING, Actor
from workflows.remark_states import RemarkState
from workflows.report_audiences import SPEAKERS
from workflows.states import ReportState, Role
from workflows.transitions import REMARKS

MOST_OF_ONE = 500  # remarks of one person in a round
ENDED = N_("The round of comments has ended: nothing can be said any more.")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in the draft: a chapter with a paragraph of it, and how that reads.

    ``chapter`` empty: elsewhere in the document; ``paragraph`` None: the chapter as a whole.
    ``is_own``: among what people wrote, which alone can be reworded by taking a proposal over.
    """

    chapter: str = ""
    paragraph: int | None = None
    is_own: bool = False
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A remark as somebody makes it; ``proposed``: the paragraph as it would become."""

    spot: Spot
    text: str = ""
    proposed: str | None = None
    word_author: str = ""
    word_at: datetime | None = None


def visible(actor: Actor) -> Select[RoundRemark]:
    """The remarks that the actor may read, the oldest first."""
    query = select(RoundRemark).order_by(RoundRemark.id).options(joinedload(RoundRemark.person))
    if actor.is_secretariat:
        return query
    asked = select(ReportRound.id).where(rounds.asks(actor))
    return query.where(_own(actor), RoundRemark.round_id.in_(asked))


def _own(actor: Actor) -> ColumnElement[bool]:
    """What was said for a party that the actor speaks for, or by the actor for nobody else."""
    ours = RoundRemark.organisation_id.in_(actor.organisations(*SPEAKERS))
    mine = RoundRemark.person_id == actor.person_id
    return or_(ours, and_(RoundRemark.organisation_id.is_(None), mine))


def spoken_in(session: Session, actor: Actor) -> set[int]:
    """The numbers of the rounds in which the actor, or their party, said something."""
    return set(session.scalars(select(RoundRemark.round_id).where(_own(actor)).distinct()))


def of_round(session: Session, row: ReportRound, actor: Actor) -> list[RoundRemark]:
    """What the actor may read of what was said in a round."""
    return list(session.scalars(visible(actor).where(RoundRemark.round_id == row.id)))


def get(session: Session, public_id: str, actor: Actor) -> RoundRemark:
    """One remark that the actor may read."""
    query = visible(actor).where(RoundRemark.public_id == public_id)
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound(N_("There is no such remark."))
    return found


def refusal(session: Session, row: ReportRound, actor: Actor) -> NotAllowed | None:
    """Why the actor cannot say anything in a round; None: they can."""
    if not _asked(row, actor):
        return NotAllowed(N_("Only who is asked comments on the draft."))
    if not rounds.is_open(session, row):
        return NotAllowed(ENDED)
    return None


def add(
    session: Session, row: ReportRound, given: Sequence[Said], actor: Actor
) -> list[RoundRemark]:
    """Say this of the draft, as long as the round is open. All of it, or nothing."""
    refused = refusal(session, row, actor)
    if refused is not None:
        raise refused
    mine = select(func.count()).where(
        RoundRemark.round_id == row.id, RoundRemark.person_id == actor.person_id
    )
    if (session.scalar(mine) or 0) + len(given) > MOST_OF_ONE:
        raise Invalid(N_("At most %(most)s remarks in a round."), most=MOST_OF_ONE)
    made = [_made(session, row, one, actor) for one in given]
    session.add_all(made)
    session.flush()
    for remark in made:
        _log(session, remark, "add", actor)
        named = calling.of(remark.text, _readers(session, remark.organisation_id))
        telling.these(session, named, REMARKS.noun, remark.public_id, "mention", actor)
    return made


def offered(session: Session, row: ReportRound, actor: Actor) -> list[str]:
    """Whom the actor can name with an @: who speaks for the same party, and the office."""
    if not _asked(row, actor):
        return []
    found = _readers(session, _party(row, actor))
    return [person.name for person in found if person.id != actor.person_id]


def _readers(session: Session, party: int | None) -> list[Person]:
    """Who reads what is said for a party."""
    rows = people.with_role(session, Role.SECRETARIAT)
    if party is not None:
        rows = [*people.with_role(session, *SPEAKERS, organisation_id=party), *rows]
    return list({person.id: person for person in rows}.values())


def _made(session: Session, row: ReportRound, given: Said, actor: Actor) -> RoundRemark:
    text = lengths.within(given.text, lengths.LETTER)
    proposed = given.proposed
    if proposed is not None:
        proposed = lengths.within(proposed, lengths.LETTER)
    if proposed == given.spot.quote:
        proposed = None
    if not text and proposed is None:
        raise Invalid(N_("Write what you want to say, or how it should read."))
    return RoundRemark(
        round=row,
        person_id=actor.person_id,
        organisation_id=_party(row, actor),
        at=clock.now(session),
        chapter=given.spot.chapter,
        paragraph=given.spot.paragraph,
        is_own=given.spot.is_own,
        quote=given.spot.quote,
        text=text,
        proposed=proposed,
        word_author=given.word_author,
        word_at=given.word_at,
        state=REMARKS.initial,
        answer="",
        became="",
    )


def take_back(session: Session, remark: RoundRemark, actor: Actor) -> None:
    """Take one's own remark away, while the round is open and nobody answered it."""
    if remark.person_id != actor.person_id:
        raise NotAllowed(N_("You can only take back your own remarks."))
    if not rounds.is_open(session, remark.round):
        raise NotAllowed(ENDED)
    if remark.state is not RemarkState.OPEN:
        raise NotAllowed(N_("The secretariat answered this remark already."))
    _log(session, remark, "delete", actor)
    session.delete(remark)
    session.flush()


def unanswered(session: Session, report: Report) -> list[RoundRemark]:
    """The remarks on a report, of all its rounds, that the secretariat still has to answer."""
    query = (
        select(RoundRemark)
        .join(RoundRemark.round)
        .where(ReportRound.report_id == report.id, RoundRemark.state == RemarkState.OPEN)
    )
    return list(session.scalars(query.order_by(RoundRemark.id)))


def in_the_way(session: Session, report: Report) -> NotAllowed | None:
    """Why a draft does not go on yet: a round that is open, or remarks that nobody answered."""
    if rounds.running(session, report) is not None:
        return NotAllowed(N_("A round of comments on this draft is open: close it first."))
    if waiting := len(unanswered(session, report)):
        return NotAllowed(
            N_("Remarks on this draft that are not answered yet: %(count)s."), count=waiting
        )
    return None


def to_answer(session: Session) -> list[tuple[ReportRound, int]]:
    """The rounds on drafts with remarks that the secretariat did not answer, and how many."""
    counted = (
        select(RoundRemark.round_id, func.count().label("count"))
        .where(RoundRemark.state == RemarkState.OPEN)
        .group_by(RoundRemark.round_id)
        .subquery()
    )
    query = (
        select(ReportRound, counted.c.count)
        .join(counted, counted.c.round_id == ReportRound.id)
        .join(ReportRound.report)
        .where(Report.state == ReportState.DRAFT)
        .order_by(ReportRound.due, ReportRound.id)
    )
    return [(row, count) for row, count in session.execute(query)]


def counts(session: Session, row: ReportRound, actor: Actor) -> Mapping[RemarkState, int]:
    """How many remarks of a round, of those that the actor may read, stand where."""
    return Counter(one.state for one in of_round(session, row, actor))


def _asked(row: ReportRound, actor: Actor) -> bool:
    if row.steering and actor.has(*STEERING):
        return True
    return _party(row, actor) is not None


def _party(row: ReportRound, actor: Actor) -> int | None:
    """The party that is asked and that the actor speaks for."""
    mine = actor.organisations(*SPEAKERS)
    return next((g.organisation_id for g in row.guests if g.organisation_id in mine), None)


def _log(session: Session, remark: RoundRemark, what: str, actor: Actor) -> None:
    # Without the words: what was taken back must not live on in the log.
    events.append(
        session,
        actor,
        REMARKS.noun,
        remark.public_id,
        what,
        organisation_id=remark.organisation_id,
        round=remark.round.public_id,
        place=remark.chapter,
        target=REMARKS.initial if what == "add" else None,
    )
