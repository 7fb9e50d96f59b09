import pytest
from sqlalchemy import select

from tests.cast import a_site
from workflows import register
from workflows.engine import make_sessions
from workflows.errors import Invalid, NotFound
from workflows.models import Site, SiteName
from workflows.states import SiteState

READERS = {"reader", "other_reader", "secretary", "other_secretary"}
OWN = {"submitter", "contact"}


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


def who_finds(session, world, text):
    return {
        name for name, actor in world.everybody.items() if register.search(session, text, actor)
    }


def test_who_sees_a_public_site(session, world):
    a_site(session)
    assert who_finds(session, world, "merapi") == READERS | OWN | {"competitor", "member"}


def test_a_site_that_a_member_taught_of_is_seen_by_them_and_the_reviewers(session, world):
    site = a_site(session, "Geheime Smelterij", organisation=world.company)
    for text in ("geheime", site.identifiers[0].value, ""):
        assert who_finds(session, world, text) == READERS | OWN


def test_anothers_site_looks_exactly_like_none(session, world):
    site = a_site(session, organisation=world.company)
    for name in ("competitor", "member", "supporter"):
        actor = getattr(world, name)
        with pytest.raises(NotFound) as other:
            register.get(session, site.public_id, actor)
        with pytest.raises(NotFound) as none:
            register.get(session, "x" * 12, actor)
        assert (other.value.args, other.value.params) == (none.value.args, none.value.params)
    assert register.get(session, site.public_id, world.contact) is site


def test_a_name_that_a_member_taught_is_searched_and_shown_to_them_alone(session, world):
    site = a_site(session)
    site.names.append(SiteName(name="Openbare Naam", source="edition"))
    session.flush()
    register.learn_name(session, site, "Geheime Naam", world.company.id)
    assert who_finds(session, world, "geheime naam") == READERS | OWN
    assert who_finds(session, world, "openbare") == READERS | OWN | {"competitor", "member"}
    names = {
        name: [n.name for n in register.names(session, site, actor)]
        for name, actor in world.everybody.items()
    }
    assert names["competitor"] == names["member"] == ["Openbare Naam"]
    assert names["submitter"] == names["reader"] == ["Openbare Naam", "Geheime Naam"]


def test_a_name_is_learned_once(session, world):
    site = a_site(session)
    for name in ("MERAPI tin works", "Merapi", " merapi ", "", "Merapi"):
        register.learn_name(session, site, name, world.company.id)
    register.learn_name(session, site, "Merapi", world.rival.id)
    assert [(n.name, n.organisation_id) for n in site.names] == [
        ("Merapi", world.company.id),
        ("Merapi", world.rival.id),
    ]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Één Smelterij", "één"),
        ("ØRSMELT", "ørsm"),
        ("100% Tin_Works", "100% tin_"),
        ("A & B < C", "b < c"),
        ("Back\\slash", "k\\s"),
        ("{{ 7*7 }}", "{{ 7"),
    ],
)
def test_search_takes_signs_and_letters_as_they_are(session, world, name, typed):
    site = a_site(session, name)
    a_site(session, "Heel Anders")
    assert register.search(session, typed, world.reader) == [site]


def test_an_underscore_and_a_percent_sign_are_no_jokers(session, world):
    a_site(session, "Merapi")
    for typed in ("M_rapi", "M%i", "%"):
        assert register.search(session, typed, world.reader) == []


def test_the_reader_is_given_the_public_register_and_the_members_own_part(session, world, clock):
    public = a_site(session, "Openbaar")
    mine = a_site(session, "Van ons", organisation=world.company)
    a_site(session, "Van hen", organisation=world.rival, state=SiteState.CLOSED)
    gone = a_site(session, "Verdwenen")
    gone.valid_to = clock().date()
    register.learn_name(session, public, "Onze naam", world.company.id)
    register.learn_name(session, public, "Hun naam", world.rival.id)
    given = register.for_reading(session, world.company.id)
    assert [(e.key, e.name, e.aliases, e.decided) for e in given.entries] == [
        (public.public_id, "Openbaar", ("Onze naam",), ("Onze naam",)),
        (mine.public_id, "Van ons", (), ()),
    ]
    theirs = register.for_reading(session, world.rival.id)
    assert [e.active for e in theirs.entries] == [True, False]


def test_proposing_the_same_site_twice_gives_one_with_both_metals(session, world):
    def propose(name, metal):
        return register.propose(
            session, world.company, name, country=None, metal=metal, actor=world.reader
        )

    first = propose("Nieuwe Één", "tin")
    assert propose(" Nieuwe Één ", "lead") is first
    assert [m.metal for m in first.metals] == ["tin", "lead"]
    with pytest.raises(Invalid, match="Give the smelter a name"):
        propose(" ", "tin")
    assert len(session.scalars(select(Site)).all()) == 1


def test_the_secretariat_makes_a_site_public_with_a_source(session, world):
    site = a_site(session, organisation=world.company)
    for actor in (world.reader, world.submitter, world.competitor):
        with pytest.raises(NotFound):
            register.clear(session, site, actor, note="A public list.")
    with pytest.raises(Invalid, match="public source"):
        register.clear(session, site, world.secretary, note=" ")
    register.clear(session, site, world.secretary, note="A public list.")
    assert "competitor" in who_finds(session, world, "merapi")
