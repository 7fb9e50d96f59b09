"""The reader's own model by the command line: made, measured, promoted or refused."""

import json

import pytest
from click.testing import CliRunner

from webapp.cli import main

SMALL = ("--texts", "16", "--rounds", "1", "--seed", "3")


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("KETENZICHT_DATA", str(tmp_path / "var"))

    def call(*words, code=0):
        result = CliRunner().invoke(main, ["model", *words, "--json"])
        assert result.exit_code == code, result.output
        return result.stderr if code else [json.loads(line) for line in result.stdout.splitlines()]

    return call


def test_a_model_is_made_and_not_promoted_without_documents_to_measure_it_on(run, tmp_path):
    (made,) = run("train", *SMALL)
    assert made["id"] == "1"
    assert made["passages"] == 0
    folder = tmp_path / "var" / "models" / "1"
    assert json.loads((folder / "card.json").read_text())["seed"] == 3
    assert [(row["id"], row["in_use"]) for row in run("list")] == [("1", False), ("shipped", True)]
    scores = run("evaluate", "1")
    assert {row["id"] for row in scores} == {"1", "shipped"}
    assert {row["precision"] for row in scores} == {None}
    assert run("evaluate", "--members") == []
    assert "The gold set is too small" in run("promote", "1", code=1)
    assert "in use already" in run("promote", "shipped", code=1)
    assert "There is no model 2" in run("promote", "2", code=1)
    run("promote", "two", code=2)


def test_a_dry_run_makes_nothing(run, tmp_path):
    (would,) = run("train", "--dry-run")
    assert would["texts"] > 1000
    assert not (tmp_path / "var" / "models").exists()
    assert [row["id"] for row in run("list")] == ["shipped"]
