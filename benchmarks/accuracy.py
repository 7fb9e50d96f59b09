"""How well names are found on annotated passages, beside a naive pipeline in the same run.

    python benchmarks/accuracy.py GOLD_FOLDER [--errors GROUP]

GOLD_FOLDER holds ``passages.jsonl``: a passage a line with ``id``, ``group``, ``lang``, ``text``
and ``spans`` (``start``, ``end``, ``label``, ``sub``). The peer is spaCy's blank pipeline with a
list of English country and metal names, and capitalised words next to "smelter" or "refinery".
Exact: same start, end and label. Lenient: the spans overlap; smelters that are an operator or a
site in the truth neither count nor cost. Passages set aside (``README.md``) give totals only.
"""

import argparse
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pycountry
import spacy

from extraction.entities import pipeline
from extraction.entities.metal_names import NAMES, UNLABELLED
from extraction.entities.tokens import tokens
from extraction.records import Page

LABELS = ("SMELTER", "COUNTRY", "METAL", "SMELTER_ID", "STANDARD")
SET_ASIDE = frozenset(
    (
        "reuters_test_16320",
        "reuters_training_921",
        "en_alphaweld_declaration_responsible_sourcing",
        "de_cmrt65_instructions_a3a4",
        "nl_pgm_raffinage",
        "tab_supplier_cmrt_solder_2013",
    )
)
Found = tuple[str, int, int]  # label, start, end


@dataclass
class Count:
    """Hits, what was found and what was there."""

    found_right: int = 0
    found: int = 0
    truth_found: int = 0
    truth: int = 0

    def row(self) -> str:
        """Precision, recall and F1, or dashes where nothing was there."""
        if not self.truth:
            return f"- | - | - | 0 ({self.found} found)"
        precision = self.found_right / self.found if self.found else 0.0
        recall = self.truth_found / self.truth
        both = precision + recall
        f1 = 2 * precision * recall / both if both else 0.0
        return f"{precision:.2f} | {recall:.2f} | **{f1:.2f}** | {self.truth}"


def ours(text: str, language: str) -> list[Found]:
    """What the reader finds."""
    page = Page(1, 0, 0, text)
    return [(m.label, m.start, m.end) for m in pipeline.find([page], language=language)]


def naive() -> Callable[[str, str], list[Found]]:
    """The peer: word lists, and capitalised words next to a smelter word."""
    peer = spacy.blank("xx")
    ruler = peer.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    names = [getattr(c, "common_name", c.name) for c in pycountry.countries]
    metals = [name for name in NAMES if name not in UNLABELLED]
    ruler.add_patterns(  # type: ignore[attr-defined]
        [{"label": "COUNTRY", "pattern": name} for name in names]
        + [{"label": "METAL", "pattern": metal} for metal in metals]
    )
    near = re.compile(
        r"((?:[A-Z][\w.&-]*\s)*[A-Z][\w.&-]*)(?:'s)?\s(?:[Ss]melter|[Rr]efinery)"
        r"|CID\d{6}\s+([A-Z](?:[^\n\t ]| (?! ))+)"
    )

    def find(text: str, language: str) -> list[Found]:
        found: list[Found] = [(e.label_, e.start_char, e.end_char) for e in peer(text).ents]
        for match in near.finditer(text):
            group = 1 if match[1] else 2
            found.append(("SMELTER", match.start(group), match.end(group)))
        found += [("SMELTER_ID", *m.span()) for m in re.finditer(r"CID\d{6}", text)]
        return found

    return find


Way = Callable[[list[Found], list[dict[str, Any]], str], Count]


def exact(found: list[Found], truth: list[dict[str, Any]], label: str) -> Count:
    """Same start and end."""
    mine = {(a, b) for name, a, b in found if name == label}
    real = {(s["start"], s["end"]) for s in truth if s["label"] == label}
    return Count(len(mine & real), len(mine), len(mine & real), len(real))


def lenient(found: list[Found], truth: list[dict[str, Any]], label: str) -> Count:
    """Overlap; operators and sites left out of both sides."""
    real = [s for s in truth if s["label"] == label]
    free = [s for s in real if s.get("sub") in ("operator", "site")]
    real = [s for s in real if s not in free]
    mine = [(a, b) for name, a, b in found if name == label]
    hits = [m for m in mine if any(_overlap(m, s) for s in real)]
    idle = [m for m in mine if m not in hits and any(_overlap(m, s) for s in free)]
    seen = sum(any(_overlap(m, s) for m in mine) for s in real)
    return Count(len(hits), len(mine) - len(idle), seen, len(real))


