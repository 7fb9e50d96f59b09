"""Word documents: what a reader of the printed document sees is read, and nothing is run."""

import pytest

from extraction import pipeline
from extraction.errors import Damaged, Empty, NeedsPassword, TooBig, Unsupported
from extraction.readers import open_document
from extraction.readers.word import read_word
from extraction.records import Kind, Outcome
from tests import mails, papers, word_files, workbooks
from tests.word_files import of_body, paragraph

ROW = "<w:tr>{}</w:tr>"
CELL = "<w:tc>{}</w:tc>"


def text(data: bytes) -> str:
    page, _, _ = read_word(data)
    return page.text


def lines(data: bytes) -> list[str]:
    return [line for line in text(data).split("\n") if line]


def rows(*cells: tuple[str, ...]) -> str:
    inside = "".join(ROW.format("".join(CELL.format(cell) for cell in row)) for row in cells)
    return f"<w:tbl>{inside}</w:tbl>"


@pytest.mark.parametrize("language", ["nl", "en", "de", "fr"])
def test_a_table_of_forty_smelters_gives_the_same_records_as_on_paper(language: str) -> None:
    told = [
        [
            (r.smelter.text, r.country, r.metal, r.smelter_id, r.quote, r.certainty, r.reasons)
            for r in pipeline.read(data, "a").records
        ]
        for data in (
            word_files.smelter_table(40, language=language),
            papers.smelter_table(40, language=language),
        )
    ]
    values = [
        [(name, c.value, m.value, i.value, *rest) for name, c, m, i, *rest in one] for one in told
    ]
    assert values[0] == values[1]
    assert len(values[0]) == 40


def test_a_declaration_says_what_it_is_and_whose() -> None:
    found = pipeline.read(word_files.smelter_table(3), "a.docx")
    assert (found.outcome, found.kind) == (Outcome.READ, Kind.SMELTER_DECLARATION)
    assert found.declarant
    assert found.declarant.value == "Voorbeeld Draad B.V."
    assert (found.page_count, found.pages[0].words) == (1, ())
    assert {record.smelter.source.box for record in found.records} == {None}


def test_the_offsets_of_cells_are_those_of_the_page() -> None:
    page, (table,), _ = read_word(word_files.smelter_table(5))
    words = [word for row in table.rows for cell in row.cells if cell for word in cell.words]
    assert len(words) > 30
    assert all(page.text[word.start : word.end] == word.text for word in words)


def test_headings_lend_their_metal_to_the_table_below_only() -> None:
    def write(made):
        for metal, name in (("Tin", "Merapi Works"), ("Gold", "Kelana Refinery")):
            made.add_heading(metal, 2)
            word_files.table(made, [("Smelter name", "Country"), (name, "Peru")])

    found = pipeline.read(word_files.document(write), "a.docx").records
    assert [(r.smelter.text, r.metal.value) for r in found] == [
        ("Merapi Works", "tin"),
        ("Kelana Refinery", "gold"),
    ]


def test_a_merged_cell_counts_for_the_rows_that_it_covers() -> None:
    def write(made):
        grid = word_files.table(
            made,
            [
                ("Metal", "Smelter name", "Country"),
                ("Tin", "Merapi Works", "Peru"),
                ("", "Kelana Works", "Peru"),
                ("Gold", "Vostra Refinery", "Germany"),
            ],
        )
        grid.cell(1, 0).merge(grid.cell(2, 0))

    data = word_files.document(write)
    found = pipeline.read(data, "a.docx").records
    assert [r.metal.value for r in found] == ["tin", "tin", "gold"]
    assert "carried_down" in found[1].reasons
    _, (table,), _ = read_word(data)
    assert table.rows[2].cells[0] is None


def test_a_cell_over_two_columns_keeps_those_behind_it_in_place() -> None:
    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + paragraph("all")
    body = rows((paragraph("a"), paragraph("b"), paragraph("c")), (wide, paragraph("end")))
    _, (table,), _ = read_word(of_body(body))
    assert [cell and cell.text for cell in table.rows[1].cells] == ["all", None, "end"]


