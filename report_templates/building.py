"""Makes the shipped Word templates anew: `python -m report_templates.building [FOLDER]`.

The result is the same to the byte each time. A secretariat edits a copy of it in Word.
"""

import sys
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from report_templates import template_styles as look
from report_templates.data import Language
from report_templates.template_words import WORDS, TemplateWords
from report_templates.word_xml import TEXT_WIDTH

LANGUAGES: tuple[Language, ...] = ("nl", "en")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def build(language: Language) -> bytes:
    """The template of a progress report as a .docx file."""
    words = WORDS[language]
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _links(
            ("officeDocument", "word/document.xml"),
            ("extended-properties", "docProps/app.xml"),
            core="docProps/core.xml",
        ),
        "docProps/app.xml": _app(),
        "docProps/core.xml": _core(words.kind),
        "word/document.xml": _document(words),
        "word/styles.xml": look.styles(language),
        "word/numbering.xml": look.numbering(words.annex),
        "word/settings.xml": look.settings(),
        "word/fontTable.xml": look.fonts(),
        "word/header1.xml": _header(_draft_mark(words), ""),
        "word/header2.xml": _header("{{ agreement }}", _draft_mark(words)),
        "word/footer1.xml": _footer(words),
        "word/_rels/document.xml.rels": _links(
            ("styles", "styles.xml"),
            ("numbering", "numbering.xml"),
            ("settings", "settings.xml"),
            ("fontTable", "fontTable.xml"),
            ("header", "header1.xml"),
            ("header", "header2.xml"),
            ("footer", "footer1.xml"),
        ),
    }
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(ZipInfo(name), _DECLARATION + content, ZIP_DEFLATED)
    return stream.getvalue()


def _content_types() -> str:
    kinds = {"document": "document.main", "styles": "styles", "numbering": "numbering"}
    kinds |= {"settings": "settings", "fontTable": "fontTable", "footer1": "footer"}
    kinds |= {"header1": "header", "header2": "header"}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD_TYPE}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    app = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        f'<Override PartName="/docProps/core.xml" ContentType="{core}"/>'
        f'<Override PartName="/docProps/app.xml" ContentType="{app}"/></Types>'
    )


def _links(*targets: tuple[str, str], core: str = "") -> str:
    made = [
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    ]
    if core:
        kind = f"{_PACKAGE}/relationships/metadata/core-properties"
        made.append(f'<Relationship Id="rIdCore" Type="{kind}" Target="{core}"/>')
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(made)}</Relationships>'


def _app() -> str:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'<Properties xmlns="{kind}"><Application>Ketenzicht</Application></Properties>'


def _core(title: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title>'
        "<dc:creator>Ketenzicht</dc:creator></cp:coreProperties>"
    )


def _run(text: str, style: str = "") -> str:
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _p(style: str, *runs: str, new_page: bool = False, keep: bool = False) -> str:
    """A paragraph; a run that is not XML yet becomes one."""
    made = (run if run.startswith("<w:") else _run(run) for run in runs)
    extra = ("<w:keepNext/>" if keep else "") + ("<w:pageBreakBefore/>" if new_page else "")
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{"".join(made)}</w:p>'


def _code(text: str) -> str:
    """A paragraph that disappears: it only opens or closes a loop or a condition."""
    return _p("Normal", f"{{%p {text} %}}")


