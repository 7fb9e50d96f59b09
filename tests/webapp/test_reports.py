"""The page of a report: what the secretariat writes itself."""

import html
import re

import pytest
from flask import Flask

from tests.cast import a_company
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from tests.webapp.drafts import draft, written
from workflows import reports
from workflows.models import Person, Report
from workflows.states import ReportAction


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


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
    assert answer.location == f"{address}?saved=3#chapter-3"
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


@pytest.mark.parametrize(
    ("language", "word"), [("nl", "er was niets te tellen"), ("en", "there was nothing to count")]
)
def test_figures_are_written_in_the_language_of_the_report(
    desk: Desk, language: str, word: str
) -> None:
    page = desk.browser(desk.world.secretary).get(draft(desk, language)).text
    values = re.findall(rf'class="number"><span><span lang="{language}">([^<]+)</span>', page)
    assert f"– ({word})" in values, values


def test_the_same_chapter_written_by_two_keeps_both(desk: Desk) -> None:
    address = draft(desk)
    mine = written(desk, address) | {"text-outlook": "Van mij & u.", "chapter": "outlook"}
    theirs = written(desk, address) | {"text-outlook": "Van een ander.", "chapter": "outlook"}
    browser = desk.browser(desk.world.secretary)
    send(browser, f"{address}/write", theirs, page=address)
    answer = send(browser, f"{address}/write", mine, page=address)
    assert answer.status_code == 409
    assert "Van mij &amp; u." in answer.text
    assert "“Van een ander.”" in answer.text
    assert written(desk, address)["text-outlook"] == "Van een ander."
    # What is shown then is what was saved: sent again, one's own words are kept.
    shown = re.search(r'name="shown-outlook" value="([^"]*)"', answer.text)
    assert shown is not None
    again = mine | {"shown-outlook": html.unescape(shown[1])}
    assert send(browser, f"{address}/write", again, page=address).status_code == 303
    assert written(desk, address)["text-outlook"] == "Van mij & u."


def test_goals_are_kept_and_shown_and_a_wrong_one_is_explained(desk: Desk) -> None:
    address = draft(desk)
    browser = desk.browser(desk.world.secretary)
    answer = send(browser, f"{address}/goals", {"goal-F102": "150"}, page=address)
    assert answer.status_code == 400
    assert "1 tot 100" in answer.text
    assert 'value="150"' in answer.text
    answer = send(browser, f"{address}/goals", {"goal-F102": "80"}, page=address)
    assert answer.location == f"{address}#goals"
    assert 'value="80"' in browser.get(address).text


def test_a_correction_without_its_reason_is_asked_for_on_the_page(desk: Desk) -> None:
    address = draft(desk)
    with desk.working() as session:
        report = reports.get(session, address.rpartition("/")[2], desk.world.secretary)
        reports.act(session, report, ReportAction.CHECK, desk.world.other_secretary)
        reports.act(session, report, ReportAction.FINALISE, desk.world.secretary)
    browser = desk.browser(desk.world.secretary)
    answer = send(browser, f"{address}/correct", {"reason": " "}, page=address)
    assert answer.status_code == 400
    assert "Zeg wat er fout was." in answer.text
    assert re.search(r'<textarea id="reason" name="reason"', answer.text)
    given = {"reason": "Een cijfer.\r\nEn een naam."}
    made = send(browser, f"{address}/correct", given, page=address)
    assert made.status_code == 303
    shown = html.unescape(browser.get(made.location).text)
    assert "Een cijfer.\nEn een naam." in shown
    assert browser.get(f"{made.location}/file").status_code == 200
    assert "Versie 2, die dit verbetert, wordt gemaakt." in browser.get(address).text
    # Whoever begins another one of the same days is told that there is one.
    assert "Er is al een rapport" in browser.get("/reports/new").text


def test_the_page_of_a_figure_says_what_it_counts(desk: Desk) -> None:
    address = draft(desk)
    browser = desk.browser(desk.world.secretary)
    assert "Bedrijven die in de periode partij waren" in browser.get(f"{address}/figures/F101").text
    assert browser.get(f"{address}/figures/F999").status_code == 404


