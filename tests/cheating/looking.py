"""What is in the database, read with plain SQL: by nothing of the program that is watched."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]

# What a deed may change. A reading lock is no change, nor is what search remembers.
TABLES = (
    *("document", "document_version", "upload", "assignment", "given_back", "item", "item_field"),
    *("item_place", "item_candidate", "decision", "question", "item_comment", "finding"),
    *("finding_source", "site", "site_name", "name_lesson", "event", "job", "setting"),
    "withdrawal_request",
)
LOCKS = "reading_lock"
# Columns that count up, or say since when, without meaning anything else.
COUNTERS = {"id", "version", "item_id"}
IMAGE = (
    *("state", "site_id", "proposed", "proposed_by_id", "second_reason", "one_reader"),
    *("regrouped", "answer", "answered_by_id"),
)


@dataclass(frozen=True)
class Sight:
    """All rows at one moment, by table and id."""

    tables: Mapping[str, Mapping[Any, Row]]
    parts: Mapping[tuple[str, int], list[Row]]  # what belongs to an item, by table and its id

    def rows(self, table: str, **equal: object) -> list[Row]:
        """The rows of a table in which these columns have these values, the oldest first."""
        return [
            row
            for row in self.tables[table].values()
            if all(row[name] == value for name, value in equal.items())
        ]

    def one(self, table: str, number: object) -> Row:
        """The row of this id."""
        return self.tables[table][number]

    def of(self, table: str, item_id: int) -> list[Row]:
        """The rows that belong to an item."""
        return self.parts.get((table, item_id), [])

    def version(self, document_id: int) -> int:
        """The id of the newest version of a document."""
        rows = self.rows("document_version", document_id=document_id)
        return int(max(rows, key=lambda row: row["number"])["id"])

    def image(self, item_id: int) -> tuple[object, ...]:
        """All of an item that a verdict can change."""
        item = self.one("item", item_id)
        return (
            *(item[name] for name in IMAGE),
            tuple(
                (row["name"], row["text"], row["value"], row["corrected"], row["corrected_place"])
                for row in self.of("item_field", item_id)
            ),
            tuple(
                tuple(value for name, value in row.items() if name not in COUNTERS)
                for row in self.of("item_place", item_id)
            ),
        )

    def chain(self, item: Row) -> list[Row]:
        """An item and those of earlier versions that it was taken over from, the oldest first."""
        found = [item]
        while (before := found[0]["taken_from_id"]) is not None:
            found.insert(0, self.one("item", before))
        return found

    def standing(self, item: Row) -> list[Row]:
        """The decisions on an item that nobody took back, those on its forerunners first."""
        return [
            decision
            for one in self.chain(item)
            for decision in self.rows("decision", item_id=one["id"], undone_at=None)
        ]


def look(watch: sqlite3.Connection) -> Sight:
    """The rows as they are now."""
    tables = {name: _rows(watch, name) for name in (*TABLES, LOCKS)}
    parts: dict[tuple[str, int], list[Row]] = {}
    for name in ("item_field", "item_place", "item_candidate"):
        for row in tables[name].values():
            parts.setdefault((name, row["item_id"]), []).append(row)
    return Sight(tables, parts)


def _rows(watch: sqlite3.Connection, table: str) -> dict[Any, Row]:
    cursor = watch.execute(f"SELECT * FROM {table}")  # noqa: S608 - a name of the list above
    names = [column[0] for column in cursor.description]
    keys = {"event": "seq", "setting": "name", LOCKS: None}
    key = keys.get(table, "id")
    rows = [dict(zip(names, values, strict=True)) for values in cursor]
    if key is None:
        return dict(enumerate(rows))
    return {row[key]: row for row in sorted(rows, key=lambda row: row[key])}


def differences(before: Sight, after: Sight) -> list[str]:
    """The tables whose rows are not what they were."""
    return [name for name in TABLES if before.tables[name] != after.tables[name]]
