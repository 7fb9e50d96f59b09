"""The plain form: what goes out comes back equal, and nothing else comes back at all."""

import json

import pytest

from extraction import plain
from extraction.records import (
    AuditFinding,
    Candidate,
    Certainty,
    Certificate,
    Extraction,
    Kind,
    Label,
    Mention,
    Outcome,
    Page,
    Scheme,
    Severity,
    SmelterRecord,
    Source,
    Value,
    Warning,
    Word,
)

SOURCE = Source(1, (1.0, 2.0, 3.0, 4.0), "Tin | Merapi Tin Works", "row")
NAME = Value("Merapi Tin Works", "Merapi Tin Works", SOURCE)
FULL = Extraction(
    sha256="ab" * 32,
    extractor="1.0.0",
    outcome=Outcome.PARTLY,
    kind=Kind.SMELTER_DECLARATION,
    language="nl",
    declarant=NAME,
    pages=(Page(1, 595.0, 842.0, "Merapi", (Word("Merapi", (1.0, 2.0, 3.0, 4.0), 0, 6),), True),),
    page_count=1,
    seconds=0.25,
    warnings=(Warning("no_text_layer", 1),),
    mentions=(Mention(Label.SMELTER, "Merapi", 1, 0, 6, None, "model"),),
    records=(
        SmelterRecord(
            NAME,
            Value("Indonesië", "ID", SOURCE),
            None,
            None,
            "Merapi",
            Certainty.CHECK,
            ("no_identifier",),
            (Candidate("1", "XID000101", "Merapi", "ID", "tin", 0.9, ("exact_name",)),),
        ),
    ),
    certificates=(Certificate(Scheme.ISO, number=NAME, sites=(NAME,)),),
    findings=(AuditFinding(None, Severity.MAJOR, "Geen beleid", SOURCE, None),),
)


def test_a_full_reading_comes_back_equal_through_json() -> None:
    sent = json.dumps(plain.to_plain(FULL))
    assert plain.from_plain(Extraction, json.loads(sent)) == FULL


def test_a_page_comes_back_by_itself() -> None:
    page = FULL.pages[0]
    assert plain.from_plain(Page, plain.to_plain(page)) == page


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (0, None),
        (0, 7),
        (2, "wonderful"),
        (6, {"0": []}),
        (6, [[1, 2.0]]),
        (7, True),
        (7, 1.5),
        (7, 10**15),
        (8, float("inf")),
        (8, "0.25"),
        (10, [["code", "1", ""]]),
    ],
)
def test_a_value_of_the_wrong_sort_is_refused(place: int, value: object) -> None:
    data = plain.to_plain(FULL)
    assert isinstance(data, list)
    data[place] = value  # type: ignore[call-overload]
    with pytest.raises(plain.NotPlain):
        plain.from_plain(Extraction, data)


def test_a_list_that_is_too_short_or_no_list_is_refused() -> None:
    for data in ([], [1], "text", None, 4):
        with pytest.raises(plain.NotPlain):
            plain.from_plain(Extraction, data)  # type: ignore[arg-type]


def test_only_records_have_a_plain_form() -> None:
    with pytest.raises(TypeError):
        plain.to_plain({"a": 1})


def test_a_hundred_thousand_words_come_back() -> None:
    page = Page(
        1, 1.0, 1.0, "", tuple(Word("w", (0.0, 0.0, 1.0, 1.0), n, n) for n in range(100_000))
    )
    assert plain.from_plain(Page, plain.to_plain(page)) == page
