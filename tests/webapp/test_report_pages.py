"""A report to read on the screen, and two of them side by side."""

import re

import pytest
from flask import Flask
from sqlalchemy import delete

from tests.cast import a_company, a_document, a_person, a_reading
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from tests.webapp.drafts import draft
from workflows import reports
from workflows.models import ReportFile
from workflows.states import ReportAction, Role


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def published(desk: Desk, audience: str = "public", days: str = "2025-2026") -> str:
    """The address of a published report with a foreword."""
    world = desk.world
    with desk.working() as session:
        period = reports.period_named(days)
        made = reports.create(session, period, "nl", world.secretary)
        reports.write(session, made, "foreword", "Wij danken A & B.", world.secretary)
        reports.act(session, made, ReportAction.CHECK, world.other_secretary)
        reports.act(session, made, ReportAction.FINALISE, world.secretary)
        reports.act(session, made, ReportAction.PUBLISH, world.secretary, audience=audience)
        return f"/reports/{made.public_id}"


def test_a_published_report_is_read_as_a_page(desk: Desk) -> None:
    address = published(desk)
    page = desk.browser(desk.world.member).get(f"{address}/read").text
    for words in ("Wij danken A &amp; B.", "Hoe elk cijfer is geteld", "Begrippen"):
        assert words in page
    assert f'href="{address}/file"' in page
    listed = desk.browser(desk.world.member).get("/reports").text
    assert f'href="{address}/read"' in listed


def test_who_it_was_not_published_to_finds_nothing(desk: Desk) -> None:
    address = published(desk, "assembly")
    browser = desk.browser(desk.world.supporter)
    for page in ("/read", "/file", "/compare", "/figures/F201", ""):
        assert browser.get(address + page).status_code == 404


def test_when_a_report_was_published_is_said_wherever_one_looks_for_it(desk: Desk) -> None:
    world = desk.world
    with desk.working() as session:
        made = reports.create(session, reports.period_named("2025-2026"), "nl", world.secretary)
        reports.act(session, made, ReportAction.CHECK, world.other_secretary)
        reports.act(session, made, ReportAction.FINALISE, world.secretary)
        address = f"/reports/{made.public_id}"
    browser = desk.browser(world.secretary)
    assert "nog niet gepubliceerd" in browser.get(address).text
    assert "Definitief, nog niet gepubliceerd" in browser.get(f"{address}/read").text
    fields = {"action": "publish", "audience": "public"}
    send(browser, f"{address}/act", fields, page=address)
    for page in (address, f"{address}/read"):
        assert "nog niet gepubliceerd" not in browser.get(page).text
    (day,) = re.findall(r"Gepubliceerd op (\d+ \w+ \d{4})", browser.get(f"{address}/read").text)
    assert f'<span class="muted">{day}</span>' in browser.get("/reports").text


def test_two_versions_are_compared_on_a_page(desk: Desk) -> None:
    address = published(desk)
    browser = desk.browser(desk.world.secretary)
    answer = send(browser, f"{address}/correct", {"reason": "Een tikfout."}, page=address)
    assert answer.status_code == 303
    second = answer.location
    page = browser.get(f"{second}/compare").text
    assert "De twee versies geven dezelfde cijfers en doelen." in page
    assert "De eigen teksten van de twee versies zijn gelijk." in page
    assert ", Nederlands, " in page
    assert "Een tikfout." in browser.get(second).text
    for page in (second, "/reports"):
        assert re.search(r"Voortgangsrapport \d{4}-01, versie 2", browser.get(page).text)
    assert second in browser.get(address).text


def test_goals_that_differ_between_two_versions_are_compared_too(desk: Desk) -> None:
    address, world = published(desk), desk.world
    browser = desk.browser(world.secretary)
    second = send(browser, f"{address}/correct", {"reason": "Een tikfout."}, page=address).location
    send(browser, f"{second}/goals", {"goal-F203": "80"}, page=second)
    page = browser.get(f"{second}/compare").text
    row = page[page.index("Doel bij “Beoordeelde documenten”") :].partition("</tr>")[0]
    for words in ("Toegevoegd", "staat er niet in", "80%"):
        assert words in row


def test_own_texts_that_differ_are_compared_word_by_word_in_both_languages(desk: Desk) -> None:
    address, world = published(desk), desk.world
    browser = desk.browser(world.secretary)
    second = send(browser, f"{address}/correct", {"reason": "Een tikfout."}, page=address).location
    with desk.working() as session:
        made = reports.get(session, second.rpartition("/")[2], world.secretary)
        reports.write(session, made, "foreword", "Wij danken B & C.", world.secretary)
        reports.write(session, made, "2", "New words.", world.secretary, language="en")
    page = desk.browser(world.other_secretary).get(f"{second}/compare").text
    assert "dezelfde cijfers en doelen" in page
    assert "[−<del>A</del>−]" in page
    assert "[+<ins>C.</ins>+]" in page
    assert '<p lang="en">[+<ins>New words.</ins>+]</p>' in page
    assert "Risico’s vinden en beoordelen (Engels)" in page
    # Whoever clears it is led there from the draft.
    assert "Bekijk wat anders is dan in versie 1" in browser.get(second).text
    # The table of the report itself says so too.
    read = browser.get(f"{second}/read").text
    assert "Tekst in “Voorwoord”: veranderd" in read
    # Who does not see the draft compares nothing with it.
    assert desk.browser(world.member).get(f"{second}/compare").status_code == 404


