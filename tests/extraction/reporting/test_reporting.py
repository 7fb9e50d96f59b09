"""Reporting templates, read by the position of their cells."""

import pytest

from extraction import jsonform, pipeline
from extraction.records import Extraction, Kind, Label, Outcome
from tests import workbooks

EMRT_2 = "Revision 2.1\nOctober 17, 2025"


def read(data: bytes) -> Extraction:
    return pipeline.read(data, "template.xlsx")


def names(found: Extraction) -> list[str]:
    return [record.smelter.text for record in found.records]


def answers(found: Extraction) -> dict[tuple[str, str | None], str]:
    assert found.declaration is not None
    return {(one.question, one.metal): one.text for one in found.declaration.answers}


def test_a_row_of_the_list_is_a_record_with_the_cell_of_each_value():
    found = read(workbooks.cmrt())
    (record,) = found.records
    assert found.kind is Kind.SMELTER_DECLARATION
    assert (record.smelter.text, record.smelter.source.cell) == (
        "Merapi Tin Works",
        "Smelter List!C5",
    )
    assert record.metal is not None and (record.metal.value, record.metal.source.cell) == (
        "tin",
        "Smelter List!B5",
    )
    assert record.country is not None and (record.country.value, record.country.text) == (
        "ID",
        "INDONESIA",
    )
    assert record.smelter_id is not None and record.smelter_id.source.cell == "Smelter List!A5"
    assert record.quote == "XID000101 | Tin | Merapi Tin Works | INDONESIA"
    assert record.smelter.source.page == 4


def test_mentions_stand_in_the_list_alone_and_where_their_offsets_say():
    found = read(workbooks.cmrt())
    page = found.pages[3]
    assert [mention.label for mention in found.mentions] == [
        Label.SMELTER_ID,
        Label.METAL,
        Label.SMELTER,
        Label.COUNTRY,
    ]
    for mention in found.mentions:
        assert mention.page == page.number
        assert page.text[mention.start : mention.end] == mention.text


def test_a_typed_identifier_alone_is_filled_in_from_the_look_up_sheet():
    (record,) = read(workbooks.cmrt(smelters={"A7": "XID000102"})).records
    assert record.smelter.text == "Kelana Smelting Berhad"
    assert record.smelter.source.cell == "Smelter List!C7"
    assert record.country is not None and record.country.value == "MY"
    assert record.metal is not None and record.metal.value == "tin"


def test_values_left_over_from_another_identifier_are_filled_in_anew():
    stale = {
        "A5": "XID000103",
        "B5": "Tin",
        "C5": "Merapi Tin Works",
        "E5": "INDONESIA",
        "F5": "XID000101",
    }
    (record,) = read(workbooks.cmrt(smelters=stale)).records
    assert (record.smelter.text, record.metal and record.metal.value) == ("Kade Refinery", "gold")
    assert record.smelter_id is not None and record.smelter_id.value == "XID000103"


def test_a_name_chosen_without_an_identifier_gets_the_one_of_its_metal():
    (record,) = read(workbooks.cmrt(smelters={"B5": "Tin", "C5": "Merapi TW"})).records
    assert record.smelter.text == "Merapi TW"
    assert record.smelter_id is not None and record.smelter_id.value == "XID000101"
    assert record.country is not None and record.country.value == "ID"


def test_a_name_that_several_smelters_have_is_given_no_identifier():
    (record,) = read(workbooks.cmrt(smelters={"B5": "Tin", "C5": "Quilla"})).records
    assert record.smelter.text == "Quilla"
    assert record.smelter_id is record.country is None


def test_a_name_that_is_also_another_smelters_alias_is_that_alias():
    entries = [
        ("Tin", "Quilla Smelting", "Quilla Norte S.A.", "PERU", "XID000107"),
        ("Tin", "Quilla", "Quilla Smelting", "BOLIVIA", "XID000106"),
    ]
    data = workbooks.template(
        "Revision 6.5\nApril 25, 2025", {}, {"B5": "Tin", "C5": "Quilla Smelting"}, entries=entries
    )
    (record,) = read(data).records
    assert record.smelter_id is not None and record.smelter_id.value == "XID000107"


def test_a_smelter_that_is_not_listed_is_called_as_the_next_column_says():
    rows = {"B5": "Tin", "C5": "Smelter Not Listed", "D5": "Andara Smelting", "E5": "PERU"}
    (record,) = read(workbooks.cmrt(smelters=rows)).records
    assert (record.smelter.text, record.smelter.source.cell) == (
        "Andara Smelting",
        "Smelter List!D5",
    )


def test_a_smelter_not_yet_identified_is_no_record():
    rows = {**workbooks.ROW, "B6": "Tin", "C6": "Smelter not yet identified"}
    assert names(read(workbooks.cmrt(smelters=rows))) == ["Merapi Tin Works"]


def test_mines_are_no_smelters():
    mines = {"Mine List": {"A5": "Tin", "B5": "Merapi Tin Works", "C5": "Bukit Mine"}}
    assert names(read(workbooks.cmrt(others=mines))) == ["Merapi Tin Works"]


