"""What the page of a report shows beside its words: its tables, and what they leave out."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext

from report_templates.data import Table
from webapp import formats
from workflows import (
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


def tables(report: Report, language: str) -> list[Table]:
    """Every table of counts: each cell leads to its records, also where Word has a chart of it."""
    frozen: Any = report.snapshot
    wanted = report_texts.LANGUAGES[language]
    made = [report_parts.table(name, frozen, wanted) for name in frozen.get("tables", {})]
    return [table for table in made if table is not None]


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
                (f"{name}.{number}", report_naming.named(name, row["key"], wanted))
                for number, row in enumerate(frozen["tables"][name], 1)
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
