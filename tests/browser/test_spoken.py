"""The review as a screen reader has it: roles and names, what is read out, and no barrier in it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests import papers
from tests.browser import barriers as axe
from tests.browser.sending import Sent, send
from tests.browser.test_every_page import NARROW, too_wide

Open = Callable[..., Page]

ROWS = (
    ("Tin", "Contoh Timah Jaya", "Indonesia", "XID000101"),
    ("Gold", "Mihon Refinery K.K.", "Japan", "XID000119"),
    ("Tin", "Kelana Smelting", "Malaysia", ""),
    ("Tin", "Andara Metals", "Peru", ""),
    ("Tin", "Vostra Refinery", "Peru", ""),
    ("Gold", "Isarberg Metals", "Germany", ""),
)
# What a browser tells assistive software about that one can act on.
CONTROLS = frozenset(
    {
        "button",
        "checkbox",
        "combobox",
        "DisclosureTriangle",
        "link",
        "radio",
        "searchbox",
        "textbox",
    }
)
QUESTIONS = {
    "w": "change", "x": "reject", "t": "doubt", "s": "split", "v": "merge", "m": "missed",
    "l": "search", "o": "comment", "i": "guide",
}  # fmt: skip


@pytest.fixture(scope="module")
def sent(app: Flask) -> Sent:
    return send(app, "voorgelezen.pdf", papers.supplier_table(ROWS, title="Read out"))


@dataclass(frozen=True)
class Node:
    """Something in the browser's accessibility tree."""

    role: str
    name: str
    state: dict[str, object]


def tree(page: Page) -> list[Node]:
    """What Chromium tells assistive software, in its own words."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [
        Node(
            node["role"]["value"],
            " ".join(node.get("name", {}).get("value", "").split()),
            {one["name"]: one["value"].get("value") for one in node.get("properties", [])},
        )
        for node in nodes
        if not node.get("ignored")
    ]


def named(nodes: list[Node], role: str, name: str) -> Node:
    (found,) = (n for n in nodes if n.role == role and n.name.startswith(name))
    return found


def test_the_tree_has_the_item_its_verdicts_and_the_list(open_as: Open, sent: Sent) -> None:
    page = open_as(sent.readers[0])
    sent.open(page)
    name = page.locator("[data-heading]").inner_text()
    nodes = tree(page)
    assert named(nodes, "heading", name).state["focused"] is True
    for role, words in (
        ("group", "Beoordeling van voorgelezen.pdf"),
        ("navigation", "Pagina's"),
        ("region", "Pagina 1"),
        ("complementary", "Item"),
        ("group", "Welke bekende smelter is dit?"),
    ):
        named(nodes, role, words)
    for words, key in (("Wijzigen", "W"), ("Afwijzen", "X"), ("Twijfelen", "T")):
        way = named(nodes, "DisclosureTriangle", words)
        assert (way.state["expanded"], way.state["keyshortcuts"]) == (False, key)
    assert named(nodes, "button", "Goedkeuren").state["keyshortcuts"] == "G"
    assert not [n for n in nodes if n.role == "image"], "the picture of a page is decoration"
    page.keyboard.press("v")
    nodes = tree(page)
    rows = [n.name.replace(" ,", ",") for n in nodes if n.name.startswith("Smelter, ")]
    assert len(rows) == len(ROWS)
    assert rows[0].startswith("Smelter, Contoh Timah Jaya, pagina 1, zeker, voorstel: Contoh")
    assert rows[0].endswith("100%, Open")
    named(nodes, "list", "Alle items")
    here = page.locator(".all-items__list [aria-current=true]")
    expect(here).to_have_count(1)
    expect(here).to_contain_text(name)


def test_nothing_of_the_review_is_nameless_too_wide_or_out_of_reach(
    open_as: Open, sent: Sent
) -> None:
    page = open_as(sent.readers[0], viewport=NARROW)
    sent.open(page)
    heading, found = page.locator("[data-heading]"), []
    for key, panel in {**QUESTIONS, "?": "keys"}.items():
        expect(heading).to_be_focused()
        page.keyboard.press(key)
        place = page.locator(f"[data-more={panel}][open], [data-{panel}][open]")
        expect(place).to_be_visible()
        found += [f"{panel}: {one}" for one in barriers(page)]
        for control in place.locator("a, button, input, select, summary, textarea").all():
            if control.is_visible() and control.is_enabled():
                # Only tried: it is on the screen, and nothing lies over it.
                control.click(trial=True, timeout=3_000)
        page.keyboard.press("Escape")
    assert found == []


def barriers(page: Page) -> Iterator[str]:
    """What axe finds, what has no name for who cannot see it, and a page that is too wide."""
    yield from axe.found(page)
    yield from (
        f"a {n.role} without a name" for n in tree(page) if n.role in CONTROLS and not n.name
    )
    yield from too_wide(page, "the review")


def test_whatever_is_done_is_read_out_with_what_comes_next(
    open_as: Open, sent: Sent, app: Flask
) -> None:
    page = open_as(sent.readers[0])
    sent.open(page)
    live, heading = page.locator("[data-live]"), page.locator("[data-heading]")

    def heard(words: str, *keys: str) -> None:
        expect(heading).to_be_focused()
        for key in keys:
            page.keyboard.type(key) if len(key) > 1 and " " in key else page.keyboard.press(key)
        expect(live).to_contain_text(words)
        expect(heading).to_be_focused()
        assert (live.text_content() or "").endswith(heading.inner_text())

    heard("0 van 6 beoordeeld, nog 6 voor u", "j")
    page.keyboard.press("n")
    expect(live).to_have_text("Voor die toets is hier niets.")
    expect(page.locator("[data-toast]")).to_have_text("Voor die toets is hier niets.")
    # Chance may want a second reader for it: then it is noted, and not yet rejected.
    heard("Nog 5.", "x", "1")
    heard("Ongedaan gemaakt. Nog 6.", "z")
    heard("Twijfel. Nog 6.", "t", "1")
    heard("Ongedaan gemaakt. Nog 6.", "z")
    heard("Gemarkeerd: twee mensen kijken ernaar.", "f")
    heard("De markering is weg.", "f")
    heard("De opmerking is toegevoegd.", "o", "Kijk hier naar", "Tab", "Tab", "Enter")
    heard("een andere lezer bevestigt het. Nog 5.", "w", "Een Andere Naam", "Enter")
    heard("Ongedaan gemaakt. Nog 6.", "z")
    heard("Gesplitst. Twee mensen lezen elke helft.", "s", "Space", "Enter")
    heard("Samengevoegd. Twee mensen lezen het.", "v", "Space", "Enter")
    heard("Toegevoegd. Twee mensen lezen het.", "m", "Vergeten Gieterij", "Enter")
    heard("; een andere lezer bevestigt het.", "g")
    # Whoever comes next hears who is at it, and that a verdict is not theirs to give.
    other = open_as(sent.readers[1])
    other.goto(page.url)
    expect(other.locator("[data-live]")).to_contain_text("leest")
    other.get_by_role("button", name="Dit document overnemen").click()
    expect(other.locator("[role=alert]")).to_contain_text("U leest dit document nu.")
    # Who has lost it hears that instead of the next item, with the way back under the focus.
    page.keyboard.press("g")
    expect(live).to_contain_text(
        re.compile(r"^Dit mag u niet doen\. .+ heeft dit document overgenomen")
    )
    expect(page.get_by_role("link", name="Open het item opnieuw")).to_be_focused()
