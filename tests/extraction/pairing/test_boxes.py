"""Boxes one above the other: a certificate's are no list of smelters, a list's are."""

import pytest

from extraction import pipeline
from tests import papers


def names(*texts: str) -> set[str]:
    return {
        record.smelter.text for record in pipeline.read(papers.boxed(*texts), "boxes.pdf").records
    }


@pytest.mark.parametrize(
    "texts",
    [
        (
            "Certificate holder\nVoorbeeld Metalen B.V.",
            "Standard\nISO 14001:2015",
            "Scope\nSmelting and refining of tin and lead",
            "Certificate number\nVB-2024-0173",
            "Valid until\n6 June 2027",
            "Issued by\nToetsbureau Noord",
        ),
        (
            "CERTIFICATE",
            "Scope of the refinery",
            "LBMA Responsible Gold Guidance",
            "Certificate number: VB-2024-0173",
            "Auditor: Toetsbureau Noord",
            "Valid until: 6 June 2027",
        ),
    ],
)
def test_the_boxes_of_a_certificate_make_no_records(texts: tuple[str, ...]) -> None:
    assert names(*texts) == set()


def test_of_a_smelters_own_certificate_only_its_name_is_read() -> None:
    found = names(
        "Smelter",
        "Voorbeeld Tin Works",
        "Address",
        "Tinstraat 4, Noordhaven",
        "Standard",
        "Responsible Minerals Assurance Process",
        "Valid until",
        "6 June 2027",
    )
    assert found == {"Voorbeeld Tin Works"}


def test_a_list_of_names_in_boxes_is_still_one() -> None:
    listed = ("Merapi Refinery", "Kelana Metals", "Isarberg Hüttenwerk", "Voorbeeld Tin Works")
    assert names("Smelters", *listed) == set(listed)