def test_the_texts_of_the_other_edition_are_written_beside_its_own_sentences(desk: Desk) -> None:
    address = draft(desk)
    browser = desk.browser(desk.world.secretary)
    english = f"{address}?language=en"
    fields = {"text-foreword": "To all.", "shown-foreword": "", "chapter": "foreword"}
    answer = send(browser, f"{address}/write?language=en", fields, page=english)
    assert answer.location == f"{address}?language=en&saved=foreword#chapter-foreword"
    page = browser.get(english).text
    assert "To all." in page
    assert "In this period" in page
    # The Dutch edition shows it beside its own field, as English, and not as a text of its own.
    assert browser.get(address).text.count("To all.") == 1
    assert 'lang="en"><p>To all.</p>' in browser.get(address).text
    assert "To all." not in browser.get(f"{address}/read").text
    assert "To all." in browser.get(f"{address}/read?language=en").text
    file = browser.get(f"{address}/file?language=en")
    assert "progress-report-draft.docx" in file.headers["Content-Disposition"]


def test_the_pages_of_a_report_begin_with_a_list_of_their_parts(desk: Desk) -> None:
    address = draft(desk)
    office = desk.browser(desk.world.secretary)
    for page in (office.get(address).text, office.get(f"{address}/read").text):
        listed = page.split('aria-label="Op deze pagina"')[1].split("</nav>")[0]
        anchors = re.findall(r'href="#([^"]+)"', listed)
        assert len(anchors) >= 4
        assert all(page.count(f'id="{anchor}"') == 1 for anchor in anchors)


def test_every_place_of_a_check_can_be_opened_also_where_there_are_many(desk: Desk) -> None:
    with desk.working() as session:
        for number in range(12):
            a_company(session, f"Verzonnen Stil {number:02d} B.V.")
    days = "2026-01-01..2099-12-31"
    page = desk.browser(desk.world.secretary).get(draft(desk, period=days)).text
    folded = re.search(r"<details><summary>en nog (\d+)</summary>(.*?)</details>", page)
    assert folded is not None
    assert folded[2].count("<a href=") == int(folded[1])
    assert "Verzonnen Stil 11" in folded[2]


def test_a_report_of_a_period_that_was_not_over_says_so(desk: Desk) -> None:
    address = draft(desk, period="2026-01-01..2099-12-31")
    office = desk.browser(desk.world.secretary)
    assert "de periode was nog niet voorbij" in office.get(address).text
    assert "de periode loopt nog" in office.get(f"{address}/read").text


def test_around_a_report_in_the_other_language_the_words_are_those_of_the_reader(
    desk: Desk,
) -> None:
    address = draft(desk)
    with desk.working() as session:
        session.get_one(Person, desk.world.secretary.person_id).language = "en"
    browser = desk.browser(desk.world.secretary)
    page, figure = browser.get(address).text, browser.get(f"{address}/figures/F101").text
    assert '<html lang="en"' in page
    assert '<span lang="nl">Deelnemende bedrijven</span>' in page
    assert '<span lang="nl">Deelnemende bedrijven</span>' in figure
    assert "<title>Participating companies" in figure
    for shown in (page, figure):
        assert "Companies that were a party in the period" in shown
        assert "Bedrijven die in de periode partij waren" not in shown
    read = browser.get(f"{address}/read").text
    assert '<h1><span lang="nl">Voortgangsrapport' in read
    # What the report says of itself stays in its own language.
    assert "Bedrijven die in de periode partij waren" in read


def test_a_number_unlike_its_figure_is_told_at_the_top_and_under_the_box(desk: Desk) -> None:
    address = draft(desk)
    with desk.working() as session:
        made = session.query(Report).one()
        words = "Er deden 99 deelnemende bedrijven mee."
        reports.write(session, made, "1", words, desk.world.secretary)
    said = "U schrijft 99; “Deelnemende bedrijven” is 0."
    browser = desk.browser(desk.world.secretary)
    page = browser.get(f"{address}?saved=1").text
    listed, _, beside = page.partition('<h2 id="texts">')
    assert said in listed
    chapter = re.split("<h3 ", beside)[2]
    assert said in chapter
    assert "Bewaard." in chapter
    assert beside.count(said) == beside.count("Bewaard.</p>") == 1
    assert said not in browser.get(f"{address}?language=en").text.partition('<h2 id="texts">')[2]


