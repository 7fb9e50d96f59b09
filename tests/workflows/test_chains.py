"""The risks in a company's chains: what a row needs, who writes it, how it is counted."""

from datetime import UTC, datetime

import pytest

from tests.cast import a_candidate, a_document, a_reading, a_record, a_site
from tests.yearly import a_year
from workflows import chains, deciding, events, facts, items
from workflows.chains import Given
from workflows.errors import Invalid, NotAllowed, NotFound, Stale
from workflows.risks import seed_taxonomies
from workflows.states import ItemAction
from workflows.verdicts import Verdict

TIN = Given("tin", "T04", "critical", "possible", country="ID", note="Een vakbond zegt het.")


@pytest.fixture
def year(session, world):
    """The company's year, with the agreement's themes known."""
    seed_taxonomies(session)
    return a_year(session, world.submitter)


def a_supplier(session, store, company, sender, name):
    document = a_document(session, store, company, sender, a_reading())
    facts.describe(session, document, sender, supplier=name)
    return document.supplier


def test_a_risk_is_put_on_the_list_and_changed_and_taken_off(session, world, year):
    row = chains.add(session, year, TIN, world.submitter)
    assert (row.material, row.country, row.risk, row.severity) == ("tin", "ID", "T04", "critical")
    changed = Given("tin", "T02", "major", "likely")
    chains.change(session, row, changed, world.contact)
    assert (row.risk, row.country, row.note) == ("T02", None, "")
    chains.remove(session, row, world.submitter)
    assert chains.of(session, year) == []
    logged = [one.action for one in events.history(session, "year", year.public_id)]
    assert logged == ["add_risk", "change_risk", "remove_risk"]


@pytest.mark.parametrize(
    "given",
    [
        Given("", "T04", "critical", "likely"),
        Given("unobtainium", "T04", "critical", "likely"),
        Given("tin", "T99", "critical", "likely"),
        Given("tin", "T04", "", "likely"),
        Given("tin", "T04", "critical", "often"),
        Given("tin", "T04", "critical", "likely", country="Indonesia"),
        Given("tin", "T04", "critical", "likely", note="x" * 2_001),
        Given("tin", "T04", "critical", "likely", supplier="bcdfghjkmnpq"),
    ],
)
def test_what_a_risk_is_made_of_is_chosen_from_lists(session, world, year, given):
    with pytest.raises(Invalid):
        chains.add(session, year, given, world.submitter)


def test_a_supplier_is_one_of_the_companys_own(session, store, world, year):
    own = a_supplier(session, store, world.company, world.submitter, "Verzonnen Handel")
    foreign = a_supplier(session, store, world.rival, world.competitor, "Bedachte Handel")
    assert chains.suppliers(session, year) == [own]
    with pytest.raises(Invalid, match="your own company"):
        given = Given("tin", "T04", "major", "likely", supplier=foreign.public_id)
        chains.add(session, year, given, world.submitter)
    given = Given("tin", "T04", "major", "likely", supplier=own.public_id)
    assert chains.add(session, year, given, world.submitter).supplier is own


def test_the_gravest_comes_first_and_each_has_its_place_on_the_map(session, world, year):
    for severity, likelihood in (
        ("minor", "likely"),
        ("critical", "possible"),
        ("minor", "likely"),
    ):
        chains.add(session, year, Given("tin", "T04", severity, likelihood), world.submitter)
    rows = chains.of(session, year)
    assert [row.severity for row in rows] == ["critical", "minor", "minor"]
    assert chains.grid(rows) == {("critical", "possible"): [1], ("minor", "likely"): [2, 3]}


def test_who_looked_before_a_colleague_saved_is_told(session, world, year):
    row = chains.add(session, year, TIN, world.submitter)
    seen = row.version
    chains.change(session, row, Given("tin", "T02", "major", "likely"), world.contact, seen=seen)
    with pytest.raises(Stale):
        chains.change(session, row, TIN, world.submitter, seen=seen)


def test_the_metals_of_approved_items_are_the_companys_own(session, store, world, year):
    for company, sender, metal, decided in (
        (world.company, world.submitter, "tin", True),
        (world.company, world.submitter, "gold", False),
        (world.rival, world.competitor, "zinc", True),
    ):
        site = a_site(session, f"Smelter voor {metal}", metal=metal)
        record = a_record(site.name, metal=metal, candidates=[a_candidate(site)])
        paper = a_document(session, store, company, sender, a_reading(record))
        (item,) = items.of_document(session, paper)
        if decided:
            deciding.decide(session, item, Verdict(ItemAction.APPROVE), world.reader)
    assert chains.metals(session, year) == ["tin"]


def test_the_next_year_begins_with_the_risks_of_this_one(session, world, year, clock):
    chains.add(session, year, TIN, world.submitter)
    clock.at = datetime(2026, 9, 1, 9, tzinfo=UTC)
    later = a_year(session, world.submitter)
    (carried,) = chains.of(session, later)
    assert (carried.material, carried.country, carried.note) == ("tin", "ID", TIN.note)
    chains.remove(session, carried, world.submitter)
    assert len(chains.of(session, year)) == 1


def test_only_the_company_writes_and_only_the_secretariat_reads_along(session, world, year):
    row = chains.add(session, year, TIN, world.submitter)
    assert chains.get(session, row.public_id, world.secretary) is row
    for write in (
        lambda who: chains.add(session, year, TIN, who),
        lambda who: chains.change(session, row, TIN, who),
        lambda who: chains.remove(session, row, who),
    ):
        for who in (world.secretary, world.competitor, world.reader):
            with pytest.raises(NotAllowed):
                write(who)
    for who in (world.competitor, world.reader, world.member, world.chair, world.administrator):
        with pytest.raises(NotFound):
            chains.get(session, row.public_id, who)
