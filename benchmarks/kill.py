"""Kill server and worker at random moments during uploads; show that nothing is lost or doubled.

    PYTHONPATH=. python benchmarks/kill.py [--uploads 200] [--kills 40] [--seed N] [--database URL]

A real server and a real worker run in a folder of their own; several people upload at once while
one or the other is ended by SIGKILL and started again. In the end every upload that was
acknowledged must have been read exactly once in effect, with its bytes equal on disk, and
`ketenzicht check` must find nothing. Prints one line of JSON; exits 1 when something is wrong.
``--database`` names an empty database; without it a SQLite file is made.
"""

import argparse
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

import migrations
from benchmarks.uploading import PASSWORD, Browser
from extraction import keepers
from extraction.isolated import extract_isolated
from extraction.records import Extraction
from tests import papers
from workflows import clock, documents, events, organisations, people
from workflows.engine import make_engine, make_sessions
from workflows.models import Document, Event, Item, Job, Mention, Upload
from workflows.readings import CERTIFICATE_FIELDS
from workflows.states import DocumentState, JobState, OrganisationKind, Role
from workflows.storage import FileStore

COMPANY = "Verzonnen Proefbedrijf B.V."
SUBMITTER = "indiener@proefbedrijf.example"
LEASE = 3  # seconds
AT_ONCE = 4  # people uploading
PATIENCE = 300.0  # seconds for what is left when the killing is over


@dataclass
class Trial:
    """One run: its folder, its processes, and what happened."""

    folder: Path
    port: int
    environment: dict[str, str]
    random: random.Random
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    kills: Counter[str] = field(default_factory=Counter)
    families: list[tuple[int, str]] = field(default_factory=list)
    fell_over: int = 0

    def start(self, kind: str) -> None:
        """Start the server or the worker, its talk appended to a file of its own."""
        with (self.folder / f"{kind}.log").open("ab") as talk:
            self.running[kind] = subprocess.Popen(
                [sys.executable, "-m", "webapp", kind],
                env=self.environment,
                stdout=talk,
                stderr=talk,
                start_new_session=True,
            )

    def kill(self, kind: str) -> None:
        """End it without a warning; what it had started must end by itself."""
        process = self.running[kind]
        self.fell_over += process.poll() is not None
        self.families += _descendants(process.pid)
        process.kill()
        process.wait()
        self.kills[kind] += 1

    def stop(self) -> None:
        """End both, politely."""
        for process in self.running.values():
            process.send_signal(signal.SIGTERM)
        for process in self.running.values():
            process.wait(30)

    def orphans(self) -> int:
        """How many processes outlive the one that started them. A reader that is still being
        started notices when it is ready, which takes seconds on a busy machine."""
        until = time.monotonic() + 30
        while (left := sum(map(_alive, self.families))) and time.monotonic() < until:
            time.sleep(0.1)
        return left


def main() -> int:
    """Run, judge, print."""
    arguments = _arguments()
    folder = Path(tempfile.mkdtemp(prefix="ketenzicht-kill-"))
    began = time.monotonic()
    url = arguments.database or f"sqlite:///{folder / 'ketenzicht.sqlite3'}"
    trial = _trial(folder, url, arguments.seed)
    sessions = make_sessions(make_engine(url), clock.system_clock)
    migrations.upgrade(url)
    _people(sessions)
    made = [_paper(number) for number in range(arguments.uploads)]
    watching = make_sessions(make_engine(url), clock.system_clock, read_only=True)
    try:
        acknowledged, tries = _storm(trial, watching, made, arguments.kills)
        _wait_until_read(sessions)
    finally:
        trial.stop()
    verdict = _judge(sessions, FileStore(folder / "files"), made, acknowledged)
    check = subprocess.run(
        [sys.executable, "-m", "webapp", "check"], env=trial.environment, check=False
    )
    keepers.close()
    orphans = trial.orphans()
    figures = {
        "database": url.partition(":")[0],
        "seed": arguments.seed,
        "uploads": len(made),
        "acknowledged": len(acknowledged),
        "tries": tries,
        "kills": dict(trial.kills),
        **verdict,
        "orphans": orphans,
        "fell_over": trial.fell_over,
        "check": check.returncode,
        "seconds": round(time.monotonic() - began, 1),
    }
    print(json.dumps(figures))
    wrong = len(made) - len(acknowledged) + check.returncode + orphans + trial.fell_over
    wrong += verdict["lost"] + verdict["doubled"] + verdict["failed"]
    if wrong:
        print(f"kept for looking at: {folder}", file=sys.stderr)
        return 1
    shutil.rmtree(folder)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--uploads", type=int, default=200)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--database", default="", help="an empty database; else SQLite")
    return parser.parse_args()


