"""Makes the shipped Word templates anew: `python -m report_templates.building [FOLDER]`.

The result is the same to the byte each time. A secretariat edits a copy of it in Word.
"""

import sys
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from report_templates import template_styles as look
from report_templates import template_text as text
from report_templates.data import Kind, Language
from report_templates.template_words import WORDS
from report_templates.word_xml import NAMESPACES

LANGUAGES: tuple[Language, ...] = ("nl", "en")
KINDS: tuple[Kind, ...] = ("progress", "member", "plan")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = NAMESPACES["r"]
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def build(language: Language, kind: Kind = "progress") -> bytes:
    """The template of a kind of report as a .docx file."""
    words = WORDS[kind][language]
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _links(
            ("officeDocument", "word/document.xml"),
            ("extended-properties", "docProps/app.xml"),
            core="docProps/core.xml",
        ),
        "docProps/app.xml": _app(),
        "docProps/core.xml": _core(words.kind),
        "word/document.xml": text.document(words),
        "word/styles.xml": look.styles(language),
        "word/numbering.xml": look.numbering(words.annex),
        "word/settings.xml": look.settings(),
        "word/fontTable.xml": look.fonts(),
        "word/header1.xml": text.header(text.draft_mark(words), ""),
        "word/header2.xml": text.header("{{ agreement }}", text.draft_mark(words)),
        "word/footer1.xml": text.footer(words),
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


def main(folder: Path) -> None:
    """Write the templates under the folder."""
    for language in LANGUAGES:
        (folder / language).mkdir(exist_ok=True)
        for kind in KINDS:
            (folder / language / f"{kind}.docx").write_bytes(build(language, kind))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
