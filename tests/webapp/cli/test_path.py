"""The main job by the command line alone: a paper goes in, a Word report comes out."""

import json
import sqlite3
from io import BytesIO

import pytest
from click.testing import CliRunner
from docx import Document as Word

import migrations
from tests import papers
from webapp.cli import main

COMPANY = "Voorbeeld Draad B.V."
SENDER = "inkoop@draad.example"
READER, SECOND = "fenna@lezers.example", "gijs@lezers.example"
OFFICE, COLLEAGUE = "anne@kantoor.example", "bram@kantoor.example"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command in an installation of its own; give its JSON objects."""
    monkeypatch.setenv("KETENZICHT_DATA", str(tmp_path / "var"))

    def call(*words, code=0):
        result = CliRunner().invoke(main, [*map(str, words), *([] if code else ["--json"])])
        assert result.exit_code == code, result.output
        return [json.loads(line) for line in result.stdout.splitlines()] if not code else result

    return call


@pytest.fixture
def agreement(run):
    """A company, a secretariat and readers, as an operator sets them up."""
    run("organisations", "add", COMPANY, "--kind", "company")
    run("organisations", "add", "Secretariaat", "--kind", "secretariat")
    run("people", "add", SENDER, "--role", "submitter", "--organisation", COMPANY)
    for email in (READER, SECOND):
        run("people", "add", email, "--role", "reviewer", "--organisation", "Secretariaat")
    for email in (OFFICE, COLLEAGUE):
        run("people", "add", email, "--role", "secretariat", "--organisation", "Secretariaat")


def test_a_new_folder_gets_the_newest_database_by_upgrade(run, tmp_path):
    assert CliRunner().invoke(main, ["upgrade"]).exit_code == 0
    found, newest = migrations.state(f"sqlite:///{tmp_path / 'var' / 'ketenzicht.sqlite3'}")
    assert found == newest


def items_of(run, document, email):
    return run("items", "list", "--document", document, "--as", email)


def test_a_table_becomes_findings_and_a_report_that_proves_itself(run, agreement, tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "list.pdf").write_bytes(papers.smelter_table(6))
    register = tmp_path / "register.csv"
    register.write_text("id,name,aliases,country,metal\nXID000101,Merapi Tin Works,,ID,tin\n")
    [dry] = run("register", "import", register, "--dry-run")
    assert dry["added"] == 1
    assert run("register", "search", "Merapi") == []
    run("register", "import", register)
    assert [site["name"] for site in run("register", "search", "merapi")] == ["Merapi Tin Works"]

    upload = ("documents", "add", folder, "--organisation", COMPANY, "--as", SENDER)
    [taken] = run(*upload, "--wait")
    assert (taken["outcome"], taken["items"], taken["duplicate"]) == ("read", 6, False)
    [again] = run(*upload)
    assert (again["id"], again["duplicate"]) == (taken["id"], True)
    document = taken["id"]
    assert set(taken["reviewers"]) == {READER, SECOND}

    first, *others = items_of(run, document, READER)
    assert (first["smelter"], first["country"], first["metal"]) == ("Merapi Tin Works", "ID", "tin")
    run("items", "decide", first["id"], "approve", "--set", "candidate=1", "--as", READER)
    run("items", "decide", others[0]["id"], "reject", "--reason", "1", "--as", READER)
    for item in others[1:]:
        run("items", "decide", item["id"], "approve", "--as", READER)
    for item in items_of(run, document, SECOND):
        if item["state"] == "second":
            # Chance may pick an item to be read blind: then the proposal is not told.
            same = {
                first["id"]: ("approve", "--set", "candidate=1"),
                others[0]["id"]: ("reject", "--reason", "not_a_smelter"),
            }.get(item["id"], ("approve",))
            run("items", "decide", item["id"], *same, "--as", SECOND)
    [shown] = run("documents", "show", document, "--as", SENDER)
    assert (shown["state"], shown["open"]) == ("reviewed", 0)

    finding = run("findings", "list", "--as", OFFICE)[0]["id"]
    walk(run, finding, tmp_path)

    report = tmp_path / "report.docx"
    build = ("reports", "build", "--period", "2020-01-01..2099-12-31", "--language", "nl")
    [made] = run(*build, "-o", report, "--as", OFFICE)
    assert "Voortgangsrapport" in Word(BytesIO(report.read_bytes())).core_properties.title
    [proof] = run("reports", "verify", report)
    assert proof["sound"] and proof["hash"] == made["hash"]
    run("reports", "act", made["id"], "check", "--as", OFFICE, code=1)
    for action, email in (("check", COLLEAGUE), ("finalise", OFFICE)):
        run("reports", "act", made["id"], action, "--as", email)
    run("reports", "act", made["id"], "publish", "--as", OFFICE, code=1)  # to whom?
    run("reports", "act", made["id"], "publish", "--audience", "parties", "--as", OFFICE)
    assert [r["state"] for r in run("reports", "list", "--as", SENDER)] == ["published"]
    [sound] = run("check")
    assert sound["problems"] == []
    [log] = run("log", "verify")
    assert log["sound"]


def walk(run, finding, tmp_path):
    """A finding from assignment to closing, each step by who may do it."""

    def act(action, email, *words):
        return run("findings", "act", finding, action, *words, "--as", email)[0]["state"]

    letter = tmp_path / "letter.txt"
    letter.write_text("De smelter is aangemeld.")
    text = ("--set", "text=De smelter wordt aangemeld")
    assert act("assign", OFFICE, "--set", f"person={READER}") == "in_review"
    assess = ("--set", "severity=major", "--set", "likelihood=possible")
    assert act("assess", READER, *assess) == "assessed"
    due = ("--set", "owner=Inkoop", "--set", "due=2099-01-01")
    assert act("plan", SENDER, *text, *due) == "planned"
    assert act("start", SENDER) == "remediation"
    assert act("add_evidence", SENDER, "--note", "Brief", "--file", letter) == "remediation"
    assert act("submit", SENDER) == "verification"
    run("findings", "act", finding, "verify", "--as", SENDER, code=1)
    assert act("verify", READER) == "monitored"
    to_member = ("--set", "audience=member", "--set", "text=Opgelost.")
    assert act("communicate", OFFICE, *to_member) == "monitored"
    assert act("close", OFFICE) == "closed"


def test_a_path_that_does_not_exist_is_wrong_usage_and_reads_nothing(run, tmp_path):
    (tmp_path / "a.pdf").write_bytes(papers.smelter_table(2))
    result = run("extract", tmp_path / "a.pdf", tmp_path / "missing.pdf", code=2)
    assert result.stdout == ""
    assert "missing.pdf does not exist" in result.stderr


def test_extract_prints_one_object_a_document_in_order(tmp_path):
    (tmp_path / "a.pdf").write_bytes(papers.smelter_table(2))
    (tmp_path / "b.pdf").write_bytes(b"")
    (tmp_path / "c.txt").write_text("Tin | Merapi Tin Works | Indonesia | XID000101\n")
    result = CliRunner().invoke(main, ["extract", str(tmp_path), "--jobs", "2"])
    shapes = [json.loads(line) for line in result.stdout.splitlines()]
    assert [shape["file"].rsplit("/", 1)[1] for shape in shapes] == ["a.pdf", "b.pdf", "c.txt"]
    assert [shape["outcome"] for shape in shapes] == ["read", "refused", "read"]
    assert shapes[1]["error"]["code"] == "empty"
    assert result.exit_code == 1


def test_whoever_acts_needs_an_account(run):
    assert "no account" in run("documents", "list", "--as", "x@y.example", code=1).stderr


def test_a_dry_run_changes_nothing(run):
    run("organisations", "add", COMPANY, "--kind", "company", "--dry-run")
    assert run("organisations", "list") == []


def test_a_broken_template_is_refused_with_what_is_wrong(run, agreement, tmp_path):
    mine, out = tmp_path / "mine.docx", tmp_path / "out.docx"
    CliRunner().invoke(main, ["reports", "template", "-o", str(mine)])
    assert CliRunner().invoke(main, ["reports", "check-template", str(mine)]).exit_code == 0
    document = Word(BytesIO(mine.read_bytes()))
    document.add_paragraph("{{ reprot.title }}")
    document.save(str(mine))
    build = ("reports", "build", "--period", "2026", "--template", mine, "-o", out)
    said = run(*build, "--as", OFFICE, code=1).stderr
    assert "reprot" in said
    assert not out.exists()


def test_a_database_that_cannot_be_written_is_said_without_a_trace(run, tmp_path):
    run("organisations", "add", COMPANY, "--kind", "company")
    [file] = (tmp_path / "var").glob("*.sqlite3")
    with sqlite3.connect(file) as database:
        database.execute("DROP TABLE organisation_standing")
    said = run("organisations", "add", "Verzonnen Zink B.V.", "--kind", "company", code=1)
    assert "The database does not answer" in said.stderr
    assert "Traceback" not in said.stderr