def test_company_and_answers_come_with_their_cells():
    found = read(workbooks.cmrt({"D26": "Yes", "D56": 1, "G26": "in solder"}))
    declaration = found.declaration
    assert declaration is not None
    assert (declaration.template, declaration.version, declaration.language) == (
        "CMRT",
        "6.5",
        "en",
    )
    company = {one.name: one for one in declaration.company}
    assert company["name"].text == "Voorbeeld Draad B.V."
    assert company["effective_date"].cell == "Declaration!D22"
    assert [one.name for one in declaration.company if one.personal] == [
        "contact",
        "contact_email",
        "contact_phone",
        "authorizer",
        "authorizer_title",
        "authorizer_email",
        "authorizer_phone",
    ]
    first = declaration.answers[0]
    assert (first.question, first.metal, first.text, first.comment, first.cell) == (
        "1",
        "tantalum",
        "Yes",
        "in solder",
        "Declaration!D26",
    )
    told = answers(found)
    assert told["6", "tantalum"] == "100%"
    assert told["B", None] == "Yes"
    assert found.declarant is not None and found.declarant.source.cell == "Declaration!D8"


def test_headings_in_another_language_change_nothing():
    found = read(workbooks.cmrt(language="Deutsch"))
    assert found.language == "de"
    assert names(found) == ["Merapi Tin Works"]


def test_an_unfilled_template_is_read_and_says_so():
    found = read(workbooks.template(EMRT_2, {"D12": "Cobalt"}, {}))
    assert found.outcome is Outcome.READ
    assert [warning.code for warning in found.warnings] == ["unfilled"]
    assert found.records == found.mentions == ()
    assert found.declaration is not None and found.declaration.metals == ("cobalt",)


def test_the_extended_template_asks_about_the_minerals_chosen():
    declaration = {
        "D8": "Voorbeeld Draad B.V.",
        "D12": "Cobalt",
        "E12": "(Delete Copper)",
        "E13": "Mica",
        "D30": "Yes",
        "D31": "No",
        "D121": "No",
        "D133": "Yes",
    }
    rows = {"A5": "XID000201", "B5": "Cobalt", "C5": "Vostra Cobalt", "E5": "FINLAND"}
    found = read(workbooks.template(EMRT_2, declaration, rows))
    told = answers(found)
    assert found.declaration is not None and found.declaration.template == "EMRT"
    assert (told["1", "cobalt"], told["1", "mica"]) == ("Yes", "No")
    assert (told["C", "mica"], told["E", None]) == ("No", "Yes")
    assert names(found) == ["Vostra Cobalt"]


def test_the_first_extended_template_knows_cobalt_and_mica_alone():
    declaration = {"D8": "Voorbeeld Draad B.V.", "D26": "Yes", "D51": "50% or less", "D75": "No"}
    found = read(workbooks.template("Revision 1.3\nApril 26, 2024", declaration, {}))
    told = answers(found)
    assert told["1", "cobalt"] == "Yes"
    assert told["5", "mica"] == "50% or less"
    assert told["C", "mica"] == "No"


def test_the_additional_template_of_before_its_look_up_sheet_is_shifted_by_two_columns():
    declaration = {"D8": "Voorbeeld Draad B.V.", "B28": "Silber(*)", "B40": "Silber", "D28": "Ja"}
    rows = {"A5": "Silver", "B5": "Noordhaven Silver", "C5": "PERU", "D5": "XID000301"}
    found = read(
        workbooks.template(
            "Revision 1.2\nOctober 4, 2024",
            declaration,
            rows,
            language="Deutsch",
            others={"Minerals Scope": {"A1": "why"}},
            entries=None,
        )
    )
    (record,) = found.records
    assert record.smelter.source.cell == "Smelter List!B5"
    assert record.metal is not None and record.metal.value == "silver"
    assert record.country is not None and record.country.value == "PE"
    assert answers(found)["1", "silver"] == "Yes"


def test_an_additional_template_with_a_look_up_sheet_asks_its_second_question_at_row_43():
    declaration = {"D8": "Voorbeeld Draad B.V.", "B31": "Lime", "D31": "Yes", "D43": "None"}
    found = read(
        workbooks.template(
            "Revision 1.3\nOctober 17, 2025",
            declaration,
            {},
            others={"Minerals Scope": {"A1": "why"}},
        )
    )
    assert answers(found) == {("1", "lime"): "Yes", ("2", "lime"): "None"}


@pytest.mark.parametrize("version", ["6.01", "6.22", "6.6"])
def test_all_editions_of_the_sixth_conflict_template_are_read_alike(version):
    found = read(workbooks.cmrt(version=version))
    assert found.declaration is not None and found.declaration.version == version
    assert names(found) == ["Merapi Tin Works"]


def test_the_json_marks_what_is_of_a_person_and_can_leave_it_out():
    found = read(workbooks.cmrt())
    form = jsonform.of(found, "cmrt.xlsx")
    declaration = form["declaration"]
    assert isinstance(declaration, dict) and isinstance(declaration["company"], dict)
    assert declaration["company"]["contact"] == {
        "value": "A. Bakker",
        "cell": "Declaration!D15",
        "personal": True,
    }
    bare = jsonform.declaration(found.declaration, with_personal=False)
    assert "draad.example" not in str({**bare, "answers": []} if isinstance(bare, dict) else bare)
