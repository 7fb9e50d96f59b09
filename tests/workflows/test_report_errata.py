"""The table of what changed in a corrected report: people's own words, in either language."""

from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document as Word

from workflows import (
    clearances,
    clock,
    report_errata,
    report_numbers,
    report_proof,
    report_recounts,
    reports,
)
from workflows.errors import Invalid
from workflows.models import Person, Supplier
from workflows.states import ReportAction

TEXTS = {"nl": "De audit was in januari. Wij waren erbij.\nDit gaat weg.", "en": "It was January."}


@pytest.fixture
def corrected(session, world):
    """A draft that corrects a final report with words in both languages."""
    first = reports.create(session, reports.period_named("2025-2026"), "nl", world.secretary)
    for language, text in TEXTS.items():
        reports.write(session, first, "2", text, world.secretary, language=language)
    finish(session, world, first)
    return reports.correct(
        session, first, "Een fout.", world.secretary, translated="A mistake.", counted=False
    )


def finish(session, world, report):
    reports.act(session, report, ReportAction.CHECK, world.other_secretary)
    return reports.act(session, report, ReportAction.FINALISE, world.secretary)


def told(session, report, language="nl"):
    return [
        (one.place, one.was, one.now) for one in reports.content(session, report, language).errata
    ][1:]


def test_changed_words_are_rows_in_the_language_of_the_edition(session, world, corrected):
    assert told(session, corrected) == []
    text = "De audit was in december. Wij waren erbij."
    reports.write(session, corrected, "2", text, world.secretary)
    reports.write(session, corrected, "outlook", "Meer.", world.secretary)
    reports.write(session, corrected, "2", "It was May.", world.secretary, language="en")
    place = "Tekst in “2. Risico’s vinden en beoordelen”"
    assert told(session, corrected) == [
        (f"{place}: veranderd", "De audit was in januari.", "De audit was in december."),
        (f"{place}: weggehaald", "Dit gaat weg.", "–"),
        (f"Tekst in “{report_errata.chapter_title('outlook', 'nl')}”: nieuw", "–", "Meer."),
    ]
    assert told(session, corrected, "en")[0] == (
        "Text in “2. Identifying and assessing risks”: changed",
        "It was January.",
        "It was May.",
    )
    file = reports.render(session, finish(session, world, corrected))
    rows = [[c.text for c in row.cells] for t in Word(BytesIO(file)).tables for row in t.rows]
    assert [f"{place}: weggehaald", "Dit gaat weg.", "–"] in rows
    assert report_proof.verify(session, file).problems == ()
    session.commit()


def test_of_nothing_words_are_said_instead_of_numbers(session, world, corrected):
    figures = {**corrected.snapshot, "figures": [dict(f) for f in corrected.snapshot["figures"]]}
    figure = next(one for one in figures["figures"] if one["over"] == 0)
    figure["over"] = 5
    corrected.corrects.snapshot = figures
    (row,) = told(session, corrected)
    assert row[1:] == ("0 van 5", "– (er was niets te tellen)")
    session.rollback()


def test_each_language_gives_the_reason_in_its_own_words(session, world, corrected):
    for language, title, said in (
        ("nl", "Waarom er een nieuwe versie is", "Een fout."),
        ("en", "Why there is a new version", "A mistake."),
    ):
        why = reports.content(session, corrected, language).errata[0]
        assert (why.place, why.now, why.language) == (title, said, None)
    again = report_recounts.again(session, corrected, world.secretary)
    assert reports.content(session, again, "en").errata[0].now == "A mistake."


def test_the_other_language_says_in_which_language_the_reason_is(session, corrected):
    corrected.correction_translated = ""
    own, other = (reports.content(session, corrected, language).errata[0] for language in TEXTS)
    assert (own.place, own.language) == ("Waarom er een nieuwe versie is", None)
    assert (other.place, other.now) == ("Why there is a new version (Dutch)", "Een fout.")
    assert other.language == "nl"


def test_a_reason_is_asked_for_in_both_languages_where_people_wrote_in_both(session, world):
    first = reports.create(session, reports.period_named("2025-2026"), "nl", world.secretary)
    for language, text in TEXTS.items():
        reports.write(session, first, "2", text, world.secretary, language=language)
    finish(session, world, first)
    with pytest.raises(Invalid) as refused:
        reports.correct(session, first, "Een fout.", world.secretary, translated=" ")
    assert refused.value.params["field"] == "translated"
    session.rollback()


def test_a_second_version_says_so_on_its_cover(session, world, corrected):
    assert report_numbers.named(corrected).said("nl") == "2026-01, versie 2"  # a draft as yet
    finish(session, world, corrected)
    for language, number in (("nl", "2026-01, versie 2"), ("en", "2026-01, version 2")):
        file = reports.render(session, corrected, language=language)
        assert number in [p.text for p in Word(BytesIO(file)).paragraphs] or number in [
            c.text for t in Word(BytesIO(file)).tables for row in t.rows for c in row.cells
        ]
        assert report_numbers.named(corrected).said(language) == number
        assert report_numbers.named(corrected.corrects).said(language) == "2026-01"


