"""The pack of a company, read back: all that is its own, as the database has it, and no more."""

import csv
import hashlib
import io
import json
import zipfile

import pytest
from sqlalchemy import select

from tests.cast import (
    BOX,
    a_candidate,
    a_certificate,
    a_document,
    a_reading,
    a_record,
    a_site,
    an_audit_finding,
)
from tests.ruling import APPROVE, TRADER
from webapp import timeline
from workflows import (
    comments,
    deciding,
    documents,
    doubting,
    events,
    facts,
    findings,
    items,
    membership,
    organisations,
    pack_rows,
    packs,
    people,
    questions,
    rule_making,
)
from workflows.doubting import Doubt
from workflows.models import Event, Finding, Item, SiteName
from workflows.states import FindingAction, ItemAction, ItemKind, ItemState, RuleScope
from workflows.verdicts import Verdict

OURS, THEIRS = "Eigenwoord", "Rivaalwoord"
INSIDE = "onderonsje"  # said among readers


@pytest.fixture
def sites(session, world):
    """A public smelter, with a name that each of the two companies taught."""
    public = a_site(session, "Openbare Smelterij")
    for word, company in ((OURS, world.company), (THEIRS, world.rival)):
        public.names.append(
            SiteName(name=f"{word} Alias", organisation_id=company.id, source="made up")
        )
    session.flush()
    return public


@pytest.fixture
def lived(session, store, world, sites):
    """Both companies with papers, verdicts, findings, words and rules, each with its own word."""
    for word, company, sender, reader in (
        (OURS, world.company, world.submitter, world.reader),
        (THEIRS, world.rival, world.competitor, world.other_reader),
    ):
        _live(session, store, word, company, sender, reader, world.secretary, sites)
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
    finding = session.scalars(findings.visible(sender)).first()
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


@pytest.fixture
def pack(session, store, world):
    """Write the pack of a company and open it."""

    def make(company=None):
        stream = io.BytesIO()
        packs.write(session, store, company or world.company, stream)
        return zipfile.ZipFile(stream)

    return make


def table(archive, name):
    """A table as its JSON has it."""
    return json.loads(archive.read(f"data/{name}.json"))


def cells(archive, name):
    """A table as its CSV has it."""
    return list(csv.DictReader(io.StringIO(archive.read(f"data/{name}.csv").decode("utf-8-sig"))))


def inside(archive):
    """Every byte of the package, with the names of its parts and what is said of them."""
    found = [archive.comment]
    for part in archive.infolist():
        found += [part.filename.encode(), part.comment, part.extra, archive.read(part)]
    return b"\n".join(found)


def test_every_file_is_in_it_byte_for_byte(session, store, world, lived, pack):
    archive = pack()
    shelf = organisations.shelf(world.company)
    versions = table(archive, "versions")
    kept = {row["document"]: row for row in versions}
    rows = list(session.scalars(documents.visible(world.submitter)))
    assert {row.public_id for row in rows} == set(kept)
    for row in rows:
        upload = documents.current(row).upload
        told = kept[row.public_id]
        assert archive.read(told["file"]) == store.get(shelf, upload.blob)
        assert told["filename"] == upload.filename
    (evidence,) = table(archive, "evidence")
    assert archive.read(evidence["file"]) == f"{OURS} bewijs".encode()
    files = [name for name in archive.namelist() if name.startswith("files/")]
    assert sorted(files) == sorted({row["file"] for row in versions} | {evidence["file"]})


def test_every_item_field_and_verdict_is_in_it_as_the_database_has_it(session, world, lived, pack):
    archive = pack()
    rows = list(session.scalars(items.visible(world.submitter)))
    assert len(rows) == 6
    told = {row["id"]: row for row in table(archive, "items")}
    assert set(told) == {row.public_id for row in rows}
    for row in rows:
        said = told[row.public_id]
        assert (said["state"], said["page"], said["quote"], said["certainty"]) == (
            row.state, row.page, row.quote, row.certainty,
        )  # fmt: skip
    fields = table(archive, "fields")
    assert [
        (f["item"], f["name"], f["text"], f["value"], f["corrected"], f["page"], f["box"])
        for f in fields
    ] == [
        (i.public_id, f.name, f.text, f.value, f.corrected, f.page, f.box)
        for i in sorted(rows, key=lambda row: row.id)
        for f in i.fields
    ]
    assert list(BOX) in [f["box"] for f in fields]
    verdicts = {(v["item"], v["action"]) for v in table(archive, "verdicts")}
    assert verdicts == {
        (row.public_id, d.action)
        for row in rows
        if row.state is not ItemState.SECOND
        for d in row.decisions
    }
    assert {action for _item, action in verdicts} >= {"approve", "reject"}


