"""Every key of the review does what the list of keys says, from the first item to the last."""

import itertools
import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from tests import papers
from tests.browser.sending import Sent, send
from workflows import review_keys

Open = Callable[..., Page]

# The first was approved before, in the demo; the last, alone on the second page, is the same one.
ROWS = (
    ("Steel", "Mihon Steel K.K.", "Japan", "XID000158"),
    ("Tin", "Contoh Timah Jaya", "Indonesia", "XID000101"),
    ("Gold", "Mihon Refinery K.K.", "Japan", "XID000119"),
    ("Tin", "Kelana Smelting", "Malaysia", ""),
    ("Tin", "Andara Metals", "Peru", ""),
    ("Steel", "Mihonsche Stahlwerke", "Japan", ""),
)


@pytest.fixture
def sent(app: Flask) -> Sent:
    paper = papers.supplier_table(ROWS, title="All keys", per_page=len(ROWS) - 1)
    return send(app, "alle-toetsen.pdf", paper)


class Hands:
    """A reader who has no mouse; which keys were used is noted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.used: set[str] = set()
        self.heading = page.locator("[data-heading]")

    def at(self, selector: str) -> Locator:
        return self.page.locator(selector)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.used.add(key)
            self.page.keyboard.press(key)

    def goes(self, *keys: str) -> str:
        """These keys lead to another item; the name of the one before."""
        name = self.heading.inner_text()
        self.press(*keys)
        expect(self.heading).not_to_have_text(name)
        expect(self.heading).to_be_focused()
        return name

    def opens(self, key: str, field: str) -> None:
        """The key puts the focus in a field; Escape closes what was opened and comes back."""
        self.press(key)
        expect(self.at(field)).to_be_focused()
        self.press("Escape")
        expect(self.heading).to_be_focused()


def test_every_key_does_what_the_list_says(open_as: Open, sent: Sent) -> None:
    page = open_as(sent.readers[0])
    sent.open(page)
    hands = Hands(page)
    expect(hands.heading).to_be_focused()
    look_around(hands)
    open_and_close(hands)
    decide_and_undo(hands)
    # Whatever is left is approved, with the letter and with Enter; then on to the next document.
    for key in itertools.cycle(("g", "Enter")):
        hands.goes(key)
        if not hands.at("[data-item]").count():
            break
    # What the document itself is said to be: corrected beside it, or confirmed.
    hands.opens("w", "#title")
    hands.press("c")
    expect(hands.at("main .banner")).to_contain_text("Bevestigd.")
    hands.press("d")
    page.wait_for_url(lambda url: "/review/" in url and sent.document not in url)
    expect(hands.heading).to_be_focused()
    hands.press("u")
    page.wait_for_url("**/review/verdicts?*")
    by_letter = set(review_keys.Keys().by_action.values())
    assert by_letter | set(review_keys.FIXED) <= hands.used


def look_around(hands: Hands) -> None:
    """Items, mentions, pages, sizes, the guidelines and the keys themselves."""
    first = hands.goes("j")
    second = hands.goes("ArrowDown")
    hands.goes("k")
    expect(hands.heading).to_have_text(second)
    hands.goes("ArrowUp")
    expect(hands.heading).to_have_text(first)
    while hands.heading.inner_text() != ROWS[0][1]:
        hands.goes("j")
    hands.press("v")
    tick = hands.page.get_by_label(f"Samenvoegen: {ROWS[-1][1]}", exact=True)
    tick.focus()
    hands.press("Space", "Enter")
    mention, shown = (
        hands.at(".mentions a[aria-current]"),
        hands.at(".review__strip [aria-current]"),
    )
    expect(mention).to_have_text("pagina 1")
    expect(hands.heading).to_be_focused()
    hands.press("n")
    expect(mention).to_have_text("pagina 2")
    expect(shown).to_have_attribute("data-page-link", "2")
    hands.press("p")
    expect(mention).to_have_text("pagina 1")
    # Another page to look at, the item still at hand.
    hands.press("]")
    expect(shown).to_have_attribute("data-page-link", "2")
    expect(hands.heading).to_have_text(ROWS[0][1])
    hands.press("[")
    expect(shown).to_have_attribute("data-page-link", "1")
    sheet = hands.at("[data-sheet]")
    for key, zoom in (("+", "1.25"), ("+", "1.5"), ("-", "1.25"), ("0", "1")):
        hands.press(key)
        expect(sheet).to_have_attribute("style", re.compile(rf"--zoom: {re.escape(zoom)};"))
    hands.press("?")
    expect(hands.at("dialog.keys")).to_be_visible()
    hands.press("Escape")
    expect(hands.heading).to_be_focused()
    hands.press("i")
    expect(hands.at("[data-guide] h3").first).to_be_visible()
    hands.press("Escape")
    expect(hands.at("[data-guide] h3").first).to_be_hidden()
    expect(hands.heading).to_be_focused()


def open_and_close(hands: Hands) -> None:
    """Each question comes up with the focus in it, and goes away with Escape."""
    hands.opens("w", "#change-smelter")
    hands.opens("x", "#reason-1")
    hands.opens("t", "#how-later")
    hands.opens("s", "[name=at] >> nth=0")
    hands.opens("v", "[name=item]:not(:checked) >> nth=0")
    hands.opens("m", "#missed-smelter")
    hands.opens("l", "#register-search")
    hands.opens("/", "#register-search")
    hands.opens("o", "#new-comment")
    flag = hands.at("[data-flag]")
    for words in ("De markering weghalen", "Markeren voor een tweede blik"):
        hands.press("f")
        expect(flag).to_contain_text(words)
        expect(hands.heading).to_be_focused()


def decide_and_undo(hands: Hands) -> None:
    """What was decided before is filled in; a verdict is given, and taken back in both ways."""
    # It stands in the document once: there is nothing to reject it for.
    hands.press("b")
    expect(hands.at("[data-live]")).to_have_text("Voor die toets is hier niets.")
    last = hands.at("[data-candidate]").last
    hands.press(str(hands.at("[data-candidate]").count()))
    expect(last).to_be_checked()
    hands.press("h")
    expect(hands.at(".earlier")).to_contain_text("Ingevuld")
    expect(last).not_to_be_checked()
    for undo in ("z", "Control+z"):
        expect(hands.heading).to_be_focused()
        name = hands.goes("x", "4")
        hands.opens("r", "#last-note")
        hands.press("r")
        hands.page.keyboard.type("De periode is 2019.")
        hands.page.keyboard.press("Enter")
        expect(hands.at(".review__what")).to_contain_text("De periode is 2019.")
        expect(hands.heading).to_be_focused()
        hands.press(undo)
        expect(hands.heading).to_have_text(name)