def test_a_chapter_that_is_too_long_is_not_saved_and_what_was_typed_stays(desk: Desk) -> None:
    address, secretary = draft(desk), desk.browser(desk.world.secretary)
    long = "Ünd so weiter. " * 4_000
    fields = written(desk, address) | {"text-foreword": long, "text-3": "Wij deden veel."}
    answer = send(secretary, f"{address}/write", {**fields, "chapter": "3"}, page=address)
    assert answer.status_code == 400
    assert "Niet opgeslagen. Gebruik hooguit 50000 tekens: dit zijn er 59999." in answer.text
    assert long in html.unescape(answer.text)
    kept = written(desk, address)
    assert (kept["text-foreword"], kept["text-3"]) == ("", "Wij deden veel.")


def test_all_chapters_of_a_report_may_be_as_long_as_they_may(desk: Desk) -> None:
    address, secretary = draft(desk), desk.browser(desk.world.secretary)
    whole = "éé\r\n" * 16_000
    names = [name for name in written(desk, address) if name.startswith("text-")]
    for _time in ("first", "again"):  # with what they were beside it
        fields = written(desk, address) | dict.fromkeys(names, whole) | {"chapter": "3"}
        answer = send(secretary, f"{address}/write", fields, page=address)
        assert answer.status_code == 303
        whole = whole.replace("éé", "ëë")


def test_a_correction_is_explained_in_both_languages_of_the_report(desk: Desk) -> None:
    address, world = draft(desk), desk.world
    with desk.working() as session:
        report = reports.get(session, address.rpartition("/")[2], world.secretary)
        for text, language in (("Een.", "nl"), ("One.", "en")):
            reports.write(session, report, "3", text, world.secretary, language=language)
        reports.act(session, report, ReportAction.CHECK, world.other_secretary)
        reports.act(session, report, ReportAction.FINALISE, world.secretary)
    browser = desk.browser(world.secretary)
    given = {"reason": "Een fout.", "translated": ""}
    answer = send(browser, f"{address}/correct", given, page=address)
    assert answer.status_code == 400
    assert "Zeg het ook in de andere taal" in answer.text
    assert re.search(r'<textarea id="translated"[^>]*aria-invalid="true"', answer.text)
    assert "Een fout." in answer.text
    given["translated"] = "A mistake."
    made = send(browser, f"{address}/correct", given, page=address).location
    assert '<span lang="nl">Een fout.</span>' in browser.get(made).text
    assert "A mistake." in browser.get(f"{made}/read?language=en").text
    assert "Een fout." not in browser.get(f"{made}/read?language=en").text


@pytest.mark.parametrize(
    ("deed", "field", "most"),
    [("correct", "reason", 2_000), ("decide", "text", 4_000), ("act", "note", 2_000)],
)
def test_a_reason_or_decision_that_is_too_long_is_said_at_its_field(
    desk: Desk, deed: str, field: str, most: int
) -> None:
    address, secretary = draft(desk), desk.browser(desk.world.secretary)
    other = desk.browser(desk.world.other_secretary)
    for who, action in ((other, "check"), (secretary, "finalise"), (secretary, "publish")):
        given = {"action": action, "audience": "public"}
        assert send(who, f"{address}/act", given, page=address).status_code == 303
    long = "Zo is het. " * most
    given = {field: long, "day": "2020-01-01", "action": "ask_retraction"}
    answer = send(secretary, f"{address}/{deed}", given, page=address)
    assert answer.status_code == 400
    wrong = re.findall(r'aria-describedby="([^"]+)" aria-invalid="true"', answer.text)
    assert [one.split()[-1] for one in wrong] == [
        {"correct": "reason", "decide": "decided-text", "act": "note-ask_retraction"}[deed]
        + "-most"
    ]
    assert f"Gebruik hooguit {most} tekens" in answer.text
    assert long.strip() in html.unescape(answer.text)


def test_what_is_to_be_mended_leads_there_or_says_who_mends_it(desk: Desk) -> None:
    page = desk.browser(desk.world.secretary).get(draft(desk)).text
    table = page[page.index('id="checks"') :].partition("</table>")[0]
    assert "Bedrijven sturen ze in." in table
    for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)[1:]:
        where = row.rpartition("<td")[2]
        assert "<a href=" in where or 'class="muted"' in where


