"""What the review says of the smelters that an item may stand for."""

import re
from datetime import date

import pytest
from flask import Flask

from extraction.records import Candidate
from tests.cast import a_candidate, a_document, a_reading, a_record, a_site
from tests.webapp.desk import Desk
from webapp import candidates
from workflows import merging, site_states
from workflows.models import Site, SiteName
from workflows.states import SiteState


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def review(desk):
    """Let a paper name a smelter with these candidates; gives the candidates of its screen."""

    def look(session, found, name="Merapi Timah", **record):
        world = desk.world
        reading = a_reading(a_record(name, candidates=found, **record))
        paper = a_document(
            session, desk.store, session.merge(world.company), world.submitter, reading
        )
        session.commit()
        page = desk.browser(world.reader).get(f"/review/{paper.public_id}").text
        labels = re.findall(r'<label class="candidate">.*?</label>', page, re.S)
        return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", label)) for label in labels]

    return look


@pytest.mark.parametrize(
    ("score", "words"),
    [
        (1.0, "Strong match"),
        (0.9, "Strong match"),
        (0.89, "Good match"),
        (0.8, "Good match"),
        (0.79, "Possible match"),
        (0.5, "Possible match"),
        (0.49, "Weak match"),
        (0.0, "Weak match"),
    ],
)
def test_a_score_is_said_in_words(app, score, words):
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert candidates.band(score) == words


def test_a_candidate_shows_what_is_the_same_and_what_is_not(desk, review):
    with desk.working() as session:
        site = a_site(session, country="ID", metal="lead", identifier="XID000700")
        (first, new) = review(session, [a_candidate(site, 0.86)], country="ID", metal="tin")
    assert "86% Goede overeenkomst" in first
    assert "✓ Indonesië (zoals in het document)" in first
    assert "✗ lood (anders dan in het document)" in first
    assert "XID000700" in first
    assert "Nieuwe smelter voorstellen" in new


def test_where_the_document_says_nothing_there_is_no_mark(desk, review):
    with desk.working() as session:
        site = a_site(session)
        first, _new = review(session, [a_candidate(site)], country=None, metal=None)
    assert "Indonesië" in first
    assert "✓" not in first
    assert "✗" not in first


def test_the_other_name_that_matches_is_named_and_anothers_is_not(desk, review):
    with desk.working() as session:
        world = desk.world
        sites = [a_site(session, "Gunung Works", identifier=f"XID00071{n}") for n in range(2)]
        names = (("Merapi Timah", None), ("MERAPI-TIMAH", world.rival.id))
        for site, (name, owner) in zip(sites, names, strict=True):
            site.names.append(SiteName(name=name, organisation_id=owner, source="edition"))
        session.flush()
        first, second, _new = review(session, [a_candidate(site, 0.6) for site in sites])
    assert "heet ook “Merapi Timah”" in first
    assert "MERAPI" not in second


def test_a_closed_one_says_since_when_and_a_scheme_what_it_says(desk, review):
    with desk.working() as session:
        site = a_site(session, status=("rmap", "conformant", date(2026, 1, 1)))
        site_states.settle(session, site, SiteState.CLOSED, desk.world.secretary,
                           since=date(2026, 3, 1), reason="Krant")  # fmt: skip
        first, _new = review(session, [a_candidate(site)])
    assert "gesloten sinds 1 maart 2026" in first
    assert ": Voldoet" in first


def test_two_candidates_that_were_merged_are_one(desk, review):
    with desk.working() as session:
        kept, gone = (a_site(session, f"Merapi {n}") for n in "AB")
        found: list[Candidate] = [a_candidate(kept, 0.9), a_candidate(gone, 0.8)]
        assert len(review(session, found)) == 3
        kept, gone = (session.get(Site, site.id) for site in (kept, gone))
        merging.merge(session, kept, gone, desk.world.secretary, reason="Een adres")
        session.commit()
    # The queue leads on to the one document that waits.
    shown = desk.browser(desk.world.reader).get("/review/next", follow_redirects=True).text
    assert shown.count('<label class="candidate">') == 2
    assert 'data-candidate="2"' in shown
