"""What is kept of a reporting template."""

from datetime import date

from extraction import pipeline
from extraction.records import LintSeverity
from tests import workbooks
from tests.cast import a_document
from workflows import declarations, documents, items

TODAY = date(2026, 6, 1)


def declared(session, store, world, data: bytes):
    reading = pipeline.read(data, "cmrt.xlsx", today=TODAY)
    return documents.current(a_document(session, store, world.company, world.submitter, reading))


def test_answers_are_kept_and_what_is_of_persons_is_not(session, store, world):
    version = declared(session, store, world, workbooks.cmrt())
    assert version.declaration["company"]["name"]["value"] == "Voorbeeld Draad B.V."
    assert not any("contact" in name for name in version.declaration["company"])
    kept = str(version.declaration["company"])
    assert "Bakker" not in kept
    assert "@" not in kept


def test_remarks_come_back_as_they_were_found(session, store, world):
    version = declared(session, store, world, workbooks.cmrt({"D8": "", "D57": "60%"}))
    session.flush()
    session.refresh(version)
    found = declarations.remarks(version)
    assert [(one.rule, one.severity, one.cell, one.values) for one in found][:2] == [
        ("company_missing", LintSeverity.ERROR, "Declaration!D8", ()),
        ("answer_odd", LintSeverity.WARNING, "Declaration!D57", ("60%",)),
    ]


def test_a_remark_of_a_rule_that_is_no_more_is_passed_over(session, store, world):
    version = declared(session, store, world, workbooks.cmrt())
    version.remarks = [{"rule": "of_old", "cell": None, "values": []}]
    assert declarations.remarks(version) == ()


def test_another_paper_declares_nothing(session, store, world):
    version = declared(session, store, world, b"Smelter: Merapi Tin Works, Indonesia, tin.")
    assert version.declaration is None
    assert declarations.remarks(version) == ()


def test_an_item_keeps_the_cell_of_each_field(session, store, world):
    version = declared(session, store, world, workbooks.cmrt())
    (item,) = items.of_document(session, version.document)
    assert {field.name: field.cell for field in item.fields} == {
        "smelter": "Smelter List!C5",
        "country": "Smelter List!E5",
        "metal": "Smelter List!B5",
        "smelter_id": "Smelter List!A5",
    }
    assert item.page == 4