def _field(instruction: str, shown: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    order = f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
    inside = mark.format("begin") + order + mark.format("separate")
    return f"{inside}{_run(shown)}{mark.format('end')}"


def _caption(label: str, text: str) -> str:
    return _p("Caption", f"{label} ", _field(f"SEQ {label} \\* ARABIC", "1"), f". {text}")


def _draft_mark(words: TemplateWords) -> str:
    return _run(f"{{% if draft %}}{words.draft}{{% endif %}}", "DraftMark")


def _header(left: str, right: str) -> str:
    runs = (left, "<w:r><w:tab/></w:r>", right) if right else ("<w:r><w:tab/></w:r>", left)
    return f"<w:hdr {look.W}>{_p('Header' if right else 'CoverHeader', *runs)}</w:hdr>"


def _footer(words: TemplateWords) -> str:
    page = f"{words.page[0]} ", _field("PAGE", "1"), f" {words.page[1]} ", _field("NUMPAGES", "1")
    content = _p("Footer", "{{ title }}", "<w:r><w:tab/></w:r>", *page)
    return f"<w:ftr {look.W}>{content}</w:ftr>"


def _table(
    header: tuple[str, ...], weights: tuple[int, ...], *rows: str, name: str = "", right: str = ""
) -> str:
    """A table with a repeated header row; rows come from `_row` and `_row_code`."""
    widths = [TEXT_WIDTH * weight // sum(weights) for weight in weights]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    first = 'w:val="0420" w:firstRow="1"' if header else 'w:val="0400" w:firstRow="0"'
    properties = (
        f'<w:tblPr><w:tblStyle w:val="KetenzichtTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook {first} w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escape(name)}"/></w:tblPr>'
    )
    head = _row(weights, *header, head=True, right=right) if header else ""
    return f"<w:tbl>{properties}<w:tblGrid>{columns}</w:tblGrid>{head}{''.join(rows)}</w:tbl>"


def _row(weights: tuple[int, ...], *cells: str, head: bool = False, right: str = "") -> str:
    """A row that is not split over pages; `right` names the columns (0, 1, ...) with numbers."""
    made = ""
    for number, (weight, cell) in enumerate(zip(weights, cells, strict=True)):
        width = TEXT_WIDTH * weight // sum(weights)
        style = "TableNumber" if str(number) in right else "TableText"
        content = cell if cell.startswith("<w:p>") else _p(style, cell)
        made += f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'
    repeat = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{made}</w:tr>"


def _loop(weights: tuple[int, ...], loop: str, *cells: str, right: str = "") -> str:
    """A row for each item of a list: the rows with code disappear."""

    def code(text: str) -> str:
        return _row(weights, f"{{%tr {text} %}}", *[""] * (len(weights) - 1))

    return f"{code(loop)}{_row(weights, *cells, right=right)}{code('endfor')}"


def _document(words: TemplateWords) -> str:
    chapters = (
        _code("for section in opening"),
        *_section(words),
        _code("endfor"),
        _p("Heading1", words.steps),
        _p("Normal", words.steps_text),
        _code("for chapter in chapters"),
        *_chapter(words),
        _code("endfor"),
        _code("for section in closing"),
        *_section(words),
        _code("endfor"),
    )
    page = (
        '<w:headerReference w:type="first" r:id="rId5"/>'
        '<w:headerReference w:type="default" r:id="rId6"/>'
        '<w:footerReference w:type="default" r:id="rId7"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1588" w:right="1418" w:bottom="1418" '
        'w:left="1418" w:header="709" w:footer="624" w:gutter="0"/><w:titlePg/>'
    )
    body = "".join((*_cover(words), *_front(words), *chapters, *_annexes(words)))
    return (
        f'<w:document {look.W} xmlns:r="{_OFFICE}"><w:body>{body}'
        f"<w:sectPr>{page}</w:sectPr></w:body></w:document>"
    )


def _cover(words: TemplateWords) -> list[str]:
    fields = ("period", "status", "number", "cut_off", "audience", "prepared_by", "checked_by")
    weights = (3, 7)
    rows = []
    for label, field in zip(words.cover, fields, strict=True):
        bold = _p("TableText", _run(label, "Strong"), keep=True)
        rows.append(_row(weights, bold, f"{{{{ {field} }}}}"))
    return [
        _p("CoverLine", "{{ agreement }}"),
        _p("Title", "{{ title }}"),
        _p("Subtitle", f"{words.kind} {{{{ period }}}}"),
        _table((), weights, *rows, name=words.kind),
        _code("if draft"),
        _p("Note", words.draft_note),
        _code("endif"),
    ]


def _front(words: TemplateWords) -> list[str]:
    new_page = '<w:r><w:br w:type="page"/></w:r>'
    weights = (3, 4, 4)
    change = ("{{ change.place }}", "{{ change.was }}", "{{ change.now }}")
    return [
        _p("FrontHeading", words.contents, new_page=True),
        _p("TOC1", _field('TOC \\o "1-2" \\h \\z \\u', words.contents)),
        _code("if errata"),
        _p("FrontHeading", words.errata),
        _table(
            words.errata_header,
            weights,
            _loop(weights, "for change in errata", *change),
            name=words.errata,
        ),
        _code("endif"),
        _p("PageBreak", new_page),
    ]


def _section(words: TemplateWords) -> list[str]:
    return [
        _p("Heading1", "{{ section.title }}"),
        _code("for paragraph in section.paragraphs"),
        _p("Normal", "{{ paragraph }}"),
        _code("endfor"),
        _code("for table in section.tables"),
        *_any_table(words),
        _code("endfor"),
    ]


def _any_table(words: TemplateWords) -> list[str]:
    return [
        _caption(words.table, "{{ table.caption }}"),
        _p("Normal", "{{ table.grid }}"),
        _p("Note", "{{ table.note }}"),
    ]


def _chapter(words: TemplateWords) -> list[str]:
    return [
        _p("Heading2", f"{words.step} {{{{ chapter.step }}}}: {{{{ chapter.title }}}}"),
        _code("if chapter.empty"),
        _p("Normal", words.nothing),
        _code("endif"),
        _code("for paragraph in chapter.paragraphs"),
        _p("Normal", "{{ paragraph }}"),
        _code("endfor"),
        _code("for text in chapter.written"),
        _p("Written", "{{ text }}"),
        _code("endfor"),
        *_figures(words),
        _code("for chart in chapter.charts"),
        _caption(words.figure, "{{ chart.title }}"),
        _p("Picture", "{{ chart.picture }}"),
        _p("Normal", "{{ chart.grid }}"),
        _p("Note", "{{ chart.source }}"),
        _code("endfor"),
        _code("for table in chapter.tables"),
        *_any_table(words),
        _code("endfor"),
        *_findings(words),
    ]


def _listed(
    words: TemplateWords,
    heading: str,
    header: tuple[str, ...],
    weights: tuple[int, ...],
    loop: tuple[str, str],
    cells: tuple[str, ...],
    right: str = "",
) -> list[str]:
    """A heading, a caption and a table, only where the chapter's list has items."""
    name, items = loop
    title = f"{heading} {words.in_step} {{{{ chapter.step }}}}"
    return [
        _code(f"if {items}"),
        _p("Heading3", heading),
        _caption(words.table, title),
        _table(
            header,
            weights,
            _loop(weights, f"for {name} in {items}", *cells, right=right),
            name=heading,
            right=right,
        ),
        _p("Note", "{% if chapter.hidden %}{{ hidden }}{% endif %}" if name == "figure" else ""),
        _code("endif"),
    ]


def _figures(words: TemplateWords) -> list[str]:
    value = _p("TableNumber", _run("{{ figure.value }}", "Strong"))
    cells = ("{{ figure.label }}", "{{ figure.goal }}", value, "{{ figure.fraction }}")
    loop = ("figure", "chapter.figures")
    return _listed(
        words, words.figures, words.figures_header, (18, 6, 7, 8), loop, cells, right="123"
    )


def _findings(words: TemplateWords) -> list[str]:
    where = _p("TableText", "{{ finding.smelter }}") + _p("TableText", "{{ finding.country }}")
    finding = ("{{ finding.number }}", "{{ finding.statement }}", where)
    state = ("{{ finding.severity }}", "{{ finding.state }}")
    measure = ("{{ measure.finding }}", "{{ measure.text }}", "{{ measure.owner }}")
    due = ("{{ measure.due }}", "{{ measure.state }}")
    told = ("{{ told.finding }}", "{{ told.audience }}", "{{ told.text }}")
    when = ("{{ told.date }}", "{{ told.state }}")
    return [
        *_listed(
            words,
            words.findings,
            words.findings_header,
            (6, 16, 12, 7, 9),
            ("finding", "chapter.findings"),
            (*finding, *state),
        ),
        *_listed(
            words,
            words.measures,
            words.measures_header,
            (6, 17, 8, 11, 8),
            ("measure", "chapter.measures"),
            (*measure, *due),
        ),
        *_listed(
            words,
            words.communication,
            words.communication_header,
            (6, 9, 15, 11, 9),
            ("told", "chapter.communications"),
            (*told, *when),
        ),
    ]


def _annexes(words: TemplateWords) -> list[str]:
    left_out = (
        "{% for group in figure.exclusions %}{{ group }}"
        "{% if not loop.last %}; {% endif %}{% endfor %}"
    )
    label = _p("TableText", _run("{{ figure.label }}: ", "Strong"), "{{ figure.value }}")
    counting = (label, "{{ figure.definition }}", "{{ figure.fraction }}", left_out)
    document = ("reference", "kind", "language", "pages", "received")
    return [
        *_annex(
            (words.counting, words.counting_text),
            words.counting_header,
            (11, 14, 7, 10, 8),
            "for figure in counting",
            (*counting, "{{ figure.as_of }}"),
            first=True,
        ),
        _p("Caption", words.suppression),
        _p("Normal", "{{ suppression }}"),
        *_annex(
            (words.documents, words.documents_text),
            words.documents_header,
            (8, 18, 8, 6, 10),
            "for document in documents",
            tuple(f"{{{{ document.{field} }}}}" for field in document),
            right="3",
        ),
        *_annex(
            (words.terms, ""),
            words.terms_header,
            (3, 8),
            "for entry in glossary",
            ("{{ entry.term }}", "{{ entry.meaning }}"),
        ),
        *_state(words),
    ]


def _annex(
    title: tuple[str, str],
    header: tuple[str, ...],
    weights: tuple[int, ...],
    loop: str,
    cells: tuple[str, ...],
    right: str = "",
    first: bool = False,
) -> list[str]:
    heading, text = title
    return [
        _code(f"if {loop.rpartition(' ')[2]}"),
        _p("AnnexHeading", heading, new_page=first),
        *([_p("Normal", text)] if text else []),
        _table(
            header, weights, _loop(weights, loop, *cells, right=right), name=heading, right=right
        ),
        _p("Note", ""),
        _code("endif"),
    ]


def _state(words: TemplateWords) -> list[str]:
    weights = (3, 8)
    rows = []
    for label, field in zip(
        words.state_rows, ("number", "version", "cut_off", "hash"), strict=True
    ):
        bold = _p("TableText", _run(label, "Strong"), keep=True)
        rows.append(_row(weights, bold, f"{{{{ {field} }}}}"))
    return [
        _p("AnnexHeading", words.state),
        _p("Normal", words.state_text, keep=True),
        _table((), weights, *rows, name=words.state),
        _p("Note", ""),
    ]


def main(folder: Path) -> None:
    """Write both templates under the folder."""
    for language in LANGUAGES:
        target = folder / language / "progress.docx"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(build(language))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
