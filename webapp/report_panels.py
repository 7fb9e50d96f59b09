"""What the page of a report shows beside its words: its tables, and what they leave out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from report_templates.data import Language, Table
from webapp import formats
from workflows import (
    ledger,
    report_goals,
    report_naming,
    report_parts,
    report_texts,
    report_words,
    reports,
)
from workflows.marking import N_
from workflows.models import Report, ReportFile, WordTemplate
from workflows.report_files import Made
from workflows.states import GIVEN_OUT, ReportAction

FILES = {
    ReportAction.FINALISE: N_("Word file in %(language)s, as it was made final"),
    ReportAction.PUBLISH: N_("Word file in %(language)s, as it was published"),
    ReportAction.RETRACT: N_("Word file in %(language)s, as it was withdrawn"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; ``cells`` are the codes and names of what its records are behind.

    Several where the report names none of them; ``label`` says how many then.
    """

    label: str
    value: str
    cells: tuple[tuple[str, str], ...]


def tables(report: Report, language: str, *, whole: bool) -> list[tuple[Table, list[Row]]]:
    """Every table of counts: each row leads to its records, also where Word has a chart of it.

    ``whole``: what the report names nobody is named too, for whoever makes it.
    """
    frozen: Any = report.snapshot
    wanted = report_texts.LANGUAGES[language]
    made = [report_parts.table(name, frozen, wanted) for name in frozen.get("tables", {})]
    return [(table, _rows(table, frozen, wanted, whole)) for table in made if table is not None]


def _rows(table: Table, frozen: Any, language: Language, whole: bool) -> list[Row]:
    rows = frozen["tables"][table.name]
    told = [row for row in rows if not row["hidden"]]
    hidden = [row for row in rows if row["hidden"]]
    if not (whole or report_parts.named_though_hidden(rows)):
        hidden = []
    # As in the table: what is shown, and then what is hidden, in one row.
    groups = [*([row] for row in told), hidden][: len(table.rows)]
    return [
        Row(
            str(label),
            str(value),
            tuple(
                (
                    ledger.cell(table.name, one["key"]),
                    report_naming.named(table.name, one["key"], language),
                )
                for one in group
            ),
        )
        for (label, value), group in zip(table.rows, groups, strict=True)
    ]


def none_shown(report: Report, language: str) -> str:
    """What is said instead of tables in which nothing has a name; nothing without any."""
    frozen: Any = report.snapshot
    wanted = report_texts.LANGUAGES[language]
    said = report_parts.none_shown(frozen.get("tables", {}), frozen, wanted)
    return " ".join(str(part) for paragraph in said for part in paragraph.parts)


def untold(report: Report, language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """These tables by their caption, with the code and the name of each row."""
    frozen: Any = report.snapshot
    wanted = report_texts.LANGUAGES[language]
    given = frozen.get("tables", {})
    names = report_parts.untold(given, frozen)
    names += [name for name, rows in given.items() if report_parts.is_rest(rows)]
    return [
        (
            report_words.TABLES[name][1].said(wanted),
            [
                (ledger.cell(name, row["key"]), report_naming.named(name, row["key"], wanted))
                for row in frozen["tables"][name]
            ],
        )
        for name in names
    ]


def redrawn(report: Report, kept: ReportFile | None) -> str:
    """What to know of the Word file of a final report that was made before such files were kept."""
    if kept is not None or report.state not in GIVEN_OUT:
        return ""
    return str(
        gettext(
            "Drawn anew from the frozen figures each time. The file that was sent at the time was "
            "not kept, and can look different."
        )
    )


def with_goals(report: Report) -> list[str]:
    """The codes of the figures that a goal can be set for."""
    known = {figure["code"] for figure in reports.figures(report)}
    return [code for code in report_goals.CODES if code in known]


def kept(made: Sequence[Made]) -> list[tuple[str, str, str]]:
    """The Word files that were kept, the newest first: what each is, its hash, its moment."""
    return [
        (
            str(gettext(FILES[one.after], language=formats.language(one.row.language))),
            str(gettext("SHA-256 %(digest)s", digest=one.row.digest)),
            formats.moment(one.row.made_at),
        )
        for one in made
    ]


def template(row: WordTemplate | None) -> str:
    """What a report's Word file is made with."""
    if row is None:
        return str(gettext("the one of Ketenzicht itself"))
    return str(gettext("version %(number)s", number=row.number))
