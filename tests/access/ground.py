"""A small installation to try every door of: two rivals, their papers, and everybody who looks."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from flask import Flask
from PIL import Image
from sqlalchemy import delete
from sqlalchemy.orm import Session

import migrations
from tests import cast
from tests.access import desk
from tests.ruling import APPROVE, TRADER
from tests.webapp.browsing import give_passwords
from webapp import db
from webapp.app import create_app
from workflows import (
    comments,
    deciding,
    documents,
    doubting,
    facts,
    finding_comments,
    findings,
    items,
    membership,
    merging,
    organisations,
    people,
    questions,
    readings,
    register_files,
    rule_making,
    rules,
    saved_views,
    team_papers,
    teams,
)
from workflows.doubting import Doubt
from workflows.models import (
    Assignment,
    Document,
    Item,
    Job,
    NameRule,
    Person,
    SiteName,
    TeamPaper,
)
from workflows.permissions import Actor
from workflows.risks import seed_taxonomies
from workflows.states import (
    DocumentAction,
    FindingAction,
    ItemAction,
    ItemKind,
    ItemState,
    JobState,
    Role,
    RuleScope,
)
from workflows.storage import FileStore
from workflows.telling_rules import CHECKLIST
from workflows.verdicts import Verdict

# Before any day on which these tests run: the command line reads the machine's own clock.
NOW = datetime(2025, 1, 6, 12, tzinfo=UTC)
NEVER = "x" * 22  # an id that was never given
OURS, THEIRS = "Kwikstaart", "Braamsluiper"  # in everything that only the one, or the other, knows
SHARED = "Rietzanger is told to the parties."

Ids = dict[str, dict[str, str]]


@dataclass
class Ground:
    """The application, where its database lies, and the public ids by noun and by whose."""

    app: Flask
    folder: Path
    pristine: Path
    ids: Ids
    emails: dict[str, str]
    tokens: dict[str, str]
    watch: sqlite3.Connection
    put_back: int = 0  # what version() gave when the database was last as in the beginning

    @property
    def database(self) -> Path:
        """The SQLite file that the application works on."""
        return self.folder / "ketenzicht.sqlite3"

    def restore(self) -> None:
        """Put the database back as it was in the beginning, if anything was written since."""
        if self.version() == self.put_back:
            return
        db.engine_of(self.app).dispose()
        with (
            closing(sqlite3.connect(self.pristine)) as source,
            closing(sqlite3.connect(self.database)) as target,
        ):
            target.execute("PRAGMA synchronous=OFF")
            source.backup(target)
        self.put_back = self.version()

    def version(self) -> int:
        """A number that another one's write to the database changes, whatever was written."""
        (number,) = self.watch.execute("PRAGMA data_version").fetchone()
        return int(number)


def build(folder: Path) -> Iterator[Ground]:
    """An installation in ``folder`` with something of every kind in it."""
    data = folder / "data"
    app = create_app({"DATA": data, "CLOCK": lambda: NOW, "TESTING": True})
    app.config["PROPAGATE_EXCEPTIONS"] = False
    migrations.upgrade(str(app.config["DATABASE_URL"]))
    with db.sessions(app)() as session:
        ids, emails, tokens = _fill(session, FileStore(data / "files"))
        session.commit()
    db.engine_of(app).dispose()
    pristine = folder / "pristine.sqlite3"
    with closing(sqlite3.connect(data / "ketenzicht.sqlite3")) as watch:
        with closing(sqlite3.connect(pristine)) as target:
            watch.backup(target)
        yield Ground(app, data, pristine, ids, emails, tokens, watch)
    db.engine_of(app).dispose()


