"""The list of findings, one finding, its forms, its evidence, and who sees what of it."""

import io
import json
import re

import pytest
from flask import Flask

from tests.webapp.browsing import HERE, send, token
from tests.webapp.desk import Desk
from workflows import risks
from workflows.states import FindingState
from workflows.telling_rules import CHECKLIST
from workflows.transitions import FINDINGS

NOTE = "Brief van de leverancier"


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def act(desk, who, finding, action, files=None, **given):
    client = desk.browser(who)
    page = f"/findings/{finding}"
    fields = {"csrf_token": token(client, page), "action": action, **given, **(files or {})}
    kind = "multipart/form-data" if files else None
    return client.post(f"{page}/act", data=fields, headers=HERE, content_type=kind)


def under_way(desk):
    """A finding with a measure that was started."""
    plan = {"text": "Andere smelter zoeken", "owner": "Inkoop", "due": "2026-11-01"}
    company = desk.world.contact
    return desk.finding(
        desk.assigned(), desk.assessed(), ("plan", company, plan), ("start", company, {})
    )


def test_a_company_sees_its_own_findings_and_no_sign_of_anothers(desk):
    own, others = desk.finding(), desk.finding(rival=True)
    client = desk.browser(desk.world.contact)
    page = client.get("/findings").text
    assert own in page
    assert others not in page
    assert "Verzonnen Staal" not in page
    assert "(1)" in page


def test_anothers_finding_and_none_are_the_same_answer(desk):
    others = desk.finding(rival=True)
    client = desk.browser(desk.world.contact)
    refused, absent = client.get(f"/findings/{others}"), client.get("/findings/222222222222")
    assert refused.status_code == absent.status_code == 404
    assert refused.data == absent.data


def test_a_form_for_anothers_finding_is_refused_like_one_that_does_not_exist(desk):
    others = desk.finding(rival=True)
    client = desk.browser(desk.world.contact)
    fields = {"action": "contest", "note": "Niet waar"}
    answers = [
        send(client, f"/findings/{one}/act", fields, page="/profile")
        for one in (others, "222222222222")
    ]
    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/findings?state=open", True),
        ("/findings?state=running", True),
        ("/findings?state=ended", False),
        ("/findings?severity=major", True),
        ("/findings?severity=minor", False),
        ("/findings?rule=audit_finding&owner=nobody", True),
        ("/findings?owner=me", False),
        ("/findings?due=without", True),
        ("/findings?due=overdue", False),
        ("/findings?state=nonsense", True),
        ("/findings?page=99", True),
    ],
)
def test_filters_live_in_the_address(desk, address, shown):
    finding = desk.finding()
    page = desk.browser(desk.world.secretary).get(address)
    assert page.status_code == 200
    assert (finding in page.text) is shown


def test_an_empty_list_says_why(desk):
    client = desk.browser(desk.world.contact)
    assert "Nog geen bevindingen" in client.get("/findings").text
    assert "past bij dit filter" in client.get("/findings?state=closed").text


def test_a_refused_action_is_shown_with_its_reason(desk):
    page = desk.browser(desk.world.contact).get(f"/findings/{desk.finding()}").text
    assert 'aria-disabled="true"' in page
    assert "Alleen het secretariaat kan dit doen." in page


def test_who_can_do_nothing_now_reads_that_first(desk):
    finding = desk.finding()
    told = "U hoeft nu niets te doen. Anderen kunnen dit doen:"
    assert told in desk.browser(desk.world.contact).get(f"/findings/{finding}").text
    assert told not in desk.browser(desk.world.secretary).get(f"/findings/{finding}").text


def test_the_page_leads_back_to_the_place_in_the_document(desk):
    finding = desk.finding()
    page = desk.browser(desk.world.reader).get(f"/findings/{finding}").text
    assert "No list of the emergency exits was kept." in page
    assert "/review/" in page
    page = desk.browser(desk.world.contact).get(f"/findings/{finding}").text
    assert "/documents/" in page


def test_a_missing_field_is_named_and_what_was_typed_stays(desk):
    finding = desk.finding(desk.assigned())
    answer = act(desk, desk.world.reader, finding, "assess", severity="minor")
    assert answer.status_code == 400
    assert 'href="#assess-likelihood"' in answer.text
    assert '<option value="minor" selected>' in answer.text
    assert "Fout:" in answer.text


def test_a_date_that_is_none_is_named(desk):
    finding = desk.finding(desk.assigned())
    answer = act(desk, desk.world.reader, finding, "ask", note="Welke smelter?", due="morgen")
    assert answer.status_code == 400
    assert 'href="#ask-due"' in answer.text
    assert "Welke smelter?" in answer.text


