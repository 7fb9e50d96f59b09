"""A package of tables and files: read back, safe names, whatever the rows hold."""

import csv
import json
import zipfile
from datetime import UTC, date, datetime
from io import BytesIO, StringIO

import pytest

from report_templates.datapackage import Field, File, Table, path_of, write

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
FIELDS = (
    Field("id", "string", "its code"),
    Field("said", "string", "what it says"),
    Field("at", "datetime", "when"),
    Field("day", "date", "which day"),
    Field("box", "array", "where"),
    Field("right", "boolean", "whether"),
    Field("other", "string", "another one", refers="things"),
)


def a_row(said, **more):
    nothing = dict.fromkeys((field.name for field in FIELDS), None)
    return nothing | {"id": "a", "said": said} | more


def made(*rows, files=()):
    stream = BytesIO()
    table = Table("things", "Things", FIELDS, iter(rows))
    write(stream, title="Pack", at=AT, tables=[table], files=files, texts={"README.txt": "Read."})
    return zipfile.ZipFile(stream)


def cells(archive):
    return list(csv.DictReader(StringIO(archive.read("data/things.csv").decode("utf-8-sig"))))


def test_csv_and_json_say_the_same_each_in_its_own_way():
    archive = made(
        a_row("één", at=AT, day=date(2026, 3, 2), box=[1.5, 2.0], right=True, other="a"),
        a_row("", right=False),
    )
    first, second = cells(archive)
    assert (first["said"], first["at"], first["day"], first["box"], first["right"]) == (
        "één", "2026-03-02T09:30:00Z", "2026-03-02", "[1.5, 2.0]", "true",
    )  # fmt: skip
    assert (second["at"], second["right"], second["box"]) == ("", "false", "")
    told, other = json.loads(archive.read("data/things.json"))
    assert (told["said"], told["box"], told["right"], told["other"]) == (
        "één",
        [1.5, 2.0],
        True,
        "a",
    )
    assert other["at"] is None


@pytest.mark.parametrize(
    "said", ["=1+1", "+1", "-1", "@a", "\t=1", "'=1", 'a"b\r\nc,d', "\x00\ud800"]
)
def test_a_text_comes_through_and_is_run_by_nothing(said):
    archive = made(a_row(said))
    (cell,) = cells(archive)
    assert not cell["said"].startswith(("=", "+", "-", "@", "\t"))
    (told,) = json.loads(archive.read("data/things.json"))
    assert told["said"] == said.replace("\ud800", "⟨U+D800⟩")


def test_a_table_without_rows_is_an_empty_list():
    archive = made()
    assert json.loads(archive.read("data/things.json")) == []
    assert cells(archive) == []


def test_the_schema_names_types_keys_and_references():
    described = json.loads(made().read("datapackage.json"))
    schema = described["resources"][0]["schema"]
    assert [field["type"] for field in schema["fields"]][:3] == ["string", "string", "datetime"]
    assert schema["primaryKey"] == "id"
    assert schema["foreignKeys"] == [
        {"fields": "other", "reference": {"resource": "things", "fields": "id"}}
    ]
    assert described["created"] == "2026-03-02T09:30:00Z"


def test_files_are_as_they_were_and_dated_with_the_moment():
    archive = made(files=[File("files/00001-a.pdf", lambda: BytesIO(b"\x00\xff bytes"))])
    assert archive.read("files/00001-a.pdf") == b"\x00\xff bytes"
    assert {info.date_time for info in archive.infolist()} == {(2026, 3, 2, 9, 30, 0)}


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("opgave 2026.pdf", "files/00007-opgave_2026.pdf"),
        ("../../etc/passwd", "files/00007-etc_passwd"),
        ("C:\\map\\lijst.xlsx", "files/00007-C__map_lijst.xlsx"),
        ("één\u202efdp.exe", "files/00007-n_fdp.exe"),
        ("...", "files/00007-file"),
        ("", "files/00007-file"),
        ("a" * 300 + ".pdf", f"files/00007-{'a' * 80}.pdf"),
        ("x." + "b" * 300, f"files/00007-x.{'b' * 10}"),
    ],
)
def test_a_file_gets_a_name_that_is_safe_everywhere(name, path):
    assert path_of("files", 7, name) == path
