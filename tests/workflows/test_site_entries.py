import pytest

from tests.cast import a_site
from workflows import register, site_entries
from workflows.errors import Conflict, Invalid, NotFound
from workflows.site_entries import Given
from workflows.states import SiteKind, SiteState

SOURCE = "De krant van maandag"


def enter(session, who, name="Nieuwe Hut", **more):
    return site_entries.enter(session, Given(name, **more), who, source=SOURCE)


def seen_by(session, world, site):
    return {
        name
        for name, actor in world.everybody.items()
        if site in register.search(session, site.name, actor)
    }


OFFICE = {"reader", "other_reader", "secretary", "other_secretary"}
REGISTER = OFFICE | {"submitter", "contact", "competitor", "member"}


def test_the_secretariat_adds_a_site_for_everybody(session, world):
    site = enter(
        session,
        world.secretary,
        "  Nieuwe   Hut ",
        country="Birma",
        metals=("tin", "lead"),
        identifiers=("cid 001234", "EIGEN-7"),
        names=("De Hut", "nieuwe hut", "de hut"),
        kind=SiteKind.PROCESSOR,
        state=SiteState.ACTIVE,
    )
    assert (site.name, site.country, site.state) == ("Nieuwe Hut", "MM", SiteState.ACTIVE)
    assert [m.metal for m in site.metals] == ["lead", "tin"]
    assert [(i.scheme, i.value) for i in site.identifiers] == [
        ("rmi", "CID001234"),
        ("other", "EIGEN-7"),
    ]
    assert [n.name for n in site.names] == ["De Hut"]
    assert seen_by(session, world, site) == REGISTER
    assert site_entries.proposed(session, world.secretary) == []


def test_what_a_reviewer_proposes_is_seen_in_the_office_until_it_is_made_public(session, world):
    site = enter(session, world.reader, names=("De Hut",))
    assert seen_by(session, world, site) == OFFICE
    for company in (world.company, world.rival):
        assert register.for_reading(session, company.id).entries == ()
    assert site_entries.proposed(session, world.secretary) == [site]
    assert site_entries.proposed(session, world.reader) == []
    register.clear(session, site, world.secretary, note=SOURCE)
    assert seen_by(session, world, site) == REGISTER
    assert [n.name for n in register.names(session, site, world.competitor)] == ["De Hut"]
    assert site_entries.proposed(session, world.secretary) == []


def test_a_proposal_is_declined_once(session, world):
    site = enter(session, world.reader)
    with pytest.raises(NotFound):
        site_entries.decline(session, site, world.reader, reason="Bestaat niet")
    with pytest.raises(Invalid, match="note"):
        site_entries.decline(session, site, world.secretary, reason=" ")
    site_entries.decline(session, site, world.secretary, reason="Bestaat niet")
    assert site_entries.proposed(session, world.secretary) == []
    with pytest.raises(Conflict):
        site_entries.decline(session, site, world.secretary, reason="Nog eens")


def test_what_a_companys_paper_taught_is_no_proposal(session, world):
    site = a_site(session, organisation=world.company)
    assert site_entries.proposed(session, world.secretary) == []
    with pytest.raises(Conflict):
        site_entries.decline(session, site, world.secretary, reason="Bestaat niet")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"name": "  "}, "a name"),
        ({"country": "Atlantis"}, "Atlantis"),
        ({"identifiers": ("EIGEN-7",)}, "EIGEN-7"),
        ({"name": "MERAPI tin works", "country": "Indonesië"}, "already"),
    ],
)
def test_what_is_wrong_is_said(session, world, more, words):
    known = a_site(session, "Merapi Tin Works", country="ID", identifier="EIGEN-7")
    known.identifiers[0].scheme = "other"
    session.flush()
    with pytest.raises(Invalid) as refusal:
        enter(session, world.secretary, **more)
    assert words in str(refusal.value)


def test_a_source_is_asked_for_and_nobody_else_enters(session, world):
    with pytest.raises(Invalid, match="source"):
        site_entries.enter(session, Given("Hut"), world.reader, source="")
    for actor in (world.submitter, world.member, world.administrator, world.expert):
        with pytest.raises(NotFound):
            enter(session, actor)
