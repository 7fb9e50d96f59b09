"""Proof: the numbers inside a Word file, those a reader sees, and where they differ."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from io import BytesIO
from posixpath import join, normpath
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree

from report_templates import package, wording
from report_templates.data import Chart, ReportData
from report_templates.printable import printable
from report_templates.word_xml import qname

NAMESPACE = "urn:ketenzicht:snapshot:1"
_BOOKMARK = re.compile(r"_kz[0-9]+_([A-Za-z][A-Za-z0-9_]*)")
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_PRINTED = re.compile(r"word/(document|header[0-9]*|footer[0-9]*|footnotes|endnotes|comments)\.xml")
ChartValues = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A report's figures as printed (`shown`, by code; a chart's values carry the chart's code with
    row and column) and its charts as rows of texts: a header, then a row a category."""

    number: str | None
    version: int
    status: str
    hash: str
    language: str
    cut_off: str
    shown: dict[str, str]
    charts: dict[str, ChartValues]


@dataclass(frozen=True, slots=True)
class Difference:
    """One altered value: `place` is text, chart, workbook or snapshot; None: not there at all."""

    place: str
    code: str
    expected: str | None
    found: str | None


def of(data: ReportData) -> Snapshot:
    """The snapshot that belongs to a report's data."""
    shown = {figure.code: wording.figure(figure, data.language) for figure in data.figures}
    for chart in data.charts:
        for column, series in enumerate(chart.series, 1):
            for row, value in enumerate(series.values, 1):
                text = "×" if value is None else wording.with_unit(value, chart.unit, data.language)
                shown[f"{chart.code}_r{row}_c{column}"] = text
    return Snapshot(
        number=data.number,
        version=data.version,
        status=data.status,
        hash=data.snapshot_hash,
        language=data.language,
        cut_off=data.cut_off.isoformat(),
        shown=shown,
        charts={chart.code: _rows(chart) for chart in data.charts if not chart.places},
    )


def _rows(chart: Chart) -> ChartValues:
    head = ("", *(printable(series.name) for series in chart.series))
    body = (
        (printable(category), *(_canonical(series.values[row]) for series in chart.series))
        for row, category in enumerate(chart.categories)
    )
    return (head, *body)


def _canonical(value: Any) -> str:
    """A number as text, the same for 12, 12.0 and "12"; nothing for a value that is not there."""
    try:
        return f"{float(value):.12g}"
    except (TypeError, ValueError):
        return ""


def to_xml(snapshot: Snapshot, template: bytes) -> bytes:
    """The custom XML part that carries a snapshot, its JSON with sorted keys, and says which
    template the file was made with."""
    root = etree.Element(f"{{{NAMESPACE}}}snapshot", nsmap={None: NAMESPACE})
    root.set("template", template_digest(template))
    root.text = json.dumps(asdict(snapshot), sort_keys=True, ensure_ascii=True)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def embedded(docx: bytes) -> Snapshot | None:
    """The snapshot inside a report; None where there is none, or none that can be read."""
    for name, content in package.unpack(docx).items():
        if not name.startswith("customXml/") or NAMESPACE.encode() not in content:
            continue
        try:
            values = json.loads(package.parse(content).text or "")
            charts = {k: tuple(tuple(r) for r in v) for k, v in values.pop("charts").items()}
            return Snapshot(**values, charts=charts)
        except (package.Refusal, ValueError, KeyError, TypeError, AttributeError):
            return None
    return None


def template_digest(template: bytes) -> str:
    """By which a file names the template that it was made with."""
    return hashlib.sha256(template).hexdigest()


def template_of(docx: bytes) -> str | None:
    """The digest of the template that a file says it was made with; None where it says none."""
    for name, content in package.unpack(docx).items():
        if name.startswith("customXml/") and NAMESPACE.encode() in content:
            said: str | None = package.parse(content).get("template")
            return said
    return None


def visible_figures(docx: bytes) -> dict[str, str]:
    """The printed text of every figure by code. Where a figure is printed with different texts in
    different places, all of them, joined with " | "."""
    texts: dict[str, list[str]] = {}
    for name, content in package.unpack(docx).items():
        if _PRINTED.fullmatch(name):
            for code, text in _bookmarked(package.parse(content)):
                if text not in texts.setdefault(code, []):
                    texts[code].append(text)
    return {code: " | ".join(found) for code, found in texts.items()}


