"""The register by the command line: one site, an old id, merging and undoing."""

import json

import pytest
from click.testing import CliRunner

from tests import cast
from webapp.cli import main
from webapp.installation import open_installation
from workflows.states import OrganisationKind, Role

WHO = "office@voorbeeld.example"


def say(*words):
    return CliRunner().invoke(main, ["register", *words])


def told(*words):
    result = say(*words, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


@pytest.fixture
def two(migrated):
    """The ids of two public sites, in an installation of their own."""
    installation = open_installation()
    with installation.sessions() as session:
        office = cast.an_organisation(session, "Kantoor", OrganisationKind.SECRETARIAT)
        cast.a_person(session, WHO, Role.SECRETARIAT, office)
        cast.a_person(session, "reader@voorbeeld.example", Role.REVIEWER, office)
        kept = cast.a_site(session, "Merapi Smelting", identifier="XID000801")
        gone = cast.a_site(session, "Merapi Tin Works", identifier="XID000802")
        for site in (kept, gone):
            site.identifiers[0].scheme = "demo"  # as an import knows them
        ids = kept.public_id, gone.public_id
        session.commit()
    installation.engine.dispose()
    return ids


def test_a_site_is_shown_by_its_id_and_by_an_identifier(two):
    kept, gone = two
    assert told("show", kept)["name"] == "Merapi Smelting"
    assert told("show", "XID000802")["id"] == gone
    assert say("show", "nergens").exit_code == 1


def test_an_old_id_leads_to_what_it_was_merged_into_until_that_is_undone(two):
    kept, gone = two
    line = ("merge", kept, gone, "--reason", "Een adres", "--as", WHO)
    assert told(*line, "--dry-run")["kept"] == kept
    assert told("show", gone)["id"] == gone
    merge = told(*line)["id"]
    for old in (gone, "XID000802"):
        shape = told("show", old)
        assert (shape["id"], shape["asked_for"]) == (kept, old)
    assert told("show", kept)["earlier_identifiers"] == ["XID000802"]
    told("unmerge", merge, "--reason", "Toch twee", "--as", WHO)
    assert told("show", gone)["id"] == gone
    assert told("show", kept)["earlier_identifiers"] == []


def test_only_the_secretariat_merges_on_the_command_line(two):
    line = ("merge", *two, "--reason", "Een adres", "--as", "reader@voorbeeld.example")
    refused = say(*line)
    assert (refused.exit_code, refused.stderr) == (1, "Error: There is no such smelter.\n")


def test_the_editions_are_listed_and_compared(two, tmp_path):
    for name in ("Kolwa", "Kolwa Works"):
        path = tmp_path / "lijst.csv"
        path.write_text(f"id,name,country,metal\nXID000901,{name},CD,tin\n", encoding="utf-8")
        assert say("import", str(path), "--name", "Lijst").exit_code == 0
    rows = [json.loads(line) for line in say("editions", "--json").stdout.splitlines()]
    assert [(row["added"], row["changed"]) for row in rows] == [(0, 1), (1, 0)]
    change = told("changes", rows[1]["id"], rows[0]["id"])
    assert (change["what"], change["fields"]["name"]) == ("renamed", ["Kolwa", "Kolwa Works"])
    assert say("changes", "nergens", rows[0]["id"]).exit_code == 1


def test_a_site_is_added_by_hand_and_closed(two):
    line = ("add", "Kolwa", "--country", "Congo-Kinshasa", "--metal", "cobalt", "--as", WHO)
    assert say(*line).exit_code == 2  # without a source
    shape = told(*line, "--source", "Een krant")
    assert (shape["country"], shape["state"], shape["public"]) == ("CD", "unknown", True)
    closed = told("state", shape["id"], "closed", "--reason", "Een krant", "--as", WHO)
    assert closed["state"] == told("show", shape["id"])["state"] == "closed"


def test_a_reviewer_proposes_and_the_public_register_does_not_show_it(two):
    reader = "reader@voorbeeld.example"
    shape = told("add", "Kolwa", "--source", "Een krant", "--as", reader)
    assert shape["public"] is False
    assert say("show", shape["id"]).exit_code == 1


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_what_is_exported_is_imported_as_the_same(two, tmp_path, kind):
    path = tmp_path / f"register.{kind}"
    assert told("export", str(path), "--metal", "tin")["rows"] == 2
    shape = told("import", str(path), "--name", "Terug", "--dry-run")
    counts = {what: shape[what] for what in ("added", "changed", "removed", "problems")}
    assert set(counts.values()) == {0}
    assert shape["unchanged"] == 2
    assert told("export", str(path), "--text", "smelting", "--country", "id")["rows"] == 1
    assert told("export", str(path), "--state", "closed")["rows"] == 0


def test_another_kind_of_file_is_not_exported(two, tmp_path):
    assert say("export", str(tmp_path / "register.docx")).exit_code == 2


def test_what_a_scheme_says_is_noted_and_taken_back(two):
    kept, _ = two
    line = ("--from", "2025-01-01", "--source", "de lijst", "--as", WHO)
    (said,) = told("status", kept, "rmap", "conformant", *line)["statuses"]
    assert (said["scheme"], said["status"]) == ("rmap", "conformant")
    assert told("status", kept, "rmap", "nothing", *line)["statuses"] == []
