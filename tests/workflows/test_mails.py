"""Mails: gathered in the rhythm that each person chose, sent once in effect, of what holds then."""

import pytest
from sqlalchemy import select

from tests.cast import a_document, a_reading, a_record, a_world, an_audit_finding
from tests.rounding import a_round
from tests.walking import SENTENCES
from workflows import (
    assigning,
    deciding,
    findings,
    items,
    mail_choices,
    mail_stops,
    mails,
    notices,
    people,
    reminding,
)
from workflows.errors import Invalid
from workflows.mails import Refused, Unsent
from workflows.models import Finding, Mail, Notice, Person
from workflows.states import FindingAction, ItemAction, MailRhythm, MailState
from workflows.verdicts import Verdict

DAILY, AT_ONCE, WEEKLY = MailRhythm.DAILY, MailRhythm.AT_ONCE, MailRhythm.WEEKLY


class Box:
    """A post that keeps what it is given, or refuses it."""

    def __init__(self) -> None:
        self.letters = {}
        self.sent = []
        self.tried = []
        self.fault = None

    def write(self, letter):
        self.letters[letter.name] = letter
        return letter.name.encode()

    def send(self, address, message):
        self.tried.append(message.decode())
        if self.fault is not None:
            raise self.fault
        self.sent.append((address.partition("@")[0], self.letters[message.decode()]))


@pytest.fixture
def box():
    return Box()


@pytest.fixture
def world(sessions):
    with sessions.begin() as session:
        return a_world(session)


@pytest.fixture
def finding(sessions, store, world):
    """A finding that was given to the reader: the office and the readers were told."""
    with sessions.begin() as session:
        reading = a_reading(findings=[an_audit_finding()])
        document = a_document(session, store, world.company, world.submitter, reading)
        (item,) = items.of_document(session, document)
        deciding.decide(session, item, Verdict(ItemAction.APPROVE), world.reader)
        return session.scalars(select(Finding)).one().id


@pytest.fixture
def act(sessions, world, finding):
    def step(who, action, **given):
        with sessions.begin() as session:
            row = session.get_one(Finding, finding)
            words = SENTENCES | {"person": world.reader.email} | given
            findings.act(session, row, action, getattr(world, who), words)

    step("secretary", FindingAction.ASSIGN)
    return step


@pytest.fixture
def mail(sessions, box):
    """Gather in a rhythm and send; who got how many notices."""

    def round_of(rhythm=DAILY):
        before = len(box.sent)
        with sessions.begin() as session:
            mails.gather(session, rhythm)
        mails.send_due(sessions, box)
        return {who: len(letter.told) for who, letter in box.sent[before:]}

    return round_of


def choose(sessions, who, **kinds):
    with sessions.begin() as session:
        mail_choices.keep(session, session.get_one(Person, who.person_id), kinds)


def states(sessions):
    with sessions() as session:
        return [row.state for row in session.scalars(select(Mail).order_by(Mail.id))]


def test_everybody_gets_one_mail_a_day_of_what_they_were_told(mail, act):
    told = {"reader": 2, "other.reader": 2, "other.secretary": 1, "submitter": 1, "contact": 1}
    assert mail() == told
    assert mail() == {}


def test_what_was_read_on_the_page_is_not_mailed(sessions, world, mail, act):
    with sessions.begin() as session:
        notices.mark_read(session, world.reader, 10_000)
    assert "reader" not in mail()


def test_each_kind_is_mailed_in_its_own_rhythm(sessions, world, mail, act):
    choose(sessions, world.reader, finding="at_once", document="weekly")
    assert mail(AT_ONCE) == {"reader": 1}
    assert "reader" not in mail(DAILY)
    assert mail(WEEKLY) == {"reader": 1}


def test_who_is_asked_about_a_draft_report_is_mailed(sessions, world, mail):
    with sessions.begin() as session:
        a_round(session, world, "Wij deden veel.")
    assert mail() == {"contact": 1}


def test_who_wants_no_mail_gets_none(sessions, world, mail, act):
    with sessions.begin() as session:
        mail_choices.end(session, session.get_one(Person, world.reader.person_id))
    assert [("reader" in mail(rhythm)) for rhythm in MailRhythm] == [False] * 4


def test_a_choice_that_there_is_not_is_refused(sessions, world):
    with pytest.raises(Invalid):
        choose(sessions, world.reader, finding="hourly")


def test_who_ended_mails_after_one_was_gathered_does_not_get_it(sessions, world, mail, act, box):
    box.fault = Unsent("away")
    mail()
    box.fault = None
    with sessions.begin() as session:
        for one in session.scalars(select(Person)):
            mail_choices.end(session, one)
        session.execute(Mail.__table__.update().values(run_after=Mail.made_at))
    assert mails.send_due(sessions, box) > 0
    assert box.sent == []
    assert set(states(sessions)) == {MailState.DROPPED}


