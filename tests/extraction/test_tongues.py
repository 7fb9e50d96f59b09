"""Lists of smelters in nine more languages: every record right, as text, in Word and on paper."""

import pytest

from extraction import pipeline
from extraction.records import Extraction, Kind
from tests import papers, word_files
from tests.tongues import TONGUES, as_text, wide

_LATIN = ("es", "pt", "it")  # those that the standard fonts of a PDF can write


def as_word(language: str) -> bytes:
    told = TONGUES[language]

    def write(made):
        made.add_paragraph(f"{told.supplier[0]}: {told.supplier[1]}")
        word_files.table(made, [told.headers, *told.cells])

    return word_files.document(write)


def is_right(found: Extraction, language: str) -> None:
    told = TONGUES[language]
    read = [
        (r.smelter.text, r.metal and r.metal.value, r.country and r.country.value,
         r.smelter_id and r.smelter_id.value, r.certainty.value)
        for r in found.records
    ]  # fmt: skip
    assert read == [
        (name, metal, country, f"XID{101 + number:06d}", "certain")
        for number, (_, name, _, metal, country) in enumerate(told.rows)
    ]


@pytest.mark.parametrize("made", [as_text, as_word], ids=["text", "Word"])
@pytest.mark.parametrize("language", TONGUES)
def test_every_smelter_of_a_list_is_read_right(language, made) -> None:
    found = pipeline.read(made(language), "list")
    is_right(found, language)
    assert found.kind is Kind.SMELTER_DECLARATION
    assert found.language == language
    assert found.declarant
    assert found.declarant.value == TONGUES[language].supplier[1]


@pytest.mark.parametrize("language", _LATIN)
def test_it_is_the_same_on_paper(language: str) -> None:
    told = TONGUES[language]
    is_right(pipeline.read(papers.supplier_table(told.cells, headers=told.headers), "a"), language)


@pytest.mark.parametrize("language", TONGUES)
def test_the_names_of_smelters_countries_and_metals_are_found_in_its_cells(language: str) -> None:
    found = pipeline.read(as_text(language), "list.txt")
    told = TONGUES[language]
    for label, place in (("METAL", 0), ("SMELTER", 1), ("COUNTRY", 2), ("SMELTER_ID", 3)):
        named = [m.text for m in found.mentions if m.label == label]
        assert named == [row[place] for row in told.cells], label


@pytest.mark.parametrize("language", ["zh", "ja", "ko"])
def test_wide_figures_signs_and_blanks_make_no_difference(language: str) -> None:
    told = TONGUES[language]
    rows = [told.headers, *((m, n, c, wide(i)) for m, n, c, i in told.cells)]
    text = "\n".join("\u3000\u3000".join(row) for row in rows)
    is_right(pipeline.read(text.encode(), "list.txt"), language)
    lines = "\n".join("｜".join(row) for row in rows)
    is_right(pipeline.read(lines.encode(), "list.txt"), language)


@pytest.mark.parametrize(
    ("header", "unknown"),
    [
        ("es", "No identificado"),
        ("pl", "nieznany"),
        ("tr", "Bilinmiyor"),
        ("zh", "未知"),
        ("ja", "不明"),
    ],
)
def test_a_placeholder_is_no_smelter(header: str, unknown: str) -> None:
    told = TONGUES[header]
    rows = [told.headers, told.cells[0], (told.cells[1][0], unknown, "", "")]
    found = pipeline.read("\n".join(map(" | ".join, rows)).encode(), "list.txt")
    assert [r.smelter.text for r in found.records] == [told.cells[0][1]]
