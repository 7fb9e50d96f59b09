"""The Word file of a final report: the same bytes for ever, and known when they were altered."""

import hashlib
from io import BytesIO

import pytest
from docx import Document as Word
from sqlalchemy import update

from workflows import events, report_files, report_proof, report_texts, reports
from workflows.models import ReportFile
from workflows.states import ReportAction

LANGUAGES = ("nl", "en")


@pytest.fixture
def final(session, world):
    made = reports.create(session, reports.period_named("2024-2025"), "nl", world.secretary)
    reports.write(session, made, "foreword", "Wij leerden 3 dingen.", world.secretary)
    reports.act(session, made, ReportAction.CHECK, world.other_secretary)
    return reports.act(session, made, ReportAction.FINALISE, world.secretary)


def publish(session, world, report):
    return reports.act(
        session, report, ReportAction.PUBLISH, world.other_secretary, audience="parties"
    )


def of_another_release(*_args, **_more):
    raise AssertionError("a final report is not made again")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_final_report_is_downloaded_as_it_was_made_whatever_a_later_release_makes_of_it(
    session, monkeypatch, final, language
):
    before = reports.render(session, final, language=language)
    monkeypatch.setattr(reports, "render_report", of_another_release)
    monkeypatch.setattr(report_proof, "render_report", of_another_release)
    assert reports.render(session, final, language=language) == before
    row = report_files.newest(session, final, language)
    assert row.digest == hashlib.sha256(before).hexdigest()
    proof = report_proof.verify(session, before)
    assert (proof.report, proof.problems, proof.notes) == (final, (), ())
    session.commit()


def test_what_its_cover_says_changes_with_the_report_and_every_file_of_it_is_proved(
    session, world, final
):
    first = reports.render(session, final)
    publish(session, world, final)
    second = reports.render(session, final)
    said = [[r.cells[1].text for r in Word(BytesIO(f)).tables[0].rows] for f in (first, second)]
    assert "Definitief, nog niet gepubliceerd" in said[0]
    assert any(line.startswith("Gepubliceerd op ") for line in said[1])
    assert said[1][-1] == "Een tweede medewerker van het secretariaat"
    for file in (first, second):
        assert report_proof.verify(session, file).problems == ()
    session.commit()


def test_the_file_of_each_step_is_known_after_the_next_one(session, world, final):
    first = {language: reports.render(session, final, language=language) for language in LANGUAGES}
    publish(session, world, final)
    second = {language: reports.render(session, final, language=language) for language in LANGUAGES}
    for step, files in ((ReportAction.FINALISE, first), (ReportAction.PUBLISH, second)):
        for language, file in files.items():
            made = report_proof.verify(session, file).made
            assert (made.after, made.row.language) == (step, language)
            assert made.row.digest == hashlib.sha256(file).hexdigest()
    known = report_files.every(session, final)
    assert [one.after for one in known] == [
        *[ReportAction.PUBLISH] * 2,
        *[ReportAction.FINALISE] * 2,
    ]
    session.commit()


def test_a_draft_is_made_each_time(session, world):
    made = reports.create(session, reports.period_named("2024-2025"), "nl", world.secretary)
    assert report_files.of(session, made, "nl") == []
    assert report_files.intact(session, made)


def test_a_file_that_was_altered_where_it_is_kept_is_named(session, final):
    file = reports.render(session, final)
    for forged in (
        {"file": b"another"},
        {"file": b"x", "digest": hashlib.sha256(b"x").hexdigest()},
    ):
        point = session.begin_nested()
        which = ReportFile.report_id == final.id, ReportFile.language == "en"
        session.execute(update(ReportFile).where(*which).values(**forged))
        session.expire_all()
        assert report_proof.FILE_ALTERED in report_proof.verify(session, file).problems
        point.rollback()
        session.expire_all()
    assert report_proof.verify(session, file).problems == ()


def test_words_that_were_altered_behind_a_final_file_are_named(session, final):
    file = reports.render(session, final)
    (row,) = report_texts.every(session, final)
    row.text = "Wij leerden 8 dingen."
    session.flush()
    found = report_proof.verify(session, file).problems
    assert report_proof.WORDS_ALTERED in found
    assert any("3 dingen" in problem for problem in found)
    session.rollback()


def test_the_log_has_the_hash_of_every_file(session, final):
    logged = [
        events.payload(session, event)["digest"]
        for event in events.history(session, "report", final.public_id)
        if event.action == "keep_file"
    ]
    rows = [report_files.newest(session, final, language) for language in ("nl", "en")]
    assert sorted(logged) == sorted(row.digest for row in rows)
