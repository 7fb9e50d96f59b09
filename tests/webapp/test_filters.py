"""What the pages say of the fields of an item: where each is from."""

import pytest
from flask import Flask

from tests.cast import BOX, a_document, a_reading, a_record
from tests.webapp.desk import Desk
from workflows import adding, documents
from workflows.models import Mention


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.mark.parametrize("clicked", [True, False])
def test_what_stood_in_the_row_of_the_clicked_name_was_not_typed(desk: Desk, clicked: bool) -> None:
    world = desk.world
    with desk.working() as session:
        reading = a_reading(a_record("Iets Anders"))
        paper = a_document(session, desk.store, world.company, world.submitter, reading)
        version = documents.current(paper)
        x0, top, x1, bottom = BOX
        for label, text, box, start in (
            ("COUNTRY", "Indonesia", [x1 + 5, top, x1 + 40, bottom], 900),
            ("METAL", "lead", [x1 + 5, top + 40, x1 + 40, bottom + 40], 920),
        ):
            session.add(
                Mention(
                    version_id=version.id,
                    label=label,
                    text=text,
                    page=1,
                    start=start,
                    end=start + 4,
                    box=box,
                    rule="test",
                )
            )
        session.flush()
        item = adding.add(
            session,
            paper,
            world.reader,
            page=1,
            values={"smelter": "Norvik", "country": "ID", "metal": "lead"},
            box=BOX if clicked else None,
            quote="Norvik",
            typed=not clicked,
        )
        address = f"/review/{paper.public_id}?item={item.public_id}"
    page = desk.browser(world.reader).get(address).text
    facts = page.partition('class="facts')[2].partition("</dl>")[0]
    # What holds for both is said once.
    assert facts.count("getypt") == 1
    assert facts.count("overgenomen van de pagina") == (1 if clicked else 0)
