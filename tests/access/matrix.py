"""Who gets what: every route, for every viewer and every object, as data.

This file is the documentation of the permissions, with commands.py for the command line. A route or
a command that is listed in neither fails the tests. A viewer who is named nowhere in a row gets the
answer of what does not exist.
"""

from collections.abc import Mapping

from tests.access import handing, reporting, reviewing, running, yearly
from tests.access.viewers import (
    ADMINISTRATOR,
    ANONYMOUS,
    ANY_STATE,
    BOARD,
    COMPANY,
    COMPETITOR,
    CONFLICTED,
    EVERYBODY,
    LOGGED_IN,
    NOBODY,
    OFFICE,
    OTHER_READER,
    OURS,
    OWNERS,
    READER,
    READS,
    REGISTER,
    REVIEWERS,
    SECRETARY,
    STAFF,
    THEIRS,
    Row,
    Viewers,
    page,
    some,
)

SEES: Mapping[str, Mapping[str, Viewers]] = {
    "document": {
        "ours": OURS,
        "ours_withdrawn": OURS,
        "ours_waiting": OURS,
        "theirs": THEIRS,
        "theirs_withdrawn": THEIRS,
        "theirs_waiting": THEIRS,
    },
    "item": {"ours": OURS, "theirs": THEIRS},
    "verdict": {"ours": OURS, "theirs": THEIRS},  # an item that was decided on
    "name_rule": {
        "ours": OURS,
        "theirs": THEIRS,
        "everybody": COMPANY | REVIEWERS | some(COMPETITOR, SECRETARY),
        "never": REVIEWERS | OFFICE,
    },
    "question": {"ours": OURS, "theirs": THEIRS},
    # Among the readers and the office, and one that the company was told.
    "comment": {
        "ours": some(READER, SECRETARY),
        "theirs": some(OTHER_READER, SECRETARY),
        "ours_told": OURS,
        "theirs_told": THEIRS,
    },
    "finding": {"ours": OURS, "theirs": THEIRS},
    # The same of what is said of a finding.
    "finding_comment": {
        "ours": some(READER, SECRETARY),
        "theirs": some(OTHER_READER, SECRETARY),
        "ours_told": OURS,
        "theirs_told": THEIRS,
    },
    "site": {
        "public": REGISTER,
        "ours": COMPANY | REVIEWERS | OFFICE,
        "theirs": REVIEWERS | some(COMPETITOR, SECRETARY),
        # The company's own, merged into the public one: its old id leads there.
        "merged": COMPANY | REVIEWERS | OFFICE,
    },
    "merge": {"done": OFFICE},
    "risk_list": {"known": OFFICE},
    "word_template": {"kept": OFFICE},
    # What the rules propose is told to nobody else, whosever finding it would be.
    "cause": {"ours": OFFICE, "theirs": OFFICE},
    "proposal": {"ours": OFFICE, "theirs": OFFICE},
    "following": {"known": OFFICE},
    "report": reporting.SEES,
    "consent": reporting.ANSWERS,
    "round": reporting.ASKED,
    "clearance": reporting.NAMED,
    "remark": reporting.SAID,
    "organisation": {"ours": STAFF, "theirs": STAFF, "office": STAFF},
    "person": {"ours": STAFF, "theirs": STAFF, "removed": STAFF},
    # By its name, on the command line: where one works, or everywhere for who manages them.
    "company": {
        "ours": COMPANY | STAFF | some(CONFLICTED),
        "theirs": STAFF | some(COMPETITOR),
        "office": REVIEWERS | STAFF | BOARD,
    },
    # What its documents cover together: for itself, and for the office.
    "covered": {"ours": COMPANY | OFFICE, "theirs": OFFICE | some(COMPETITOR)},
    "setting": {"known": OFFICE},
    "view": {"readers": some(READER)},  # one's own alone
    **handing.TEAMS,
    **yearly.YEARS,
    "job": {"failed": some(ADMINISTRATOR)},
    "file": {"kept": OFFICE, "a_paper": NOBODY},
}
"""By noun and object, in the words of the ground: who may know that it exists."""

