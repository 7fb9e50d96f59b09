"""Disclosure control: which counts may be shown to people who are each other's competitors.

The rules are those of the agreement's settings: at least so many companies behind a count, none of
them making up more than a given share, nothing that subtraction brings back, and no difference
between two versions that rests on too few. Zero is shown: it is about nobody. Pure.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

DEPTH = 3
"""Earlier counts that are added and taken away together, in search of what they leave."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The least number of companies behind a count, and the greatest share of one of them.

    ``everyone`` is how many companies there are (0: not asked). Where that tells who must be behind
    a count, to an outsider or to one who knows that it is not behind it itself, nobody may be sure
    that each of the others has exactly one. ``known`` are companies that published a report of
    their own: whoever reads it can take their shares off, so the rules hold for what is left too.
    """

    members: int = 3
    largest: float = 0.70
    everyone: int = 0
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Count:
    """A count, and how much of it each company (by its public id) makes up."""

    by: Mapping[str, int]
    hidden: bool = False
    reason: str = ""  # few | dominant | subtraction | difference
    agreed: bool = False  # everybody behind it consents that it is shown

    @property
    def value(self) -> int:
        """The whole."""
        return sum(self.by.values())

    @property
    def companies(self) -> frozenset[str]:
        """Who makes up the count."""
        return frozenset(name for name, share in self.by.items() if share)


@dataclass(frozen=True, slots=True)
class Earlier:
    """What earlier reports gave away, by the code of a figure or a cell.

    ``shown``: who made up how much, each time; ``hidden``: the cells that were not shown.
    """

    shown: Mapping[str, Sequence[Mapping[str, int]]]
    hidden: frozenset[str] = frozenset()


def judged(count: Count, rules: Rules) -> Count:
    """The count, hidden when too few companies or too large a one stand behind it."""
    if count.value == 0 or count.agreed:
        return count
    if count.companies & rules.known:
        left = {name: share for name, share in count.by.items() if name not in rules.known}
        everyone = max(rules.everyone - len(rules.known), 1) if rules.everyone else 0
        rest = judged(Count(left), replace(rules, everyone=everyone, known=frozenset()))
        if rest.hidden:
            return replace(count, hidden=True, reason=rest.reason)
    if len(count.companies) < rules.members:
        return replace(count, hidden=True, reason="few")
    if 0 < rules.everyone <= max(len(count.companies), rules.members + 1) and _ones(count):
        return replace(count, hidden=True, reason="few")
    if max(count.by.values()) > rules.largest * count.value:
        return replace(count, hidden=True, reason="dominant")
    return count


def _ones(count: Count) -> bool:
    """Whether one company, which knows its own share, sees that all others have one each."""
    return sum(share > 1 for share in count.by.values()) <= 1


def protected(cells: Sequence[Count], rules: Rules) -> list[Count]:
    """The cells of a table whose sum is known: hidden ones cannot be got back by subtraction.

    As long as what is hidden together rests on too few companies or on a dominant one, the
    smallest cell that is still shown is hidden too. Cells that are hidden already stay so.
    """
    found = [cell if cell.hidden else judged(cell, rules) for cell in cells]
    while True:
        hidden = [cell for cell in found if cell.hidden]
        shown = [n for n, cell in enumerate(found) if not cell.hidden and cell.value]
        if not hidden or not shown:
            return found
        if len(hidden) > 1 and not judged(added(hidden), rules).hidden:
            return found
        smallest = min(shown, key=lambda n: found[n].value)
        found[smallest] = replace(found[smallest], hidden=True, reason="subtraction")


def apart(count: Count, earlier: Iterable[Mapping[str, int]], rules: Rules) -> Count:
    """The count, hidden when what was shown before and it together leave too few companies.

    ``earlier`` are counts of the same thing over periods that overlap: a year less its first half
    is its second half, whether anybody wrote that down or not.
    """
    if count.hidden:
        return count
    for left in _left(count.by, earlier):
        rest = Count(left)
        # What differs is theirs alone who consent.
        theirs = count.agreed and rest.companies <= count.companies
        if not theirs and judged(rest, rules).hidden:
            return replace(count, hidden=True, reason="difference")
    return count


def _left(
    by: Mapping[str, int], earlier: Iterable[Mapping[str, int]]
) -> Iterator[Mapping[str, int]]:
    """What is left of a count, by company, when earlier ones are added or taken away."""
    different = list({tuple(sorted(one.items())): one for one in earlier}.values())
    for size in range(1, DEPTH + 1):
        for chosen in combinations(different, size):
            for signs in product((1, -1), repeat=size):
                names = set(by).union(*chosen)
                yield {
                    name: abs(
                        by.get(name, 0)
                        - sum(s * one.get(name, 0) for s, one in zip(signs, chosen, strict=True))
                    )
                    for name in names
                }


def added(cells: Iterable[Count]) -> Count:
    """Several counts as one."""
    total: dict[str, int] = {}
    for cell in cells:
        for name, share in cell.by.items():
            total[name] = total.get(name, 0) + share
    return Count(total)
