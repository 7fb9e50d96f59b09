"""What is said about a paper: filled in from its text, confirmed or corrected by a person."""

from dataclasses import replace
from datetime import date

import pytest

from extraction.records import About, Kind, Source
from tests.cast import a_certificate, a_document, a_reading, a_record, a_value, some_bytes
from workflows import coverage, documents, facts, items, readings, versions
from workflows.engine import make_sessions
from workflows.errors import Invalid, NotAllowed

YEAR = (date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def document(session, store, world):
    return a_document(session, store, world.company, world.submitter, a_reading(a_record()))


def telling(first="2025-01-01", last="2025-12-31", expires="2027-06-06", supplier="Verzonnen Buis"):
    """A reading of a paper that says whose it is, of which period, and until when it is valid."""
    return replace(
        a_reading(certificates=[a_certificate(expires), a_certificate("2029-01-01")]),
        declarant=a_value(supplier),
        about=About(
            Source(1, None, "Conflict minerals declaration", "cue"), *map(a_value, (first, last))
        ),
    )


@pytest.fixture
def told(session, store, world):
    return a_document(session, store, world.company, world.submitter, telling())


@pytest.fixture
def renew(session, store, world):
    """Send a next version that is read as given."""

    def send(document, reading):
        version = versions.add(session, store, document, "b.pdf", some_bytes(), world.submitter)
        readings.record(session, version, reading, {})

    return send


def test_the_company_describes_its_paper_with_a_supplier_of_its_own(session, store, world):
    mine = a_document(session, store, world.company, world.submitter)
    theirs = a_document(session, store, world.rival, world.competitor)
    facts.describe(session, mine, world.submitter, title=" Opgave ", supplier="Één Gieterij")
    facts.describe(session, theirs, world.competitor, supplier="Één Gieterij")
    assert mine.title == "Opgave"
    assert mine.supplier is not theirs.supplier
    again = facts.supplier_named(session, world.company.id, "Één Gieterij")
    assert again is mine.supplier


def test_a_period_does_not_end_before_it_begins(session, world, document, clock):
    day = clock().date()
    for days in (
        {"period_from": day, "period_to": day.replace(day=1)},
        {"period_from": day},
    ):
        document.period_to = day.replace(day=1)
        with pytest.raises(Invalid, match="ends before"):
            facts.describe(session, document, world.submitter, **days)


def test_what_a_paper_says_is_filled_in_with_its_place_and_not_confirmed(told):
    assert told.supplier.name == "Verzonnen Buis"
    assert (told.period_from, told.period_to) == YEAR
    assert told.valid_until == date(2027, 6, 6)  # of two certificates the one that ends first
    assert told.confirmed_at is None
    read = facts.of_version(documents.current(told))
    assert set(read) == set(facts.NAMES)
    assert (read["kind"].page, read["kind"].quote) == (1, "Conflict minerals declaration")
    assert read["valid_until"].quote == "2027-06-06"


@pytest.mark.parametrize("who", ["submitter", "contact", "secretary", "reader"])
def test_the_company_or_who_reviews_it_confirms(session, world, told, who):
    actor = getattr(world, who)
    facts.confirm(session, told, actor)
    assert told.confirmed_by_id == actor.person_id


@pytest.mark.parametrize("who", ["competitor", "member", "administrator", "expert"])
def test_nobody_else_confirms_or_corrects(session, world, told, who):
    for say in (facts.confirm, facts.describe):
        with pytest.raises(NotAllowed):
            say(session, told, getattr(world, who))
    assert told.confirmed_at is None


def test_a_correction_confirms_and_stays_beside_what_was_read(session, world, told):
    facts.describe(session, told, world.reader, kind="certificate", valid_until=date(2026, 1, 1))
    assert told.confirmed_by_id == world.reader.person_id
    assert (facts.kind(told), told.valid_until) == ("certificate", date(2026, 1, 1))
    assert (told.period_from, told.period_to) == YEAR
    read = facts.of_version(documents.current(told))
    assert (read["kind"].value, read["valid_until"].value) == (
        "smelter_declaration",
        "2027-06-06",
    )
    facts.describe(session, told, world.submitter, kind="smelter_declaration", period_to=None)
    assert (told.kind, told.period_to) == (None, None)


def test_the_kind_that_a_person_says_counts_for_what_a_paper_covers(session, world, document):
    facts.describe(session, document, world.submitter, kind="due_diligence_report")
    version = documents.current(document)
    found = coverage.of_document(version, items.of_document(session, document))
    assert found.levels["S5"][0] is coverage.Level.PARTLY


def test_what_was_not_read_yet_is_not_confirmed_and_what_was_typed_stays(session, store, world):
    document = a_document(session, store, world.company, world.submitter)
    with pytest.raises(NotAllowed, match="not read yet"):
        facts.confirm(session, document, world.submitter)
    day = date(2024, 7, 1)
    facts.describe(session, document, world.submitter, supplier="Band", period_from=day)
    assert document.confirmed_at is None
    readings.record(session, documents.current(document), telling(), {})
    assert (document.supplier.name, document.period_from) == ("Band", day)
    assert document.period_to == YEAR[1]


def test_a_newer_version_that_says_the_same_stays_confirmed(session, world, told, renew):
    facts.confirm(session, told, world.submitter)
    renew(told, telling())
    assert told.confirmed_by_id == world.submitter.person_id


def test_a_newer_version_that_says_something_else_is_asked_again(session, world, told, renew):
    facts.describe(session, told, world.submitter, period_to=date(2025, 6, 30))
    renew(told, telling(last="2026-12-31", expires="2028-06-06"))
    assert told.confirmed_at is None
    assert told.valid_until == date(2028, 6, 6)
    assert told.period_to == date(2025, 6, 30)  # as a person said


def test_a_paper_that_cannot_be_read_tells_nothing(session, told, renew):
    renew(told, a_reading(refused="damaged"))
    assert told.valid_until == date(2027, 6, 6)
    assert facts.of_version(documents.current(told)) == {}


def test_a_reader_with_a_conflict_of_interest_does_not_confirm(session, store, world):
    document = a_document(session, store, world.company, world.secretary, telling())
    document.versions[0].upload.uploaded_by_id = world.reader.person_id
    with pytest.raises(NotAllowed, match="uploaded"):
        facts.confirm(session, document, world.reader)
    assert documents.current(document).kind == Kind.SMELTER_DECLARATION
