from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from extraction.records import RegisterEntry
from workflows import editions, organisations, people, register, site_facts, site_lists
from workflows.errors import Invalid, NotAllowed
from workflows.models import Site
from workflows.site_lists import Filter
from workflows.states import OrganisationKind, Role, SiteKind, SiteState

NAME = "Verzonnen register"
DAY = date(2026, 1, 1)


def entry(number, name, **more):
    values = {"country": "ID", "metals": ("tin",), "aliases": (), **more}
    identifier = f"XID{number:06d}"
    return RegisterEntry(key=identifier, name=name, identifiers=(identifier,), **values)


MERAPU = entry(101, "Merapu Tin Works", aliases=("Merapu",))
LHONGA = entry(102, "Lhonga Smelting")
KOLWA = entry(103, "Kolwa Refinery", country="CD", metals=("cobalt", "copper"))


def load(session, *entries, name=NAME, day=DAY, **more):
    return editions.import_edition(session, entries, name=name, valid_from=day, actor=None, **more)


def site(session, name):
    return session.scalars(select(Site).where(Site.name == name)).one()


def fields(change):
    return {f.name: (f.before, f.after) for f in change.fields}


def actor_of(session, role, name="Voorbeeld Draad B.V."):
    organisation = organisations.add(session, name, OrganisationKind.COMPANY)
    person = people.add(session, f"{role}@{name.split()[0]}.example", role, organisation)
    return people.actor_for(session, person), organisation


def test_a_first_edition_adds_everything(session):
    edition = load(session, MERAPU, LHONGA, KOLWA)
    assert (edition.added, edition.changed, edition.removed) == (3, 0, 0)
    kolwa = site(session, "Kolwa Refinery")
    assert [m.metal for m in kolwa.metals] == ["cobalt", "copper"]
    assert [(i.scheme, i.value) for i in kolwa.identifiers] == [("demo", "XID000103")]
    assert (kolwa.country, kolwa.state, kolwa.valid_from) == ("CD", SiteState.ACTIVE, DAY)


def test_a_preview_writes_nothing_and_says_field_by_field_what_would_change(session):
    load(session, MERAPU, LHONGA)
    renamed = replace(MERAPU, name="Merapu Tin Sdn Bhd", country="MY", active=False)
    diff = editions.preview(session, [renamed, KOLWA], name=NAME)
    assert diff.added == (KOLWA,)
    assert [s.name for s in diff.removed] == ["Lhonga Smelting"]
    assert fields(diff.changed[0]) == {
        "aliases": ("Merapu", "Merapu | Merapu Tin Works"),
        "name": ("Merapu Tin Works", "Merapu Tin Sdn Bhd"),
        "country": ("ID", "MY"),
        "state": ("active", "closed"),
    }
    assert site(session, "Merapu Tin Works").country == "ID"


def test_the_import_does_what_the_preview_said(session):
    load(session, MERAPU, LHONGA)
    merapu = site(session, "Merapu Tin Works")
    edition = load(session, replace(MERAPU, name="Merapu Baru", metals=("lead",)), KOLWA)
    assert (edition.added, edition.changed, edition.removed) == (1, 1, 1)
    assert merapu.name == "Merapu Baru"
    assert [n.name for n in merapu.names] == ["Merapu", "Merapu Tin Works"]
    assert [m.metal for m in merapu.metals] == ["lead"]


def test_importing_the_same_edition_again_changes_nothing(session):
    load(session, MERAPU, KOLWA)
    edition = load(session, MERAPU, KOLWA)
    assert (edition.added, edition.changed, edition.removed) == (0, 0, 0)


def test_what_an_edition_leaves_out_ends_but_stays(session):
    load(session, MERAPU, LHONGA)
    load(session, MERAPU, day=date(2026, 2, 1))
    lhonga = site(session, "Lhonga Smelting")
    assert lhonga.valid_to == date(2026, 2, 1)
    keys = {e.key for e in register.for_reading(session, 1).entries}
    assert lhonga.public_id not in keys
    load(session, MERAPU, LHONGA, day=date(2026, 2, 1))
    assert lhonga.valid_to is None


def test_another_source_adds_names_but_changes_and_ends_nothing(session):
    load(session, MERAPU, LHONGA)
    load(session, replace(MERAPU, name="P.T. Merapu", country="MY"), name="Een andere lijst")
    merapu = site(session, "Merapu Tin Works")
    assert merapu.country == "ID"
    assert "P.T. Merapu" in [n.name for n in merapu.names]
    assert site(session, "Lhonga Smelting").valid_to is None


