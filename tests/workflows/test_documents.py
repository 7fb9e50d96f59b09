import pytest
from sqlalchemy import select

from tests.cast import (
    a_candidate,
    a_company,
    a_document,
    a_person,
    a_reading,
    a_record,
    a_site,
    an_organisation,
    some_bytes,
)
from workflows import adding, documents, items, jobs, organisations, people, readings
from workflows.deciding import decide
from workflows.documents import act
from workflows.engine import make_sessions
from workflows.errors import Invalid, NotAllowed, NotFound, Stale
from workflows.models import Document, Upload
from workflows.states import (
    DocumentAction,
    DocumentState,
    ItemAction,
    JobState,
    OrganisationKind,
    Role,
)
from workflows.verdicts import Verdict


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def document(session, store, world):
    return a_document(session, store, world.company, world.submitter, a_reading(a_record()))


def test_who_sees_a_paper_of_the_company(session, world, document):
    seen = {
        name
        for name, actor in world.everybody.items()
        if session.scalars(documents.visible(actor)).all()
    }
    own = {"submitter", "contact"}
    assert seen == own | {"reader", "other_reader", "secretary", "other_secretary"}


def test_a_reviewer_sees_only_what_is_assigned_to_them(session, world, document):
    third = a_person(session, "third@voorbeeld.example", Role.REVIEWER, world.company)
    with pytest.raises(NotFound):
        documents.get(session, document.public_id, third)
    assert documents.get(session, document.public_id, world.reader) is document


def test_a_reviewer_whose_role_ended_sees_nothing_more(session, world, document, clock):
    person = people.find(session, world.reader.email)
    for mandate in person.mandates:
        mandate.to_date = clock().date()
    with pytest.raises(NotFound):
        documents.get(session, document.public_id, people.actor_for(session, person))


def test_anothers_paper_looks_exactly_like_none(session, world, document):
    outsiders = ("competitor", "member", "administrator", "expert", "supporter", "chair")
    for name in outsiders:
        actor = getattr(world, name)
        with pytest.raises(NotFound) as other:
            documents.get(session, document.public_id, actor)
        with pytest.raises(NotFound) as none:
            documents.get(session, "x" * 12, actor)
        assert (other.value.args, other.value.params) == (none.value.args, none.value.params)


def test_the_same_bytes_give_the_paper_there_is(session, store, world):
    data = some_bytes()
    first = documents.receive(session, store, world.company, "a.pdf", data, world.submitter)
    again = documents.receive(session, store, world.company, "b.pdf", data, world.contact)
    assert (first.duplicate, again.duplicate) == (False, True)
    assert again.document is first.document


def test_two_companies_with_the_same_bytes_notice_nothing_of_each_other(session, store, world):
    data = some_bytes()
    mine = documents.receive(session, store, world.company, "a.pdf", data, world.submitter)
    theirs = documents.receive(session, store, world.rival, "a.pdf", data, world.competitor)
    assert not theirs.duplicate
    assert theirs.document is not mine.document
    first, second = session.scalars(select(Upload).order_by(Upload.id))
    assert first.blob != second.blob
    assert len(list(store.everything())) == 2


def test_a_withdrawn_paper_may_be_sent_again(session, store, world):
    data = some_bytes()
    first = a_document(session, store, world.company, world.submitter, data=data)
    act(session, first, DocumentAction.WITHDRAW, world.submitter)
    again = documents.receive(session, store, world.company, "a.pdf", data, world.submitter)
    assert not again.duplicate
    assert again.document.state is DocumentState.RECEIVED


def test_a_paper_that_is_too_large_is_refused_before_it_is_kept(session, store, world):
    with pytest.raises(Invalid, match="larger than 1 MB"):
        documents.receive(
            session,
            store,
            world.company,
            "a.pdf",
            b"x" * 1_000_001,
            world.submitter,
            limit=1_000_000,
        )
    assert list(store.everything()) == []


@pytest.mark.parametrize(
    "who", ["competitor", "reader", "administrator", "member", "expert", "supporter", "chair"]
)
def test_nobody_else_sends_papers_for_a_company(session, store, world, who):
    with pytest.raises(NotAllowed, match="only upload for your own"):
        a_document(session, store, world.company, getattr(world, who))


def test_only_companies_send_papers(session, store, world):
    ngo = an_organisation(session, "Stichting Bedenksel", OrganisationKind.NGO)
    with pytest.raises(NotAllowed, match="Only companies"):
        a_document(session, store, ngo, world.secretary)


def test_a_paper_comes_with_its_job_and_its_event_or_not_at_all(session, store, world):
    with session.begin_nested() as savepoint:
        document = a_document(session, store, world.company, world.submitter)
        version = documents.current(document)
        assert jobs.last(session, documents.READ, version.id).state is JobState.QUEUED
        subject = version.id
        savepoint.rollback()
    assert jobs.last(session, documents.READ, subject) is None
    assert session.scalars(select(Document)).all() == []


def test_two_reviewers_without_a_conflict_are_assigned(session, store, world, document):
    emails = {assignment.person.email for assignment in document.assignments}
    assert emails == {world.reader.email, world.other_reader.email}


