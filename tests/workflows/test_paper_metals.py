"""The metals of a paper are kept with it as its items name them, whoever writes what."""

import pytest
from sqlalchemy import select, update

from tests.cast import a_record
from workflows import deciding, paper_metals, regrouping
from workflows.models import DocumentVersion, ItemField
from workflows.states import ItemAction
from workflows.verdicts import Verdict


@pytest.fixture(autouse=True)
def sound(session):
    """After the test, every version keeps what its items name."""
    yield
    session.flush()
    assert paper_metals.problems(session.connection()) == []


def kept(session):
    """What is kept of the only version."""
    session.flush()
    return session.scalars(select(DocumentVersion.metals)).one()


def corrected(session, item, world, **changes):
    verdict = Verdict(ItemAction.CHANGE, changes=changes)
    deciding.decide(session, item, verdict, world.reader)
    return kept(session)


def test_what_was_read_is_kept_once_and_in_order(session, paper):
    metals = ("tin", "gold", "tin")
    paper(*(a_record(f"Merapi {n}", metal=metal) for n, metal in enumerate(metals)))
    assert kept(session) == "|gold|tin|"


def test_a_paper_that_names_no_metal_keeps_none(session, paper):
    paper(a_record("Merapi Works", metal=None))
    assert kept(session) == ""


def test_a_correction_counts_above_what_was_read_until_it_is_undone(session, world, paper):
    one, _other = paper(a_record("Merapi", metal="tin"), a_record("Semeru", metal="gold"))
    assert corrected(session, one, world, metal="tungsten") == "|gold|tungsten|"
    deciding.decide(session, one, Verdict(ItemAction.UNDO), world.reader)
    assert kept(session) == "|gold|tin|"


def test_a_metal_that_was_filled_in_goes_with_its_verdict(session, world, paper):
    (one,) = paper(a_record("Merapi", metal=None))
    assert corrected(session, one, world, metal="tin") == "|tin|"
    deciding.decide(session, one, Verdict(ItemAction.UNDO), world.reader)
    assert kept(session) == ""


def test_a_metal_that_was_taken_away_is_kept_no_more(session, world, paper):
    (one,) = paper(a_record("Merapi", metal="tin"))
    assert corrected(session, one, world, metal="") == ""


def test_what_was_set_aside_names_nothing(session, world, paper):
    one, _other = paper(a_record("Merapi Semeru", metal="tin"), a_record("Alto", metal="gold"))
    halves = regrouping.split(session, one, world.reader, at=1)
    assert kept(session) == "|gold|tin|"
    for half in halves:
        said = corrected(session, half, world, metal="copper")
    assert said == "|copper|gold|"


def test_what_was_written_past_the_session_is_told_and_mended(session, paper):
    paper(a_record("Merapi", metal="tin"))
    session.execute(update(ItemField).where(ItemField.name == "metal").values(value="gold"))
    (said,) = paper_metals.problems(session.connection())
    assert "its metals are kept as '|tin|'" in said
    paper_metals.rebuild(session.connection())
    assert kept(session) == "|gold|"