def test_a_report_says_what_its_checksum_covers(desk: Desk) -> None:
    address = published(desk)
    browser = desk.browser(desk.world.secretary)
    assert "Elke versie heeft een eigen controlegetal" in browser.get(f"{address}/read").text
    english = browser.get(f"{address}/read?language=en").text
    assert "Each version has a checksum of its own, also with the same figures." in english
    assert "elke versie heeft een eigen" in browser.get(address).text


def test_the_steps_promise_nothing_that_may_not_be_there(desk: Desk) -> None:
    address = published(desk)
    page = desk.browser(desk.world.member).get(f"{address}/read").text
    assert "stap staat wat er in de periode is geteld, met een toelichting waar die is" in page
    assert "nog moet gebeuren" not in page


def test_an_embargo_is_a_day(desk: Desk) -> None:
    world = desk.world
    with desk.working() as session:
        period = reports.period_named("2025-2026")
        made = reports.create(session, period, "nl", world.secretary)
        reports.act(session, made, ReportAction.CHECK, world.other_secretary)
        reports.act(session, made, ReportAction.FINALISE, world.secretary)
        address = f"/reports/{made.public_id}"
    browser = desk.browser(world.secretary)
    fields = {"action": "publish", "audience": "public", "embargo": "2099-01-01"}
    assert send(browser, f"{address}/act", fields, page=address).status_code == 303
    assert "2099" in browser.get(address).text
    assert desk.browser(world.member).get(f"{address}/read").status_code == 404


def test_a_reference_leads_to_its_record_for_the_secretariat_alone(desk: Desk) -> None:
    world, ids = desk.world, []
    with desk.working() as session:
        for number in range(4):
            company = a_company(session, f"Verzonnen Draad {number} B.V.")
            sender = a_person(session, f"inkoop@draad{number}.example", Role.SUBMITTER, company)
            document = a_document(session, desk.store, company, sender, a_reading())
            ids.append(document.public_id)
    address = published(desk, days="2000-01-01..2100-01-01")
    page = desk.browser(world.secretary).get(f"{address}/read").text
    assert all(f'href="/documents/{one}">D00' in page for one in ids)
    page = desk.browser(world.member).get(f"{address}/read").text
    assert "D001" in page
    assert not any(one in page for one in ids)
    assert "D001" in desk.browser(world.secretary).get("/search?q=D001").text


@pytest.mark.parametrize(("who", "is_told"), [("secretary", True), ("contact", False)])
def test_help_says_to_the_secretariat_how_a_report_is_made(
    desk: Desk, who: str, is_told: bool
) -> None:
    page = desk.browser(getattr(desk.world, who)).get("/help").text
    assert ("Zo maakt u een voortgangsrapport" in page) is is_told


def test_lines_that_begin_with_a_dash_are_a_list_on_the_page(desk: Desk) -> None:
    with desk.working() as session:
        period = reports.period_named("2025-2026")
        made = reports.create(session, period, "nl", desk.world.secretary)
        for chapter in ("foreword", "1"):
            text = "Wij leerden:\n- eerder vragen\n- vaker <vragen>\nDat was het."
            reports.write(session, made, chapter, text, desk.world.secretary)
        address = f"/reports/{made.public_id}/read"
    page = desk.browser(desk.world.secretary).get(address).text
    listed = "<ul><li>eerder vragen</li><li>vaker &lt;vragen&gt;</li></ul><p>Dat was het.</p>"
    assert page.count(f"<p>Wij leerden:</p>{listed}") == 2


@pytest.mark.parametrize("hidden", [False, True])
def test_under_the_map_stands_in_figures_what_each_colour_says(desk: Desk, hidden: bool) -> None:
    address = draft(desk)
    with desk.working() as session:
        report = reports.get(session, address.rpartition("/")[2], desk.world.secretary)
        seen = {"hidden": False, "reason": "", "by": {}}
        rows = [{"key": key, "value": n, **seen} for key, n in (("ID", 9), ("PE", 3), ("CN", 1))]
        if hidden:
            unseen = {"hidden": True, "reason": "few", "by": {}}
            rows.append({"key": "BO", "value": None, "over": None, **unseen})
        report.snapshot = {
            **report.snapshot,
            "tables": {**report.snapshot["tables"], "countries": rows},
        }
    page = desk.browser(desk.world.secretary).get(f"{address}/read").text
    key = page.split('class="mapkey"')[1].split("</div>")[0]
    said = [re.sub("<[^>]+>", "", line).strip() for line in re.findall(r"<li>(.*?)</li>", key)]
    assert said == ["1–2", "3–4", "5–6", "7–9", *(["× = niet getoond"] if hidden else [])]
    # Each number stands beside the colour that the map has for it.
    assert re.search(r'tile--2"[^>]*><rect[^>]*></rect></svg>3–4<', key)
    assert re.search(r'tile--2"[^>]*><rect[^>]*></rect><text[^>]*>PE<', page)


