"""Plain text files: one page, offsets of the file, no geometry."""

import pytest

from extraction.errors import Unsupported
from extraction.readers.text import read_text


def test_a_text_file_is_one_page_with_its_line_ends():
    page, _, _ = read_text(b"Tin\r\nMerapi Tin Works\n")
    assert (page.number, page.text, page.words) == (1, "Tin\r\nMerapi Tin Works\n", ())


def test_the_byte_order_mark_does_not_count():
    assert read_text(b"\xef\xbb\xbfTin")[0].text == "Tin"


def test_a_nul_is_shown_by_one_sign_so_that_offsets_hold():
    text = read_text(b"a\0b\x1b[31m")[0].text
    assert text == "a\u2400b\u241b[31m"


def test_a_text_says_which_encoding_was_assumed():
    page, _, (doubt,) = read_text("Indonesië".encode("cp1252"))
    assert page.text == "Indonesië"
    assert (doubt.code, doubt.detail) == ("encoding_assumed", "cp1252")
    assert read_text("Indonesië".encode())[2] == ()


def test_bytes_in_no_encoding_are_refused():
    with pytest.raises(Unsupported):
        read_text(b"Tin\x81\x8d\x8f\x90\x9d Works \xff\xfe\xfd")
