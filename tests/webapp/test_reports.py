"""The page of a report: what the secretariat writes itself."""

import html
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import a_company
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from workflows import reports
from workflows.models import Person, Report
from workflows.permissions import Actor
from workflows.states import ReportAction


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def draft(desk: Desk, language: str = "nl", period: str = "2025-2026") -> str:
    """The address of a draft that the secretary made."""
    with desk.working() as session:
        days = reports.period_named(period)
        made = reports.create(session, days, language, desk.world.secretary)
        return f"/reports/{made.public_id}"


def named(desk: Desk, who: Actor) -> str:
    with desk.working() as session:
        return session.get_one(Person, who.person_id).name


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


@pytest.mark.parametrize(("language", "word"), [("nl", "van"), ("en", "of")])
def test_figures_are_written_in_the_language_of_the_report(
    desk: Desk, language: str, word: str
) -> None:
    page = desk.browser(desk.world.secretary).get(draft(desk, language)).text
    values = re.findall(rf'class="number"><span><span lang="{language}">([^<]+)</span>', page)
    assert any(re.fullmatch(rf"\d+ {word} \d+", value) for value in values), values


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
    made = send(browser, f"{address}/correct", {"reason": "Een cijfer."}, page=address)
    assert made.status_code == 303
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
    assert "To all." not in browser.get(address).text
    assert "To all." in browser.get(f"{address}/read?language=en").text
    file = browser.get(f"{address}/file?language=en")
    assert "progress-report-draft.docx" in file.headers["Content-Disposition"]


def test_a_cell_of_a_table_leads_to_its_records_also_where_word_has_a_chart(desk: Desk) -> None:
    address = draft(desk)
    with desk.working() as session:
        report = reports.get(session, address.rpartition("/")[2], desk.world.secretary)
        rows = [
            {"key": key, "value": 3, "hidden": False, "reason": "", "by": {}}
            for key in ("assessment", "measures", "tracking")
        ]
        tables = {**report.snapshot["tables"], "phases": rows}
        report.snapshot = {**report.snapshot, "tables": tables}
    page = desk.browser(desk.world.secretary).get(address).text
    assert f'href="{address}/figures/phases.3"' in page


def test_a_published_report_is_withdrawn_by_two_and_hidden_at_once_where_it_cannot_wait(
    desk: Desk,
) -> None:
    address, world = draft(desk), desk.world
    first, second = desk.browser(world.secretary), desk.browser(world.other_secretary)
    member = desk.browser(world.member)

    def act(browser, action: str, **given: str) -> str:
        send(browser, f"{address}/act", {"action": action, **given}, page=address)
        return html.unescape(browser.get(address).text)

    act(second, "check")
    act(second, "finalise")
    act(second, "publish", audience="parties")
    assert member.get(address).status_code == 200
    shown = act(first, "hide", note="Er staat een naam in.")
    assert "vraagt dit rapport in te trekken. Waarom: Er staat een naam in." in shown
    assert "Iemand anders moet dit bevestigen: u vroeg erom." in shown
    assert f"Wie het kan bevestigen: {named(desk, world.other_secretary)}." in shown
    assert member.get(address).status_code == 404
    shown = html.unescape(second.get(address).text)
    assert "U kunt dit bevestigen, of het terugzetten" in shown
    assert "Wie het kan bevestigen" not in shown
    act(second, "keep", note="De naam mag.")
    assert "Er staat een naam in." not in member.get(address).text
    shown = act(first, "ask_retraction", note="Er staat een naam in.")
    assert "gepubliceerd voor: Iedereen van de partijen" in shown
    assert "Er staat een naam in." not in member.get(address).text
    assert "Er staat een naam in." in act(second, "retract")
    assert "Er staat een naam in." in member.get(address).text


def test_after_a_step_the_page_says_who_hears_of_it_and_what_is_next(desk: Desk) -> None:
    address, world = draft(desk), desk.world
    first, second = desk.browser(world.secretary), desk.browser(world.other_secretary)
    assert (
        f"Wie het kan vrijgeven: {named(desk, world.other_secretary)}." in first.get(address).text
    )

    def after(browser: FlaskClient, action: str, **given: str) -> str:
        send(browser, f"{address}/act", {"action": action, **given}, page=address)
        return html.unescape(browser.get(address).text)

    assert "Vrijgegeven. Nu: definitief maken." in after(second, "check")
    assert "Nu: publiceren." in after(second, "finalise")
    assert re.search(
        r"Gepubliceerd\. \d+ mensen krijgen bericht\.", after(second, "publish", audience="parties")
    )
    asked = after(first, "ask_retraction", note="Een fout.")
    assert f"bevestigen of niet: {named(desk, world.other_secretary)}." in asked
    assert re.search(r"mensen krijgen bericht\.", after(second, "retract"))


