"""Write the packs of companies with few and with many documents; say how long, in how much memory.

    PYTHONPATH=. python benchmarks/packing.py --data FOLDER [--documents 1000 8000]

For each number of documents a SQLite database of one company is filled (once; it is kept), with ten
items and a file of 20 kB a document, and one file of 100 MB. Then a process of its own writes the
pack. Prints a table: seconds by the clock and of the processor, the greatest memory of the process,
and the size of the pack. Exits 1 when the most documents took over 64 MB more than the fewest: a
pack is written as it is read.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryFile

from sqlalchemy import select
from sqlalchemy.orm import Session

import migrations
from benchmarks import bulk, casting, filling, writing
from workflows import organisations, packs
from workflows.engine import make_engine, make_sessions
from workflows.models import Organisation, Upload
from workflows.states import OrganisationKind
from workflows.storage import FileStore

SEED = 20261128
MOST = 64.0  # megabytes between the fewest and the most documents
_OTHERS = 5  # organisations that are no company
_KILOBYTES, _LARGE = 20, 100_000


def filled(data: Path, documents: int) -> Path:
    """The folder of a database with a company of so many documents, and their files."""
    folder = data / f"packs-{documents}"
    if folder.exists():
        migrations.upgrade(f"sqlite:///{folder / 'database.sqlite'}")
        return folder
    beside = data / "packs-filling"
    beside.mkdir(parents=True)
    url = f"sqlite:///{beside / 'database.sqlite'}"
    migrations.upgrade(url)
    with bulk.opened(url) as connection:
        filling.fill(
            bulk.Bulk(connection, SEED, casting.BEGIN),
            organisations=_OTHERS + 1,
            documents=documents,
            items=documents * 10,
            findings=documents // 10,
        )
    store = FileStore(beside / "files")
    with make_sessions(make_engine(url), lambda: casting.END)() as session:
        shelf = organisations.shelf(_company(session))
        for number, blob in enumerate(session.scalars(select(Upload.blob).order_by(Upload.id))):
            path = store.path(shelf, blob)
            path.parent.mkdir(parents=True, exist_ok=True)
            page = writing.bytes_of(number).ljust(1_000)
            with path.open("wb") as file:
                for _part in range(_KILOBYTES if number else _LARGE):
                    file.write(page)
    beside.rename(folder)
    return folder


def _company(session: Session) -> Organisation:
    query = select(Organisation).where(Organisation.kind == OrganisationKind.COMPANY)
    return session.scalars(query).one()


def measure(folder: Path) -> dict[str, float]:
    """One pack in this process: what it took, and how large it became."""
    engine = make_engine(f"sqlite:///{folder / 'database.sqlite'}")
    sessions = make_sessions(engine, lambda: casting.END, read_only=True)
    with sessions() as session, TemporaryFile() as stream:
        company = _company(session)
        size = packs.size(session, company)
        begin, busy = time.perf_counter(), time.process_time()
        packs.write(session, FileStore(folder / "files"), company, stream)
        return {
            "documents": size.documents,
            "items": size.items,
            "findings": size.findings,
            "seconds": time.perf_counter() - begin,
            "processor": time.process_time() - busy,
            "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "megabytes": stream.seek(0, 2) / 1024 / 1024,
        }


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--documents", type=int, nargs="+", default=[1_000, 8_000])
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(measure(given.measure)))
        return 0
    print("| documents | items | findings | together | processor | memory | pack |")
    print("|---|---|---|---|---|---|---|")
    memories = []
    for count in sorted(given.documents):
        folder = filled(given.data, count)
        command = [sys.executable, __file__, "--data", str(given.data), "--measure", str(folder)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        took = json.loads(done.stdout)
        print(
            f"| {took['documents']:,} | {took['items']:,} | {took['findings']:,} |"
            f" {took['seconds']:.0f} s | {took['processor']:.0f} s | {took['memory']:.0f} MB |"
            f" {took['megabytes']:.0f} MB |"
        )
        memories.append(took["memory"])
    return int(memories[-1] - memories[0] > MOST)


if __name__ == "__main__":
    sys.exit(main())
