"""``ketenzicht organisations pack``: the pack of a company on the command line."""

import json
import zipfile

import pytest

from workflows import engine, packs

COMPANY, RIVAL = "Voorbeeld Draad B.V.", "Verzonnen Staal N.V."
SENDER, COMPETITOR = "inkoop@draad.example", "inkoop@staal.example"


@pytest.fixture
def company(run, tmp_path):
    """A company that sent a paper; its public id."""
    for name, email in ((COMPANY, SENDER), (RIVAL, COMPETITOR)):
        run("organisations", "add", name, "--kind", "company")
        run("people", "add", email, "--role", "submitter", "--organisation", name)
    paper = tmp_path / "note.txt"
    paper.write_text("We buy with care.")
    run("documents", "add", paper, "--organisation", COMPANY, "--as", SENDER)
    listed = run("organisations", "list", "--json").stdout.splitlines()
    return next(row["id"] for row in map(json.loads, listed) if row["name"] == COMPANY)


def test_a_company_takes_its_pack(run, company, tmp_path):
    target = tmp_path / "pack.zip"
    words = ("organisations", "pack", company, "-o", target, "--as", SENDER)
    told = json.loads(run(*words, "--json").stdout)
    assert (told["documents"], told["files"], told["bytes"]) == (1, 1, 17)
    with zipfile.ZipFile(target) as archive:
        (kept,) = (name for name in archive.namelist() if name.startswith("files/"))
        assert archive.read(kept) == b"We buy with care."
    assert "take_pack" in run("log", "export").stdout


def test_a_dry_run_writes_nothing(run, company, tmp_path):
    target = tmp_path / "pack.zip"
    run("organisations", "pack", company, "-o", target, "--as", SENDER, "--dry-run")
    assert not target.exists()
    assert "take_pack" not in run("log", "export").stdout


def test_a_rival_finds_no_such_company_and_no_file(run, company, tmp_path):
    target = tmp_path / "pack.zip"
    run("organisations", "pack", company, "-o", target, "--as", COMPETITOR, code=1)
    assert not target.exists()


def test_a_file_that_cannot_be_written_is_told(run, company, tmp_path):
    target = tmp_path / "nowhere" / "pack.zip"
    result = run("organisations", "pack", company, "-o", target, "--as", SENDER, code=1)
    assert "cannot be written" in result.output


def test_others_write_while_the_pack_is_written(run, company, tmp_path, monkeypatch):
    original = packs.write
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0)  # nobody waits for a lock

    def written_meanwhile(*given):
        original(*given)
        run("organisations", "add", "Ondertussen Metaal B.V.", "--kind", "company")

    monkeypatch.setattr(packs, "write", written_meanwhile)
    run("organisations", "pack", company, "-o", tmp_path / "pack.zip", "--as", SENDER)
    assert "Ondertussen Metaal B.V." in run("organisations", "list").stdout


def test_half_a_pack_leaves_no_file(run, company, tmp_path):
    for path in (tmp_path / "var" / "files").rglob("*"):
        if path.is_file():
            path.unlink()
    target = tmp_path / "pack.zip"
    target.write_bytes(b"an older pack")
    run("organisations", "pack", company, "-o", target, "--as", SENDER, code=1)
    assert target.read_bytes() == b"an older pack"
    assert [path.name for path in tmp_path.glob("pack*")] == ["pack.zip"]
    assert "take_pack" not in run("log", "export").stdout
