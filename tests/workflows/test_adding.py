"""Adding what was missed: as which item it is kept, which smelters a name is offered for."""

import pytest
from sqlalchemy import select

from tests.cast import a_record, a_site
from workflows import adding, bounds, deciding, items
from workflows.errors import Invalid
from workflows.models import Finding
from workflows.states import ItemAction, ItemState
from workflows.verdicts import Verdict, suggested


@pytest.fixture
def add(session, world, paper):
    (row,) = paper(a_record())

    def _add(kind="smelter", places=adding.NOWHERE, **values):
        return adding.add(
            session, row.document, world.reader,
            page=1, values=values, box=None, typed=True, kind=kind, places=places,
        )  # fmt: skip

    return _add


def test_a_missed_name_that_the_register_knows_is_offered_as_that_smelter(session, add):
    kelana = a_site(session, "Kelana Works")
    assert suggested(add(smelter="KELANA WORKS")) is kelana


def test_a_missed_name_is_looked_up_by_its_number_too(session, add):
    kelana = a_site(session, "Kelana Works", identifier="XID000777")
    added = add(smelter="Bedachte Smelterij", smelter_id="XID000777")
    assert [row.site for row in added.candidates] == [kelana]


def test_a_missed_name_is_never_offered_the_smelter_of_another_company(session, world, add):
    a_site(session, "Kelana Works", organisation=world.rival)
    assert add(smelter="Kelana Works").candidates == []


GIVEN = {
    "certificate": {
        "scheme": "iso_14001",
        "standard": "ISO 14001:2015",
        "number": "NL-1",
        "expires": "2027-06-06",
        "country": "nl",
    },
    "audit_finding": {"statement": "An exit was blocked.", "clause": "4.2", "severity": "major"},
}


@pytest.mark.parametrize("kind", GIVEN)
def test_a_missed_certificate_or_finding_is_kept_as_one_that_was_read(session, world, add, kind):
    item = add(kind=kind, **GIVEN[kind])
    said = {f.name: f.value for f in item.fields}
    assert said == GIVEN[kind] | ({"country": "NL"} if kind == "certificate" else {})
    assert (item.kind, item.state, item.page) == (kind, ItemState.OPEN, 1)
    assert (item.origin, item.candidates) == ("typed", [])
    approve = Verdict(ItemAction.APPROVE)
    deciding.decide(session, item, approve, world.reader)
    assert (item.state, item.second_reason) == (ItemState.SECOND, "typed")
    deciding.decide(session, item, approve, world.other_reader)
    assert item.state is ItemState.APPROVED


def test_a_finding_that_was_added_is_followed_up_once_two_people_read_it(session, world, add):
    item = add(kind="audit_finding", **GIVEN["audit_finding"])
    for reader in (world.reader, world.other_reader):
        deciding.decide(session, item, Verdict(ItemAction.APPROVE), reader)
    (finding,) = session.scalars(select(Finding)).all()
    assert (finding.rule, finding.facts["severity"]) == ("audit_finding", "major")


def test_what_was_missed_stands_where_it_was_pointed_at(add):
    place = bounds.Place(1, (70.0, 100.0, 200.0, 112.0))
    item = add(kind="audit_finding", places={"statement": place}, **GIVEN["audit_finding"])
    assert items.mentions(item)[0].box == place.box
    assert [f.box is None for f in item.fields] == [False, True, True]
    with pytest.raises(Invalid, match="Choose a place on the page"):
        off = {"statement": bounds.Place(1, (70.0, 100.0, 9000.0, 112.0))}
        add(kind="audit_finding", places=off, **GIVEN["audit_finding"])


@pytest.mark.parametrize(
    ("kind", "values", "told"),
    [
        ("certificate", {"scheme": "iso_14001"}, "the standard, the number or the holder"),
        ("certificate", {"number": "NL-1", "expires": "soon"}, "is not a date"),
        ("audit_finding", {"clause": "4.2"}, "Fill in what was found"),
        ("audit_finding", {"statement": "Exits.", "severity": "huge"}, "Choose one of"),
        ("smelter", {"metal": "tin"}, "Give the smelter a name"),
        ("mine", {"smelter": "Merapi"}, "Mines are not reviewed here"),
        ("pit", {"smelter": "Merapi"}, "Only smelters and refiners, certificates"),
    ],
)
def test_what_is_added_says_what_it_is(add, kind, values, told):
    with pytest.raises(Invalid, match=told):
        add(kind=kind, **values)
