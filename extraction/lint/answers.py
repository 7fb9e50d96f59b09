"""Remarks on the answers: what was left open, and what contradicts another answer or the list."""

from collections.abc import Iterator

from extraction.lint.sheet import Filled, names_mine, remark
from extraction.records import Answer, Remark
from extraction.reporting import layouts
from extraction.reporting.look_up import metal_of

_WORDS = frozenset({"yes", "no", "unknown", "not declaring", "not applicable"})
_SHARES = frozenset(
    {
        "100%",
        "greater than 90%",
        "greater than 75%",
        "greater than 50%",
        "50% or less",
        "none",
        "unknown",
        "did not survey",
    }
)
_FREE = frozenset({"suppliers_validated", "supplier_survey", "disclosure"})  # longer sentences


def check(filled: Filled) -> Iterator[Remark]:
    """All remarks on the answers, in their order."""
    for answer in filled.report.declaration.answers:
        yield from _given(filled, answer)
    for metal in filled.report.declaration.metals:
        yield from _against_answers(filled, metal)
        yield from _against_rows(filled, metal)
    yield from _address(filled)


def _given(filled: Filled, answer: Answer) -> Iterator[Remark]:
    if not answer.text:
        if _is_due(filled, answer):
            yield remark("answer_missing", answer.cell)
        return
    allowed = _SHARES if answer.topic == "responded" else _WORDS
    if answer.topic not in _FREE and answer.text.casefold() not in allowed:
        yield remark("answer_odd", answer.cell, answer.text)


def _is_due(filled: Filled, answer: Answer) -> bool:
    """The first question always, the others where the first two leave the metal in the product."""
    if answer.topic == "used":
        return True
    if answer.metal is None:
        return any(filled.used)
    if answer.topic == "remains":
        return filled.said("used", answer.metal) == "yes"
    return filled.is_used(answer.metal)


def _against_answers(filled: Filled, metal: str) -> Iterator[Remark]:
    def cell(topic: str) -> str:
        return filled.answers[topic, metal].cell

    identified = filled.said("identified", metal)
    share = filled.said("responded", metal)
    if identified == "yes" and share and share != "100%":
        yield remark("identified_but_not_all_responded", cell("identified"), cell("responded"))
    if filled.said("covered", metal) == "yes" and filled.said("high_risk", metal) == "no":
        yield remark("covered_but_no_risk", cell("high_risk"), cell("covered"))
    if filled.said("recycled", metal) == "yes":
        for topic in ("covered", "high_risk"):
            if filled.said(topic, metal) == "yes":
                yield remark("recycled_but_from_risk", cell("recycled"), cell(topic))


def _against_rows(filled: Filled, metal: str) -> Iterator[Remark]:
    rows = filled.rows.get(metal, [])
    columns = filled.report.template.layout.columns
    used = filled.answers.get(("used", metal))
    if used is None:
        return
    if not filled.is_used(metal):
        without = next((t for t in ("used", "remains") if filled.said(t, metal) == "no"), None)
        for row in rows if without else ():
            cell = filled.answers[without or "used", metal].cell
            yield remark("metal_not_used_but_listed", filled.place(columns.metal, row), cell)
        return
    if not rows:
        yield remark("metal_without_smelters", used.cell, filled.report.template.smelters.name)
    elif all(row.is_unidentified for row in rows):
        yield remark("none_identified", filled.place(columns.look_up, rows[0]), used.cell)
    if filled.said("identified", metal) == "yes":
        cell = filled.answers["identified", metal].cell
        for row in rows:
            if row.is_unidentified:
                yield remark(
                    "identified_but_unidentified_row", filled.place(columns.look_up, row), cell
                )
    yield from _recycled(filled, metal)


def _recycled(filled: Filled, metal: str) -> Iterator[Remark]:
    """A claim that all is recycled, against mines and rows that say otherwise."""
    if filled.said("recycled", metal) != "yes":
        return
    claim = filled.answers["recycled", metal].cell
    columns = filled.report.template.layout.columns
    for row in filled.rows.get(metal, []):
        for column, text in ((columns.mine, row.mine), (columns.mine_country, row.mine_country)):
            if names_mine(text):
                yield remark("recycled_but_mines", filled.place(column, row), claim)
                break
        if row.recycled.casefold() == "no":
            yield remark("recycled_but_row_denies", filled.place(columns.recycled, row), claim)
    mines = filled.report.template.sheets.get(layouts.MINES)
    for number in range(layouts.FIRST_ROW, len(mines.rows) + 1 if mines else 0):
        if mines and mines.at(3, number) and metal_of(mines.at(1, number)) == metal:
            yield remark("recycled_but_mines", mines.address(3, number), claim)


def _address(filled: Filled) -> Iterator[Remark]:
    published = filled.answers.get(("policy_published", None))
    if published is None or published.text.casefold() != "yes" or not any(filled.used):
        return
    if "." not in published.comment:
        sheet = filled.report.template.declaration
        row = next(
            question.row
            for question in filled.report.template.layout.by_company
            if question.topic == "policy_published"
        )
        yield remark("address_missing", sheet.address(layouts.COMMENT, row), published.cell)
