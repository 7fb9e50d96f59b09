"""Hostile names of files: through the form and the command line, on pages, in headers, as data."""

import csv
import json
import os
from io import BytesIO, StringIO

import pytest
from click.testing import CliRunner
from sqlalchemy import select
from werkzeug.http import parse_options_header

from report_templates.printable import printable, storable
from tests.cast import some_bytes
from tests.hostile.calm import cells, one_line, shown
from tests.hostile.texts import TEXTS
from tests.webapp.browsing import HERE, token
from tests.webapp.desk import Desk
from webapp.cli.main import main
from workflows.models import Document, Upload


def as_sent(name: str) -> bytes:
    """A file name as a browser puts it into a form."""
    name = name.replace("\r", "%0D").replace("\n", "%0A")
    # What is no character cannot be sent: browsers replace it.
    return name.replace("\\", "\\\\").replace('"', "%22").encode("utf-8", "replace")


def kept(name: str) -> str:
    """The name that is kept of it: the same, but for what cannot be sent or stored."""
    name = name.replace("\r", "%0D").replace("\n", "%0A").encode("utf-8", "replace").decode()
    return storable(name)


@pytest.fixture
def titles(desk: Desk) -> dict[str, str]:
    """Each text sent as the name of a file: the document's public id by the text."""
    browser = desk.browser(desk.world.submitter)
    mine = token(browser, "/documents/upload")
    ids = {}
    for text in TEXTS.values():
        body = b'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n' + mine.encode()
        body += b'\r\n--x\r\nContent-Disposition: form-data; name="files"; filename="'
        body += as_sent(f"{text}.pdf") + b'"\r\n\r\n' + some_bytes() + b"\r\n--x--\r\n"
        kind = "multipart/form-data; boundary=x"
        answer = browser.post("/documents/upload", data=body, content_type=kind, headers=HERE)
        assert answer.status_code == 303, text
        ids[text] = answer.location.rpartition("/")[2]
    return ids


def test_each_name_is_kept_shown_and_given_back(desk: Desk, titles: dict[str, str]):
    browser = desk.browser(desk.world.submitter)
    with desk.working() as session:
        names = {row.public_id: row.title for row in session.scalars(select(Document))}
        files = set(session.scalars(select(Upload.filename)))
    listing = "".join(shown(browser.get(f"/documents?page={n}").text) for n in (1, 2))
    for text, public_id in titles.items():
        name = kept(f"{text}.pdf")
        assert names[public_id] == name
        assert name in files
        assert one_line(printable(name)) in shown(browser.get(f"/documents/{public_id}").text)
        assert one_line(printable(name)) in listing
        file = browser.get(f"/documents/{public_id}/file")
        for _header, value in file.headers:
            assert value.isprintable()
        assert file.headers["Content-Security-Policy"].endswith("sandbox")
        assert file.mimetype == "application/octet-stream"
        assert "Set-Cookie" not in file.headers or "a=b" not in file.headers["Set-Cookie"]
        kind, given = parse_options_header(file.headers["Content-Disposition"])
        wanted = printable(name).replace("/", "_").replace("\\", "_")
        assert (kind, given["filename"]) == ("attachment", wanted)
        for kind in ("csv", "xlsx"):
            answer = browser.get(f"/documents/{public_id}/result.{kind}")
            assert answer.status_code == 200, (text, kind)
            assert all(value.isprintable() for _header, value in answer.headers)


def test_stored_files_never_have_the_name_they_came_with(desk: Desk, titles: dict[str, str]):
    stored = [path.name for path in desk.store.root.rglob("*") if path.is_file()]
    assert len(stored) == len(titles)
    assert all(len(name) == 64 and set(name) <= set("0123456789abcdef") for name in stored)
    outside = {path.name for path in desk.store.root.parent.iterdir()}
    assert outside <= {
        "files",
        "ketenzicht.sqlite3",
        "ketenzicht.sqlite3-shm",
        "ketenzicht.sqlite3-wal",
        "secret_key",
    }


def test_names_that_are_none_are_refused_in_words(desk: Desk):
    browser = desk.browser(desk.world.submitter)
    fields = {"csrf_token": token(browser, "/documents/upload"), "files": (BytesIO(b"x"), "")}
    answer = browser.post("/documents/upload", data=fields, headers=HERE)
    assert answer.status_code == 400
    assert "Kies" in answer.text


def test_the_command_line_takes_them_too_and_prints_them_harmlessly(desk: Desk, tmp_path):
    folder = tmp_path / "papieren"
    folder.mkdir()
    names = [f"{t}.pdf".encode("utf-8", "surrogateescape") for t in TEXTS.values() if ok(t)]
    names.append(b"voor\xffna.pdf")  # no UTF-8
    for name in names:
        (folder / os.fsdecode(name)).write_bytes(some_bytes())
    environment = {
        "KETENZICHT_DATA": str(desk.app.config["DATA"]),
        "KETENZICHT_DATABASE_URL": str(desk.app.config["DATABASE_URL"]),
    }
    command = ["documents", "add", str(folder), "--organisation", desk.world.company.name]
    command += ["--as", desk.world.submitter.email]
    told = CliRunner(charset="utf-8").invoke(main, [*command, "--json"], env=environment)
    assert told.exit_code == 0, told.output
    lines = [json.loads(line) for line in told.stdout.split("\n") if line.startswith("{")]
    assert {line["outcome"] for line in lines} == {"queued"}
    wanted = {storable(os.fsdecode(name)) for name in names}
    assert {line["file"].removeprefix(f"{folder}/") for line in lines} == wanted
    with desk.working() as session:
        assert set(session.scalars(select(Document.title))) == wanted
    listed = CliRunner().invoke(
        main, ["documents", "list", "--as", desk.world.submitter.email], env=environment
    )
    assert listed.exit_code == 0
    assert all(line.isprintable() for line in listed.stdout.split("\n"))


def ok(text: str) -> bool:
    """Whether a file system holds it as a name."""
    return not set(text) & set("/\x00\ud800") and len(f"{text}.pdf".encode()) <= 255


def test_a_list_of_such_names_is_a_file_that_runs_nothing(desk: Desk, titles: dict[str, str]):
    browser = desk.browser(desk.world.secretary)
    wanted = {printable(kept(f"{text}.pdf")) for text in TEXTS}
    for kind in ("csv", "xlsx", "json"):
        answer = browser.get(f"/log/export.{kind}")
        assert answer.status_code == 200
    rows = csv.reader(StringIO(browser.get("/log/export.csv").text.removeprefix("\ufeff")))
    assert all(
        not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row
    )
    assert wanted and cells(browser.get("/log/export.xlsx").data)


@pytest.mark.parametrize(
    "address", ["/documents", "/smelters", "/findings", "/organisations", "/log", "/shared"]
)
def test_looking_for_any_text_is_answered_and_shows_it_harmlessly(desk: Desk, address: str):
    browser = desk.browser(desk.world.secretary)
    for text in TEXTS.values():
        for name in ("q", "state", "organisation", "sort", "page"):
            answer = browser.get(address, query_string={name: text.encode("utf-8", "replace")})
            assert answer.status_code in (200, 400, 404), (name, text)
            shown(answer.text)
