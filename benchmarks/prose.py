"""How well running text is read: names, and records strictly, beside a naive peer in the same run.

    PYTHONPATH=. python benchmarks/prose.py [--given] [--errors]
        [--set tuned|usual|newer|held_out|unseen|fresh|later|latest|newest|paired|plain|unnamed
               |nameless]

The passages are invented (``benchmarks/passages``). Names are counted as ``accuracy.py`` counts
them. A record is right when its name, country, metal and identifier are all what the passage says,
and null where it says nothing. ``plain``, ``unnamed`` and ``nameless`` are policies, forms and
certificates that name no smelter: every name and record in them is false. The peer takes
accuracy.py's naive names and gives each the nearest country, metal and identifier of its line.
``--given`` puts the annotated names where ours would be, and so measures the pairing alone.
``--errors`` works on a set that may be looked at, and refuses the others.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks import accuracy, passages
from benchmarks.passages import Passage, Row
from extraction import pairing, pipeline
from extraction.entities import countries, identifiers, metals
from extraction.records import Label, Mention, Page, SmelterRecord

Pairs = list[tuple[Row, str]]  # a record and how sure it is
WITHOUT = ("policy", "certificate")  # groups that hardly name a smelter


def main() -> int:
    """Measure one set or all."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--set", choices=(*passages.SETS, passages.PAIRED, *passages.WITHOUT))
    parser.add_argument("--given", action="store_true")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    if options.errors:
        name = options.set or passages.OPEN[0]
        if name not in passages.OPEN:
            parser.error(f"the mistakes on {name} are not to be looked at: only its totals")
        _errors(passages.read(name))
        return 0
    for name in [options.set] if options.set else (*passages.SETS, passages.PLAIN):
        if name in passages.WITHOUT:
            _without(passages.read(name))
        elif options.given:
            _records(name, passages.read(name), given)
        else:
            _show(name)
    return 0


def _show(name: str) -> None:
    found = passages.read(name)
    accuracy.show(f"Names in prose, {name}", [_as_gold(one) for one in found])
    plain = [one for one in found if one.group in WITHOUT]
    false = sum(_false(one) for one in plain)
    print(f"\n{false} false smelters in the {len(plain)} {' and '.join(WITHOUT)} passages.")
    _records(name, found, ours)


def _without(found: Sequence[Passage]) -> None:
    size = sum(len(one.text) for one in found)
    names = sum(_false(one) for one in found)
    records = sum(len(_asked(one, ours(one))) for one in found)
    print(f"\n### Papers without a smelter: {len(found)} passages, {size} characters\n")
    print("| what | false | in ten pages of 2,500 characters |\n|---|---|---|")
    for what, count in (("names", names), ("records", records)):
        print(f"| {what} | {count} | {count * 25_000 / size:.1f} |")


def _as_gold(one: Passage) -> dict[str, Any]:
    return {"group": one.group, "lang": one.language, "text": one.text, "spans": one.spans}


def _smelters(one: Passage) -> list[accuracy.Found]:
    return [found for found in accuracy.ours(one.text, one.language) if found[0] == "SMELTER"]


def _false(one: Passage) -> int:
    """How many names of smelters were found where the passage has none."""
    real = [(each["start"], each["end"]) for each in one.spans if each["label"] == "SMELTER"]
    return sum(
        not any(start < last and first < end for first, last in real)
        for _, start, end in _smelters(one)
    )


def _records(name: str, of: Sequence[Passage], reader: Callable[[Passage], Pairs]) -> None:
    mine, sure = _counted(of, reader)
    peer, _ = _counted(of, naive_pairs)
    total = sum(len(one.records) for one in of)
    print(f"\n### Records of prose, {name}: {len(of)} passages, {total} records\n")
    print("| group | P | R | F1 | in truth | peer F1 |\n|---|---|---|---|---|---|")
    for group in [*sorted({one.group for one in of} - set(WITHOUT)), "all"]:
        print(f"| {group} | {mine[group].row()} | {_f1(peer[group])} |")
    print(f"\n### Certainty in prose, {name}\n\n| called | records | right | share |")
    print("|---|---|---|---|")
    for word in ("certain", "check", "unsure"):
        right, all_ = sure[word, True], sure[word, True] + sure[word, False]
        print(f"| {word} | {all_} | {right} | {right / max(all_, 1):.3f} |")


