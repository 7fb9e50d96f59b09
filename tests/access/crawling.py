"""Open everything that somebody can reach, by link, by form, by guessing; keep what came back."""

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit

from flask import Flask
from flask.testing import FlaskClient

from tests.access.unpacking import texts
from tests.webapp.browsing import log_in

START = "http://localhost/"
# A page that is opened in ever other ways by its filters is opened in so many of them.
VARIANTS = 4


class _Reader(HTMLParser):
    """Collects addresses; a form that asks is filled in with each of its choices in turn."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.links: list[str] = []
        self._form: tuple[str, list[tuple[str, str]]] | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        for name in ("href", "src", "data-reading", "data-search"):
            if given.get(name):
                self.links.append(urljoin(self.page, given[name]))
        if tag == "form":
            asks = given.get("method", "get").lower() == "get"
            self._form = (urljoin(self.page, given.get("action", "")), []) if asks else None
        elif tag == "select":
            self._select = given.get("name", "")
        elif tag == "option" and self._form and self._select:
            self._form[1].append((self._select, given.get("value", "")))
        elif tag == "input" and self._form and given.get("name"):
            self._form[1].append((given["name"], given.get("value") or "a"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._form:
            action, choices = self._form
            base = action.split("?")[0]
            self.links += [f"{base}?{urlencode([choice])}" for choice in choices if choice[1]]
            self._form = None
        elif tag == "select":
            self._select = ""


def links_of(page: str, html: str) -> list[str]:
    """The addresses on a page, in this application."""
    reader = _Reader(page)
    reader.feed(html)
    here = urlsplit(START).netloc
    return [link.split("#")[0] for link in reader.links if urlsplit(link).netloc == here]


def crawl(
    app: Flask,
    email: str,
    password: str,
    guesses: Iterable[str],
    look: Callable[[str, str], None],
) -> int:
    """Be ``email`` and open everything; ``look`` gets each address and all that it answered.

    ``guesses`` are addresses that nobody was told. Gives how many answers there were.
    """
    client = app.test_client()
    assert log_in(client, email, password).status_code == 303, email
    count = 0
    for address, text in _walk(client):
        look(address, text)
        count += 1
    for address in guesses:
        look(address, texts(client.get(address, buffered=True)))
        count += 1
    return count


def _walk(client: FlaskClient) -> Iterator[tuple[str, str]]:
    queue, seen, ways = deque([START]), {START}, {}
    while queue:
        address = queue.popleft()
        path = urlsplit(address).path
        if path.startswith("/static/"):
            continue
        ways[path] = ways.get(path, 0) + 1
        if ways[path] > VARIANTS:
            continue
        response = client.get(address, buffered=True)
        yield address, texts(response)
        if response.status_code == 303:
            targets = [urljoin(address, response.headers["Location"])]
        elif response.mimetype == "text/html":
            targets = links_of(address, response.text)
        else:
            targets = []
        for target in targets:
            if target not in seen:
                seen.add(target)
                queue.append(target)


class Lines(logging.Handler):
    """Keeps every line that is logged."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it as it would be written."""
        self.lines.append(self.format(record))