_UNREAD = {"ours_waiting", "ours_withdrawn", "theirs_waiting", "theirs_withdrawn"}
SAYS_WHAT_IT_IS = {name: who | READS[name.partition("_")[0]] for name, who in ANY_STATE.items()}
UNDECIDED = {"ours_waiting", "theirs_waiting"}
_NOT_THERE = {
    (name, who): 404 for name in SEES["site"] for who in REGISTER - OFFICE
}  # the office's own forms: for others there is no such page
_NOT_SENT_BY = {
    (name, who): 404 for name in SEES["document"] for who in REVIEWERS
}  # who only reads papers sends none: for them there is no such page
_NEW_EDITION = {"name": "Verzonnen register", "valid_from": "2025-01-02"}

ROUTES: Mapping[tuple[str, str], Row] = {
    # Open to everybody: nothing on them comes out of the database.
    ("static", "GET"): page(EVERYBODY, address={"filename": "js/page.js"}),
    ("assets.font", "GET"): page(EVERYBODY, address={"name": "SourceSansPro-Regular.otf"}),
    ("home.accessibility", "GET"): page(EVERYBODY),
    ("home.glossary", "GET"): page(EVERYBODY),
    ("home.help", "GET"): page(EVERYBODY),
    ("home.health", "GET"): page(EVERYBODY),
    ("home.ready", "GET"): page(EVERYBODY),
    ("auth.choose_language", "POST"): page(EVERYBODY, form={"language": "en"}, when_done=303),
    # Who is logged in is sent on to the first page.
    ("auth.login", "GET"): page(EVERYBODY, statuses={("", viewer): 303 for viewer in LOGGED_IN}),
    ("auth.login", "POST"): page(
        EVERYBODY, form={"email": "niemand@voorbeeld.example", "password": "x" * 12}, when_done=400
    ),
    # The link itself is the secret: whoever holds a live one may use it, once.
    ("auth.choose_password", "GET"): page(NOBODY, address={"token": "x" * 32}),
    ("auth.choose_password", "POST"): page(NOBODY, address={"token": "x" * 32}),
    # One's own account.
    ("auth.logout", "POST"): page(LOGGED_IN, when_done=303),
    ("auth.profile", "GET"): page(LOGGED_IN),
    ("auth.keep_language", "POST"): page(LOGGED_IN, form={"language": "en"}, when_done=303),
    ("keys.edit", "GET"): page(LOGGED_IN),
    ("saved_views.save", "POST"): page(
        LOGGED_IN, form={"place": "documents", "name": "Mijn", "query": "q=tin"}, when_done=303
    ),
    ("saved_views.change", "POST"): Row("view", form={"action": "delete"}, when_done=303),
    ("keys.keep", "POST"): page(LOGGED_IN, form={"action": "reset"}, when_done=303),
    ("auth.end_sessions", "POST"): page(LOGGED_IN, when_done=303),
    ("home.index", "GET"): page(LOGGED_IN, when_done=303),
    # Lists: everybody may open them, and finds their own in them.
    ("work.index", "GET"): page(LOGGED_IN),
    ("work.bucket", "GET"): page(
        COMPANY | REVIEWERS | some(COMPETITOR, SECRETARY), address={"name": "due_soon"}
    ),
    ("documents.index", "GET"): page(LOGGED_IN),
    ("findings.index", "GET"): page(LOGGED_IN),
    ("findings.workflow", "GET"): page(LOGGED_IN),
    ("smelters.index", "GET"): page(LOGGED_IN),
    ("reports.index", "GET"): page(LOGGED_IN),
    ("shared.index", "GET"): page(LOGGED_IN),
    ("search.index", "GET"): page(LOGGED_IN),
    ("findings.export", "GET"): page(LOGGED_IN, address={"kind": "json"}),
    ("smelters.export", "GET"): page(LOGGED_IN, address={"kind": "json"}),
    ("shared.export", "GET"): page(LOGGED_IN, address={"kind": "json"}),
    # Documents.
    ("documents.upload", "GET"): page(COMPANY | some(COMPETITOR, SECRETARY)),
    ("documents.upload", "POST"): page(
        COMPANY | some(COMPETITOR, SECRETARY),
        when_done=400,  # without a file
    ),
    ("documents.detail", "GET"): Row("document"),
    ("documents.reading", "GET"): Row("document"),
    ("documents.original", "GET"): Row("document"),
    ("documents.result", "GET"): Row("document", address={"kind": "csv"}),
    ("documents.picture", "GET"): Row(
        "document",
        address={"number": "1"},
        # No page of these was drawn.
        statuses={(name, who): 404 for name in _UNREAD for who in OURS | THEIRS},
    ),
    ("documents.act", "POST"): Row(
        "document",
        does={name: who for name, who in ANY_STATE.items() if name in UNDECIDED},
        form={"action": "withdraw"},
        when_done=303,
    ),
    ("withdrawing.say", "POST"): Row(
        "document",
        does=OWNERS,  # its review has begun
        form={"action": "ask_to_withdraw", "note": "Van een ander bedrijf."},
        when_done=303,
    ),
    # Who has a conflict of interest sees it, and does not say what it is.
    ("facts.describe", "POST"): Row(
        "document", does=SAYS_WHAT_IT_IS, form={"title": "anders"}, when_done=303
    ),
    ("facts.confirm", "POST"): Row(
        "document",
        does={name: who for name, who in SAYS_WHAT_IT_IS.items() if name not in UNDECIDED},
        when_done=303,
    ),
    ("documents.assign", "POST"): Row(
        "document",
        does=dict.fromkeys(ANY_STATE, OFFICE),
        form={"reviewer": "idle@voorbeeld.example"},
        when_done=303,
    ),
    # Their versions.
    ("versions.new", "GET"): Row("document", statuses=_NOT_SENT_BY),
    ("versions.add", "POST"): Row(
        "document",
        when_done=400,  # without a file
        statuses=_NOT_SENT_BY,
    ),
    ("versions.choose", "GET"): Row("document", statuses=_NOT_SENT_BY),
    ("versions.join", "POST"): Row(
        "document",
        when_done=400,  # without the other one
        statuses=_NOT_SENT_BY,
    ),
    ("likenesses.keep_apart", "POST"): Row(
        "document",
        when_done=400,  # without the other one
        statuses=_NOT_SENT_BY,
    ),
    ("versions.again", "POST"): Row("document", when_done=303, statuses=_NOT_SENT_BY),
    ("versions.reread", "POST"): Row(
        "document",
        does=dict.fromkeys(("ours", "theirs", "theirs_waiting"), OFFICE),
        when_done=303,
    ),
    ("versions.show", "GET"): Row("document", address={"number": "1"}),
    ("versions.original", "GET"): Row("document", address={"number": "1"}),
    ("versions.picture", "GET"): Row(
        "document",
        address={"number": "1", "page": "1"},
        statuses={(name, who): 404 for name in _UNREAD for who in OURS | THEIRS},
    ),
    # What documents cover together.
    ("rollup.index", "GET"): page(COMPANY | some(COMPETITOR, SECRETARY)),
    ("rollup.company", "GET"): Row("covered"),
    ("rollup.export", "GET"): Row("covered", address={"kind": "json"}),
    # The review.
    **handing.ROUTES,
    **reviewing.ROUTES,
    # Findings.
    ("findings.detail", "GET"): Row("finding"),
    ("findings.evidence", "GET"): Row("finding"),
    ("findings.act", "POST"): Row(
        "finding",
        does={"ours": OFFICE, "theirs": OFFICE},
        form={"action": "assign", "person": "secretary@voorbeeld.example"},
        when_done=303,
    ),
    # The register.
    ("smelters.detail", "GET"): Row(
        "site", statuses={("merged", who): 302 for who in COMPANY | REVIEWERS | OFFICE}
    ),
    ("smelters.enter", "GET"): page(REVIEWERS | OFFICE),
    ("smelters.enter", "POST"): page(REVIEWERS | OFFICE, when_done=400),  # without a name
    ("smelters.decline", "POST"): Row(
        "site",
        form={"decline-reason": "bestaat niet"},
        when_done=409,  # none of these is a proposal
        statuses=_NOT_THERE,
    ),
    ("smelters.changes", "GET"): page(REGISTER),
    ("smelters.export_changes", "GET"): page(REGISTER, address={"kind": "json"}),
    ("smelters.clear", "POST"): Row(
        "site",
        form={"note": "een openbare bron"},
        when_done=303,
        # What one may see but not clear has no such button: the answer of what does not exist.
        statuses={
            **_NOT_THERE,
            ("public", SECRETARY): 409,
            ("merged", SECRETARY): 409,
        },
    ),
    ("smelters.settle_name", "POST"): Row(
        "site",
        when_done=400,  # without a name
        statuses=_NOT_THERE,
    ),
    ("smelters.add_name", "POST"): Row(
        "site",
        form={"new-name": "Verzonnen Naam", "new-source": "een openbare bron"},
        when_done=303,
        statuses=_NOT_THERE,
    ),
    ("smelters.settle_state", "POST"): Row(
        "site",
        form={"state": "closed", "state-reason": "een openbare bron"},
        when_done=303,
        statuses=_NOT_THERE,
    ),
    ("smelters.say", "POST"): Row(
        "site",
        form={"scheme": "rmap", "said": "active", "basis": "assessed", "said-source": "een lijst"},
        when_done=303,
        statuses=_NOT_THERE,
    ),
    ("smelters.merge_choice", "GET"): Row("site", statuses=_NOT_THERE),
    ("smelters.merge", "POST"): Row(
        "site",
        when_done=400,  # without the other one
        statuses=_NOT_THERE,
    ),
    ("smelters.undo_merge", "POST"): Row(
        "merge",
        when_done=400,  # without a reason
    ),
    ("smelters.choose", "GET"): page(OFFICE),
    ("smelters.choose", "POST"): page(OFFICE, when_done=400),  # without a file
    ("smelters.preview", "GET"): Row("file"),
    ("smelters.confirm", "POST"): Row("file", form=_NEW_EDITION, when_done=303),
    # Risk lists.
    ("risks.index", "GET"): page(OFFICE),
    ("risks.detail", "GET"): Row("risk_list"),
    ("risks.choose", "GET"): page(OFFICE),
    ("risks.choose", "POST"): page(OFFICE, when_done=400),  # without a file
    ("risks.preview", "GET"): Row("file"),
    ("risks.confirm", "POST"): Row("file", when_done=400),  # without a name
    **reporting.ROUTES,
    # The six steps of a year.
    **yearly.ROUTES,
    # Organisations and people, and what the office runs.
    **running.ROUTES,
}

