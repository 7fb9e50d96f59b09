"""The parts of a report out of frozen figures: bars, tables, measures."""

import pytest

from report_templates.data import Special
from workflows import report_parts

CUTOFF = {"cutoff": "2026-10-06T12:00:00+00:00"}


def row(key, value):
    return {"key": key, "value": value, "hidden": value is None}


def chart(*rows):
    return report_parts.chart("phases", CUTOFF | {"tables": {"phases": list(rows)}}, "en")


def test_a_picture_has_at_least_three_bars_with_a_name():
    assert chart(row("closed", 4), row("tracking", 3)) is None
    assert chart(row("closed", 4), row("tracking", 3), row("other", 9)) is None
    assert chart(row("closed", 4), row("tracking", 3), row("measures", 2)) is not None


def test_a_hidden_row_has_no_bar_and_stands_in_the_table_below():
    made = chart(row("closed", 4), row("tracking", 3), row("measures", 2), row("dismissed", None))
    assert made.categories == ("Closed", "Being followed", "Measures planned or under way")
    assert made.unshown == ("Dismissed",)
    assert "× = not shown" in made.source


def test_of_several_hidden_rows_one_says_how_many_there_are():
    hidden = [row("critical", None), row("minor", None)]
    frozen = CUTOFF | {"tables": {"severities": [row("major", 9), *hidden]}}
    made = report_parts.table("severities", frozen, "nl")
    assert made.rows == (("Ernstig", 9), ("Nog 2 andere", Special.SUPPRESSED))
    assert "× = niet getoond" in made.note


def test_what_is_unknown_is_not_what_is_most_frequent():
    named = [row("tin", 3), row("gold", 2), row("zinc", 1)]
    frozen = CUTOFF | {"tables": {"metals": [row("", 9), *named]}}
    assert report_parts.chart("metals", frozen, "en").title == "Approved smelter items by metal"


def test_what_is_hidden_may_be_more_than_what_is_shown():
    made = chart(row("closed", 4), row("tracking", 3), row("measures", 2), row("dismissed", None))
    assert made.title == "Where the findings stand"


def test_of_two_that_are_equal_neither_is_most_frequent():
    assert "most frequent" in chart(row("closed", 4), row("tracking", 3), row("measures", 3)).title
    equal = chart(row("closed", 4), row("tracking", 4), row("measures", 3))
    assert equal.title == "Where the findings stand"


def given(number, severity="major", phase=None, kinds=(), rule="audit_finding", places=()):
    sources = [{"id": one, "document": "D001", "page": 1, "quote": ""} for one in places]
    measures = [{"kind": kind} for kind in kinds]
    row = {"number": f"B{number:03d}", "rule": rule, "phase": phase, "severity": severity}
    return row | {"measures": measures, "sources": sources}


def told(*rows, language="en"):
    return report_parts.findings({"findings": list(rows)}, language)


def measured(*kinds):
    (found,) = told(given(1, kinds=kinds))
    return [measure.text for measure in found.measures]


def test_measures_are_left_out_where_no_sort_of_them_may_be_named():
    assert measured(None, None) == []
    assert measured("cease", None) == ["Stop the cause", "×"]


def test_findings_that_are_told_alike_are_counted_together():
    found = told(given(1), given(2, severity="minor"), given(3), given(4), language="nl")
    assert [(one.number, one.statement, one.severity) for one in found] == [
        ("B001, B003–B004", "Een audit stelde een afwijking vast: 3 keer.", "Ernstig"),
        ("B002", "Een audit stelde een afwijking vast.", "Licht"),
    ]
    assert found[0].references == ("B001", "B003", "B004")


def test_the_places_behind_findings_that_are_counted_together_are_named_once():
    (found,) = told(given(1, places=("a", "b")), given(2, places=("b", "c")))
    assert [one.id for one in found.sources] == ["a", "b", "c"]
    many = [given(number, places=(f"p{number}",)) for number in range(30)]
    (found,) = told(*many)
    assert len(found.sources) == 26
    assert found.sources[-1].quote == "and 5 more places"


