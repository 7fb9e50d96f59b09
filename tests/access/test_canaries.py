"""The demo year, seen by each of its people: no word of a company where it does not belong."""

import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC
from email import message_from_bytes, policy
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.exceptions import HTTPException

from tests import demo_year
from tests.access import canaries, crawling, matrix
from webapp import db, letters, post
from webapp.app import create_app
from workflows import notices, people
from workflows.demo import cast
from workflows.demo.story import END
from workflows.mails import Letter
from workflows.models import Notice
from workflows.report_audiences import AUDIENCES, ReportAudience
from workflows.states import MailRhythm, Role

LOOKING = [persona for persona in cast.PERSONAS if persona.role is not Role.SECRETARIAT]
# What only the secretariat opens, what needs a secret, and what comes before a log-in.
UNREACHED = {
    *(
        "auth.choose_password",
        "auth.login",
        "unsubscribing.ask",
        "calendars.feed",
        "home.health",
        "home.ready",
        "static",
    ),
    *("log.index", "log.verification", "log.export", "settings.index", "settings.detail"),
    *("smelters.choose", "smelters.preview", "smelters.merge_choice", "reports.new"),
    *("risks.index", "risks.detail", "risks.choose", "risks.preview"),
    *("following.index", "following.detail", "following.rules", "following.rule"),
    *("review.teams", "review.team", "report_pages.compare", "packs.company"),
    *(f"word_templates.{page}" for page in ("index", "file", "preview", "shipped")),
    "year_imports.preview",
    # Whoever crawls reads what was published, which has a page of its own.
    "reports.detail",
    # Nobody is asked for consent in the year of the demo, and the round of comments has ended.
    "consents.index",
    *("clearances.index", "clearances.detail", "clearances.of_report"),
    *("rounds.new", "rounds.word", "rounds.answers", "rounds.export"),
    # The year of the demo has no long bucket, no company that answers first, and no two items that
    # are certain on one page for a reader.
    *("work.bucket", "review.confirming", "review.together"),
}


# Who is told of something: of a report for everybody, everybody of the agreement.
TOLD = AUDIENCES[ReportAudience.PUBLIC]


@dataclass
class Visit:
    """What somebody met: how many answers of each status, which pages, what was foreign."""

    statuses: Counter[str] = field(default_factory=Counter)
    endpoints: set[str] = field(default_factory=set)
    met: dict[str, set[str]] = field(default_factory=dict)
    logged: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application, on the demo year as it stands at the end of it."""
    now = END.astimezone(UTC)
    data = demo_year.copy(tmp_path_factory)
    app = create_app({"DATA": data, "CLOCK": lambda: now, "TESTING": True})
    app.config["PROPAGATE_EXCEPTIONS"] = False
    yield app
    db.engine_of(app).dispose()


@pytest.fixture(scope="module")
def visits(year: Flask) -> dict[str, Visit]:
    """Everybody's visit, filled in as each of them goes round."""
    return {}


def visit(app: Flask, email: str) -> Visit:
    """Let somebody open everything."""
    with db.sessions(app)() as session:
        foreign = canaries.foreign(session, people.acting_as(session, email))
        # Thousands, and the matrix of routes tries each kind as everybody: a third for each here.
        place = [persona.email for persona in LOOKING].index(email)
        guesses = list(canaries.guesses(session))[place % 3 :: 3]
    assert len(foreign.words) > 20
    found, lines = Visit(), crawling.Lines()
    addresses = app.url_map.bind("localhost")

    def look(address: str, text: str) -> None:
        found.statuses[text[:3]] += 1
        if text.startswith("200"):
            try:
                found.endpoints.add(addresses.match(urlsplit(address).path)[0])
            except HTTPException:
                pytest.fail(f"{address} answers and has no route")
        met = foreign.met(text)
        if met:
            found.met[address] = met

    logging.getLogger().addHandler(lines)
    try:
        crawling.crawl(app, email, cast.DEMO_PASSWORD, guesses, look)
    finally:
        logging.getLogger().removeHandler(lines)
    met = foreign.met("\n".join(lines.lines))
    if met:
        found.met["the log"] = met
    found.logged = lines.lines
    return found


@pytest.mark.parametrize("persona", LOOKING, ids=[p.email for p in LOOKING])
def test_nobody_meets_a_word_of_somebody_else(
    year: Flask, visits: dict[str, Visit], persona: cast.Persona
) -> None:
    found = visits[persona.email] = visit(year, persona.email)
    report = [f"{address}: {', '.join(sorted(met))}" for address, met in found.met.items()]
    assert not report, "\n".join(report)
    assert set(found.statuses) <= {"200", "303", "403", "404"}, found.statuses
    assert found.statuses.total() > 200


@pytest.mark.parametrize("persona", LOOKING, ids=[p.email for p in LOOKING])
def test_no_mail_holds_a_word_of_somebody_else(year: Flask, persona: cast.Persona) -> None:
    """All that somebody was told in the year, in one mail."""
    server, sender = post.server("smtp://127.0.0.1"), post.sender("post@keten.example")
    office = letters.Office(year, server, sender)
    with db.sessions(year)() as session:
        reader = people.acting_as(session, persona.email)
        foreign = canaries.foreign(session, reader)
        mine = select(Notice).where(Notice.person_id == reader.person_id)
        told = notices.about_all(session, session.scalars(mine).all(), reader)
        assert bool(told) is (persona.role in TOLD)
        if not told:
            return
        letter = Letter("naam", reader, MailRhythm.DAILY, told, END)
        mail = message_from_bytes(office.write(letter), policy=policy.default)
    text = f"{mail['Subject']} {mail.get_content()}"
    assert not foreign.met(text)


def test_together_they_opened_every_page_that_they_have(visits: dict[str, Visit]) -> None:
    opened = set().union(*(found.endpoints for found in visits.values()))
    every = {endpoint for endpoint, method in matrix.ROUTES if method == "GET"}
    # A font holds nothing of anybody, nor does what only sends on.
    assert every - UNREACHED - opened <= {
        *("home.index", "assets.font", "review.at_item", "review.following", "years.index"),
    }
    assert sum(found.statuses["200"] for found in visits.values()) > 1500


def test_a_word_that_is_ones_own_is_met(year: Flask, visits: dict[str, Visit]) -> None:
    """The crawl would see a canary: whose it is finds each of theirs on their own pages."""
    member = cast.MEMBERS[1]
    own = canaries.Foreign({word.casefold(): member.name for word in member.canaries})
    met: set[str] = set()
    crawling.crawl(
        year, member.submitter, cast.DEMO_PASSWORD, (), lambda _, text: met.update(own.met(text))
    )
    assert len(met) == len(member.canaries)
