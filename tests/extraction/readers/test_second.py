"""The second reading of a page: what it takes for a word, and what for no place at all."""

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from extraction.readers.second import second_reader


def test_words_that_a_broken_matrix_sends_off_any_page_are_left_out() -> None:
    data = BytesIO()
    canvas = Canvas(data, pageCompression=0)
    canvas.drawString(72, 700, "Here it stands")
    canvas.translate(-1.6e12, 0)
    canvas.drawString(72, 680, "Away")
    canvas.save()
    text, words = second_reader(data.getvalue(), 10.0)(1)
    assert text == "Here it stands"
    assert [word.text for word in words] == text.split()
