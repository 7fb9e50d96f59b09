"""Rules on their pages: offered after a verdict, previewed, made, confirmed, withdrawn, listed."""

import html
import re
from collections.abc import Callable

import pytest
from flask import Flask

from tests.cast import a_site
from tests.ruling import Ruling
from tests.webapp.browsing import HERE, token
from tests.webapp.desk import Desk
from workflows import name_rules, rule_making
from workflows.models import Item, NameRule
from workflows.permissions import Actor
from workflows.states import ItemState, NameRuleState, RuleScope


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def sent(desk: Desk, who: Actor, address: str, **fields: str) -> tuple[int, str]:
    """The status and the page that follow on a form."""
    browser = desk.browser(who)
    fields = {"csrf_token": token(browser, "/work"), **fields}
    answer = browser.post(address, data=fields, headers=HERE, follow_redirects=True)
    return answer.status_code, html.unescape(answer.text)


def seen(desk: Desk, who: Actor, address: str) -> str:
    return html.unescape(desk.browser(who).get(address).text)


def decided(desk: Desk, decide: Callable[[Ruling], Item], *also: str) -> tuple[str, list[str]]:
    """An item that was decided on so, and the addresses of open items of these names."""
    with desk.working() as session:
        ruling = Ruling(session, desk.store, desk.world)
        item = decide(ruling)
        others = [ruling.item(name, supplier="Bedacht Draadhuis") for name in also]
        return item.public_id, [
            f"/review/{row.document.public_id}?item={row.public_id}" for row in others
        ]


def approved(ruling: Ruling) -> Item:
    return ruling.approved(a_site(ruling.session), supplier="Bedacht Draadhuis")


def made(desk: Desk, item: str, scope: RuleScope = RuleScope.MEMBER, note: str = "") -> str:
    """The public id of a rule of this item."""
    with desk.working() as session:
        row = session.query(Item).filter_by(public_id=item).one()
        who = desk.world.secretary if scope is RuleScope.EVERYBODY else desk.world.reader
        return rule_making.make(session, row, scope, who, note=note).public_id


def test_the_last_verdict_is_offered_to_become_a_rule(desk: Desk) -> None:
    item, (other,) = decided(desk, approved, "Iets anders")
    page = seen(desk, desk.world.reader, other)
    foot = page.partition('data-part="foot"')[2]
    assert f'href="/rules/of/{item}"' in foot
    made(desk, item)
    assert f'href="/rules/of/{item}"' not in seen(desk, desk.world.reader, other)


def test_what_a_rule_would_do_is_shown_before_it_is_made(desk: Desk) -> None:
    item, _ = decided(desk, approved, "MERAPI WKS.", "Merapi Wks.", "Iets anders")
    page = seen(desk, desk.world.reader, f"/rules/of/{item}")
    assert "“Merapi Wks.” is Merapi Tin Works. Waar deze naam" in page
    assert page.count("Vult 2 items in die nu open staan.") == 2  # of the supplier, of the company
    assert "De documenten van één leverancier: Bedacht Draadhuis" in page
    assert f"De documenten van één bedrijf: {desk.world.company.name}" in page
    assert 'value="everybody"' not in page
    with desk.working() as session:
        assert session.query(NameRule).count() == 0


def test_a_rule_is_made_and_fills_in_with_its_origin(desk: Desk) -> None:
    item, (again,) = decided(desk, approved, "MERAPI WKS.")
    world = desk.world
    status, page = sent(
        desk, world.reader, f"/rules/of/{item}", scope="supplier", note="Zo heet het."
    )
    assert (status, "De regel geldt vanaf nu." in page) == (200, True)
    assert 'class="review"' in page  # back at work
    page = seen(desk, world.other_reader, again)
    day = re.search(r"Regel van ([^,]+), ([^:]+): deze naam is Merapi Tin Works\.", page)
    assert day and day[1] == world.reader.name
    assert "data-earlier" in page
    page = seen(desk, world.other_reader, again + "&take=earlier")
    chosen = re.search(r'name="candidate" value="(\w+)" checked', page)
    assert chosen and chosen[1] != "new"
    with desk.working() as session:
        states = {row.state for row in session.query(Item).filter(Item.public_id != item)}
        assert states == {ItemState.OPEN}  # it is filled in, and decided by nobody


def test_what_is_never_a_smelter_opens_with_its_reason(desk: Desk) -> None:
    item, (again,) = decided(desk, Ruling.rejected, "merapi handel")
    page = seen(desk, desk.world.reader, f"/rules/of/{item}")
    assert "is nooit een smelter. Waar deze naam" in page
    made(desk, item)
    page = seen(desk, desk.world.reader, again)
    assert "deze naam is nooit een smelter. Reden: Geen smelter (handelaar of leverancier)." in page
    page = seen(desk, desk.world.reader, again + "&take=earlier")
    panel = page.partition('data-more="reject" open')[2].partition("</details>")[0]
    assert re.search(r'value="not_a_smelter" checked', panel)


def test_a_rule_comes_before_the_earlier_verdict(desk: Desk) -> None:
    item, (again,) = decided(desk, approved, "Merapi Wks.")
    assert "Eerder goedgekeurd als" in seen(desk, desk.world.reader, again)
    made(desk, item)
    page = seen(desk, desk.world.reader, again)
    assert "Eerder goedgekeurd als" not in page
    assert "Regel van" in page