def test_who_is_to_read_a_report_later_is_told_nothing_yet(desk: Desk) -> None:
    address, world = draft(desk), desk.world
    office = desk.browser(world.other_secretary)
    for action in ("check", "finalise"):
        send(office, f"{address}/act", {"action": action}, page=address)
    given = {"action": "publish", "audience": "parties", "embargo": "2099-01-31"}
    send(office, f"{address}/act", given, page=address)
    assert "Te lezen vanaf 31 januari 2099" in office.get(address).text


def test_a_step_without_its_reason_is_asked_for_at_its_field(desk: Desk) -> None:
    address, world = draft(desk), desk.world
    office = desk.browser(world.other_secretary)
    send(office, f"{address}/act", {"action": "check"}, page=address)
    answer = send(office, f"{address}/act", {"action": "reject", "note": " "}, page=address)
    assert answer.status_code == 400
    assert 'href="#note-reject"' in answer.text
    assert '<details class="sure" open>' in answer.text
    assert re.search(r'id="note-reject"[^>]* aria-invalid="true"', answer.text)


def test_the_form_says_of_which_year_there_is_a_report_already(desk: Desk) -> None:
    office = desk.browser(desk.world.secretary)
    assert "er is al een rapport" not in office.get("/reports/new").text
    address = draft(desk)
    assert "2025–2026 (er is al een rapport)" in office.get("/reports/new").text
    send(office, f"{address}/act", {"action": "withdraw"}, page=address)
    assert "er is al een rapport" not in office.get("/reports/new").text
    assert address not in office.get("/reports/new").text


def test_another_period_is_two_days_and_one_of_them_alone_is_asked_about(desk: Desk) -> None:
    office = desk.browser(desk.world.secretary)
    given = {"first": "2026-01-01", "language": "nl"}
    answer = send(office, "/reports/new", given, page="/reports/new")
    assert answer.status_code == 400
    assert "Geef de eerste en de laatste dag van de periode." in answer.text
    assert 'value="2026-01-01"' in answer.text
    answer = send(office, "/reports/new", given | {"last": "2026-06-30"}, page="/reports/new")
    assert answer.status_code == 303
    assert "1 januari 2026 – 30 juni 2026" in office.get(answer.location).text


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


def test_what_the_assembly_decided_stands_on_the_report_for_whoever_reads_it(desk: Desk) -> None:
    address, world = draft(desk), desk.world
    office = desk.browser(world.other_secretary)
    assert "Wat de vergadering besloot" not in office.get(address).text
    for action in ("check", "finalise"):
        send(office, f"{address}/act", {"action": action}, page=address)
    assert "Er is nog niets vastgelegd." in office.get(address).text
    given = {"day": "2026-01-31", "text": " "}
    answer = send(office, f"{address}/decide", given, page=address)
    assert answer.status_code == 400
    assert 'href="#decided-text"' in answer.text
    assert 'value="2026-01-31"' in answer.text
    given["text"] = "Vastgesteld <zo>."
    assert send(office, f"{address}/decide", given, page=address).location == f"{address}#decided"
    given = {"action": "publish", "audience": "parties"}
    send(office, f"{address}/act", given, page=address)
    for shown in (office.get(address).text, desk.browser(world.member).get(f"{address}/read").text):
        assert "Vastgesteld &lt;zo&gt;." in shown
        assert "31 januari 2026" in shown


def test_a_draft_says_what_follows_until_it_is_published(desk: Desk) -> None:
    address = draft(desk)
    office = desk.browser(desk.world.secretary)
    assert "iemand anders geeft het vrij" in office.get(address).text
    send(office, f"{address}/act", {"action": "withdraw"}, page=address)
    assert "iemand anders geeft het vrij" not in office.get(address).text