ONLY_IN_THE_DEMO = {("demo.switch", "POST")}

ARGUMENT = {
    "document": "document_id",
    "item": "item_id",
    "verdict": "item_id",
    "name_rule": "rule_id",
    "question": "question_id",
    "comment": "comment_id",
    "finding": "finding_id",
    "finding_comment": "comment_id",
    "site": "site_id",
    "merge": "merge_id",
    "risk_list": "list_id",
    "word_template": "template_id",
    "report": "report_id",
    "consent": "consent_id",
    "round": "round_id",
    "clearance": "clearance_id",
    "remark": "remark_id",
    "cause": "cause_id",
    "proposal": "proposal_id",
    "following": "rule_name",
    "organisation": "organisation_id",
    "person": "person_id",
    "setting": "name",
    "job": "job_id",
    "file": "file_id",
    "view": "view_id",
    "team": "team_id",
    "team_paper": "document_id",
    "covered": "company_id",
    "year": "year_id",
    "step": "step_id",
    "plan_action": "action_id",
    "chain_risk": "risk_id",
    "remedy": "remedy_id",
    "answer_file": "file_id",
    "year_import": "import_id",
}
"""By noun: what its id is called in an address."""

NUMBERED = {
    ("documents.picture", "number"),
    ("operations.retry", "job_id"),
    ("versions.original", "number"),
    ("versions.picture", "number"),
    ("versions.picture", "page"),
    ("versions.show", "number"),
}
"""Whole numbers in addresses: a page, a version, and a job (the administrator's alone)."""


def expected(row: Row, name: str, viewer: str, method: str) -> int:
    """The status that ``viewer`` gets for the object ``name`` (empty: there is none)."""
    if viewer == ANONYMOUS and not _is_open(row):
        return 303 if method == "GET" else 401
    seen = row.sees if not row.noun else SEES[row.noun].get(name, NOBODY)
    if viewer not in seen:
        return 404
    if (name, viewer) in row.statuses:
        return row.statuses[name, viewer]
    if row.does is not None and viewer not in row.does.get(name, NOBODY):
        return 403
    return row.when_done


def _is_open(row: Row) -> bool:
    return ANONYMOUS in row.sees or "token" in row.address