def test_those_with_the_least_on_their_plate_come_first(session, store, world, document):
    third = a_person(session, "third@voorbeeld.example", Role.REVIEWER, a_company(session))
    mine = a_person(session, "mine@voorbeeld.example", Role.REVIEWER, world.company)
    following = a_document(session, store, world.company, world.submitter)
    assigned = [assignment.person_id for assignment in following.assignments]
    assert assigned == [third.person_id, world.reader.person_id]
    assert mine.person_id not in assigned


def test_the_secretariat_assigns_only_reviewers_without_a_conflict(session, world, document):
    third = a_person(session, "third@voorbeeld.example", Role.REVIEWER, a_company(session))
    mine = a_person(session, "mine@voorbeeld.example", Role.REVIEWER, world.company)

    def assign(actor, by=world.secretary):
        documents.assign(session, document, people.get(session, actor.person_id), by)

    with pytest.raises(Invalid, match="not a reviewer"):
        assign(world.member)
    with pytest.raises(Invalid, match="conflict of interest"):
        assign(mine)
    with pytest.raises(NotAllowed, match="Only the secretariat"):
        assign(third, by=world.submitter)
    assign(third)
    assign(third)
    assert [a.person_id for a in document.assignments].count(third.person_id) == 1


def test_a_reading_done_twice_is_written_once(session, world, document):
    version = documents.current(document)
    before = items.of_document(session, document)
    readings.record(session, version, a_reading(a_record("Another")), {})
    assert items.of_document(session, document) == before


def test_a_refused_paper_says_why_and_is_read_again_on_request(session, store, world):
    refused = a_reading(refused="needs_password")
    document = a_document(session, store, world.company, world.submitter, refused)
    version = documents.current(document)
    assert (document.state, version.error) == (DocumentState.REFUSED, "needs_password")
    act(session, document, DocumentAction.RETRY, world.submitter)
    assert jobs.last(session, documents.READ, version.id).state is JobState.QUEUED
    readings.record(session, version, a_reading(a_record()), {})
    assert (document.state, version.error) == (DocumentState.TO_REVIEW, None)
    assert len(items.of_document(session, document)) == 1


def test_a_refused_paper_is_entered_by_hand(session, store, world):
    refused = a_reading(refused="damaged")
    document = a_document(session, store, world.company, world.submitter, refused)
    act(session, document, DocumentAction.BY_HAND, world.secretary)
    values = {"smelter": "Bedachte Smelterij"}
    adding.add(session, document, world.reader, page=1, values=values, box=None, typed=True)
    assert document.state is DocumentState.IN_REVIEW


def test_a_paper_that_names_nothing_is_finished_by_a_reviewer(session, store, world):
    document = a_document(session, store, world.company, world.submitter, a_reading())
    with pytest.raises(NotAllowed, match="Only a reviewer"):
        act(session, document, DocumentAction.FINISH, world.submitter)
    act(session, document, DocumentAction.FINISH, world.reader)
    assert document.state is DocumentState.REVIEWED


def test_a_paper_with_open_items_is_not_finished(session, world, document):
    act(session, document, DocumentAction.BEGIN, world.reader)
    with pytest.raises(NotAllowed, match="Still waiting for a decision: 1"):
        act(session, document, DocumentAction.FINISH, world.reader)


def test_a_paper_under_review_is_not_withdrawn(session, world, document):
    act(session, document, DocumentAction.BEGIN, world.reader)
    with pytest.raises(NotAllowed, match="In review"):
        act(session, document, DocumentAction.WITHDRAW, world.submitter)


def test_withdrawing_is_for_its_company_and_the_secretariat(session, store, world):
    for name in ("contact", "secretary"):
        document = a_document(session, store, world.company, world.submitter, a_reading())
        with pytest.raises(NotAllowed, match="Only the company itself"):
            act(session, document, DocumentAction.WITHDRAW, world.reader)
        act(session, document, DocumentAction.WITHDRAW, getattr(world, name))
        assert document.state is DocumentState.WITHDRAWN


def test_a_reviewed_paper_is_reopened(session, store, world):
    site = a_site(session)
    reading = a_reading(a_record(candidates=[a_candidate(site)]))
    document = a_document(session, store, world.company, world.submitter, reading)
    (item,) = items.of_document(session, document)
    decide(session, item, Verdict(ItemAction.APPROVE), world.reader)
    with pytest.raises(Stale):
        act(session, document, DocumentAction.REOPEN, world.secretary, seen=1)
    act(session, document, DocumentAction.REOPEN, world.secretary, seen=document.version)
    assert document.state is DocumentState.IN_REVIEW


def test_a_fault_of_ours_is_shown_and_tried_again(session, store, world):
    document = a_document(session, store, world.company, world.submitter)
    act(session, document, DocumentAction.FAIL, None, note="RuntimeError")
    assert document.state is DocumentState.FAILED
    with pytest.raises(NotAllowed):
        act(session, document, DocumentAction.RETRY, world.reader)
    act(session, document, DocumentAction.RETRY, world.secretary)
    assert document.state is DocumentState.RECEIVED


def test_the_uploader_and_the_owner_are_in_conflict_with_a_paper(session, store, world):
    by_office = a_document(session, store, world.company, world.secretary)
    assert documents.conflict(by_office, world.secretary) is not None
    assert documents.conflict(by_office, world.other_secretary) is None
    assert documents.conflict(by_office, world.contact) is not None
    assert organisations.shelf(world.company) != organisations.shelf(world.rival)
