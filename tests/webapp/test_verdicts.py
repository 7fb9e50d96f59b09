"""One's last verdict: what taking it back changes is asked first, told, and leads the way back."""

import html
import re

import pytest
from flask import Flask

from tests.cast import a_document, a_reading, a_record
from tests.webapp.browsing import HERE, send, token
from tests.webapp.desk import Desk
from tests.webapp.test_review import decide, opened
from workflows.models import Document, Item

MISREAD = {"reason": "misread"}


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def screen(desk: Desk, address: str) -> str:
    return html.unescape(desk.browser(desk.world.reader).get(address).text)


def foot(page: str) -> str:
    return page.partition('data-part="foot"')[2].partition('data-part="')[0]


def state(desk: Desk, document: str) -> str:
    with desk.working() as session:
        return session.query(Document).filter_by(public_id=document).one().state.value


def test_what_was_just_said_is_taken_back_at_once(desk: Desk) -> None:
    document, (first, _second) = opened(desk, "Merapi Tin Works", "Kelana Tin Works")
    decide(desk, first, "reject", **MISREAD)
    here = foot(screen(desk, f"/review/{document}"))
    assert "afgewezen: Leesfout" in here
    assert 'data-more="undo"' not in here
    assert f'action="/review/items/{first}" data-undo' in here


def test_taking_back_what_was_said_of_another_document_is_asked_first(desk: Desk) -> None:
    other, (item, _more) = opened(desk, "Merapi Tin Works", "Semeru Tin Works")
    document, _ = opened(desk, "Kelana Tin Works")
    decide(desk, item, "reject", **MISREAD)
    here = foot(screen(desk, f"/review/{document}"))
    question = here.partition('data-more="undo"')[2].partition("</details>")[0]
    assert "Uw laatste oordeel staat in een ander document" in question
    assert "is klaar" not in question
    assert f'name="came" value="{document}"' in question
    assert state(desk, other) == "in_review"


@pytest.mark.parametrize("by_script", [True, False])
def test_from_there_a_link_leads_back(desk: Desk, by_script: bool) -> None:
    other, (item,) = opened(desk, "Merapi Tin Works")
    document, _ = opened(desk, "Kelana Tin Works")
    decide(desk, item, "reject", **MISREAD)
    page = decide(desk, item, "undo", by_script=by_script, came=document)
    if by_script:  # the script opens the other document as a page
        place = re.search(r'data-document="([^"]+)"', page)[1]
        assert place.startswith(f"/review/{other}?item={item}")
        page = screen(desk, place)
    assert "Ongedaan gemaakt. Nog 1. Het document is weer in beoordeling." in page
    assert re.search(rf'<a href="/review/{document}">Terug naar “', page)


def test_of_a_document_that_one_may_not_see_nothing_is_told(desk: Desk) -> None:
    document, _ = opened(desk, "Kelana Tin Works")
    with desk.working() as session:
        world = desk.world
        reading = a_reading(a_record("Geheime Gieterij"))
        hidden = a_document(session, desk.store, world.rival, world.competitor, reading)
        for given in list(hidden.assignments):
            session.delete(given)
        secret = hidden.public_id
    for came in (secret, "bestaat-niet"):
        assert "Terug naar “" not in screen(desk, f"/review/{document}?came={came}")


def test_opening_a_document_again_is_asked_first_and_told(desk: Desk) -> None:
    document, (item,) = opened(desk, "Merapi Tin Works")
    decide(desk, item, "reject", **MISREAD)
    assert state(desk, document) == "reviewed"
    here = foot(screen(desk, f"/review/{document}?item={item}"))
    question = here.partition('data-more="undo"')[2].partition("</details>")[0]
    assert "De beoordeling van dit document is klaar." in question
    assert "een ander document" not in question
    page = decide(desk, item, "undo")
    assert "Ongedaan gemaakt. Nog 1. Het document is weer in beoordeling." in page
    assert state(desk, document) == "in_review"
    # One state everywhere: of the document, of the item, of what was done.
    assert ">In beoordeling<" in page.partition('data-part="strip"')[0]
    assert ">Open<" in page.partition('class="item__where"')[2].partition("<h2")[0]


