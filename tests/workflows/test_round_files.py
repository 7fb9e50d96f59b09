"""A draft that comes back as a Word file: each change and comment in its place, and none lost."""

import re
from datetime import UTC, datetime

import pytest

from report_templates import suggestions
from tests import word_files
from tests.rounding import a_round
from workflows import remark_answers, remarks, reports, round_drafts, round_files, rounds
from workflows.errors import Invalid, NotAllowed
from workflows.remark_states import RemarkAction

BY = b'w:author="Anna Bedacht" w:date="2026-03-02T08:00:00Z"'


@pytest.fixture
def row(session, world):
    return a_round(session, world, "Wij deden veel.\nEn wij leerden.")


@pytest.fixture
def file(session, world, row):
    return round_drafts.render(session, row, world.contact)


def new(text):
    return b'<w:ins w:id="901" %s><w:r><w:t xml:space="preserve">%s</w:t></w:r></w:ins>' % (
        BY,
        text,
    )


def gone(text):
    words = b'<w:delText xml:space="preserve">%s</w:delText>' % text
    return b'<w:del w:id="902" %s><w:r>%s</w:r></w:del>' % (BY, words)


def after(file, text, more):
    """The file with this behind the run of a text."""
    pattern = b"(<w:r>(?:(?!</w:r>).)*>%s</w:t></w:r>)" % text
    files = word_files.unpacked(file)
    body, times = re.subn(pattern, lambda m: m[1] + more, files["word/document.xml"], count=1)
    assert times == 1
    return word_files.packed({**files, "word/document.xml": body})


def take_in(session, world, row, file):
    written = suggestions.read(file)
    return round_files.take_in(session, row, written, "abc", world.contact)


def at(made):
    return [(round_drafts.at(one), one.text, one.proposed) for one in made]


def test_a_draft_that_comes_back_as_it_went_says_nothing(session, world, row, file):
    assert take_in(session, world, row, file) == []


def test_a_tracked_change_is_a_proposal_for_its_paragraph(session, world, row, file):
    changed = after(file, b"Wij deden veel.", new(b" Echt."))
    (one,) = take_in(session, world, row, changed)
    assert at([one]) == [("foreword-own-0", "", "Wij deden veel. Echt.")]
    assert (one.word_author, one.word_at) == (
        "Anna Bedacht",
        datetime(2026, 3, 2, 8, tzinfo=UTC),
    )
    remark_answers.act(session, one, RemarkAction.TAKE, world.secretary)
    texts = reports.texts(session, row.report)
    assert texts["foreword"] == "Wij deden veel. Echt.\nEn wij leerden."


def test_the_same_file_sent_twice_says_it_once(session, world, row, file):
    changed = after(file, b"Wij deden veel.", new(b" Echt."))
    assert len(take_in(session, world, row, changed)) == 1
    assert take_in(session, world, row, changed) == []


def test_a_change_of_what_the_figures_say_is_a_remark_that_no_click_takes_over(
    session, world, row, file
):
    spot = round_drafts.spot(row, "1-0")
    end = spot.quote[-12:].encode()
    (one,) = take_in(session, world, row, after(file, b"[^<]*" + end, new(b" Of meer.")))
    assert at([one]) == [("1-0", "", f"{spot.quote} Of meer.")]
    with pytest.raises(NotAllowed):
        remark_answers.act(session, one, RemarkAction.TAKE, world.secretary)


def test_a_change_outside_the_chapters_stands_elsewhere_with_its_paragraph(
    session, world, row, file
):
    (one,) = take_in(session, world, row, after(file, b"Begrippen", new(b" en meer")))
    assert round_drafts.at(one) == ""
    assert (one.quote, one.proposed) == ("Begrippen", "Begrippen en meer")


def test_what_was_changed_without_tracking_is_a_proposal_too(session, world, row, file):
    changed = word_files.changed(file, b"Wij deden veel\\.", b"Wij deden heel veel.")
    assert at(take_in(session, world, row, changed)) == [
        ("foreword-own-0", "", "Wij deden heel veel.")
    ]
    without = word_files.changed(file, b"<w:p>(?:(?!</w:p>).)*En wij leerden\\..*?</w:p>", b"")
    assert at(take_in(session, world, row, without)) == [("foreword-own-1", "", "")]


def test_a_paragraph_put_in_without_tracking_comes_after_the_one_above(session, world, row, file):
    parts = word_files.unpacked(file)["word/document.xml"]
    more = word_files.paragraph("Zo was het jaar bijna voorbij, en verder.").encode()
    changed = word_files.changed(
        file, b"En wij leerden\\.</w:t></w:r></w:p>", b"En wij leerden.</w:t></w:r></w:p>" + more
    )
    assert parts != word_files.unpacked(changed)["word/document.xml"]
    assert at(take_in(session, world, row, changed)) == [
        ("foreword-own-1", "", "En wij leerden.\nZo was het jaar bijna voorbij, en verder.")
    ]


def test_another_document_is_not_taken_for_the_draft(session, world, row):
    with pytest.raises(Invalid, match="not the draft"):
        take_in(session, world, row, word_files.smelter_table(3))
    assert remarks.of_round(session, row, world.secretary) == []


def test_after_the_round_no_file_is_taken_in(session, world, row, file):
    rounds.close(session, row, world.secretary)
    with pytest.raises(NotAllowed):
        take_in(session, world, row, file)


def test_what_a_program_counts_anew_is_no_change(session, world, row, file):
    counted = word_files.changed(file, b">Tabel ", b">Tabel 8")
    assert take_in(session, world, row, counted) == []


def test_a_figure_altered_in_a_table_without_tracking_is_seen(session, world, row, file):
    cell = b">0</w:t></w:r>(?:<w:bookmarkEnd [^>]*/>)?</w:p></w:tc>"
    altered = word_files.changed(file, cell, b">123456</w:t></w:r></w:p></w:tc>")
    assert at(take_in(session, world, row, altered)) == [("", "", "123456")]


def test_an_item_of_a_list_comes_back_as_it_went_and_stays_one_when_it_is_changed(session, world):
    row = a_round(session, world, "Wij leerden:\n- eerder vragen\n- vaker vragen")
    file = round_drafts.render(session, row, world.contact)
    assert take_in(session, world, row, file) == []
    (one,) = take_in(session, world, row, after(file, b"vaker vragen", new(b" aan allen")))
    assert at([one]) == [("foreword-own-2", "", "- vaker vragen aan allen")]
    remark_answers.act(session, one, RemarkAction.TAKE, world.secretary)
    assert reports.texts(session, row.report)["foreword"].endswith("- vaker vragen aan allen")