def test_of_a_report_whose_file_was_not_kept_is_said_that_it_is_drawn_anew(desk: Desk) -> None:
    address, words = published(desk), "is niet bewaard en kan er anders uitzien"
    for who, page in ((desk.world.secretary, address), (desk.world.member, f"{address}/read")):
        assert words not in desk.browser(who).get(page).text
    with desk.working() as session:
        session.execute(delete(ReportFile))  # as of one that was final before files were kept
    for who, page in ((desk.world.secretary, address), (desk.world.member, f"{address}/read")):
        assert words in desk.browser(who).get(page).text
    assert desk.browser(desk.world.member).get(f"{address}/file").data.startswith(b"PK")


def test_whom_a_report_is_new_to_finds_it_and_a_corrected_one_says_what_it_replaces(
    desk: Desk,
) -> None:
    address, world = published(desk), desk.world
    office, member = desk.browser(world.secretary), desk.browser(world.member)
    work = member.get("/work").text
    assert "U bent bij." not in work
    assert "Er is een rapport voor u om te lezen" in work
    assert f'href="{address}/read"' in work
    assert "Er is een verbeterd rapport" not in member.get("/notices").text
    second = send(office, f"{address}/correct", {"reason": "Een tikfout."}, page=address).location
    send(desk.browser(world.other_secretary), f"{second}/act", {"action": "check"}, page=second)
    for given in ({"action": "finalise"}, {"action": "publish", "audience": "parties"}):
        send(office, f"{second}/act", given, page=second)
    told = member.get("/notices").text
    assert "Er is een verbeterd rapport gepubliceerd: het vervangt versie 1." in told
    newest = told.split('name="upto" value="')[1].split('"')[0]
    send(member, "/notices/read", {"upto": newest}, page="/notices")
    assert "U bent bij." in member.get("/work").text


def test_a_number_leads_to_its_records_only_for_whom_some_may_be_theirs(desk: Desk) -> None:
    address = published(desk)
    for who, leads in ((desk.world.submitter, True), (desk.world.member, False)):
        page = desk.browser(who).get(f"{address}/read").text
        assert (f'href="{address}/figures/' in page) is leads


def test_the_next_step_is_the_first_button_and_its_places_are_found(desk: Desk) -> None:
    address, office = draft(desk), desk.browser(desk.world.secretary)
    assert 'class="button button--primary" href="#next"' not in office.get(address).text
    other = desk.browser(desk.world.other_secretary)
    for browser, action, told in (
        (other, "check", "Definitief maken"),
        (office, "finalise", "Publiceren"),
    ):
        send(browser, f"{address}/act", {"action": action}, page=address)
        page = browser.get(address).text
        assert f'<a class="button button--primary" href="#next">{told}…</a>' in page
    assert page.count('id="figures"') == 1


def test_a_corrected_version_that_keeps_its_figures_does_not_ask_about_records(desk: Desk) -> None:
    address, office = published(desk), desk.browser(desk.world.secretary)
    given = {"reason": "Een woord.", "translated": "A word.", "figures": "kept"}
    made = send(office, f"{address}/correct", given, page=address).location
    page = office.get(made).text
    assert "Het zijn die van versie 1, zoals u koos." in page
    assert "telt mee als u opnieuw telt" not in page


def test_a_version_that_was_replaced_is_not_new_to_read(desk: Desk) -> None:
    world, address = desk.world, published(desk)
    reader = desk.browser(world.member)
    assert f'href="{address}/read"' in reader.get("/work").text
    with desk.working() as session:
        first = reports.get(session, address.rsplit("/", 1)[1], world.secretary)
        again = reports.correct(session, first, "Een woord.", world.secretary, counted=False)
        reports.act(session, again, ReportAction.CHECK, world.other_secretary)
        reports.act(session, again, ReportAction.FINALISE, world.secretary)
        reports.act(session, again, ReportAction.PUBLISH, world.secretary, audience="public")
        later = again.public_id
    page = reader.get("/work").text
    assert f'href="{address}/read"' not in page and f'href="/reports/{later}/read"' in page
    assert "vervangen door" in desk.browser(world.secretary).get("/reports/new").text


def test_a_report_that_one_says_to_have_read_is_no_longer_new_to_them_alone(desk: Desk) -> None:
    first, second = published(desk), published(desk, days="2024-2025")
    mine, theirs = desk.browser(desk.world.member), desk.browser(desk.world.contact)
    page = mine.get("/work").text
    assert "totdat u zegt dat u het gelezen hebt" in page
    read = f"/work/published/{first.rpartition('/')[2]}/read"
    assert f'action="{read}"' in page
    assert send(mine, read, {}, page="/work").location == "/work"
    page = mine.get("/work").text
    assert read not in page
    assert second.rpartition("/")[2] in page
    assert read in theirs.get("/work").text
    assert mine.get(f"{first}/read").status_code == 200
