"""Companies with a life of their own, for packs: what each has says its own word."""

import csv
import io
import json
import zipfile
from datetime import date

from tests.cast import (
    a_candidate,
    a_certificate,
    a_document,
    a_reading,
    a_record,
    a_site,
    an_audit_finding,
)
from tests.ruling import APPROVE, TRADER
from tests.yearly import answered
from workflows import (
    chains,
    clearances,
    comments,
    consents,
    deciding,
    documents,
    doubting,
    facts,
    finding_comments,
    findings,
    items,
    packs,
    people,
    plans,
    questions,
    remarks,
    remedies,
    reports,
    risks,
    rounds,
    rule_making,
    steps,
    year_imports,
    years,
)
from workflows.answer_files import By, Line
from workflows.doubting import Doubt
from workflows.models import ItemPlace, SiteName
from workflows.remarks import Said, Spot
from workflows.report_kinds import ReportKind
from workflows.states import (
    DocumentAction,
    FindingAction,
    ItemAction,
    ItemKind,
    RuleScope,
    StepAction,
)
from workflows.steps import Answer
from workflows.telling_rules import CHECKLIST
from workflows.verdicts import Verdict

OURS, THEIRS = "Eigenwoord", "Rivaalwoord"
INSIDE = "onderonsje"  # said among readers
PUBLISHED = "gepubliceerd.html"


def live(session, store, world):
    """Both companies with papers, verdicts, findings, words and rules; and a year."""
    public = a_site(session, "Openbare Smelterij")
    for word, company in ((OURS, world.company), (THEIRS, world.rival)):
        public.names.append(
            SiteName(name=f"{word} Alias", organisation_id=company.id, source="made up")
        )
    session.flush()
    for word, company, sender, reader in (
        (OURS, world.company, world.submitter, world.reader),
        (THEIRS, world.rival, world.competitor, world.other_reader),
    ):
        _live(session, store, word, company, sender, reader, world.secretary, public)
    draft = reports.create(session, reports.period_named("2025-2026"), "nl", world.secretary)
    consents.ask(session, draft, "F204", world.secretary)
    named = f"{OURS} wordt hier genoemd."
    reports.write(session, draft, "outlook", named, world.secretary)
    whose = world.company.public_id
    clearances.ask(session, draft, "outlook", named, whose, date(2099, 1, 1), world.secretary)
    asked = {"parties": [world.company.public_id], "steering": False, "due": date(2099, 1, 1)}
    row = rounds.start(session, draft, world.secretary, **asked)
    spot = Spot("foreword", 0, True, f"{OURS} vooraf")
    remarks.add(session, row, [Said(spot, f"{OURS} leest mee", f"{OURS} anders")], world.contact)
    session.flush()
    session.expire_all()


def _live(session, store, word, company, sender, reader, secretary, public):
    own = a_site(session, f"{word} Smelter", organisation=company, metal="zinc")
    data = f"%PDF-1.4 {word} paper".encode()
    document = a_document(
        session, store, company, sender,
        a_reading(
            a_record(f"{word} Smelter", candidates=[a_candidate(own)]),
            a_record("Openbare Smelterij", candidates=[a_candidate(public)]),
            a_record(f"{word} Kantoor"),
            a_record(f"={word}+1"),
            certificates=[a_certificate("2025-05-01", number=f"{word}-1")],
            findings=[an_audit_finding(f"{word}: the exits were blocked.")],
        ),
        data=data,
    )  # fmt: skip
    facts.describe(session, document, sender, title=f"{word}/../opgave.pdf", supplier=f"{word} BV")
    documents.assign(session, document, people.find(session, reader.email), None)
    rows = items.of_document(session, document)
    first, second, office, typed = (row for row in rows if row.kind is ItemKind.SMELTER)
    audit = next(row for row in rows if row.kind is ItemKind.AUDIT_FINDING)
    first.places.append(
        ItemPlace(text=f"{word} again", page=1, box=None, quote=f"{word} again", cell=None)
    )
    deciding.decide(session, audit, Verdict(ItemAction.APPROVE), reader)
    deciding.decide(session, first, APPROVE, reader)
    deciding.decide(session, second, APPROVE, reader)
    deciding.decide(session, office, TRADER, reader)
    rule_making.make(session, office, RuleScope.MEMBER, reader, note=f"{INSIDE} {word}")
    comments.add(session, typed, reader, f"{word} {INSIDE}")
    comments.add(session, typed, reader, f"{word} for you", is_shared=True)
    doubting.doubt(session, typed, Doubt.ASK, reader, text=f"What is {word}?")
    (question,) = questions.of_item(session, typed, sender)
    questions.answer(session, store, question, sender, text=f"{word} it is")
    documents.act(
        session, document, DocumentAction.ASK_TO_WITHDRAW, sender, note=f"{word} was wrong"
    )
    finding, other = session.scalars(findings.visible(sender))
    for action, who, given in (
        (FindingAction.ASSIGN, secretary, {"person": reader.email}),
        (
            FindingAction.ASSESS,
            reader,
            {"severity": "major", "likelihood": "likely", "harm": "actual"},
        ),
        (FindingAction.PLAN, sender, {"text": f"{word} mends", "owner": word, "due": "2026-06-01"}),
        (FindingAction.START, sender, {}),
        (FindingAction.DRAFT, reader, {"audience": "public", "text": f"{word} {INSIDE}"}),
        (FindingAction.COMMUNICATE, reader, {"audience": "member", "text": f"{word} told"}),
    ):
        findings.act(session, finding, action, who, given)
    findings.act(
        session, finding, FindingAction.ADD_EVIDENCE, sender, {"note": f"{word} proof"},
        file=(f"{word}.txt", f"{word} bewijs".encode()), store=store,
    )  # fmt: skip
    for words, shared in ((f"{word} {INSIDE}", False), (f"{word} said", True)):
        finding_comments.add(session, finding, reader, words, is_shared=shared)
    _tell(session, store, finding, word, reader, secretary)
    _contest(session, other, word, sender, reader, secretary)
    _year(session, store, word, company, document, finding, sender)


