"""The supplier a paper comes from: by label, by its own words, by letterhead, or not at all."""

import pytest

from extraction import declarants
from extraction.records import Kind, Page


def read(text: str, kind: Kind = Kind.SMELTER_DECLARATION) -> str | None:
    found = declarants.read([Page(1, 0.0, 0.0, text)], kind)
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Declaration\nCompany Name: Voorbeeld Draad B.V.\nDate: 2026", "Voorbeeld Draad B.V."),
        ("Naam leverancier: Zinkerij Voorland", "Zinkerij Voorland"),
        ("Lieferant: Muster Draht GmbH", "Muster Draht GmbH"),
        ("Raison sociale : Exemple SARL", "Exemple SARL"),
        ("Hierbij verklaren wij, Voorbeeld Draad B.V., dat", "Voorbeeld Draad B.V."),
        ("Erklärung\nDie Muster Draht GmbH verpflichtet sich zur Sorgfalt.", "Muster Draht GmbH"),
        ("Erklärung der Firma Muster Draht GmbH", "Muster Draht GmbH"),
        ("Voorbeeld Draad B.V. | Draadweg 12\nDeclaration of smelters", "Voorbeeld Draad B.V."),
        ("Declaration of smelters\nWe buy tin from several smelters.", None),
        ("Company name: ______________", None),
        ("Company   City   Country\nOnda Works   Solo   Indonesia", None),
        ("Company name\nVoorbeeld Draad B.V.\nAddress", "Voorbeeld Draad B.V."),
    ],
)
def test_the_supplier_is_named_by_its_paper(text: str, name: str | None) -> None:
    assert read(text) == name


def test_a_certificate_does_not_come_from_its_holder() -> None:
    assert read("Company name: Voorbeeld Draad B.V.", Kind.CERTIFICATE) is None


def test_no_pages_name_nobody() -> None:
    assert declarants.read([], Kind.OTHER) is None
