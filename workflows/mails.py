"""Mails: notices gathered into one mail a person, sent under a lease, once in effect.

The row fixes the name of a message before it is sent. A worker that dies between sending and noting
leaves a mail that is sent again under the same name, which a mailbox recognises. What a mail says
is written when it is sent, of what its reader may see then.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import func, or_, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session, selectinload, sessionmaker

from workflows import clock, deadlines, mail_choices, mail_stops, notices, people, reminding
from workflows.errors import NotFound
from workflows.marking import N_
from workflows.models import Mail, Notice, Person
from workflows.notices import Told
from workflows.permissions import Actor
from workflows.states import MailRhythm, MailState

LEASE = timedelta(minutes=5)  # longer than any one conversation with a mail server
ATTEMPTS = 16
AT_A_TIME = 20  # mails between two looks at the queue of documents
# Older news is read on the page: nobody wants it all on the day that mail works again.
NEWS = timedelta(days=8)
_LONGEST_PAUSE = timedelta(hours=4)


class Refused(Exception):
    """The server of the reader says that this address takes no mail; its words are the reason."""


class Unsent(Exception):
    """The mail could not be handed over now; another time it may be."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail is to say, and to whom."""

    name: str  # of the message, the same each time that it is sent
    reader: Actor
    rhythm: MailRhythm
    told: Sequence[Told]
    at: datetime


class Post(Protocol):
    """What writes and sends a mail."""

    def write(self, letter: Letter) -> bytes:
        """The message, in the reader's language; called while the database is open."""

    def send(self, address: str, message: bytes) -> None:
        """Hand the message over; raises :class:`Refused` or :class:`Unsent`."""


def gather(session: Session, rhythm: MailRhythm) -> None:
    """Put what each person is to hear in this rhythm, and has not read, into a mail."""
    at = clock.now(session)
    query = select(Person).where(Person.active, Person.mail_stopped_at.is_(None))
    for person in session.scalars(query.order_by(Person.id)):
        kinds = {kind for kind, chosen in mail_choices.of(person).items() if chosen is rhythm}
        if not kinds:
            continue
        unsaid = select(Notice).where(
            Notice.person_id == person.id,
            Notice.read_at.is_(None),
            Notice.mail_id.is_(None),
            Notice.made_at > at - NEWS,
        )
        rows = [row for row in session.scalars(unsaid) if mail_choices.kind(row) in kinds]
        if rows:
            mail = _queue(session, person, rhythm, at)
            for row in rows:
                row.mail_id = mail.id
    session.flush()


def _queue(session: Session, person: Person, rhythm: MailRhythm, at: datetime) -> Mail:
    mail = Mail(
        person_id=person.id,
        rhythm=rhythm,
        name=secrets.token_hex(16),
        state=MailState.WAITING,
        run_after=at,
        made_at=at,
    )
    session.add(mail)
    session.flush()
    return mail


def send_due(sessions: sessionmaker[Session], post: Post, *, lease: timedelta = LEASE) -> int:
    """Send what waits, a few at a time; how many. A server that is away ends the round."""
    sent = 0
    for _ in range(AT_A_TIME):
        with sessions.begin() as session:
            mail = claim(session, lease=lease)
        if mail is None:
            break
        if not _send(sessions, post, mail):
            break
        sent += 1
    return sent


def claim(session: Session, *, lease: timedelta = LEASE) -> Mail | None:
    """Take the next mail that is due and that nobody sends now. One UPDATE: never two holders."""
    at = clock.now(session)
    due = (
        (Mail.state == MailState.WAITING)
        & (Mail.run_after <= at)
        & or_(Mail.lease_until.is_(None), Mail.lease_until < at)
    )
    first = select(Mail.id).where(due).order_by(Mail.id).limit(1).with_for_update(skip_locked=True)
    statement = (
        update(Mail)
        .where(Mail.id == first.scalar_subquery(), due)
        .values(lease_until=at + lease, attempts=Mail.attempts + 1)
        .returning(Mail)
        .execution_options(populate_existing=True, synchronize_session=False)
    )
    return session.scalars(statement).one_or_none()


