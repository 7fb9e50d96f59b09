"""Where a fresh reviewer stumbled: what is taken back, offered and called by its own name."""

import html

import pytest
from flask import Flask

from tests.cast import a_certificate, a_document, a_reading, a_record, an_audit_finding
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from workflows import documents, items


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def opened(desk: Desk, *names: str) -> tuple[str, list[str]]:
    """The public ids of a document with these smelters, and of its items."""
    with desk.working() as session:
        world, reading = desk.world, a_reading(*(a_record(name) for name in names))
        document = a_document(session, desk.store, world.company, world.submitter, reading)
        return document.public_id, [i.public_id for i in items.of_document(session, document)]


def test_that_nothing_was_found_is_taken_back_where_it_was_said(desk: Desk) -> None:
    document, _ = opened(desk)
    reader = desk.browser(desk.world.reader)
    form = {"action": "finish", "back": "review"}
    send(reader, f"/documents/{document}/act", form, page=f"/review/{document}")
    shown = reader.get(f"/review/{document}").text
    assert "Ongedaan maken: de beoordeling weer openen" in shown
    form = {"action": "reopen", "back": "review"}
    send(reader, f"/documents/{document}/act", form, page=f"/review/{document}")
    assert "Geen namen gevonden" in reader.get(f"/review/{document}").text


def test_a_name_with_signs_of_html_is_proposed_as_it_is_printed(desk: Desk) -> None:
    document, (item,) = opened(desk, "A & B <C> Smelting")
    page = desk.browser(desk.world.reader).get(f"/review/{document}?item={item}").text
    bar = page.partition("data-named-choice>")[2].partition("</strong>")[0]
    assert html.unescape(bar).startswith("nieuwe smelter “A & B <C> Smelting”")


def test_a_finding_that_was_missed_is_added_with_its_own_fields(desk: Desk) -> None:
    with desk.working() as session:
        reading, world = a_reading(findings=[an_audit_finding()]), desk.world
        document = a_document(session, desk.store, world.company, world.submitter, reading)
        address = f"/review/{document.public_id}"
    reader = desk.browser(desk.world.reader)
    assert 'id="missed-field-statement"' in reader.get(address).text
    for kind, field in (("certificate", "missed-field-number"), ("smelter", "missed-smelter")):
        assert f'id="{field}"' in reader.get(f"{address}?add={kind}").text
    # Without a script the kind is chosen first, and then its fields are asked for.
    answer = send(reader, f"{address}/add", {"kind": "certificate", "page": "1"}, page=address)
    assert answer.status_code == 400
    assert "Vul de norm, het nummer of de houder van het certificaat in." in answer.text
    assert 'id="missed-field-number"' in answer.text
    form = {
        "kind": "audit_finding",
        "page": "1",
        "field-statement": "Overtime was not recorded.",
        "box-statement": "1:70,100,300,112",
        "field-severity": "minor",
    }
    answer = send(reader, f"{address}/add", form, page=address)
    assert answer.status_code == 303
    assert "Overtime was not recorded." in reader.get(answer.location).text
    with desk.working() as session:
        row = documents.get(session, document.public_id, desk.world.reader)
        added = items.of_document(session, row)[-1]
        assert (added.kind, items.mentions(added)[0].box) == ("audit_finding", (70, 100, 300, 112))


def test_a_certificate_is_not_rejected_for_being_no_smelter(desk: Desk) -> None:
    with desk.working() as session:
        reading, world = a_reading(certificates=[a_certificate()]), desk.world
        document = a_document(session, desk.store, world.company, world.submitter, reading)
        page = f"/review/{document.public_id}"
        (item,) = (i.public_id for i in items.of_document(session, document))
    # As from a page that was opened before the reasons changed.
    form = {"action": "reject", "reason": "not_a_smelter"}
    answer = send(desk.browser(desk.world.reader), f"/review/items/{item}", form, page=page)
    assert answer.status_code == 400
    told = "“Geen smelter (handelaar of leverancier)” is geen reden om dit soort item af te wijzen."
    assert told in html.unescape(answer.text)
