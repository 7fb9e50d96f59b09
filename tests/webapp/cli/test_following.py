"""The rules that follow on the command line: looked, listed, decided, switched."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from tests.cast import World, a_certificate, a_document, a_reading, a_world
from webapp.cli import main
from webapp.installation import open_installation
from workflows import deciding, items
from workflows.states import ItemAction
from workflows.verdicts import Verdict


@pytest.fixture
def world(migrated) -> Iterator[World]:
    """An installation with a certificate that ends on the first of May 2025."""
    installation = open_installation(clock=lambda: datetime(2025, 1, 6, tzinfo=UTC))
    with installation.sessions() as session:
        world = a_world(session)
        reading = a_reading(certificates=[a_certificate("2025-05-01", number="VB\x1b[31m-1")])
        document = a_document(session, installation.store, world.company, world.submitter, reading)
        (item,) = items.of_document(session, document)
        deciding.decide(session, item, Verdict(ItemAction.APPROVE), world.reader)
        session.commit()
        yield world
    installation.engine.dispose()


def run(*words, code=0, who=None):
    """A command's objects, or with another code what it complained of."""
    person = ["--as", who.email] if who is not None else []
    result = CliRunner().invoke(main, ["engine", *words, *person, "--json"])
    assert result.exit_code == code, result.output
    return [json.loads(line) for line in result.stdout.splitlines()] if not code else result.stderr


def test_a_look_is_listed_decided_and_taken_back(world):
    office = world.secretary
    day = ("run", "--day", "2025-03-01")
    assert run(*day, "--dry-run")[0]["proposed"] == 1
    assert run("list", who=office) == []
    assert run(*day)[0]["proposed"] == 1
    assert run(*day)[0]["proposed"] == 0
    [cause] = run("list", who=office)
    assert (cause["rule"], cause["open"], cause["companies"]) == ("certificate_ends", 1, 1)
    [proposal] = run("show", cause["id"], who=office)
    assert (proposal["state"], proposal["does"]) == ("proposed", "open")
    assert run("accept", cause["id"], "--dry-run", who=office)[0]["state"] == "accepted"
    assert "note is required" in run("refuse", cause["id"], code=1, who=office)
    [accepted] = run("accept", cause["id"], "--proposal", proposal["id"], who=office)
    assert accepted["finding"]
    assert run("list", who=office) == []
    assert run("undo", proposal["id"], who=office)[0]["state"] == "proposed"
    assert run("refuse", cause["id"], "--note", "Al geregeld.", who=office)[0]["note"]
    assert run("list", "--all", who=office)[0]["open"] == 0
    assert "at least one proposal" in run("accept", cause["id"], code=1, who=office)


def test_a_rule_is_switched_with_what_it_would_do(world):
    office, words = world.secretary, ("switch", "certificate_ends", "acts", "--note", "Zo.")
    assert {row["mode"] for row in run("rules", who=office)} == {"proposes"}
    [shape] = run(*words, who=office)
    assert (shape["mode"], shape["would_open"]) == ("acts", 1)  # by today it has long ended
    assert "acts" in {row["mode"] for row in run("rules", who=office)}
    assert "There is no such rule" in run("switch", "nothing", "off", code=1, who=office)
    assert "There is no such rule" in run("rules", code=1, who=world.reader)


def test_a_number_cannot_steer_the_terminal(world):
    run("run", "--day", "2025-03-01")
    said = CliRunner().invoke(main, ["engine", "list", "--as", world.secretary.email]).stdout
    assert "VB" in said
    assert "\x1b" not in said
