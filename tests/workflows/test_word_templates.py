"""The secretariat's own Word templates: versions, two people, what a report is made with."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document as Word

from workflows import report_proof, reports, word_templates
from workflows.errors import Conflict, NotAllowed, NotFound
from workflows.report_kinds import ReportKind
from workflows.states import ReportAction


def a_file(word="Eigen huis"):
    """The shipped template with a word of the house's own above its contents."""
    stream = BytesIO()
    shipped = ZipFile(BytesIO(word_templates.shipped(ReportKind.PROGRESS, "nl")))
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name in shipped.namelist():
            content = shipped.read(name)
            if name == "word/document.xml":
                content = content.replace(b">Inhoud<", f">{word}<".encode())
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.fixture
def add(session, world):
    def add(word="Eigen huis"):
        file = a_file(word)
        kind = ReportKind.PROGRESS
        return word_templates.add(session, kind, "nl", "eigen.docx", file, world.secretary)

    return add


@pytest.fixture
def draft(session, world):
    return reports.create(session, reports.period_named("2024-2025"), "nl", world.secretary)


def said(session, report, language=""):
    file = reports.render(session, report, language=language)
    return "\n".join(paragraph.text for paragraph in Word(BytesIO(file)).paragraphs)


def test_a_template_is_used_once_somebody_else_switched_it_on(session, world, add, draft):
    row = add()
    assert "Eigen huis" not in said(session, draft)
    with pytest.raises(NotAllowed):
        word_templates.switch_on(session, row, world.secretary)
    word_templates.switch_on(session, row, world.other_secretary)
    assert "Eigen huis" in said(session, draft)
    assert "Eigen huis" not in said(session, draft, "en")


def test_one_is_switched_on_at_a_time_and_there_is_a_way_back(session, world, add, draft):
    first, second = add("Eerste huis"), add("Tweede huis")
    assert (first.number, second.number) == (1, 2)
    for row in (first, second):
        word_templates.switch_on(session, row, world.other_secretary)
    assert "Tweede huis" in said(session, draft)
    assert [row.in_use for row in (first, second)] == [False, True]
    word_templates.switch_off(session, second, world.secretary)
    assert "huis" not in said(session, draft)


def test_a_final_report_keeps_the_template_it_became_final_with(session, world, add, draft):
    row = add()
    word_templates.switch_on(session, row, world.other_secretary)
    reports.act(session, draft, ReportAction.CHECK, world.other_secretary)
    reports.act(session, draft, ReportAction.FINALISE, world.secretary)
    word_templates.switch_off(session, row, world.secretary)
    assert "Eigen huis" in said(session, draft)
    assert word_templates.of_report(session, draft, "nl") is row
    assert word_templates.of_report(session, draft, "en") is None


def test_its_file_is_proved_to_its_last_line_without_giving_the_template(
    session, world, add, draft
):
    reports.write(session, draft, "foreword", "Wij spraken 17 mensen.", world.secretary)
    word_templates.switch_on(session, add(), world.other_secretary)
    reports.act(session, draft, ReportAction.CHECK, world.other_secretary)
    reports.act(session, draft, ReportAction.FINALISE, world.secretary)
    proof = report_proof.verify(session, reports.render(session, draft))
    assert (proof.problems, proof.notes) == ((), ())


def test_the_same_file_is_kept_once(session, add):
    add()
    with pytest.raises(Conflict):
        add()


def test_who_makes_no_reports_knows_of_none(session, world, add):
    row = add()
    with pytest.raises(NotFound):
        word_templates.get(session, row.public_id, world.chair)
    with pytest.raises(NotAllowed):
        word_templates.everything(session, world.submitter)
    with pytest.raises(NotAllowed):
        word_templates.switch_on(session, row, world.chair)
