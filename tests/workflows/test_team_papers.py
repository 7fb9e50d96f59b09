"""Documents that stand with a team: who sees and takes them; the team itself decides nothing."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.cast import a_document, a_person, a_reading, a_record
from workflows import (
    assigning,
    deciding,
    documents,
    events,
    items,
    notices,
    organisations,
    people,
    queue_filters,
    queue_pages,
    reading_languages,
    team_papers,
    teams,
    work,
)
from workflows.engine import make_sessions
from workflows.errors import Conflict, Invalid, NotAllowed, NotFound
from workflows.models import Document, Notice, Person
from workflows.queue_filters import Wanted
from workflows.states import ItemAction, Role
from workflows.verdicts import Verdict

APPROVE = Verdict(ItemAction.APPROVE)


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def reviewer(session, world):
    """A reviewer of this name who came later, and reads nothing yet."""
    office = organisations.named(session, "Secretariaat Verzinsel")

    def come(name):
        return a_person(session, f"{name}@voorbeeld.example", Role.REVIEWER, office)

    return come


@pytest.fixture
def send(session, store, world):
    """A paper of the company, of the two readers that there were when it came."""

    def make(language="en"):
        reading = replace(a_reading(a_record()), language=language)
        return a_document(session, store, world.company, world.submitter, reading)

    return make


@pytest.fixture
def document(send):
    return send()


@pytest.fixture
def third(document, reviewer):
    return reviewer("third")


@pytest.fixture
def fourth(document, reviewer):
    return reviewer("fourth")


@pytest.fixture
def team(session, world, third, fourth):
    return a_team(session, world, third, fourth)


def a_team(session, world, *actors, name="Noord"):
    made = teams.make(session, name, world.secretary)
    for actor in actors:
        teams.join(session, made, row(session, actor), world.secretary)
    return made


def row(session, actor):
    return session.get_one(Person, actor.person_id)


def waiting(session, actor):
    return list(session.scalars(team_papers.waiting(session, actor).order_by(Document.id)))


def readers(document):
    return {one.person.email.partition("@")[0] for one in document.assignments}


def needing(session):
    return session.scalars(select(Document).where(assigning.needs_somebody())).all()


def in_bucket(session, actor, **wanted):
    return queue_pages.look(session, actor, Wanted(**wanted)).listing.rows


def test_it_waits_for_everybody_in_the_team_and_for_nobody_else(
    session, world, document, team, third, fourth
):
    team_papers.hand(session, document, team, world.secretary)
    assert waiting(session, third) == waiting(session, fourth) == [document]
    assert waiting(session, world.reader) == waiting(session, world.secretary) == []
    assert in_bucket(session, third, bucket="team") == [document]
    assert queue_pages.look(session, third, Wanted()).counts["team"] == 1
    assert "team" not in queue_filters.buckets(session, world.reader)
    assert [bucket.name for bucket in work.buckets(session, third)] == ["team_papers"]


def test_nobody_opens_it_or_decides_on_it_for_the_team(session, world, document, team, third):
    team_papers.hand(session, document, team, world.secretary)
    (item,) = items.of_document(session, document)
    with pytest.raises(NotFound):
        documents.get(session, document.public_id, third)
    with pytest.raises(NotAllowed):
        deciding.decide(session, item, APPROVE, third)
    assert readers(document) == {"reader", "other.reader"}


def test_who_takes_it_is_its_reader_and_the_others_see_it_no_more(
    session, world, document, team, third, fourth
):
    team_papers.hand(session, document, team, world.secretary)
    team_papers.take(session, team_papers.get(session, document.public_id, third), third)
    assert readers(document) == {"reader", "other.reader", "third"}
    assert documents.get(session, document.public_id, third) is document
    assert waiting(session, fourth) == []
    with pytest.raises(NotFound):
        team_papers.get(session, document.public_id, fourth)
    with pytest.raises(Conflict):
        team_papers.take(session, document, fourth)
    history = events.history(session, "document", document.public_id)
    assert [(one.action, one.actor_id) for one in history[-2:]] == [
        ("take", third.person_id),
        ("assign", None),
    ]


def test_undoing_gives_it_back_to_the_team_until_something_was_decided(
    session, world, document, team, third, fourth
):
    team_papers.hand(session, document, team, world.secretary)
    team_papers.take(session, document, third)
    assert team_papers.may_put_back(session, document, third)
    team_papers.put_back(session, document, third)
    assert readers(document) == {"reader", "other.reader"}
    assert waiting(session, third) == waiting(session, fourth) == [document]
    team_papers.take(session, document, third)
    (item,) = items.of_document(session, document)
    deciding.decide(session, item, APPROVE, third)
    assert not team_papers.may_put_back(session, document, third)
    with pytest.raises(Invalid):
        team_papers.put_back(session, document, third)
    with pytest.raises(NotAllowed):
        team_papers.put_back(session, document, world.reader)


def test_who_gives_it_back_with_a_reason_leaves_it_to_the_others_of_the_team(
    session, world, document, team, third, fourth
):
    team_papers.hand(session, document, team, world.secretary)
    team_papers.take(session, document, third)
    assigning.unassign(session, document, row(session, world.reader), world.secretary)
    assert assigning.give_back(session, document, third, note="Ik ken hen.") is None
    assert waiting(session, third) == []
    assert waiting(session, fourth) == [document]
    assert needing(session) == []
    team_papers.take(session, document, fourth)
    assigning.give_back(session, document, fourth, note="Ik ook.")
    assert readers(document) == {"other.reader", "reader"}  # nobody of the team is left


def test_each_of_the_team_is_held_to_what_holds_for_them_alone(
    session, store, world, team, third, fourth, reviewer, send
):
    conflicted, other_language, sender = (reviewer(name) for name in ("tie", "german", "sender"))
    a_person(session, conflicted.email, Role.EXPERT, world.company)
    office = organisations.named(session, "Secretariaat Verzinsel")
    sender = a_person(session, sender.email, Role.SECRETARIAT, office)
    reading_languages.keep(session, row(session, other_language), ["de"])
    for actor in (conflicted, other_language, sender):
        teams.join(session, team, row(session, actor), world.secretary)
    uploaded = a_document(session, store, world.company, sender, a_reading(a_record()))
    german = send("de")
    for document in (uploaded, german):
        for one in list(document.assignments):
            assigning.unassign(session, document, one.person, world.secretary)
        team_papers.hand(session, document, team, world.secretary)
    again = {actor.email: a_person_again(session, actor) for actor in (conflicted, sender)}
    assert waiting(session, third) == [uploaded, german]
    assert waiting(session, again[conflicted.email]) == []
    assert waiting(session, other_language) == [german]
    assert waiting(session, again[sender.email]) == [german]
    with pytest.raises(Invalid):
        team_papers.take(session, uploaded, again[conflicted.email])


def a_person_again(session, actor):
    return people.actor_for(session, row(session, actor))


def test_a_team_that_nobody_of_may_read_it_is_refused(session, world, document, reviewer):
    conflicted = reviewer("tie")
    a_person(session, conflicted.email, Role.EXPERT, world.company)
    for members in ((conflicted,), (world.reader,), ()):
        name = "-".join(actor.name for actor in members) or "leeg"
        with pytest.raises(Invalid):
            team_papers.hand(
                session, document, a_team(session, world, *members, name=name), world.secretary
            )
    assert teams.holding(session, [document]) == {}


def test_only_the_secretariat_hands_to_a_team_and_takes_from_it(session, world, document, team):
    with pytest.raises(NotAllowed):
        team_papers.hand(session, document, team, world.reader)
    team_papers.hand(session, document, team, world.secretary)
    with pytest.raises(NotAllowed):
        team_papers.take_away(session, document, team, world.reader)
    team_papers.take_away(session, document, team, world.secretary)
    with pytest.raises(Invalid):
        team_papers.take_away(session, document, team, world.secretary)


def test_it_goes_from_one_team_to_another_and_again_to_one_that_took_it(
    session, world, document, team, third, fourth, reviewer
):
    fifth = reviewer("fifth")
    south = a_team(session, world, fifth, name="Zuid")
    team_papers.hand(session, document, south, world.secretary)
    team_papers.hand(session, document, team, world.secretary)
    assert waiting(session, fifth) == []
    team_papers.take(session, document, third)
    team_papers.hand(session, document, team, world.secretary)
    assert waiting(session, fourth) == [document]
    assert waiting(session, third) == []


def test_somebody_of_the_team_who_is_named_by_hand_took_its_place(
    session, world, document, team, third, fourth
):
    team_papers.hand(session, document, team, world.secretary)
    documents.assign(session, document, row(session, fourth), world.secretary)
    assert waiting(session, third) == []
    assigning.unassign(session, document, row(session, fourth), world.secretary)
    assert waiting(session, third) == [document]


def test_who_leaves_loses_what_waits_for_the_team_and_keeps_their_own(
    session, world, send, document, team, third, fourth
):
    waits, taken, own = document, send(), send()
    for one in (taken, own):
        for assigned in list(one.assignments):
            assigning.unassign(session, one, assigned.person, world.secretary)
    for one in (waits, taken):
        team_papers.hand(session, one, team, world.secretary)
    team_papers.take(session, taken, third)
    documents.assign(session, own, row(session, third), world.secretary)
    teams.leave(session, team, row(session, third), world.secretary)
    assert waiting(session, third) == []
    for kept in (taken, own):
        assert documents.get(session, kept.public_id, third) is kept
    assert waits in waiting(session, fourth)


def test_what_waits_for_a_team_is_not_given_to_who_asks_for_more(
    session, world, document, team, third, reviewer
):
    fifth = reviewer("fifth")
    for one in list(document.assignments):
        assigning.unassign(session, document, one.person, world.secretary)
    assert needing(session) == [document]
    team_papers.hand(session, document, team, world.secretary)
    assert needing(session) == []
    assert assigning.claim(session, fifth) is None
    teams.end(session, team, world.secretary)
    assert needing(session) == [document]
    assert assigning.claim(session, fifth) is document


def test_what_one_gave_back_says_nothing_of_another_document(
    session, world, document, send, team, third, fourth
):
    other = send()
    for one in (document, other):
        for assigned in list(one.assignments):
            assigning.unassign(session, one, assigned.person, world.secretary)
    team_papers.hand(session, document, team, world.secretary)
    team_papers.take(session, document, third)
    assigning.give_back(session, document, third, note="Ik ken hen.")
    alone = a_team(session, world, third, name="Zuid")
    team_papers.hand(session, other, alone, world.secretary)
    assert needing(session) == []
    teams.leave(session, alone, row(session, third), world.secretary)
    assert needing(session) == [other]


def test_a_team_of_which_nobody_reads_its_language_lets_it_go(session, store, world, reviewer):
    third = reviewer("third")
    team = a_team(session, world, third)
    document = a_document(session, store, world.company, world.submitter)
    for one in list(document.assignments):
        assigning.unassign(session, document, one.person, world.secretary)
    team_papers.hand(session, document, team, world.secretary)
    reading_languages.keep(session, row(session, third), ["nl"])
    documents.current(document).language = "de"
    assigning.suit(session, document)
    assert teams.holding(session, [document]) == {}


def told(session, actor):
    rows = session.scalars(select(Notice).where(Notice.person_id == actor.person_id))
    return [(row.noun, row.action) for row in rows]


def test_who_may_take_it_is_told_that_it_waits_and_nobody_of_their_own_deed(
    session, world, document, team, third, fourth
):
    a_person(session, fourth.email, Role.EXPERT, world.company)
    team_papers.hand(session, document, team, world.secretary)
    assert told(session, third) == [("team", "wait")]
    assert told(session, fourth) == []
    (row_of_it,) = notices.listing(session, third).rows
    assert row_of_it.thing is team
    team_papers.take(session, document, third)
    assert told(session, third) == [("team", "wait")]
    teams.leave(session, team, row(session, third), world.secretary)
    assert notices.listing(session, third).rows[0].thing is None


def test_the_queue_is_narrowed_to_a_team_that_one_knows_of(
    session, world, document, send, team, third
):
    other = send()
    team_papers.hand(session, document, team, world.secretary)
    everything, office = {"bucket": "all"}, world.secretary
    assert set(in_bucket(session, office, **everything)) == {document, other}
    assert in_bucket(session, office, **everything, team=team.public_id) == [document]
    assert in_bucket(session, office, **everything, team="nothing-of-the-kind") == []
    team_papers.take(session, document, third)
    assert in_bucket(session, office, **everything, team=team.public_id) == [document]
    assert in_bucket(session, third, team=team.public_id) == [document]
    # Not a word of it for who is not in the team.
    assert in_bucket(session, world.reader, team=team.public_id) == []


def test_what_waits_for_a_team_is_among_the_choices_of_the_filters(
    session, world, document, team, third
):
    assert queue_filters.companies(session, third) == []
    team_papers.hand(session, document, team, world.secretary)
    assert queue_filters.companies(session, third) == [world.company]
    assert queue_filters.sorts(session, third)[1] == ["en"]
