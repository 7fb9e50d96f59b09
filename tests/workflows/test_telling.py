"""Who is told of which deed: whom the table names, of those who may see it, but for the doer."""

import pytest
from sqlalchemy import select

from tests.cast import a_document, a_reading, a_record
from tests.ruling import Ruling
from tests.walking import SENTENCES, WALK
from workflows import (
    asking_again,
    assigning,
    deciding,
    documents,
    doubting,
    findings,
    notices,
    questions,
    rule_making,
)
from workflows.doubting import Doubt
from workflows.engine import make_sessions
from workflows.models import Notice, Person
from workflows.permissions import Who
from workflows.states import DocumentAction, FindingAction, ItemAction, Role, RuleScope
from workflows.transitions import ALL, FINDINGS
from workflows.verdicts import Verdict

COMPANY = {"submitter", "contact"}
READERS = {"reader", "other_reader"}
OFFICE = {"secretary", "other_secretary"}


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def heard(session, world):
    """Who was told of what happened since this was last asked, and of which deed."""
    names = {who.person_id: name for name, who in world.everybody.items()}
    asked = [0]

    def since():
        rows = session.scalars(select(Notice).where(Notice.id > asked[0])).all()
        asked[0] = max([asked[0], *(row.id for row in rows)])
        return {(row.noun, row.action, names[row.person_id]) for row in rows}

    since()
    return since


@pytest.fixture
def document(session, store, world):
    return a_document(session, store, world.company, world.submitter)


def of(noun, action, who):
    return {(noun, str(action), name) for name in who}


def test_of_each_step_of_a_finding_hear_whom_the_table_names(session, world, finding, do, heard):
    heard()
    groups = {Who.OWN: COMPANY, Who.REVIEWER: READERS, Who.SECRETARIAT: OFFICE}
    for who, action, reached in WALK:
        source = finding.state
        do(who, action)
        (row,) = (t for t in FINDINGS.by(source, action) if t.target is reached)
        told = set().union(*(groups[one] for one in row.tells)) - {who}
        assert heard() == of("finding", action, told), action


def test_of_each_rung_of_a_contest_hear_those_who_judge_and_of_its_end_all(
    session, world, finding, do, heard
):
    for who, action, _ in WALK[:4]:
        do(who, action)
    heard()
    everybody = COMPANY | READERS | OFFICE
    do("submitter", FindingAction.CONTEST)
    assert heard() == of("finding", "contest", READERS | OFFICE)
    do("other_reader", FindingAction.UPHOLD)
    assert heard() == of("finding", "uphold", everybody - {"other_reader"})
    do("contact", FindingAction.CONTEST)
    assert heard() == of("finding", "contest", OFFICE)
    do("secretary", FindingAction.UPHOLD)
    heard()
    do("contact", FindingAction.CONTEST)
    assert heard() == of("finding", "contest", OFFICE | {"chair"})
    do("chair", FindingAction.WITHDRAW)
    assert heard() == of("finding", "withdraw", everybody)


def test_measures_that_are_sent_back_are_told(session, world, finding, do, heard):
    for who, action, _ in WALK[:8]:
        do(who, action)
    heard()
    do("reader", FindingAction.RETURN)
    assert heard() == of("finding", "return", COMPANY)


@pytest.mark.parametrize(
    ("reading", "action", "who"),
    [
        (a_reading(a_record()), "record", READERS),
        (a_reading(refused="damaged"), "refuse", COMPANY),
        (None, "fail", OFFICE),
    ],
)
def test_what_came_of_a_reading_is_told(
    session, store, world, heard, document, reading, action, who
):
    if reading is None:
        documents.act(session, document, DocumentAction.FAIL, None)
    else:
        a_document(session, store, world.company, world.submitter, reading)
    assert heard() == of("document", action, who)


def test_the_end_of_a_review_is_told_to_its_sender(session, world, paper, heard):
    (item,) = paper(a_record(metal="tin"))
    heard()
    no = Verdict(ItemAction.REJECT, reason="not_a_smelter")
    deciding.decide(session, item, no, world.reader)
    assert heard() == of("document", "finish", COMPANY)


