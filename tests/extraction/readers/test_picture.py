"""Files that are pictures: each is a page of a size, drawn and read like one of a PDF."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from extraction import readers
from extraction.errors import Damaged, TooBig
from extraction.isolated import extract_isolated
from extraction.pictures import render_isolated
from extraction.readers import drawing
from extraction.readers.course import COURSE, Course
from extraction.readers.scanned import Scanned
from extraction.records import Outcome
from tests import papers, photographs


@pytest.fixture(scope="module")
def photo():
    letter = papers.letter("Merapi Tin Works in Indonesia (XID000101).")
    return photographs.photograph(papers.cropped(letter, 0, 640, 420, 842))


def several(*pictures):
    out = BytesIO()
    pictures[0].save(out, "TIFF", save_all=True, append_images=pictures[1:], dpi=(200, 200))
    return out.getvalue()


def pages_of(data):
    return list(readers.open_document(data))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP", "GIF"])
def test_a_picture_is_a_page_that_waits_to_be_recognised(photo, kind):
    ((page, tables, warnings),) = pages_of(photographs.filed(photo, kind))
    assert (page.number, page.text, page.has_ink, tables) == (1, "", True, ())
    assert [warning.code for warning in warnings] == ["no_text_layer"]


def test_a_page_is_as_large_as_the_file_says(photo):
    ((page, _, _),) = pages_of(photographs.filed(photo, "PNG", dpi=200))
    assert (page.width, page.height) == pytest.approx((420, 202), abs=1)


def test_a_picture_that_does_not_know_its_size_is_a_sheet_of_a4(photo):
    ((page, _, _),) = pages_of(photographs.filed(photo, "PNG", dpi=None))
    assert page.width == 842


def test_each_picture_of_a_fax_is_a_page(photo):
    found = pages_of(several(photo.convert("1"), photo.rotate(90, expand=True)))
    assert [page.number for page, _, _ in found] == [1, 2]
    assert found[0][0].width > found[0][0].height
    assert found[1][0].width < found[1][0].height


def test_a_photo_is_seen_the_way_the_camera_was_held(photo):
    out = BytesIO()
    held = Image.Exif()
    held[0x0112] = 6  # a quarter turn clockwise brings it upright
    photo.rotate(90, expand=True).save(out, "JPEG", exif=held, dpi=(200, 200))
    ((page, _, _),) = pages_of(out.getvalue())
    assert page.width > page.height


def test_what_is_seen_through_is_on_white_paper(photo):
    through = Image.new("RGBA", photo.size, (0, 0, 0, 0))
    seen = []

    def scan(picture):
        seen.append(picture.pixels)
        return Scanned(1, 1, "", (), (), (), False, lambda box: box)

    token = COURSE.set(Course(scan=scan))
    pages_of(photographs.filed(through, "PNG"))
    COURSE.reset(token)
    assert set(seen[0]) == {255}


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_broken_picture_is_damaged(photo, kind):
    data = photographs.filed(photo, kind)
    with pytest.raises(Damaged):
        pages_of(data[: len(data) // 3])


def test_a_picture_of_far_too_many_pixels_is_refused_unseen():
    small = photographs.filed(Image.new("1", (8, 8)), "PNG")
    head = b"IHDR" + struct.pack(">II", 30_000, 30_000) + small[24:29]
    bomb = small[:12] + head + struct.pack(">I", zlib.crc32(head)) + small[33:]
    with pytest.raises(TooBig):
        pages_of(bomb)


def test_a_picture_is_drawn_as_a_page(photo):
    with drawing.opened(photographs.filed(photo, "JPEG")) as (count, draw):
        drawn = Image.open(BytesIO(draw(1, 300)))
    assert count == 1
    assert drawn.size == (300, round(300 * photo.height / photo.width))


def test_a_photo_is_read_and_drawn_in_a_process_of_its_own(photo):
    data = photographs.filed(photo, "JPEG")
    found = extract_isolated(data, "photo.jpg")
    assert found.outcome is Outcome.READ
    assert "XID000101" in found.pages[0].text
    ((number, picture),) = render_isolated(data, [1], width_px=200)
    assert number == 1
    assert picture.startswith(b"\x89PNG")
