"""A round of comments in the browser: no barrier for who comments, nor for who answers."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.test_every_page import NARROW, WIDE, barriers
from webapp import db
from workflows import clearances, clock, people, reports, round_drafts, rounds
from workflows.demo import cast
from workflows.remarks import Said, add

Open = Callable[..., Page]
CONTACT = cast.MEMBERS[4].contact


@pytest.fixture
def asked(app: Flask) -> str:
    """The page of a round in which a company is asked, and said something."""
    with app.test_request_context(), db.sessions(app)() as session:
        office = people.acting_as(session, cast.ANNE)
        contact = people.acting_as(session, CONTACT)
        draft = reports.create(session, reports.period_named("2019-2020"), "nl", office)
        reports.write(session, draft, "foreword", "Wij deden veel.\nEn meer.", office)
        row = rounds.running(session, draft)  # of the test before
        if row is None:
            row = rounds.start(
                session,
                draft,
                office,
                parties=[one.public_id for one in rounds.askable(session)],
                steering=False,
                due=clock.today(session) + timedelta(days=7),
            )
            spot = round_drafts.spot(row, "foreword-own-0")
            add(session, row, [Said(spot, "Te stellig", "Wij deden iets.")], contact)
        session.commit()
        return f"/reports/rounds/{row.public_id}"


@pytest.fixture
def passage(app: Flask, asked: str) -> str:
    """The page of a passage that the same company is asked to clear."""
    with app.test_request_context(), db.sessions(app)() as session:
        office = people.acting_as(session, cast.ANNE)
        contact = people.acting_as(session, CONTACT)
        row = session.scalars(clearances.asked(contact)).first()  # of the test before
        if row is None:
            report = rounds.get(session, asked.rpartition("/")[2], office).report
            (whose,) = [one for one in rounds.askable(session) if one.id in contact.organisations()]
            due = clock.today(session)
            row = clearances.ask(
                session, report, "foreword", "En meer.", whose.public_id, due, office
            )
            session.commit()
        return f"/reports/passages/{row.public_id}"


@pytest.mark.parametrize(("language", "viewport"), [("nl", NARROW), ("en", WIDE)])
def test_the_pages_of_a_round_have_no_barrier(
    open_as: Open, asked: str, passage: str, language: str, viewport: dict[str, int]
) -> None:
    found = []
    looks = ((CONTACT, asked), (CONTACT, passage), (cast.ANNE, f"{asked}/answers"))
    for who, address in looks:
        page = open_as(who, language=language, viewport=viewport)
        found += barriers(page, address)
    assert found == []


def test_a_comment_is_offered_below_every_paragraph_without_pointing_at_it(
    open_as: Open, asked: str
) -> None:
    for viewport in (NARROW, WIDE):
        page = open_as(CONTACT, viewport=viewport)
        page.goto(asked)
        page.mouse.move(0, 0)
        for place in ("foreword-own-0", "foreword-own-1"):
            offered = page.locator(f"#at-{place} details")
            expect(offered).to_be_visible()
            expect(offered).to_have_css("opacity", "1")


def test_one_comments_with_the_keyboard_alone(app: Flask, open_as: Open, asked: str) -> None:
    page = open_as(CONTACT)
    page.goto(asked)
    page.locator("#at-foreword-own-1 summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Graag korter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#at-foreword-own-1")).to_contain_text("Graag korter")


def test_how_many_characters_are_left_is_told_near_the_end_only(open_as: Open, asked: str) -> None:
    page = open_as(cast.ANNE, language="nl", viewport=NARROW)
    page.goto(f"{asked}/answers")
    field, told = page.locator("textarea").first, page.locator("[data-most]").first
    for typed, words in (
        ("", "Hooguit 4.000 tekens."),
        ("é" * 100, "Hooguit 4.000 tekens."),
        ("é" * 3_990, "Tekens over: 10"),
        ("\N{GRINNING FACE}" * 4_001, "Tekens te veel: 1"),
    ):
        field.fill(typed)
        expect(told).to_have_text(words)
    assert field.get_attribute("aria-describedby").endswith(told.get_attribute("id"))
