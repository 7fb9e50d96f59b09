"""The pages of the shell in a browser: no barrier that axe knows, nothing wider than the screen."""

from collections.abc import Iterator
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from waitress.server import create_server

from tests.webapp.browsing import PASSWORD

PAGES = ("/login", "/help", "/glossary", "/accessibility", "/password/none")
OWN_PAGES = ("/profile", "/nothing-here", "/logout", "/help")


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=10)


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


def barriers(page: Page, address: str) -> list[str]:
    """What axe finds, what the console says, and whether the page is too wide."""
    said: list[str] = []

    def listen(message: object) -> None:
        said.append(str(message))

    page.on("pageerror", listen)
    page.goto(address)
    found = [f"{v['id']}: {v['help']}" for v in Axe().run(page).response["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("wider than the screen")
    page.remove_listener("pageerror", listen)
    return [f"{address} {barrier}" for barrier in found + said]


def choose(page: Page, language: str) -> None:
    if page.locator("html").get_attribute("lang") != language:
        button = page.locator(f"header button[lang={language}]")
        if not button.is_visible():  # on a phone it is in the menu
            page.click(".top__menu--narrow summary")
        button.click()
        page.wait_for_selector(f"html[lang={language}]")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_shells_pages_have_no_barriers(
    address: str, page: Page, add_person: object, language: str
) -> None:
    assert callable(add_person)
    email = add_person()
    page.goto(f"{address}/login")
    choose(page, language)
    found = [barrier for path in PAGES for barrier in barriers(page, address + path)]
    page.goto(f"{address}/login")
    page.click("main button")
    # A click does not wait for the page that it asks for; this does.
    expect(page.locator("main .summary")).to_be_focused()
    found += [f"mistakes {v['id']}" for v in Axe().run(page).response["violations"]]
    page.fill("#email", email)
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login" not in url)
    page.goto(f"{address}/profile")
    choose(page, language)
    found += [barrier for path in OWN_PAGES for barrier in barriers(page, address + path)]
    assert found == []


def test_the_own_font_is_loaded_and_the_policy_blocks_nothing(address: str, page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/login")
    page.evaluate("document.fonts.ready.then(() => null)")
    assert page.evaluate("document.fonts.check('600 16px \"Source Sans Pro\"')")
    assert said == []
    assert all(url.startswith(address) for url in asked)


def test_the_password_can_be_shown_and_a_double_click_sends_once(
    address: str, page: Page, app: Flask, add_person: object
) -> None:
    assert callable(add_person)
    page.goto(f"{address}/login")
    page.fill("#email", add_person())
    page.fill("#password", "not the password")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.dblclick("main button")
    page.wait_for_selector(".summary")
    assert sent.count("POST") == 1
