"""Consent of companies to a figure that would be hidden: asked, answered, taken back.

A figure is shown only when every company behind it consents, to just that figure with just those
shares: one that changes is asked for anew. A company is not told how much the others make up: where
it is not alone behind the figure, the total would give away theirs before they answered.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from workflows import clock, events
from workflows.errors import Invalid, NotAllowed, NotFound
from workflows.marking import N_
from workflows.material import Period
from workflows.models import Organisation, Report, ReportConsent
from workflows.performing import ONLY
from workflows.permissions import Actor, Who
from workflows.states import PUBLISHED_ONCE, ReportState, Role

NOT_FOUND = N_("There is no such question.")
Agreed = Mapping[str, frozenset[str]]
"""By the code of a figure the breakdowns to which everybody behind it consents."""


def breakdown(by: Mapping[str, int]) -> str:
    """By which a figure with these shares is known; whoever has none is not behind it."""
    plain = json.dumps(sorted((name, share) for name, share in by.items() if share))
    return hashlib.sha256(plain.encode()).hexdigest()


def ask(session: Session, report: Report, code: str, actor: Actor) -> list[ReportConsent]:
    """Ask every company behind a hidden figure of a draft; those asked before are not asked again.

    Only the secretariat asks: it alone knows who they are.
    """
    if not actor.is_secretariat:
        raise NotAllowed(ONLY[Who.SECRETARIAT])
    figure = _figure(report, code)
    if report.state is not ReportState.DRAFT or report.year_id is not None or not figure:
        raise NotAllowed(N_("Only a hidden figure of a draft can be asked for."))
    shares = {name: share for name, share in figure["by"].items() if share}
    query = select(ReportConsent.organisation_id).where(
        ReportConsent.report_id == report.id, ReportConsent.code == code
    )
    known = set(session.scalars(query))
    made = [
        ReportConsent(
            report=report,
            organisation=organisation,
            code=code,
            breakdown=breakdown(shares),
            share=shares[organisation.public_id],
            alone=len(shares) == 1,
            asked_by_id=actor.person_id,
            asked_at=clock.now(session),
        )
        for organisation in session.scalars(
            select(Organisation).where(Organisation.public_id.in_(shares))
        )
        if organisation.id not in known
    ]
    if not made:
        raise Invalid(N_("The companies behind this figure were asked already."))
    session.add_all(made)
    session.flush()
    for row in made:
        _tell_log(session, row, "ask_consent", actor)
    return made


def visible(actor: Actor) -> Select[ReportConsent]:
    """The questions to companies that the actor speaks for, the newest first."""
    mine = ReportConsent.organisation_id.in_(actor.organisations(Role.CONTACT))
    return select(ReportConsent).where(mine).order_by(ReportConsent.id.desc())


def of_figure(session: Session, report: Report, code: str, actor: Actor) -> list[ReportConsent]:
    """Whom was asked for a figure and what they said, for the secretariat."""
    if not actor.is_secretariat:
        return []
    query = select(ReportConsent).where(
        ReportConsent.report_id == report.id, ReportConsent.code == code
    )
    return list(session.scalars(query.order_by(ReportConsent.id)))


def get(session: Session, public_id: str, actor: Actor) -> ReportConsent:
    """One question that the actor answers."""
    row = session.scalars(visible(actor).where(ReportConsent.public_id == public_id)).one_or_none()
    if row is None:
        raise NotFound(NOT_FOUND)
    return row


def answer(session: Session, row: ReportConsent, given: bool, actor: Actor) -> None:
    """Consent, or not; also another answer than before, as long as it was not published."""
    if row.organisation_id not in actor.organisations(Role.CONTACT):
        raise NotAllowed(N_("Only a contact person of the company can do this."))
    if is_published(session, row):
        raise NotAllowed(N_("The figure was published: what was said cannot be taken back."))
    row.given = given
    row.answered_by_id, row.answered_at = actor.person_id, clock.now(session)
    session.flush()
    _tell_log(session, row, "consent" if given else "refuse_consent", actor)


def is_published(session: Session, row: ReportConsent) -> bool:
    """Whether a published report of these days shows the figure by this consent."""
    report = row.report
    query = select(Report).where(
        Report.state.in_(PUBLISHED_ONCE),
        Report.period_from == report.period_from,
        Report.period_to == report.period_to,
        Report.year_id.is_(None),
    )
    return any(
        (row.code, row.breakdown) in _shown_by_consent(one) for one in session.scalars(query)
    )


def agreed(session: Session, period: Period) -> Agreed:
    """What may be shown of a period because everybody behind it consents."""
    query = (
        select(ReportConsent)
        .join(Report)
        .where(Report.period_from == period.first, Report.period_to == period.last)
        .order_by(ReportConsent.id)
    )
    # Asked again on another draft, the newest answer of a company counts.
    newest: dict[tuple[str, str], dict[int, bool]] = defaultdict(dict)
    for row in session.scalars(query):
        newest[row.code, row.breakdown][row.organisation_id] = row.given is True
    found: dict[str, set[str]] = defaultdict(set)
    for (code, shares), answers in newest.items():
        if all(answers.values()):
            found[code].add(shares)
    return {code: frozenset(shares) for code, shares in found.items()}


def still_given(session: Session, report: Report) -> bool:
    """Whether nobody took back what a report shows by consent."""
    shown = _shown_by_consent(report)
    if not shown:
        return True
    known = agreed(session, Period(report.period_from, report.period_to))
    return all(shares in known.get(code, ()) for code, shares in shown)


def in_the_way(session: Session, report: Report) -> NotAllowed | None:
    """Why a report does not go on: it shows what somebody does not consent to any more."""
    if still_given(session, report):
        return None
    return NotAllowed(N_("A company took back its consent to a figure: make a new draft."))


def _shown_by_consent(report: Report) -> set[tuple[str, str]]:
    figures: Any = report.snapshot.get("figures", ())
    return {(one["code"], breakdown(one["by"])) for one in figures if one.get("agreed")}


def _figure(report: Report, code: str) -> Mapping[str, Any] | None:
    """A hidden figure; the cells of tables lead to lists, and are asked of nobody."""
    figures: Any = report.snapshot.get("figures", ())
    return next((one for one in figures if one["code"] == code and one["hidden"]), None)


def _tell_log(session: Session, row: ReportConsent, what: str, actor: Actor) -> None:
    events.append(
        session,
        actor,
        "report",
        row.report.public_id,
        what,
        organisation_id=row.organisation_id,
        code=row.code,
        consent=row.public_id,
    )
