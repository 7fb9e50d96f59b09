"""Build progress reports over few and over many findings, and say how long and how much memory.

    PYTHONPATH=. python benchmarks/reporting.py --data FOLDER [--findings 2000 100000]

For each number of findings a SQLite database of 50 organisations is filled (once; it is kept), with
three items a finding. Then a process of its own freezes the figures of the whole period, writes the
Word file, and proves the file. Prints a table: seconds by the clock and of the processor, and the
greatest memory of that process. Exits 1 when a goal is missed: 3 s for 2,000 findings, 20 s and
500 MB for 100,000; freezing and writing together, without the proof.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import func, select

import migrations
from benchmarks import bulk, casting, filling
from workflows import people, report_proof, reports
from workflows.engine import make_engine, make_sessions
from workflows.material import Period
from workflows.models import Finding

GOALS = {2_000: (3.0, 500.0), 100_000: (20.0, 500.0)}  # seconds, megabytes
SEED = 20261128
OFFICE = "secretaris@voorbeeld.example"


def filled(data: Path, findings: int) -> str:
    """The address of a database with so many findings."""
    data.mkdir(parents=True, exist_ok=True)
    file = data / f"findings-{findings}.sqlite"
    url = f"sqlite:///{file}"
    if file.exists():
        migrations.upgrade(url)  # it may be of an earlier version
        return url
    beside = data / "filling.sqlite"
    beside.unlink(missing_ok=True)
    migrations.upgrade(f"sqlite:///{beside}")
    with bulk.opened(f"sqlite:///{beside}") as connection:
        filling.fill(
            bulk.Bulk(connection, SEED, casting.BEGIN),
            organisations=50,
            documents=max(40, findings // 20),
            items=findings * 3,
            findings=findings,
        )
    beside.rename(file)
    return url


def measure(url: str) -> dict[str, float]:
    """One report in this process: what it took, and how large it became."""
    sessions = make_sessions(make_engine(url), lambda: casting.END)
    with sessions() as session:
        office = people.acting_as(session, OFFICE)
        period = Period(casting.BEGIN.date(), casting.END.date())
        begin, busy = time.perf_counter(), time.process_time()
        report = reports.create(session, period, "nl", office)
        frozen = time.perf_counter()
        file = reports.render(session, report)
        written, used = time.perf_counter(), time.process_time()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        problems = report_proof.verify(session, file).problems
        if problems:
            raise SystemExit(f"the file does not prove itself: {problems[:3]}")
        return {
            "findings": session.scalar(select(func.count(Finding.id))) or 0,
            "freezing": frozen - begin,
            "writing": written - frozen,
            "seconds": written - begin,
            "processor": used - busy,
            "proving": time.perf_counter() - written,
            "megabytes": memory,
            "kilobytes": len(file) / 1024,
        }


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--findings", type=int, nargs="+", default=list(GOALS))
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(measure(given.measure)))
        return 0
    print("| findings | freezing | writing | together | processor | proof | memory | file |")
    print("|---|---|---|---|---|---|---|---|")
    missed = False
    for count in given.findings:
        url = filled(given.data, count)
        command = [sys.executable, __file__, "--data", str(given.data), "--measure", url]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        took = json.loads(done.stdout)
        names = ("freezing", "writing", "seconds", "processor", "proving")
        seconds = " | ".join(f"{took[name]:.1f} s" for name in names)
        print(
            f"| {took['findings']:,} | {seconds} | {took['megabytes']:.0f} MB |"
            f" {took['kilobytes']:.0f} kB |"
        )
        most, memory = GOALS.get(count, (20.0, 500.0))
        missed |= took["seconds"] > most or took["megabytes"] > memory
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
