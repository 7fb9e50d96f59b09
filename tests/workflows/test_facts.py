"""What a company says about its papers: checked, and its own."""

import pytest

from tests.cast import a_document, a_reading, a_record
from workflows import facts
from workflows.engine import make_sessions
from workflows.errors import Invalid, NotAllowed


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def document(session, store, world):
    return a_document(session, store, world.company, world.submitter, a_reading(a_record()))


def test_the_company_describes_its_paper_with_a_supplier_of_its_own(session, store, world):
    mine = a_document(session, store, world.company, world.submitter)
    theirs = a_document(session, store, world.rival, world.competitor)
    facts.describe(session, mine, world.submitter, title=" Opgave ", supplier="Één Gieterij")
    facts.describe(session, theirs, world.competitor, supplier="Één Gieterij")
    assert mine.title == "Opgave"
    assert mine.supplier is not theirs.supplier
    again = facts.supplier_named(session, world.company.id, "Één Gieterij")
    assert again is mine.supplier
    with pytest.raises(NotAllowed):
        facts.describe(session, mine, world.reader, title="Other")


def test_a_period_does_not_end_before_it_begins(session, world, document, clock):
    day = clock().date()
    with pytest.raises(Invalid, match="ends before"):
        facts.describe(
            session,
            document,
            world.submitter,
            period_from=day,
            period_to=day.replace(day=1),
        )
