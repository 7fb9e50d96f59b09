"""Two versions held against each other: the same, changed, gone and new, each item once."""

import pytest

from tests.cast import a_certificate, a_document, a_reading, a_record, an_audit_finding
from workflows import items, version_diff
from workflows.engine import make_sessions


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def between(session, store, world):
    """What became of the items of one reading in another, in words."""

    def told(before, after):
        old, new = (
            items.of_document(session, a_document(session, store, world.company, sender, reading))
            for sender, reading in ((world.submitter, before), (world.contact, after))
        )
        return [
            (pair.kind.value, [(f.name, f.before, f.after) for f in pair.fields])
            for pair in version_diff.pairs(old, new)
        ]

    return told


def test_the_same_reading_twice_has_nothing_but_the_same(between):
    reading = a_reading(
        a_record(),
        a_record("Kelana"),
        certificates=[a_certificate()],
        findings=[an_audit_finding()],
    )
    assert between(reading, reading) == [("same", [])] * 4


def test_two_of_the_same_against_one_leaves_one_gone(between):
    twice = a_reading(a_record(metal="tin"), a_record(metal="gold"))
    assert [kind for kind, _ in between(twice, a_reading(a_record(metal="gold")))] == [
        "same",
        "gone",
    ]


def test_a_changed_field_is_told_before_and_after(between):
    (only,) = between(a_reading(a_record()), a_reading(a_record(country="MY")))
    assert only == ("changed", [("country", "ID", "MY")])


def test_a_smelter_of_another_metal_is_changed_when_its_own_is_gone(between):
    (only,) = between(a_reading(a_record()), a_reading(a_record(metal="gold")))
    assert only == ("changed", [("metal", "tin", "gold")])


def test_a_new_date_on_a_certificate_is_a_change_of_it(between):
    newer = a_reading(certificates=[a_certificate("2028-01-01")])
    (only,) = between(a_reading(certificates=[a_certificate()]), newer)
    assert only == ("changed", [("expires", "2027-06-06", "2028-01-01")])


def test_a_finding_worded_anew_is_changed_and_another_one_is_new(between):
    before = a_reading(findings=[an_audit_finding("No list of the emergency exits was kept.")])
    after = a_reading(
        findings=[
            an_audit_finding("The wages of two people were paid late in May."),
            an_audit_finding("No list of emergency exits was kept up."),
        ]
    )
    assert [kind for kind, _ in between(before, after)] == ["added", "changed"]


def test_items_come_in_the_order_of_the_newer_version_and_what_is_gone_last(between):
    before = a_reading(a_record("Vostra"), a_record("Kelana"))
    after = a_reading(a_record("Andara"), a_record("Kelana"))
    assert [kind for kind, _ in between(before, after)] == ["added", "same", "gone"]
