"""The page of a report: what the secretariat writes itself."""

import html
import re

import pytest
from flask import Flask

from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from workflows import reports


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def draft(desk: Desk, language: str = "nl") -> str:
    """The address of a draft that the secretary made."""
    with desk.working() as session:
        period = reports.period_named("2025-2026")
        made = reports.create(session, period, language, desk.world.secretary)
        return f"/reports/{made.public_id}"


def written(desk: Desk, address: str) -> dict[str, str]:
    """The fields of the page where texts are written, as a browser would send them."""
    page = desk.browser(desk.world.secretary).get(address).text
    shown = re.findall(r'name="(shown-\w+)" value="([^"]*)"', page)
    areas = re.findall(r'<textarea id="[^"]+" name="(text-\w+)"[^>]*>\n([^<]*)</textarea>', page)
    return {name: html.unescape(value) for name, value in [*shown, *areas]}


def test_saving_one_chapter_keeps_what_was_written_in_another(desk: Desk) -> None:
    address = draft(desk)
    fields = written(desk, address) | {
        "text-foreword": "Een woord <vooraf>.",
        "text-3": "Wij deden",
    }
    answer = send(
        desk.browser(desk.world.secretary),
        f"{address}/write",
        {**fields, "chapter": "3"},
        page=address,
    )
    assert answer.location == f"{address}#chapter-3"
    kept = written(desk, address)
    assert (kept["text-foreword"], kept["text-3"]) == ("Een woord <vooraf>.", "Wij deden")


def test_a_chapter_that_somebody_else_wrote_meanwhile_is_left_alone(desk: Desk) -> None:
    address = draft(desk)
    mine = written(desk, address) | {"text-outlook": "Volgend jaar.", "chapter": "outlook"}
    theirs = written(desk, address) | {"text-foreword": "Van een ander.", "chapter": "foreword"}
    for fields in (theirs, mine):
        send(desk.browser(desk.world.secretary), f"{address}/write", fields, page=address)
    kept = written(desk, address)
    assert (kept["text-foreword"], kept["text-outlook"]) == ("Van een ander.", "Volgend jaar.")


@pytest.mark.parametrize(("language", "word"), [("nl", "van"), ("en", "of")])
def test_figures_are_written_in_the_language_of_the_report(
    desk: Desk, language: str, word: str
) -> None:
    page = desk.browser(desk.world.secretary).get(draft(desk, language)).text
    values = re.findall(r'class="number"><span>([^<]+)</span>', page)
    assert any(re.fullmatch(rf"\d+ {word} \d+", value) for value in values), values
