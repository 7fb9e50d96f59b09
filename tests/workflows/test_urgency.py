"""How soon something has to be done, told alike by the program and by the database."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.yearly import a_year
from workflows import urgency
from workflows.models import YearStep

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("days", "said"),
    [(-1, "late"), (0, "week"), (7, "week"), (8, "later")],
)
def test_a_day_is_late_within_a_week_or_later(session, world, days, said):
    day = TODAY + timedelta(days=days)
    assert urgency.of(day, TODAY) == said
    year = a_year(session, world.submitter)
    for step in year.steps:
        step.due = day
    session.flush()
    found = urgency.of_query(session, select(YearStep), YearStep.due, TODAY)
    assert found == {said: len(year.steps)} == urgency.counted([day] * len(year.steps), TODAY)


def test_what_has_no_day_is_neither_late_nor_later():
    assert urgency.of(None, TODAY) == "undated"
    assert urgency.completed({"late": 2, "week": 0}, 5) == {"late": 2, "undated": 3}
    assert urgency.completed({}, 0) == {}
