"""Rules by the command line: previewed, made, listed, ended, with the rights of who acts."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from tests.cast import a_site, a_world
from tests.ruling import Ruling
from webapp.cli import main
from webapp.installation import open_installation


@pytest.fixture
def office(migrated) -> Iterator[Ruling]:
    """An installation with people in it, and their papers; each of its sessions is committed."""
    installation = open_installation(clock=lambda: datetime(2025, 1, 6, tzinfo=UTC))
    with installation.sessions() as session:
        ruling = Ruling(session, installation.store, a_world(session))
        yield ruling
    installation.engine.dispose()


@pytest.fixture
def item(office: Ruling) -> str:
    """An item that was approved as a site, while two others of its name are open."""
    row = office.approved(a_site(office.session))
    office.item(), office.item()
    office.session.commit()
    return row.public_id


def run(who, *words, code=0):
    """A command's objects, or with another code what it complained of."""
    result = CliRunner().invoke(main, ["rules", *words, "--as", who.email, "--json"])
    assert result.exit_code == code, result.output
    return [json.loads(line) for line in result.stdout.splitlines()] if not code else result.stderr


def test_a_rule_is_previewed_made_listed_and_ended(office, item):
    reader = office.world.reader
    [effect] = run(reader, "preview", item)
    assert (effect["open"], len(effect["items"])) == (2, 2)
    assert run(reader, "list") == []
    [dry] = run(reader, "make", item, "--dry-run")
    assert (dry["state"], run(reader, "list")) == ("active", [])
    [made] = run(reader, "make", item, "--note", "Zo heet het.")
    assert (made["text"], made["means"], made["scope"]) == (
        "Merapi Wks.", "Merapi Tin Works", "member"
    )  # fmt: skip
    [listed] = run(reader, "list", "--state", "active")
    assert listed == made
    assert run(reader, "show", made["id"])[0]["open"] == 2
    assert "note is required" in run(reader, "withdraw", made["id"], code=1)
    [gone] = run(reader, "withdraw", made["id"], "--note", "Het zijn er twee.")
    assert gone["state"] == "withdrawn"
    assert "cannot be done now" in run(reader, "confirm", made["id"], code=1)


def test_a_version_that_is_no_more_is_refused(office, item):
    assert "changed after you opened it" in run(
        office.world.reader, "make", item, "--seen", "1", code=1
    )


def test_only_the_office_makes_a_rule_for_everybody(office, item):
    words = ("make", item, "--scope", "everybody", "--note", "een krant")
    assert "Only the secretariat" in run(office.world.reader, *words, code=1)
    assert "No public source is known" in run(office.world.secretary, *words, code=1)


def test_a_name_cannot_steer_the_terminal(office):
    item = office.rejected("Merapi \x1b[31mHandel").public_id
    office.session.commit()
    words = ["rules", "make", item, "--as", office.world.reader.email]
    said = CliRunner().invoke(main, words).stdout
    assert "\x1b" not in said
    assert "means no smelter (not_a_smelter)" in said