def test_what_one_may_not_see_any_more_is_not_told(sessions, world, mail, act):
    with sessions.begin() as session:
        person = session.get_one(Person, world.reader.person_id)
        document = session.get_one(Finding, 1).sources[0].item.document
        assigning.unassign(session, document, person, world.secretary)
    assert "reader" not in mail()
    assert MailState.DROPPED in states(sessions)


def test_who_was_removed_gets_nothing(sessions, world, mail, act, box):
    with sessions.begin() as session:
        mails.gather(session, DAILY)
        people.deactivate(session, session.get_one(Person, world.reader.person_id))
    mails.send_due(sessions, box)
    assert "reader" not in dict(box.sent)


def test_a_day_that_nears_is_not_told_of_what_is_done(sessions, world, mail, act, clock, box):
    act("reader", FindingAction.ASSESS)
    act("contact", FindingAction.PLAN, due="2026-03-09")
    with sessions.begin() as session:
        session.query(Notice).update({Notice.read_at: clock()})
        reminding.remind(session, None)
        mails.gather(session, DAILY)
    for who, action in (("contact", "start"), ("contact", "add_evidence"), ("contact", "submit")):
        act(who, FindingAction(action))
    act("reader", FindingAction.VERIFY)
    mails.send_due(sessions, box)
    assert box.sent == []


def test_a_reminder_is_mailed_while_it_holds(sessions, world, mail, act, clock):
    act("reader", FindingAction.ASSESS)
    act("contact", FindingAction.PLAN, due="2026-03-09")
    with sessions.begin() as session:
        session.query(Notice).update({Notice.read_at: clock()})
        reminding.remind(session, None)
    assert mail() == {"submitter": 1, "contact": 1, "reader": 1}


def test_old_news_is_not_mailed(mail, act, clock):
    clock.forward(days=9)
    assert mail() == {}


def test_a_server_that_is_away_is_tried_again_with_growing_pauses(
    sessions, world, mail, act, box, clock
):
    for name in ("submitter", "contact", "other_reader", "other_secretary"):
        with sessions.begin() as session:
            who = getattr(world, name)
            mail_choices.end(session, session.get_one(Person, who.person_id))
    box.fault = Unsent("421 come back later")
    mail()
    minutes = []
    while states(sessions) == [MailState.WAITING]:
        with sessions() as session:
            row = session.scalars(select(Mail)).one()
            assert row.error == "421 come back later"
            minutes.append((row.run_after - clock()).total_seconds() / 60)
        clock.at = row.run_after
        mails.send_due(sessions, box)
    assert minutes == [min(2**n, 240) for n in range(mails.ATTEMPTS - 1)]
    assert states(sessions) == [MailState.GIVEN_UP]
    assert len(set(box.tried)) == 1, "each try has the same name"


def test_one_server_that_is_away_is_not_asked_for_every_mail(mail, act, box):
    box.fault = Unsent("away")
    mail()
    assert len(box.tried) == 1


def test_an_address_that_refuses_gets_no_more_until_it_is_cleared(
    sessions, world, mail, act, box, clock
):
    box.fault = Refused("550 no such mailbox")
    mail()
    assert set(states(sessions)) == {MailState.REFUSED}
    with sessions() as session:
        person = session.get_one(Person, world.contact.person_id)
        assert (person.mail_stopped_at, person.mail_stopped_why) == (clock(), "550 no such mailbox")
    box.fault = None
    act("reader", FindingAction.ASSESS)
    assert mail() == {}
    with sessions.begin() as session:
        person = session.get_one(Person, world.contact.person_id)
        mail_stops.clear(session, person, world.secretary)
    assert mail() == {"contact": 1}


def test_of_two_workers_one_sends_and_the_other_may_when_the_lease_is_out(
    sessions, world, act, clock
):
    choose(sessions, world.reader, finding="at_once")
    with sessions.begin() as session:
        mails.gather(session, AT_ONCE)
    with sessions.begin() as session:
        first = mails.claim(session)
    with sessions.begin() as session:
        assert mails.claim(session) is None
    clock.forward(seconds=mails.LEASE.total_seconds() + 1)
    with sessions.begin() as session:
        second = mails.claim(session)
        assert (second.id, second.name, second.attempts) == (first.id, first.name, 2)
    with sessions.begin() as session:
        late = Mail(id=first.id, attempts=1)
        assert not mails._end(session, late, MailState.SENT)
        assert mails._end(session, second, MailState.SENT)


def test_a_reading_that_goes_on_is_not_held_up_by_many_mails(sessions, store, world, box):
    with sessions.begin() as session:
        for _ in range(mails.AT_A_TIME + 5):
            person = session.get_one(Person, world.reader.person_id)
            mails._queue(session, person, DAILY, person.created_at)
        a_document(session, store, world.company, world.submitter, a_reading(a_record()))
    assert mails.send_due(sessions, box) == mails.AT_A_TIME
