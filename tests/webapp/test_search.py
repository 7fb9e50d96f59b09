"""The search page: groups, marked words, where a hit leads, no result, a better spelling."""

import re
from html import unescape

import pytest
from flask import Flask

from tests.cast import a_certificate, a_document, a_reading, a_record, a_site, an_audit_finding
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from workflows import facts
from workflows.review_keys import Keys

HEADINGS = re.compile(r'<h2 id="(\w+)">')


@pytest.fixture
def desk(app: Flask) -> Desk:
    desk = Desk(app)
    with desk.working() as session:
        a_site(session, "Kwikstaart Tin Works", identifier="XID000101")
        reading = a_reading(
            a_record("Kwikstaart Tin Wks"),
            certificates=[a_certificate(number="KW-77")],
            findings=[an_audit_finding()],
        )
        world = desk.world
        document = a_document(session, desk.store, world.company, world.submitter, reading)
        facts.describe(session, document, world.submitter, title="<b>Opgave</b> Kwikstaart")
        desk.document = document.public_id
    return desk


def page(desk, who, query):
    response = desk.browser(getattr(desk.world, who)).get(f"/search?{query}")
    assert response.status_code == 200
    return response.text


def test_what_is_found_stands_by_kind_with_the_words_marked(desk):
    text = page(desk, "submitter", "q=kwikstaart")
    assert HEADINGS.findall(text) == ["site", "document", "item"]
    assert "<mark>Kwikstaart</mark> Tin Wks" in text
    assert "&lt;b&gt;Opgave&lt;/b&gt; <mark>Kwikstaart</mark>" in text
    assert f"/documents/{desk.document}" in text


def test_a_name_that_holds_the_words_is_said_once(desk):
    text = page(desk, "submitter", "q=kwikstaart")
    assert "><mark>Kwikstaart</mark> Tin Works</a>" in text
    assert "found__line" not in text
    assert "found__line" in page(desk, "submitter", "q=XID000101")


def test_sentences_in_another_language_say_which_one(desk):
    finding = page(desk, "reader", "q=emergency&kind=item")
    assert re.search(r'<a [^>]+><span lang="en">.*<mark>emergency</mark>', finding)
    on_page = page(desk, "reader", "q=voorbeeld+draad&kind=page")
    assert '<p class="found__line"><span lang="en">' in on_page
    smelter = page(desk, "reader", "q=kwikstaart&kind=item")
    assert 'lang="en"' not in smelter.partition('<ol class="found">')[2].partition("</ol>")[0]


def test_words_on_a_page_lead_a_reader_to_that_page(desk):
    for who, address in (
        ("reader", f"/review/{desk.document}?page=1"),
        ("secretary", f"/review/{desk.document}?page=1"),
        ("submitter", f"/documents/{desk.document}"),
    ):
        text = unescape(page(desk, who, "q=voorbeeld+draad"))
        assert HEADINGS.findall(text) == ["page"], who
        assert f'href="{address}' in text
        assert "pagina 1" in text


def test_a_hit_leads_where_one_may_go(desk):
    for who in ("reader", "secretary", "submitter", "member"):
        text = page(desk, who, "q=kwikstaart").partition("<main")[2].partition("</main>")[0]
        addresses = set(re.findall(r'href="(/(?!search)[^"]+)"', text))
        assert addresses, who
        for address in addresses:
            answer = desk.browser(getattr(desk.world, who)).get(address, follow_redirects=True)
            assert answer.status_code == 200, (who, address)


def test_an_identifier_is_found_as_people_write_it(desk):
    for typed in ("XID+000101", "xid-101", "XID000101", "kw+77"):
        assert HEADINGS.findall(page(desk, "submitter", f"q={typed}")), typed


def test_one_kind_can_be_looked_at_alone(desk):
    text = page(desk, "submitter", "q=kwikstaart&kind=item")
    assert HEADINGS.findall(text) == ["item"]
    assert "Smelters (1)" in text  # the others are still counted


def test_a_better_spelling_is_a_link(desk):
    text = page(desk, "submitter", "q=kwikstart")
    assert "Niets is zo geschreven" in text
    assert 'href="/search?q=Kwikstaart"' in text
    assert "<mark>Kwikstaart</mark>" in text


def test_nothing_typed_and_nothing_found_are_said_in_both_languages(desk):
    client = desk.browser(desk.world.submitter)
    assert "Het begin van een woord is genoeg" in page(desk, "submitter", "")
    assert "Niets dat u mag zien heeft deze woorden" in page(desk, "submitter", "q=zzzz")
    send(client, "/language", {"language": "en"}, page="/search")
    assert "The beginning of a word is enough" in page(desk, "submitter", "")
    assert "Nothing that you may see has these words" in page(desk, "submitter", "q=zzzz")


@pytest.mark.parametrize(
    "query", ["q=%00", "q=%22", "q=a&kind=nothing", "q=a&page=-3", "q=" + "a" * 9000]
)
def test_odd_questions_are_answered(desk, query):
    page(desk, "submitter", query)


def test_the_box_is_on_every_page_of_who_is_logged_in(desk):
    client = desk.browser(desk.world.submitter)
    assert 'action="/search"' in client.get("/documents").text
    assert client.get("/search?q=x").text.count('id="find"') == 1
    assert 'action="/search"' not in desk.app.test_client().get("/login").text


def test_the_key_that_leads_to_the_box_goes_with_the_other_keys(desk):
    client = desk.browser(desk.world.reader)
    assert "data-slash" in client.get("/documents").text
    usual = {f"key-{name}": key for name, key in Keys().by_action.items()}
    send(client, "/profile/keys", {"on": "", **usual}, page="/profile/keys")
    assert "data-slash" not in client.get("/documents").text
