"""The book behind the figures: which record counts in which of them, as it stood at the cut-off.

It is written while counting and frozen with the report. A record is known by its public id alone;
what it says, and who may see it, is asked of the database when somebody looks.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from typing import Any, Literal, get_args

from workflows.material import Case, Entry, Material, Paper, Step
from workflows.states import DocumentState, ItemState

Kind = Literal[
    "organisations", "documents", "items", "findings", "measures", "answers", "actions", "risks"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
PARKED = "F203-parked"
_ITEMS_OUT = {
    ItemState.REJECTED: "rejected",
    ItemState.SET_ASIDE: "set_aside",
    ItemState.CONFIRMED: "confirmed",
}

# Of each kind a record's public id, and then: the state it had, the codes it counts in.
Ledger = dict[str, dict[str, list[Any]]]
_Told = tuple[str, str]  # public id, state


class Book:
    """What is written down while a period is counted."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.records: Ledger = {kind: {} for kind in KINDS}

    def organisations(self, code: str, numbers: Iterable[int]) -> None:
        """These companies count in the figure."""
        for number in numbers:
            public_id = self.material.companies[number]
            self._put("organisations", public_id, "", code)

    def documents(self, code: str, rows: Iterable[Paper]) -> None:
        """These papers count in the figure."""
        for row in rows:
            self._put("documents", row.public_id, row.state.value, code)

    def items(self, code: str, rows: Iterable[Entry]) -> None:
        """These items count in the figure."""
        for row in rows:
            self._put("items", row.public_id, row.state.value, code)

    def findings(self, code: str, rows: Iterable[Case]) -> None:
        """These findings count in the figure."""
        for row in rows:
            self._put("findings", row.public_id, row.state.value, code)

    def measures(self, code: str, rows: Iterable[tuple[Case, Step]]) -> None:
        """These measures count in the figure."""
        for _case, step in rows:
            self._put("measures", step.public_id, "done" if step.done else "planned", code)

    def of_year(
        self, kind: Literal["answers", "actions", "risks"], code: str, rows: Iterable[_Told]
    ) -> None:
        """These count in the figure: what stands in a company's year, and the state it has."""
        for public_id, state in rows:
            self._put(kind, public_id, state, code)

    def cells(
        self,
        table: str,
        keys: Sequence[str],
        rows: Iterable[tuple[str, Entry]] | Iterable[tuple[str, Case]],
    ) -> None:
        """These rows count in a table: each in the cell of its key, or in the last, of the rest."""
        codes = {key: cell(table, number) for number, key in enumerate(keys, 1)}
        rest = cell(table, len(keys))
        for key, row in rows:
            kind: Kind = "items" if isinstance(row, Entry) else "findings"
            self._put(kind, row.public_id, row.state.value, codes.get(key, rest))

    def name(self, reference: str, row: Paper | Case) -> None:
        """This is what the report's lists call the record."""
        if isinstance(row, Paper):
            self.documents(reference, [row])
        else:
            self.findings(reference, [row])

    def leave_out(self) -> None:
        """What lies in the period and is not counted, by the figure and the reason."""
        for paper in self.material.documents_out:
            archive = paper.state is DocumentState.UNPACKED
            self.documents("F201-archive" if archive else "F201-withdrawn", [paper])
        parked = [d for d in self.material.documents if d.state is DocumentState.PARKED]
        self.documents(PARKED, parked)
        for item in (*self.material.items, *self.material.items_out):
            if item.state is not ItemState.APPROVED:
                self.items(f"F204-{_ITEMS_OUT.get(item.state, 'waiting')}", [item])
        self.findings("F206-withdrawn", self.material.findings_out)

    def _put(self, kind: Kind, public_id: str, state: str, code: str) -> None:
        entry = self.records[kind].get(public_id)
        if entry is None:
            self.records[kind][public_id] = [state, code]
        else:
            entry.append(code)


def cell(table: str, number: int) -> str:
    """The code of a row of a table, from 1."""
    return f"{table}.{number}"


def packed(records: Ledger) -> bytes:
    """The book as it is kept."""
    return zlib.compress(_canonical(records), 1)


def unpacked(kept: bytes) -> Ledger:
    """The book as it was packed."""
    found: Ledger = json.loads(zlib.decompress(kept))
    return found


def digest(records: Ledger) -> str:
    """SHA-256 (hex) of the book: the snapshot holds it, so that its hash covers the book too."""
    return hashlib.sha256(_canonical(records)).hexdigest()


def _canonical(records: Ledger) -> bytes:
    return json.dumps(records, sort_keys=True, separators=(",", ":")).encode()
