"""Which characters are shown as signs, and which stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from report_templates.printable import lines, printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b", "a␀b"),
        ("\x1b[2J", "␛[2J"),
        ("a\r\nb", "a␍\nb"),
        ("\x7f", "␡"),
        ("\x85\x9b", "⟨U+0085⟩⟨U+009B⟩"),
        ("\ud800", "⟨U+D800⟩"),
        ("factuur\u202efdp.exe\u2069", "factuur⟨U+202E⟩fdp.exe⟨U+2069⟩"),
        ("\ufffe\ufdd0\U0010ffff", "⟨U+FFFE⟩⟨U+FDD0⟩⟨U+10FFFF⟩"),
    ],
)
def test_what_cannot_be_seen_is_shown_as_a_sign(text: str, shown: str) -> None:
    assert printable(text) == shown


@pytest.mark.parametrize(
    "text", ["", "AT&T", "a\tb\nc", "😀 合同 שלום", "\u200f\ufeff\u200b\u2028"]
)
def test_other_text_is_left_alone(text: str) -> None:
    assert printable(text) == text


@given(st.text(st.characters()))
def test_any_text_becomes_something_xml_and_utf8_can_hold(text: str) -> None:
    element = etree.Element("t")
    element.text = printable(text)
    assert etree.fromstring(etree.tostring(element)).text in (printable(text), None)
    assert printable(printable(text)) == printable(text)


def test_lines_of_a_form_are_split_at_any_line_end() -> None:
    assert lines("a\r\n\r\n b \nc\rd") == ("a", "b", "c␍d")
