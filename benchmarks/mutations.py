"""Good files broken at random, thousands of them, each read in isolation: none may get away.

    PYTHONPATH=. python benchmarks/mutations.py [--count 4000] [--seed N] [--jobs 2]
                                                [--good FOLDER] [--keep FOLDER]

PDFs, Word documents, workbooks and mails are made, and the files of ``--good`` taken besides; a
mutant is one of them with its bytes, or the parts inside it, changed, and depends on the seed and
its number only. Exits 1 when a reading ends without one clear outcome, past its time or as our own
fault; when a good file reads otherwise in the end than at the beginning; or when the memory of this
process or of its keepers has grown. Mutants that went wrong are left in ``--keep``.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks import mutants
from benchmarks.hostile import wrong
from extraction import keepers
from extraction.isolated import extract_isolated
from extraction.many import extract_many
from extraction.records import Extraction

_AT_ONCE = 250  # mutants on disk
_GROWTH = 30 * 1024 * 1024  # bytes that a process may grow after its first mutants


def main() -> int:
    """Break, read, judge; print one JSON object."""
    arguments = _arguments()
    good = mutants.good_files()
    if arguments.good:
        files = sorted(path for path in arguments.good.rglob("*") if path.is_file())
        good |= {path.name: path.read_bytes() for path in files}
    before = _readings(good)
    began = time.monotonic()
    outcomes: dict[str, Counter[str]] = {}
    failures: list[tuple[str, str]] = []
    slowest = 0.0
    memory: list[dict[int, int]] = []
    for first in range(0, arguments.count, _AT_ONCE):
        numbers = range(first, min(first + _AT_ONCE, arguments.count))
        with tempfile.TemporaryDirectory() as folder:
            paths = [_written(Path(folder), good, arguments.seed, number) for number in numbers]
            for path, found in extract_many(paths, jobs=arguments.jobs):
                cause = f":{found.error.code}" if found.error else ""
                ended = outcomes.setdefault(Path(str(path)).suffix, Counter())
                ended[f"{found.outcome}{cause}"] += 1
                slowest = max(slowest, found.seconds)
                if fault := wrong(found):
                    failures.append((Path(str(path)).name, fault))
                    if arguments.keep:
                        arguments.keep.mkdir(parents=True, exist_ok=True)
                        (arguments.keep / path.name).write_bytes(path.read_bytes())
        memory.append(_memory())
    if _readings(good) != before:
        failures.append(("good files", "read otherwise than before"))
    failures += _grown(memory)
    keepers.close()
    summary = {
        "mutants": arguments.count,
        "seed": arguments.seed,
        "seconds": round(time.monotonic() - began, 1),
        "slowest": slowest,
        "outcomes": {suffix: dict(ended.most_common()) for suffix, ended in outcomes.items()},
        "memory_mb": [sum(held.values()) // 1024**2 for held in memory],
        "wrong": len(failures),
        "failures": failures,
    }
    print(json.dumps(summary))
    return 1 if failures else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=20261123)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--good", type=Path)
    parser.add_argument("--keep", type=Path)
    return parser.parse_args()


def _written(folder: Path, good: dict[str, bytes], seed: int, number: int) -> Path:
    chance = random.Random(f"{seed} {number}")  # noqa: S311 - repeatable, not secret
    name = chance.choice(sorted(good))
    path = folder / f"{number:05}-{name}"
    path.write_bytes(mutants.mutant(good[name], chance))
    return path


def _readings(good: dict[str, bytes]) -> dict[str, tuple[object, ...]]:
    return {name: _told(extract_isolated(data, name)) for name, data in good.items()}


def _told(found: Extraction) -> tuple[object, ...]:
    return found.outcome, found.page_count, found.records, found.certificates, found.findings


def _memory() -> dict[int, int]:
    """Bytes that this process (0) and each idle keeper hold for themselves."""
    held = {0: _held("self")}
    return held | {keeper: _held(str(keeper)) for keeper in keepers.idle()}


def _held(process: str) -> int:
    text = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    lines = [line.split() for line in text.splitlines()]
    return sum(int(line[1]) * 1024 for line in lines if line[0] in ("Pss_Anon:", "Pss_Shmem:"))


def _grown(memory: list[dict[int, int]]) -> list[tuple[str, str]]:
    first, last = memory[0], memory[-1]
    return [
        (f"process {process}", f"grew by {(last[process] - held) // 1024**2} MB")
        for process, held in first.items()
        if last.get(process, held) - held > _GROWTH
    ]


if __name__ == "__main__":
    sys.exit(main())
