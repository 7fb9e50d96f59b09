"""The look of the shipped templates: styles, numbering, settings and fonts as XML."""

from report_templates.data import Language
from report_templates.wording import WORD_LANGUAGES

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
INK, MUTED, PETROL, COPPER, TINT, LINE = (
    "1B1F24",
    "535B66",
    "0B4F71",
    "A4501F",
    "E3EFF5",
    "C9D3DA",
)
FONT = "Arial"
FIXED = "Courier New"
# Names that Word knows itself; it translates them and offers them in its own lists.
_BUILT_IN = frozenset(
    {"Normal", "Title", "Subtitle", "caption", "header", "footer", "annotation text"}
    | {f"{kind} {level}" for kind in ("heading", "toc") for level in (1, 2, 3)}
)


def _style(
    identifier: str,
    name: str,
    paragraph: str = "",
    run: str = "",
    *,
    based: str = "Normal",
    following: str = "",
    quick: bool = True,
) -> str:
    """A paragraph style; sizes in `run` are half points, lengths in `paragraph` twips."""
    based_on = f'<w:basedOn w:val="{based}"/>' if based else ""
    then = f'<w:next w:val="{following}"/>' if following else ""
    default = ' w:default="1"' if identifier == "Normal" else ""
    custom = "" if name in _BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{default}{custom} w:styleId="{identifier}">'
        f'<w:name w:val="{name}"/>'
        f"{based_on}{then}{'<w:qFormat/>' if quick else ''}"
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _heading(level: int, size: int, before: int, after: int) -> str:
    numbered = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="1"/></w:numPr>'
    paragraph = (
        f'<w:keepNext/><w:keepLines/>{numbered}<w:spacing w:before="{before}" w:after="{after}"'
        f' w:line="264" w:lineRule="auto"/><w:outlineLvl w:val="{level - 1}"/>'
    )
    run = f'<w:b/><w:color w:val="{PETROL}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    return _style(f"Heading{level}", f"heading {level}", paragraph, run, following="Normal")


def _colour_size(colour: str, size: int, bold: bool = False) -> str:
    return (
        f"{'<w:b/>' if bold else ''}"
        f'<w:color w:val="{colour}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    )


def _fixed() -> str:
    """So small that a checksum of 64 signs stands on one line of its table."""
    font = f'<w:rFonts w:ascii="{FIXED}" w:hAnsi="{FIXED}" w:cs="{FIXED}"/>'
    return f"{font}{_colour_size(INK, 15)}"


def _spacing(before: int, after: int, line: int = 276) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _toc(level: int) -> str:
    indent, hanging = (567, 567) if level == 1 else (1247, 680)
    stops = (indent, 1247) if level == 1 else (indent,)
    left = "".join(f'<w:tab w:val="left" w:pos="{stop}"/>' for stop in stops)
    tabs = f'{left}<w:tab w:val="right" w:leader="dot" w:pos="9070"/>'
    paragraph = (
        f"<w:tabs>{tabs}</w:tabs>{_spacing(80 if level == 1 else 0, 40, 252)}"
        f'<w:ind w:left="{indent}" w:hanging="{hanging}"/>'
    )
    run = _colour_size(PETROL if level == 1 else INK, 20, level == 1)
    return _style(f"TOC{level}", f"toc {level}", paragraph, run, quick=False)


def _headings() -> list[str]:
    annex = (
        "<w:keepNext/><w:keepLines/>"
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
        f'{_spacing(480, 160, 264)}<w:outlineLvl w:val="0"/>'
    )
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="24" w:space="10" w:color="{COPPER}"/></w:pBdr>'
    return [
        _style("Normal", "Normal", "", "", based=""),
        _style(
            "Title", "Title", f"{rule}{_spacing(120, 240, 252)}", _colour_size(PETROL, 60, True)
        ),
        _style("Subtitle", "Subtitle", _spacing(0, 600), _colour_size(MUTED, 28)),
        _style("CoverLine", "Cover line", _spacing(2400, 120), _colour_size(COPPER, 24, True)),
        _heading(1, 34, 480, 160),
        _heading(2, 25, 300, 100),
        _heading(3, 21, 220, 80),
        _style(
            "PlainHeading",
            "Plain heading",
            f'<w:keepNext/><w:keepLines/>{_spacing(480, 160, 264)}<w:outlineLvl w:val="0"/>',
            _colour_size(PETROL, 34, True),
            following="Normal",
        ),
        _style("AnnexHeading", "Annex heading", annex, _colour_size(PETROL, 34, True)),
        _style(
            "FrontHeading",
            "Front heading",
            f"<w:keepNext/>{_spacing(480, 200)}",
            _colour_size(PETROL, 34, True),
        ),
        _toc(1),
        _toc(2),
    ]


def _small_texts() -> list[str]:
    right = '<w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs>'
    above = f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="{LINE}"/></w:pBdr>'
    below = f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="6" w:color="{PETROL}"/></w:pBdr>'
    return [
        _style("Written", "Own text"),
        _style(
            "Caption",
            "caption",
            f"<w:keepNext/><w:keepLines/>{_spacing(280, 80, 252)}",
            _colour_size(INK, 20, True),
        ),
        _style("Picture", "Picture", _spacing(0, 60, 240)),
        _style("Note", "Note", _spacing(60, 180, 252), _colour_size(MUTED, 17)),
        _style("TableText", "Table text", _spacing(40, 40, 252), _colour_size(INK, 18)),
        _style("Warning", "Warning", _spacing(120, 60), _colour_size(COPPER, 22, True)),
        _style("Code", "Code", _spacing(40, 40, 252), _fixed(), based="TableText", quick=False),
        _style("TableNumber", "Table number", '<w:jc w:val="right"/>', based="TableText"),
        _style("Header", "header", f"{below}{right}", _colour_size(MUTED, 17), quick=False),
        _style("Footer", "footer", f"{above}{right}", _colour_size(MUTED, 17), quick=False),
        _style("CoverHeader", "Cover header", right, _colour_size(MUTED, 17), quick=False),
        _style(
            "PageBreak",
            "Page break",
            '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>',
            _colour_size(INK, 2),
            quick=False,
        ),
        _style("CommentText", "annotation text", _spacing(0, 40, 240), "", quick=False),
    ]


def _table_style() -> str:
    def border(edge: str, size: int, colour: str) -> str:
        return f'<w:{edge} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'

    edges = border("top", 8, PETROL) + border("bottom", 8, PETROL) + border("insideH", 4, LINE)
    head = (
        '<w:tblStylePr w:type="firstRow"><w:pPr><w:keepNext/></w:pPr>'
        f'<w:rPr><w:b/><w:color w:val="{PETROL}"/></w:rPr><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/><w:vAlign w:val="bottom"/></w:tcPr>'
        "</w:tblStylePr>"
    )
    margins = '<w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="KetenzichtTable">'
        '<w:name w:val="Ketenzicht table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{edges}</w:tblBorders>"
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>{head}</w:style>"
    )