def test_without_an_identifier_metal_and_name_tell_the_site(session):
    load(session, MERAPU)
    bare = RegisterEntry(key="1", name="merapu  tin works", metals=("tin",), country="ID")
    other = replace(bare, key="2", metals=("gold",))
    diff = editions.preview(session, [bare, other], name=NAME)
    assert diff.added == (other,)
    assert diff.removed == ()


def test_the_same_name_with_another_number_is_another_site(session):
    load(session, MERAPU)
    diff = editions.preview(session, [entry(999, "Merapu Tin Works")], name="Andere lijst")
    assert [e.key for e in diff.added] == ["XID000999"]


def test_rows_that_do_not_fit_are_left_out_and_said(session):
    load(session, MERAPU, LHONGA)
    both = replace(MERAPU, identifiers=("XID000101", "XID000102"))
    nameless = entry(104, " ")
    twice = [entry(105, "Een"), entry(105, "Twee")]
    diff = editions.preview(session, [both, nameless, *twice], name=NAME)
    assert [p.message for p in diff.problems] == [
        "Its identifiers belong to two different smelters of the register.",
        "It has no name.",
        "It is listed twice, or it matches a smelter that another row matches too.",
    ]
    assert [e.name for e in diff.added] == ["Een"]
    assert diff.removed == ()


def test_a_kind_of_site_is_imported_by_itself(session):
    load(session, MERAPU)
    load(session, entry(201, "Mina Verzonnen"), kind=SiteKind.MINE)
    assert site(session, "Merapu Tin Works").valid_to is None
    assert site(session, "Mina Verzonnen").kind is SiteKind.MINE


@pytest.mark.parametrize(
    ("entries", "day", "message"),
    [
        ([], DAY, "no smelters"),
        ([MERAPU], date(2027, 1, 1), "on or after the day"),
        ([MERAPU], date(2025, 1, 1), "newer edition already"),
    ],
    ids=["empty", "of the future", "older than the last"],
)
def test_an_edition_that_cannot_be_right_is_refused(session, entries, day, message):
    load(session, MERAPU)
    with pytest.raises(Invalid, match=message):
        load(session, *entries, day=day)


def test_only_the_secretariat_imports(session):
    reviewer, organisation = actor_of(session, Role.REVIEWER)
    with pytest.raises(NotAllowed):
        editions.import_edition(session, [MERAPU], name=NAME, valid_from=DAY, actor=reviewer)
    with pytest.raises(NotAllowed):
        site_facts.tie(session, Site(id=1), Site(id=2), "owns", actor=reviewer)
    person = people.add(session, "anne@secretariaat.example", Role.SECRETARIAT, organisation)
    anne = people.actor_for(session, person)
    editions.import_edition(session, [MERAPU], name=NAME, valid_from=DAY, actor=anne)


def test_an_edition_neither_sees_nor_shows_what_a_members_paper_taught(session):
    mine, organisation = actor_of(session, Role.SUBMITTER)
    own = register.propose(
        session, organisation, "Geheime Gieterij", country="ID", metal="tin", actor=mine
    )
    load(session, MERAPU)
    register.learn_name(session, site(session, "Merapu Tin Works"), "Onze Merapu", organisation.id)
    diff = editions.preview(session, [entry(7, "Geheime Gieterij")], name=NAME)
    assert len(diff.added) == 1
    load(session, MERAPU)
    assert own.valid_to is None
    seen = str(editions.export_rows(session, site_lists.public(session, Filter())))
    assert "Merapu Tin Works" in seen
    assert "Geheime" not in seen
    assert "Onze" not in seen
    for text, found in (("merapu", 1), ("geheime", 0), ("onze", 0)):
        assert len(site_lists.public(session, Filter(text=text))) == found


def test_a_new_status_of_a_scheme_ends_the_one_before(session):
    load(session, MERAPU)
    merapu = site(session, "Merapu Tin Works")
    said = {"scheme": "RMAP", "basis": "assessed", "source": "verzonnen", "actor": None}
    first = site_facts.state_status(
        session, merapu, status="conformant", from_date=date(2025, 1, 1), **said
    )
    site_facts.state_status(
        session, merapu, status="non_conformant", from_date=date(2026, 2, 1), **said
    )
    assert first.to_date == date(2026, 2, 1)
    assert [s.status for s in register.status_on(session, merapu)] == ["non_conformant"]
    (row,) = editions.export_rows(session, [merapu])
    assert row["statuses"] == "RMAP: non_conformant (assessed)"
    assert tuple(row) == editions.EXPORTED
