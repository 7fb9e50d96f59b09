from datetime import date

import pytest

from extraction import registers
from tests.cast import a_risk_list, an_entity_list
from workflows import risk_entries, risks
from workflows.errors import Conflict, Invalid
from workflows.models import Event, EventPayload
from workflows.risk_entries import EntityChange, ListedEntity
from workflows.states import ListKind

DAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "name,other names,country,identifier,risks,where\n"
        "Verzonnen Hut,Hut V|VH,Birma,XID000901,forced labour,page 3\n",
        "Vindplaats;Land;Naam;Andere namen;Identificatie;Risico's\n"
        "page 3;MM;Verzonnen Hut;Hut V | VH;XID000901;forced labour\n",
        '[{"Name": "Verzonnen Hut", "Other_names": ["Hut V", "VH"], "Country": "Myanmar",'
        ' "ID": "XID000901", "Risk": "forced labour", "Source": "page 3"}]',
    ],
    ids=["in English", "in Dutch and in another order", "in JSON"],
)
def test_the_first_row_says_in_which_columns_an_entry_stands(text):
    entities, problems = risk_entries.read_rows(registers.table(text.encode()))
    assert entities == [
        ListedEntity("Verzonnen Hut", ("Hut V", "VH"), "MM", "XID000901", "forced labour", "page 3")
    ]
    assert problems == []


def test_a_name_is_enough():
    entities, problems = risk_entries.read_rows([["Bedrijf", "Nr"], ["Hut  V", "1"], ["", ""], []])
    assert (entities, problems) == ([ListedEntity("Hut V")], [])


def test_what_is_wrong_with_a_row_is_said_by_its_number_and_the_row_is_left_out():
    rows = [
        ["name", "country", "identifier"],
        ["Een", "Atlantis", ""],
        ["", "MM", "XID000901"],
        ["Twee", "MM", "XID000902"],
        ["Drie", "MM", "XID-000902"],
        ["TWEE B.V.", "", ""],
        ["Twee", "", ""],
        ["x" * 501, "", ""],
    ]
    entities, problems = risk_entries.read_rows(rows)
    assert entities == [ListedEntity("Twee", (), "MM", "XID000902"), ListedEntity("TWEE B.V.")]
    assert [(p.row, p.message, p.text) for p in problems] == [
        (2, risk_entries.COUNTRY_UNKNOWN, "Atlantis"),
        (3, risk_entries.NO_NAME, ""),
        (5, risks.LISTED_TWICE, "XID-000902"),
        (7, risks.LISTED_TWICE, "Twee"),
        (8, risk_entries.TOO_LONG, "x" * 40 + "…"),
    ]


@pytest.mark.parametrize("rows", [[], [["Verzonnen Hut", "MM"], ["Kuil", "ID"]]])
def test_a_file_that_names_no_columns_is_left_out_and_says_what_to_put_there(rows):
    entities, problems = risk_entries.read_rows(rows)
    assert entities == []
    assert [(p.row, p.message) for p in problems] == [(1, risk_entries.NO_HEADS)]


def test_what_was_imported_is_what_was_read(session):
    one = ListedEntity("Verzonnen Hut", ("Hut V", "VH"), "MM", "XID000901", "x | y", "page 3")
    two = ListedEntity("Kuil")
    edition = an_entity_list(session, one, two, valid_from=DAY)
    session.expire_all()
    assert [risk_entries.of_row(row) for row in edition.entries] == [one, two]
    assert edition.kind is ListKind.ENTITIES
    assert risks.sizes(session) == {edition.id: 2}
    assert risk_entries.listing(session, edition, 1).rows == [two, one]


def test_in_a_long_list_every_entry_is_found_by_its_own_keys(session):
    listed = [ListedEntity(f"Bedrijf {n}", identifier=f"XID{n:06d}") for n in range(1001)]
    edition = an_entity_list(session, *listed, valid_from=DAY)
    session.expire_all()
    assert len(edition.entries) == len(listed)
    for row in edition.entries:
        assert {one.key for one in row.keys} == risk_entries.keys(risk_entries.of_row(row))


def test_an_import_is_in_the_log_with_how_many_there_were(session):
    edition = an_entity_list(session, ListedEntity("Een"), ListedEntity("Twee"), valid_from=DAY)
    event = session.query(Event).filter_by(object_id=edition.public_id).one()
    body = session.get_one(EventPayload, event.seq).body
    assert '"entries":2' in body.replace(" ", "")
    assert edition.name in body


def test_one_edition_is_told_from_the_next():
    old, new = (
        [
            ListedEntity("Blijft", country="MM"),
            ListedEntity("Heet anders", identifier="XID000901"),
            ListedEntity("Gaat weg"),
            ListedEntity("Krijgt een nummer", country="ID"),
            ListedEntity("Naamgenoot", identifier="XID000903"),
        ],
        [
            ListedEntity("Blijft", country="MM"),
            ListedEntity("Nieuwe Naam", identifier="xid000901"),
            ListedEntity("Komt erbij"),
            ListedEntity("Krijgt een nummer N.V.", country="ID", identifier="XID000902"),
            ListedEntity("Naamgenoot", identifier="XID000904"),
        ],
    )
    found = risk_entries.between(old, new)
    assert found.kept == (old[0],)
    assert found.changed == (EntityChange(old[1], new[1]), EntityChange(old[3], new[3]))
    assert (found.added, found.removed) == ((new[2], new[4]), (old[2], old[4]))
    assert found.changed[0].differences == [
        ("name", "Heet anders", "Nieuwe Naam"),
        ("identifier", "XID000901", "xid000901"),
    ]


def test_an_edition_is_compared_with_the_one_before_it(session):
    old = an_entity_list(session, ListedEntity("Een"), ListedEntity("Twee"), valid_from=DAY)
    new = an_entity_list(session, ListedEntity("Twee"), valid_from=date(2026, 7, 1))
    assert risk_entries.delta(old, new).removed == (ListedEntity("Een"),)
    assert risk_entries.delta(None, [ListedEntity("Een")]).added == (ListedEntity("Een"),)


def test_an_empty_list_and_a_day_that_has_an_edition_are_refused(session):
    with pytest.raises(Invalid, match="no companies"):
        an_entity_list(session, valid_from=DAY)
    an_entity_list(session, ListedEntity("Een"), valid_from=DAY)
    with pytest.raises(Conflict, match="that day"):
        an_entity_list(session, ListedEntity("Een"), valid_from=DAY)


def test_a_list_keeps_its_kind(session):
    a_risk_list(session, "ID", valid_from=DAY, name="Landen")
    with pytest.raises(Conflict, match="something else"):
        an_entity_list(session, ListedEntity("Een"), valid_from=date(2026, 7, 1), name="Landen")