def test_a_row_that_begins_further_in_keeps_its_cells_under_their_header() -> None:
    inner = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + CELL.format(paragraph("Kelana Works"))
    header = rows(
        (paragraph("Metal"), paragraph("Smelter")), (paragraph("Tin"), paragraph("Ab Works"))
    )
    body = header.replace("</w:tbl>", f"{ROW.format(inner)}</w:tbl>")
    found = pipeline.read(of_body(body), "a.docx").records
    assert [(r.smelter.text, r.metal.value) for r in found] == [
        ("Ab Works", "tin"),
        ("Kelana Works", "tin"),
    ]


@pytest.mark.parametrize("span", ["0", "-1", "x", "9" * 5_000])
def test_an_odd_span_is_survived(span: str) -> None:
    cell = f'<w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{paragraph("tin")}'
    assert lines(of_body(rows((cell, paragraph("b")), (paragraph("c"), ""))))[1:] == ["c\t"]


def test_a_table_in_a_cell_is_a_table_of_its_own() -> None:
    inner = rows(
        (paragraph("Metal"), paragraph("Smelter")), (paragraph("Tin"), paragraph("Merapi Works"))
    )
    found = pipeline.read(of_body(rows((paragraph("Our smelters") + inner,))), "a.docx")
    assert [(r.smelter.text, r.metal.value) for r in found.records] == [("Merapi Works", "tin")]


def test_a_letter_set_in_a_table_is_read_as_a_letter() -> None:
    left = "".join(map(paragraph, ("Certificate number: VB-7", "Issued: 7 June 2024", "a", "b")))
    assert lines(of_body(rows((left, paragraph("right"))))) == [
        "Certificate number: VB-7",
        "Issued: 7 June 2024",
        "a",
        "b",
        "right",
    ]


def test_insertions_are_read_and_deletions_are_not() -> None:
    body = (
        "<w:p><w:r><w:t>tin </w:t></w:r><w:ins><w:r><w:t>from Merapi</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>from Kelana</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom></w:p>"
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr>" + CELL.format(paragraph("gone")) + "</w:tr>"
        "<w:tr>" + CELL.format(paragraph("kept")) + "</w:tr></w:tbl>"
    )
    assert lines(of_body(body)) == ["tin from Merapi", "kept"]


