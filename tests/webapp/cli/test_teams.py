"""Teams by the command line: made, filled, handed a document, ended; nothing by a dry run."""

import json

import pytest
from click.testing import CliRunner

from tests import papers
from webapp.cli import main

COMPANY = "Voorbeeld Draad B.V."
SENDER, OFFICE = "inkoop@draad.example", "anne@kantoor.example"
FIRST, SECOND, THIRD = (f"{name}@lezers.example" for name in ("fenna", "gijs", "hanne"))


@pytest.fixture
def run(migrated):
    """Run a command in an installation with people; give its JSON objects, or its refusal."""

    def call(*words, code=0):
        result = CliRunner().invoke(main, [*map(str, words), "--json"])
        assert result.exit_code == code, result.output
        return [json.loads(line) for line in result.stdout.splitlines()] if not code else result

    call("organisations", "add", COMPANY, "--kind", "company")
    call("organisations", "add", "Secretariaat", "--kind", "secretariat")
    call("people", "add", SENDER, "--role", "submitter", "--organisation", COMPANY)
    call("people", "add", OFFICE, "--role", "secretariat", "--organisation", "Secretariaat")
    for email in (FIRST, SECOND):
        call("people", "add", email, "--role", "reviewer", "--organisation", "Secretariaat")
    return call


def office(run, *words, **more):
    return run(*words, "--as", OFFICE, **more)


def test_a_team_is_made_renamed_filled_and_ended(run):
    assert office(run, "teams", "add", "Noord", "--member", FIRST, "--dry-run")
    assert office(run, "teams", "list") == []
    [made] = office(run, "teams", "add", "Noord", "--member", FIRST)
    assert (made["members"], made["waiting"]) == ([FIRST], 0)
    office(run, "teams", "join", "noord", SECOND)
    office(run, "teams", "leave", "Noord", FIRST)
    office(run, "teams", "rename", "Noord", "Zuid")
    assert [(one["name"], one["members"]) for one in office(run, "teams", "list")] == [
        ("Zuid", [SECOND])
    ]
    [ended] = office(run, "teams", "end", "Zuid")
    assert ended["back"] == 0
    assert "There is no such team." in office(run, "teams", "end", "Zuid", code=1).stderr
    assert (
        "no account" in office(run, "teams", "add", "A", "--member", "x@y.example", code=1).stderr
    )
    assert "There is no such team." in run("teams", "list", "--as", FIRST, code=1).stderr


def test_a_document_waits_for_a_team_until_one_of_it_takes_it(run, tmp_path):
    path = tmp_path / "list.pdf"
    path.write_bytes(papers.smelter_table(2))
    [taken] = run("documents", "add", path, "--organisation", COMPANY, "--as", SENDER, "--wait")
    document = taken["id"]
    run("people", "add", THIRD, "--role", "reviewer", "--organisation", "Secretariaat")
    office(run, "teams", "add", "Noord", "--member", THIRD)
    assign = ("documents", "assign", document)
    assert office(run, *assign, code=2)
    assert office(run, *assign, "--team", "Noord", "--reviewer", THIRD, code=2)
    [shape] = office(run, *assign, "--team", "Noord")
    assert (shape["team"], shape["reviewers"]) == ("Noord", [FIRST, SECOND])
    queue = ("queue", "list", "--bucket", "team", "--as", THIRD)
    assert [one["id"] for one in run(*queue)] == [document]
    assert [one["id"] for one in office(run, "queue", "list", "--team", "Noord")] == [document]
    assert run("queue", "list", "--team", "Noord", "--as", FIRST, code=1)
    [mine] = run("queue", "take", document, "--as", THIRD)
    assert mine["reviewers"] == [FIRST, SECOND, THIRD]
    assert run(*queue) == []
    run("queue", "put-back", document, "--as", THIRD)
    assert [one["id"] for one in run(*queue)] == [document]
    [ended] = office(run, "teams", "end", "Noord")
    assert ended["back"] == 1
    assert run("queue", "take", document, "--as", THIRD, code=1)
