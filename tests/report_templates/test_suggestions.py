"""Tracked changes and comments of a Word file, each with its paragraph as that was before."""

import pytest

from report_templates import suggestions
from report_templates.package import Refusal
from tests import word_files

ANN = 'w:author="Anna Bedacht" w:date="2026-02-03T10:00:00Z"'
BEN = 'w:author="Ben Verzonnen" w:date="2026-02-04T10:00:00Z"'


def run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def new(text, by=ANN):
    return f'<w:ins w:id="1" {by}>{run(text)}</w:ins>'


def gone(text, by=ANN):
    words = f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'
    return f'<w:del w:id="2" {by}>{words}</w:del>'


def p(*inside, mark=""):
    properties = f"<w:pPr><w:rPr>{mark}</w:rPr></w:pPr>" if mark else ""
    return f"<w:p>{properties}{''.join(inside)}</w:p>"


def read(body, **parts):
    return suggestions.read(word_files.of_body(body, parts=parts))


def changes(body, **parts):
    return [(one.place, one.before, one.after) for one in read(body, **parts).suggestions]


def test_words_put_in_the_place_of_others_are_one_change_with_who_and_when():
    written = read(p(run("Eerst.")) + p(run("Wij deden "), gone("veel"), new("iets"), run(".")))
    (one,) = written.suggestions
    assert (one.place, one.before, one.after) == (1, "Wij deden veel.", "Wij deden iets.")
    assert (one.author, one.at) == ("Anna Bedacht", "2026-02-03T10:00:00Z")
    assert written.paragraphs == ("Eerst.", "Wij deden veel.")


def test_changes_apart_or_of_two_people_are_each_their_own():
    body = p(run("Wij "), new("allen "), run("deden "), gone("veel"), new("iets", BEN))
    assert changes(body) == [
        (0, "Wij deden veel", "Wij allen deden veel"),
        (0, "Wij deden veel", "Wij deden "),
        (0, "Wij deden veel", "Wij deden veeliets"),
    ]


def test_a_paragraph_put_in_belongs_to_the_one_before_it():
    body = p(run("Eerst."), mark=f'<w:ins w:id="3" {ANN}/>') + p(new("Erbij.")) + p(run("Daarna."))
    assert changes(body) == [(0, "Eerst.", "Eerst.\nErbij.")]
    assert read(body).paragraphs == ("Eerst.", "Daarna.")


def test_a_paragraph_taken_out_becomes_nothing():
    body = p(gone("Weg ermee."), mark=f'<w:del w:id="3" {ANN}/>') + p(run("Daarna."))
    assert changes(body) == [(0, "Weg ermee.", "")]


def test_what_one_added_and_another_took_out_again_was_never_there():
    inside = f'<w:ins w:id="1" {ANN}>{gone("toch niet", BEN)}</w:ins>'
    assert changes(p(run("Zo."), inside)) == []


def test_a_comment_has_its_paragraph_and_the_words_it_is_about():
    body = p(
        run("Wij deden "),
        '<w:commentRangeStart w:id="7"/>',
        run("veel"),
        '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>',
    )
    notes = f'<w:comment w:id="7" {ANN}>{p(run("Hoeveel?"))}{p(run("Noem een getal."))}</w:comment>'
    (one,) = read(body, comments=notes).suggestions
    assert (one.place, one.quote, one.after) == (0, "veel", None)
    assert one.text == "Hoeveel?\nNoem een getal."
    assert one.author == "Anna Bedacht"


def test_a_comment_without_a_place_and_a_change_in_a_footnote_are_not_lost():
    notes = f'<w:comment w:id="7" {ANN}>{p(run("Los."))}</w:comment>'
    note = p(run("Zie "), gone("boven"), new("onder"))
    found = read(p(run("Zo.")), comments=notes, footnotes=note).suggestions
    assert [(one.place, one.text, one.after) for one in found] == [
        (-1, "", "Zie onder"),
        (-1, "Los.", None),
    ]


def test_a_cell_of_a_table_is_a_paragraph_too():
    cell = f"<w:tbl><w:tr><w:tc>{p(gone('12'), new('13'))}</w:tc></w:tr></w:tbl>"
    assert changes(cell) == [(0, "12", "13")]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("word/vbaProject.bin", b"x", "active"),
        ("[Content_Types].xml", b'<Types><x ContentType="a.macroEnabled.b"/></Types>', "active"),
        ("word/document.xml", b"<w:document", "damaged"),
        ("word/document.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "damaged"),
    ],
)
def test_a_file_that_is_not_safe_or_not_whole_is_refused(name, data, code):
    parts = word_files.unpacked(word_files.of_body(p(run("Zo."))))
    with pytest.raises(Refusal) as refused:
        suggestions.read(word_files.packed({**parts, name: data}))
    assert refused.value.code == code


def test_what_is_no_word_file_or_says_too_much_is_refused():
    with pytest.raises(Refusal) as refused:
        suggestions.read(b"%PDF-1.7")
    assert refused.value.code == "not_word"
    many = "".join(p(run("a"), new("b")) for _ in range(suggestions.MOST + 1))
    with pytest.raises(Refusal) as refused:
        read(many)
    assert refused.value.code == "too_big"