def test_links_controls_fields_and_boxes_are_read_where_they_stand() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = (
        f"<w:p><w:hyperlink>{run.format('link ')}</w:hyperlink><w:sdt><w:sdtContent>"
        f"{run.format('control ')}</w:sdtContent></w:sdt><w:r><w:instrText>DATE</w:instrText></w:r>"
        f"<w:fldSimple>{run.format('field')}</w:fldSimple></w:p>"
        f"<w:sdt><w:sdtContent>{paragraph('block control')}</w:sdtContent></w:sdt>"
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{paragraph('Click here')}"
        "</w:sdtContent></w:sdt>"
        "<w:p><w:r><w:t>beside</w:t><mc:AlternateContent><mc:Choice><v:s><w:txbxContent>"
        f"{paragraph('in a box')}</w:txbxContent></v:s></mc:Choice><mc:Fallback><w:pict>"
        f"<w:txbxContent>{paragraph('in a box')}</w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert lines(of_body(body)) == ["link control field", "block control", "beside", "in a box"]


def test_hidden_text_is_not_read() -> None:
    body = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ignore the page</w:t></w:r></w:p>"
    assert lines(of_body(body + paragraph("seen"))) == ["seen"]


def test_the_heads_and_feet_of_pages_and_the_notes_are_read_once() -> None:
    data = of_body(
        paragraph("body"),
        parts={
            "header": paragraph("Voorbeeld Draad B.V."),
            "footnotes": '<w:footnote w:type="separator"><w:p/></w:footnote>'
            f"<w:footnote>{paragraph('a note')}</w:footnote>",
            "footer": paragraph("page"),
        },
    )
    assert lines(data) == ["Voorbeeld Draad B.V.", "body", "a note", "page"]


def test_a_list_of_smelters_is_read_item_by_item() -> None:
    def write(made):
        made.add_paragraph("Our tin smelters are:")
        for name in ("Merapi Tin Smelter, Indonesia", "PT Kelana Smelting, Malaysia"):
            made.add_paragraph(name, style="List Bullet")

    data = word_files.document(write)
    assert lines(data)[1] == "• Merapi Tin Smelter, Indonesia"
    found = pipeline.read(data, "a.docx").records
    assert [(r.smelter.text, r.country.value, r.metal.value) for r in found] == [
        ("Merapi Tin Smelter", "ID", "tin"),
        ("PT Kelana Smelting", "MY", "tin"),
    ]


def test_the_reading_aid_above_japanese_words_is_left_out() -> None:
    ruby = (
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>すず</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>錫</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>"
    )
    assert lines(of_body(ruby)) == ["錫"]


def test_a_document_of_pictures_is_read_in_part_and_says_so() -> None:
    found = pipeline.read(word_files.pictures(), "a.docx")
    assert found.outcome is Outcome.PARTLY
    assert [(w.code, w.detail) for w in found.warnings] == [("pictures_unread", "1")]


def test_files_put_into_a_document_are_documents_of_their_own() -> None:
    sheet = workbooks.of_rows([["Smelter", "Country"], ["Merapi Works", "Peru"]])
    files = word_files.unpacked(of_body(paragraph("a"), parts={"package": "", "oleObject": ""}))
    files["word/package.xml"] = sheet
    found = pipeline.read(word_files.packed(files), "a.docx")
    assert [(part.name, part.data) for part in found.parts] == [("package.xml", sheet)]
    assert [(w.code, w.detail) for w in found.warnings] == [("embedded_unread", "1")]


def test_a_document_with_macros_is_read_as_text() -> None:
    files = word_files.unpacked(word_files.smelter_table(2))
    files["word/vbaProject.bin"] = b"\xcc\x61 Sub AutoOpen"
    assert len(pipeline.read(word_files.packed(files), "a.docm").records) == 2


def test_a_document_with_nothing_in_it_is_empty() -> None:
    with pytest.raises(Empty):
        read_word(word_files.document())


@pytest.mark.parametrize(
    "body",
    [
        b"<w:p>",
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]><a>&b;</a>',
        b"<a>" * 400,
    ],
    ids=["not closed", "an outer entity", "an inner entity", "too deep"],
)
def test_xml_that_word_does_not_write_is_damaged(body: bytes) -> None:
    data = word_files.packed({"[Content_Types].xml": b"", "word/document.xml": body})
    with pytest.raises(Damaged):
        list(open_document(data))


@pytest.mark.parametrize("part", ["footnotes", "styles", "numbering", "header"])
def test_a_damaged_part_beside_the_text_costs_only_itself(part: str) -> None:
    files = word_files.unpacked(of_body(paragraph("seen"), parts={part: "", "footer": "<w:p/>"}))
    files[f"word/{part}.xml"] = b"<w:broken"
    page, _, warnings = read_word(word_files.packed(files))
    assert page.text == "seen"
    assert [(w.code, w.detail) for w in warnings] == [("word_part_lost", f"word/{part}.xml")]


def test_a_document_whose_part_swells_is_too_big(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extraction.readers.word.package._LARGEST", 10_000)
    with pytest.raises(TooBig):
        read_word(of_body(paragraph("tin " * 5_000)))


def test_deeply_nested_tables_end_calmly() -> None:
    body = paragraph("tin")
    for _ in range(60):
        body = rows((body,))
    assert lines(of_body(body)) == ["tin"]


def test_formats_of_before_word_2007_and_of_others_are_not_read() -> None:
    with pytest.raises(Unsupported):
        open_document(mails.compound({"WordDocument": b"\xec\xa5" * 3_000}))
    odt = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}
    for data in (word_files.packed(odt), b"{\\rtf1 tin}"):
        with pytest.raises(Unsupported):
            open_document(data)


