"""The linter: each rule fires at its cell, and a sound template is left alone."""

from datetime import date

import pytest

from extraction import jsonform, pipeline
from extraction.lint import words
from extraction.records import LintSeverity
from tests import workbooks

TODAY = date(2026, 6, 1)
ROW = workbooks.ROW
UNIDENTIFIED = {"B6": "Tin", "C6": "Smelter not yet identified"}
UNLISTED = {"B6": "Tin", "C6": "Smelter not listed", "D6": "Andara Smelting", "E6": "PERU"}


def remarks(data: bytes) -> list[tuple[str, str | None]]:
    return [(one.rule, one.cell) for one in pipeline.read(data, "x.xlsx", today=TODAY).lint]


def test_a_template_that_is_sound_gets_no_remark():
    assert remarks(workbooks.cmrt(smelters={**ROW, **UNLISTED})) == []


def test_an_unfilled_template_gets_no_remark():
    assert remarks(workbooks.template("Revision 6.5\nApril 25, 2025", {}, {})) == []


COMPANY = [
    ("company_missing", {"D8": ""}, "Declaration!D8"),
    ("field_missing", {"D18": ""}, "Declaration!D18"),
    ("email_odd", {"D16": "a.bakker"}, "Declaration!D16"),
    ("date_unclear", {"D22": "03/04/2026"}, "Declaration!D22"),
    ("date_in_future", {"D22": "02-Jun-2026"}, "Declaration!D22"),
    ("date_old", {"D22": "2025-05-31"}, "Declaration!D22"),
    ("edition_old", {"J3": "Revision 6.01\nMay 19, 2020"}, "Declaration!J3"),
    ("edition_unknown", {"J3": "newest"}, "Declaration!J3"),
    ("products_missing", {"D9": "B. Product (or List of Products)"}, "Declaration!D9"),
    ("scope_undescribed", {"D9": "C. User defined"}, "Declaration!D10"),
]
ANSWERS = [
    ("answer_missing", {"D45": ""}, "Declaration!D45"),
    ("answer_odd", {"D45": "perhaps"}, "Declaration!D45"),
    ("answer_odd", {"D57": "60%"}, "Declaration!D57"),
    ("address_missing", {"G77": "see our site"}, "Declaration!G77"),
    ("covered_but_no_risk", {"D39": "Yes"}, "Declaration!D45"),
    ("recycled_but_from_risk", {"D51": "Yes", "D45": "Yes"}, "Declaration!D51"),
    ("identified_but_not_all_responded", {"D57": "50% or less"}, "Declaration!D63"),
    ("metal_not_used_but_listed", {"D27": "No"}, "Smelter List!B5"),
    ("metal_not_used_but_listed", {"D33": "No"}, "Smelter List!B5"),
    ("forbidden_sign", {"G57": "# see list"}, "Declaration!G57"),
    ("text_long", {"G57": "x" * 256}, "Declaration!G57"),
]
ROWS = [
    ("identified_but_unidentified_row", {**ROW, **UNIDENTIFIED}, "Smelter List!C6"),
    ("metal_without_smelters", {}, "Declaration!D27"),
    ("none_identified", UNIDENTIFIED, "Smelter List!C6"),
    ("metal_missing_in_row", {**ROW, **UNLISTED, "B6": ""}, "Smelter List!B6"),
    ("name_missing_in_row", {**ROW, "B6": "Tin"}, "Smelter List!C6"),
    ("country_missing_in_row", {**ROW, **UNLISTED, "E6": ""}, "Smelter List!E6"),
    ("country_odd", {**ROW, **UNLISTED, "E6": "UTOPIA"}, "Smelter List!E6"),
    ("unlisted_without_name", {**ROW, **UNLISTED, "D6": ""}, "Smelter List!D6"),
    ("unlisted_but_listed", {**ROW, **UNLISTED, "D6": "Kelana Smelting"}, "Smelter List!D6"),
    ("name_not_in_list", {"B5": "Tin", "C5": "Tamboran", "E5": "PERU"}, "Smelter List!C5"),
    ("name_of_several", {"B5": "Tin", "C5": "Quilla", "E5": "PERU"}, "Smelter List!C5"),
    ("identifier_odd", {**ROW, "A5": "XID12345"}, "Smelter List!A5"),
    ("identifier_unknown", {**ROW, "A6": "XID000999"}, "Smelter List!A6"),
    ("identifier_of_other_metal", {**ROW, "B5": "Gold"}, "Smelter List!B5"),
    ("identifier_of_other_name", {**ROW, "C5": "Kelana Smelting"}, "Smelter List!C5"),
    ("identifier_of_other_country", {**ROW, "E5": "PERU"}, "Smelter List!E5"),
    (
        "identifier_for_two_metals",
        {**ROW, "A6": "XID000101", "B6": "Gold", "C6": "Merapi Tin Works", "E6": "INDONESIA"},
        "Smelter List!B6",
    ),
    ("row_twice", {**ROW, **{place[0] + "9": text for place, text in ROW.items()}},
     "Smelter List!C9"),
    ("row_recycled_but_mine", {**ROW, "P5": "Yes", "N5": "Bukit Mine"}, "Smelter List!N5"),
    ("forbidden_sign", {**ROW, "Q5": "#1"}, "Smelter List!Q5"),
]  # fmt: skip
CLAIMS = [
    ("recycled_but_mines", {"N5": "Bukit Mine"}, "Smelter List!N5"),
    ("recycled_but_mines", {"O5": "Indonesia"}, "Smelter List!O5"),
    ("recycled_but_row_denies", {"P5": "No"}, "Smelter List!P5"),
]


