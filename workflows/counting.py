"""The counts of one period: every figure, table and list of a report, under one set of rules."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workflows import rules
from workflows.answering import MEMBER
from workflows.disclosure import Count, Rules, added, apart, judged, protected
from workflows.models import Document, Finding, Item, Organisation
from workflows.states import (
    CommunicationState,
    DocumentState,
    FindingState,
    ItemKind,
    ItemState,
)

SOURCES_AT_MOST = 25  # places named a figure; the comment says how many there are more


@dataclass(frozen=True, slots=True)
class Material:
    """What a report is counted from."""

    members: list[Organisation]
    joined: int
    left: int
    documents: list[Document]
    items: list[Item]
    findings: list[Finding]


PHASES = {
    FindingState.OPEN: "assessment",
    FindingState.IN_REVIEW: "assessment",
    FindingState.NEEDS_INFORMATION: "assessment",
    FindingState.CONTESTED: "assessment",
    FindingState.ASSESSED: "assessment",
    FindingState.PLANNED: "measures",
    FindingState.REMEDIATION: "measures",
    FindingState.REMEDY: "measures",
    FindingState.VERIFICATION: "tracking",
    FindingState.MONITORED: "tracking",
    FindingState.CLOSED: "closed",
    FindingState.DISMISSED: "dismissed",
}
"""The states in the coarser phases that a report shows: finer cells would be about too few."""

OTHER = "other"
"""The row that stands for every key with too few companies behind it."""


class Counts:
    """The counts of one period, each over the same material and under the same rules."""

    def __init__(
        self,
        material: Material,
        limits: Rules,
        earlier: Mapping[str, list[Mapping[str, int]]],
        references: Mapping[int, str],
    ) -> None:
        self.material = material
        self.limits = limits
        self.earlier = earlier
        self.references = references
        self.names = {o.id: o.public_id for o in material.members}

    def figures(self) -> list[dict[str, object]]:
        """Every figure, in the order of the six steps."""
        docs, items, found = self.material.documents, self.material.items, self.material.findings
        read = [d for d in docs if d.state not in _UNREAD]
        reviewed = [d for d in docs if d.state is DocumentState.REVIEWED]
        approved = [i for i in items if i.state is ItemState.APPROVED]
        smelters = [i for i in approved if i.kind is ItemKind.SMELTER]
        planned = [f for f in found if f.measures]
        measures = [(f, m) for f in found for m in f.measures]
        done = [(f, m) for f, m in measures if m.done_at is not None]
        verified = [f for f in found if f.state in (FindingState.MONITORED, FindingState.CLOSED)]
        told = [f for f in found if _has(f, CommunicationState.COMMUNICATED)]
        withheld = [f for f in found if _has(f, CommunicationState.WITHHELD)]
        actual = [f for f in found if f.harm == "actual"]
        senders = {d.organisation_id for d in docs}
        found_figures = [
            self._public("F101", 1, len(self.material.members)),
            self._figure("F102", 1, self._once(senders), over=len(self.material.members)),
            self._documents("F201", docs),
            self._documents("F202", read, over=len(docs)),
            self._documents("F203", reviewed, over=self._to_be_reviewed(docs)),
            self._items("F204", approved),
            self._figure(
                "F205",
                2,
                self._sites(smelters),
                value=len({i.site_id for i in smelters}),
                sources=self._places(smelters),
            ),
            self._findings("F206", 2, found),
            *self._unread(docs, items),
            self._findings("F301", 3, planned, over=len(found)),
            self._figure("F302", 3, self._by(f.organisation_id for f, _m in measures)),
            self._figure(
                "F303", 3, self._by(f.organisation_id for f, _m in done), over=len(measures)
            ),
            self._findings("F401", 4, verified, over=len(found)),
            self._findings("F501", 5, told, over=len(found)),
            self._findings("F502", 5, withheld),
            self._findings("F601", 6, actual),
        ]
        return _without_hidden_bases(found_figures)

    def _unread(self, docs: list[Document], items: list[Item]) -> list[dict[str, object]]:
        """What is no review by two: confirmed by companies, where they are asked; by one reader."""
        confirmed = [i for i in items if i.state is ItemState.CONFIRMED]
        alone = [i for i in items if i.one_reader is not None]
        found = []
        if any(d.review_first == MEMBER for d in docs):
            found.append(self._items("F207", confirmed))
        if alone:
            found.append(self._items("F208", alone))
        return found

    def tables(self) -> dict[str, list[dict[str, object]]]:
        """Counts by metal, country, severity, rule and state; sums are shown, so cells are safe."""
        smelters = [
            i
            for i in self.material.items
            if i.state is ItemState.APPROVED and i.kind is ItemKind.SMELTER
        ]
        found = self.material.findings
        return {
            "metals": self._table(
                ((rules.value(i, "metal") or "", i.document.organisation_id) for i in smelters),
                together=True,
            ),
            "countries": self._table(
                ((rules.value(i, "country") or "", i.document.organisation_id) for i in smelters),
                together=True,
            ),
            "severities": self._table((f.severity or "", f.organisation_id) for f in found),
            "rules": self._table((f.rule, f.organisation_id) for f in found),
            "phases": self._table((PHASES[f.state], f.organisation_id) for f in found),
        }

    def findings(self) -> list[dict[str, object]]:
        """The findings that may be named one by one: kinds that enough companies have."""
        tables = self.tables()
        shown = {
            name: {row["key"] for row in tables[name] if not row["hidden"]}
            for name in ("rules", "phases", "severities")
        }
        listed = [f for f in self.material.findings if f.rule in shown["rules"]]
        return [self._finding(number, f, shown) for number, f in enumerate(listed, 1)]

    def _finding(
        self, number: int, finding: Finding, shown: Mapping[str, set[object]]
    ) -> dict[str, object]:
        phase, severity = PHASES[finding.state], finding.severity or ""
        return {
            "number": f"B{number:03d}",
            "rule": finding.rule,
            # Counting the rows of a list may not give what its table hides.
            "phase": phase if phase in shown["phases"] else None,
            "severity": severity if severity in shown["severities"] else None,
            "measures": [{"kind": m.kind} for m in finding.measures],
            "sources": self._places(s.item for s in finding.sources),
        }

    def _table(
        self, pairs: Iterable[tuple[str, int]], *, together: bool = False
    ) -> list[dict[str, object]]:
        """Counts by key. ``together`` adds up what is hidden: its keys would tell something too."""
        groups: dict[str, Counter[int]] = defaultdict(Counter)
        for key, organisation_id in pairs:
            groups[key][organisation_id] += 1
        keys = sorted(groups, key=lambda key: (-groups[key].total(), key))
        counts = protected([Count(self._named(groups[key])) for key in keys], self.limits)
        if together and any(count.hidden for count in counts):
            rest = judged(added([c for c in counts if c.hidden]), self.limits)
            shown = [(k, c) for k, c in zip(keys, counts, strict=True) if not c.hidden]
            keys, counts = [*(k for k, _c in shown), OTHER], [*(c for _k, c in shown), rest]
        return [
            {
                "key": key,
                "value": None if count.hidden else count.value,
                "hidden": count.hidden,
                "reason": count.reason,
            }
            for key, count in zip(keys, counts, strict=True)
        ]

    def _documents(
        self, code: str, rows: list[Document], *, over: int | None = None
    ) -> dict[str, object]:
        places: list[dict[str, object]] = [
            {
                "id": self.references[d.id],
                "document": self.references[d.id],
                "page": None,
                "quote": "",
            }
            for d in rows
        ]
        by = self._by(d.organisation_id for d in rows)
        return self._figure(code, 2, by, over=over, sources=places)

    def _to_be_reviewed(self, rows: list[Document]) -> int | None:
        """How many documents need a review: a parked one does not.

        None where the number of parked ones may not be told: it is the rest of those received.
        """
        parked = [d for d in rows if d.state is DocumentState.PARKED]
        rest = judged(Count(self._by(d.organisation_id for d in parked)), self.limits)
        return None if rest.hidden else len(rows) - len(parked)

    def _items(self, code: str, rows: list[Item]) -> dict[str, object]:
        by = self._by(i.document.organisation_id for i in rows)
        return self._figure(code, 2, by, sources=self._places(rows))

    def _findings(
        self, code: str, step: int, rows: list[Finding], *, over: int | None = None
    ) -> dict[str, object]:
        places = self._places(s.item for f in rows for s in f.sources)
        by = self._by(f.organisation_id for f in rows)
        return self._figure(code, step, by, over=over, sources=places)

    def _public(self, code: str, step: int, value: int) -> dict[str, object]:
        """A count that is no secret: the list of members is public."""
        figure = self._figure(code, step, {})
        return figure | {"value": value}

    def _figure(
        self,
        code: str,
        step: int,
        by: Mapping[str, int],
        *,
        value: int | None = None,
        over: int | None = None,
        sources: list[dict[str, object]] | None = None,
    ) -> dict[str, object]:
        count = apart(judged(Count(by), self.limits), self.earlier.get(code, ()), self.limits)
        shown = count.value if value is None else value
        return {
            "code": code,
            "step": step,
            "value": None if count.hidden else shown,
            "over": None if count.hidden else over,
            "hidden": count.hidden,
            "reason": count.reason,
            "by": dict(sorted(by.items())),
            "sources": [] if count.hidden else (sources or [])[:SOURCES_AT_MOST],
            "more": 0 if count.hidden else max(0, len(sources or []) - SOURCES_AT_MOST),
        }

    def _places(self, rows: Iterable[Item]) -> list[dict[str, object]]:
        found = []
        for item in rows:
            reference = self.references.get(item.document_id)
            if reference is not None:
                place = f"{reference}-p{item.page}-{item.position}"
                found.append(
                    {"id": place, "document": reference, "page": item.page, "quote": item.quote}
                )
        return found

    def _sites(self, rows: Iterable[Item]) -> dict[str, int]:
        """How many different smelters each company named."""
        each: dict[int, set[int | None]] = defaultdict(set)
        for item in rows:
            each[item.document.organisation_id].add(item.site_id)
        return self._named({key: len(sites) for key, sites in each.items()})

    def _once(self, ids: Iterable[int]) -> dict[str, int]:
        return self._named(dict.fromkeys(ids, 1))

    def _by(self, ids: Iterable[int]) -> dict[str, int]:
        return self._named(Counter(ids))

    def _named(self, counts: Mapping[int, int]) -> dict[str, int]:
        # A company that is no member any more still counts as itself.
        return {self.names.get(key, f"former-{key}"): n for key, n in counts.items()}


BASES = {
    "F202": "F201",
    "F203": "F201",
    "F301": "F206",
    "F303": "F302",
    "F401": "F206",
    "F501": "F206",
}
"""The figure that a share is a share of: where that one is hidden, so is the denominator."""


def _without_hidden_bases(figures: list[dict[str, object]]) -> list[dict[str, object]]:
    hidden = {figure["code"] for figure in figures if figure["hidden"]}
    return [
        figure | {"over": None} if BASES.get(str(figure["code"])) in hidden else figure
        for figure in figures
    ]


_UNREAD = (DocumentState.RECEIVED, DocumentState.REFUSED, DocumentState.FAILED)


def _has(finding: Finding, state: CommunicationState) -> bool:
    return any(c.state is state for c in finding.communications)
