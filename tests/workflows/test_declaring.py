"""A company's own declaration: of approved records, read back by the reader and its checks."""

import pytest

from extraction import pipeline
from extraction.records import Kind, Outcome
from report_templates.declaration import LAYOUTS, Form, Smelter, to_xlsx
from tests.cast import a_document, a_reading, a_record, a_site
from tests.yearly import a_told_year, company_sends
from workflows import clock, declaring
from workflows.errors import NotAllowed
from workflows.models import Supplier


@pytest.fixture
def year(session, store, world):
    a_site(session, "Merapi Tin Works", identifier="XID000101")
    return a_told_year(session, store, world)


def read_back(session, year, who, form=Form.CMRT):
    data = declaring.workbook(session, year, who, form)
    return pipeline.read(data, "verklaring.xlsx", today=clock.today(session))


def test_the_reader_finds_in_it_what_was_approved(session, store, world, year):
    waiting = a_reading(a_record("Niet Gelezen", metal="gold"))
    a_document(session, store, world.company, world.submitter, waiting)
    company_sends(session, store, world.rival, world.competitor, world, a_record("Verre Oven"))
    company_sends(
        session, store, world.company, world.submitter, world, a_record("Zinkhut", metal="zinc")
    )
    found = read_back(session, year, world.submitter)
    assert (found.outcome, found.kind) == (Outcome.READ, Kind.SMELTER_DECLARATION)
    assert {
        (one.smelter.text, one.metal.value, one.country.value if one.country else None)
        for one in found.records
    } == {("Merapi Tin Works", "tin", "ID"), ("Gele Oven", "gold", "BO")}
    assert "Voorbeeld Draad B.V." in str(found.declaration.company)


def test_its_checks_find_nothing_wrong_but_what_nobody_answered_yet(session, world, year):
    found = read_back(session, year, world.submitter)
    assert {one.rule for one in found.lint} <= {"field_missing", "answer_missing"}
    used = {one.metal: one.text for one in found.declaration.answers if one.topic == "used"}
    assert used == {"tantalum": "", "tin": "Yes", "gold": "Yes", "tungsten": ""}


def test_no_supplier_is_in_it(session, world, year):
    session.add(Supplier(organisation_id=year.organisation_id, name="Bedachte Handel B.V."))
    found = read_back(session, year, world.submitter)
    assert "Bedachte Handel" not in str(found)


def test_only_the_company_itself_makes_it(session, world, year):
    for who in (world.competitor, world.secretary, world.chair):
        with pytest.raises(NotAllowed):
            declaring.workbook(session, year, who)


@pytest.mark.parametrize(
    ("form", "metal", "name"),
    [(Form.EMRT, "cobalt", "EMRT"), (Form.AMRT, "zinc", "AMRT")],
)
def test_other_templates_have_the_smelters_of_their_own_metals(
    session, store, world, year, form, metal, name
):
    own = a_record("Andere Hut", metal=metal)
    company_sends(session, store, world.company, world.submitter, world, own)
    found = read_back(session, year, world.submitter, form)
    assert (found.declaration.template, found.kind) == (name, Kind.SMELTER_DECLARATION)
    assert [(one.smelter.text, one.metal.value) for one in found.records] == [("Andere Hut", metal)]
    used = {one.metal: one.text for one in found.declaration.answers if one.topic == "used"}
    assert {metal: text for metal, text in used.items() if text} == {metal: "Yes"}
    assert {one.rule for one in found.lint} <= {"field_missing", "answer_missing"}


@pytest.mark.parametrize("form", list(Form))
def test_every_metal_of_a_template_is_read_back_as_itself(session, form):
    rows = [
        Smelter(metal, f"Hut {number}", "Bolivia", f"XID00010{number}", "X")
        for number, metal in enumerate(LAYOUTS[form].metals)
    ]
    today = clock.today(session)
    data = to_xlsx("Voorbeeld B.V.", rows, today, form)
    found = pipeline.read(data, "verklaring.xlsx", today=today)
    assert found.declaration.template == form.value.upper()
    read = {one.smelter.text: one.metal.value for one in found.records}
    assert read == {one.name: one.metal for one in rows}
