"""What a secretariat hears about its own template."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from report_templates.checking import check_template
from report_templates.errors import TemplateRefused
from report_templates.package import parse
from report_templates.render import render_report, shipped_template
from tests.report_templates.samples import report

TITLE = "{{ title }}"
Changes = dict[str, Callable[[bytes], bytes]]


def edited(old: str, new: str, part: str = "word/document.xml") -> bytes:
    return rebuilt({part: lambda content: content.replace(old.encode(), new.encode(), 1)})


def rebuilt(changes: Changes, extra: dict[str, bytes] | None = None) -> bytes:
    stream = BytesIO()
    with (
        ZipFile(BytesIO(shipped_template("nl"))) as source,
        ZipFile(stream, "w", ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, changes[name](content) if name in changes else content)
        for name, content in (extra or {}).items():
            target.writestr(name, content)
    return stream.getvalue()


def refused(template: bytes) -> str:
    """The messages, the same file being refused by the renderer too."""
    problems = check_template(template, "en")
    assert problems
    with pytest.raises(TemplateRefused) as caught:
        render_report(report("en"), template)
    assert caught.value.problems
    return " ".join(problem.message for problem in problems)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_shipped_templates_are_in_order(language: str) -> None:
    assert check_template(shipped_template(language), language) == ()


def test_a_misspelt_field_is_named_with_its_paragraph_and_the_nearest_field() -> None:
    (problem,) = check_template(edited(TITLE, "Titel: {{ titel }}"), "nl")
    assert problem.message == "Het veld “titel” bestaat niet. Bedoelt u “title”?"
    assert (problem.place, problem.paragraph, problem.line) == ("tekst", 2, "Titel: {{ titel }}")
    assert (problem.field, problem.suggestion) == ("titel", "title")


def test_a_misspelt_field_inside_a_loop_is_named_with_its_path() -> None:
    (problem,) = check_template(edited("{{ chapter.title }}", "{{ chapter.titel }}"), "en")
    assert problem.message == "There is no field “chapter.titel”. Did you mean “chapter.title”?"


def test_a_field_that_word_has_cut_into_runs_is_still_read_as_one() -> None:
    cut = '{{ ti</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr><w:t>tle }}'
    assert check_template(edited(TITLE, cut), "en") == ()
    assert len(check_template(edited(TITLE, cut.replace("tle", "tel")), "en")) == 1


def test_smart_quotes_and_conditions_are_fine() -> None:
    line = "{% if status == “Concept” and not draft %}x{% else %}{{ title|upper }}{% endif %}"
    assert check_template(edited(TITLE, line), "en") == ()


def test_a_header_is_checked_like_the_text() -> None:
    (problem,) = check_template(
        edited("{{ agreement }}", "{{ agrement }}", "word/header2.xml"), "en"
    )
    assert (problem.place, problem.suggestion) == ("header", "agreement")


def test_several_problems_are_all_named() -> None:
    file = edited(TITLE, "{{ titel }} {{ perod }} {{ statsu }}")
    assert [p.suggestion for p in check_template(file, "en")] == ["title", "period", "status"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("{{ title", "not finished"),
        ("{% if draft %}", "is missing"),
        ("{% endfor %}", "is missing"),
        ("{% for x in %}{% endfor %}", "not right"),
        ("{{ title|safe }}", "no filter"),
        ("{{ chapters }}", "group of fields"),
        ("{% for x in title %}{% endfor %}", "not a list"),
    ],
)
def test_broken_code_gets_a_clear_message(code: str, said: str) -> None:
    assert said in refused(edited(TITLE, code))


@pytest.mark.parametrize(
    "code",
    [
        "{{ 7*7 }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ title.__class__ }}",
        "{{ title.upper() }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ lipsum }}",
        "{{ range(10**9) }}",
        "{{ 'a' * 1000000000 }}",
        "{% set x = 1 %}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% macro m() %}{{ m() }}{% endmacro %}",
        "{% autoescape false %}{{ title }}{% endautoescape %}",
        "{% for c in chapters recursive %}{{ loop(chapters) }}{% endfor %}",
        "{% for a in chapters %}{% for b in chapters %}x{% endfor %}{% endfor %}",
        "{{ title|attr('upper') }}",
        "{{ title|map('upper') }}",
        "{{ title['x'] }}",
        "{{ title ~ title }}",
        "{{ [1]|length }}",
        "{{ draft if draft else title }}",
        "{% with x = title %}{{ x }}{% endwith %}",
        "{% filter upper %}x{% endfilter %}",
        "{% block x %}{% endblock %}",
        "{% extends 'x' %}",
        "{% call title() %}{% endcall %}",
        "{% do x %}",
        "{{ debug() }}",
        "{% for x in chapters if x.draft %}{% endfor %}",
    ],
)
def test_code_that_computes_or_escapes_is_refused(code: str) -> None:
    refused(edited(TITLE, code))


def test_code_put_together_over_two_paragraphs_is_refused() -> None:
    refused(
        edited(TITLE, "{</w:t></w:r></w:p><w:p><w:r><w:t>{ 7*7 }</w:t></w:r></w:p><w:p><w:r><w:t>}")
    )


def test_more_loops_than_any_report_needs_are_refused() -> None:
    assert "too many" in refused(edited(TITLE, "{% for c in chapters %}x{% endfor %}" * 101))
    assert "too many" in refused(edited(TITLE, "{{ title }}" * 2_001))


def test_a_line_full_of_open_codes_is_refused_at_once() -> None:
    assert "not finished" in refused(edited(TITLE, "{{ " * 300_000))


def test_code_nested_deeper_than_python_can_follow_is_refused() -> None:
    refused(edited(TITLE, "{{ " + "not " * 5_000 + "draft }}"))


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("docProps/core.xml", "Voortgangsrapport", "{{ 7*7 }}"),
        ("docProps/app.xml", "Ketenzicht", "{{ title }}"),
        ("word/settings.xml", 'w:percent="100"', 'w:percent="{{ 7*7 }}"'),
        ("word/document.xml", 'w:tblCaption w:val="', 'w:tblCaption w:val="{% if draft %}'),
        ("word/document.xml", " SEQ Tabel", " SEQ {{ title }}"),
    ],
)
def test_code_in_a_property_setting_attribute_or_field_is_refused(
    part: str, old: str, new: str
) -> None:
    assert "may not be" in refused_by_check(edited(old, new, part))


def refused_by_check(template: bytes) -> str:
    return " ".join(problem.message for problem in check_template(template, "en"))


def test_code_in_footnotes_and_comments_is_refused_and_never_run() -> None:
    note = b'<w:footnotes xmlns:w="x"><w:t>{{ 7*7 }}</w:t></w:footnotes>'
    for name in ("word/footnotes.xml", "word/comments.xml", "word/endnotes.xml"):
        assert "may not be" in refused_by_check(rebuilt({}, {name: note}))


@pytest.mark.parametrize(
    "file", [b"", b"x", b"PK\x03\x04", b"%PDF-1.7", b"PK\x05\x06" + b"\0" * 18]
)
def test_what_is_no_word_file_is_called_that(file: bytes) -> None:
    assert "not a Word file" in refused(file)


def test_a_cut_off_file_is_refused() -> None:
    refused(shipped_template("nl")[:5_000])


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    assert "too big" in refused(rebuilt({}, {"word/media/x.bin": b"\0" * 70_000_000}))
    assert "too big" in refused(rebuilt({}, {"word/x.xml": b"<a>" + b" " * 5_000_000 + b"</a>"}))


def test_macros_objects_and_outside_links_are_refused() -> None:
    assert "macro" in refused(rebuilt({}, {"word/vbaProject.bin": b"x"}))
    assert "object" in refused(rebuilt({}, {"word/embeddings/oleObject1.bin": b"x"}))
    link = (
        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/attachedTemplate" Target="https://x.example/x.dotm" TargetMode="External"/>'
        "</Relationships>"
    )
    assert "outside" in refused(edited("</Relationships>", link, "word/_rels/document.xml.rels"))


@pytest.mark.parametrize(
    "field", ["DDEAUTO c:\\x", "INCLUDETEXT c:\\x", "includepicture x", "LINK x"]
)
def test_a_field_that_fetches_is_refused_also_when_cut_into_runs(field: str) -> None:
    assert "may not be in a template" in refused(edited(" SEQ Tabel", f" {field} Tabel"))
    cut = f"{field[:3]}</w:instrText></w:r><w:r><w:instrText>{field[3:]}"
    assert "may not be in a template" in refused(edited(" SEQ Tabel", cut))


def test_an_entity_is_refused() -> None:
    declared = '?>\n<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document '
    refused(edited("?>\n<w:document ", declared))


def test_broken_xml_is_refused() -> None:
    assert "damaged" in refused(edited("</w:body>", "</w:bod>"))


def test_a_loop_over_a_tables_edge_is_refused() -> None:
    file = edited("{%tr endfor %}", "{%p endfor %}")
    assert "edge of a table" in refused_by_check(file)
    with pytest.raises(TemplateRefused, match="rand"):
        render_report(report("nl", "final"), file)


def test_a_guid_in_an_attribute_is_no_code() -> None:
    file = edited("<w:document ", '<w:document w:conformance="{A1B2C3}" ')
    assert check_template(file, "en") == ()


def test_an_edited_template_is_used() -> None:
    file = edited(TITLE, "Anders: {{ title }}")
    made = render_report(report("nl"), file)
    with ZipFile(BytesIO(made)) as archive:
        text = "".join(parse(archive.read("word/document.xml")).itertext())
    assert "Anders: Metaalketens in beweging" in text


def test_a_template_that_hides_that_a_report_is_a_draft_is_refused() -> None:
    def hide(content: bytes) -> bytes:
        for code in (b"{% if draft %}", b"{%p if draft %}"):
            content = content.replace(code, code.replace(b"draft", b"errata"))
        return content.replace(b"{{ status }}", b"")

    names = ("word/document.xml", "word/header1.xml", "word/header2.xml")
    (problem,) = check_template(rebuilt(dict.fromkeys(names, hide)), "nl")
    assert "{{ status }} in de koptekst" in problem.message


def test_nothing_of_the_templates_maker_stays_behind() -> None:
    def tracked(content: bytes) -> bytes:
        change = (
            b'<w:p><w:ins w:id="1" w:author="Vreemdeling"><w:r><w:t>kept</w:t></w:r></w:ins>'
            b'<w:del w:id="2" w:author="Vreemdeling"><w:r><w:delText>gone</w:delText></w:r></w:del>'
            b'<w:commentRangeStart w:id="3"/><w:r><w:commentReference w:id="3"/></w:r></w:p>'
        )
        return content.replace(b"<w:body>", b"<w:body>" + change)

    def company(content: bytes) -> bytes:
        return content.replace(b"</Properties>", b"<Company>Vreemdeling</Company></Properties>")

    def maker(content: bytes) -> bytes:
        return content.replace(b">Ketenzicht<", b">Vreemdeling<")

    changes = {
        "word/document.xml": tracked,
        "docProps/app.xml": company,
        "docProps/core.xml": maker,
    }
    file = rebuilt(changes)
    assert check_template(file, "nl") == ()
    made = render_report(report("nl", "final"), file)
    with ZipFile(BytesIO(made)) as archive:
        everything = {name: archive.read(name) for name in archive.namelist()}
    assert not [name for name, content in everything.items() if b"Vreemdeling" in content]
    assert b"kept" in everything["word/document.xml"]
    assert b"gone" not in everything["word/document.xml"]
    assert b"commentReference" not in everything["word/document.xml"]
