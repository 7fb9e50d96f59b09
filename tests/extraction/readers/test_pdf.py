"""Pages of a PDF: text, words, boxes as a reader sees them, pictures."""

import struct

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from extraction.errors import Damaged, NeedsPassword
from extraction.readers import pdf
from tests import papers

TABLE = papers.smelter_table(3)


def page_of(data, number=1):
    with pdf.opened(data) as document:
        return pdf.read_page(document, number)


def box_of(page, text):
    (word,) = [word for word in page.words if word.text == text]
    return pytest.approx(word.box, abs=0.05)


def test_each_word_stands_in_the_text_at_its_offsets():
    page = page_of(papers.letter("Merapi Tin Works\nIndonesië")).page
    assert page.text == "Merapi Tin Works\nIndonesië"
    assert [page.text[word.start : word.end] for word in page.words] == page.text.split()


def test_a_box_lies_round_its_word_from_the_top_left():
    left, top, right, bottom = page_of(TABLE).page.words[0].box
    assert left == pytest.approx(papers.LEFT, abs=1)
    assert top < 60 < bottom < 66  # the base line is at 60
    assert right - left == pytest.approx(stringWidth("Conflict", "Helvetica-Bold", 14), abs=1)


def test_a_page_shifted_in_the_file_has_the_same_boxes():
    shifted = page_of(papers.shifted(TABLE, 130, -70)).page
    assert box_of(shifted, "XID000102") == box_of(page_of(TABLE).page, "XID000102").expected


def test_a_cropped_page_counts_from_its_crop():
    left, top, right, bottom = box_of(page_of(TABLE).page, "XID000102").expected
    cropped = page_of(papers.cropped(TABLE, 30, 400, 560, 800)).page
    up = papers.HEIGHT - 800
    assert box_of(cropped, "XID000102") == (left - 30, top - up, right - 30, bottom - up)


def test_words_outside_the_crop_are_not_read():
    assert "XID000102" not in page_of(papers.cropped(TABLE, 30, 750, 300, 840)).page.text


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_with_sideways_text_is_read_in_its_order(degrees):
    turned = page_of(papers.turned(TABLE, degrees))
    assert turned.page.text == page_of(TABLE).page.text
    assert turned.turns == degrees // 90


def test_a_word_broken_at_the_end_of_a_line_keeps_its_hyphen_and_its_line():
    assert page_of(papers.letter("the Merapi smel-\nting works")).page.text == (
        "the Merapi smel-\nting works"
    )


def test_what_was_typed_into_a_form_is_read():
    assert "Merapi Tin Works" in page_of(papers.filled_form("Merapi Tin Works")).page.text


def test_a_blank_page_has_no_ink_and_a_scan_has():
    assert not page_of(papers.blank()).page.has_ink
    scan = page_of(papers.scan())
    assert scan.page.has_ink
    assert scan.pictures > 0.8


def test_a_file_that_anybody_may_open_opens_without_asking():
    assert "XID000101" in page_of(papers.encrypted(TABLE, user="")).page.text


def test_a_file_behind_a_password_says_so():
    with pytest.raises(NeedsPassword), pdf.opened(papers.encrypted(TABLE)):
        pass


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"garbage", b"%PDF-1.4\n1 0 obj\n<<"])
def test_garbage_is_damaged(data):
    with pytest.raises(Damaged), pdf.opened(data):
        pass


@pytest.mark.parametrize("number", [0, 2])
def test_a_page_that_is_not_there_cannot_be_read(number):
    with pytest.raises(Damaged):
        page_of(TABLE, number)


def size_of(png):
    return struct.unpack_from(">II", png, 16)


def test_a_picture_has_the_width_asked_for_and_the_shape_of_the_page():
    assert size_of(pdf.render_page(TABLE, 1, width_px=600)) == (600, 849)


def test_a_picture_of_a_turned_page_lies_on_its_side():
    wide, high = size_of(pdf.render_page(papers.turned(TABLE, 90), 1, width_px=600))
    assert wide == 600
    assert high == round(600 * papers.WIDTH / papers.HEIGHT)


def test_a_picture_never_exceeds_forty_million_pixels():
    wide, high = size_of(pdf.render_page(papers.blank(), 1, width_px=9_000))
    assert 39_000_000 < wide * high <= 40_000_000


def test_a_page_without_colour_gives_a_grey_picture():
    grey = pdf.render_page(TABLE, 1, width_px=300)
    assert grey[25] == 0  # the colour type of PNG: greyscale
