"""Clearance of passages that name a company or a person: asked of the organisation, answered.

The organisation sees its passage and nothing else of the draft. It says yes, yes with other words,
or no with a reason; and can say something else until the report is published.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session

from report_templates.printable import item, lines
from workflows import clock, events, lengths, people, report_texts, said_names, telling
from workflows.errors import Invalid, NotAllowed, NotFound
from workflows.marking import N_
from workflows.models import Organisation, Person, Report, ReportClearance, Supplier
from workflows.performing import ONLY
from workflows.permissions import Actor, Who
from workflows.report_audiences import SPEAKERS
from workflows.said_names import SHORTEST
from workflows.states import OrganisationKind, ReportState, Role

NOT_FOUND = N_("There is no such passage.")
PUBLISHED = N_("The report was published, or withdrawn: this cannot be changed.")
ALIKE = 0.6  # of 1: from here on a paragraph is the same one, changed
OPEN = (ReportState.DRAFT, ReportState.CHECKED, ReportState.FINAL)
"""While a report is here, one is asked of its passages and answers."""


class Stands(StrEnum):
    """How a passage stands in the report now."""

    CLEARED = "cleared"
    GONE = "gone"  # no longer in the report
    WAITING = "waiting"
    REFUSED = "refused"
    DECLINED = "declined"  # other words were cleared, and the secretariat does not want them
    REWORD = "reword"  # other words were cleared than those in the report
    CHANGED = "changed"  # changed after it was asked
    AGAIN = "again"  # asked again since: the later answer counts


OTHER = {"nl": "ander bedrijf", "en": "another company"}
TO_WORK_IN = (Stands.REFUSED, Stands.REWORD, Stands.CHANGED)
FINE = (Stands.CLEARED, Stands.GONE, Stands.AGAIN)


def ask(
    session: Session,
    report: Report,
    chapter: str,
    text: str,
    organisation_id: str,
    due: date | None,
    actor: Actor,
) -> ReportClearance:
    """Ask an organisation, by its public id, whether a paragraph of a report may stand so."""
    may_ask(report, actor)
    row = next(
        (
            one
            for one in report_texts.every(session, report)
            if one.chapter == chapter and text in lines(one.text)
        ),
        None,
    )
    if row is None:
        raise Invalid(N_("Choose a passage."))
    query = select(Organisation).where(Organisation.public_id == organisation_id)
    whose = session.scalars(query).one_or_none()
    if whose is None or not people.with_role(session, *SPEAKERS, organisation_id=whose.id):
        raise Invalid(N_("Choose an organisation that somebody speaks for."))
    if due is None or due < clock.today(session):
        raise Invalid(N_("Give the day by which they answer, from today on."))
    known = [
        one
        for one in of_report(session, report)
        if (one.organisation_id, one.text) == (whose.id, text) and one.given is not False
    ]
    if known:
        raise Invalid(N_("They were asked about this passage already."))
    made = ReportClearance(
        report=report,
        organisation=whose,
        chapter=chapter,
        language=row.language,
        text=text,
        due=due,
        asked_by_id=actor.person_id,
        asked_at=clock.now(session),
        wording="",
        reason="",
        declined="",
    )
    session.add(made)
    session.flush()
    log(session, made, "ask", actor)
    telling.these(session, speakers(session, whose), "clearance", made.public_id, "ask", actor)
    return made


def may_ask(report: Report, actor: Actor) -> None:
    """Refuse who does not ask, and a report of which nothing is asked any more."""
    if not actor.is_secretariat:
        raise NotAllowed(ONLY[Who.SECRETARIAT])
    if report.state not in OPEN or report.year_id is not None:
        raise NotAllowed(
            N_("Only passages of a report of the agreement are cleared, before it is published.")
        )


def speakers(session: Session, organisation: Organisation) -> list[Person]:
    """Who speaks for an organisation today, and hears what it is asked."""
    return people.with_role(session, *SPEAKERS, organisation_id=organisation.id)


def withdraw(session: Session, row: ReportClearance, actor: Actor) -> None:
    """Take a question back that was not answered, or the secretariat's own word."""
    if not actor.is_secretariat:
        raise NotAllowed(ONLY[Who.SECRETARIAT])
    if row.given is not None and not by_office(row):
        raise NotAllowed(N_("This question was answered already."))
    if row.given is not None and not is_open(row):
        raise NotAllowed(PUBLISHED)
    log(session, row, "withdraw", actor)
    session.delete(row)
    session.flush()


def take_unanswered_back(session: Session, report: Report, actor: Actor) -> None:
    """Take back what was not answered of a report that becomes final: it is not in it any more."""
    for row in of_report(session, report):
        if row.given is None:
            withdraw(session, row, actor)


