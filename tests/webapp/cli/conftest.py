"""A data folder for commands: in an installation of its own, with a migrated database."""

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def migrated(template_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands of the test find a database that holds nothing yet."""
    folder = tmp_path / "var"
    folder.mkdir()
    shutil.copy(template_sqlite, folder / "ketenzicht.sqlite3")
    monkeypatch.setenv("KETENZICHT_DATA", str(folder))
