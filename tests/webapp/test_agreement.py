"""Own figures of a reader stand on their own profile, and nowhere else."""

from flask import Flask

from tests.cast import a_document, a_reading, a_record
from tests.webapp.desk import Desk
from workflows import deciding, items
from workflows.states import ItemAction
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