def test_an_item_that_is_judged_again_is_the_one_that_comes_next(desk: Desk) -> None:
    _document, (first, _second) = opened(desk, "Merapi Tin Works", "Kelana Tin Works")
    decide(desk, first, "reject", **MISREAD)
    page = decide(desk, first, "reopen", note="Toch wel een smelter.")
    assert "Opnieuw te beoordelen. Nog 2." in page
    assert f'data-item="{first}"' in page


def test_what_cannot_be_taken_back_is_not_offered_and_says_why(desk: Desk) -> None:
    desk.finding(desk.assigned(), desk.assessed())
    document, _ = opened(desk, "Kelana Tin Works")
    here = foot(screen(desk, f"/review/{document}"))
    assert "er wordt al gewerkt aan de bevinding die eruit ontstond" in here
    assert "Ongedaan maken" not in here
    assert 'action="/review/items/' not in here


def test_the_last_verdicts_tell_the_smelter_and_the_reason_and_lead_back(desk: Desk) -> None:
    document, (first, second) = opened(desk, "Merapi Tin Works", "Kelana Tin Works")
    decide(desk, first, "reject", reason="other", note="Dit is een handelaar, geen smelter.")
    page = screen(desk, f"/review/verdicts?came={document}&item={second}")
    assert f'href="/review/{document}?item={second}"' in page
    assert "Terug naar “" in page
    assert "Dit is een handelaar, geen smelter." in page
    assert "Smelter in het register" in page
    assert 'href="/review"><span aria-hidden="true">‹</span>Wachtrij' in screen(
        desk, "/review/verdicts"
    )


def explain(desk: Desk, item: str, note: str, **more: str) -> tuple[int, str]:
    """What the page answers to a note at this verdict."""
    browser = desk.browser(desk.world.reader)
    fields = {"csrf_token": token(browser, "/work"), "note": note, **more}
    answer = browser.post(
        f"/review/items/{item}/note", data=fields, headers=HERE, follow_redirects=True
    )
    return answer.status_code, html.unescape(answer.text)


def test_a_note_is_added_right_after_and_one_goes_on_with_the_next_item(desk: Desk) -> None:
    document, (first, second) = opened(desk, "Merapi Tin Works", "Kelana Tin Works")
    page = decide(desk, first, "reject", **MISREAD)
    assert "Toelichting toevoegen" in foot(page)
    status, page = explain(desk, first, "De letters zijn vaag.", at=second)
    assert status == 200
    assert "De toelichting is bewaard." in page
    assert f'data-item="{second}"' in page
    assert "De letters zijn vaag." in foot(page)
    assert "Toelichting wijzigen" in foot(page)
    # Of an approval nothing is asked, and in another document it is out of place.
    other, _ = opened(desk, "Semeru Tin Works")
    assert "Toelichting" not in foot(screen(desk, f"/review/{other}"))
    decide(desk, second, "approve")
    assert "Toelichting" not in foot(screen(desk, f"/review/{document}"))


def test_a_note_that_is_too_long_stays_to_be_mended(desk: Desk) -> None:
    _document, (first, second) = opened(desk, "Merapi Tin Works", "Kelana Tin Works")
    decide(desk, first, "reject", **MISREAD)
    status, page = explain(desk, first, "x" * 2001, at=second)
    assert status == 400
    panel = foot(page).partition('data-more="explain" open')[2].partition("</details>")[0]
    assert "x" * 2001 in panel
    assert "tekens" in panel.partition("field__mistake")[2]
    assert 'class="field__mistake"' not in page.partition('data-part="foot"')[0]


def test_an_item_of_another_document_is_not_gone_on_with(desk: Desk) -> None:
    _document, (first,) = opened(desk, "Merapi Tin Works")
    _other, (elsewhere,) = opened(desk, "Kelana Tin Works")
    decide(desk, first, "reject", **MISREAD)
    _status, page = explain(desk, first, "De letters zijn vaag.", at=elsewhere)
    assert f'data-item="{first}"' in page


