"""How well a model reads: gold documents read again, held against what people made of them.

The register is left out: it knows the names of these very documents, and would find them for any
model alike.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.orm import Session

from extraction import matching
from extraction.isolated import extract_isolated
from extraction.records import Extraction
from workflows import documents, items, organisations, rules
from workflows.models import Document
from workflows.states import ItemKind, ItemState
from workflows.storage import FileStore, Shelf
from workflows.verdicts import FIELDS

Values = Counter[tuple[str, str]]  # the name that a record is known by, and the field's value


@dataclass(slots=True)
class Tally:
    """One field: how many values were read, how many there are, how many of them agree."""

    right: int = 0
    read: int = 0
    true: int = 0

    @property
    def precision(self) -> float | None:
        """The share of what was read that is right; None when nothing was read."""
        return self.right / self.read if self.read else None

    @property
    def recall(self) -> float | None:
        """The share of what is there that was read; None when there is nothing."""
        return self.right / self.true if self.true else None

    @property
    def balance(self) -> float:
        """Both in one: the harmonic mean; 1 where there was nothing to read and nothing was."""
        return 2 * self.right / (self.read + self.true) if self.read + self.true else 1.0


@dataclass(slots=True)
class Score:
    """What a model scores by field, over so many documents."""

    documents: int = 0
    fields: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIELDS})
    members: dict[str, "Score"] = field(default_factory=dict)  # for the operator alone

    def add(self, read: Mapping[str, Values], true: Mapping[str, Values]) -> None:
        """Count a document."""
        self.documents += 1
        for name, tally in self.fields.items():
            tally.right += (read[name] & true[name]).total()
            tally.read += read[name].total()
            tally.true += true[name].total()


@dataclass(frozen=True, slots=True)
class Case:
    """A gold document: where its bytes are, and what people made of it, field by field."""

    member: str
    shelf: Shelf
    blob: str
    name: str
    true: Mapping[str, Values]


def cases(session: Session, rows: Iterable[Document]) -> list[Case]:
    """Documents as values, so that no transaction is open while they are read."""
    found = []
    for row in rows:
        version = documents.current(row)
        name = version.part or version.upload.filename
        shelf = organisations.shelf(row.organisation)
        found.append(
            Case(
                row.organisation.name,
                shelf,
                version.upload.blob,
                name,
                values_decided(session, row),
            )
        )
    return found


def measure(
    store: FileStore,
    rows: Sequence[Case],
    networks: Mapping[str, Path | None],
    talk: Callable[[str], None],
) -> dict[str, Score]:
    """The score of each network on these documents; they are read as any other is."""
    scores = {name: Score() for name in networks}
    for name, network in networks.items():
        talk(f"reading {len(rows)} documents with model {name}")
        for row in rows:
            reading = extract_isolated(store.get(row.shelf, row.blob), row.name, model=network)
            read = values_read(reading)
            scores[name].add(read, row.true)
            scores[name].members.setdefault(row.member, Score()).add(read, row.true)
    return scores


def worse(new: Score, old: Score) -> list[str]:
    """The fields in which the new score is the lower one."""
    return [name for name in FIELDS if new.fields[name].balance < old.fields[name].balance]


def values_read(reading: Extraction) -> dict[str, Values]:
    """What a reading says, field by field."""
    found: dict[str, Values] = {name: Counter() for name in FIELDS}
    for record in reading.records:
        known = matching.fold(record.smelter.text)
        found["smelter"][known, known] += 1
        for name in FIELDS[1:]:
            value = getattr(record, name)
            if value is not None and value.value is not None:
                found[name][known, value.value] += 1
    return found


def values_decided(session: Session, document: Document) -> dict[str, Values]:
    """What people made of a document, field by field."""
    found: dict[str, Values] = {name: Counter() for name in FIELDS}
    for item in items.of_document(session, document):
        if item.kind is not ItemKind.SMELTER or item.state is not ItemState.APPROVED:
            continue
        known = matching.fold(rules.printed(item, "smelter"))
        found["smelter"][known, known] += 1
        for name in FIELDS[1:]:
            value = rules.value(item, name)
            if value is not None:
                found[name][known, value] += 1
    return found
