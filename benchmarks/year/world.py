"""An invented agreement on the eve of a year, as rows in bulk, and the plan of what will come."""

from datetime import date, timedelta
from typing import Any

from benchmarks.bulk import Bulk
from benchmarks.year.members import Company, Deed, World, people
from benchmarks.year.reckoning import Due, Late, Term
from benchmarks.year.standing import PATHS, SHARES, TARGETS, Path
from workflows.states import DocumentState, FindingState, ItemKind, ItemState

FIRST = date(2026, 3, 2)  # a Monday
DAYS = 366
PARTED = {"certificate": 0.4, "audit": 0.5, "waiting": 0.1}  # of all documents
RESPONSE_DAYS = 3  # after the day that is due
HOLDER = "Verzonnen Gieterij {code} GmbH"


def fill(bulk: Bulk, members: int, documents: int, findings: int, days: int = DAYS) -> World:
    """All rows, and the plan of them; findings rest on approved items, one each."""
    world = World(days)
    people(bulk, world, members)
    counts = {name: round(part * documents) for name, part in PARTED.items()}
    on_terms = 0
    for number in range(counts["certificate"]):
        on_terms += _certificate(bulk, world, number)
    for number in range(counts["waiting"]):
        _waiting(bulk, world, number)
    left = findings - on_terms
    for number in range(counts["audit"]):
        share = left * (number + 1) // counts["audit"] - left * number // counts["audit"]
        _audit(bulk, world, number, share)
        bulk.flush(least=200_000)
    _steps(world)
    bulk.finish()
    return world


def _paper(
    bulk: Bulk, company: Company, title: str, kind: str, readers: list[int], due: date | None
) -> tuple[int, int]:
    """A paper that was read, of which the review is done unless it is due; its version too."""
    waits, public_id = due is not None, bulk.public_id()
    document = bulk.add(
        "document",
        public_id=public_id,
        organisation_id=company.id,
        title=title,
        state=DocumentState.TO_REVIEW if waits else DocumentState.REVIEWED,
        version=3,
        received_at=bulk.at,
        due=due,
    )
    blob = f"{bulk.random.getrandbits(256):064x}"
    upload = bulk.add(
        "upload",
        public_id=bulk.public_id(),
        organisation_id=company.id,
        uploaded_by_id=company.submitter,
        blob=blob,
        size=1,
        filename=f"{title}.pdf",
        uploaded_at=bulk.at,
    )
    version = bulk.add(
        "document_version",
        document_id=document,
        upload_id=upload,
        number=1,
        extractor="1.0.0",
        model="shipped",
        outcome="read",
        kind=kind,
        language="en",
        page_count=1,
        read_at=bulk.at,
    )
    for reader in readers:
        bulk.add("assignment", document_id=document, person_id=reader, assigned_at=bulk.at)
    steps = [("receive", None, "received"), ("record", "received", "to_review")]
    if not waits:
        steps += [("begin", "to_review", "in_review"), ("finish", "in_review", "reviewed")]
    for action, source, target in steps:
        said = {"target": target} | ({"source": source} if source else {})
        bulk.log("document", public_id, action, organisation=company.id, **said)
    return document, version


def _item(
    bulk: Bulk,
    company: Company,
    paper: tuple[int, int],
    kind: ItemKind,
    fields: dict[str, str],
    *,
    position: int = 1,
    approved: bool = True,
) -> tuple[int, str]:
    public_id = bulk.public_id()
    item = bulk.add(
        "item",
        public_id=public_id,
        document_id=paper[0],
        version_id=paper[1],
        kind=kind,
        position=position,
        state=ItemState.APPROVED if approved else ItemState.OPEN,
        version=2,
        page=1,
        quote=" | ".join(fields.values()),
        certainty="certain",
    )
    place = {"page": 1, "box": None, "quote": "", "rule": "table", "cell": None}
    for name, text in fields.items():
        said = {"name": name, "text": text, "value": text, "corrected": None}
        bulk.add("item_field", item_id=item, **said, **place)
    bulk.log("item", public_id, "read", organisation=company.id, target="open")
    if approved:
        said = {"source": "open", "target": "approved"}
        bulk.log("item", public_id, "approve", organisation=company.id, **said)
    return item, public_id


