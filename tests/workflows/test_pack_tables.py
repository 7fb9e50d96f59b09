"""Every table that can hold a member's rows is in the pack, or stays out for a reason said here."""

import re
from functools import partial

import pytest

from tests import packing
from tests.packing import table
from workflows.models import Base

HELD = {
    "organisation_standing": "standings",
    "supplier": "suppliers",
    "document": "documents",
    "document_version": "versions",
    "part": "documents",
    "upload": "versions",
    "item": "items",
    "item_field": "fields",
    "item_place": "places",
    "decision": "verdicts",
    "question": "questions",
    "item_comment": "comments",
    "withdrawal_request": "withdrawals",
    "finding": "findings",
    "finding_risk": "findings",
    "finding_source": "finding_sources",
    "measure": "measures",
    "evidence": "evidence",
    "communication": "communications",
    "finding_comment": "finding_comments",
    "contest": "contests",
    "member_year": "years",
    "year_step": "steps",
    "year_answer": "answers",
    "year_evidence": "answer_documents",
    "year_import": "answer_imports",
    "plan_action": "plan_actions",
    "chain_risk": "chain_risks",
    "remedy": "remedies",
    "report": "reports",
    "report_text": "report_texts",
    "report_consent": "consents",
    "report_clearance": "clearances",
    "round_guest": "rounds",
    "report_round": "rounds",
    "round_remark": "round_remarks",
    "site": "sites",
    "site_metal": "sites",
    "site_identifier": "sites",
    "site_name": "site_names",
    "name_rule": "name_rules",
    "event": "events",
    "event_payload": "events",
}
"""By table, the one of the pack that its rows stand in."""

_MADE_AGAIN = "made again out of the files whenever they are read"
_READERS = "who reads what, and how, is the business of those who read"
_REGISTER = "of the register, which is everybody's"
STAY_OUT = {
    "organisation": "its name is that of the pack; its key names files on the disk",
    "mandate": "names of people: the pack says whether a deed was the company's",
    "document_page": _MADE_AGAIN,
    "mention": _MADE_AGAIN,
    "text_band": _MADE_AGAIN,
    "likeness": _MADE_AGAIN,
    "item_candidate": _READERS,
    "name_lesson": "ties a name of the table site_names to the item that taught it",
    "assignment": _READERS,
    "reading_lock": _READERS,
    "given_back": _READERS,
    "team_paper": _READERS,
    "proposal": "for the secretariat alone, until it becomes a finding",
    "report_ledger": "which records its figures count: all of them are in the pack",
    "report_file": "made of the report and its texts, which are in the pack, and on its page",
    "report_goal": "of reports of the agreement as a whole",
    "site_status": _REGISTER,
    "site_link": _REGISTER,
    "site_merge": _REGISTER,
    "site_state_change": _REGISTER,
    "edition_change": _REGISTER,
}

CALLED = {
    "organisation_standing.from_date": "first_day",
    "organisation_standing.to_date": "ended_on",
    "part.container_id": "came_with",
    "document_version.upload_id": "file",
    "document_version.extractor": "reader",
    "document_version.page_count": "pages",
    "upload.blob": "file",
    "decision.at": "day",
    "finding_risk.code": "risks",
    "evidence.added_at": "at",
    "evidence.upload_id": "file",
    "communication.communicated_at": "at",
    "communication.copy_id": "file",
    "communication.copy_hash": "digest",
    "contest.grounds": "text",
    "contest.outcome": "verdict",
    "contest.is_final": "final",
    "contest.is_past": "past",
    "member_year.instrument": "edition",
    "year_step.number": "step_number",
    "year_step.asked_due": "asked_until",
    "year_step.asked_why": "reason",
    "year_evidence.answer_id": "year_answer",
    "year_import.upload_id": "file",
    "year_import.imported_at": "at",
    "plan_action.step": "step_number",
    "report.number": "report_number",
    "report.edition": "report_edition",
    "report.corrects_id": "corrects",
    "report.snapshot_hash": "digest",
    "report_text.written_at": "at",
    "report_consent.code": "figure",
    "report_consent.given": "consents",
    "round_remark.word_at": "written",
    "report_clearance.given": "consents",
    "report_clearance.wording": "proposed",
    "report_clearance.declined": "reply",
    "round_remark.answer": "reply",
    "site.valid_from": "first_day",
    "site_metal.metal": "metals",
    "site_identifier.value": "identifiers",
    "name_rule.made_at": "since",
    "event.hash": "digest",
}
"""What a column is called in the pack, where that is not its own name."""

