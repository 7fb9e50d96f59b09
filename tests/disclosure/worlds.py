"""Small worlds for an attacker: companies that join and leave, what they sent, reports of a year.

The reports are counted by the program itself, one after the other, each knowing the ones before.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from random import Random
from types import SimpleNamespace
from typing import Any

from workflows import aggregates
from workflows.consents import Agreed, breakdown
from workflows.counting import Counts
from workflows.disclosure import Earlier, Rules
from workflows.material import Case, Entry, Material, Paper, Step
from workflows.states import DocumentState, FindingState, ItemKind, ItemState

RULES = ("certificate_expired", "audit_finding")
STATES = (FindingState.OPEN, FindingState.PLANNED, FindingState.CLOSED)
SEVERITIES = ("major", "minor")
METALS = ("tin", "gold", "cobalt")


@dataclass(frozen=True)
class Fact:
    """One record of a company: of which quarter, and known from which report on."""

    kind: str  # document | item | finding
    company: int
    quarter: int
    since: int
    said: tuple[Any, ...]


@dataclass(frozen=True)
class Told:
    """A report as it was counted: over which quarters, up to which one, and what it holds."""

    quarters: range
    number: int
    snapshot: dict[str, Any]


@dataclass
class World:
    """Who takes part in which quarters, and all that is so."""

    stays: dict[int, range]
    facts: list[Fact]
    reports: list[Told] = field(default_factory=list)
    consenting: frozenset[int] = frozenset()

    def members(self, quarters: range) -> list[int]:
        """The companies that take part on any day of these quarters."""
        return [c for c, stay in self.stays.items() if set(stay) & set(quarters)]


def a_world(seed: int) -> World:
    """A world by its number: three to six companies, many with little and some with much."""
    random = Random(seed)
    stays = {c: _stay(random) for c in range(1, random.randint(3, 6) + 1)}
    facts = [
        fact
        for company, stay in stays.items()
        for quarter in stay
        for fact in _facts(random, company, quarter)
    ]
    return World(stays, facts)


def _stay(random: Random) -> range:
    if random.random() < 0.4:
        return range(4)
    first = random.randint(0, 2)
    return range(first, random.randint(first + 1, 4)) if random.random() < 0.5 else range(first, 4)


def _facts(random: Random, company: int, quarter: int) -> Iterator[Fact]:
    most = random.choice((0, 1, 2, 3, 4, 12))
    for kind in ("document", "item", "finding"):
        for _each in range(random.randint(0, most)):
            # A paper has the day of its receipt; what it says may be decided on later.
            since = 0 if kind == "document" else random.choice((0, 0, 0, 1, 2, 3))
            yield Fact(kind, company, quarter, since, _said(random, kind))


def _said(random: Random, kind: str) -> tuple[Any, ...]:
    if kind == "document":
        return (random.choice((DocumentState.TO_REVIEW, DocumentState.REVIEWED)),)
    if kind == "item":
        return (random.choice(METALS),)
    planned = random.random() < 0.5
    return (random.choice(RULES), random.choice(STATES), random.choice(SEVERITIES), planned)


def tell(
    world: World,
    periods: Iterable[range],
    rules: Rules,
    *,
    forgets: bool = False,
    consenting: frozenset[int] = frozenset(),
) -> World:
    """Make reports over these quarters; with ``forgets`` each is counted as if it were the first.

    ``rules.everyone`` says whether the number of companies is asked at all. Who is ``consenting``
    lets every figure be shown that only such companies are behind.
    """
    world.consenting = consenting
    earlier: dict[str, list[Any]] = {}
    for number, quarters in enumerate(periods):
        snapshot = _counted(world, quarters, number, rules, {} if forgets else earlier)
        world.reports.append(Told(quarters, number, snapshot))
        for code, by in aggregates.shown_in(snapshot):
            earlier.setdefault(code, []).append(by)
    return world


def some_periods(seed: int) -> list[range]:
    """Two to six periods of whole quarters, many of them again or overlapping."""
    random = Random(seed + 10_000)
    firsts = [random.choice((0, 0, 0, 1, 2)) for _each in range(random.randint(2, 6))]
    return [range(first, random.randint(first + 1, 4)) for first in firsts]


def told_world(
    seed: int, rules: Rules, *, forgets: bool = False, consenting: frozenset[int] = frozenset()
) -> World:
    """A world by its number, and its reports."""
    periods = some_periods(seed)
    return tell(a_world(seed), periods, rules, forgets=forgets, consenting=consenting)


def papers(company: int, *counts: int) -> list[Fact]:
    """So many papers of a company in each quarter."""
    said = (DocumentState.TO_REVIEW,)
    return [
        Fact("document", company, quarter, 0, said)
        for quarter, count in enumerate(counts)
        for _each in range(count)
    ]


def _counted(
    world: World, quarters: range, number: int, rules: Rules, earlier: dict[str, list[Any]]
) -> dict[str, Any]:
    material = _material(world, quarters, number)
    limits = Rules(rules.members, rules.largest, len(material.members) if rules.everyone else 0)
    references = {row.id: f"D{row.id:03d}" for row in material.documents}

    def counted(agreed: Agreed) -> Counts:
        known = Earlier(earlier)
        return Counts(material, limits, known, references, lambda _items: {}, agreed)

    agreed = {
        str(one["code"]): frozenset({breakdown(one["by"])})
        for one in counted({}).figures()
        if one["hidden"] and {int(c[1:]) for c, n in one["by"].items() if n} <= world.consenting
    }
    counts = counted(agreed)
    figures = counts.figures()
    return {
        "figures": figures,
        "tables": counts.tables(),
        "findings": counts.findings(),
    }


def _material(world: World, quarters: range, number: int) -> Material:
    known = [f for f in world.facts if f.quarter in quarters and f.since <= number]
    rows: dict[str, list[Fact]] = {"document": [], "item": [], "finding": []}
    for fact in known:
        rows[fact.kind].append(fact)
    members = [SimpleNamespace(id=c, public_id=f"c{c}") for c in world.members(quarters)]
    return Material(
        members,  # type: ignore[arg-type]
        0,
        0,
        [_paper(n, f) for n, f in enumerate(rows["document"], 1)],
        [_entry(n, f) for n, f in enumerate(rows["item"], 1)],
        [_case(n, f) for n, f in enumerate(rows["finding"], 1)],
        {c: f"c{c}" for c in world.stays},
        {},
    )


def _paper(number: int, fact: Fact) -> Paper:
    return Paper(number, f"d{number}", fact.company, fact.said[0], False, number, "", "", 1)


def _entry(number: int, fact: Fact) -> Entry:
    kind, state = ItemKind.SMELTER, ItemState.APPROVED
    place = (number, f"i{number}", number, number, fact.company)
    return Entry(*place, kind, state, 1, 1, number, False, fact.said[0], "ID")


def _case(number: int, fact: Fact) -> Case:
    rule, state, severity, planned = fact.said
    measures = (Step(f"m{number}", "prevent", False),) if planned else ()
    told = (rule, severity, "", measures, frozenset(), ())
    return Case(f"f{number}", fact.company, state, *told)