def test_a_stale_form_changes_nothing_and_keeps_what_was_typed(desk):
    finding = desk.finding(desk.assigned())
    typed = "Deze vraag typte ik net"
    answer = act(desk, desk.world.reader, finding, "ask", note=typed, due="2026-12-24", seen="1")
    assert answer.status_code == 409
    assert typed in answer.text
    assert "Dit is gewijzigd nadat u het opende" in answer.text
    page = desk.browser(desk.world.reader).get(f"/findings/{finding}").text
    assert typed not in page


def test_a_finding_walks_from_question_to_communication(desk):
    world = desk.world
    finding = desk.finding()
    steps = [
        (world.secretary, "assign", {"person": world.reader.email, "due": "2026-12-24"}),
        (world.reader, "ask", {"note": "Welke leverancier?", "due": "2026-12-01"}),
        (world.contact, "answer", {"note": "Leverancier <A & B>"}),
        (world.reader, "assess", {"severity": "major", "likelihood": "likely", "harm": "actual"}),
        (world.contact, "plan", {"text": "Stoppen", "owner": "Inkoop", "due": "2026-12-31"}),
        (world.contact, "start", {}),
        (world.contact, "add_evidence", {"note": NOTE}),
        (world.contact, "submit", {}),
        (world.reader, "verify", {"note": "De mensen zijn niet te vinden."}),
        (world.reader, "draft", {"audience": "parties", "text": "Een deelnemer is gestopt."}),
        (world.secretary, "clear", {"audience": "parties", "checks": list(CHECKLIST)}),
        (world.secretary, "communicate", {"audience": "parties", "text": ""}),
        (world.other_secretary, "close", {}),
    ]
    for who, action, given in steps:
        answer = act(desk, who, finding, action, **given)
        assert answer.status_code == 303, (action, answer.text)
    page = desk.browser(world.contact).get(f"/findings/{finding}").text
    assert "Afgerond" in page
    assert "Leverancier &lt;A &amp; B&gt;" in page
    assert "Een deelnemer is gestopt." in desk.browser(world.member).get("/shared").text
    assert "Een deelnemer is gestopt." not in desk.browser(world.supporter).get("/shared").text


def test_evidence_comes_back_as_a_download_under_its_own_name(desk):
    finding = under_way(desk)
    name = 'été "brief" ; x.pdf'
    file = (io.BytesIO(b"<script>alert(1)</script>"), name)
    sent = act(desk, desk.world.contact, finding, "add_evidence", files={"file": file}, note=NOTE)
    assert sent.status_code == 303
    client = desk.browser(desk.world.reader)
    address = client.get(f"/findings/{finding}").text.split(f'href="/findings/{finding}/evidence/')
    answer = client.get(f"/findings/{finding}/evidence/{address[1].split(chr(34))[0]}")
    assert answer.data == b"<script>alert(1)</script>"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "filename*=UTF-8''%C3%A9t%C3%A9" in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.mimetype == "application/octet-stream"


def test_evidence_that_is_not_there_is_not_found(desk):
    finding = under_way(desk)
    client = desk.browser(desk.world.contact)
    assert client.get(f"/findings/{finding}/evidence/222222222222").status_code == 404


def test_the_company_reads_what_was_sent_and_not_what_is_being_drafted(desk):
    draft = {"audience": "public", "text": "Nog geheim concept"}
    world = desk.world
    finding = desk.finding(desk.assigned(), desk.assessed(), ("draft", world.reader, draft))
    assert "Nog geheim concept" in desk.browser(world.reader).get(f"/findings/{finding}").text
    client = desk.browser(world.contact)
    assert "Nog geheim concept" not in client.get(f"/findings/{finding}").text
    assert "Nog geheim concept" not in client.get("/findings/export.json").text


def test_a_late_measure_says_so(desk):
    page = desk.browser(desk.world.contact).get(f"/findings/{under_way(desk)}").text
    assert "Te laat" in page
    assert "Andere smelter zoeken" in page


def test_the_question_stands_beside_its_answer(desk):
    asked = {"note": "Koopt u hier nog?", "due": "2026-12-24"}
    finding = desk.finding(desk.assigned(), ("ask", desk.world.reader, asked))
    page = desk.browser(desk.world.contact).get(f"/findings/{finding}").text
    assert "Koopt u hier nog?" in page.split('id="actions"')[1].split("</section>")[0]


def test_an_export_holds_what_the_list_holds_and_runs_nothing(desk):
    desk.finding()
    desk.finding(rival=True)
    client = desk.browser(desk.world.contact)
    rows = json.loads(client.get("/findings/export.json").data)
    assert [row["organisation"] for row in rows] == ["Voorbeeld Draad B.V."]
    text = client.get("/findings/export.csv").data.decode("utf-8-sig")
    assert "Voorbeeld Draad B.V." in text
    assert "Verzonnen Staal" not in text
    assert client.get("/findings/export.xlsx").data.startswith(b"PK")
    assert client.get("/findings/export.exe").status_code == 404
    ended = client.get("/findings/export.json?state=ended")
    assert json.loads(ended.data) == []