def _fill(session: Session, store: FileStore) -> tuple[Ids, dict[str, str], dict[str, str]]:
    world = cast.a_world(session)
    seed_taxonomies(session)
    office = organisations.named(session, "Secretariaat Verzinsel")

    def person(name: str, role: Role, where: object = office) -> Actor:
        return cast.a_person(session, f"{name}@voorbeeld.example", role, where)

    steering = person("steering", Role.STEERING)
    idle = person("idle", Role.REVIEWER)
    conflicted = person("conflicted", Role.REVIEWER)
    cast.a_person(session, conflicted.email, Role.EXPERT, world.company)
    former = person("former", Role.SUBMITTER, world.company)
    cast.a_person(session, former.email, Role.REVIEWER, office)
    gone = person("gone", Role.SUBMITTER, world.rival)
    ids: Ids = {}
    sides = (
        ("ours", OURS, world.company, world.submitter, world.reader),
        ("theirs", THEIRS, world.rival, world.competitor, world.other_reader),
    )
    public = cast.a_site(session, "Openbare Smelterij")
    for side, word, company, sender, reader in sides:
        made = _papers(session, store, word, company, sender, reader, public, world)
        for noun, public_id in made.items():
            kind, _, state = noun.partition(":")
            ids.setdefault(kind, {})[f"{side}_{state}" if state else side] = public_id
        session.flush()
    ids["name_rule"] |= _for_everybody(session, world.secretary)
    _hand_out(
        session, ids, {"ours": (world.reader, conflicted, former), "theirs": (world.other_reader,)}
    )
    ids |= _team(session, ids, world, (idle, conflicted))
    ids["site"]["public"] = public.public_id
    earlier = cast.a_site(session, f"{OURS} Eerder", organisation=world.company, metal="zinc")
    merge = merging.merge(session, public, earlier, world.secretary, reason=f"{OURS} is hetzelfde")
    ids["site"]["merged"], ids["merge"] = earlier.public_id, {"done": merge.public_id}
    ids |= desk.signals(session, OURS)
    words = {"ours": OURS, "theirs": THEIRS}
    ids |= desk.years(session, world, words)
    ids |= desk.imports(session, store, world, ids, words)
    listed = cast.a_risk_list(session, "CD", valid_from=NOW.date())
    ids["risk_list"] = {"known": listed.public_id}
    ids |= desk.about_reports(session, world, ids["year"])
    kept = register_files.keep(
        session, store, "register.csv", b"id,name\nX1,Verzonnen", world.secretary
    )
    ids["file"] = {"kept": kept.public_id, "a_paper": _upload_of(session, ids["document"]["ours"])}
    view = saved_views.save(session, world.reader, "queue", f"{OURS} {THEIRS}", "bucket=unsure")
    ids["view"] = {"readers": view.public_id}
    ids["organisation"] = {
        "ours": world.company.public_id,
        "theirs": world.rival.public_id,
        "office": office.public_id,
    }
    ids["covered"] = {side: ids["organisation"][side] for side in ("ours", "theirs")}
    ids["company"] = {
        "ours": world.company.name,
        "theirs": world.rival.name,
        "office": office.name,
    }
    ids["person"] = {
        "ours": world.submitter.public_id,
        "theirs": world.competitor.public_id,
        "removed": gone.public_id,
    }
    ids["setting"] = {"known": "review.sample"}
    ids["job"] = {"failed": str(_failed_job(session, ids["document"]["theirs_waiting"]))}
    for known in ids.values():
        known["none"] = NEVER
    ids["setting"]["none"], ids["job"]["none"] = "review.nothing", "999999"
    everybody = world.everybody | {
        "steering": steering, "idle": idle, "conflicted": conflicted, "former": former
    }  # fmt: skip
    give_passwords(session, everybody.values())
    gone_today = session.get_one(Person, former.person_id)
    membership.end_role(
        session, gone_today, Role.SUBMITTER, world.company.public_id, world.secretary
    )
    membership.end_role(session, gone_today, Role.REVIEWER, office.public_id, world.secretary)
    people.deactivate(session, session.get_one(Person, gone.person_id), actor=world.secretary)
    tokens = {"live": people.new_link(session, session.get_one(Person, world.competitor.person_id))}
    emails = {name: actor.email for name, actor in everybody.items()}
    return ids, emails, tokens