def _overlap(place: tuple[int, int], span: dict[str, Any]) -> bool:
    return bool(place[0] < span["end"] and place[1] > span["start"])


Table = dict[tuple[str, str, str], Count]


def measure(
    passages: list[dict[str, Any]], finder: Callable[[str, str], list[Found]]
) -> tuple[Table, float]:
    """Counts by (group, label, way), and the seconds it took."""
    table: Table = defaultdict(Count)
    seconds = 0.0
    for passage in passages:
        started = time.process_time()
        found = finder(passage["text"], passage["lang"])
        seconds += time.process_time() - started
        for label in LABELS:
            for way, count in (("exact", exact), ("lenient", lenient)):
                one = count(found, passage["spans"], label)
                for group in (passage["group"], "all"):
                    total = table[group, label, way]
                    total.found_right += one.found_right
                    total.found += one.found
                    total.truth_found += one.truth_found
                    total.truth += one.truth
    return table, seconds


def show(title: str, passages: list[dict[str, Any]]) -> None:
    """Print the table of one set of passages."""
    mine, seconds = measure(passages, ours)
    peer, peer_seconds = measure(passages, naive())
    print(f"\n### {title}: {len(passages)} passages\n")
    print("| group | label | score | P | R | F1 | in truth | peer P | peer R | peer F1 |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for group in sorted({p["group"] for p in passages}) + ["all"]:
        for label in LABELS:
            for way in ("exact", "lenient") if label in ("SMELTER", "STANDARD") else ("exact",):
                count = mine[group, label, way]
                if count.truth or count.found:
                    other = peer[group, label, way].row().rsplit(" | ", 1)[0]
                    print(f"| {group} | {label} | {way} | {count.row()} | {other} |")
    size = sum(len(p["text"]) for p in passages)
    print(f"\n{size} characters: {seconds:.2f} s of one core, peer {peer_seconds:.2f} s.")


def speed(passages: list[dict[str, Any]]) -> None:
    """Print tokens and pages a second of all finders together, every text a page, on one core."""
    pages = [Page(n, 0, 0, p["text"]) for n, p in enumerate(passages * 8, start=1)]
    count = sum(len(tokens(page.text)) for page in pages)
    started = time.process_time()
    pipeline.find(pages, language="en")
    seconds = time.process_time() - started
    print(f"\nSpeed: {count / seconds:,.0f} tokens and {len(pages) / seconds:.0f} pages a second")
    print(f"({count / len(pages):.0f} tokens a page, one document of {len(pages)} pages).")


def errors(passages: list[dict[str, Any]], group: str) -> None:
    """Print what was missed and what was found too much, of passages not set aside."""
    for passage in passages:
        if passage["group"] != group:
            continue
        text = passage["text"]
        found = set(ours(text, passage["lang"]))
        truth = {(s["label"], s["start"], s["end"]) for s in passage["spans"]}
        subs = {(s["label"], s["start"], s["end"]): s.get("sub") for s in passage["spans"]}
        print(f"\n== {passage['id']}")
        for one in sorted(truth - found, key=lambda f: f[1]):
            print("  missed", one[0], subs[one], repr(text[one[1] : one[2]]))
        for one in sorted(found - truth, key=lambda f: f[1]):
            print("  extra ", one[0], repr(text[one[1] : one[2]]))


def main() -> int:
    """Measure both sets, or list the errors of one group."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", metavar="GROUP")
    options = parser.parse_args()
    text = (options.folder / "passages.jsonl").read_text(encoding="utf-8")
    passages = [json.loads(line) for line in text.splitlines() if line.strip()]
    tuning = [passage for passage in passages if passage["id"] not in SET_ASIDE]
    ours("Warm up the smelter.", "en")
    if options.errors:
        errors(tuning, options.errors)
        return 0
    show("Tuning", tuning)
    show("Set aside", [passage for passage in passages if passage["id"] in SET_ASIDE])
    speed(passages)
    return 0


if __name__ == "__main__":
    sys.exit(main())