def _send(sessions: sessionmaker[Session], post: Post, mail: Mail) -> bool:
    """Whether the next mail may be tried."""
    with sessions() as session:
        person = session.get_one(Person, mail.person_id)
        letter = _letter(session, mail, person)
        message = post.write(letter) if letter is not None else None
    if message is None:
        with sessions.begin() as session:
            _end(session, mail, MailState.DROPPED)
        return True
    try:
        post.send(person.email, message)
    except Refused as refusal:
        with sessions.begin() as session:
            if _end(session, mail, MailState.REFUSED, str(refusal)):
                mail_stops.stop(session, session.get_one(Person, person.id), str(refusal))
        return True
    except Unsent as fault:
        with sessions.begin() as session:
            _put_off(session, mail, str(fault))
        return False
    with sessions.begin() as session:
        _end(session, mail, MailState.SENT)
    return True


def _letter(session: Session, mail: Mail, person: Person) -> Letter | None:
    """What the mail is to say now; None when there is nothing left to say, or nobody to read it."""
    if not person.active or person.mail_stopped_at is not None:
        return None
    reader = people.actor_for(session, person)
    query = select(Notice).where(Notice.mail_id == mail.id, Notice.read_at.is_(None))
    rows = list(session.scalars(query.order_by(Notice.id).options(selectinload(Notice.actor))))
    chosen = mail_choices.of(person)
    rows = [row for row in rows if chosen[mail_choices.kind(row)] is not MailRhythm.NEVER]
    days = {row.due for row in rows if row.due is not None}
    whats = {row.action for row in rows if row.due is not None}
    plate = deadlines.of(session, reader, days, whats) if days else []
    due = {one.key for one in plate if not one.is_begun}
    told = [
        one
        for one in notices.about_all(session, rows, reader)
        if one.thing is not None and _stands(one.notice, due)
    ]
    at = clock.now(session)
    return Letter(mail.name, reader, mail.rhythm, told, at) if told else None


def _stands(notice: Notice, due: set[str]) -> bool:
    """Whether what a reminder is about is still to be done."""
    return notice.due is None or reminding.reminds_of(notice) in due


def _end(session: Session, mail: Mail, state: MailState, error: str | None = None) -> bool:
    at = clock.now(session)
    return _write(session, mail, state=state, ended_at=at, lease_until=None, error=_short(error))


def _put_off(session: Session, mail: Mail, error: str) -> None:
    if mail.attempts >= ATTEMPTS:
        _end(session, mail, MailState.GIVEN_UP, error)
        return
    pause = min(_LONGEST_PAUSE, timedelta(minutes=2 ** (mail.attempts - 1)))
    later = clock.now(session) + pause
    _write(session, mail, run_after=later, lease_until=None, error=_short(error))


def _short(error: str | None) -> str | None:
    return error[:500] if error is not None else None


def _write(session: Session, mail: Mail, **values: object) -> bool:
    """Write on a mail that one holds; whoever lost it meanwhile writes nothing."""
    statement = (
        update(Mail)
        .where(Mail.id == mail.id, Mail.attempts == mail.attempts, Mail.state == MailState.WAITING)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    result = session.execute(statement)
    assert isinstance(result, CursorResult)  # noqa: S101 - tells the type checker
    return bool(result.rowcount)


def bounced(session: Session, name: str, address: str, why: str) -> Person:
    """Note that a mail came back after it was taken: no more is sent to who was to read it.

    It is known by the name of the message, or where that was left out by the address.
    """
    mail = session.scalars(select(Mail).where(Mail.name == name)).one_or_none()
    if mail is not None:
        person: Person | None = session.get_one(Person, mail.person_id)
        mail.state, mail.error = MailState.REFUSED, _short(why)
    else:
        person = people.find(session, address)
    if person is None:
        raise NotFound(N_("That mail was not sent by this installation."))
    mail_stops.stop(session, person, why)
    return person


def counts(session: Session) -> dict[MailState, int]:
    """How many mails there are in each state."""
    query = select(Mail.state, func.count()).group_by(Mail.state)
    found = dict(session.execute(query).all())
    return {state: found.get(state, 0) for state in MailState}


def fault(session: Session) -> str:
    """What the server said last of a mail that waits for another try; empty when none does."""
    query = select(Mail.error).where(Mail.state == MailState.WAITING, Mail.error.is_not(None))
    return session.scalars(query.order_by(Mail.id.desc()).limit(1)).first() or ""
