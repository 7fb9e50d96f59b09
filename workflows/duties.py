"""The duties of an installation, in the order in which they are done when all are due."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from workflows import (
    contest_terms,
    mails,
    people,
    reminding,
    response_terms,
    round_terms,
    years,
)
from workflows.following import running
from workflows.schedule import MONDAY, Daily, Every, Routine
from workflows.states import MailRhythm


def _forget_failures(session: Session, _last: datetime | None) -> None:
    people.forget_failures(session)


def _open_years(session: Session, _last: datetime | None) -> None:
    years.open_all(session)


def _follow(session: Session, _last: datetime | None) -> None:
    running.run(session)


def _contests(session: Session, _last: datetime | None) -> None:
    contest_terms.run(session)


def _responses(session: Session, _last: datetime | None) -> None:
    response_terms.run(session)


def _rounds(session: Session, _last: datetime | None) -> None:
    round_terms.run(session)


def _gathering(rhythm: MailRhythm) -> Callable[[Session, datetime | None], None]:
    return lambda session, _last: mails.gather(session, rhythm)


ALL = (
    # First of all: what these open is told and reminded of on the same day.
    Routine("open_years", Daily(), _open_years),
    Routine("follow", Daily(), _follow),
    Routine("contests", Daily(), _contests),
    Routine("responses", Daily(), _responses),
    Routine("rounds", Daily(), _rounds),
    Routine("remind", Daily(), reminding.remind),
    Routine("forget_failures", Daily(), _forget_failures),
)
"""What every installation does."""

MAILING = (
    *ALL,
    Routine("mail_at_once", Every(1), _gathering(MailRhythm.AT_ONCE)),
    Routine("mail_daily", Daily(), _gathering(MailRhythm.DAILY)),
    Routine("mail_weekly", Daily(MONDAY), _gathering(MailRhythm.WEEKLY)),
)
"""What one does that sends mail."""
