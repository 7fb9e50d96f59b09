"""Learn which names of running text are smelters', from passages with their truth.

    PYTHONPATH=. python benchmarks/naming.py [--apart SET] [--write]

Takes the passages that may be looked at, papers that name no smelter, and the whole passages that
the network is trained on, filled with invented names (those that the network which ships did not
learn from: its scores are no better on them than on others). ``--apart`` leaves one set out and
says how its names are read by the rules alone, and by what the others teach.
``--write`` writes ``extraction/entities/choice.json``; the same passages give the same weights.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from benchmarks import passages
from extraction.entities import choosing, pipeline
from extraction.entities.choosing import Choice, Name
from extraction.records import Label, Page
from extraction.training import texts

SETS = ("tuned", "usual", "newer", "unseen", "paired", passages.PLAIN, passages.UNNAMED)
_WHOLE = (
    ("de", "berichte doppelgaenger protokolle szenen"),
    ("en", "answers briefs certificates codes dossiers features lookalikes mails minutes regional"),
    ("en", "scenes statements"),
    ("fr", "courriers dossiers scenes sosies"),
    ("nl", "beleid berichten dossiers dubbelgangers kort verslagen"),
)
_SEED = 5
_SHARE = 0.5  # what a name of these counts beside one of the passages
_AGAINST = 2.0  # what a name of a paper without a smelter counts
_LEAST = 6  # names that an evidence must be seen in
_DECAY = 4.0  # weights are kept small by so much
_ROUNDS = 300
_PACE = 0.05

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A name of a passage: its evidence, whether it is a smelter's, and how much it counts."""

    evidence: frozenset[str]
    right: bool
    counts: float


def main() -> int:
    """Learn, and measure or write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--apart", choices=SETS)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    taught = [one for name in SETS if name != options.apart for one in of_set(name)]
    learned = learn([*taught, *invented()])
    if options.apart:
        _measure(options.apart, learned)
    if options.write:
        rounded = {name: round(w, 2) for name, w in sorted(learned.items()) if round(w, 2)}
        written = json.dumps(rounded, indent=0, ensure_ascii=False)
        choosing.FILE.write_text(written + "\n", encoding="utf-8")
    return 0


def of_set(name: str) -> Iterator[Lesson]:
    """The lessons of a set of passages. What is an operator or a site teaches nothing."""
    for one in passages.read(name):
        smelters = [span for span in one.spans if span["label"] == "SMELTER"]
        real = [(span["start"], span["end"]) for span in smelters if span["sub"] == "name"]
        idle = [(span["start"], span["end"]) for span in smelters if span["sub"] != "name"]
        yield from _lessons(
            one.text, one.language, real, idle, _AGAINST if name in passages.WITHOUT else 1.0
        )


def invented() -> Iterator[Lesson]:
    """The lessons of the passages that the network is trained on, each filled once."""
    rng = Random(_SEED)  # noqa: S311 - chance for texts, not for secrets
    files = [(language, file) for language, files in _WHOLE for file in files.split()]
    for language, file in files:
        for template in texts.templates(language, f"_{file}"):
            made = texts.Text()
            texts.fill(made, template, language, rng)
            yield from _lessons(made.text, language, made.smelters, [], _SHARE)


def _lessons(
    text: str, language: str, real: Sequence[Place], idle: Sequence[Place], counts: float
) -> Iterator[Lesson]:
    """A lesson for each name, but for those whose truth has other borders than any name found."""
    names = names_in(text, language)
    whole = {seen.one.place for name in names for seen in name.seen} & set(real)
    for name in names:
        places = [seen.one.place for seen in name.seen]
        met = {one for one in real if any(_meet(one, place) for place in places)}
        right = not whole.isdisjoint(places)
        if right or not (met - whole or any(_meet(o, p) for o in idle for p in places)):
            yield Lesson(name.evidence, right, counts)


def names_in(text: str, language: str) -> list[Name]:
    """All names of a text that may be a smelter's, with their evidence."""
    found: list[Name] = []

    def listen(names: Sequence[Name]) -> Sequence[Name]:
        found.extend(names)
        return [name for name in names if name.kept]

    pipeline.find([Page(1, 0, 0, text)], language=language, choose=listen)
    return found


def _meet(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def learn(of: Sequence[Lesson]) -> dict[str, float]:
    """The weights under which the truth is likeliest, kept small; by Adam, from nothing."""
    seen = Counter(name for one in of for name in one.evidence)
    names = sorted(name for name, count in seen.items() if count >= _LEAST)
    number = {name: place for place, name in enumerate(names)}
    held = [sorted(number[name] for name in one.evidence if name in number) for one in of]
    columns = np.array([place for places in held for place in places], int)
    rows = np.repeat(np.arange(len(of)), [len(places) for places in held])
    right = np.array([one.right for one in of], float)
    counts = np.array([one.counts for one in of])
    weights = np.zeros(len(names) + 1)  # the last is that of being a name
    mean, spread = np.zeros(len(weights)), np.zeros(len(weights))
    for step in range(1, _ROUNDS + 1):
        scores = np.bincount(rows, weights[columns], len(of)) + weights[-1]
        wrong = counts * (1 / (1 + np.exp(-scores)) - right)
        slope = np.append(np.bincount(columns, wrong[rows], len(names)), wrong.sum())
        slope[:-1] += _DECAY * weights[:-1]
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope**2
        pace = _PACE / (np.sqrt(spread / (1 - 0.99**step)) + 1e-6)
        weights -= pace * mean / (1 - 0.9**step)
    return {**dict(zip(names, weights.tolist(), strict=False)), "": float(weights[-1])}


def _measure(name: str, learned: dict[str, float]) -> None:
    def by_rules(names: Sequence[Name]) -> Sequence[Name]:
        return [each for each in names if each.kept]

    print(f"| {name} | P | R | F1 | false |\n|---|---|---|---|---|")
    for what, choose in (("rules", by_rules), ("learned", lambda n: choosing.chosen(n, learned))):
        print(f"| {what} | {counted(name, choose)} |")


def counted(name: str, choose: Choice) -> str:
    """Precision, recall and F1 of the names of a set, lenient, and how many are false."""
    right = found = met = truth = 0
    for one in passages.read(name):
        page = Page(1, 0, 0, one.text)
        mentions = pipeline.find([page], language=one.language, choose=choose)
        spans = [span for span in one.spans if span["label"] == "SMELTER"]
        real = [(span["start"], span["end"]) for span in spans if span["sub"] == "name"]
        idle = [(span["start"], span["end"]) for span in spans if span["sub"] != "name"]
        places = [(m.start, m.end) for m in mentions if m.label is Label.SMELTER]
        hits = [place for place in places if any(_meet(place, each) for each in real)]
        rest = [place for place in places if place not in hits]
        right += len(hits)
        found += len(hits) + sum(not any(_meet(place, each) for each in idle) for place in rest)
        met += sum(any(_meet(place, each) for place in places) for each in real)
        truth += len(real)
    precision, recall = right / max(found, 1), met / max(truth, 1)
    both = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"{precision:.2f} | {recall:.2f} | {both:.2f} | {found - right}"


if __name__ == "__main__":
    sys.exit(main())
