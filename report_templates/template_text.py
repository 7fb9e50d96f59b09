"""The text of the shipped templates: cover, contents, chapters and annexes, with their codes."""

from collections.abc import Mapping

from report_templates import columns
from report_templates import template_pieces as w
from report_templates import template_styles as look
from report_templates.template_words import TemplateWords
from report_templates.word_xml import NAMESPACES

OFFICE = NAMESPACES["r"]


def draft_mark(words: TemplateWords) -> str:
    """A run that shows only in a draft that it is one, and what was withdrawn that it was."""
    withdrawn = f"{{% if withdrawn %}}{words.withdrawn}{{% endif %}}"
    return w.run(f"{{% if draft %}}{words.draft}{{% endif %}}{withdrawn}", "DraftMark")


def header(left: str, right: str) -> str:
    """A header; without a right side, what is given stands on the right, for the cover."""
    runs = (left, "<w:r><w:tab/></w:r>", right) if right else ("<w:r><w:tab/></w:r>", left)
    return f"<w:hdr {look.W}>{w.paragraph('Header' if right else 'CoverHeader', *runs)}</w:hdr>"


def footer(words: TemplateWords) -> str:
    """word/footer1.xml: the title, the version from the second one on, and the page number."""
    page = f"{words.page[0]} ", w.field("PAGE", "1"), f" {words.page[1]} ", w.field("NUMPAGES", "1")
    edition = f"{{% if version > 1 %}}, {words.edition} {{{{ version }}}}{{% endif %}}"
    content = w.paragraph("Footer", "{{ title }}" + edition, "<w:r><w:tab/></w:r>", *page)
    return f"<w:ftr {look.W}>{content}</w:ftr>"


def document(words: TemplateWords) -> str:
    """word/document.xml; its relationships rId5 to rId7 are the headers and the footer."""
    chapters = (
        w.code("for section in opening"),
        *_section(words),
        w.code("endfor"),
        w.paragraph("Heading1", words.steps),
        w.paragraph("Normal", words.steps_text),
        w.code("for chapter in chapters"),
        *_chapter(words),
        w.code("endfor"),
        w.code("for section in closing"),
        *_section(words),
        w.code("endfor"),
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
        f'<w:document {look.W} xmlns:r="{OFFICE}"><w:body>{body}'
        f"<w:sectPr>{page}</w:sectPr></w:body></w:document>"
    )


def _cover(words: TemplateWords) -> list[str]:
    fields = ("period", "status", "number", "cut_off", "audience", "prepared_by", "checked_by")
    weights = (3, 7)
    rows = []
    for label, field in zip(words.cover, fields, strict=True):
        bold = w.paragraph("TableText", w.run(label, "Strong"), keep=True)
        rows.append(w.row(weights, bold, f"{{{{ {field} }}}}"))
    return [
        w.paragraph("CoverLine", "{{ agreement }}"),
        w.paragraph("Title", "{{ title }}"),
        w.paragraph("Subtitle", f"{words.kind} {{{{ period }}}}"),
        w.table((), weights, *rows, name=words.kind),
        w.code("if draft"),
        w.paragraph("Note", words.draft_note),
        w.code("endif"),
        w.code("if withdrawn"),
        w.paragraph("Warning", words.withdrawn_note),
        w.code("if withdrawal"),
        w.paragraph("Warning", "{{ withdrawal }}"),
        w.code("endif"),
        w.code("endif"),
    ]


def _front(words: TemplateWords) -> list[str]:
    new_page = '<w:r><w:br w:type="page"/></w:r>'
    weights = (3, 4, 4)
    change = ("{{ change.place }}", "{{ change.was }}", "{{ change.now }}")
    return [
        w.paragraph("FrontHeading", words.contents, new_page=True),
        w.paragraph("TOC1", w.field('TOC \\o "1-2" \\h \\z \\u', words.contents)),
        w.code("if errata"),
        w.paragraph("PlainHeading", words.errata),
        w.table(
            words.errata_header,
            weights,
            w.loop(weights, "for change in errata", *change),
            name=words.errata,
        ),
        w.code("endif"),
        w.paragraph("PageBreak", new_page),
    ]


def _section(words: TemplateWords) -> list[str]:
    return [
        w.code("if section.numbered"),
        w.paragraph("Heading1", "{{ section.title }}"),
        w.code("else"),
        w.paragraph("PlainHeading", "{{ section.title }}"),
        w.code("endif"),
        w.code("for paragraph in section.paragraphs"),
        w.paragraph("Normal", "{{ paragraph }}"),
        w.code("endfor"),
        w.code("for table in section.tables"),
        *_any_table(words),
        w.code("endfor"),
    ]


def _any_table(words: TemplateWords) -> list[str]:
    return [
        w.caption(words.table, "{{ table.caption }}"),
        w.paragraph("Normal", "{{ table.grid }}"),
        w.paragraph("Note", "{{ table.note }}"),
    ]


