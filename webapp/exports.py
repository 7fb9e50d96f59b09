"""A list as a file to keep: CSV, XLSX or JSON, with the same rows as the page."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from flask import Response, abort

from report_templates import spreadsheet
from webapp import db, files
from workflows import clock

KINDS = ("csv", "xlsx", "json")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Table:
    """A list in the reader's words: its title, its header, its rows."""

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[spreadsheet.Value]]


def answer(
    kind: str,
    name: str,
    table: Callable[[], Table],
    shapes: Callable[[], Iterable[dict[str, object]]],
) -> Response:
    """The list as a download of one of KINDS, named after ``name`` and today; 404 for another kind.

    ``table`` is in the reader's language, for people; ``shapes`` keeps the codes, for programs.
    """
    filename = f"{name}-{clock.day(db.now()).isoformat()}.{kind}"
    if kind == "json":
        text = json.dumps(list(shapes()), ensure_ascii=False, indent=1, default=str)
        return files.download(text.encode("utf-8", "replace"), filename, "application/json")
    if kind not in KINDS:
        abort(404)
    made = table()
    if kind == "csv":
        data = spreadsheet.to_csv(made.header, made.rows)
        return files.download(data, filename, "text/csv; charset=utf-8")
    return files.download(spreadsheet.to_xlsx(made.header, made.rows, made.title), filename, XLSX)