def test_a_rule_for_everybody_without_its_source_is_told_so_and_keeps_the_form(desk: Desk) -> None:
    site = "Merapi Tin Works"
    item, _ = decided(desk, lambda ruling: ruling.approved(a_site(ruling.session), site))
    address, office = f"/rules/of/{item}", desk.world.secretary
    status, page = sent(desk, office, address, scope="everybody")
    assert status == 400
    assert 'href="#note"' in page
    assert re.search(r'value="everybody" checked', page)
    status, _ = sent(desk, office, address, scope="everybody", note="de lijst van het register")
    assert status == 200
    assert site in seen(desk, desk.world.competitor, "/rules")


def test_a_rule_that_asks_fills_in_nothing_and_is_on_my_work(desk: Desk) -> None:
    item, (again,) = decided(desk, approved, "Merapi Wks.")
    rule, world = made(desk, item), desk.world
    sent(desk, world.reader, f"/review/items/{item}", action="undo", seen="2")
    page = seen(desk, world.reader, again)
    assert "Regel van" not in page
    assert "Een regel over deze naam vraagt opnieuw en vult niets in." in page
    for who in (world.reader, world.secretary):
        work = seen(desk, who, "/work")
        assert "Regels over namen om opnieuw te bekijken" in work
        assert f'href="/rules/{rule}"' in work
    page = seen(desk, world.reader, f"/rules/{rule}")
    assert "Het oordeel waar de regel van komt, geldt niet meer." in page
    status, page = sent(desk, world.reader, f"/rules/{rule}", action="confirm")
    assert (status, "De regel geldt weer." in page) == (200, True)
    assert "Regels over namen om opnieuw te bekijken" not in seen(desk, world.reader, "/work")
    assert "Regel van" in seen(desk, world.reader, again)


def test_a_rule_is_withdrawn_with_a_note_and_stays_in_the_list(desk: Desk) -> None:
    item, (again,) = decided(desk, approved, "Merapi Wks.")
    rule, world = made(desk, item), desk.world
    address = f"/rules/{rule}"
    status, page = sent(desk, world.reader, address, action="withdraw")
    assert (status, 'href="#withdraw-note"' in page) == (400, True)
    note = {"withdraw-note": "Het zijn er twee."}
    status, page = sent(desk, world.reader, address, action="withdraw", **note)
    assert (status, "Het zijn er twee." in page) == (200, True)
    assert "Regel van" not in seen(desk, world.reader, again)
    assert address in seen(desk, world.reader, "/rules?state=withdrawn")
    assert address not in seen(desk, world.reader, "/rules?state=active")


def test_who_looked_at_an_older_rule_is_told_so(desk: Desk) -> None:
    item, _ = decided(desk, approved)
    rule = made(desk, item)
    note = {"withdraw-note": "Het zijn er twee.", "seen": "0"}
    status, _ = sent(desk, desk.world.reader, f"/rules/{rule}", action="withdraw", **note)
    assert status == 409


def test_a_company_reads_its_rules_without_who_made_them_and_why(desk: Desk) -> None:
    item, _ = decided(desk, approved, "Merapi Wks.")
    rule, world = made(desk, item, note="Dat zei de lezer."), desk.world
    for address in ("/rules", f"/rules/{rule}"):
        page = seen(desk, world.submitter, address)
        assert "Merapi Wks." in page
        assert "Dat zei de lezer." not in page
        assert world.reader.name not in page
    assert 'name="action" value="withdraw"' not in page
    assert desk.browser(world.competitor).get(f"/rules/{rule}").status_code == 404
    assert "Merapi Wks." not in seen(desk, world.competitor, "/rules")


def test_the_list_is_searched_and_filtered(desk: Desk) -> None:
    first, _ = decided(desk, approved)
    second, _ = decided(desk, Ruling.rejected)
    made(desk, first, RuleScope.SUPPLIER)
    made(desk, second)
    reader = desk.world.reader
    assert "(2)" in seen(desk, reader, "/rules")
    page = seen(desk, reader, "/rules?scope=supplier")
    assert "Bedacht Draadhuis (Voorbeeld Draad B.V.)" in page
    assert "Merapi Handel" not in page
    assert "Merapi Handel" in seen(desk, reader, "/rules?q=handel")
    assert "Geen regel past bij dit filter." in seen(desk, reader, "/rules?q=niets")


def test_the_rules_page_is_nobodys_who_has_no_papers(desk: Desk) -> None:
    world = desk.world
    for who in (world.member, world.chair, world.administrator, world.supporter, world.expert):
        assert desk.browser(who).get("/rules").status_code == 404


def test_the_effect_says_how_often_people_decided_like_it(desk: Desk, moment) -> None:
    item, _ = decided(desk, approved)
    rule = made(desk, item)
    moment.passes(minutes=1)
    decided(desk, lambda ruling: ruling.rejected("Merapi Wks."), "Merapi Wks.")
    page = seen(desk, desk.world.reader, f"/rules/{rule}")
    assert "De regel vult 1 item in dat nu open staat." in page
    assert "0 keer zoals de regel zegt en 1 keer anders" in page
    with desk.working() as session:
        row = name_rules.get(session, rule, desk.world.reader)
        assert row.state is NameRuleState.ACTIVE  # it is told, and left to people
