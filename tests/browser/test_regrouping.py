"""With the keys alone: a name split, merged, made whole again, and found elsewhere on the page."""

from collections.abc import Callable

from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.test_every_page import review_of
from workflows.demo import cast


def test_a_name_is_split_merged_and_made_whole_by_the_keys(
    app: Flask, open_as: Callable[..., Page]
) -> None:
    page = open_as(cast.REVIEWERS[0])
    page.goto(review_of(app))
    heading, keyboard = page.locator("[data-heading]"), page.keyboard

    def settled(name: str) -> None:
        expect(heading).to_have_text(name)
        page.wait_for_function("() => document.activeElement.matches('[data-heading]')")

    name = heading.inner_text()
    first, rest = name.split(" ", 1)
    settled(name)
    # The first gap between the words, then Enter: it divides there, and approves nothing.
    keyboard.press("s")
    expect(page.locator("[data-more=split] input[name=at]").first).to_be_focused()
    keyboard.press("Space")
    keyboard.press("Enter")
    settled(first)
    keyboard.press("v")
    expect(page.locator("[data-more=merge] [data-mine]")).to_be_checked()
    tick = page.get_by_label(f"Samenvoegen: {rest}", exact=True)
    tick.focus()
    keyboard.press("Space")
    keyboard.press("Enter")
    settled(first)
    expect(page.locator(".mentions")).to_contain_text("2 vermeldingen")
    keyboard.press("z")
    expect(page.locator(".mentions")).to_have_count(0)
    settled(first)
    keyboard.press("z")
    settled(name)
    # Boundaries: the words of the name are chosen; Shift and an arrow take one less or one more.
    keyboard.press("w")
    field = page.locator("#change-smelter")
    expect(field).to_be_focused()
    own = len(name.split())
    chosen = page.locator(".word--chosen")
    expect(chosen).to_have_count(own)
    keyboard.press("Shift+ArrowUp")
    expect(chosen).to_have_count(own - 1)
    expect(field).to_have_value(name.rsplit(" ", 1)[0])
    # Without Shift it is another word alone; what was typed says which one.
    keyboard.press("ArrowDown")
    expect(chosen).to_have_count(1)
    keyboard.press("Control+a")
    keyboard.type(f"{first[:3].lower()}")
    keyboard.press("ArrowDown")
    expect(field).to_have_value(first)
    keyboard.press("Shift+ArrowDown")
    expect(chosen).to_have_count(2)
    keyboard.press("Shift+ArrowUp")
    expect(field).to_have_value(first)
    keyboard.press("Enter")
    expect(page.locator(".review__last")).to_have_text(first)
    expect(page.locator(".sheet--selecting")).to_have_count(0)
    keyboard.press("z")
    settled(name)
    keyboard.press("u")
    page.wait_for_url("**/review/verdicts?*")
    expect(page.locator("main h1")).to_have_text("Mijn laatste oordelen")
