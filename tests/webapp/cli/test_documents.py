"""Documents by the command line: alike and kept apart, withdrawn on request, described, covered."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from extraction.records import Page
from tests.cast import a_document, a_reading, a_record
from tests.webapp.desk import Desk
from webapp.cli import main
from workflows.permissions import Actor

Run = Callable[..., Result]


@pytest.fixture
def desk(app: Flask) -> Desk:
    """The office, on a database that was migrated, as commands want it."""
    return Desk(app)


@pytest.fixture
def pair(desk: Desk) -> tuple[str, str]:
    """An earlier and a later paper of the company with nearly the same text; their ids."""
    world, ids = desk.world, []
    for last in ("2025", "2026"):
        text = " ".join([*map(str, range(100)), last])
        reading = replace(a_reading(a_record()), pages=(Page(1, 595.0, 842.0, text),))
        with desk.working() as session:
            row = a_document(session, desk.store, world.company, world.submitter, reading)
            ids.append(row.public_id)
    return ids[0], ids[1]


@pytest.fixture
def run(desk: Desk) -> Run:
    """Give a command of ``ketenzicht documents`` as somebody."""

    def give(who: Actor, *words: str) -> Result:
        surroundings = {"KETENZICHT_DATA": str(desk.app.config["DATA"])}
        line = ["documents", *words, "--as", who.email]
        return CliRunner().invoke(main, line, env=surroundings)

    return give


def test_what_is_alike_is_listed_kept_apart_and_asked_again(
    desk: Desk, pair: tuple[str, str], run: Run
) -> None:
    earlier, later = pair

    def apart() -> list[tuple[str, str, bool]]:
        rows = map(json.loads, run(desk.world.submitter, "alike", "--json").stdout.splitlines())
        return [(row["id"], row["other"], row["apart"]) for row in rows]

    assert apart() == [(later, earlier, False)]
    assert run(desk.world.submitter, "keep-apart", later, earlier).exit_code == 0
    assert apart() == [(later, earlier, True)]
    assert run(desk.world.submitter, "keep-apart", later, earlier, "--undo").exit_code == 0
    assert apart() == [(later, earlier, False)]
    assert run(desk.world.competitor, "alike", later).exit_code == 1
    assert "0 documents" in run(desk.world.secretary, "compare").stdout


def test_two_documents_are_joined(desk: Desk, pair: tuple[str, str], run: Run) -> None:
    earlier, later = pair
    joined = run(desk.world.submitter, "join", later, "--into", earlier)
    assert joined.stdout == f"{earlier}: version 2.\n"
    shown = json.loads(run(desk.world.submitter, "show", later, "--json").stdout)
    assert shown["state"] == "withdrawn"


def test_a_document_is_withdrawn_and_put_back(desk: Desk, pair: tuple[str, str], run: Run) -> None:
    for action, state in (("withdraw", "withdrawn"), ("restore", "to_review")):
        answer = run(desk.world.submitter, "act", pair[0], action, "--json")
        assert json.loads(answer.stdout)["state"] == state
    refused = run(desk.world.submitter, "act", pair[0], "ask_to_withdraw", "--note", "Zo is het.")
    assert (refused.exit_code, "at once" in refused.stderr) == (1, True)


def test_what_a_document_is_said_to_be_is_corrected_and_confirmed(
    desk: Desk, pair: tuple[str, str], run: Run
) -> None:
    given = ("--kind", "audit_report", "--valid-until", "2027-01-02")
    shown = json.loads(run(desk.world.reader, "describe", pair[0], *given, "--json").stdout)
    assert (shown["kind"], shown["valid_until"]) == ("audit_report", "2027-01-02")
    assert shown["confirmed"]
    again = json.loads(run(desk.world.submitter, "describe", pair[1], "--json").stdout)
    assert again["confirmed"]
    assert run(desk.world.competitor, "describe", pair[0]).exit_code == 1


def test_what_documents_cover_together_is_told_by_supplier(
    desk: Desk, pair: tuple[str, str], run: Run
) -> None:
    name = desk.world.company.name
    answer = run(desk.world.submitter, "coverage", "--organisation", name, "--json")
    rows = [json.loads(line) for line in answer.stdout.splitlines()]
    assert [(row["of"], row["documents"]) for row in rows] == [("all", 2), ("supplier", 2)]
    assert rows[0]["subjects"]["S2"]["level"] == "partly"
    assert rows[0]["smelters_without"] == ["Merapi Tin Works"]
