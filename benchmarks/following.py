"""Invented findings, each some way along the table of states, as rows in bulk."""

from datetime import timedelta

from benchmarks.bulk import Bulk
from benchmarks.casting import END, REVIEWERS, Cast
from workflows.contest_states import Rung
from workflows.states import FindingState

FINDINGS = 3_000

_PATHS: tuple[tuple[str, ...], ...] = (
    (),
    ("assign",),
    ("assign", "ask"),
    ("assign", "assess"),
    ("assign", "assess", "contest"),
    ("assign", "assess", "plan"),
    ("assign", "assess", "plan", "start"),
    ("assign", "assess", "plan", "start", "add_evidence", "submit"),
    ("assign", "assess", "plan", "start", "add_evidence", "submit", "verify"),
    ("assign", "assess", "plan", "start", "add_evidence", "submit", "verify", "close"),
    ("assign", "dismiss"),
)
_TARGETS = {
    "assign": FindingState.IN_REVIEW,
    "ask": FindingState.NEEDS_INFORMATION,
    "assess": FindingState.ASSESSED,
    "contest": FindingState.CONTESTED,
    "plan": FindingState.PLANNED,
    "start": FindingState.REMEDIATION,
    "add_evidence": FindingState.REMEDIATION,
    "submit": FindingState.VERIFICATION,
    "verify": FindingState.MONITORED,
    "close": FindingState.CLOSED,
    "dismiss": FindingState.DISMISSED,
}


def finding(bulk: Bulk, cast: Cast, number: int, count: int) -> None:
    """A finding of an approved item, one of so many, some way along the table."""
    item, item_id, paper, company, place = cast.approved[number * len(cast.approved) // count]
    path, public_id = _PATHS[number % len(_PATHS)], bulk.public_id()
    begin = {"organisation": company, "rule": "country_listed", "item": item_id}
    bulk.log("finding", public_id, "open", after=600, target="open", **begin)
    due = END.date() + timedelta(days=number % 150 - 40) if path else None
    reader, opened = cast.reviewers[number % REVIEWERS], bulk.at
    sender = cast.submitters[company]
    state = FindingState.OPEN
    for action in path:
        said = {"source": state.value, "target": _TARGETS[action].value}
        by = sender if action in ("contest", "plan", "start", "add_evidence", "submit") else reader
        by = cast.secretary if action in ("assign", "close") else by
        bulk.log("finding", public_id, action, by=by, organisation=company, after=60, **said)
        state = _TARGETS[action]
    finding = bulk.add(
        "finding",
        public_id=public_id,
        organisation_id=company,
        rule="country_listed",
        subject=f"site:{place.public_id}:{number}",
        facts={"smelter": place.name, "metal": place.metal, "country": place.country},
        state=state,
        version=1 + len(path),
        opened_at=opened,
        site_id=place.id,
        severity="major" if "assess" in path else None,
        likelihood="possible" if "assess" in path else None,
        harm="potential" if "assess" in path else None,
        owner_id=reader if path else None,
        due=due,
        submitted_by_id=sender if "submit" in path else None,
        verified_by_id=reader if "verify" in path else None,
        resume=FindingState.ASSESSED if state is FindingState.CONTESTED else None,
        closed_at=bulk.at if state is FindingState.CLOSED else None,
    )
    bulk.add("finding_source", finding_id=finding, item_id=item, document_id=paper)
    _done_about(bulk, finding, path, sender, reader, number)


def _done_about(
    bulk: Bulk, finding: int, path: tuple[str, ...], sender: int, reader: int, number: int
) -> None:
    if path[-1:] == ("contest",):
        bulk.add(
            "contest",
            public_id=bulk.public_id(),
            finding_id=finding,
            rung=Rung.REVIEWER,
            grounds="Deze smelter staat in een ander land.",
            contested_by_id=sender,
            begun_at=bulk.at,
            due=END.date() + timedelta(days=number % 15),
        )
    if "plan" in path:
        for one in range(1 + number % 3):
            bulk.add(
                "measure",
                public_id=bulk.public_id(),
                finding_id=finding,
                kind="mitigate",
                text=f"Andere smelter zoeken, stap {one + 1}",
                owner="Inkoop",
                due=END.date() + timedelta(days=number % 90 - 20),
                done_at=None,
            )
    if "add_evidence" in path:
        added = {"added_by_id": sender, "added_at": bulk.at, "note": "Gezien", "upload_id": None}
        bulk.add("evidence", public_id=bulk.public_id(), finding_id=finding, **added)
    if "verify" in path:
        sent = "close" in path
        bulk.add(
            "communication",
            public_id=bulk.public_id(),
            finding_id=finding,
            audience=("member", "parties")[number % 2],
            state="communicated" if sent else ("draft", "cleared")[number % 2],
            text="Wij volgen dit samen met het bedrijf.",
            drafted_by_id=reader,
            cleared_by_id=None,
            communicated_at=bulk.at if sent else None,
            reason="",
        )
