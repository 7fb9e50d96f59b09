"""The duties of every installation, in the order in which they are done when all are due."""

from datetime import datetime

from sqlalchemy.orm import Session

from workflows import people, reminding
from workflows.following import running
from workflows.schedule import Daily, Routine


def _forget_failures(session: Session, _last: datetime | None) -> None:
    people.forget_failures(session)


def _follow(session: Session, _last: datetime | None) -> None:
    running.run(session)


ALL = (
    # First of all: what it opens is told and reminded of on the same day.
    Routine("follow", Daily(), _follow),
    Routine("remind", Daily(), reminding.remind),
    Routine("forget_failures", Daily(), _forget_failures),
)
