"""Text made to be slow: no pattern of the reader takes more than seconds for a page of it."""

import time

import pytest

from extraction import audits, certificates, classify, declarants, language, pairing
from extraction.records import Kind, Label, Mention, Page

LENGTH = 8_000
UNITS = (
    "a", "1", " ", "\n", "\t", "|", "(", "_", "A.", "Ab ", " - ", "a, ", "1 ", "A1-", "Abcd/",
    "a\tb\tc\n", "smelter country metal\t\n", "NC 1 major: clause 7.2 text of it\n",
    "certifies that the system system ", "Certificate number: \n", "01/02/2024 ", "冶炼厂国",
    "wij Aa Bb Cc Dd Ee ", "Non-conformity major 1 ", "no other ", "valid until ", "Scope:\n",
)  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_a_page_of_one_thing_over_and_over_is_done_with_in_seconds(unit: str) -> None:
    text = unit * (LENGTH // len(unit))
    page = Page(1, 0.0, 0.0, text)
    labels = (Label.SMELTER, Label.COUNTRY, Label.METAL)
    mentions = [
        Mention(labels[at // 100 % 3], text[at : at + 5], 1, at, at + 5, None, "test")
        for at in range(0, len(text) - 5, 100)
    ]
    start = time.perf_counter()
    classify.of_text(text)
    language.of_text(text)
    certificates.read([page])
    audits.read([page], {})
    declarants.read([page], Kind.SMELTER_DECLARATION)
    pairing.pair([page], {}, mentions)
    assert time.perf_counter() - start < 10  # under one on a quiet machine
