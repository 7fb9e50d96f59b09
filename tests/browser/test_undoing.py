"""Taking back by the keys: at once in the document at hand, elsewhere after a question."""

from collections.abc import Callable

import pytest
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
    # What was done last is told with the document that it was done in.
    expect(page.locator(".review__what")).to_contain_text(f"In “eerste.pdf”: {name} afgewezen")
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
    # And nobody is told of a key that does nothing.
    expect(page.locator("[data-act=approve]")).to_have_attribute("aria-keyshortcuts", "G")
    assert page.locator("[aria-keyshortcuts='/']").count() > 0
    assert plain.locator("[aria-keyshortcuts]").count() == 0
    # What a number stood for is a choice as any other.
    expect(plain.locator(".candidate__choice").first).to_be_visible()


@pytest.mark.parametrize(
    ("wide", "order"), [(360, ["undo", "approve"]), (1366, ["approve", "undo"])]
)
def test_undo_comes_by_the_tab_key_where_it_is_seen(
    app: Flask, open_as: Open, wide: int, order: list[str]
) -> None:
    sent = paper(app, f"volgorde-{wide}.pdf")
    page = open_as(sent.readers[0], viewport={"width": wide, "height": 740})
    sent.open(page)
    heading = page.locator("[data-heading]")
    name = heading.inner_text()
    page.keyboard.press("x")
    page.keyboard.press("1")
    expect(heading).not_to_have_text(name)

    def come_to() -> list[str]:
        """The undo and the verdict, in the order in which the keys come to them."""
        page.locator(".review__title a").focus()
        met: list[str] = []
        while len(met) < 2:
            page.keyboard.press("Tab")
            here = page.evaluate(
                "() => document.activeElement.closest('[data-undo]') ? 'undo'"
                " : document.activeElement.dataset.act ?? ''"
            )
            met += [here] if here in {"undo", "approve"} else []
        return met

    assert come_to() == order
    # The window is made narrow, or wide: it moves along.
    page.set_viewport_size({"width": 1366 if wide == 360 else 360, "height": 740})
    assert come_to() == order[::-1]