def styles(language: Language) -> str:
    """word/styles.xml; the document's language is set in its defaults."""
    code = WORD_LANGUAGES[language]
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{_colour_size(INK, 20)}"
        f'<w:lang w:val="{code}" w:eastAsia="{code}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{_spacing(0, 140, 288)}</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    small = '<w:sz w:val="16"/><w:szCs w:val="16"/>'
    others = (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="character" w:styleId="CommentReference">'
        f'<w:name w:val="annotation reference"/><w:rPr>{small}</w:rPr></w:style>'
        '<w:style w:type="character" w:customStyle="1" w:styleId="DraftMark">'
        f'<w:name w:val="Draft mark"/><w:rPr><w:b/><w:caps/><w:color w:val="{COPPER}"/>'
        '<w:spacing w:val="30"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Strong">'
        '<w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    paragraphs = "".join((*_headings(), *_small_texts()))
    return f"<w:styles {W}>{defaults}{paragraphs}{others}{_table_style()}</w:styles>"


def numbering(annex: str) -> str:
    """word/numbering.xml: chapters 1, 1.1, 1.1.1, and annexes A, B, ... after the given word."""

    def level(number: int, style: str, text: str, kind: str, hanging: int) -> str:
        return (
            f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:pStyle w:val="{style}"/><w:suff w:val="tab"/><w:lvlText w:val="{text}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="{hanging}"/></w:tabs>'
            f'<w:ind w:left="{hanging}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
        )

    chapters = "".join(
        level(n, f"Heading{n + 1}", ".".join(f"%{k + 1}" for k in range(n + 1)), "decimal", width)
        for n, width in enumerate((567, 680, 794))
    )
    annexes = level(0, "AnnexHeading", f"{annex} %1", "upperLetter", 2041)
    multi = '<w:multiLevelType w:val="multilevel"/>'
    return (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{multi}{chapters}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{multi}{annexes}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )


def settings() -> str:
    """word/settings.xml: fields are renewed on opening; laid out as current Word does."""
    compatibility = (
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    )
    zoom, tabs = '<w:zoom w:percent="100"/>', '<w:defaultTabStop w:val="567"/>'
    update = '<w:updateFields w:val="true"/>'
    return f"<w:settings {W}>{zoom}{tabs}{update}{compatibility}</w:settings>"


def fonts() -> str:
    """word/fontTable.xml: what may stand in where our fonts are not installed."""
    return (
        f'<w:fonts {W}><w:font w:name="{FONT}"><w:altName w:val="Liberation Sans"/>'
        '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/>'
        f'</w:font><w:font w:name="{FIXED}"><w:altName w:val="Liberation Mono"/>'
        '<w:charset w:val="00"/><w:family w:val="modern"/><w:pitch w:val="fixed"/>'
        "</w:font></w:fonts>"
    )
