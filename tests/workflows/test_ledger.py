"""The records behind a figure: what counts, what does not and why, and who sees which."""

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document as Word
from sqlalchemy import select, text

from extraction.records import Kind
from tests.cast import (
    a_company,
    a_document,
    a_person,
    a_reading,
    a_record,
    an_audit_finding,
)
from workflows import deciding, documents, items, ledger, report_proof, reports, soundness
from workflows.errors import NotFound
from workflows.models import Document, Finding
from workflows.states import (
    DocumentAction,
    FindingState,
    ItemAction,
    RejectReason,
    ReportAction,
    Role,
)
from workflows.verdicts import Verdict

YEAR = "2025-2026"


@pytest.fixture
def senders(session, store, world):
    """Three companies, each with a paper of two smelters and an audit finding, all approved."""
    found = []
    for number in range(3):
        company = a_company(session, f"Verzonnen Metaal {number} B.V.")
        sender = a_person(session, f"inkoop@metaal{number}.example", Role.SUBMITTER, company)
        records = (a_record("Merapi Tin Works"), a_record("Alto Wolfram", country="BO"))
        reading = a_reading(*records, findings=[an_audit_finding()])
        document = a_document(session, store, company, sender, reading)
        for item in items.of_document(session, document):
            for reader in (world.reader, world.other_reader):
                if item.state.value in ("open", "second"):
                    deciding.decide(session, item, Verdict(ItemAction.APPROVE), reader)
        found.append(sender)
    return found


def a_report(session, world, published=True):
    report = reports.create(session, reports.period_named(YEAR), "nl", world.secretary)
    if published:
        reports.act(session, report, ReportAction.CHECK, world.other_secretary)
        reports.act(session, report, ReportAction.FINALISE, world.secretary)
        reports.act(session, report, ReportAction.PUBLISH, world.secretary, audience="public")
    return report


def value(report, code):
    return next(f["value"] for f in reports.figures(report) if f["code"] == code)


def test_every_figure_has_as_many_records_as_it_says(session, world, senders):
    report = a_report(session, world)
    counted = [f for f in reports.figures(report) if not f["hidden"] and f["code"] != "F205"]
    assert len(counted) > 8
    for one in counted:
        account = ledger.account(session, report, one["code"], world.secretary)
        assert account.total == one["value"], one["code"]
    assert {r.kind for r in ledger.account(session, report, "F206", world.secretary).records} == {
        "findings"
    }
    session.commit()


def test_every_cell_of_a_table_has_as_many_records_as_it_says(session, world, senders):
    report = a_report(session, world)
    for name, rows in report.snapshot["tables"].items():
        for row in rows:
            code = ledger.cell(name, row["key"])
            account = ledger.account(session, report, code, world.secretary)
            assert account.total == row["value"]
    for code in ("metals.none such", "none.tin", "F999"):
        with pytest.raises(NotFound):
            ledger.account(session, report, code, world.secretary)


def _hide(session, report, table, keys):
    """Freeze these rows of a table as hidden."""
    rows = [
        {**row, "value": None, "hidden": True} if row["key"] in keys else row
        for row in report.snapshot["tables"][table]
    ]
    report.snapshot = {**report.snapshot, "tables": {**report.snapshot["tables"], table: rows}}
    session.flush()


def test_a_row_is_asked_for_by_what_it_counts_and_not_by_its_place(session, world, senders):
    report = a_report(session, world)
    for table, rows in report.snapshot["tables"].items():
        for number in range(len(rows) + 1):
            with pytest.raises(NotFound):
                ledger.account(session, report, f"{table}.{number}", world.secretary)
    session.commit()


def test_a_hidden_row_whose_name_is_not_told_is_not_there_for_others(session, world, senders):
    report = a_report(session, world)
    row = {**report.snapshot["tables"]["severities"][0], "key": "high"}
    extra = [{**row, "key": key} for key in ("low", "medium")]
    tables = {**report.snapshot["tables"], "severities": [row, *extra]}
    report.snapshot = {**report.snapshot, "tables": tables}
    one, two = (ledger.cell("severities", key["key"]) for key in extra)
    _hide(session, report, "severities", [extra[0]["key"]])
    # One hidden row stands in the table by its name, with a sign.
    assert ledger.account(session, report, one, senders[0]).total == 0
    _hide(session, report, "severities", [key["key"] for key in extra])
    for code in (one, two):
        assert ledger.account(session, report, code, world.secretary).figure["hidden"]
        for ask in (ledger.account, ledger.everything):
            with pytest.raises(NotFound):
                ask(session, report, code, senders[0])
    _hide(session, report, "severities", [each["key"] for each in (row, *extra)])
    with pytest.raises(NotFound):
        ledger.account(session, report, ledger.cell("severities", row["key"]), senders[0])
    session.rollback()


