"""Rounds of comments on a draft report: opened by the secretariat, for parties and the committee.

Whoever is asked sees the draft as it stood when the round was opened: the frozen figures, which
went through disclosure control, and the words of that moment. A draft that was shown in a round
counts as given out: what is counted later may not differ from it by too few.
"""

from collections.abc import Collection
from datetime import date
from typing import cast

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from report_templates.printable import lines
from workflows import (
    aggregates,
    clock,
    consents,
    events,
    lengths,
    people,
    report_texts,
    telling,
    unagreed,
)
from workflows.errors import Conflict, Invalid, NotAllowed, NotFound
from workflows.marking import N_
from workflows.models import (
    Mandate,
    Organisation,
    Person,
    Report,
    ReportClearance,
    ReportGoal,
    ReportRound,
    ReportText,
    RoundGuest,
)
from workflows.performing import ONLY
from workflows.permissions import STEERING, Actor, Who
from workflows.report_audiences import SPEAKERS
from workflows.states import ReportState

NOT_FOUND = N_("There is no such round of comments.")
WITHHELD = {
    "nl": "Deze alinea wacht op instemming van wie erin wordt genoemd.",
    "en": "This paragraph waits for the consent of whom it names.",
}


def askable(session: Session) -> list[Organisation]:
    """The parties that somebody speaks for today, by name."""
    day = clock.today(session)
    speaking = (
        select(Mandate.organisation_id)
        .join(Mandate.person)
        .where(
            Person.active,
            Mandate.role.in_(SPEAKERS),
            Mandate.from_date <= day,
            Mandate.to_date.is_(None) | (Mandate.to_date > day),
        )
    )
    query = select(Organisation).where(Organisation.id.in_(speaking))
    return list(session.scalars(query.order_by(Organisation.name, Organisation.id)))


def may_start(report: Report, actor: Actor) -> None:
    """Refuse who does not ask for comments, and a report that nobody can comment on."""
    if not actor.is_secretariat:
        raise NotAllowed(ONLY[Who.SECRETARIAT])
    if report.state is not ReportState.DRAFT or report.year_id is not None:
        raise NotAllowed(N_("Only on a draft of the agreement a round of comments is opened."))


def start(
    session: Session,
    report: Report,
    actor: Actor,
    *,
    parties: Collection[str],
    steering: bool,
    due: date | None,
    message: str = "",
) -> ReportRound:
    """Open a round on a draft of the agreement; ``parties`` by their public ids."""
    may_start(report, actor)
    if running(session, report) is not None:
        raise Conflict(N_("A round of comments on this draft is open already."))
    if not consents.still_given(session, report):
        raise NotAllowed(N_("A company took back its consent to a figure: make a new draft."))
    if not aggregates.holds(session, report):
        raise NotAllowed(
            N_("Figures of these days were given out since this one was made: make a new draft.")
        )
    if due is None or due < clock.today(session):
        raise Invalid(N_("Give the last day on which people can comment, from today on."))
    asked = [one for one in askable(session) if one.public_id in parties]
    if not (asked or steering):
        raise Invalid(N_("Choose who is asked."))
    message = lengths.within(message, lengths.MESSAGE, field="message")
    row = ReportRound(
        report=report,
        message=message,
        due=due,
        steering=steering,
        said=_said(session, report),
        opened_by_id=actor.person_id,
        opened_at=clock.now(session),
        guests=[RoundGuest(organisation=one) for one in asked],
    )
    session.add(row)
    session.flush()
    _log(session, row, "open", actor, parties=[one.public_id for one in asked], due=str(due))
    telling.these(session, _hearers(session, row), "round", row.public_id, "open", actor)
    return row


def _said(session: Session, report: Report) -> dict[str, object]:
    held = held_back(session, report)
    return {
        "texts": _texts(session, report.id, report.language, held),
        "texts_before": _texts(session, report.corrects_id, report.language, held),
        "goals": _goals(session, report.id),
        "goals_before": _goals(session, report.corrects_id),
    }


def _texts(
    session: Session, report_id: int | None, language: str, held: Collection[str]
) -> dict[str, str]:
    """What people wrote in a language, by chapter, without what is held back; of no report
    nothing."""
    query = select(ReportText).where(
        ReportText.report_id == report_id, ReportText.language == language
    )
    return {row.chapter: without(row.text, held, language) for row in session.scalars(query)}


def _goals(session: Session, report_id: int | None) -> dict[str, int]:
    """The goals of a report in percent, by figure; of no report there are none."""
    query = select(ReportGoal).where(ReportGoal.report_id == report_id)
    return {row.code: row.percent for row in session.scalars(query)}


def held_back(session: Session, report: Report) -> set[str]:
    """The paragraphs that a round opened now would not show."""
    return unagreed.held_back(session, report)


def without(text: str, held: Collection[str], language: str) -> str:
    """The text without the paragraphs that name somebody who did not clear them."""
    kept = (WITHHELD[language] if line.strip() in held else line for line in text.split("\n"))
    return "\n".join(kept)


def is_withheld(line: str) -> bool:
    """Whether a paragraph of a round stands for one that names somebody who did not clear it."""
    return line in WITHHELD.values()


def texts(row: ReportRound) -> dict[str, str]:
    """What people had written when the round was opened, by chapter."""
    return cast("dict[str, str]", row.said["texts"])