def _tell(session, store, finding, word, reader, secretary):
    """The parties are told, with a copy of the page."""
    for action, who, given, file in (
        (FindingAction.DRAFT, reader, {"audience": "parties", "text": f"{word} outside"}, None),
        (
            FindingAction.CLEAR,
            secretary,
            {"audience": "parties", "checks": ",".join(CHECKLIST)},
            None,
        ),
        (
            FindingAction.COMMUNICATE,
            reader,
            {"audience": "parties", "address": f"https://{word}.example/page"},
            (PUBLISHED, f"<p>{word} page</p>".encode()),
        ),
    ):
        findings.act(session, finding, action, who, given, file=file, store=store)


def _contest(session, finding, word, sender, reader, secretary):
    for action, who, given in (
        (FindingAction.ASSIGN, secretary, {"person": reader.email}),
        (FindingAction.ASSESS, secretary, {"severity": "minor", "likelihood": "possible"}),
        (FindingAction.CONTEST, sender, {"note": f"{word} says no"}),
    ):
        findings.act(session, finding, action, who, given)


def _year(session, store, word, company, document, finding, sender):
    """A year with an answer of everything, a plan, a risk, and a day that was put off."""
    year = years.begin(session, company.public_id, sender)
    step = answered(session, year.steps[0], sender, 1)
    told = Answer(3, note=f"{word} policy", documents=frozenset({document.public_id}))
    steps.fill_in(session, step, sender, {"policy": told})
    late = {"due": "2027-03-01", "note": f"{word} needs time"}
    steps.act(session, step, StepAction.ASK_TIME, sender, late)
    kept = year_imports.keep(session, store, year, f"{word}.csv", f"{word} file".encode(), sender)
    line = Line(2, "plan", "1", f"{word} plan", "plan", By.NAME, 1)
    year_imports.accept(session, year, kept, year_imports.look(year, [line]), (), sender)
    plans.take(session, year, {f"f:{finding.public_id}": f"{word} acts"}, sender)
    risks.seed_taxonomies(session)
    (theme, *_more) = chains.themes(session)
    (supplier,) = chains.suppliers(session, year)
    given = chains.Given(
        "tin", theme.code, "major", "likely", "ID", supplier.public_id, f"{word} mine"
    )
    chains.add(session, year, given, sender)
    told = remedies.Given(
        f"{word} workers", f"{word} paid", f"{word} union", "linked", "compensation", "partly",
        finding=finding.public_id,
    )  # fmt: skip
    remedies.add(session, year, told, sender)
    report = reports.create_of_year(session, year, ReportKind.MEMBER, "nl", sender)
    reports.write(session, report, "foreword", f"{word} writes", sender)


def opened(session, store, world, company=None):
    """The pack of a company, the first one where none is given."""
    stream = io.BytesIO()
    packs.write(session, store, company or world.company, stream)
    return zipfile.ZipFile(stream)


def table(archive, name):
    """A table as its JSON has it."""
    return json.loads(archive.read(f"data/{name}.json"))


def cells(archive, name):
    """A table as its CSV has it."""
    return list(csv.DictReader(io.StringIO(archive.read(f"data/{name}.csv").decode("utf-8-sig"))))
