import pytest
from sqlalchemy import select

from extraction import matching, pipeline
from tests.cast import a_candidate, a_document, a_reading, a_record, a_site
from workflows import aliases, events, items, register
from workflows.deciding import decide, undo
from workflows.engine import make_sessions
from workflows.errors import Invalid, NotFound
from workflows.models import NameLesson, SiteName
from workflows.states import ItemAction
from workflows.verdicts import Verdict

APPROVE = Verdict(ItemAction.APPROVE)


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def site(session):
    return a_site(session)


def named(site, name="Merapi Huttenwerk"):
    return a_record(name, candidates=[a_candidate(site)])


def names(session, site, actor):
    return [row.name for row in register.names(session, site, actor)]


def best(session, organisation, name):
    """The first candidate that the next reading of a member's paper gives for a name."""
    given = matching.index(register.for_reading(session, organisation.id))
    return next(iter(matching.candidates(given, name, country="ID", metal="tin")), None)


def test_the_next_reading_of_the_same_members_papers_goes_by_the_decision(
    session, world, paper, site
):
    before = best(session, world.company, "Merapi Huttenwerk")
    assert before is None or "decided_before" not in before.reasons
    (item,) = paper(named(site))
    decide(session, item, APPROVE, world.reader)
    found = best(session, world.company, "Merapi Huttenwerk")
    assert found.key == site.public_id
    assert "decided_before" in found.reasons
    assert matching.is_clear([found])


def test_a_rivals_reading_does_not_profit(session, world, paper, site):
    before = best(session, world.rival, "Merapi Huttenwerk")
    (item,) = paper(named(site))
    decide(session, item, APPROVE, world.reader)
    assert best(session, world.rival, "Merapi Huttenwerk") == before
    assert names(session, site, world.competitor) == names(session, site, world.member) == []


def test_reading_a_paper_goes_by_the_decision_for_that_member_alone(session, world, paper, site):
    (item,) = paper(named(site, "De Oude Hut"))
    decide(session, item, APPROVE, world.reader)
    text = (
        b"Metal\tSmelter\tCountry\nTin\tDe Oude Hut\tIndonesia\nTin\tBromo Tin Works\tIndonesia\n"
    )
    found = {}
    for owner in (world.company, world.rival):
        known = register.for_reading(session, owner.id)
        records = pipeline.read(text, "opgave.txt", register=known).records
        assert [record.smelter.text for record in records] == ["De Oude Hut", "Bromo Tin Works"]
        found[owner] = records[0].candidates
    assert found[world.company][0].key == site.public_id
    assert "decided_before" in found[world.company][0].reasons
    assert found[world.rival] == ()


def test_a_chosen_candidate_is_learned_as_the_document_prints_it(session, world, paper, site):
    (item,) = paper(a_record("De Oude Hut"))
    chosen = Verdict(ItemAction.CHANGE, candidate=site.public_id)
    decide(session, item, chosen, world.reader)
    assert names(session, site, world.reader) == [], "one reader alone teaches nothing here"
    decide(session, item, APPROVE, world.other_reader)
    assert names(session, site, world.submitter) == ["De Oude Hut"]


def test_a_corrected_name_is_learned_beside_the_printed_one(session, world, paper, site):
    (item,) = paper(named(site, "Merapl Hutte"))
    changed = Verdict(ItemAction.CHANGE, changes={"smelter": "Merapi Hütte"})
    decide(session, item, changed, world.reader)
    decide(session, item, APPROVE, world.other_reader)
    assert names(session, site, world.reader) == ["Merapl Hutte", "Merapi Hütte"]


def test_undoing_the_decision_takes_the_name_back(session, world, paper, site):
    (item,) = paper(named(site))
    decide(session, item, APPROVE, world.reader)
    undo(session, item, world.reader)
    assert names(session, site, world.secretary) == []
    assert session.scalars(select(NameLesson)).all() == []
    said = [e.action for e in events.history(session, "site", site.public_id)]
    assert said == ["learn_name", "forget_name"]


