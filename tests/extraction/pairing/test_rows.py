"""Rows of tables to records: headers in four languages, any order, merged cells, pages."""

import pytest

from extraction import pairing
from extraction.records import Kind, SmelterRecord
from tests import marked_text


def pair(*marked: str, kind: Kind = Kind.OTHER) -> tuple[SmelterRecord, ...]:
    made = [marked_text.page(text, number) for number, text in enumerate(marked, start=1)]
    return pairing.pair(
        [page for page, _ in made], {}, [m for _, found in made for m in found], kind=kind
    )


def shown(records: tuple[SmelterRecord, ...]) -> list[tuple[str | None, ...]]:
    return [
        (
            record.smelter.text,
            record.country.value if record.country else None,
            record.metal.value if record.metal else None,
            record.smelter_id.value if record.smelter_id else None,
        )
        for record in records
    ]


MERAPI = ("Merapi Tin Works", "ID", "tin", "XID000101")
ALTO = ("Alto Wolfram S.p.A.", "IT", "tungsten", "XID000105")


@pytest.mark.parametrize(
    "table",
    [
        "Metal\tSmelter name\tCountry\tSmelter ID\n"
        "Tin\tMerapi Tin Works\tIndonesia\tXID000101\n"
        "Tungsten\tAlto Wolfram S.p.A.\tItaly\tXID000105",
        "Land\tNummer\tNaam smelter\tMetaal\n"
        "Indonesië\tXID000101\tMerapi Tin Works\tTin\n"
        "Italië\tXID000105\tAlto Wolfram S.p.A.\tWolfraam",
        "Name der Schmelze\tMetall\tLand\tKennnummer\n"
        "Merapi Tin Works\tZinn\tIndonesien\tXID000101\n"
        "Alto Wolfram S.p.A.\tWolfram\tItalien\tXID000105",
        "Pays\tNom de la fonderie\tMétal\tNuméro d'identification\n"
        "Indonésie\tMerapi Tin Works\tÉtain\tXID000101\n"
        "Italie\tAlto Wolfram S.p.A.\tTungstène\tXID000105",
        "| ID | Refiner | Country location | Metal |\n|---|---|---|---|\n"
        "| XID 000101 | **Merapi Tin Works** | ID | Sn |\n"
        "| XID-000105 | Alto Wolfram S.p.A. | ITALY | W |",
        "SMELTER ID   STANDARD SMELTER NAME    COUNTRY      METAL      AUDIT CYCLE\n"
        "XID000101    Merapi Tin Works         INDONESIA    Tin        1 Year\n"
        "XID000105    Alto Wolfram S.p.A.      ITALY        Tungsten",
    ],
)
def test_columns_are_known_in_any_order_and_in_four_languages(table: str) -> None:
    assert shown(pair(table)) == [MERAPI, ALTO]


def test_the_row_is_quoted_and_the_record_is_certain() -> None:
    (record,) = pair("Metal\tSmelter\tCountry\nTin\tMerapi Tin Works\tIndonesia")
    assert record.quote == "Tin | Merapi Tin Works | Indonesia"
    assert record.certainty == "certain"
    assert {"same_row", "smelter_column", "identifier_missing"} <= set(record.reasons)


def test_a_look_up_column_gives_the_name_where_the_name_column_is_empty() -> None:
    records = pair(
        "Metal\tSmelter Look-up (*)\tSmelter Name (1)\tSmelter Country\n"
        "Tin\tMerapi Tin Works\t\tINDONESIA\n"
        "Tin\tSmelter not listed\tKade Smelting Ltd.\tGHANA\n"
        "Tin\tSmelter not yet identified\t\t"
    )
    assert [record.smelter.text for record in records] == ["Merapi Tin Works", "Kade Smelting Ltd."]


def test_an_alias_column_beside_the_standard_name_makes_no_second_record() -> None:
    records = pair(
        "Smelter reference\tStandard smelter name\tCountry\n"
        "Merapi TW\tMerapi Tin Works\tIndonesia\nMerapi\tMerapi Tin Works\tIndonesia"
    )
    assert [record.smelter.text for record in records] == ["Merapi Tin Works"]


def test_several_metals_in_a_cell_give_a_record_each() -> None:
    records = pair("Smelter\tMetals\tCountry\nMerapi Refinery\tTin, Tantalum\tIndonesia")
    assert shown(records) == [
        ("Merapi Refinery", "ID", "tin", None),
        ("Merapi Refinery", "ID", "tantalum", None),
    ]


