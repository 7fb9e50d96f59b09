"""Records, not mentions: what is read of made lists of smelters, strictly, by layout.

    PYTHONPATH=. python benchmarks/records.py [--papers N] [--half tuned|held_out] [--register]
        [--pages tables|columns] [--errors]

A record is right when name, country, metal and identifier are all right: the name without case and
marks, the others normalised; what the truth does not have is not asked for. Papers are turned,
cropped or shifted now and then. Boxes: the share of records whose box holds the words of the name.
Certainty: of the records called certain, to check or unsure, how many are right. ``--register``
reads with a register that knows nine in ten of the smelters.
"""

import argparse
import re
import sys
from collections import Counter
from random import Random

from benchmarks.lists import columns, tables
from benchmarks.lists.facts import Paper, Smelter
from extraction import pipeline
from extraction.records import (
    Box,
    Extraction,
    Page,
    Register,
    RegisterEntry,
    SmelterRecord,
)
from tests import papers

_SLACK = 1.5  # points
_KNOWN = 0.9  # of the smelters

_MADE = {
    "tables": (tables.paper, [*tables.RULES, *dict.fromkeys(tables.METALS)]),
    "columns": (columns.paper, [*columns.LAYOUTS, *columns.COLUMNS]),
}


def main() -> int:
    """Make, read, print tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--papers", type=int, default=200)
    parser.add_argument("--half", choices=("tuned", "held_out"))
    parser.add_argument("--pages", choices=("tables", "columns"), default="tables")
    parser.add_argument("--register", action="store_true")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    for half in [options.half] if options.half else ["tuned", "held_out"]:
        _show(
            half,
            options.papers,
            options.pages,
            with_register=options.register,
            errors=options.errors,
        )
    return 0


def _show(half: str, count: int, pages: str, *, with_register: bool, errors: bool) -> None:
    make, groups = _MADE[pages]
    right, found, truth = Counter[str](), Counter[str](), Counter[str]()
    boxes, boxed = Counter[str](), Counter[str]()
    sure = Counter[tuple[str, bool]]()
    for number in range(count):
        chance = Random(f"{half} {number}")  # noqa: S311 - repeatable, not secret
        paper = make(chance, number, held_out=half == "held_out")
        data, way = _laid(paper, chance)
        register = _register(paper, chance) if with_register else None
        reading = pipeline.read(data, paper.name, register=register)
        right_ones = _right(paper, reading, errors=errors)
        good = len(right_ones)
        sure.update((record.certainty, id(record) in right_ones) for record in reading.records)
        for group in (*paper.layout.split()[:2], "all"):
            right[group] += good
            found[group] += len(reading.records)
            truth[group] += len(paper.truth)
        for group in (way, "all"):
            boxed[group] += len(reading.records)
            boxes[group] += sum(_holds(record, reading) for record in reading.records)
    print(f"\n### Records of {pages}, {half}: {count} papers\n")
    print("| layout | P | R | F1 | in truth |\n|---|---|---|---|---|")
    for group in [*groups, "all"]:
        precise = right[group] / max(found[group], 1)
        recall = right[group] / max(truth[group], 1)
        score = 2 * precise * recall / max(precise + recall, 1e-9)
        print(f"| {group} | {precise:.3f} | {recall:.3f} | {score:.3f} | {truth[group]} |")
    print(f"\n### Boxes, {half}\n\n| page | boxes with the name's words | records |\n|---|---|---|")
    for way in sorted(boxed):
        print(f"| {way} | {boxes[way] / max(boxed[way], 1):.4f} | {boxed[way]} |")
    _certainty(half, sure)


def _certainty(half: str, sure: Counter[tuple[str, bool]]) -> None:
    print(f"\n### Certainty in tables, {half}\n\n| called | records | right | share |")
    print("|---|---|---|---|")
    for word in ("certain", "check", "unsure"):
        right, all_ = sure[word, True], sure[word, True] + sure[word, False]
        print(f"| {word} | {all_} | {right} | {right / max(all_, 1):.3f} |")


def _register(paper: Paper, chance: Random) -> Register:
    """A register of nine in ten of a paper's smelters."""
    known = [truth for truth in paper.truth if chance.random() < _KNOWN]
    return Register(
        tuple(
            RegisterEntry(
                truth.identifier or truth.name,
                truth.name,
                (truth.identifier,) if truth.identifier else (),
                (),
                truth.country,
                (truth.metal,) if truth.metal else (),
            )
            for truth in known
        )
    )


def _laid(paper: Paper, chance: Random) -> tuple[bytes, str]:
    data = paper.data
    way = chance.choice(("plain", "plain", "plain", "turned", "cropped", "shifted"))
    if way == "turned":
        return papers.turned(data, chance.choice((90, 180, 270))), way
    if way == "cropped" and not paper.wide:
        return papers.cropped(data, 20, 20, 575, 820), way
    if way == "shifted" and not paper.wide:
        return papers.shifted(data, 100, -50), way
    return data, "plain"


def _plain(words: str) -> str:
    return re.sub(r"[\W_]+", "", words).casefold()


def _key(record: SmelterRecord, truth: Smelter) -> tuple[str | None, ...]:
    """What a record says of what the truth knows."""
    return (
        _plain(record.smelter.text),
        record.country.value if record.country and truth.country else None,
        record.metal.value if record.metal and truth.metal else None,
        record.smelter_id.value if record.smelter_id and truth.identifier else None,
    )


def _right(paper: Paper, reading: Extraction, *, errors: bool) -> set[int]:
    """The ids of the record objects that are right."""
    by_name = {_plain(record.smelter.text): record for record in reading.records}
    good: set[int] = set()
    for truth in paper.truth:
        wanted = (_plain(truth.name), truth.country, truth.metal, truth.identifier)
        record = by_name.pop(wanted[0] or "", None)
        if record is not None and _key(record, truth) == wanted:
            good.add(id(record))
        elif errors:
            print(paper.name, paper.layout, truth, "read", record and _key(record, truth))
    if errors:
        for record in by_name.values():
            print(paper.name, paper.layout, "too much:", record.smelter.text)
    return good


def _holds(record: SmelterRecord, reading: Extraction) -> bool:
    """Whether the words within the record's name's box are those of the name."""
    source = record.smelter.source
    if source.box is None:
        return False
    page: Page = next(page for page in reading.pages if page.number == source.page)
    inside = [word.text for word in page.words if _within(word.box, source.box)]
    return _plain(record.smelter.text) in _plain("".join(inside))


def _within(box: Box, outer: Box) -> bool:
    return (
        box[0] >= outer[0] - _SLACK
        and box[1] >= outer[1] - _SLACK
        and box[2] <= outer[2] + _SLACK
        and box[3] <= outer[3] + _SLACK
    )


if __name__ == "__main__":
    sys.exit(main())
