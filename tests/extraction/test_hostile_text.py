"""Text made to be slow: no pattern of the reader takes work out of proportion for it."""

import pytest

from extraction import audits, certificates, classify, declarants, language, pairing
from extraction.records import Kind, Label, Mention, Page
from tests.growing import growth

LENGTH = 4_000
_CUBIC = 7.0
UNITS = (
    "a", "1", " ", "\n", "\t", "|", "(", "_", "A.", "Ab ", " - ", "a, ", "1 ", "A1-", "Abcd/",
    "a\tb\tc\n", "smelter country metal\t\n", "NC 1 major: clause 7.2 text of it\n",
    "certifies that the system system ", "Certificate number: \n", "01/02/2024 ", "冶炼厂国",
    "wij Aa Bb Cc Dd Ee ", "Non-conformity major 1 ", "no other ", "valid until ", "Scope:\n",
)  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_a_page_of_one_thing_over_and_over_costs_at_most_its_square(unit: str) -> None:
    assert growth(lambda size: _read(unit * (size // len(unit))), LENGTH) < _CUBIC


def _read(text: str) -> None:
    page = Page(1, 0.0, 0.0, text)
    labels = (Label.SMELTER, Label.COUNTRY, Label.METAL)
    mentions = [
        Mention(labels[at // 100 % 3], text[at : at + 5], 1, at, at + 5, None, "test")
        for at in range(0, len(text) - 5, 100)
    ]
    classify.of_text(text)
    language.of_text(text)
    certificates.read([page])
    audits.read([page], {})
    declarants.read([page], Kind.SMELTER_DECLARATION)
    pairing.pair([page], {}, mentions)
