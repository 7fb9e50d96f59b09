"""Own figures of a reader stand on their own profile, and nowhere else."""

from flask import Flask

from tests.cast import a_document, a_reading, a_record
from tests.webapp.desk import Desk
from workflows import deciding, items
from workflows.states import ItemAction, RejectReason
from workflows.verdicts import Verdict


def test_a_reader_alone_sees_how_often_another_one_agreed(app: Flask) -> None:
    desk = Desk(app)
    world = desk.world
    with desk.working() as session:
        reading = a_reading(a_record())
        row = a_document(session, desk.store, world.company, world.submitter, reading)
        (item,) = items.of_document(session, row)
        for reader in (world.reader, world.other_reader):
            deciding.decide(session, item, Verdict(ItemAction.APPROVE), reader)
    page = desk.browser(world.reader).get("/profile").text
    assert "Uw eigen lezen" in page
    assert "Koppeling met het register" in page
    assert "Uw eigen lezen" not in desk.browser(world.secretary).get("/profile").text
    quality = desk.browser(world.secretary).get("/reading-quality")
    assert quality.status_code == 200
    assert "Hoe vaak twee lezers het eens zijn" not in quality.text


def test_what_another_reader_said_otherwise_is_one_press_away(app: Flask) -> None:
    desk = Desk(app)
    world = desk.world
    with desk.working() as session:
        reading = a_reading(a_record("Merapi Tin Works"))
        row = a_document(session, desk.store, world.company, world.submitter, reading)
        (item,) = items.of_document(session, row)
        deciding.decide(session, item, Verdict(ItemAction.APPROVE), world.reader)
        trader = Verdict(ItemAction.REJECT, RejectReason.NOT_A_SMELTER)
        deciding.decide(session, item, trader, world.other_reader)
        address = f"/review/{row.public_id}?item={item.public_id}"
    browser = desk.browser(world.reader)
    page = browser.get("/profile").text
    assert f'href="{address}">Merapi Tin Works</a>' in page
    assert "Oordeel" in page.partition("Waar een andere lezer iets anders zei")[2]
    assert browser.get(address).status_code == 200