UNTOLD = {
    "whose it is: the pack's": """
        organisation_standing.organisation_id supplier.organisation_id document.organisation_id
        upload.organisation_id finding.organisation_id member_year.organisation_id
        site.organisation_id site_name.organisation_id name_rule.organisation_id
        report_consent.organisation_id report_clearance.organisation_id
        round_guest.organisation_id
        round_remark.organisation_id event.organisation_id event_payload.organisation_id""",
    "names of people: the pack says at most whose deed it was": """
        document.confirmed_by_id upload.uploaded_by_id item.answered_by_id decision.person_id
        question.asked_by_id question.answered_by_id item_comment.person_id
        finding_comment.person_id
        withdrawal_request.asked_by_id withdrawal_request.answered_by_id finding.owner_id
        finding.submitted_by_id finding.verified_by_id evidence.added_by_id
        communication.drafted_by_id communication.cleared_by_id contest.contested_by_id
        contest.decided_by_id member_year.stand_in_id year_step.signed_by_id
        year_step.assessed_by_id year_answer.answered_by_id
        year_import.imported_by_id report.created_by_id report.checked_by_id
        report.retraction_by_id report.offered_by_id
        report_text.written_by_id report_consent.asked_by_id report_consent.answered_by_id
        report_clearance.asked_by_id report_clearance.answered_by_id
        report_round.opened_by_id round_remark.person_id round_remark.answered_by_id
        round_remark.word_author
        name_rule.made_by_id event.actor_id""",
    "counts changes, so that two at once are seen": """
        document.version question.version finding.version year_step.version plan_action.version
        chain_risk.version remedy.version report.version round_remark.version
        name_rule.version""",
    "reminds whoever writes of the other language": """report_text.ahead_since""",
    "beside its row: the pack has both in one": """
        part.document_id site_metal.site_id site_identifier.site_id finding_risk.finding_id
        finding_source.document_id
        upload.public_id upload.size upload.uploaded_at part.name""",
    "how the paper is read": """
        document.review_first document.withdrawn_from document_version.model
        document_version.error_detail document_version.kind document_version.seconds
        document_version.sketch document_version.metals part.known item.origin item.asked""",
    "between readers, or for the secretariat": """
        item.proposed item.proposed_by_id item.second_reason item.awaits item.flagged_at
        item.one_reader item.regrouped decision.reason decision.note decision.before decision.seen
        decision.undone_at decision.lead_id name_rule.item_id name_rule.note
        name_rule.asks_because name_rule.edition_id""",
    "always so: others are not in the pack": """
        item_comment.is_shared finding_comment.is_shared communication.reason""",
    "a report of the agreement, which is not the company's": """
        report_consent.report_id report_round.report_id report_clearance.report_id""",
    "what the machine goes by": """
        report_consent.breakdown round_remark.is_own finding.subject finding.resume
        report.templates""",
    "the draft as others read it, and who else was asked": """
        report_round.said report_round.steering round_guest.round_id""",
    "what stood there before, for undoing": "year_import.before round_remark.before",
    "of the register": """
        site.edition_id site.valid_to site_identifier.scheme site_identifier.ended
        site_name.source""",
    "of the whole log: it would tell how much others do": """
        event.seq event.payload_hash event.previous event_payload.seq event_payload.body""",
}


@pytest.fixture
def archive(session, store, world):
    """The pack of a company that has something of everything."""
    packing.live(session, store, world)
    return partial(table, packing.opened(session, store, world))


def of_members():
    """The tables from which a chain of keys leads to an organisation."""
    found = {"organisation"}
    while True:
        more = {
            name
            for name, one in Base.metadata.tables.items()
            if any(key.column.table.name in found for key in one.foreign_keys)
        } - found
        if not more:
            return found
        found |= more


def test_every_table_with_rows_of_a_member_is_in_the_pack_or_stays_out_for_a_reason():
    assert of_members() == HELD.keys() | STAY_OUT.keys()
    assert not HELD.keys() & STAY_OUT.keys()
    assert all(STAY_OUT.values())


def test_every_one_of_them_has_rows_in_the_pack(archive):
    assert [name for name in HELD.values() if not archive(name)] == []


def test_every_column_of_them_is_in_the_pack_or_stays_out_for_a_reason(archive):
    untold = {name for names in UNTOLD.values() for name in names.split()}
    missing = {
        f"{name}.{column.name}"
        for name, held in HELD.items()
        for column in Base.metadata.tables[name].columns
        if column.name != "id" and not names(name, column.name) & archive(held)[0].keys()
    }
    assert missing == untold


def names(told_of, column):
    """What a column may be called in the pack."""
    plain = "id" if column == "public_id" else re.sub(r"_(at|id)$", "", column)
    return {CALLED.get(f"{told_of}.{column}", column), plain}