def texts_before(row: ReportRound) -> dict[str, str] | None:
    """What the edition that the draft corrects said; None: the first rounds did not keep that."""
    return cast("dict[str, str] | None", row.said.get("texts_before"))


def withheld(row: ReportRound) -> frozenset[str]:
    """The chapters of which the round does not show everything."""
    said, sign = texts(row), WITHHELD[row.report.language]
    return frozenset(chapter for chapter, text in said.items() if sign in text)


def goals(row: ReportRound) -> dict[str, int]:
    """The goals of that moment."""
    return cast("dict[str, int]", row.said["goals"])


def goals_before(row: ReportRound) -> dict[str, int] | None:
    """Those of the edition that the draft corrects; None: the first rounds did not keep them."""
    return cast("dict[str, int] | None", row.said.get("goals_before"))


def _hearers(session: Session, row: ReportRound) -> list[Person]:
    found = {
        person.id: person
        for guest in row.guests
        for person in people.with_role(session, *SPEAKERS, organisation_id=guest.organisation_id)
    }
    if row.steering:
        found |= {person.id: person for person in people.with_role(session, *STEERING)}
    return list(found.values())


def close(session: Session, row: ReportRound, actor: Actor) -> None:
    """End a round before its last day."""
    if not actor.is_secretariat:
        raise NotAllowed(ONLY[Who.SECRETARIAT])
    if not is_open(session, row):
        raise NotAllowed(N_("The round of comments has ended."))
    row.closed_at = clock.now(session)
    session.flush()
    _log(session, row, "close", actor)


def is_open(session: Session, row: ReportRound) -> bool:
    """Whether one can still comment: until the end of its last day, on a report that is a draft."""
    return (
        row.closed_at is None
        and row.due >= clock.today(session)
        and row.report.state is ReportState.DRAFT
    )


def running(session: Session, report: Report) -> ReportRound | None:
    """The round on a report that is open now."""
    rows = of_report(session, report)
    return next((row for row in rows if is_open(session, row)), None)


def of_report(session: Session, report: Report) -> list[ReportRound]:
    """The rounds on a report, the newest first; whose asks must be allowed to know of them."""
    query = select(ReportRound).where(ReportRound.report_id == report.id)
    return list(session.scalars(query.order_by(ReportRound.id.desc())))


def asks(actor: Actor) -> ColumnElement[bool]:
    """Whether a round asks the actor."""
    mine = select(RoundGuest.round_id).where(
        RoundGuest.organisation_id.in_(actor.organisations(*SPEAKERS))
    )
    ways: list[ColumnElement[bool]] = [ReportRound.id.in_(mine)]
    if actor.has(*STEERING):
        ways.append(ReportRound.steering.is_(True))
    return or_(*ways)


def visible(actor: Actor) -> Select[ReportRound]:
    """The rounds in which the actor is asked, the newest first; all of them for the secretariat."""
    query = select(ReportRound).order_by(ReportRound.id.desc())
    return query if actor.is_secretariat else query.where(asks(actor))


def waiting(session: Session, actor: Actor) -> Select[ReportRound]:
    """Those that the actor can comment on now, the first due first."""
    return (
        select(ReportRound)
        .join(Report)
        .where(
            asks(actor),
            ReportRound.closed_at.is_(None),
            ReportRound.due >= clock.today(session),
            Report.state == ReportState.DRAFT,
        )
        .order_by(ReportRound.due, ReportRound.id)
    )


def get(session: Session, public_id: str, actor: Actor) -> ReportRound:
    """One round that the actor may see."""
    row = session.scalars(visible(actor).where(ReportRound.public_id == public_id)).one_or_none()
    if row is None:
        raise NotFound(NOT_FOUND)
    return row


def around(session: Session, row: ReportClearance, actor: Actor) -> tuple[str, str]:
    """The paragraphs before and after a passage, as far as the actor may read them; else empty.

    Whoever is asked about a passage reads those that a round which is open shows to them, and no
    more of the draft.
    """
    paragraphs = next(
        (
            lines(one.text)
            for one in report_texts.every(session, row.report)
            if (one.chapter, one.language) == (row.chapter, row.language)
        ),
        (),
    )
    if row.text not in paragraphs:
        return "", ""
    at = paragraphs.index(row.text)
    before, after = "".join(paragraphs[max(at - 1, 0) : at]), "".join(paragraphs[at + 1 : at + 2])
    if actor.is_secretariat:
        return before, after
    shown = _read_in(session, row, actor)
    return before if before in shown else "", after if after in shown else ""


def _read_in(session: Session, row: ReportClearance, actor: Actor) -> tuple[str, ...]:
    """The paragraphs of a passage's chapter that open rounds show to the actor."""
    report = row.report
    if row.language != report.language:
        return ()
    asked = session.scalars(waiting(session, actor).where(ReportRound.report_id == report.id))
    read = [one for one in asked if may_read(session, one, actor)]
    return tuple(line for one in read for line in lines(texts(one).get(row.chapter, "")))


def may_read(session: Session, row: ReportRound, actor: Actor) -> bool:
    """Whether the actor may read the draft: who is asked, while the round is open.

    Not while a figure in it is shown by a consent that was taken back.
    """
    if actor.is_secretariat:
        return True
    return is_open(session, row) and consents.still_given(session, row.report)


def _log(session: Session, row: ReportRound, what: str, actor: Actor, **more: object) -> None:
    given = {"report": row.report.public_id, **more}
    events.append(session, actor, "round", row.public_id, what, organisation_id=None, **given)
