"""What a company's own report says: six steps, the checklist, article 7, and its Word file."""

from io import BytesIO

import pytest
from docx import Document as Word

from tests.cast import a_company, a_document, a_person, a_reading, a_record
from tests.yearly import a_told_year
from workflows import report_proof, reports
from workflows.report_kinds import ReportKind
from workflows.states import ReportAction, Role


@pytest.fixture
def year(session, store, world):
    return a_told_year(session, store, world)


def a_report(session, year, who, kind=ReportKind.MEMBER, language="nl"):
    return reports.create_of_year(session, year, kind, language, who)


def finished(session, report, world):
    reports.act(session, report, ReportAction.CHECK, world.contact)
    return reports.act(session, report, ReportAction.FINALISE, world.submitter)


def said(data):
    """Every word of a Word file's body and tables."""
    document = Word(BytesIO(data))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def the_section(content, title):
    return next(section for section in content.closing if section.title.startswith(title))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", [ReportKind.MEMBER, ReportKind.PLAN])
def test_a_final_file_of_a_company_proves_itself(session, world, year, kind, language):
    report = a_report(session, year, world.submitter, kind, language)
    draft = reports.render(session, report)
    assert report_proof.verify(session, draft).problems == ()
    final = reports.render(session, finished(session, report, world))
    proof = report_proof.verify(session, final)
    assert (proof.report, proof.problems, proof.notes) == (report, (), ())
    assert report.number in said(final)


def test_another_number_in_the_file_of_a_company_is_named(session, world, year):
    report = finished(session, a_report(session, year, world.submitter), world)
    document = Word(BytesIO(reports.render(session, report)))
    cell = next(c for t in document.tables for r in t.rows for c in r.cells if c.text == "1 van 2")
    cell.paragraphs[0].runs[0].text = "2 van 2"
    stream = BytesIO()
    document.save(stream)
    problems = report_proof.verify(session, stream.getvalue()).problems
    assert any("2 van 2" in one for one in problems)


def test_the_checklist_says_what_is_there_by_figures_or_by_own_words(session, world, year):
    report = a_report(session, year, world.submitter)

    def answers():
        (table,) = the_section(reports.content(session, report), "Controlelijst").tables
        return {(row[0], row[1]): row[2] for row in table.rows}

    policy = ("Het beleid, en wie ervoor verantwoordelijk is", "Stap 1")
    assert answers()[policy] == "Nog niet"
    assert answers()["Wat er tegen de risico’s gebeurt", "Stap 3"] == "Ja"
    reports.write(session, report, "1", "De directie stelde het beleid vast.", world.submitter)
    assert answers()[policy] == "Ja"


def test_article_seven_counts_smelters_and_asks_for_own_words(session, world, year):
    report = a_report(session, year, world.submitter, language="en")
    block = the_section(reports.content(session, report), "Regulation (EU) 2017/821")
    assert {part.code for part in block.paragraphs[1].parts if not isinstance(part, str)} == {
        "M201",
        "M202",
    }
    own = [row[2] for row in block.tables[0].rows if row[0] in ("2", "4")]
    assert own == ["The company says nothing on this yet"] * 2
    reports.write(session, report, "article7", "We tell our customers.", world.submitter)
    content = reports.content(session, report)
    block = the_section(content, "Regulation (EU) 2017/821")
    assert {row[2] for row in block.tables[0].rows if row[0] in ("2", "4")} == {
        "The company’s own words below"
    }
    assert "We tell our customers." in said(reports.render(session, report))


def test_a_plan_stands_by_step_with_who_and_what_came_of_it(session, world, year):
    report = a_report(session, year, world.submitter, ReportKind.PLAN)
    file = said(reports.render(session, report))
    assert "Acties van Voorbeeld Draad B.V." in file
    assert "Plan van aanpak 1 juli 2025 – 30 juni 2026" in file
    assert file.count("Geen actie bij deze stap.") == 4
    for word in ("Beleid herschrijven", "Inkoop", "Gedaan", "Vastgesteld", "1 juni 2026"):
        assert word in file
    assert "×" not in file


def test_what_a_company_publishes_no_longer_covers_two_others(session, store, world, year):
    for number in range(2):
        company = a_company(session, f"Verzonnen Metaal {number} B.V.")
        sender = a_person(session, f"inkoop@metaal{number}.example", Role.SUBMITTER, company)
        for paper in range(2):
            name = f"Verzonnen Smelter {number} {paper}"
            a_document(session, store, company, sender, a_reading(a_record(name)))
    period = reports.period_named("2025-2026")

    def received():
        report = reports.create(session, period, "nl", world.secretary)
        return next(f for f in reports.figures(report) if f["code"] == "F201")

    assert len(received()["by"]) == 3
    assert not received()["hidden"]
    report = finished(session, a_report(session, year, world.submitter), world)
    assert not received()["hidden"]
    reports.act(session, report, ReportAction.PUBLISH, world.submitter, audience="parties")
    assert (received()["hidden"], received()["reason"]) == (True, "few")