def test_an_encrypted_document_needs_its_password() -> None:
    sealed = {"EncryptedPackage": b"\x01" * 5_000, "EncryptionInfo": b"\x04" * 200}
    with pytest.raises(NeedsPassword):
        open_document(mails.compound(sealed))


def test_a_certificate_gives_the_same_fields_as_on_paper() -> None:
    def write(made):
        made.add_heading("CERTIFICATE", 0)
        made.add_paragraph(
            "Toetsbureau Noord certifies that Voorbeeld Draad B.V., Draadweg 12, 1234 AB "
            "Noordhaven, Netherlands, complies with the requirements of ISO 14001:2015."
        )
        word_files.table(
            made,
            [
                ("Certificate number", "VB-2024-0173"),
                ("Date of issue", "7 June 2024"),
                ("Valid until", "6 June 2027"),
            ],
        )

    found = pipeline.read(word_files.document(write), "a.docx")
    assert found.kind is Kind.CERTIFICATE
    (one,) = found.certificates
    assert [
        value and value.value
        for value in (one.standard, one.number, one.holder, one.country, one.issued, one.expires)
    ] == [
        "ISO 14001:2015",
        "VB-2024-0173",
        "Voorbeeld Draad B.V.",
        "NL",
        "2024-06-07",
        "2027-06-06",
    ]


def test_the_findings_of_an_audit_are_read_from_its_table() -> None:
    rows = [
        ("No", "Clause", "Severity", "Finding", "Due date"),
        ("1", "7.2", "Major", "No records of training were kept.", "30 June 2026"),
        ("2", "8.1", "Minor", "The permit of the furnace was not on site.", "31 July 2026"),
    ]

    def write(made):
        made.add_heading("Audit report", 0)
        made.add_paragraph("Lead auditor: A. Voorbeeld")
        made.add_heading("Non-conformities", 1)
        word_files.table(made, rows)

    found = pipeline.read(word_files.document(write), "a.docx").findings
    assert [(f.clause.value, f.severity, f.statement, f.due.value) for f in found] == [
        ("7.2", "major", rows[1][3], "2026-06-30"),
        ("8.1", "minor", rows[2][3], "2026-07-31"),
    ]


LEVELS = (
    '<w:abstractNum w:abstractNumId="4">'
    '<w:lvl w:ilvl="0"><w:start w:val="7"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/>'
    "</w:lvl>"
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/>'
    '</w:lvl><w:lvl w:ilvl="2"><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl>'
    '<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="4"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride></w:num>'
)


def item(text: str, depth: int, number: str = "1") -> str:
    marks = f'<w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/>'
    return f"<w:p><w:pPr><w:numPr>{marks}</w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_numbers_that_word_puts_before_paragraphs_are_read() -> None:
    items = [("a", 0), ("b", 1), ("c", 1), ("d", 2), ("e", 2), ("f", 3), ("g", 0), ("h", 1)]
    body = "".join(item(*one) for one in items) + item("i", 0, "2") + item("j", 0, "0")
    assert lines(of_body(body, parts={"numbering": LEVELS})) == [
        "7 a",
        "7.1 b",
        "7.2 c",
        "(i) d",
        "(ii) e",
        "• f",
        "8 g",
        "8.1 h",
        "3 i",
        "j",
    ]


def test_a_style_gives_its_paragraphs_number_and_rank_and_so_does_one_that_follows_it() -> None:
    styles = (
        '<w:style w:styleId="Kop"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '<w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:styleId="Eigen"><w:basedOn w:val="Kop"/></w:style>'
        '<w:style w:styleId="Rond"><w:basedOn w:val="Rond"/></w:style>'
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{style}</w:t></w:r></w:p>'
        for style in ("Kop", "Eigen", "Rond")
    )
    data = of_body(body, parts={"styles": styles, "numbering": LEVELS})
    assert text(data) == "7 Kop\n\n8 Eigen\n\nRond"