def test_what_a_text_in_another_language_says_is_marked_with_it(desk: Desk) -> None:
    world, address = desk.world, draft(desk)
    with desk.working() as session:
        made = reports.get(session, address.rpartition("/")[2], world.secretary)
        reports.write(session, made, "3", "Thanks to [name & co].", world.secretary, language="en")
        reports.write(session, made, "3", "Dank aan [naam].", world.secretary)
    page = desk.browser(world.secretary).get(address).text
    assert 'Nog in te vullen: <span lang="en">[name &amp; co]</span>.' in page
    assert "Nog in te vullen: [naam]." in page


def test_a_language_that_stayed_behind_is_asked_about_and_put_aside(desk: Desk) -> None:
    world, address = desk.world, draft(desk)
    with desk.working() as session:
        made = reports.get(session, address.rpartition("/")[2], world.secretary)
        for text, language in (("Een.", "nl"), ("One.", "en"), ("Twee.", "nl")):
            reports.write(session, made, "3", text, world.secretary, language=language)
    browser = desk.browser(world.secretary)
    page = browser.get(address).text
    assert "De tekst in de andere taal is veranderd" in page
    (form,) = re.findall(r"<form(?:(?!</form>).)*Beide talen kloppen.*?</form>", page, re.DOTALL)
    assert "language=en" in form
    fields = {"chapter": "3", "text-3": "One.", "shown-3": "One."}
    for name, value in fields.items():
        assert f'name="{name}" value="{value}"' in form
    send(browser, f"{address}/write?language=en", fields, page=address)
    assert "Beide talen kloppen" not in browser.get(address).text
    # It says so as well beside the text that stayed behind.
    with desk.working() as session:
        made = reports.get(session, address.rpartition("/")[2], world.secretary)
        reports.write(session, made, "3", "Two.", world.secretary, language="en")
    page = browser.get(address).text
    assert "De tekst in de andere taal is veranderd" in page[page.index('id="chapter-3"') :]


def test_chapters_are_called_as_in_the_edition_whose_texts_are_written(desk: Desk) -> None:
    address = draft(desk)
    browser = desk.browser(desk.world.secretary)
    dutch, english = (browser.get(f"{address}{query}").text for query in ("", "?language=en"))
    assert '<h3 id="chapter-foreword">Voorwoord</h3>' in dutch
    assert '<h3 id="chapter-foreword" lang="en">Foreword</h3>' in english
    assert '<a href="#chapter-foreword" lang="en">Foreword</a>' in english


def test_own_words_keep_their_paragraphs_and_lists_once_the_report_is_cleared(desk: Desk) -> None:
    address = draft(desk)
    with desk.working() as session:
        report = reports.get(session, address.rsplit("/", 1)[1], desk.world.secretary)
        words = "Wij deden twee dingen:\n- lezen\n- vragen\n\nTot slot."
        reports.write(session, report, "2", words, desk.world.secretary)
        reports.act(session, report, ReportAction.CHECK, desk.world.other_secretary)
    shown = desk.browser(desk.world.secretary).get(address).text
    told = "<p>Wij deden twee dingen:</p><ul><li>lezen</li><li>vragen</li></ul><p>Tot slot.</p>"
    assert told in shown


def test_counting_again_says_what_goes_along_and_where_the_draft_goes(desk: Desk) -> None:
    address = draft(desk)
    browser = desk.browser(desk.world.secretary)
    assert "Dit concept wordt ingetrokken" in browser.get(address).text
    assert "Uw teksten en doelen gaan mee" not in browser.get(address).text
    again = {"again": address.rsplit("/", 1)[1]}
    made = send(browser, "/reports/new", again, page=address).location
    assert "zijn meegegaan" not in browser.get(made).text
    with desk.working() as session:
        report = reports.get(session, made.rsplit("/", 1)[1], desk.world.secretary)
        reports.write(session, report, "2", "Goed gedaan.", desk.world.secretary)
    assert "Uw teksten en doelen gaan mee" in browser.get(made).text
    again = {"again": made.rsplit("/", 1)[1]}
    made = send(browser, "/reports/new", again, page=made).location
    assert "zijn meegegaan" in browser.get(made).text
