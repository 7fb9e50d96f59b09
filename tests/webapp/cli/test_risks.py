"""Risk lists by the command line: previewed, imported edition by edition, refused in words."""

import json

import pytest
from click.testing import CliRunner

from webapp.cli import main


@pytest.fixture
def run(migrated, tmp_path):
    """Run ``ketenzicht risks`` in an installation of its own; give its result."""
    assert CliRunner().invoke(main, ["upgrade"]).exit_code == 0

    def call(rows, *words, day="2026-01-01", name="Verzonnen lijst"):
        path = tmp_path / "lijst.csv"
        path.write_text(rows, encoding="utf-8")
        line = ["risks", "import", str(path), "--name", name, "--source", "verzonnen"]
        return CliRunner().invoke(main, [*line, "--valid-from", day, *words])

    return call


def editions():
    result = CliRunner().invoke(main, ["risks", "list", "--json"])
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    return [(row["name"], row["valid_from"], row["countries"]) for row in rows]


def test_an_edition_tells_what_is_new_and_what_is_gone(run):
    run("country,note\nCD,oost\nBO,\n")
    result = run("CD\nMM\n", "--json", day="2026-07-01")
    shape = json.loads(result.stdout)
    counts = ("added", "removed", "changed", "problems")
    assert [shape[name] for name in counts] == [1, 1, 1, 0]
    assert result.stderr.splitlines() == ["+ MM", "- BO", "~ CD"]
    assert editions() == [
        ("Verzonnen lijst", "2026-07-01", 2),
        ("Verzonnen lijst", "2026-01-01", 2),
    ]


def test_a_list_of_companies_tells_what_is_new_gone_and_changed(run):
    kind = ("--kind", "entities")
    run("name,country\nEen,MM\nTwee,ID\n", *kind)
    rows = "naam,land,risico's\nEen,MM,dwangarbeid\nDrie,,\nVier,Atlantis,\n"
    result = run(rows, *kind, "--json", day="2026-07-01")
    shape = json.loads(result.stdout)
    assert [shape[name] for name in ("kind", "entities", "countries")] == ["entities", 2, 0]
    counts = [shape[name] for name in ("added", "removed", "changed", "problems")]
    assert counts == [1, 1, 1, 1]
    told = result.stderr.splitlines()
    assert told[0].startswith("row 4: “Atlantis” is no country")
    assert told[1:] == ["+ Drie", "- Twee", "~ Een (risks: - > dwangarbeid)"]
    refused = run("CD\n", day="2026-08-01")
    assert refused.exit_code == 1
    assert "Give this list another name" in refused.stderr


def test_a_dry_run_imports_nothing(run):
    assert run("CD\n", "--dry-run").exit_code == 0
    assert editions() == []


def test_a_row_that_is_no_country_is_left_out_and_named(run):
    result = run("CD\nAtlantis\nCD\n")
    assert result.exit_code == 0
    assert "row 2: “Atlantis”" in result.stderr
    assert "row 3" in result.stderr
    assert editions() == [("Verzonnen lijst", "2026-01-01", 1)]


@pytest.mark.parametrize(
    ("rows", "said"),
    [("", "The file is empty"), ("country\n", "The file holds no countries.")],
)
def test_a_file_without_countries_is_refused(run, rows, said):
    result = run(rows)
    assert (result.exit_code, said in result.stderr) == (1, True)
    assert editions() == []


def test_the_same_day_twice_is_refused(run):
    run("CD\n")
    result = run("BO\n")
    assert result.exit_code == 1
    assert "There is already an edition of that day." in result.stderr
