"""Taking back by the keys: at once in the document at hand, elsewhere after a question."""

from collections.abc import Callable

from flask import Flask
from playwright.sync_api import Page, expect

from tests import papers
from tests.browser.sending import Sent, send

Open = Callable[..., Page]

TWO = (
    ("Tin", "Terugneem Smelting", "Malaysia", ""),
    ("Tin", "Overdoen Metals", "Peru", ""),
)


def paper(app: Flask, name: str) -> Sent:
    return send(app, name, papers.supplier_table(TWO, title=name))


def test_undoing_in_another_document_asks_first_says_so_and_leads_back(
    app: Flask, open_as: Open
) -> None:
    first, second = paper(app, "eerste.pdf"), paper(app, "tweede.pdf")
    page = open_as(first.readers[0])
    heading = page.locator("[data-heading]")
    first.open(page)
    name = heading.inner_text()
    page.keyboard.press("x")
    page.keyboard.press("1")
    expect(heading).not_to_have_text(name)
    second.open(page)
    here = heading.inner_text()
    page.keyboard.press("z")
    question = page.locator("[data-more=undo]")
    expect(question).to_contain_text("in een ander document")
    expect(question.get_by_role("button", name="Ja, terugnemen")).to_be_focused()
    # Not after all: nothing was done.
    page.keyboard.press("Escape")
    expect(heading).to_be_focused()
    expect(heading).to_have_text(here)
    page.keyboard.press("z")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{first.review}?*")
    expect(heading).to_have_text(name)
    expect(page.locator(".banner--success")).to_contain_text("Ongedaan gemaakt. Nog 2.")
    page.get_by_role("link", name="Terug naar “tweede.pdf”").click()
    page.wait_for_url(f"**{second.review}*")


def test_the_address_is_that_of_what_is_shown_and_what_was_said_goes(
    app: Flask, open_as: Open
) -> None:
    sent = paper(app, "adres.pdf")
    page = open_as(sent.readers[0])
    heading, said = page.locator("[data-heading]"), page.locator(".review__said")
    sent.open(page)
    name = heading.inner_text()
    page.goto(f"{sent.review}?item={page.locator('[data-item]').get_attribute('data-item')}")
    page.keyboard.press("x")
    page.keyboard.press("1")
    expect(heading).not_to_have_text(name)
    expect(said).to_have_text("Nog 1.")
    after = heading.inner_text()
    page.reload()
    expect(heading).to_have_text(after)
    expect(said).to_have_count(0)
    page.keyboard.press("z")
    expect(heading).to_have_text(name)
    expect(said).to_have_text("Ongedaan gemaakt. Nog 2.")
    page.reload()
    expect(heading).to_have_text(name)


def test_keys_are_shown_only_where_they_work(app: Flask, open_as: Open) -> None:
    sent = paper(app, "toetsen.pdf")
    page = open_as(sent.readers[0])
    sent.open(page)
    expect(page.locator(".verdict__bar kbd").first).to_be_visible()
    plain = open_as(sent.readers[0], java_script_enabled=False)
    plain.goto(sent.review)
    expect(plain.locator(".verdict__bar [data-act=approve]")).to_be_visible()
    assert [one for one in plain.locator("kbd").all() if one.is_visible()] == []
    # What a number stood for is a choice as any other.
    expect(plain.locator(".candidate__choice").first).to_be_visible()
