"""What a reading leaves behind, once, also after a second try."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from extraction.records import Certainty, Kind, Outcome, Source, Value
from tests.cast import (
    a_candidate,
    a_certificate,
    a_document,
    a_reading,
    a_record,
    a_site,
    a_value,
    a_world,
    an_audit_finding,
)
from workflows import documents, items, queue, readings
from workflows.models import Item
from workflows.states import DocumentAction, DocumentState, ItemState


def test_a_second_try_after_a_refusal_is_written_down(session, store):
    world = a_world(session)
    document = a_document(
        session, store, world.company, world.submitter, a_reading(refused="damaged")
    )
    assert document.state is DocumentState.REFUSED
    documents.act(session, document, DocumentAction.RETRY, world.submitter)
    readings.record(session, documents.current(document), a_reading(a_record()), {})
    assert document.state is DocumentState.TO_REVIEW
    assert documents.current(document).error is None
    assert len(items.of_document(session, document)) == 1
    session.commit()


def test_the_same_reading_written_down_twice_leaves_one(session, store):
    world = a_world(session)
    document = a_document(session, store, world.company, world.submitter, a_reading(a_record()))
    readings.record(session, documents.current(document), a_reading(a_record()), {})
    assert session.scalar(select(func.count()).select_from(Item)) == 1
    session.commit()


def mill_certificate(*records, outcome=Outcome.READ):
    return replace(a_reading(*records), kind=Kind.MILL_CERTIFICATE, outcome=outcome)


def test_a_mill_certificate_is_kept_and_nobodys_work(session, store):
    world = a_world(session)
    document = a_document(session, store, world.company, world.submitter, mill_certificate())
    assert document.state is DocumentState.PARKED
    assert session.scalars(queue.to_read(world.reader)).all() == []
    session.commit()


@pytest.mark.parametrize(
    "reading", [mill_certificate(a_record()), mill_certificate(outcome=Outcome.PARTLY)]
)
def test_a_mill_certificate_that_says_more_or_was_not_read_whole_is_reviewed(
    session, store, reading
):
    world = a_world(session)
    document = a_document(session, store, world.company, world.submitter, reading)
    assert document.state is DocumentState.TO_REVIEW
    session.commit()


@pytest.mark.parametrize("who", ["submitter", "reader", "secretary"])
def test_a_paper_parked_by_mistake_is_taken_up(session, store, who):
    world = a_world(session)
    document = a_document(session, store, world.company, world.submitter, mill_certificate())
    documents.act(session, document, DocumentAction.TAKE_UP, getattr(world, who))
    assert document.state is DocumentState.TO_REVIEW
    session.commit()


def test_a_name_that_stands_in_two_places_is_one_item_with_both(session, store):
    world = a_world(session)
    again = replace(a_record(country=None), smelter=a_value("MERAPI TIN WORKS", page=3))
    document = a_document(
        session,
        store,
        world.company,
        world.submitter,
        a_reading(again, a_record("Kelana"), a_record()),
    )
    item, other = items.of_document(session, document)
    told = [(place.text, place.page) for place in items.mentions(item)]
    assert told == [("Merapi Tin Works", 1), ("MERAPI TIN WORKS", 3)]
    assert [place.page for place in items.mentions(other)] == [1]
    session.commit()


def test_a_perfect_match_of_a_certain_name_waits_for_a_person_like_any_other(session, store):
    world = a_world(session)
    sure = a_record(candidates=[a_candidate(a_site(session), 1.0)], certainty=Certainty.CERTAIN)
    reading = a_reading(sure, certificates=[a_certificate()], findings=[an_audit_finding()])
    document = a_document(session, store, world.company, world.submitter, reading)
    rows = items.of_document(session, document)
    assert [(row.state, row.site, row.decisions) for row in rows] == [
        (ItemState.OPEN, None, [])
    ] * 3
    assert document.state is DocumentState.TO_REVIEW


def test_items_of_several_kinds_are_numbered_as_they_stand_on_the_pages(session, store):
    world = a_world(session)
    low = Source(1, (72.0, 700.0, 160.0, 711.0), "Merapi Tin Works", "made_up")
    named = replace(a_record(country=None, metal=None), smelter=Value("Merapi Tin Works", "", low))
    findings = [an_audit_finding("No list was kept."), an_audit_finding("An exit was blocked.")]
    reading = a_reading(named, findings=findings)
    document = a_document(session, store, world.company, world.submitter, reading)
    kinds = [item.kind for item in items.of_document(session, document)]
    assert kinds == ["audit_finding", "audit_finding", "smelter"]
