"""The reviewer's desk in a browser: keys, what is read out, what has the focus, small screens."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.test_every_page import review_of
from webapp import db
from workflows import documents, items, people
from workflows.demo import cast

Open = Callable[..., Page]
HEADING = "[data-heading]"


@pytest.fixture
def desk(app: Flask, open_as: Open) -> Page:
    page = open_as(cast.REVIEWERS[0], viewport={"width": 1280, "height": 600})
    page.goto(review_of(app))
    return page


def given_to(app: Flask, title: str) -> tuple[str, str]:
    """A reviewer who was given the document, and where it is reviewed."""
    with db.sessions(app)() as session:
        for who in cast.REVIEWERS:
            actor = people.acting_as(session, who)
            for row in session.scalars(documents.visible(actor)):
                if title in row.title and items.actor_reviews(session, row, actor):
                    return who, f"/review/{row.public_id}"
    raise AssertionError(f"the demo year has no reviewer of {title}")


def test_doubt_is_one_key_and_its_way_out_another_and_is_read_out(desk: Page) -> None:
    name = desk.locator(HEADING).inner_text()
    desk.keyboard.press("t")
    expect(desk.locator("#how-later")).to_be_focused()
    desk.keyboard.press("1")
    expect(desk.locator(HEADING)).not_to_have_text(name)
    expect(desk.locator(HEADING)).to_be_focused()
    expect(desk.locator("[data-live]")).to_contain_text("Twijfel. Nog")
    desk.keyboard.press("z")
    expect(desk.locator(HEADING)).to_have_text(name)


def test_the_bar_says_what_enter_approves_and_follows_the_choice(desk: Page) -> None:
    named, live = desk.locator("[data-approves] .verdict__named"), desk.locator("[data-live]")
    first = desk.locator("[data-candidate='1']")
    expect(named).to_contain_text(f"Keurt goed als: {first.get_attribute('data-named')}")
    desk.keyboard.press(str(desk.locator("[data-candidate]").count()))
    expect(named).to_contain_text("Keurt goed als: nieuwe smelter")
    expect(live).to_contain_text("Keurt goed als: nieuwe smelter")
    # What is chosen lies above the bar, not below it; the name stays above it.
    expect(desk.locator(HEADING)).to_be_in_viewport(ratio=1)
    chosen = desk.locator(".candidate:has(input:checked)").bounding_box()
    bar = desk.locator(".verdict__bar").bounding_box()
    assert chosen and bar
    assert chosen["y"] + chosen["height"] <= bar["y"]
    # One that is looked for, and gone again with the next search.
    desk.keyboard.press("l")
    desk.keyboard.type("Cobre Ejemplar")
    expect(desk.locator("[data-found] input").first).to_be_visible()
    desk.keyboard.press("Enter")
    expect(named).to_contain_text("Keurt goed als: Cobre Ejemplar de Atacamilla")
    desk.locator("[data-search-field]").fill("xyzxyz")
    expect(named).to_contain_text(f"Keurt goed als: {first.get_attribute('data-named')}")


def test_the_name_stays_in_sight_and_a_mistake_is_mended_behind_what_was_written(
    desk: Page,
) -> None:
    name, side = desk.locator(HEADING), desk.locator(".review__side")
    expect(desk.locator(".loupe")).to_be_in_viewport(ratio=1)
    assert side.evaluate("side => side.scrollTop") == 0
    for key in ("x", "8"):
        desk.keyboard.press(key)
    desk.keyboard.type("te kort")
    desk.keyboard.press("Enter")
    expect(desk.locator("[data-more=reject] .field__mistake")).to_be_in_viewport(ratio=1)
    expect(name).to_be_in_viewport(ratio=1)
    desk.keyboard.type(", maar nu niet")
    expect(desk.locator("#note")).to_have_value("te kort, maar nu niet")
    desk.keyboard.press("Escape")
    desk.keyboard.press("w")
    expect(name).to_be_in_viewport(ratio=1)


def test_without_a_script_the_bar_says_nothing_that_is_not_so(app: Flask, open_as: Open) -> None:
    page = open_as(cast.REVIEWERS[0], java_script_enabled=False)
    page.goto(review_of(app))
    named, other = page.locator(".verdict__named"), page.locator(".verdict__other")
    expect(named).to_contain_text("Keurt goed als: ")
    expect(other).to_be_hidden()
    page.locator(".candidate").last.click()
    expect(named).to_be_hidden()
    expect(other).to_have_text("Keurt goed als de smelter die u hierboven koos.")


def test_a_name_that_was_added_twice_is_told_and_rejected_with_one_key(desk: Page) -> None:
    name = desk.locator(HEADING).inner_text()
    desk.keyboard.press("m")
    desk.locator("#missed-smelter").fill(name)
    desk.keyboard.press("Enter")
    expect(desk.locator("[data-live]")).to_contain_text("Toegevoegd.")
    expect(desk.locator(HEADING)).to_have_text(name)
    twin = desk.locator("[data-act=duplicate]")
    expect(twin).to_be_visible()
    desk.keyboard.press("b")
    expect(desk.locator("[data-live]")).to_contain_text("een andere lezer bevestigt het.")
    desk.keyboard.press("z")
    expect(twin).to_be_visible()
    desk.keyboard.press("z")
    expect(twin).to_have_count(0)


def test_a_mark_leads_to_its_item_and_an_item_brings_its_mark_into_view(desk: Page) -> None:
    item, pane = desk.locator("[data-item]"), desk.locator(".review__page")
    here = item.get_attribute("data-item")
    mark = desk.locator(f".sheet__marks a:not([data-item-link='{here}'])").first
    wanted = mark.get_attribute("data-item-link")
    mark.click()
    expect(item).to_have_attribute("data-item", str(wanted))
    # The other way round: the page is scrolled away, and comes to what is chosen in the list.
    pane.evaluate("pane => { pane.scrollTop = pane.scrollHeight; }")
    desk.locator(".all-items summary").click()
    other = desk.locator(".all-items__list a").first
    chosen = str(other.get_attribute("data-item-link"))
    other.click()
    expect(item).to_have_attribute("data-item", chosen)
    expect(desk.locator("[data-current]")).to_be_in_viewport()


def test_the_words_to_the_company_come_up_when_it_is_asked(desk: Page) -> None:
    desk.keyboard.press("t")
    expect(desk.locator("#question")).to_be_hidden()
    desk.keyboard.press("2")
    expect(desk.locator("#question")).to_be_focused()
    # What is typed comes behind the words that are there to begin with.
    desk.keyboard.type(" Nog iets?")
    # In the language of who sent it in, which another test may have changed.
    expect(desk.locator("#question")).to_have_value(re.compile(r"^.+\? Nog iets\?$"))
    desk.keyboard.press("Escape")
    expect(desk.locator("#question")).to_be_hidden()
    expect(desk.locator(HEADING)).to_be_focused()


def test_a_panel_is_closed_with_the_pointer_too(desk: Page) -> None:
    for name in ("Wijzigen", "Afwijzen", "Twijfel"):
        bar = desk.locator(".verdict__bar")
        bar.locator("summary").filter(has_text=name).click()
        opened = bar.locator("[data-more][open]")
        opened.get_by_role("button", name="Inklappen").click()
        expect(opened).to_have_count(0)
        expect(desk.locator(HEADING)).to_be_focused()


def test_a_corrected_name_is_looked_for_in_the_register(desk: Page) -> None:
    desk.keyboard.press("w")
    panel = desk.locator("[data-more=change]")
    panel.get_by_label("Naam").fill("Cobre Ejemplar de Atacamilla")
    panel.get_by_role("button", name="Zoek deze naam in het register").click()
    expect(desk.locator("[data-found] input").first).to_be_visible()
    expect(desk.locator("[data-found]")).to_contain_text("Cobre Ejemplar de Atacamilla")


def test_nothing_is_ticked_but_by_hand_and_each_name_stands_by_its_line(
    app: Flask, open_as: Open
) -> None:
    who, review = given_to(app, "approved-mills")
    page = open_as(who, viewport={"width": 1280, "height": 800})
    page.goto(review)
    page.locator(".together summary").click()
    boxes = page.locator("[data-together-names] [name=seen]")
    expect(boxes).to_have_count(2)
    expect(page.locator("[data-together-names] .crop")).to_have_count(2)
    # All of the page comes into view, and for longer than one looks at a name.
    page.locator(".review__page").evaluate("pane => { pane.scrollTop = pane.scrollHeight; }")
    page.locator(".review__page").evaluate("pane => { pane.scrollTop = 0; }")
    expect(boxes.first).not_to_be_checked()
    boxes.first.press("Space")
    expect(boxes.first).to_be_checked()
    # What was not ticked refuses the whole, by name.
    page.locator("[data-together-names]").get_by_role("button").click()
    expect(page.locator(".together .field__mistake")).to_contain_text("Nog niet gezien")


def test_on_a_phone_the_page_is_open_where_no_name_was_found_in_it(
    app: Flask, open_as: Open
) -> None:
    who, review = given_to(app, "07_covering")
    page = open_as(who, viewport={"width": 360, "height": 740})
    page.goto(review)
    expect(page.locator(HEADING)).to_have_text("Geen namen gevonden")
    expect(page.locator("[data-sheet] img")).to_be_visible()


def test_a_flag_and_a_comment_are_one_key_away(desk: Page) -> None:
    desk.keyboard.press("f")
    expect(desk.locator("[data-live]")).to_contain_text("twee mensen kijken ernaar")
    desk.keyboard.press("f")
    expect(desk.locator("[data-live]")).to_contain_text("De markering is weg")
    desk.keyboard.press("o")
    expect(desk.locator("#new-comment")).to_be_focused()
    # Letters that are typed are no keys.
    desk.keyboard.type("goxt")
    expect(desk.locator("#new-comment")).to_have_value("goxt")


def test_the_buttons_and_the_page_have_their_names_and_roles(desk: Page) -> None:
    for name in ("Goedkeuren", "Twijfel", "Afwijzen", "Wijzigen"):
        found = desk.locator(".verdict__bar").get_by_text(name, exact=False).first
        expect(found).to_be_visible()
    expect(desk.get_by_role("button", name="Goedkeuren")).to_be_visible()
    expect(desk.locator("[data-sheet] img")).to_have_attribute("alt", "")
    expect(desk.locator(".crop").first).to_have_attribute("aria-hidden", "true")
    row = desk.locator(".all-items__list a[aria-current]")
    spoken = " ".join((row.text_content() or "").split())
    assert spoken.startswith("Smelter, ")
    assert "pagina " in spoken


@pytest.mark.parametrize("size", [(1280, 600), (360, 640)])
def test_every_verdict_is_in_sight_as_soon_as_an_item_is(
    app: Flask, open_as: Open, size: tuple[int, int]
) -> None:
    page = open_as(cast.REVIEWERS[0], viewport={"width": size[0], "height": size[1]})
    page.goto(review_of(app))
    buttons = page.locator(
        ".verdict__bar > button:not([hidden]), .verdict__bar > details > summary"
    )
    expect(buttons).to_have_count(4)
    for button in buttons.all():
        expect(button).to_be_in_viewport(ratio=1)
        button.click(trial=True)  # nothing lies over it
    # Of an item that was decided there is nothing to press, and no room is taken for it.
    page.keyboard.press("v")
    page.locator(".all-items__list a", has_text="Goedgekeurd").first.click()
    expect(page.locator(".item__where")).to_contain_text("Goedgekeurd")
    expect(page.locator(".verdict__bar")).to_be_hidden()


@pytest.mark.parametrize("size", [(1280, 600), (360, 640)])
def test_what_has_the_focus_is_never_under_the_verdicts(
    app: Flask, open_as: Open, size: tuple[int, int]
) -> None:
    page = open_as(cast.REVIEWERS[0], viewport={"width": size[0], "height": size[1]})
    page.goto(review_of(app))
    hidden = []
    for _step in range(45):
        page.keyboard.press("Tab")
        under = page.evaluate(
            """() => {
              const here = document.activeElement;
              const bar = document.querySelector('.verdict__bar');
              if (!bar || bar.contains(here)) return '';
              const [a, b] = [here.getBoundingClientRect(), bar.getBoundingClientRect()];
              const covered = a.height > 0 && a.top >= b.top && a.bottom <= b.bottom
                && a.left >= b.left && a.right <= b.right;
              return covered ? here.outerHTML.slice(0, 120) : '';
            }"""
        )
        if under:
            hidden.append(under)
    assert hidden == []


def test_what_is_opened_beside_the_page_scrolls_there_and_never_the_screen(
    app: Flask, open_as: Open
) -> None:
    page = open_as(cast.REVIEWERS[0], viewport={"width": 1366, "height": 650})
    page.goto(review_of(app))
    opened = page.locator(".review__side details")
    opened.evaluate_all("all => all.forEach((one) => { one.open = true; })")
    expect(page.locator(".all-items__list")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_a_small_screen_shows_the_item_first_and_the_page_behind_a_button(
    app: Flask, open_as: Open
) -> None:
    page = open_as(cast.REVIEWERS[0], viewport={"width": 320, "height": 640})
    page.goto(review_of(app))
    pages = page.locator(".review__page")
    # Of the page there is one line of buttons, right above the item.
    assert pages.bounding_box()["height"] <= 48
    expect(page.locator("[data-sheet]")).to_be_hidden()
    pages.locator("summary").first.click()
    expect(page.locator("[data-sheet]")).to_be_visible()


def test_on_a_small_screen_the_next_item_begins_at_its_name_with_the_page_as_it_was(
    app: Flask, open_as: Open
) -> None:
    page = open_as(cast.REVIEWERS[0], viewport={"width": 360, "height": 640})
    page.goto(review_of(app))
    page.locator("[data-page-toggle] > summary").click()
    expect(page.locator("[data-current]")).to_be_in_viewport()
    name = page.locator(HEADING).inner_text()
    page.locator(HEADING).focus()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.locator(".loupe")).not_to_be_in_viewport()
    page.keyboard.press("j")
    expect(page.locator(HEADING)).not_to_have_text(name)
    expect(page.locator(".loupe")).to_be_in_viewport()
    expect(page.locator("[data-sheet]")).to_be_visible()


@pytest.mark.parametrize("height", [640, 740])
def test_on_a_phone_a_verdict_is_told_above_the_next_item_whose_line_is_not_covered(
    app: Flask, open_as: Open, height: int
) -> None:
    page = open_as(cast.REVIEWERS[0], viewport={"width": 360, "height": height})
    page.goto(review_of(app))

    def in_sight(*above: str) -> None:
        """From the top: what was done, the page's button, the item and its line, the verdicts."""
        for part in (*above, "[data-page-toggle] > summary", HEADING, ".loupe", ".crop"):
            expect(page.locator(part).first).to_be_in_viewport(ratio=1)
        line, bar = page.locator(".crop").first, page.locator(".verdict__bar")
        edge = line.bounding_box()["y"] + line.bounding_box()["height"]
        assert edge <= bar.bounding_box()["y"]

    in_sight()
    name = page.locator(HEADING).inner_text()
    page.locator("[data-more=reject] summary").click()
    page.locator("[data-more=reject] button[value=reject]").scroll_into_view_if_needed()
    page.check("#reason-1")
    page.locator("button[value=reject]").click()
    expect(page.locator(HEADING)).not_to_have_text(name)
    for part in (".review__what", HEADING):
        expect(page.locator(part)).to_be_in_viewport(ratio=1)
    page.locator(".review__undo [data-undo] button").click()
    expect(page.locator(HEADING)).to_have_text(name)
    in_sight("[data-recent]")


