"""Seconds of a reviewer at the keyboard, by the keystroke-level model.

``PYTHONPATH=. python benchmarks/keystrokes.py`` serves the demo year, sends in made documents of
fourteen items, and reviews each in Chromium with the keys alone, as a second reader too. A key
counts 0.28 s (a chord as its keys), a thought 1.35 s; what the model cannot know is measured: from
the last key to the focus on what comes next, in the browser. Nobody points. Exits 1 when a target
is missed.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from babel import Locale
from flask import Flask
from playwright.sync_api import Browser, Page, expect, sync_playwright
from sqlalchemy import select

from tests import papers
from tests.browser.sending import Sent, send
from webapp import db
from webapp.app import create_app
from workflows.demo import cast
from workflows.models import Site

KEY, THOUGHT = 0.28, 1.35  # seconds
DOCUMENT, ANSWER = 150.0, 0.1  # the targets of a whole document, and of the server's answer
LAST = "last"  # stands for the number of the last candidate
TRADERS = ("Bedacht Metaalhandel", "Denkbeeld Trading")
TOO_LONG = "Andara Metals since 1998"
MISSED = "Vergeten Huis Zevenhuizen"
COUNTRIES = Locale("en").territories
# Notes in the page itself when a key went down and when the focus came to the next item.
CLOCK = """
addEventListener("keydown", () => { window.pressed = performance.now(); }, true);
addEventListener("focusin", (event) => {
  if (event.target.matches?.("[data-heading]")) window.reached = performance.now();
}, true);
"""


@dataclass
class Task:
    """A kind of deed: the keys it takes, what is thought, what it should take, what was waited."""

    name: str
    keys: tuple[str, ...]
    thoughts: int
    target: float  # seconds
    waits: list[float] = field(default_factory=list)  # seconds

    @property
    def pressed(self) -> int:
        """How many keys go down; a word counts its letters, a chord the keys held too."""
        words = [key for key in self.keys if is_word(key)]
        return sum(map(len, words)) + sum(
            key.count("+") + 1 for key in self.keys if key not in words
        )

    @property
    def seconds(self) -> float:
        """Keys, thoughts and the median wait."""
        return self.pressed * KEY + self.thoughts * THOUGHT + statistics.median(self.waits)


def tasks() -> Mapping[str, Task]:
    """The deeds by what is done; thoughts as the design counts them."""
    return {
        "certain": Task("a certain item", ("g",), 2, 4),
        "candidate": Task("with another candidate", (LAST, "g"), 3, 8),
        "reject": Task("reject with a reason", ("x", "1"), 3, 7),
        "boundaries": Task(
            "boundaries", ("w", "Shift+ArrowUp", "Shift+ArrowUp", "Enter"), 3, 12
        ),
        "missed": Task(
            "a missed name",
            ("m", "ver", "ArrowDown", "Shift+ArrowDown", "Shift+ArrowDown", "Enter"), 4, 15,
        ),
        "second": Task("the second reader agrees", ("g",), 1, 5),
    }  # fmt: skip


def is_word(key: str) -> bool:
    """Whether it is typed letter by letter, and no name of a key."""
    return len(key) > 1 and key.islower() and key != LAST


def main() -> None:
    """Review, count, print; exit 1 when a target is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--data", type=Path, help="a fresh copy of the demo year, to be written in"
    )
    options.add_argument("--documents", type=int, default=3)
    given = options.parse_args()
    done, documents = tasks(), []
    expect.set_options(timeout=60_000)  # the reading of a document, on a machine with much to do
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(given.data or Path(folder)) as (address, app),
        sync_playwright() as playwright,
    ):
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        rows = made(app)
        for number in range(given.documents):
            # Each for another member, to whom the names are as new as to the others.
            member = cast.MEMBERS[number]
            sent = send(app, "veertien.pdf", paper(rows), member=member)
            deeds = {row[1]: kind for kind, row in rows}
            documents.append(review(chromium, address, sent, deeds, done))
            confirm(chromium, address, sent, done["second"])
        chromium.close()
    sys.exit(told(done, documents))


@contextmanager
def serving(data: Path) -> Iterator[tuple[str, Flask]]:
    """The demo year under ``data``, served as people serve it; its address and its application."""
    environment = {**os.environ, "KETENZICHT_DATA": str(data), "PORT": "0", "HOST": "127.0.0.1"}
    command = [sys.executable, "-m", "webapp"]
    if not any(data.iterdir()):
        subprocess.run([*command, "demo", "load"], env=environment, check=True, capture_output=True)
    quiet = {"stderr": subprocess.DEVNULL, "text": True}
    server = subprocess.Popen(
        [*command, "run", "--demo"], env=environment, stdout=subprocess.PIPE, **quiet
    )
    said = next(line for line in server.stdout if line.startswith("Ketenzicht: "))
    app = create_app({"DATA": data, "DEMO": True})
    try:
        yield said.removeprefix("Ketenzicht: ").strip(), app
    finally:
        db.engine_of(app).dispose()
        server.terminate()
        server.wait(timeout=20)
        server.stdout.close()