def _f1(count: accuracy.Count) -> str:
    return count.row().split(" | ")[2].strip("*") if count.truth else "-"


def _counted(
    of: Sequence[Passage], reader: Callable[[Passage], Pairs]
) -> tuple[dict[str, accuracy.Count], Counter[tuple[str, bool]]]:
    counts: dict[str, accuracy.Count] = {}
    sure = Counter[tuple[str, bool]]()
    for one in of:
        pairs = _asked(one, reader(one))
        right = {_key(row) for row in one.records} & {_key(row) for row, _ in pairs}
        for group in (one.group, "all"):
            count = counts.setdefault(group, accuracy.Count())
            count.found_right += len(right)
            count.truth_found += len(right)
            count.found += len(pairs)
            count.truth += len(one.records)
        for row, word in pairs:
            sure[word, _key(row) in right] += 1
    return counts, sure


def _asked(one: Passage, pairs: Pairs) -> Pairs:
    """The records without those that neither count nor cost."""
    idle = {plain(name) for name in one.idle}
    named = {plain(name) for name, *_ in one.records}
    return [
        (row, word) for row, word in pairs if plain(row[0]) not in idle or plain(row[0]) in named
    ]


def _key(row: Row) -> Row:
    return (plain(row[0]), *row[1:])


def plain(words: str) -> str:
    """A name's letters, by which two ways to print it are compared."""
    return re.sub(r"[\W_]+", "", words).casefold()


def ours(one: Passage) -> Pairs:
    """The records of the whole reading of the passage as a text file."""
    return _pairs(pipeline.read(one.text.encode(), "passage.txt").records)


def given(one: Passage) -> Pairs:
    """The records that the pairing makes of the annotated names."""
    return _pairs(pairing.pair([Page(1, 0, 0, one.text)], {}, mentions_given(one)))


def mentions_given(one: Passage) -> list[Mention]:
    """The annotated names as the finder of names would give them."""
    return [
        Mention(
            Label(span["label"]),
            one.text[span["start"] : span["end"]],
            1,
            span["start"],
            span["end"],
            None,
            "annotated",
        )
        for span in one.spans
    ]


def _pairs(records: Sequence[SmelterRecord]) -> Pairs:
    return [
        (
            (
                record.smelter.text,
                record.country.value if record.country else None,
                record.metal.value if record.metal else None,
                record.smelter_id.value if record.smelter_id else None,
            ),
            record.certainty,
        )
        for record in records
    ]


def naive_pairs(one: Passage) -> Pairs:
    """What the peer pairs: each name with the nearest of every kind in its line."""
    text = one.text
    found = accuracy.naive()(text, one.language)
    pairs: Pairs = []
    for _, start, end in (each for each in found if each[0] == "SMELTER"):
        line = (text.rfind("\n", 0, start) + 1, (text + "\n").index("\n", end))
        near = {
            label: min(
                (each for each in found if each[0] == label and line[0] <= each[1] < line[1]),
                key=lambda each: abs(each[1] - start),
                default=None,
            )
            for label in ("COUNTRY", "METAL", "SMELTER_ID")
        }
        said = {label: text[each[1] : each[2]] for label, each in near.items() if each}
        number = identifiers.identifier_of(said.get("SMELTER_ID", ""))
        pairs.append(
            (
                (
                    text[start:end],
                    countries.country_of(said["COUNTRY"]).code if "COUNTRY" in said else None,
                    metals.metal_of(said["METAL"]) if "METAL" in said else None,
                    number.id if number else None,
                ),
                "",
            )
        )
    return pairs


def _errors(of: Sequence[Passage]) -> None:
    for group in sorted({one.group for one in of}):
        accuracy.errors([_as_gold(one) | {"id": one.name} for one in of], group)
    for one in of:
        pairs = _asked(one, ours(one))
        wanted, got = {_key(row) for row in one.records}, {_key(row) for row, _ in pairs}
        for row in one.records:
            if _key(row) not in got:
                print(one.name, "missed ", row)
        for row, word in pairs:
            if _key(row) not in wanted:
                print(one.name, "too much", row, word)


if __name__ == "__main__":
    sys.exit(main())
