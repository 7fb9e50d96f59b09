"""Figures beside those of final reports over other days, and what of them leaves the house."""

import copy
from dataclasses import replace

import pytest

from extraction.records import Kind
from tests.cast import a_company, a_document, a_person, a_reading, a_record
from workflows import deciding, items, report_content, reports
from workflows.models import Report
from workflows.states import ItemAction, ItemState, ReportAction, Role
from workflows.verdicts import Verdict


@pytest.fixture
def senders(session):
    """Four companies that may send papers."""
    found = []
    for number in range(4):
        company = a_company(session, f"Verzonnen Metaal {number} B.V.")
        email = f"inkoop@metaal{number}.example"
        found.append((company, a_person(session, email, Role.SUBMITTER, company)))
    return found


@pytest.fixture
def send(session, store, world):
    """Let companies each send papers with a smelter that is approved."""

    def papers(companies, count):
        for company, sender in companies:
            for _each in range(count):
                document = a_document(session, store, company, sender, a_reading(a_record()))
                for item in items.of_document(session, document):
                    for reader in (world.reader, world.other_reader):
                        if item.state is not ItemState.APPROVED:
                            deciding.decide(session, item, Verdict(ItemAction.APPROVE), reader)

    return papers


@pytest.fixture
def final(session, world):
    """Make a final report over a period."""

    def made(period):
        report = reports.create(session, reports.period_named(period), "nl", world.secretary)
        reports.act(session, report, ReportAction.CHECK, world.other_secretary)
        return reports.act(session, report, ReportAction.FINALISE, world.secretary)

    return made


def reason(report, code):
    (found,) = (one for one in reports.figures(report) if one["code"] == code)
    return found["reason"]


def test_a_year_is_hidden_that_tells_the_rest_of_it_after_an_earlier_part(
    clock, senders, send, final
):
    send(senders[:3], 2)
    part = final("2026-01-01..2026-03-31")
    assert (reason(part, "F201"), reason(part, "F204")) == ("", "")
    clock.forward(days=60)
    send(senders[3:], 3)
    year = final("2026")
    assert (reason(year, "F201"), reason(year, "F204")) == ("difference", "difference")
    assert [row["hidden"] for row in year.snapshot["tables"]["metals"]] == [True]
    assert year.snapshot["documents"] == []


def test_a_year_in_which_many_went_on_is_shown(clock, senders, send, final):
    send(senders[:3], 2)
    final("2026-01-01..2026-03-31")
    clock.forward(days=60)
    send(senders, 2)
    year = final("2026")
    assert (reason(year, "F201"), reason(year, "F204")) == ("", "")
    assert len(year.snapshot["documents"]) == 14


def test_the_list_of_papers_tells_a_kind_that_enough_companies_sent(
    session, store, senders, send, final
):
    send(senders, 2)
    company, sender = senders[0]
    a_document(
        session, store, company, sender, replace(a_reading(a_record()), kind=Kind.CERTIFICATE)
    )
    year = final("2026")
    listed = year.snapshot["documents"]
    assert len(listed) == 9
    assert {(one["language"], one["pages"]) for one in listed} == {(None, None)}
    # One of them by itself would follow from how many there are: the others go along.
    assert {one["kind"] for one in listed} == {None}
    shown = report_content.of(year, {}, {}, "nl").documents
    together = ("9 documenten; de soort is niet getoond", "–", None)
    assert [(one.kind, one.language, one.pages) for one in shown] == [together]


def test_a_kind_of_papers_that_all_sent_is_told(senders, send, final):
    send(senders, 2)
    assert len({one["kind"] for one in final("2026").snapshot["documents"]} - {None}) == 1


def test_periods_without_a_day_in_common_are_not_held_against_each_other(
    clock, senders, send, final
):
    send(senders[:3], 2)
    final("2026-01-01..2026-03-31")
    clock.forward(days=60)
    send(senders[1:], 2)
    assert reason(final("2026-04-01..2026-06-30"), "F201") == ""


def test_nothing_that_a_report_says_follows_from_whose_the_figures_are(senders, send, final):
    send(senders, 2)
    report = final("2026")
    said = report_content.of(report, {}, {}, "nl")
    other = copy.deepcopy(report.snapshot)
    for row in [*other["figures"], *(r for rows in other["tables"].values() for r in rows)]:
        row["by"] = {"somebody": 1}
        row["reason"] = "few"
    changed = Report(**{c.key: getattr(report, c.key) for c in Report.__table__.columns})
    changed.snapshot = other
    assert other != report.snapshot
    assert report_content.of(changed, {}, {}, "nl") == said
