from datetime import date

import pytest

from extraction import registers
from tests.cast import a_site
from workflows import organisations, people, risks, rules
from workflows.errors import Conflict, Invalid, NotAllowed
from workflows.risks import ListedCountry
from workflows.states import OrganisationKind, Role

NAME = "Verzonnen lijst"


def load(session, codes, day, **more):
    countries = [ListedCountry(code) for code in codes]
    return risks.import_list(
        session, countries, name=NAME, valid_from=day, source="verzonnen", actor=None, **more
    )


@pytest.mark.parametrize(
    "text",
    ["country,note\nCD,oost\nMM,\n", "CD;oost\nMM\n", "\ufeffLand\tnoot\ncd\toost\nmm\t\n"],
    ids=["with a header", "semicolons", "a byte-order mark and tabs"],
)
def test_a_list_is_read_from_the_csv_that_spreadsheets_write(text):
    countries, problems = risks.read_rows(registers.table(text.encode()))
    assert countries == [ListedCountry("CD", "oost"), ListedCountry("MM", "")]
    assert problems == []


def test_rows_that_are_no_country_are_said_by_number():
    countries, problems = risks.read_rows([["CD"], ["Congo"], ["XK"], [""], [], ["CD"]])
    assert [c.code for c in countries] == ["CD", "XK"]
    assert [(p.row, p.text) for p in problems] == [(2, "Congo"), (6, "CD")]


def test_a_country_goes_by_its_name_in_dutch_and_english_and_by_old_ones():
    rows = [["Birma"], ["Ivoorkust", "kust"], ["Swaziland"], ["myanmar"], ["Zimbabwe"]]
    countries, problems = risks.read_rows(rows)
    assert [c.code for c in countries] == ["MM", "CI", "SZ", "ZW"]
    assert [(p.row, p.text) for p in problems] == [(4, "myanmar")]


def test_a_row_of_names_says_in_which_columns_the_country_and_the_note_stand():
    rows = [["Nr", "Toelichting", "Land"], ["1", "oost", "CD"], ["2", "", "Mali"], ["3"]]
    countries, problems = risks.read_rows(rows)
    assert countries == [ListedCountry("CD", "oost"), ListedCountry("ML", "")]
    assert problems == []


def test_a_country_with_a_row_for_each_of_its_regions_is_one_country_with_all_of_them():
    rows = [["Country", "Region"], ["CD", "Noord"], ["CD", "Zuid"], ["Mali", ""], ["CD", "Noord"]]
    countries, problems = risks.read_rows(rows)
    assert countries == [ListedCountry("CD", "Noord; Zuid"), ListedCountry("ML", "")]
    assert [(p.row, p.text) for p in problems] == [(5, "CD")]


@pytest.mark.parametrize(
    ("note", "changed"),
    [("noord; zuid", ()), ("Zuid,  Noord", ()), ("Noord", ("CD",)), ("Noord; Oost", ("CD",))],
)
def test_other_regions_of_a_country_are_a_change_and_another_order_is_none(session, note, changed):
    first = [ListedCountry("CD", "Noord; Zuid"), ListedCountry("ML")]
    day = date(2025, 1, 1)
    old = risks.import_list(session, first, name=NAME, valid_from=day, source="x", actor=None)
    found = risks.delta(old, [ListedCountry("CD", note), ListedCountry("ML")])
    assert (found.added, found.removed, found.changed) == ((), (), changed)
    assert set(found.kept) | set(changed) == {"CD", "ML"}


def test_how_many_smelters_of_the_register_stand_in_a_listed_country(session, world):
    for name, country in (("Een", "CD"), ("Twee", "CD"), ("Drie", "ID")):
        a_site(session, name, country=country)
    a_site(session, "Van een lid", country="CD", organisation=world.company)
    assert risks.sites_in(session, ["CD", "ML"]) == {"CD": 2, "ML": 0}


def test_editions_follow_each_other_and_their_difference_is_shown(session):
    old = load(session, ["CD", "MM", "ZM"], date(2025, 1, 1))
    new = load(session, ["CD", "MM", "BO"], date(2026, 2, 1))
    assert risks.before(session, NAME, new.valid_from) is old
    assert risks.before(session, NAME, old.valid_from) is None
    assert risks.delta(old, new) == risks.ListDelta(("BO",), ("ZM",), ("CD", "MM"))
    assert risks.delta(None, [ListedCountry("CD")]).added == ("CD",)


def test_the_edition_in_force_is_the_newest_that_has_begun(session, clock):
    old = load(session, ["ZM"], date(2025, 1, 1))
    new = load(session, ["BO"], date(2026, 4, 1))
    assert risks.in_force(session) == [old]
    assert rules.listed(session, "ZM") is old
    clock.forward(days=60)
    assert risks.in_force(session) == [new]
    assert rules.listed(session, "ZM") is None


def test_two_editions_of_one_day_are_refused(session):
    load(session, ["CD"], date(2026, 1, 1))
    with pytest.raises(Conflict):
        load(session, ["MM"], date(2026, 1, 1))


def test_an_empty_list_and_a_code_that_does_not_exist_are_refused(session):
    with pytest.raises(Invalid, match="no countries"):
        load(session, [], date(2026, 1, 1))
    with pytest.raises(Invalid, match="QQ"):
        load(session, ["QQ"], date(2026, 1, 1))


def test_only_the_secretariat_imports_a_list(session):
    organisation = organisations.add(session, "Voorbeeld Draad B.V.", OrganisationKind.COMPANY)
    person = people.add(session, "a@b.example", Role.REVIEWER, organisation)
    reviewer = people.actor_for(session, person)
    with pytest.raises(NotAllowed):
        risks.import_list(
            session,
            [ListedCountry("CD")],
            name=NAME,
            valid_from=date(2026, 1, 1),
            source="x",
            actor=reviewer,
        )


def test_the_shipped_taxonomies_are_seeded_once(session):
    assert risks.seed_taxonomies(session) == 23
    assert risks.seed_taxonomies(session) == 0
    assert len(risks.codes(session, "themes")) == 13
    annex = risks.codes(session, "oecd_annex_ii")
    assert [c.code for c in annex][:2] == ["A1a", "A1b"]
    everything = risks.codes(session)
    assert len({c.code for c in everything}) == len(everything)
