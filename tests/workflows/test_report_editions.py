"""A report after it is final: whom it is published to, from when, and how it is corrected."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document as Word
from sqlalchemy import text

from tests.cast import (
    a_company,
    a_document,
    a_person,
    a_reading,
    a_record,
    an_audit_finding,
)
from workflows import (
    deciding,
    items,
    ledger,
    report_differences,
    report_files,
    report_freezing,
    report_proof,
    reports,
)
from workflows.errors import Conflict, Invalid, NotAllowed, NotFound
from workflows.models import Finding
from workflows.report_audiences import ReportAudience
from workflows.states import ItemAction, ReportAction, Role
from workflows.verdicts import Verdict


def send(session, store, world, company, sender, *records):
    """A paper of a company, both readers having approved all of it."""
    document = a_document(session, store, company, sender, a_reading(*records))
    for item in items.of_document(session, document):
        for reader in (world.reader, world.other_reader):
            if item.state.value in ("open", "second"):
                deciding.decide(session, item, Verdict(ItemAction.APPROVE), reader)


@pytest.fixture
def senders(session, store, world):
    """Four companies that each name the same smelter."""
    found = []
    for number in range(4):
        company = a_company(session, f"Verzonnen Metaal {number} B.V.")
        sender = a_person(session, f"inkoop@metaal{number}.example", Role.SUBMITTER, company)
        send(session, store, world, company, sender, a_record("Merapi Tin Works"))
        found.append((company, sender))
    return found


def a_final(session, world):
    report = reports.create(session, reports.period_named("2025-2026"), "nl", world.secretary)
    return finish(session, world, report)


def finish(session, world, report):
    reports.act(session, report, ReportAction.CHECK, world.other_secretary)
    reports.act(session, report, ReportAction.FINALISE, world.secretary)
    return report


def sees(session, report, who):
    try:
        return reports.get(session, report.public_id, who) is report
    except NotFound:
        return False


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        (ReportAudience.ASSEMBLY, {"contact", "member"}),
        (ReportAudience.PARTIES, {"contact", "member", "submitter", "competitor", "reader"}),
        (
            ReportAudience.PUBLIC,
            {"contact", "member", "submitter", "competitor", "reader", "supporter", "expert"},
        ),
    ],
)
def test_a_report_is_read_by_those_it_was_published_to(session, world, audience, readers):
    report = a_final(session, world)
    reports.act(session, report, ReportAction.PUBLISH, world.secretary, audience=audience)
    board = {"chair", "secretary", "other_secretary"}
    others = set(world.everybody) - board - {"other_reader"}
    seen = {name for name in others if sees(session, report, getattr(world, name))}
    assert seen == readers
    assert all(sees(session, report, getattr(world, name)) for name in board)
    session.commit()


def test_publishing_says_to_whom(session, world):
    report = a_final(session, world)
    for audience in ("", "nobody"):
        with pytest.raises(Invalid, match="audience"):
            reports.act(session, report, ReportAction.PUBLISH, world.secretary, audience=audience)
    session.rollback()


def test_before_its_day_only_the_board_and_the_office_read_it(session, world, clock):
    report = a_final(session, world)
    day = date(2026, 3, 5)
    told = {"audience": "public", "embargo": day}
    reports.act(session, report, ReportAction.PUBLISH, world.secretary, **told)
    assert not sees(session, report, world.member)
    assert sees(session, report, world.chair)
    assert sees(session, report, world.secretary)
    clock.forward(days=3)
    assert sees(session, report, world.member)
    session.commit()


def test_a_correction_is_the_next_version_with_an_erratum(session, store, world, senders):
    first = a_final(session, world)
    reports.act(session, first, ReportAction.PUBLISH, world.secretary, audience="public")
    before = reports.render(session, first)
    for company, sender in senders[:3]:
        record = a_record("Alto Wolfram", country="BO", metal="tungsten")
        send(session, store, world, company, sender, record)
    second = reports.correct(session, first, "Drie documenten ontbraken.", world.secretary)
    assert (second.edition, second.corrects, second.number) == (2, first, None)
    finish(session, world, second)
    assert second.number == first.number == "2026-01"
    assert report_files.filename(second) == "voortgangsrapport-2026-01-v2.docx"
    file = reports.render(session, second)
    rows = [[c.text for c in row.cells] for t in Word(BytesIO(file)).tables for row in t.rows]
    assert ["Waarom er een nieuwe versie is", "–", "Drie documenten ontbraken."] in rows
    assert ["Ontvangen documenten", "4", "7"] in rows
    assert ["Goedgekeurde smeltervermeldingen per metaal: Wolfraam", "–", "3"] in rows
    assert report_proof.verify(session, file).problems == ()
    assert report_proof.verify(session, before).problems == ()
    kinds = {d.kind for d in report_differences.between(first, second, "nl")}
    assert kinds == {"added", "changed"}
    session.commit()


def test_own_words_go_along_and_the_next_number_is_another(session, world):
    first = reports.create(session, reports.period_named("2025-2026"), "nl", world.secretary)
    reports.write(session, first, "foreword", "Een jaar.", world.secretary)
    finish(session, world, first)
    second = reports.correct(session, first, "Een fout.", world.secretary)
    assert reports.texts(session, second) == {"foreword": "Een jaar."}
    finish(session, world, second)
    other = reports.create(session, reports.period_named("2024-2025"), "nl", world.secretary)
    assert finish(session, world, other).number == "2026-02"
    session.commit()


def test_a_correction_of_words_keeps_the_figures_and_hides_nothing_more(
    session, store, world, senders, clock
):
    first = a_final(session, world)
    reports.act(session, first, ReportAction.PUBLISH, world.secretary, audience="public")
    clock.forward(days=1)
    company, sender = senders[0]
    send(session, store, world, company, sender, a_record("Merapi Tin Works"))
    second = reports.correct(session, first, "Een tikfout.", world.secretary, counted=False)
    assert reports.figures(second) == reports.figures(first)
    assert second.cutoff == first.cutoff
    assert second.created_at > first.created_at
    assert [one.was for one in reports.content(session, second).errata] == ["–"]
    assert report_freezing.intact(second)
    assert ledger.intact(session, second)
    # A file says by its hash which of the two it is.
    assert second.snapshot_hash != first.snapshot_hash
    file = reports.render(session, finish(session, world, second))
    assert report_proof.verify(session, file).report is second
    assert report_proof.verify(session, file).problems == ()
    session.commit()


def test_only_its_makers_correct_the_words_of_a_report(session, world):
    report = a_final(session, world)
    with pytest.raises(NotAllowed):
        reports.correct(session, report, "Een fout.", world.chair, counted=False)
    session.commit()


def test_only_a_final_is_corrected_once_with_a_reason_by_the_office(session, world):
    draft = reports.create(session, reports.period_named("2025-2026"), "nl", world.secretary)
    with pytest.raises(NotAllowed, match="final"):
        reports.correct(session, draft, "Een fout.", world.secretary)
    finish(session, world, draft)
    with pytest.raises(NotAllowed):
        reports.correct(session, draft, "Een fout.", world.chair)
    with pytest.raises(Invalid):
        reports.correct(session, draft, " ", world.secretary)
    second = reports.correct(session, draft, "Een fout.", world.secretary)
    with pytest.raises(Conflict):
        reports.correct(session, draft, "Nog een.", world.secretary)
    reports.act(session, second, ReportAction.WITHDRAW, world.secretary)
    assert reports.correct(session, draft, "Toch.", world.secretary).edition == 2
    session.commit()


def test_a_cell_that_changed_by_one_company_is_hidden_in_the_next_version(
    session, store, world, senders
):
    first = a_final(session, world)
    (row,) = [r for r in first.snapshot["tables"]["metals"] if r["key"] == "tin"]
    assert (row["value"], row["hidden"]) == (4, False)
    company, sender = senders[0]
    send(session, store, world, company, sender, a_record("Merapi Tin Works"))
    second = reports.correct(session, first, "Een document ontbrak.", world.secretary)
    shown = {r["key"]: r["value"] for r in second.snapshot["tables"]["metals"] if not r["hidden"]}
    assert "tin" not in shown
    (figure,) = [f for f in reports.figures(second) if f["code"] == "F204"]
    assert (figure["hidden"], figure["reason"]) == (True, "difference")
    found = report_differences.between(first, second, "nl")
    assert {one.kind for one in found} <= {"hidden", "removed"}
    # That it is hidden is no change: the erratum names it, and no sign instead of a number.
    told = reports.content(session, second).errata
    assert "×" not in {one.now for one in told}
    (named,) = [one for one in told if one.place == "Cijfers die niet meer te zien zijn"]
    assert "Goedgekeurde items" in named.now
    assert "te weinig bedrijven" in named.now
    session.commit()


def test_a_cell_that_was_hidden_is_not_shown_by_the_next_version(session, store, world):
    found = []
    for number in range(4):
        company = a_company(session, f"Bedacht Metaal {number} B.V.")
        sender = a_person(session, f"inkoop@bedacht{number}.example", Role.SUBMITTER, company)
        for clause in ("7.1", "7.2"):
            reading = a_reading(findings=[an_audit_finding(clause)])
            document = a_document(session, store, company, sender, reading)
            (item,) = items.of_document(session, document)
            deciding.decide(session, item, Verdict(ItemAction.APPROVE), world.reader)
        found.append(session.query(Finding).order_by(Finding.id.desc()).first().id)

    def dismiss(some):
        for one in some:
            words = text("UPDATE finding SET state = 'dismissed' WHERE id = :id")
            session.execute(words, {"id": one})
        session.expire_all()

    def phases(report):
        return {r["key"]: r["value"] for r in report.snapshot["tables"]["phases"]}

    dismiss(found[:2])
    first = a_final(session, world)
    assert phases(first) == {"assessment": None, "dismissed": None}
    dismiss(found)
    second = reports.correct(session, first, "Er ontbrak iets.", world.secretary)
    assert phases(second) == {"assessment": None, "dismissed": None}
    session.rollback()
