"""The form of a new report in the browser: what it says of the days while they are filled in."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import barriers as axe
from tests.browser.test_every_page import NARROW, too_wide
from workflows.demo import cast

Open = Callable[..., Page]


def test_days_that_overlap_are_told_of_while_they_are_filled_in(open_as: Open) -> None:
    page = open_as(cast.ANNE, language="nl", viewport=NARROW)
    page.goto("/reports/new")
    box = page.locator("[data-overlaps]")
    expect(box).to_be_hidden()
    first = box.locator("[data-from]").last.get_attribute("data-from")
    assert first is not None
    page.locator("#first").fill(first)
    expect(box).to_be_hidden()
    page.locator("#last").fill("2099-12-31")
    expect(box).to_be_visible()
    expect(box).to_contain_text("Deze dagen overlappen met")
    expect(box).not_to_contain_text("Druk dan nog een keer", use_inner_text=True)
    assert list(axe.found(page)) == []
    assert list(too_wide(page, "the new report")) == []
    expect(page.locator("[name=overlaps]")).to_have_value(f"{first}..2099-12-31")
    page.locator("#first").fill("2099-01-01")
    expect(box).to_be_hidden()
