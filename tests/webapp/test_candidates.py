"""What the review says of the smelters that an item may stand for."""

import html
import re
from datetime import date

import pytest
from flask import Flask

from extraction.records import Candidate
from tests.cast import a_candidate, a_document, a_reading, a_record, a_site
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from webapp import candidates
from workflows import deciding, items, merging, site_states
from workflows.models import Item, ItemCandidate, Site, SiteMetal, SiteName
from workflows.states import ItemAction, SiteState
from workflows.verdicts import Verdict


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


def test_one_of_the_members_own_says_that_it_is_proposed(desk, review):
    with desk.working() as session:
        site = a_site(session, organisation=session.merge(desk.world.company))
        first, _new = review(session, [a_candidate(site)])
    assert "van dit bedrijf, nog niet in het gedeelde register" in first


def approves(page: str) -> str:
    """What the bar says that approving does."""
    line = page.partition('<p class="verdict__as"')[2].partition("</p>")[0]
    named = line.partition('class="verdict__named">')[2].partition('<span class="verdict__other">')
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", named[0]))).strip()


@pytest.fixture
def item(desk):
    """Let a paper name a smelter with these candidates; gives the address of its item."""

    def make(session, found, **record):
        world, reading = desk.world, a_reading(a_record(candidates=found, **record))
        paper = a_document(
            session, desk.store, session.merge(world.company), world.submitter, reading
        )
        session.commit()
        return paper.public_id, items.of_document(session, paper)[0].public_id

    return make


@pytest.mark.parametrize(
    ("score", "said"),
    [
        (0.9, "Keurt goed als: Merapi Tin Works, Indonesië, tin, XID000720"),
        (
            0.6,
            "Keurt goed als: nieuwe smelter “Merapi Tin Works”, Indonesië, tin, XID000720 "
            "Daarna kijkt een andere lezer.",
        ),
    ],
)
def test_the_bar_names_what_approving_does(desk, item, score, said):
    with desk.working() as session:
        # The register knows more metals than the paper names: approving claims none of those.
        site = a_site(session, identifier="XID000720", metal="lead")
        session.add(SiteMetal(site_id=site.id, metal="tin"))
        document, _ = item(session, [a_candidate(site, score)], identifier="XID000720")
    page = desk.browser(desk.world.reader).get(f"/review/{document}").text
    assert approves(page) == said
    button = page.partition('data-act="approve"')[0].rpartition("<button")[2]
    assert 'aria-describedby="approves"' in button


def test_the_bar_asks_where_the_document_says_otherwise(desk, item):
    with desk.working() as session:
        site = a_site(session, country="ID", metal="lead", identifier="XID000721")
        found = [a_candidate(site)]
        document, _ = item(session, found, country="MY", metal="tin", identifier="XID000722")
    page = desk.browser(desk.world.reader).get(f"/review/{document}").text
    read, known = "Maleisië, tin, XID000722", "Indonesië, lood, XID000721"
    asks = f"In het document staat {read}, in het register {known}. Is het dezelfde smelter?"
    assert asks in approves(page)


@pytest.mark.parametrize(
    ("read", "mark"),
    [("XID-000723", "✓ XID000723"), ("XID000724", "✗ XID000723"), ("AB-9", "XID000723"), ("", "")],
)
def test_a_number_is_held_against_those_of_its_own_scheme(desk, review, read, mark):
    with desk.working() as session:
        site = a_site(session, country="", identifier="XID000723")
        first, _new = review(session, [a_candidate(site)], metal=None, identifier=read or None)
    assert (mark or "XID000723") in first
    assert ("✗" in first, "✓" in first) == ("✗" in mark, "✓" in mark)


