"""Where the names of standards, laws and templates begin and end, in invented sentences.

    PYTHONPATH=. python benchmarks/norms.py [--errors]

``passages/norms.txt`` may be looked at; of ``norms_held_out.txt``, written on the same day by the
same hand and with other norms, only totals are printed. Exact: same start and end.
"""

import argparse
import sys

from benchmarks import accuracy, passages
from extraction.entities import standards

OPEN, HELD_OUT = "norms", "norms_held_out"


def main() -> int:
    """Measure both sets, or list the mistakes on the open one."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--errors", action="store_true")
    if parser.parse_args().errors:
        _errors()
        return 0
    print("| set | language | score | P | R | F1 | in truth |\n|---|---|---|---|---|---|---|")
    for name in (OPEN, HELD_OUT):
        found = passages.read(name)
        for language in (*sorted({one.language for one in found}), "all"):
            of = [one for one in found if language in (one.language, "all")]
            print(f"| {name} | {language} | exact | {_total(of, accuracy.exact).row()} |")
            print(f"| {name} | {language} | lenient | {_total(of, accuracy.lenient).row()} |")
    return 0


def _found(one: passages.Passage) -> list[accuracy.Found]:
    return [(span.label, span.start, span.end) for span in standards.find(one.text)]


def _total(of: list[passages.Passage], way: accuracy.Way) -> accuracy.Count:
    total = accuracy.Count()
    for one in of:
        count = way(_found(one), one.spans, "STANDARD")
        total.found_right += count.found_right
        total.found += count.found
        total.truth_found += count.truth_found
        total.truth += count.truth
    return total


def _errors() -> None:
    for one in passages.read(OPEN):
        truth = {(span["start"], span["end"]) for span in one.spans}
        mine = {(start, end) for _, start, end in _found(one)}
        for start, end in sorted(truth - mine):
            print(one.name, "missed  ", repr(one.text[start:end]))
        for start, end in sorted(mine - truth):
            print(one.name, "too much", repr(one.text[start:end]))


if __name__ == "__main__":
    sys.exit(main())
