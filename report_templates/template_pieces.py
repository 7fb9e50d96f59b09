"""The pieces of which a template's text is made: paragraphs, fields, tables, loops. All are XML."""

from xml.sax.saxutils import escape

from report_templates.word_xml import TEXT_WIDTH


def run(text: str, style: str = "") -> str:
    """A run, in a character style if one is named."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(style: str, *runs: str, new_page: bool = False, keep: bool = False) -> str:
    """A paragraph; a run that is not XML yet becomes one."""
    made = (piece if piece.startswith("<w:") else run(piece) for piece in runs)
    extra = ("<w:keepNext/>" if keep else "") + ("<w:pageBreakBefore/>" if new_page else "")
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{"".join(made)}</w:p>'


def code(text: str) -> str:
    """A paragraph that disappears: it only opens or closes a loop or a condition."""
    return paragraph("Normal", f"{{%p {text} %}}")


def field(instruction: str, shown: str) -> str:
    """A field that Word works out; `shown` stands there until it has."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    order = f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
    inside = mark.format("begin") + order + mark.format("separate")
    return f"{inside}{run(shown)}{mark.format('end')}"


def caption(label: str, text: str) -> str:
    """A numbered caption: "Table 1. ..."."""
    return paragraph("Caption", f"{label} ", field(f"SEQ {label} \\* ARABIC", "1"), f". {text}")


def table(
    header: tuple[str, ...], weights: tuple[int, ...], *rows: str, name: str = "", right: str = ""
) -> str:
    """A table with a repeated header row; rows come from `row` and `loop`."""
    widths = [TEXT_WIDTH * weight // sum(weights) for weight in weights]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    first = 'w:val="0420" w:firstRow="1"' if header else 'w:val="0400" w:firstRow="0"'
    properties = (
        f'<w:tblPr><w:tblStyle w:val="KetenzichtTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook {first} w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escape(name)}"/></w:tblPr>'
    )
    head = row(weights, *header, head=True, right=right) if header else ""
    return f"<w:tbl>{properties}<w:tblGrid>{columns}</w:tblGrid>{head}{''.join(rows)}</w:tbl>"


def row(weights: tuple[int, ...], *cells: str, head: bool = False, right: str = "") -> str:
    """A row that is not split over pages; `right` names the columns (0, 1, ...) with numbers."""
    made = ""
    for number, (weight, cell) in enumerate(zip(weights, cells, strict=True)):
        width = TEXT_WIDTH * weight // sum(weights)
        style = "TableNumber" if str(number) in right else "TableText"
        content = cell if cell.startswith("<w:p>") else paragraph(style, cell)
        made += f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'
    repeat = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{made}</w:tr>"


def loop(weights: tuple[int, ...], repeat: str, *cells: str, right: str = "") -> str:
    """A row for each item of a list: the rows with code disappear."""

    def only(code_text: str) -> str:
        return row(weights, f"{{%tr {code_text} %}}", *[""] * (len(weights) - 1))

    return f"{only(repeat)}{row(weights, *cells, right=right)}{only('endfor')}"