def _papers(session, store, word, company, sender, reader, public, world) -> dict[str, str]:
    """A read paper, a withdrawn one, one that waits, and what came of them; ids by noun."""
    site = cast.a_site(session, f"{word} Smelter", organisation=company, metal="zinc")
    document = cast.a_document(session, store, company, sender)
    picture = store.put(organisations.shelf(company), _picture(word))
    readings.record(
        session,
        documents.current(document),
        cast.a_reading(
            cast.a_record(f"{word} Smelter", candidates=[cast.a_candidate(site)]),
            cast.a_record("Openbare Smelterij", candidates=[cast.a_candidate(public)]),
            cast.a_record(f"{word} Kantoor"),
            cast.a_record(
                "Openbare Smelterij", country="MY", candidates=[cast.a_candidate(public)]
            ),
            cast.a_record("Openbare Beurs"),
            certificates=[cast.a_certificate("2025-05-01", number=f"{word}-1")],
            findings=[cast.an_audit_finding(f"{word}: the exits were blocked.")],
        ),
        {1: picture},
    )
    facts.describe(session, document, sender, title=f"{word} opgave.pdf", supplier=f"{word} Handel")
    rows = items.of_document(session, document)
    audit = next(row for row in rows if row.kind is ItemKind.AUDIT_FINDING)
    session.flush()
    _assign(session, document, reader)
    deciding.decide(session, audit, Verdict(ItemAction.APPROVE), reader)
    certificate = next(row for row in rows if row.kind is ItemKind.CERTIFICATE)
    deciding.decide(session, certificate, Verdict(ItemAction.APPROVE), reader)
    decided, rule = _ruled(session, rows, word, reader)
    finding = session.scalars(findings.visible(world.secretary)).first()
    for action, who, given in (
        (FindingAction.ASSIGN, world.secretary, {"person": reader.email}),
        (
            FindingAction.ASSESS,
            reader,
            {"severity": "major", "likelihood": "likely", "harm": "actual"},
        ),
        (
            FindingAction.PLAN,
            sender,
            {"text": f"{word} mends it", "owner": f"{word} works", "due": "2025-06-01"},
        ),
        (FindingAction.START, sender, {}),
        (FindingAction.DRAFT, reader, {"audience": "public", "text": f"{word} is drafted"}),
        (FindingAction.DRAFT, reader, {"audience": "parties", "text": SHARED}),
        (
            FindingAction.CLEAR,
            world.secretary,
            {"audience": "parties", "checks": ",".join(CHECKLIST)},
        ),
        (FindingAction.COMMUNICATE, world.secretary, {"audience": "parties"}),
        (FindingAction.COMMUNICATE, reader, {"audience": "member", "text": f"{word} is told"}),
    ):
        findings.act(session, finding, action, who, given)
    findings.act(
        session, finding, FindingAction.ADD_EVIDENCE, sender, {"note": f"{word} proof"},
        file=(f"{word}.txt", f"{word} bewijs".encode()), store=store,
    )  # fmt: skip
    talked = next(row for row in rows if row.kind is ItemKind.SMELTER and row.position > 1)
    inside, told = (
        comments.add(session, talked, reader, f"{word} is said", is_shared=shared)
        for shared in (False, True)
    )
    apart, across = (
        finding_comments.add(session, finding, reader, f"{word} is thought", is_shared=shared)
        for shared in (False, True)
    )
    doubting.doubt(session, talked, Doubt.ASK, reader, text=f"{word} is asked")
    (question,) = questions.of_item(session, talked, reader)
    withdrawn = cast.a_document(session, store, company, sender, cast.a_reading())
    _assign(session, withdrawn, reader)
    documents.act(session, withdrawn, DocumentAction.WITHDRAW, sender)
    waiting = cast.a_document(session, store, company, sender)
    public.names.append(
        SiteName(name=f"{word} Alias", organisation_id=company.id, source="made up")
    )
    smelter = next(row for row in rows if row.kind is ItemKind.SMELTER)
    return {
        "document": document.public_id,
        "document:withdrawn": withdrawn.public_id,
        "document:waiting": waiting.public_id,
        "item": smelter.public_id,
        "verdict": decided.public_id,
        "name_rule": rule.public_id,
        "question": question.public_id,
        "comment": inside.public_id,
        "comment:told": told.public_id,
        "finding": finding.public_id,
        "finding_comment": apart.public_id,
        "finding_comment:told": across.public_id,
        "evidence": finding.evidence[0].public_id,
        "site": site.public_id,
    }


