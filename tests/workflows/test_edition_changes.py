from datetime import date

import pytest
from sqlalchemy import select

from extraction.records import RegisterEntry
from tests.cast import a_candidate, a_record
from workflows import deciding, edition_changes, editions, merging, site_facts
from workflows.errors import Invalid, NotFound
from workflows.models import Edition, Site
from workflows.states import ItemAction
from workflows.verdicts import Verdict

DAYS = (date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1))


def entry(number, name, **more):
    given = {"country": "ID", "metals": ("tin",), "aliases": (), **more}
    return RegisterEntry(f"XID{number:06d}", name, (f"XID{number:06d}",), **given)


@pytest.fixture
def load(session):
    """Import an edition of these names by number."""

    def import_names(day, name="Lijst", **names):
        rows = [entry(int(key[1:]), value) for key, value in names.items()]
        return editions.import_edition(session, rows, name=name, valid_from=day, actor=None)

    return import_names


def site(session, name):
    return session.scalars(select(Site).where(Site.name == name)).one()


def told(session, older, newer, actor):
    changes = edition_changes.between(session, older, newer, actor)
    return [(change.what, change.site.name) for change in changes]


def test_what_was_added_removed_and_renamed_between_two_editions(session, world, load):
    first = load(DAYS[0], n1="Blijft", n2="Oud", n3="Weg")
    second = load(DAYS[1], n1="Blijft", n2="Nieuw", n4="Erbij")
    assert told(session, first, second, world.secretary) == [
        ("removed", "Weg"),
        ("renamed", "Nieuw"),
        ("added", "Erbij"),
    ]
    renamed = edition_changes.between(session, first, second, None)[1]
    assert renamed.fields["name"] == ("Oud", "Nieuw")


def test_editions_in_between_are_added_up(session, world, load):
    first = load(DAYS[0], n1="Een", n2="Twee", n3="Drie")
    load(DAYS[1], n1="Een anders", n3="Drie", n4="Kort")
    last = load(DAYS[2], n1="Een", n2="Twee", n3="Drie B")
    # The first was renamed and back, the second left out and back, the fourth came and went.
    named = {change.site.name: change for change in
             edition_changes.between(session, first, last, world.secretary)}  # fmt: skip
    assert set(named) == {"Een", "Drie B"}
    assert set(named["Een"].fields) == {"aliases"}
    assert named["Drie B"].what == "renamed"


def test_a_status_that_began_between_the_two_is_told(session, world, load):
    first = load(DAYS[0], n1="Een", n2="Twee")
    for status, since in (("active", DAYS[0]), ("conformant", date(2025, 1, 15))):
        site_facts.state_status(
            session, site(session, "Een"), scheme="rmap", status=status, basis="assessed",
            from_date=since, source="invented", actor=None,
        )  # fmt: skip
    second = load(DAYS[1], n1="Een", n2="Twee")
    (change,) = edition_changes.between(session, first, second, world.secretary)
    assert (change.what, change.site.name) == ("status", "Een")
    (said,) = change.statuses
    assert (said.scheme, said.before, said.after) == ("rmap", "active", "conformant")


@pytest.fixture
def used(session, world, load, paper):
    """Two editions that rename two sites, one of which a paper of the company names."""
    first = load(DAYS[0], n1="Van ons", n2="Van niemand")
    (item,) = paper(a_record("Van ons", candidates=[a_candidate(site(session, "Van ons"))]))
    deciding.decide(session, item, Verdict(ItemAction.APPROVE), world.reader)
    second = load(DAYS[1], n1="Van ons B", n2="Van niemand B")
    return first, second, item


def test_a_company_reads_of_the_smelters_that_its_own_papers_name(session, world, used):
    first, second, _item = used
    assert told(session, first, second, world.submitter) == [("renamed", "Van ons B")]
    assert told(session, first, second, world.competitor) == []
    for actor in (world.secretary, world.reader, world.member):
        assert len(told(session, first, second, actor)) == 2
    for actor in (world.supporter, world.administrator):
        with pytest.raises(NotFound):
            told(session, first, second, actor)
        with pytest.raises(NotFound):
            edition_changes.edition(session, first.public_id, actor)


def test_a_new_edition_is_news_for_whose_smelters_it_changes(session, world, used, clock):
    first, second, item = used
    assert edition_changes.news(session, world.submitter) == [(second, 1)]
    assert edition_changes.news(session, world.competitor) == []
    for row in session.scalars(select(Edition)):
        row.imported_at = clock() - edition_changes.NEW - edition_changes.NEW
    assert edition_changes.news(session, world.submitter) == []


def test_what_an_edition_did_to_a_site_that_was_merged_is_told_of_the_kept_one(
    session, world, load
):
    first = load(DAYS[0], n1="Een", n2="Twee")
    second = load(DAYS[1], n1="Een", n2="Twee B")
    merging.merge(
        session, site(session, "Een"), site(session, "Twee B"), world.secretary, reason="Een adres"
    )
    assert told(session, first, second, world.secretary) == [("renamed", "Een")]


def test_two_editions_of_one_source_are_compared_the_older_one_first(session, world, load):
    first = load(DAYS[0], n1="Een")
    other = load(DAYS[0], name="Andere lijst", n2="Twee")
    second = load(DAYS[1], n1="Een B")
    for older, newer in ((second, first), (first, first), (first, other)):
        with pytest.raises(Invalid):
            told(session, older, newer, world.secretary)
    assert edition_changes.before(session, second) is first
    assert edition_changes.before(session, other) is None
