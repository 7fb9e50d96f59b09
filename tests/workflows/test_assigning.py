from dataclasses import replace

import pytest
from sqlalchemy import select

from extraction.language import LANGUAGES
from tests.cast import a_document, a_person, a_reading, a_record
from workflows import (
    assigning,
    deciding,
    documents,
    events,
    items,
    locks,
    organisations,
    people,
    reading_languages,
)
from workflows.engine import make_sessions
from workflows.errors import Invalid, NotAllowed, NotFound
from workflows.models import Document, Person
from workflows.states import ItemAction, Role
from workflows.verdicts import Verdict


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def third(session, world):
    """A reviewer who came later."""
    office = organisations.named(session, "Secretariaat Verzinsel")
    return a_person(session, "third@voorbeeld.example", Role.REVIEWER, office)


@pytest.fixture
def send(session, store, world):
    """A paper of the company that was read as one in a language."""

    def make(language="en"):
        reading = replace(a_reading(a_record()), language=language)
        return a_document(session, store, world.company, world.submitter, reading)

    return make


@pytest.fixture
def document(send):
    return send()


def row(session, actor):
    return session.get_one(Person, actor.person_id)


def readers(document):
    return {one.person.email.partition("@")[0] for one in document.assignments}


def needing(session):
    return session.scalars(select(Document).where(assigning.needs_somebody())).all()


def test_the_languages_to_choose_are_those_that_the_reader_tells_apart():
    assert reading_languages.CHOICES == LANGUAGES


def test_a_document_goes_to_who_says_they_read_its_language(session, world, third, send):
    reading_languages.keep(session, row(session, world.reader), ["nl"])
    assert readers(send("de")) == {"other.reader", "third"}
    assert readers(send("nl")) == {"reader", "other.reader"}


def test_nobody_else_leaves_it_with_who_does_not_read_it(session, world, send):
    reading_languages.keep(session, row(session, world.reader), ["nl"])
    assert readers(send("de")) == {"reader", "other.reader"}


def test_who_cannot_read_it_hands_it_on_and_is_not_asked_again(
    session, world, document, third, send
):
    instead = assigning.cannot_read(session, document, world.reader)
    assert instead is not None and instead.id == third.person_id
    assert readers(document) == {"other.reader", "third"}
    with pytest.raises(NotFound):
        documents.get(session, document.public_id, world.reader)
    assert not reading_languages.reads(row(session, world.reader), "en")
    assert reading_languages.reads(row(session, world.reader), "nl")
    assert readers(send("en")) == {"other.reader", "third"}
    assert needing(session) == []


def test_with_nobody_left_the_secretariat_is_to_find_somebody(session, world, document):
    assert assigning.cannot_read(session, document, world.reader) is None
    assert needing(session) == [document]
    assert assigning.claim(session, world.reader) is None
    documents.assign(session, document, row(session, world.reader), world.secretary)
    assert needing(session) == []


def test_a_document_is_given_back_with_a_reason(session, world, document, third):
    with pytest.raises(Invalid):
        assigning.give_back(session, document, world.reader, note=" ")
    with pytest.raises(NotAllowed):
        assigning.give_back(session, document, third, note="Niet van mij.")
    assigning.give_back(session, document, world.reader, note="Ik ken deze leverancier.")
    assert readers(document) == {"other.reader", "third"}
    actions = [e.action for e in events.history(session, "document", document.public_id)]
    assert actions[-2:] == ["unassign", "assign"]


def test_verdicts_stay_when_their_reader_leaves_and_the_lock_goes(session, world, document):
    (item,) = items.of_document(session, document)
    locks.enter(session, document, locks.FIRST, world.reader)
    deciding.decide(session, item, Verdict(ItemAction.APPROVE), world.reader)
    assigning.unassign(session, document, row(session, world.reader), world.secretary)
    assert item.proposed_by_id == world.reader.person_id
    assert locks.holder(session, document, locks.FIRST) is None


def test_only_the_secretariat_takes_a_document_from_somebody(session, world, document):
    for who in (world.reader, world.other_reader, world.submitter):
        with pytest.raises(NotAllowed):
            assigning.unassign(session, document, row(session, world.reader), who)
    with pytest.raises(Invalid):
        assigning.unassign(session, document, row(session, world.chair), world.secretary)


def test_a_reviewer_claims_the_most_pressing_document_that_lacks_a_reader(
    session, world, send, third, clock
):
    early = send()
    clock.forward(days=1)
    send()
    late = send()
    for document in (late, early):
        reader = row(session, world.reader)
        if "reader" in readers(document):
            assigning.unassign(session, document, reader, world.secretary)
    claimed = assigning.claim(session, third)
    assert claimed is early
    assert "third" in readers(early)


def test_nobody_claims_a_document_of_their_own_organisation(session, world, document, third):
    a_person(session, third.email, Role.EXPERT, world.company)
    advises = people.actor_for(session, row(session, third))
    assigning.unassign(session, document, row(session, world.reader), world.secretary)
    assert assigning.claim(session, advises) is None
    with pytest.raises(NotAllowed):
        assigning.claim(session, world.secretary)


def test_documents_are_spread_evenly_over_who_may_read_them(session, world, send, third):
    papers = [send() for _ in range(4)]
    for document in papers:
        for one in list(document.assignments):
            assigning.unassign(session, document, one.person, world.secretary)
    shares = assigning.proposal(session, papers)
    counts = {}
    for share in shares:
        counts[share.person.id] = counts.get(share.person.id, 0) + 1
    assert len(shares) == 8
    assert sorted(counts.values()) == [2, 3, 3]
    assert all(readers(document) == set() for document in papers)  # only proposed so far


def test_documents_are_spread_over_a_team_alone(session, world, send, third):
    document = send()
    for one in list(document.assignments):
        assigning.unassign(session, document, one.person, world.secretary)
    shares = assigning.proposal(session, [document], [row(session, third)])
    assert [share.person.id for share in shares] == [third.person_id]
