"""Reports: frozen figures, four eyes, who may see them, and the proof of the file."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from docx import Document as Word
from sqlalchemy import select

from extraction.records import Kind
from tests.cast import a_certificate, a_company, a_document, a_person, a_reading, a_record
from workflows import deciding, documents, items, report_freezing, report_proof, reports
from workflows.errors import Invalid, NotAllowed, NotFound
from workflows.models import Item, Notice, Report
from workflows.states import ItemAction, ReportAction, Role
from workflows.verdicts import Verdict

YEAR = "2025-2026"


def approve(session, world, document):
    """Both readers approve every item of a document."""
    for item in items.of_document(session, document):
        for reader in (world.reader, world.other_reader):
            person = [a.person_id for a in document.assignments]
            assert reader.person_id in person
            if item.state.value in ("open", "second"):
                deciding.decide(session, item, Verdict(ItemAction.APPROVE), reader)


def companies_send(session, store, world, count):
    """So many companies each send a paper with two smelters, all approved."""
    for number in range(count):
        company = a_company(session, f"Verzonnen Metaal {number} B.V.")
        sender = a_person(session, f"inkoop@metaal{number}.example", Role.SUBMITTER, company)
        reading = a_reading(
            a_record("Merapi Tin Works"), a_record("Alto Wolfram", country="BO", metal="tungsten")
        )
        document = a_document(session, store, company, sender, reading)
        approve(session, world, document)


def a_report(session, world, language="nl"):
    return reports.create(session, reports.period_named(YEAR), language, world.secretary)


def figure(report, code):
    return next(f for f in reports.figures(report) if f["code"] == code)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-2026", date(2025, 7, 1), date(2026, 6, 30)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-01-01..2026-06-30", date(2026, 1, 1), date(2026, 6, 30)),
    ],
)
def test_a_period_is_a_year_of_the_agreement_a_year_or_two_days(text, first, last):
    period = reports.period_named(text)
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize("text", ["", "2025-2027", "soon", "2026-06-30..2026-01-01", "2026-13"])
def test_another_period_is_refused_with_what_to_write(text):
    with pytest.raises(Invalid):
        reports.period_named(text)


def test_figures_count_what_was_approved_with_its_places(session, store, world):
    companies_send(session, store, world, 3)
    report = a_report(session, world)
    assert figure(report, "F201")["value"] == 3
    approved = figure(report, "F204")
    assert approved["value"] == 6
    assert {place["quote"] for place in approved["sources"]} == {
        "tin | Merapi Tin Works | ID",
        "tungsten | Alto Wolfram | BO",
    }
    session.commit()


def test_figures_about_two_companies_are_hidden_with_their_places(session, store, world):
    companies_send(session, store, world, 2)
    report = a_report(session, world)
    hidden = figure(report, "F201")
    assert (hidden["value"], hidden["over"], hidden["sources"]) == (None, None, [])
    assert report.snapshot["documents"] == []
    assert all(row["value"] is None for row in report.snapshot["tables"]["metals"])
    session.commit()


def companies_send_mill_certificates(session, store, count):
    for number in range(count):
        company = a_company(session, f"Bedachte Walserij {number} B.V.")
        sender = a_person(session, f"inkoop@walserij{number}.example", Role.SUBMITTER, company)
        reading = replace(a_reading(), kind=Kind.MILL_CERTIFICATE)
        a_document(session, store, company, sender, reading)


def test_a_parked_paper_is_not_one_that_waits_for_review(session, store, world):
    companies_send(session, store, world, 3)
    companies_send_mill_certificates(session, store, 3)
    report = a_report(session, world)
    assert figure(report, "F201")["value"] == 6
    reviewed = figure(report, "F203")
    assert (reviewed["value"], reviewed["over"]) == (3, 3)


def test_how_many_papers_of_one_company_are_parked_follows_from_no_figure(session, store, world):
    companies_send(session, store, world, 3)
    companies_send_mill_certificates(session, store, 1)
    reviewed = figure(a_report(session, world), "F203")
    assert (reviewed["value"], reviewed["over"]) == (3, None)


def test_a_frozen_report_does_not_follow_what_changes_later(session, store, world):
    companies_send(session, store, world, 3)
    report = a_report(session, world)
    before = report.snapshot_hash
    item = session.query(Item).first()
    deciding.decide(session, item, Verdict(ItemAction.REOPEN, note="Nog eens kijken"), world.reader)
    session.expire(report)
    assert figure(report, "F204")["value"] == 6
    assert report.snapshot_hash == before
    assert report_freezing.intact(report)
    session.commit()


def test_asked_for_twice_in_a_moment_a_report_is_made_once(session, store, world):
    companies_send(session, store, world, 3)
    report = a_report(session, world)
    assert a_report(session, world) is report
    period = reports.period_named(YEAR)
    assert reports.create(session, period, "en", world.secretary) is not report
    assert reports.create(session, period, "nl", world.other_secretary) is not report
    item = session.query(Item).first()
    deciding.decide(session, item, Verdict(ItemAction.REOPEN, note="Nog eens kijken"), world.reader)
    assert a_report(session, world) is not report
    assert session.query(Report).count() == 4
    session.commit()


def test_who_made_a_report_does_not_clear_it(session, world):
    report = a_report(session, world)
    with pytest.raises(NotAllowed, match="you made it"):
        reports.act(session, report, ReportAction.CHECK, world.secretary)
    reports.act(session, report, ReportAction.CHECK, world.other_secretary)
    reports.act(session, report, ReportAction.FINALISE, world.secretary)
    assert report.number == "2026-01"
    session.commit()


def test_only_the_secretariat_makes_reports(session, world):
    for who in (world.submitter, world.reader, world.member, world.chair, world.administrator):
        with pytest.raises(NotAllowed):
            reports.create(session, reports.period_named(YEAR), "nl", who)


def seen_by(session, report, who):
    try:
        return reports.get(session, report.public_id, who) is report
    except NotFound:
        return False


def test_drafts_are_the_secretariats_finals_the_boards_published_ones_everybodys(session, world):
    report = a_report(session, world)
    others = (world.submitter, world.member, world.supporter, world.expert, world.reader)
    assert not any(seen_by(session, report, who) for who in (*others, world.chair))
    reports.act(session, report, ReportAction.CHECK, world.other_secretary)
    reports.act(session, report, ReportAction.FINALISE, world.secretary)
    assert seen_by(session, report, world.chair)
    assert not any(seen_by(session, report, who) for who in others)
    reports.act(session, report, ReportAction.PUBLISH, world.secretary, audience="public")
    assert all(seen_by(session, report, who) for who in others)
    assert not seen_by(session, report, world.administrator)
    session.commit()


def test_who_a_report_is_published_to_is_told_when_it_can_be_read(session, world, clock):
    for embargo, heard in ((None, True), (clock().date() + timedelta(days=9), False)):
        report = a_report(session, world)
        reports.act(session, report, ReportAction.CHECK, world.other_secretary)
        reports.act(session, report, ReportAction.FINALISE, world.secretary)
        reports.act(
            session,
            report,
            ReportAction.PUBLISH,
            world.secretary,
            audience="assembly",
            embargo=embargo,
        )
        hearers = {
            notice.person_id
            for notice in session.scalars(
                select(Notice).where(Notice.noun == "report", Notice.object_id == report.public_id)
            )
        }
        assert (world.chair.person_id in hearers) is heard
        assert world.reader.person_id not in hearers
        session.commit()


def words_of(docx):
    document = Word(BytesIO(docx))
    cells = (c.text for t in document.tables for row in t.rows for c in row.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_the_file_names_no_company_and_no_smelter(session, store, world):
    companies_send(session, store, world, 3)
    report = a_report(session, world)
    reports.act(session, report, ReportAction.CHECK, world.other_secretary)
    reports.act(session, report, ReportAction.FINALISE, world.secretary)
    said = words_of(reports.render(session, report))
    for name in ("Verzonnen Metaal", "Merapi", "Alto Wolfram", "opgave.pdf"):
        assert name not in said
    session.commit()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nl", "om welk bedrijf het gaat: ontvangen documenten;"),
        ("en", "could be recognised otherwise: documents received;"),
    ],
)
def test_a_hidden_figure_is_no_gap_in_a_sentence(session, store, world, language, sentence):
    companies_send(session, store, world, 2)
    said = words_of(reports.render(session, a_report(session, world, language)))
    assert sentence in said
    assert "stuurden ×" not in said
    session.commit()


def test_a_draft_carries_its_sources_as_comments_and_a_final_none(session, store, world):
    companies_send(session, store, world, 3)
    report = a_report(session, world)
    draft = Word(BytesIO(reports.render(session, report)))
    assert any("Merapi Tin Works" in comment.text for comment in draft.comments)
    reports.act(session, report, ReportAction.CHECK, world.other_secretary)
    reports.act(session, report, ReportAction.FINALISE, world.secretary)
    final = Word(BytesIO(reports.render(session, report)))
    assert len(list(final.comments)) == 0
    session.commit()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_file_proves_its_own_figures(session, store, world, language):
    companies_send(session, store, world, 3)
    report = a_report(session, world, language)
    proof = report_proof.verify(session, reports.render(session, report))
    assert proof.report is report
    assert proof.problems == ()
    session.commit()


def test_an_altered_figure_is_named(session, store, world):
    companies_send(session, store, world, 3)
    report = a_report(session, world)
    document = Word(BytesIO(reports.render(session, report)))
    for run in (
        r
        for t in document.tables
        for row in t.rows
        for c in row.cells
        for p in c.paragraphs
        for r in p.runs
    ):
        if run.text == "6":
            run.text = "7"
    out = BytesIO()
    document.save(out)
    problems = report_proof.verify(session, out.getvalue()).problems
    assert any("F204" in problem for problem in problems)
    session.commit()


def test_own_words_are_kept_while_it_is_a_draft(session, world):
    report = a_report(session, world)
    reports.write(
        session, report, "foreword", "Een jaar met {{ 7*7 }} en A & B < C.", world.secretary
    )
    assert "{{ 7*7 }} en A & B < C" in words_of(reports.render(session, report))
    reports.write(session, report, "foreword", "Een gewoon jaar.", world.secretary)
    reports.act(session, report, ReportAction.CHECK, world.other_secretary)
    with pytest.raises(NotAllowed, match="draft"):
        reports.write(session, report, "foreword", "Anders", world.secretary)
    session.commit()


def test_a_certificate_counts_as_an_item_and_not_as_a_smelter(session, store, world):
    companies_send(session, store, world, 3)
    document = a_document(
        session, store, world.company, world.submitter, a_reading(certificates=[a_certificate()])
    )
    approve(session, world, document)
    report = a_report(session, world)
    assert figure(report, "F204")["value"] == 7
    assert figure(report, "F205")["by"] == dict.fromkeys(figure(report, "F205")["by"], 2)
    assert documents.current(document).outcome == "read"
    session.commit()
