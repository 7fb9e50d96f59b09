"""What the documents of a company cover together and by supplier: subjects, periods, sites."""

from dataclasses import replace
from datetime import date

import pytest

from extraction.records import Kind, Scheme
from tests.cast import a_certificate, a_document, a_reading, a_record, a_value, some_bytes
from workflows import coverage, documents, facts, readings, rollup, versions
from workflows.coverage import Level
from workflows.deciding import decide
from workflows.engine import make_sessions
from workflows.errors import NotFound
from workflows.rollup import Span
from workflows.states import DocumentAction, ItemAction, RejectReason
from workflows.verdicts import Verdict


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


def certified(*certificates):
    return replace(a_reading(certificates=certificates), kind=Kind.CERTIFICATE)


def social(**changes):
    return replace(
        a_certificate(number="VB-2"), scheme=Scheme.SA8000, standard=a_value("SA8000"), **changes
    )


@pytest.fixture
def send(session, store, world):
    """A read paper of the company, from a supplier when one is named."""

    def sent(reading, supplier=None, **more):
        document = a_document(session, store, world.company, world.submitter, reading)
        if supplier or more:
            facts.describe(session, document, world.submitter, supplier=supplier, **more)
        return document

    return sent


@pytest.fixture
def rolled(session, world):
    """What the company's documents cover now: in all, and by the supplier's name."""

    def roll():
        member = rollup.of_member(session, world.company)
        named = {one.name if one else None: found for one, found in member.suppliers}
        return member.total, named

    return roll


def level(found, code):
    return found.coverage.levels[code][0]


def test_a_company_without_documents_covers_nothing(rolled):
    total, suppliers = rolled()
    assert (total.documents, total.coverage.silent, suppliers) == (
        0,
        len(total.coverage.levels),
        {},
    )


def test_each_supplier_covers_its_own_and_all_cover_it_together(send, rolled):
    send(certified(a_certificate()), "Verzonnen Buis B.V.")
    send(certified(social()), "Verzonnen Band B.V.")
    total, suppliers = rolled()
    assert list(suppliers) == ["Verzonnen Band B.V.", "Verzonnen Buis B.V."]
    assert level(suppliers["Verzonnen Buis B.V."], "T02") is Level.SILENT
    assert level(suppliers["Verzonnen Band B.V."], "T07") is Level.SILENT
    assert (level(total, "T02"), level(total, "T07")) == (Level.LOOKS_AT, Level.PARTLY)
    assert all(level(total, code) is Level.SILENT for code in ("S5", "A4"))


def test_what_nobody_said_whose_it_is_stands_apart(send, rolled):
    send(certified(a_certificate()))
    total, suppliers = rolled()
    assert suppliers[None].documents == total.documents == 1


def test_a_certificate_past_its_day_covers_its_period_and_nothing_of_today(send, rolled):
    past = replace(social(), issued=a_value("2022-01-01"), expires=a_value("2024-12-31"))
    send(certified(past))
    total, _ = rolled()
    assert (total.expired, level(total, "T02"), total.telling) == (1, Level.SILENT, 0)
    assert [paper.title for paper in total.quiet] == ["opgave.pdf"]
    assert total.periods == (Span(date(2022, 1, 1), date(2024, 12, 31)),)
    assert total.gaps == (Span(date(2025, 1, 1), date(2026, 3, 2)),)
    assert total.sites == ()


def test_another_paper_past_its_day_covers_nothing_of_today(send, rolled):
    send(a_reading(), valid_until=date(2026, 3, 2))
    assert level(rolled()[0], "S2") is Level.PARTLY
    send(a_reading(), "Buis", valid_until=date(2026, 3, 1))
    assert level(rolled()[1]["Buis"], "S2") is Level.SILENT


def test_periods_that_meet_are_one_and_holes_are_told(send, rolled):
    for first, last in (("2023-01-01", "2023-06-30"), ("2023-07-01", "2023-12-31")):
        days = {"period_from": date.fromisoformat(first), "period_to": date.fromisoformat(last)}
        send(a_reading(a_record()), **days)
    send(a_reading(), period_from=date(2025, 1, 1), period_to=date(2026, 12, 31))
    total, _ = rolled()
    assert total.periods == (
        Span(date(2023, 1, 1), date(2023, 12, 31)),
        Span(date(2025, 1, 1), date(2026, 12, 31)),
    )
    assert total.gaps == (Span(date(2024, 1, 1), date(2024, 12, 31)),)


def test_smelters_that_stand_on_no_valid_certificate_are_named(send, rolled):
    send(a_reading(a_record("Verzonnen Gieterij"), a_record("Merapi Tin Works")), "Buis")
    send(certified(a_certificate()), "Band")  # of the Verzonnen Gieterij GmbH
    total, suppliers = rolled()
    assert total.bare == suppliers["Buis"].bare == ("Merapi Tin Works",)
    assert total.sites == ("Hal 1", "Hal 2", "Verzonnen Gieterij GmbH")


def test_what_was_rejected_or_withdrawn_does_not_count(session, store, world, send, rolled):
    document = send(certified(social()))
    (item,) = documents_items(session, document)
    decide(
        session,
        item,
        Verdict(ItemAction.REJECT, reason=RejectReason.OUTSIDE_PERIOD),
        world.reader,
    )
    assert level(rolled()[0], "T02") is Level.SILENT
    other = send(certified(social()))
    assert level(rolled()[0], "T02") is Level.LOOKS_AT
    documents.act(session, other, DocumentAction.WITHDRAW, world.submitter)
    assert (level(rolled()[0], "T02"), rolled()[0].documents) == (Level.SILENT, 1)


def test_the_newest_version_that_was_read_counts(session, store, world, send, rolled):
    document = send(certified(social()))
    version = versions.add(session, store, document, "b.pdf", some_bytes(), world.submitter)
    assert level(rolled()[0], "T02") is Level.LOOKS_AT  # the new one was not read yet
    readings.record(session, version, certified(a_certificate()), {})
    assert level(rolled()[0], "T02") is Level.SILENT


def test_the_secretariat_sees_every_company_and_a_company_itself_alone(session, store, world, send):
    send(certified(social()))
    a_document(session, store, world.rival, world.competitor, certified(a_certificate()))
    assert rollup.companies(session, world.submitter) == [world.company]
    rows = rollup.totals(session, rollup.companies(session, world.secretary))
    found = {row.name: level(one, "T02") for row, one in rows}
    assert found == {world.company.name: Level.LOOKS_AT, world.rival.name: Level.SILENT}
    with pytest.raises(NotFound):
        rollup.company(session, world.rival.public_id, world.submitter)


@pytest.mark.parametrize("who", ["reader", "member", "administrator", "expert", "chair"])
def test_nobody_else_reads_what_documents_cover_together(session, world, who):
    with pytest.raises(NotFound):
        rollup.companies(session, getattr(world, who))


def documents_items(session, document):
    return [item for version in document.versions for item in versions.items_of(session, version)]


def test_every_subject_is_told_of(rolled):
    codes = {*coverage.STEPS, *coverage.ANNEX, *coverage.SUBJECTS}
    assert set(rolled()[0].coverage.levels) == codes
