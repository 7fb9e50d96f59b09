"""Columns: what headers say in the languages of declarations."""

import pytest

from extraction.entities import columns
from extraction.entities.columns import Column


@pytest.mark.parametrize(
    "header",
    [
        "Smelter",
        "Smelter Name (*)",
        "Standard Smelter Names",
        "SMELTER REFERENCE",
        "Refiner",
        "Naam smelter",
        "Naam van de smelterij",
        "Smelterij / raffinaderij",
        "Name der Schmelzhütte",
        "Schmelze",
        "Nom de la fonderie",
        "Affineur",
    ],
)
def test_headers_over_names_of_smelters(header: str) -> None:
    assert columns.is_smelter_header(header)


@pytest.mark.parametrize(
    "header",
    [
        "Smelter ID",
        "Smelter Country",
        "Smelter City",
        "Smelter Street",
        "Smelter Contact Name",
        "Source of Smelter Identification Number",
        "Is the smelter conformant?",
        "CRUDE COBALT REFINER",
        "Norvik Smelter",
        "Name",
        "Land",
        "",
    ],
)
def test_other_headers_are_not(header: str) -> None:
    assert not columns.is_smelter_header(header)


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Country", Column.COUNTRY),
        ("Smelter Country (*)", Column.COUNTRY),
        ("COUNTRY LOCATION", Column.COUNTRY),
        ("Land", Column.COUNTRY),
        ("Pays", Column.COUNTRY),
        ("Metaal", Column.METAL),
        ("Metal (*)", Column.METAL),
        ("Métal", Column.METAL),
        ("SMELTER ID", Column.IDENTIFIER),
        ("Smelter Identification", Column.IDENTIFIER),
        ("CID", Column.IDENTIFIER),
        ("operator", Column.OPERATOR),
        ("naam", Column.NAME),
        ("Smelter Look-up (*)", Column.SMELTER),
        ("Price", None),
    ],
)
def test_a_header_says_what_its_column_holds(header: str, column: Column | None) -> None:
    assert columns.column_of(header) is column


def test_the_places_of_the_columns_of_smelters() -> None:
    header = ("Metal", "Smelter reference", "Standard smelter name", "Country")
    assert columns.smelter_cells(header) == (1, 2)
