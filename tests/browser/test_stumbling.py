"""Where a fresh reviewer stumbled: the keys go on, and the page fills the screen again."""

from collections.abc import Callable

from flask import Flask
from playwright.sync_api import Page, expect

from tests import papers
from tests.browser.sending import send

Open = Callable[..., Page]

ROWS = (
    ("Tin", "Struikel Smelting", "Malaysia", ""),
    ("Tin", "Hindernis Metals", "Peru", ""),
)


def test_the_keys_go_on_after_a_look_in_the_guidelines(app: Flask, open_as: Open) -> None:
    sent = send(app, "uitleg.pdf", papers.supplier_table(ROWS, title="Guidelines"))
    page = open_as(sent.readers[0])
    sent.open(page)
    heading = page.locator("[data-heading]")
    name = heading.inner_text()
    page.locator(".item__sure summary").click()
    page.locator(".item__sure a").click()
    told = page.locator("#guide-certainty")
    expect(told).to_be_focused()
    expect(told).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(heading).to_be_focused()
    page.locator(".item__sure a").click()
    page.keyboard.press("j")
    expect(heading).not_to_have_text(name)


def test_escape_closes_what_one_is_in_at_once_whatever_else_is_open(
    app: Flask, open_as: Open
) -> None:
    sent = send(app, "erbij.pdf", papers.supplier_table(ROWS, title="Missed"))
    page = open_as(sent.readers[0])
    sent.open(page)
    page.keyboard.press("i")
    page.keyboard.press("m")
    expect(page.locator("#missed-smelter")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-more=missed]")).not_to_have_attribute("open", "")
    expect(page.locator(".sheet--selecting")).to_have_count(0)
    expect(page.locator("[data-heading]")).to_be_focused()


def test_what_was_missed_gets_the_fields_of_what_it_is(app: Flask, open_as: Open) -> None:
    sent = send(app, "gemist.pdf", papers.supplier_table(ROWS, title="Missed finding"))
    page = open_as(sent.readers[0])
    sent.open(page)
    page.keyboard.press("m")
    page.locator("#missed-kind").select_option("audit_finding")
    statement = page.locator("#missed-field-statement")
    expect(statement).to_be_focused()
    page.keyboard.type("An exit was blocked.")
    page.locator("#missed-field-severity").select_option("major")
    page.locator("[data-more=missed] button[type=submit]").click()
    expect(page.locator("[data-heading]")).to_contain_text("An exit was blocked.")
    expect(page.locator("[data-heading]")).to_be_focused()


def test_the_page_fills_the_screen_again_once_a_message_is_gone(app: Flask, open_as: Open) -> None:
    sent = send(app, "band.pdf", papers.supplier_table(ROWS, title="Band"))
    page = open_as(sent.readers[0])
    sent.open(page)
    room = page.locator("[data-review]").bounding_box()
    page.evaluate(
        "document.querySelector('.review').insertAdjacentHTML("
        "'beforebegin', '<div class=\"banner\" style=\"height: 90px\">Bewaard.</div>')"
    )
    page.evaluate("window.dispatchEvent(new Event('resize'))")
    assert page.locator("[data-review]").bounding_box() != room
    name = page.locator("[data-heading]").inner_text()
    page.keyboard.press("j")
    expect(page.locator("[data-heading]")).not_to_have_text(name)
    expect(page.locator("main .banner")).to_have_count(0)
    assert page.locator("[data-review]").bounding_box() == room


def test_the_key_to_go_on_ends_no_review_of_a_paper_without_names(
    app: Flask, open_as: Open
) -> None:
    sent = send(app, "leeg.pdf", papers.letter("Dear customer,\n\nWe thank you for your order."))
    page = open_as(sent.readers[0])
    sent.open(page)
    expect(page.locator("[data-heading]")).to_have_text("Geen namen gevonden")
    page.keyboard.press("d")
    page.wait_for_url(lambda url: sent.document not in url)
    page.goto(sent.review)
    expect(page.locator("[data-heading]")).to_have_text("Geen namen gevonden")
    # Said by its own button, and taken back where it was said.
    page.get_by_role("button", name="Bevat geen smelters").click()
    page.get_by_role("button", name="Ongedaan maken: de beoordeling weer openen").click()
    expect(page.locator("[data-heading]")).to_have_text("Geen namen gevonden")


