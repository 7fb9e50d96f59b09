"""The pack of a company, read back: all that is its own, as the database has it, and no more."""

import hashlib
import io
import json
from functools import partial

import pytest
from sqlalchemy import select

from tests import packing
from tests.cast import BOX, a_candidate, a_record, a_site
from tests.packing import INSIDE, OURS, PUBLISHED, THEIRS, cells, table
from tests.ruling import APPROVE
from webapp import timeline
from workflows import (
    deciding,
    documents,
    events,
    findings,
    items,
    membership,
    organisations,
    pack_rows,
    packs,
    years,
)
from workflows.models import Event, Finding, Item
from workflows.states import CommunicationState, ItemState


@pytest.fixture
def lived(session, store, world):
    """Both companies with papers, verdicts, findings, words and rules, each with its own word."""
    packing.live(session, store, world)


@pytest.fixture
def pack(session, store, world):
    """Write the pack of a company and open it."""
    return partial(packing.opened, session, store, world)


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
    (page,) = (row for row in table(archive, "communications") if row["file"])
    assert archive.read(page["file"]) == f"<p>{OURS} page</p>".encode()
    assert page["digest"] == hashlib.sha256(archive.read(page["file"])).hexdigest()
    files = [name for name in archive.namelist() if name.startswith("files/")]
    (answers,) = table(archive, "answer_imports")
    assert archive.read(answers["file"]) == f"{OURS} file".encode()
    assert list(answers["taken"]) == ["plan"]
    told = {row["file"] for row in (*versions, evidence, page, answers)}
    assert sorted(files) == sorted(told)


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
    (told,) = (row for row in table(archive, "findings") if row["harm"] == "actual")
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
    assert {(row["audience"], row["text"]) for row in table(archive, "communications")} == {
        ("member", f"{OURS} told"),
        ("parties", f"{OURS} outside"),
    }
    (contest,) = table(archive, "contests")
    assert (contest["text"], contest["rung"], contest["by"], contest["verdict"]) == (
        f"{OURS} says no", "reviewer", "company", None,
    )  # fmt: skip
    (comment,) = table(archive, "comments")
    assert (comment["text"], comment["by"]) == (f"{OURS} for you", "agreement")
    (question,) = table(archive, "questions")
    assert (question["text"], question["answer"]) == (f"What is {OURS}?", f"{OURS} it is")
    (rule,) = table(archive, "name_rules")
    assert (rule["text"], rule["scope"]) == (f"{OURS} Kantoor", "member")
    assert [row["name"] for row in table(archive, "suppliers")] == [f"{OURS} BV"]


def test_the_year_with_its_answers_plan_and_risks_is_in_it(session, world, lived, pack):
    archive = pack()
    (year,) = table(archive, "years")
    (row,) = session.scalars(years.visible(world.submitter))
    assert (year["id"], year["starts"], year["edition"]) == (row.public_id, 2025, "2024")
    told = {row["id"]: row for row in table(archive, "steps")}
    first = row.steps[0]
    assert list(told) == [step.public_id for step in row.steps]
    assert (told[first.public_id]["state"], told[first.public_id]["reason"]) == (
        "in_progress", f"{OURS} needs time",
    )  # fmt: skip
    answers = {row["question"]: row for row in table(archive, "answers")}
    assert {key: row["level"] for key, row in answers.items()} == {
        "policy": 3, "board": 1, "buyers": 1, "contracts": 1, "plan": 1,
    }  # fmt: skip
    policy = answers["policy"]
    assert (policy["note"], policy["by"], policy["step"]) == (
        f"{OURS} policy", "company", first.public_id,
    )  # fmt: skip
    assert policy["text"].startswith("Is there a policy")
    (paper,) = table(archive, "documents")
    assert table(archive, "answer_documents") == [
        {"year_answer": policy["id"], "document": paper["id"]}
    ]
    (action,) = table(archive, "plan_actions")
    assert (action["text"], action["year"]) == (f"{OURS} acts", year["id"])
    (report,) = table(archive, "reports")
    assert (report["kind"], report["year"], report["state"], report["by"]) == (
        "member", year["id"], "draft", "company",
    )  # fmt: skip
    assert report["snapshot"]
    (words,) = table(archive, "report_texts")
    assert (words["report"], words["text"]) == (report["id"], f"{OURS} writes")
    (remedy,) = table(archive, "remedies")
    assert (remedy["harmed"], remedy["satisfied"], remedy["year"]) == (
        f"{OURS} workers", "partly", year["id"],
    )  # fmt: skip
    (risk,) = table(archive, "chain_risks")
    (supplier,) = table(archive, "suppliers")
    assert (risk["note"], risk["country"], risk["supplier"]) == (
        f"{OURS} mine", "ID", supplier["id"],
    )  # fmt: skip


def test_what_the_register_learned_of_it_alone_is_in_it(world, lived, pack):
    archive = pack()
    (site,) = table(archive, "sites")
    assert (site["name"], site["metals"]) == (f"{OURS} Smelter", ["zinc"])
    (name,) = table(archive, "site_names")
    assert (name["name"], name["site_name"]) == (f"{OURS} Alias", "Openbare Smelterij")


def test_a_copy_of_what_is_not_published_yet_is_not_in_it(session, world, lived, pack):
    for finding in session.scalars(findings.visible(world.submitter)):
        for said in finding.communications:
            said.state = CommunicationState.CLEARED
    session.flush()
    archive = pack()
    assert PUBLISHED not in "".join(archive.namelist())
    assert table(archive, "communications") == []


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
        ("step", "ask_time", "company"),
        ("year", "add_action", "company"),
        ("report", "write", "company"),
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
    assert size.years == 1
    assert (size.documents, size.items, size.findings, size.files) == (1, 6, 2, 4)
    assert size.bytes == len(f"%PDF-1.4 {OURS} paper{OURS} bewijs<p>{OURS} page</p>{OURS} file")
    assert not size.is_empty


def test_a_company_that_sent_nothing_has_an_empty_pack(session, world, pack):
    assert packs.size(session, world.company).is_empty
    assert table(pack(), "documents") == []


def test_what_is_not_sent_yet_is_hidden_as_on_the_page():
    assert pack_rows.UNSENT == timeline.UNSENT
