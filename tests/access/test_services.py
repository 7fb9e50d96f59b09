"""The rules hold without any page in front of them: asked directly, with somebody who may not."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.access import matrix
from webapp import db
from workflows import (
    editions,
    event_lists,
    membership,
    merging,
    operations,
    people,
    register_files,
    report_decisions,
    report_goals,
    reports,
    risk_entries,
    risks,
    settings,
    site_entries,
)
from workflows.errors import NotAllowed, NotFound
from workflows.models import Organisation, Report, Site, SiteMerge
from workflows.site_entries import Given
from workflows.states import ReportAction, ReportState
from workflows.storage import FileStore


def report_in(session, state):
    query = select(Report).where(Report.state == state, Report.year_id.is_(None))
    return session.scalars(query.limit(1)).one()


def some_company(session):
    return session.scalars(select(Organisation).limit(1)).one()


def two_sites(session):
    query = select(Site).where(Site.organisation_id.is_not(None))
    return session.scalars(query.order_by(Site.organisation_id, Site.id.desc()).limit(2)).all()


def some_merge(session):
    return session.scalars(select(SiteMerge.public_id)).one()


CALLS = {
    "import": lambda s, who, _: editions.import_edition(
        s, [], name="x", valid_from=date(2025, 1, 1), actor=who
    ),
    "keep": lambda s, who, store: register_files.keep(s, store, "x.csv", b"x", who),
    "risks": lambda s, who, _: risks.import_list(
        s, [], name="x", valid_from=date(2025, 1, 1), source="x", actor=who
    ),
    "entities": lambda s, who, _: risk_entries.import_list(
        s, [], name="x", valid_from=date(2025, 1, 1), source="x", actor=who
    ),
    "setting": lambda s, who, _: settings.change(s, "review.sample", "1", who, note="x"),
    "report": lambda s, who, _: reports.create(s, reports.period_named("2025"), "nl", who),
    "write": lambda s, who, _: reports.write(
        s, report_in(s, ReportState.DRAFT), "foreword", "x", who
    ),
    "goals": lambda s, who, _: report_goals.keep(
        s, report_in(s, ReportState.DRAFT), {"F203": "80"}, who
    ),
    "decided": lambda s, who, _: report_decisions.note(
        s, report_in(s, ReportState.FINAL), date(2020, 1, 31), "Vastgesteld.", who
    ),
    "correct": lambda s, who, _: reports.correct(
        s, report_in(s, ReportState.FINAL), "Een fout", who
    ),
    "publish": lambda s, who, _: reports.act(
        s, report_in(s, ReportState.FINAL), ReportAction.PUBLISH, who, audience="public"
    ),
    "merge": lambda s, who, _: merging.merge(s, *two_sites(s), who, reason="x"),
    "merges": lambda s, who, _: merging.get(s, some_merge(s), who),
    "decline": lambda s, who, _: site_entries.decline(s, two_sites(s)[0], who, reason="x"),
    "undo a merge": lambda s, who, _: merging.undo(
        s, s.scalars(select(SiteMerge)).one(), who, reason="x"
    ),
    "log": lambda s, who, _: event_lists.problems(s, who),
}
ENTERING = {
    "enter": lambda s, who, _: site_entries.enter(s, Given("Verzonnen"), who, source="x"),
}
MANAGING = {
    "end": lambda s, who, _: membership.end_organisation(s, some_company(s), who, note="x"),
    "list": lambda s, who, _: membership.everything(s, who, membership.Filter()),
}


def refused(ground, viewer, call):
    with db.sessions(ground.app)() as session:
        who = people.acting_as(session, ground.emails[viewer])
        with pytest.raises((NotAllowed, NotFound)):
            call(session, who, FileStore(ground.folder / "files"))
        session.rollback()


@pytest.mark.parametrize("name", CALLS)
def test_only_the_secretariat_does_this(ground, name):
    for viewer in sorted(matrix.LOGGED_IN - matrix.OFFICE):
        refused(ground, viewer, CALLS[name])


@pytest.mark.parametrize("name", ENTERING)
def test_only_the_secretariat_and_reviewers_do_this(ground, name):
    for viewer in sorted(matrix.LOGGED_IN - matrix.OFFICE - matrix.REVIEWERS):
        refused(ground, viewer, ENTERING[name])


@pytest.mark.parametrize("name", MANAGING)
def test_only_who_manages_accounts_does_this(ground, name):
    for viewer in sorted(matrix.LOGGED_IN - matrix.STAFF):
        refused(ground, viewer, MANAGING[name])


def test_only_the_administrator_sees_the_queue(ground):
    for viewer in sorted(matrix.LOGGED_IN - {"administrator"}):
        refused(ground, viewer, lambda session, who, _: operations.counts(session, who))
        refused(ground, viewer, lambda session, who, _: operations.to_retry(session, who))
