"""Pages of a list: their rows, how many there are, and what the database is asked for it."""

import pytest
from sqlalchemy import event, select

from workflows.engine import make_sessions
from workflows.models import Organisation
from workflows.organisations import add
from workflows.paging import page
from workflows.states import OrganisationKind

MANY = 7


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def names(session):
    made = [f"Bedacht {number}" for number in range(MANY)]
    for name in made:
        add(session, name, OrganisationKind.COMPANY)
    session.flush()
    return made


def turned(session, number, size, **options):
    query = select(Organisation).where(Organisation.name.like("Bedacht %"))
    found = page(session, query.order_by(Organisation.name), number, size=size, **options)
    return [row.name for row in found.rows], found.total, found.number, found.last


@pytest.mark.parametrize(
    ("number", "size", "first", "shown", "last"),
    [
        (1, 3, 0, 3, 3),
        (2, 3, 3, 3, 3),
        (3, 3, 6, 1, 3),
        (9, 3, 6, 1, 3),
        (0, 3, 0, 3, 3),
        (-1, 3, 0, 3, 3),
        (1, 7, 0, 7, 1),
        (1, 8, 0, 7, 1),
        (4, 8, 0, 7, 1),
    ],
)
def test_a_page_has_its_rows_and_says_how_many_there_are(
    session, names, number, size, first, shown, last
):
    there = min(max(number, 1), last)
    assert turned(session, number, size) == (names[first : first + shown], MANY, there, last)


def test_where_there_is_a_bound_no_more_is_counted(session, names):
    found = page(session, select(Organisation).order_by(Organisation.id), 1, size=2, most=4)
    assert (len(found.rows), found.total, found.last, found.beyond) == (2, 4, 2, True)


def test_an_empty_list_has_one_page(session):
    assert turned(session, 1, 5) == ([], 0, 1, 1)
    assert turned(session, 3, 5) == ([], 0, 1, 1)


def test_a_list_that_fits_on_one_page_is_not_counted(session, names):
    asked = []
    engine = session.get_bind()
    listen = (engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    event.listen(*listen)
    turned(session, 1, 8)
    assert len(asked) == 1
    turned(session, 1, 7)
    event.remove(*listen)
    assert len(asked) == 3
