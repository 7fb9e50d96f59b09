"""What is no review by two people has figures and words of its own in a report."""

import pytest

from tests.cast import a_candidate, a_company, a_document, a_person, a_reading, a_record, a_site
from workflows import deciding, items, report_content, reports, settings
from workflows.engine import make_sessions
from workflows.states import ItemAction, Role
from workflows.verdicts import Verdict


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


def companies_send(session, store, *records):
    """Three companies each send a paper with these smelters; who sent it, and its items."""
    for number in range(3):
        company = a_company(session, f"Verzonnen Metaal {number} B.V.")
        sender = a_person(session, f"inkoop@metaal{number}.example", Role.SUBMITTER, company)
        document = a_document(session, store, company, sender, a_reading(*records))
        yield sender, items.of_document(session, document)


def told(session, world):
    """The figures of a report by code, and what its second chapter says."""
    report = reports.create(session, reports.period_named("2026"), "nl", world.secretary)
    (chapter,) = (c for c in report_content.of(report, {}, {}, "nl").chapters if c.step == 2)
    said = "".join(
        part if isinstance(part, str) else part.code
        for paragraph in chapter.paragraphs
        for part in paragraph.parts
    )
    return {f["code"]: f["value"] for f in reports.figures(report)}, said


def test_what_companies_confirmed_stands_beside_what_was_approved(session, store, world):
    settings.put(session, "review.first", "member", None)
    record = a_record(candidates=[a_candidate(a_site(session))])
    for sender, (item,) in companies_send(session, store, record):
        deciding.decide(session, item, Verdict(ItemAction.CONFIRM), sender)
    figures, said = told(session, world)
    assert (figures["F207"], figures["F203"], figures["F205"]) == (3, 0, 0)
    assert "F207 items bevestigde het bedrijf zelf, zonder dat een beoordelaar ze las." in said


def test_what_one_person_read_is_told(session, store, world):
    for _, (item,) in companies_send(session, store, a_record()):
        deciding.decide(session, item, Verdict(ItemAction.APPROVE), world.reader)
        ill = Verdict(ItemAction.SETTLE, note="The other reader is ill.")
        deciding.decide(session, item, ill, world.secretary)
    figures, said = told(session, world)
    assert figures["F208"] == 3
    assert "F208 items las één persoon, met een reden." in said


def test_where_neither_happens_a_report_says_nothing_of_it(session, store, world):
    list(companies_send(session, store, a_record()))
    figures, said = told(session, world)
    assert not {"F207", "F208"} & set(figures)
    assert "bevestigde" not in said