def test_a_finding_of_which_only_the_cause_may_be_told_is_not_listed():
    assert told(given(1, severity=None), given(2, severity=None, kinds=(None,))) == ()
    (found,) = told(given(1, severity=None), given(2, severity=None, phase="closed"))
    assert (found.number, found.severity) == ("B002", "×")


def test_of_a_table_that_would_hold_signs_alone_a_sentence_says_so_instead():
    frozen = CUTOFF | {"tables": {"phases": [row("closed", None), row("tracking", None)]}}
    assert report_parts.drawn(["phases"], frozen, "nl") == ((), ())
    (said,) = report_parts.none_shown(["phases"], frozen, "nl")
    (sentence,) = said.parts
    assert "herkenbaar wordt: Stand van de bevindingen." in sentence
    # Advice to its makers stands on their page.
    assert "periode" not in sentence


def test_of_several_such_tables_one_sentence_is_said():
    hidden = [row("other", None)]
    frozen = CUTOFF | {"tables": {"phases": hidden, "rules": hidden, "metals": []}}
    (said,) = report_parts.none_shown(["phases", "rules", "metals"], frozen, "en")
    assert "Where the findings stand; Findings by cause." in said.parts[0]


def test_of_a_table_with_something_to_tell_or_without_rows_nothing_is_said():
    for rows in ([], [row("closed", 4), row("tracking", None)]):
        frozen = CUTOFF | {"tables": {"phases": rows}}
        assert report_parts.none_shown(["phases"], frozen, "nl") == ()


@pytest.mark.parametrize(
    ("last", "language", "said"),
    [
        ("2026-10-05", "nl", "1 juli 2026 – 5 oktober 2026"),
        (
            "2026-10-06",
            "nl",
            "1 juli 2026 – 6 oktober 2026 (stand op 6 oktober 2026: de periode loopt nog)",
        ),
        (
            "2027-06-30",
            "en",
            "1 July 2026 – 30 June 2027 (as of 6 October 2026: the period is not over yet)",
        ),
    ],
)
def test_a_period_that_ran_on_says_as_of_when_it_was_counted(last, language, said):
    assert report_parts.period(CUTOFF | {"from": "2026-07-01", "to": last}, language) == said


def paper(number, kind, language=None, pages=None):
    return {"reference": f"D{number:03d}", "kind": kind, "language": language, "pages": pages}


def test_documents_of_which_no_more_is_told_stand_together_in_order_of_number():
    papers = [paper(1, None), paper(2, None), paper(3, None), paper(4, "certificate")]
    rest, certificate = report_parts.documents(papers, "nl")
    assert (certificate.reference, certificate.kind) == ("D004", "Certificaat")
    assert rest.reference == "D001–D003"
    assert rest.references == ("D001", "D002", "D003")
    assert rest.kind == "3 documenten; de soort is niet getoond"


def test_a_document_alone_or_with_more_to_tell_keeps_its_row():
    alone, certificate = report_parts.documents([paper(1, None), paper(2, "certificate")], "en")
    assert (alone.reference, alone.kind) == ("D001", "not shown")
    assert certificate.kind == "Certificate"
    known = [paper(1, None, "en", 3), paper(2, None, "nl", 1)]
    assert [one.pages for one in report_parts.documents(known, "en")] == [3, 1]


def test_documents_of_which_the_same_is_told_stand_together():
    papers = [paper(1, "certificate"), paper(2, "other"), paper(3, "certificate")]
    first, other = report_parts.documents(papers, "nl")
    assert (first.reference, first.kind) == ("D001, D003", "Certificaat")
    assert (other.reference, other.kind) == ("D002", "Ander document")


def test_a_table_in_which_nothing_has_a_name_is_a_sentence():
    frozen = CUTOFF | {"tables": {"severities": [row("other", 22)]}}
    assert report_parts.table("severities", frozen, "nl") is None
    (said,) = report_parts.none_shown(["severities"], frozen, "nl")
    assert said.parts[0].startswith("Bevindingen per ernst: samen 22.")
    two = CUTOFF | {"tables": {"severities": [row("critical", 4), row("other", 22)]}}
    assert report_parts.table("severities", two, "nl") is not None
    assert report_parts.none_shown(["severities"], two, "nl") == ()
