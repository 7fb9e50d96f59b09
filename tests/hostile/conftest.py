"""An installation full of hostile texts: in papers, notes, measures, reports and the register."""

from dataclasses import dataclass

import pytest
from sqlalchemy import select

from tests.cast import a_document, a_reading, a_record, a_site, an_audit_finding
from tests.hostile.texts import TEXTS
from tests.installed import app, desk
from tests.walking import SENTENCES
from tests.webapp.desk import Desk
from workflows import deciding, findings, items, reports
from workflows.models import Finding
from workflows.states import FindingAction, ItemAction, ItemKind, RejectReason
from workflows.verdicts import Verdict

__all__ = ["app", "desk", "flood"]


@dataclass(frozen=True)
class Flood:
    """What was made of TEXTS, by public id."""

    desk: Desk
    document: str
    smelter_items: dict[str, str]  # text -> item
    findings: dict[str, str]  # text -> finding
    sites: dict[str, str]  # text -> site
    report: str


@pytest.fixture
def flood(desk: Desk) -> Flood:
    """Each text as smelter, quote, audit finding, note, measure, site, identifier and chapter."""
    with desk.working() as session:
        sites = {
            text: a_site(session, text, identifier=f"{number} {text}").public_id
            for number, text in enumerate(TEXTS.values())
        }
        reading = a_reading(
            *(a_record(text) for text in TEXTS.values()),
            findings=[an_audit_finding(text) for text in TEXTS.values()],
        )
        document = a_document(
            session, desk.store, desk.world.company, desk.world.submitter, reading
        )
        rows = items.of_document(session, document)
        smelters = [row for row in rows if row.kind is ItemKind.SMELTER]
        audited = [row for row in rows if row.kind is ItemKind.AUDIT_FINDING]
        for text, item in zip(TEXTS.values(), smelters, strict=True):
            why = Verdict(ItemAction.REJECT, RejectReason.NOT_A_SMELTER, note=text)
            deciding.decide(session, item, why, desk.world.reader)
        opened = {
            text: _walked(desk, session, item, text)
            for text, item in zip(TEXTS.values(), audited, strict=True)
        }
        period = reports.period_named("2025-2026")
        report = reports.create(session, period, "nl", desk.world.secretary)
        for chapter, text in (("foreword", "\n".join(TEXTS.values())), ("3", TEXTS["expression"])):
            reports.write(session, report, chapter, text, desk.world.secretary)
        return Flood(
            desk,
            document.public_id,
            {text: row.public_id for text, row in zip(TEXTS.values(), smelters, strict=True)},
            opened,
            sites,
            report.public_id,
        )


def _walked(desk: Desk, session, item, text: str) -> str:
    """The finding of an approved audit finding, with the text in every field that people fill."""
    deciding.decide(session, item, Verdict(ItemAction.APPROVE), desk.world.reader)
    finding = session.scalars(select(Finding).order_by(Finding.id.desc()).limit(1)).one()
    given = SENTENCES | {"person": desk.world.reader.email, "note": text}
    given |= {"text": text, "owner": text}
    for action, who in (
        (FindingAction.ASSIGN, desk.world.secretary),
        (FindingAction.ASSESS, desk.world.reader),
        (FindingAction.PLAN, desk.world.contact),
    ):
        findings.act(session, finding, action, who, given)
    return finding.public_id
