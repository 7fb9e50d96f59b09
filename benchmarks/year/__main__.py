"""Play a year of following with a clock that is set, kill the worker in it, and judge every mail.

    python -m benchmarks.year [--members 50] [--documents 3000] [--findings 20000] [--days 366]
        [--kills 10] [--seed 5] [--data FOLDER]

An invented agreement is written into a SQLite file through the real migrations. Each day people act
(answer, finish, send in a newer certificate) and the installation's own worker does its duties, in
a process of its own, with a real mail server on loopback; on some days it is ended by SIGKILL at a
moment drawn from the seed. What everybody is to find in their mail, and on which day, is reckoned
beside it from the plan of the world; what is missing, or there without being owed, is told. Prints
one line of JSON; exits 1 when something is wrong.
"""

import argparse
import json
import random
import resource
import statistics
import sys
import tempfile
import time as clocks
from collections import Counter
from datetime import datetime, time
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

import migrations
from benchmarks import bulk as bulks
from benchmarks.year import members, playing, reckoning, world
from benchmarks.year.post import Post
from benchmarks.year.reckoning import Line, Year
from tests.smtp import listening
from workflows import clock, events, soundness
from workflows.engine import make_engine, make_sessions
from workflows.models import Document, Duty, Finding, Mail, Organisation
from workflows.states import MailState, OrganisationKind
from workflows.storage import FileStore

SHOWN = 12  # lines of what is missing or too many


def main() -> int:
    """Play, judge, print."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="ketenzicht-year-") as made:
        verdict = _year(arguments, Path(arguments.data or made))
    print(json.dumps(verdict))
    wrong = ("missing", "too_many", "unsent", "failed_duties", "unsound")
    kills = max(verdict["doubled"], default=0) <= 1 and verdict["kills"] == arguments.kills
    return 0 if kills and not any(verdict[name] for name in wrong) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    for name, usual in (
        ("members", 50), ("documents", 3_000), ("findings", 20_000), ("days", world.DAYS),
        ("kills", 10), ("seed", 5),
    ):  # fmt: skip
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--data")
    return parser.parse_args()


def _year(arguments: argparse.Namespace, folder: Path) -> dict[str, Any]:
    began = clocks.monotonic()
    url = f"sqlite:///{folder / 'ketenzicht.sqlite3'}"
    migrations.upgrade(url)
    with bulks.opened(url) as connection:
        bulk = bulks.Bulk(connection, arguments.seed, members.BEGAN)
        made = world.fill(
            bulk, arguments.members, arguments.documents, arguments.findings, arguments.days
        )
        bulks.settle(connection)
    year = Year(world.FIRST, arguments.days, frozenset(made.weekly))
    now = playing.SetClock()
    now.at = datetime.combine(year.first, time(5), clock.ZONE)
    engine = make_engine(url)
    sessions = make_sessions(engine, now)
    playing.prepare(sessions, made.office[0])
    built = clocks.monotonic()
    days = random.Random(arguments.seed).sample(  # noqa: S311 - repeatable
        range(1, year.days), arguments.kills
    )
    with listening() as box:
        worker = playing.Worker(_environment(folder, url, box.port), folder / "worker.log")
        post = Post(box)
        try:
            played = playing.play(
                year, made, sessions, now, FileStore(folder / "files"), worker, post, days,
                arguments.seed,
            )  # fmt: skip
        finally:
            worker.stop()
    verdict = _verdict(sessions, year, made, post, played)
    engine.dispose()
    return verdict | {
        "seed": arguments.seed,
        "built": round(built - began),
        "seconds": round(clocks.monotonic() - began),
        "worker_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    }


def _environment(folder: Path, url: str, port: int) -> dict[str, str]:
    settings = {
        "DATA": str(folder / "data"),
        "DATABASE_URL": url,
        "URL": "https://keten.example",
        "SMTP_URL": f"smtp://127.0.0.1:{port}",
        "MAIL_FROM": "post@keten.example",
    }
    return {f"KETENZICHT_{name}": value for name, value in settings.items()}


def _verdict(
    sessions: sessionmaker[Session],
    year: Year,
    made: members.World,
    post: Post,
    played: playing.Played,
) -> dict[str, Any]:
    owed = reckoning.owed(year, (made.dues, made.terms, made.lates))
    missing, too_many = owed - post.lines, post.lines - owed
    for word, some in (("missing", missing), ("too many", too_many)):
        for line in sorted(some, key=lambda one: one.day)[:SHOWN]:
            print(f"{word}: {line}", file=sys.stderr)
    days = sorted(played.seconds)
    with sessions() as session:
        unsent = select(func.count()).where(Mail.state != MailState.SENT)
        failed = select(func.count()).where(Duty.failures > 0)
        return {
            "members": _count(session, Organisation, Organisation.kind == OrganisationKind.COMPANY),
            "documents": _count(session, Document),
            "findings": _count(session, Finding),
            "days": year.days,
            "owed": _by_sort(owed),
            "missing": sum(missing.values()),
            "too_many": sum(too_many.values()),
            "mails": post.mails,
            "kills": len(played.doubled),
            "doubled": played.doubled,
            "unsent": session.scalar(unsent),
            "failed_duties": session.scalar(failed),
            "unsound": len([*events.problems(session), *soundness.problems(session)]),
            "day_median": round(statistics.median(days), 2),
            "day_slowest": round(days[-1], 2),
        }


def _count(session: Session, table: Any, *which: Any) -> int:
    return session.scalar(select(func.count()).select_from(table).where(*which)) or 0


def _by_sort(lines: Counter[Line]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for line, count in lines.items():
        found[line.what] += count
    return dict(sorted(found.items()))


if __name__ == "__main__":
    sys.exit(main())
