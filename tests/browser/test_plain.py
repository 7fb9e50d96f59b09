"""The review without a script: every verdict, its undo, the way on and a document that is done."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests import papers
from tests.browser.sending import Sent, send
from tests.browser.test_every_page import NARROW, too_wide

Open = Callable[..., Page]

ROWS = (
    ("Tin", "Contoh Timah Jaya", "Indonesia", "XID000101"),
    ("Gold", "Mihon Refinery K.K.", "Japan", "XID000119"),
    ("Tin", "Kelana Smelting", "Malaysia", ""),
    ("Tin", "Andara Metals", "Peru", ""),
)


@pytest.fixture
def sent(app: Flask) -> Sent:
    return send(app, "zonder-script.pdf", papers.supplier_table(ROWS, title="Without a script"))


@pytest.fixture
def letter(app: Flask) -> Sent:
    return send(app, "brief.pdf", papers.letter("Dear customer,\n\nWe buy our wire with care."))


def test_a_document_is_reviewed_without_a_script(open_as: Open, sent: Sent, letter: Sent) -> None:
    watching = open_as(sent.readers[0])
    for one in (sent, letter):
        one.open(watching)
    page = open_as(sent.readers[0], viewport=NARROW, java_script_enabled=False)
    page.goto(sent.review)
    heading, said = page.locator("[data-heading]"), page.locator(".banner--success")

    def decides(words: str) -> str:
        """What was just sent was done, and leads to another item."""
        expect(said).to_contain_text(words)
        assert list(too_wide(page, words)) == []
        return heading.inner_text()

    def undoes(name: str) -> None:
        page.click(".review__undo button")
        assert decides("Ongedaan gemaakt. Nog 4.") == name

    first = heading.inner_text()
    page.click("summary:has-text('Wijzigen')")
    page.fill("#change-smelter", "Een Andere Naam")
    # Enter in a field gives no verdict: without a script nothing says which one is meant.
    page.press("#change-smelter", "Enter")
    expect(heading).to_have_text(first)
    page.get_by_role("button", name="Wijziging bewaren").click()
    assert decides("een andere lezer bevestigt het. Nog 3.") != first
    page.click(".review__undo button")
    decides("Ongedaan gemaakt. Nog 4.")
    name = heading.inner_text()
    page.click("summary:has-text('Afwijzen')")
    page.check("#reason-1")
    page.locator("button[value=reject]").click()
    assert decides("Nog 3.") != name
    undoes(name)
    page.click("summary:has-text('Twijfelen')")
    page.get_by_role("button", name="In twijfel zetten").click()
    assert decides("Twijfel. Nog 4.") != name
    undoes(name)
    # The next item and back, by the arrows beside the item; any other by the list.
    page.get_by_role("link", name="Volgende item").click()
    expect(heading).not_to_have_text(name)
    page.get_by_role("link", name="Vorige item").click()
    expect(heading).to_have_text(name)
    page.click("summary:has-text('Alle items')")
    page.click(f".all-items__list a:has-text('{ROWS[1][1]}')")
    expect(heading).to_have_text(ROWS[1][1])
    page.click("summary:has-text('Gemiste naam')")
    page.fill("#missed-smelter", "Vergeten Gieterij")
    page.get_by_role("button", name="Toevoegen", exact=True).click()
    assert decides("Toegevoegd.") == "Vergeten Gieterij"
    for left in (4, 3, 2, 1, 0):
        page.locator("button[value=approve]").click()
        decides(f"Nog {left}.")
    expect(heading).to_have_text("Nog één vraag: wat het document zelf is")
    page.click("[data-next-document]")
    expect(page.locator(".review__title")).not_to_have_text("zonder-script.pdf")
    page.goto(letter.review)
    page.get_by_role("button", name="Bevat geen smelters").click()
    expect(heading).to_have_text("Bevat geen smelters")