@pytest.mark.parametrize(("rule", "declaration", "cell"), [*COMPANY, *ANSWERS])
def test_what_is_odd_in_the_declaration_is_named_at_its_cell(rule, declaration, cell):
    assert (rule, cell) in remarks(workbooks.cmrt(declaration))


@pytest.mark.parametrize(("rule", "rows", "cell"), ROWS)
def test_what_is_odd_in_the_list_of_smelters_is_named_at_its_cell(rule, rows, cell):
    rows = {place: text for place, text in rows.items() if text != ""}
    assert (rule, cell) in remarks(workbooks.cmrt(smelters=rows))


@pytest.mark.parametrize(("rule", "row", "cell"), CLAIMS)
def test_a_claim_that_all_is_recycled_is_held_against_the_rows(rule, row, cell):
    assert (rule, cell) in remarks(workbooks.cmrt({"D51": "Yes"}, {**ROW, **row}))


@pytest.mark.parametrize("text", ["recycled", "Scrap", "n/a", "none"])
def test_a_word_for_scrap_or_nothing_is_no_mine(text):
    rows = {**ROW, "N5": text, "O5": text, "P5": "Yes"}
    assert remarks(workbooks.cmrt({"D51": "Yes"}, rows)) == []


def test_a_mine_of_another_metal_contradicts_nothing():
    mines = {"Mine List": {"A5": "Gold", "C5": "Bukit Mine", "A6": "Tin", "C6": "Gunung Mine"}}
    found = remarks(workbooks.cmrt({"D51": "Yes"}, others=mines))
    assert found == [("recycled_but_mines", "Mine List!C6")]


def test_a_scope_of_products_is_sound_with_a_product():
    products = {"Product List": {"B6": "VD-100", "C6": "draad"}}
    scope = {"D9": "B. Product (or List of Products)"}
    assert remarks(workbooks.cmrt(scope, others=products)) == []


def test_every_rule_is_tried_here():
    tried = {rule for rule, _, _ in [*COMPANY, *ANSWERS, *ROWS, *CLAIMS]}
    assert tried == set(words.RULES)


def test_the_heaviest_remark_comes_first():
    found = pipeline.read(
        workbooks.cmrt({"D8": "", "G57": "x" * 256, "D45": ""}), "x.xlsx", today=TODAY
    ).lint
    assert [one.severity for one in found] == [
        LintSeverity.ERROR,
        LintSeverity.WARNING,
        LintSeverity.QUESTION,
    ]


def test_the_json_says_rule_weight_cell_and_words_in_the_language_asked_for():
    found = pipeline.read(workbooks.cmrt({"D8": ""}), "x.xlsx", today=TODAY)
    assert jsonform.of(found, "x.xlsx", language="nl")["lint"] == [
        {
            "rule": "company_missing",
            "severity": "error",
            "cell": "Declaration!D8",
            "message": "De naam van het bedrijf ontbreekt.",
        }
    ]