def test_reviewing_again_and_deciding_otherwise_moves_the_name(session, world, paper, site):
    other = a_site(session, "Bromo Tin Works")
    (item,) = paper(named(site))
    decide(session, item, APPROVE, world.reader)
    decide(session, item, Verdict(ItemAction.REOPEN, note="It is another one."), world.reader)
    decide(session, item, Verdict(ItemAction.CHANGE, candidate=other.public_id), world.reader)
    decide(session, item, APPROVE, world.other_reader)
    assert names(session, site, world.secretary) == []
    assert names(session, other, world.secretary) == ["Merapi Huttenwerk"]


def test_a_name_that_another_decision_taught_too_stays(session, world, paper, site):
    (first,), (second,) = paper(named(site)), paper(named(site, " merapi huttenwerk "))
    for item in (first, second):
        decide(session, item, APPROVE, world.reader)
    undo(session, first, world.reader)
    assert names(session, site, world.submitter) == ["Merapi Huttenwerk"]
    undo(session, second, world.reader)
    assert names(session, site, world.submitter) == []


def test_what_everybody_knows_is_not_learned(session, world, paper, site):
    site.names.append(SiteName(name="Merapi Huttenwerk", source="edition"))
    session.flush()
    rows = paper(named(site), named(site, site.name.upper()))
    for item in rows:
        decide(session, item, APPROVE, world.reader)
        undo(session, item, world.reader)
    assert names(session, site, world.competitor) == ["Merapi Huttenwerk"]


def test_the_secretariat_makes_a_name_public_and_no_undo_takes_it_back(
    session, store, world, paper, site
):
    (item,) = paper(named(site))
    decide(session, item, APPROVE, world.reader)
    reading = a_reading(named(site, "MERAPI HUTTENWERK"))
    theirs = a_document(session, store, world.rival, world.competitor, reading)
    decide(session, items.of_document(session, theirs)[0], APPROVE, world.reader)
    with pytest.raises(Invalid, match="public source"):
        clear(session, site, world, note=" ")
    clear(session, site, world, note="A list on the web.")
    undo(session, item, world.reader)
    for who in (world.competitor, world.member, world.submitter):
        assert names(session, site, who) == ["Merapi Huttenwerk"]
    assert "alias" in best(session, world.rival, "Merapi Huttenwerk").reasons


def test_a_name_of_a_site_that_is_not_public_is_not_made_public(session, world, paper):
    site = a_site(session, organisation=world.company)
    (item,) = paper(named(site))
    decide(session, item, APPROVE, world.reader)
    with pytest.raises(Invalid, match="itself public"):
        clear(session, site, world, note="A list on the web.")


def clear(session, site, world, *, note):
    aliases.clear(session, site, key(world.company), world.secretary, note=note)


def key(owner):
    return f"{owner.public_id} Merapi Huttenwerk"


def test_the_secretariat_takes_a_name_off_with_a_reason(session, world, paper, site):
    (item,) = paper(named(site))
    decide(session, item, APPROVE, world.reader)
    with pytest.raises(Invalid, match="Say why"):
        remove(session, site, world, world.secretary, note="")
    remove(session, site, world, world.secretary, note="It is a trader.")
    assert names(session, site, world.secretary) == []
    undo(session, item, world.reader)
    decide(session, item, APPROVE, world.reader)
    assert names(session, site, world.secretary) == ["Merapi Huttenwerk"]


def remove(session, site, world, actor, *, note):
    aliases.remove(session, site, key(world.company), actor, note=note)


def test_nobody_but_the_secretariat_removes_a_name_and_only_one_that_there_is(
    session, world, paper, site
):
    (item,) = paper(named(site))
    decide(session, item, APPROVE, world.reader)
    for actor in (world.reader, world.submitter, world.competitor):
        with pytest.raises(NotFound):
            remove(session, site, world, actor, note="No.")
    with pytest.raises(Invalid, match="Choose a name"):
        aliases.remove(session, site, key(world.rival), world.secretary, note="No.")
