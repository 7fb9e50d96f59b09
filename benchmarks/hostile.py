"""Read every file of some folders in isolation: outcome, seconds and peak of each, and what failed.

    python benchmarks/hostile.py FOLDER... [--jobs N] [--json] [--quiet]

Exits 1 when any file ends without exactly one clear outcome, past its time, or as our own fault.
"""

import argparse
import json
import resource
import sys
import time
from collections import Counter
from pathlib import Path

from extraction import keepers, sandbox
from extraction.limits import DEFAULT
from extraction.many import extract_many
from extraction.records import Extraction, Outcome

_GRACE = 5.0  # seconds, for starting and ending a process on a busy machine


def main() -> int:
    """Read, print, judge."""
    arguments = _arguments()
    report = sandbox.probe()
    print("walls:", dict(report.walls), "broken:", report.broken or "none", file=sys.stderr)
    paths = sorted(path for folder in arguments.folders for path in _files(folder))
    began = time.monotonic()
    failures, causes = [], Counter[str]()
    for path, found in extract_many(paths, jobs=arguments.jobs):
        cause = found.error.code if found.error else ""
        causes[f"{found.outcome}{':' if cause else ''}{cause}"] += 1
        if fault := wrong(found):
            failures.append((path.name, fault))
        if not arguments.quiet:
            print(_line(path, found, as_json=arguments.json), flush=True)
    keepers.close()
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    summary = {
        "files": len(paths),
        "seconds": round(time.monotonic() - began, 1),
        "reader_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
        "trusted_side_mb": own,
        "outcomes": dict(causes.most_common()),
        "failures": failures,
    }
    print(json.dumps(summary))
    return 1 if failures or not report.sound else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--quiet", action="store_true")
    return parser.parse_args()


def _files(folder: Path) -> list[Path]:
    return [folder] if folder.is_file() else [path for path in folder.rglob("*") if path.is_file()]


def wrong(found: Extraction) -> str:
    """What is amiss with how a reading ended; empty when nothing is."""
    if found.seconds > DEFAULT.document_seconds(found.page_count) + _GRACE:
        return f"took {found.seconds:.0f} s"
    if (found.outcome is Outcome.REFUSED) != (found.error is not None):
        return "no clear outcome"
    if found.error is not None and found.error.code == "internal":
        return f"internal: {found.error.detail}"
    if found.outcome is Outcome.PARTLY and not found.warnings:
        return "partly without a reason"
    return ""


def _line(path: Path, found: Extraction, *, as_json: bool) -> str:
    warnings = Counter(warning.code for warning in found.warnings)
    told = {
        "file": path.name,
        "outcome": str(found.outcome),
        "cause": found.error.code if found.error else None,
        "seconds": found.seconds,
        "pages": found.page_count,
        "read": len(found.pages),
        "words": sum(len(page.words) for page in found.pages),
        "records": len(found.records),
        "warnings": dict(warnings),
    }
    if as_json:
        return json.dumps(told)
    noted = " ".join(f"{code}x{count}" for code, count in warnings.items())
    return (
        f"{path.name[:48]:48} {found.outcome:8} {told['cause'] or '-':15} {found.seconds:7.2f} s "
        f"{told['read']:>5}/{found.page_count:<6} pages {told['words']:>7} words  {noted}"
    )


if __name__ == "__main__":
    sys.exit(main())
