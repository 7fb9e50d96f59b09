"""Fill a database as large as a whole sector, and time what its people ask of the server.

    PYTHONPATH=. python benchmarks/large.py --data FOLDER [--database URL] [--times 40]
        [--documents 20000] [--items 1000000] [--only WORD]

Without ``--database`` a SQLite file in the folder is used; on PostgreSQL the URL names an empty
database. What was filled once is kept and used again. Every page is asked for in process, through
the real application, by somebody who is logged in, ``--times`` times over papers, items and pages
drawn from a seed; verdicts are really given. Prints a table: the median and the 95th percentile in
milliseconds by the clock, then of the processor alone (our process and, beside it, PostgreSQL's),
and how many questions were put to the database. Exits 1 when a page is slower than the goals by the
clock; with ``--processor`` by the processor, which counts on a machine that others use as well.
"""

import argparse
import re
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

import migrations
from benchmarks import asked, bulk, casting, filling, writing
from webapp import db, serving
from webapp.app import create_app
from workflows.models import Document, Item, Organisation
from workflows.organisations import shelf
from workflows.storage import FileStore

MEDIAN, P95 = 100.0, 300.0  # milliseconds
SEED = 20261102
_HERE = {"Sec-Fetch-Site": "same-origin"}


@dataclass
class Timing:
    """What one page took, each time."""

    clock: list[float] = field(default_factory=list)  # milliseconds
    processor: list[float] = field(default_factory=list)
    statements: list[int] = field(default_factory=list)

    def row(self, who: str, what: str) -> str:
        """A row of the table."""
        most, least = max(self.statements), min(self.statements)
        figures = [f"{figure:.0f}" for some in (self.clock, self.processor) for figure in two(some)]
        asked = str(least) if least == most else f"{least}-{most}"
        return f"| {' | '.join([who, what, *figures, asked])} |"

    def late(self, *, processor: bool) -> bool:
        """Whether it was slower than the goals."""
        median, p95 = two(self.processor if processor else self.clock)
        return median > MEDIAN or p95 > P95