def question_of(page: str) -> str:
    """The form to judge an item again."""
    return page.partition("data-judge-again")[2].partition("</details>")[0]


def test_judging_again_says_before_what_happens_to_the_finding(desk: Desk) -> None:
    desk.finding()
    document, item = audited(desk)
    question = question_of(screen(desk, f"/review/{document}?item={item}"))
    assert "wordt ingetrokken: hij is nog niet beoordeeld" in question
    assert "ongedaan te maken tot iemand het beoordeelde" in question


def test_judging_again_beside_a_finding_at_work_is_told_before_and_taken_back(desk: Desk) -> None:
    finding = desk.finding(desk.assigned(), desk.assessed())
    document, item = audited(desk)
    question = question_of(screen(desk, f"/review/{document}?item={item}"))
    assert "Hij blijft zoals hij is" in question
    assert f'href="/findings/{finding}"' in question
    assert "Een nieuw oordeel is dan niet ongedaan te maken" in question
    page = decide(desk, item, "reopen", note="Het is van het jaar ervoor.")
    assert "er wordt al gewerkt" not in foot(page)
    assert "Ongedaan maken" in foot(page)
    decide(desk, item, "undo")
    assert state(desk, document) == "reviewed"


def audited(desk: Desk) -> tuple[str, str]:
    """The newest document, and its one item."""
    with desk.working() as session:
        item = session.query(Item).order_by(Item.id.desc()).first()
        assert item is not None
        return item.document.public_id, item.public_id


def test_a_name_that_one_added_by_mistake_is_taken_away_on_its_item(desk: Desk) -> None:
    document, _ = opened(desk, "Merapi Tin Works")
    browser = desk.browser(desk.world.reader)
    fields = {"page": "1", "field-smelter": "Vergeten Smelterij", "typed": "yes"}
    answer = send(browser, f"/review/{document}/add", fields, page=f"/review/{document}")
    page = browser.get(answer.location).text
    own = page.partition("data-own")[2].partition("</div>")[0]
    assert "U voegde dit zelf toe." in own
    assert 'value="undo"' in own
    assert "data-own" not in desk.browser(desk.world.other_reader).get(answer.location).text


def test_the_last_verdict_names_its_document_when_that_is_another(desk: Desk) -> None:
    other, (item,) = opened(desk, "Merapi Tin Works")
    document, _ = opened(desk, "Kelana Tin Works")
    here = decide(desk, item, "reject", reason="misread").partition('data-part="foot"')[2]
    assert "In “" not in here
    browser = desk.browser(desk.world.reader)
    foot = browser.get(f"/review/{document}").text.partition('data-part="foot"')[2]
    assert re.search(r"In “[^”<]+\.pdf”: Merapi Tin Works\s+afgewezen", foot)


@pytest.mark.parametrize("by_script", [True, False])
def test_a_verdict_is_told_with_what_is_left(desk: Desk, by_script: bool) -> None:
    _, (first, second) = opened(desk, "Merapi Tin Works", "Kelana Tin Works")
    given = {"reason": "misread"}
    page = decide(desk, first, "reject", by_script=by_script, **given)
    assert "Afgewezen. Nog 1." in page
    assert "1 van 2 beoordeeld, nog 1 voor u" in page
    # A new smelter goes to a second reader: the first one is done with it all the same.
    page = decide(desk, second, "approve", by_script=by_script)
    named = "nieuwe smelter “Kelana Tin Works”"
    assert f"Genoteerd als {named}; een andere lezer bevestigt het. Nog 0." in page
    last = page.partition('class="review__what">')[2].partition("</div>")[0]
    assert f"goedgekeurd als {named}" in last
    assert "· een andere lezer kijkt" in last
    if by_script:
        # What the last verdict tells is not said beside it once more.
        assert '<p class="review__said">Nog 0.</p>' in page
    assert "2 van 2 beoordeeld, nog 0 voor u, 1 bij een andere lezer" in page
    assert '<progress value="2" max="2"' in page
    assert "Ongedaan gemaakt. Nog 1." in decide(desk, second, "undo", by_script=by_script)