def test_a_metal_above_goes_down_to_the_empty_cells_below_it() -> None:
    records = pair(
        "Metal\tSmelter\tCountry\nTin\tMerapi Tin Works\tIndonesia\n\tBukit Smelter\tMalaysia\n"
        "Gold\tKade Refinery\tGhana"
    )
    assert [record.metal.value for record in records if record.metal] == ["tin", "tin", "gold"]
    assert "carried_down" in records[1].reasons


def test_a_metal_row_inside_the_table_is_a_heading() -> None:
    records = pair(
        "Smelter\tCountry\tSmelter ID\nTin\t\t\nMerapi Tin Works\tIndonesia\tXID000101\n"
        "Gold\t\t\nKade Refinery\tGhana\tXID000110"
    )
    assert [record.metal and record.metal.value for record in records] == ["tin", "gold"]


def test_a_metal_only_in_the_heading_counts_and_says_so() -> None:
    (record,) = pair("{M:Tin} smelters:\n\nSmelter\tCountry\tCity\nMerapi Works\tIndonesia\tSolo")
    assert record.metal
    assert record.metal.value == "tin"
    assert "metal_from_heading" in record.reasons


def test_a_table_goes_on_over_pages_with_and_without_a_repeated_header() -> None:
    head = "Metal\tSmelter\tCountry\n"
    records = pair(
        head + "Tin\tMerapi Tin Works\tIndonesia",
        "Tin\tBukit Smelter\tMalaysia\nTin\tKade Smelter\tGhana",
        head + "Gold\tOro Alto Refinery\tPeru",
    )
    assert [record.smelter.source.page for record in records] == [1, 2, 2, 3]
    assert all(record.country and record.country.value for record in records)


def test_rows_without_any_header_are_told_by_their_contents() -> None:
    records = pair(
        "1/20/2023  Tin  XID000101  Merapi Tin Works  INDONESIA\n    Name changed\n"
        "12/21/2022  Tungsten  XID000105  Alto Wolfram S.p.A.  ITALY\n    Removed: closed"
    )
    assert shown(records) == [MERAPI, ALTO]
    assert "unheaded_column" in records[0].reasons


def test_a_name_column_counts_under_a_heading_of_smelters_only() -> None:
    table = "| id | naam | land | operator |\n|--|--|--|--|\n| a-1 | Hütte Voorland | Polen | X |"
    assert shown(pair(f"### Raffinage en smelters\n\n{table}")) == [
        ("Hütte Voorland", "PL", None, None)
    ]
    assert pair(f"### Leveranciers\n\n{table}") == ()


@pytest.mark.parametrize(
    "table",
    [
        "Country\tCode\tRegion\nIndonesia\tID\tAsia\nItaly\tIT\tEurope",
        "Supplier\tCountry\tMetal\nVoorbeeld Draad B.V.\tNetherlands\tTin",
        "Händler\tLand\tMetall\nMuster Handel GmbH\tDeutschland\tZinn",
        "Question\tAnswer\tComment\nIs any tin used?\tYes\tIn solder",
        "Mine name\tCountry\tMetal\nMina Alta\tPeru\tTin",
        "Certification body\tCountry\tCity\nExample Cert\tItaly\tRome",
        "Smelter\tCountry\tMetal\nSmelter not listed\tItaly\tTin\nn/a\t\t\nTotal\t3\t\nunknown\t\t",
    ],
)
def test_other_tables_give_no_records(table: str) -> None:
    assert pair(table) == ()


def test_two_plants_in_one_cell_are_two_records_and_a_group_is_none() -> None:
    records = pair(
        "Smelter\tCountry\tMetal\nKorinth Zink / LS-Mira (Onda)\tGreece\tZinc\n"
        "China-smelters (Onda/Mira)\tChina\tZinc\nMira/Dorva\tJapan\tZinc"
    )
    names = [record.smelter.text for record in records]
    assert names == ["Korinth Zink", "LS-Mira (Onda)", "Mira", "Dorva"]


def test_an_ambiguous_country_keeps_its_text_and_no_code() -> None:
    (record,) = pair("Smelter\tCountry\tMetal\nKatale Refinery\tCongo\tCobalt")
    assert record.country
    assert (record.country.text, record.country.value) == ("Congo", None)
    assert record.certainty == "check"


def test_a_malformed_identifier_is_kept_as_printed_and_asks_for_a_look() -> None:
    (record,) = pair("Smelter\tSmelter ID\tMetal\nMerapi Tin Works\tXID0001011\tTin")
    assert record.smelter_id
    assert (record.smelter_id.text, record.smelter_id.value) == ("XID0001011", None)
    assert "identifier_odd" in record.reasons
    assert record.certainty == "check"


