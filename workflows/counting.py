"""The counts of one period: every figure, table and list of a report, under one set of rules."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from workflows.consents import Agreed, breakdown
from workflows.disclosure import Count, Earlier, Rules, added, apart, judged, protected
from workflows.figure_bases import without_hidden_bases
from workflows.ledger_book import Book
from workflows.material import Case, Entry, Material, Paper
from workflows.states import (
    CommunicationState,
    DocumentState,
    FindingState,
    ItemKind,
    ItemState,
)

SOURCES_AT_MOST = 25  # places named a figure; the comment says how many there are more
LISTED_AT_MOST = 250  # findings named one by one; more than that are counted only

Quotes = Callable[[set[int]], dict[int, str]]

OTHER = "other"
"""The row that stands for every key with too few companies behind it."""

TOTAL = "*"
"""All rows of a table together: it is printed nowhere, but may follow from them."""


class Counts:
    """The counts of one period, each over the same material and under the same rules.

    ``book`` keeps which records each of them was made of.
    """

    def __init__(
        self,
        material: Material,
        limits: Rules,
        earlier: Earlier,
        references: Mapping[int, str],
        quotes: Quotes,
        agreed: Agreed = MappingProxyType({}),
    ) -> None:
        self.material = material
        self.limits = limits
        self.earlier = earlier
        self.references = references
        self.quotes = quotes
        self.agreed = agreed
        self.book = Book(material)
        self._tables: dict[str, list[dict[str, object]]] = {}

    def figures(self) -> list[dict[str, object]]:
        """Every figure, in the order of the six steps."""
        docs, items, found = self.material.documents, self.material.items, self.material.findings
        read = [d for d in docs if d.state not in _UNREAD]
        reviewed = [d for d in docs if d.state is DocumentState.REVIEWED]
        approved = [i for i in items if i.state is ItemState.APPROVED]
        smelters = [i for i in approved if i.kind is ItemKind.SMELTER]
        planned = [f for f in found if f.measures]
        verified = [f for f in found if f.state in (FindingState.MONITORED, FindingState.CLOSED)]
        told = [f for f in found if CommunicationState.COMMUNICATED in f.told]
        withheld = [f for f in found if CommunicationState.WITHHELD in f.told]
        actual = [f for f in found if f.harm == "actual"]
        made_good = [f for f in actual if f.made_good]
        members = [o.id for o in self.material.members]
        found_figures = [
            self._members("F101", members),
            self._senders("F102", {d.organisation_id for d in docs}, over=len(members)),
            self._documents("F201", docs),
            self._documents("F202", read, over=len(docs)),
            self._documents("F203", reviewed, over=self._to_be_reviewed(docs)),
            self._items("F204", approved),
            self._different("F205", smelters),
            self._findings("F206", 2, found),
            *self._unread(docs, items),
            self._findings("F301", 3, planned, over=len(found)),
            *self._measures(found),
            self._findings("F401", 4, verified, over=len(found)),
            self._findings("F501", 5, told, over=len(found)),
            self._findings("F502", 5, withheld),
            self._findings("F601", 6, actual),
            self._made_good("F602", made_good, actual),
            self._made_good("F603", [f for f in made_good if f.consulted], actual, made_good),
        ]
        self.book.leave_out()
        return without_hidden_bases(found_figures)

    def _unread(self, docs: list[Paper], items: list[Entry]) -> list[dict[str, object]]:
        """What is no review by two: confirmed by companies, where they are asked; by one reader."""
        confirmed = [i for i in items if i.state is ItemState.CONFIRMED]
        alone = [i for i in items if i.alone]
        found = []
        if any(d.asks_member for d in docs):
            found.append(self._items("F207", confirmed))
        if alone:
            found.append(self._items("F208", alone))
        return found

    def _measures(self, found: list[Case]) -> list[dict[str, object]]:
        taken = [(f, m) for f in found for m in f.measures]
        done = [(f, m) for f, m in taken if m.done]
        self.book.measures("F302", taken)
        self.book.measures("F303", done)
        return [
            self._figure("F302", 3, self._by(f.organisation_id for f, _m in taken)),
            self._figure("F303", 3, self._by(f.organisation_id for f, _m in done), over=len(taken)),
        ]

    def _made_good(
        self, code: str, rows: list[Case], harmed: list[Case], *more: list[Case]
    ) -> dict[str, object]:
        """Some of the findings with actual harm; hidden too where the others are about too few.

        The others of ``harmed``, which is the total, and of what else is told of these.
        """
        figure = self._findings(code, 6, rows, over=len(harmed))
        counted = {f.public_id for f in rows}
        rests = (
            Counter(f.organisation_id for f in whole if f.public_id not in counted)
            for whole in (harmed, *more)
        )
        few = any(judged(Count(self._named(rest)), self.limits).hidden for rest in rests)
        if figure["hidden"] or not few:
            return figure
        secret = {"value": None, "over": None, "hidden": True, "reason": "subtraction"}
        return figure | secret | {"sources": [], "more": 0, "agreed": False}

    def tables(self) -> dict[str, list[dict[str, object]]]:
        """Counts by metal, country, severity, rule and state; sums are shown, so cells are safe."""
        if not self._tables:
            smelters = [
                i
                for i in self.material.items
                if i.state is ItemState.APPROVED and i.kind is ItemKind.SMELTER
            ]
            found = self.material.findings
            self._tables = {
                "metals": self._table("metals", [(i.metal, i) for i in smelters], together=True),
                "countries": self._table(
                    "countries", [(i.country, i) for i in smelters], together=True
                ),
                "severities": self._table("severities", [(f.severity, f) for f in found]),
                "rules": self._table("rules", [(f.rule, f) for f in found]),
                "phases": self._table("phases", [(f.phase, f) for f in found]),
            }
        return self._tables

    def findings(self) -> list[dict[str, object]]:
        """The findings that may be named one by one: kinds that enough companies have.

        Where there are more than a reader goes through, they are counted and not listed.
        """
        tables = self.tables()
        shown = {
            name: {row["key"] for row in tables[name] if not row["hidden"]}
            for name in ("rules", "phases", "severities")
        }
        shown["kinds"] = self._kinds()
        listed = [f for f in self.material.findings if f.rule in shown["rules"]]
        if len(listed) > LISTED_AT_MOST:
            return []
        named = {f"B{number:03d}": finding for number, finding in enumerate(listed, 1)}
        for reference, finding in named.items():
            self.book.name(reference, finding)
        return [self._finding(reference, finding, shown) for reference, finding in named.items()]

    def _finding(
        self, reference: str, finding: Case, shown: Mapping[str, set[object]]
    ) -> dict[str, object]:
        phase, severity = finding.phase, finding.severity
        return {
            "number": reference,
            "rule": finding.rule,
            # Counting the rows of a list may not give what its table hides.
            "phase": phase if phase in shown["phases"] else None,
            "severity": severity if severity in shown["severities"] else None,
            "measures": [
                {"kind": m.kind if m.kind in shown["kinds"] else None} for m in finding.measures
            ],
            "sources": self._places(self._resting([finding])),
        }

    def _kinds(self) -> set[object]:
        """Sorts of measures that may be named: a lone remedy would tell whose harm was actual."""
        taken: dict[str, list[int]] = defaultdict(list)
        for finding in self.material.findings:
            for measure in finding.measures:
                taken[measure.kind].append(finding.organisation_id)
        kinds = sorted(taken)
        each = [
            self._cell(f"kinds:{kind}", Count(self._by(taken[kind])), self.limits) for kind in kinds
        ]
        counts = zip(kinds, protected(each, self.limits), strict=True)
        return {kind for kind, count in counts if not count.hidden}

    def _table(
        self,
        name: str,
        rows: list[tuple[str, Entry]] | list[tuple[str, Case]],
        *,
        together: bool = False,
    ) -> list[dict[str, object]]:
        """Counts by key. ``together`` adds up what is hidden: its keys would tell something too."""
        groups: dict[str, Counter[int]] = defaultdict(Counter)
        for key, row in rows:
            groups[key][row.organisation_id] += 1
        keys = sorted(groups, key=lambda key: (-groups[key].total(), key))
        each = [
            self._cell(f"{name}:{key}", Count(self._named(groups[key])), self.limits)
            for key in keys
        ]
        counts = protected(each, self.limits)
        if together and any(count.hidden for count in counts):
            rest = self._rest(name, keys, counts)
            shown = [(k, c) for k, c in zip(keys, counts, strict=True) if not c.hidden]
            keys, counts = [*(k for k, _c in shown), OTHER], [*(c for _k, c in shown), rest]
        self.book.cells(name, keys, rows)
        return [
            {
                "key": key,
                "value": None if count.hidden else count.value,
                "hidden": count.hidden,
                "reason": count.reason,
                "by": dict(sorted(count.by.items())),
            }
            for key, count in zip(keys, counts, strict=True)
        ]

    def _cell(self, code: str, count: Count, limits: Rules) -> Count:
        """A figure or a cell that may be shown beside the same one of earlier reports.

        A cell that was hidden stays so: it may have kept another cell from being found.
        """
        found = apart(judged(count, limits), self.earlier.shown.get(code, ()), limits)
        if code in self.earlier.hidden and count.value and not found.hidden:
            return replace(found, hidden=True, reason="subtraction")
        return found

    def _rest(self, name: str, keys: list[str], counts: list[Count]) -> Count:
        """What is hidden as one row: before, some of it may have been shown by itself."""
        hidden = {k: c for k, c in zip(keys, counts, strict=True) if c.hidden}
        before = [one for key in hidden for one in self.earlier.shown.get(f"{name}:{key}", ())] + [
            *self.earlier.shown.get(f"{name}:{OTHER}", ())
        ]
        whole = self._cell(f"{name}:{OTHER}", added(hidden.values()), self.limits)
        rest = apart(whole, before, self.limits)
        # With it the sum of the table is known, and how it differs from an earlier sum.
        total = self._cell(f"{name}:{TOTAL}", added(counts), self.limits)
        if not rest.hidden and total.reason == "difference":
            return replace(rest, hidden=True, reason="difference")
        return rest

    def _members(self, code: str, members: list[int]) -> dict[str, object]:
        """A count that is no secret: the list of members is public."""
        self.book.organisations(code, members)
        return self._figure(code, 1, {}) | {"value": len(members)}

    def _senders(self, code: str, senders: set[int], *, over: int) -> dict[str, object]:
        self.book.organisations(code, senders)
        # Each of them counts as one, and that is no secret of it.
        limits = replace(self.limits, everyone=0)
        by = self._named(dict.fromkeys(senders, 1))
        return self._figure(code, 1, by, over=over, limits=limits)

    def _documents(
        self, code: str, rows: list[Paper], *, over: int | None = None
    ) -> dict[str, object]:
        self.book.documents(code, rows)
        places: list[dict[str, object]] = [
            {
                "id": self.references[d.id],
                "document": self.references[d.id],
                "page": None,
                "quote": "",
            }
            for d in rows[:SOURCES_AT_MOST]
        ]
        by = self._by(d.organisation_id for d in rows)
        return self._figure(code, 2, by, over=over, sources=places, places=len(rows))

    def _to_be_reviewed(self, rows: list[Paper]) -> int | None:
        """How many documents need a review: a parked one does not.

        None where the number of parked ones may not be told: it is the rest of those received.
        """
        parked = [d for d in rows if d.state is DocumentState.PARKED]
        rest = judged(Count(self._by(d.organisation_id for d in parked)), self.limits)
        return None if rest.hidden else len(rows) - len(parked)

    def _items(self, code: str, rows: list[Entry]) -> dict[str, object]:
        self.book.items(code, rows)
        by = self._by(i.organisation_id for i in rows)
        return self._resting_figure(code, 2, by, rows)

    def _different(self, code: str, rows: list[Entry]) -> dict[str, object]:
        """How many different smelters; a company's share is how many it named itself."""
        self.book.items(code, rows)
        each: dict[int, set[int | None]] = defaultdict(set)
        for item in rows:
            each[item.organisation_id].add(item.site_id)
        by = self._named({key: len(sites) for key, sites in each.items()})
        different = len({i.site_id for i in rows})
        return self._resting_figure(code, 2, by, rows, value=different)

    def _findings(
        self, code: str, step: int, rows: list[Case], *, over: int | None = None
    ) -> dict[str, object]:
        self.book.findings(code, rows)
        by = self._by(f.organisation_id for f in rows)
        return self._resting_figure(code, step, by, self._resting(rows), over=over)

    def _resting(self, rows: Iterable[Case]) -> list[Entry]:
        """The items that findings rest on, where their papers are of the period."""
        every = (self.material.places.get(number) for f in rows for number in f.items)
        return [item for item in every if item is not None]

    def _resting_figure(
        self,
        code: str,
        step: int,
        by: Mapping[str, int],
        rows: list[Entry],
        *,
        value: int | None = None,
        over: int | None = None,
    ) -> dict[str, object]:
        known = [item for item in rows if item.document_id in self.references]
        return self._figure(
            code,
            step,
            by,
            value=value,
            over=over,
            sources=self._places(known[:SOURCES_AT_MOST]),
            places=len(known),
        )

    def _figure(
        self,
        code: str,
        step: int,
        by: Mapping[str, int],
        *,
        value: int | None = None,
        over: int | None = None,
        sources: list[dict[str, object]] | None = None,
        places: int = 0,
        limits: Rules | None = None,
    ) -> dict[str, object]:
        # Asked only where the rules would hide it: by consent a figure is shown, never a list.
        count = self._cell(code, Count(by), limits or self.limits)
        if count.hidden and breakdown(by) in self.agreed.get(code, ()):
            count = self._cell(code, Count(by, agreed=True), limits or self.limits)
        by_consent = count.agreed and not count.hidden
        nameless = count.hidden or by_consent
        shown = count.value if value is None else value
        return {
            "code": code,
            "step": step,
            "value": None if count.hidden else shown,
            "over": None if count.hidden else over,
            "hidden": count.hidden,
            "reason": count.reason,
            "by": dict(sorted(by.items())),
            "sources": [] if nameless else sources or [],
            "more": 0 if nameless else max(0, places - SOURCES_AT_MOST),
            **({"agreed": True} if by_consent else {}),
        }

    def _places(self, rows: Iterable[Entry]) -> list[dict[str, object]]:
        known = [item for item in rows if item.document_id in self.references]
        quotes = self.quotes({item.id for item in known})
        return [
            {
                "id": f"{self.references[item.document_id]}-p{item.page}-{item.position}",
                "document": self.references[item.document_id],
                "page": item.page,
                "quote": quotes.get(item.id, ""),
            }
            for item in known
        ]

    def _by(self, ids: Iterable[int]) -> dict[str, int]:
        return self._named(Counter(ids))

    def _named(self, counts: Mapping[int, int]) -> dict[str, int]:
        # Also of one that is no member any more: by another name it would look like a second one.
        return {self.material.companies[key]: n for key, n in counts.items()}


_UNREAD = (DocumentState.RECEIVED, DocumentState.REFUSED, DocumentState.FAILED)