def test_the_second_reader_sees_all_of_what_the_first_one_searched_for(desk, item):
    world = desk.world
    with desk.working() as session:
        first = a_site(session, "Merapi Tin Works")
        site = a_site(session, "Gunung Works", metal="lead", identifier="XID000725")
        site.names.append(SiteName(name="Gunung Lead", source="edition"))
        document, chosen = item(session, [a_candidate(first)])
        item_row = items.get(session, chosen, world.reader)
        verdict = Verdict(ItemAction.APPROVE, candidate=site.public_id)
        deciding.decide(session, item_row, verdict, world.reader)
    page = desk.browser(world.other_reader).get(f"/review/{document}?item={chosen}").text
    assert "In het document staat tin, in het register lood." in approves(page)
    (label,) = re.findall(
        r'<label class="candidate">(?:(?!</label>).)*Gunung Works.*?</label>', page, re.S
    )
    assert all(said in label for said in ("lood", "XID000725", "heet ook “Gunung Lead”"))
    assert " checked" in label


def test_a_search_tells_apart_what_it_finds(desk, item):
    with desk.working() as session:
        site = a_site(session, "Gunung Works", country="MY", identifier="XID000726")
        for number in range(6):
            site.names.append(SiteName(name=f"Gunung {number}", source="edition"))
        site.names.append(
            SiteName(name="Geheim", organisation_id=desk.world.rival.id, source="document")
        )
        _, chosen = item(session, [])
    found = desk.browser(desk.world.reader).get(f"/review/items/{chosen}/search?q=gunung").text
    assert "heet ook “Gunung 0”, “Gunung 1”, “Gunung 2”, “Gunung 3” en nog 2 andere namen" in found
    assert "XID000726" in found
    assert 'data-doubts="In het document staat Indonesië, in het register Maleisië.' in found
    assert "Geheim" not in found


def test_what_was_chosen_by_search_stays_when_something_is_wrong(desk, item):
    with desk.working() as session:
        site = a_site(session, "Gunung Works")
        _, chosen = item(session, [])
        public_id = site.public_id
    form = {"action": "reject", "reason": "other", "note": "kort", "candidate": public_id}
    answer = send(desk.browser(desk.world.reader), f"/review/items/{chosen}", form, page="/work")
    assert re.search(f'value="{public_id}" checked', answer.text)
    assert approves(answer.text).startswith("Keurt goed als: Gunung Works")


def test_a_verdict_says_as_which_smelter(desk, item):
    with desk.working() as session:
        site = a_site(session, "Gunung Works")
        _, chosen = item(session, [a_candidate(site)])
    browser = desk.browser(desk.world.reader)
    send(browser, f"/review/items/{chosen}", {"action": "approve"}, page="/work")
    page = browser.get(f"/review/items/{chosen}", follow_redirects=True).text
    assert "Goedgekeurd als Gunung Works." in page
    assert "goedgekeurd als Gunung Works" in page.partition('class="review__what">')[2]


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


def test_the_bar_says_before_that_another_reader_looks(desk: Desk) -> None:
    with desk.working() as session:
        world, site = desk.world, a_site(session)
        sure, weak = (
            a_reading(a_record(candidates=[a_candidate(site, score=score)])) for score in (1.0, 0.4)
        )
        first, second = (
            a_document(session, desk.store, world.company, world.submitter, one).public_id
            for one in (sure, weak)
        )
    browser = desk.browser(desk.world.reader)
    hidden = "data-twice-choice></span>"
    certain, doubtful = (browser.get(f"/review/{one}").text for one in (first, second))
    assert hidden in certain
    assert hidden not in doubtful
    # As a new one two people read it, whatever the name.
    assert all(re.search(r'value="new"[^>]*data-twice', page) for page in (certain, doubtful))


def test_to_propose_what_is_known_under_that_very_name_is_questioned(desk: Desk) -> None:
    item = Item(reasons=[])
    with desk.app.test_request_context():
        assert candidates.asks_as_new(item) == ""
        known = Site(name="Merapi Tin Works")
        item.candidates = [ItemCandidate(reasons=["exact_name"], site=known)]
        asked = candidates.asks_as_new(item)
        assert asked.startswith("“Merapi Tin Works” ")


def test_what_is_offered_under_that_very_name_is_not_said_to_look_like_it() -> None:
    item = Item(reasons=["table_row", "name_similar"])
    assert candidates.why_sure(item) == ["table_row", "name_similar"]
    item.candidates = [ItemCandidate(reasons=["exact_name"])]
    assert candidates.why_sure(item) == ["table_row"]
