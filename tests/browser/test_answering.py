"""A company answers on the document's page in a browser: nothing typed is lost on the way."""

from collections.abc import Callable

from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from webapp import db
from workflows import doubting, items, people
from workflows.demo import cast
from workflows.demo.papers import KOPER
from workflows.doubting import Doubt
from workflows.models import Document

Open = Callable[..., Page]


def asked_twice(app: Flask) -> str:
    """Where a document stands of which the company is asked about two names."""
    with db.sessions(app)() as session:
        document = session.scalars(
            select(Document).where(Document.title.like(f"{KOPER.slug}_scan%"))
        ).one()
        actor = next(
            one
            for one in (people.acting_as(session, who) for who in cast.REVIEWERS)
            if items.actor_reviews(session, document, one)
        )
        for item in items.of_document(session, document)[:2]:
            doubting.doubt(session, item, Doubt.ASK, actor, text="Which plant is this?")
        session.commit()
        return f"/documents/{document.public_id}"


def test_an_answer_under_way_is_kept_when_another_is_sent(app: Flask, open_as: Open) -> None:
    address = asked_twice(app)
    page = open_as(KOPER.submitter)
    page.goto(address)
    answers = page.locator("[data-keeps-typed] textarea")
    expect(answers).to_have_count(2)
    answers.nth(1).fill("Wij vragen het na bij onze leverancier.")
    answers.nth(0).fill("Dat is de fabriek aan de haven.")
    page.get_by_role("button", name="Het antwoord versturen").first.click()
    expect(answers).to_have_count(1)
    expect(answers).to_have_value("Wij vragen het na bij onze leverancier.")
    page.reload()
    expect(answers).to_have_value("")
    # Whoever logs out leaves nothing behind in the browser.
    answers.fill("Nog niet klaar.")
    page.locator("form[action='/logout'] button").click()
    assert page.evaluate("sessionStorage.length") == 0
