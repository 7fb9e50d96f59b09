"""On a phone: the page begins in sight, and what its head folds away is opened with the menu."""

from collections.abc import Callable

from playwright.sync_api import Page

from workflows.demo import cast

PHONE = {"width": 360, "height": 740}


def test_on_a_phone_the_head_of_a_page_is_low_and_the_menu_opens_the_rest(
    open_as: Callable[..., Page],
) -> None:
    page = open_as(cast.ANNE, viewport=PHONE)
    page.goto("/work")
    assert page.locator("main").bounding_box()["y"] <= 160
    for always in (".top__notices", ".demo strong", ".acting"):
        assert page.locator(always).is_visible()
    folded = page.locator(".top__name, .top__account button, .demo form")
    assert not any(one.is_visible() for one in folded.all())
    page.locator(".top__menu--narrow summary").click()
    assert all(one.is_visible() for one in folded.all())
    folded_list = page.locator(".jumps summary")
    assert folded_list.bounding_box()["height"] >= 44