def test_the_rest_of_a_total_and_what_is_left_out_are_told_apart(session, store, world, senders):
    mill = replace(a_reading(), kind=Kind.MILL_CERTIFICATE)
    gone = a_document(session, store, world.company, world.submitter, a_reading(a_record("Weg")))
    documents.act(session, gone, DocumentAction.WITHDRAW, world.submitter, note="Vergissing")
    for number, sender in enumerate(senders):
        company = session.get(Document, number + 1).organisation
        a_document(session, store, company, sender, mill)
        waiting = a_document(session, store, company, sender, a_reading(a_record("Wachtend")))
        (item,) = items.of_document(session, waiting)
        if number:
            continue
        verdict = Verdict(ItemAction.REJECT, RejectReason.NOT_A_SMELTER)
        deciding.decide(session, item, verdict, world.reader)
    report = a_report(session, world)

    def total(code, part):
        account = ledger.account(session, report, code, world.secretary, part)
        assert account.part == part
        return account.total

    assert total("F201", "withdrawn") == 1
    assert total("F203", "parked") == 3
    reviewed = next(f for f in reports.figures(report) if f["code"] == "F203")
    assert total("F203", "rest") == reviewed["over"] - reviewed["value"]
    assert total("F204", "waiting") + total("F204", "rejected") == 3
    session.commit()


def test_the_records_are_those_of_the_cut_off_and_not_of_today(session, world, senders):
    report = a_report(session, world)
    finding = session.scalars(select(Finding)).first()
    session.execute(text("UPDATE finding SET state = 'dismissed'"))
    session.expire_all()
    account = ledger.account(session, report, "F206", world.secretary)
    assert account.total == value(report, "F206")
    record = next(r for r in account.records if r.row is finding)
    assert (record.state, record.row.state) == ("open", FindingState.DISMISSED)
    session.rollback()


def test_a_member_sees_its_own_records_and_no_number_of_others(session, world, senders):
    report = a_report(session, world)
    for sender in senders:
        own = {row.id for row in session.scalars(documents.visible(sender))}
        account = ledger.account(session, report, "F204", sender)
        assert account.total == len(account.records) == 3
        assert ledger.everything(session, report, "F204", sender) == list(account.records)
        assert {r.row.document_id for r in account.records} <= own
        (company,) = ledger.account(session, report, "F102", sender).records
        assert company.row.id in sender.organisations()


@pytest.mark.parametrize("who", ["member", "supporter", "chair", "competitor", "reader"])
def test_who_sees_no_record_elsewhere_sees_none_here(session, world, senders, who):
    report = a_report(session, world)
    session.execute(text("DELETE FROM assignment"))
    actor = getattr(world, who)
    for code in ("F201", "F204", "F206", "metals.tin"):
        account = ledger.account(session, report, code, actor)
        assert (account.records, account.total, account.parts) == ((), 0, ("counted",))
    session.rollback()


def test_of_a_hidden_figure_a_member_sees_not_even_its_own(session, store, world):
    document = a_document(session, store, world.company, world.submitter, a_reading(a_record("X")))
    report = a_report(session, world)
    assert ledger.figure(report, "F201")["hidden"]
    assert ledger.account(session, report, "F201", world.secretary).records[0].row is document
    for actor in (world.submitter, world.competitor):
        account = ledger.account(session, report, "F201", actor)
        assert (account.records, account.total, account.parts) == ((), 0, ())
        assert ledger.everything(session, report, "F201", actor) == []
    session.commit()


def test_a_book_that_was_altered_is_found(session, world, senders):
    report = a_report(session, world)
    assert ledger.intact(session, report)
    file = reports.render(session, report)
    row = session.get(ledger.ReportLedger, report.id)
    records = ledger.book(session, report)
    records["findings"].popitem()
    row.book = ledger.ledger_book.packed(records)
    session.flush()
    assert not ledger.intact(session, report)
    assert ledger.ALTERED in report_proof.verify(session, file).problems
    assert soundness.problems(session) == [
        f"report {report.public_id}: the records behind its figures were altered"
    ]
    session.rollback()


def test_a_draft_leads_from_each_shown_figure_to_its_records(session, world, senders):
    address = "https://keten.example/reports/x/figures/"
    draft = a_report(session, world, published=False)
    file = Word(BytesIO(reports.render(session, draft, address=address)))
    said = "\n".join(comment.text for comment in file.comments)
    assert said.count("Alle gegevens achter dit cijfer") > 5
    for code in ("F101", "F201", "F204", "F206", "F302"):
        assert f"{address}{code}" in said
    hidden = [f["code"] for f in reports.figures(draft) if f["hidden"]]
    assert not any(f"{address}{code}" in said for code in hidden)


def test_the_records_stand_by_company_and_then_by_date(session, world, senders):
    report = a_report(session, world)
    account = ledger.account(session, report, "F201", world.secretary)
    papers = [(one.row.organisation.name, one.row.received_at) for one in account.records]
    assert len({name for name, _moment in papers}) > 1
    assert papers == sorted(papers)
