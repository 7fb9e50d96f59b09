from dataclasses import astuple

import pytest

from tests.cast import a_candidate, a_certificate, a_record, a_site
from workflows import adding, deciding, quality
from workflows.deciding import decide
from workflows.engine import make_sessions
from workflows.errors import NotFound
from workflows.states import ItemAction, ItemKind, RejectReason
from workflows.verdicts import Verdict

APPROVE = Verdict(ItemAction.APPROVE)
RIGHT, CHANGED, REJECTED, MISSED = (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1)
PUT_RIGHT = (0, 1, 0, 1)


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def record(session):
    return a_record(candidates=[a_candidate(a_site(session))])


def field(session, world, name, kind=ItemKind.SMELTER):
    found = quality.counts(session, world.secretary).fields.get((kind, name))
    return astuple(found) if found else None


def totals(session, world):
    """Of whole items, by everything that they are counted by."""
    found = quality.counts(session, world.administrator)
    return [
        {key: astuple(count) for key, count in by.items()}
        for by in (found.models, found.kinds, found.languages)
    ]


def everywhere(count):
    return [{("test", "shipped"): count}, {"smelter_declaration": count}, {"en": count}]


def test_nothing_is_counted_before_somebody_decided(session, world, paper, record):
    paper(record)
    assert quality.counts(session, world.secretary) == quality.Quality()


def test_what_is_approved_as_it_was_read_is_right(session, world, paper, record):
    (item,) = paper(record)
    decide(session, item, APPROVE, world.reader)
    assert field(session, world, "smelter") == RIGHT
    assert field(session, world, "smelter_id") is None
    assert totals(session, world) == everywhere(RIGHT)


def change(session, world, item, **changes):
    decide(session, item, Verdict(ItemAction.CHANGE, changes=changes), world.reader)
    decide(session, item, APPROVE, world.other_reader)


def test_what_is_changed_was_read_wrongly_and_is_missed(session, world, paper, record):
    (item,) = paper(record)
    change(session, world, item, country="MY")
    assert field(session, world, "country") == PUT_RIGHT
    assert field(session, world, "smelter") == RIGHT
    assert totals(session, world) == everywhere(PUT_RIGHT)


def test_what_is_emptied_was_read_wrongly_and_what_is_filled_in_was_missed(
    session, world, paper, record
):
    (item,) = paper(record)
    change(session, world, item, country="", smelter_id="XID000101")
    assert field(session, world, "country") == CHANGED
    assert field(session, world, "smelter_id") == MISSED


def test_a_correction_to_what_was_read_changes_nothing(session, world, paper, record):
    (item,) = paper(record)
    change(session, world, item, country="ID", metal="tin")
    assert totals(session, world) == everywhere(RIGHT)


@pytest.mark.parametrize(
    ("reason", "count"), [("not_a_smelter", REJECTED), ("misread", REJECTED), ("other_metal", None)]
)
def test_a_rejection_counts_where_the_reading_was_wrong(
    session, world, paper, record, reason, count
):
    (item,) = paper(record)
    decide(session, item, Verdict(ItemAction.REJECT, RejectReason(reason)), world.reader)
    assert field(session, world, "smelter") == count
    assert totals(session, world) == everywhere(count or (0, 0, 0, 0))


def test_what_is_added_by_hand_was_missed(session, world, paper, record):
    (item,) = paper(record)
    decide(session, item, APPROVE, world.reader)
    added = adding.add(
        session, item.document, world.reader, page=1, values={"smelter": "Bromo", "country": "ID"},
        box=None, typed=True,
    )  # fmt: skip
    for who in (world.reader, world.other_reader):
        decide(session, added, APPROVE, who)
    assert field(session, world, "smelter") == (1, 0, 0, 1)
    assert field(session, world, "country") == (1, 0, 0, 1)
    assert totals(session, world) == everywhere((1, 0, 0, 1))


def test_each_field_of_a_certificate_counts_by_itself(session, world, paper):
    (item,) = paper(certificates=[a_certificate()])
    change(session, world, item, number="VB-2")
    assert field(session, world, "number", ItemKind.CERTIFICATE) == PUT_RIGHT
    assert field(session, world, "expires", ItemKind.CERTIFICATE) == RIGHT
    assert field(session, world, "site", ItemKind.CERTIFICATE) == (2, 0, 0, 0)


def test_an_undone_verdict_counts_for_nothing(session, world, paper, record):
    (item,) = paper(record)
    decide(session, item, APPROVE, world.reader)
    deciding.undo(session, item, world.reader)
    assert totals(session, world) == [{}, {}, {}]


def test_nobody_else_reads_the_numbers(session, world):
    for name in world.everybody.keys() - {"secretary", "other_secretary", "administrator"}:
        with pytest.raises(NotFound):
            quality.counts(session, getattr(world, name))
