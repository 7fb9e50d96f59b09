"""A report's data as a Word file. The only module that imports python-docx and docxtpl."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache, partial
from io import BytesIO
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docxtpl import DocxTemplate
from jinja2.exceptions import TemplateError
from lxml import etree

from report_templates import (
    bullets,
    charts,
    contents,
    inline,
    layout,
    package,
    problems,
    snapshot,
    tables,
    wording,
    worldmap,
)
from report_templates import marks as m
from report_templates.data import Chart, Kind, Language, ReportData, Table
from report_templates.errors import TemplateRefused
from report_templates.fields import ReportFields, fill
from report_templates.printable import printable
from report_templates.sandbox import CodeRefused, Fault, TemplateEnvironment
from report_templates.word_xml import NAMESPACES, element, qname

AUTHOR = inline.AUTHOR
_FOLDER = Path(__file__).parent
_APP = (
    b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"><Application>Ketenzicht</Application></Properties>'
)
_LONGEST_PROPERTY = 255
# Parts in which Word keeps who wrote and commented, and what other programs stored in the file.
_MAKERS_PARTS = frozenset(
    {"customXml", "people", "commentsExtended", "commentsIds", "commentsExtensible"}
)
_W = {"w": NAMESPACES["w"]}
_LOOSE_TEXT = etree.XPath(
    "boolean(descendant::text()[normalize-space()][parent::w:body or parent::w:tbl or parent::w:tr"
    " or parent::w:tc or parent::w:p or parent::w:r])",
    namespaces=_W,
)
_OPEN_CELL = etree.XPath(
    "boolean(descendant::w:tc[not(*[last()][self::w:p or self::w:sdt])])", namespaces=_W
)
# What may follow these in the settings, in the schema's order (the first of them).
_AFTER_TRACKING = ("documentProtection", "defaultTabStop", "updateFields")
_AFTER_UPDATE_FIELDS = ("hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "docVars", "rsids")


class _Template(DocxTemplate):  # type: ignore[misc]
    """docxtpl without its side doors: properties and footnotes are never run as code, and broken
    XML is an error instead of being mended in silence."""

    def fix_tables(self, xml: str) -> etree._Element:
        etree.fromstring(xml, etree.XMLParser(resolve_entities=False, huge_tree=True))
        return super().fix_tables(xml)

    def patch_xml(self, src_xml: str) -> str:
        return _patched(src_xml)

    def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        return None

    def render_footnotes(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        return None


@lru_cache(maxsize=32)
def _patched(source: str) -> str:
    """A part of a template with its codes out of the runs that Word cut them into; done once."""
    patched: str = DocxTemplate.patch_xml(None, source)
    return patched


def shipped_template(language: Language, kind: Kind = "progress") -> bytes:
    """The template that comes with the product; a secretariat may edit a copy in Word."""
    return (_FOLDER / language / f"{kind}.docx").read_bytes()


def fill_in(template: bytes, fields: ReportFields, language: Language) -> Document:
    """A template with its fields filled in, marks still in the text.

    Raises TemplateRefused, with messages in the language: not a Word file or not a safe one, code
    that no template may hold, or a result that is no Word text (a loop that opens in one table
    cell and closes in another, for instance).
    """
    try:
        package.check_safe(package.unpack(template))
    except package.Refusal as refusal:
        raise TemplateRefused((problems.of_file(refusal, language),)) from refusal
    try:
        filled = _Template(BytesIO(template))
        filled.render(
            {name: getattr(fields, name) for name in ReportFields.__dataclass_fields__},
            TemplateEnvironment(),
        )
        document: Document = filled.docx
        if _sound(document.element.body):
            return document
        fault = Fault("structure", 0)
    except CodeRefused as refused:
        fault = refused.fault
    except (RecursionError, MemoryError, OverflowError):
        fault = Fault("too_deep", 0)
    except (TemplateError, etree.XMLSyntaxError, AttributeError, LookupError, ValueError):
        fault = Fault("structure", 0)
    raise TemplateRefused((problems.of_fault(fault, "", "", language),))


def _sound(body: etree._Element) -> bool:
    """Whether text stands only where Word allows it and every cell ends in a paragraph."""
    return not _LOOSE_TEXT(body) and not _OPEN_CELL(body)


def render_report(
    data: ReportData, template: bytes | None = None, *, tracked: bool = False
) -> bytes:
    """The report as a .docx, by the given template or the shipped one of its kind and language.

    ``tracked``: whoever writes in it leaves tracked changes, unless they switch that off.

    Raises TemplateRefused for a template that cannot be used; `check_template` says more of it.
    """
    fields, marks = fill(data)
    file = shipped_template(data.language, data.kind) if template is None else template
    document = fill_in(file, fields, data.language)
    body = document.element.body
    inline.remove_comments(body)
    inline.accept_changes(body)
    layout.drop_empty_columns(body, data.language)
    inline.place_blocks(body, marks, partial(_block, document, marks, data.language))
    place = partial(inline.place_marks, marks=marks, language=data.language, on=data.cut_off)
    comments = place(body, comments=data.status == "draft")
    for part in _parts(document, RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
        inline.accept_changes(part.element)
        place(part.element, comments=False)
    _remove_empty_tables(body)
    layout.keep_short_whole(body)
    layout.keep_figures(body)
    layout.keep_notes(body)
    parts = _parts(document, RELATIONSHIP_TYPE.NUMBERING)
    numbering = parts[0].element if parts else None
    bullets.place(body, numbering)
    contents.fill(body, document.styles.element, numbering)
    _set_comments(document, comments)
    _set_properties(document, data)
    _set_settings(document, data.language)
    if tracked:
        _track(document.settings.element)
    _add_snapshot(document, data, file)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _parts(document: Document, *kinds: str) -> list[Any]:
    rels = document.part.rels.values()
    return [rel.target_part for rel in rels if not rel.is_external and rel.reltype in kinds]


def _block(document: Document, marks: m.Marks, language: Language, mark: m.Mark) -> etree._Element:
    if isinstance(mark, Table):
        return tables.table(mark, language)
    if isinstance(mark, m.DataTable):
        return tables.chart_values(mark.chart, language, marks)
    if isinstance(mark, Chart):
        return _map(document, mark, language) if mark.places else _chart(document, mark)
    raise TypeError(f"{type(mark).__name__} is no block")


def _chart(document: Document, chart: Chart) -> etree._Element:
    part_package = document.part.package
    count = sum("/charts/" in str(p.partname) for p in part_package.iter_parts()) + 1
    part = Part(
        PackURI(f"/word/charts/chart{count}.xml"), CONTENT_TYPE.DML_CHART, b"", part_package
    )
    files = charts.files(chart, "rId1")
    workbook = Part(
        PackURI(f"/word/embeddings/chart{count}.xlsx"),
        CONTENT_TYPE.SML_SHEET,
        files.workbook,
        part_package,
    )
    part.relate_to(workbook, RELATIONSHIP_TYPE.PACKAGE)
    part._blob = files.xml
    return charts.drawing(
        chart, document.part.relate_to(part, RELATIONSHIP_TYPE.CHART), 5000 + count
    )


# The same numbers are printed again and again: in a draft, in its final, when a file is proved.
_picture = lru_cache(maxsize=8)(worldmap.picture)


def _map(document: Document, chart: Chart, language: Language) -> etree._Element:
    """Word has no map that it draws without asking a service: a picture, with the table below."""
    picture = _picture(worldmap.tiles(chart.by_country, chart.hidden_places))
    image, _part = document.part.get_or_add_image(BytesIO(picture))
    alt = wording.WORDS[language].map.format(alt=chart.alt)
    return element("w:r", {}, worldmap.drawing(image, 4999, alt))


def _remove_empty_tables(body: etree._Element) -> None:
    """A table without rows, left by a loop over nothing, makes Word call the file damaged."""
    for table in list(body.iter(qname("w:tbl"))):
        if table.find(qname("w:tr")) is None:
            table.getparent().remove(table)


def _set_comments(document: Document, comments: list[etree._Element]) -> None:
    had = bool(_parts(document, RELATIONSHIP_TYPE.COMMENTS))
    if not comments and not had:
        return
    root = document.part._comments_part.element
    for child in list(root):
        root.remove(child)
    root.extend(comments)


def _set_properties(document: Document, data: ReportData) -> None:
    """Everything the template's own maker left behind is replaced: names, company, dates."""
    moment = datetime(data.cut_off.year, data.cut_off.month, data.cut_off.day, tzinfo=UTC)
    core = document.core_properties
    for name in ("author", "last_modified_by"):
        setattr(core, name, AUTHOR)
    for name in ("category", "comments", "content_status", "identifier", "keywords", "version"):
        setattr(core, name, "")
    core.title = printable(data.title)[:_LONGEST_PROPERTY]
    core.subject = printable(f"{data.agreement}, {data.period}")[:_LONGEST_PROPERTY]
    core.language = wording.WORD_LANGUAGES[data.language]
    core.revision = 1
    core.created = core.modified = core.last_printed = moment.replace(tzinfo=None)
    whole = document.part.package
    drop = ("custom-properties", "thumbnail", "docPropsVTypes")
    _forget(whole.rels, lambda kind: kind.rsplit("/", 1)[-1] in drop)
    for rel in whole.rels.values():
        if rel.reltype == RELATIONSHIP_TYPE.EXTENDED_PROPERTIES:
            rel.target_part._blob = _APP


