"""Newer versions of a document: sent, held against the older one, and looked back at."""

from html import unescape
from io import BytesIO

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.cast import a_document, a_reading, a_record, some_bytes
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from workflows import deciding, documents, items, readings
from workflows.models import Document
from workflows.permissions import Actor
from workflows.states import DocumentState, ItemAction, RejectReason
from workflows.verdicts import Verdict

REJECT = Verdict(ItemAction.REJECT, reason=RejectReason.NOT_A_SMELTER)


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def sent(desk: Desk, *names: str, data: bytes | None = None) -> str:
    """A read paper of the company that names these smelters."""
    world = desk.world
    with desk.working() as session:
        reading = a_reading(*map(a_record, names))
        return a_document(
            session, desk.store, world.company, world.submitter, reading, data=data
        ).public_id


def in_database(session, document: str) -> Document:
    return session.query(Document).filter_by(public_id=document).one()


def renewed(desk: Desk, document: str, data: bytes, who: Actor | None = None) -> TestResponse:
    fields = {"file": (BytesIO(data), "opgave-2.pdf")}
    address = f"/documents/{document}/versions/new"
    return send(desk.browser(who or desk.world.submitter), address, fields, page=address)


def read(desk: Desk, document: str, *names: str) -> None:
    with desk.working() as session:
        row = in_database(session, document)
        readings.record(session, documents.current(row), a_reading(*map(a_record, names)), {})


def page(desk: Desk, address: str, who: Actor) -> str:
    return unescape(desk.browser(who).get(address).text)


def test_a_new_version_shows_what_it_changed_and_keeps_what_was_decided(desk: Desk) -> None:
    document = sent(desk, "Merapi Tin Works", "Kelana Smelting", "Vostra Metals")
    with desk.working() as session:
        first, *_ = items.of_document(session, in_database(session, document))
        deciding.decide(session, first, REJECT, desk.world.reader)
    assert renewed(desk, document, some_bytes()).status_code == 303
    read(desk, document, "Merapi Tin Works", "Andara Refinery", "Kelana Smelting")
    shown = page(desk, f"/documents/{document}/versions/2", desk.world.submitter)
    assert "2 items zijn hetzelfde; hun oordelen blijven." in shown
    assert "Andara Refinery" in shown
    gone = shown.partition("Wat er veranderde")[2].partition('id="read"')[0]
    assert "Vostra Metals" in gone
    assert "Merapi Tin Works" not in gone
    assert "overgenomen uit versie 1" in shown
    # Of the row that somebody decided on, which is not the last one of its table.
    names = ("Merapi Tin Works", "Andara Refinery", "Kelana Smelting")
    table = shown.partition('id="read"')[2]
    rows = {name: table.partition(name)[2].partition("</tr>")[0] for name in names}
    assert ["overgenomen uit versie 1" in rows[name] for name in names] == [True, False, False]
    detail = page(desk, f"/documents/{document}", desk.world.submitter)
    assert detail.count("uit versie 1") == 2
    changes = f'href="/documents/{document}/versions/2#changes"'
    assert detail.count(changes) == 1  # the first version changed nothing
    assert changes in page(desk, f"/review/{document}", desk.world.reader)


def test_an_older_version_is_read_and_not_changed(desk: Desk) -> None:
    document = sent(desk, "Merapi Tin Works")
    renewed(desk, document, some_bytes())
    read(desk, document, "Andara Refinery")
    shown = page(desk, f"/documents/{document}/versions/1", desk.world.reader)
    assert "Deze versie is vervangen." in shown
    assert "Merapi Tin Works" in shown
    assert "<form" not in shown.partition("<main")[2].partition("</main")[0]


def test_who_decided_is_named_to_the_readers_alone(desk: Desk) -> None:
    document = sent(desk, "Merapi Tin Works")
    with desk.working() as session:
        deciding.decide(
            session, *items.of_document(session, in_database(session, document)), REJECT,
            desk.world.reader,
        )  # fmt: skip
    address = f"/documents/{document}/versions/1"
    name = desk.world.reader.name
    assert name in page(desk, address, desk.world.other_reader)
    assert name not in page(desk, address, desk.world.submitter)


def test_a_file_that_is_here_already_says_where_and_what_can_be_done(desk: Desk) -> None:
    data = some_bytes()
    document, other = sent(desk, "Merapi Tin Works"), sent(desk, "Andara Refinery", data=data)
    answer = renewed(desk, document, data)
    assert answer.status_code == 409
    assert "eerder, als “opgave.pdf”" in unescape(answer.text)
    address = f"/documents/{other}/join"
    browser = desk.browser(desk.world.submitter)
    assert send(browser, address, {"into": document}, page=address).status_code == 303
    with desk.working() as session:
        assert len(in_database(session, document).versions) == 2
        assert in_database(session, other).state is DocumentState.WITHDRAWN


def test_a_document_is_not_joined_to_one_of_a_rival(desk: Desk) -> None:
    mine = sent(desk, "Merapi Tin Works")
    world = desk.world
    with desk.working() as session:
        theirs = a_document(
            session, desk.store, world.rival, world.competitor, a_reading()
        ).public_id
    address = f"/documents/{mine}/join"
    answer = send(desk.browser(world.submitter), address, {"into": theirs}, page=address)
    assert answer.status_code == 404
    assert theirs not in page(desk, address, world.submitter)


def test_a_file_sent_twice_can_be_kept_twice(desk: Desk) -> None:
    data = some_bytes()
    document = sent(desk, "Merapi Tin Works", data=data)
    browser = desk.browser(desk.world.submitter)
    fields = {"files": (BytesIO(data), "opgave.pdf")}
    told = unescape(send(browser, "/documents/upload", fields, page="/documents/upload").text)
    assert f"/documents/{document}/again" in told
    send(browser, f"/documents/{document}/again", page="/documents/upload")
    with desk.working() as session:
        assert session.query(Document).count() == 2


def test_a_file_of_the_same_name_is_offered_as_a_new_version(desk: Desk) -> None:
    document = sent(desk, "Merapi Tin Works")
    fields = {"files": (BytesIO(some_bytes()), "Opgave.PDF")}
    browser = desk.browser(desk.world.submitter)
    told = unescape(send(browser, "/documents/upload", fields, page="/documents/upload").text)
    assert "Is dit een nieuwe versie daarvan?" in told
    assert f"join?into={document}" in told


def test_no_file_and_an_unchanged_file_are_said_beside_the_field(desk: Desk) -> None:
    data = some_bytes()
    document = sent(desk, "Merapi Tin Works", data=data)
    assert "precies het bestand van versie 1" in unescape(renewed(desk, document, data).text)
    address = f"/documents/{document}/versions/new"
    answer = send(desk.browser(desk.world.submitter), address, page=address)
    assert answer.status_code == 400
    assert 'aria-invalid="true"' in answer.text


def test_the_secretariat_has_a_file_read_again(desk: Desk) -> None:
    document = sent(desk, "Merapi Tin Works")
    address = f"/documents/{document}"
    send(desk.browser(desk.world.secretary), f"{address}/reread", page=address)
    read(desk, document, "Merapi Tin Works")
    assert "opnieuw gelezen" in page(desk, address, desk.world.submitter)
