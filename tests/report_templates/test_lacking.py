"""A template made before a field was there: what reports made with it do not print."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from report_templates import lacking
from report_templates.building import KINDS, LANGUAGES
from report_templates.checking import check_template, fields_used
from report_templates.lacking import fields_lacking
from report_templates.render import shipped_template


def without(*codes, kind="progress", language="nl", instead=""):
    """The shipped template with these codes taken out, or others in their place."""
    stream = BytesIO()
    shipped = ZipFile(BytesIO(shipped_template(language, kind)))
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name in shipped.namelist():
            content = shipped.read(name)
            for code in codes:
                content = content.replace(code.encode(), instead.encode())
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_shipped_template_lacks_nothing_and_every_field_of_it_has_its_words(kind, language):
    shipped = shipped_template(language, kind)
    assert fields_lacking(shipped, kind, language) == ()
    empty = without("{{", "}}", "{%", "%}", kind=kind, language=language)
    told = {field for field, _words in fields_lacking(empty, kind, language)}
    groups = {field for field in fields_used(shipped) - lacking.LAYOUT if "." not in field}
    assert told == groups


def test_what_is_not_printed_is_named_in_the_readers_language_and_the_order_of_the_report():
    older = without("{{ hash }}", "{{ checked_by }}", "{{ chart.grid }}")
    assert check_template(older, "nl") == ()
    assert fields_lacking(older, "progress", "nl") == (
        ("checked_by", "wie het controleerde"),
        ("chapters.charts.grid", "de tabel met de getallen van een grafiek"),
        ("hash", "het controlegetal van de cijfers"),
    )
    assert ("checked_by", "who checked it") in fields_lacking(older, "progress", "en")


def test_another_field_that_says_the_same_is_as_good():
    older = without("{{ figure.result }}", instead="{{ figure.value }}")
    assert fields_lacking(older, "progress", "nl") == ()
    bare = without("{{ figure.result }}")
    assert [field for field, _ in fields_lacking(bare, "progress", "nl")] == [
        "chapters.figures.result"
    ]


def test_every_field_that_is_told_of_is_one_of_a_shipped_template():
    known = set().union(*(fields_used(shipped_template("nl", kind)) for kind in KINDS))
    assert set(lacking.SAID) <= known
    assert known <= set(lacking.SAID) | lacking.LAYOUT