def test_findings_measures_words_and_rules_are_in_it(session, world, lived, pack):
    archive = pack()
    rows = {row.public_id: row for row in session.scalars(findings.visible(world.submitter))}
    assert {row["id"] for row in table(archive, "findings")} == set(rows)
    (told,) = (row for row in table(archive, "findings") if row["harm"])
    finding = rows[told["id"]]
    assert (told["id"], told["state"], told["severity"], told["harm"]) == (
        finding.public_id, finding.state, "major", "actual",
    )  # fmt: skip
    assert told["facts"] == finding.facts
    (measure,) = table(archive, "measures")
    assert (measure["text"], measure["due"]) == (f"{OURS} mends", "2026-06-01")
    assert {(row["finding"], row["item"]) for row in table(archive, "finding_sources")} == {
        (row.public_id, one.item.public_id) for row in rows.values() for one in row.sources
    }
    (said,) = table(archive, "communications")
    assert (said["audience"], said["text"]) == ("member", f"{OURS} told")
    (comment,) = table(archive, "comments")
    assert (comment["text"], comment["by"]) == (f"{OURS} for you", "agreement")
    (question,) = table(archive, "questions")
    assert (question["text"], question["answer"]) == (f"What is {OURS}?", f"{OURS} it is")
    (rule,) = table(archive, "name_rules")
    assert (rule["text"], rule["scope"]) == (f"{OURS} Kantoor", "member")
    assert [row["name"] for row in table(archive, "suppliers")] == [f"{OURS} BV"]


def test_the_log_of_what_is_its_own_is_in_it(session, world, lived, pack):
    rows = table(pack(), "events")
    assert {row["digest"] for row in rows} <= set(session.scalars(select(Event.hash)))
    deeds = {(row["noun"], row["action"], row["by"]) for row in rows}
    assert {
        ("document", "receive", "company"),
        ("finding", "open", "system"),
        ("finding", "plan", "company"),
        ("finding", "communicate", "agreement"),
        ("question", "answer", "company"),
        ("name_rule", "create", "agreement"),
    } <= deeds
    # Who reads its papers, and what is not sent yet, its pages do not say either.
    assert not deeds & {("document", "assign", "system"), ("finding", "draft", "agreement")}


def test_nothing_of_another_company_and_nothing_said_inside_is_in_it(world, lived, pack):
    held = inside(pack())
    assert OURS.encode() in held
    for word in (THEIRS, world.rival.name, world.rival.public_id, INSIDE):
        assert word.encode() not in held, word
    for who in world.everybody.values():
        assert who.email.encode() not in held, who.email
    theirs = inside(pack(world.rival))
    assert THEIRS.encode() in theirs
    assert OURS.encode() not in theirs


def test_no_code_of_what_others_own_is_in_it(session, world, lived, pack):
    held = inside(pack())
    for row in session.scalars(documents.visible(world.competitor)):
        assert row.public_id.encode() not in held
    for row in session.scalars(select(Item)):
        own = row.document.organisation_id == world.company.id
        assert (row.public_id.encode() in held) is own
    for row in session.scalars(select(Finding)):
        assert (row.public_id.encode() in held) is (row.organisation_id == world.company.id)


def test_what_waits_for_a_second_reader_has_no_verdict_and_no_link(session, world, paper, pack):
    site = a_site(session)
    (item,) = paper(a_record(candidates=[a_candidate(site)]))
    item.flagged_at = item.document.received_at
    session.flush()
    deciding.decide(session, item, APPROVE, world.reader)
    assert item.state is ItemState.SECOND
    archive = pack()
    assert table(archive, "verdicts") == []
    (told,) = table(archive, "items")
    assert (told["state"], told["site"]) == ("second", None)
    deciding.decide(session, item, APPROVE, world.other_reader)
    archive = pack()
    assert [row["action"] for row in table(archive, "verdicts")] == ["approve", "approve"]
    (told,) = table(archive, "items")
    assert told["site_name"] == site.name


