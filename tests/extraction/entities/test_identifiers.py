"""Identifiers: the styles they are printed in and their normal form."""

import pytest

from extraction.entities import identifiers


@pytest.mark.parametrize(
    "text", ["XID000101", "XID 000101", "XID-000101", "xid000101", "(XID000101)"]
)
def test_every_style_has_one_normal_form(text: str) -> None:
    found = identifiers.identifier_of(text)
    assert found == identifiers.Identifier("demo", "XID000101", well_formed=True)


def test_malformed_identifiers_are_kept_and_said_to_be_so() -> None:
    found = identifiers.identifier_of("XID0000101")
    assert found is not None
    assert (found.id, found.well_formed) == ("XID0000101", False)


def test_the_older_style_and_the_slip_without_a_letter_are_read() -> None:
    assert identifiers.identifier_of("2XYZ016") == identifiers.Identifier(
        "rmi-2013", "2XYZ016", well_formed=True
    )
    slip = identifiers.identifier_of("ID999999")
    assert slip is not None
    assert not slip.well_formed


def test_identifiers_are_found_as_printed() -> None:
    text = "Merapi (XID 000101), 2XYZ016; part AXID000102, phone 000103, ref ID-7"
    assert [text[s.start : s.end] for s in identifiers.find(text)] == ["2XYZ016", "XID 000101"]


def test_other_numbers_are_none() -> None:
    assert identifiers.identifier_of("000101") is None
