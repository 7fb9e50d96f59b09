"""The review of documents without a picture: the text stands open, the item's line marked in it."""

import re
from io import BytesIO

import pytest
from flask import Flask

from tests import tongues, word_files, workbooks
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from webapp import db
from workflows import worker
from workflows.models import Document


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def sent_in(desk: Desk, data: bytes, name: str) -> str:
    """The public id of a document that the company sent on the web, and that was read."""
    browser = desk.browser(desk.world.submitter)
    fields = {"files": [(BytesIO(data), name)]}
    answer = send(browser, "/documents/upload", fields, page="/documents/upload")
    answer.request.environ["wsgi.input"].close()  # the test browser's own copy of what it sent
    assert answer.status_code == 303
    worker.run_all(db.sessions(desk.app), desk.store)
    with desk.working() as session:
        return session.query(Document).one().public_id


def test_a_word_document_is_sent_in_read_and_reviewed_beside_its_text(desk: Desk) -> None:
    document = sent_in(desk, word_files.smelter_table(3), "opgave.docx")
    page = desk.browser(desk.world.reader).get(f"/review/{document}").text
    assert '<details class="review__text" data-part="text" open>' in page
    text = page.partition('class="page-text"')[2].partition("</pre>")[0]
    assert re.findall(r"<mark[^>]*>([^<]*)</mark>", text) == [
        "Tin\t",
        "Merapi Tin Works",
        "\tIndonesia\tXID000101",
    ]
    assert "Kelana Tin Works" in text


def test_a_workbook_is_reviewed_beside_its_sheet_with_the_cell_of_the_item(desk: Desk) -> None:
    document = sent_in(desk, workbooks.cmrt(), "cmrt.xlsx")
    page = desk.browser(desk.world.reader).get(f"/review/{document}").text
    assert "Smelter List!C5" in page
    assert "XID000101 | Tin | <mark>Merapi Tin Works</mark> | INDONESIA" in page
    text = page.partition('class="page-text"')[2].partition("</pre>")[0]
    assert "<mark>XID000101 | Tin | </mark>" in text
    assert "<img" not in page.partition('class="review__page"')[2].partition("<aside")[0]


def test_a_name_in_another_script_stands_there_in_latin_letters_too(desk: Desk) -> None:
    document = sent_in(desk, tongues.as_text("zh"), "opgave.txt")
    page = desk.browser(desk.world.reader).get(f"/review/{document}").text
    assert "奎拉锡业有限公司" in page
    assert "In ons schrift, ongeveer: Kui La Xi Ye You Xian Gong Si" in page
