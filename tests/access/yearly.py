"""Who gets what of the years of companies: the rows of the matrix for it."""

from collections.abc import Mapping

from tests.access.viewers import (
    COMPANY,
    COMPETITOR,
    CONTACT,
    LOGGED_IN,
    OFFICE,
    Row,
    Viewers,
    page,
    some,
)

_OURS, _THEIRS = COMPANY | OFFICE, OFFICE | some(COMPETITOR)
YEARS: Mapping[str, Mapping[str, Viewers]] = {
    "year": {"ours": _OURS, "theirs": _THEIRS},
    "step": {
        "ours": _OURS,  # before the secretariat
        "theirs": _THEIRS,
        "ours_begun": _OURS,
        "theirs_begun": _THEIRS,
    },
    "chain_risk": {"ours": _OURS, "theirs": _THEIRS},
    "remedy": {"ours": _OURS, "theirs": _THEIRS},
    "answer_file": {"ours": COMPANY, "theirs": some(COMPETITOR)},
    "year_import": {"ours": _OURS, "theirs": _THEIRS},
    "plan_action": {"ours": _OURS, "theirs": _THEIRS},
}
"""By noun and object: who may know that it exists. No reviewer is one of them."""
_FILLS_IN = {"ours_begun": COMPANY, "theirs_begun": some(COMPETITOR)}
_WRITES = {"ours": COMPANY, "theirs": some(COMPETITOR)}
_RISK = {"material": "tin", "risk": "T04", "severity": "minor", "likelihood": "likely"}
_REMEDY = {
    "harmed": "Arbeiders",
    "text": "Betaald.",
    "consulted": "Een vakbond",
    "involvement": "linked",
    "form": "compensation",
    "satisfied": "yes",
}
ROUTES: Mapping[tuple[str, str], Row] = {
    # A company is sent on to its own.
    ("years.index", "GET"): page(
        COMPANY | OFFICE | some(COMPETITOR),
        statuses={("", who): 303 for who in COMPANY | some(COMPETITOR)},
    ),
    # Of a company that is none of one's own there is no year to begin; of another: see test_years.
    ("years.begin", "POST"): page(LOGGED_IN, form={"company": "x" * 12}, when_done=404),
    ("years.detail", "GET"): Row("year"),
    ("years.stand_in", "POST"): Row(
        "year",
        does={"ours": some(CONTACT)},  # the rival's submitter is none
        form={"person": ""},
        when_done=303,
    ),
    ("chains.index", "GET"): Row("year"),
    ("chains.add", "POST"): Row("year", does=_WRITES, form=_RISK, when_done=303),
    ("chains.risk", "GET"): Row("chain_risk"),
    ("chains.change", "POST"): Row("chain_risk", does=_WRITES, form=_RISK, when_done=303),
    ("remedies.index", "GET"): Row("year"),
    ("remedies.add", "POST"): Row("year", does=_WRITES, form=_REMEDY, when_done=303),
    ("remedies.detail", "GET"): Row("remedy"),
    ("remedies.change", "POST"): Row("remedy", does=_WRITES, form=_REMEDY, when_done=303),
    ("year_imports.choose", "GET"): Row("year", does=_WRITES),
    ("year_imports.choose", "POST"): Row("year", does=_WRITES, when_done=400),  # without a file
    ("year_imports.preview", "GET"): Row("answer_file"),
    ("year_imports.confirm", "POST"): Row("answer_file", when_done=303),
    ("year_imports.undo", "POST"): Row("year_import", does=_WRITES, when_done=303),
    ("year_imports.export", "GET"): Row("year", address={"kind": "json"}),
    ("plans.index", "GET"): Row("year"),
    ("plans.add", "POST"): Row(
        "year", does=_WRITES, form={"own": "yes", "step": "3", "text": "Iets."}, when_done=303
    ),
    ("plans.action", "GET"): Row("plan_action"),
    ("plans.change", "POST"): Row(
        "plan_action", does=_WRITES, form={"text": "Iets."}, when_done=303
    ),
    ("year_reports.index", "GET"): Row("year"),
    ("year_reports.declaration", "GET"): Row("year", does=_WRITES),
    ("year_reports.make", "POST"): Row(
        "year", does=_WRITES, form={"kind": "member", "language": "nl"}, when_done=303
    ),
    ("years.step", "GET"): Row("step"),
    ("years.fill_in", "POST"): Row("step", does=_FILLS_IN, when_done=303),
    ("years.act", "POST"): Row(
        "step",
        does={"ours": OFFICE, "theirs": OFFICE},
        form={"action": "accept"},
        when_done=303,
    ),
}