def _bookmarked(root: etree._Element) -> Iterator[tuple[str, str]]:
    open_marks: dict[str, tuple[str, list[str]]] = {}
    for element in root.iter(qname("w:bookmarkStart"), qname("w:bookmarkEnd"), qname("w:t")):
        number = element.get(qname("w:id")) or ""
        if element.tag == qname("w:t"):
            for _, texts in open_marks.values():
                texts.append(element.text or "")
        elif element.tag == qname("w:bookmarkStart"):
            match = _BOOKMARK.fullmatch(element.get(qname("w:name")) or "")
            if match:
                open_marks[number] = (match.group(1), [])
        elif number in open_marks:
            code, texts = open_marks.pop(number)
            yield code, "".join(texts)


def compare(expected: Snapshot, docx: bytes) -> tuple[Difference, ...]:
    """Where a file says something else than the snapshot: in its text, in a chart's drawing, in
    the workbook behind a chart, or in the snapshot that it carries itself.

    Raises `package.Refusal`, a ReportError, for a file that is no Word file or is damaged.
    """
    found: list[Difference] = []
    visible = visible_figures(docx)
    found.extend(_differences("text", expected.shown, visible))
    drawn, filled = _charts(package.unpack(docx), tuple(expected.charts))
    for code, rows in expected.charts.items():
        wanted = _cells(code, rows)
        for place, cells in (("chart", drawn), ("workbook", filled)):
            if code in cells:
                found.extend(_differences(place, wanted, cells[code]))
            else:
                found.append(Difference(place, code, "", None))
    inside = embedded(docx)
    if inside is None:
        found.append(Difference("snapshot", "", expected.hash, None))
    else:
        found.extend(between(expected, inside))
    return tuple(found)


def between(expected: Snapshot, found: Snapshot) -> Iterator[Difference]:
    """Where two snapshots differ."""
    yield from _differences("snapshot", _flat(expected), _flat(found))


def _differences(
    place: str, expected: dict[str, str], found: dict[str, str]
) -> Iterator[Difference]:
    for code in dict.fromkeys((*expected, *found)):
        if expected.get(code) != found.get(code):
            yield Difference(place, code, expected.get(code), found.get(code))


def _cells(code: str, rows: ChartValues) -> dict[str, str]:
    return {
        f"{code}_r{row}_c{column}": text
        for row, cells in enumerate(rows)
        for column, text in enumerate(cells)
        if row or column
    }


def _flat(snapshot: Snapshot) -> dict[str, str]:
    flat = {
        key: str(value) for key, value in asdict(snapshot).items() if key not in ("shown", "charts")
    }
    flat.update(snapshot.shown)
    for code, rows in snapshot.charts.items():
        flat.update({f"{key} (chart)": text for key, text in _cells(code, rows).items()})
    return flat


def _charts(
    parts: package.Parts, codes: tuple[str, ...] = ()
) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    """By chart code: the values drawn, and those in the workbook. A chart whose name another
    program has replaced takes the code of its position."""
    document = package.parse(parts["word/document.xml"])
    targets = _targets(parts, "word/document.xml")
    drawn: dict[str, dict[str, str]] = {}
    filled: dict[str, dict[str, str]] = {}
    charts = [(s, c) for s in document.iter(qname("wp:inline")) for c in s.iter(qname("c:chart"))]
    for position, (shape, chart) in enumerate(charts):
        name = shape.find(qname("wp:docPr")).get("name") or ""
        placed = codes[position] if position < len(codes) else f"{position + 1}"
        code = name.removeprefix("Chart ") if name.startswith("Chart ") else placed
        part = targets.get(chart.get(qname("r:id")) or "", "")
        if part in parts:
            drawn[code] = _cells(code, _drawn(package.parse(parts[part])))
            workbooks = [t for t in _targets(parts, part).values() if t.endswith(".xlsx")]
            if workbooks and workbooks[0] in parts:
                filled[code] = _cells(code, _sheet(parts[workbooks[0]]))
    return drawn, filled