def test_asking_to_withdraw_and_its_answer_are_told(session, world, paper, heard):
    items = paper(a_record("Merapi Tin Works"), a_record("Ombak Tin"))
    document = items[0].document
    deciding.decide(session, items[0], Verdict(ItemAction.APPROVE), world.reader)
    heard()
    ask, refuse = DocumentAction.ASK_TO_WITHDRAW, DocumentAction.REFUSE_WITHDRAWAL
    documents.act(session, document, ask, world.submitter, note="It is of others.")
    assert heard() == of("document", ask, READERS | OFFICE)
    documents.act(session, document, refuse, world.reader, note="It is not.")
    assert heard() == of("document", refuse, COMPANY)
    documents.act(session, document, ask, world.submitter, note="It is of others.")
    heard()
    grant = DocumentAction.GRANT_WITHDRAWAL
    documents.act(session, document, grant, world.secretary, note="It is.")
    assert heard() == of("document", grant, COMPANY)


def test_who_is_handed_a_document_that_can_be_read_hears_of_it(session, world, paper, heard):
    document = paper(a_record())[0].document
    person = session.get_one(Person, world.reader.person_id)
    assigning.unassign(session, document, person, world.secretary)
    heard()
    documents.assign(session, document, person, world.secretary)
    assert heard() == of("document", "assign", {"reader"})


def test_questions_are_told_to_the_company_and_answers_to_the_readers(
    session, store, world, paper, heard
):
    item, other = paper(a_record("Merapi Tin Works"), a_record("Ombak Tin"))
    heard()
    doubting.doubt(session, item, Doubt.ASK, world.reader, text="Is it yours?")
    assert heard() == of("question", "ask", COMPANY)
    (question,) = questions.of_item(session, item, world.reader)
    questions.answer(session, store, question, world.submitter, text="It is.")
    assert heard() == of("question", "answer", READERS)
    doubting.doubt(session, other, Doubt.ASK, world.reader, text="And this one?")
    heard()
    deciding.decide(session, other, Verdict(ItemAction.APPROVE), world.reader)
    assert heard() == of("question", "withdraw", COMPANY)


def test_a_rule_that_asks_again_is_told_to_those_who_meet_it(
    session, store, world, ruling_of, heard
):
    item = ruling_of.rejected()
    rule_making.make(session, item, RuleScope.MEMBER, world.reader)
    documents_of_the_rival = ruling_of.item(rival=True).document
    for one in documents_of_the_rival.assignments[:1]:
        # From now on this one reads papers of the rival alone.
        assigning.unassign(session, item.document, one.person, world.secretary)
        left = one.person.email.partition("@")[0].replace(".", "_")
    heard()
    asking_again.without_verdict(session, item, None)
    assert heard() == of("name_rule", "ask_again", (READERS | OFFICE) - {left})


@pytest.fixture
def ruling_of(session, store, world):
    return Ruling(session, store, world)


def test_every_deed_that_is_told_has_an_object_that_can_be_opened():
    told = {machine.noun for machine in ALL for t in machine.transitions if t.tells}
    without = {"team", "year", "cause", "report", "round", "remark", "comment", "clearance"}
    without |= {"finding_comment"}
    assert told | without == {
        "finding",
        *notices._GETTERS,
    }  # those have no table of steps


def test_what_is_rolled_back_is_told_to_nobody(session, world, finding, heard):
    heard()
    savepoint = session.begin_nested()
    given = SENTENCES | {"person": world.reader.email}
    findings.act(session, finding, FindingAction.ASSIGN, world.secretary, given)
    savepoint.rollback()
    assert heard() == set()


def test_a_reader_who_lost_the_role_hears_nothing(session, world, finding, do, heard):
    person = session.get_one(Person, world.other_reader.person_id)
    for mandate in person.mandates:
        if mandate.role is Role.REVIEWER:
            mandate.to_date = mandate.from_date
    session.flush()
    heard()
    do("secretary", FindingAction.ASSIGN)
    assert heard() == of("finding", "assign", {"reader", "other_secretary"})
