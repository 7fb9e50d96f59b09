"""A report in both its languages: the same number and figures, words of people in each."""

from io import BytesIO

import pytest
from docx import Document as Word

from report_templates import snapshot
from workflows import report_checks, report_files, report_proof, report_texts, reports, settings
from workflows.errors import Invalid
from workflows.report_points import Severity
from workflows.states import ReportAction


@pytest.fixture
def draft(session, world):
    return reports.create(session, reports.period_named("2025-2026"), "nl", world.secretary)


def said(file):
    return "\n".join(paragraph.text for paragraph in Word(BytesIO(file)).paragraphs)


def final(session, draft, world):
    reports.act(session, draft, ReportAction.CHECK, world.other_secretary)
    return reports.act(session, draft, ReportAction.FINALISE, world.secretary)


def test_both_editions_have_the_number_and_the_figures_of_one_snapshot(session, world, draft):
    report = final(session, draft, world)
    dutch, english = (
        snapshot.embedded(reports.render(session, report, language=language))
        for language in ("nl", "en")
    )
    assert dutch.number == english.number == report.number
    assert (dutch.hash, dutch.shown) == (english.hash, english.shown)
    assert "Progress report for the general assembly" in said(
        reports.render(session, report, language="en")
    )
    assert report_files.filename(report, "en") == f"progress-report-{report.number}.docx"


def test_an_edition_says_its_own_words_and_what_is_there_in_the_other_only(session, world, draft):
    for chapter, words in (("foreword", "Aan allen."), ("outlook", "Volgend jaar meer.")):
        reports.write(session, draft, chapter, words, world.secretary)
    reports.write(session, draft, "foreword", "To all.", world.secretary, language="en")
    dutch, english = (
        said(reports.render(session, draft, language=language)) for language in ("nl", "en")
    )
    assert "Aan allen." in dutch
    assert "To all." not in dutch
    assert "To all." in english
    assert "This text is there in Dutch only." in english
    assert "Volgend jaar meer." not in english


def test_before_the_final_it_is_asked_what_the_other_edition_lacks(session, world, draft):
    def told():
        return [
            check.places
            for check in report_checks.of(session, draft)
            if check.message.startswith("Written in one language only")
        ]

    reports.write(session, draft, "foreword", "Aan allen.", world.secretary)
    reports.write(session, draft, "outlook", "Volgend jaar meer.", world.secretary)
    assert told() == [("foreword", "outlook")]
    reports.write(session, draft, "foreword", "To all.", world.secretary, language="en")
    assert told() == [("outlook",)]
    reports.write(session, draft, "outlook", "More next year.", world.secretary, language="en")
    assert told() == []


def test_a_place_left_open_in_either_language_blocks_clearing(session, world, draft):
    reports.write(session, draft, "foreword", "To [name].", world.secretary, language="en")
    blocking = [c for c in report_checks.of(session, draft) if c.severity is Severity.BLOCKING]
    assert [row.language for check in blocking for row in check.places] == ["en"]
    with pytest.raises(Invalid):
        reports.act(session, draft, ReportAction.CHECK, world.other_secretary)


def test_the_other_edition_proves_itself_and_an_altered_word_of_number_is_found(
    session, world, draft
):
    reports.write(session, draft, "foreword", "We met 17 people.", world.secretary, language="en")
    report = final(session, draft, world)
    file = reports.render(session, report, language="en")
    assert report_proof.verify(session, file).problems == ()
    row = next(r for r in report_texts.every(session, report) if r.language == "en")
    row.text = "We met 71 people."
    session.flush()
    assert any("17" in problem for problem in report_proof.verify(session, file).problems)


def test_a_corrected_version_keeps_the_words_of_both_languages(session, world, draft):
    reports.write(session, draft, "foreword", "Aan allen.", world.secretary)
    reports.write(session, draft, "foreword", "To all.", world.secretary, language="en")
    again = reports.correct(
        session, final(session, draft, world), "Een fout", world.secretary, translated="A mistake"
    )
    assert reports.texts(session, again) == {"foreword": "Aan allen."}
    assert reports.texts(session, again, "en") == {"foreword": "To all."}


def test_no_other_language_is_written_in(session, world, draft):
    with pytest.raises(Invalid):
        reports.write(session, draft, "foreword", "An alle.", world.secretary, language="de")


def test_an_english_edition_names_the_agreement_in_english(session, world):
    def named():
        made = reports.create(session, reports.period_named("2024-2025"), "nl", world.secretary)
        reports.act(session, made, ReportAction.WITHDRAW, world.secretary)
        return [reports.content(session, made, language).agreement for language in ("nl", "en")]

    assert named() == ["Voorbeeldovereenkomst Metaal", "Example Metals Agreement"]
    settings.put(session, "agreement.name", "Akkoord van Nergens", None)
    assert named() == ["Akkoord van Nergens", "Akkoord van Nergens"]
    settings.put(session, "agreement.name_en", "Accord of Nowhere", None)
    assert named() == ["Akkoord van Nergens", "Accord of Nowhere"]


def behind(session, report):
    return [(row.chapter, row.language) for row in report_texts.behind(session, report)]


def test_a_text_is_behind_when_only_the_other_language_was_changed(session, world, draft):
    def write(text, language="nl", chapter="foreword"):
        reports.write(session, draft, chapter, text, world.secretary, language=language)

    write("In januari.")
    write("In januari 2026.")
    write("In January.", "en")
    assert behind(session, draft) == []  # a translation follows, and is no change
    write("In december.")
    write("Wij kijken vooruit.", chapter="outlook")
    assert behind(session, draft) == [("foreword", "en")]
    (check,) = [c for c in report_checks.of(session, draft) if c.settled]
    assert check.severity is Severity.WARNING
    write("In December.", "en")
    assert behind(session, draft) == []
    write("In May.", "en")
    assert behind(session, draft) == [("foreword", "nl")]
    write("In december.")  # saved as it is: somebody looked
    assert behind(session, draft) == []
    session.commit()


def test_a_draft_that_begins_with_texts_begins_with_what_is_behind_too(session, world, draft):
    for text, language in (("Een.", "nl"), ("One.", "en"), ("Twee.", "nl")):
        reports.write(session, draft, "foreword", text, world.secretary, language=language)
    made = reports.correct(
        session, final(session, draft, world), "Een fout", world.secretary, translated="A mistake"
    )
    assert behind(session, made) == [("foreword", "en")]
    session.commit()
