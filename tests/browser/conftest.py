"""A real server and worker over the demo year, and browsers of people who logged in there."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from tests import demo_year
from tests.browser.served import Served
from tests.webapp.browsing import HERE
from webapp import db
from webapp.app import create_app
from workflows import settings
from workflows.demo import cast

# Two cores are shared by a server, a worker, a browser and other tests.
PATIENCE = 30_000

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """``ketenzicht run --demo`` on a free port, as people start it."""
    folder = demo_year.copy(tmp_path_factory)
    app = create_app({"DATA": folder, "DEMO": True})
    with db.sessions(app)() as session:
        # Chance decides about no test: who reads a second time by sample is tested elsewhere.
        settings.put(session, "review.sample", "0", None)
        session.commit()
    environment = {**os.environ, "KETENZICHT_DATA": str(folder), "PORT": "0", "HOST": "127.0.0.1"}
    log = (tmp_path_factory.mktemp("served") / "log").open("w+")
    server = subprocess.Popen(
        [sys.executable, "-m", "webapp", "run", "--demo"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
    )
    assert server.stdout is not None
    said = next((line for line in server.stdout if line.startswith("Ketenzicht: ")), None)
    assert said is not None, Path(log.name).read_text()
    yield Served(said.removeprefix("Ketenzicht: ").strip(), app)
    db.engine_of(app).dispose()
    server.terminate()
    server.wait(timeout=20)
    server.stdout.close()
    log.close()


@pytest.fixture(scope="session")
def app(served: Served) -> Flask:
    """The same installation, to look in its tables."""
    return served.app


@pytest.fixture
def open_as(served: Served, chromium: Browser) -> Iterator[Open]:
    """A browser of its own for a person who logged in; closed when the test ends.

    The form is sent without being shown, which takes a tenth of the time; ``by_hand`` fills it in.
    """
    contexts: list[BrowserContext] = []
    said: list[str] = []

    def open_browser(
        email: str, *, language: str = "nl", by_hand: bool = False, **options: object
    ) -> Page:
        options = {"viewport": {"width": 1366, "height": 768}, "locale": language, **options}
        context = chromium.new_context(base_url=served.address, **options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.on("weberror", lambda error: said.append(str(error.error)))
        page = context.new_page()
        (log_in_by_hand if by_hand else log_in)(page, email, language)
        return page

    yield open_browser
    for context in contexts:
        context.close()
    assert said == [], "errors of scripts"


def log_in(page: Page, email: str, language: str) -> None:
    """Send the form of the log-in, and of the language where it is another, as the page would."""
    # A session holds for the browser in which it began.
    headers = {"User-Agent": str(page.evaluate("navigator.userAgent")), **HERE}

    def send(address: str, shown: str, **fields: str) -> str:
        (token,) = set(TOKEN.findall(shown))
        form = {"csrf_token": token, **fields}
        answer = page.request.post(address, form=form, headers=headers)
        assert answer.ok and "/login" not in answer.url, f"{email} cannot log in"
        return answer.text()

    shown = page.request.get("/login", headers=headers).text()
    shown = send("/login", shown, email=email, password=cast.DEMO_PASSWORD)
    if f'<html lang="{language}"' not in shown:
        shown = send("/language", shown, language=language)
        assert f'<html lang="{language}"' in shown


def log_in_by_hand(page: Page, email: str, language: str) -> None:
    """Fill in the form, and press the button of the language where it is another."""
    page.goto("/login")
    page.fill("#email", email)
    page.fill("#password", cast.DEMO_PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url(lambda url: "/login" not in url)
    if page.locator("html").get_attribute("lang") != language:
        page.click(f".top__account button[lang={language}]")
        page.wait_for_selector(f"html[lang={language}]")