def _some_readers(bulk: Bulk, world: World) -> list[tuple[str, int]]:
    return bulk.random.sample(world.readers, 2)


def _day(bulk: Bulk, first: int, last: int) -> date:
    """A day so many to so many days after the first one."""
    return FIRST + timedelta(days=bulk.random.randint(first, last))


def _certificate(bulk: Bulk, world: World, number: int) -> bool:
    """A certificate; some have a finding, running or closed. Whether this one has."""
    company = world.companies[number % len(world.companies)]
    readers = _some_readers(bulk, world)
    code, expires = f"C{number:05d}", _day(bulk, 32, world.days + 120 * world.days // DAYS)
    numbers = [reader[1] for reader in readers]
    paper = _paper(bulk, company, f"certificate {code}", "certificate", numbers, None)
    standard = f"ISO 14001 {code}"
    facts = {"standard": standard, "holder": HOLDER.format(code=code), "number": f"VB-{code}"}
    facts["expires"] = expires.isoformat()
    item, _public_id = _item(bulk, company, paper, ItemKind.CERTIFICATE, facts)
    finding = ("", "", "closed", "running")[number % 4]
    renewed = date.max
    if number % 5 == 0:
        day = expires - timedelta(days=bulk.random.randint(0, 100))
        if FIRST < day < FIRST + timedelta(days=world.days):
            renewed = day
            readers_of = tuple(email for email, _id in readers)
            world.deeds.append(Deed(day, "renew", code, company, readers_of))
    owner = readers[0] if finding == "running" else None
    term = Term(code, expires, company.people, finding, owner[0] if owner else "", renewed)
    world.terms.append(term)
    if finding:
        path = PATHS["closed" if finding == "closed" else "in_review"]
        about = {**facts, "within": "90"}
        subject = f"certificate:VB-{code}"
        made = _finding(bulk, world, company, readers, path, "certificate_expiring", subject, about)
        bulk.add("finding_source", finding_id=made[0], item_id=item, document_id=paper[0])
    return bool(finding)


def _waiting(bulk: Bulk, world: World, number: int) -> None:
    """A paper that two people are to read, and do not."""
    company = world.companies[number % len(world.companies)]
    readers, code, due = (
        _some_readers(bulk, world),
        f"P{number:05d}",
        _day(bulk, -3, world.days + 30),
    )
    numbers = [reader[1] for reader in readers]
    paper = _paper(bulk, company, f"paper {code}", "audit_report", numbers, due)
    fields = {"clause": "1", "statement": f"Log {code} was not kept."}
    _item(bulk, company, paper, ItemKind.AUDIT_FINDING, fields, approved=False)
    world.dues.append(Due(code, "read", due, tuple(email for email, _id in readers)))


def _audit(bulk: Bulk, world: World, number: int, count: int) -> None:
    """An audit report, with so many findings somewhere along the table of states."""
    company = world.companies[number % len(world.companies)]
    readers = _some_readers(bulk, world)
    numbers = [reader[1] for reader in readers]
    paper = _paper(bulk, company, f"audit {number:05d}", "audit_report", numbers, None)
    for position in range(1, count + 1):
        code = f"K{len(world.findings):05d}"
        statement = f"Register {code} was not kept."
        fields = {"clause": f"7.{position}", "statement": statement}
        item, item_id = _item(
            bulk, company, paper, ItemKind.AUDIT_FINDING, fields, position=position
        )
        (name,) = bulk.random.choices(list(SHARES), list(SHARES.values()))
        due = _day(bulk, -20, world.days + 30)
        facts: dict[str, object] = {"statement": statement, "clause": fields["clause"]}
        made, public_id = _finding(
            bulk,
            world,
            company,
            readers,
            PATHS[name],
            "audit_finding",
            f"item:{item_id}",
            facts,
            due=due,
            answers=name == "assessed" and position % 2 == 0,
        )
        bulk.add("finding_source", finding_id=made, item_id=item, document_id=paper[0])
        world.findings[code] = public_id
        _on_plates(bulk, world, company, readers, code, PATHS[name].state, due, made)


def _finding(
    bulk: Bulk,
    world: World,
    company: Company,
    readers: list[tuple[str, int]],
    path: Path,
    rule: str,
    subject: str,
    facts: dict[str, Any],
    *,
    due: date | None = None,
    answers: bool = False,
) -> tuple[int, str]:
    public_id, reader = bulk.public_id(), readers[0][1]
    bulk.log("finding", public_id, "open", organisation=company.id, target="open", rule=rule)
    opened, state = bulk.at, FindingState.OPEN
    for action in path.steps:
        said = {"source": state.value, "target": TARGETS[action].value}
        by = company.submitter if action in ("plan", "start", "add_evidence", "submit") else reader
        bulk.log("finding", public_id, action, by=by, organisation=company.id, **said)
        state = TARGETS[action]
    running = "assign" in path.steps and path.state not in ("closed", "monitored", "dismissed")
    found = bulk.add(
        "finding",
        public_id=public_id,
        organisation_id=company.id,
        rule=rule,
        subject=subject,
        facts=facts,
        state=state,
        version=1 + len(path.steps),
        opened_at=opened,
        owner_id=reader if running else None,
        due=due if running else None,
        submitted_by_id=company.submitter if "submit" in path.steps else None,
        verified_by_id=reader if "verify" in path.steps else None,
        closed_at=bulk.at if path.state in ("closed", "dismissed") else None,
        respond_by=due + timedelta(days=RESPONSE_DAYS) if answers and due else None,
    )
    if "add_evidence" in path.steps:
        added = {"added_by_id": company.submitter, "added_at": bulk.at, "note": "Seen."}
        bulk.add("evidence", public_id=bulk.public_id(), finding_id=found, **added)
    if answers and due:
        code = str(facts["statement"]).split()[1]
        hear = (*company.people, *world.office)
        world.lates.append(Late(code, due + timedelta(days=RESPONSE_DAYS), hear, again=False))
    return found, public_id


def _on_plates(
    bulk: Bulk,
    world: World,
    company: Company,
    readers: list[tuple[str, int]],
    code: str,
    state: str,
    due: date,
    finding: int,
) -> None:
    """Whose plate the finding is on, by when, and whether somebody clears it in the year."""
    if state not in ("in_review", "needs_information", "assessed", "planned", "remediation"):
        return
    done = date.max
    deed = {"needs_information": "answer", "remediation": "finish"}.get(state)
    if deed and bulk.random.random() < 0.35:
        done = _day(bulk, 1, world.days - 1)
        world.deeds.append(Deed(done, deed, code, company, tuple(email for email, _id in readers)))
    # An answer ends what the company was asked; who has the finding in hand still has.
    until = date.max if deed == "answer" else done
    world.dues.append(Due(code, "finding", due, (readers[0][0],), until))
    asked = {"needs_information": "answer", "assessed": "plan"}.get(state)
    if asked:
        world.dues.append(Due(code, asked, due, company.people, done))
    if state in ("planned", "remediation"):
        for day in (due, due - timedelta(days=bulk.random.randint(1, 60))):
            _measure(bulk, finding, day)
            world.dues.append(Due(code, "measure", day, company.people, done))
            hear = (*company.people, *world.office)
            world.lates.append(Late(code, day, hear, again=True, until=done))


def _measure(bulk: Bulk, finding: int, due: date) -> None:
    bulk.add(
        "measure",
        public_id=bulk.public_id(),
        finding_id=finding,
        kind="mitigate",
        text="Keep it from now on.",
        owner="Works",
        due=due,
        done_at=None,
    )


def _steps(world: World) -> None:
    """The six steps of the years of the agreement: six months from 1 July."""
    for company in world.companies:
        for starts in (2025, 2026):
            due, since = date(starts, 12, 31), date(starts, 7, 1)
            world.dues += [Due("", "step", due, company.people, since=since)] * 6