def test_a_spreadsheet_runs_nothing_and_the_json_has_the_text_itself(lived, pack):
    archive = pack()
    names = [row["text"] for row in table(archive, "fields") if row["name"] == "smelter"]
    assert f"={OURS}+1" in names
    shown = [row["text"] for row in cells(archive, "fields") if row["name"] == "smelter"]
    assert f"'={OURS}+1" in shown
    assert not [one for one in shown if one.startswith("=")]


def test_the_description_fits_every_table_and_the_sums_fit_every_part(lived, pack):
    archive = pack()
    described = json.loads(archive.read("datapackage.json"))
    for resource in described["resources"]:
        data = archive.read(resource["path"])
        assert len(data) == resource["bytes"]
        assert f"sha256:{hashlib.sha256(data).hexdigest()}" == resource["hash"]
        if resource["format"] == "csv":
            header = data.decode("utf-8-sig").splitlines()[0].split(",")
            assert header == [field["name"] for field in resource["schema"]["fields"]]
            assert len(cells(archive, resource["name"])) == len(table(archive, resource["name"]))
    sums = dict(
        reversed(line.split("  ", 1)) for line in archive.read("SHA256SUMS").decode().splitlines()
    )
    assert set(sums) == set(archive.namelist()) - {"SHA256SUMS"}
    for path, digest in sums.items():
        assert hashlib.sha256(archive.read(path)).hexdigest() == digest


def test_every_reference_leads_to_a_row_of_the_pack(lived, pack):
    archive = pack()
    described = json.loads(archive.read("datapackage.json"))["resources"]
    ids = {
        one["name"]: {row["id"] for row in table(archive, one["name"]) if "id" in row}
        for one in described
        if one["format"] == "csv"
    }
    led = 0
    for resource in described:
        for key in resource.get("schema", {}).get("foreignKeys", ()):
            for row in table(archive, resource["name"]):
                if row[key["fields"]]:
                    led += 1
                    assert row[key["fields"]] in ids[key["reference"]["resource"]]
    assert led > 20


def test_it_says_in_both_languages_what_is_what(world, lived, pack):
    archive = pack()
    for file, word in (("LEESMIJ.txt", "precies zoals"), ("README.txt", "exactly as")):
        text = archive.read(file).decode()
        assert word in text
        assert world.company.name in text
        assert all(f"- {name}: " in text for name in ("documents", "verdicts", "events"))


def test_it_is_the_same_for_the_office_also_when_the_company_has_left(
    session, store, world, lived, pack
):
    before = pack()
    membership.end_organisation(session, world.company, world.secretary, note="opgezegd")
    after = pack()
    for name in ("documents", "items", "fields", "verdicts", "findings", "measures", "comments"):
        assert table(after, name) == table(before, name) != []


def test_that_it_was_taken_is_logged_with_the_digest_of_what_was_taken(session, world, lived, pack):
    assert packs.last_taken(session, world.company) is None
    stream = io.BytesIO(b"a pack")
    packs.taken(session, world.company, world.submitter, stream)
    (event,) = (
        e
        for e in events.history(session, "organisation", world.company.public_id)
        if e.action == packs.TAKEN
    )
    assert event.actor_id == world.submitter.person_id
    assert events.payload(session, event)["sha256"] == hashlib.sha256(b"a pack").hexdigest()
    assert packs.last_taken(session, world.company) == event.at
    assert stream.read() == b"a pack"


def test_how_much_there_is_is_counted(session, world, lived):
    size = packs.size(session, world.company)
    assert (size.documents, size.items, size.findings, size.files) == (1, 6, 2, 2)
    assert size.bytes == len(f"%PDF-1.4 {OURS} paper{OURS} bewijs")
    assert not size.is_empty


def test_a_company_that_sent_nothing_has_an_empty_pack(session, world, pack):
    assert packs.size(session, world.company).is_empty
    assert table(pack(), "documents") == []


def test_what_is_not_sent_yet_is_hidden_as_on_the_page():
    assert pack_rows.UNSENT == timeline.UNSENT