def answer(
    session: Session,
    row: ReportClearance,
    given: bool,
    actor: Actor,
    *,
    wording: str = "",
    reason: str = "",
) -> None:
    """Say yes, yes to other words, or no and why; until the report is published."""
    if not speaks(row, actor):
        raise NotAllowed(N_("Only who speaks for the organisation can do this."))
    if not is_open(row):
        raise NotAllowed(PUBLISHED)
    # A paragraph is one line.
    words = lengths.within(" ".join(wording.split()), lengths.MESSAGE)
    if words and item(row.text) is not None and item(words) is None:
        words = f"{row.text[0]} {words}"  # it stays the line of a list that it is
    why = lengths.within(reason, lengths.MESSAGE)
    if not given and not why:
        raise Invalid(N_("Say why it may not stand so."))
    row.given = given
    # As it was typed: what a guess at another company does is no different from any other words.
    row.wording = words if given and words != as_asked(session, row) else ""
    row.reason, row.declined = "" if given else why, ""
    row.answered_by_id, row.answered_at = actor.person_id, clock.now(session)
    session.flush()
    log(session, row, "clear" if given else "refuse", actor)
    office = people.with_role(session, Role.SECRETARIAT)
    telling.these(session, office, "clearance", row.public_id, "answer", actor)


def by_office(row: ReportClearance) -> bool:
    """Whether the secretariat itself said that the passage may stand, and asked nobody."""
    return row.organisation.kind is OrganisationKind.SECRETARIAT


def is_open(row: ReportClearance) -> bool:
    """Whether one can still answer, or say something else."""
    return row.report.state in OPEN


def read(session: Session, row: ReportClearance, actor: Actor) -> tuple[str, str]:
    """The passage and the other words for it, as the actor reads them."""
    if actor.is_secretariat:
        return row.text, meant(session, row)
    return as_asked(session, row), row.wording


def as_asked(session: Session, row: ReportClearance) -> str:
    """The passage as who is asked about it reads it.

    They read no other company's name: it has not agreed yet, and the draft is not public. A marker
    stands there, which they may leave in words of their own.
    """
    passage = row.text
    for marker, company in _others(session, row).items():
        passage = passage.replace(company, marker)
    return passage


def meant(session: Session, row: ReportClearance) -> str:
    """The other words for a passage, with the companies that their markers stand for."""
    words = row.wording
    if "[" in words:
        for marker, company in _others(session, row).items():
            words = words.replace(marker, company)
    return words


def _others(session: Session, row: ReportClearance) -> dict[str, str]:
    """The other companies in a passage: by their marker, each as it is written there."""
    own = row.organisation_id
    others = [(one, name) for one, name in companies(session) if one.id != own]
    # Who sells to another company is that one's secret; who sells to both, this one knows.
    suppliers = session.execute(select(Supplier.name, Supplier.organisation_id)).all()
    theirs = {said_names.key(name) for name, whose in suppliers if whose == own}
    hidden = dict.fromkeys(name for name, _w in suppliers if said_names.key(name) not in theirs)
    written = [one.written for one in said_names.find(others, row.text)]
    sold = said_names.find([(name, name) for name in hidden], row.text, shortest=SHORTEST)
    written += [one.written for one in sold]
    # The longest first: a name may be a part of another one.
    told = sorted(dict.fromkeys(written), key=lambda name: (-len(name), row.text.index(name)))
    word = OTHER[row.language]
    if len(told) == 1:
        return {f"[{word}]": told[0]}
    return {f"[{word} {n}]": name for n, name in enumerate(told, start=1)}


def companies(session: Session) -> list[tuple[Organisation, str]]:
    """Every company of the agreement with its name, by which it is looked for in texts."""
    query = select(Organisation).where(Organisation.kind == OrganisationKind.COMPANY)
    return [(one, one.name) for one in session.scalars(query.order_by(Organisation.id))]


def speaks(row: ReportClearance, actor: Actor) -> bool:
    """Whether the actor answers for the organisation."""
    return row.organisation_id in actor.organisations(*SPEAKERS)


def visible(actor: Actor) -> Select[ReportClearance]:
    """The passages that the actor answers for, the newest first; all for the secretariat."""
    query = select(ReportClearance).order_by(ReportClearance.id.desc())
    return query if actor.is_secretariat else _mine(query, actor)


def _mine(query: Select[ReportClearance], actor: Actor) -> Select[ReportClearance]:
    return query.where(ReportClearance.organisation_id.in_(actor.organisations(*SPEAKERS)))


def asked(actor: Actor) -> Select[ReportClearance]:
    """What the organisations that the actor speaks for were asked, the newest first."""
    return _mine(select(ReportClearance).order_by(ReportClearance.id.desc()), actor)


def waiting(actor: Actor) -> Select[ReportClearance]:
    """What the actor has to answer, the first due first."""
    query = asked(actor).join(Report).where(ReportClearance.given.is_(None), _in_hand())
    return query.order_by(None).order_by(ReportClearance.due)


