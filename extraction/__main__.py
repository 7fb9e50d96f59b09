"""python -m extraction FILE...: what is read of each file as one line of JSON, in this process."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from extraction import jsonform, pipeline
from extraction.records import Outcome


def main(arguments: Sequence[str]) -> int:
    """Print a line a file. 0: all were read; 1: one was refused; 2: a path does not exist."""
    parser = argparse.ArgumentParser(prog="python -m extraction")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--text", action="store_true", help="print the text of the pages too")
    parser.add_argument("--language", choices=("en", "nl"), default="en")
    asked = parser.parse_args(arguments)
    missing = [str(path) for path in asked.files if not path.is_file()]
    if missing:
        print(f"no such file: {', '.join(missing)}", file=sys.stderr)
        return 2
    refused = False
    for path in asked.files:
        found = pipeline.read(path.read_bytes(), path.name)
        refused = refused or found.outcome is Outcome.REFUSED
        form = jsonform.of(found, str(path), language=asked.language, with_texts=asked.text)
        print(json.dumps(form, ensure_ascii=False))
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