def _chapter(words: TemplateWords) -> list[str]:
    return [
        w.paragraph("Heading2", f"{words.step} {{{{ chapter.step }}}}: {{{{ chapter.title }}}}"),
        w.code("if chapter.empty"),
        w.paragraph("Normal", words.nothing),
        w.code("endif"),
        w.code("for paragraph in chapter.paragraphs"),
        w.paragraph("Normal", "{{ paragraph }}"),
        w.code("endfor"),
        w.code("for text in chapter.written"),
        w.paragraph("Written", "{{ text }}"),
        w.code("endfor"),
        *_figures(words),
        w.code("for chart in chapter.charts"),
        w.caption(words.figure, "{{ chart.title }}"),
        w.paragraph("Picture", "{{ chart.picture }}"),
        w.paragraph("Normal", "{{ chart.grid }}"),
        w.paragraph("Note", "{{ chart.source }}"),
        w.code("endfor"),
        w.code("for table in chapter.tables"),
        *_any_table(words),
        w.code("endfor"),
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
    """A caption and a table, only where the chapter's list has items."""
    name, items = loop
    note = "{% if chapter.hidden %}{{ hidden }}{% endif %}" if name == "figure" else ""
    title = f"{heading} {words.in_step} {{{{ chapter.step }}}}"
    return [
        w.code(f"if {items}"),
        w.caption(words.table, title),
        w.table(
            header,
            weights,
            w.loop(weights, f"for {name} in {items}", *cells, right=right),
            name=heading,
            right=right,
        ),
        w.paragraph("Note", note),
        w.code("endif"),
    ]


def _figures(words: TemplateWords) -> list[str]:
    result = w.paragraph("TableNumber", w.run("{{ figure.result }}", "Strong"))
    cells = _cells("figure", columns.FIGURES, {"result": result})
    loop = ("figure", "chapter.figures")
    header, weights = words.figures_header, (18, 6, 12)
    return _listed(words, words.figures, header, weights, loop, cells, right="12")


def _cells(name: str, fields: tuple[str, ...], others: Mapping[str, str]) -> tuple[str, ...]:
    """A row's cells by field; ``others``: what stands instead of the field alone."""
    return tuple(others.get(field, f"{{{{ {name}.{field} }}}}") for field in fields)


def _findings(words: TemplateWords) -> list[str]:
    return [
        *_listed(
            words,
            words.findings,
            words.findings_header,
            (5, 22, 10, 9, 12),
            ("finding", "chapter.findings"),
            _cells("finding", columns.FINDINGS, {}),
        ),
        *_listed(
            words,
            words.measures,
            words.measures_header,
            (6, 17, 8, 11, 8),
            ("measure", "chapter.measures"),
            _cells("measure", columns.MEASURES, {}),
        ),
        *_listed(
            words,
            words.communication,
            words.communication_header,
            (6, 9, 15, 11, 9),
            ("told", "chapter.communications"),
            _cells("told", columns.COMMUNICATION, {}),
        ),
    ]


def _annexes(words: TemplateWords) -> list[str]:
    left_out = (
        "{% for group in figure.exclusions %}{{ group }}"
        "{% if not loop.last %}; {% endif %}{% else %}–{% endfor %}"
    )
    counting = {
        "label": w.paragraph("TableText", w.run("{{ figure.label }}", "Strong")),
        "value": w.paragraph("TableNumber", "{{ figure.value }}"),
        "exclusions": left_out,
    }
    return [
        *_annex(
            (words.counting, words.counting_text),
            words.counting_header,
            (14, 7, 26, 8, 8, 8),
            "for figure in counting",
            _cells("figure", columns.COUNTING, counting),
            right="1",
        ),
        *_hiding(words),
        *_annex(
            (words.documents, words.documents_text),
            words.documents_header,
            (8, 24, 10, 8),
            "for document in documents",
            _cells("document", columns.DOCUMENTS, {}),
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


def _hiding(words: TemplateWords) -> list[str]:
    if not words.suppression:
        return []
    return [
        w.paragraph("Caption", words.suppression),
        w.paragraph("Normal", "{{ suppression }}"),
    ]


def _annex(
    title: tuple[str, str],
    header: tuple[str, ...],
    weights: tuple[int, ...],
    loop: str,
    cells: tuple[str, ...],
    right: str = "",
) -> list[str]:
    heading, text = title
    return [
        w.code(f"if {loop.rpartition(' ')[2]}"),
        w.paragraph("AnnexHeading", heading),
        *([w.paragraph("Normal", text, keep=True)] if text else []),
        w.table(
            header, weights, w.loop(weights, loop, *cells, right=right), name=heading, right=right
        ),
        w.paragraph("Note", ""),
        w.code("endif"),
    ]


def _state(words: TemplateWords) -> list[str]:
    weights = (3, 8)
    rows = []
    for label, field in zip(
        words.state_rows, ("number", "version", "cut_off", "hash"), strict=True
    ):
        bold = w.paragraph("TableText", w.run(label, "Strong"), keep=True)
        value = w.paragraph("Code" if field == "hash" else "TableText", f"{{{{ {field} }}}}")
        rows.append(w.row(weights, bold, value))
    return [
        w.paragraph("AnnexHeading", words.state),
        w.paragraph("Normal", words.state_text, keep=True),
        w.table((), weights, *rows, name=words.state),
        w.paragraph("Note", ""),
    ]
