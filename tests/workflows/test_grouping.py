"""Records that say the very same thing are one decision; what differs stays apart."""

from dataclasses import replace

from extraction.records import Certainty
from tests.cast import a_record, a_value
from workflows.grouping import grouped


def names(*records):
    return [[(r.smelter.text, r.country and r.country.value) for r in g] for g in grouped(records)]


def test_the_same_name_said_again_is_one_group_in_reading_order():
    first, other, again = a_record("Alpha"), a_record("Beta"), a_record("ALPHA")
    assert grouped([first, other, again]) == [(first, again), (other,)]


def test_blanks_and_line_ends_within_a_name_make_no_other_name():
    assert len(grouped([a_record("Merapi Tin\nWorks"), a_record("Merapi  Tin Works")])) == 1


def test_another_country_metal_or_identifier_is_another_decision():
    plain = a_record("Alpha")
    assert len(grouped([plain, a_record("Alpha", country="PE")])) == 2
    assert len(grouped([plain, a_record("Alpha", metal="tantalum")])) == 2
    numbered = [replace(plain, smelter_id=a_value(number)) for number in ("XID1", "XID2")]
    assert len(grouped(numbered)) == 2


def test_a_mention_that_says_less_joins_the_only_one_that_fits_and_the_fullest_leads():
    bare, full = a_record("Alpha", country=None, metal=None), a_record("Alpha")
    assert grouped([bare, full]) == [(full, bare)]


def test_a_mention_that_fits_two_places_stays_apart():
    assert names(
        a_record("Alpha", country="ID"),
        a_record("Alpha", country="PE"),
        a_record("Alpha", country=None),
        a_record("Alpha", country=None),
    ) == [[("Alpha", "ID")], [("Alpha", "PE")], [("Alpha", None), ("Alpha", None)]]


def test_of_equals_the_surer_one_leads():
    unsure = a_record("Alpha", certainty=Certainty.UNSURE)
    certain = a_record("Alpha", certainty=Certainty.CERTAIN)
    assert grouped([unsure, certain]) == [(certain, unsure)]
