from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from workflows import clock as clocks
from workflows import schedule, settings
from workflows.models import Duty, Setting
from workflows.schedule import MONDAY, Daily, Every, Routine


class Work:
    """A duty that notes when it was last done, and fails when it is told to."""

    def __init__(self) -> None:
        self.done: list[datetime | None] = []
        self.broken = False

    def __call__(self, session, last) -> None:
        # Something to lose: a failed duty leaves nothing of what it wrote.
        session.add(Setting(name=f"made up {len(self.done)}", value=""))
        session.flush()
        if self.broken:
            raise RuntimeError
        self.done.append(last)


@pytest.fixture
def work():
    return Work()


@pytest.fixture
def run(sessions, work):
    """Look whether the duty is due, in a rhythm; how many were done."""

    def look(rhythm=None):
        return schedule.run_due(sessions, [Routine("made_up", rhythm or Daily(), work)])

    return look


def row_of(sessions) -> Duty:
    with sessions() as session:
        return session.scalars(select(Duty)).one()


def local(clock) -> datetime:
    return clock().astimezone(clocks.ZONE)


def test_a_new_duty_is_done_at_once_and_then_every_day_at_its_hour(run, work, clock):
    assert run() == 1
    assert run() == 0
    clock.at = datetime(2026, 3, 3, 5, 59, tzinfo=UTC)
    assert run() == 0
    clock.forward(minutes=1)
    assert local(clock).hour == 7
    assert run() == 1
    assert work.done == [None, datetime(2026, 3, 2, 9, tzinfo=UTC)]


def test_a_new_duty_is_done_at_once_by_a_clock_that_goes_on(sessions, work, clock):
    def ticking():
        clock.forward(seconds=1)
        return clock.at

    sessions.configure(info={"clock": ticking})
    assert schedule.run_due(sessions, [Routine("made_up", Daily(), work)]) == 1


def test_the_hour_stays_the_same_on_the_clock_when_summer_time_begins(run, work, clock):
    clock.at = datetime(2026, 3, 28, 12, tzinfo=UTC)
    run()
    clock.at = datetime(2026, 3, 29, 5, tzinfo=UTC)  # one hour later by the sun
    assert local(clock).hour == 7
    assert run() == 1


def test_the_hour_is_a_setting(run, sessions, clock):
    run()
    with sessions.begin() as session:
        settings.put(session, "notices.hour", "23", None)
    clock.forward(hours=12)
    assert local(clock).hour == 22
    assert run() == 0
    clock.forward(hours=1)
    assert run() == 1


def test_what_was_missed_for_five_days_is_done_once(run, work, clock):
    run()
    clock.forward(days=5)
    assert [run() for _ in range(3)] == [1, 0, 0]


def test_a_weekly_duty_that_missed_its_day_is_done_the_next_day(run, clock):
    rhythm = Daily(MONDAY)
    clock.at = datetime(2026, 3, 4, 12, tzinfo=UTC)
    assert run(rhythm) == 1
    clock.at = datetime(2026, 3, 8, 12, tzinfo=UTC)
    assert run(rhythm) == 0
    clock.at = datetime(2026, 3, 10, 12, tzinfo=UTC)
    assert [run(rhythm), run(rhythm)] == [1, 0]
    clock.at = datetime(2026, 3, 16, 6, tzinfo=UTC)
    assert run(rhythm) == 1


def test_a_duty_of_minutes_is_done_each_so_many_minutes(run, clock):
    rhythm = Every(10)
    run(rhythm)
    clock.forward(minutes=9)
    assert run(rhythm) == 0
    clock.forward(minutes=1)
    assert run(rhythm) == 1


def test_of_two_workers_one_does_it(sessions, work, clock):
    """The second one looked before the first one was done: the row has moved meanwhile."""
    routine = Routine("made_up", Daily(), work)
    for _ in range(2):  # the first time ever, when there is no row, and the next day
        with sessions() as session:
            (seen,) = schedule.standings(session, [routine])
        assert schedule._run(sessions, seen)
        assert not schedule._run(sessions, seen)
        clock.forward(days=1)
    assert len(work.done) == 2


def test_a_failure_is_noted_and_tried_again_with_growing_pauses(run, sessions, work, clock):
    work.broken = True
    for failures in range(1, 9):
        assert run() == 0
        row = row_of(sessions)
        assert (row.failures, row.error, row.ran_at) == (failures, "RuntimeError", None)
        clock.forward(minutes=min(2 ** (failures - 1), 60), seconds=-1)
        assert run() == 0
        assert row_of(sessions).failures == failures
        clock.forward(seconds=1)
    work.broken = False
    assert run() == 1
    row = row_of(sessions)
    assert (row.failures, row.error, row.ran_at) == (0, None, clock())


def test_a_failed_duty_leaves_nothing_of_what_it_wrote_and_is_told_the_last_success(
    run, sessions, work, clock
):
    run()
    done = clock()
    clock.forward(days=1)
    work.broken = True
    run()
    with sessions() as session:
        assert len(session.scalars(select(Setting)).all()) == 1
    clock.forward(hours=1)
    work.broken = False
    run()
    assert work.done == [None, done]


def test_a_duty_that_fails_keeps_no_other_from_being_done(sessions, work):
    broken, fine = Work(), work
    broken.broken = True
    routines = [Routine("broken", Daily(), broken), Routine("fine", Daily(), fine)]
    assert schedule.run_due(sessions, routines) == 1
    assert fine.done == [None]