def _ruled(session, rows, word, reader) -> tuple[Item, NameRule]:
    """What was decided on three more names, and the rule that came of the company's own one."""
    decided = {}
    for item in (row for row in rows if row.kind is ItemKind.SMELTER and row.position > 2):
        name = rules.printed(item, "smelter")
        given = APPROVE if name == "Openbare Smelterij" else TRADER
        decided[name] = deciding.decide(session, item, given, reader)
    item = decided[f"{word} Kantoor"]
    return item, rule_making.make(session, item, RuleScope.MEMBER, reader, note=f"{word} is vaak")


def _for_everybody(session: Session, secretary: Actor) -> dict[str, str]:
    """The rules that hold for everybody: on a smelter, and on what is none."""
    made = {}
    for name, key in (("Openbare Smelterij", "everybody"), ("Openbare Beurs", "never")):
        state = ItemState.APPROVED if key == "everybody" else ItemState.REJECTED
        found = items.visible(secretary).where(Item.state == state)
        item = next(row for row in session.scalars(found) if rules.printed(row, "smelter") == name)
        rule = rule_making.make(session, item, RuleScope.EVERYBODY, secretary, note="een lijst")
        made[key] = rule.public_id
    return made


def _assign(session: Session, document: Document, reader: Actor) -> None:
    if all(a.person_id != reader.person_id for a in document.assignments):
        documents.assign(session, document, session.get_one(Person, reader.person_id), None)


def _hand_out(session: Session, ids: Ids, readers: dict[str, tuple[Actor, ...]]) -> None:
    """Leave every paper with the readers of its side alone; not all of them may decide on it."""
    session.execute(delete(Assignment))
    session.expire_all()
    for name, public_id in ids["document"].items():
        document = session.query(Document).filter_by(public_id=public_id).one()
        for reader in readers[name.partition("_")[0]]:
            document.assignments.append(Assignment(person_id=reader.person_id, assigned_at=NOW))
    session.flush()


def _team(session: Session, ids: Ids, world: cast.World, members: tuple[Actor, ...]) -> Ids:
    """A team for which a paper of the company waits, and another one that took one for theirs."""
    made = []
    for name, actors in (("Noord", members), ("Zuid", (world.other_reader,))):
        team = teams.make(session, name, world.secretary)
        for actor in actors:
            person = session.get_one(Person, actor.person_id)
            teams.join(session, team, person, world.secretary)
        made.append(team)
    north, south = made
    papers = {
        name: session.query(Document).filter_by(public_id=ids["document"][name]).one()
        for name in ("ours", "theirs_waiting")
    }
    team_papers.hand(session, papers["ours"], north, world.secretary)
    taken = TeamPaper(team=south, document=papers["theirs_waiting"], handed_at=NOW)
    taken.person_id = world.other_reader.person_id
    session.add(taken)
    session.flush()
    return {
        "team": {"known": north.public_id},
        "team_name": {"known": north.name},
        "team_paper": {"ours": ids["document"]["ours"]},
    }


def _picture(word: str) -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (8, 8), "white").save(drawn, "PNG", pnginfo=None)
    return drawn.getvalue() + word.encode()


def _upload_of(session: Session, document_id: str) -> str:
    document = session.query(Document).filter_by(public_id=document_id).one()
    return documents.current(document).upload.public_id


def _failed_job(session: Session, document_id: str) -> int:
    document = session.query(Document).filter_by(public_id=document_id).one()
    version = documents.current(document)
    job = session.query(Job).filter_by(subject_id=version.id).one()
    job.state = JobState.FAILED
    documents.act(session, document, DocumentAction.FAIL, None)
    session.flush()
    return job.id