def _targets(parts: package.Parts, name: str) -> dict[str, str]:
    folder, _, file = name.rpartition("/")
    links = parts.get(f"{folder}/_rels/{file}.rels")
    if links is None:
        return {}
    return {
        link.get("Id") or "": normpath(join("/", folder, link.get("Target") or "")).lstrip("/")
        for link in package.parse(links)
    }


def _drawn(chart: etree._Element) -> ChartValues:
    columns: list[list[str]] = []
    categories: list[str] = []
    for series in chart.iter(qname("c:ser")):
        categories = _points(series.find(qname("c:cat")))
        values = _points(series.find(qname("c:val")))
        name = _points(series.find(qname("c:tx")))
        columns.append([*name, *(_canonical(value) for value in values)])
    return tuple(zip(["", *categories], *columns, strict=False))


def _points(holder: etree._Element | None) -> list[str]:
    if holder is None:
        return []
    count = next(holder.iter(qname("c:ptCount")), None)
    size = int(count.get("val") or "0") if count is not None else 0
    points = {p.get("idx"): p.findtext(qname("c:v")) or "" for p in holder.iter(qname("c:pt"))}
    return [points.get(str(index), "") for index in range(min(size, 10_000))]


def _sheet(workbook: bytes) -> ChartValues:
    """The first sheet's cells; nothing where the workbook cannot be read."""
    try:
        return _sheet_rows(workbook)
    except (package.Refusal, BadZipFile, LookupError, ValueError, OSError):
        return ()


def _sheet_rows(workbook: bytes) -> ChartValues:
    with ZipFile(BytesIO(workbook)) as archive:
        package.check_sizes(archive.infolist())
        sheet = package.parse(archive.read("xl/worksheets/sheet1.xml"))
        shared: list[str] = []
        if "xl/sharedStrings.xml" in archive.namelist():
            strings = package.parse(archive.read("xl/sharedStrings.xml"))
            shared = [
                "".join(t.text or "" for t in s.iter(f"{_SHEET}t"))
                for s in strings.iter(f"{_SHEET}si")
            ]
    rows = []
    for number, row in enumerate(sheet.iter(f"{_SHEET}row")):
        cells = [_cell(cell, shared) for cell in row]
        if number:
            cells[1:] = [_canonical(value) for value in cells[1:]]
        rows.append(("" if number == 0 else "".join(cells[:1]), *cells[1:]))
    return tuple(rows)


def _cell(cell: etree._Element, shared: list[str]) -> str:
    value = cell.findtext(f"{_SHEET}v") or ""
    if cell.get("t") == "s":
        return shared[int(value)]
    return "".join(t.text or "" for t in cell.iter(f"{_SHEET}t")) or value


def content_hash(docx: bytes) -> str:
    """SHA-256 (hex) over what a report says: the texts of its paragraphs, comments, headers and
    footers, its charts and their workbooks, its snapshot and title. Not over the zip, nor over
    what is worked out where it is read (page numbers)."""
    parts = package.unpack(docx)
    said: list[Any] = []
    for name in sorted(parts):
        if _PRINTED.fullmatch(name):
            said.append([name, list(_paragraphs(package.parse(parts[name])))])
    said.append(_charts(parts))
    inside = embedded(docx)
    said.append(None if inside is None else asdict(inside))
    if "docProps/core.xml" in parts:
        core = package.parse(parts["docProps/core.xml"])
        said.append([e.text for e in core if etree.QName(e).localname in ("title", "language")])
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _paragraphs(root: etree._Element) -> Iterator[str]:
    depth = 0
    texts: dict[etree._Element, list[str]] = {}
    tags = ("w:p", "w:t", "w:tab", "w:br", "w:fldChar", "wp:docPr")
    for element in root.iter(*(qname(tag) for tag in tags)):
        local = etree.QName(element).localname
        if local == "fldChar":
            depth += {"begin": 1, "end": -1}.get(element.get(qname("w:fldCharType")), 0)
        elif local == "p":
            texts[element] = []
        elif depth == 0:
            holder = next(element.iterancestors(qname("w:p")), None)
            said = {"t": element.text or "", "docPr": element.get("descr") or ""}.get(local, " ")
            texts.setdefault(holder, []).append(said)
    yield from filter(None, ("".join(parts) for parts in texts.values()))