def test_the_workflow_page_shows_every_state_and_every_step(desk):
    page = desk.browser(desk.world.contact).get("/findings/workflow").text
    for state in FindingState:
        assert f'id="{state}"' in page
    assert page.count('<th scope="row">') == len(FINDINGS.transitions)


def test_an_unknown_action_is_refused_in_words(desk):
    answer = act(desk, desk.world.reader, desk.finding(), "explode")
    assert answer.status_code == 400


def test_what_one_most_likely_came_for_stands_open(desk):
    world = desk.world
    fresh = desk.browser(world.secretary).get(f"/findings/{desk.finding()}").text
    assert '<details class="act" id="do-assign" open>' in fresh
    assert '<details class="act" id="do-dismiss">' in fresh
    measured = desk.browser(world.contact).get(f"/findings/{under_way(desk)}").text
    assert '<details class="act" id="do-add_evidence" open>' in measured
    assert 'id="do-contest" open' not in measured


def test_the_risks_to_choose_from_stand_under_the_list_they_belong_to(desk):
    with desk.working() as session:
        risks.seed_taxonomies(session)
    page = desk.browser(desk.world.reader).get(f"/findings/{desk.finding(desk.assigned())}").text
    annex, themes = "bijlage II van de OESO-handreiking", "Thema&#39;s van de overeenkomst"
    assert (page.count(annex), page.count(themes)) == (1, 1)
    assert page.index(annex) < page.index("Witwassen van geld") < page.index(themes)


def say(desk, who, finding, text, **more):
    page = f"/findings/{finding}"
    return send(desk.browser(who), f"{page}/comments", {"text": text, **more}, page=page)


def test_the_company_reads_and_answers_what_is_shared_and_never_meets_the_rest(desk):
    finding = desk.finding(desk.assigned())
    reader, company = desk.world.reader, desk.world.contact
    say(desk, reader, finding, "plant-4f2", audience="inside")
    say(desk, reader, finding, "plant-8e6", audience="company")
    inside = desk.browser(reader).get(f"/findings/{finding}").text
    boxes = re.findall(r'<article class="(comment[^"]*)".*?(plant-\w+)', inside, re.S)
    assert boxes == [("comment", "plant-4f2"), ("comment comment--shared", "plant-8e6")]
    client = desk.browser(company)
    shown = client.get(f"/findings/{finding}").text
    assert "plant-8e6" in shown
    assert "plant-4f2" not in shown
    assert 'name="audience" value="inside"' not in shown
    assert "Iemand schreef een opmerking bij een bevinding voor u." in client.get("/notices").text
    assert say(desk, company, finding, "Het is de oude.", audience="inside").status_code == 303
    assert "Het is de oude." in desk.browser(reader).get(f"/findings/{finding}").text


def test_a_comment_that_is_refused_is_kept_beside_what_is_wrong(desk):
    finding = desk.finding(desk.assigned())
    answer = say(desk, desk.world.reader, finding, "x" * 2001, audience="company")
    assert answer.status_code == 400
    assert 'href="#comment-new"' in answer.text
    assert "x" * 2001 in answer.text


def test_ones_own_comment_is_changed_and_deleted(desk):
    finding = desk.finding(desk.assigned())
    say(desk, desk.world.reader, finding, "Eerst zo.")
    client, page = desk.browser(desk.world.reader), f"/findings/{finding}"
    (address,) = re.findall(r'action="(/findings/comments/\w+)"', client.get(page).text)
    send(client, address, {"action": "edit", "text": "Dan zo."}, page=page)
    assert "Dan zo." in client.get(page).text
    refused = send(client, address, {"action": "edit", "text": " "}, page=page)
    assert (refused.status_code, "Er is een probleem" in refused.text) == (400, True)
    send(client, address, {"action": "delete"}, page=page)
    assert "Dan zo." not in client.get(page).text


def test_verifying_actual_harm_without_remedy_asks_why_there_is_none(desk):
    world, company = desk.world, desk.world.contact
    what, who, given = desk.assessed()
    plan = {"text": "Stoppen", "owner": "Inkoop", "due": "2026-12-31"}
    finding = desk.finding(
        desk.assigned(),
        (what, who, {**given, "harm": "actual"}),
        ("plan", company, plan),
        ("start", company, {}),
        ("add_evidence", company, {"note": NOTE}),
        ("submit", company, {}),
    )
    answer = act(desk, world.reader, finding, "verify", note=" ")
    assert answer.status_code == 400
    assert 'href="#verify-note"' in answer.text
    assert "of zeg waarom er geen herstel is" in answer.text
    assert act(desk, world.reader, finding, "verify", note="Niet te vinden.").status_code == 303
    assert "Niet te vinden." in desk.browser(company).get(f"/findings/{finding}").text