def test_what_is_chosen_from_or_warned_of_is_seen_without_scrolling(
    app: Flask, open_as: Open
) -> None:
    head = "Post office box 0\n0000 AA Noordhaven\nTo: Voorbeeld Draad B.V."
    words = "The gold on our boards was refined by Mihon Refinery K.K. in Japan (XID000119)."
    sent = send(app, "gewaarschuwd.pdf", papers.letter(f"{head}\n\nDear Sir,\n{words}"))
    page = open_as(sent.readers[0])
    sent.open(page)
    expect(page.locator("[data-heading]")).to_have_text("Mihon Refinery K.K.")
    bar = page.locator(".verdict__bar").bounding_box()
    assert bar
    told = page.locator(".item > .panel").all()
    assert told, "the name is on a list"
    for part in (*told, *page.locator(".candidate__name").all()[:2]):
        place = part.bounding_box()
        assert place
        assert place["y"] + place["height"] <= bar["y"], part.inner_text()


def test_escape_out_of_a_comment_comes_back_to_the_item(app: Flask, open_as: Open) -> None:
    sent = send(app, "terug.pdf", papers.supplier_table(ROWS, title="Back"))
    page = open_as(sent.readers[0])
    sent.open(page)
    side = page.locator(".review__side")
    page.keyboard.press("o")
    expect(page.locator("#new-comment")).to_be_focused()
    assert side.evaluate("side => side.scrollTop") > 0
    page.keyboard.press("Escape")
    expect(page.locator("[data-heading]")).to_be_focused()
    assert side.evaluate("side => side.scrollTop") == 0


def test_what_was_done_in_a_document_moves_nothing_of_its_head(app: Flask, open_as: Open) -> None:
    rows = tuple(("Tin", f"Smelting {name}", "Malaysia", "") for name in ("Een", "Twee", "Drie"))
    sent = send(app, "een-lange-naam-van-een-document-in-de-kop.pdf", papers.supplier_table(rows))
    page = open_as(sent.readers[0])
    sent.open(page)
    head = page.locator(".review__head").bounding_box()
    page.keyboard.press("g")
    expect(page.locator(".review__far")).to_contain_text("1 bij een andere lezer")
    assert page.locator(".review__head").bounding_box() == head


def test_on_a_phone_the_item_comes_soon_and_no_key_is_shown(app: Flask, open_as: Open) -> None:
    first, sent = (
        send(app, name, papers.supplier_table(ROWS, title=name)) for name in ("a.pdf", "b.pdf")
    )
    reader = next(one for one in sent.readers if one in first.readers)
    wide = open_as(reader)
    first.open(wide)
    wide.keyboard.press("x")
    wide.keyboard.press("1")
    expect(wide.locator(".review__said")).to_have_text("Nog 1.")
    sent.open(wide)
    page = open_as(
        reader,
        viewport={"width": 360, "height": 740},
        has_touch=True,
        is_mobile=True,
    )
    page.goto(sent.review)
    expect(page.locator("[data-heading]")).to_be_visible()
    side = page.locator(".review__side")
    assert side.evaluate("side => side.getBoundingClientRect().top + scrollY") <= 240
    assert [key for key in page.locator("kbd").all() if key.is_visible()] == []
    # What was done in another document comes after the item, in sight and by the keys.
    last, item = page.locator(".review__foot").bounding_box(), side.bounding_box()
    assert last
    assert item
    assert last["y"] >= item["y"] + item["height"]
    # The account, the search and the change of role are opened with the menu.
    for part in (".top .find", ".top__account", "#persona"):
        expect(page.locator(part)).to_be_hidden()
    page.get_by_text("Menu", exact=True).click()
    for part in (".top .find", ".top__account", "#persona"):
        expect(page.locator(part)).to_be_visible()


def test_on_a_phone_the_page_is_made_larger_with_a_button(app: Flask, open_as: Open) -> None:
    sent = send(app, "groter.pdf", papers.supplier_table(ROWS, title="Larger"))
    page = open_as(sent.readers[0], viewport={"width": 360, "height": 740})
    sent.open(page)
    page.locator("[data-page-toggle] > summary").click()
    sheet = page.locator("[data-sheet]")
    before = sheet.bounding_box()
    page.get_by_role("button", name="Groter").click()
    after = sheet.bounding_box()
    assert before
    assert after
    assert after["width"] > 1.5 * before["width"]
    expect(page.locator("[data-current]")).to_be_in_viewport()
    # What the item is approved as is covered by nothing.
    page.locator("[data-approves]").click(trial=True)
