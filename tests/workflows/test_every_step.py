"""Every step of every machine, for everybody: taken by those of its table, and by no others."""

import shutil
from datetime import UTC, datetime

import pytest

from tests.cast import a_world
from tests.workflows.stepping import Stage, can_try, hold
from workflows.engine import make_engine, make_sessions
from workflows.errors import NotAllowed, NotFound
from workflows.permissions import Who
from workflows.storage import FileStore
from workflows.transitions import ALL

PEOPLE = {
    "contact": Who.OWN,
    "competitor": None,
    "reader": Who.REVIEWER,
    "other_reader": Who.REVIEWER,
    "secretary": Who.SECRETARIAT,
    "member": None,
    "chair": Who.STEERING,
    "supporter": None,
    "expert": None,
    "administrator": None,
    "system": Who.SYSTEM,
}
"""Who, and how they stand to what belongs to the company; None: not at all."""

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
CASES = [
    pytest.param(
        machine, step, who, id=f"{machine.noun}:{step.source}-{step.action}-{step.target}:{who}"
    )
    for machine in ALL
    for step in machine.transitions
    for who, standing in PEOPLE.items()
    if can_try(machine, step, standing)
]


@pytest.fixture(scope="module")
def stage(world_sqlite, tmp_path_factory):
    """One database for all of them: each case is rolled back."""
    folder = tmp_path_factory.mktemp("steps")
    shutil.copy(world_sqlite, folder / "steps.sqlite")
    engine = make_engine(f"sqlite:///{folder / 'steps.sqlite'}")
    with make_sessions(engine, lambda: NOW)() as session:
        yield Stage(session, FileStore(folder / "files"), a_world(session))
    engine.dispose()


@pytest.mark.parametrize(("machine", "step", "who"), CASES)
def test_a_step_is_taken_by_those_of_the_table_and_by_nobody_else(
    stage, monkeypatch, machine, step, who
):
    standing = PEOPLE[who]
    actor = None if standing is Who.SYSTEM else getattr(stage.world, who)
    savepoint = stage.session.begin_nested()
    try:
        stage.put(machine, step)
        if machine.noun != "finding":
            hold(monkeypatch, machine, step)
        if standing in step.who:
            assert stage.take(machine, step, actor) == step.target
        else:
            with pytest.raises((NotAllowed, NotFound)):
                stage.take(machine, step, actor)
    finally:
        savepoint.rollback()
        stage.session.expire_all()


def test_everybody_whom_a_table_names_takes_every_step_of_it():
    tried = {(step, PEOPLE[who]) for _machine, step, who in (case.values for case in CASES)}
    assert {(step, who) for one in ALL for step in one.transitions for who in step.who} <= tried
