"""Learn how country and metal are paired with a smelter's name, from passages with their truth.

    PYTHONPATH=. python benchmarks/learning.py [--apart SET] [--write]

Takes the passages that may be looked at and those written to learn from (``paired``), each with the
names as they are annotated and once more with those that the reader finds. ``--apart`` leaves one
set out and says what share of its names is paired rightly by the rules alone, and by what the
others teach. ``--write`` writes ``extraction/pairing/weights.json``; the same passages give the
same weights.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks import passages, prose
from benchmarks.passages import Passage
from extraction import pairing
from extraction.entities import pipeline
from extraction.pairing import weighed
from extraction.pairing.drafts import Draft
from extraction.pairing.evidence import Candidate
from extraction.pairing.sheet import Sheet
from extraction.records import Mention, Page

SETS = ("tuned", "usual", "newer", "unseen", "paired")
KINDS = ("country", "metal")
_FILE = Path(weighed.__file__).parent / "weights.json"
_LEAST = 3  # names that an evidence must speak of
_DECAY = 4.0  # weights are kept small by so much
_ROUNDS = 300
_PACE = 0.05


@dataclass(frozen=True, slots=True)
class Lesson:
    """A smelter of a passage: what may be said of it, what the rules say, and the truth."""

    kind: str
    passage: str
    candidates: list[Candidate]
    rule: frozenset[str]
    truth: frozenset[str]


def main() -> int:
    """Learn, and measure or write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--apart", choices=SETS)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    taught = [one for name in SETS if name != options.apart for one in lessons(name)]
    learned = {kind: learn([one for one in taught if one.kind == kind]) for kind in KINDS}
    if options.apart:
        _measure(options.apart, learned)
    if options.write:
        rounded = {
            kind: {name: round(weight, 3) for name, weight in sorted(weights.items())}
            for kind, weights in learned.items()
        }
        _FILE.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")
    return 0


def _measure(name: str, learned: dict[str, dict[str, float]]) -> None:
    print(f"| {name} | names | rules | learned |\n|---|---|---|---|")
    for kind in KINDS:
        found = [one for one in lessons(name, found=False) if one.kind == kind]
        rules = sum(one.rule == one.truth for one in found)
        right = sum(
            weighed.likeliest(one.candidates, learned[kind], one.rule).meaning == one.truth
            for one in found
        )
        print(f"| {kind} | {len(found)} | {rules / len(found):.3f} | {right / len(found):.3f} |")


def lessons(name: str, *, found: bool = True) -> Iterator[Lesson]:
    """The lessons of a set; ``found``: with the names that the reader finds, too."""
    for one in passages.read(name):
        yield from _of_passage(one, prose.mentions_given(one))
        if found:
            yield from _of_passage(one, _read(one))


def _read(one: Passage) -> list[Mention]:
    return list(pipeline.find([Page(1, 0, 0, one.text)], language=one.language))


def _of_passage(one: Passage, mentions: Sequence[Mention]) -> Iterator[Lesson]:
    seen: list[tuple[weighed.Choice, set[str]]] = []

    def listen(sheet: Sheet, drafts: Sequence[Draft]) -> list[Draft]:
        for choice in weighed.choices(sheet, drafts):
            names = {prose.plain(drafts[number].smelter.text) for number in choice.drafts}
            seen.append((choice, names))
        return list(drafts)

    page = Page(1, 0, 0, one.text)
    pairing.drafted([page], {}, mentions, pairing.Course(), weigh=listen)
    for choice, names in seen:
        rows = [row for row in one.records if prose.plain(row[0]) in names]
        if rows:
            lands = frozenset(row[1] for row in rows if row[1])
            kinds = frozenset(row[2] for row in rows if row[2])
            yield Lesson("country", one.name, choice.countries, choice.country, lands)
            yield Lesson("metal", one.name, choice.kinds, choice.metals, kinds)


def learn(of: Sequence[Lesson]) -> dict[str, float]:
    """The weights under which the truth is likeliest, kept small; by Adam, from nothing."""
    usable = [one for one in of if any(c.meaning == one.truth for c in one.candidates)]
    counts = Counter(
        name for one in usable for name in {n for c in one.candidates for n in c.evidence}
    )
    names = sorted(name for name, count in counts.items() if count >= _LEAST)
    place = {name: number for number, name in enumerate(names)}
    rows = [(c, c.meaning == one.truth) for one in usable for c in one.candidates]
    seen = np.zeros((len(rows), len(names)), np.float32)
    for number, (candidate, _) in enumerate(rows):
        seen[number, [place[name] for name in candidate.evidence if name in place]] = 1
    right = np.array([is_right for _, is_right in rows])
    sizes = np.array([len(one.candidates) for one in usable])
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    weights = np.zeros(len(names))
    mean, spread = np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, _ROUNDS + 1):
        scores = seen @ weights
        shares = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        slope = seen.T @ (_parts(shares, starts, sizes) - _parts(shares * right, starts, sizes))
        slope = slope + _DECAY * weights
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope**2
        pace = _PACE / (np.sqrt(spread / (1 - 0.99**step)) + 1e-6)
        weights -= pace * mean / (1 - 0.9**step)
    return dict(zip(names, weights.tolist(), strict=True))


def _parts(
    shares: NDArray[np.float64], starts: NDArray[np.int64], sizes: NDArray[np.int64]
) -> NDArray[np.float64]:
    """The shares of each smelter's candidates, such that they come to one."""
    whole: NDArray[np.float64] = shares / np.maximum(
        np.repeat(np.add.reduceat(shares, starts), sizes), 1e-12
    )
    return whole


if __name__ == "__main__":
    sys.exit(main())
