"""What a page quotes from documents: marked with its language where that is not the reader's."""

import pytest
from flask import Flask

from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from webapp import quoted
from workflows.models import Finding

SAID = "No list of the emergency exits was kept."


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def test_words_are_marked_in_another_language_than_that_of_the_page(app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": "nl"}):
        english = '<span lang="en">A &lt;b&gt;</span> <span class="muted">(Engels)</span>'
        assert quoted.words("A <b>", "en") == english
        for language in (None, "nl"):
            assert quoted.words("A <b>", language) == "A &lt;b&gt;"
        assert quoted.words("", "en") == ""


def test_of_a_title_only_what_it_quotes_is_marked(app: Flask) -> None:
    said = Finding(rule="audit_finding", facts={"statement": "Exit 1 & 2."}, language="fr")
    named = Finding(rule="smelter_unknown", facts={"smelter": "A & B"}, language="fr")
    with app.test_request_context(headers={"Accept-Language": "nl"}):
        french = '<span lang="fr">Exit 1 &amp; 2.</span> <span class="muted">(Frans)</span>'
        assert quoted.finding(said) == f"Auditbevinding: {french}"
        assert quoted.finding(named) == "Smelter niet in het register: A &amp; B"


def test_an_english_finding_is_marked_in_dutch_lists_and_not_in_english_ones(desk: Desk) -> None:
    public_id = desk.finding()
    office = desk.browser(desk.world.secretary)
    pages = ("/findings", f"/findings/{public_id}", "/work")
    for page in pages:
        assert f'Auditbevinding: <span lang="en">{SAID}' in office.get(page).text, page
    send(office, "/profile/language", {"language": "en"}, page="/profile")
    for page in pages:
        assert f"Audit finding: {SAID}" in office.get(page).text, page
