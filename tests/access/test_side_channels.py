"""What tells without being asked: answers that differ, names of files, who made them, counters."""

import re
from email.message import Message
from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.access import matrix
from tests.access.ground import NEVER
from tests.access.probing import answer
from tests.webapp.browsing import HERE, PASSWORD, token
from webapp import db
from webapp.app import create_app
from workflows.demo import cast
from workflows.models import Upload

ID = re.compile(rb"/documents/[0-9a-z]{12}")


def send(visitors, viewer, name, data):
    """Upload one file, and see what is said of it."""
    response = visitors.ask(viewer, "/documents/upload", "POST", files=(BytesIO(data), name))
    return answer(response)


def fill_in(client, address, page=None, **fields):
    """Send a form of a page, and see what is said of it."""
    form = {"csrf_token": token(client, page or address), **fields}
    return answer(client.post(address, data=form, headers=HERE))


def test_the_same_file_from_two_rivals_leaves_no_sign(ground, visitors):
    data = b"%PDF-1.4 a mill certificate that both were sent"
    first = send(visitors, "submitter", "walserij.pdf", data)
    second = send(visitors, "competitor", "walserij.pdf", data)
    assert first.status == second.status == 303
    assert ID.sub(b"ID", first.body) == ID.sub(b"ID", second.body)
    assert {name for name, _ in first.headers} == {name for name, _ in second.headers}
    with db.sessions(ground.app)() as session:
        kept = session.query(Upload).filter_by(filename="walserij.pdf").all()
    assert len({row.blob for row in kept}) == len({row.organisation_id for row in kept}) == 2
    # One's own: the page says which document it is.
    assert send(visitors, "submitter", "walserij.pdf", data).status == 200


def test_an_unknown_address_logs_in_like_a_known_one_with_a_wrong_password(ground):
    said = []
    for email in (ground.emails["submitter"], "niemand@voorbeeld.example"):
        client = ground.app.test_client()
        got = fill_in(client, "/login", email=email, password="not the password")
        said.append((got.status, got.body.replace(email.encode(), b"EMAIL")))
    assert said[0] == said[1]
    assert said[0][0] == 400


def test_a_used_link_answers_like_one_that_never_was(ground, visitors):
    live = f"/password/{ground.tokens['live']}"
    never = f"/password/{NEVER}{NEVER}"[: len(live)]
    client = ground.app.test_client()
    assert fill_in(client, live, password=PASSWORD).status == 303
    used, unknown = (visitors.look("anonymous", address) for address in (live, never))
    assert used.status == 404
    assert used.body.replace(live.encode(), b"HERE") == unknown.body.replace(
        never.encode(), b"HERE"
    )


def test_no_address_counts(ground):
    counting = {
        (rule.endpoint, name)
        for rule in ground.app.url_map.iter_rules()
        for name in re.findall(r"<(?:int|float)[^:>]*:(\w+)>", rule.rule)
    }
    assert counting == matrix.NUMBERED
    spoken = ("job", "setting", "company", "team_name")  # said by number or by name, in no address
    for noun, known in ground.ids.items():
        for public_id in known.values() if noun not in spoken else ():
            assert len(public_id) >= 12, noun
            assert not public_id.isdigit(), noun


def test_the_demonstration_adds_one_door_that_opens_for_its_cast_alone(ground, tmp_path):
    url, clock = f"sqlite:///{ground.database}", ground.app.config["CLOCK"]
    app = create_app(
        {"DATA": tmp_path, "DATABASE_URL": url, "DEMO": True, "CLOCK": clock, "TESTING": True}
    )
    rules = {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    assert rules - set(matrix.ROUTES) == matrix.ONLY_IN_THE_DEMO
    outside, unknown = ground.emails["secretary"], "niemand@voorbeeld.example"
    said = [
        fill_in(app.test_client(), "/demo/switch", page="/login", person=email)
        for email in (outside, unknown, cast.ANNE)
    ]
    assert [got.status for got in said] == [404] * 3
    assert said[0] == said[1] == said[2]
    db.engine_of(app).dispose()


@pytest.mark.parametrize(
    ("viewer", "address"),
    [
        ("submitter", "/documents/{document}/result.xlsx"),
        ("submitter", "/findings/export.xlsx"),
        ("submitter", "/smelters/export.xlsx"),
        ("secretary", "/log/export.xlsx"),
        ("secretary", "/reports/{report}/file"),
    ],
)
def test_a_file_says_nothing_of_who_made_it(ground, visitors, viewer, address):
    document, report = ground.ids["document"]["ours"], ground.ids["report"]["published"]
    response = visitors.ask(viewer, address.format(document=document, report=report))
    assert response.status_code == 200
    with ZipFile(BytesIO(response.data)) as package:
        names = [name for name in package.namelist() if name.startswith("docProps/")]
        properties = "".join(package.read(name).decode() for name in names)
    assert "@" not in properties
    makers = re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>([^<]*)<", properties)
    assert set(makers) <= {"", "Ketenzicht"}


def test_a_published_report_carries_no_comment_with_its_sources(ground, visitors):
    address = f"/reports/{ground.ids['report']['published']}/file"
    with ZipFile(BytesIO(visitors.ask("member", address).data)) as package:
        assert [name for name in package.namelist() if "comment" in name] == []


def test_a_download_is_saved_and_never_opened_in_place(ground, visitors):
    document = ground.ids["document"]["ours"]
    for address in (f"/documents/{document}/file", f"/documents/{document}/result.csv"):
        response = visitors.ask("submitter", address)
        head = Message()
        head["Content-Disposition"] = response.headers["Content-Disposition"]
        assert head.get_content_disposition() == "attachment"
        assert "sandbox" in response.headers["Content-Security-Policy"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_nothing_that_is_somebodys_is_kept_by_a_proxy(ground, visitors):
    document = ground.ids["document"]["ours"]
    for rest in ("", "/file", "/reading", "/pages/1.png", "/result.csv"):
        response = visitors.ask("submitter", f"/documents/{document}{rest}")
        assert response.headers["Cache-Control"] == "no-store"