def test_a_draft_with_changed_words_proves_itself(session, world, corrected):
    reports.write(session, corrected, "2", "De audit was in 2024.", world.secretary)
    assert report_proof.verify(session, reports.render(session, corrected)).problems == ()
    session.commit()


def test_long_words_and_many_paragraphs_are_only_said_to_have_changed(session, world, corrected):
    many = "\n".join(f"Alinea {number}" for number in range(20))
    reports.write(session, corrected, "1", "woord " * 100, world.secretary)
    reports.write(session, corrected, "2", many, world.secretary)
    assert {(was, now) for _place, was, now in told(session, corrected)} == {
        ("–", "De tekst is veranderd."),
        ("–", "Er is een passage bijgekomen."),
    }
    session.commit()


def test_words_that_were_taken_back_are_not_repeated(session, world, corrected):
    first = corrected.corrects
    reports.write(session, corrected, "2", "", world.secretary)
    assert "Dit gaat weg." in str(told(session, corrected))
    reports.act(session, first, ReportAction.PUBLISH, world.secretary, audience="public")
    reports.act(session, first, ReportAction.HIDE, world.secretary, note="Een geheim.")
    assert "Dit gaat weg." not in str(told(session, corrected))
    assert "Er is een passage weggehaald." in str(told(session, corrected))
    session.commit()


def test_a_supplier_that_was_named_is_not_named_again(session, world, corrected):
    reports.write(session, corrected, "2", "De audit was in januari.", world.secretary)
    assert "Dit gaat weg." in str(told(session, corrected))
    session.add(Supplier(organisation_id=world.company.id, name="Dit gaat weg"))
    session.flush()
    assert "Dit gaat weg" not in str(told(session, corrected))
    session.rollback()


NAMES = "Voorbeeld Draad ging voorop."


@pytest.fixture
def naming(session, world):
    """A draft that corrects a final report in which a company agreed to be named."""
    first = reports.create(session, reports.period_named("2025-2026"), "nl", world.secretary)
    reports.write(session, first, "2", f"Wij deden veel.\n{NAMES}", world.secretary)
    clearances.answer(session, asked(session, world, first), True, world.contact)
    finish(session, world, first)
    return reports.correct(session, first, "Een fout.", world.secretary, counted=False)


def asked(session, world, report, text=NAMES):
    due, whose = clock.today(session) + timedelta(days=7), world.company.public_id
    return clearances.ask(session, report, "2", text, whose, due, world.secretary)


@pytest.mark.parametrize("said", [NAMES, "Voorbeeld Draad ging ver voorop."])
def test_a_passage_that_was_refused_later_is_not_quoted(session, world, naming, said):
    """Also where other words were asked about than those that were given out."""
    reports.write(session, naming, "2", f"Wij deden veel.\n{said}", world.secretary)
    row = asked(session, world, naming, said)
    clearances.answer(session, row, False, world.contact, reason="Dat waren wij niet.")
    reports.write(session, naming, "2", "Wij deden veel.", world.secretary)
    (change,) = told(session, naming)
    assert change[0].endswith("weggehaald")
    assert change[1:] == ("–", "Er is een passage weggehaald.")
    file = reports.render(session, finish(session, world, naming))
    cells = [c.text for t in Word(BytesIO(file)).tables for row in t.rows for c in row.cells]
    assert "Er is een passage weggehaald." in cells
    assert not any("Voorbeeld Draad" in cell for cell in cells)


def test_what_is_agreed_in_other_words_alone_is_not_quoted_as_it_was(session, world, naming):
    row = asked(session, world, naming)
    words = "Een van de bedrijven ging voorop."
    clearances.answer(session, row, True, world.contact, wording=words)
    reports.write(session, naming, "2", f"Wij deden veel.\n{words}", world.secretary)
    assert NAMES not in str(told(session, naming))


def test_what_is_agreed_to_again_is_quoted(session, world, naming):
    row = asked(session, world, naming)
    clearances.answer(session, row, False, world.contact, reason="Dat waren wij niet.")
    clearances.answer(session, row, True, world.contact)
    reports.write(session, naming, "2", "Wij deden veel.", world.secretary)
    assert [change[1] for change in told(session, naming)] == [NAMES]


def test_a_passage_is_not_quoted_that_names_a_person_or_a_company_unasked(
    session, world, corrected
):
    was = "Jan de Vries was erbij.\nVerzonnen Staal ook."
    row = next(one for one in reports.written(session, corrected.corrects).values())
    row.text = was
    session.get_one(Person, world.contact.person_id).name = "Jan de Vries"
    reports.write(session, corrected, "2", "Niemand.", world.secretary)
    rows = str(told(session, corrected))
    assert "Jan" not in rows and "Verzonnen" not in rows


def test_the_line_of_a_list_is_quoted_without_its_dash(session, world, corrected):
    reports.write(session, corrected, "outlook", "- Een punt.", world.secretary)
    assert told(session, corrected)[-1][2] == "Een punt."