def test_keys_that_were_changed_work_and_those_that_are_off_do_nothing(
    app: Flask, open_as: Open
) -> None:
    page = open_as(cast.REVIEWERS[0])
    page.goto("/profile/keys")
    page.fill("#key-doubt", "g")
    page.click("main form button[type=submit] >> nth=0")
    expect(page.locator(".summary")).to_contain_text("is al")
    page.fill("#key-doubt", "q")
    page.click("main form button[type=submit] >> nth=0")
    page.press("[data-try-key]", "q")
    expect(page.locator("[data-try-said]")).to_contain_text("Twijfel")
    page.goto(review_of(app))
    page.keyboard.press("q")
    expect(page.locator("#how-later")).to_be_focused()
    page.goto("/profile/keys")
    page.click("text=De toetsen staan aan")
    page.click("main form button[type=submit] >> nth=0")
    page.goto(review_of(app))
    page.keyboard.press("t")
    page.keyboard.press("q")
    expect(page.locator("#how-later")).to_be_hidden()
    page.goto("/profile/keys")
    page.click("main form:last-of-type button")
    page.goto(review_of(app))
    page.keyboard.press("t")
    expect(page.locator("#how-later")).to_be_focused()


def test_a_question_is_sent_with_control_and_enter(desk: Page) -> None:
    desk.keyboard.press("t")
    desk.keyboard.press("2")
    words = desk.locator("[data-when=ask] textarea")
    expect(words).to_be_focused()
    desk.keyboard.press("Enter")  # only a new line
    expect(words).to_be_focused()
    desk.keyboard.press("Control+Enter")
    expect(desk.locator(".review__undo")).to_contain_text("gevraagd aan het bedrijf")