def two(milliseconds: list[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    place = -(-len(milliseconds) * 95 // 100) - 1
    return statistics.median(milliseconds), sorted(milliseconds)[place]


class Bench:
    """The application, its people's browsers, and what is drawn for them."""

    def __init__(self, app: Flask, times: int) -> None:
        self.app, self.times = app, times
        self.random = Random(SEED)  # noqa: S311 - repeatable
        self.browsers: dict[str, FlaskClient] = {}
        self.statements = 0
        self._servers: set[Path] = set()  # what the system says of PostgreSQL's processes for us
        event.listen(db.engine_of(app), "before_cursor_execute", self._count)
        event.listen(db.engine_of(app), "checkout", self._meet)

    def _count(self, *_given: object) -> None:
        self.statements += 1

    def _meet(self, connection: Any, *_given: object) -> None:
        if self.app.config["DATABASE_URL"].startswith("postgresql"):
            self._servers.add(Path(f"/proc/{connection.info.backend_pid}/schedstat"))

    def _processor(self) -> float:
        """Seconds of a processor until now: ours, and those of the database's processes here."""
        theirs = [int(path.read_text().split()[0]) for path in self._servers if path.exists()]
        return time.process_time() + sum(theirs) / 1e9

    def browser(self, who: str) -> FlaskClient:
        """Somebody's browser, logged in through the form."""
        if who not in self.browsers:
            client = self.app.test_client()
            fields = {"email": f"{who}@voorbeeld.example", "password": casting.PASSWORD}
            fields["csrf_token"] = token(client.get("/login").text)
            answer = client.post("/login", data=fields, headers=_HERE)
            if answer.status_code != 303:
                raise SystemExit(f"{who} cannot log in: {answer.status_code}")
            self.browsers[who] = client
        return self.browsers[who]

    def ask(self, timing: Timing, who: str, address: str, form: dict[str, str] | None) -> str:
        """One question, timed; anything but a page or a way on ends the run."""
        client = self.browser(who)
        self.statements, busy, began = 0, self._processor(), time.perf_counter()
        if form is None:
            answer = client.get(address)
        else:
            headers = _HERE | {"X-Requested-With": "fetch"}
            answer = client.post(address, data=form, headers=headers)
        text = answer.text
        timing.clock.append(1000 * (time.perf_counter() - began))
        timing.processor.append(1000 * (self._processor() - busy))
        timing.statements.append(self.statements)
        if answer.status_code not in (200, 303):
            raise SystemExit(f"{address} as {who}: {answer.status_code}\n{text[:3000]}")
        return text

    def draw(self, query: Callable[[Session], list[str]]) -> Iterator[str]:
        """As many as there are times, drawn from what the query finds."""
        with db.sessions(self.app)() as session:
            found = query(session)
        for _ in range(self.times):
            yield self.random.choice(found)


def main() -> int:
    """Fill when needed, time, print, judge."""
    given = _arguments()
    given.data.mkdir(parents=True, exist_ok=True)
    url = given.database or f"sqlite:///{given.data.absolute() / 'large.sqlite3'}"
    migrations.upgrade(url)
    _filled(url, given)
    app = create_app(
        {"DATA": given.data, "DATABASE_URL": url, "CLOCK": lambda: casting.END, "TESTING": True}
    )
    serving.settle()
    warnings.simplefilter("error")
    bench = Bench(app, given.times)
    print("| who | what | clock: median | p95 | processor: median | p95 | statements |")
    print("|---|---|---|---|---|---|---|")
    slow = 0
    for who, what, work in _questions(bench):
        if given.only in f"{who} {what}":
            timing = work()
            late = timing.late(processor=given.processor)
            slow += late
            print(timing.row(who, what) + (" SLOW" if late else ""), flush=True)
    db.engine_of(app).dispose()
    print(f"{slow} above {MEDIAN:.0f} ms at the median or {P95:.0f} ms at the 95th percentile")
    return 1 if slow else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="a folder that is kept")
    parser.add_argument("--database", default="", help="else a SQLite file in the folder")
    parser.add_argument("--organisations", type=int, default=200)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--items", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--processor", action="store_true", help="judge by the processor's time")
    parser.add_argument("--only", default="", help="a word of who or what")
    return parser.parse_args()


def _filled(url: str, given: argparse.Namespace) -> None:
    """Fill an empty database; one that was filled before is left as it is."""
    with bulk.opened(url) as connection:
        if connection.scalar(select(func.count()).select_from(Organisation)):
            return
        connection.commit()
        began = time.monotonic()
        rows = bulk.Bulk(connection, SEED, casting.BEGIN)
        filling.fill(
            rows,
            organisations=given.organisations,
            documents=given.documents,
            items=given.items,
        )
        bulk.settle(connection)
        _files(Session(connection), FileStore(given.data / "files"), given.documents)
        print(f"filled in {time.monotonic() - began:.0f} s", file=sys.stderr)


def _files(session: Session, store: FileStore, documents: int) -> None:
    """The bytes of the papers and of their pictures; not synced, which would take longest."""
    owners = {row.id: shelf(row) for row in session.scalars(select(Organisation))}
    whose = select(Document.organisation_id).order_by(Document.id)
    papers = [
        (owners[owner], writing.bytes_of(number))
        for number, owner in enumerate(session.scalars(whose.limit(documents)))
    ]
    for owner, data in papers + [(owner, writing.PICTURE) for owner in owners.values()]:
        path = store.path(owner, store.name(owner, data))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def token(page: str) -> str:
    """The form token of a page."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    if found is None:
        raise SystemExit("no form on the page")
    return found[1]


def _questions(bench: Bench) -> Iterator[tuple[str, str, Callable[[], Timing]]]:
    """Who asks what, and the work of it."""
    reader, secretary, company = "lezer.3", "secretaris", "contact.5"
    for who in (reader, secretary, company):
        for what, address in _LISTS.items():
            unseen = {company: ("/review", "/log"), reader: ("/log",)}.get(who, ())
            if address.startswith(unseen):
                continue
            yield who, what, _pages(bench, who, address)
        yield who, "a document", _each(bench, who, "/documents/{}", asked.documents(who))
        yield who, "a finding", _each(bench, who, "/findings/{}", asked.findings(who))
        yield who, "a smelter", _each(bench, who, "/smelters/{}", asked.sites)
    yield reader, "the largest document", _each(bench, reader, "/review/{}", asked.largest)
    yield secretary, "the largest document", _each(bench, secretary, "/documents/{}", asked.largest)
    yield reader, "review of a document", _each(bench, reader, "/review/{}", asked.to_review)
    yield reader, "an item", _each(bench, reader, "/review/items/{}", asked.items, follow=True)
    search = _each(bench, reader, "/review/items/{}/search?q=jaya", asked.items)
    yield reader, "search for an item", search
    yield reader, "a verdict", lambda: _verdicts(bench, reader, asked.items)
    large = "a verdict in the largest document"
    yield reader, large, lambda: _verdicts(bench, reader, asked.large_items)


_LISTS = {
    "my work": "/work",
    "documents": "/documents",
    "documents, a far page": "/documents?page={:2:100}",
    "documents, by title": "/documents?q=opgave+smelters+2025+nr+1",
    "documents, by status": "/documents?state=in_review",
    "review queue": "/review",
    "review queue, a later page": "/review?page={:2:6}",
    "review queue, the uncertain": "/review?bucket=unsure",
    "review queue, a metal, this week": "/review?metal=tin&due=week",
    "search, a name": "/search?q=kelana",
    "search, two words": "/search?q=kelana+tin",
    "search, a word that is misspelt": "/search?q=kellana",
    "search, one kind, a later page": "/search?q=kelana&kind=item&page=3",
    "findings": "/findings",
    "findings, running by due date": "/findings?state=running&sort=due",
    "findings, overdue": "/findings?due=overdue",
    "smelters": "/smelters",
    "smelters, search": "/smelters?q=kelana",
    "smelters, a metal and a country": "/smelters?metal=tin&country=PE",
    "log": "/log",
    "log, a far page": "/log?page={:2:40000}",
    "log, about items": "/log?noun=item",
    "log, one person's": "/log?noun=document&action=finish",
    "log, a month": "/log?begin=2025-03-01&end=2025-03-31",
}


def _pages(bench: Bench, who: str, address: str) -> Callable[[], Timing]:
    """A list, or pages of it drawn between the two numbers in its address."""

    def work() -> Timing:
        timing = Timing()
        bench.browser(who).get("/help")
        drawn = re.search(r"\{:(\d+):(\d+)\}", address)
        for _ in range(bench.times):
            number = bench.random.randint(int(drawn[1]), int(drawn[2])) if drawn else 0
            there = address.replace(drawn[0], str(number)) if drawn else address
            bench.ask(timing, who, there, None)
        return timing

    return work


def _each(
    bench: Bench,
    who: str,
    address: str,
    query: Callable[[Session], list[str]],
    *,
    follow: bool = False,
) -> Callable[[], Timing]:
    """A page of each of those that the query finds."""

    def work() -> Timing:
        timing = Timing()
        for one in bench.draw(query):
            if follow:
                with db.sessions(bench.app)() as session:
                    found = session.scalars(select(Item).where(Item.public_id == one)).one()
                    there = f"/review/{found.document.public_id}?item={one}"
            else:
                there = address.format(one)
            bench.ask(timing, who, there, None)
        return timing

    return work


def _verdicts(bench: Bench, who: str, query: Callable[[Session], list[str]]) -> Timing:
    """Verdicts on items that wait, as the page's script sends them: three in four approve."""
    timing = Timing()
    form = {"csrf_token": token(bench.browser(who).get("/help").text)}
    with db.sessions(bench.app)() as session:
        found = query(session) or sys.exit("no item waits any more: give an empty database")
    for number, one in enumerate(bench.random.sample(found, min(bench.times, len(found)))):
        said = {"action": "approve"} if number % 4 else {"action": "reject", "reason": "misread"}
        with db.sessions(bench.app)() as session:
            item = session.scalars(select(Item).where(Item.public_id == one)).one()
            if number % 4 and item.candidates:
                said["candidate"] = item.candidates[0].site.public_id
        bench.ask(timing, who, f"/review/items/{one}", form | said)
    return timing


if __name__ == "__main__":
    sys.exit(main())
