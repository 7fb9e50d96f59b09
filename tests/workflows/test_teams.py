"""Teams of reviewers as the secretariat keeps them: made, named, filled, ended; nobody else's."""

import pytest

from tests.cast import a_document, a_person, a_reading, a_record
from workflows import documents, events, organisations, people, team_papers, teams
from workflows.engine import make_sessions
from workflows.errors import Conflict, Invalid, NotFound
from workflows.models import Person
from workflows.states import Role


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def team(session, world):
    """A team with one reader in it."""
    made = teams.make(session, "Noord", world.secretary)
    teams.join(session, made, row(session, world.reader), world.secretary)
    return made


def row(session, actor):
    return session.get_one(Person, actor.person_id)


def names(rows):
    return [one.name for one in rows]


def test_a_team_is_made_and_filled_by_the_secretariat(session, world, team):
    assert names(teams.running(session)) == ["Noord"]
    assert teams.members(session, team) == [row(session, world.reader)]
    assert names(teams.of(session, world.reader)) == ["Noord"]
    assert teams.of(session, world.other_reader) == []
    actions = [event.action for event in events.history(session, "team", team.public_id)]
    assert actions == ["create", "join"]


@pytest.mark.parametrize("who", ["reader", "submitter", "administrator", "chair"])
def test_for_anybody_else_there_are_no_teams_to_change(session, world, team, who):
    actor, reader = getattr(world, who), row(session, world.other_reader)
    for step in (
        lambda: teams.get(session, team.public_id, actor),
        lambda: teams.named(session, "Noord", actor),
        lambda: teams.make(session, "Zuid", actor),
        lambda: teams.rename(session, team, "Zuid", actor),
        lambda: teams.join(session, team, reader, actor),
        lambda: teams.leave(session, team, row(session, world.reader), actor),
        lambda: teams.end(session, team, actor),
    ):
        with pytest.raises(NotFound):
            step()
    assert names(teams.running(session)) == ["Noord"]


def test_a_name_stands_for_one_team_that_there_is(session, world, team):
    with pytest.raises(Conflict):
        teams.make(session, "  NOORD ", world.secretary)
    with pytest.raises(Invalid):
        teams.make(session, "  ", world.secretary)
    with pytest.raises(Invalid):
        teams.make(session, "N" * (teams.LONGEST_NAME + 1), world.secretary)
    teams.rename(session, team, "noord", world.secretary)
    teams.rename(session, team, "Noord  en West", world.secretary)
    assert teams.named(session, "noord EN west", world.secretary) is team
    teams.make(session, "Noord", world.secretary)


def test_only_who_reviews_is_put_into_a_team_and_once(session, world, team):
    for refused, error in ((world.submitter, Invalid), (world.reader, Conflict)):
        with pytest.raises(error):
            teams.join(session, team, row(session, refused), world.secretary)
    with pytest.raises(Invalid):
        teams.leave(session, team, row(session, world.other_reader), world.secretary)


def test_who_reviews_no_more_reads_for_no_team(session, world, team):
    people.deactivate(session, row(session, world.reader))
    assert teams.members(session, team) == []
    gone = people.actor_for(session, row(session, world.reader))
    assert teams.of(session, gone) == []


def test_a_team_that_ends_gives_back_what_nobody_took_and_says_how_many(
    session, store, world, team
):
    taken, waits, another = (
        a_document(session, store, world.company, world.submitter, a_reading(a_record()))
        for _ in range(3)
    )
    office = organisations.named(session, "Secretariaat Verzinsel")
    third = a_person(session, "third@voorbeeld.example", Role.REVIEWER, office)
    teams.join(session, team, row(session, third), world.secretary)
    for document in (taken, waits, another):
        team_papers.hand(session, document, team, world.secretary)
    team_papers.take(session, taken, third)
    assert teams.waiting(session) == {team.id: 2}
    assert teams.end(session, team, world.secretary) == 2
    assert teams.running(session) == []
    assert teams.of(session, third) == []
    assert teams.holding(session, [taken, waits, another]) == {}
    assert documents.get(session, taken.public_id, third) is taken
    with pytest.raises(NotFound):
        teams.get(session, team.public_id, world.secretary)
    last = events.history(session, "document", waits.public_id)[-1]
    assert last.action == "unassign"
    assert events.payload(session, last) == {"team": team.public_id}
    ended = events.history(session, "team", team.public_id)[-1]
    assert events.payload(session, ended) == {"documents": 2}