def _trial(folder: Path, url: str, seed: int) -> Trial:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    root = str(Path(__file__).resolve().parent.parent)
    settings = {"DATA": str(folder), "DATABASE_URL": url, "LEASE_SECONDS": str(LEASE)}
    settings |= {"HOST": "127.0.0.1", "PORT": str(port)}
    environment = dict(os.environ) | {"PYTHONPATH": root}
    environment |= {f"KETENZICHT_{name}": value for name, value in settings.items()}
    return Trial(folder, port, environment, random.Random(seed))  # noqa: S311 - repeatable


def _people(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        company = organisations.add(session, COMPANY, OrganisationKind.COMPANY)
        office = organisations.add(session, "Verzonnen Kantoor", OrganisationKind.SECRETARIAT)
        sender = people.add(session, SUBMITTER, Role.SUBMITTER, company)
        people.set_password(session, people.new_link(session, sender), PASSWORD)
        for name in ("een", "twee", "drie"):
            people.add(session, f"{name}@kantoor.example", Role.REVIEWER, office)


def _paper(number: int) -> bytes:
    """A paper that no other number gives: mostly tables, also prose, a certificate, an audit."""
    name = f"Bedachte Leverancier {number}"
    kind = number % 5
    if kind == 0:
        return papers.certificate(holder=name, number=f"VB-{number}")
    if kind == 1:
        major = ("7.2", "Major", f"No list of the emergency exits was kept in hall {number}.")
        return papers.audit_report([major])
    rows = [smelter.cells for smelter in papers.smelters(3 + 17 * (number % 12))]
    return papers.supplier_table(rows, supplier=name)


def _storm(
    trial: Trial, sessions: sessionmaker[Session], made: Sequence[bytes], kills: int
) -> tuple[dict[int, str], int]:
    """Upload everything while killing; gives each paper's public id, and how many tries it took."""
    admitted = threading.Semaphore(0)
    browsers = [Browser(trial.port, SUBMITTER) for _ in range(AT_ONCE)]
    free = list(browsers)

    def send(number: int) -> str:
        admitted.acquire()
        browser = free.pop()
        try:
            return browser.upload(f"opgave-{number}.pdf", made[number])
        finally:
            free.append(browser)

    for kind in ("run", "worker"):
        trial.start(kind)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        waiting = {number: pool.submit(send, number) for number in range(len(made))}
        for round_ in range(kills):
            batch = len(made) * (round_ + 1) // kills - len(made) * round_ // kills
            admitted.release(batch)
            _random_moment(trial, sessions)
            kind = trial.random.choice(("run", "worker"))
            trial.kill(kind)
            trial.start(kind)
        acknowledged = {number: sent.result(PATIENCE) for number, sent in waiting.items()}
    return acknowledged, sum(browser.tries for browser in browsers)


def _random_moment(trial: Trial, sessions: sessionmaker[Session]) -> None:
    """Any moment, in a start too; as often one just after the server came up, or in a reading."""
    kind = trial.random.randrange(3)
    until = time.monotonic() + 15
    if kind == 0:
        time.sleep(trial.random.uniform(0.0, 5.0))
        return
    there = _answers if kind == 1 else _reads
    while not there(trial, sessions) and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(trial.random.uniform(0.0, 0.6 if kind == 1 else 0.2))


def _answers(trial: Trial, _sessions: sessionmaker[Session]) -> bool:
    try:
        socket.create_connection(("127.0.0.1", trial.port), timeout=1).close()
    except OSError:
        return False
    return True


def _reads(_trial: Trial, sessions: sessionmaker[Session]) -> bool:
    with sessions() as session:
        now = clock.now(session)
        held = Job.state == JobState.RUNNING, Job.lease_until > now
        return session.scalar(select(Job.id).where(*held).limit(1)) is not None


def _wait_until_read(sessions: sessionmaker[Session]) -> None:
    until = time.monotonic() + PATIENCE
    left = 1
    while left and time.monotonic() < until:
        time.sleep(0.2)
        with sessions() as session:
            open_ = Job.state.in_((JobState.QUEUED, JobState.RUNNING))
            left = session.scalar(select(func.count()).where(open_)) or 0


def _judge(
    sessions: sessionmaker[Session],
    store: FileStore,
    made: Sequence[bytes],
    acknowledged: dict[int, str],
) -> dict[str, int]:
    """How many uploads are lost or doubled; how many jobs failed or had to be begun again."""
    lost, doubled = set(), set()
    with sessions() as session:
        for number, public_id in acknowledged.items():
            query = select(Document).where(Document.public_id == public_id)
            document = session.scalars(query).one_or_none()
            if document is None or not _kept(document, store, made[number]):
                lost.add(number)
                continue
            wanted = extract_isolated(made[number], f"opgave-{number}.pdf")
            difference = _difference(session, document, wanted)
            if difference:
                print(f"{number} {public_id}: {difference}", file=sys.stderr)
                (doubled if difference > Counter() else lost).add(number)
        rows = session.scalar(select(func.count()).select_from(Document)) or 0
        again = session.scalar(select(func.count()).where(Job.attempts > 1)) or 0
        failed = session.scalar(select(func.count()).where(Job.state == JobState.FAILED)) or 0
        blobs = {row.blob for row in session.scalars(select(Upload))}
        surplus = abs(rows - len(set(acknowledged.values()))) + abs(len(blobs) - len(acknowledged))
        store.sweep()  # as a worker does when it starts
        parts = len(list(store.root.rglob("*.part")))
    return {
        "lost": len(lost),
        "doubled": len(doubled) + surplus,
        "failed": failed,
        "begun_again": again,
        "parts_left": parts,
    }


def _kept(document: Document, store: FileStore, data: bytes) -> bool:
    upload = documents.current(document).upload
    shelf = organisations.shelf(document.organisation)
    return store.intact(shelf, upload.blob) and store.get(shelf, upload.blob) == data


def _difference(session: Session, document: Document, wanted: Extraction) -> Counter[str]:
    """What there is too much (or, below zero, too little) of, against one undisturbed reading."""
    version = documents.current(document)
    certificates = [
        found
        for found in wanted.certificates
        if any(getattr(found, name) is not None for name in CERTIFICATE_FIELDS)
    ]
    items = list(session.scalars(select(Item).where(Item.document_id == document.id)))
    happened = Counter(
        event.action
        for event in session.scalars(
            select(Event).where(Event.noun == "document", Event.object_id == document.public_id)
        )
        if events.payload(session, event).get("target")
    )
    read = [
        event
        for item in items
        for event in session.scalars(select(Event).where(Event.object_id == item.public_id))
    ]
    mentions = session.scalar(select(func.count()).where(Mention.version_id == version.id)) or 0
    there = {
        "versions": len(document.versions) - 1,
        "read": (document.state is DocumentState.TO_REVIEW) - 1,
        "items": len(items) - len(wanted.records) - len(certificates) - len(wanted.findings),
        "item events": len(read) - len(items),
        "pages": len(version.pages) - len(wanted.pages),
        "pictures": sum(bool(page.picture) for page in version.pages) - len(wanted.pages),
        "texts": -sum(a.text != b.text for a, b in zip(version.pages, wanted.pages, strict=False)),
        "mentions": mentions - len(wanted.mentions),
        "document events": sum(happened.values()) - 2,
        "reviewers": len(document.assignments) - documents.REVIEWERS_PER_DOCUMENT,
    }
    return Counter({name: count for name, count in there.items() if count})


def _descendants(pid: int) -> Iterator[tuple[int, str]]:
    """Each process below this one: its number, and the moment it began."""
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            yield child, _began(child)
            yield from _descendants(child)


def _began(pid: int) -> str:
    try:
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if told[0] == "Z" else told[19]


def _alive(process: tuple[int, str]) -> bool:
    pid, began = process
    return bool(began) and _began(pid) == began


if __name__ == "__main__":
    sys.exit(main())