def _in_hand() -> ColumnElement[bool]:
    """Whether something is done yet about the passages of a report: the last of its editions."""
    corrected = select(Report.corrects_id).where(
        Report.corrects_id.is_not(None), Report.state != ReportState.WITHDRAWN
    )
    return and_(Report.state.in_(OPEN), Report.id.not_in(corrected))


def get(session: Session, public_id: str, actor: Actor) -> ReportClearance:
    """One passage that the actor may see."""
    query = visible(actor).where(ReportClearance.public_id == public_id)
    row = session.scalars(query).one_or_none()
    if row is None:
        raise NotFound(NOT_FOUND)
    return row


def of_report(session: Session, report: Report) -> list[ReportClearance]:
    """The passages of a report, in the order in which they were asked."""
    query = select(ReportClearance).where(ReportClearance.report_id == report.id)
    return list(session.scalars(query.order_by(ReportClearance.id)))


def standing(session: Session, report: Report) -> list[tuple[ReportClearance, Stands]]:
    """Every passage with how it stands in what the report says now."""
    rows = of_report(session, report)
    texts = {
        (one.chapter, one.language): lines(one.text) for one in report_texts.every(session, report)
    }
    words = {one.id: meant(session, one) for one in rows}
    known = {said for one in rows for said in (one.text, words[one.id])}
    last = {_question(one): one for one in rows}
    return [
        (one, _stands(one, words[one.id], texts.get((one.chapter, one.language), ()), known))
        if last[_question(one)] is one
        else (one, Stands.AGAIN)
        for one in rows
    ]


def _question(row: ReportClearance) -> tuple[int, str, str, str]:
    return row.organisation_id, row.chapter, row.language, row.text


def _stands(row: ReportClearance, words: str, paragraphs: Sequence[str], known: set[str]) -> Stands:
    if row.given and words and words in paragraphs:
        return Stands.CLEARED
    if row.text in paragraphs:
        if row.given is None:
            return Stands.WAITING
        if not row.given:
            return Stands.REFUSED
        if words and row.declined:
            return Stands.DECLINED
        return Stands.REWORD if words else Stands.CLEARED
    others = [one for one in paragraphs if one not in known]
    changed = get_close_matches(words or row.text, others, 1, ALIKE)
    return Stands.CHANGED if changed else Stands.GONE


def to_work_in(session: Session, actor: Actor) -> list[ReportClearance]:
    """The passages of which the secretariat does something with what was said."""
    if not actor.is_secretariat:
        return []
    asked_about = select(ReportClearance.report_id).distinct()
    rows = select(Report).where(Report.id.in_(asked_about), _in_hand())
    return [
        row
        for report in session.scalars(rows.order_by(Report.id))
        for row, how in standing(session, report)
        if how in TO_WORK_IN
    ]


def not_cleared(session: Session, report: Report) -> list[ReportClearance]:
    """The passages that may not be printed as they stand."""
    return [row for row, how in standing(session, report) if how not in FINE]


def refused(session: Session, report: Report) -> list[str]:
    """The paragraphs that somebody did not agree to as they stood, in this edition and before.

    Refused, or agreed to in other words alone; where it was asked again the last answer counts.
    """
    last: dict[tuple[int, str], bool] = {}
    for edition in reversed(list(editions(report))):
        for one in of_report(session, edition):
            words = meant(session, one)
            if one.given is not None:
                last[one.organisation_id, one.text] = one.given and not words
            if one.given and words:
                last[one.organisation_id, words] = True
    return [text for (_whose, text), agreed in last.items() if not agreed]


def editions(report: Report) -> Iterator[Report]:
    """The report and those that it corrects, the newest first."""
    edition: Report | None = report
    while edition is not None:
        yield edition
        edition = edition.corrects


def log(session: Session, row: ReportClearance, what: str, actor: Actor, **more: object) -> None:
    """Keep in the log what was done about a passage."""
    events.append(
        session,
        actor,
        "clearance",
        row.public_id,
        what,
        organisation_id=row.organisation_id,
        report=row.report.public_id,
        chapter=row.chapter,
        **more,
    )


def settled(session: Session, report: Report) -> set[tuple[int, str]]:
    """The id of an organisation, and a paragraph that it was asked about or agreed to.

    What it is asked about and did not agree to is told by :func:`not_cleared`. What it agreed to in
    the edition that this one corrects it is not asked again.
    """
    found = {
        (one.organisation_id, words)
        for one, how in standing(session, report)
        for words in (one.text, meant(session, one))
        if how is not Stands.GONE
    }
    for edition in editions(report):
        for one in of_report(session, edition):
            if one.given:
                found.add((one.organisation_id, meant(session, one) or one.text))
    return found