def test_a_draft_is_offered_and_says_since_when_it_waits_and_why_it_came_back(desk: Desk) -> None:
    address, world = draft(desk), desk.world
    maker, other = desk.browser(world.secretary), desk.browser(world.other_secretary)
    assert "Aanbieden om vrij te geven" in maker.get(address).text
    assert "Aanbieden om vrij te geven" not in other.get(address).text
    send(maker, f"{address}/act", {"action": "offer"}, page=address)
    shown = maker.get(address).text
    name = named(desk, world.other_secretary)
    assert f"Aangeboden. Bericht krijgt, en vrijgeven kan: {name}." in shown
    assert f"Wie het kan vrijgeven: {name}." in shown
    assert "op iemand anders om het vrij te geven" in shown
    assert "Aanbod terugnemen" in shown
    assert "Aanbieden om vrij te geven" not in shown
    work, told = other.get("/work").text, other.get("/notices").text
    assert "Conceptrapporten om vrij te geven" in work
    assert f'href="{address}"' in work
    assert f'href="{address}"' in told
    assert "None" not in told
    assert "bood dit concept aan" in other.get(address).text
    back = {"action": "reject", "note": "Het voorwoord is te lang."}
    send(other, f"{address}/act", back, page=address)
    assert "teruggestuurd. Waarom: Het voorwoord is te lang." in maker.get(address).text
    assert "Het voorwoord is te lang." not in other.get("/work").text


def test_the_way_on_stands_before_the_way_back(desk: Desk) -> None:
    address = draft(desk)
    send(
        desk.browser(desk.world.other_secretary),
        f"{address}/act",
        {"action": "check"},
        page=address,
    )
    shown = desk.browser(desk.world.secretary).get(address).text
    assert re.search(r">\s*Vrijgegeven\s*<", shown)
    assert shown.index("Definitief maken") < shown.index("Terug naar concept")


def test_a_table_of_which_nothing_may_be_told_is_a_sentence_that_leads_to_its_records(
    desk: Desk,
) -> None:
    address = draft(desk)
    with desk.working() as session:
        report = session.query(Report).one()
        row = {"key": "tin", "value": None, "over": None, "hidden": True, "reason": "few"}
        tables = report.snapshot["tables"] | {"metals": [row]}
        report.snapshot = report.snapshot | {"tables": tables}
    shown = desk.browser(desk.world.secretary).get(address).text
    assert "Geen van deze cijfers kan worden getoond" in shown
    assert f'href="{address}/figures/metals.1"' in shown
    assert "Geen van deze cijfers" in desk.browser(desk.world.secretary).get(f"{address}/read").text


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


def test_publishing_says_first_who_sees_what(desk: Desk) -> None:
    address = draft(desk)
    send(
        desk.browser(desk.world.other_secretary),
        f"{address}/act",
        {"action": "check"},
        page=address,
    )
    browser = desk.browser(desk.world.secretary)
    send(browser, f"{address}/act", {"action": "finalise"}, page=address)
    asked = browser.get(address).text.split('<details class="sure">')[1].split("</details>")[0]
    assert "Wie u kiest, krijgt bericht en leest vanaf dan het hele rapport" in asked
    assert 'name="audience"' in asked


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


def test_a_period_of_which_there_is_a_report_is_not_chosen_beforehand(desk: Desk) -> None:
    browser = desk.browser(desk.world.secretary)
    usual = re.search(r'<option value="([-\d]+)" selected>', browser.get("/reports/new").text)
    assert usual is not None
    draft(desk, period=usual[1])
    page = browser.get("/reports/new").text
    assert '<option value="" selected>Kies een periode</option>' in page
    fields = {"period": "", "other": "", "language": "nl"}
    assert send(browser, "/reports/new", fields, page="/reports/new").status_code == 400


def test_making_it_final_asks_about_the_points_that_are_open(desk: Desk) -> None:
    address = draft(desk)
    with desk.working() as session:
        made = session.query(Report).one()
        reports.act(session, made, ReportAction.CHECK, desk.world.other_secretary)
    page = desk.browser(desk.world.secretary).get(address).text
    sure = page[page.index("Definitief maken…") :].partition("</details>")[0]
    assert re.search(r"\d+ punten staan nog open:", sure)
    assert "<li>U schreef nog in geen enkel hoofdstuk een eigen tekst.</li>" in sure


def test_a_draft_is_counted_again_from_its_page_and_keeps_its_texts(desk: Desk) -> None:
    address = draft(desk)
    with desk.working() as session:
        made = session.query(Report).one()
        reports.write(session, made, "foreword", "Aan allen.", desk.world.secretary)
    browser = desk.browser(desk.world.secretary)
    again = re.search(r'name="again" value="([^"]+)"', browser.get(address).text)
    assert again is not None
    answer = send(browser, "/reports/new", {"again": again[1]}, page=address)
    assert answer.status_code == 303
    assert answer.location != address
    assert "Aan allen." in browser.get(answer.location).text
    assert 'name="again"' not in browser.get(address).text