def _forget(rels: Any, unwanted: Callable[[str], bool]) -> None:
    for identifier in [r for r, rel in rels.items() if unwanted(rel.reltype)]:
        del rels[identifier]


def _set_settings(document: Document, language: Language) -> None:
    settings = document.settings.element
    if settings.find(qname("w:updateFields")) is None:
        after = (settings.find(qname(f"w:{tag}")) for tag in _AFTER_UPDATE_FIELDS)
        place = next((found for found in after if found is not None), None)
        update = element("w:updateFields", {"w:val": "true"})
        settings.append(update) if place is None else place.addprevious(update)
    for rsid in settings.findall(qname("w:rsids")):
        settings.remove(rsid)
    code = wording.WORD_LANGUAGES[language]
    defaults = document.styles.element.find(
        "/".join(qname(f"w:{tag}") for tag in ("docDefaults", "rPrDefault", "rPr"))
    )
    if defaults is not None:
        for old in defaults.findall(qname("w:lang")):
            defaults.remove(old)
        defaults.append(element("w:lang", {"w:val": code, "w:eastAsia": code, "w:bidi": "ar-SA"}))


def _track(settings: etree._Element) -> None:
    after = (settings.find(qname(f"w:{tag}")) for tag in _AFTER_TRACKING)
    place = next((found for found in after if found is not None), None)
    track = element("w:trackRevisions")
    settings.append(track) if place is None else place.addprevious(track)


def _add_snapshot(document: Document, data: ReportData, template: bytes) -> None:
    _forget(document.part.rels, lambda kind: kind.rsplit("/", 1)[-1] in _MAKERS_PARTS)
    content = snapshot.to_xml(snapshot.of(data), template)
    whole = document.part.package
    part = Part(PackURI("/customXml/item1.xml"), CONTENT_TYPE.XML, content, whole)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
