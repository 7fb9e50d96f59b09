from datetime import date

import pytest

from tests.cast import a_site, an_entity_list
from workflows import risk_matches
from workflows.models import SiteName
from workflows.risk_entries import ListedEntity
from workflows.risk_matches import Match

DAY = date(2026, 1, 1)


@pytest.fixture
def site(session):
    """A smelter of the register with an identifier and another name."""
    site = a_site(session, "Hütte Merapi GmbH", country="ID", identifier="XID000901")
    site.names.append(SiteName(name="MTW", source="edition"))
    session.flush()
    return site


@pytest.mark.parametrize(
    ("listed", "found"),
    [
        (ListedEntity("Elders", country="MY", identifier="xid-000901"), ("identifier", True)),
        (ListedEntity("HUTTE MERAPI Ltd.", country="ID"), ("name_country", True)),
        (ListedEntity("Groep", ("Hütte-Merapi",), "ID"), ("name_country", True)),
        (ListedEntity("Hütte Merapi"), ("name", True)),
        (ListedEntity("Hütte Merapi", country="MY"), ("other_country", False)),
        (ListedEntity("MTW", country="ID"), ("short", False)),
        (ListedEntity("MTW", country="MY"), ("other_country", False)),
        (ListedEntity("MTW", ("Hütte Merapi",), "ID"), ("name_country", True)),
        (ListedEntity("Hütte Merapi Metall", country="ID"), None),
        (ListedEntity("Hütte", country="ID", identifier="XID000902"), None),
    ],
)
def test_an_identifier_or_the_name_in_the_country_proposes_and_a_namesake_does_not(
    site, listed, found
):
    match = risk_matches.compare(listed, risk_matches.known(site, None))
    assert (None if match is None else (match.sort, match.proposes)) == found


def test_a_listed_country_does_not_match_a_smelter_of_which_no_country_is_known(session):
    site = a_site(session, country=None)
    listed = ListedEntity(site.name, country="ID")
    smelter = risk_matches.known(site, None)
    assert risk_matches.compare(listed, smelter) == Match("no_country", site.name)
    told = risk_matches.known(site, None, country="ID")
    assert risk_matches.compare(listed, told) == Match("name_country", site.name)


def test_the_country_of_the_paper_goes_before_that_of_the_register(site):
    told = risk_matches.known(site, None, country="MY")
    assert risk_matches.compare(ListedEntity(site.name, country="ID"), told) == Match(
        "other_country", site.name
    )


def test_what_one_members_papers_taught_is_known_for_that_member_alone(session, world, site):
    site.names.append(
        SiteName(name="Schuilnaam", organisation_id=world.rival.id, source="document")
    )
    session.flush()
    listed = ListedEntity("Schuilnaam")
    for organisation_id, sees in ((world.rival.id, True), (world.company.id, False), (None, False)):
        match = risk_matches.compare(listed, risk_matches.known(site, organisation_id))
        assert (match is not None) is sees


def test_the_identifier_of_a_paper_counts_where_the_register_has_none(session, site):
    told = risk_matches.known(site, None, identifier="XID000777")
    listed = ListedEntity("Elders", identifier="XID000777")
    assert risk_matches.compare(listed, told) is None
    session.delete(site.identifiers[0])
    session.flush()
    session.expire(site)
    told = risk_matches.known(site, None, identifier="XID000777")
    assert risk_matches.compare(listed, told) == Match("identifier", "XID000777")


def test_of_a_list_the_surest_entry_is_taken_and_of_each_list_one(session, site):
    namesake = ListedEntity(site.name, country="MY")
    sure = ListedEntity("Elders", identifier="XID000901")
    an_entity_list(session, namesake, sure, valid_from=DAY, name="Een")
    an_entity_list(session, namesake, valid_from=DAY, name="Twee")
    an_entity_list(session, sure, valid_from=date(2026, 7, 1), name="Morgen")
    found = risk_matches.standings(session, risk_matches.known(site, None), site)
    assert [(one.edition.name, one.entity, one.match.sort) for one in found] == [
        ("Een", sure, "identifier"),
        ("Twee", namesake, "other_country"),
    ]


def test_an_entry_with_the_identifier_of_another_smelter_is_a_namesake(session, world, site):
    a_site(session, "Merapi Baru", identifier="XID000902")
    a_site(session, "Geheim", identifier="XID000903", organisation=world.rival)

    def sorts(identifier):
        listed = ListedEntity(site.name, country="ID", identifier=identifier)
        an_entity_list(session, listed, valid_from=DAY, name=identifier)
        found = risk_matches.standings(session, risk_matches.known(site, None), site)
        return {one.edition.name: one.match.sort for one in found}[identifier]

    assert sorts("XID000902") == "other_identifier"
    # What only another member's papers taught tells nobody anything.
    assert sorts("XID000903") == "name_country"
    assert sorts("XID000904") == "name_country"


def test_who_an_entry_is_in_the_public_register(session, world, site):
    other = a_site(session, "Hutte Merapi", country="MY", identifier="XID000902")
    a_site(session, "Hütte Merapi", country="ID", organisation=world.company)
    by_name = ListedEntity("Hütte Merapi", country="ID")
    by_number = ListedEntity("Hütte Merapi", identifier="XID000902")
    nobody = ListedEntity("Niemand")
    found = risk_matches.in_register(session, [by_name, by_number, nobody])
    assert {
        one: [(place, match.sort) for place, match in places] for one, places in found.items()
    } == {
        by_name: [(site, "name_country"), (other, "other_country")],
        by_number: [(other, "identifier"), (site, "other_identifier")],
        nobody: [],
    }
