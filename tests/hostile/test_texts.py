"""Hostile texts in papers, notes, measures, sites and reports: on pages, in exports, in Word."""

import csv
import json
import logging
import re
from io import BytesIO, StringIO
from zipfile import ZipFile

import docx
import pytest
from lxml import etree

from report_templates.printable import lines, printable, storable
from tests.hostile.calm import cells, one_line, shown
from tests.hostile.conftest import Flood
from tests.hostile.texts import TEXTS
from webapp.serving import JsonLines

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
KEPT = [printable(storable(text)) for text in TEXTS.values()]


def rows_of(text: str) -> list[list[str]]:
    """The rows of a CSV file, none of whose cells a spreadsheet would run."""
    rows = list(csv.reader(StringIO(text.removeprefix("\ufeff"), newline="")))
    starts = ("=", "+", "-", "@", "\t", "\r")
    assert not [cell for row in rows for cell in row if cell.startswith(starts)]
    return rows


def unquoted(cell: str) -> str:
    """A cell without the apostrophe that keeps it from being run."""
    return cell[1:] if re.match("'[=+\\-@\t\r]", cell) else cell


def test_the_document_and_its_review_show_each_text(flood: Flood):
    browser = flood.desk.browser(flood.desk.world.reader)
    page = shown(browser.get(f"/documents/{flood.document}").text)
    for text, item in flood.smelter_items.items():
        wanted = one_line(printable(storable(text)))
        screen = shown(browser.get(f"/review/{flood.document}?item={item}").text)
        assert wanted[:80] in page, text
        assert wanted in screen, text


def test_each_finding_shows_its_statement_its_note_and_its_measure(flood: Flood):
    browser = flood.desk.browser(flood.desk.world.secretary)
    for text, finding in flood.findings.items():
        page = shown(browser.get(f"/findings/{finding}").text)
        wanted = one_line(printable(storable(text.strip())))
        assert page.count(wanted) >= 3, text
    for path in ("/findings", "/work", "/log", "/documents", "/reports"):
        shown(browser.get(path).text)


def test_each_site_is_shown_and_found(flood: Flood):
    browser = flood.desk.browser(flood.desk.world.secretary)
    for text, site in flood.sites.items():
        wanted = one_line(printable(storable(text)))
        assert wanted in shown(browser.get(f"/smelters/{site}").text)
        found = browser.get("/smelters", query_string={"q": storable(text)}).text
        assert wanted in shown(found), text
        assert f"/smelters/{site}" in found, text


@pytest.mark.parametrize(
    "address", ["/documents/{0.document}/result", "/findings/export", "/smelters/export"]
)
def test_each_export_reads_back_the_same_and_runs_nothing(flood: Flood, address: str):
    browser = flood.desk.browser(flood.desk.world.secretary)
    address = address.format(flood)
    table = [unquoted(cell) for row in rows_of(browser.get(f"{address}.csv").text) for cell in row]
    book = cells(browser.get(f"{address}.xlsx").data)
    for wanted in KEPT:
        wanted = wanted.strip()[:80]  # a list may shorten what is long
        assert any(wanted in cell for cell in table), wanted
        assert any(wanted in cell for cell in book), wanted


@pytest.mark.parametrize("address", ["/findings/export.json", "/smelters/export.json"])
def test_as_data_each_text_is_as_it_is_kept(flood: Flood, address: str):
    answer = flood.desk.browser(flood.desk.world.secretary).get(address)
    said = json.dumps(json.loads(answer.data), ensure_ascii=False)
    for text in TEXTS.values():
        assert json.dumps(storable(text), ensure_ascii=False)[1:-1] in said, text


def test_the_report_says_each_text_and_holds_no_field_of_it(flood: Flood):
    browser = flood.desk.browser(flood.desk.world.secretary)
    shown(browser.get(f"/reports/{flood.report}").text)
    file = browser.get(f"/reports/{flood.report}/file").data
    with ZipFile(BytesIO(file)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, content in parts.items():
        if not name.endswith((".xml", ".rels")):
            continue
        tree = etree.fromstring(content)
        codes = [e.text or "" for e in tree.iter("{*}instrText")]
        codes += [e.get(a) or "" for e in tree.iter("{*}fldSimple") for a in e.attrib]
        assert not [code for code in codes if "DDE" in code.upper() or "cmd" in code], name
        outside = [e for e in tree.iter("{*}Relationship") if e.get("TargetMode") == "External"]
        assert outside == [], name
    body = docx.Document(BytesIO(file)).element.body
    paragraphs = [paragraph_text(p) for p in body.iter("{*}p")]
    written = "\n".join(storable(text) for text in TEXTS.values())
    for wanted in lines(written):
        assert wanted in paragraphs, wanted


def paragraph_text(paragraph) -> str:
    """The text of a paragraph, tabs and line breaks included."""
    signs = {"tab": "\t", "br": "\n", "noBreakHyphen": "-"}
    found = ""
    for element in paragraph.iter():
        name = etree.QName(element).localname
        found += (element.text or "") if name == "t" else ""
        if etree.QName(element.getparent()).localname == "r":
            found += signs.get(name, "")
    return found


def test_a_log_line_cannot_be_forged(flood: Flood):
    formatter = JsonLines()
    for text in TEXTS.values():
        record = logging.LogRecord("proef", logging.ERROR, "", 0, "%s", (text,), None)
        line = formatter.format(record)
        assert "\n" not in line and "\r" not in line
        assert json.loads(line)["message"] == text
