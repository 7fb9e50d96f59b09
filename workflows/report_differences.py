"""Two reports held against each other: which figures came, went or changed. Pure.

Only what both reports show takes part: a hidden figure is a cross, and says no more here.
"""

from dataclasses import dataclass
from typing import Any, Literal, cast

from report_templates.data import Change, Language
from report_templates.printable import printable
from workflows import report_words as words
from workflows.models import Report
from workflows.report_naming import FIGURES, named

HIDDEN = "×"


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure or a cell of a table, by its name in the language asked for."""

    kind: Literal["added", "removed", "changed"]
    place: str
    was: str
    now: str


def between(before: Report, after: Report, language: Language) -> list[Difference]:
    """What differs, in the order of the figures and then of the tables."""
    old, new = _shown(before, language), _shown(after, language)
    found = []
    for place in dict.fromkeys((*new, *old)):
        was, now = old.get(place, ""), new.get(place, "")
        if was != now:
            kind: Literal["added", "removed", "changed"] = (
                "added" if not was else "removed" if not now else "changed"
            )
            found.append(Difference(kind, place, was, now))
    return found


def errata(report: Report, language: Language) -> tuple[Change, ...]:
    """The erratum of a corrected edition: why, what the edition before it said, and what this one.

    There may be no figure among it: a text can be wrong too.
    """
    if report.corrects is None:
        return ()
    why = Change(words.WHY_AGAIN.said(language), "–", printable(report.correction or "–"))
    return (
        why,
        *(
            Change(one.place, one.was or "–", one.now or "–")
            for one in between(report.corrects, report, language)
        ),
    )


def _shown(report: Report, language: Language) -> dict[str, str]:
    frozen = cast(dict[str, Any], report.snapshot)
    shown = {}
    for figure in frozen["figures"]:
        label = FIGURES[figure["code"]].label.said(language)
        shown[label] = _value(figure, language)
    for name, rows in frozen["tables"].items():
        caption = words.TABLES[name][1].said(language)
        for row in rows:
            shown[f"{caption}: {named(name, row['key'], language)}"] = _value(row, language)
    return shown


def _value(row: dict[str, Any], language: Language) -> str:
    if row["hidden"]:
        return HIDDEN
    over = row.get("over")
    of = words.OF.said(language)
    return f"{row['value']} {of} {over}" if over is not None else str(row["value"])
