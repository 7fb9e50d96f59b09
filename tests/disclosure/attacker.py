"""Somebody who reads all reports of a year and calculates: an outsider, or a member.

Each number that a report shows is an equation over what each company has in each quarter, which is
never less than nothing. Who takes part when is public; a member knows its own values. Zero is about
nobody, and how many companies sent anything is no value of any of them: neither is sought.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from tests.disclosure.worlds import (
    METALS,
    RULES,
    SEVERITIES,
    STATES,
    Told,
    World,
)
from workflows.counting import OTHER
from workflows.disclosure import Rules
from workflows.material import PHASES
from workflows.states import DocumentState, FindingState

Said = tuple[Any, ...]
Test = Callable[[Said], bool]
SAID: dict[str, list[Said]] = {
    "document": [(DocumentState.TO_REVIEW,), (DocumentState.REVIEWED,)],
    "item": [(metal,) for metal in METALS],
    "finding": list(product(RULES, STATES, SEVERITIES, (False, True))),
}
FIGURES: dict[str, tuple[str, Test]] = {
    "F201": ("document", lambda said: True),
    "F203": ("document", lambda said: said[0] is DocumentState.REVIEWED),
    "F204": ("item", lambda said: True),
    "F206": ("finding", lambda said: True),
    "F301": ("finding", lambda said: said[3]),
    "F302": ("finding", lambda said: said[3]),
    "F401": ("finding", lambda said: said[1] is FindingState.CLOSED),
}
WITHIN = 0.10
LAST = 6  # reports of a year


@dataclass(frozen=True)
class Seen:
    """A number that a report shows: of which records, and how many there are.

    ``judged`` when it was shown as a count of its own, behind which enough companies stand;
    ``agreed`` when it is shown because everybody behind it consents.
    """

    where: str
    kind: str
    cells: frozenset[tuple[int, int, Said]]  # quarter, known from which report on, what it says
    value: int
    judged: bool
    agreed: bool = False


@dataclass(frozen=True)
class Pinned:
    """A value of another company that was found."""

    by: int  # 0: an outsider
    company: int
    where: str
    value: int


def seen(told: Told) -> Iterator[Seen]:
    """Every number of a report: figures, totals, cells, lists counted row by row."""

    def cells(kind: str, test: Test) -> frozenset[Any]:
        known = 1 if kind == "document" else told.number + 1
        every = product(told.quarters, range(known), filter(test, SAID[kind]))
        return frozenset(every)

    where = f"report {told.number} of {told.quarters.start}-{told.quarters.stop}"
    for figure in told.snapshot["figures"]:
        meant = FIGURES.get(figure["code"])
        if meant is None or figure["hidden"]:
            continue
        name, (kind, _test) = f"{where} {figure['code']}", meant
        agreed = bool(figure.get("agreed"))
        yield Seen(name, kind, cells(*meant), figure["value"], not agreed, agreed)
        if figure["over"] is not None:
            yield Seen(f"{name} over", kind, cells(kind, lambda _: True), figure["over"], False)
    for name, key, value, kind, test in _table_cells(told.snapshot["tables"]):
        yield Seen(f"{where} {name}.{key}", kind, cells(kind, test), value, True)
    listed = Counter((r["rule"], r["phase"], r["severity"], bool(r["measures"]))
                     for r in told.snapshot["findings"])  # fmt: skip
    for row, value in listed.items():
        if None not in row:
            found = cells("finding", lambda said, row=row: _row(said) == row)  # type: ignore[misc]
            yield Seen(f"{where} list {row}", "finding", found, value, False)


def _row(said: Said) -> Said:
    return (said[0], PHASES[said[1]], said[2], said[3])


def _table_cells(tables: dict[str, Any]) -> Iterator[tuple[str, str, int, str, Test]]:
    places = {"severities": 2, "rules": 0}
    for name, rows in tables.items():
        keys = {row["key"] for row in rows}
        for row in rows:
            key, value = row["key"], row["value"]
            if row["hidden"]:
                continue
            if name == "metals" and key == OTHER:
                yield name, key, value, "item", lambda said, keys=keys: said[0] not in keys  # type: ignore[misc]
            elif name == "metals":
                yield name, key, value, "item", lambda said, key=key: said[0] == key  # type: ignore[misc]
            elif name == "countries":
                yield name, key, value, "item", lambda _: True
            elif name == "phases":
                yield name, key, value, "finding", lambda said, key=key: PHASES[said[1]] == key  # type: ignore[misc]
            else:
                at = places[name]
                yield name, key, value, "finding", lambda said, key=key, at=at: said[at] == key  # type: ignore[misc]


class Sums:
    """What is so of each company, summed over any cells; a set of cells is the bits of a number."""

    def __init__(self, world: World, kind: str) -> None:
        self.stays = world.stays
        self.cells = list(product(range(4), range(1 if kind == "document" else LAST), SAID[kind]))
        self.at = {cell: n for n, cell in enumerate(self.cells)}
        self.quarters = [self.bits(c for c in self.cells if c[0] == q) for q in range(4)]
        self.spans = [
            sum(self.quarters[first:last]) for first in range(4) for last in range(first + 1, 5)
        ]
        self.have: dict[int, Counter[int]] = {company: Counter() for company in world.stays}
        for fact in world.facts:
            if fact.kind == kind:
                self.have[fact.company][self.at[fact.quarter, fact.since, fact.said]] += 1

    def bits(self, cells: Iterable[Any]) -> int:
        """A set of cells as a number."""
        return sum(1 << self.at[cell] for cell in cells)

    def of(self, company: int, bits: int) -> int:
        """How many records of these cells a company has."""
        have = self.have.get(company, {})
        return sum(count for at, count in have.items() if bits >> at & 1)

    def may_have(self, bits: int, by: int) -> list[int]:
        """The others who take part in a quarter of these cells."""
        when = {q for q, cells in enumerate(self.quarters) if cells & bits}
        return [c for c, stay in self.stays.items() if c != by and when & set(stay)]


def attack(world: World, rules: Rules) -> Iterator[Pinned]:
    """All that anybody finds of somebody else.

    What a company consented to is no find: its part of the records of that figure.
    """
    numbers = [one for told in world.reports for one in seen(told)]
    for kind in SAID:
        sums = Sums(world, kind)
        known = [(sums.bits(one.cells), one) for one in numbers if one.kind == kind]
        equations = Equations(sums, known)
        told = [bits for bits, one in known if one.agreed]
        for by in (0, *world.stays):
            for bits, found in (*equations.solved(by), *_by_bounds(sums, known, by, rules)):
                theirs = found.company in world.consenting
                if not (theirs and any(bits & ~whole == 0 for whole in told)):
                    yield found


class Equations:
    """What the numbers of a kind say of what they are sums of."""

    def __init__(self, sums: Sums, known: Sequence[tuple[int, Seen]]) -> None:
        self.sums = sums
        masks = list(dict.fromkeys(bits for bits, _one in known))
        # Cells that stand in the same equations cannot be told apart: one unknown for all of them.
        groups: dict[tuple[int, tuple[int, ...]], int] = {}
        for n, cell in enumerate(sums.cells):
            within = tuple(m for m, mask in enumerate(masks) if mask >> n & 1)
            if within:
                groups[cell[0], within] = groups.get((cell[0], within), 0) | 1 << n
        self.quarters = [quarter for quarter, _within in groups]
        self.rows = np.zeros((len(masks), len(groups)))
        for n, (_quarter, within) in enumerate(groups):
            self.rows[list(within), n] = 1
        names = {bits: one.where for bits, one in known}
        self.parts = {bits & q: names[bits] for bits in names for q in sums.spans}
        self.hit = np.array([[b & part > 0 for b in groups.values()] for part in self.parts])

    def solved(self, by: int) -> Iterator[tuple[int, Pinned]]:
        """What the equations alone say: a sum of some that is about one other company."""
        columns = [
            (n, c)
            for c, stay in self.sums.stays.items()
            for n, quarter in enumerate(self.quarters)
            if c != by and quarter in stay
        ]
        if not columns:
            return
        at, whose = (np.array(part) for part in zip(*columns, strict=True))
        _left, sizes, right = np.linalg.svd(self.rows[:, at], full_matrices=False)
        base = right[sizes > 1e-9]
        for c in self.sums.stays:
            wanted = (self.hit[:, at] & (whose == c)).astype(float)
            off = np.abs(wanted - (wanted @ base.T) @ base).max(axis=1)
            sure = wanted.any(axis=1) & (off < 1e-7)
            for (part, where), is_sure in zip(self.parts.items(), sure, strict=True):
                value = self.sums.of(c, part) if is_sure else 0
                if value:
                    yield part, Pinned(by, c, f"{where} (algebra)", value)


def _by_bounds(
    sums: Sums, known: Sequence[tuple[int, Seen]], by: int, rules: Rules
) -> Iterator[tuple[int, Pinned]]:
    """What is left when nothing is less than zero, and the rules of hiding are known."""
    for bits, value, judged, where in _with_differences(known):
        others = sums.may_have(bits, by)
        own = sums.of(by, bits)
        rest = value - own
        least = int(judged and len(others) == rules.members - bool(own))
        most = rest - least * (len(others) - 1)
        if judged:
            most = min(most, int(rules.largest * value))
        for c in others:
            real = sums.of(c, bits)
            low = max(least, rest - (len(others) - 1) * most)
            if real and (1 - WITHIN) * real <= low and most <= (1 + WITHIN) * real:
                yield bits, Pinned(by, c, f"{where} (bounds {low}-{most})", real)


def _with_differences(
    known: Sequence[tuple[int, Seen]],
) -> Iterator[tuple[int, int, bool, str]]:
    different = dict(known)
    for bits, one in known:
        yield bits, one.value, one.judged, one.where
    for bits, one in different.items():
        for less, other in different.items():
            if less != bits and less & bits == less:
                where = f"{one.where} less {other.where}"
                yield bits ^ less, one.value - other.value, False, where
