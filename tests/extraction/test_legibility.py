"""What was hard to read on a scan is never called certain."""

from extraction import legibility
from extraction.records import Certainty, Page, SmelterRecord, Source, Value, Word


def value(text, box):
    return Value(text, text, Source(1, box, text, "test"))


RECORD = SmelterRecord(
    smelter=value("Merapi Tin Works", (50, 100, 150, 110)),
    country=None,
    metal=None,
    smelter_id=value("XID000101", (200, 100, 260, 110)),
    quote="",
    certainty=Certainty.CERTAIN,
    reasons=("same_row",),
)


def page(*unclear):
    words = (
        Word("Merapi", (50, 100, 90, 110), 0, 6),
        Word("XID000101", (200, 100, 260, 110), 7, 16),
        Word("Other", (300, 300, 340, 310), 17, 22),
    )
    return Page(1, 595, 842, "Merapi XID000101 Other", words, True, True, unclear)


def test_a_record_on_an_unclear_word_is_to_be_checked_and_says_why():
    (found,) = legibility.doubted([RECORD], legibility.unclear_words([page(7)]))
    assert found.certainty is Certainty.CHECK
    assert found.reasons == ("same_row", "poorly_read")


def test_a_record_beside_an_unclear_word_stays_certain():
    assert legibility.doubted([RECORD], legibility.unclear_words([page(17)])) == (RECORD,)


def test_a_page_read_well_has_nothing_unclear():
    assert legibility.unclear_words([page()]) == {}