def test_an_identifier_or_country_beside_the_name_is_taken_from_its_cell() -> None:
    records = pair("Smelter\tMetal\tCity\nMerapi Tin Works (XID000101)\tTin\tSolo\n"
                   "Alto Wolfram (Italy)\tTungsten\tPadua")  # fmt: skip
    assert shown(records) == [MERAPI[:1] + (None,) + MERAPI[2:], ("Alto Wolfram (Italy)", "IT",
                              "tungsten", None)]  # fmt: skip


def test_a_smelter_and_metal_named_twice_is_one_record() -> None:
    records = pair(
        "Smelter\tMetal\tCountry\nMerapi Tin Works\tTin\tIndonesia\n"
        "MERAPI TIN WORKS, PT\tTin\tIndonesia\nMerapi Tin Works\tSilver\tIndonesia"
    )
    assert [record.metal and record.metal.value for record in records] == ["tin", "silver"]


def test_a_mill_certificate_names_no_smelters() -> None:
    table = "Smelter\tCountry\tMetal\nMerapi Tin Works\tIndonesia\tTin"
    assert pair(table, kind=Kind.MILL_CERTIFICATE) == ()


def test_a_table_goes_on_in_the_next_part_of_a_long_document() -> None:
    head, named = marked_text.page(
        "Smelter name\tCountry\tMetal\n{S:Merapi Tin Works}\t{C:Indonesia}\t{M:Tin}"
    )
    rest, others = marked_text.page("{S:Alto Wolfram S.p.A.}\t{C:Italy}\t{M:Tungsten}", 2)
    first, course = pairing.drafted([head], {}, named, pairing.Course())
    second, _ = pairing.drafted([rest], {}, others, course)
    found = pairing.concluded([*first, *second], {})
    assert found == pairing.pair([head, rest], {}, [*named, *others])
    assert [name for name, *_ in shown(found)] == ["Merapi Tin Works", "Alto Wolfram S.p.A."]


def test_a_column_of_row_numbers_is_not_that_of_identifiers() -> None:
    records = pair(
        "Nr.\tNaam smelter\tLand\tID-nummer\n"
        "1\t{S:Merapi Tin Works}\t{C:Indonesië}\tXID000101\n"
        "2\t{S:Alto Wolfram S.p.A.}\t{C:Italië}\tXID000105"
    )
    assert [identifier for *_, identifier in shown(records)] == ["XID000101", "XID000105"]


def test_a_metal_named_once_holds_for_the_rows_below_on_the_next_page_too() -> None:
    records = pair(
        "Metal\tSmelter name\tCountry\nTin\t{S:Merapi Tin Works}\t{C:Indonesia}",
        "Metal\tSmelter name\tCountry\n\t{S:Kelana Smelting}\t{C:Malaysia}\n"
        "Gold\t{S:Vostra Refinery}\t{C:Germany}",
    )
    assert [metal for _, _, metal, _ in shown(records)] == ["tin", "tin", "gold"]


def test_a_heading_over_a_table_holds_where_the_table_goes_on() -> None:
    records = pair(
        "Tungsten\n\nSmelter\tCountry\n{S:Alto Wolfram S.p.A.}\t{C:Italy}",
        "Smelter\tCountry\n{S:Isarberg Hüttenwerk}\t{C:Germany}",
    )
    assert [metal for _, _, metal, _ in shown(records)] == ["tungsten", "tungsten"]


def test_a_town_with_a_haven_in_its_name_makes_no_table_one_of_ports() -> None:
    records = pair(
        "Voorbeeld Draad B.V., Noordhaven\n\n"
        "Country\tFacility name\tID number\n{C:Indonesia}\tMerapi Tin Works\tXID000101"
    )
    assert [name for name, *_ in shown(records)] == ["Merapi Tin Works"]


def test_row_numbers_read_into_the_column_beside_them_are_taken_out() -> None:
    found = pair(
        "Nr. Smelter\tCountry\tSmelter ID\n1 Merapi Works\tIndonesia\tXID000101\n"
        "2 Alto Wolfram\tItaly\tXID000105\nTin\t\t\nNr. Smelter\tCountry\tSmelter ID\n"
        "1 Onda Works\tJapan\tXID000120\n"
    )
    assert [row[0] for row in shown(found)] == ["Merapi Works", "Alto Wolfram", "Onda Works"]


def test_a_name_that_begins_with_a_number_keeps_it() -> None:
    found = pair(
        "Smelter\tCountry\tSmelter ID\n3 Merapi Works\tIndonesia\tXID000101\n"
        "8 Alto Wolfram\tItaly\tXID000105\n"
    )
    assert [row[0] for row in shown(found)] == ["3 Merapi Works", "8 Alto Wolfram"]