def made(app: Flask) -> list[tuple[str, tuple[str, ...]]]:
    """Thirteen rows and what is to be done with each; the fourteenth name stands in no table."""
    with db.sessions(app)() as session:
        known = select(Site).where(Site.organisation_id.is_(None), Site.identifiers.any())
        every = session.scalars(known.order_by(Site.id))
        # What fits in its column in letters that every font has.
        sites = [site for site in every if site.metals and fits(site.name)]
        rows = [
            (site.metals[0].metal.title(), site.name, COUNTRIES[site.country or "NL"],
             site.identifiers[0].value)
            for site in sites[:10]
        ]  # fmt: skip
    certain = [("certain", row) for row in rows[:8]]
    alike = [("candidate", (metal, f"{name} Group", country, ""))
             for metal, name, country, _identifier in rows[8:]]  # fmt: skip
    traders = [("reject", ("Tin", name, "Peru", "")) for name in TRADERS]
    return [*certain, *alike, *traders, ("boundaries", ("Tin", TOO_LONG, "Peru", ""))]


def fits(name: str) -> bool:
    """Whether a name goes into a column of the table, one word longer too."""
    return name.isascii() and len(name) <= 20


def paper(rows: list[tuple[str, tuple[str, ...]]]) -> bytes:
    """The rows as a supplier's table, with the name that is missed in a line above it."""
    table = papers.supplier_table([row for _kind, row in rows], title="Declaration")
    return papers.with_line(table, f"Contact: {MISSED}")


def opened(chromium: Browser, address: str, email: str, sent: Sent) -> Page:
    """The review in a browser of one's own, once the document has been read."""
    context = chromium.new_context(
        base_url=address, locale="nl", viewport={"width": 1366, "height": 650}
    )
    context.add_init_script(CLOCK)
    page = context.new_page()
    page.goto("/login")
    page.fill("#email", email)
    page.fill("#password", cast.DEMO_PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url(lambda url: "/login" not in url)
    sent.open(page)
    expect(page.locator("[data-heading]")).to_be_focused()
    return page


def review(
    chromium: Browser, address: str, sent: Sent, deeds: Mapping[str, str], done: Mapping[str, Task]
) -> float:
    """The seconds of a whole document, read by its first reader."""
    page = opened(chromium, address, sent.readers[0], sent)
    items = page.locator(".all-items__list li").count()
    if items != len(deeds):
        raise SystemExit(f"{items} items were read of {len(deeds)} rows")
    total = act(page, done["missed"])
    while page.locator("[data-item]").count():
        name = page.locator("[data-heading]").inner_text()
        kinds = [kind for printed, kind in deeds.items() if printed.startswith(name)]
        total += act(page, done[kinds[0] if kinds else "certain"])
    page.context.close()
    return total + KEY + THOUGHT  # the key to the next document


def confirm(chromium: Browser, address: str, sent: Sent, task: Task) -> None:
    """The second reader agrees with all that waits."""
    page = opened(chromium, address, sent.readers[1], sent)
    while page.locator("[data-item]").count():
        act(page, task)
    page.context.close()


def act(page: Page, task: Task) -> float:
    """Press the keys of a deed, and wait for what comes next; the seconds by the model."""
    page.evaluate("window.reached = 0")
    last = str(page.locator("[data-candidate]").count())
    for key in task.keys:
        if is_word(key):
            page.keyboard.type(key)
        else:
            page.keyboard.press(last if key == LAST else key)
    page.wait_for_function("() => window.reached > window.pressed")
    task.waits.append(page.evaluate("(window.reached - window.pressed) / 1000"))
    return task.pressed * KEY + task.thoughts * THOUGHT + task.waits[-1]


def told(done: Mapping[str, Task], documents: list[float]) -> int:
    """Print the table; 1 when a target is missed."""
    print("| deed | times | keys | thoughts | answer, median and slowest | seconds | target |")
    print("|---|---|---|---|---|---|---|")
    waits = [wait for task in done.values() for wait in task.waits]
    for task in done.values():
        answer = f"{statistics.median(task.waits) * 1000:.0f} and {max(task.waits) * 1000:.0f} ms"
        print(
            f"| {task.name} | {len(task.waits)} | {task.pressed} | {task.thoughts} | {answer}"
            f" | {task.seconds:.1f} | {task.target:g} |"
        )
    whole, answer = statistics.median(documents), statistics.median(waits)
    print(f"| a whole document of 14 items | {len(documents)} | | | | {whole:.0f} | {DOCUMENT:g} |")
    print(f"The answer to a key: {answer * 1000:.0f} ms of {ANSWER * 1000:.0f}.")
    slow = any(task.seconds > task.target for task in done.values())
    return int(slow or whole > DOCUMENT)


if __name__ == "__main__":
    main()
