"""The highlight on the page: on every kind of page and every screen it sits on the word."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from reportlab.pdfbase.pdfmetrics import stringWidth

from tests import papers, photographs
from tests.browser import ink
from tests.browser.sending import Sent, send

Open = Callable[..., Page]

# Where the first name of a supplier's table stands, in points from the top left of its page, with
# the room that nothing else uses round it.
LEFT, BASE, SIZE = papers.LEFT + (papers.WIDTH - 2 * papers.LEFT) / 4 + 4, 144.0, 9
ROOM = 3.0
CROP = (30.0, 200.0, 560.0, 800.0)
SCREENS = {
    "at 100 %": {"viewport": {"width": 1366, "height": 650}},
    "at 200 %": {"viewport": {"width": 683, "height": 325}, "device_scale_factor": 2},
    "on a phone": {"viewport": {"width": 360, "height": 640}, "device_scale_factor": 2},
}
# The page, and the line of it beside the item.
PICTURES = (("[data-sheet] img", "[data-current]"), (".review__side .crop image", ".crop__mark"))
MOST = 5.5  # points that a box may reach beyond the ink: its air, its line, the room of a letter


@dataclass(frozen=True)
class Kind:
    """A page of some kind: how it is made of a plain one, and how a place on it moves with it."""

    name: str
    made: Callable[[bytes], bytes]
    turn: float = 0  # degrees clockwise
    crop: tuple[float, float, float, float] = (0.0, 0.0, papers.WIDTH, papers.HEIGHT)

    @property
    def paper(self) -> tuple[float, float]:
        """How wide and how high it is as one sees it."""
        wide, high = self.crop[2] - self.crop[0], self.crop[3] - self.crop[1]
        across, down = abs(math.cos(self.angle)), abs(math.sin(self.angle))
        return wide * across + high * down, wide * down + high * across

    @property
    def angle(self) -> float:
        """In radians."""
        return math.radians(self.turn)

    @property
    def word(self) -> ink.Region:
        """Where on it the name stands, and nothing else."""
        right = LEFT + stringWidth(self.name, "Helvetica", SIZE) + ROOM
        corners = product((LEFT - ROOM, right), (BASE - SIZE - ROOM, BASE + 2 * ROOM))
        xs, ys = zip(*(self._seen(x, y) for x, y in corners), strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    def _seen(self, x: float, y: float) -> tuple[float, float]:
        """A point of the plain page after it was cropped, and turned round its middle."""
        left, bottom, right, top = self.crop
        x, y = x - (left + right) / 2, y - papers.HEIGHT + (bottom + top) / 2
        across, down = math.cos(self.angle), math.sin(self.angle)
        wide, high = self.paper
        return x * across - y * down + wide / 2, x * down + y * across + high / 2


KINDS = (
    Kind("Contoh Timah Jaya", lambda page: page),
    Kind("Sampleford Tantalum", lambda page: papers.turned(page, 90), 90),
    Kind("Mihon Refinery K.K.", lambda page: papers.turned(page, 180), 180),
    Kind("Namuna Steel Works", lambda page: papers.turned(page, 270), 270),
    Kind("Mihon Steel K.K.", lambda page: papers.cropped(page, *CROP), crop=CROP),
    Kind("Kelana Smelting", lambda page: papers.shifted(page, 100, -50)),
    Kind("Isarberg Metals", photographs.scanned),
    Kind("Tamboran Metals", lambda page: photographs.scanned(page, tilt=1.5), 1.5),
    Kind("Quilla Refinery", lambda page: papers.turned(papers.cropped(page, *CROP), 90), 90, CROP),
)


@pytest.fixture(scope="module")
def sent(app: Flask) -> Sent:
    """A document with a page of each kind."""
    pages = [kind.made(_table(kind.name, number)) for number, kind in enumerate(KINDS)]
    return send(app, "alle-soorten.pdf", papers.joined(*pages))


def _table(name: str, number: int) -> bytes:
    rows = [("Tin", name, "Indonesia", f"XID{801 + number:06d}")]
    return papers.supplier_table(rows, ruled=False)


def alone(page: Page) -> None:
    """Take away the marks of other fields and items, and wait for the picture."""
    page.locator("[data-part=marks]").evaluate(
        "e => e.querySelectorAll('a:not(:has([data-current]))').forEach((one) => one.remove())"
    )
    page.wait_for_function("() => document.querySelector('[data-sheet] img').complete")


@pytest.mark.parametrize("screen", list(SCREENS))
def test_the_highlight_sits_on_the_word(open_as: Open, sent: Sent, screen: str) -> None:
    page = open_as(sent.readers[0], reduced_motion="reduce", **SCREENS[screen])
    sent.open(page)
    if SCREENS[screen]["viewport"]["width"] < 900:
        page.locator("[data-page-toggle] > summary").click()
    heading, waiting, wrong = page.locator("[data-heading]"), {k.name: k for k in KINDS}, {}
    while waiting:
        name = heading.inner_text()
        kind = waiting.pop(name)
        alone(page)
        for picture, mark in PICTURES:
            page.locator(mark).scroll_into_view_if_needed()
            # What is looked at round it must not lie off the screen.
            page.locator(mark).evaluate(
                "(e, room) => scrollBy(0, Math.min(0, e.getBoundingClientRect().top - room))",
                ink.ROUND + 2,
            )
            fit = ink.fit(page, page.locator(picture), page.locator(mark), kind.paper, kind.word)
            if not fit.sits(MOST):
                wrong[name, mark] = fit
        heading.focus()
        page.keyboard.press("j")
        expect(heading).not_to_have_text(name)
    assert wrong == {}


def test_a_highlight_that_is_five_points_off_is_seen(open_as: Open, sent: Sent) -> None:
    page = open_as(sent.readers[0], reduced_motion="reduce")
    sent.open(page)
    (kind,) = (k for k in KINDS if k.name == page.locator("[data-heading]").inner_text())
    alone(page)
    picture, mark = (page.locator(one) for one in PICTURES[0])
    assert ink.fit(page, picture, mark, kind.paper, kind.word).sits(MOST)
    for move in ((5, 0), (-5, 0), (0, 5), (0, -5)):
        mark.evaluate("(e, by) => e.setAttribute('transform', `translate(${by})`)", list(move))
        assert not ink.fit(page, picture, mark, kind.paper, kind.word).sits(MOST), move
