"""The walls round a reading process, tried from inside on this very machine."""

import sys
from pathlib import Path

import pytest

from extraction import sandbox, walls
from extraction.known import known_pdf
from extraction.readers import open_document
from extraction.walls import landlock


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    return sandbox.probe(tmp_path_factory.mktemp("data"))


def test_every_attempt_from_inside_is_refused(report):
    if landlock.version() == 0:
        pytest.skip("this kernel has no Landlock, so files can be read")
    assert report.broken == ()
    assert report.sound


def test_nothing_reaches_the_network_or_runs_a_program(report):
    held = {attempt.name for attempt in report.attempts if attempt.held}
    assert held >= {"socket", "local socket", "run a program", "fork", "signal the parent"}


def test_a_good_document_is_still_read_behind_the_walls(report):
    assert report.reads


def test_the_report_says_which_walls_stand(report):
    stand = dict(report.walls)
    assert set(stand) == {"privileges", "files", "calls"}
    assert stand["privileges"]
    assert stand["files"] is (landlock.version() > 0)


def test_trying_leaves_nothing_behind(tmp_path):
    sandbox.probe(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_may_be_read_holds_python_and_fonts_but_no_folder_above_the_packages():
    readable = walls.readable()
    package = Path(walls.__file__).resolve().parent.parent
    assert package in readable
    assert Path(sys.prefix).resolve() in readable
    assert not set(package.parents) & set(readable)


def test_the_known_document_is_sound():
    ((page, (table,), warnings),) = open_document(known_pdf())
    assert "Merapi Tin Works" in page.text
    assert [len(row.cells) for row in table.rows] == [2, 2]
    assert warnings == ()
